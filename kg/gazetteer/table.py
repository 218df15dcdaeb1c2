"""Reading the gazetteer's CSV files: one row, one body. The format is described in ontology/gazetteer/README.md."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import GazetteerError
from kg.gazetteer.entry import Entry, Name

CLASSES = frozenset(
    (
        "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet", "Organization",
        "Platform", "PolicyDocument", "PolicyMeasure", "FinancialProduct", "Person", "Place", "Event",
    )
)  # fmt: skip
COLUMNS = ("key", "class", "name", "names", "valid_from", "valid_until", "successors", "parent", "place", "codes", "source")
DOCUMENT_COLUMNS = ("issuers", "issued", "effective", "status")

_KEY = re.compile(r"[a-z][a-z0-9]*/[a-z0-9][a-z0-9.-]*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MARK = re.compile(
    r"""(?P<flag>[!?^])                                    # weak, weak but telling, link only
        |@(?P<start>[\d-]*)(?:\.\.(?P<end>[\d-]*))?        # @2003-04..2018-03
        |~(?P<language>[a-z]{2,3})                         # ~en""",
    re.VERBOSE,
)
_TEXT = re.compile(r"[^@~!?^|]+")


class Row(NamedTuple):
    """One parsed row and where it stands, for messages about it."""

    entry: Entry
    file: str
    line: int


def read_table(path: Path) -> Iterator[Row | GazetteerError]:
    """Parse one CSV; a row that does not fit is yielded as the error that names it, so that all of them can be told.

    Raises:
        GazetteerError: the file is unreadable or its header is not the gazetteer's.
    """
    for line, cells in read_cells(path, COLUMNS, DOCUMENT_COLUMNS):
        try:
            yield Row(_entry(cells, path, line), str(path), line)
        except GazetteerError as error:
            yield error


def read_cells(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, cells by column) of a CSV file with ``#`` comment lines.

    Raises:
        GazetteerError: the file is unreadable, no UTF-8, or lacks a column, or a row has too many cells.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"cannot be read ({error})", where=str(path)) from error
    # Comment lines become empty ones, so that the reader's line numbers stay those of the file.
    lines = ["\n" if line.startswith("#") else line for line in text.splitlines(keepends=True)]
    reader = csv.reader(lines, strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not cells:
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                _check_header(header, required, optional, path, reader.line_num)
                continue
            if len(cells) > len(header):
                raise GazetteerError(f"{len(cells)} cells under {len(header)} columns", where=str(path), line=reader.line_num)
            yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise GazetteerError(f"no valid CSV ({error})", where=str(path), line=reader.line_num) from error


def _check_header(header: list[str], required: Sequence[str], optional: Sequence[str], path: Path, line: int) -> None:
    missing = [column for column in required if column not in header]
    unknown = [column for column in header if column not in required and column not in optional]
    if missing or unknown:
        problem = f"missing column {missing[0]!r}" if missing else f"unknown column {unknown[0]!r}"
        raise GazetteerError(problem, where=str(path), line=line, remedy=f"columns are {','.join(required)}")


def parse_name(text: str) -> Name:
    """Parse one name with its marks, which may come in any order.

    >>> parse_name("银监会@2003-04..2018-03").valid_until
    '2018-03'
    >>> parse_name("CCB~en").language, parse_name("老百姓!").weak
    ('en', True)

    Raises:
        ValueError: the marks do not parse or a date is none.
    """
    body = _TEXT.match(text)
    if not body:
        raise ValueError(f"the name {text!r} does not parse")
    flags, dates, language, at = "", ["", ""], "zh", body.end()
    while at < len(text):
        mark = _MARK.match(text, at)
        if not mark:
            raise ValueError(f"the name {text!r} does not parse")
        flags += mark["flag"] or ""
        language = mark["language"] or language
        dates = [mark["start"] or "", mark["end"] or ""] if mark["start"] is not None else dates
        at = mark.end()
    for date in filter(None, dates):
        if not _DATE.fullmatch(date):
            raise ValueError(f"the date {date!r} of name {text!r} is no ISO date")
    weak, telling = "!" in flags or "?" in flags, "?" in flags
    return Name(body[0].strip(), language, dates[0] or None, dates[1] or None, weak, "^" in flags, telling=telling)


def _entry(cells: dict[str, str], path: Path, line: int) -> Entry:
    def refuse(problem: str) -> GazetteerError:
        return GazetteerError(problem, where=str(path), line=line)

    key, label, name = cells.get("key", ""), cells.get("class", ""), cells.get("name", "")
    if not _KEY.fullmatch(key):
        raise refuse(f"{key!r} is no key (group/slug in lower-case ASCII)")
    if label not in CLASSES:
        raise refuse(f"unknown class {label!r}")
    for column in ("valid_from", "valid_until", "issued", "effective"):
        if (value := cells.get(column)) and not _DATE.fullmatch(value):
            raise refuse(f"{column} {value!r} is no ISO date")
    try:
        official = parse_name(name)
        names = [official, *map(parse_name, filter(None, cells.get("names", "").split("|")))]
        codes = tuple(sorted(_code(part) for part in _split(cells.get("codes", ""))))
    except ValueError as error:
        raise refuse(str(error)) from error
    return Entry(
        key,
        label,
        official.text,
        tuple(dict.fromkeys(names)),
        cells.get("valid_from") or None,
        cells.get("valid_until") or None,
        _split(cells.get("successors", "")),
        _split(cells.get("parent", "")),
        cells.get("place") or None,
        codes,
        cells.get("source", ""),
        _split(cells.get("issuers", "")),
        cells.get("issued") or None,
        cells.get("effective") or None,
        cells.get("status") or None,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _code(part: str) -> tuple[str, str]:
    scheme, separator, code = part.partition("=")
    if not separator or not scheme.strip() or not code.strip():
        raise ValueError(f"the code {part!r} is not scheme=code")
    return scheme.strip(), code.strip()
