"""The way of the data, in one place: a document goes in, everything read out of it comes out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kg.extract import Extractor
from kg.figures import measure
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linker, with_nicknames
from kg.records import Document, Mention, Reading, Sentence
from kg.relate import Relator
from kg.segment import segment

_Made = TypeVar("_Made")


def no_lap(_stage: str) -> None:
    """Nobody measures."""


class Stages:
    """The stages between reading and the graph, with what they need loaded once."""

    def __init__(self, extra: tuple[Path, ...] = ()) -> None:
        self.gazetteer: Gazetteer = load_gazetteer(extra)
        self.extractor = Extractor(self.gazetteer)
        self.linker = Linker(self.gazetteer)
        self.relator = Relator()

    def analyse(self, document: Document) -> Reading:
        """Everything the stages read out of ``document``."""
        (reading,) = self.analyse_all([document])
        return reading

    def analyse_all(self, documents: Sequence[Document], lap: Callable[[str], None] = no_lap) -> list[Reading]:
        """Everything the stages read out of each document; ``lap`` hears the name of each stage when it ends.

        All documents pass one stage before any passes the next: a stage that runs again and again finds its code and its tables
        in the processor's caches, which saves a tenth of the time. Nothing passes from one document to another.
        """
        sentences = _each(segment, documents)
        lap("segment")
        mentions = self._extract(documents, sentences)
        lap("extract")
        links = _each(self.linker.link, documents, sentences, mentions)
        lap("link")
        statements = _each(self.relator.relate, documents, sentences, links)
        lap("relate")
        figures = _each(measure, documents, sentences, links)
        lap("figures")
        return list(map(Reading, documents, sentences, map(with_nicknames, links), statements, figures))

    def _extract(self, documents: Sequence[Document], sentences: Sequence[tuple[Sentence, ...]]) -> list[tuple[Mention, ...]]:
        try:
            return self.extractor.extract_all(documents)
        except Exception:  # a bug: it strikes again where the document is known
            _each(self.extractor.extract, documents, sentences)
            raise


def _each(stage: Callable[..., _Made], documents: Sequence[Document], *parts: Sequence[object]) -> list[_Made]:
    """What a stage makes of each document and of what the stages before made of it."""
    made: list[_Made] = []
    for document, *given in zip(documents, *parts, strict=True):
        try:
            made.append(stage(document, *given))
        except Exception as error:
            error.add_note(f"while reading {document.origin}")  # a bug: let it through, but say where it struck
            raise
    return made
