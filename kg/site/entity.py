"""The page of an entity; of a policy document or measure with the life of the policy, too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.responses import RedirectResponse, Response

from kg.site.amounts import amounts_about, series
from kg.site.facts import Group, Tie, groups, ties
from kg.site.graph import Graph, Report, Thing, every, full, local, node, one
from kg.site.visit import PageError, Visit

CODES = ("stockCode", "hongKongStockCode", "swiftCode", "leiCode", "unifiedSocialCreditCode", "divisionCode", "documentNumber")
POLICIES = ("PolicyDocument", "PolicyMeasure")

_OWN = "SELECT ?predicate ?value (LANG(?value) AS ?language) { GRAPH $entities { $entity ?predicate ?value } }"
_TO = "SELECT ?predicate ?other { GRAPH $entities { ?other ?predicate $entity } } ORDER BY ?predicate ?other LIMIT 200"
_LINE = """
SELECT DISTINCT ?body ?name ?class ?since ?until {
  $entity (kg:succeededBy|^kg:succeededBy)* ?body .
  GRAPH $entities { ?body skos:prefLabel ?name ; a ?class
    OPTIONAL { ?body kg:validFrom ?since } OPTIONAL { ?body kg:validUntil ?until } } } LIMIT 50"""
PARTNERS, SENTENCES = 5, 2
PARTNERS_OF_ONE = 20
ARTICLES = 12
COMPANIONS = 24
SERIES, POINTS = 6, 12


@dataclass(frozen=True, slots=True)
class Body:
    """One of the bodies in a line of successors, under the name it bore from ``since`` until ``until`` (ISO, may be empty)."""

    thing: Thing
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something dated in the life of an entity: ``what`` names a phrase; ``things`` are who it concerns."""

    date: str
    what: str
    detail: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the gazetteer and the surfaces in the articles say of an entity, apart from facts."""

    thing: Thing
    names: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    dates: Mapping[str, str]
    status: str
    out: Mapping[str, list[Thing]]
    into: Mapping[str, list[Thing]]
    line: tuple[Body, ...]


def entity_page(visit: Visit) -> Response:
    """The page of an entity: ``/entity/KEY``."""
    return _page(visit, profile(visit.graph, visit.graph.iri("entity", visit.below("/entity/"))))


def policy_page(visit: Visit) -> Response:
    """The page of a policy: ``/policy/KEY``, the same page as ``/entity/KEY``; anything else than a policy is sent there."""
    key = visit.below("/policy/")
    found = profile(visit.graph, visit.graph.iri("entity", key))
    if found and found.thing.label not in POLICIES:
        return RedirectResponse(visit.link(found.thing.path), status_code=308)
    return _page(visit, found)


def _page(visit: Visit, found: Profile | None) -> Response:
    if found is None:
        words = unquote(visit.raw_path.rpartition("/")[2])
        raise PageError(visit.words["not_found_entity"], status=404, near=visit.near(words.replace("-", "")))
    graph, iri = visit.graph, found.thing.iri
    everything = ties(graph, iri, visit.ontology)
    predicate, direction = visit.parameter("predicate"), visit.parameter("direction")
    if predicate:
        return _one_predicate(visit, found, [tie for tie in everything if _is(tie, predicate, direction)])
    days = visit.index.mentioning(iri)
    reports = graph.reports({article for article, _day in (*days[:ARTICLES], *_dated(days)[-1:])})
    shown = groups(graph, everything, partners=PARTNERS, each=SENTENCES)
    is_policy = found.thing.label in POLICIES
    policy = _policy_groups(shown) if is_policy else {}
    in_life = [group for some in policy.values() for group in some]
    return visit.render(
        "entity.html",
        profile=found,
        thing=found.thing,
        is_policy=is_policy,
        has_life=bool(in_life or found.dates or found.status or found.out or found.into) and is_policy,
        groups=shown,
        facts=[group for group in shown if group not in in_life],
        life=_life(found, reports, days),
        months=_months(days),
        articles=[reports[article] for article, _day in days[:ARTICLES]],
        article_count=len(days),
        companions=_companions(visit, iri),
        series=series(amounts_about(graph, iri, SERIES, POINTS), by_metric=True),
        policy=policy,
    )


def _is(tie: Tie, predicate: str, direction: str) -> bool:
    return tie.predicate == predicate and tie.is_inverse == (direction == "in")


def _one_predicate(visit: Visit, found: Profile, chosen: list[Tie]) -> Response:
    """All partners of one predicate, in pages."""
    pages = max(1, -(-len(chosen) // PARTNERS_OF_ONE))
    number = visit.number("page", 1, pages)
    shown = groups(visit.graph, chosen, partners=PARTNERS_OF_ONE, each=3, skipped=(number - 1) * PARTNERS_OF_ONE)
    return visit.render("facts.html", profile=found, thing=found.thing, groups=shown, number=number, pages=pages)


def profile(graph: Graph, iri: str) -> Profile | None:
    """What the graph of the entities says of one; None for an IRI that it does not describe."""
    said: dict[str, list[str]] = {}
    names: list[tuple[str, str]] = []
    for predicate, value, language in graph.rows(_OWN, entity=node(iri)):
        said.setdefault(predicate, []).append(value)
        if predicate == full("skos:altLabel"):
            names.append((value, language))
    if not one(said, "skos:prefLabel"):
        return None
    out = {name: every(said, f"kg:{name}") for name in ("partOf", "locatedIn", "succeededBy", "issuer", "amends")}
    into: dict[str, list[str]] = {}
    for predicate, other in graph.rows(_TO, entity=node(iri)):
        into.setdefault(local(predicate), []).append(other)
    things = graph.things(other for some in (*out.values(), *into.values()) for other in some)
    kind = one(said, "rdf:type")
    dates = {
        "issued": one(said, "dcterms:issued"),
        "effective": one(said, "kg:effectiveFrom"),
        "since": one(said, "kg:validFrom"),
        "until": one(said, "kg:validUntil"),
    }
    codes = [(name, code) for name in CODES for code in every(said, f"kg:{name}")]
    codes += [(scheme, code) for scheme, _colon, code in (note.partition(":") for note in every(said, "skos:notation"))]
    return Profile(
        graph.thing(iri, one(said, "skos:prefLabel"), kind),
        tuple(sorted(set(names), key=lambda name: (name[1] != "zh", -len(name[0]), name[0]))),
        tuple(codes),
        {name: date for name, date in dates.items() if date},
        local(one(said, "kg:status")) if one(said, "kg:status") else "",
        {name: [things[other] for other in others] for name, others in out.items() if others},
        {name: [things[other] for other in others] for name, others in into.items()},
        _line(graph, iri) if out["succeededBy"] or "succeededBy" in into else (),
    )


def _line(graph: Graph, iri: str) -> tuple[Body, ...]:
    """The bodies that came before and after, and the entity itself, by when they bore their name."""
    rows = graph.rows(_LINE, entity=node(iri))
    bodies = [Body(graph.thing(body, name, kind), since, until) for body, name, kind, since, until in rows]
    return tuple(sorted(bodies, key=lambda body: (body.since or "0", body.until or "9999", body.thing.iri)))


def _companions(visit: Visit, iri: str) -> list[tuple[Thing, int]]:
    """Who is mentioned in the same articles, and in how many."""
    found = visit.index.companions(iri, COMPANIONS)
    things = visit.graph.things(other for other, _count in found)
    return [(things[other], count) for other, count in found]


def _dated(days: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(article, day) for article, day in days if day]


def _months(days: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """How many articles of each month mention it, in the order of time."""
    return sorted(Counter(day[:7] for _article, day in days if day).items())


def _life(found: Profile, reports: Mapping[str, Report], days: list[tuple[str, str]]) -> list[Moment]:
    """What is dated in the life of an entity, in the order of time."""
    dates = found.dates
    moments = [
        Moment(date, what)
        for name, what in (("issued", "issued_on"), ("effective", "effective"), ("since", "begins"), ("until", "ends"))
        if (date := dates.get(name, "")) and not (name == "since" and date in (dates.get("issued"), dates.get("effective")))
    ]
    moments += [
        Moment(body.since, "begins", body.thing.name) for body in found.line if body.since and body.thing != found.thing
    ]
    for article, day in _dated(days)[-1:]:
        moments.append(Moment(day, "first_reported", "", reports[article]))
    return sorted(moments, key=lambda moment: (moment.date, moment.what, moment.detail))


def _policy_groups(shown: list[Group]) -> dict[str, list[Group]]:
    """The facts that make a policy's life, by the phrase they stand under."""
    wanted = {
        "issuers": ("issues", True),
        "policy_implements": ("implements", False),
        "policy_implemented": ("implements", True),
        "policy_uses": ("uses", False),
    }
    return {phrase: [group for group in shown if (group.predicate, group.is_inverse) == key] for phrase, key in wanted.items()}
