"""The store that pages ask: it stands in for a local one, and its queries run in the workers, under their limits."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph

from kg.server.service import Service

Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class PageStore:
    """One state of the graph, for the threads in which pages are made; itself it is made where the server's loop runs.

    A page's query is one of ours: it is limited in time and memory, not in rows.

    Args:
        service: What is served.
        stamp: The state; there is a new object for each.
    """

    def __init__(self, service: Service, stamp: str) -> None:
        self._service = service
        self._loop = asyncio.get_running_loop()
        self.stamp = stamp

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,  # the workers know the ones of the project
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[pyoxigraph.NamedNode] | None = None,
        named_graphs: Sequence[pyoxigraph.NamedNode] | None = None,
    ) -> Found:
        """The answer, as ``pyoxigraph.Store.query`` gives it.

        Raises:
            RequestError: There is none, or not in time.
        """
        asked = self._service.query(
            query,
            default_graphs=_iris(default_graph),
            named_graphs=_iris(named_graphs),
            is_union=use_default_graph_as_union,
            is_ours=True,
        )
        reply, body = asyncio.run_coroutine_threadsafe(asked, self._loop).result()
        data = body
        if reply.spool:
            path = Path(reply.spool)
            data = path.read_bytes()
            path.unlink()
        if not reply.is_graph:
            return pyoxigraph.parse_query_results(data, pyoxigraph.QueryResultsFormat.JSON)
        held = pyoxigraph.Store()
        held.bulk_load(io.BytesIO(data), pyoxigraph.RdfFormat.N_TRIPLES)
        triples = held.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        assert isinstance(triples, pyoxigraph.QueryTriples)
        return triples


def _iris(graphs: Sequence[pyoxigraph.NamedNode] | None) -> list[str] | None:
    return None if graphs is None else [graph.value for graph in graphs]
