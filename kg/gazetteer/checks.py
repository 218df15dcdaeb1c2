"""What the gazetteer holds, what is doubtful in it, and how an entry is added to it."""

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import GazetteerError
from kg.gazetteer.build import PATTERNS, read_entries
from kg.gazetteer.codes import CHECKED
from kg.gazetteer.entry import Entry
from kg.gazetteer.gazetteer import Gazetteer
from kg.gazetteer.table import COLUMNS, Row, read_table
from kg.gazetteer.words import doubtful_names
from kg.resources import ontology_dir

_SOURCE_ROW = re.compile(r"^\|\s*([\w-]+)\s*\|", re.MULTILINE)


def statistics(gazetteer: Gazetteer) -> dict[str, dict[str, int]]:
    """Counts by class: ``entries``, of these ``written`` by hand and ``made`` by pattern, ``names``, ``dated`` and ``coded``.

    The row ``all`` is the sum; classes are in order of size.
    """
    counts: dict[str, Counter[str]] = {}
    for entry in gazetteer.all():
        # A made entry's key holds its place's code where the pattern's has {code}.
        made = bool(entry.pattern) and entry.key == entry.pattern.replace("{code}", (entry.place or "").removeprefix("place/"))
        for group in (entry.label, "all"):
            count = counts.setdefault(group, Counter())
            count["entries"] += 1
            count["made" if made else "written"] += 1
            count["names"] += len(entry.names)
            count["dated"] += bool(entry.valid_from or entry.valid_until)
            count["coded"] += bool(entry.codes)
    return {group: dict(counts[group]) for group in sorted(counts, key=lambda group: -counts[group]["entries"])}


def search(gazetteer: Gazetteer, text: str, limit: int = 20) -> list[Entry]:
    """Entries that bear a name, then those with a name that contains it, shortest official name first."""
    exact = list(gazetteer.entries(text))
    keys = {entry.key for entry in exact}
    holding = [entry for entry in gazetteer.all() if entry.key not in keys and any(text in name.text for name in entry.names)]
    holding.sort(key=lambda entry: (text not in entry.name, bool(entry.pattern), len(entry.name), entry.key))
    return [*exact, *holding][:limit]


def problems(files: Sequence[Path]) -> Iterator[GazetteerError]:
    """Everything that keeps the gazetteer from loading, then what is doubtful: sources, codes, official names borne twice."""
    entries, errors = read_entries(files)
    yield from errors
    known = {entry.key: entry for entry in entries}
    owners: dict[tuple[str, str], list[Row]] = {}
    for file in files:
        if file.name == PATTERNS:
            continue
        sources = _sources(file)
        for row in read_table(file):
            if isinstance(row, GazetteerError) or row.entry.key not in known:
                continue
            if sources and row.entry.source not in sources:
                yield GazetteerError(f"the source {row.entry.source!r} is not in SOURCES.md", where=row.file, line=row.line)
            yield from (GazetteerError(slip, where=row.file, line=row.line) for slip in _slips(row.entry))
            namesakes = owners.setdefault((row.entry.label, row.entry.name), [])
            other = next((other for other in namesakes if _at_one_time(row.entry, other.entry)), None)
            namesakes.append(row)
            if other:
                clash = f"{row.entry.name} is also {other.entry.key} ({Path(other.file).name}:{other.line})"
                yield GazetteerError(clash, where=row.file, line=row.line, remedy="merge the rows or tell them apart by name")
            # Names of our own files were weighed one by one (宪法, 大连); the words of a user's file are not known yet.
            for name, frequency in doubtful_names(row.entry) if file.parent != ontology_dir() / "gazetteer" else ():
                problem = f"{name} is also an ordinary word ({frequency:,} times in jieba's text)"
                yield GazetteerError(problem, where=row.file, line=row.line, remedy=f"mark it as weak: {name}!")


def _slips(entry: Entry) -> Iterator[str]:
    """The codes of an entry that cannot be right."""
    for scheme, code in entry.codes:
        if scheme in CHECKED and not CHECKED[scheme](code):
            yield f"{scheme}={code} fails its check digits"


def _at_one_time(entry: Entry, other: Entry) -> bool:
    """Whether two bodies existed at once: a name may be given anew (国家新闻出版署 until 2001 and since 2018)."""
    ends = [(one.valid_until, two.valid_from) for one, two in ((entry, other), (other, entry))]
    return not any(until and start and until <= start for until, start in ends)


def _sources(file: Path) -> frozenset[str]:
    try:
        return frozenset(_SOURCE_ROW.findall((file.parent / "SOURCES.md").read_text(encoding="utf-8")))
    except OSError:
        return frozenset()


def add_entry(file: Path, cells: dict[str, str], gazetteer: Gazetteer) -> Entry:
    """Append a row to a gazetteer CSV (made with its header when absent), after checking it against what is known.

    Raises:
        GazetteerError: the row does not fit, its key is taken, or a name of it already means another body of its class.
    """
    header = list(COLUMNS)
    lines = ""
    if file.exists():
        lines = file.read_text(encoding="utf-8-sig")
        header = next((line.split(",") for line in lines.splitlines() if line and not line.startswith("#")), header)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not lines:
        writer.writerow(header)
    writer.writerow([cells.get(column, "") for column in header])
    text = lines + ("" if not lines or lines.endswith("\n") else "\n") + out.getvalue()
    with tempfile.NamedTemporaryFile("w", dir=file.parent, suffix=".csv", encoding="utf-8", delete=False) as stream:
        stream.write(text)
    try:
        entry = _checked(Path(stream.name), file, cells["key"], gazetteer)
        Path(stream.name).replace(file)
    finally:
        Path(stream.name).unlink(missing_ok=True)
    return entry


def _checked(written: Path, file: Path, key: str, gazetteer: Gazetteer) -> Entry:
    added: Entry | None = None
    for row in read_table(written):
        if isinstance(row, GazetteerError):
            raise GazetteerError(row.problem, where=str(file), line=row.line)
        if row.entry.key == key:
            added = row.entry
    assert added is not None  # the row was just written
    if gazetteer.entry(key):
        raise GazetteerError(f"the key {key!r} is taken", where=str(file), remedy="choose another, or edit that row")
    for slip in _slips(added):
        raise GazetteerError(slip, where=str(file))
    for name in added.names:
        for entry in gazetteer.entries(name.text):
            strong = not name.weak and any(not called.weak for called in entry.called(name.text))
            if strong and entry.label == added.label:
                clash = f"{name.text} already is {entry.name} ({entry.key})"
                raise GazetteerError(clash, where=str(file), remedy="mark the name as weak (!) or drop it")
    return added
