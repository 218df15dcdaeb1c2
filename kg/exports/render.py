"""The four files in pieces: what each of them says of one named graph, or of one entity.

A piece depends on nothing but its own lines and the base, so that pieces can be made in any process, kept, and put together
again in any number of builds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.exports.blocks import Block, blocks
from kg.exports.jsonld import JsonLdTerms
from kg.exports.turtle import TurtleTerms
from kg.ontology import Ontology

EXPORTS = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld")


class Piece(NamedTuple):
    """What each file holds of one thing, as UTF-8, in the order of ``EXPORTS``; between two pieces stands a separator."""

    nq: bytes
    trig: bytes
    ttl: bytes
    jsonld: bytes


class Renderer:
    """Makes pieces. ``base`` is the start of every IRI."""

    def __init__(self, base: str, ontology: Ontology) -> None:
        self._terms = TurtleTerms(base)
        self._json_terms = JsonLdTerms(base, ontology)
        self._entity = f"<{base}entity/"

    def head(self) -> Piece:
        """What each file begins with."""
        turtle = self._terms.head().encode()
        return Piece(b"", turtle, turtle, self._json_terms.head().encode())

    def graph(self, lines: Sequence[str], found: Iterable[Block] | None = None) -> tuple[Piece, dict[str, str]]:
        """A named graph whole, and apart from it what it says of entities: N-Triples lines by subject.

        The Turtle file, which merges all graphs, gathers those from everywhere; they are not in the piece's Turtle.

        Args:
            lines: N-Quads lines of one graph with their line ends, those of a subject together; at least one.
            found: The same as blocks, if they are already taken apart.
        """
        trig: list[str] = []
        turtle: list[str] = []
        jsonld: list[str] = []
        told: dict[str, str] = {}
        graph = ""
        for block in blocks(lines) if found is None else found:
            graph = block.graph
            text = self._terms.block(block.subject, block.pairs)
            trig.append(text)
            jsonld.append(self._json_terms.block(block))
            if block.subject.startswith(self._entity):
                plain = "".join([f"{block.subject} {predicate} {value} .\n" for predicate, value in block.pairs])
                told[block.subject] = told.get(block.subject, "") + plain
            else:
                turtle.append(text)
        opening, closing = self.around(graph)
        piece = Piece(
            "".join(lines).encode(),
            opening.trig + "".join(trig).encode() + closing.trig,
            "".join(turtle).encode(),
            opening.jsonld + b"\n" + ",\n".join(jsonld).encode() + closing.jsonld,
        )
        return piece, told

    def around(self, graph: str) -> tuple[Piece, Piece]:
        """What opens and closes a named graph (an IRI in angle brackets)."""
        named = f'\n{{"id": "{self._json_terms.iri(graph)}", "@graph": ['
        return (
            Piece(b"", f"{self._terms.term(graph)} {{\n\n".encode(), b"", named.encode()),
            Piece(b"", b"}\n\n", b"", b"]}"),
        )

    def entity(self, lines: Sequence[str], told: Iterable[str]) -> Piece:
        """One entity: in the graph of the entities, and in Turtle with all that articles tell of it.

        Args:
            lines: N-Quads lines of the entities' graph about it, with their line ends, sorted; at least one.
            told: N-Triples lines about it, with their line ends, in any order and number.
        """
        (block,) = blocks(lines)
        plain = sorted({*told, *(f"{block.subject} {predicate} {value} .\n" for predicate, value in block.pairs)})
        (merged,) = blocks(plain)
        return Piece(
            "".join(lines).encode(),
            self._terms.block(block.subject, block.pairs).encode(),
            self._terms.block(merged.subject, merged.pairs).encode(),
            self._json_terms.block(block).encode(),
        )


NOTHING = Piece(b"", b"", b"", b"")
CLOSING = Piece(b"", b"", b"", b"]}\n")
"""What each file ends with."""

BETWEEN_GRAPHS = Piece(b"", b"", b"", b",")
BETWEEN_ENTITIES = Piece(b"", b"", b"", b",\n")
BEFORE_ENTITIES = Piece(b"", b"", b"", b"\n")
