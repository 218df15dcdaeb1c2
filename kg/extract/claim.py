"""What an extractor claims about a span, and how overlapping claims are settled."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.regex import regex


class Claim(NamedTuple):
    """A span said to name something. ``rank`` settles overlaps before length does: the lower rank wins.

    ``label`` is empty for a span that is no name and keeps others out (the title of a film).
    """

    start: int
    end: int
    label: str
    extractor: str
    rank: int = 5
    names: tuple[str, ...] = ()
    full: str | None = None


# The precedence of extractors, strongest first. Within a rank the longer claim wins, then the earlier one.
RANKS: dict[str, int] = {
    "title": 0,  # 《…》 is closed: what stands inside is part of it
    "number": 0,  # 国办发〔2021〕52号
    "definition": 1,  # （以下简称“投融会”）: the text says so itself
    "alias": 1,  # a defined short name, later in the text
    "quoted": 2,  # “粤信融”平台
    "event": 2,  # 第九届中国…交易会 holds places and bodies
    "reference": 2,  # 十四届全国人大常委会第九次会议, 党的二十大
    "byline": 2,  # 证券时报记者 江聃
    "local": 3,  # 市公安局, never 公安局和市市场监管局
    "draft": 3,  # 能源法草案
    "joint": 4,  # 沪深交易所, but 中非 is part of 中非人文交流年
    "listed": 4,
    "organisation": 4,  # longer than the listed name inside it: 中国银行业协会
    "person": 4,
    "measure": 4,
    "company": 4,
    "product": 4,
    "place": 4,
    "stripped": 4,  # 投融会 after 第九届投融会
    "repeat": 6,  # a name seen in full elsewhere in the text
}


def settle(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that stand, in order of the text, without overlap: rank first, then length, then position.

    >>> bank, association = Claim(0, 4, "Bank", "listed", 4), Claim(0, 7, "Association", "organisation", 4)
    >>> [claim.label for claim in settle([bank, association])]
    ['Association']
    """
    ordered = sorted(claims, key=lambda c: (c.rank, c.start - c.end, c.start, c.label))
    taken = bytearray(max((claim.end for claim in ordered), default=0))
    kept: list[Claim] = []
    for claim in ordered:
        if taken.find(1, claim.start, claim.end) < 0:
            taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
            kept.append(claim)
    kept.sort()
    return kept


_BODIES = frozenset({"Bank", "Regulator", "Organization", "Company"})


def joined(claims: list[Claim]) -> list[Claim]:
    """A body and the unit found directly after it as one name: 临安农商银行|青山支行, 清华大学五道口金融学院|…研究中心.

    >>> joined([Claim(0, 6, "Bank", "listed"), Claim(6, 10, "Bank", "organisation")])
    [Claim(start=0, end=10, label='Bank', extractor='organisation', rank=5, names=(), full=None)]
    """
    result: list[Claim] = []
    for claim in claims:
        last = result[-1] if result else None
        unit = claim.extractor == "organisation" and last is not None and last.label in _BODIES and not last.names
        if last is not None and unit and last.end == claim.start and claim.label == last.label:
            result[-1] = claim._replace(start=last.start)
        else:
            result.append(claim)
    return result


_SEATS = ("国务院", "中央", "党中央", "中共中央")  # what stands before a body of its own: no part of its name
_OFFICIAL = frozenset({"GovernmentBody", "Regulator"})
_TERM = regex("第?[一二三四五六七八九十]{1,3}届\\Z")  # 第十三届|全国人大常委会代表资格审查委员会
_TERMS = 6  # characters of a term at most


def owned(text: str, claims: list[Claim], is_part: Callable[[str, str], bool]) -> list[Claim]:
    """A listed office and a listed part of it directly behind as one name: 全国人大常委会|代表工委, 中国社科院|…实验室.

    ``is_part`` tells whether the first name is a part of the second.
    """
    result: list[Claim] = []
    for claim in claims:
        last = result[-1] if result else None
        beside = last is not None and last.end == claim.start and last.extractor == claim.extractor == "listed"
        if last is not None and beside and last.label in _OFFICIAL and not last.names and not claim.names:
            unit, body = text[claim.start : claim.end], text[last.start : last.end]
            if body not in _SEATS and is_part(unit, body):
                term = _TERM.search(text, max(0, last.start - _TERMS), last.start)
                free = term is not None and (len(result) < 2 or result[-2].end <= term.start())
                start = term.start() if term is not None and free else last.start
                result[-1] = claim._replace(start=start, full=claim.full or unit)
                continue
        result.append(claim)
    return result
