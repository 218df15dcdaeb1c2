"""The store and the other exports against graph.nq: the same quads, and those of graph.ttl without their graphs, each once.

Copies are compared by a sum over hashes of their quads, which needs no memory and no order; only where sums differ are both
sides put in order on disk, to name what differs. In graph.ttl every entity stands once, whatever articles say of it: triples
about entities are therefore always put in order, to be counted once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph

from kg.diff.order import Ordered, differences
from kg.errors import StoreError
from kg.store import is_written, open_store, settled
from kg.verify.finding import Finding
from kg.verify.jsonld import jsonld_quads

_NAMED = 20  # differences of one copy that are named; the others are counted
_MODULUS = 1 << 64


@dataclass(slots=True)
class Sum:
    """A collection summed up: how many there are, and the sum of their hashes."""

    count: int = 0
    hashes: int = 0

    def add(self, hashed: int) -> None:
        """Count one more."""
        self.count += 1
        self.hashes = (self.hashes + hashed) % _MODULUS


class Whole:
    """All quads of graph.nq as copies must hold them; taken in one by one."""

    def __init__(self, base: str) -> None:
        self._entity = f"<{base}entity/"
        self.quads = Sum()
        self.triples = Sum()
        self.about_entities = Ordered()

    def __enter__(self) -> "Whole":
        return self

    def __exit__(self, *_: object) -> None:
        self.about_entities.__exit__()

    def add(self, quad: pyoxigraph.Quad) -> None:
        """Take in one quad, or a triple in the default graph."""
        self.quads.add(hash(quad))
        if str(quad.subject).startswith(self._entity):
            self.about_entities.add(_triple_line(quad))
        else:
            self.triples.add(hash(quad.triple))


def check_copies(folder: Path, base: str, whole: Whole) -> Iterator[Finding]:
    """What the store and the exports hold otherwise than graph.nq, whose quads are ``whole``."""
    try:
        store = open_store(folder / "store")
        # What clients of a server changed is theirs: then the two need not agree.
        if not is_written(settled(folder / "store")) and _sum(store) != whole.quads:
            yield from _named("store", "store", map(_line, store), map(_line, quads(settled(folder / "graph.nq"))))
    except (StoreError, OSError, RuntimeError) as error:
        yield Finding("store", "store", "store", f"it cannot be read: {error}")
    for name, is_same in (("graph.trig", _has_quads), ("graph.jsonld", _has_quads), ("graph.ttl", _has_triples)):
        line = _triple_line if name == "graph.ttl" else _line
        path, original = settled(folder / name), settled(folder / "graph.nq")
        try:
            if not is_same(path, base, whole):
                yield from _named("export", name, map(line, quads(path)), map(line, quads(original)))
        except FileNotFoundError:
            yield Finding("export", name, name, "it is missing")
        except (SyntaxError, OSError, ValueError) as error:
            yield Finding("export", name, name, f"it cannot be read: {error}")


def _has_quads(path: Path, _base: str, whole: Whole) -> bool:
    return _sum(quads(path)) == whole.quads


def _has_triples(path: Path, base: str, whole: Whole) -> bool:
    with Whole(base) as copy:
        for quad in quads(path):
            copy.add(quad)
        return copy.triples == whole.triples and not any(differences(copy.about_entities, whole.about_entities))


def _sum(found: Iterable[pyoxigraph.Quad]) -> Sum:
    total = Sum()
    for quad in found:
        total.add(hash(quad))
    return total


def _named(check: str, copy: str, ours: Iterable[str], theirs: Iterable[str]) -> Iterator[Finding]:
    """The differences, each with the article it stands in; beyond the first few only their number."""
    with Ordered(ours) as have, Ordered(theirs) as want:
        found = differences(have, want)
        for sign, line in islice(found, _NAMED):
            (quad,) = pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS)
            article = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else copy
            has = f"{copy} has, and graph.nq has not" if sign == "-" else f"{copy} lacks"
            yield Finding(check, article, str(quad.subject)[1:-1], f"{has}: {quad.triple}")
        more = sum(1 for _ in found)
        if more:
            yield Finding(check, copy, copy, f"{copy} differs in {more} more")


def quads(path: Path) -> Iterator[pyoxigraph.Quad]:
    """The quads of an export as they are read.

    Raises:
        FileNotFoundError: There is no such file.
        SyntaxError: It is broken.
    """
    return jsonld_quads(path) if path.suffix == ".jsonld" else pyoxigraph.parse(path=str(path))


def _line(quad: pyoxigraph.Quad) -> str:
    return f"{quad} .\n"


def _triple_line(quad: pyoxigraph.Quad) -> str:
    return f"{quad.triple} .\n"
