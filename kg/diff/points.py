"""Points in time: the graph of a folder as it is, and as it was when a build was told to keep it.

A kept point is ``DIR/history/N.nq.gz``, N counting up from 1: the bytes of graph.nq, compressed lightly and without a time, so
that the same graph is kept as the same bytes. It costs about a tenth of graph.nq, and needs nothing of the folder to be read.
"""

import gzip
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.store import settled

HISTORY = "history"
"""The folder of kept points within the outputs of a build."""

_KEPT = re.compile(r"(\d+)\.nq\.gz")
_NAMED = re.compile(r"(?P<folder>.+)@(?P<number>-?\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Point:
    """A graph to compare: what a user calls it, and its N-Quads."""

    name: str
    path: Path

    @contextmanager
    def lines(self) -> Iterator[Iterator[str]]:
        """Its lines.

        Raises:
            StoreError: The file cannot be read.
        """
        with ExitStack() as stack:
            try:
                if self.path.suffix == ".gz":
                    found = stack.enter_context(gzip.open(self.path, "rt", encoding="utf-8", newline="\n"))
                else:
                    found = stack.enter_context(self.path.open(encoding="utf-8", newline="\n"))
            except OSError as error:
                raise self._broken(error) from error
            yield self._read(found)

    def _read(self, found: Iterable[str]) -> Iterator[str]:
        try:
            yield from found
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> StoreError:
        return StoreError(f"the graph cannot be read: {error}", where=str(self.path))


def point(name: str) -> Point:
    """The point that a name means: a folder of outputs, an N-Quads file, or ``DIR@N``: the Nth that DIR keeps, -1 the last.

    Raises:
        StoreError: There is none.
    """
    path = Path(name)
    graph = settled(path / "graph.nq")
    if graph.is_file():
        return Point(name, graph)
    if path.is_file():
        return Point(name, path)
    found = _NAMED.fullmatch(name)
    if found is None:
        raise StoreError("no graph here", where=name, remedy="name the outputs of a build, or DIR@1 for what it keeps")
    kept = points(Path(found["folder"]))
    numbers = sorted(kept)
    number = int(found["number"])
    if -len(numbers) <= number < 0:
        return Point(name, kept[numbers[number]])
    if number not in kept:
        has = (
            f"{found['folder']} keeps {', '.join(f'@{known}' for known in numbers)}"
            if numbers
            else "keep some with: kg build --keep"
        )
        raise StoreError("no such point is kept", where=name, remedy=has)
    return Point(name, kept[number])


def points(folder: Path) -> dict[int, Path]:
    """What a folder of outputs keeps, by number."""
    return {int(found[1]): path for path in sorted((folder / HISTORY).glob("*.nq.gz")) if (found := _KEPT.fullmatch(path.name))}


def keep(folder: Path, graph: Path | None = None) -> int:
    """Keep the graph of a folder as its next point; the number of the point. A graph kept last already is not kept twice.

    Args:
        folder: The outputs of a build.
        graph: Its N-Quads, if they do not stand there yet.

    Raises:
        StoreError: It cannot be written.
    """
    graph = graph or settled(folder / "graph.nq")
    kept = points(folder)
    last = max(kept, default=0)
    target = folder / HISTORY / f"{last + 1}.nq.gz"
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if last and _is_same(graph, kept[last]):
            return last
        target.parent.mkdir(parents=True, exist_ok=True)
        with graph.open("rb") as plain, draft.open("wb") as file:
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=1, mtime=0) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreError(f"the point cannot be kept: {error.strerror or error}", where=str(target)) from error
    return last + 1


def _is_same(graph: Path, packed: Path) -> bool:
    with graph.open("rb") as plain, gzip.open(packed) as kept:
        while True:
            one, other = plain.read(1 << 20), kept.read(1 << 20)
            if one != other:
                return False
            if not one:
                return True
