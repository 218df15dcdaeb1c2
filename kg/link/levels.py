"""Local bodies named by their level only (市公安局, 省委): whose they are, the places of the article tell, or nobody."""

import re
from collections.abc import Iterable, Sequence

from kg.gazetteer import Entry, Gazetteer
from kg.regex import regex

_OFFICES = frozenset(("GovernmentBody", "Regulator", "Association", "Organization", "MarketInstitution"))
_DIVISION = regex("[省市县区州旗盟]$")
_PLACE = 12  # characters of a place's name at most
_LEVEL = regex(
    r"""
    (?P<level>自治[区州县]|[省市区县州旗])      # 市公安局, 省委, 自治区党委
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


def with_place(surface: str, places: Iterable[str], gazetteer: Gazetteer, before: str = "") -> str | None:
    """The name with its place, when the article names just one place of the level: 市公安局 → 郑州市公安局.

    A prefecture goes before the cities of a county's rank below it. Of several places, the last one named ``before`` the body,
    in its paragraph, is meant.
    """
    found = _LEVEL.fullmatch(surface)
    if found is None:
        return None
    entries = [entry for key in sorted(places) if (entry := gazetteer.entry(key)) and entry.name.endswith(found["level"])]
    divisions = [entry for entry in entries if entry.key.removeprefix("place/").isdigit()]
    seats = [entry for entry in divisions if _is_high(entry)] or divisions
    if len(seats) > 1:
        named = sorted((_last(entry, before.rpartition("\n")[2]), entry.key, entry) for entry in seats)
        seats = [entry for at, _, entry in named[-1:] if at > named[-2][0]]
    return seats[0].name + found["office"] if len(seats) == 1 else None


def _last(place: Entry, text: str) -> int:
    """Where a place is last named in a text, or -1."""
    return max(text.rfind(called.text) for called in place.names if called.language == "zh")


def office_name(name: str, offices: Sequence[tuple[str, str]], places: Iterable[str], gazetteer: Gazetteer) -> str:
    """The official name of a local office as far as place and office tell it: 西城房管局 → 北京市西城区房屋管理局.

    Of several places that bear the name, the one that the article's places hold is meant (朝阳房管局 beside 北京).
    """
    told = frozenset(places)
    for end in range(min(len(name) - 2, _PLACE), 1, -1):
        if place := _place_of(name[:end], told, gazetteer):
            office = full_office(name[end:], offices)
            whole = office != name[end:] or _DIVISION.search(name[:end])
            return (place.name if whole else name[:end]) + _of_zone(office)
    return _of_zone(name)


def full_office(office: str, offices: Sequence[tuple[str, str]]) -> str:
    """An office, or the one that a unit belongs to, in its full form.

    >>> full_office("社科院农村研究所", [("社科院", "社会科学院")])
    '社会科学院农村研究所'
    """
    for short, full in offices:
        if office.startswith(short):
            return full + office[len(short) :]
    return office


def _of_zone(office: str) -> str:
    return office.removesuffix("管委会") + "管理委员会" if office.endswith("管委会") else office


def _place_of(name: str, told: frozenset[str], gazetteer: Gazetteer) -> Entry | None:
    entries = [entry for entry in gazetteer.entries(name) if entry.label == "Place"]
    divisions = [entry for entry in entries if entry.key.removeprefix("place/").isdigit()]
    if len(divisions) > 1:
        near = [entry for entry in divisions if entry.key in told or not told.isdisjoint(entry.parents)]
        divisions = near or [entry for entry in divisions if _is_high(entry)]
    return divisions[0] if len(divisions) == 1 else None


def _is_high(place: Entry) -> bool:
    return place.key.endswith("00")
