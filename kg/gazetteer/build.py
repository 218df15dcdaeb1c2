"""From the gazetteer's files to its entries: read, fill the patterns, add the forms, check."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import GazetteerError
from kg.gazetteer.entry import Entry
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
            for pattern in read_patterns(file):
                patterns.append(pattern) if isinstance(pattern, Pattern) else problems.append(pattern)
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
    for key, row in rows.items():
        for unknown in _unknown_keys(entries[key], entries):
            problems.append(GazetteerError(f"{key} refers to the unknown key {unknown!r}", where=row.file, line=row.line))
    kept = (_without_unknown(entry, entries) for entry in entries.values())
    return tuple(sorted(kept, key=lambda entry: entry.key)), tuple(problems)


def _add_made(written: dict[str, Entry], patterns: Sequence[Pattern]) -> tuple[dict[str, Entry], dict[str, str]]:
    """Add the entries made by patterns; one that a written row already names only lends it its forms.

    Returns the entries and the keys of made entries that a written row stands for.
    """
    by_name: dict[str, str] = {}
    for key, entry in written.items():
        for name in entry.names:
            if not name.weak and name.language == "zh":
                by_name.setdefault(name.text, key)
    for key, entry in written.items():
        by_name[entry.name] = key
    places = {key: entry for key, entry in written.items() if entry.label == "Place"}
    entries, moved = dict(written), {}
    for made in expand(patterns, places):
        owner = by_name.get(made.name)
        if owner is None or entries[owner].label == "Place":
            entries.setdefault(made.key, made)
            continue
        moved[made.key] = owner
        known = {name.text for name in entries[owner].names}
        forms = tuple(name._replace(generated=True) for name in made.names if name.text not in known)
        entries[owner] = entries[owner]._replace(
            names=entries[owner].names + forms,
            place=entries[owner].place or made.place,
            parents=entries[owner].parents or made.parents,
            successors=entries[owner].successors or made.successors,
            valid_from=entries[owner].valid_from or made.valid_from,
            valid_until=entries[owner].valid_until or made.valid_until,
        )
    return entries, moved


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
