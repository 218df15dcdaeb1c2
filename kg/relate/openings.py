"""How the clause of a verb opens: with a name, with a common noun, or with nothing that could do what it says.

持续开展专项行动 and 要用好专项债 leave their doer to be understood; 各地要落实…, 专家表示… and 我们将… do not.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.relate.frames import Frame, Group, Trigger

# The likelier the doer is understood, the later.
OPENINGS = ("other", "people", "firms", "all", "name", "this", "we", "unsaid", "word")
# What may stand before a verb whose doer goes unsaid.
_UNSAID = re.compile(
    r"""[\s“‘]*(?:
        [一二三四五六七八九十]{1,2}是|[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]                  # 一是, （二）, 3.
      | 首先|其次|再次|最后|同时|此外|另外|并|还|也|又|而|且|以及|其中|为此|因此
      | 要|将|应当?|须|需|必须|可|拟|会|能够?|为|以|通过|按照|根据|已经?|正|在|到|从|对|把|向|使|让|了|好|地|和|与|、
      | 继续|进一步|加快|加大|加强|积极|深入|全面|认真|扎实|切实|大力|着力|持续|不断|稳步|有序|有效|有力|充分|坚决
      | 坚持|严格|抓紧|尽快|及时|适时|灵活|综合|创新|主动|努力|更好|更加|稳妥|精准|统筹|合理|主要|重点|特别是?|尤其是?
      | 首次|共同|联合|协同|推动|推进|支持|鼓励|引导|促进|探索|研究|部署|组织|牵头|率先|协调|强化|完善|优化|健全|做好
      | 抓好|落实|实施|开展|启动|确保|保障|争取|力争|试点
      | 下一步|今年|明年|近期|近日|目前|今后|未来|\d{4}年|\d{1,2}月|\d{1,2}日|底|前|起
    )*""",
    re.VERBOSE,
)
_COMMON = re.compile(
    r"""[\s“‘]*(?:
        (?P<we>我们|我[将会要])
      | (?P<all>各地|各部门|各级|各有关|有关部门|相关部门|各方|全国|全市|全省|全区|我国|国家|中央|地方)
      | (?P<firms>[一-龥]{0,6}(?:银行|机构|企业|公司|部门|单位|平台|主体)(?!业))
      | (?P<people>[一-龥]{0,6}(?:专家|人士|代表|分析师|负责人|群众|市民|者|家))
      | (?P<this>[本该此这其])
    )""",
    re.VERBOSE,
)
_MARKS = "，；：。"
_WIDEST = 20  # code points from a verb to its object: more make no difference


def opening(frame: Frame, trigger: Trigger) -> str:
    """One of ``OPENINGS``: what stands before the trigger in its clause."""
    if trigger.start not in frame.openings:
        frame.openings[trigger.start] = _opening(frame, trigger)
    return frame.openings[trigger.start]


def _opening(frame: Frame, trigger: Trigger) -> str:
    offset = frame.sentence.start
    at = trigger.start - offset
    clause = max(frame.text.rfind(mark, 0, at) for mark in _MARKS) + 1
    if any(clause + offset <= g.start < trigger.start for g in frame.groups if not g.absorbed):
        return "name"
    if clause == at:
        return "word"
    before = frame.text[clause:at]
    if _UNSAID.fullmatch(before):
        return "unsaid"
    found = _COMMON.match(before)
    return found.lastgroup or "other" if found else "other"


def governed(frame: Frame, object_: Group, trigger: Trigger | None) -> tuple[int, int]:
    """Whether the word of a reading is the last before its object that says anything, and how far that one is off."""
    at = bisect_left(frame.starts, object_.start)
    triggers: Sequence[Trigger] = frame.triggers
    while at and triggers[at - 1].end > object_.start:
        at -= 1
    if not at or trigger is None or object_.start < 0:
        return -1, _WIDEST
    nearest = triggers[at - 1]
    return int(nearest is trigger), min(object_.start - nearest.end, _WIDEST)
