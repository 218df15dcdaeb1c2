"""From a bare name to the bodies that may bear it: as listed, rewritten, after a place, or as a unit of a known body."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.gazetteer import Entry, Gazetteer, Name
from kg.link.identity import listed_entity, new_key
from kg.link.morphology import abbreviates, rewritings, tidy
from kg.link.numbers import written_number
from kg.link.rules import LinkRules
from kg.link.stocks import stock_codes
from kg.records import Entity

_BODIES = frozenset(
    ("Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet", "Organization")
)
_OFFICES = _BODIES - {"Company", "MediaOutlet"}
_WEAK = ("weak", "weak_word", "unsure")
_REMEMBERED = 65_536
_GLOSS = re.compile(r"(?P<name>[^（）]{2,30})（(?P<other>[^（）]{2,20})）")
_ACADEMIES = ("科学院", "工程院", "大学", "学院")  # their institutes are organisations, though they are bodies of the state
_SYLLABLES = 2  # so short a name may stand across any boundary by chance
_SEPARATE = ("110000", "120000", "310000", "500000", "210200", "330200", "350200", "370200", "440300")


class Bearer(NamedTuple):
    """A body that may be meant. ``how`` is the weight that scores the match, ``reason`` says it in words.

    ``entry`` is None for a unit that the gazetteer does not list; ``name`` is the listed name that matched. ``cuts`` is another
    listed name that a unit's would cut in two.
    """

    entity: Entity
    entry: Entry | None
    name: Name | None
    how: str
    reason: str
    former: bool = False
    cuts: str = ""


class Resolver:
    """Finds bearers. Each step runs only when those before found none."""

    def __init__(self, gazetteer: Gazetteer, rules: LinkRules) -> None:
        self._gazetteer = gazetteer
        self._rules = rules
        self._listed = lru_cache(_REMEMBERED)(self._find_listed)  # no date decides: months ask for the same again

    def bearers(self, name: str, date: str | None, label: str | None = None) -> tuple[Bearer, ...]:
        """All bearers of a name, not yet weighed; empty for generic words and for names nobody known bears.

        ``label``, the class an extractor sees, spares titles and events the rules for the names of bodies.
        """
        name = written_number(tidy(name))
        if (len(name) < 2 and not self._gazetteer.entries(name)) or name in self._rules.generic:
            return ()
        found = list(self._plain(name) or self._glossed(name))
        if name in self._rules.generic_unless_listed:
            return tuple(found)
        steps = (self._rewritten, self._twice_rewritten, self._after_place)
        for step in steps if label is None or label in _BODIES else steps[:1]:
            if any(bearer.how not in _WEAK and self._usable(bearer, date) for bearer in found):
                break
            found += step(name, date)
        if not found and (label is None or label in _BODIES):
            found += self._unit(name, date)
        return tuple(found)

    @staticmethod
    def _usable(bearer: Bearer, date: str | None) -> bool:
        """Whether a bearer existed by the date, so that no further step is needed."""
        entry = bearer.entry
        return entry is None or not date or entry.valid_from is None or entry.valid_from <= date

    def _find_listed(self, name: str) -> tuple[Bearer, ...]:
        return tuple([_bearer(name, entry, entry.called(name)[0]) for entry in self._gazetteer.entries(name)])

    def _plain(self, name: str) -> tuple[Bearer, ...]:
        """Those that bear the name itself, or a stock code."""
        return tuple(self._listed(name)) or tuple(self._listed(name.removeprefix("The "))) or tuple(self._coded(name))

    def _glossed(self, name: str) -> Iterator[Bearer]:
        """中国工商银行（ICBC）, 招商银行（600036.SH）: a name with another of the same body in brackets."""
        if glossed := _GLOSS.fullmatch(name):
            also = {bearer.entity.key for bearer in self._plain(glossed["other"])}
            for bearer in self._plain(glossed["name"]):
                if bearer.entity.key in also:
                    yield bearer._replace(how="rewritten", reason=f"{bearer.reason}; {glossed['other']} is another name of it")

    def _coded(self, name: str) -> Iterator[Bearer]:
        for code in stock_codes(name):
            for entry in self._gazetteer.coded(code):
                yield Bearer(listed_entity(entry), entry, None, "alias", f"{code} is the stock code of {entry.name}")

    def _rewritten(self, name: str, date: str | None) -> Iterator[Bearer]:
        for variant in rewritings(name, self._rules):
            if variant.text in self._rules.generic:
                continue
            for bearer in self._listed(variant.text):
                if bearer.how not in _WEAK:
                    yield bearer._replace(how="rewritten", reason=f"{bearer.reason}; {variant.reason}", former=variant.former)

    def _twice_rewritten(self, name: str, date: str | None) -> Iterator[Bearer]:
        seen = {name}
        for first in rewritings(name, self._rules):
            for second in rewritings(first.text, self._rules):
                if second.text in seen or second.text in self._rules.generic:
                    continue
                seen.add(second.text)
                for bearer in self._listed(second.text):
                    if bearer.how not in _WEAK:
                        reason = f"{bearer.reason}; {first.reason}; {second.reason}"
                        yield bearer._replace(how="rewritten", reason=reason, former=first.former or second.former)

    def _after_place(self, name: str, date: str | None) -> Iterator[Bearer]:
        """浙江省丽水市发改委: the place in its other spellings, the office in its other forms."""
        for place, rest in self._places(name):
            yield from self._within(place, rest)
            offices = [rest, *(variant.text for variant in rewritings("：" + rest, self._rules))]
            for spelling in dict.fromkeys((place.name, *(called.text for called in place.names if called.language == "zh"))):
                for office in offices:
                    office = office.removeprefix("：")
                    if not office or spelling + office == name:
                        continue
                    for bearer in self._listed(spelling + office):
                        if bearer.how not in _WEAK and (
                            bearer.entry is None or place.key in (bearer.entry.place, bearer.entry.key)
                        ):
                            yield bearer._replace(how="rewritten", reason=f"{bearer.reason}; {place.name} + {rest}")

    def _within(self, province: Entry, name: str) -> Iterator[Bearer]:
        """A body named with its province: 四川省|内江市委."""
        if not province.key.endswith("0000"):
            return
        for bearer in self._listed(name):
            seat = self._gazetteer.entry(bearer.entry.place) if bearer.entry and bearer.entry.place else None
            if seat is not None and province.key in seat.parents and bearer.how not in _WEAK:
                yield bearer._replace(how="rewritten", reason=f"{bearer.reason}; {province.name} + {name}")

    def _places(self, name: str) -> Iterator[tuple[Entry, str]]:
        for end in range(min(len(name) - 2, 18), 1, -1):
            for entry in self._gazetteer.entries(name[:end]):
                if entry.label == "Place":
                    yield entry, name[end:]

    def _unit(self, name: str, date: str | None) -> Iterator[Bearer]:
        """建行北京分行, 银保监会普惠金融部, 国家发展改革委财金司: the longest known body, and a unit of it."""
        for end in range(len(name) - 2, 1, -1):
            head, rest = name[:end], name[end:]
            if rest.startswith(self._rules.never_units) or head in self._rules.generic:
                continue
            found = [bearer for bearer in self._bodies(head, date) if self._is_unit(bearer, rest)]
            if found:
                for bearer in found:
                    cut = self._cut_in_two(name, end, bearer)
                    for unit in self._units_of(bearer, rest, date):
                        yield unit._replace(cuts=cut) if cut else unit
                return

    def _cut_in_two(self, name: str, at: int, body: Bearer) -> str:
        """A listed name that begins within the body's name and ends beyond it: 会昌县财政局 in 证监会|昌县财政局, or "".

        A shorter name of the body itself goes on so rightly: 建设银行北京分行 in 中国建设银行|北京分行.
        """
        own = tuple(called.text for called in body.entry.names) if body.entry else (body.entity.name,)
        for start in range(1, at):
            for hit in self._gazetteer.find(name[start:])[:1]:
                over = hit.start == 0 and start + hit.end > at and len(hit.surface) > _SYLLABLES
                if over and not hit.weak and not hit.surface.startswith(own):
                    return hit.surface
        return ""

    def _bodies(self, head: str, date: str | None) -> list[Bearer]:
        """The bodies a name means at a date: those that bear it then, else those founded by then, else all."""
        listed = [bearer for bearer in self._listed(head) if bearer.how not in _WEAK]
        present = [bearer for bearer in listed if bearer.entry and _bears(bearer.entry, head, date)]
        return present or [bearer for bearer in listed if self._usable(bearer, date)] or listed

    def _is_unit(self, body: Bearer, rest: str) -> bool:
        pattern = self._rules.units.get(body.entity.label)
        if not pattern or not pattern.fullmatch(rest):
            return False
        branch = self._rules.branch.fullmatch(rest)
        return branch is None or any(entry.label == "Place" for entry in self._gazetteer.entries(branch["place"]))

    def _units_of(self, body: Bearer, rest: str, date: str | None) -> Iterator[Bearer]:
        official = body.entity.name
        if self._rules.head_office.match(rest):  # 建行总行普惠金融部 is 建行普惠金融部
            rest = self._rules.head_office.sub("", rest, count=1)
        units = self._gazetteer.children(body.entity.key)
        same = [unit for unit in units if unit.name == official + rest]
        short = [
            unit
            for unit in units
            if unit.name.startswith(official) and abbreviates(rest, unit.name[len(official) :]) and not same and _telling(rest)
        ]
        for unit in same or short:
            reason = f"{rest} is a unit of {official}" if same else f"{rest} abbreviates a unit of {official}"
            yield Bearer(listed_entity(unit), unit, None, "unit", reason)
        if not same and not short:
            full = official + self._branch(official, rest)
            shorter = [(called.text + rest, "zh") for called in body.entry.names if _plain(called)] if body.entry else []
            aliases = tuple(sorted({*shorter, (official + rest, "zh")} - {(full, "zh")}))
            label = "Organization" if official.endswith(_ACADEMIES) else body.entity.label
            entity = Entity(new_key(full, label), label, full, aliases, body.entity.key)
            yield Bearer(entity, None, None, "unit", f"{rest} of {official}")

    def _branch(self, official: str, rest: str) -> str:
        """北京分行 → 北京市分行 for the banks that name their branches so."""
        if official not in self._rules.full_place_branches or not rest.endswith("分行"):
            return rest
        for entry in self._gazetteer.entries(rest[:-2]):
            code = entry.key.removeprefix("place/")
            if entry.label == "Place" and (code in _SEPARATE or (code.endswith("0000") and code < "7")):
                return entry.name + "分行"
        return rest


def _telling(rest: str) -> bool:
    """Whether a unit's short form says enough to be matched with a longer name: more than its kind."""
    return len(rest) >= 3


def _bears(entry: Entry, name: str, date: str | None) -> bool:
    """Whether a body exists under this name at the date, or, without one, today."""
    called = entry.called(name)
    if date is None:
        return entry.valid_until is None and any(given.valid_until is None for given in called)
    return entry.existed(date) and any(given.holds(date) for given in called)


def _plain(name: Name) -> bool:
    dated = name.valid_from or name.valid_until
    return name.language == "zh" and not (name.weak or name.link_only or name.generated or dated)


def _bearer(name: str, entry: Entry, called: Name) -> Bearer:
    how = "official" if name == entry.name else "made" if called.generated else "alias"
    if called.weak and entry.label in _OFFICES:
        how = "weak"
    elif (called.weak or called.link_only) and entry.label not in _OFFICES:
        how = "unsure" if called.telling or not called.weak else "weak_word"
    reason = f"{name} is the official name" if how == "official" else f"{name} is a name of {entry.name}"
    return Bearer(listed_entity(entry), entry, called, how, reason)
