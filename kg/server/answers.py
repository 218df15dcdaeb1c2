"""An answer as it is written down: counted as it comes, stopped at its limit, kept in memory or in a file when it is long."""

import gzip
import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.server.jobs import Limits
from kg.server.problems import RequestError

LONG = 1 << 18
"""From how many bytes on an answer goes through a file: a slow client then holds neither memory nor a worker."""

_GZIP_WORTH = 1 << 10
# After a row another begins. Within a string a quote stands behind a backslash, so this is no text, except for text that holds
# exactly },{} : such a cell counts as one row more.
_NEXT_ROW = re.compile(rb'\},\{(?=["}])')


class Sink:
    """What the engine's serialisers write to.

    Args:
        limits: How many rows and bytes.
        spool: The file for a long answer; it is made when the answer gets long.
        is_zipped: Whether the answer is to be compressed.
        count: Tells how many rows a piece of the answer holds; None where rows are counted elsewhere.
    """

    def __init__(self, limits: Limits, spool: str, *, is_zipped: bool, count: "Callable[[bytes], int] | None") -> None:
        self._limits = limits
        self._spool = spool
        self._is_zipped = is_zipped
        self._count = count
        self._held: list[bytes] = []
        self._file: BinaryIO | None = None
        self._size = 0
        self.rows = 0

    def write(self, data: bytes) -> int:
        """Take a piece.

        Raises:
            RequestError: The answer is too long.
        """
        if self._count is not None:
            self.rows += self._count(data)
            if self.rows > self._limits.rows:
                raise too_many_rows(self._limits)
        self._size += len(data)
        if self._size > self._limits.answer:
            raise RequestError(
                "too-many-rows", f"the answer has more than {self._limits.answer >> 20} MB", remedy="add a LIMIT, ask for less"
            )
        if self._file is None:
            self._held.append(data)
            if self._size > LONG:
                self._open()
        else:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing: ``close`` does it."""

    def close(self) -> tuple[bytes, int, bool]:
        """The answer, or no bytes when it is in the file; how long it is; whether it is compressed."""
        if self._file is not None:
            self._file.close()
            return b"", Path(self._spool).stat().st_size, self._is_zipped
        body = b"".join(self._held)
        if self._is_zipped and len(body) > _GZIP_WORTH:
            body = gzip.compress(body, compresslevel=5, mtime=0)
            return body, len(body), True
        return body, len(body), False

    def _open(self) -> None:
        path = Path(self._spool)
        self._file = _Zipped(path) if self._is_zipped else path.open("xb")  # type: ignore[assignment]
        for piece in self._held:
            self._file.write(piece)  # type: ignore[union-attr]
        self._held.clear()


class OrderedPrefixes:
    """A sink for Turtle: the serialiser writes its prefixes first, in another order each time; here they are in order."""

    def __init__(self, sink: Sink | BinaryIO) -> None:
        self._sink = sink
        self._is_begun = False

    def write(self, data: bytes) -> int:
        """Take a piece; the first one, of eight thousand bytes when there are so many, holds all prefixes."""
        if not self._is_begun:
            self._is_begun = True
            lines = data.splitlines(keepends=True)
            prefixes = [line for line in lines if line.startswith(b"@prefix ")]
            data = b"".join([*sorted(prefixes), *lines[len(prefixes) :]])
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing: the sink does it."""


def too_many_rows(limits: Limits) -> RequestError:
    """What an answer beyond the limit is told: nothing is cut silently."""
    return RequestError(
        "too-many-rows", f"the answer has more than {limits.rows} rows", remedy="add a LIMIT and an OFFSET, or ask for less"
    )


class _Zipped:
    """A gzip file without its name and time in it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._packer = zlib.compressobj(level=1, wbits=31)

    def write(self, data: bytes) -> None:
        self._file.write(self._packer.compress(data))

    def close(self) -> None:
        self._file.write(self._packer.flush())
        self._file.close()


def counter(form: str) -> Callable[[bytes], int]:
    """Counts the rows in pieces of a table that begins with the next piece."""
    return _COUNTERS[form]()


def _xml() -> Callable[[bytes], int]:
    # Text cannot hold an opening bracket: it is written &lt;
    tail = b""

    def count(data: bytes) -> int:
        nonlocal tail
        data = tail + data
        tail = data[-7:]
        return data.count(b"<result>")

    return count


def _json() -> Callable[[bytes], int]:
    tail = begin = b""
    is_begun = False

    def count(data: bytes) -> int:
        nonlocal tail, begin, is_begun
        first = 0
        if not is_begun:
            begin += data
            _head, mark, data = begin.partition(b'"bindings":[')
            if not mark or not data:
                return 0
            is_begun, begin = True, b""
            first = data.startswith(b"{")
        data = tail + data
        tail = data[-3:]
        return first + len(_NEXT_ROW.findall(data))

    return count


def _tsv() -> Callable[[bytes], int]:
    # Line ends within a cell are written \n; the first line is the head.
    head = 1

    def count(data: bytes) -> int:
        nonlocal head
        found = data.count(b"\n") - head
        head = 0 if found >= 0 else head
        return max(found, 0)

    return count


def _csv() -> Callable[[bytes], int]:
    # Line ends within a cell stand between quotes; a quote within a cell is two.
    is_quoted = False
    head = 1

    def count(data: bytes) -> int:
        nonlocal is_quoted, head
        parts = data.split(b'"')
        found = sum(part.count(b"\n") for part in parts[is_quoted::2]) - head
        is_quoted ^= len(parts) % 2 == 0
        head = 0 if found >= 0 else head
        return max(found, 0)

    return count


_COUNTERS: Mapping[str, Callable[[], Callable[[bytes], int]]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
