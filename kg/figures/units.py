"""The unit table of ontology/rules/units.toml, checked and compiled into one pattern."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.figures.numbers import NUMBER, NUMERALS
from kg.resources import ontology_dir

KINDS = frozenset({"amount", "rate", "size", "count", "weak_count", "duration"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the code the graph says, its kind, and what its word multiplies the number by."""

    code: str
    kind: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Guard:
    """The words that must end the text before a number, or begin the text after its unit, for it to be a figure."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """What a number without a unit counts, by the words that end the text before it."""

    code: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """Words that may end a text, longest first."""

    words: frozenset[str]
    longest: int
    last: frozenset[str]

    def find(self, text: str, end: int) -> str | None:
        """The longest of the words that ends at ``end``."""
        if text[end - 1 : end] not in self.last:
            return None
        for size in range(self.longest, 0, -1):
            if (word := text[max(0, end - size) : end]) in self.words:
                return word
        return None


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Everything units.toml says, ready for use; ``number`` finds a number with its unit or scale, or joined to the next."""

    units: Mapping[str, Unit]
    scales: Mapping[str, Decimal]
    bare: tuple[Bare, ...]
    counted: re.Pattern[str]
    counted_codes: Mapping[str, str]
    precision: Mapping[str, float]
    weak_least: int
    weak_things: re.Pattern[str]
    modifiers: re.Pattern[str]
    chinese_counts: frozenset[str]
    houses: tuple[str, ...]
    pointing_before: tuple[str, ...]
    pointing_after: tuple[str, ...]
    guards: Mapping[str, Guard]
    scaled: frozenset[str]
    with_decimals: frozenset[str]
    chapters: frozenset[str]
    announcing: frozenset[str]
    announced: re.Pattern[str]
    announcing_least: int
    announcing_only: frozenset[str]
    places: tuple[str, ...]
    fixed: tuple[str, ...]
    kind_words: tuple[str, ...]
    money: re.Pattern[str]
    not_money: tuple[str, ...]
    price: re.Pattern[str]
    per: re.Pattern[str]
    not_after: Endings
    thresholds: tuple[str, ...]
    number: re.Pattern[str]
    round_number: re.Pattern[str]
    approximation: Endings
    bound: re.Pattern[str]
    not_before: re.Pattern[str]


@cache
def load_units() -> UnitTable:
    """The table of the ontology folder, read once."""
    return read_units(ontology_dir() / "rules" / "units.toml")


def read_units(path: Path) -> UnitTable:
    """The table in ``path``.

    Raises:
        OntologyError: the file is missing, is no TOML, or lacks or repeats something; it names the file and the entry.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        units = _read_unit_words(data, path)
        scales = {word: Decimal(value) for word, value in data["scales"].items()}
        price = data["price"]
        around = data["around"]
        counted = {word: str(entry["code"]) for entry in data["bare"] for word in entry["after"]}
        return UnitTable(
            units=units,
            scales=scales,
            bare=tuple(Bare(entry["code"], tuple(entry["before"])) for entry in data["bare"]),
            counted=re.compile(_any(counted)),
            counted_codes=counted,
            precision={str(kind): float(share) for kind, share in data["precision"].items()},
            weak_least=int(data["weak_counts"]["least"]),
            weak_things=re.compile(
                rf"(?:“[^”\n]{{1,20}}”)?[^，。；、：\s]{{0,8}}?(?:{_any(data['weak_counts']['things'])})|{_any(data['weak_counts']['does'])}"
            ),
            modifiers=re.compile(rf"(?:{_any(data['people']['modifiers'])}){{1,3}}"),
            chinese_counts=frozenset(data["counts"]["chinese"]),
            houses=tuple(data["counts"]["houses"]),
            pointing_before=tuple(data["counts"]["pointing_before"]),
            pointing_after=tuple(data["counts"]["pointing_after"]),
            guards={word: _read_guard(entry) for entry in data["guarded"] for word in entry["words"]},
            scaled=frozenset(around["scaled"]),
            with_decimals=frozenset(around["with_decimals"]),
            chapters=frozenset(around["chapters"]),
            announcing=frozenset(data["announcing"]["counters"]),
            announced=re.compile(rf"[^，。；、：\s]{{0,6}}?(?:{_any(data['announcing']['announced'])})"),
            announcing_least=int(data["announcing"]["least"]),
            announcing_only=frozenset(data["announcing"]["only"]),
            places=tuple(data["announcing"]["places"]),
            fixed=tuple(around["fixed"]),
            kind_words=tuple(around["kinds"]),
            money=re.compile(_any(data["money"]["before"])),
            not_money=tuple(data["money"]["not_money"]),
            per=re.compile(
                "[/／](?P<each>亩|公顷|平方公里|平方米|立方米|秒|小时|分钟|天|日|年|人|千克|公斤|吨|升)(?![级以])|每(?P<time>秒|小时)"
            ),
            price=re.compile(f"[/／](?P<stroke>{_any([*price['each'], *price['stroke']])})|每(?P<each>{_any(price['each'])})"),
            not_after=_endings(around["not_after"]),
            thresholds=tuple(around["thresholds"]),
            number=_compile_number(units, scales),
            round_number=re.compile(  # begins with a plain set, which lets the search skip all other characters
                rf"[万亿](?<![{NUMERALS}几数上万亿].)(?:(?<=万)亿)?(?:余|(?<=[近超逾过破].)|(?<=[近超逾过破]万亿))(?P<unit>{_any(units)})"
            ),
            approximation=_endings(around["approximations"]),
            bound=re.compile(_any(around["bounds"])),
            not_before=re.compile(_any(around["not_before"])),
        )
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"the unit table cannot be read: {error}", where=str(path)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"the unit table lacks or misspells {error}", where=str(path)) from error


def _read_unit_words(data: Mapping[str, Any], path: Path) -> dict[str, Unit]:
    units: dict[str, Unit] = {}

    def add(words: Iterable[str], kind: str, code: str | None, factor: object, codes: Mapping[str, str]) -> None:
        if kind not in KINDS:
            raise OntologyError(
                f"no such kind of unit: {kind}", where=str(path), remedy=f"kinds are {', '.join(sorted(KINDS))}"
            )
        for word in words:
            if word in units:
                raise OntologyError(f"the unit {word} stands there twice", where=str(path))
            units[word] = Unit(code or codes.get(word, word), kind, Decimal(str(factor)))

    for entry in data["unit"]:
        add(entry["words"], entry["kind"], entry["code"], entry.get("factor", 1), {})
    for section, kind in (("sizes", "size"), ("counts", "count"), ("weak_counts", "weak_count")):
        add(data[section]["words"], kind, None, 1, {})
    for entry in data["guarded"]:
        add(entry["words"], entry["kind"], None, 1, entry["codes"])
    return units


def _read_guard(entry: Mapping[str, Any]) -> Guard:
    return Guard(tuple(entry["before"]), tuple(entry["after"]))


def _any(words: Iterable[str]) -> str:
    """An alternation, longer words first; grouped by first character, so that most of it is passed over at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())


def _endings(words: Iterable[str]) -> Endings:
    found = frozenset(words)
    return Endings(found, max(map(len, found), default=0), frozenset(word[-1] for word in found))


def _compile_number(units: Mapping[str, Unit], scales: Mapping[str, Decimal]) -> re.Pattern[str]:
    """A number with its unit or scale; or one that shares those of the number it is joined to (3至5亿元, 分别为10、20亿元)."""
    scale = _any(scales)
    return re.compile(
        rf"""
        (?P<number> {NUMBER} )
        (?P<more> [多余+] )?                                         # 5000多亿元
        (?: 个 (?= 亿 (?! [元吨级千] ) ) )?                          # 超过1000个亿
        (?: \ (?= [万亿] (?: {_any(units)} ) ) )?                    # 1.2 亿颗
        (?P<scale> (?! 千[米瓦克伏赫卡帕] ) (?: {scale} ) )?         # 300千瓦 are no 300,000 瓦
        (?: (?P<more_between> [多余] ) (?P<second_scale> 亿 ) )?     # 3.4万多亿元
        (?P<more_after> [多余+] )?                                    # 2万多亩
        (?: \ ? (?P<unit> {_any(units)} )
          | (?P<joint> [-—–~～至到、和] ) (?= [{NUMERALS}] )
          | (?<= [万亿] ) | (?<= [万亿][多余+] ) )
        """,
        re.VERBOSE,
    )
