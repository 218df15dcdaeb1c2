"""The graph as files: ``graph.nq``, ``graph.trig``, ``graph.ttl`` and ``graph.jsonld``.

render   what each file says of one graph or one entity, as a piece of its own
files    the four files, put together from pieces
weaver   one file, copied together from stretches of others

Memory does not grow with the number of articles: pieces stand on disk until they are copied together.
"""

from kg.exports.files import Exports, Stretch
from kg.exports.render import BETWEEN_ENTITIES, BETWEEN_GRAPHS, EXPORTS, Piece, Renderer

__all__ = ["BETWEEN_ENTITIES", "BETWEEN_GRAPHS", "EXPORTS", "Exports", "Piece", "Renderer", "Stretch"]
