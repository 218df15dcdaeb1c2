"""Figures: the numbers that an analyst would chart, exact, with unit, metric, date and whom they are about.

measure    all figures of a document, in text order

numbers    digits and Chinese numerals → Decimal
units      ontology/rules/units.toml, compiled into one pattern
periods    the date or period that a figure holds for
reading    digits, numerals and shares with their units
measured   which numbers measure nothing
metrics    what is measured, and how it changed
wording    the metrics of a line, each leaning on those before it
subjects   whom a figure is about
measuring  all of these together
"""

from kg.figures.measuring import measure

__all__ = ["measure"]
