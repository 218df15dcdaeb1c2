"""Which sources the inputs name: files, folders (recursive), globs and ``-`` for standard input."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError

# What a folder is searched for. A file that is named itself may bear any suffix.
ARTICLE_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".xhtml"})
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or an input that had to be refused.

    ``origin`` is what a message calls it. A refused input is a source, too: ``problem`` says why, and reading it raises that
    error, so that one bad input never stops a build and is never lost.
    """

    origin: str
    path: Path | None = None
    stream: BinaryIO | None = None
    problem: ReadError | None = None

    @property
    def holds_records(self) -> bool:
        """Whether the name says JSON Lines (many documents, to be streamed)."""
        return self.path is not None and self.path.suffix.lower() in RECORD_SUFFIXES


def discover(inputs: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Source]:
    """Yield the sources that ``inputs`` name, each file once, in the order of the inputs and by path within a folder or glob.

    A missing or unreadable input, a glob without a match, a folder without an article and a symlink loop yield a source with a
    ``problem``. Hidden files, and files of other kinds inside a folder, are passed over. Accepted gap: two hard links to one
    file are two sources.

    >>> [source.problem.problem for source in discover(["没有这个文件.txt"]) if source.problem]
    ['no such file or folder']
    """
    if len(inputs) == 1:  # the usual folder of any size: nothing to compare, nothing to remember
        yield from _expand(inputs[0], stdin)
        return
    seen: set[str] = set()
    for name in inputs:
        for source in _expand(name, stdin):
            key = str(source.path.resolve()) if source.path is not None and source.problem is None else source.origin
            if key not in seen:
                seen.add(key)
                yield source


def _expand(name: str, stdin: BinaryIO | None) -> Iterator[Source]:
    if name == "-":
        if stdin is None:
            yield _refused(name, "standard input is not connected")
        else:
            yield Source("-", stream=stdin)
        return
    if os.path.lexists(name) or not _GLOB.search(name):
        yield from _expand_path(Path(name))
        return
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not matches:
        yield _refused(name, "nothing matches this pattern", "check the path, and quote the pattern so that the shell keeps it")
    for match in matches:
        yield from _expand_path(Path(match))


def _expand_path(path: Path) -> Iterator[Source]:
    try:
        if path.is_dir():
            yield from _walk(path)
            return
        path.stat()
    except FileNotFoundError:
        yield _refused(str(path), "no such file or folder")
    except OSError as error:
        yield _refused(str(path), _explain(error), "check the permissions and links")
    else:
        yield Source(spoken(str(path)), path=path)


def _walk(folder: Path) -> Iterator[Source]:
    """The articles below ``folder``, by path; each real folder is entered once, so a loop of symbolic links ends."""
    problems: list[OSError] = []
    entered: set[tuple[int, int]] = set()
    empty = True
    for where, folders, files in os.walk(folder, followlinks=True, onerror=problems.append):
        try:
            status = Path(where).stat()
        except OSError as error:
            problems.append(error)
            continue
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            yield _refused(where, "this link leads back to a folder that is already read", "remove the symbolic link")
            empty = False
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(where, name)
            if not name.startswith(".") and path.suffix.lower() in ARTICLE_SUFFIXES | RECORD_SUFFIXES:
                yield from _expand_path(path)
                empty = False
    for problem in problems:
        yield _refused(str(problem.filename or folder), _explain(problem), "check the permissions and links")
        empty = False
    if empty:
        kinds = ", ".join(sorted(ARTICLE_SUFFIXES | RECORD_SUFFIXES))
        yield _refused(str(folder), "this folder holds no article", f"articles end in {kinds}")


def _refused(origin: str, problem: str, remedy: str = "") -> Source:
    origin = spoken(origin)
    return Source(origin, problem=ReadError(problem, where=origin, remedy=remedy))


def spoken(name: str) -> str:
    r"""A file's name as text: bytes in it that are none are written as escapes.

    >>> print(spoken("a\udcff.txt"))
    a\udcff.txt
    """
    return name.encode("utf-8", "backslashreplace").decode()


def _explain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
