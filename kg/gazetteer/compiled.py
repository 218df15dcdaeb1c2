"""The gazetteer as one flat block of bytes that loads without parsing, and its cache file.

Sections, each at an offset that the header gives: the automaton; one byte of flags per searched name; sorted hashes of all
names with the entries that bear them; sorted hashes of the keys; the entries as JSON lines, decoded only when asked for.
"""

import hashlib
import json
import os
import sys
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.gazetteer.entry import Entry, Name

WEAK = 1
_SECTIONS = ("automaton", "flags", "name_hashes", "name_starts", "bearers", "key_hashes", "key_entries", "offsets", "entries")
_HEADER = 4096


def compile_entries(entries: Sequence[Entry]) -> bytes:
    """Compile entries into the block that Compiled reads."""
    bearers: dict[str, list[int]] = {}
    searched: dict[str, int] = {}
    lines: list[bytes] = []
    offsets, position = array("Q"), 0
    for number, entry in enumerate(entries):
        offsets.append(position)
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        lines.append(line)
        position += len(line)
        for name in entry.names:
            bearing = bearers.setdefault(name.text, [])
            if number not in bearing:
                bearing.append(number)
            if not name.link_only and len(name.text) > 1:
                # A name is weak only when all who bear it in running text bear it weakly.
                searched[name.text] = searched.get(name.text, WEAK) & (WEAK if name.weak else 0)
    offsets.append(position)
    surfaces = sorted(searched) or ["\uffff\uffff"]
    automaton = CharwiseDoubleArrayAhoCorasick(surfaces, MATCH_KIND_LEFTMOST_LONGEST)
    names = sorted((_hash(text), tuple(numbers)) for text, numbers in bearers.items())
    starts, flat = array("I", [0]), array("I")
    for _, numbers in names:
        flat.extend(numbers)
        starts.append(len(flat))
    keys = sorted((_hash(entry.key), number) for number, entry in enumerate(entries))
    sections = {
        "automaton": automaton.serialize(),
        "flags": bytes(searched.get(surface, 0) for surface in surfaces),
        "name_hashes": array("Q", (code for code, _ in names)).tobytes(),
        "name_starts": starts.tobytes(),
        "bearers": flat.tobytes(),
        "key_hashes": array("Q", (code for code, _ in keys)).tobytes(),
        "key_entries": array("I", (number for _, number in keys)).tobytes(),
        "offsets": offsets.tobytes(),
        "entries": b"".join(lines),
    }
    return _pack(sections, {"entries": len(entries), "names": len(bearers), "searched": len(surfaces)})


def _pack(sections: dict[str, bytes], counts: dict[str, int]) -> bytes:
    table, position = {}, _HEADER
    for name in _SECTIONS:
        table[name] = (position, len(sections[name]))
        position += -(-len(sections[name]) // 8) * 8
    header = json.dumps({"byteorder": sys.byteorder, "size": position, "counts": counts, "sections": table}).encode()
    body = b"".join(sections[name].ljust(-(-len(sections[name]) // 8) * 8, b"\0") for name in _SECTIONS)
    return header.ljust(_HEADER) + body


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


class Compiled:
    """Reads a compiled block, from memory or from a mapped file that all processes share.

    Raises:
        ValueError: the block is truncated, of another machine, or none.
    """

    def __init__(self, block: bytes | mmap) -> None:
        header = json.loads(block[:_HEADER])
        if header["byteorder"] != sys.byteorder or header["size"] != len(block):
            raise ValueError("the compiled gazetteer is truncated or foreign")
        view = memoryview(block)
        parts = {name: view[start : start + length] for name, (start, length) in header["sections"].items()}
        self.counts: dict[str, int] = header["counts"]
        self.automaton = CharwiseDoubleArrayAhoCorasick.deserialize(bytes(parts["automaton"]))
        self.flags = parts["flags"]
        self._name_hashes = parts["name_hashes"].cast("Q")
        self._name_starts = parts["name_starts"].cast("I")
        self._bearers = parts["bearers"].cast("I")
        self._key_hashes = parts["key_hashes"].cast("Q")
        self._key_entries = parts["key_entries"].cast("I")
        self._offsets = parts["offsets"].cast("Q")
        self._entries = parts["entries"]

    def bearers(self, name: str) -> Sequence[int]:
        """The numbers of the entries that bear a name (or, once in 10^13 times, one of the same hash)."""
        code = _hash(name)
        at = bisect_left(self._name_hashes, code)
        if at == len(self._name_hashes) or self._name_hashes[at] != code:
            return ()
        return self._bearers[self._name_starts[at] : self._name_starts[at + 1]]

    def number(self, key: str) -> int | None:
        """The number of the entry with a key; the caller checks the key (hashes may meet)."""
        code = _hash(key)
        at = bisect_left(self._key_hashes, code)
        return self._key_entries[at] if at < len(self._key_hashes) and self._key_hashes[at] == code else None

    def entry(self, number: int) -> Entry:
        """Decode one entry."""
        cells = json.loads(bytes(self._entries[self._offsets[number] : self._offsets[number + 1]]))
        key, label, name, names, start, end, successors, parents, place, codes, source, issuers, *rest = cells
        return Entry(
            key,
            label,
            name,
            tuple(Name(*cell) for cell in names),
            start,
            end,
            tuple(successors),
            tuple(parents),
            place,
            tuple((scheme, code) for scheme, code in codes),
            source,
            tuple(issuers),
            *rest,
        )


def fingerprint(files: Sequence[Path]) -> str:
    """A hash of the data and of this room's code: the cache of other data or other code is another file."""
    state = hashlib.sha256()
    for path in (*files, *sorted(Path(__file__).parent.glob("*.py"))):
        state.update(f"{path.name}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:32]


def cache_dir() -> Path:
    """Where compiled gazetteers are kept: ``$XDG_CACHE_HOME/jinqiao`` or ``~/.cache/jinqiao``."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "jinqiao"


def load_cached(path: Path) -> Compiled | None:
    """The compiled gazetteer of a cache file; None when there is none that can be used."""
    try:
        with path.open("rb") as stream:
            return Compiled(mmap(stream.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save_cached(path: Path, block: bytes) -> None:
    """Write a cache file at once or not at all; older ones go. A folder that cannot be written is no error: the block is in memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            stream.write(block)
        os.replace(stream.name, path)
        old = sorted(path.parent.glob("gazetteer-*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in old[4:]:
            file.unlink(missing_ok=True)
    except OSError:
        return
