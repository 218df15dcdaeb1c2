"""Where a pilot reaches: the places that its scope is said to hold (试点城市包括甲市、乙市及丙会场景（丁市、戊市）)."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import signed

_REACHES = "扩大[至到]|扩展[至到]|拓展[至到]|推广[至到]|推开[至到]|延伸[至到]|扩围[至到]|增加[至到]"
# Directly before the list: 试点城市包括, 范围扩大至; 业务已覆盖 only where the measure itself is the subject of the clause.
_SCOPE = regex(
    f"(?:区域|地区|城市|范围|地点|省[市份]|会场(?!景))(?:已|现|分别|主要|将|拟|进一步)*(?:包括|包含|涵盖|覆盖|[为是有]|{_REACHES})了?“?$"
)
_SPREADS = regex(f"(?:覆盖|涵盖|{_REACHES})了?(?:全国|全省)?的?“?$")
_ADMITS = regex(r"(?:等[^，。；]{0,10})?(?:列入|纳入)了?[“《]?")  # 将甲省、乙省纳入某某试点
_TAKES = regex("[将把]$|同意$|选[取定择]$")
_SIGNS = re.compile("包括|包含|涵盖|覆盖|纳入|列入|(?:地区|城市|范围|区域|省份|会场)[分为是有]|[大展广开伸围加][至到]")
_GLUE = regex(r"[、和与及]|以及|等?[一-龥]{0,3}(?:和|及|以及|、)")
_SCENE = regex(r"[、和与及]?(?:以及)?[^，。；（(]{0,12}?场景[（(]")  # 及冬奥会场景（北京、张家口）
_STAGES = regex("会场(?!景)")
_PLANNED = regex("将(?!.{0,30}纳入)|拟|计划|力争|探索|还要")
_REACH, _NEAR = 60, 16  # code points from whose scope it is to the list; where the measure is the subject itself


def facts_of_coverage(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that a measure, platform or event reaches the places listed; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGNS):
        yield from _covered(text, sentence, here)


def _covered(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    at = 0
    while at < len(here):
        if here[at].entities[0].label != "Place":
            at += 1
            continue
        first = at
        places, at = _list(text, here, at)
        subject = _before(text, sentence, here, first) or _behind(text, places, here, at)
        if subject is None:
            continue
        planned = _PLANNED.search(text, min(subject.mention.end, places[0].mention.start), places[0].mention.start)
        modality: Modality = "Planned" if planned else "Asserted"
        for one, place in product(subject.entities, places):
            for entity in place.entities:
                ends = sentence.start, sentence.end
                yield Statement(one.key, "locatedIn", entity.key, *ends, "locatedIn:coverage", 0.85, modality)


def _before(text: str, sentence: Sentence, here: Sequence[Link], at: int) -> Link | None:
    """Whose scope is told directly before the place at ``at``: what is named last before it."""
    start = here[at].mention.start
    head = text[max(sentence.start, start - _NEAR) : start]
    scope, spreads = _SCOPE.search(head) is not None, _SPREADS.search(head) is not None
    aside = ("FinancialProduct",) if _STAGES.search(head) else ("FinancialProduct", "Event")
    link = next((link for link in reversed(here[:at]) if link.entities[0].label not in aside), None)
    if link is None or not (scope or spreads):
        return None
    gap, label = text[link.mention.end : start], link.entities[0].label
    if label == "Event":
        return link if len(gap) <= _NEAR else None
    if label not in ("PolicyMeasure", "Platform") or "；" in gap:
        return None
    return link if len(gap) <= _REACH and (scope or ("，" not in gap and len(gap) <= _NEAR)) else None


def _behind(text: str, places: Sequence[Link], here: Sequence[Link], at: int) -> Link | None:
    """The measure that places are admitted to (将甲省、乙省纳入某某试点范围)."""
    if (
        at < len(here)
        and here[at].entities[0].label == "PolicyMeasure"
        and _TAKES.search(text[max(0, places[0].mention.start - 2) : places[0].mention.start])
    ):
        return here[at] if _ADMITS.fullmatch(text, places[-1].mention.end, here[at].mention.start) else None
    return None


def _list(text: str, here: Sequence[Link], at: int) -> tuple[list[Link], int]:
    """The places of the list that begins at ``at``, and where the names behind it begin."""
    found = [here[at]]
    for behind in range(at + 1, len(here)):
        link, end = here[behind], found[-1].mention.end
        if link.entities[0].label == "Place" and (
            _GLUE.fullmatch(text, end, link.mention.start) or _SCENE.fullmatch(text, end, link.mention.start)
        ):
            found.append(link)
            at = behind
        elif link.entities[0].label != "Event":
            break
    return found, at + 1
