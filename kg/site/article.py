"""The page of an article: its text as published, every mention marked where it stands, facts and figures beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from starlette.responses import Response

from kg.site.amounts import Amount, read_amounts
from kg.site.facts import Evidence, read_evidence
from kg.site.graph import Graph, Properties, Report, Thing, every, full, node, span
from kg.site.visit import PageError, Visit

_ABOUT = "SELECT ?predicate ?value { GRAPH $article { $article ?predicate ?value } }"
_TEXT = "SELECT ?text { GRAPH $article { ?context nif:isString ?text } } LIMIT 1"
_MENTIONS = """
SELECT ?mention ?entity ?confidence ?extractor {
  GRAPH $article { ?mention itsrdf:taIdentRef ?entity ; itsrdf:taConfidence ?confidence ; prov:wasAttributedTo ?extractor } }"""
_STATED = "SELECT ?what ?kind { GRAPH $article { ?what kg:statedIn $article ; a ?kind } }"

LONGEST = 60_000
"""Code points of a text that are shown; a whole book in one article stays a page."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What stands at ``[start, end)``: the entities it means, and what found it."""

    start: int
    end: int
    things: tuple[Thing, ...]
    confidence: float
    extractor: str


@dataclass(slots=True)
class Mark:
    """A stretch of a line: ``kind`` is ``text``, ``mention``, ``sentence`` or ``number``; all but text hold further marks.

    ``name`` is the fragment of its IRI, once in a page; empty for what has none. ``is_nested``: it stands inside a link.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    name: str = ""
    mention: Mention | None = None
    is_nested: bool = False
    parts: list["Mark"] = field(default_factory=list)


def article_page(visit: Visit) -> Response:
    """The page of an article: ``/article/IDENTIFIER``."""
    graph = visit.graph
    iri = graph.iri("article", visit.below("/article/"))
    report, said = find_article(visit, iri)
    text = read_text(graph, iri)
    mentions = read_mentions(graph, iri)
    statements, figures = _stated(graph, iri)
    facts = sorted(read_evidence(graph, statements), key=lambda fact: (_place(fact.path), -fact.confidence, fact.iri))
    amounts = sorted(read_amounts(graph, figures), key=lambda amount: (_place(amount.path), amount.iri))
    things = graph.things(end for fact in facts for end in (fact.subject, fact.object))
    return visit.render(
        "article.html",
        report=report,
        authors=every(said, "dcterms:creator"),
        editors=every(said, "schema:editor"),
        sections=every(said, "schema:articleSection"),
        lines=lines(text[:LONGEST], mentions, _sentences(facts, amounts)),
        is_cut=len(text) > LONGEST,
        notes=_notes(facts, amounts),
        things=things,
        facts=facts,
        amounts=amounts,
        entities=_entities(mentions),
    )


def find_article(visit: Visit, iri: str) -> tuple[Report, Properties]:
    """An article and all that is said of it.

    Raises:
        PageError: The graph does not hold it.
    """
    said: dict[str, list[str]] = {}
    for predicate, value in visit.graph.rows(_ABOUT, article=node(iri)):
        said.setdefault(predicate, []).append(value)
    if full("kg:Article") not in said.get(full("rdf:type"), ()):
        raise PageError(visit.words["not_found_article"], status=404)
    return visit.graph.report(iri, said), said


def read_text(graph: Graph, iri: str) -> str:
    """The text of an article, title first; empty when there is none."""
    rows = graph.rows(_TEXT, article=node(iri))
    return rows[0][0] if rows else ""


def read_mentions(graph: Graph, iri: str) -> list[Mention]:
    """The mentions of an article in the order of its text; a joint surface means several entities."""
    rows = sorted(graph.rows(_MENTIONS, article=node(iri)))
    things = graph.things(row[1] for row in rows)
    found = []
    for mention, some in groupby(rows, key=lambda row: row[0]):
        where, held = span(mention), list(some)
        if where:
            meant = tuple(things[iri] for iri in dict.fromkeys(row[1] for row in held))
            extractor = held[0][3].rpartition("/")[2]
            found.append(Mention(*where, meant, float(held[0][2]), extractor))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def lines(text: str, mentions: Iterable[Mention], sentences: Iterable[tuple[int, int, str]]) -> list[Mark]:
    """The lines of a text with everything that is marked in them, nested as it stands; what crosses a border is cut there.

    Args:
        text: The article's text; its lines are the title and the blocks.
        mentions: The mentions in it.
        sentences: Other stretches to mark: (start, end, ``sentence`` or ``number``).
    """
    marks = [Mark("mention", mention.start, mention.end, mention=mention) for mention in mentions]
    marks += [Mark(kind, start, end) for start, end, kind in sentences]
    # Outer marks first; of two with the same borders the sentence holds the number, and the number the mention.
    order = {"sentence": 0, "number": 1, "mention": 2}
    ahead = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: _order(mark, order))
    found: list[Mark] = []
    position = 0
    named: set[str] = set()
    for line in text.split("\n"):
        end = position + len(line)
        inside = [mark for mark in ahead if mark.start < end and mark.end > position]
        whole = Mark("line", position, end)
        _fill(whole, [_clipped(mark, position, end, named) for mark in inside], text, order)
        if line.strip():
            found.append(whole)
        position = end + 1
    return found


def _order(mark: Mark, order: dict[str, int]) -> tuple[int, int, int]:
    return mark.start, -mark.end, order[mark.kind]


def _clipped(mark: Mark, start: int, end: int, named: set[str]) -> Mark:
    """The part of a mark inside borders; only the first part of a mark bears its name, and each name is borne once."""
    name = f"char={mark.start},{mark.end}"
    name = "" if name in named or mark.start < start or mark.kind == "number" else name
    named.add(name)
    return Mark(mark.kind, max(mark.start, start), min(mark.end, end), name=name, mention=mark.mention)


def _fill(outer: Mark, inside: list[Mark], text: str, order: dict[str, int], is_nested: bool = False) -> None:
    """Put marks (sorted, within the outer one) and the plain text between them into the outer mark."""
    position = outer.start
    ahead = list(inside)
    while ahead:
        mark = ahead.pop(0)
        held = []
        rest: list[Mark] = []
        for other in ahead:
            if other.start >= mark.end:
                rest.append(other)
            elif other.end <= mark.end:
                held.append(other)
            else:  # crosses the border: the first part inside, the second after it
                held.append(Mark(other.kind, other.start, mark.end, name=other.name, mention=other.mention))
                rest.append(Mark(other.kind, mark.end, other.end, mention=other.mention))
        ahead = sorted(rest, key=lambda one: _order(one, order))
        if mark.start > position:
            outer.parts.append(Mark("text", position, mark.start, text[position : mark.start]))
        mark.is_nested = is_nested
        _fill(mark, held, text, order, is_nested or mark.kind == "mention")
        outer.parts.append(mark)
        position = mark.end
    if position < outer.end:
        outer.parts.append(Mark("text", position, outer.end, text[position : outer.end]))


def _stated(graph: Graph, iri: str) -> tuple[list[str], list[str]]:
    """The statements and the figures of an article."""
    rows = graph.rows(_STATED, article=node(iri))
    kinds = (full("rdf:Statement"), full("kg:Figure"))
    statements, figures = ([what for what, kind in rows if kind == wanted] for wanted in kinds)
    return statements, figures


def _place(path: str) -> tuple[int, int]:
    return span(path) or (0, 0)


def _spans(facts: Iterable[Evidence], amounts: Iterable[Amount]) -> list[tuple[int, int]]:
    """Where the sentences stand that say something, in the order of the text."""
    return sorted({*(_place(fact.path) for fact in facts), *(_place(amount.path) for amount in amounts)})


def _sentences(facts: Iterable[Evidence], amounts: Iterable[Amount]) -> Iterator[tuple[int, int, str]]:
    spans = _spans(facts, amounts)
    yield from ((start, end, "sentence") for start, end in spans)
    numbers = {where for amount in amounts if (where := amount.quoted)}
    yield from ((start, end, "number") for start, end in sorted(numbers))


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside one sentence. ``name`` is the fragment of the sentence's IRI."""

    name: str
    facts: tuple[Evidence, ...]
    amounts: tuple[Amount, ...]


def _notes(facts: Iterable[Evidence], amounts: Iterable[Amount]) -> list[Note]:
    """Margin notes, one for each sentence, in the order of the text."""
    by_place: dict[tuple[int, int], tuple[list[Evidence], list[Amount]]] = {}
    for fact in facts:
        by_place.setdefault(_place(fact.path), ([], []))[0].append(fact)
    for amount in amounts:
        by_place.setdefault(_place(amount.path), ([], []))[1].append(amount)
    return [
        Note(f"char={start},{end}", tuple(said), tuple(counted)) for (start, end), (said, counted) in sorted(by_place.items())
    ]


def _entities(mentions: Iterable[Mention]) -> list[tuple[Thing, int]]:
    """Who is mentioned, and how often, the most frequent first."""
    counted: dict[Thing, int] = {}
    for mention in mentions:
        for thing in mention.things:
            counted[thing] = counted.get(thing, 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].name))
