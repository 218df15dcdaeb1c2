"""A SPARQL query over a store: its answer, or an error that says where in the user's own text it went wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph

from kg.ask.tokens import place, tokens
from kg.ask.vocabulary import near_keyword, undeclared_prefix, unknown_terms
from kg.errors import QueryError, StoreError
from kg.ontology import PREFIXES
from kg.store import Store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

_Row = TypeVar("_Row")

# What changes the graph or calls another machine; updates are the curator's and the builder's.
_REFUSED = {"SERVICE": "no query leaves this machine", "LOAD": "no query leaves this machine"}
_UPDATES = frozenset(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))
_SPACE = re.compile(r"(?:, )?\[_\]")  # what the engine's parser calls a space: never what is missing
_PLACE = re.compile(r"(?:error at |line )?(\d+):(\d+):?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: ``variables`` without question marks, rows in the order of the query, None for unbound."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE."""

    triples: Iterator[pyoxigraph.Triple]


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    holds: bool


Answer = Rows | Triples | Truth


def ask(
    store: "Store | RemoteStore", query: str, bindings: Mapping[str, Term] | None = None, *, where: str = "query"
) -> Answer:
    """Answer a query; the default graph is the union of all graphs unless FROM names some; the project's prefixes are known.

    Args:
        store: The graph, here or on another machine.
        query: SPARQL 1.1, SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: Values of variables (names without their mark): RDF terms that stand where the variable stood.
        where: What an error calls the query: its file, or "query".

    Raises:
        QueryError: The query is no SPARQL, names an unknown prefix, or asks for SERVICE, LOAD or an update.

    >>> answer = ask(Store(), 'SELECT (kg:Bank AS ?x) {}')
    >>> [[str(value) for value in row] for row in answer.rows]
    [['<https://jinqiao.example/ontology#Bank>']]
    """
    refuse(query, where)
    bound = bound_query(query, bindings) if bindings else query
    try:
        # The union would take the place of the graphs that the query names itself.
        is_union = not any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))
        found = store.query(bound, prefixes=dict(PREFIXES), use_default_graph_as_union=is_union)
    except SyntaxError as error:
        raise explained(query, str(error), where) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the query failed: {error}") from error
    if isinstance(found, pyoxigraph.QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, (tuple(solution) for solution in _guarded(found)))
    if isinstance(found, pyoxigraph.QueryTriples):
        return Triples(_guarded(found))
    return Truth(bool(found))


def bound_query(query: str, bindings: Mapping[str, Term]) -> str:
    r"""The query with terms in the place of ``$variables``, as SPARQL's pre-binding has it (SEP-0007).

    Only variable tokens are replaced, never text in strings, IRIs or comments, and only by the serialisation of an RDF term:
    whatever a user typed stays one literal or one IRI. The engine's own ``substitutions`` are no substitute: pyoxigraph 0.5
    joins them outside the query, where filters, paths and groups inside do not see them.

    >>> bound_query('SELECT ?s { ?s ?p $x } # $x', {"x": pyoxigraph.Literal("\n} DROP ALL")})
    'SELECT ?s { ?s ?p "\\n} DROP ALL" } # $x'
    """
    parts: list[str] = []
    end = 0
    for token in tokens(query):
        if token.kind == "variable" and token.text.startswith("$") and token.text[1:] in bindings:
            parts += [query[end : token.start], str(bindings[token.text[1:]])]
            end = token.start + len(token.text)
    return "".join([*parts, query[end:]])


def hints(query: str, store: "Store | RemoteStore | None" = None) -> list[str]:
    """Why an empty answer may be empty: terms that the ontology does not have, terms of others that the graph does not use."""
    found = list(unknown_terms(query))
    for token in tokens(query) if store is not None else ():
        prefix, _colon, local = token.text.partition(":")
        if token.kind == "term" and prefix in PREFIXES and prefix not in ("kg", "xsd") and local:
            term = pyoxigraph.NamedNode(PREFIXES[prefix] + local)
            if not _is_used(store, term) and f"{token.text} is nowhere in the graph" not in found:
                found.append(f"{token.text} is nowhere in the graph")
    return found


def _is_used(store: "Store | RemoteStore | None", term: pyoxigraph.NamedNode) -> bool:
    if store is None:
        return True
    used = ask(store, "ASK { { $term ?p ?o } UNION { ?s $term ?o } UNION { ?s ?p $term } }", {"term": term})
    return isinstance(used, Truth) and used.holds


def _guarded(found: Iterator[_Row]) -> Iterator[_Row]:
    """The rows; what goes wrong while they are computed is a StoreError."""
    try:
        yield from found
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        raise StoreError(f"the query failed: {error}") from error


def refuse(query: str, where: str) -> None:
    """Refuse what changes the graph or calls another machine.

    Raises:
        QueryError: The query asks for SERVICE, LOAD or an update.
    """
    words = [token for token in tokens(query) if token.kind != "comment"]
    for word in words:
        # The engine takes 1SERVICE for a number and a keyword, so a word that ends so is one.
        refused = next((name for name in _REFUSED if word.kind == "word" and word.text.upper().endswith(name)), None)
        if refused:
            line, column = place(query, word.start)
            raise QueryError(f"column {column}: {refused} is refused: {_REFUSED[refused]}", where=where, line=line)
    first = next((word for word in words if word.kind == "word" and word.text.upper() not in ("PREFIX", "BASE")), None)
    if first and first.text.upper() in _UPDATES:
        raise QueryError("this is an update; a query only reads", where=where, line=place(query, first.start)[0])


def explained(query: str, said: str, where: str) -> QueryError:
    """What the engine said about a query that is no SPARQL, with the nearest word that would be, where one is near."""
    undeclared = undeclared_prefix(query)
    if undeclared and "prefix" in said.lower():
        term, near = undeclared
        line, column = place(query, term.start)
        known = f"did you mean {near}:?" if near else f"known are {', '.join(f'{name}:' for name in PREFIXES)}"
        problem = f"column {column}: the prefix of {term.text} is not declared"
        return QueryError(problem, where=where, line=line, remedy=known)
    found = _PLACE.search(said)
    if not found:
        return QueryError(f"no SPARQL: {said}", where=where)
    line, column = int(found[1]), int(found[2])
    suspect = _suspect(query, line, column)
    if suspect:
        line, column, said_word, keyword = suspect
        return QueryError(
            f"column {column}: {said_word} is no SPARQL here", where=where, line=line, remedy=f"did you mean {keyword}?"
        )
    if all(token.kind == "comment" for token in tokens(query)):
        return QueryError("the query is empty", where=where, remedy="for example: SELECT * { ?s a kg:Bank }")
    terms = list(unknown_terms(query))
    expected = _SPACE.sub("", found[3] or said)
    return QueryError(f"column {column}: {expected}", where=where, line=line, remedy=terms[0] if terms else "")


def _suspect(query: str, line: int, column: int) -> tuple[int, int, str, str] | None:
    """The misspelt keyword nearest before, or at, the place where the parser gave up."""
    lines = query.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    for token in reversed([token for token in tokens(query) if token.kind == "word" and token.start <= offset]):
        keyword = near_keyword(token.text)
        if keyword:
            return (*place(query, token.start), token.text, keyword)
    return None
