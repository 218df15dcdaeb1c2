"""Which graph is served and in which state: a folder that builds may replace, a store that clients change, another endpoint.

A folder is only read; when a build has put a new store in its place, the next query sees it. A store that clients change
belongs to one process, the writer. After each change it puts a snapshot (hard links) beside the store, and that is what queries
read: none ever reads what is being written.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kg.server.jobs import Change, Dump, Limits, Orders, Query, Reply, Snapshot, Update
from kg.server.pool import Pool
from kg.server.problems import RequestError
from kg.store import settled

_SNAPSHOTS = ".serve-"
# A change that fails so has not begun.
_HARMLESS = ("malformed-request", "malformed-update", "malformed-graph", "update-failed", "refused", "busy")

Answer = tuple[Reply, bytes]


class Source(Protocol):
    """What is served. ``stamp`` tells its states apart; an empty one says that nobody knows."""

    @property
    def stamp(self) -> str:
        """Another one after each change."""

    async def read(self, make: Callable[[str, str], Query | Dump]) -> Answer:
        """Have a job done on the present state; ``make`` is given the store and its stamp."""


class Folder:
    """The store of a build, only read."""

    def __init__(self, store: Path, pool: Pool) -> None:
        self._store = store
        self._pool = pool

    @property
    def stamp(self) -> str:
        """From the file that each new store has anew; empty while there is none."""
        try:
            found = (settled(self._store) / "CURRENT").stat()
        except OSError:
            return ""
        return f"{found.st_dev:x}-{found.st_ino:x}-{found.st_mtime_ns:x}"

    async def read(self, make: Callable[[str, str], Query | Dump]) -> Answer:
        """See ``Source``. When a build replaces the store meanwhile, the job is done again."""
        stamp = self.stamp
        try:
            return await self._pool.run(make(str(self._store), stamp))
        except RequestError as error:
            if error.kind != "store" or self.stamp == stamp:
                raise
        return await self._pool.run(make(str(self._store), self.stamp))


class Endpoint:
    """Another SPARQL endpoint, to which queries are passed on."""

    stamp = ""

    def __init__(self, url: str, pool: Pool) -> None:
        self._url = url
        self._pool = pool

    async def read(self, make: Callable[[str, str], Query | Dump]) -> Answer:
        """See ``Source``."""
        return await self._pool.run(make(self._url, self._url))


class Written:
    """A store that clients change: one writer, and readers of its snapshots.

    Args:
        store: The store.
        pool: The readers.
        limits: For the writer, too.
    """

    def __init__(self, store: Path, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._writer = Pool(Orders(limits, writes=str(store)), 1)
        for leftover in store.parent.glob(_SNAPSHOTS + "*"):
            shutil.rmtree(leftover, ignore_errors=True)
        self._folder = Path(tempfile.mkdtemp(prefix=_SNAPSHOTS, dir=store.parent))
        self._number = 0
        self._current = ""
        self._readers = Counter[str]()

    @property
    def stamp(self) -> str:
        """The snapshot's number, and the name of the folder, which no other server has."""
        return self._current

    async def start(self) -> None:
        """Open the store and take the first snapshot.

        Raises:
            RequestError: Another process holds the store, or it is damaged.
        """
        self._writer.start()
        await self._refresh()

    async def read(self, make: Callable[[str, str], Query | Dump]) -> Answer:
        """See ``Source``."""
        while not self._current:
            await self._refresh()
        current = self._current
        self._readers[current] += 1
        try:
            return await self._pool.run(make(current, current))
        finally:
            self._readers[current] -= 1
            self._sweep(current)

    async def write(self, make: Callable[[str], Update | Change], body: bytes = b"") -> Reply:
        """Have a change made; ``make`` is given the place of the next snapshot. Who reads afterwards sees it.

        Raises:
            RequestError: The change cannot be made, or took too long: nothing is changed then.
        """
        target = self._next()
        try:
            reply, _body = await self._writer.run(make(target), body)
        except BaseException as error:
            if not (isinstance(error, RequestError) and error.kind in _HARMLESS):
                self._retire()  # perhaps the change was made and only the snapshot was not
            raise
        self._show(target)
        return reply

    def close(self) -> None:
        """End the writer, remove the snapshots."""
        self._writer.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _refresh(self) -> None:
        target = self._next()
        await self._writer.run(Snapshot(target))
        self._show(target)

    def _next(self) -> str:
        self._number += 1
        return str(self._folder / f"{self._number:08}")

    def _show(self, target: str) -> None:
        if target > self._current:  # changes are made in their order, but may be heard of in another
            self._retire()
            self._current = target
        else:
            shutil.rmtree(target, ignore_errors=True)

    def _retire(self) -> None:
        before, self._current = self._current, ""
        self._sweep(before)

    def _sweep(self, snapshot: str) -> None:
        if snapshot and snapshot != self._current and not self._readers[snapshot]:
            del self._readers[snapshot]
            shutil.rmtree(snapshot, ignore_errors=True)
