"""What is named only by the way: as what another thing is good for, as what is looked into, or just beside a body.

规范甲，对推进乙建设具有重要意义; 推进甲是健全乙的重要举措; 启动某法执法检查; 某行将某利率发布时间调整为9:15.
"""

import re

from kg.regex import regex
from kg.relate.frames import Frame
from kg.relate.onlookers import is_onlooker
from kg.relate.pairs import Reading

_SAID = frozenset(("implements", "uses"))
_BODIES = frozenset(("Org", "Event", "Place"))
_FOR = regex("(?:对于?|为)[^。；]*$")
_MATTERS = re.compile(
    "[^。；]{0,40}?(?:具有|有着?)[^，。；]{0,6}(?:意义|作用)|[^。；]{0,30}?(?:提供|奠定)了?[^，。；]{0,8}(?:支撑|基础|保障|经验)"
)
_IS = regex("(?<![一二三四五六七八九十])是[^，。；]*$")
_MEANS = re.compile("[^，。；]{0,40}?(?:举措|抓手|工具|重头戏|要求|任务|途径|保障)")

_BEGINS = frozenset(("启动", "开展", "部署", "组织", "开启"))
_LOOKS_INTO = re.compile(
    "[”》]?(?:实施|执行|落实)?(?:情况)?的?(?:季度)?(?:明查暗访|调研|执法检查|检查|考核|巡查|督查|调查|大检查)"
)
# 甲厅为落实《乙条例》，印发《丙清单》: it did not issue what it carries out.
_AIMED = regex("为了?[^，。；]{0,10}(?:贯彻|落实|响应|执行|践行)[^，。；]*$")
_AIM_REACH = 60  # code points
# 根据《甲法》第三条、《乙条例》: two laws that somebody goes by, neither by the other.
_GONE_BY = regex("(?:根据|依据|依照|按照|遵照)[《“]?$")
_BOTH = regex(r"[》”]?(?:[（(][^（）()，。；]{0,24}[）)])?(?:第[^，。；《]{1,16}[条款项])?(?:[、，和与及]|以及)?[《“]?")
_SIDE_BY_SIDE = regex("的?(?:再次|近期|上次|此次|今年|两次|全面|本次)*[“]?")  # 央行此次降准


def is_aside(frame: Frame, reading: Reading) -> bool:
    """Whether a measure is named only by the way: the body named before does nothing with it."""
    if reading.object.start < 0:
        return False
    if is_onlooker(frame, reading):
        return True
    subject, trigger, offset = reading.subject, reading.trigger, frame.sentence.start
    text, start, end = frame.text, reading.object.start - offset, reading.object.end - offset
    if reading.predicate == "issues" and subject.start < reading.object.start:
        aim = _AIMED.search(text, max(0, start - _AIM_REACH), start)
        if aim is not None and subject.start - offset <= aim.start():
            return True
    if reading.predicate == "issues" and trigger is not None and trigger.word in _BEGINS:
        return trigger.end <= reading.object.start and _LOOKS_INTO.match(text, end) is not None
    if reading.predicate not in _SAID:
        return False
    if subject.kind == "Place" and "对接" in text and _is_anothers(frame, reading):
        return True
    if subject.kind == "Policy" and subject.start >= 0 and _are_both_cited(frame, reading):
        return True
    if reading.predicate == "uses" and trigger is None and subject.start >= 0:
        low, high = sorted((subject, reading.object), key=lambda group: group.start)
        return _SIDE_BY_SIDE.fullmatch(text, low.end - offset, max(low.end, high.start) - offset) is None
    if subject.kind in _BODIES and _MATTERS.match(text, end) and _FOR.search(text, 0, start):
        return True
    if subject.start >= 0 and (subject.kind not in _BODIES or subject.start > reading.object.start):
        return False
    return _MEANS.match(text, end) is not None and _IS.search(text, 0, start) is not None


def _are_both_cited(frame: Frame, reading: Reading) -> bool:
    """Whether both are laws that somebody goes by."""
    offset = frame.sentence.start
    low, high = sorted((reading.subject, reading.object), key=lambda group: group.start)
    laws = [g for g in frame.groups if g.kind == "Policy" and g.end <= high.start and not g.nested]
    end = high.start
    for law in reversed(laws):
        if _BOTH.fullmatch(frame.text, law.end - offset, end - offset) is None:
            return False
        end = law.start
        if law is low and any(
            _GONE_BY.search(frame.text[max(0, g.start - offset - 4) : g.start - offset]) for g in laws if g.start <= low.start
        ):
            return True
    return False


def _is_anothers(frame: Frame, reading: Reading) -> bool:
    """Whether a strategy is another country's (中方甲倡议同|澳方|乙计划对接)."""
    start, offset = reading.object.start, frame.sentence.start
    owners = [g for g in frame.groups if g.kind == "Place" and 0 <= start - g.end <= 1 and not g.nested]
    return any(
        g is not reading.subject
        and reading.subject.entities[0] not in g.entities
        and frame.text[g.end - offset : start - offset] in ("", "“")
        for g in owners
    )
