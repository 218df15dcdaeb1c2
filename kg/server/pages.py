"""The store that pages ask: it stands in for a local one, and its queries run in the workers, under their limits."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import anyio.from_thread
import pyoxigraph

from kg.server.service import Service
from kg.server.source import Answer

Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class PageStore:
    """One state of the graph, for the threads in which pages are made.

    Args:
        service: What is served.
        stamp: The state; there is a new object for each.
    """

    def __init__(self, service: Service, stamp: str) -> None:
        self._service = service
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
        reply, body = anyio.from_thread.run(
            self._ask, query, _iris(default_graph), _iris(named_graphs), use_default_graph_as_union
        )
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

    async def _ask(
        self, query: str, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None, is_union: bool
    ) -> Answer:
        return await self._service.query(query, default_graphs=default_graphs, named_graphs=named_graphs, is_union=is_union)


def _iris(graphs: Sequence[pyoxigraph.NamedNode] | None) -> list[str] | None:
    return None if graphs is None else [graph.value for graph in graphs]
