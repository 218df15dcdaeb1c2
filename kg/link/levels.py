"""Local bodies named by their level only (市公安局, 省委): whose they are, the places of the article tell, or nobody."""

import re
from collections.abc import Iterable

from kg.gazetteer import Entry, Gazetteer

_OFFICES = frozenset(("GovernmentBody", "Regulator", "Association", "Organization", "MarketInstitution"))
_LEVEL = re.compile(
    r"""
    (?P<level>[省市区县州旗])      # 市公安局, 省委
    (?![场内域块级])              # not 市场监管局, 区域, 区块链, 市级
    (?P<office>.{1,20})
    """,
    re.VERBOSE,
)


def is_level_name(surface: str, label: str) -> bool:
    """Whether a name says only the level of its place.

    >>> is_level_name("市公安局", "GovernmentBody"), is_level_name("市场监管总局", "GovernmentBody")
    (True, False)
    """
    return label in _OFFICES and _LEVEL.fullmatch(surface) is not None


def with_place(surface: str, places: Iterable[str], gazetteer: Gazetteer) -> str | None:
    """The name with its place, when the article names just one place of the level: 市公安局 → 郑州市公安局.

    A prefecture goes before the cities of a county's rank below it.
    """
    found = _LEVEL.fullmatch(surface)
    if found is None:
        return None
    entries = [entry for key in sorted(places) if (entry := gazetteer.entry(key)) and entry.name.endswith(found["level"])]
    divisions = [entry for entry in entries if entry.key.removeprefix("place/").isdigit()]
    seats = [entry for entry in divisions if _is_high(entry)] or divisions
    return seats[0].name + found["office"] if len(seats) == 1 else None


def _is_high(place: Entry) -> bool:
    return place.key.endswith("00")
