"""Figures as pages show them: with their sentence, in series that may be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.site.facts import Piece, pieces
from kg.site.graph import Graph, Report, Thing, node, one, span
from kg.site.spark import Spark, spark

# Dates are asked for apart: an OPTIONAL over hundreds of rows takes ten times as long.
_ABOUT = "SELECT ?figure ?metric ?unit { ?figure kg:about $entity ; kg:metric ?metric ; kg:unit ?unit } LIMIT 5000"
_DATES = "SELECT ?figure ?date { ?figure kg:about $entity ; kg:date ?date } LIMIT 5000"


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


def amounts_about(graph: Graph, iri: str, most_series: int, most_points: int) -> list[Amount]:
    """The figures about an entity, by date: the longest series, of each the newest points."""
    return read_amounts(
        graph, [figure for some in longest(metrics_about(graph, iri), most_series, most_points) for figure in some]
    )


def metrics_about(graph: Graph, iri: str) -> dict[tuple[str, str], list[str]]:
    """The figures about an entity by metric and unit, those of the latest date last."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    dates = {row[0]: row[1] for row in graph.kept_rows(_DATES, entity=node(iri))}
    for figure, metric, unit in graph.kept_rows(_ABOUT, entity=node(iri)):
        found.setdefault((metric, unit), []).append((dates.get(figure, ""), figure))
    return {key: [figure for _date, figure in sorted(some)] for key, some in sorted(found.items())}


def longest(found: Mapping[tuple[str, str], list[str]], most_series: int, most_points: int) -> list[list[str]]:
    """The series with the most figures, of each the last ones."""
    return [some[-most_points:] for some in sorted(found.values(), key=len, reverse=True)[:most_series]]


def read_amounts(graph: Graph, wanted: Iterable[str]) -> list[Amount]:
    """Figures by IRI, by date; those that the graph does not hold are left out."""
    said = {iri: about for iri, about in graph.properties(wanted).items() if one(about, "kg:value")}
    sentences = graph.sentences(one(about, "prov:wasDerivedFrom") for about in said.values())
    reports = graph.reports(one(about, "kg:statedIn") for about in said.values())
    things = graph.things(one(about, "kg:about") for about in said.values() if one(about, "kg:about"))
    found = []
    for iri, about in said.items():
        source, quoted = one(about, "prov:wasDerivedFrom"), span(one(about, "prov:wasQuotedFrom"))
        sentence, where = sentences.get(source, ""), span(source)
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
