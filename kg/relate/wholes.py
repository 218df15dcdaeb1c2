"""Cities of one province told together behind it: 江苏苏州和江阴, 湖北荆门至荆州."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import named

_ON = regex("[和与及至到]|以及")  # not 、: those are read place by place
_BARE = regex("(?:00)+$")  # what a code ends in that names a higher division
_DIGITS, _PROVINCE = 2, regex(r"\d\d0{4}")  # of a division's code that name its province; the province's own


def facts_of_wholes(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that the second and further cities are in the province told before the first, as far as their codes agree.

    ``links`` by start.
    """
    for sentence, here in named(sentences, links):
        yield from _headed(text, sentence, here)


def _headed(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    head: Entity | None = None
    behind = -1  # where the list that the province heads has come to
    for one, two in pairwise(here):
        start, end = one.mention.end, two.mention.start
        first, second = _code(one.entities[0]), _code(two.entities[0])
        if start == end and _PROVINCE.fullmatch(first) and second[:_DIGITS] == first[:_DIGITS]:
            head, behind = one.entities[0], two.mention.end
        elif head is not None and start == behind and second[:_DIGITS] == first[:_DIGITS] and _goes_on(text[start:end], second):
            behind = two.mention.end
            for entity in two.entities:
                yield Statement(entity.key, "partOf", head.key, sentence.start, sentence.end, "partOf:headed", 0.8)
        else:
            head = None


def _goes_on(gap: str, code: str) -> bool:
    """Whether a list goes on across a gap: 和 before any place, and 、 before a county."""
    return _ON.fullmatch(gap) is not None or (gap == "、" and not code.endswith("00"))


def lies_outside(inner: Entity, outer: Entity) -> bool:
    """Whether the codes of two divisions say that the one is no part of the other: two counties side by side.

    In a province that holds none of its name, the place before it is believed: it is another of that name.
    """
    one, two = _code(inner), _code(outer)
    if not one or not two or _PROVINCE.fullmatch(two):
        return bool(one and two) and _PROVINCE.fullmatch(one) is not None
    return one == two or not one.startswith(_BARE.sub("", two))


def _code(entity: Entity) -> str:
    if entity.label != "Place":
        return ""
    return next((code for _, code in entity.codes if len(code) == len("110000") and code.isdigit()), "")
