"""What pages ask of the graph: rows as text, names of many things at once, and the addresses of pages for IRIs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from urllib.parse import quote, unquote

import pyoxigraph

from kg.ask.query import Rows, Term, ask
from kg.ask.remote import RemoteStore
from kg.errors import QueryError
from kg.ontology import KG, PREFIXES
from kg.store import Store

SPAN = re.compile(r"#char=(\d+),(\d+)$")
_SAFE = re.compile(r"%[0-9A-Fa-f]{2}|[A-Za-z0-9/._~\-:@!$&'()*+,;=]")
_PORTION = 50_000
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_PROPERTIES = "SELECT ?subject ?predicate ?object { VALUES ?subject { $many } ?subject ?predicate ?object }"
_THINGS = """
SELECT ?thing ?name ?class { VALUES ?thing { $many } GRAPH $entities { ?thing skos:prefLabel ?name ; a ?class } }"""

_SENTENCES = "SELECT ?span ?text { VALUES ?span { $many } ?span nif:anchorOf ?text }"

_REMEMBERED = 50_000
"""Names of entities, and of articles, that are kept: a state of the store never changes them."""

_KEPT = 100_000
"""Rows of answers that are kept."""

_ANSWERS = 100
"""Answers to questions that are kept."""

_Value = TypeVar("_Value")

Properties = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as pages name it. ``label`` is its class (local name); ``path`` the address of its page on this server."""

    iri: str
    key: str
    name: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article as pages cite it. ``day`` is ISO 8601 or empty; ``url`` is http or https, or empty."""

    iri: str
    title: str
    day: str
    publisher: str
    url: str
    path: str


class Graph:
    """A store as the pages see it. ``base`` is what its IRIs begin with."""

    def __init__(self, store: Store | RemoteStore, base: str) -> None:
        self.store = store
        self.base = base
        self.entities = pyoxigraph.NamedNode(f"{base}graph/entities")
        self._things: dict[str, Thing] = {}
        self._reports: dict[str, Report] = {}
        self._rows: dict[tuple[str, ...], list[list[str]]] = {}
        self._kept = 0
        self._answers: dict[tuple[str, ...], tuple[tuple[str, ...], list[tuple[Term | None, ...]]]] = {}

    def terms(self, query: str, **bindings: Term) -> list[tuple[Term | None, ...]]:
        """The rows of a SELECT; ``$entities`` is the graph of the entities."""
        answer = ask(self.store, query, {"entities": self.entities, **bindings})
        assert isinstance(answer, Rows)
        return list(answer.rows)

    def rows(self, query: str, **bindings: Term) -> list[list[str]]:
        """The rows of a SELECT as text: IRIs and values, empty for unbound."""
        return [[text(term) for term in row] for row in self.terms(query, **bindings)]

    def all_rows(self, query: str) -> list[list[str]]:
        """All rows of a SELECT, in portions, as servers bound the rows of an answer; one state gives them in one order."""
        found: list[list[str]] = []
        while len(portion := self.rows(f"{query} LIMIT {_PORTION} OFFSET {len(found)}")) == _PORTION:
            found += portion
        return found + portion

    def kept_rows(self, query: str, **bindings: Term) -> list[list[str]]:
        """The rows of a SELECT that is long for popular things, remembered: a state of the store never changes them."""
        key = (query, *(str(bindings[name]) for name in sorted(bindings)))
        found = self._rows.get(key)
        if found is None:
            found = self.rows(query, **bindings)
            if self._kept + len(found) > _KEPT:
                self._rows.clear()
                self._kept = 0
            self._rows[key] = found
            self._kept += len(found)
        return found

    def first(
        self, query: str, bindings: Mapping[str, Term], most: int
    ) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """The columns and the first rows of a SELECT, remembered: some questions take seconds.

        Raises:
            QueryError: The query is no SELECT.
        """
        key = (query, str(most), *(f"{name} {bindings[name]}" for name in sorted(bindings)))
        found = self._answers.get(key)
        if found is None:
            answer = ask(self.store, query, bindings)
            if not isinstance(answer, Rows):
                raise QueryError("only the answer of a SELECT is a table")
            found = answer.variables, list(islice(answer.rows, most))
            if len(self._answers) >= _ANSWERS:
                self._answers.clear()
            self._answers[key] = found
        return found

    def rows_of(self, query: str, many: Sequence[str] | Sequence[tuple[str, ...]], **bindings: Term) -> list[list[str]]:
        """Rows of a SELECT with ``VALUES ?x { $many }``; ``many`` are IRIs, or tuples of IRIs for ``VALUES (?x ?y)``."""
        if not many:
            return []
        places: list[str] = []
        for number, one in enumerate(many):
            parts = [one] if isinstance(one, str) else one
            names = [f"many{number}_{part}" for part in range(len(parts))]
            bindings.update({name: node(iri) for name, iri in zip(names, parts, strict=True)})
            joined = " ".join(f"${name}" for name in names)
            places.append(joined if isinstance(one, str) else f"({joined})")
        return self.rows(query.replace("$many", " ".join(places)), **bindings)

    def properties(self, iris: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """What is said of statements, figures, spans or articles: values by predicate (IRI), by subject."""
        found: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in self.rows_of(_PROPERTIES, sorted(set(iris))):
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return found

    def things(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Entities by IRI; one that the graph does not describe is named by its key."""
        known, unknown = _known(self._things, iris)
        found = {iri: self.thing(iri, name, kind) for iri, name, kind in self.rows_of(_THINGS, unknown)}
        found.update({iri: self.thing(iri, "", "") for iri in unknown if iri not in found})
        _remember(self._things, found)
        return {**known, **found}

    def thing(self, iri: str, name: str, kind: str) -> Thing:
        """An entity with its name and class (IRI)."""
        key = iri.removeprefix(f"{self.base}entity/")
        return Thing(iri, key, name or unquote(key), local(kind), self.path(iri))

    def reports(self, iris: Iterable[str]) -> dict[str, Report]:
        """Articles by IRI."""
        known, unknown = _known(self._reports, iris)
        said = self.properties(unknown)
        found = {iri: self.report(iri, said.get(iri, {})) for iri in unknown}
        _remember(self._reports, found)
        return {**known, **found}

    def sentences(self, spans: Iterable[str]) -> dict[str, str]:
        """What stands at the spans of sentences, by IRI."""
        return dict(self.rows_of(_SENTENCES, sorted(set(spans))))

    def report(self, iri: str, said: Properties) -> Report:
        """An article, of what the graph says about it."""
        day = one(said, "schema:datePublished") or one(said, "dcterms:issued")
        url = one(said, "schema:url")
        title = one(said, "dcterms:title") or one(said, "dcterms:identifier") or unquote(iri.rpartition("/")[2])
        return Report(iri, title, day[:10], one(said, "dcterms:publisher"), web(url), self.path(iri))

    def path(self, iri: str) -> str:
        """The address of the page of an entity or article on this server; the IRI itself where it is http(s), else empty."""
        if iri.startswith((f"{self.base}entity/", f"{self.base}article/")):
            return f"/{iri[len(self.base) :]}"
        return web(iri)

    def iri(self, kind: str, path: str) -> str:
        """The IRI whose page has this path below ``/entity/`` or ``/article/``, as a browser or a person wrote it."""
        return f"{self.base}{kind}/{as_written(path)}"


def _known(kept: Mapping[str, _Value], wanted: Iterable[str]) -> tuple[dict[str, _Value], list[str]]:
    """What is remembered of the values wanted, and the keys of the others, sorted. Other threads may forget meanwhile."""
    found = {key: kept.get(key) for key in sorted(set(wanted))}
    known = {key: value for key, value in found.items() if value is not None}
    return known, [key for key in found if key not in known]


def _remember(kept: dict[str, _Value], found: Mapping[str, _Value]) -> None:
    if len(kept) + len(found) > _REMEMBERED:
        kept.clear()
    kept.update(found)


def as_written(path: str) -> str:
    """A path with what is not allowed in an IRI of ours percent-encoded, and nothing decoded.

    >>> as_written("org/农商行 <x>")
    'org/%E5%86%9C%E5%95%86%E8%A1%8C%20%3Cx%3E'
    """
    parts: list[str] = []
    end = 0
    for found in _SAFE.finditer(path):
        parts += [quote(path[end : found.start()], safe="", errors="replace"), found[0]]
        end = found.end()
    return "".join([*parts, quote(path[end:], safe="", errors="replace")])


def text(term: Term | None) -> str:
    """What a term says: the characters of a literal or an IRI; empty for unbound."""
    if isinstance(term, pyoxigraph.Literal | pyoxigraph.NamedNode | pyoxigraph.BlankNode):
        return term.value
    return "" if term is None else str(term)


def node(iri: str) -> pyoxigraph.NamedNode:
    """An IRI of the graph as a term."""
    return pyoxigraph.NamedNode(iri)


def literal(value: str) -> pyoxigraph.Literal:
    """A plain text of the graph as a term."""
    return pyoxigraph.Literal(value)


def one(said: Properties, name: str) -> str:
    """A value of a property by its prefixed name; empty when there is none."""
    values = said.get(full(name))
    return values[0] if values else ""


def every(said: Properties, name: str) -> list[str]:
    """All values of a property, sorted."""
    return sorted(said.get(full(name), ()))


def full(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def local(iri: str) -> str:
    """The local name of one of our terms; the last part of any other."""
    return iri[len(KG) :] if iri.startswith(KG) else re.split(r"[#/]", iri)[-1]


def span(iri: str) -> tuple[int, int] | None:
    """The offsets that an IRI of the kind ``…#char=62,68`` names."""
    found = SPAN.search(iri)
    return (int(found[1]), int(found[2])) if found else None


def web(url: str) -> str:
    """The address if a browser may be sent there (http, https), else empty.

    >>> web("javascript:alert(1)")
    ''
    """
    return url if _WEB.fullmatch(url) else ""
