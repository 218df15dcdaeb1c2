"""The graph on disk in an Oxigraph store: built once from N-Quads files, then opened for reading by anyone.

A store is built in a fresh folder and never changed where readers look; putting it in place is the pipeline's step. A file
``FORMAT`` in it says how it was built; a store of a build in another format is refused.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph

from kg.errors import StoreError

if TYPE_CHECKING:
    import rdflib

Store = pyoxigraph.Store

JOURNAL = ".commit.json"
"""While a build puts its outputs in place, this file of its folder names the staging folder (``stage``) they come from."""

_PIECE = 24 << 20  # bytes that a bulk load holds at a time
_CHANCES = 3
_MEMORY, _PREFIX = Path("/dev/shm"), "jinqiao-store-"  # noqa: S108 (locked, and removed)
_SMALL, _ROOM = 16 << 20, 48 << 20  # bytes of N-Quads, and what RocksDB takes to make a store of them
_FORMAT_FILE, _FORMAT = "FORMAT", "1"
_WRITTEN_FILE = "WRITTEN"  # by clients of a server


def build_store(path: Path, nq_files: Iterable[Path]) -> None:
    """Load N-Quads files into a new store.

    A small one is made in memory and copied: RocksDB waits for the disk dozens of times, and all of it counts only once the
    whole is synced and in its place.

    Args:
        path: A folder that does not exist yet, or is empty.
        nq_files: Files as ``kg.graph`` writes them; their IRIs are not validated again, which nearly halves parsing.

    Raises:
        StoreError: The folder holds something, is locked or cannot be written, the disk is full, or a line is no N-Quad.
    """
    if path.exists() and any(path.iterdir()):
        raise StoreError("the folder for a new store is not empty", where=str(path), remedy="name another, or remove it")
    files = list(nq_files)
    with _in_memory(files) as memory:
        if memory is not None:
            try:
                _load(memory, files)
                shutil.copytree(memory, path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
            except (OSError, StoreError):
                shutil.rmtree(path, ignore_errors=True)  # as if there were no room: the disk tells what is wrong
            else:
                return
    _load(path, files)


def _load(path: Path, nq_files: Iterable[Path]) -> None:
    current, at = path, 0
    try:
        store = Store(str(path))
        for current in nq_files:
            for at, piece in _pieces(current):  # noqa: B007 (told when it fails)
                store.bulk_load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        current = path
        store.optimize()
        store.flush()
        (path / _FORMAT_FILE).write_text(f"{_FORMAT}\n", encoding="utf-8")
    except SyntaxError as error:
        line = _lines_before(current, at) + (error.lineno or 0)
        raise StoreError(f"no N-Quads: {error.msg}", where=str(current), line=line) from error
    except (OSError, RuntimeError) as error:
        raise _explained(error, current) from error


@contextmanager
def _in_memory(files: Iterable[Path]) -> Iterator[Path | None]:
    """A folder in memory with room for the store of some files, removed afterwards; None for large ones or without such room.

    What a killed process left there is removed by the next: a folder in use is locked.
    """
    try:
        size = sum(file.stat().st_size for file in files)
        room = shutil.disk_usage(_MEMORY).free if size <= _SMALL else 0
    except OSError:
        room = 0
    if room < _ROOM:
        yield None
        return
    import fcntl  # where there is such a folder, there is this

    for left in _MEMORY.glob(f"{_PREFIX}*"):
        with suppress(OSError), _opened(left) as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left)
    with TemporaryDirectory(prefix=_PREFIX, dir=_MEMORY, ignore_cleanup_errors=True) as folder, _opened(Path(folder)) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield Path(folder) / "store"  # with the permissions of any folder, other than those of a temporary one


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _pieces(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file in pieces that a bulk load can hold, and where each begins."""
    at = 0
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            piece += stream.readline()
            yield at, piece
            at += len(piece)


def _lines_before(path: Path, end: int) -> int:
    with path.open("rb") as stream:
        return stream.read(end).count(b"\n")


def update_store(before: Path, path: Path, gone: Path, come: Path) -> None:
    """Make a store out of another one and the quads in which they differ; the other stays as it is.

    What RocksDB never changes (its tables) is shared between the two by hard links where the file system has them.

    Args:
        before: The store to begin with; nobody may be writing it.
        path: A folder that does not exist yet.
        gone: An N-Quads file, as ``kg.graph`` writes it, of what the new store lacks.
        come: One of what it has more.

    Raises:
        StoreError: There is no store, or it is damaged; the folder cannot be written.
    """
    try:
        path.mkdir(parents=True)
        for file in sorted(before.iterdir()):
            if file.suffix == ".sst":
                _share(file, path / file.name)
            elif file.name != "LOCK" and not file.name.startswith("LOG"):
                shutil.copyfile(file, path / file.name)
    except OSError as error:
        raise _explained(error, path) from error
    change_store(path, gone, come)


def change_store(path: Path, gone: Path, come: Path) -> None:
    """Take the quads of one N-Quads file out of a store, and put those of another in.

    Raises:
        StoreError: There is no store, it is damaged, or it cannot be written.
    """
    store = open_for_writing(path)
    try:
        for quad in pyoxigraph.parse(path=str(gone), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True):
            store.remove(quad)
        store.extend(pyoxigraph.parse(path=str(come), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True))
        store.flush()
    except (OSError, RuntimeError) as error:
        raise _explained(error, path) from error


def quad_lines(path: Path) -> Iterator[str]:
    """The quads of a store or of an N-Quads file, all in one way of writing: lines with their ends.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    if path.is_dir():
        yield from (f"{quad} .\n" for quad in open_store(path))
    else:
        quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        yield from (f"{quad} .\n" for quad in quads)


def note_writing(path: Path) -> None:
    """Note that somebody else than builds writes a store: it is no longer what the exports beside it say."""
    (path / _WRITTEN_FILE).touch()


def is_written(path: Path) -> bool:
    """Whether somebody else than builds has written a store."""
    return (path / _WRITTEN_FILE).exists()


def fingerprint(path: Path) -> str:
    """The files of a store by name and size: another one after anybody wrote into it. Empty where there is no store."""
    if not path.is_dir():
        return ""
    files = [file for file in sorted(path.iterdir()) if file.name != "LOCK" and not file.name.startswith("LOG")]
    return " ".join(f"{file.name}:{file.stat().st_size}" for file in files)


def _share(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, other)


def open_store(path: Path) -> Store:
    """A store opened for reading: no lock is taken, so any number of processes may do so.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    for chance in range(_CHANCES):
        place = settled(path)
        try:
            _check(place)
            return Store.read_only(str(place))
        except (OSError, RuntimeError, StoreError) as error:
            # A build may have put another store in its place since we looked.
            if chance + 1 == _CHANCES:
                raise error if isinstance(error, StoreError) else _explained(error, path) from error
    raise AssertionError("the last chance returns or raises")


def open_dataset(path: Path) -> "rdflib.Dataset":
    """A store opened for reading as an rdflib dataset; its default graph is the union of all graphs.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    import oxrdflib
    import rdflib

    return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=open_store(path)), default_union=True)


def open_for_writing(path: Path) -> Store:
    """A store opened for writing; one process at a time may do so.

    Raises:
        StoreError: There is no store, another process holds it, or it is damaged.
    """
    _check(path)
    try:
        return Store(str(path))
    except (OSError, RuntimeError) as error:
        raise _explained(error, path) from error


def settled(path: Path) -> Path:
    """Where an output of a build is, should the build be putting its outputs in place just now, or have died doing so.

    The outputs of a build count from the moment its journal is there, before they stand where they belong.

    Args:
        path: An output where it belongs (``DIR/store``, ``DIR/graph.nq``).
    """
    journal = path.parent / JOURNAL
    while True:
        try:
            stage = str(json.loads(journal.read_text(encoding="utf-8"))["stage"])
        except (OSError, ValueError, KeyError):
            return path
        # In its place already; or it changed places between the two looks, and the third sees it.
        staged = path.parent / stage / path.name
        if staged.exists():
            return staged
        if path.exists() or not journal.exists():
            return path


def _check(path: Path) -> None:
    """See that there is a store, in the format of this version."""
    if not (path / "CURRENT").is_file():
        raise StoreError("no store here", where=str(path), remedy="build one with: kg build ARTICLES --out DIR")
    try:
        found = (path / _FORMAT_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        # A copy that a server made of a store has none; in a folder that kg build wrote it is older than the file.
        found = "0" if (path.parent / "graph.nq").exists() else _FORMAT
    except (OSError, ValueError):
        found = "unknown"
    if found != _FORMAT:
        raise StoreError(
            f"the store has format {found}, and this version reads format {_FORMAT}",
            where=str(path),
            remedy="build it again with: kg build ARTICLES --out DIR --fresh",
        )


# What RocksDB says, in the order it is looked for, and what it means to a user.
_MEANINGS = (
    ("no space left", "the disk is full", "free some space and build again"),
    ("lock", "another process writes this store", "wait for it to end, or stop it"),
    ("permission denied", "the store may not be read or written", "check the permissions of the folder"),
    ("read-only file system", "the folder is on a read-only file system", "name another folder"),
    ("corruption", "the store is damaged", "build it again"),
    ("no such file", "a file of the store is missing", "build it again"),
)


def _explained(error: Exception, path: Path) -> StoreError:
    said = str(error)
    for words, problem, remedy in _MEANINGS:
        if words in said.lower():
            return StoreError(problem, where=str(path), remedy=remedy)
    return StoreError(f"the store failed: {said.splitlines()[0] if said else type(error).__name__}", where=str(path))
