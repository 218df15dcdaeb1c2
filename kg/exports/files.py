"""The four files, put together from pieces in the order of the graph.

1. Each article's graph.
2. The entities, each once; in Turtle, which merges all graphs, they come last, with what any article tells of them.
3. The graphs of the ontology and of the run.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from kg.exports.render import (
    BEFORE_ENTITIES,
    BETWEEN_ENTITIES,
    BETWEEN_GRAPHS,
    CLOSING,
    EXPORTS,
    NOTHING,
    Piece,
    Renderer,
)
from kg.exports.weaver import Weaver

Stretch = tuple[int, int, int]
"""A part of an open file: its descriptor, where it starts, and how long it is."""

_TURTLE = EXPORTS.index("graph.ttl")


class Exports:
    """Files being written into ``folder``: articles first, then ``entities`` once, then ``close``.

    ``articles_at`` and ``entities_at`` say where in each file the two parts begin, ``end_at`` where the entities' part ends: to
    find the pieces again. With a ``pool`` long stretches are copied there, until ``close``.
    """

    def __init__(self, folder: Path, renderer: Renderer, pool: Executor | None = None) -> None:
        self._renderer = renderer
        self._weavers = [Weaver(folder / name, pool) for name in EXPORTS]
        for weaver, head in zip(self._weavers, renderer.head(), strict=True):
            weaver.write(head)
        self.articles_at = [weaver.position for weaver in self._weavers]
        self.entities_at: list[int] = []
        self.end_at: list[int] = []
        self._graphs = 0

    def __enter__(self) -> "Exports":
        return self

    def __exit__(self, *_: object) -> None:
        for weaver in self._weavers:
            weaver.abandon()

    def article(self, stretches: Sequence[Stretch]) -> None:
        """Add an article's graph, from where its pieces stand."""
        for weaver, between, stretch in zip(self._weavers, self._between(), stretches, strict=True):
            weaver.copy(*stretch, behind=between)

    def entities(self, graph: str, given: Iterable[Sequence[Stretch]], surroundings: Sequence[Piece]) -> None:
        """Add the entities by IRI, the graph that holds them, and the graphs around."""
        turtle = self._weavers[_TURTLE]
        for piece in surroundings:
            turtle.write(piece.ttl)
        opening, closing = self._renderer.around(graph)
        number = 0
        self.entities_at = [weaver.position for weaver in self._weavers]
        for number, stretches in enumerate(given, 1):
            if number == 1:
                self._write(self._between(), opening, BEFORE_ENTITIES)
                self.entities_at = [weaver.position for weaver in self._weavers]
            behind = BETWEEN_ENTITIES if number > 1 else NOTHING
            for weaver, between, stretch in zip(self._weavers, behind, stretches, strict=True):
                weaver.copy(*stretch, behind=between)
        self.end_at = [weaver.position for weaver in self._weavers]
        if number:
            self._write(closing)
        for piece in surroundings:
            self._write(self._between(), piece._replace(ttl=b""))

    def close(self) -> None:
        """End all files and have them written; without it they are not whole."""
        self._write(CLOSING)
        for weaver in self._weavers:
            weaver.close()

    def _between(self) -> Piece:
        """What separates a graph from the one before it."""
        self._graphs += 1
        return BETWEEN_GRAPHS if self._graphs > 1 else NOTHING

    def _write(self, *pieces: Piece) -> None:
        for piece in pieces:
            for weaver, data in zip(self._weavers, piece, strict=True):
                weaver.write(data)
