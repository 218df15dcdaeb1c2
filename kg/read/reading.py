"""Documents out of a source: one from an article, many from JSON Lines, one line in memory at a time."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.article import Metadata, assemble, read_article
from kg.read.dates import parse_date
from kg.read.encoding import decode
from kg.read.markup import read_markup
from kg.read.sources import Source
from kg.records import Document

MAX_ARTICLE = 64 * 1024 * 1024  # bytes of one article or one JSON line
_FIELDS = ("id", "title", "date", "source", "author", "url", "image", "html", "text")


def read(source: Source, refuse: Callable[[ReadError], None] | None = None) -> Iterator[Document]:
    """Yield the documents of ``source``, in its order.

    A line of JSON Lines that cannot become a document is handed to ``refuse``, and the next line is read; without ``refuse``
    it is raised, which ends the reading. JSON Lines are told by the suffix (``.jsonl``, ``.ndjson``) or, on standard input,
    by a first line that is a JSON object.

    Raises:
        ReadError: the source as a whole cannot be read. Its ``where`` names the file, its ``line`` the line, if any.
    """
    if source.problem is not None:
        raise source.problem
    if source.stream is not None:
        yield from _read_stream(source.stream, source, refuse)
        return
    assert source.path is not None
    try:
        with source.path.open("rb") as stream:
            yield from _read_stream(stream, source, refuse)
    except OSError as error:
        raise ReadError((error.strerror or str(error)).lower(), where=source.origin, remedy="check the permissions") from error


def _read_stream(stream: BinaryIO, source: Source, refuse: Callable[[ReadError], None] | None) -> Iterator[Document]:
    first = b""
    if not source.holds_records:
        first = stream.readline(MAX_ARTICLE) if source.path is None else b""
        if not _is_record(first):
            content = first + stream.read(MAX_ARTICLE + 1 - len(first))
            if len(content) > MAX_ARTICLE:
                raise ReadError(f"larger than {MAX_ARTICLE >> 20} MB", where=source.origin, remedy="split it into articles")
            identifier = source.path.stem if source.path is not None else "stdin"
            digest = hashlib.sha256(content).hexdigest()
            yield read_article(decode(content, source.origin), identifier, source.origin, digest)
            return
    read_any = False
    for number, line in enumerate(_lines(stream, first), 1):
        if not line.strip():
            continue
        read_any = True
        try:
            document = read_record(line, source.origin, number)
        except ReadError as error:
            if refuse is None:
                raise
            refuse(error)
        else:
            yield document
    if not read_any:
        raise ReadError("the file is empty", where=source.origin)


def _is_record(line: bytes) -> bool:
    """Whether a first line is a JSON object of ours."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes]:
    """The lines of ``stream`` after ``first``; of a longer one than MAX_ARTICLE just a piece, too long to be accepted."""
    if first:
        yield first
    while line := stream.readline(MAX_ARTICLE + 1):
        yield line
        while not line.endswith(b"\n") and len(line) > MAX_ARTICLE:
            line = stream.readline(MAX_ARTICLE + 1)


def read_record(line: bytes, origin: str, number: int) -> Document:
    """The document of one line of JSON Lines: an object with ``title`` and ``html`` or ``text``, and what else it has.

    The document's source is the record's title, a newline, and its ``html`` or ``text``.

    Raises:
        ReadError: naming file and line.

    >>> line = '{"id": "x1", "title": "[视频]快讯", "date": "20130208", "html": "<p>央行</p>"}'
    >>> read_record(line.encode(), "a.jsonl", 1).text
    '快讯\\n央行'
    """
    if len(line) > MAX_ARTICLE:
        raise ReadError(f"a line larger than {MAX_ARTICLE >> 20} MB", where=origin, line=number)
    record = _parse_object(line, origin, number)
    fields = {name: _string(record, name, origin, number) for name in _FIELDS}
    title, body = fields["title"], fields["html"] or fields["text"]
    if not title.strip() and not body.strip():
        raise ReadError("the record has neither title nor html nor text", where=origin, line=number)
    source = f"{title}\n{body}"
    stem = PurePath(origin).stem if origin != "-" else "stdin"
    page = read_markup(source, len(title) + 1)
    return assemble(
        source,
        page,
        Metadata(
            identifier=fields["id"].strip() or f"{stem}-{number}",
            origin=f"{origin}:{number}",
            title=title,
            issued=parse_date(fields["date"]) if fields["date"] else None,
            publisher=fields["source"] or fields["author"] or None,
            authors=(fields["author"],) if fields["source"] and fields["author"] else (),
            url=fields["url"] or None,
            image=fields["image"] or None,
            digest=hashlib.sha256(line.rstrip(b"\r\n")).hexdigest(),
        ),
    )


def _parse_object(line: bytes, origin: str, number: int) -> dict[str, object]:
    try:
        record = json.loads(decode(line, origin))
    except ReadError as error:
        raise ReadError(error.problem, where=origin, line=number, remedy=error.remedy) from error
    except RecursionError as error:
        raise ReadError("the JSON is nested too deeply", where=origin, line=number) from error
    except ValueError as error:
        raise ReadError(f"not JSON: {error}", where=origin, line=number) from error
    if not isinstance(record, dict):
        raise ReadError("not a JSON object", where=origin, line=number)
    return record


def _string(record: dict[str, object], name: str, origin: str, number: int) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(f"{name} is not a string", where=origin, line=number)
    return str(value)
