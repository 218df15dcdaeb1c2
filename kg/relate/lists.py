"""Lists whose members do nothing together, and neighbours in a list that say nothing of each other."""

import re

from kg.regex import regex
from kg.relate.frames import Frame, Group, Trigger

_WORDS = (
    "联合|共同|会同|携手|合作(?![区社园组])|联手|联动|协同|协作|共建|签[署订约]|对接|合力|力量|伙伴|交流机制|委托|财团|合资"
)
_JOINT = regex(_WORDS)
_JOINTLY, _AT_ONCE = regex(f"[^，。；]{{0,8}}?(?:{_WORDS})"), regex(f"[^，。；]{{0,3}}?(?:{_WORDS})")
# Each for itself: 甲、乙分别表示, 结合实际逐一对照; or nothing done at all: 甲、乙股价大涨.
_EACH = regex(
    r"""[^，。；：]{0,8}?(?:分别|各自|逐一|逐项|纷纷|先后|相继|陆续|依次|股价|[大领上下]涨|涨[停幅]|跌[停幅]|领跑
          |位[列居]|排名|上榜|入[选围]|正?结合[^，。；]{0,6}实际)
      | 要(?!求)
      | (?:(?!联合|共同|携手|会同|联手)[^，。；：《]){0,16}?(?:出台|发布|推出|实施|制定)了?的?
        [^，。；：《]{0,12}?(?:各项|一系列|系列|多项|多个|诸多|一批)""",
    re.VERBOSE,
)
# 甲、乙已集结3000多人的救援力量: each its own forces.
_FORCES = regex(
    rf"(?:(?!{_WORDS})[^，。；])*?(?:集结|投入|出动|调集|组织|派出|调派|储备|抽调|增派)"
    r"(?:(?!联合|共同|协同|合力)[^，。；]){0,16}?(?:力量|队伍|人员|警力)"
)
# The list hangs on another word: 包括甲、乙等13个园区, 赴甲、乙考察.
_WITHIN = regex(r"(?:包括|包含|涵盖|覆盖|涉及|访问|走访|遍及|辐射|遍布|来自|奔赴|前往|[赴如])了?[“《]?$")
_AND = re.compile(r"[”》）)]?(?:[、和与及跟暨]|以及)[“《（(]?")
# 甲部、乙部等相关部门负责人: people of several bodies.
_OFFICERS = regex(
    r"等?(?:[一二三四五六七八九十\d]+个?)?(?:[相有]关)?(?:部门|部委|单位|机构|企业|公司)?的?(?:[相有]关)?(?:负责人|负责同志|专家|代表)"
)
# 为落实党中央、国务院关于…的部署，甲行与乙部签约: whose word is kept, and who takes no part in what comes behind the comma.
_WHOSE = regex(r"[”》）)]?(?:关于|的(?:决策|部署|要求|决定|工作部署|指示))[^，。；]*[，；]")
_COUNTRIES = regex(r"[”]?等?[^，。；]{0,4}国?(?:代表|嘉宾|企业家|元首|领导人|媒体|客商)")
_NEAR = 12  # code points to 等部门 behind a list


def stands_apart(frame: Frame, group: Group, trigger: Trigger) -> bool:
    """Whether the members of a list are only told of in one breath: the word behind them makes no partners of them."""
    text, offset = frame.text, frame.sentence.start
    start, end = group.start - offset, group.end - offset
    if group.pronoun:
        return False
    if _WITHIN.search(text[max(0, start - 4) : start]):
        return _AT_ONCE.match(text, end) is None
    if _EACH.match(text, end) or _OFFICERS.match(text, end) or (group.kind == "Place" and _COUNTRIES.match(text, end)):
        return True
    if trigger.word == "力量" and _FORCES.match(text, end):
        return True
    whose = _WHOSE.match(text, end)
    if whose is not None and whose.end() <= trigger.start - offset:
        return True
    if "部" in trigger.word and trigger.start - group.end > _NEAR:
        return True  # another list's 等部门
    return group.kind == "Place" and not _JOINT.search(trigger.word) and _JOINTLY.match(text, end) is None


def coordinated(frame: Frame, one: Group, two: Group) -> bool:
    """Whether two groups of different kinds are members of one list (甲市、乙市及丙大会场景): then neither is in the other."""
    low, high = (one, two) if one.start < two.start else (two, one)
    gap = frame.text[low.end - frame.sentence.start : high.start - frame.sentence.start]
    return bool(gap) and _AND.fullmatch(gap) is not None
