"""ontology/rules/link.toml as the linker uses it."""

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import OntologyError
from kg.gazetteer.table import CLASSES
from kg.resources import ontology_dir

# fmt: off
WEIGHTS = frozenset((
    "official", "alias", "made", "weak", "weak_word", "unsure", "rewritten", "unit", "existed", "ended", "not_yet",
    "announced", "name_not_yet", "name_ended", "class_same", "class_near", "class_other", "place", "place_other",
    "introduced", "defined", "defined_other", "longer_same", "longer_other", "cuts_name", "stock_agrees",
    "stock_other", "stock_within", "stock_cuts", "prominence", "province", "prefecture", "former", "edition",
    "edition_alone", "accept", "margin",
))
# fmt: on


class Expansion(NamedTuple):
    """A short form of a class and the official name it stands for; the groups of the pattern fill the name."""

    label: str
    pattern: re.Pattern[str]
    name: str


@dataclass(frozen=True, slots=True)
class LinkRules:
    """The tables of link.toml, compiled."""

    legal_forms: tuple[str, ...]
    idle_prefixes: tuple[str, ...]
    former_prefixes: tuple[str, ...]
    generic: frozenset[str]
    generic_unless_listed: frozenset[str]
    abbreviations: tuple[tuple[str, str], ...]
    only_short: frozenset[tuple[str, str]]
    units: dict[str, re.Pattern[str]]
    never_units: tuple[str, ...]
    branch: re.Pattern[str]
    full_place_branches: frozenset[str]
    head_office: re.Pattern[str]
    pronouns: tuple[tuple[str, tuple[str, ...]], ...]
    expansions: tuple[Expansion, ...]
    offices: tuple[tuple[str, str], ...]
    weights: dict[str, float]


@functools.cache
def load_link_rules(path: Path | None = None) -> LinkRules:
    """Read and check link.toml.

    Raises:
        OntologyError: the file is no TOML, or names an unknown class or weight.
    """
    file = path or ontology_dir() / "rules" / "link.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot be read ({error})", where=str(file)) from error
    for part in ("units", "pronouns"):
        if unknown := set(table[part]) - CLASSES:
            raise OntologyError(f"unknown class {min(unknown)!r} in [{part}]", where=str(file), line=_line(file, min(unknown)))
    for row in table["expansion"]:
        if row["class"] not in CLASSES:
            raise OntologyError(f"unknown class {row['class']!r}", where=str(file), line=_line(file, row["pattern"]))
        try:
            re.compile(row["pattern"])
        except re.error as error:
            raise OntologyError(
                f"the pattern does not compile ({error})", where=str(file), line=_line(file, row["pattern"])
            ) from error
    if odd := set(table["weights"]) ^ WEIGHTS:
        raise OntologyError(f"weight {min(odd)!r} is unknown or missing", where=str(file), line=_line(file, "[weights]"))
    only_short = [(row["full"], short) for row in table["abbreviation"] for short in row.get("only_short", ())]
    pairs = [(row["full"], short) for row in table["abbreviation"] for short in row["short"]] + only_short
    return LinkRules(
        tuple(table["legal_forms"]),
        tuple(table["idle_prefixes"]),
        tuple(table["former_prefixes"]),
        frozenset(table["generic"]) - frozenset(table["generic_unless_listed"]),
        frozenset(table["generic_unless_listed"]),
        tuple(pairs),
        frozenset(only_short),
        {label: re.compile(rf".{{0,16}}?(?:{endings})") for label, endings in table["units"].items() if endings},
        tuple(table["never_units"]["starts"]),
        re.compile(rf"(?P<place>.+)(?:{table['branches']['endings']}).*"),
        frozenset(table["branches"]["full_place"]),
        re.compile(table["branches"]["head_office"]),
        tuple((label, tuple(words)) for label, words in table["pronouns"].items()),
        tuple(Expansion(row["class"], re.compile(row["pattern"]), row["name"]) for row in table["expansion"]),
        tuple(sorted(((short, full) for full, short in _offices(table)), key=lambda pair: (-len(pair[0]), pair))),
        dict(table["weights"]),
    )


def _offices(table: dict[str, Any]) -> list[tuple[str, str]]:
    """The full and the short form of every office that has one full form whatever its place."""
    return [(full, short) for full, shorts in table["offices"].items() for short in shorts]


def _line(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)
