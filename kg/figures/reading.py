"""Numbers read exactly: with unit and scale, as shares in words, as levels of an index."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import zip_longest
from typing import NamedTuple

from kg.figures.measured import ends_clause, is_measured, is_name
from kg.figures.metrics import strip_copula
from kg.figures.numbers import parse_number
from kg.figures.units import Unit, UnitTable
from kg.regex import regex

_FAR = 12  # characters around a number that may say what it counts
_GROWN = regex("(?:增加|减少|增长|下降|上升|[多少]增|净[增减]|增多|多|[增减])(?:了|[约近逾超至到]|超过)*$")
_PARTED = regex("[。；\n]")
_WORDS = frozenset({"节约", "签约", "附近", "最近", "邻近", "靠近"})  # end like words that say how exact a number is
_ALMOST = ("近", "超", "逾", "过", "突破")
_PLACE_ONLY = frozenset("十百千")
_LIST_JOINTS = "、和"
# 三分之一, 万分之五; not 四分之一决赛.
_FRACTION = regex("(?P<whole>百万|[二三四五六七八九十百千万])分之(?P<part>[零一二两三四五六七八九十百]+)(?!决赛)")
_STROKE = regex(  # 占全国的1/4, 创造了全省1/3的税收
    "(?:(?<=[的占近超约过到达至为有])|(?<=[一-龥、])(?=[1-9]/[0-9]{1,2}的))(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9/.]|级|决赛)"
)
# Half of a unit more: 两个半小时, 3天半.
_HALVES = regex("(?P<number>[0-9]{1,2}|[一两二三四五六七八九十])(?:个半(?P<unit>小时|月)|(?P<whole>天|年)半)(?!工)")
_TERM = regex("(?:只?需要?|仅需要?|用时?|耗时|时间|期限|至少|最多|不到|近|约|缩短[为至到]|压缩[为至到]|为期|历时|车程)$")
_SPEED = regex("(?:时速|每小时)[约近超达为可到]{0,2}$")
_RISE = regex("升(?=[0-9约近超逾])")
# Below zero: 增速为-3.2%, 零下20℃; but 5%-10%.
_FORECAST = frozenset({"℃", "摄氏度", "级"})  # 气温下降6到8℃ foretells the weather
_SIGNED = frozenset({"%", "pp", "℃", "摄氏度"})
_SIGN = regex("(?:(?<![0-9A-Za-z%‰元年月日点个成℃度])(?P<sign>[-−－]|零下))$")
_LOSS = regex("(?<=[是为约达至到额])(?P<sign>[-−－])$")  # an amount below zero: 净融资是-1037亿元; but 项目-1亿元
_WHOLES = {"千": 1000, "万": 10_000, "百万": 1_000_000}
# Half of something: 占全国的一半, 压缩一半, 超过一半; not 另一半 or 走到一半.
_HALF = regex(
    "(?:(?<=[的超过近缩低少短省减有约逾])|(?<=下降)|占[^，。；\n]{0,20}?)(?P<half>一半)(?!是[^。\n]{0,20}一半|的时间|路程)"
)
_BOUND_OF = regex("(?:以上|左右)的?(?=[一-龥])")  # 转移十五万以上的群众
_NOUN = regex(r"[^，。；、：\s]{0,6}")
_INDEX = regex(
    r"(?:指数|PMI)(?:[^，。；\n]{0,6}?[为至达报于]|[^，。；\n]{0,30}?[升降跌涨落][至到])(?P<level>[0-9]{1,6}\.[0-9]+)(?=[，。；、（\s])"
)
_POINTS = regex(r"(?:[、和及][0-9.]{1,8}个){0,8}[、和及][0-9.]+(?P<unit>个百分点|个基点)")  # 增长3.1个和7.0个百分点
_CHAIN = 11  # numbers of a list that share the unit of the last, but for two
_LISTED = 40  # characters in which 分别 announces a list of numbers


class Reading(NamedTuple):
    """A number that was read: its span, exact value, unit code and the extractor that took it."""

    start: int
    end: int
    value: Decimal
    unit: str
    extractor: str
    approximation: str | None


class _Larger(NamedTuple):
    """The larger parts of a number in several: where they begin and what they are worth."""

    start: int
    value: Decimal


def read_numbers(text: str, table: UnitTable) -> Iterator[Reading]:
    """Every number with a unit or a scale that measures something; of a range both ends."""
    joined: list[re.Match[str]] = []
    larger: _Larger | None = None
    last: Reading | None = None
    matches = list(table.number.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        if joined and joined[-1].end() != match.start():
            joined = []
        if following is not None and (part := _read_larger(match, following, table)):
            larger = _Larger(match.start(), part) if larger is None else _Larger(larger.start, larger.value + part)
            joined = []
            continue
        if match["unit"] or (match["scale"] and not match["joint"]):
            grown = _read_growth(text, match, last, table) if last and not (match["unit"] or larger or joined) else None
            for last in (grown,) if grown else _read_match(text, match, joined, larger, table):
                yield last
        larger = None
        joined = [*joined[-_CHAIN:], match] if match["joint"] else []


def _read_growth(text: str, match: re.Match[str], last: Reading, table: UnitTable) -> Reading | None:
    """A number without a unit by which what was measured ``last`` in the same sentence has grown: 3亿人次，比上年增加796万."""
    end = match.end("more_after") if match["more_after"] else match.end("scale")
    if (
        last.extractor == "rate"
        or not ends_clause(text, end)
        or not _GROWN.search(text, max(last.end, match.start() - _FAR), match.start())
    ):
        return None
    value = parse_number(match["number"])
    if value is None or match["second_scale"] or _PARTED.search(text, last.end, match.start()):
        return None
    words = _find_approximation(text, match.start(), match, end, table)
    return Reading(match.start(), end, _plain(value * table.scales[match["scale"]]), last.unit, "bare", words)


def _read_larger(match: re.Match[str], following: re.Match[str], table: UnitTable) -> Decimal | None:
    """What ``match`` is worth as the larger part of a number that goes on: 1亿 in 1亿2000万元, 一万 in 一万五千元."""
    if match.end() != following.start() or not match["scale"] or match["unit"] or match["joint"] or match["more"]:
        return None
    if match["more_between"] or match["more_after"]:
        return None
    scale = table.scales[match["scale"]]
    rest, value = parse_number(following["number"]), parse_number(match["number"])
    if rest is None or value is None or rest * (table.scales[following["scale"]] if following["scale"] else 1) >= scale:
        return None
    return value * scale


def read_shares(text: str) -> Iterator[Reading]:
    """Shares in words: 百分之二十, 万分之五, 一半, and 三分之一 as per cent to two places."""
    for match in _FRACTION.finditer(text) if "分之" in text else ():
        large = _WHOLES.get(match["whole"])
        whole, part = Decimal(large) if large else parse_number(match["whole"]), parse_number(match["part"])
        if whole is None or part is None:
            continue
        if whole >= 100:
            yield Reading(match.start(), match.end(), _plain(100 * part / whole), "%", "rate", None)
        elif 0 < part < whole <= 10:
            yield Reading(match.start(), match.end(), _share(part, whole), "%", "fraction", None)
    for match in _STROKE.finditer(text) if "/" in text else ():
        if int(match["part"]) < int(match["whole"]):
            yield Reading(*match.span(), _share(Decimal(match["part"]), Decimal(match["whole"])), "%", "fraction", None)
    for match in _HALVES.finditer(text) if "个半" in text or "天半" in text or "年半" in text else ():
        number = parse_number(match["number"])
        unit = match["whole"] or ("个月" if match["unit"] == "月" else "小时")
        if number is not None and _TERM.search(text, max(0, match.start() - 8), match.start()):
            yield Reading(match.start(), match.end(), number + Decimal("0.5"), unit, "duration", None)
    for match in _HALF.finditer(text) if "一半" in text else ():
        yield Reading(*match.span("half"), Decimal(50), "%", "fraction", None)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return _plain((100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def read_round(text: str, table: UnitTable) -> Iterator[Reading]:
    """Ten thousand and a hundred million without a number: 万余名."""
    for match in table.round_number.finditer(text):
        unit = table.units[match["unit"]]
        scale, more, _ = text[match.start() : match.start("unit")].partition("余")
        words = more or text[match.start() - 1]
        yield Reading(match.start(), match.end(), table.scales[scale] * unit.factor, unit.code, unit.kind, words)


def read_levels(text: str) -> Iterator[Reading]:
    """Levels of an index, which bear no unit: 发展指数为89.8."""
    for match in _INDEX.finditer(text):
        yield Reading(match.start("level"), match.end("level"), Decimal(match["level"]), "点", "rate", None)


def _read_match(
    text: str, match: re.Match[str], joined: Sequence[re.Match[str]], larger: _Larger | None, table: UnitTable
) -> Iterator[Reading]:
    unit, end = _find_unit(text, match, table)
    if unit is None:
        return
    low = joined[-1] if joined else None
    first = low if low is not None and _shares_unit(text, low, match, unit) else match
    begin = larger.start if larger else first.start()
    value = parse_number(match["number"])
    if value is None or is_name(text, begin, match, table) or not is_measured(text, match, unit, end, table):
        return
    if first is not match and unit.code in _FORECAST and first["joint"] not in _LIST_JOINTS:
        return
    scale = table.scales[match["scale"]] if match["scale"] else Decimal(1)
    scale *= table.scales[match["second_scale"]] if match["second_scale"] else 1
    words = _find_approximation(text, begin, match, end, table)
    extractor = unit.kind if match["unit"] and end >= match.end() else "bare"
    start = match.start() if larger is None else begin
    if first is not match and (least := parse_number(first["number"])) is not None:
        listed = first["joint"] in _LIST_JOINTS
        start, extractor = match.start() if listed else first.start(), "range"
        low_start, low_end = (first.start(), first.end() - 1) if listed else (start, end)
        least_scale = table.scales[first["scale"]] if first["scale"] else scale
        yield Reading(low_start, low_end, _plain(least * least_scale * unit.factor), unit.code, extractor, words)
    for item in joined[:-1] if first is not match else ():
        if _shares_unit(text, item, match, unit) and (listed_value := parse_number(item["number"])) is not None:
            own = table.scales[item["scale"]] if item["scale"] else scale
            yield Reading(item.start(), item.end() - 1, _plain(listed_value * own * unit.factor), unit.code, "range", words)
    total = value * scale + (larger.value if larger else 0)
    below = _SIGN if unit.code in _SIGNED else _LOSS if unit.code.isupper() else None
    if below is not None and first is match and (start_of_sign := below.search(text, max(0, start - 3), start)):
        start, total = start_of_sign.start("sign"), -total
    yield Reading(start, end, _plain(total * unit.factor), unit.code, extractor, words)


def _find_approximation(text: str, start: int, match: re.Match[str], end: int, table: UnitTable) -> str | None:
    """The words that say how exact the number is: before it, inside it, or after its unit."""
    before = table.approximation.find(text, start)
    if before and not (len(before) == 1 and text[max(0, start - 2) : start] in _WORDS):
        return before
    if inside := match["more"] or match["more_between"] or match["more_after"]:
        return inside
    after = table.bound.match(text, end)
    return after[0] if after else None


def _plain(value: Decimal) -> Decimal:
    """The same value without zeros behind the point: 18730000000000.00 is 18730000000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _shares_unit(text: str, low: re.Match[str], match: re.Match[str], unit: Unit) -> bool:
    """Whether a number shares the unit of the number it is joined to: a range, or a list after 分别, of rates or of scales."""
    if low["number"][0].isascii() != match["number"][0].isascii():  # 统一至15%
        return False
    if low["joint"] not in _LIST_JOINTS:
        return text[low.start() - 1 : low.start()] not in ("第", "-", "—")
    if not low["number"][0].isascii():
        return False
    if (low["scale"] and match["scale"]) or (unit.kind == "rate" and "." in low["number"] and "." in match["number"]):
        return True
    return "分别" in text[max(0, low.start() - _LISTED) : low.start()]


def _find_unit(text: str, match: re.Match[str], table: UnitTable) -> tuple[Unit | None, int]:
    """The unit of a number and where it ends: as written, or guessed from the words around."""
    word = match["unit"]
    if word and not table.not_before.match(text, match.start("unit")):
        unit, end = table.units[word], match.end("unit")
        if unit.kind == "amount" and (price := table.price.match(text, end)):
            return Unit(f"{unit.code}/{price['stroke'] or price['each']}", unit.kind, unit.factor), price.end()
        if unit.kind == "size" and (per := table.per.match(text, end)):  # 390.9公斤/亩
            return Unit(f"{unit.code}/{per['each'] or per['time']}", unit.kind, unit.factor), per.end()
        if word == "升" and _RISE.match(text, match.start("unit")):  # 从6.4升0.3%
            return None, 0
        if unit.code == "公里" and _SPEED.search(text, max(0, match.start() - 6), match.start()):
            return (Unit("公里/小时", unit.kind), end) if ends_clause(text, end) else (None, 0)  # 时速160公里铁路客车: a kind
        if word == "个" and (points := _POINTS.match(text, end)):
            return table.units[points["unit"]], end
        return unit, end
    if not match["scale"]:
        return None, 0
    end = match.end("more_after") if match["more_after"] else match.end("scale")
    code = _guess_unit(text, match, end, table)
    return (Unit(code, "count") if code else None), end


def _guess_unit(text: str, match: re.Match[str], end: int, table: UnitTable) -> str | None:
    before = text[max(0, match.start() - _FAR) : match.start()].rpartition("\n")[2]
    clause = re.split("[，。；]", before)[-1]
    after = text[end : end + 16].lstrip("+")
    if bound := _BOUND_OF.match(after):
        after = after[bound.end() :]
    modified = table.modifiers.match(after)
    counted = after[modified.end() :] if modified else after
    if after.startswith((*table.kind_words, "人口以上", "人口以下")):
        return None
    leading = strip_copula(clause)
    exact = match["number"] not in _PLACE_ONLY or bool(match["more"])
    if code := _guess_counted(before, leading, (after, counted), exact=exact, table=table):
        return code
    if not exact:
        return None
    if "南向" in clause:  # bought in Hong Kong
        return "HKD"
    if table.money.search(clause) or table.money.search(_NOUN.match(after[:8])[0]):  # type: ignore[index]
        return "CNY"
    if "亿" not in match["scale"]:
        return None
    return "CNY" if table.money.search(before) or (ends_clause(text, end) and not leading.endswith(table.not_money)) else None


def _guess_counted(before: str, leading: str, after: tuple[str, str], *, exact: bool, table: UnitTable) -> str | None:
    """What a number counts, by the words behind it (as they stand, and without what tells of the people), or before it."""
    almost = before.endswith(_ALMOST)  # 近百万职工; not 超千亿企业
    words = (match[0] for text in after if (match := table.counted.match(text)))
    code = table.counted_codes.get(max(words, key=len, default=""))
    if code and (exact or (almost and code == "人")):
        return code
    if exact or almost:
        return next((bare.code for bare in table.bare if leading.endswith(bare.before or "\0")), None)
    return None
