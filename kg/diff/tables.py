"""Two graphs side by side in a database on disk: what each says of entities, facts, figures and articles.

Memory stays flat, however large the graphs: lines are read once, and only what the comparison needs is kept.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from kg.exports.blocks import Block, blocks, split_literal
from kg.ontology import PREFIXES

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entity (side, iri, kind, name, PRIMARY KEY (side, iri)) WITHOUT ROWID;
CREATE TABLE claim (side, subject, predicate, object, modality, article, span, iri);
CREATE TABLE figure (side, about, metric, date, unit, value, article, span, iri);
CREATE TABLE sentence (side, iri, text, PRIMARY KEY (side, iri)) WITHOUT ROWID;
CREATE TABLE article (side, iri, title, day, digest, PRIMARY KEY (side, iri)) WITHOUT ROWID;
CREATE TABLE renamed (old PRIMARY KEY, new, name) WITHOUT ROWID;
CREATE TABLE change (kind, change, topic, name, payload);
"""
_INDICES = """
CREATE INDEX claim_order ON claim (side, subject, predicate, object, article, iri);
CREATE INDEX figure_order ON figure (side, about, metric, date, unit, value, article, iri);
CREATE INDEX entity_name ON entity (side, name);
"""
# An entity that went, and one that came, which alone bear the same name: one entity under another key.
_RENAMED = """
INSERT INTO renamed
SELECT min(iri) FILTER (WHERE side = 0), min(iri) FILTER (WHERE side = 1), name FROM entity AS one
WHERE NOT EXISTS (SELECT 1 FROM entity AS other WHERE other.iri = one.iri AND other.side = 1 - one.side)
GROUP BY name HAVING count(*) = 2 AND count(DISTINCT side) = 2;
UPDATE claim SET subject = (SELECT new FROM renamed WHERE old = subject)
  WHERE side = 0 AND subject IN (SELECT old FROM renamed);
UPDATE claim SET object = (SELECT new FROM renamed WHERE old = object) WHERE side = 0 AND object IN (SELECT old FROM renamed);
UPDATE figure SET about = (SELECT new FROM renamed WHERE old = about) WHERE side = 0 AND about IN (SELECT old FROM renamed);
"""

_KG, _RDF = PREFIXES["kg"], PREFIXES["rdf"]
_TYPE, _NAME = f"<{_RDF}type>", f"<{PREFIXES['skos']}prefLabel>"
_STATED, _DERIVED = f"<{_KG}statedIn>", f"<{PREFIXES['prov']}wasDerivedFrom>"
_ENTITIES = "graph/entities>"


@contextmanager
def tables(old: Iterable[str], new: Iterable[str]) -> Iterator[sqlite3.Connection]:
    """Both graphs, given as canonical N-Quads lines; side 0 is the old one. Gone with the block."""
    with tempfile.TemporaryDirectory() as folder:
        found = sqlite3.connect(Path(folder) / "diff.db")
        try:
            found.executescript(_SCHEMA)
            for side, lines in enumerate((old, new)):
                for block in blocks(lines):
                    _take(found, side, block)
            found.executescript(_INDICES + _RENAMED)
            yield found
        finally:
            found.close()


def _take(found: sqlite3.Connection, side: int, block: Block) -> None:
    """Keep what one graph says of one subject, if it is of a kind that is compared."""
    kinds = {value for predicate, value in block.pairs if predicate == _TYPE}
    if block.graph.endswith(_ENTITIES):
        values = dict(reversed(block.pairs))
        kind = values.get(_TYPE, "").rpartition("#")[2].removesuffix(">")
        row = (side, _iri(block.subject), kind, text(values.get(_NAME, '""')))
        found.execute("INSERT OR IGNORE INTO entity VALUES (?, ?, ?, ?)", row)
    elif f"<{_RDF}Statement>" in kinds:
        _take_claim(found, side, block)
    elif f"<{_KG}Figure>" in kinds:
        _take_figure(found, side, block)
    elif f"<{PREFIXES['nif']}Sentence>" in kinds:
        quote = dict(block.pairs).get(f"<{PREFIXES['nif']}anchorOf>", '""')
        found.execute("INSERT OR IGNORE INTO sentence VALUES (?, ?, ?)", (side, _iri(block.subject), text(quote)))
    elif f"<{_KG}Article>" in kinds:
        values = dict(block.pairs)
        parts = (f"<{PREFIXES['dcterms']}title>", f"<{PREFIXES['schema']}datePublished>", f"<{_KG}digest>")
        said = (text(values.get(part, '""')) for part in parts)
        found.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?, ?)", (side, _iri(block.subject), *said))


def _take_claim(found: sqlite3.Connection, side: int, block: Block) -> None:
    values = dict(block.pairs)
    parts = (f"<{_RDF}subject>", f"<{_RDF}predicate>", f"<{_RDF}object>", f"<{_KG}modality>", _STATED, _DERIVED)
    subject, predicate, other, modality, article, span = (_iri(values.get(part, "")) for part in parts)
    row = (side, subject, predicate.removeprefix(_KG), other, modality.removeprefix(_KG), article, span, _iri(block.subject))
    found.execute("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _take_figure(found: sqlite3.Connection, side: int, block: Block) -> None:
    values = dict(block.pairs)
    said = (text(values.get(f"<{_KG}{name}>", '""')) for name in ("metric", "date", "unit", "value"))
    about, article, span = (_iri(values.get(part, "")) for part in (f"<{_KG}about>", _STATED, _DERIVED))
    row = (side, about, *said, article, span, _iri(block.subject))
    found.execute("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _iri(token: str) -> str:
    return token[1:-1]


def text(token: str) -> str:
    r"""The text of an N-Quads literal.

    >>> text('"a\\tb"@zh')
    'a\tb'
    """
    raw, _tail = split_literal(token)
    if "\\" not in raw:
        return raw
    (quad,) = pyoxigraph.parse(f'<a:a> <a:a> "{raw}" .', pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object.value
