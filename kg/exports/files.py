"""Writing the four files in one pass, each under a temporary name until all are whole."""

import errno
import heapq
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.exports.blocks import Block, blocks
from kg.exports.jsonld import JsonLdTerms
from kg.exports.turtle import TurtleTerms
from kg.ontology import Ontology

EXPORTS = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld")

_RUN = 200_000  # lines sorted in memory at a time


def write_exports(parts: Sequence[Path], folder: Path, base: str, ontology: Ontology) -> None:
    """Write all exports of the graph whose N-Quads stand in ``parts``, in that order, into ``folder``.

    The files appear, or are replaced, only when all four are whole; whatever goes wrong, the old ones stay as they were and
    nothing else is left behind. ``graph.ttl`` is all graphs merged into one: what each article says in the order of the
    articles, then every entity once with all that any article states of it.

    Raises:
        StoreError: The disk is full, or the folder cannot be written.
    """
    drafts = {name: folder / f".{name}.{os.getpid()}.part" for name in EXPORTS}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            with drafts["graph.nq"].open("wb") as whole:
                for part in parts:
                    with part.open("rb") as piece:
                        shutil.copyfileobj(piece, whole, 1 << 20)
            trig, turtle, jsonld = (
                stack.enter_context(drafts[name].open("w", encoding="utf-8", newline="\n", buffering=1 << 20))
                for name in EXPORTS[1:]
            )
            lines = stack.enter_context(drafts["graph.nq"].open(encoding="utf-8", newline="\n"))
            _write(blocks(lines), trig, turtle, jsonld, base, ontology, folder)
        for name, draft in drafts.items():
            draft.replace(folder / name)
    except OSError as error:
        raise _explained(error, folder) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _write(
    found: Iterable[Block], trig: IO[str], turtle: IO[str], jsonld: IO[str], base: str, ontology: Ontology, folder: Path
) -> None:
    terms, json_terms = TurtleTerms(base), JsonLdTerms(base, ontology)
    entity = f"<{base}entity/"
    trig.write(terms.head())
    turtle.write(terms.head())
    jsonld.write(json_terms.head())
    graph: str | None = None
    with _Gathered(folder) as entities:
        for block in found:
            text = terms.block(block.subject, block.pairs)
            opens = block.graph != graph
            if opens:
                trig.write(f"{_closing(graph)}{terms.term(block.graph)} {{\n\n" if block.graph else _closing(graph))
                jsonld.write(("" if graph is None else "]},") + _opening(block.graph, json_terms))
                graph = block.graph
            trig.write(text)
            jsonld.write(("\n" if opens else ",\n") + json_terms.block(block))
            if block.subject.startswith(entity):
                entities.add(block)
            else:
                turtle.write(text)
        trig.write(_closing(graph))
        jsonld.write("]}]}\n" if graph is not None else "]}\n")
        for block in blocks(entities.lines()):
            turtle.write(terms.block(block.subject, block.pairs))


def _closing(graph: str | None) -> str:
    return "}\n\n" if graph else ""


def _opening(graph: str, terms: JsonLdTerms) -> str:
    return f'\n{{"id": "{terms.iri(graph)}", "@graph": [' if graph else '\n{"@graph": ['


class _Gathered:
    """Lines about entities from all graphs, sorted and each once, in runs on disk beyond what memory should hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: set[str] = set()
        self._runs: list[IO[str]] = []

    def __enter__(self) -> "_Gathered":
        return self

    def __exit__(self, *_: object) -> None:
        for run in self._runs:
            run.close()

    def add(self, block: Block) -> None:
        self._held.update(f"{block.subject} {predicate} {value} .\n" for predicate, value in block.pairs)
        if len(self._held) >= _RUN:
            run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115 - closed on exit
            run.writelines(sorted(self._held))
            run.seek(0)
            self._runs.append(run)
            self._held = set()

    def lines(self) -> Iterator[str]:
        previous = ""
        for line in heapq.merge(*self._runs, sorted(self._held)):
            if line != previous:
                yield line
            previous = line


def _explained(error: OSError, folder: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError("the disk is full", where=str(folder), remedy="free some space and build again")
    return StoreError(f"the exports cannot be written: {error.strerror or error}", where=str(error.filename or folder))
