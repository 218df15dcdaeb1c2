"""Changes of the written store: updates, and graphs that are replaced, added to or removed."""

import pyoxigraph

from kg.server.asking import KNOWN, explain, graph_of, refuse_calls
from kg.server.formats import GRAPHS
from kg.server.jobs import Change, Update
from kg.server.problems import RequestError
from kg.store import Store


def update(store: Store, job: Update) -> None:
    """Run an update; it is one transaction.

    Raises:
        RequestError: It is malformed, asks for SERVICE or LOAD, or cannot be made.
    """
    text = job.text
    folded = text.upper()
    if "SERVICE" in folded or "LOAD" in folded:
        from kg.server.statements import without_calls

        refuse_calls(text, is_update=True)
        text = without_calls(text)
    if job.default_graphs or job.named_graphs:
        from kg.server.statements import over_dataset

        for graph in (*job.default_graphs, *job.named_graphs):
            graph_of(graph)
        text = over_dataset(text, job.default_graphs, job.named_graphs)
    try:
        store.update(text, base_iri=job.base, prefixes=KNOWN)
    except SyntaxError as error:
        raise explain(text, str(error), "malformed-update") from error
    except RuntimeError as error:
        raise RequestError("update-failed", str(error), remedy="nothing was changed") from error


def change(store: Store, job: Change, body: bytes) -> bool:
    """Change a graph; whether it was there before.

    All is one update, which is one transaction: a graph is never seen empty between its old and its new state.
    """
    graph = graph_of(job.graph)
    existed = not isinstance(graph, pyoxigraph.NamedNode) or store.contains_named_graph(graph)
    name = f"GRAPH {graph}" if isinstance(graph, pyoxigraph.NamedNode) else "DEFAULT"
    if job.method == "DELETE":
        if existed:
            store.update(f"DROP {name}")
        return existed
    steps = [f"DROP SILENT {name}"] if job.method == "PUT" else []
    if isinstance(graph, pyoxigraph.NamedNode):
        steps.append(f"CREATE SILENT {name}")
    triples = _lines(job, body)
    steps.append(f"INSERT DATA {{ {name} {{\n{triples}}} }}" if job.graph else f"INSERT DATA {{\n{triples}}}")
    store.update(" ;\n".join(steps))
    return existed


def _lines(job: Change, body: bytes) -> str:
    """The triples of all parts as N-Triples."""
    found: list[pyoxigraph.Triple] = []
    start = 0
    for form, length in job.parts:
        data = body[start : start + length]
        start += length
        try:
            for quad in pyoxigraph.parse(data, GRAPHS[form], base_iri=job.graph or None, rename_blank_nodes=True):
                if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
                    raise RequestError("malformed-graph", f"the body holds another graph, {quad.graph_name}")
                found.append(quad.triple)
        except SyntaxError as error:
            raise RequestError("malformed-graph", error.msg, line=error.lineno or 0, column=error.offset or 0) from error
    return (pyoxigraph.serialize(found, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode("utf-8")
