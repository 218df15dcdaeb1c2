"""Cut a document into sentences.

Sentences never cross a block. A full stop stays with the quotation mark or bracket that closes after it (。” is one end), a
semicolon ends a sentence too, for in official prose it separates clauses with subjects of their own. Titles, headings and
table rows are one sentence each.
"""

import re

from kg.records import Block, Document, Sentence

_END = re.compile(
    r"""
    [。！？；!?]+         # what ends a sentence; a run of them ends it once (？！)
    [”’」』）)】"]*       # marks that close after it belong to it
    """,
    re.VERBOSE,
)
_WHOLE = frozenset({"title", "heading", "row"})


def segment(document: Document) -> tuple[Sentence, ...]:
    r"""The sentences of the text in order; they do not overlap, and hold every character that is not white space.

    A document without blocks is read as one paragraph a line. Linear in the length of the text.

    >>> text = "央行发布通知\n央行今日发布通知。他说：“要落实。”各地响应；企业受益"
    >>> [text[s.start : s.end] for s in segment(Document("a", "央行发布通知", text))]
    ['央行发布通知', '央行今日发布通知。', '他说：“要落实。”', '各地响应；', '企业受益']
    """
    blocks = document.blocks or _lines(document.text)
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        for start, end in _split(document.text, block):
            found.append(Sentence(start, end, index, block.kind))
    return tuple(found)


def _split(text: str, block: Block) -> list[tuple[int, int]]:
    cuts = [] if block.kind in _WHOLE else [match.end() for match in _END.finditer(text, block.start, block.end)]
    spans = (_trim(text, start, end) for start, end in zip([block.start, *cuts], [*cuts, block.end], strict=True))
    return [(start, end) for start, end in spans if start < end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else start


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return tuple(blocks)
