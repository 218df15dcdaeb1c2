"""The records that pass from stage to stage: frozen, slotted, in reading order.

A span is half-open ``[start, end)`` in Unicode code points of ``Document.text``. The text is normalised exactly once, in
reading, and nobody changes it afterwards: ``document.text[start:end] == mention.surface``, always.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

Modality = Literal["Asserted", "Planned", "Negated"]
BlockKind = Literal["title", "paragraph", "heading", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of ``Document.text``: the title, a paragraph, a heading, a list item or a table row."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A hyperlink of the source, over the characters it covers. ``code`` is a stock code (SH601939) or None.

    Publishers link automatically: a link is noisy evidence, never proof.
    """

    start: int
    end: int
    href: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.

    ``text`` is the title, a newline, and the blocks joined by single newlines. ``source`` is the decoded input it came from;
    ``source_offsets[i]`` is the offset in ``source`` of ``text[i]`` (same length as ``text``; empty when not computed).
    ``issued`` bears a zone when the source gave one. ``digest`` is the SHA-256 (hex) of the input bytes.
    """

    identifier: str
    title: str
    text: str
    blocks: tuple[Block, ...] = ()
    issued: datetime | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    url: str | None = None
    image: str | None = None
    editor: str | None = None
    original_title: str | None = None
    links: tuple[SourceLink, ...] = ()
    origin: str = ""
    digest: str = ""
    source: str = field(default="", repr=False)
    source_offsets: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text. ``block`` indexes ``Document.blocks``."""

    start: int
    end: int
    block: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. ``label`` is a class of the ontology (local name, e.g. ``Bank``), as the extractor sees it.

    ``names`` are the full names that a joint surface stands for (沪深交易所 → 上海证券交易所, 深圳证券交易所); empty otherwise.
    ``full`` is the longer name this surface was defined to stand for in the text (《通知》 → its title); None otherwise.
    """

    start: int
    end: int
    surface: str
    label: str
    extractor: str
    confidence: float
    names: tuple[str, ...] = ()
    full: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's share in a candidate's score, for a person to read."""

    feature: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world. ``key`` is its IRI below ``entity/`` (already safe for an IRI); ``name`` its official full name.

    ``parent``, ``place``, ``successors``, and a document's ``issuers`` and what it ``amends`` are keys of other entities;
    ``codes`` are (scheme, code) pairs, sorted. ``listed`` says that the gazetteer knows it. ``aliases`` are sorted and do not
    contain ``name``; each is (text, language tag).
    """

    key: str
    label: str
    name: str
    aliases: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    place: str | None = None
    successors: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    listed: bool = False
    issuers: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)  # tells nearly all apart, and spares hashing dozens of aliases


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a name may mean, with score (0–1) and the reasons for it, weightiest first."""

    entity: Entity
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and what it means: one entity, or several for a joint surface.

    ``silent`` marks a pronoun or common noun (该行, 会议) that serves the facts but is no mention of the graph.
    """

    mention: Mention
    entities: tuple[Entity, ...]
    score: float
    reasons: tuple[Reason, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its evidence ``[start, end)``: usually one sentence. Subject and object are entity keys.

    ``trigger`` is the span of the words that say it, None when the name alone says it. Dates are ISO 8601, possibly partial.
    """

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    confidence: float
    modality: Modality = "Asserted"
    trigger: tuple[int, int] | None = None
    title: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number. ``value`` is exact, in base units of ``unit`` (18.73万亿元 → 18730000000000 CNY; 24.1% → 24.1 %).

    ``surface`` is ``text[start:end]``; ``date`` an ISO 8601 day, month, or year, or None; ``about`` an entity key or None.
    ``change`` is ``yoy`` (同比), ``mom`` (环比) or None.
    """

    start: int
    end: int
    surface: str
    value: Decimal
    unit: str
    metric: str
    extractor: str
    confidence: float
    date: str | None = None
    about: str | None = None
    approximation: str | None = None
    change: Literal["yoy", "mom"] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one document, in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
