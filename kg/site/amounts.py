"""Figures as pages show them: with their sentence, in series that may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.site.facts import Piece, pieces
from kg.site.graph import Graph, Report, Thing, node, one, span
from kg.site.spark import Spark, spark

_ABOUT = "SELECT ?figure { ?figure kg:about $entity } LIMIT 400"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure. ``date`` is what it is of, ISO, perhaps a month or year; ``when`` the date, or else the day of the article."""

    iri: str
    metric: str
    value: str
    unit: str
    surface: str
    approximation: str
    change: str
    date: str
    when: str
    about: Thing | None
    confidence: float
    pieces: tuple[Piece, ...]
    report: Report
    path: str
    quoted: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one unit (and one basis of comparison), by date. ``spark`` is None when nothing can be drawn."""

    metric: str
    unit: str
    change: str
    amounts: tuple[Amount, ...]
    spark: Spark | None


def amounts_about(graph: Graph, iri: str) -> list[Amount]:
    """The figures about an entity, by date."""
    return read_amounts(graph, [row[0] for row in graph.rows(_ABOUT, entity=node(iri))])


def read_amounts(graph: Graph, wanted: Iterable[str]) -> list[Amount]:
    """Figures by IRI, by date; those that the graph does not hold are left out."""
    said = {iri: about for iri, about in graph.properties(wanted).items() if one(about, "kg:value")}
    spans = graph.properties(one(about, "prov:wasDerivedFrom") for about in said.values())
    reports = graph.reports(one(about, "kg:statedIn") for about in said.values())
    things = graph.things(one(about, "kg:about") for about in said.values() if one(about, "kg:about"))
    found = []
    for iri, about in said.items():
        source, quoted = one(about, "prov:wasDerivedFrom"), span(one(about, "prov:wasQuotedFrom"))
        sentence, where = one(spans.get(source, {}), "nif:anchorOf"), span(source)
        marks = [(quoted[0] - where[0], quoted[1] - where[0], "number")] if quoted and where else []
        report = reports[one(about, "kg:statedIn")]
        found.append(
            Amount(
                iri,
                one(about, "kg:metric"),
                one(about, "kg:value"),
                one(about, "kg:unit"),
                one(about, "kg:surface"),
                one(about, "kg:approximation"),
                one(about, "kg:change"),
                one(about, "kg:date"),
                one(about, "kg:date") or report.day,
                things.get(one(about, "kg:about")),
                float(one(about, "itsrdf:taConfidence") or 0),
                pieces(sentence, marks),
                report,
                f"{report.path}#{source.rpartition('#')[2]}",
                quoted,
            )
        )
    return sorted(found, key=lambda amount: (amount.when, amount.report.day, amount.metric, amount.iri))


def series(amounts: Iterable[Amount], *, by_metric: bool) -> list[Series]:
    """Figures in series of one unit and basis, and of one metric if so wished; the longest series first."""
    found: dict[tuple[str, str, str], list[Amount]] = {}
    for amount in amounts:
        found.setdefault((amount.metric if by_metric else "", amount.unit, amount.change), []).append(amount)
    whole = [Series(*key, tuple(some), spark([amount.value for amount in some])) for key, some in found.items()]
    return sorted(whole, key=lambda one: (-len(one.amounts), one.metric, one.unit, one.change))
