"""Stock codes as texts write them, and publishers' automatic stock links, judged against what the article names.

3 of the 13 links in the seeds are wrong.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.records import Document, Link, SourceLink

_STOCK = re.compile(
    r"""
    (?P<before>SH|SZ|BJ)(?P<mainland>\d{6})          # SH600519
    | (?P<digits>\d{6})(?:\.(?P<after>SH|SS|SZ|BJ))? # 600519, 600519.SH; Reuters writes .SS for Shanghai
    | (?P<hongkong>\d{4,5})\.HK                      # 0700.HK
    """,
    re.VERBOSE | re.IGNORECASE,
)


def stock_codes(text: str) -> tuple[str, ...]:
    """The codes that a text may mean when the whole of it is a stock code, as the gazetteer writes them; else empty.

    >>> stock_codes("600519.SH"), stock_codes("600519")[:2], stock_codes("0700.HK"), stock_codes("52号")
    (('SH600519',), ('SH600519', 'SZ600519'), ('00700',), ())
    """
    found = _STOCK.fullmatch(text)
    if found is None:
        return ()
    if found["hongkong"]:
        return (found["hongkong"].zfill(5),)
    digits = found["mainland"] or found["digits"]
    market = (found["before"] or found["after"] or "").upper().replace("SS", "SH")
    return (market + digits,) if market else tuple(market + digits for market in ("SH", "SZ", "BJ"))


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
