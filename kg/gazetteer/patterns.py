"""Bodies that every place has, made by rule: 地方金融监督管理局 × province gives 北京市地方金融监督管理局 and its short forms.

patterns.csv (format: ontology/gazetteer/README.md) holds the templates; the places come from the gazetteer's own rows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import GazetteerError
from kg.gazetteer.entry import Entry, Name
from kg.gazetteer.places import level, middle_form, short_form
from kg.gazetteer.table import CLASSES, parse_name, read_cells

PATTERN_COLUMNS = ("key", "class", "over", "name", "names", "valid_from", "valid_until", "successors", "parent", "source")

_MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
_SEPARATE_CITIES = frozenset(("210200", "330200", "350200", "370200", "440300"))  # 计划单列市
_VARIABLE = re.compile(r"\{(\w+)\}")


class Pattern(NamedTuple):
    """One template row. ``names`` keep their marks; variables are filled per place."""

    key: str
    label: str
    over: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    valid_from: str | None
    valid_until: str | None
    successors: tuple[str, ...]
    parents: tuple[str, ...]
    source: str
    file: str
    line: int


def read_patterns(path: Path) -> Iterator[Pattern | GazetteerError]:
    """Parse patterns.csv; a template that does not fit is yielded as its error."""
    for line, cells in read_cells(path, PATTERN_COLUMNS):
        problem = ""
        if cells["class"] not in CLASSES:
            problem = f"unknown class {cells['class']!r}"
        elif "{code}" not in cells["key"]:
            problem = f"the key {cells['key']!r} lacks {{code}}"
        elif unknown := set(_VARIABLE.findall("".join(cells.values()))) - _VARIABLES:
            problem = f"unknown variable {{{min(unknown)}}}"
        if problem:
            yield GazetteerError(problem, where=str(path), line=line)
            continue
        yield Pattern(
            cells["key"],
            cells["class"],
            tuple(cells["over"].split()),
            cells["name"],
            tuple(filter(None, cells["names"].split("|"))),
            cells["valid_from"] or None,
            cells["valid_until"] or None,
            tuple(filter(None, cells["successors"].split(";"))),
            tuple(filter(None, cells["parent"].split(";"))),
            cells["source"],
            str(path),
            line,
        )


_VARIABLES = frozenset(("any", "code", "place", "own", "mid", "short", "parent", "parentshort", "parentcode"))


class PlaceForms(NamedTuple):
    """The variables of one place; the field names are those of the templates."""

    code: str
    place: str
    own: str
    mid: str
    short: str
    parent: str
    parentshort: str
    parentcode: str
    valid_from: str | None
    valid_until: str | None

    def spellings(self) -> tuple[str, ...]:
        """Every way to write the place before an office's name: 广州市番禺区, 番禺区, 番禺, 广州番禺区, 广州番禺."""
        found = [self.place, self.own, self.mid, self.short]
        if self.parent:
            found += [self.parent + self.own, self.parentshort + self.own, self.parentshort + self.short]
        return tuple(dict.fromkeys(found))


def place_forms(places: Mapping[str, Entry]) -> Iterator[PlaceForms]:
    """The template variables of every place with a GB/T 2260 key, in key order."""
    for key in sorted(places):
        if level(key):
            yield _forms(key, places)


def _forms(key: str, places: Mapping[str, Entry]) -> PlaceForms:
    code = key.removeprefix("place/")
    above = parent_place(key, places)
    own = own_name(key, places)
    parent = own_name(above, places) if above else ""
    # A district bears its city's name (广州市番禺区); counties and cities stand alone (南丹县, 辉县市).
    qualified = parent + own if level(key) == "county" and own.endswith("区") else own
    return PlaceForms(
        code,
        qualified,
        own,
        middle_form(own),
        short_form(own),
        parent,
        short_form(parent) if parent else "",
        above.removeprefix("place/") if above else "000000",
        places[key].valid_from,
        places[key].valid_until,
    )


def parent_place(key: str, places: Mapping[str, Entry]) -> str | None:
    """The key of the place one level up by its code, skipping levels that are no place (市辖区); None for a province."""
    code = key.removeprefix("place/")
    for above in (f"place/{code[:4]}00", f"place/{code[:2]}0000"):
        if above != key and above in places and level(key):
            return above
    return None


def own_name(key: str, places: Mapping[str, Entry]) -> str:
    """The place's name without those of the places above it: 广州市番禺区 → 番禺区."""
    name = places[key].name
    above = parent_place(key, places)
    while above:
        upper = places[above].name
        if name.startswith(upper) and len(name) - len(upper) >= 2:
            name = name[len(upper) :]
        above = parent_place(above, places)
    return name


def expand(patterns: Iterable[Pattern], places: Mapping[str, Entry]) -> Iterator[Entry]:
    """Fill every template for every place it is over; order: patterns, then places."""
    forms = [(place, _kinds(place.code), place.spellings()) for place in place_forms(places)]
    for pattern in patterns:
        excluded = {part[1:] for part in pattern.over if part.startswith("-")}
        templates = [(parse_name(name), frozenset(_VARIABLE.findall(name))) for name in pattern.names]
        for place, kinds, spellings in forms:
            if not kinds.isdisjoint(pattern.over) and kinds.isdisjoint(excluded):
                yield _fill(pattern, templates, place, spellings)


def _kinds(code: str) -> frozenset[str]:
    """What a template may ask a place to be: its code, its level, and municipality, separate or capital."""
    kinds = {code, level(f"place/{code}")}
    if code in _MUNICIPALITIES:
        kinds.add("municipality")
    if code in _SEPARATE_CITIES:
        kinds.add("separate")
    if code.endswith("0100"):
        kinds.add("capital")
    return frozenset(kinds)


def _fill(
    pattern: Pattern, templates: Iterable[tuple[Name, frozenset[str]]], place: PlaceForms, spellings: Iterable[str]
) -> Entry:
    values = {variable: value or "" for variable, value in place._asdict().items()}
    official = pattern.name.format_map(values)
    names = {official: Name(official)}
    for name, variables in templates:
        # A form that needs a variable the place lacks (a province has no parent) is left out.
        if all(values.get(variable, "any") for variable in variables):
            for spelling in spellings if "any" in variables else ("",):
                text = name.text.format_map({**values, "any": spelling})
                if text not in names:
                    names[text] = Name(text, name.language, name.valid_from, name.valid_until, name.weak, name.link_only, True)
    return Entry(
        pattern.key.format_map(values),
        pattern.label,
        official,
        tuple(names.values()),
        max(filter(None, (pattern.valid_from, place.valid_from)), default=None),
        min(filter(None, (pattern.valid_until, place.valid_until)), default=None),
        tuple(key.format_map(values) for key in pattern.successors),
        tuple(key.format_map(values) for key in pattern.parents if "{parentcode}" not in key or place.parentcode != "000000"),
        f"place/{place.code}",
        (),
        pattern.source,
        pattern=pattern.key,
    )
