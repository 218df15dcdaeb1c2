"""The quads that differ as a patch: a SPARQL 1.1 Update, which any server applies as it is, and ``apply_patch`` to a file.

A patch is ``DELETE DATA`` and ``INSERT DATA`` operations of at most some thousand quads, the triples in Turtle within their
``GRAPH``, deletions first (https://www.w3.org/TR/sparql11-update/). Both graphs are put in order on disk and merged: memory
stays flat. The same two graphs give the same patch.
"""

import heapq
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import TextIO

import pyoxigraph

from kg.diff.order import Ordered, differences
from kg.diff.points import Point
from kg.errors import StoreError

_QUADS = 5_000  # in one operation: servers bound the size of one
_OPENS = re.compile(r"(DELETE|INSERT) DATA \{")
_GRAPH = re.compile(r"GRAPH <([^<>\"{}|^`\\\x00-\x20]*)> \{")


def write_patch(old: Point, new: Point, out: TextIO) -> tuple[int, int]:
    """Write what turns one graph into the other; how many quads are deleted and inserted.

    Raises:
        StoreError: A graph cannot be read, or a line of it is no N-Quad of a named graph.
    """
    out.write(f"# {_comment(old.name)} -> {_comment(new.name)}: SPARQL 1.1 Update\n")
    counts = []
    with old.lines() as before, new.lines() as after, Ordered(before) as one, Ordered(after) as other:
        for operation, wanted in (("DELETE", "-"), ("INSERT", "+")):
            lines = (line for sign, line in differences(one, other) if sign == wanted)
            counts.append(_write(operation, lines, out))
    return counts[0], counts[1]


def _write(operation: str, lines: Iterable[str], out: TextIO) -> int:
    count = 0
    quads = (_quad(line) for line in lines)
    while portion := list(islice(quads, _QUADS)):
        count += len(portion)
        out.write(f"{operation} DATA {{\n")
        # The order of subjects scatters graphs: within one operation each is opened once.
        portion.sort(key=lambda pair: pair[0])
        for graph, own in groupby(portion, key=lambda pair: pair[0]):
            out.write(f"GRAPH <{graph}> {{\n")
            out.writelines(f"{triple} .\n" for _graph, triple in own)
            out.write("}\n")
        out.write("} ;\n")
    return count


def _quad(line: str) -> tuple[str, str]:
    """The graph of a line and its triple, written anew: what stands in a file never becomes part of the update as it is."""
    try:
        (quad,) = pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"no N-Quads: {error}") from error
    if not isinstance(quad.graph_name, pyoxigraph.NamedNode) or _is_blank(quad):
        raise StoreError("a blank node, or a triple outside of all named graphs, cannot be patched", where=line.strip())
    return quad.graph_name.value, str(quad.triple)


def _is_blank(quad: pyoxigraph.Quad) -> bool:
    return isinstance(quad.subject, pyoxigraph.BlankNode) or isinstance(quad.object, pyoxigraph.BlankNode)


def apply_patch(patch: Iterable[str], old: Point, out: TextIO) -> int:
    """Write the graph that a patch makes of an old one, as N-Quads in the order of their code points; how many quads it has.

    Raises:
        StoreError: The old graph cannot be read, or the patch is none that ``write_patch`` wrote.
    """
    with Ordered() as deleted, Ordered() as inserted, old.lines() as lines, Ordered(_canonical(lines, old.name)) as graph:
        for operation, line in _patched(patch):
            (deleted if operation == "DELETE" else inserted).add(line)
        # What is deleted and not there does no harm, as in SPARQL.
        kept = (line for sign, line in differences(graph, deleted) if sign == "-")
        count = 0
        previous = ""
        for line in heapq.merge(kept, inserted):
            if line != previous:
                out.write(line)
                count += 1
            previous = line
        return count


def _canonical(lines: Iterable[str], name: str) -> Iterator[str]:
    """Lines as they are written here, whatever escapes they had."""
    for number, line in enumerate(lines, 1):
        try:
            yield from (f"{quad} .\n" for quad in pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"no N-Quads: {error}", where=name, line=number) from error


def _patched(patch: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The operations of a patch: DELETE or INSERT, and a line of N-Quads."""
    operation = graph = ""
    for number, line in enumerate(patch, 1):
        stripped = line.rstrip("\n")
        if opens := _OPENS.fullmatch(stripped):
            operation = opens[1]
        elif within := _GRAPH.fullmatch(stripped):
            graph = within[1]
        elif stripped.startswith("<") and operation and graph:
            try:
                (quad,) = pyoxigraph.parse(stripped, pyoxigraph.RdfFormat.N_TRIPLES)
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"no triple: {error}", where="patch", line=number) from error
            yield operation, f"{quad.triple} <{graph}> .\n"
        elif stripped not in ("}", "} ;", "") and not stripped.startswith("#"):
            raise StoreError("this is no patch that kg diff wrote", where="patch", line=number)


def _comment(name: str) -> str:
    return "".join(character if character.isprintable() else " " for character in name)
