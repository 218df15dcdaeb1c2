"""The statements as a networkx graph, for the page and for whoever wants to compute with it in Python."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import DEFAULT_BASE
from kg.page.atlas import Atlas
from kg.page.gather import gather

if TYPE_CHECKING:
    import networkx


def entity_graph(graph: Path | Atlas, base: str = DEFAULT_BASE) -> "networkx.MultiDiGraph":
    """The entities of a build and what the articles say between them.

    Args:
        graph: The ``graph.nq`` of a build, or what was gathered from it.
        base: The base the build was given.

    Returns:
        A node an entity (its IRI) with ``name``, ``label`` (the class) and ``articles`` (how many mention it); an edge a
        statement, its key the statement's IRI, with ``predicate``, ``modality``, ``confidence``, ``article`` (IRI) and
        ``sentence``. Nodes and edges stand in the order of the file: the same build gives the same graph.

    ``networkx.shortest_path(entity_graph(path).to_undirected(), one, other)`` says how two bodies hang together.
    """
    import networkx

    atlas = graph if isinstance(graph, Atlas) else gather(graph, base)
    found = networkx.MultiDiGraph()
    for node in atlas.nodes.values():
        found.add_node(node.iri, name=node.name, label=node.label, articles=len(node.reports))
    for claim in atlas.claims:
        quote = atlas.quotes[claim.quote]
        found.add_edge(
            claim.subject,
            claim.object,
            key=claim.iri,
            predicate=claim.predicate,
            modality=claim.modality,
            confidence=claim.confidence,
            article=atlas.reports[quote.report].iri,
            sentence=quote.text,
        )
    return found
