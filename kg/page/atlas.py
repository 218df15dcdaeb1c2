"""What the picture shows: entities, claims and figures with their quotes and articles.

Offsets of a quote's marks count code points from the start of the quote. What there is most of is a named tuple: a large graph
has tens of thousands, and a tuple is made five times as fast as a frozen dataclass.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

MODALITIES = ("Asserted", "Planned", "Negated")

Marks = tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[int, int] | None]
"""Where subject, object and trigger stand in a quote, each None where the quote does not name it."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article as the picture cites it. ``day`` is ISO 8601 or empty; ``url`` is http or https, or empty."""

    iri: str
    title: str
    day: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article."""

    report: int
    text: str


class Claim(NamedTuple):
    """A statement: subject, predicate and object with one quote. Subject, object and ``said_by`` are IRIs."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    quote: int
    marks: Marks
    title: str = ""
    valid_from: str = ""
    valid_until: str = ""
    said_by: str = ""


class Amount(NamedTuple):
    """A figure with its quote; ``about`` is an IRI, or empty; ``mark`` is where the number stands in the quote."""

    about: str
    metric: str
    value: str
    unit: str
    surface: str
    day: str
    change: str
    quote: int
    mark: tuple[int, int] | None


@dataclass(slots=True)
class Node:
    """An entity as drawn: its names, codes, what the gazetteer relates it to, the articles that mention it (in their order)."""

    iri: str
    name: str = ""
    label: str = "Organization"
    aliases: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)
    surroundings: list[tuple[str, str]] = field(default_factory=list)
    valid_from: str = ""
    valid_until: str = ""
    reports: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Atlas:
    """Everything the picture shows. ``nodes`` by IRI, only what an article mentions or a claim relates."""

    base: str
    reports: list[Report] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
