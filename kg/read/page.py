"""Whole web pages: which part of one is the article.

A feed hands over the article alone; a page saved from a site has menus, lists of other headlines and a foot around it.
Beautiful Soup reads the page into a tree, where the article is the smallest element that holds most of the running text.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LARGEST = 2_000_000  # characters; beyond that a page is read as a whole
_MOST_TAGS = 40_000
_MOST = 0.7  # of the running text must be in the element
_SENTENCE = re.compile(r"[。！？；]")
_SHORTEST = 40  # characters that make a line running text
_PROSE = ("p", "div", "td", "section", "article")


def find_article(source: str, start: int) -> tuple[int, int] | None:
    """Where the article stands in the page ``source[start:]``, from its headline on; None for a fragment or when unsure.

    >>> prose = "央行开展逆回购操作。" * 9
    >>> page = f"<html><body><ul><li>首页</li></ul><h1>题</h1><div><p>{prose}</p></div><p>联系我们</p></body></html>"
    >>> begin, end = find_article(page, 0)
    >>> page[begin : begin + 4], "联系我们" in page[begin:end]
    ('<h1>', False)
    """
    if not _WHOLE_PAGE.search(source, start, start + 4096) or len(source) > _LARGEST or source.count("<") > _MOST_TAGS:
        return None
    from bs4 import BeautifulSoup, Tag  # takes a tenth of a second, spent only where a whole page is read
    from bs4.builder import ParserRejectedMarkup

    try:
        soup = BeautifulSoup(source[start:], "html.parser")
    except (ParserRejectedMarkup, RecursionError):
        return None
    starts = [0, *(match.end() for match in re.finditer("\n", source[start:]))]

    def place(tag: "Tag") -> int:
        return start + starts[(tag.sourceline or 1) - 1] + (tag.sourcepos or 0)

    holder = _holder(soup)
    if holder is None:
        return None
    follower = _after(holder)
    end = place(follower) if follower is not None else len(source)
    headlines = [place(tag) for tag in soup.find_all("h1") if isinstance(tag, Tag)]
    begin = max((at for at in headlines if at < place(holder)), default=place(holder))
    return begin, end


def _holder(soup: "BeautifulSoup") -> "Tag | None":
    """The smallest element that holds most of the running text."""
    weight: dict[int, int] = {}
    holders: dict[int, Tag] = {}
    total = 0
    for string in soup.find_all(string=_SENTENCE):
        length = len(string.strip())
        parent = string.find_parent(_PROSE)
        if length < _SHORTEST or parent is None:
            continue
        total += length
        for step, ancestor in enumerate([parent, *parent.parents]):
            if step > 64 or ancestor.name in ("body", "html", "[document]"):
                break
            weight[id(ancestor)] = weight.get(id(ancestor), 0) + length
            holders[id(ancestor)] = ancestor
    best: Tag | None = None
    for key, length in weight.items():
        if length >= _MOST * total and (best is None or length < weight[id(best)] or _inside(holders[key], best)):
            best = holders[key]
    return best


def _inside(inner: "Tag", outer: "Tag") -> bool:
    return any(ancestor is outer for ancestor in inner.parents)


def _after(tag: "Tag") -> "Tag | None":
    """The first element behind ``tag``."""
    from bs4 import Tag

    node: Tag | None = tag
    while node is not None:
        for sibling in node.next_siblings:
            if isinstance(sibling, Tag):
                return sibling
        node = node.parent
    return None
