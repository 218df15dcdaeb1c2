"""graph.jsonld read in flat memory: the parser keeps a whole document in memory, so it is given one portion after the other.

The export has one subject a line and one line that opens each graph (``kg.exports``), so portions can be cut between lines:
each is a document of its own, with the context of the whole. A file that is not cut so is given to the parser as it is.
"""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

_LINES = 5_000  # of a portion
_OPENS = '"@graph": ['


def jsonld_quads(path: Path, portion: int = _LINES) -> Iterator[pyoxigraph.Quad]:
    """The quads of a graph.jsonld, in portions of so many lines.

    Raises:
        SyntaxError: It is broken.
        FileNotFoundError: There is no such file.
    """
    with path.open(encoding="utf-8", newline="\n") as lines:
        context = list(_until_graphs(lines))
        if not context:
            yield from pyoxigraph.parse(path=str(path))
            return
        for part in _portions(lines, portion):
            document = "".join(context) + part + "]}"
            yield from pyoxigraph.parse(document.encode(), pyoxigraph.RdfFormat.JSON_LD)


def _until_graphs(lines: Iterator[str]) -> Iterator[str]:
    """The lines up to the one that opens the list of graphs; none where nothing does."""
    head = []
    for line in lines:
        head.append(line)
        if line.rstrip("\n") == _OPENS:
            yield from head
            return
        if len(head) > _LINES:
            return


def _portions(lines: Iterator[str], portion: int) -> Iterator[str]:
    """Graphs, or parts of graphs, each closed: text to stand in the list of graphs."""
    opener = ""
    held: list[str] = []
    count = 0
    line = next(lines, "")
    while line:
        after = next(lines, "")
        if line.endswith(f"{_OPENS}\n"):
            opener = line
            held.append(opener)
        else:
            count += 1
            is_last = not after or after.endswith(f"{_OPENS}\n")
            if not is_last and count >= portion:
                yield _closed(held, line)
                held, count = [opener], 0
            elif is_last and after and count >= portion:
                yield _ended(held, line)
                held, count = [], 0
            else:
                held.append(line)
        line = after
    if held:
        # The last line closes the list of graphs, too, and the document: both are written behind every portion.
        held[-1] = held[-1].rstrip("\n").removesuffix("]}")
        yield "".join(held)


def _closed(held: list[str], line: str) -> str:
    """A portion that ends amid a graph: its last line ends with a comma, and the graph is closed."""
    return "".join(held) + line.rstrip("\n").removesuffix(",") + "]}"


def _ended(held: list[str], line: str) -> str:
    """A portion that ends with a graph: the comma before the next graph is taken away."""
    return "".join(held) + line.rstrip("\n").removesuffix(",")
