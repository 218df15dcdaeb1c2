"""From a reading to RDF: sorted N-Quads lines without blank nodes, the same on any machine and in any order.

    lines = article_lines(reading, base)                        # the named graph <article>
    lines = entity_lines(reading, base, ontology, find)         # the graph <base>graph/entities
    lines = ontology_lines(base)                                # the graph <base>graph/ontology
    lines = provenance_lines(agents, base)                      # the graph <base>graph/run

Lines are written with f-strings because every mention passes here; what may stand in a line is decided in one place,
``quads.py``.
"""

from kg.graph.article import article_lines
from kg.graph.entity import entity_blocks, entity_lines
from kg.graph.quads import DEFAULT_BASE, article_iri, check_base, entity_iri
from kg.graph.surroundings import agents, ontology_lines, provenance_lines

__all__ = [
    "DEFAULT_BASE",
    "agents",
    "article_iri",
    "article_lines",
    "check_base",
    "entity_blocks",
    "entity_iri",
    "entity_lines",
    "ontology_lines",
    "provenance_lines",
]
