"""Small graphs made of records, for pages that the seeds do not lead to."""

from datetime import datetime

from kg.graph import DEFAULT_BASE
from kg.graph.article import article_lines
from kg.graph.entity import entity_lines
from kg.ontology import load_ontology
from kg.records import Block, Document, Entity, Link, Mention, Reading, Statement
from kg.store import Store
from tests.unit.graph.readings import BODY, TITLE, reading, span
from tests.unit.site.pages import store_of

__all__ = ["BODY", "TITLE", "article_of", "graph_of", "link", "reading", "span", "statement"]


def graph_of(*readings: Reading, base: str = DEFAULT_BASE) -> Store:
    """A store in memory with what was read."""
    ontology = load_ontology()
    lines = [line for one in readings for line in (*article_lines(one, base), *entity_lines(one, base, ontology))]
    return store_of(lines)


def article_of(identifier: str, text: str, title: str = "标题", **more: str | tuple[str, ...]) -> Document:
    """An article of this text, its first line the title."""
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        blocks.append(Block(position, position + len(line), "paragraph" if blocks else "title"))
        position += len(line) + 1
    return Document(identifier, title, text, tuple(blocks), datetime(2022, 3, 1), **more)  # type: ignore[arg-type]


def link(surface: str, text: str, key: str = "regulator/pbc", name: str = "中国人民银行", label: str = "Regulator") -> Link:
    """A surface linked to an entity where it first stands in a text."""
    start = text.index(surface)
    mention = Mention(start, start + len(surface), surface, label, "listed", 0.9)
    return Link(mention, (Entity(key, label, name),), 0.9, ())


def statement(text: str, subject: str = "regulator/pbc", other: str = "regulator/pbc") -> Statement:
    """A statement that the whole text makes."""
    return Statement(subject, "cooperatesWith", other, 0, len(text), "rule", 0.8)
