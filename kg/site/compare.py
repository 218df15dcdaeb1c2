"""Two entities side by side, and the shortest ways from one to the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from starlette.responses import Response

from kg.site.amounts import Series, metrics_about, read_amounts, series
from kg.site.facts import Evidence, Tie, best, read_evidence, statements, ties
from kg.site.graph import Graph, Thing
from kg.site.visit import Visit

SHOWN, SENTENCES, ARTICLES, WAYS, READ = 30, 5, 20, 3, 20
METRICS, POINTS = 4, 12
READ_A_STEP = 6


@dataclass(frozen=True, slots=True)
class Shared:
    """What both have with a third: the relations of each, as (predicate, whether inverse)."""

    thing: Thing
    one: tuple[tuple[str, bool], ...]
    other: tuple[tuple[str, bool], ...]

    @property
    def is_same(self) -> bool:
        """Whether the same is said of both."""
        return bool(set(self.one) & set(self.other))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way with the sentences that make it."""

    start: Thing
    end: Thing
    evidence: tuple[Evidence, ...]


def compare_page(visit: Visit) -> Response:
    """The page at ``/compare``."""
    names = visit.parameter("a"), visit.parameter("b")
    chosen = [visit.entity(name) if name else None for name in names]
    one, other = chosen
    if one is None or other is None:
        return visit.render("compare.html", one=one, other=other, is_whole=False)
    graph = visit.graph
    ties_of = ties(graph, one.iri, visit.ontology), ties(graph, other.iri, visit.ontology)
    shared, total = _shared(graph, *ties_of, {one.iri, other.iri})
    same = [third for third in shared if third.is_same]
    mentioning = {article for article, _day in visit.index.mentioning(other.iri)}
    articles = [article for article, _day in visit.index.mentioning(one.iri) if article in mentioning]
    reports = graph.reports(articles[:ARTICLES])
    figures = _common_figures(graph, one, other)
    return visit.render(
        "compare.html",
        one=one,
        other=other,
        is_whole=True,
        is_same=one == other,
        between=_between(visit, one.iri, other.iri)[:SENTENCES],
        same=same,
        partners=[third for third in shared if not third.is_same],
        partner_count=total - len(same),
        only=[_only(graph, *pair) for pair in (ties_of, ties_of[::-1])],
        articles=[reports[article] for article in articles[:ARTICLES]],
        article_count=len(articles),
        metrics=_metrics(*figures),
    )


def path_page(visit: Visit) -> Response:
    """The page at ``/path``."""
    names = visit.parameter("from"), visit.parameter("to")
    one, other = (visit.entity(name) if name else None for name in names)
    is_short = visit.parameter("places") == "no"
    ways: list[list[Step]] = []
    if one and other and one != other:
        avoided = frozenset({"Place"}) if is_short else frozenset()
        ways = _read_ways(visit, visit.index.path(one.iri, other.iri, avoided, WAYS))
    return visit.render("path.html", one=one, other=other, ways=ways, without_places=is_short)


def _between(visit: Visit, one: str, other: str) -> list[Evidence]:
    """The sentences that say something between two, in either direction; the best first."""
    return best(read_evidence(visit.graph, _statements(visit, one, other)[:READ]))


def _statements(visit: Visit, one: str, other: str) -> list[str]:
    """The statements between two, in either direction."""
    return sorted({fact for pair in ((one, other), (other, one)) for fact in statements(visit.index, *pair)})


def _read_ways(visit: Visit, found: list[list[str]]) -> list[list[Step]]:
    graph = visit.graph
    things = graph.things(iri for way in found for iri in way)
    pairs = dict.fromkeys(pair for way in found for pair in pairwise(way))
    facts = {pair: _statements(visit, *pair) for pair in pairs}
    read = {one.iri: one for one in read_evidence(graph, [fact for some in facts.values() for fact in some[:READ_A_STEP]])}
    evidence = {pair: tuple(best(read[fact] for fact in some if fact in read)[:2]) for pair, some in facts.items()}
    return [[Step(things[pair[0]], things[pair[1]], evidence[pair]) for pair in pairwise(way)] for way in found]


def _shared(graph: Graph, one: list[Tie], other: list[Tie], ends: set[str]) -> tuple[list[Shared], int]:
    """The partners of both, those with the most statements first, and how many there are."""
    by_partner = [_by_partner(some) for some in (one, other)]
    both = sorted((by_partner[0].keys() & by_partner[1].keys()) - ends, key=lambda iri: (-_weight(iri, by_partner), iri))
    things = graph.things(both[:SHOWN])
    found = [
        Shared(things[iri], *(tuple((tie.predicate, tie.is_inverse) for tie in side[iri]) for side in by_partner))
        for iri in both[:SHOWN]
    ]
    return found, len(both)


def _only(graph: Graph, one: list[Tie], other: list[Tie]) -> list[tuple[tuple[str, bool], list[Thing], int]]:
    """What is said of one and not of the other: partners by relation, and how many there are."""
    theirs = {(tie.predicate, tie.is_inverse, tie.other) for tie in other}
    found: dict[tuple[str, bool], list[str]] = {}
    for tie in one:
        if (tie.predicate, tie.is_inverse, tie.other) not in theirs:
            found.setdefault((tie.predicate, tie.is_inverse), []).append(tie.other)
    things = graph.things(iri for some in found.values() for iri in some[:SENTENCES])
    return [(key, [things[iri] for iri in some[:SENTENCES]], len(some)) for key, some in found.items()]


def _common_figures(graph: Graph, one: Thing, other: Thing) -> list[list[Series]]:
    """The series of each whose metric and unit both have."""
    both = [metrics_about(graph, thing.iri) for thing in (one, other)]
    common = [key for key in both[0] if key in both[1]][:METRICS]
    return [
        series(read_amounts(graph, [figure for key in common for figure in found[key][-POINTS:]]), by_metric=True)
        for found in both
    ]


def _metrics(one: Iterable[Series], other: Iterable[Series]) -> list[tuple[Series, Series]]:
    """The series of both that measure the same in the same unit."""
    theirs = {(some.metric, some.unit, some.change): some for some in other}
    return [(some, theirs[key]) for some in one if (key := (some.metric, some.unit, some.change)) in theirs]


def _by_partner(found: Iterable[Tie]) -> dict[str, list[Tie]]:
    by_partner: dict[str, list[Tie]] = {}
    for tie in found:
        by_partner.setdefault(tie.other, []).append(tie)
    return by_partner


def _weight(iri: str, sides: list[dict[str, list[Tie]]]) -> int:
    return sum(len(tie.facts) for side in sides for tie in side[iri])
