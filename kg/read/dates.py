"""Dates as feeds and pages write them."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LOOSE = re.compile(
    r"""(?P<year>\d{4}) [-/.年] (?P<month>\d{1,2}) [-/.月] (?P<day>\d{1,2}) 日?   # 2021-08-04, 2021/8/4, 2021年8月4日
        (?: [\sT]+ (?P<hour>\d{1,2}) [:：] (?P<minute>\d{2}) (?: [:：] (?P<second>\d{2}) )? )?""",
    re.VERBOSE,
)


def parse_date(value: str) -> datetime | None:
    """The moment that ``value`` gives, with its zone if it names one; None when it is no date.

    >>> parse_date("Sat, 11 Sep 2021 13:24:00 GMT").isoformat()
    '2021-09-11T13:24:00+00:00'
    >>> parse_date("20130208").isoformat(), parse_date("2021-08-04 19:00:08").isoformat()
    ('2013-02-08T00:00:00', '2021-08-04T19:00:08')
    >>> parse_date("2021年8月4日 19:00").isoformat(), parse_date("Invalid Date")
    ('2021-08-04T19:00:00', None)
    """
    value = value.strip()
    if compact := _COMPACT.fullmatch(value):
        return _moment(*map(int, compact.groups()))
    if value[:1].isdigit():
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
        if loose := _LOOSE.match(value):
            return _moment(*(int(group or 0) for group in loose.groups()))
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
