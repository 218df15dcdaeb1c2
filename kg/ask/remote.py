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
import time
import weakref
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlsplit

import httpx
import pyoxigraph

from kg import __version__
from kg.ask.tokens import tokens
from kg.errors import KgError, QueryError, StoreError

Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

PATIENCE = 60.0
"""Seconds a server may be silent, unless told otherwise."""

_ATTEMPTS = 5
_LONGEST_WAIT = 30.0
# 429 and 503 are promises of better times; other failures would only be repeated.
_LATER = (429, 503)
_WORDS = 300  # characters of a server's own explanation

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


class Connection:
    """Requests to one server: retried while it is busy, and every failure one clear error.

    Args:
        url: An http or https address; a name and password in it are sent as Basic or Digest credentials, and never shown.
        timeout: Seconds the server may be silent.
        token: Sent as a bearer token; empty for none.
        wait: How to pass the time between two attempts.

    Raises:
        StoreError: The address is none.
    """

    def __init__(
        self, url: str, *, timeout: float = PATIENCE, token: str = "", wait: Callable[[float], object] = time.sleep
    ) -> None:
        try:
            parts = urlsplit(url)
            parsed = httpx.URL(url)
        except (ValueError, httpx.InvalidURL) as error:
            raise StoreError(f"no address: {error}", where=url, remedy="give one like http://127.0.0.1:7878/query") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError("no http address", where=url, remedy="give one like http://127.0.0.1:7878/query")
        self.shown = str(parsed.copy_with(userinfo=b""))
        self.url = self.shown
        self._timeout = timeout
        self._wait = wait
        headers = {"User-Agent": f"jinqiao/{__version__}"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        auth = _Password(parsed.username, parsed.password) if parsed.username else None
        self._client = httpx.Client(timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)), headers=headers, auth=auth)
        # Whoever holds an answer that is still arriving holds the connection, too.
        weakref.finalize(self, self._client.close)

    def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        form: Mapping[str, str | list[str]] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        is_safe: bool = False,
        allowed: Collection[int] = (),
    ) -> httpx.Response:
        """The response, with its status checked and its body still to be read (``Connection.body``).

        Args:
            method: GET, POST …
            url: Where to.
            content: The body; or else
            form: the fields of a form.
            params: Added to the query of the address.
            headers: Beside the usual ones.
            is_safe: Whether asking twice does no harm, so that a broken connection is tried again.
            allowed: Refusals that the caller deals with: such a response is given, too.

        Raises:
            StoreError: Not reached, no answer in time, or refused.
        """
        target = httpx.URL(url).copy_merge_params(dict(params)) if params else httpx.URL(url)
        for attempt in range(1, _ATTEMPTS + 1):
            request = self._client.build_request(method, target, content=content, data=form, headers=headers)
            try:
                response = self._client.send(request, stream=True)
            except httpx.TransportError as error:
                is_broken = isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError)
                if not (is_safe and is_broken) or attempt == _ATTEMPTS:
                    raise self._failed(error) from error
                self._wait(_pause(attempt, ""))
                continue
            if response.status_code not in _LATER or attempt == _ATTEMPTS:
                break
            pause = _pause(attempt, response.headers.get("Retry-After", ""))
            response.close()
            self._wait(pause)
        if not response.is_success and response.status_code not in allowed:
            raise self.refusal(response)
        return response

    def body(self, response: httpx.Response) -> "Body":
        """The body of a response as a file, read as it arrives."""
        return Body(response, self._failed)

    def text(self, response: httpx.Response) -> str:
        """The whole body of a response.

        Raises:
            StoreError: It breaks off.
        """
        try:
            response.read()
        except httpx.TransportError as error:
            raise self._failed(error) from error
        return response.text

    def _failed(self, error: httpx.TransportError) -> StoreError:
        if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
            return StoreError(
                f"the server is not reached: {_flat(str(error)) or 'no connection in time'}",
                where=self.shown,
                remedy="is it running there?",
            )
        if isinstance(error, httpx.TimeoutException):
            return StoreError(
                f"no answer within {self._timeout:g} seconds", where=self.shown, remedy="narrow the query or raise --timeout"
            )
        return StoreError(f"the connection broke: {_flat(str(error)) or type(error).__name__}", where=self.shown)

    def refusal(self, response: httpx.Response) -> KgError:
        """What a response that is no success means."""
        code = response.status_code
        words = _words(response)
        said = f"{code} {response.reason_phrase}".strip() + (f": {words}" if words else "")
        if code == 400:
            return QueryError(f"the server answers {said}", where=self.shown)
        remedies = {
            401: "give --token, or the name and password in the address",
            403: "this server does not allow it; give --token, or the name and password in the address",
            404: "is this the address of its SPARQL endpoint?",
            405: "is this the address of its SPARQL endpoint?",
            413: "try smaller batches: --batch",
        }
        if response.is_redirect:
            return StoreError(f"the server moved to {_flat(response.headers.get('Location', ''))}", where=self.shown)
        return StoreError(f"the server answers {said}", where=self.shown, remedy=remedies.get(code, ""))


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
            raise StoreError(f"the server cuts its answers at {_flat(rows)} rows", where=connection.shown, remedy="add a LIMIT")
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
        what = _flat(media or "something without a type") + (f" ({_flat(said)})" if said else "")
        remedy = "is this the address of its SPARQL endpoint?"
        return StoreError(f"the answer is no SPARQL result but {what}", where=self._connection.shown, remedy=remedy)


class Body(io.RawIOBase):
    """A response as a binary file. ``failure`` is what broke it off, which the parser above reports only as a failed read."""

    def __init__(self, response: httpx.Response, explain: Callable[[httpx.TransportError], StoreError]) -> None:
        self._response = response
        self._chunks = response.iter_bytes()
        self._held = b""
        self._explain = explain
        self.failure: StoreError | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # all that io gives it
        """Fill what fits; 0 at the end."""
        while not self._held:
            try:
                chunk = next(self._chunks, None)
            except httpx.TransportError as error:
                self.failure = self._explain(error)
                raise OSError(str(self.failure)) from error
            if chunk is None:
                self._response.close()
                return 0
            self._held = chunk
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)


class _Password(httpx.Auth):
    """A name and password, said the way the server asks for it: Digest (Virtuoso's ``/sparql-auth``) or Basic."""

    requires_request_body = True

    def __init__(self, name: str, password: str) -> None:
        self._basic = httpx.BasicAuth(name, password)
        self._digest = httpx.DigestAuth(name, password)
        self._is_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Basic first; whoever refuses that is asked anew without, and given Digest from then on if it wants that."""
        if not self._is_digest:
            response = yield next(self._basic.auth_flow(request))
            if response.status_code != 401:
                return
            del request.headers["Authorization"]
            self._is_digest = True
        yield from self._digest.auth_flow(request)


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


def _pause(attempt: int, asked: str) -> float:
    """Seconds until the next attempt: what the server asked for, else longer each time."""
    wanted = float(asked) if asked.isascii() and asked.isdigit() else 0.5 * 2 ** (attempt - 1)
    return min(wanted, _LONGEST_WAIT)


def _words(response: httpx.Response) -> str:
    """What the server says about its refusal: the detail of a problem document, or the first line of a text."""
    media = response.headers.get("Content-Type", "")
    try:
        response.read()
        if "json" in media:
            said = response.json()
            text = str(said.get("detail") or said.get("title") or "") if isinstance(said, dict) else ""
        else:
            text = "" if "html" in media else response.text
    except (httpx.TransportError, ValueError):
        return ""
    finally:
        response.close()
    return _flat(next((line for line in text.splitlines() if line.strip()), ""))


def _flat(text: str) -> str:
    """Text of another machine on one line of a terminal."""
    return "".join(character if character.isprintable() else " " for character in text[:_WORDS]).strip()
