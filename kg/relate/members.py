"""The single facts of a reading between lists: each member with each, but for those that the names forbid."""

from collections.abc import Iterator

from kg.records import Entity
from kg.regex import regex
from kg.relate.pairs import Reading

_OWNED = frozenset(("旗下", "下属", "所属"))
_COUNTRY = regex("place/[a-z]{2}")  # keys of countries in the gazetteer
_PROVINCE = regex("(?:省|自治区|特别行政区)$|^(?:北京|天津|上海|重庆)市?$")
_SCHEME = regex("合格境[内外]|QFII|QDII|QFLP|QDLP")
_FIRMS = frozenset(("Bank", "Company"))
# Strategies of the nation and its regions.
_GOAL = regex(
    "一带一路|协同发展$|经济带|粤港澳大湾区|长三角.*一体化|黄河流域生态保护|西部大开发|东北.*振兴|中部.*崛起|乡村.*振兴|共同富裕"
    "|(?:健康|美丽|数字|平安|法治)中国|[一-龥]{2,4}强国|成渝.*经济圈|人类命运共同体|丝绸之路|(?:全球[一-龥]{2})倡议|碳达峰|双碳"
)
# Moves of a central bank: it makes use of them, nobody issues them.
_MOVE = regex("(?:降准|降息|加息|准备金率|逆回购)(?:操作)?$|^(?:下调|上调)[^，。]{0,8}准备金率")
_CREATES = frozenset(("出台", "推出", "创设", "制定", "设立"))  # 出台普惠金融定向降准措施
_WAY = regex("(?:高铁|铁路|公路|大桥|隧道)$")  # runs through places, and none is part of it


def member_pairs(reading: Reading) -> Iterator[tuple[Entity, Entity]]:
    """The single facts of a reading between groups; a symmetric one is written once, in key order."""
    symmetric = reading.predicate == "cooperatesWith"
    objects = reading.object.entities[-1:] if _owns_alone(reading) else reading.object.entities
    for i, left in enumerate(reading.subject.entities):
        for j, right in enumerate(objects):
            if left.key == right.key or (reading.subject is reading.object and j <= i):
                continue
            if reading.predicate == "partOf" and _is_no_part(left, right):
                continue
            if symmetric and right.key < left.key:
                yield right, left
            else:
                yield left, right


def predicate_of(reading: Reading, object_: Entity) -> str:
    """What a reading says of one object of its list: who decides on 降准 uses it; a strategy is carried out, not used.

    A bank offers its loans, and who is admitted to a scheme for investors uses it.
    """
    trigger, who = reading.trigger, reading.subject.entities[0].label
    if reading.predicate == "uses" and object_.label == "FinancialProduct" and who == "Bank":
        return "offers"
    if reading.predicate == "implements" and who in _FIRMS and _SCHEME.search(object_.name):
        return "uses"
    if reading.predicate == "uses" and object_.label == "PolicyMeasure" and _GOAL.search(object_.name):
        return "implements"
    if reading.predicate != "issues" or trigger is None or trigger.word in _CREATES or object_.label != "PolicyMeasure":
        return reading.predicate
    return "uses" if _MOVE.search(object_.name) else "issues"


def _owns_alone(reading: Reading) -> bool:
    """Whether the whole is only the last of a list: 甲公司、乙银行旗下丙金融 is of 乙银行, and 甲公司 another member."""
    trigger, whole = reading.trigger, reading.object
    return trigger is not None and trigger.word in _OWNED and trigger.start == whole.end and not whole.pronoun


def _is_no_part(left: Entity, right: Entity) -> bool:
    """Whether the names forbid it: a province in a province (甘肃宁夏等地), a whole in its part (浙江 in 浙江舟山).

    Nor is a country part of anything (中新), nor a region of the world of a country (中国中东外交).
    """
    if left.label == right.label == "Place":
        if _COUNTRY.fullmatch(left.key) or (_COUNTRY.fullmatch(right.key) and left.listed and not (left.parent or left.place)):
            return True
        if (
            _WAY.search(right.name)
            or left.name.endswith("铁路")
            or (_PROVINCE.search(left.name) and _PROVINCE.search(right.name))
        ):
            return True
    return len(right.name) > len(left.name) and right.name.startswith(left.name)
