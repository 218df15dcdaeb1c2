"""Why the names of an article were linked as they were: the article is read again, with the reasons the graph does not keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.records import Block, Document, Link, Reading
from kg.site.article import Mention, article_page, find_article, read_mentions, read_text
from kg.site.graph import Thing, every, one
from kg.site.language import Language
from kg.site.reasons import reason_in
from kg.site.visit import PageError, Visit

if TYPE_CHECKING:
    from kg.pipeline import Stages

LONGEST = 30_000
"""Code points of a text that are read again: a second of work at most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A mention of the graph with what the present rules say of it; ``link`` is None where they see no mention."""

    mention: Mention
    surface: str
    link: Link | None
    agrees: bool


def why_page(visit: Visit) -> Response:
    """The page at ``/article/IDENTIFIER/why``."""
    path = visit.below("/article/")
    if not path.endswith("/why"):  # an identifier with an encoded slash and why at its end
        return article_page(visit)
    iri = visit.graph.iri("article", path.removesuffix("/why"))
    report, _said = find_article(visit, iri)
    findings = _findings(visit, iri)
    return visit.render("why.html", report=report, findings=findings, reason_in=partial(reason_in, visit.language))


def why_json(visit: Visit) -> Response:
    """The answer of ``/api/why``: reasons by the offsets of the mention."""
    given = visit.parameter("article")
    start = f"{visit.graph.base}article/"
    iri = visit.graph.iri("article", given.removeprefix(start))
    if not given:
        raise PageError(visit.words["not_found_article"], status=404)
    find_article(visit, iri)
    return visit.json({"mentions": {_name(found.mention): _as_json(found, visit.language) for found in _findings(visit, iri)}})


def _findings(visit: Visit, iri: str) -> list[Finding]:
    """The mentions of the graph, in the order of the text, with the present reasons."""
    text = read_text(visit.graph, iri)[:LONGEST]
    report, said = find_article(visit, iri)
    links = _links(report.title, text, one(said, "dcterms:issued"), report.publisher, tuple(every(said, "dcterms:creator")))
    found = []
    for mention in read_mentions(visit.graph, iri):
        if mention.end <= len(text):
            link = links.get((mention.start, mention.end))
            keys = [_key(thing, visit) for thing in mention.things]
            agrees = link is not None and sorted(entity.key for entity in link.entities) == sorted(keys)
            found.append(Finding(mention, text[mention.start : mention.end], link, agrees))
    return found


@lru_cache(maxsize=128)
def _links(title: str, text: str, issued: str, publisher: str, authors: tuple[str, ...]) -> Mapping[tuple[int, int], Link]:
    """The links of an article as the present rules make them. What its source linked to is not in the graph."""
    reading = _read(title, text, issued, publisher, authors)
    return {(link.mention.start, link.mention.end): link for link in reading.links if not link.silent}


def _read(title: str, text: str, issued: str, publisher: str, authors: tuple[str, ...]) -> Reading:
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        blocks.append(Block(position, position + len(line), "paragraph" if blocks else "title"))
        position += len(line) + 1
    document = Document("why", title, text, tuple(blocks), _moment(issued), publisher or None, authors)
    return _stages().analyse(document)


@cache
def _stages() -> "Stages":
    """The stages with the gazetteer, which take a second or two to load: only for those who ask."""
    from kg.pipeline import Stages

    return Stages()


def _moment(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso) if "T" in iso else datetime.combine(date.fromisoformat(iso), datetime.min.time())
    except ValueError:
        return None


def _key(thing: Thing, visit: Visit) -> str:
    return thing.iri.removeprefix(f"{visit.graph.base}entity/")


def _name(mention: Mention) -> str:
    return f"{mention.start},{mention.end}"


def _as_json(found: Finding, language: Language) -> dict[str, object]:
    link = found.link
    return {
        "surface": found.surface,
        "entity": [thing.iri for thing in found.mention.things],
        "score": round(link.score, 4) if link else None,
        "extractor": link.mention.extractor if link else found.mention.extractor,
        "agrees": found.agrees,
        "reasons": [
            {"feature": reason.feature, "weight": round(reason.weight, 4), "text": reason_in(language, reason.text)}
            for reason in (link.reasons if link else ())
        ],
    }
