"""The look of each class: a shape and a colour, told apart by either.

The colours are those of Okabe and Ito (2008), chosen to stay apart for the colour-blind; classes that share a colour differ in
shape, and the other way round.
"""

_BLUE, _SKY, _GREEN, _YELLOW = "#0072b2", "#56b4e9", "#009e73", "#f0e442"
_ORANGE, _RED, _PURPLE, _GREY = "#e69f00", "#d55e00", "#cc79a7", "#8c8c8c"

LOOKS: dict[str, tuple[str, str]] = {
    "Regulator": ("hexagon", _RED),
    "GovernmentBody": ("square", _RED),
    "Bank": ("dot", _BLUE),
    "MarketInstitution": ("diamond", _BLUE),
    "Association": ("triangleDown", _BLUE),
    "Company": ("dot", _SKY),
    "Organization": ("square", _SKY),
    "MediaOutlet": ("triangle", _GREY),
    "PolicyDocument": ("square", _ORANGE),
    "PolicyMeasure": ("star", _ORANGE),
    "Platform": ("hexagon", _GREEN),
    "FinancialProduct": ("diamond", _GREEN),
    "Event": ("star", _PURPLE),
    "Person": ("dot", _PURPLE),
    "Place": ("triangle", _YELLOW),
}
"""Shape (a name of vis-network's) and colour by class, in the order of the legend."""

OTHER = ("dot", _GREY)
"""The look of a class that was added to the ontology and not to this table."""
