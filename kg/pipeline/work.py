"""What a worker does: a batch of articles in, their pieces appended to its part files, a short answer out."""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from kg.check import Shapes, Violation, quote_errors
from kg.errors import KgError
from kg.exports import EXPORTS, Renderer
from kg.exports.blocks import blocks
from kg.graph import agents, article_lines, entity_blocks, entity_iri
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

_TOGETHER = 2 << 20  # bytes of the articles that are worked on together, unless one alone is larger
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


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


@dataclass(slots=True)
class _Graph:
    """An article on its way: its lines, those about its entities, and what the checks find in them."""

    raw: Raw
    reading: Reading
    lines: list[str]
    described: list[tuple[str, tuple[str, ...]]]
    wrong: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


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

    def take(self, order: Order) -> bool:
        """Work for another build from now on; False where that needs another worker."""
        if not order.version or replace(order, folder=self._order.folder) != self._order:
            return False
        self._order = order
        return True

    def work(self, batch: Batch) -> Answer:
        """Read a batch; what cannot be read is refused, and the rest goes on."""
        articles: list[Spooled] = []
        refused = [given for given in batch if isinstance(given, KgError)]
        part = f"part-{os.getpid()}"
        with ExitStack() as stack:
            files = [stack.enter_context((self._order.folder / part_name(part, name)).open("ab")) for name in EXPORTS]
            for together in _groups(given for given in batch if isinstance(given, Raw)):
                read = _each(self._read, together, refused)
                # All take one step before any takes the next: see Stages.analyse_all.
                readings = self._stages.analyse_all([document for _, document in read], self._lap)
                graphs = _each(self._graph, [(raw, reading) for (raw, _), reading in zip(read, readings, strict=True)], refused)
                for graph in graphs:
                    self._check(graph)
                articles += [self._spool(graph, part, files) for graph in graphs]
        self._shapes.keep()
        return Answer(tuple(articles), tuple(map(refusal, refused)))

    def _read(self, raw: Raw) -> tuple[Raw, Document]:
        document = read_content(raw.content)
        self._lap("read")
        return raw, document

    def _graph(self, read: tuple[Raw, Reading]) -> "_Graph":
        raw, reading = read
        lines = article_lines(reading, self._base)
        described = entity_blocks(reading, self._base, self._ontology, self._find, self._before)
        self._lap("graph")
        return _Graph(raw, reading, lines, described)

    def _check(self, graph: "_Graph") -> None:
        graph.wrong = [_words(found) for found in quote_errors(graph.lines)]
        lines = chain(graph.lines, chain.from_iterable(own for _, own in graph.described))
        graph.broken = [_words(found) for found in self._shapes.violations(lines)]
        self._lap("check")

    def _spool(self, graph: "_Graph", part: str, files: Sequence[BinaryIO]) -> Spooled:
        reading, document, content = graph.reading, graph.reading.document, graph.raw.content
        ended = [f"{line}\n" for line in graph.lines]
        found = list(blocks(ended))
        piece, told = self._renderer.graph(ended, found)
        self._lap("exports")
        page = Share.of(found, self._base).pack()
        self._lap("page")
        starts = tuple(file.tell() for file in files)
        for file, data in zip(files, piece, strict=True):
            file.write(data)
        descriptions = [
            *self._descriptions(reading, graph.described),
            *(Description(subject, text.encode(), told=True) for subject, text in told.items()),
        ]
        spooled = Spooled(
            identifier=document.identifier,
            origin=document.origin,
            place=graph.raw.place,
            digest=document.digest,
            line=content.line,
            stem=content.stem,
            named=bool(content.line) and document.identifier != f"{content.stem}-{content.line}",
            again=graph.raw.again,
            size=len(content.data),
            part=part,
            starts=starts,
            lengths=tuple(map(len, piece)),
            source=zlib.compress(content.data),
            descriptions=tuple(descriptions),
            card=render_card(article_card(reading, agents(reading), graph.wrong, graph.broken)),
            page=page,
        )
        self._lap("spool")
        return spooled

    def _descriptions(self, reading: Reading, described: list[tuple[str, tuple[str, ...]]]) -> Iterator[Description]:
        mentioned = {
            f"<{entity_iri(entity.key, self._base)}>" for link in reading.links if not link.silent for entity in link.entities
        }
        for subject, own in described:
            yield Description(subject, _joined(own), subject in mentioned)

    def _listed(self, key: str) -> Entity | None:
        entry = self._stages.gazetteer.entry(key)
        return listed_entity(entry) if entry else None

    def _predecessors(self, key: str) -> tuple[Entity, ...]:
        return tuple(listed_entity(entry) for entry in self._stages.gazetteer.predecessors(key))


def _groups(raws: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Articles worked on together: a few, so that what is held of them stays small."""
    held: list[Raw] = []
    size = 0
    for raw in raws:
        if held and size + len(raw.content.data) > _TOGETHER:
            yield held
            held, size = [], 0
        held.append(raw)
        size += len(raw.content.data)
    if held:
        yield held


def _each(step: Callable[[_Given], _Made], given: Iterable[_Given], refused: list[KgError]) -> list[_Made]:
    """A step for each article; those that cannot take it are refused."""
    made: list[_Made] = []
    for one in given:
        try:
            made.append(step(one))
        except KgError as error:
            refused.append(error)
    return made


def part_name(part: str, export: str) -> str:
    """The file in which a worker leaves its pieces of an export."""
    return f"{part}.{export}"


def unread(batch: Batch) -> Answer:
    """The answer to a batch in which nothing is left to read."""
    return Answer((), tuple(refusal(given) for given in batch if isinstance(given, KgError)))


@lru_cache(8192)  # most articles say of a ministry what others do
def _joined(lines: tuple[str, ...]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _words(violation: Violation) -> str:
    return f"{violation.focus}: {violation.message}"


def refusal(error: KgError) -> Refusal:
    """What the report says of an input that is not in the graph."""
    origin = f"{error.where}:{error.line}" if error.line else error.where
    return Refusal(origin, f"{error.problem}; {error.remedy}" if error.remedy else error.problem)
