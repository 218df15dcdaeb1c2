"""From the gazetteer's files to its entries: read, fill the patterns, add the forms, check."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import GazetteerError
from kg.gazetteer.entry import Entry, Name
from kg.gazetteer.forms import with_forms
from kg.gazetteer.patterns import Pattern, expand, read_patterns
from kg.gazetteer.table import Row, read_table
from kg.resources import ontology_dir

PATTERNS = "patterns.csv"


def gazetteer_files(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The files that make the gazetteer, sorted by name, the user's own last."""
    return (*sorted((ontology_dir() / "gazetteer").glob("*.csv")), *extra)


def read_entries(files: Sequence[Path]) -> tuple[tuple[Entry, ...], tuple[GazetteerError, ...]]:
    """All entries, written and made by rule, in key order, and every problem found on the way.

    A row with a problem is left out of the entries; a reference to an unknown key is a problem of the row that makes it.
    """
    rows: dict[str, Row] = {}
    patterns: list[Pattern] = []
    problems: list[GazetteerError] = []
    for file in files:
        if file.name == PATTERNS:
            read = list(read_patterns(file))
            patterns += [pattern for pattern in read if isinstance(pattern, Pattern)]
            problems += [pattern for pattern in read if isinstance(pattern, GazetteerError)]
            continue
        for row in read_table(file):
            if isinstance(row, GazetteerError):
                problems.append(row)
            elif known := rows.get(row.entry.key):
                first = f"{known.file}:{known.line}"
                problems.append(GazetteerError(f"the key {row.entry.key!r} is taken by {first}", where=row.file, line=row.line))
            else:
                rows[row.entry.key] = row
    written = {key: row.entry for key, row in rows.items()}
    entries, moved = _add_made(written, patterns)
    entries = {key: with_forms(_follow(entry, moved)) for key, entry in entries.items()}
    problems += [
        GazetteerError(f"{key} refers to the unknown key {unknown!r}", where=row.file, line=row.line)
        for key, row in rows.items()
        for unknown in _unknown_keys(entries[key], entries)
    ]
    kept = (_without_unknown(entry, entries) for entry in entries.values())
    return tuple(sorted(kept, key=lambda entry: entry.key)), tuple(problems)


def _add_made(written: dict[str, Entry], patterns: Sequence[Pattern]) -> tuple[dict[str, Entry], dict[str, str]]:
    """Add the entries made by patterns; one that a written row already names only lends it its forms.

    Returns the entries and the keys of made entries that a written row stands for.
    """
    owners: dict[str, list[str]] = {}
    for key, entry in written.items():
        for name in entry.names:
            if not name.weak and name.language == "zh":
                owners.setdefault(name.text, []).append(key)
    places = {key: entry for key, entry in written.items() if entry.label == "Place"}
    entries, moved = dict(written), {}
    for made in expand(patterns, places):
        owner = _owner(made, owners, written)
        if owner is None:
            entries.setdefault(made.key, made)
        else:
            moved[made.key] = owner
            entries[owner] = _lend(entries[owner], made)
    return entries, moved


def _owner(made: Entry, owners: dict[str, list[str]], written: dict[str, Entry]) -> str | None:
    """The written row that stands for a made entry: of its class, bearing one of its names at a common time."""
    for name in made.names:
        if name.text not in owners:
            continue
        for key in owners[name.text]:
            entry = written[key]
            if entry.label == made.label and any(_meet(entry, other, made, name) for other in entry.called(name.text)):
                return key
    return None


def _meet(entry: Entry, name: Name, made: Entry, made_name: Name) -> bool:
    starts = [date for date in (entry.valid_from, name.valid_from, made.valid_from, made_name.valid_from) if date]
    ends = [date for date in (entry.valid_until, name.valid_until, made.valid_until, made_name.valid_until) if date]
    # Two generations of a body may overlap by some months of a reform; the same body does so by years.
    return not starts or not ends or _months(min(ends)) - _months(max(starts)) >= 24


def _months(date: str) -> int:
    """An ISO date as months, for distances; a year is its January."""
    year, _, rest = date.partition("-")
    return int(year) * 12 + int(rest[:2] or 1)


def _lend(entry: Entry, made: Entry) -> Entry:
    known = {name.text for name in entry.names}
    forms = tuple(name._replace(generated=True) for name in made.names if name.text not in known)
    return entry._replace(
        names=entry.names + forms, place=entry.place or made.place, parents=entry.parents or made.parents, pattern=made.pattern
    )


def _follow(entry: Entry, moved: dict[str, str]) -> Entry:
    if not moved:
        return entry
    return entry._replace(
        parents=tuple(moved.get(key, key) for key in entry.parents),
        successors=tuple(moved.get(key, key) for key in entry.successors),
    )


def _unknown_keys(entry: Entry, entries: dict[str, Entry]) -> list[str]:
    references = (*entry.successors, *entry.parents, *entry.issuers, *([entry.place] if entry.place else []))
    return [key for key in references if key not in entries]


def _without_unknown(entry: Entry, entries: dict[str, Entry]) -> Entry:
    if not _unknown_keys(entry, entries):
        return entry
    return entry._replace(
        successors=tuple(key for key in entry.successors if key in entries),
        parents=tuple(key for key in entry.parents if key in entries),
        issuers=tuple(key for key in entry.issuers if key in entries),
        place=entry.place if entry.place in entries else None,
    )
