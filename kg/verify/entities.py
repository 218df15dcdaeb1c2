"""All entities of a graph while it is verified, in a database of its own: memory stays flat however many there are."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import pyoxigraph

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entity (iri TEXT PRIMARY KEY, lines TEXT, kind TEXT, mentioned INTEGER DEFAULT 0, needed INTEGER DEFAULT 0)
  WITHOUT ROWID;
CREATE TABLE link (source TEXT, predicate TEXT, target TEXT);
"""
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What a needed entity links to is needed, too: its parent, its place, its successor; and so is what it was before.
_REACH = """UPDATE entity SET needed = 1 WHERE needed = 0 AND iri IN
            (SELECT target FROM link JOIN entity AS one ON one.iri = source WHERE one.needed
             UNION SELECT source FROM link JOIN entity AS one ON one.iri = target
                   WHERE one.needed AND predicate LIKE '%#succeededBy')"""
_DANGLING = """SELECT source, predicate, target FROM link LEFT JOIN entity ON entity.iri = target
               WHERE entity.iri IS NULL ORDER BY source, predicate, target"""


class Entities:
    """The descriptions of entities by IRI, and whether anything needs them."""

    def __init__(self, index: sqlite3.Connection, made: str) -> None:
        self._index = index
        self._made = made
        self.lines = lru_cache(4096)(self._lines)

    def add(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Take in quads of the entities' graph; those of one subject may come in several portions."""
        for subject, found in groupby(quads, key=lambda quad: quad.subject):
            iri = str(subject)[1:-1]
            own = list(found)
            kind = next((str(quad.object)[1:-1] for quad in own if quad.predicate.value == _TYPE), None)
            lines = "".join(f"{quad} .\n" for quad in own)
            self._index.execute(
                "INSERT INTO entity (iri, lines, kind) VALUES (?, ?, ?)"
                " ON CONFLICT (iri) DO UPDATE SET lines = lines || excluded.lines, kind = coalesce(excluded.kind, kind)",
                (iri, lines, kind),
            )
            self._index.executemany(
                "INSERT INTO link VALUES (?, ?, ?)",
                [
                    (iri, quad.predicate.value, quad.object.value)
                    for quad in own
                    if isinstance(quad.object, pyoxigraph.NamedNode) and quad.object.value.startswith(self._made)
                ],
            )

    def ready(self) -> None:
        """Say that all have been added."""
        self._index.execute("CREATE INDEX link_source ON link (source)")

    def knows(self, iri: str) -> bool:
        """Whether the entity is described."""
        return bool(self.lines(iri)[0])

    def around(self, iris: Iterable[str]) -> Iterator[str]:
        """The lines of some entities, of all they link to, and so on; each entity once."""
        ahead = list(iris)
        seen = set(ahead)
        while ahead:
            lines, linked = self.lines(ahead.pop())
            yield from lines
            ahead += [target for target in linked if target not in seen]
            seen.update(linked)

    def need(self, mentioned: Iterable[str], related: Iterable[str]) -> None:
        """Note the entities that an article mentions, and those that its facts and figures are about."""
        self._index.executemany("UPDATE entity SET mentioned = 1, needed = 1 WHERE iri = ? AND NOT mentioned", _ones(mentioned))
        self._index.executemany("UPDATE entity SET needed = 1 WHERE iri = ? AND NOT needed", _ones(related))

    def orphans(self) -> Iterator[str]:
        """The entities that nothing needs, directly or through another, sorted."""
        while self._index.execute(_REACH).rowcount:
            pass
        for (iri,) in self._index.execute("SELECT iri FROM entity WHERE NOT needed ORDER BY iri"):
            yield iri

    def dangling(self) -> Iterator[tuple[str, str, str]]:
        """Links between entities whose target is not described: source, predicate, target; sorted."""
        yield from self._index.execute(_DANGLING)

    def counts(self) -> dict[str, int]:
        """How many entities of each class the articles mention."""
        rows = self._index.execute("SELECT kind, count(*) FROM entity WHERE mentioned GROUP BY kind ORDER BY kind")
        return {(kind or "").rpartition("#")[2]: count for kind, count in rows}

    def _lines(self, iri: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        row = self._index.execute("SELECT lines FROM entity WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            return (), ()
        links = self._index.execute("SELECT target FROM link WHERE source = ? ORDER BY target", (iri,))
        return tuple(row[0].split("\n")[:-1]), tuple(target for (target,) in links)


def _ones(iris: Iterable[str]) -> list[tuple[str]]:
    return [(iri,) for iri in iris]


@contextmanager
def entities(base: str) -> Iterator[Entities]:
    """An empty collection of the entities below a base, gone with the block."""
    with tempfile.TemporaryDirectory() as folder:
        index = sqlite3.connect(Path(folder) / "entities.db")
        try:
            index.executescript(_SCHEMA)
            yield Entities(index, f"{base}entity/")
        finally:
            index.close()
