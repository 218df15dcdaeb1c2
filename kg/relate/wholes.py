"""Cities of one province told together behind it: 江苏苏州和江阴, 湖北荆门至荆州."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Entity, Link, Sentence, Statement

_ON = re.compile("[和与及至到]|以及")  # not 、: those are read place by place
_DIGITS, _PROVINCE = 2, re.compile(r"\d\d0{4}")  # of a division's code that name its province; the province's own


def facts_of_wholes(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that the second and further cities are in the province told before the first, as far as their codes agree.

    ``links`` by start.
    """
    starts = [link.mention.start for link in links]
    for sentence in sentences:
        at, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if end - at > 2:
            yield from _headed(text, sentence, [link for link in links[at:end] if link.entities])


def _headed(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    head: Entity | None = None
    behind = -1  # where the list that the province heads has come to
    for one, two in pairwise(here):
        start, end = one.mention.end, two.mention.start
        first, second = _code(one), _code(two)
        if start == end and _PROVINCE.fullmatch(first) and second[:_DIGITS] == first[:_DIGITS]:
            head, behind = one.entities[0], two.mention.end
        elif head is not None and start == behind and second[:_DIGITS] == first[:_DIGITS] and _ON.fullmatch(text, start, end):
            behind = two.mention.end
            for entity in two.entities:
                yield Statement(entity.key, "partOf", head.key, sentence.start, sentence.end, "partOf:headed", 0.8)
        else:
            head = None


def _code(link: Link) -> str:
    entity = link.entities[0]
    if entity.label != "Place":
        return ""
    return next((code for _, code in entity.codes if len(code) == len("110000") and code.isdigit()), "")
