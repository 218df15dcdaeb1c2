"""What is no figure: numbers in names, dates and ordinals, and those that only point or announce."""

import re

from kg.figures.numbers import parse_number
from kg.figures.units import Unit, UnitTable

_FAR = 12  # characters around a number that may say what it counts
# A rank, not a count: 前十位; but 目前10家.
_RANK = re.compile(r"(?<![目此以日年之当提会午])前$")
_RANKED = frozenset({"位", "名", "家", "强", "个"})
_ABOUT_THAT_MANY = frozenset("几数上好")
_ROUGHLY = frozenset("近超逾上")
_LARGE = 1000
_UP_TO = frozenset("近超逾约过达")
_MORE = frozenset("了近超约高长大加多出")  # 增长了一倍; not 一倍于
_LISTED_BEFORE = re.compile("[0-9]个[^，。；、\n]{2,10}[和、及]$")  # 80个监控点和4个中转站
# What is sent out or found is counted, however few: 派出3个工作组.
_SENT = ("派出", "调派", "增派", "派驻", "查处", "查获", "关闭", "撤销", "捣毁", "破获")
# What befalls people who are counted in Chinese numerals: 两人遇难.
_BEFALLS = ("死亡", "遇难", "受伤", "丧生", "身亡", "失踪", "失联", "轻伤", "重伤", "获救", "被困")
_CHANGES = ("减", "增", "缩", "压", "降", "扩", "提")
# Between what is measured and its number: how exact it is, and words of being (持续了近5个小时).
_LEADING = re.compile("(?:将|可|[达有为至到了]|约|近|超过?|不足|不到|逾)+$")
# A threshold that tells a set by its size: 超1亿美元|项目500个, 超百亿元|的国家和地区有51个.
_COHORT = re.compile(
    """(?:以上的?)? (?:项目|企业) [近约超共]? [0-9]
      | 以上）[0-9]
      | (?:以上)?的 [^，。；\\s0-9]{0,10}? (?:国家|地区|企业|公司|项目|客户|产品|城市|园区|集群|县|镇|村)
        (?:已|共|累计|达到?|有|增至|超过?|近|约)* [0-9]""",
    re.VERBOSE,
)


def is_name(text: str, start: int, match: re.Match[str], table: UnitTable) -> bool:
    """Whether the number is part of a name, a date or an ordinal: 第7天, 56条 after 8章, 前三位."""
    if table.not_after.find(text, start):
        return True
    end = match.end()
    if text[end : end + 1] == "”" and match["unit"] in table.chapters:  # “创新发展16条”
        return "一" <= text[start - 1 : start] <= "龥"
    return match["unit"] in _RANKED and _RANK.search(text, max(0, start - 2), start) is not None


def is_measured(text: str, match: re.Match[str], unit: Unit, end: int, table: UnitTable) -> bool:
    """Whether the words around the number let it measure something."""
    chinese = not match["number"][:1].isascii()
    if not match["unit"]:
        return True
    if (
        text.startswith(table.thresholds, end)
        or text.startswith(table.kind_words, end)
        or (unit.kind == "amount" and _COHORT.match(text, end))
    ):
        return False
    if match["unit"] == "米" and text[end : end + 1].isdigit():  # 8米21
        return False
    if match["unit"] in table.scaled:
        return bool(match["scale"]) or (parse_number(match["number"]) or 0) >= _LARGE  # 400亿度, 32000字, but 28度
    if chinese and (not _counts_in_chinese(text, match, unit, end, table) or text.startswith(table.fixed, end)):
        return False
    if guard := table.guards.get(match["unit"]):
        before = text[max(0, match.start() - _FAR) : match.start()]
        date = (match["unit"] == "年" and len(match["number"]) == 4) or (match["unit"] == "日" and before.endswith("月"))
        if "." in match["number"] and match["unit"] in table.with_decimals:
            return True  # 平均期限11.6年, 摸高4000.22点
        return not date and (
            before.endswith(guard.before)
            or text.startswith(guard.after or "\0", end)
            or _LEADING.sub("", before).endswith(guard.before)
        )
    if unit.kind == "weak_count":
        return not chinese and _counts_weakly(text, match, end, table)
    if unit.kind == "rate":
        return True  # the 个 of 2.3个和2.1个百分点
    return match["unit"] not in table.announcing or not _announces(text, match, end, table)


def _counts_weakly(text: str, match: re.Match[str], end: int, table: UnitTable) -> bool:
    value = parse_number(match["number"])
    if value is not None and 1900 <= value < 2100 and not match["scale"]:  # 2026届
        return False
    if text[match.start() - 1 : match.start()] in ("由", "从") and text.startswith(_CHANGES, end):
        return True  # 由93项减至33项
    large = bool(match["scale"]) or (value is not None and value >= table.weak_least)
    if large or ends_clause(text, end):
        return True
    return table.weak_things.match(text, end) is not None and not table.announced.match(text, end)


def _announces(text: str, match: re.Match[str], end: int, table: UnitTable) -> bool:
    """Whether the number says how many points a list has: 10条举措, 打造3个平台."""
    if match["scale"] or match["more"]:
        return False
    if table.announced.match(text, end):
        return True
    value = parse_number(match["number"])
    small = value is not None and value < table.announcing_least
    return (
        small
        and match["unit"] in table.announcing_only
        and not text.endswith(_SENT, 0, match.start())
        and not _LISTED_BEFORE.search(text, max(0, match.start() - _FAR), match.start())
        and not ends_clause(text, end)
        and not text.startswith(table.places, end)
    )


def ends_clause(text: str, at: int) -> bool:
    """Whether a clause, or a thing in brackets, ends at ``at``."""
    return at >= len(text) or text[at] in "，,。；;、）)！!？\n "


def _counts_in_chinese(text: str, match: re.Match[str], unit: Unit, end: int, table: UnitTable) -> bool:
    """Whether a number in Chinese numerals may be meant exactly: 两万亿元, 三家民企, 百余名; not 一家, 两个, 数百家."""
    number = match["number"]
    if match["more"] or match["more_after"]:
        return text[match.start() - 1 : match.start()] not in _ABOUT_THAT_MANY
    if number in ("百", "千") and not match["scale"]:  # 近百个, 上千家; not 百家, 几百家, 百元
        return unit.kind == "count" and text[match.start() - 1 : match.start()] in _ROUGHLY
    if not number or number in ("一", "零", "〇"):
        if number == "一" and match["unit"] == "倍":
            return text[match.start() - 1 : match.start()] in _MORE
        return bool(number == "一" and (match["scale"] or match["unit"] == "成"))
    if text[match.start() - 1 : match.start()] in _ABOUT_THAT_MANY:
        return False
    if number in ("百", "千") and unit.kind == "size" and not ends_clause(text, end):
        return text[match.start() - 1 : match.start()] in _UP_TO  # 首台百万千瓦机组 is a kind of generator
    if unit.kind == "duration":
        if match["unit"] == "天":
            return False  # a meeting 为期三天
        return text.endswith(("期限", "期限为", "为期"), 0, match.start()) or text.startswith("车程", end)
    if unit.kind in ("count", "weak_count") and not match["scale"]:
        pointing = len(number) == 1 and (
            text.startswith(table.pointing_after, end) or text.endswith(table.pointing_before, 0, match.start())
        )
        if match["unit"] == "人":
            return text.startswith(_BEFALLS, end)
        if match["unit"] == "家" and not text.startswith(table.houses, end):
            return False
        return match["unit"] in table.chinese_counts and not pointing
    return True
