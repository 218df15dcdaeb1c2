"""What a folder keeps of its articles (``articles.db``), so that the next build reads only what is new.

Of each article the source (compressed), where its pieces stand in the exports, whom it describes, its card for the report and
its share of the page; of each entity its descriptions with the number of articles that give them. SQLite, because it is read
in the order of the identifiers however the articles came, and holds nothing in memory.

The file is worked on as a copy in the staging folder and takes its place with the other outputs. Its format has a number;
another one is refused.
"""

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kg.errors import StoreError
from kg.exports import EXPORTS
from kg.read import Content

ARCHIVE = "articles.db"
FORMAT = 1
_APPLICATION = 0x4A51_4B47  # "JQKG", where file(1) looks for it

# ``known``: in the exports of the previous build, where the offsets follow from the order; else in the part files ``part``.
# ``gone``: in the exports of the previous build and not in those to come.
_SEGMENT = """known INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, part TEXT,
              at_nq INTEGER, at_trig INTEGER, at_ttl INTEGER, at_jsonld INTEGER,
              nq INTEGER, trig INTEGER, ttl INTEGER, jsonld INTEGER"""
_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE article (number INTEGER PRIMARY KEY, identifier TEXT, origin TEXT, place TEXT, digest TEXT, line INTEGER,
                      stem TEXT, named INTEGER, again INTEGER NOT NULL DEFAULT 0, {_SEGMENT},
                      source BLOB, describes BLOB, card TEXT, page BLOB);
CREATE INDEX article_order ON article (identifier, known, origin, digest);
CREATE INDEX article_digest ON article (digest);
CREATE TABLE description (hash BLOB PRIMARY KEY, entity TEXT, told INTEGER, lines BLOB,
                          articles INTEGER, mentioned INTEGER);
CREATE INDEX description_order ON description (entity);
CREATE TABLE entity (number INTEGER PRIMARY KEY, iri TEXT, kind TEXT, {_SEGMENT});
CREATE INDEX entity_order ON entity (iri, known);
"""
_PASSING = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA secure_delete = ON;
CREATE TEMP TABLE seen (identifier TEXT, origin TEXT, place TEXT, line INTEGER);
CREATE INDEX seen_order ON seen (identifier);
CREATE TEMP TABLE given (identifier TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched (entity TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_ADD = """INSERT INTO article (identifier, origin, place, digest, line, stem, named, again, known, part,
                               at_nq, at_trig, at_ttl, at_jsonld, nq, trig, ttl, jsonld, source, describes, card, page)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNT = """INSERT INTO description VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET articles = articles + 1, mentioned = mentioned + excluded.mentioned"""
_KEY = 16  # bytes of a description's hash; a flag follows it


@dataclass(frozen=True, slots=True)
class Description:
    """What one article says of an entity: sorted lines.

    N-Quads of the entities' graph; or, where ``told``, N-Triples out of the article's own graph. ``mentioned`` is false for
    what only surrounds another.
    """

    entity: str
    lines: bytes
    mentioned: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Spooled:
    """One article as a worker leaves it: what it is, where its pieces lie in the part files, and what else is kept of it.

    ``place`` is where the input is, seen from the output folder, and does not change with the working directory; ``again`` says
    that it was read from its kept source. ``source`` is compressed; ``card`` is JSON.
    """

    identifier: str
    origin: str
    place: str
    digest: str
    line: int
    stem: str
    named: bool
    again: bool
    size: int
    part: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    source: bytes
    descriptions: tuple[Description, ...]
    card: str
    page: bytes


class Archive:
    """The articles of one folder, during one build."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ARCHIVE
        fresh = not self.path.exists()
        self.rows = sqlite3.connect(self.path, isolation_level=None)
        self.rows.executescript(_PASSING)  # first: it spares the schema a write to the disk for every table
        if fresh:
            self.rows.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
        self.rows.execute("BEGIN")
        self.held = self.count("SELECT count(*) FROM article")  # known when the build began

    def close(self) -> None:
        """Let go of the file."""
        self.rows.close()

    def count(self, query: str, *bound: object) -> int:
        """The one number a query gives."""
        (number,) = self.rows.execute(query, bound).fetchone()
        return int(number or 0)

    def setting(self, name: str) -> str:
        """A setting of the build before; empty when there is none."""
        row = self.rows.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, name: str, value: str) -> None:
        """Note a setting."""
        self.rows.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def recognise(self, content: Content) -> str | None:
        """The identifier of an article whose bytes are known; None for what is new or has changed."""
        if not self.held:
            return None
        found = self.rows.execute(
            "SELECT identifier, line, named FROM article WHERE digest = ? AND known", (content.digest,)
        ).fetchall()
        for identifier, line, named in found:
            given = f"{content.stem}-{content.line}" if content.line else content.stem
            if bool(line) == bool(content.line) and (named or identifier == given):
                return str(identifier)
        return None

    def see(self, identifier: str, content: Content, place: str) -> None:
        """Note that a known article is among the inputs, unchanged."""
        self.rows.execute("INSERT INTO seen VALUES (?, ?, ?, ?)", (identifier, origin_of(content), place, content.line))

    def give(self, identifier: str) -> None:
        """Note that a known article is being read again from the inputs: its kept source need not be."""
        self.rows.execute("INSERT OR IGNORE INTO given VALUES (?)", (identifier,))

    def unread(self) -> Iterator[tuple[Content, str]]:
        """The kept sources of the known articles that were not given, and their places; by identifier."""
        query = """SELECT origin, stem, line, source, place FROM article
                   WHERE known AND identifier NOT IN (SELECT identifier FROM given) ORDER BY identifier"""
        for origin, stem, line, source, place in self.rows.cursor().execute(query):
            name = origin.removesuffix(f":{line}") if line else origin
            yield Content(name, stem, zlib.decompress(source), line), place

    def add(self, article: Spooled) -> None:
        """Take in an article that was read, in any order."""
        keyed = [(blake2b(given.lines, digest_size=_KEY).digest(), given) for given in article.descriptions]
        row = (
            *(article.identifier, article.origin, article.place, article.digest, article.line, article.stem),
            *(article.named, article.again, article.part, *article.starts, *article.lengths, article.source),
            *(b"".join([key + bytes((given.mentioned,)) for key, given in keyed]), article.card, article.page),
        )
        self.rows.execute(_ADD, row)
        self.rows.executemany(_COUNT, [(key, given.entity, given.told, given.lines, given.mentioned) for key, given in keyed])
        self._touch(key for key, _ in keyed)

    def drop(self, number: int) -> None:
        """Let go of an article: of a known one the row stays, marked, until the exports are written."""
        describes, known = self.rows.execute("SELECT describes, known FROM article WHERE number = ?", (number,)).fetchone()
        keyed = [(describes[at : at + _KEY], describes[at + _KEY]) for at in range(0, len(describes), _KEY + 1)]
        self.rows.executemany(
            "UPDATE description SET articles = articles - 1, mentioned = mentioned - ? WHERE hash = ?",
            [(mentioned, key) for key, mentioned in keyed],
        )
        self._touch(key for key, _ in keyed)
        if known:
            self.rows.execute("UPDATE article SET gone = 1 WHERE number = ?", (number,))
        else:
            self.rows.execute("DELETE FROM article WHERE number = ?", (number,))

    def move(self, number: int, origin: str, place: str, line: int) -> None:
        """Note that the input of a known article is elsewhere now."""
        self.rows.execute("UPDATE article SET origin = ?, place = ?, line = ? WHERE number = ?", (origin, place, line, number))

    def cards(self) -> Iterator[str]:
        """The articles' cards for the report, by identifier."""
        for (card,) in self.rows.execute("SELECT card FROM article WHERE NOT gone ORDER BY identifier"):
            yield card

    def pages(self) -> Iterator[bytes]:
        """What is kept of each article for the page, by identifier."""
        for (page,) in self.rows.cursor().execute("SELECT page FROM article WHERE NOT gone ORDER BY identifier"):
            yield page

    def finish(self) -> None:
        """All that is left is in the exports now."""
        settled = "part = NULL, " + ", ".join(f"at_{name.rpartition('.')[2]} = NULL" for name in EXPORTS)
        for table in ("article", "entity"):
            self.rows.execute(f"DELETE FROM {table} WHERE gone")  # noqa: S608 (names of ours)
            self.rows.execute(f"UPDATE {table} SET known = 1, {settled} WHERE NOT known")  # noqa: S608
        self.rows.execute("UPDATE article SET again = 0 WHERE again")
        self.rows.execute("DELETE FROM description WHERE articles = 0")
        self.rows.execute("COMMIT")

    def _touch(self, keys: Iterator[bytes]) -> None:
        if self.held:  # the first build describes every entity anyway
            self.rows.executemany(
                "INSERT OR IGNORE INTO touched SELECT entity FROM description WHERE hash = ?", [(key,) for key in keys]
            )


def open_archive(out: Path, stage: Path) -> Archive:
    """The archive of a folder, as a copy in the staging folder; an empty one where the folder is new.

    Raises:
        StoreError: The folder was built by a version that kept another archive or none, or the archive is damaged.
    """
    kept = out / ARCHIVE
    if not kept.exists():
        if any((out / name).exists() for name in EXPORTS):
            raise StoreError(
                "this folder was built by a version that kept no articles to add to",
                where=str(out),
                remedy="build all its articles anew with --fresh, or into another folder",
            )
        return Archive(stage)
    shutil.copyfile(kept, stage / ARCHIVE)
    check_format(stage / ARCHIVE, kept)
    return Archive(stage)


def check_format(path: Path, where: Path) -> None:
    """See that an archive is one, and of this version.

    Raises:
        StoreError: It is not.
    """
    try:
        rows = sqlite3.connect(path)
        try:
            ((application,), (version,)) = (
                rows.execute("PRAGMA application_id").fetchone(),
                rows.execute("PRAGMA user_version").fetchone(),
            )
        finally:
            rows.close()
    except sqlite3.DatabaseError as error:
        raise StoreError("the archive of articles is damaged", where=str(where), remedy="build anew with --fresh") from error
    if application != _APPLICATION:
        raise StoreError("this is no archive of articles", where=str(where), remedy="build anew with --fresh")
    if version != FORMAT:
        age = "an older" if version < FORMAT else "a newer"
        raise StoreError(
            f"the archive of articles has format {version}, from {age} version; this one reads format {FORMAT}",
            where=str(where),
            remedy="build all its articles anew with --fresh" if version < FORMAT else "upgrade, or build anew with --fresh",
        )


def origin_of(content: Content) -> str:
    """What messages call an article."""
    return f"{content.origin}:{content.line}" if content.line else content.origin
