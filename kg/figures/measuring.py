"""All figures of a document.

1. One pattern finds every number with a unit or a scale, in the whole text at once.
2. Each is read exactly, and dropped where the words around it show that nothing is measured (ordinals, dates, names).
3. Those that remain get their metric, date, change, and the entity they are about, from the sentence they stand in.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.figures.metrics import clause_before, find_change
from kg.figures.periods import Period, find_periods
from kg.figures.reading import Reading, read_levels, read_numbers, read_round, read_shares
from kg.figures.subjects import Bounds, find_subject
from kg.figures.units import UnitTable, load_units
from kg.figures.wording import Wording
from kg.records import Document, Figure, Link, Sentence
from kg.regex import regex

_TITLE = regex(r"《[^《》\n]{0,200}》")
_REACH = 300  # characters before a figure in which a whole year is looked for
_BACK = 20  # periods that are looked through for its number
_WHOLE_YEAR = regex("全年|[比较]上年")


def measure(document: Document, sentences: Sequence[Sentence], links: Sequence[Link]) -> tuple[Figure, ...]:
    """The figures of ``document``, in text order; a range (3至5亿元) gives two over the same characters.

    Values are in base units (万 and 亿 multiplied in). The confidence is the measured precision of the extractor: the share of
    its figures that the labelled articles hold, value and unit (``[precision]`` in ontology/rules/units.toml says how).
    Ordinals, dates, document numbers, durations without a word of term, numbers inside document titles and counts of list
    items are no figures. Accepted gaps: 翻一番, 数百, 半数, and units that stand in the head of a table.

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
    readings.extend(read_shares(text))
    readings.extend(read_round(text, table))
    if "指数" in text or "PMI" in text:
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
    periods = list(find_periods(text, document.issued))
    period_starts = [period.start for period in periods]
    link_starts = [link.mention.start for link in links]
    wording = Wording(text, readings)
    known: dict[tuple[int, int], bool] = {}
    line_start, line_end = 0, -1
    for number, reading in enumerate(readings):
        if reading.start > line_end:
            line_start, line_end = text.rfind("\n", 0, reading.start) + 1, text.find("\n", reading.start)
            line_end = line_end if line_end >= 0 else len(text)
            wording.begin_line()
        index = bisect_right(starts, reading.start) - 1
        bounds = Bounds(
            line=line_start,
            before=max(starts[index - 1] if index >= 1 else 0, line_start),
            start=max(starts[index] if index >= 0 else 0, line_start),
            end=min(sentences[index].end if index >= 0 else line_end, line_end),
        )
        clause = clause_before(text, bounds.start, reading.start)
        period = bisect_right(period_starts, reading.start) - 1
        dated = period >= 0 and period_starts[period] >= line_start
        date = periods[period].iso if dated else _find_whole_year(text, periods, period, line_start, reading.start)
        yield Figure(
            start=reading.start,
            end=reading.end,
            surface=text[reading.start : reading.end],
            value=reading.value,
            unit=reading.unit,
            metric=wording.find(number, clause),
            extractor=f"figures.{reading.extractor}",
            confidence=table.precision.get(reading.extractor, 0.5),
            date=date,
            about=find_subject(text, links, link_starts, bounds, reading, known),
            approximation=reading.approximation,
            change=find_change(clause, date),
        )


def _find_whole_year(text: str, periods: Sequence[Period], last: int, line_start: int, at: int) -> str | None:
    """The year that an undated 全年 or 比上年 of a line speaks of: the one spoken of last, up to the period ``last``."""
    if last < 0 or _WHOLE_YEAR.search(text, max(line_start, at - _REACH), at) is None:
        return None
    earlier = (iso for index in range(last, max(-1, last - _BACK), -1) if (iso := periods[index].iso))
    return next((iso[:4] for iso in earlier), None)
