"""A file put together from stretches of other files, the long ones copied by the kernel."""

import os
from pathlib import Path

_CHUNK = 1 << 20


class Weaver:
    """Writes one file. Neighbouring stretches of one source are copied at once."""

    def __init__(self, path: Path) -> None:
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o666)
        self._held: list[bytes] = []
        self._source = -1
        self._from = self._to = 0
        self.position = 0

    def close(self) -> None:
        """Write what is held, and close."""
        self._flush()
        self.abandon()

    def abandon(self) -> None:
        """Close the file as it is."""
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

    def copy(self, source: int, start: int, length: int) -> None:
        """Add ``length`` bytes of the open file ``source`` from ``start``; it must stay open until ``close``."""
        if not length:
            return
        self.position += length
        if source == self._source and start == self._to:
            self._to += length
            return
        self._flush()
        self._source, self._from, self._to = source, start, start + length

    def _flush(self) -> None:
        self._flush_held()
        self._flush_stretch()

    def _flush_held(self) -> None:
        if self._held:
            _write_all(self._out, b"".join(self._held))
            self._held = []

    def _flush_stretch(self) -> None:
        if self._source >= 0:
            self._flush_held()
            copy_stretch(self._source, self._from, self._to - self._from, self._out)
            self._source = -1
            self._to = -1


def copy_stretch(source: int, start: int, length: int, out: int) -> None:
    """Append ``length`` bytes of ``source`` from ``start`` to ``out``.

    Raises:
        OSError: The source is shorter than that, or a disk fails.
    """
    while length and hasattr(os, "copy_file_range"):
        try:
            copied = os.copy_file_range(source, out, length, start)
        except OSError:
            break  # not between these file systems; or the disk is full, which writing tells again
        if not copied:
            break
        start, length = start + copied, length - copied
    while length:
        data = os.pread(source, min(length, _CHUNK), start)
        if not data:
            raise OSError(f"a file ended {length} bytes early")
        _write_all(out, data)
        start, length = start + len(data), length - len(data)


def _write_all(out: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(out, view) :]
