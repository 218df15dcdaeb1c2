"""Publishers' automatic stock links, judged against what the article names: 3 of 13 in the seeds are wrong."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.records import Document, Link, SourceLink


class DoubtfulLink(NamedTuple):
    """A stock link that does not agree with the names in the text, and why."""

    link: SourceLink
    surface: str
    reason: str


def doubtful_stock_links(document: Document, links: Sequence[Link]) -> list[DoubtfulLink]:
    """The stock links that cut through a name, lie over an ordinary word, or lead to another company; in text order."""
    found = [
        DoubtfulLink(source, document.text[source.start : source.end], reason)
        for source in document.links
        if source.code and (reason := _doubt(source, links))
    ]
    return sorted(found, key=lambda doubtful: doubtful.link.start)


def _doubt(source: SourceLink, links: Sequence[Link]) -> str:
    over = [link for link in links if not link.silent and link.mention.start < source.end and source.start < link.mention.end]
    if not over:
        return "no company is named there"
    codes = {
        code for link in over for entity in link.entities for scheme, code in entity.codes if scheme in ("stock", "hk", "us")
    }
    if source.code in codes:
        return ""
    first = over[0]
    if (first.mention.start, first.mention.end) != (source.start, source.end):
        return f"cuts through {first.mention.surface}"
    return f"{first.mention.surface} is {first.entities[0].name}"
