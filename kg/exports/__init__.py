"""The graph as files: ``graph.nq``, ``graph.trig``, ``graph.ttl`` and ``graph.jsonld``.

All four are written in one pass over N-Quads parts in which the lines of a graph, and in it those of a subject, stand
together, as ``kg.graph`` writes them. Memory does not grow with the number of articles: one subject is held at a time, and the
entities, which Turtle gathers from all articles, are sorted in runs on disk.
"""

from kg.exports.files import EXPORTS, write_exports

__all__ = ["EXPORTS", "write_exports"]
