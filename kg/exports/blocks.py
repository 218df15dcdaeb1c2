"""N-Quads lines taken apart and gathered by graph and subject, without building term objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Pair = tuple[str, str]
"""Predicate and object, each as N-Quads writes it."""


@dataclass(frozen=True, slots=True)
class Block:
    """All that one graph says of one subject, in the order of the lines. ``graph`` is empty for the default graph."""

    graph: str
    subject: str
    pairs: list[Pair]


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Neighbouring lines of the same graph and subject, as one block each. Empty lines are passed over."""
    graph, subject, tail = "", "", "\0"
    pairs: list[Pair] = []
    for line in lines:
        if line == "\n":
            continue
        one, predicate, rest = line.split(" ", 2)
        if one != subject or not rest.endswith(tail):
            if pairs:
                yield Block(graph, subject, pairs)
            subject, pairs = one, []
            graph = _graph(rest)
            tail = f" {graph} .\n" if graph else " .\n"
        pairs.append((predicate, rest[: -len(tail)]))
    if pairs:
        yield Block(graph, subject, pairs)


def _graph(rest: str) -> str:
    """The graph of a line without subject and predicate: an IRI after the object's own end."""
    head = rest[: -len(" .\n")]
    start = head.rfind(" <")
    if start < 0 or (head.startswith('"') and head.rfind('"') > start):
        return ""
    return head[start + 1 :]


def split_literal(token: str) -> tuple[str, str]:
    """A literal's escaped text, and what follows its closing quote: nothing, ``@zh`` or ``^^<…>``."""
    end = token.rfind('"')
    return token[1:end], token[end + 1 :]
