"""What stands over a name in the text: a publisher's stock link, a longer listed name."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.link.features import StockLink, Told
from kg.records import Document, Mention, SourceLink

_AROUND = 12  # characters on each side of a name in which a longer one may stand over it
_LINKS = 4  # links of one publisher that may lie over one name


def stock_links(document: Document) -> list[SourceLink]:
    """The links of a document that lead to a stock, in text order."""
    return sorted((link for link in document.links if link.code), key=lambda link: link.start)


def stock_link(document: Document, links: Sequence[SourceLink], mention: Mention) -> StockLink | None:
    """Of the stock links in text order, the one over the name or a part of it; one over just the name goes before."""
    before = bisect_left(links, mention.end, key=lambda link: link.start)
    over = [link for link in links[max(0, before - _LINKS) : before] if mention.start < link.end]
    if not over:
        return None
    span = (mention.start, mention.end)
    link = next((link for link in over if (link.start, link.end) == span), over[0])
    return StockLink(str(link.code), document.text[link.start : link.end], (link.start, link.end) == span)


def longer_span(document: Document, mention: Mention, gazetteer: Gazetteer) -> Told | None:
    """A listed name that stands over this one and beyond it, with its bearers: 北京朝阳区 over 朝阳区."""
    start = max(0, mention.start - _AROUND)
    for hit in gazetteer.find(document.text[start : mention.end + _AROUND]):
        over = start + hit.start < mention.end and mention.start < start + hit.end
        if over and len(hit.surface) > len(mention.surface):
            return Told(hit.surface, frozenset(entry.key for entry in gazetteer.entries(hit.surface)))
    return None
