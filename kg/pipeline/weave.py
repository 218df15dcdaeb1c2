"""The exports of a build, woven from what stands in those of the build before and what its workers left.

What has not changed is copied as it stands, in stretches as long as possible; what has changed is also set down as lines that
go and lines that come, for the store.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.exports import BETWEEN_ENTITIES, BETWEEN_GRAPHS, EXPORTS, Exports, Piece, Renderer, Stretch
from kg.pipeline.archive import Archive
from kg.pipeline.merging import class_of, merge
from kg.pipeline.work import part_name

_COLUMNS = "known, gone, part, at_nq, at_trig, at_ttl, at_jsonld, nq, trig, ttl, jsonld"
_PART = "entities"  # the name of this module's own part files
_SETTING = "exports"
_NQ = EXPORTS.index("graph.nq")


def intact(archive: Archive, out: Path) -> bool:
    """Whether the exports in ``out`` are still those that the archive tells the offsets of, by size and time of change."""
    noted = json.loads(archive.setting(_SETTING) or "{}").get("files")
    try:
        return bool(noted == [_state(out / name) for name in EXPORTS])
    except OSError:
        return False


def describe_entities(archive: Archive, stage: Path, renderer: Renderer, *, whole: bool) -> None:
    """Set down what is said of each entity; with ``whole`` of all of them, otherwise of those that changes touch."""
    rows = archive.rows
    wanted = "TRUE" if whole else "iri IN (SELECT entity FROM touched)"
    rows.execute(f"UPDATE entity SET gone = 1 WHERE {wanted}")  # noqa: S608 (words of ours)
    with ExitStack() as stack:
        files = [stack.enter_context((stage / part_name(_PART, name)).open("wb")) for name in EXPORTS]
        for iri, kind, piece in _described(archive, renderer, whole=whole):
            starts = [file.tell() for file in files]
            for file, data in zip(files, piece, strict=True):
                file.write(data)
            rows.execute(
                """INSERT INTO entity (iri, kind, known, part, at_nq, at_trig, at_ttl, at_jsonld, nq, trig, ttl, jsonld)
                   VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (iri, kind, _PART, *starts, *map(len, piece)),
            )


def _described(archive: Archive, renderer: Renderer, *, whole: bool) -> Iterator[tuple[str, str | None, Piece]]:
    """Entities by IRI, with their class if an article mentions them."""
    source = "description" if whole else "touched JOIN description USING (entity)"
    query = f"""SELECT entity, told, lines, articles, mentioned FROM {source} WHERE articles > 0
                ORDER BY entity, told, lines"""  # noqa: S608 (names of ours)
    for iri, said in groupby(archive.rows.cursor().execute(query), key=itemgetter(0)):
        votes, told, named = Counter[bytes](), list[str](), False
        for _, is_told, lines, articles, mentioned in said:
            if is_told:
                told += lines.decode().splitlines(keepends=True)
                continue
            named = named or mentioned > 0
            for line in lines.splitlines(keepends=True):
                votes[line] += articles
        merged = merge(votes)
        yield iri, class_of(merged) if named else None, renderer.entity([line.decode() for line in merged], told)


def entity_lines(archive: Archive, folder: Path) -> Iterator[str]:
    """The lines of the entities' graph in the exports that were woven last, in ``folder``."""
    noted = json.loads(archive.setting(_SETTING))
    with (folder / "graph.nq").open("rb") as stream:
        at, end = noted["entities"][_NQ], noted["end"]
        stream.seek(at)
        while at < end:
            line = stream.readline()
            at += len(line)
            yield line.decode()


class Weave:
    """Writes one build's exports.

    Args:
        archive: Settled: each article known, new or gone; the entities described.
        out: The folder whose exports are those of the build before.
        stage: Where the part files are, and where the exports go.
        compare: Whether to set down what differs from the build before, in ``gone`` and ``come`` (N-Quads files).
        pool: Copies what is long, if there is one, beside other work.
    """

    def __init__(self, archive: Archive, out: Path, stage: Path, *, compare: bool, pool: Executor | None = None) -> None:
        self._archive = archive
        self._out = out
        self._stage = stage
        self._before: dict[str, Any] = json.loads(archive.setting(_SETTING) or "{}")
        self._pool = pool
        self._opened: dict[str, list[int]] = {}
        self._stack = ExitStack()
        self.gone, self.come = stage / "gone.nq", stage / "come.nq"
        self._differences = self._stack.enter_context(closing(_Differences(self.gone, self.come))) if compare else None

    def __enter__(self) -> "Weave":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def write(self, renderer: Renderer, graph: str, surroundings: Sequence[Piece]) -> None:
        """Write the exports; they are whole when ``finish`` has been called.

        Args:
            renderer: Makes what stands between the pieces.
            graph: The graph of the entities, in angle brackets.
            surroundings: The graphs that no article owns.
        """
        self._exports = exports = self._stack.enter_context(Exports(self._stage, renderer, self._pool))
        for stretches in self._stretches("article", "identifier", self._before.get("articles", ()), BETWEEN_GRAPHS):
            exports.article(stretches)
        entities = self._stretches("entity", "iri", self._before.get("entities", ()), BETWEEN_ENTITIES)
        exports.entities(graph, entities, surroundings)
        if self._differences is not None:
            old = self._files("")[_NQ]
            end = self._before["end"]
            before = os.pread(old, os.fstat(old).st_size - end, end)
            self._differences.change(before, b"".join(piece.nq for piece in surroundings))
            self._differences.close()

    def finish(self) -> None:
        """Have all that was written in the files, and note where in them the pieces stand."""
        exports = self._exports
        exports.close()
        noted = {
            "files": [_state(self._stage / name) for name in EXPORTS],
            "articles": exports.articles_at,
            "entities": exports.entities_at,
            "end": exports.end_at[_NQ],
        }
        self._archive.set(_SETTING, json.dumps(noted))

    def _stretches(self, table: str, order: str, starts: Sequence[int], between: Piece) -> Iterator[list[Stretch]]:
        """Where the pieces of a table's rows stand, in order; what is gone is passed over.

        The offsets of the build before follow from the lengths of its pieces in their order.
        """
        at = list(starts)
        separators = [0] * len(EXPORTS)
        query = f"SELECT {order}, {_COLUMNS} FROM {table} ORDER BY {order}, known DESC"  # noqa: S608 (names of ours)
        for _, rows in groupby(self._archive.rows.cursor().execute(query), key=itemgetter(0)):
            old: list[Stretch] | None = None
            new: list[Stretch] | None = None
            fresh = False
            for _, known, gone, part, *numbers in rows:
                lengths = numbers[len(EXPORTS) :]
                if known and at:
                    at = [place + separator for place, separator in zip(at, separators, strict=True)]
                    separators = [len(separator) for separator in between]
                if known and gone:
                    old = self._place("", at, lengths) if self._differences is not None else None
                elif known:
                    new = self._place("", at, lengths)
                else:
                    new, fresh = self._place(part, numbers, lengths), True
                if known and at:
                    at = [place + length for place, length in zip(at, lengths, strict=True)]
            if self._differences is not None and (old or fresh):
                self._differences.change(_bytes(old), _bytes(new))
            if new:
                yield new

    def _place(self, part: str, starts: Sequence[int], lengths: Sequence[int]) -> list[Stretch]:
        return list(zip(self._files(part), starts[: len(EXPORTS)], lengths, strict=True))

    def _files(self, part: str) -> list[int]:
        """The open part files of a worker; those of the build before, for an empty name."""
        if part not in self._opened:
            paths = [self._stage / part_name(part, name) if part else self._out / name for name in EXPORTS]
            self._opened[part] = [self._open(path) for path in paths]
        return self._opened[part]

    def _open(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDONLY)
        self._stack.callback(os.close, descriptor)
        return descriptor


class _Differences:
    """N-Quads lines that go and that come, in two files."""

    def __init__(self, gone: Path, come: Path) -> None:
        self._gone = gone.open("wb")
        self._come = come.open("wb")

    def close(self) -> None:
        """Have them written."""
        self._gone.close()
        self._come.close()

    def change(self, old: bytes, new: bytes) -> None:
        """Note the lines in which two pieces differ; no other piece holds any of them."""
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
        held, holds = set(before), set(after)
        self._gone.writelines(line for line in before if line not in holds)
        self._come.writelines(line for line in after if line not in held)


def _bytes(stretches: list[Stretch] | None) -> bytes:
    """The N-Quads of a piece."""
    if not stretches:
        return b""
    source, start, length = stretches[_NQ]
    return os.pread(source, length, start)


def _state(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]
