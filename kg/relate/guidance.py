"""Who guides whom: 在甲局的指导下，乙中心举办对接会."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, row_to

_UNDER = regex(
    r"""[”）)]?(?:等[^，。；]{0,8})?的?(?:具体|统一|业务|政策|精心|悉心|有力|统筹|直接|监督|支持){0,2}[、和与]?
        指导(?:[、和与及]?(?:大力)?(?:支持|帮助|协调|推动|监督|推进|关心|关怀|见证|组织))?[之]?下，?""",
    re.VERBOSE,
)
# Between 指导下 and who is guided: the day, 由, how they do it.
_LED_IN = regex(r"\s*(?:由|，|近日|日前|近期|[^，。；、]{0,8}[日月年]|今[日天年]|(?:首[批家]|当地|辖内)){0,3}[，“]?\s*")
_HEAD = regex(r"在\s?[“（(]?$")
_LONGEST_HEAD = 3  # code points
_HEADS = frozenset(("Regulator", "GovernmentBody"))
_REACH = 400  # code points looked at around 指导下: a sentence may be a million long


def facts_of_guidance(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that authorities guide those who act under them; ``links`` by start."""
    if "指导" not in text:
        return
    starts = [link.mention.start for link in links]
    for sentence in sentences:
        if text.find("指导", sentence.start, sentence.end) < 0:
            continue
        for match in _UNDER.finditer(text, sentence.start, sentence.end):
            at = bisect_left(starts, max(sentence.start, match.start() - _REACH))
            end = bisect_left(starts, min(sentence.end, match.end() + _REACH))
            here = [link for link in links[at:end] if link.entities]
            yield from _guided(text, sentence, here, match)


def _guided(text: str, sentence: Sentence, here: Sequence[Link], match: re.Match[str]) -> Iterator[Statement]:
    last = next((i for i, link in enumerate(here) if link.mention.end == match.start()), -1)
    if last < 0:
        return
    heads = row_to(text, here, last)
    first = heads[0].mention.start
    head = _HEAD.search(text, max(sentence.start, first - _LONGEST_HEAD), first)
    if head is None:
        return
    guided = _behind(text, here, last + 1, match.end()) or _before(text, here, head.start())
    for one, two in product(heads, guided):
        for left, right in product(one.entities, two.entities):
            if left.label in _HEADS and kind_of(right.label) == "Org" and left.key != right.key:
                ends = sentence.start, sentence.end
                yield Statement(left.key, "supervises", right.key, *ends, "supervises:guidance", 0.8)


def _behind(text: str, here: Sequence[Link], at: int, start: int) -> list[Link]:
    if at < len(here) and here[at].mention.start >= start and _LED_IN.fullmatch(text, start, here[at].mention.start):
        return row_from(text, here, at)[0]
    return []


def _before(text: str, here: Sequence[Link], end: int) -> list[Link]:
    """Who stands directly before 在: 乙银行在甲局指导下."""
    for at, link in enumerate(here):
        if link.mention.end <= end and text[link.mention.end : end].strip("，”） ") == "":
            return row_to(text, here, at)
    return []
