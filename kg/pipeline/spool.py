"""What is read, on disk until it is put in order: memory stays flat however many articles pass.

Workers append the N-Quads of their articles to part files; the spool's index (SQLite, in the staging folder) knows where each
article lies, which entities it describes, and its figures for the quality card. Reading the index back in the order of the
identifiers makes the output independent of the order of the input and the number of workers.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from kg.graph.entity import STATUS

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE article (number INTEGER PRIMARY KEY, identifier TEXT, origin TEXT, digest TEXT,
                      part TEXT, start INTEGER, length INTEGER, card TEXT);
CREATE INDEX article_order ON article (identifier, origin, digest);
CREATE TABLE description (hash BLOB PRIMARY KEY, entity TEXT, lines BLOB);
CREATE TABLE describes (hash BLOB, article INTEGER, mentioned INTEGER, PRIMARY KEY (hash, article)) WITHOUT ROWID;
"""
_LATER = """SELECT number, identifier, origin FROM
              (SELECT number, identifier, origin,
                      row_number() OVER (PARTITION BY identifier ORDER BY origin, digest, number) AS place FROM article)
            WHERE place > 1 ORDER BY identifier, place"""
_DESCRIPTIONS = """SELECT entity, lines, count(*), max(mentioned) FROM description JOIN describes USING (hash)
                   GROUP BY hash ORDER BY entity, lines"""
_ONE_VALUE = (b"22-rdf-syntax-ns#type> ", b"/skos/core#prefLabel> ")
_DOCUMENT = b"/ontology#PolicyDocument> "
_STAGES = tuple(f"#{stage}> ".encode() for stage in STATUS.values())
_ONE_OF_A_LIFE: tuple[tuple[bytes, Callable[[bytes], int]], ...] = (
    (b"/ontology#status> ", lambda line: -max(stage for stage, mark in enumerate(_STAGES) if mark in line)),
    (b"/dc/terms/issued> ", lambda line: -len(line)),
    (b"/ontology#effectiveFrom> ", lambda line: -len(line)),
    (b"/ontology#validUntil> ", lambda line: -_day_number(line)),
)
_OTHER_LABEL = (b"/skos/core#prefLabel> ", b"/skos/core#altLabel> ")


@dataclass(frozen=True, slots=True)
class Description:
    """What one article says an entity is: sorted N-Quads lines. ``mentioned`` is false for what only surrounds another."""

    entity: str
    lines: bytes
    mentioned: bool


@dataclass(frozen=True, slots=True)
class Spooled:
    """One article's share of the output: where its quads lie, the entities it describes, its card for the report (JSON).

    ``size`` is that of its source in bytes.
    """

    identifier: str
    origin: str
    digest: str
    size: int
    part: str
    start: int
    length: int
    descriptions: tuple[Description, ...]
    card: str


class Spool:
    """The index over the part files of one build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = sqlite3.connect(folder / "index.db")
        self._index.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the index; its file goes with the staging folder."""
        self._index.close()

    def add(self, article: Spooled) -> None:
        """Take in one article, in any order."""
        number = self._index.execute(
            "INSERT INTO article (identifier, origin, digest, part, start, length, card) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article.identifier, article.origin, article.digest, article.part, article.start, article.length, article.card),
        ).lastrowid
        hashed = [(blake2b(given.lines, digest_size=16).digest(), given) for given in article.descriptions]
        self._index.executemany(
            "INSERT OR IGNORE INTO description VALUES (?, ?, ?)", [(key, given.entity, given.lines) for key, given in hashed]
        )
        self._index.executemany(
            "INSERT OR IGNORE INTO describes VALUES (?, ?, ?)", [(key, number, given.mentioned) for key, given in hashed]
        )

    def drop_duplicates(self) -> Iterator[tuple[str, str]]:
        """Keep one article for each identifier, the first by origin; yield (identifier, origin) of those dropped."""
        for number, identifier, origin in self._index.execute(_LATER).fetchall():
            self._index.execute("DELETE FROM article WHERE number = ?", (number,))
            self._index.execute("DELETE FROM describes WHERE article = ?", (number,))
            yield identifier, origin

    def cards(self) -> Iterator[str]:
        """The articles' cards, by identifier."""
        for (card,) in self._index.execute("SELECT card FROM article ORDER BY identifier"):
            yield card

    def articles(self) -> Iterator[bytes]:
        """The articles' quads, by identifier."""
        parts: dict[str, BinaryIO] = {}
        try:
            for part, start, length in self._index.execute("SELECT part, start, length FROM article ORDER BY identifier"):
                if part not in parts:
                    parts[part] = (self._folder / part).open("rb")
                parts[part].seek(start)
                yield parts[part].read(length)
        finally:
            for handle in parts.values():
                handle.close()

    def entities(self) -> Iterator[tuple[bytes, str | None]]:
        """Each entity's lines once, by IRI, with its class if an article mentions it."""
        for lines, mentioned in self._described():
            kind = next((_class_of(line) for line in lines if _ONE_VALUE[0] in line), None)
            yield b"".join(lines), kind if mentioned else None

    def _described(self) -> Iterator[tuple[list[bytes], bool]]:
        """Each entity's lines, merged over the articles, and whether any mentions it."""
        current, votes, named = "", Counter[bytes](), False
        for entity, lines, articles, mentioned in self._index.execute(_DESCRIPTIONS):
            if entity != current:
                if votes:
                    yield merge(votes), named
                current, votes, named = entity, Counter(), False
            for line in lines.splitlines(keepends=True):
                votes[line] += articles
            named = named or bool(mentioned)
        if votes:
            yield merge(votes), named


def merge(votes: Counter[bytes]) -> list[bytes]:
    """The lines of one entity, sorted, with one class and one preferred label.

    Articles may see the same unlisted body as a Regulator or a GovernmentBody: most articles win, then the alphabet. A
    preferred label that loses becomes an alternative one. Of a document's stages the furthest stays, whatever the order of the
    articles, of its dates the finest and then the earliest, of the days it holds until the latest.
    """
    lines = set(votes)
    for kind, rank in _ONE_OF_A_LIFE if any(_DOCUMENT in line for line in lines) else ():
        told = sorted((line for line in lines if kind in line), key=lambda line: (rank(line), -votes[line], line))
        lines.difference_update(told[1:])
    for kind in _ONE_VALUE:
        rivals = sorted((line for line in lines if kind in line), key=lambda line: (-votes[line], line))
        for loser in rivals[1:]:
            lines.discard(loser)
            if kind == _OTHER_LABEL[0]:
                lines.add(loser.replace(*_OTHER_LABEL, 1))
        if kind == _OTHER_LABEL[0] and rivals:
            lines.discard(rivals[0].replace(*_OTHER_LABEL, 1))
    return sorted(lines)


def _day_number(line: bytes) -> int:
    """A number that grows with the day in a line; a year stands for its end."""
    said = re.search(rb'"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"', line)
    year, month, day = (int(part) if part else 99 for part in said.groups()) if said else (0, 0, 0)
    return year * 10000 + month * 100 + day


def _class_of(line: bytes) -> str:
    return line.split(b" ", 3)[2].rpartition(b"#")[2].rstrip(b">").decode()
