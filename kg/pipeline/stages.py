"""The way of the data, in one place: a document goes in, everything read out of it comes out."""

from collections.abc import Callable
from pathlib import Path

from kg.extract import Extractor
from kg.figures import measure
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linker
from kg.records import Document, Reading
from kg.relate import Relator
from kg.segment import segment


def no_lap(_stage: str) -> None:
    """Nobody measures."""


class Stages:
    """The stages between reading and the graph, with what they need loaded once."""

    def __init__(self, extra: tuple[Path, ...] = ()) -> None:
        self.gazetteer: Gazetteer = load_gazetteer(extra)
        self.extractor = Extractor(self.gazetteer)
        self.linker = Linker(self.gazetteer)
        self.relator = Relator()

    def analyse(self, document: Document, lap: Callable[[str], None] = no_lap) -> Reading:
        """Everything the stages read out of ``document``; ``lap`` hears the name of each stage when it ends."""
        sentences = segment(document)
        lap("segment")
        mentions = self.extractor.extract(document, sentences)
        lap("extract")
        links = self.linker.link(document, sentences, mentions)
        lap("link")
        statements = self.relator.relate(document, sentences, links)
        lap("relate")
        figures = measure(document, sentences, links)
        lap("figures")
        return Reading(document, sentences, links, statements, figures)
