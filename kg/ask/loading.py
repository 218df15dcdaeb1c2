"""Loading a built graph into a SPARQL server that outgrows the embedded store.

Any server will do that speaks SPARQL 1.1: by the Graph Store Protocol (a graph that the server has already is replaced: its
first batch is PUT; all else is POSTed), or by Update (``INSERT DATA`` always within ``GRAPH``: Virtuoso refuses it otherwise).
There is no blank node in the graph, so sending a batch twice changes nothing: broken connections are tried again, and a load
that was stopped is repeated, or continued with ``resume``. In the end the server counts the triples of every graph.
"""

import gzip
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import httpx
import pyoxigraph

from kg.ask.connection import PATIENCE, Connection
from kg.ask.remote import RemoteStore
from kg.errors import StoreError
from kg.store import settled

KINDS = ("store", "update")
"""The ways in: the Graph Store Protocol, and Update."""

# Triples in one request: Virtuoso bounds the code of an INSERT DATA; a document is bounded by memory only.
_BATCH = {"store": 20_000, "update": 1_000}
_FEW = 20  # graphs that are counted by their names; of more than these, all graphs of the server are counted first
_COUNTED = 200  # graphs counted by their names at once

# Where servers have the Graph Store and updates, told by the last part of the address that takes queries.
_LAYOUTS = (
    ("query", "store", "update"),  # Oxigraph's server
    ("sparql-auth", "sparql-graph-crud-auth", "sparql-auth"),  # Virtuoso, with a password
    ("sparql", "sparql-graph-crud", "sparql"),  # Virtuoso
    ("sparql", "store", "sparql"),  # kg serve
    ("query", "data", "update"),  # Fuseki
    ("sparql", "data", "update"),
)
# What says "not this way", so that the next one is tried.
_NO_WAY = (401, 403, 404, 405, 415, 501)
_COUNT = "SELECT ?g (COUNT(*) AS ?n) {{ {} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"

_Line = tuple[str, str]
"""A graph's IRI, and a triple of it as N-Triples."""


@dataclass(frozen=True, slots=True)
class Way:
    """How triples get in: ``kind`` is one of ``KINDS``, ``url`` is where."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the graphs and triples of the files, how many graphs were left out as already there, the way in."""

    graphs: int
    triples: int
    skipped: int
    way: Way | None


def graph_files(folder: Path) -> list[Path]:
    """The N-Quads of a build: ``graph.nq``, or the ``part-*.nq.gz`` of a build on several machines.

    Raises:
        StoreError: There are none.
    """
    whole = settled(folder / "graph.nq")
    found = [whole] if whole.is_file() else sorted(folder.glob("part-*.nq.gz"))
    if not found:
        raise StoreError("no graph here", where=str(folder), remedy="build one with: kg build ARTICLES --out DIR")
    return found


def load(
    files: Sequence[Path],
    endpoint: str,
    *,
    via: str | None = None,
    address: str = "",
    batch: int = 0,
    token: str = "",
    timeout: float = PATIENCE,
    resume: bool = False,
    listen: Callable[[int, int], object] = lambda _done, _total: None,
) -> Loaded:
    """Load N-Quads files into a server, and let it count what it then holds.

    Args:
        files: N-Quads without blank nodes, plain or gzipped.
        endpoint: Where the server takes queries.
        via: One of ``KINDS``; None for whichever lets the triples in.
        address: Where the Graph Store is, or updates go; empty to look beside the endpoint.
        batch: Triples in a request; 0 for what suits the way in.
        token: A bearer token.
        timeout: Seconds the server may be silent.
        resume: Leave out the graphs of which the server has as many triples already.
        listen: Hears how many triples are in, and how many there are.

    Raises:
        StoreError: A file is no N-Quads; the server is not reached, lets nothing in, or holds another number of triples.
        QueryError: The server does not take what it is sent.
    """
    wanted = Counter(graph for graph, _triple in _lines(files))
    if not wanted:
        raise StoreError("the graph is empty", where=str(files[0]) if files else "")
    server = RemoteStore(endpoint, timeout=timeout, token=token)
    there = _counts(server, wanted)
    skipped = {graph for graph in wanted if resume and there[graph] == wanted[graph]}
    done, total = sum(wanted[graph] for graph in skipped), wanted.total()
    connection = Connection(endpoint, timeout=timeout, token=token)
    loading = _Loading(connection, _ways(connection.url, via, address), there)
    lines = (line for line in _lines(files) if line[0] not in skipped)
    listen(done, total)
    while piece := list(islice(lines, batch or loading.batch)):
        loading.send(piece)
        done += len(piece)
        listen(done, total)
    _check(wanted, _counts(server, wanted), connection.shown)
    return Loaded(len(wanted), total, len(skipped), loading.way)


class _Loading:
    """Sends triples by the one way that lets them in. ``way`` is None until it is found."""

    def __init__(self, connection: Connection, ways: Sequence[Way], there: Counter[str]) -> None:
        self.way: Way | None = None
        self._connection = connection
        self._ways = ways
        self._old = {graph for graph, count in there.items() if count}

    @property
    def batch(self) -> int:
        """How many triples to send at once."""
        return _BATCH[self.way.kind] if self.way else min(_BATCH.values())

    def send(self, lines: Iterable[_Line]) -> None:
        """Send one batch; the first one finds the way."""
        triples: dict[str, list[str]] = {}
        for graph, triple in lines:
            triples.setdefault(graph, []).append(triple)
        if self.way:
            self._send(self.way, triples, ())
            return
        refusals: list[httpx.Response] = []
        for way in self._ways:
            refusal = self._send(way, triples, _NO_WAY)
            if refusal is None:
                self.way = way
                return
            refusals.append(refusal)
        # A door that is locked says more than one that is not there.
        raise self._connection.refusal(next((found for found in refusals if found.status_code in (401, 403)), refusals[0]))

    def _send(self, way: Way, triples: dict[str, list[str]], allowed: Collection[int]) -> httpx.Response | None:
        """The refusal, if it is one of those that are allowed."""
        if way.kind == "update":
            return self._update(way, triples, allowed)
        for graph, found in triples.items():
            refusal = self._request(
                "PUT" if graph in self._old else "POST",
                way,
                "".join(found),
                "application/n-triples; charset=utf-8",
                allowed,
                {"graph": graph},
            )
            if refusal is not None:
                return refusal
            self._old.discard(graph)
        return None

    def _update(self, way: Way, triples: dict[str, list[str]], allowed: Collection[int]) -> httpx.Response | None:
        inserted = "".join(f"GRAPH <{graph}> {{\n{''.join(found)}}}\n" for graph, found in triples.items())
        cleared = [f"CLEAR SILENT GRAPH <{graph}>" for graph in triples if graph in self._old]
        for update in (*cleared, f"INSERT DATA {{\n{inserted}}}"):
            refusal = self._request("POST", way, update, "application/sparql-update; charset=utf-8", allowed)
            if refusal is not None:
                return refusal
        self._old.difference_update(triples)
        return None

    def _request(
        self, method: str, way: Way, text: str, media: str, allowed: Collection[int], params: dict[str, str] | None = None
    ) -> httpx.Response | None:
        response = self._connection.send(
            method,
            way.url,
            content=text.encode(),
            params=params,
            headers={"Content-Type": media, "Accept": "*/*"},
            is_safe=True,  # no blank nodes: what arrived twice is there once
            allowed=allowed,
        )
        self._connection.text(response)
        return None if response.is_success else response


def _ways(endpoint: str, via: str | None, address: str) -> list[Way]:
    """Where triples may get in, in the order to try."""
    kinds = [via] if via else list(KINDS)
    if address:
        return [Way(kind, address) for kind in kinds]
    url = httpx.URL(endpoint)
    folder, _slash, last = url.path.rstrip("/").rpartition("/")
    known = [layout for layout in _LAYOUTS if layout[0] == last]
    if not known:
        folder, known = f"{folder}/{last}" if last else folder, [layout for layout in _LAYOUTS if layout[0] == "query"]
    places = {
        kind: [str(url.copy_with(path=f"{folder}/{layout[KINDS.index(kind) + 1]}")) for layout in known] for kind in kinds
    }
    places.get("update", []).append(endpoint)  # QLever, GraphDB and others take both at one address
    return [Way(kind, place) for kind in kinds for place in dict.fromkeys(places[kind])]


def _lines(files: Iterable[Path]) -> Iterator[_Line]:
    """The triples of all files with their graphs, in the order of the files."""
    for path in files:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            try:
                for quad in pyoxigraph.parse(file, pyoxigraph.RdfFormat.N_QUADS, lenient=True):  # type: ignore[arg-type]
                    yield _line(quad, path)
            except SyntaxError as error:
                raise StoreError(f"no N-Quads: {error.msg}", where=str(path), line=error.lineno or 0) from error
            except (OSError, EOFError) as error:
                raise StoreError(f"the file cannot be read: {error}", where=str(path)) from error


def _line(quad: pyoxigraph.Quad, path: Path) -> _Line:
    if isinstance(quad.subject, pyoxigraph.BlankNode) or isinstance(quad.object, pyoxigraph.BlankNode):
        raise StoreError("a blank node: sent twice it would be two", where=str(path), remedy="load graphs that kg built")
    if not isinstance(quad.graph_name, pyoxigraph.NamedNode):
        raise StoreError("a triple outside of all named graphs", where=str(path), remedy="load graphs that kg built")
    return quad.graph_name.value, f"{quad.subject} {quad.predicate} {quad.object} .\n"


def _counts(server: RemoteStore, graphs: Collection[str]) -> Counter[str]:
    """How many triples the server has of each of the graphs.

    One pass over everything is far faster than many graphs by name (Virtuoso: a thousand graphs in 0.2 s instead of a minute);
    where the server cuts the answer or has no time for it, the graphs are named after all.
    """
    if len(graphs) > _FEW:
        try:
            return _counted(server, "")
        except StoreError:
            pass
    found = Counter[str]()
    named = iter(graphs)
    while some := list(islice(named, _COUNTED)):
        found += _counted(server, f"VALUES ?g {{ {' '.join(f'<{graph}>' for graph in some)} }}")
    return found


def _counted(server: RemoteStore, values: str) -> Counter[str]:
    rows = server.query(_COUNT.format(values))
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    try:
        return Counter({row["g"].value: int(row["n"].value) for row in rows})
    except (SyntaxError, OSError, ValueError, AttributeError) as error:
        raise StoreError(f"the server's count is not understood: {error}") from error


def _check(wanted: Counter[str], there: Counter[str], endpoint: str) -> None:
    wrong = [graph for graph, count in wanted.items() if there[graph] != count]
    if wrong:
        raise StoreError(
            f"{len(wrong)} of {len(wanted)} graphs do not hold what was sent: "
            f"{wrong[0]} has {there[wrong[0]]} triples instead of {wanted[wrong[0]]}",
            where=endpoint,
            remedy="load it again; if that does not help, look into the server's log",
        )
