"""The gazetteer in use: find names in text, and what bears a name."""

import functools
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import GazetteerError
from kg.gazetteer.build import gazetteer_files, read_entries
from kg.gazetteer.compiled import Compiled, compile_entries, fingerprint, load_cached, save_cached
from kg.gazetteer.entry import Entry
from kg.resources import cache_dir


class Hit(NamedTuple):
    """A name of the gazetteer found in a text: ``text[start:end] == surface``. ``weak``: also an ordinary word."""

    start: int
    end: int
    surface: str
    weak: bool = False


class Gazetteer:
    """Names and their bearers, over a compiled block."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self.counts = compiled.counts
        self._decoded = functools.lru_cache(65536)(compiled.entry)  # one entry bears many names
        self.entries = functools.lru_cache(65536)(self._entries)
        self.entry = functools.lru_cache(65536)(self._entry)
        self.children = functools.lru_cache(4096)(self._children)
        self.predecessors = functools.lru_cache(8192)(self._predecessors)

    def find(self, text: str) -> list[Hit]:
        """Every name in the text, leftmost and longest, in order, without overlap.

        A Latin name inside a longer Latin word (``CCB`` in ``XCCBY``) is none.
        """
        flags = self._compiled.flags
        hits = []
        # 甲部联合|国家发展改革委: not the United Nations, whose name would hide the next one's beginning.
        for start, end, number in self._compiled.automaton.find(text.replace("联合国家", "联\n国家")):
            if text[start].isascii() and start and _continues(text[start - 1], text[start]):
                continue
            if text[end - 1].isascii() and end < len(text) and _continues(text[end - 1], text[end]):
                continue
            hits.append(Hit(start, end, text[start:end], bool(flags[number])))
        return hits

    def _entries(self, name: str) -> tuple[Entry, ...]:
        """All entries that bear a name, in key order; empty when none does."""
        bearers = map(self._decoded, self._compiled.numbers("name", name))
        return tuple(entry for entry in bearers if entry.called(name))

    def _entry(self, key: str) -> Entry | None:
        """The entry with a key, or None."""
        found = map(self._decoded, self._compiled.numbers("key", key))
        return next((entry for entry in found if entry.key == key), None)

    def _children(self, key: str) -> tuple[Entry, ...]:
        """The entries whose parent is the entry with this key, in key order."""
        found = map(self._decoded, self._compiled.numbers("parent", key))
        return tuple(entry for entry in found if key in entry.parents)

    def _predecessors(self, key: str) -> tuple[Entry, ...]:
        """The entries that became the entry with this key, in key order."""
        found = map(self._decoded, self._compiled.numbers("successor", key))
        return tuple(entry for entry in found if key in entry.successors)

    def coded(self, code: str) -> tuple[Entry, ...]:
        """The entries with a stock code (``SH600519``, in Hong Kong ``00700``), in key order."""
        found = map(self._compiled.entry, self._compiled.numbers("code", code))
        return tuple(entry for entry in found if code in (known for _scheme, known in entry.codes))

    def all(self) -> "list[Entry]":
        """Every entry, in key order: for statistics and checks."""
        return [self._compiled.entry(number) for number in range(self.counts["entries"])]


def _continues(left: str, right: str) -> bool:
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


def load_gazetteer(extra: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer of ``ontology/gazetteer`` and of the user's own files, from the cache when it is fresh.

    Raises:
        GazetteerError: a row does not fit; the first problem found.
    """
    files = gazetteer_files(extra)
    try:
        path = cache_dir() / f"gazetteer-{fingerprint(files)}.bin"
    except OSError as error:
        raise GazetteerError(f"cannot be read ({error.strerror})", where=str(error.filename)) from error
    compiled = load_cached(path)
    if compiled is None:
        block = compile_files(files)
        save_cached(path, block)
        compiled = load_cached(path) or Compiled(block)
    return Gazetteer(compiled)


def compile_files(files: Sequence[Path]) -> bytes:
    """Read, check and compile gazetteer files.

    Raises:
        GazetteerError: a row does not fit; the first problem found.
    """
    # Half a million small tuples that all stay: the collector would walk them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        entries, problems = read_entries(files)
        if problems:
            raise problems[0]
        return compile_entries(entries)
    finally:
        if collecting:
            gc.enable()
