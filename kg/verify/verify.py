"""One pass over graph.nq, article by article, then what the articles share, then the copies."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from kg.check import Shapes, quote_errors
from kg.errors import StoreError
from kg.resources import cache_dir
from kg.store import settled
from kg.verify.articles import Articles
from kg.verify.copies import Whole, check_copies, quads
from kg.verify.counts import check_counts
from kg.verify.entities import Entities, entities
from kg.verify.finding import Finding

_PORTION = 10_000  # lines of the shared graphs parsed at a time
_BATCH = 20_000  # quads of articles checked against the shapes together
_ENTITIES, _OWN = "graph/entities", "graph/"


def verify(folder: Path, listen: Callable[[str, int], object] = lambda _step, _done: None) -> Iterator[Finding]:
    """Everything that is wrong with the outputs of a build, as it is found.

    Args:
        folder: The outputs.
        listen: Hears the name of each step, and how many articles it has seen.

    Raises:
        StoreError: There is no graph, or none of its graphs is an article's.
    """
    path = settled(folder / "graph.nq")
    if not path.is_file():
        raise StoreError("no graph here", where=str(folder), remedy="build one with: kg build ARTICLES --out DIR")
    base = _base(path)
    with ExitStack() as stack:
        known = stack.enter_context(entities(base))
        whole = stack.enter_context(Whole(base))
        try:
            listen("entities", 0)
            articles = Articles(base, known, _shared(path, base, known).__contains__)
            yield from _articles(path, base, articles, known, whole, listen)
        except SyntaxError as error:
            yield Finding("syntax", "graph.nq", f"line {error.lineno or 0}", f"no N-Quads: {error.msg}")
            return
        yield from _leftovers(base, known)
        yield from check_counts(folder, articles.counts, known.counts())
        listen("copies", articles.counts["articles"])
        yield from check_copies(folder, base, whole)


def _base(path: Path) -> str:
    """What the IRIs of a build begin with: its graphs are ``BASEarticle/…`` and ``BASEgraph/…``."""
    with path.open("rb") as lines:
        for line in islice(lines, 1):
            graph = line.rsplit(b" ", 2)[1:2]
            base = graph[0][1:].decode("utf-8", "replace").rpartition("article/")[0] if graph else ""
            if base:
                return base
    raise StoreError("the graph does not begin with an article", where=str(path), remedy="build it again")


def _shared(path: Path, base: str, known: Entities) -> set[str]:
    """Read the graphs that no article owns; what they describe, entities apart."""
    described = set[str]()
    with path.open("rb") as lines:
        for found in _portions(lines, f"<{base}{_OWN}".encode()):
            for graph, own in groupby(found, key=lambda quad: quad.graph_name):
                if str(graph) == f"<{base}{_ENTITIES}>":
                    known.add(own)
                else:
                    described.update(str(quad.subject)[1:-1] for quad in own)
    known.ready()
    return described


def _portions(lines: BinaryIO, graphs: bytes) -> Iterator[list[pyoxigraph.Quad]]:
    """The quads of the graphs whose names begin so; what is no N-Quad is left to whoever reads all."""
    chosen = (line for line in lines if line.rsplit(b" ", 2)[-2:-1] and line.rsplit(b" ", 2)[-2].startswith(graphs))
    while portion := list(islice(chosen, _PORTION)):
        yield list(pyoxigraph.parse(b"".join(portion), pyoxigraph.RdfFormat.N_QUADS))


def _articles(
    path: Path, base: str, articles: Articles, known: Entities, whole: Whole, listen: Callable[[str, int], object]
) -> Iterator[Finding]:
    """Each article by itself, and in batches against the shapes."""
    batch = _Batch(known)
    done = 0
    for graph, found in groupby(quads(path), key=lambda quad: quad.graph_name):
        name = str(graph)[1:-1]
        if name.startswith(f"{base}{_OWN}"):
            for quad in found:
                whole.add(quad)
            continue
        own = list(found)
        for quad in own:
            whole.add(quad)
        yield from articles.check(name, own)
        known.need(articles.mentioned, articles.related)
        lines = [f"{quad} ." for quad in own]
        yield from (Finding("quote", wrong.article, wrong.focus, wrong.message) for wrong in quote_errors(lines))
        yield from batch.add(lines, articles.mentioned | articles.related)
        done += 1
        listen("articles", done)
    yield from batch.close()


class _Batch:
    """Articles gathered for the shapes, which judge many at once for little more than one."""

    def __init__(self, known: Entities) -> None:
        self._known = known
        self._shapes = Shapes(folder=cache_dir())
        self._lines: list[str] = []
        self._entities = set[str]()
        self._told = set[Finding]()

    def add(self, lines: list[str], about: set[str]) -> Iterator[Finding]:
        """Take in an article; what breaks a shape once there are enough."""
        self._lines += lines
        self._entities |= about
        if len(self._lines) >= _BATCH:
            yield from self._judged()

    def close(self) -> Iterator[Finding]:
        """What breaks a shape in the rest."""
        yield from self._judged()
        self._shapes.keep()

    def _judged(self) -> Iterator[Finding]:
        self._lines += self._known.around(sorted(self._entities))
        for wrong in self._shapes.violations(self._lines):
            finding = Finding("shape", wrong.article, wrong.focus, wrong.message)
            if finding not in self._told:
                self._told.add(finding)
                yield finding
        self._lines, self._entities = [], set()


def _leftovers(base: str, known: Entities) -> Iterator[Finding]:
    graph = f"{base}{_ENTITIES}"
    for source, predicate, target in known.dangling():
        name = predicate.rpartition("#")[2].rpartition("/")[2]
        yield Finding("dangling", graph, source, f"{name} leads to {target}, which nothing describes")
    for orphan in known.orphans():
        yield Finding("orphan", graph, orphan, "an entity without a mention or a fact")
