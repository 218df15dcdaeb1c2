"""The facts about an entity as pages show them: by predicate, by partner, each with the sentences that say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.ontology import Ontology
from kg.site.graph import Graph, Report, Thing, every, local, node, one, span
from kg.site.index import Index

# Subject, predicate or object are counted first: a hub has thousands of statements, of which a page shows some.
_OUT = """
SELECT ?predicate ?other (COUNT(*) AS ?sentences) (GROUP_CONCAT(STR(?fact); SEPARATOR=" ") AS ?facts) {
  ?fact rdf:subject $entity ; rdf:predicate ?predicate ; rdf:object ?other } GROUP BY ?predicate ?other"""
_IN = """
SELECT ?predicate ?other (COUNT(*) AS ?sentences) (GROUP_CONCAT(STR(?fact); SEPARATOR=" ") AS ?facts) {
  ?fact rdf:object $entity ; rdf:predicate ?predicate ; rdf:subject ?other } GROUP BY ?predicate ?other"""
# The engine looks up the first end and tries the second for each: a hub has a thousand statements, its partner one.
_SAYING = (
    "SELECT ?fact ?predicate { ?fact rdf:subject $subject ; rdf:object $object ; rdf:predicate ?predicate }",
    "SELECT ?fact ?predicate { ?fact rdf:object $object ; rdf:subject $subject ; rdf:predicate ?predicate }",
)
_MENTIONS = """
SELECT ?article ?entity ?mention {
  VALUES (?article ?entity) { $many } GRAPH ?article { ?mention itsrdf:taIdentRef ?entity } }"""

_ORDER = {"Asserted": 0, "Planned": 1, "Negated": 2}
_NEAREST = 20  # mentions of each end compared when the nearest pair is looked for

Piece = tuple[str, str]
"""A stretch of a sentence: ``subject``, ``trigger``, ``object``, ``number`` or nothing, and its text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its sentence. ``path`` leads to the sentence in the page of its article."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    rule: str
    pieces: tuple[Piece, ...]
    report: Report
    path: str
    title: str
    since: str
    until: str
    said_by: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """The other end of some statements of one predicate; ``sentences`` counts them, ``evidence`` holds the best of them."""

    thing: Thing
    sentences: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one predicate. ``is_inverse``: the entity is the object. ``total`` counts all partners, shown or not."""

    predicate: str
    is_inverse: bool
    partners: tuple[Partner, ...]
    total: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Tie:
    """What statements say between an entity and another: one predicate, one direction."""

    predicate: str
    is_inverse: bool
    other: str
    facts: tuple[str, ...]


def ties(graph: Graph, iri: str, ontology: Ontology) -> list[Tie]:
    """All that statements say about an entity, counted but not read; the best attested first, predicates as in the ontology."""
    found: dict[tuple[str, bool, str], list[str]] = {}
    for query, is_inverse in ((_OUT, False), (_IN, True)):
        for predicate, other, _count, facts in graph.kept_rows(query, entity=node(iri)):
            name = local(predicate)
            relation = ontology.relations.get(name)
            turned = is_inverse and not (relation and relation.symmetric)
            found.setdefault((name, turned, other), []).extend(facts.split(" "))
    order = {name: number for number, name in enumerate(ontology.relations)}
    whole = [Tie(*key, tuple(sorted(facts))) for key, facts in found.items()]
    return sorted(
        whole, key=lambda tie: (tie.is_inverse, order.get(tie.predicate, 99), tie.predicate, -len(tie.facts), tie.other)
    )


def groups(graph: Graph, found: Sequence[Tie], *, partners: int, each: int, skipped: int = 0) -> list[Group]:
    """Ties as groups of facts with evidence.

    Args:
        graph: Where the sentences are.
        found: What ``ties`` gave, or some of it.
        partners: How many partners to show in each group.
        each: How many sentences to show for each partner.
        skipped: How many partners of each group come before the first one shown.
    """
    by_predicate: dict[tuple[str, bool], list[Tie]] = {}
    for tie in found:
        by_predicate.setdefault((tie.predicate, tie.is_inverse), []).append(tie)
    shown = {key: some[skipped : skipped + partners] for key, some in by_predicate.items()}
    evidence = {
        one.iri: one
        for one in read_evidence(graph, [fact for some in shown.values() for tie in some for fact in tie.facts[: each + 1]])
    }
    things = graph.things([tie.other for some in shown.values() for tie in some])
    return [
        Group(
            *key,
            tuple(_partner(tie, things[tie.other], evidence, each) for tie in some),
            len(by_predicate[key]),
            sum(len(tie.facts) for tie in by_predicate[key]),
        )
        for key, some in shown.items()
    ]


def _partner(tie: Tie, thing: Thing, evidence: dict[str, Evidence], each: int) -> Partner:
    return Partner(thing, len(tie.facts), tuple(best(evidence[fact] for fact in tie.facts if fact in evidence)[:each]))


def best(found: Iterable[Evidence]) -> list[Evidence]:
    """Evidence with what is asserted first, then the newest, then the surest."""
    newest = sorted(found, key=lambda one: (one.report.day, one.confidence, one.iri), reverse=True)
    return sorted(newest, key=lambda one: _ORDER.get(one.modality, 9))


def statements(index: Index, subject: str, other: str, predicate: str = "") -> list[str]:
    """The statements that say something (or with a predicate, this) of one entity and another, by IRI."""
    query = _SAYING[index.degree(subject) > index.degree(other)]
    rows = index.graph.rows(query, subject=node(subject), object=node(other))
    return sorted(fact for fact, said in rows if predicate in ("", local(said)))


def read_evidence(graph: Graph, wanted: Iterable[str]) -> list[Evidence]:
    """Statements by IRI with their sentences, marked; those that the graph does not hold are left out."""
    said = {iri: about for iri, about in graph.properties(wanted).items() if one(about, "rdf:subject")}
    sentences = graph.sentences(one(about, "prov:wasDerivedFrom") for about in said.values())
    reports = graph.reports(one(about, "kg:statedIn") for about in said.values())
    speakers = graph.things(iri for about in said.values() for iri in every(about, "kg:saidBy"))
    ends = {(one(about, "kg:statedIn"), one(about, name)) for about in said.values() for name in ("rdf:subject", "rdf:object")}
    mentions: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for article, entity, mention in graph.rows_of(_MENTIONS, sorted(ends)):
        where = span(mention)
        if where:
            mentions.setdefault((article, entity), []).append(where)
    found = []
    for iri, about in said.items():
        article, source = one(about, "kg:statedIn"), one(about, "prov:wasDerivedFrom")
        sentence, where = sentences.get(source, ""), span(source)
        subject, other = one(about, "rdf:subject"), one(about, "rdf:object")
        pair = sorted(mentions.get((article, subject), ())), sorted(mentions.get((article, other), ()))
        marks = _marks(*pair, span(one(about, "kg:trigger")), where) if where else []
        found.append(
            Evidence(
                iri,
                subject,
                local(one(about, "rdf:predicate")),
                other,
                local(one(about, "kg:modality")),
                float(one(about, "itsrdf:taConfidence") or 0),
                one(about, "prov:wasAttributedTo"),
                pieces(sentence, marks),
                reports[article],
                f"{reports[article].path}#{source.rpartition('#')[2]}",
                one(about, "kg:title"),
                one(about, "kg:validFrom"),
                one(about, "kg:validUntil"),
                tuple(speakers[speaker] for speaker in every(about, "kg:saidBy")),
            )
        )
    return found


def pieces(sentence: str, marks: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """A sentence cut at its marks (start, end, kind); a mark that overlaps an earlier one in the list is left out.

    >>> pieces("央行创设再贷款", [(0, 2, "subject"), (2, 4, "trigger"), (1, 3, "object")])
    (('subject', '央行'), ('trigger', '创设'), ('', '再贷款'))
    """
    chosen: list[tuple[int, int, str]] = []
    for start, end, kind in marks:
        inside = 0 <= start < end <= len(sentence)
        if inside and all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, kind))
    found: list[Piece] = []
    position = 0
    for start, end, kind in sorted(chosen):
        found += [("", sentence[position:start]), (kind, sentence[start:end])]
        position = end
    return tuple(piece for piece in [*found, ("", sentence[position:])] if piece[1])


def _marks(
    ones: list[tuple[int, int]], others: list[tuple[int, int]], trigger: tuple[int, int] | None, where: tuple[int, int]
) -> list[tuple[int, int, str]]:
    """The mentions of both ends that stand nearest to each other in the sentence, and the trigger, counted from its start."""
    start, end = where
    one_inside = [mention for mention in ones if start <= mention[0] and mention[1] <= end]
    other_inside = [mention for mention in others if start <= mention[0] and mention[1] <= end]
    near = min(
        ((abs(one[0] - two[0]), one, two) for one in one_inside[:_NEAREST] for two in other_inside[:_NEAREST]), default=None
    )
    subject = near[1] if near else (one_inside[0] if one_inside else None)
    other = near[2] if near else (other_inside[0] if other_inside else None)
    named = ((subject, "subject"), (other, "object"), (trigger, "trigger"))
    return [(found[0] - start, found[1] - start, kind) for found, kind in named if found]
