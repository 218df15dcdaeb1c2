"""A graph on another machine, asked as if it were here: SPARQL 1.1 Protocol over HTTP.

``RemoteStore.query`` stands in for ``pyoxigraph.Store.query``: it takes the same arguments that ``kg.ask`` and the server give,
and returns the same result objects (solutions, a boolean, triples), which serialise themselves to any format.

**The union.** A query here runs over the union of all named graphs. SPARQL leaves it to each server what its default graph is:
Virtuoso, QLever, Neptune and ``kg serve`` give the union, Oxigraph's server only with ``--union-default-graph`` or with a
parameter of that name in the request. Listing the graphs (``FROM``, ``default-graph-uri``) would do anywhere and fail with the
first ten thousand articles, and ``GRAPH ?g`` would lose its graphs. So the first query that wants the union finds out: it takes
one triple of some named graph, asks whether the default graph has it, and turns to the parameter where it has not; a server
that knows neither way is refused by name instead of answering with nothing.

**Where a server of ours hooks in.** Whoever holds a store only to call ``query`` on it (``kg serve --endpoint URL``) may hold a
RemoteStore: the request's ``default-graph-uri`` and ``named-graph-uri`` go into ``default_graph`` and ``named_graphs``, and the
result is serialised as that of a local store. What fails is a StoreError or a QueryError with the other server's words.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import pyoxigraph

from kg.ask.connection import PATIENCE, Body, Connection, flat
from kg.ask.tokens import tokens
from kg.errors import StoreError

Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

_ACCEPT = {
    pyoxigraph.QuerySolutions: "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    pyoxigraph.QueryBoolean: "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    pyoxigraph.QueryTriples: "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5",
}
_UNIONS: tuple[Mapping[str, str], ...] = ({}, {"union-default-graph": "true"})
# Nothing blank, which no other query could name, and no long text.
_SAMPLE = """SELECT ?s ?p ?o {
  GRAPH ?g { ?s ?p ?o } FILTER(isIRI(?s) && (isIRI(?o) || (isLiteral(?o) && STRLEN(STR(?o)) < 100)))
} LIMIT 1"""


class RemoteStore:
    """A SPARQL endpoint with the one method of a store that asking needs.

    Args:
        endpoint: Its address, such as ``http://127.0.0.1:7878/query``.
        timeout: Seconds it may be silent.
        token: A bearer token; empty for none.

    Raises:
        StoreError: The address is none.
    """

    def __init__(self, endpoint: str, *, timeout: float = PATIENCE, token: str = "") -> None:
        self._connection = Connection(endpoint, timeout=timeout, token=token)
        self._empty = pyoxigraph.Store()

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[pyoxigraph.NamedNode] | None = None,
        named_graphs: Sequence[pyoxigraph.NamedNode] | None = None,
    ) -> Found:
        """The answer, as ``pyoxigraph.Store.query`` gives it; solutions are read as they arrive, triples at once.

        Args:
            query: SPARQL 1.1.
            prefixes: Known without being declared.
            use_default_graph_as_union: Whether the default graph is to be all graphs.
            default_graph: The graphs to make the default graph of; None for the server's own.
            named_graphs: The graphs to be named; None for all.

        Raises:
            SyntaxError: The query is no SPARQL; found before anything is sent, in the words of the local engine.
            StoreError: The server is not reached, does not answer in time, or refuses.
            QueryError: The server does not take the query.
        """
        kind = type(self._empty.query(query, prefixes=dict(prefixes or {})))
        form: dict[str, str | list[str]] = {"query": _declared(query, prefixes or {})}
        if default_graph is not None or named_graphs is not None:
            form["default-graph-uri"] = [graph.value for graph in default_graph or ()]
            form["named-graph-uri"] = [graph.value for graph in named_graphs or ()]
        elif use_default_graph_as_union:
            form.update(self._union)
        return self._asked(form, kind)

    @cached_property
    def _union(self) -> Mapping[str, str]:
        """What to send so that the default graph is the union of all graphs."""
        sample = self._asked({"query": _SAMPLE}, pyoxigraph.QuerySolutions)
        assert isinstance(sample, pyoxigraph.QuerySolutions)
        try:
            triple = next((" ".join(map(str, solution)) for solution in sample), None)
        except (SyntaxError, OSError) as error:
            raise self._not_sparql("broken", str(error)) from error
        if triple is None:
            return {}
        for parameters in _UNIONS:
            if self._asked({"query": f"ASK {{ {triple} }}", **parameters}, pyoxigraph.QueryBoolean):
                return parameters
        raise StoreError(
            "the default graph of this server is not the union of its graphs",
            where=self._connection.shown,
            remedy="configure it so: every question here is asked of all articles",
        )

    def _asked(self, form: Mapping[str, str | list[str]], kind: type[Found]) -> Found:
        connection = self._connection
        response = connection.send("POST", connection.url, form=form, headers={"Accept": _ACCEPT[kind]}, is_safe=True)
        rows = response.headers.get("X-SPARQL-MaxRows")
        media = response.headers.get("Content-Type", "").partition(";")[0].strip()
        body = connection.body(response)
        if rows:
            response.close()
            raise StoreError(f"the server cuts its answers at {flat(rows)} rows", where=connection.shown, remedy="add a LIMIT")
        try:
            if kind is pyoxigraph.QueryTriples:
                return _triples(body, media)
            results = pyoxigraph.QueryResultsFormat.from_media_type(media)
            if results is None:
                raise self._not_sparql(media)
            found: Found = pyoxigraph.parse_query_results(io.BufferedReader(body), results)
        except (SyntaxError, ValueError, OSError) as error:
            raise body.failure or self._not_sparql(media, str(error)) from error
        if kind is pyoxigraph.QueryBoolean and isinstance(found, pyoxigraph.QuerySolutions):
            # Virtuoso 7 answers ASK with a table: one row for yes, none for no.
            found = self._empty.query("ASK {}" if next(found, None) else "ASK { FILTER(false) }")
        if isinstance(found, kind):
            return found
        raise self._not_sparql(media, "another kind of answer than the query asks for")

    def _not_sparql(self, media: str, said: str = "") -> StoreError:
        what = flat(media or "something without a type") + (f" ({flat(said)})" if said else "")
        remedy = "is this the address of its SPARQL endpoint?"
        return StoreError(f"the answer is no SPARQL result but {what}", where=self._connection.shown, remedy=remedy)


def _declared(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes declared that it uses and does not declare itself, on one line before it.

    >>> _declared("SELECT * { ?s a kg:Bank }", {"kg": "http://e.org/", "skos": "http://e.org/s#"})
    'PREFIX kg: <http://e.org/> SELECT * { ?s a kg:Bank }'
    """
    words = [token for token in tokens(query) if token.kind != "comment"]
    own = {after.text.removesuffix(":") for word, after in pairwise(words) if word.text.upper() == "PREFIX"}
    used = dict.fromkeys(word.text.partition(":")[0] for word in words if word.kind == "term")
    wanted = (name for name in used if name in prefixes and name not in own)
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in wanted) + query


def _triples(body: Body, media: str) -> pyoxigraph.QueryTriples:
    kind = pyoxigraph.RdfFormat.from_media_type(media)
    if kind is None:
        raise ValueError("no RDF")
    held = pyoxigraph.Store()
    held.extend(_plain(pyoxigraph.parse(io.BufferedReader(body), kind)))
    found = held.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert isinstance(found, pyoxigraph.QueryTriples)
    return found


def _plain(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    return (pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
