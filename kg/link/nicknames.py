"""Shorter names inside a longer name: 放管服 in “放管服”改革, 科技板 in 债券市场“科技板”, 武清区 in 天津武清区.

The longer name is the mention that the stages work with; the shorter one is a mention of the same thing as well, so that it is
found under both.
"""

import re
from collections.abc import Sequence

from kg.records import Link, Mention, Reason
from kg.regex import regex

_LABELS = frozenset({"PolicyMeasure", "Platform", "Event", "Place"})
# What may follow the marks: a word for the kind, not a whole clause (“因城施策”的…).
_NAME = r"“(?P<name>[^“”，。；：]{2,20})”"
_KIND = r"(?!的|——|中的)[^“”，。；：]{2,8}"
_BEFORE_KIND = regex(rf"{_NAME}{_KIND}")
# Events bear names that are quotations (“坚持扩大内需战略”专题分组讨论); a name of its own has what is done under it.
_BEFORE_OCCASION = regex(rf"{_NAME}(?:主题|大型|系列|公益|实践|教育)*(?:活动|任务|评选|行动)")
_DISTRICT = regex(r"(?:北京|天津|上海|重庆)市?(?P<name>[^市区、]{1,4}(?:(?<![假发范税作验园])区|新片区))")
_LAST = regex(rf"[^“”]+{_NAME}")


def with_nicknames(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links, and after each whose mention holds a shorter name of the same thing one for that name.

    >>> from kg.records import Entity
    >>> entity = Entity("measure/fgf", "PolicyMeasure", "“放管服”改革")
    >>> link = Link(Mention(3, 10, "“放管服”改革", "PolicyMeasure", "listed", 0.9), (entity,), 0.9, ())
    >>> [(found.mention.surface, found.mention.start) for found in with_nicknames([link])]
    [('“放管服”改革', 3), ('放管服', 4)]
    """
    found: list[Link] = []
    for link in links:
        found.append(link)
        mention = link.mention
        if mention.label not in _LABELS or link.silent or len(link.entities) != 1:
            continue
        if named := _shorter(mention.surface, mention.label):
            start, end = (mention.start + at for at in named.span("name"))
            short = Mention(start, end, named["name"], mention.label, mention.extractor, mention.confidence)
            reason = Reason("nickname", link.score, f"a shorter name inside {mention.surface}")
            found.append(Link(short, link.entities, link.score, (reason,)))
    return tuple(found)


def _shorter(surface: str, label: str) -> re.Match[str] | None:
    if "”" in surface:
        before_kind = _BEFORE_OCCASION if label == "Event" else _BEFORE_KIND
        return before_kind.fullmatch(surface) or _LAST.fullmatch(surface)
    return _DISTRICT.fullmatch(surface) if label == "Place" and surface[-1] == "区" else None
