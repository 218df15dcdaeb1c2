"""What is found in a text, for tests of the extractors."""

import functools

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document, Mention
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def mentions(text: str) -> tuple[Mention, ...]:
    document = Document("a", "", text)
    return extractor().extract(document, segment(document))


def named(text: str, label: str) -> list[str]:
    return [mention.surface for mention in mentions(text) if mention.label == label]
