"""From a name as a user types it to the entity of the graph."""

from typing import TYPE_CHECKING

import pyoxigraph

from kg.ask.query import Rows, ask
from kg.errors import QueryError
from kg.graph import DEFAULT_BASE
from kg.records import Entity
from kg.store import Store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

_BY_LABEL = """
SELECT DISTINCT ?entity ?name {
  VALUES ?label { $zh $en $plain }
  ?entity skos:prefLabel|skos:altLabel ?label ; skos:prefLabel ?name
  FILTER(STRSTARTS(STR(?entity), $base))
} ORDER BY ?entity"""
_KNOWN = "SELECT ?name { $entity skos:prefLabel ?name }"
_NEAR = """
SELECT DISTINCT ?name {
  ?entity skos:prefLabel ?name FILTER(STRSTARTS(STR(?entity), $base) && CONTAINS(STR(?name), $label))
} ORDER BY STRLEN(?name) ?name LIMIT 3"""


def find_entity(store: "Store | RemoteStore", name: str, date: str | None = None) -> pyoxigraph.NamedNode:
    """The entity that a name means.

    A label in the graph comes first, where one entity alone bears it; with a date, or where several do, the linker decides.

    Args:
        store: The graph.
        name: A name (建行), a key (``bank/ccb``) or an IRI.
        date: The ISO date at which the name was used; None for no matter when.

    Raises:
        QueryError: Nobody is known by this name, or several are.
    """
    base = _base(store)
    if name.startswith(("http://", "https://")):
        return _iri(name)
    bearers = {} if date else _bearers(store, name, base)
    if len(bearers) == 1:
        return pyoxigraph.NamedNode(next(iter(bearers)))
    if "/" in name and name.isascii():
        entity = _iri(f"{base}entity/{name}")
        if _rows(store, _KNOWN, {"entity": entity}):
            return entity
    meant = _linked(name, date)
    if meant is not None:
        entity = _iri(f"{base}entity/{meant.key}")
        if _rows(store, _KNOWN, {"entity": entity}):
            return entity
        raise QueryError(f"{name} means {meant.name} ({meant.key}), of which nothing is known in this graph")
    bearers = bearers or _bearers(store, name, base)
    if len(bearers) == 1:
        return pyoxigraph.NamedNode(next(iter(bearers)))
    if bearers:
        kinds = ", ".join(f"{full} ({iri.removeprefix(base + 'entity/')})" for iri, full in bearers.items())
        raise QueryError(f"{name!r} may mean several: {kinds}", remedy="give the key in brackets, or a --date")
    near = [row[0] for row in _rows(store, _NEAR, {"base": _text(base + "entity/"), "label": _text(name)})]
    raise QueryError(f"nobody is known as {name!r}", remedy=f"did you mean {'、'.join(near)}?" if near else "see: kg link NAME")


def _linked(name: str, date: str | None) -> Entity | None:
    """The best candidate of the linker, which takes a second to load."""
    from kg.gazetteer import load_gazetteer
    from kg.link import Linker

    found = Linker(load_gazetteer()).candidates(name, date)
    return found[0].entity if found else None


def _bearers(store: "Store | RemoteStore", name: str, base: str) -> dict[str, str]:
    labels = {tag: pyoxigraph.Literal(name, language=tag) for tag in ("zh", "en")}
    rows = _rows(store, _BY_LABEL, {**labels, "plain": _text(name), "base": _text(base + "entity/")})
    return {row[0]: row[1] for row in rows}


def _base(store: "Store | RemoteStore") -> str:
    """What the IRIs of this graph begin with."""
    rows = _rows(store, "SELECT ?article { ?article a kg:Article } LIMIT 1", {})
    return rows[0][0].rpartition("article/")[0] if rows else DEFAULT_BASE


def _rows(
    store: "Store | RemoteStore", query: str, bindings: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal]
) -> list[list[str]]:
    answer = ask(store, query, dict(bindings))
    assert isinstance(answer, Rows)
    return [[getattr(term, "value", "") for term in row] for row in answer.rows]


def _text(text: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(text)


def _iri(text: str) -> pyoxigraph.NamedNode:
    try:
        return pyoxigraph.NamedNode(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI") from error
