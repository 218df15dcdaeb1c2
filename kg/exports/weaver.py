"""A file put together from stretches of other files, the long ones copied by the kernel, beside other work."""

import os
from concurrent.futures import Executor, Future
from pathlib import Path

_CHUNK = 1 << 20


class Weaver:
    """Writes one file. Neighbouring stretches of one source are copied at once, long ones by ``pool`` if there is one."""

    def __init__(self, path: Path, pool: Executor | None = None) -> None:
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o666)
        self._pool = pool
        self._flying: list[Future[None]] = []
        self._held: list[bytes] = []
        self._source = -1
        self._from = self._to = 0
        self._written = 0  # where in the file the next bytes go
        self.position = 0  # the same, what is held included

    def close(self) -> None:
        """Write what is held, and close."""
        self._flush()
        for copied in self._flying:
            copied.result()
        self.abandon()

    def abandon(self) -> None:
        """Close the file as it is."""
        for copied in self._flying:
            if not copied.cancel():
                copied.exception()  # its descriptors must stay open until it has ended
        self._flying = []
        if self._out >= 0:
            os.close(self._out)
            self._out = -1

    def write(self, data: bytes) -> None:
        """Add bytes."""
        if not data:
            return
        self._flush_stretch()
        self._held.append(data)
        self.position += len(data)
        if len(self._held) >= 512 or len(data) >= _CHUNK:
            self._flush_held()

    def copy(self, source: int, start: int, length: int, behind: bytes = b"") -> None:
        """Add ``behind``, then ``length`` bytes of the open file ``source`` from ``start``; it must stay open until ``close``.

        Two stretches of a source with just room for ``behind`` between them are neighbours in a file of this kind, where the
        same stands between them (no piece is as short): they are copied at once, with it.
        """
        if not length:
            self.write(behind)
            return
        if source == self._source and start == self._to + len(behind):
            self.position += len(behind) + length
            self._to = start + length
            return
        self.write(behind)
        self._flush()
        self.position += length
        self._source, self._from, self._to = source, start, start + length

    def _flush(self) -> None:
        self._flush_held()
        self._flush_stretch()

    def _flush_held(self) -> None:
        if self._held:
            data = b"".join(self._held)
            _write_all(self._out, data, self._written)
            self._written += len(data)
            self._held = []

    def _flush_stretch(self) -> None:
        if self._source < 0:
            return
        self._flush_held()
        stretch = self._source, self._from, self._to - self._from, self._out, self._written
        if self._pool is not None and self._to - self._from >= _CHUNK:
            self._flying.append(self._pool.submit(copy_stretch, *stretch))
        else:
            copy_stretch(*stretch)
        self._written += self._to - self._from
        self._source = -1
        self._to = -1


def copy_stretch(source: int, start: int, length: int, out: int, place: int) -> None:
    """Copy ``length`` bytes of ``source`` from ``start`` to ``place`` in ``out``.

    Raises:
        OSError: The source is shorter than that, or a disk fails.
    """
    while length and hasattr(os, "copy_file_range"):
        try:
            copied = os.copy_file_range(source, out, length, start, place)
        except OSError:
            break  # not between these file systems; or the disk is full, which writing tells again
        if not copied:
            break
        start, place, length = start + copied, place + copied, length - copied
    while length:
        data = os.pread(source, min(length, _CHUNK), start)
        if not data:
            raise OSError(f"a file ended {length} bytes early")
        _write_all(out, data, place)
        start, place, length = start + len(data), place + len(data), length - len(data)


def _write_all(out: int, data: bytes, place: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(out, view, place)
        view, place = view[written:], place + written
