"""The gazetteer as one flat block of bytes that loads without parsing, and its cache file.

Sections, each at an offset that the header gives: the automaton; one byte of flags per searched name; sorted hashes of all
names with the entries that bear them; likewise of keys, parents, successors and stock codes; the entries as JSON lines,
decoded only when asked for.
"""

import hashlib
import json
import sys
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, chain
from mmap import ACCESS_READ, mmap
from operator import itemgetter
from pathlib import Path

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.gazetteer.entry import Entry, Name

WEAK = 1
_COMPILING = ("build", "compiled", "entry", "forms", "patterns", "places", "table")
_INDEXES = ("name", "key", "parent", "successor", "code")
_STOCKS = ("stock", "hk")
_SECTIONS = (
    "automaton",
    "flags",
    *(f"{index}_{part}" for index in _INDEXES for part in ("hashes", "starts", "numbers")),
    "offsets",
    "entries",
)
_HEADER = 4096
_DECODE = json.JSONDecoder().raw_decode  # what we wrote ourselves has no blanks around it


def compile_entries(entries: Sequence[Entry]) -> bytes:
    """Compile entries into the block that Compiled reads."""
    bearers: dict[str, list[int]] = {}
    searched: dict[str, int] = {}
    lines: list[bytes] = []
    offsets, position = array("Q"), 0
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    for number, entry in enumerate(entries):
        offsets.append(position)
        line = encode((*entry[:3], [_packed(name) for name in entry.names], *entry[4:])).encode()
        lines.append(line)
        position += len(line)
        for name in entry.names:
            bearing = bearers.setdefault(name.text, [])
            if not bearing or bearing[-1] != number:
                bearing.append(number)
            if not name.link_only and len(name.text) > 1:
                # A name is weak only when all who bear it in running text bear it weakly.
                searched[name.text] = searched.get(name.text, WEAK) & (WEAK if name.weak else 0)
    offsets.append(position)
    surfaces = sorted(searched) or ["\uffff\uffff"]
    automaton = CharwiseDoubleArrayAhoCorasick(surfaces, MATCH_KIND_LEFTMOST_LONGEST)
    children: dict[str, list[int]] = {}
    predecessors: dict[str, list[int]] = {}
    coded: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for code in {code for scheme, code in entry.codes if scheme in _STOCKS}:
            coded.setdefault(code, []).append(number)
        for parent in entry.parents:
            children.setdefault(parent, []).append(number)
        for successor in entry.successors:
            predecessors.setdefault(successor, []).append(number)
    sections = {
        "automaton": automaton.serialize(),
        "flags": bytes(searched.get(surface, 0) for surface in surfaces),
        **_index("name", bearers),
        **_index("key", {entry.key: [number] for number, entry in enumerate(entries)}),
        **_index("parent", children),
        **_index("successor", predecessors),
        **_index("code", coded),
        "offsets": offsets.tobytes(),
        "entries": b"".join(lines),
    }
    return _pack(sections, {"entries": len(entries), "names": len(bearers), "searched": len(surfaces)})


_PLAIN = ("zh", None, None, False, False)  # what follows the text in most names, up to ``generated``


def _packed(name: Name) -> object:
    """A name as JSON: most are a text alone, or a text made by rule (``*`` before it)."""
    if name[1:6] == _PLAIN:
        return f"*{name.text}" if name.generated else name.text
    return name


def _unpacked(cell: str | list[object]) -> Name:
    if isinstance(cell, str):
        generated = cell[:1] == "*"
        return Name(cell[1:] if generated else cell, *_PLAIN, generated)
    return Name(*cell)  # type: ignore[arg-type]


def _pack(sections: dict[str, bytes], counts: dict[str, int]) -> bytes:
    table, position = {}, _HEADER
    for name in _SECTIONS:
        table[name] = (position, len(sections[name]))
        position += -(-len(sections[name]) // 8) * 8
    header = json.dumps({"byteorder": sys.byteorder, "size": position, "counts": counts, "sections": table}).encode()
    body = b"".join(sections[name].ljust(-(-len(sections[name]) // 8) * 8, b"\0") for name in _SECTIONS)
    return header.ljust(_HEADER) + body


def _index(index: str, numbers: dict[str, list[int]]) -> dict[str, bytes]:
    """The sections of an index from texts to entry numbers: sorted hashes, and where each one's numbers start."""
    hashed = sorted([(_hash(text), found) for text, found in numbers.items()], key=itemgetter(0))
    starts = array("I", accumulate((len(found) for _, found in hashed), initial=0))
    flat = array("I", chain.from_iterable(found for _, found in hashed))
    hashes = array("Q", [code for code, _ in hashed])
    return {f"{index}_hashes": hashes.tobytes(), f"{index}_starts": starts.tobytes(), f"{index}_numbers": flat.tobytes()}


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
        self._indexes = {
            index: (parts[f"{index}_hashes"].cast("Q"), parts[f"{index}_starts"].cast("I"), parts[f"{index}_numbers"].cast("I"))
            for index in _INDEXES
        }
        self._offsets = parts["offsets"].cast("Q")
        self._entries = parts["entries"]

    def numbers(self, index: str, text: str) -> Sequence[int]:
        """The numbers of the entries under a name, key, parent, successor or stock code.

        The caller checks them: once in 10^13 times two texts have the same hash.
        """
        hashes, starts, numbers = self._indexes[index]
        code = _hash(text)
        at = bisect_left(hashes, code)
        if at == len(hashes) or hashes[at] != code:
            return ()
        return numbers[starts[at] : starts[at + 1]]

    def entry(self, number: int) -> Entry:
        """Decode one entry."""
        cells, _ = _DECODE(str(self._entries[self._offsets[number] : self._offsets[number + 1]], "utf-8"))
        key, label, name, names, start, end, successors, parents, place, codes, source, issuers, *rest = cells
        return Entry(
            key,
            label,
            name,
            tuple(map(_unpacked, names)),
            start,
            end,
            tuple(successors),
            tuple(parents),
            place,
            tuple(map(tuple, codes)),
            source,
            tuple(issuers),
            *rest,
        )


def fingerprint(files: Sequence[Path]) -> str:
    """A hash of the data and of the code that compiles it: the cache of other data or other code is another file."""
    state = hashlib.sha256()
    for path in (*files, *(Path(__file__).with_name(f"{module}.py") for module in _COMPILING)):
        state.update(f"{path.name}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:32]


def load_cached(path: Path) -> Compiled | None:
    """The compiled gazetteer of a cache file; None when there is none that can be used."""
    try:
        with path.open("rb") as stream:
            return Compiled(mmap(stream.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save_cached(path: Path, block: bytes) -> None:
    """Write a cache file at once or not at all; older ones go. No error where it cannot be: the block is in memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            stream.write(block)
        Path(stream.name).replace(path)
        old = sorted(path.parent.glob("gazetteer-*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in old[4:]:
            file.unlink(missing_ok=True)
    except OSError:
        return
