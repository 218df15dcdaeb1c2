"""What a worker does: a batch of articles in, their pieces appended to its part files, a short answer out."""

import gc
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from kg.check import Shapes, Violation, quote_errors
from kg.errors import KgError
from kg.exports import EXPORTS, Renderer
from kg.exports.blocks import blocks
from kg.graph import agents, article_lines, entity_iri, entity_lines
from kg.link.identity import listed_entity
from kg.ontology import load_ontology
from kg.page.gather import Share
from kg.pipeline.archive import Description, Spooled
from kg.pipeline.inputs import Batch, Raw
from kg.pipeline.stages import Stages, no_lap
from kg.read import read_content
from kg.records import Document, Entity, Reading
from kg.report import Refusal, article_card, render_card
from kg.resources import cache_dir


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker of a build is told once. ``version`` is that of the reading: what was loaded for another is no use."""

    folder: Path
    base: str
    extra: tuple[Path, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a batch."""

    articles: tuple[Spooled, ...]
    refused: tuple[Refusal, ...]


class Worker:
    """The stages, loaded once, and the part files this process writes. ``lap`` hears the name of each step when it ends."""

    def __init__(self, order: Order, lap: Callable[[str], None] = no_lap) -> None:
        self._lap = lap
        self._order = order
        self._base = order.base
        self._stages = Stages(order.extra)
        self._ontology = load_ontology()
        self._renderer = Renderer(order.base, self._ontology)
        self._shapes = Shapes(folder=cache_dir())
        self._find = lru_cache(8192)(self._listed)
        self._before = lru_cache(8192)(self._predecessors)
        gc.freeze()  # all this stays: the collector need not walk it again and again, nor forked workers copy it

    def take(self, order: Order) -> bool:
        """Work for another build from now on; False where that needs another worker."""
        if not order.version or replace(order, folder=self._order.folder) != self._order:
            return False
        self._order = order
        return True

    def work(self, batch: Batch) -> Answer:
        """Read a batch; what cannot be read is refused, and the rest goes on."""
        articles: list[Spooled] = []
        refused: list[KgError] = []
        part = f"part-{os.getpid()}"
        with ExitStack() as stack:
            files = [stack.enter_context((self._order.folder / part_name(part, name)).open("ab")) for name in EXPORTS]
            for given in batch:
                if isinstance(given, KgError):
                    refused.append(given)
                    continue
                try:
                    articles.append(self._spool(given, read_content(given.content), part, files))
                except KgError as error:
                    refused.append(error)
        self._shapes.keep()
        return Answer(tuple(articles), tuple(map(refusal, refused)))

    def _spool(self, raw: Raw, document: Document, part: str, files: Sequence[BinaryIO]) -> Spooled:
        self._lap("read")
        try:
            reading = self._stages.analyse(document, self._lap)
        except Exception as error:
            error.add_note(f"while reading {document.origin}")  # a bug: let it through, but say where it struck
            raise
        lines = article_lines(reading, self._base)
        described = entity_lines(reading, self._base, self._ontology, self._find, self._before)
        self._lap("graph")
        wrong = [_words(found) for found in quote_errors(lines)]
        broken = [_words(found) for found in self._shapes.violations([*lines, *described])]
        self._lap("check")
        ended = [f"{line}\n" for line in lines]
        found = list(blocks(ended))
        piece, told = self._renderer.graph(ended, found)
        self._lap("exports")
        page = Share.of(found, self._base).pack()
        self._lap("page")
        starts = tuple(file.tell() for file in files)
        for file, data in zip(files, piece, strict=True):
            file.write(data)
        descriptions = [
            *self._descriptions(reading, described),
            *(Description(subject, text.encode(), told=True) for subject, text in told.items()),
        ]
        content = raw.content
        spooled = Spooled(
            identifier=document.identifier,
            origin=document.origin,
            place=raw.place,
            digest=document.digest,
            line=content.line,
            stem=content.stem,
            named=bool(content.line) and document.identifier != f"{content.stem}-{content.line}",
            again=raw.again,
            size=len(content.data),
            part=part,
            starts=starts,
            lengths=tuple(map(len, piece)),
            source=zlib.compress(content.data),
            descriptions=tuple(descriptions),
            card=render_card(article_card(reading, agents(reading), wrong, broken)),
            page=page,
        )
        self._lap("spool")
        return spooled

    def _descriptions(self, reading: Reading, described: list[str]) -> Iterator[Description]:
        mentioned = {
            f"<{entity_iri(entity.key, self._base)}>" for link in reading.links if not link.silent for entity in link.entities
        }
        for subject, own in groupby(described, key=lambda line: line.partition(" ")[0]):
            yield Description(subject, _joined(own), subject in mentioned)

    def _listed(self, key: str) -> Entity | None:
        entry = self._stages.gazetteer.entry(key)
        return listed_entity(entry) if entry else None

    def _predecessors(self, key: str) -> tuple[Entity, ...]:
        return tuple(listed_entity(entry) for entry in self._stages.gazetteer.predecessors(key))


def part_name(part: str, export: str) -> str:
    """The file in which a worker leaves its pieces of an export."""
    return f"{part}.{export}"


def unread(batch: Batch) -> Answer:
    """The answer to a batch in which nothing is left to read."""
    return Answer((), tuple(refusal(given) for given in batch if isinstance(given, KgError)))


def _joined(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _words(violation: Violation) -> str:
    return f"{violation.focus}: {violation.message}"


def refusal(error: KgError) -> Refusal:
    """What the report says of an input that is not in the graph."""
    origin = f"{error.where}:{error.line}" if error.line else error.where
    return Refusal(origin, f"{error.problem}; {error.remedy}" if error.remedy else error.problem)
