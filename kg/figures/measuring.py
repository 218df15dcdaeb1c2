"""All figures of a document.

1. One pattern finds every number with a unit or a scale, in the whole text at once.
2. Each is read exactly, and dropped where the words around it show that nothing is measured (ordinals, dates, names).
3. Those that remain get their metric, date, change, and the entity they are about, from the sentence they stand in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from kg.figures.metrics import clause_before, find_change, find_metric, leans, strip_copula
from kg.figures.numbers import parse_number
from kg.figures.periods import Period, find_periods
from kg.figures.units import Unit, UnitTable, load_units
from kg.records import Document, Figure, Link, Sentence

_TITLE = re.compile(r"《[^《》\n]{0,200}》")
_FAR = 12  # characters around a number that may say what it counts
_PLACE_ONLY = frozenset("十百千")
_LIST_JOINTS = "、和"
# A rank, not a count: 前十位; but 目前10家.
_RANK = re.compile(r"(?<![目此以日年之当提会午])前$")
_RANKED = frozenset({"位", "名", "家", "强", "个"})
_ABOUT_THAT_MANY = frozenset("几数上好")
# 三分之一, not 四分之一决赛.
_FRACTION = re.compile("(?P<whole>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])(?!决赛)")
_INDEX = re.compile(r"指数[^，。；]{0,6}(?:为|至|达|报|于)$")
# A link to these is where a number comes from, not whom it is about.
_SOURCES = frozenset({"MediaOutlet", "Person", "PolicyDocument"})
_SAYS = re.compile(r"[^，。；]{0,8}(?:发布|公布|数据|统计|消息|获悉|表示|介绍|显示|通报|报道)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number that was read: its span, exact value, unit code and the extractor that took it."""

    start: int
    end: int
    value: Decimal
    unit: str
    extractor: str
    approximation: str | None


def measure(document: Document, sentences: Sequence[Sentence], links: Sequence[Link]) -> tuple[Figure, ...]:
    """The figures of ``document``, in text order; a range (3至5亿元) gives two over the same characters.

    Values are in base units (万 and 亿 multiplied in); the confidence is the precision of the extractor on the labelled
    articles (``[precision]`` in ontology/rules/units.toml). Ordinals, dates, document numbers, durations without a word of
    term, numbers inside document titles and counts of list items are no figures. Accepted gaps: 翻一番, 数百,
    上千, 两个半小时, and units that stand in the head of a table.

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
    if "分之" in text:
        readings = sorted((*readings, *_read_fractions(text)), key=lambda reading: reading.start)
    if not readings:
        return ()
    return tuple(_place(document, sentences, links, readings, table))


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


# --- Reading numbers ---------------------------------------------------------------------------------------------------


def _read_numbers(text: str, table: UnitTable) -> Iterator[_Reading]:
    at = 0
    search = table.number.search
    while match := search(text, at):
        at = max(match.end(), match.start() + 1)
        unit_word, scale = match["unit"], match["scale"]
        if not unit_word and not scale and not match["percent"]:
            if "." in match[0] and _INDEX.search(text, max(0, match.start() - 16), match.start()):  # 发展指数为89.8
                value = parse_number(match["number"])
                if value is not None:
                    yield _Reading(match.start("number"), match.end("number"), value, "点", "rate", None)
            elif match["joint"]:  # 12月15、16日: the second number may still bear a unit of its own with what follows
                at = match.start("number")
            continue
        yield from _read_match(text, match, table)


def _read_fractions(text: str) -> Iterator[_Reading]:
    """Shares like 三分之一, as per cent to two places."""
    for match in _FRACTION.finditer(text):
        whole, part = parse_number(match["whole"]), parse_number(match["part"])
        if whole and part and part < whole:
            share = (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
            yield _Reading(match.start(), match.end(), share, "%", "fraction", None)


def _read_match(text: str, match: re.Match[str], table: UnitTable) -> Iterator[_Reading]:
    unit, end = _find_unit(text, match, table)
    if unit is None:
        return
    value = Decimal(1) if not match["number"] else parse_number(match["number"])
    if value is None or _is_name(text, match, table) or not _is_measured(text, match, unit, end, table):
        return
    scale = table.scales[match["scale"]] if match["scale"] else Decimal(1)
    scale *= table.scales[match["second_scale"]] if match["second_scale"] else 1
    before = text[max(0, match.start() - _FAR) : match.start()]
    approximation = table.approximation.search(before)
    bound = table.bound.match(text, end)
    words = (
        (approximation[0] if approximation else "")
        or match["more"]
        or match["more_between"]
        or match["more_after"]
        or (bound[0] if bound else "")
    )
    extractor = "bare" if not match["unit"] and not match["percent"] else unit.kind
    low = _read_low(text, match, scale)
    start = match.start() if low is not None else match.start("percent") if match["percent"] else match.start("number")
    if low is not None and match["joint"] in _LIST_JOINTS:
        yield _Reading(match.start("low"), match.end("low"), _plain(low * unit.factor), unit.code, "range", words or None)
        start = match.start("number")
    elif low is not None:
        yield _Reading(start, end, _plain(low * unit.factor), unit.code, "range", words or None)
        extractor = "range"
    yield _Reading(start, end, _plain(value * scale * unit.factor), unit.code, extractor, words or None)


def _plain(value: Decimal) -> Decimal:
    """The same value without zeros behind the point: 18730000000000.00 is 18730000000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _find_unit(text: str, match: re.Match[str], table: UnitTable) -> tuple[Unit | None, int]:
    """The unit of a number and where it ends: as written, or guessed from the words around."""
    if match["percent"]:
        return table.units["%"], match.end("number")
    word = match["unit"]
    if word and not table.not_before.match(text, match.start("unit")):
        return table.units[word], match.end("unit")
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
    if match["scale"] == "万" or match["scale"] == "千":
        return "CNY" if table.money.search(clause) else None
    return "CNY" if "亿" in match["scale"] and (table.money.search(before) or table.money.match(after)) else None


def _read_low(text: str, match: re.Match[str], scale: Decimal) -> Decimal | None:
    """The first number of a range or of a list that shares its unit; None when the match holds one number."""
    if not match["low"] or not match["joint"]:
        return None
    if match["joint"] in _LIST_JOINTS and (
        not match["low"][0].isascii() or "分别" not in text[max(0, match.start() - 40) : match.start()]
    ):
        return None
    value = parse_number(match["low"])
    if value is None or text[match.start() - 1 : match.start()] in ("第", "-", "—"):
        return None
    return value * (load_units().scales[match["low_scale"]] if match["low_scale"] else scale)


# --- What is no figure -------------------------------------------------------------------------------------------------


def _is_name(text: str, match: re.Match[str], table: UnitTable) -> bool:
    """Whether the number is part of a name, a date or an ordinal: 第7天, 56条 after 8章, 前三位."""
    start = match.start()
    if text[max(0, start - 4) : start].endswith(table.not_after):
        return True
    return bool(_RANK.search(text, max(0, start - 2), start)) and match["unit"] in _RANKED


def _is_measured(text: str, match: re.Match[str], unit: Unit, end: int, table: UnitTable) -> bool:
    """Whether the words around the number let it measure something."""
    chinese = not match["number"][:1].isascii()
    if match["percent"] or not match["unit"]:
        return True
    if text.startswith(table.thresholds, end) or text.startswith(table.kind_words, end):
        return False
    if chinese and (not _counts_in_chinese(text, match, unit, table) or text.startswith(table.fixed, end)):
        return False
    if guard := table.guards.get(match["unit"]):
        before = text[max(0, match.start() - _FAR) : match.start()]
        date = match["unit"] == "年" and len(match["number"]) == 4
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
    return at >= len(text) or text[at] in "，,。；;、）)！!\n "


def _counts_in_chinese(text: str, match: re.Match[str], unit: Unit, table: UnitTable) -> bool:
    """Whether a number in Chinese numerals may be meant exactly: 两万亿元, 三家民企, 百余名; not 一家, 两个, 上百家."""
    number = match["number"]
    if match["more"] or match["more_after"]:
        return text[match.start() - 1 : match.start()] not in _ABOUT_THAT_MANY
    if not number or (number[0] in "百千" and len(number) == 1 and not match["scale"]) or number in ("一", "零", "〇"):
        return bool(number == "一" and (match["scale"] or match["unit"] == "成"))
    if text[match.start() - 1 : match.start()] in _ABOUT_THAT_MANY:
        return False
    if unit.kind == "duration":
        return text[max(0, match.start() - 3) : match.start()].endswith(("期限", "期限为", "为期"))
    if unit.kind in ("count", "weak_count") and not match["scale"]:
        return match["unit"] in table.chinese_counts
    return True


# --- Placing figures ---------------------------------------------------------------------------------------------------


def _place(
    document: Document, sentences: Sequence[Sentence], links: Sequence[Link], readings: Sequence[_Reading], table: UnitTable
) -> Iterator[Figure]:
    text = document.text
    starts = [sentence.start for sentence in sentences]
    link_starts = [link.mention.start for link in links]
    dates = _Dates(document)
    sentence_index = -2
    measured = ""
    for reading in readings:
        index = bisect_right(starts, reading.start) - 1
        sentence_start = starts[index] if index >= 0 else 0
        sentence_end = sentences[index].end if index >= 0 else len(text)
        if index != sentence_index:
            new_block = sentence_index < 0 or index < 0 or sentences[index].block != sentences[sentence_index].block
            measured = "" if new_block else measured
            sentence_index = index
        clause = clause_before(text, sentence_start, reading.start)
        metric = find_metric(clause, text[reading.end : reading.end + 24], measured)
        if metric and not leans(clause):
            measured = metric
        yield Figure(
            start=reading.start,
            end=reading.end,
            surface=text[reading.start : reading.end],
            value=reading.value,
            unit=reading.unit,
            metric=metric,
            extractor=f"figures.{reading.extractor}",
            confidence=table.precision.get(reading.extractor, 0.5),
            date=dates.before(reading.start),
            about=_find_about(text, links, link_starts, sentence_start, sentence_end, reading),
            approximation=reading.approximation,
            change=find_change(clause),
        )


class _Dates:
    """The periods of a document, and the line each stands in."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._periods: list[Period] = list(find_periods(document.text, document.issued))
        self._starts = [period.start for period in self._periods]

    def before(self, at: int) -> str | None:
        """The last period before ``at`` in the same line; else the first after it in the same clause."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and "\n" not in self._text[self._periods[index].end : at][-2000:]:
            return self._periods[index].iso
        return None


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
