"""Days as texts on documents say them: 2022年5月1日, 5月1日, 今年4月1日, 2028年底, 今天."""

import re
from datetime import date, timedelta


def said_day(found: re.Match[str], today: date | None, *, ahead: bool) -> str | None:
    """The date in ISO 8601; a missing year is that of the article, or the next (``ahead``) or last that makes sense."""
    if found["today"]:
        return str(today - timedelta(days=found["today"][0] == "昨")) if today else None
    year, month, day = found["year"], found["month"], found["day"]
    if not (year or month) or (not today and not (year and year.isdigit())):
        return None
    number = _year(year, int(month) if month else 0, today, ahead=ahead)
    if not month:
        return f"{number:04}"
    try:
        date(number, int(month), int(day) if day else 1)
    except ValueError:
        return None
    return f"{number:04}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _year(said: str | None, month: int, today: date | None, *, ahead: bool) -> int:
    if said and said.isdigit():
        return int(said)
    assert today is not None, "a date without its year needs the article's"
    if said:
        return today.year + {"今": 0, "当": 0, "明": 1, "去": -1}[said]
    if ahead:
        return today.year + (month < today.month - 6)
    return today.year - (month > today.month)
