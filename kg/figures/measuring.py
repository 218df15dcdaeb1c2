"""All figures of a document.

1. One pattern finds every number with a unit or a scale, in the whole text at once.
2. Each is read exactly, and dropped where the words around it show that nothing is measured (ordinals, dates, names).
3. Those that remain get their metric, date, change, and the entity they are about, from the sentence they stand in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import zip_longest
from typing import NamedTuple

from kg.figures.metrics import clause_before, find_change, find_metric, leans, strip_copula
from kg.figures.numbers import parse_number
from kg.figures.periods import find_periods
from kg.figures.units import Unit, UnitTable, load_units
from kg.records import Document, Figure, Link, Sentence

_TITLE = re.compile(r"《[^《》\n]{0,200}》")
_FAR = 12  # characters around a number that may say what it counts
_PLACE_ONLY = frozenset("十百千")
_LIST_JOINTS = "、和"
# A rank, not a count: 前十位; but 目前10家.
_RANK = re.compile(r"(?<![目此以日年之当提会午])前$")
_RANKED = frozenset({"位", "名", "家", "强", "个"})
_ROUND = re.compile("[万亿]余|[近超逾过][万亿]")
_ABOUT_THAT_MANY = frozenset("几数上好")
# 三分之一, 万分之五; not 四分之一决赛.
_FRACTION = re.compile("(?P<whole>百万|[二三四五六七八九十百千万])分之(?P<part>[零一二两三四五六七八九十百]+)(?!决赛)")
_STROKE = re.compile("(?<=[的占近超约过到达至为有])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9/.]|级|决赛)")  # 占全国的1/4
_WHOLES = {"千": 1000, "万": 10_000, "百万": 1_000_000}
# Half of something: 占全国的一半, 压缩一半, 超过一半; not 另一半 or 走到一半.
_HALF = re.compile("(?:(?<=[的超过近缩低少短省减])|(?<=下降)|占[^，。；\n]{0,20}?)(?P<half>一半)(?!是|的时间|路程)")
# What stands between the figures of a list.
_JOINED = re.compile(r"[、和及与至到~～—-]|以及|提高到|提至|")
_COUNTING = frozenset({"count", "weak_count", "bare"})
_NOUN = re.compile(r"[^，。；、：\s]{0,6}")
_INDEX = re.compile(r"指数[^，。；\n]{0,6}?[为至达报于](?P<level>[0-9]{1,6}\.[0-9]+)(?=[，。；、（\s])")
_POINTS = re.compile(r"(?:[、和及][0-9.]+个)*[、和及][0-9.]+(?P<unit>个百分点|个基点)")  # 增长3.1个和7.0个百分点
_LISTED = 40  # characters in which 分别 announces a list of numbers
# A link to these is where a number comes from, not whom it is about.
_SOURCES = frozenset({"MediaOutlet", "Person", "PolicyDocument"})
# A threshold that tells a set by its size: 超1亿美元|项目500个.
_COHORT = re.compile("(?:以上的?)?(?:项目|企业)[近约超共]?[0-9]|以上）[0-9]")
_SAYS = re.compile(r"[^，。；]{0,8}(?:发布|公布|数据|统计|消息|获悉|表示|介绍|显示|通报|报道)")


class _Reading(NamedTuple):
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


def measure(document: Document, sentences: Sequence[Sentence], links: Sequence[Link]) -> tuple[Figure, ...]:
    """The figures of ``document``, in text order; a range (3至5亿元) gives two over the same characters.

    Values are in base units (万 and 亿 multiplied in). The confidence is the measured precision of the extractor: the share of
    its figures that the labelled articles hold, value and unit (``[precision]`` in ontology/rules/units.toml says how).
    Ordinals, dates, document numbers, durations without a word of term, numbers inside document titles and counts of list
    items are no figures. Accepted gaps: 翻一番, 数百, 上千, 两个半小时, and units that stand in the head of a table.

    >>> text = "截至2021年11月末，贷款余额约18.73万亿元，同比增长24.1%。"
    >>> for figure in measure(Document("a", "", text), (Sentence(0, len(text), 0),), ()):
    ...     print(figure.surface, figure.value, figure.unit, figure.metric, figure.date, figure.change, figure.approximation)
    18.73万亿元 18730000000000 CNY 贷款余额 2021-11 None 约
    24.1% 24.1 % 贷款余额同比增长 2021-11 yoy None
    """
    table = load_units()
    text = document.text
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    readings = [reading for reading in _read_numbers(text, table) if not _inside(titles, reading.start)]
    if "分之" in text or "一半" in text or "/" in text:
        readings.extend(_read_shares(text))
    if _ROUND.search(text):
        readings.extend(_read_round(text, table))
    if "指数" in text:
        readings.extend(_read_levels(text))
    readings.sort(key=lambda reading: (reading.start, reading.end))
    if not readings:
        return ()
    return tuple(_place(document, sentences, links, readings, table))


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


# --- Reading numbers ---------------------------------------------------------------------------------------------------


def _read_numbers(text: str, table: UnitTable) -> Iterator[_Reading]:
    joined: re.Match[str] | None = None
    larger: _Larger | None = None
    matches = list(table.number.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        low, joined = joined, match if match["joint"] else None
        if low is not None and low.end() != match.start():
            low = None
        if following is not None and (part := _read_larger(match, following, table)):
            larger = _Larger(match.start(), part) if larger is None else _Larger(larger.start, larger.value + part)
            continue
        if match["unit"] or (match["scale"] and not match["joint"]):
            yield from _read_match(text, match, low, larger, table)
        larger = None


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


def _read_shares(text: str) -> Iterator[_Reading]:
    """Shares in words: 百分之二十, 万分之五, 一半, and 三分之一 as per cent to two places."""
    for match in _FRACTION.finditer(text):
        large = _WHOLES.get(match["whole"])
        whole, part = Decimal(large) if large else parse_number(match["whole"]), parse_number(match["part"])
        if whole is None or part is None:
            continue
        if whole >= 100:
            yield _Reading(match.start(), match.end(), _plain(100 * part / whole), "%", "rate", None)
        elif 0 < part < whole <= 10:
            yield _Reading(match.start(), match.end(), _share(part, whole), "%", "fraction", None)
    for match in _STROKE.finditer(text):
        if int(match["part"]) < int(match["whole"]):
            yield _Reading(*match.span(), _share(Decimal(match["part"]), Decimal(match["whole"])), "%", "fraction", None)
    for match in _HALF.finditer(text):
        yield _Reading(*match.span("half"), Decimal(50), "%", "fraction", None)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return _plain((100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def _read_round(text: str, table: UnitTable) -> Iterator[_Reading]:
    """Ten thousand and a hundred million without a number: 万余名."""
    for match in table.round_number.finditer(text):
        unit = table.units[match["unit"]]
        words = "余" if match.group()[1] == "余" else text[match.start() - 1]
        yield _Reading(match.start(), match.end(), table.scales[match["scale"]] * unit.factor, unit.code, unit.kind, words)


def _read_levels(text: str) -> Iterator[_Reading]:
    """Levels of an index, which bear no unit: 发展指数为89.8."""
    for match in _INDEX.finditer(text):
        yield _Reading(match.start("level"), match.end("level"), Decimal(match["level"]), "点", "rate", None)


def _read_match(
    text: str, match: re.Match[str], low: re.Match[str] | None, larger: _Larger | None, table: UnitTable
) -> Iterator[_Reading]:
    unit, end = _find_unit(text, match, table)
    if unit is None:
        return
    first = low if low is not None and _shares_unit(text, low) else match
    begin = larger.start if larger else first.start()
    value = parse_number(match["number"])
    if value is None or _is_name(text, begin, match, table) or not _is_measured(text, match, unit, end, table):
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
        yield _Reading(low_start, low_end, _plain(least * least_scale * unit.factor), unit.code, extractor, words)
    total = value * scale + (larger.value if larger else 0)
    yield _Reading(start, end, _plain(total * unit.factor), unit.code, extractor, words)


def _find_approximation(text: str, start: int, match: re.Match[str], end: int, table: UnitTable) -> str | None:
    """The words that say how exact the number is: before it, inside it, or after its unit."""
    if before := table.approximation.find(text, start):
        return before
    if inside := match["more"] or match["more_between"] or match["more_after"]:
        return inside
    after = table.bound.match(text, end)
    return after[0] if after else None


def _plain(value: Decimal) -> Decimal:
    """The same value without zeros behind the point: 18730000000000.00 is 18730000000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _shares_unit(text: str, low: re.Match[str]) -> bool:
    """Whether a number shares the unit of the number it is joined to: a range, or a list after 分别."""
    if low["joint"] not in _LIST_JOINTS:
        return text[low.start() - 1 : low.start()] not in ("第", "-", "—")
    return low["number"][0].isascii() and "分别" in text[max(0, low.start() - _LISTED) : low.start()]


def _find_unit(text: str, match: re.Match[str], table: UnitTable) -> tuple[Unit | None, int]:
    """The unit of a number and where it ends: as written, or guessed from the words around."""
    word = match["unit"]
    if word and not table.not_before.match(text, match.start("unit")):
        unit, end = table.units[word], match.end("unit")
        if unit.kind == "amount" and (price := table.price.match(text, end)):
            return Unit(f"{unit.code}/{price['stroke'] or price['each']}", unit.kind, unit.factor), price.end()
        if word == "个" and "." in match["number"] and (points := _POINTS.match(text, end)):
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
    after = text[end : end + 8]
    if after.startswith(table.kind_words) or (match["number"] and match["number"] in _PLACE_ONLY and not match["more"]):
        return None
    leading = strip_copula(clause)
    for bare in table.bare:
        if after.startswith(bare.after or "\0"):
            return bare.code
    for bare in table.bare:
        if leading.endswith(bare.before or "\0"):
            return bare.code
    if table.money.search(clause) or table.money.search(_NOUN.match(after)[0]):  # type: ignore[index]
        return "CNY"
    if "亿" not in match["scale"]:
        return None
    return "CNY" if table.money.search(before) or (_ends_clause(text, end) and not leading.endswith(table.not_money)) else None


# --- What is no figure -------------------------------------------------------------------------------------------------


def _is_name(text: str, start: int, match: re.Match[str], table: UnitTable) -> bool:
    """Whether the number is part of a name, a date or an ordinal: 第7天, 56条 after 8章, 前三位."""
    if table.not_after.find(text, start):
        return True
    end = match.end()
    if text[end : end + 1] == "”" and match["unit"] in table.chapters:  # “创新发展16条”
        return "一" <= text[start - 1 : start] <= "龥"
    return match["unit"] in _RANKED and _RANK.search(text, max(0, start - 2), start) is not None


def _is_measured(text: str, match: re.Match[str], unit: Unit, end: int, table: UnitTable) -> bool:
    """Whether the words around the number let it measure something."""
    chinese = not match["number"][:1].isascii()
    if not match["unit"]:
        return True
    if text.startswith(table.thresholds, end) or text.startswith(table.kind_words, end) or _COHORT.match(text, end):
        return False
    if match["unit"] in table.scaled:
        return bool(match["scale"])  # 400亿度, but 28度
    if chinese and (not _counts_in_chinese(text, match, unit, end, table) or text.startswith(table.fixed, end)):
        return False
    if guard := table.guards.get(match["unit"]):
        before = text[max(0, match.start() - _FAR) : match.start()]
        date = (match["unit"] == "年" and len(match["number"]) == 4) or (match["unit"] == "日" and before.endswith("月"))
        if "." in match["number"] and match["unit"] in table.with_decimals:
            return True  # 平均期限11.6年, 摸高4000.22点
        return not date and (before.endswith(guard.before) or text.startswith(guard.after or "\0", end))
    if unit.kind == "weak_count":
        return not chinese and _counts_weakly(text, match, end, table)
    return match["unit"] not in table.announcing or not _announces(text, match, end, table)


def _counts_weakly(text: str, match: re.Match[str], end: int, table: UnitTable) -> bool:
    value = parse_number(match["number"])
    if value is not None and 1900 <= value < 2100 and not match["scale"]:  # 2026届
        return False
    large = bool(match["scale"]) or (value is not None and value >= table.weak_least)
    return large or _ends_clause(text, end) or text.startswith(table.weak_things, end)


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
        and not _ends_clause(text, end)
        and not text.startswith(table.places, end)
    )


def _ends_clause(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in "，,。；;、）)！!？\n "


def _counts_in_chinese(text: str, match: re.Match[str], unit: Unit, end: int, table: UnitTable) -> bool:
    """Whether a number in Chinese numerals may be meant exactly: 两万亿元, 三家民企, 百余名; not 一家, 两个, 上百家."""
    number = match["number"]
    if match["more"] or match["more_after"]:
        return text[match.start() - 1 : match.start()] not in _ABOUT_THAT_MANY
    if not number or (number[0] in "百千" and len(number) == 1 and not match["scale"]) or number in ("一", "零", "〇"):
        return bool(number == "一" and (match["scale"] or match["unit"] == "成"))
    if text[match.start() - 1 : match.start()] in _ABOUT_THAT_MANY:
        return False
    if unit.kind == "duration":
        return text.endswith(("期限", "期限为", "为期"), 0, match.start()) or text.startswith("车程", end)
    if unit.kind in ("count", "weak_count") and not match["scale"]:
        pointing = len(number) == 1 and (
            text.startswith(table.pointing_after, end) or text.endswith(table.pointing_before, 0, match.start())
        )
        return match["unit"] in table.chinese_counts and not pointing
    return True


# --- Placing figures ---------------------------------------------------------------------------------------------------


def _place(
    document: Document, sentences: Sequence[Sentence], links: Sequence[Link], readings: Sequence[_Reading], table: UnitTable
) -> Iterator[Figure]:
    text = document.text
    starts = [sentence.start for sentence in sentences]
    link_starts = [link.mention.start for link in links]
    periods = list(find_periods(text, document.issued))
    period_starts = [period.start for period in periods]
    line_start, line_end = 0, -1
    measured = metric = ""
    previous_end = 0
    for reading in readings:
        if reading.start > line_end:
            line_start, line_end = text.rfind("\n", 0, reading.start) + 1, text.find("\n", reading.start)
            line_end = line_end if line_end >= 0 else len(text)
            measured = metric = ""
        index = bisect_right(starts, reading.start) - 1
        sentence_start = max(starts[index] if index >= 0 else 0, line_start)
        sentence_end = min(sentences[index].end if index >= 0 else line_end, line_end)
        clause = clause_before(text, sentence_start, reading.start)
        gap = reading.start - previous_end
        if not (metric and 0 <= gap < 4 and _JOINED.fullmatch(text, previous_end, reading.start)):  # 分别为2.85%、3%和3.15%
            words = clause[-gap:] if 0 < gap < len(clause) else clause if gap else ""
            metric = find_metric(words, text[reading.end : reading.end + 24], measured, counts=reading.extractor in _COUNTING)
            if metric and not leans(words):
                measured = metric
        previous_end = reading.end
        period = bisect_right(period_starts, reading.start) - 1
        yield Figure(
            start=reading.start,
            end=reading.end,
            surface=text[reading.start : reading.end],
            value=reading.value,
            unit=reading.unit,
            metric=metric,
            extractor=f"figures.{reading.extractor}",
            confidence=table.precision.get(reading.extractor, 0.5),
            date=periods[period].iso if period >= 0 and period_starts[period] >= line_start else None,
            about=_find_about(text, links, link_starts, sentence_start, sentence_end, reading),
            approximation=reading.approximation,
            change=find_change(clause),
        )


def _find_about(
    text: str, links: Sequence[Link], link_starts: Sequence[int], sentence_start: int, sentence_end: int, reading: _Reading
) -> str | None:
    """The entity the figure is about: the nearest before it in its sentence that is no source of news, else the next after."""
    index = bisect_right(link_starts, reading.start) - 1
    for link in reversed(links[max(0, index - 7) : index + 1]):
        if link.mention.start < sentence_start:
            break
        if link.mention.end <= reading.start and _may_be_about(text, link):
            return link.entities[0].key
    for link in links[index + 1 : index + 3]:
        if link.mention.start >= sentence_end or link.mention.start - reading.end > _FAR:
            break
        if _may_be_about(text, link):
            return link.entities[0].key
    return None


def _may_be_about(text: str, link: Link) -> bool:
    if not link.entities or link.entities[0].label in _SOURCES:
        return False
    return _SAYS.match(text, link.mention.end) is None
