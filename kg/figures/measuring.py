"""All figures of a document.

1. One pattern finds every number with a unit or a scale, in the whole text at once.
2. Each is read exactly, and dropped where the words around it show that nothing is measured (ordinals, dates, names).
3. Those that remain get their metric, date, change, and the entity they are about, from the sentence they stand in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.figures.metrics import clause_before, find_change, find_metric, leans
from kg.figures.periods import find_periods
from kg.figures.reading import Reading, read_levels, read_numbers, read_round, read_shares
from kg.figures.units import UnitTable, load_units
from kg.records import Document, Figure, Link, Sentence

_TITLE = re.compile(r"《[^《》\n]{0,200}》")
_FAR = 12  # characters around a number that may say what it counts
_ROUND = re.compile("[万亿]余|[近超逾过破][万亿]")
# What stands between the figures of a list.
_JOINED = re.compile(r"[、和及与至到~～—-]|以及|提高到|提至|")
_COUNTING = frozenset({"count", "weak_count", "bare"})
# A link to these is where a number comes from, not whom it is about.
_SOURCES = frozenset({"MediaOutlet", "Person", "PolicyDocument"})
_SAYS = re.compile(r"[^，。；]{0,8}(?:发布|公布|数据|统计|消息|获悉|表示|介绍|显示|通报|报道)")


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
    readings = [reading for reading in read_numbers(text, table) if not _inside(titles, reading.start)]
    if "分之" in text or "半" in text or "/" in text:
        readings.extend(read_shares(text))
    if _ROUND.search(text):
        readings.extend(read_round(text, table))
    if "指数" in text:
        readings.extend(read_levels(text))
    readings.sort(key=lambda reading: (reading.start, reading.end))
    if not readings:
        return ()
    return tuple(_place(document, sentences, links, readings, table))


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _place(
    document: Document, sentences: Sequence[Sentence], links: Sequence[Link], readings: Sequence[Reading], table: UnitTable
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
    text: str, links: Sequence[Link], link_starts: Sequence[int], sentence_start: int, sentence_end: int, reading: Reading
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
