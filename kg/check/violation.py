"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something wrong in the graph. ``article`` is the named graph it stands in, ``focus`` the node, both IRIs."""

    article: str
    focus: str
    message: str
