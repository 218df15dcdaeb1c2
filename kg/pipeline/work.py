"""What a worker does: a batch of sources or documents in, their quads appended to its part file, a short answer out."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from kg.check import Shapes, Violation, quote_errors
from kg.errors import KgError
from kg.graph import agents, article_lines, entity_iri, entity_lines
from kg.link.identity import listed_entity
from kg.ontology import load_ontology
from kg.pipeline.spool import Description, Spooled
from kg.pipeline.stages import Stages, no_lap
from kg.read import Source, read
from kg.records import Document, Entity, Reading
from kg.report import Refusal, article_card, render_card
from kg.resources import cache_dir

Batch = tuple[Source | Document | KgError, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker of a build is told once."""

    folder: Path
    base: str
    extra: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a batch."""

    articles: tuple[Spooled, ...]
    refused: tuple[Refusal, ...]


class Worker:
    """The stages, loaded once, and the part file this process writes. ``lap`` hears the name of each step when it ends."""

    def __init__(self, order: Order, lap: Callable[[str], None] = no_lap) -> None:
        self._lap = lap
        self._base = order.base
        self._stages = Stages(order.extra)
        self._ontology = load_ontology()
        self._shapes = Shapes(folder=cache_dir())
        self._folder = order.folder
        self._find = lru_cache(8192)(self._listed)

    def work(self, batch: Batch) -> Answer:
        """Read a batch; what cannot be read is refused, and the rest goes on."""
        articles: list[Spooled] = []
        refused: list[KgError] = []
        with (self._folder / f"part-{os.getpid()}.nq").open("ab") as part:
            for given in batch:
                try:
                    for document in _documents(given, refused):
                        articles.append(self._spool(document, part))  # noqa: PERF401 (what came before an error stays)
                except KgError as error:
                    refused.append(error)
        self._shapes.keep()
        return Answer(tuple(articles), tuple(map(refusal, refused)))

    def _spool(self, document: Document, part: BinaryIO) -> Spooled:
        self._lap("read")
        try:
            reading = self._stages.analyse(document, self._lap)
        except Exception as error:
            error.add_note(f"while reading {document.origin}")  # a bug: let it through, but say where it struck
            raise
        lines = article_lines(reading, self._base)
        described = entity_lines(reading, self._base, self._ontology, self._find)
        self._lap("graph")
        wrong = [_words(found) for found in quote_errors(lines)]
        broken = [_words(found) for found in self._shapes.violations([*lines, *described])]
        self._lap("check")
        quads = _joined(lines)
        start = part.tell()
        part.write(quads)
        spooled = Spooled(
            document.identifier,
            document.origin,
            document.digest,
            len(document.source.encode("utf-8", "replace")),
            Path(part.name).name,
            start,
            len(quads),
            tuple(self._descriptions(reading, described)),
            render_card(article_card(reading, agents(reading), wrong, broken)),
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


def _joined(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _words(violation: Violation) -> str:
    return f"{violation.focus}: {violation.message}"


def refusal(error: KgError) -> Refusal:
    """What the report says of an input that is not in the graph."""
    origin = f"{error.where}:{error.line}" if error.line else error.where
    return Refusal(origin, f"{error.problem}; {error.remedy}" if error.remedy else error.problem)


def _documents(given: Source | Document | KgError, refused: list[KgError]) -> Iterator[Document]:
    if isinstance(given, KgError):
        refused.append(given)
    elif isinstance(given, Document):
        yield given
    else:
        yield from read(given, refused.append)
