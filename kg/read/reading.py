"""Documents out of a source: one from an article, many from JSON Lines, one line in memory at a time."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.article import Metadata, assemble, read_article
from kg.read.dates import parse_date
from kg.read.encoding import decode
from kg.read.markup import read_markup
from kg.read.sources import Source, spoken
from kg.records import Document

MAX_ARTICLE = 64 * 1024 * 1024  # bytes of one article or one JSON line
_FIELDS = ("id", "title", "date", "source", "author", "url", "image", "html", "text")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one article: a whole file, or one line of JSON Lines.

    ``origin`` is what messages call the file, ``stem`` its name without folder and suffix, ``line`` the 1-based number of the
    line, 0 for a whole file.
    """

    origin: str
    stem: str
    data: bytes = field(repr=False)
    line: int = 0

    @property
    def digest(self) -> str:
        """What ``Document.digest`` will be: the SHA-256 (hex) of the bytes, of a line without its end."""
        return hashlib.sha256(self.data.rstrip(b"\r\n") if self.line else self.data).hexdigest()


def read(source: Source, refuse: Callable[[ReadError], None] | None = None) -> Iterator[Document]:
    """Yield the documents of ``source``, in its order.

    A line of JSON Lines that cannot become a document is handed to ``refuse``, and the next line is read; without ``refuse``
    it is raised, which ends the reading.

    Raises:
        ReadError: the source as a whole cannot be read. Its ``where`` names the file, its ``line`` the line, if any.
    """
    for content in contents(source):
        try:
            document = read_content(content)
        except ReadError as error:
            if refuse is None or not content.line:
                raise
            refuse(error)
        else:
            yield document


def read_content(content: Content) -> Document:
    """The document of one article's bytes.

    Raises:
        ReadError: naming the file, and the line of JSON Lines.
    """
    if content.line:
        return read_record(content.data, content.origin, content.line)
    return read_article(decode(content.data, content.origin), content.stem, content.origin, content.digest)


def contents(source: Source) -> Iterator[Content]:
    """Yield the articles of ``source`` unread, in its order: one, or each line of JSON Lines that is not blank.

    JSON Lines are told by the suffix (``.jsonl``, ``.ndjson``) or, on standard input, by a first line that is a JSON object.

    Raises:
        ReadError: the source as a whole cannot be read.
    """
    if source.problem is not None:
        raise source.problem
    if source.stream is not None:
        yield from _contents(source.stream, source)
        return
    assert source.path is not None
    try:
        with source.path.open("rb") as stream:
            yield from _contents(stream, source)
    except OSError as error:
        raise ReadError((error.strerror or str(error)).lower(), where=source.origin, remedy="check the permissions") from error


def _contents(stream: BinaryIO, source: Source) -> Iterator[Content]:
    stem = spoken(source.path.stem) if source.path is not None else "stdin"
    first = b""
    if not source.holds_records:
        first = stream.readline(MAX_ARTICLE) if source.path is None else b""
        if not _is_record(first):
            data = first + stream.read(MAX_ARTICLE + 1 - len(first))
            if len(data) > MAX_ARTICLE:
                raise ReadError(f"larger than {MAX_ARTICLE >> 20} MB", where=source.origin, remedy="split it into articles")
            yield Content(source.origin, stem, data)
            return
    read_any = False
    for number, line in enumerate(_lines(stream, first), 1):
        if line.strip():
            read_any = True
            yield Content(source.origin, stem, line, number)
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
