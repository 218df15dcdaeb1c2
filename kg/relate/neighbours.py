"""Places of which neither is in the other: neighbours, ways from one to the other, rivers that run on."""

from kg.regex import regex
from kg.relate.frames import Frame
from kg.relate.pairs import Reading, between
from kg.relate.wholes import lies_outside

# 甲市乙州交界处: two neighbours; not 与甲市乙县交界.
_BORDER = regex("[”]?(?:两[省市县州国地])?(?:交界|接壤|毗邻|毗连)")
_NEARBY = regex("[上下]游|对岸|对面|附近|周边|以[东西南北]|邻近|[东西南北]侧")  # 某水库上游的甲水文站
_SETS_UP = frozenset(("首次设立", "首次实施", "单设", "新设", "设置", "内设"))  # what makes units, and no place part of another
_AND = regex("[与和同及跟、]$")
# Rivers and ranges that run through many provinces are part of none.
_CROSSES = regex(
    "黄河|长江|淮河|珠江|海河|松花江|嫩江|辽河|澜沧江|怒江|金沙江|汉江|湘江|乌江|(?:京杭)?大运河|秦岭|太行山|大别山|(?:万里)?长城"
)
# 从甲市搬到乙市: neither is in the other; 甲县地处乙地区: the second is not in the first.
_TO = regex("搬|迁|驶|飞|开往|运[往到至抵]|前往|奔赴|直达|发往|转[到至]|落户|抵达|返回|赶[到赴]")
_LIES = frozenset(("地处", "位于", "坐落", "坐落于", "坐落在", "地处于", "毗邻", "紧邻", "紧靠"))


def are_neighbours(frame: Frame, reading: Reading) -> bool:
    """Two places that meet at a border (甲市乙州交界处): neither is in the other; nor is a river that runs on."""
    offset = frame.sentence.start
    if lies_outside(reading.subject.entities[0], reading.object.entities[0]):
        return True  # 甲县乙县地震
    low, high = sorted((reading.subject, reading.object), key=lambda group: group.start)
    if reading.object.entities[0].name.endswith("流域") or _NEARBY.search(between(frame, reading)):
        return reading.subject.kind == "Place" and reading.object.kind == "Place"
    word = reading.trigger.word if reading.trigger is not None else ""
    moved = low.kind == high.kind == "Place" and _TO.search(between(frame, reading)) is not None
    lies = word in _LIES and reading.trigger is not None and low.end <= reading.trigger.start
    if moved or (lies and reading.object is low and reading.subject is high):
        return True
    if (word == "发源地" and reading.subject is low) or (word in _SETS_UP and low.kind == high.kind == "Place"):
        return True  # 甲区是某产业园的发源地; 甲市某节首次设立乙区分会场
    if reading.subject.kind == "Place" and any(
        _CROSSES.fullmatch(g.entities[0].name) for g in (reading.subject, reading.object)
    ):
        return True
    if low.kind != "Place" or high.kind != "Place" or not low.start >= 0 or low.end != high.start:
        return False
    border = _BORDER.match(frame.text, high.end - offset)
    return border is not None and _AND.search(frame.text, 0, low.start - offset) is None
