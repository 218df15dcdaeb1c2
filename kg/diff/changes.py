"""What changed: entities, facts, figures and articles that came, went, or are told otherwise.

A fact is a claim (subject, relation, object) whoever tells it; its evidence are the articles that do. So a fact came when no
article told it before; it gained evidence when one more does; it was contradicted when articles assert what until then was
planned or denied, or the other way round. A figure is what is measured (of whom, what, when, in which unit) and its value; its
evidence are the articles, and it was contradicted when another value is told of the same body and day. An entity was renamed
when its key bears another name, or its name another key; facts about it then stay the same facts.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby

from kg.diff.points import Point
from kg.diff.tables import tables

KINDS = ("article", "entity", "fact", "figure")
CHANGES = ("came", "went", "gained", "lost", "contradicted", "renamed", "reclassified", "changed")
"""gained and lost are of evidence; an article changed when its text did."""

_SHOWN = 3  # sentences of a change


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article that says it, with its sentence; ``day`` is empty where it has none."""

    article: str
    title: str
    day: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``kind`` is one of ``KINDS``, ``change`` one of ``CHANGES``. ``topic`` is the class of an entity, the relation of a fact,
    the metric of a figure. ``iris`` and ``names`` are of the entity (both, where it was renamed), of subject and object of a
    fact, of the body a figure is about (none where it is about nobody), of an article. ``before`` and ``after`` say what was
    and is: the modalities of a fact, the values of a figure, the class of an entity. ``sources`` counts the articles that
    came, went or are concerned; ``evidence`` are the first few of them.
    """

    kind: str
    change: str
    topic: str
    iris: tuple[str, ...]
    names: tuple[str, ...]
    before: str = ""
    after: str = ""
    sources: int = 0
    evidence: tuple[Evidence, ...] = ()


class Changes:
    """All changes, on disk; to be gone over as often as wanted."""

    def __init__(self, found: sqlite3.Connection) -> None:
        self._found = found

    def __iter__(self) -> Iterator[Change]:
        """In the order of KINDS, then of topics, CHANGES, and names."""
        order = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate((*KINDS, *CHANGES)))
        rows = self._found.execute(
            f"SELECT payload FROM change ORDER BY CASE kind {order} END, topic, CASE change {order} END, name, payload"  # noqa: S608 - ours
        )
        return (_read(payload) for (payload,) in rows)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many changes of each kind, by what happened."""
        rows = self._found.execute("SELECT kind, change, count(*) FROM change GROUP BY kind, change")
        found = {(kind, change): count for kind, change, count in rows}
        return {
            kind: {change: found[kind, change] for change in CHANGES if (kind, change) in found}
            for kind in KINDS
            if any(kind == known for known, _change in found)
        }


@contextmanager
def changes(old: Point, new: Point) -> Iterator[Changes]:
    """Everything that changed from one point to another.

    Raises:
        StoreError: A graph cannot be read.
    """
    with old.lines() as before, new.lines() as after, tables(before, after) as found:
        names = _Names(found)
        for part in (_articles, _entities, _facts, _figures):
            rows = (
                (change.kind, change.change, change.topic, "\0".join(change.names), json.dumps(asdict(change)))
                for change in part(found, names)
            )
            found.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", rows)
        yield Changes(found)


def _read(payload: str) -> Change:
    fields = json.loads(payload)
    evidence = tuple(Evidence(**one) for one in fields.pop("evidence"))
    return Change(**{**fields, "iris": tuple(fields["iris"]), "names": tuple(fields["names"]), "evidence": evidence})


class _Names:
    """Names of entities, and articles with their sentences, looked up as they are needed."""

    def __init__(self, found: sqlite3.Connection) -> None:
        self._found = found

    def of(self, side: int, iri: str) -> str:
        """The name of an entity on a side, or else on the other; its IRI where it has none."""
        row = self._found.execute(
            "SELECT name FROM entity WHERE iri = ? AND name != '' ORDER BY side = ? DESC LIMIT 1", (iri, side)
        ).fetchone()
        return row[0] if row else iri

    def evidence(self, side: int, told: Iterable[tuple[str, str]]) -> tuple[int, tuple[Evidence, ...]]:
        """How many articles tell it, and the first few, by their day; ``told`` are (article, span)."""
        spans = dict(sorted(told, reverse=True))
        found = [self._evidence(side, article, span) for article, span in spans.items()]
        return len(found), tuple(sorted(found, key=lambda one: (one.day, one.article))[:_SHOWN])

    def _evidence(self, side: int, article: str, span: str) -> Evidence:
        row = self._found.execute("SELECT title, day FROM article WHERE side = ? AND iri = ?", (side, article)).fetchone()
        said = self._found.execute("SELECT text FROM sentence WHERE side = ? AND iri = ?", (side, span)).fetchone()
        title, day = row or ("", "")
        return Evidence(article, title, day, said[0] if said else "")


_Row = tuple[str, ...]


def _paired(
    found: sqlite3.Connection, query: str, key: Callable[[_Row], _Row]
) -> Iterator[tuple[_Row, list[_Row], list[_Row]]]:
    """The rows of both sides by key: those of the old, those of the new. The query gives them in the order of the key."""
    sides = [groupby(found.cursor().execute(query, (side,)), key) for side in (0, 1)]
    heads = [next(side, None) for side in sides]
    while any(heads):
        smallest = min(head[0] for head in heads if head)
        rows: list[list[_Row]] = [[], []]
        for side, head in enumerate(heads):
            if head and head[0] == smallest:
                rows[side] = list(head[1])
                heads[side] = next(sides[side], None)
        yield smallest, rows[0], rows[1]


def _articles(found: sqlite3.Connection, _names: _Names) -> Iterator[Change]:
    query = "SELECT iri, title, day, digest FROM article WHERE side = ? ORDER BY iri"
    for (iri,), old, new in _paired(found, query, lambda row: row[:1]):
        title, day = (new or old)[0][1:3]
        if not old or not new:
            yield Change("article", "came" if new else "went", "", (iri,), (title,), after=day)
        elif old[0][3] != new[0][3]:
            yield Change("article", "changed", "", (iri,), (title,), after=day)


def _entities(found: sqlite3.Connection, _names: _Names) -> Iterator[Change]:
    for old_iri, new_iri, name in found.execute("SELECT old, new, name FROM renamed ORDER BY old"):
        (kind,) = found.execute("SELECT kind FROM entity WHERE side = 1 AND iri = ?", (new_iri,)).fetchone()
        yield Change("entity", "renamed", kind, (old_iri, new_iri), (name, name), before=old_iri, after=new_iri)
    moved = {iri for row in found.execute("SELECT old, new FROM renamed") for iri in row}
    query = "SELECT iri, kind, name FROM entity WHERE side = ? ORDER BY iri"
    for (iri,), old, new in _paired(found, query, lambda row: row[:1]):
        kind, name = (new or old)[0][1:]
        if iri in moved:
            continue
        if not old or not new:
            yield Change("entity", "came" if new else "went", kind, (iri,), (name,))
            continue
        if old[0][2] != name:
            yield Change("entity", "renamed", kind, (iri, iri), (old[0][2], name), before=old[0][2], after=name)
        if old[0][1] != kind:
            yield Change("entity", "reclassified", kind, (iri,), (name,), before=old[0][1], after=kind)


def _facts(found: sqlite3.Connection, names: _Names) -> Iterator[Change]:
    query = """SELECT subject, predicate, object, modality, article, span FROM claim WHERE side = ?
               ORDER BY subject, predicate, object, article, iri"""
    for (subject, predicate, other), old, new in _paired(found, query, lambda row: row[:3]):
        then, now = ({row[3] for row in rows} for rows in (old, new))
        side = 1 if new else 0
        ends = names.of(side, subject), names.of(side, other)
        whole = Change("fact", "", predicate, (subject, other), ends, ", ".join(sorted(then)), ", ".join(sorted(now)))
        is_contrary = bool(old and now - then)
        yield from _told(whole, _by_article(old, 4), _by_article(new, 4), names, is_contrary=is_contrary)


def _by_article(rows: Iterable[_Row], column: int) -> dict[str, str]:
    """The span in which each article tells it."""
    return {row[column]: row[column + 1] for row in rows}


def _told(whole: Change, old: dict[str, str], new: dict[str, str], names: _Names, *, is_contrary: bool) -> Iterator[Change]:
    """The changes of one fact or figure, given the articles that told it and tell it."""
    gained = {article: span for article, span in new.items() if article not in old}
    lost = {article: span for article, span in old.items() if article not in new}
    told: list[tuple[str, int, dict[str, str]]] = []
    if is_contrary:
        told.append(("contradicted", 1, gained or new))
    elif not old or not new:
        told.append(("came", 1, new) if new else ("went", 0, old))
    else:
        told += [("gained", 1, gained)] if gained else []
        told += [("lost", 0, lost)] if lost else []
    for change, side, articles in told:
        sources, evidence = names.evidence(side, articles.items())
        yield Change(whole.kind, change, whole.topic, whole.iris, whole.names, whole.before, whole.after, sources, evidence)


def _figures(found: sqlite3.Connection, names: _Names) -> Iterator[Change]:
    query = """SELECT about, metric, date, unit, value, article, span FROM figure WHERE side = ?
               ORDER BY about, metric, date, unit, value, article, iri"""
    for (about, metric, date, unit), old, new in _paired(found, query, lambda row: row[:4]):
        values = [sorted({row[4] for row in rows}) for rows in (old, new)]
        iris, named = ((about,), (names.of(1 if new else 0, about),)) if about else ((), ())

        def said(found: Iterable[str], unit: str = unit, date: str = date) -> str:
            shown = ", ".join(f"{value} {unit}".rstrip() for value in found)
            return f"{shown} ({date})" if date and shown else shown

        # Only what is measured of a known body on a known day is one quantity: else two values are two figures.
        if about and date and old and new and values[0] != values[1]:
            whole = Change("figure", "", metric, iris, named, said(values[0]), said(values[1]))
            yield from _told(whole, _by_article(old, 5), _by_article(new, 5), names, is_contrary=True)
            continue
        for value in sorted({*values[0], *values[1]}):
            then, now = ([row for row in rows if row[4] == value] for rows in (old, new))
            whole = Change("figure", "", metric, iris, named, said([value] if then else []), said([value] if now else []))
            yield from _told(whole, _by_article(then, 5), _by_article(now, 5), names, is_contrary=False)
