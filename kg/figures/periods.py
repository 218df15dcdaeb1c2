"""The date or period a figure holds for, as an ISO 8601 year, month or day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kg.figures.numbers import parse_number
from kg.regex import regex

_PERIOD = re.compile(
    r"""
    (?P<today> 今天 | 今日 | 今晚 | 当天 | 当日 | 昨天 | 昨日 | 昨晚 | 明天 )
  | (?P<only_day> (?<![0-9月.近前每第续]) [0-9]{1,2} ) 日 (?! [元本均益内])            # 29日
  | (?P<year> [12][0-9]{3} (?=年) | (?<![0-9])[今去前本当上明] (?=年) )? 年?   # 2021年, 今年, 去年; or none
    (?: (?P<month> [0-9]{1,2} ) 月 (?: 份 | [底末] | (?P<day> [0-9]{1,2} ) 日 )?   # 11月末, 1月份, 4月29日
      # 前11个月, 前五个月, 1-5月
      | (?: 前 | 1 [-—–~至到] ) (?P<months> [0-9]{1,2} | [一二两三四五六七八九十]{1,2} ) \ ? (?: 个?月 )
      | (?P<quarters> 前[二三两]季度 | 上半年 | 下半年 | [一二三四]季度 | 第[一二三四]季度 )
    )?
    (?P<end> 年?[末底初] )?
    """,
    re.VERBOSE,
)
# What makes one of these possible at all; the pattern above is tried only there. It begins with a plain set of characters,
# which lets the search skip all others.
_START = re.compile(
    r"""[0-9截目今去前本当上明一二三四两下昨]
        (?: (?<=[12])[0-9]{3}年 | (?<=[今去前本当上明])年 | (?<=[0-9])[0-9]?[月日] | (?<=1)[-—–~至到][0-9]{1,2}\ ?月
          | (?<=前)(?:[0-9一二两三四五六七八九十]{1,2}个?月|[二三两]季) | (?<=[一二三四])季 | (?<=[上下])半年
          | (?<=[今昨当明])[天日晚]
          | (?<=截)[至止]目前 | (?<=目)前 )""",
    re.VERBOSE,
)
_NOW = frozenset({"截至目前", "截止目前", "目前"})
_QUARTER_END = {"一": 3, "二": 6, "两": 6, "三": 9, "四": 12, "上": 6, "下": 12}
_RELATIVE_YEARS = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1}
# A base of comparison is no period of the figure: 比上年同期, 较去年, 与去年同期相比.
_COMPARED = re.compile(r"(?:比|较|同|与|和|占|是|自|从|由|接近|相当于)$")
# So is a start: 2018年一季度以来.
_START_OF_SPAN = re.compile(r"[^，。；]{0,16}?以来|至今|的[0-9.]+倍|的?水平|合约|期货")
# What was so in that year, before it changed: 从2012年|的44家增加到356家.
_FORMER = regex("的[^，。；\n]{1,16}?(?P<change>[到至])")
_THIS_YEAR = frozenset({"今", "本"})


@dataclass(frozen=True, slots=True)
class Period:
    """A date in the text: where it stands, and what it says in ISO 8601; None for a "now" that ends an earlier date's sway."""

    start: int
    end: int
    iso: str | None


def find_periods(text: str, issued: datetime | None) -> Iterator[Period]:
    """Yield the dates and periods of ``text`` in order; what the text leaves out is taken from the day of issue.

    A quarter, a half year, or the first months of a year stand for their last month, the end of a year for December. What a
    date leaves out comes from the date before it in the same sentence, else from the day of issue. Bases of comparison
    (比上年同期) and starts (2018年以来) are left out; 截至目前 is a period without a date.

    >>> [p.iso for p in find_periods("截至2021年11月末；前三季度；前年；29日", datetime(2022, 4, 30))]
    ['2021-11', '2021-09', '2020', '2022-04-29']
    """
    year = issued.year if issued else None
    at = last = 0
    latest = ""
    current: str | None = None
    while start := _START.search(text, at):
        match = _PERIOD.match(text, start.start())
        if start[0] in _NOW:
            current = None
            yield Period(start.start(), start.end(), None)
        if not match or match.end() <= start.start():
            at = start.end()
            continue
        at = match.end()
        if text.find("。", last, match.start()) >= 0 or text.find("\n", last, match.start()) >= 0:
            year, latest = issued.year if issued else None, ""
        last = at
        iso = _read(match, issued, year)
        former = _FORMER.match(text, match.end()) if text[match.start() - 1 : match.start()] in ("从", "由") else None
        if iso and former:
            yield Period(match.start(), match.end(), iso)
            yield Period(former.start("change"), former.end(), current)
        elif iso and not _is_base(text, match):
            year = int(iso[:4])
            if not latest.startswith(f"{iso}-"):  # 截至7月4日，今年…: the year adds nothing
                latest = current = iso
                yield Period(match.start(), match.end(), iso)


def _is_base(text: str, match: re.Match[str]) -> bool:
    if _COMPARED.search(text, max(0, match.start() - 3), match.start()):
        return True
    if match["year"] in _THIS_YEAR and not match["month"] and text.startswith("以来", match.end()):
        return False  # 今年以来 is the year so far
    return _START_OF_SPAN.match(text, match.end()) is not None


def _read(match: re.Match[str], issued: datetime | None, year: int | None) -> str | None:
    if match["today"]:
        return _relative_day(match["today"], issued)
    if match["only_day"]:
        return _join(issued.year, issued.month, int(match["only_day"])) if issued else None
    named = match["year"]
    if named and named.isdigit():
        year = int(named)
    elif named:
        year = issued.year + _RELATIVE_YEARS[named] if issued else None
    if year is None or not 1 <= year <= 9999:
        return None
    if match["month"]:
        month = int(match["month"])
        ahead = (
            match.string[match.start() - 1 : match.start()] in ("至", "到", "于", "-", "—", "–", "~")
            and match.string[match.start() - 2] != "截"
        )
        if not named and not ahead and issued and year == issued.year and month > issued.month + 1:
            year -= 1  # in February, 11月 is last year's, but 延期到6月30日 is ahead
        return _join(year, month, int(match["day"]) if match["day"] else None)
    if months := match["months"]:
        count = parse_number(months)
        return _join(year, int(count), None) if count is not None else None
    if quarters := match["quarters"]:
        end = next((value for key, value in _QUARTER_END.items() if key in quarters), None)
        return f"{year:04}" if end is None else _join(year, end, None)
    if not named:
        return None
    return f"{year:04}-12" if match["end"] and match["end"][-1] in "末底" else f"{year:04}"


def _relative_day(word: str, issued: datetime | None) -> str | None:
    if issued is None:
        return None
    days = {"昨": -1, "明": 1}.get(word[0], 0)
    try:
        return (issued + timedelta(days=days)).date().isoformat()
    except OverflowError:
        return None


def _join(year: int, month: int, day: int | None) -> str | None:
    """The ISO form of a date that exists, else None."""
    try:
        date = datetime(year, month, day or 1)
    except ValueError:
        return None
    return date.date().isoformat() if day else date.date().isoformat()[:7]
