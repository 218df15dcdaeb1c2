"""Lines as documents hold them: normalised text with the offset that each character has in the source.

White space is collapsed, HTML entities are resolved, full-width letters and digits become ASCII, and what nobody sees is
dropped.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape

from kg.records import BlockKind

# Dropped: controls, soft hyphens and zero-width characters, variation selectors' kin, byte order marks, lone surrogates.
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_DROP = re.compile(f"[{_DROPPED}]")
_RUN = re.compile(
    rf"""(?P<text>[^\s&{_DROPPED}]+)                                          # characters that stand for themselves
       | (?P<entity>&(?:\#[0-9]{{1,8}};?|\#[xX][0-9a-fA-F]{{1,8}};?|[A-Za-z][A-Za-z0-9]{{1,31}};?))
       | (?P<ampersand>&)
       | (?P<space>\s+)                                                        # with NBSP and the ideographic space
       | [{_DROPPED}]+""",
    re.VERBOSE,
)
_LITERAL_RUN = re.compile(rf"(?P<text>[^\s{_DROPPED}]+)|(?P<space>\s+)|[{_DROPPED}]+")
# Full-width letters, digits, and the signs inside numbers become ASCII; Chinese punctuation stays.
_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E)
}
_IS_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％．]")


@dataclass(slots=True)
class Anchor:
    """A hyperlink over ``start:end`` of a line's text."""

    start: int
    end: int
    href: str
    code: str | None


@dataclass(slots=True)
class Line:
    """One block under construction: normalised text, an offset per character, hyperlinks."""

    kind: BlockKind = "paragraph"
    element: str = ""
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    furniture: bool = False


def normalise(text: str) -> str:
    """One line of text as documents hold it: white space collapsed, full-width letters and digits in ASCII.

    >>> normalise("　２０２１年 \\u200b LPR\\n")
    '2021年 LPR'
    """
    return read_literal(text, 0, len(text)).text


def read_literal(source: str, start: int, end: int) -> Line:
    """source[start:end] as one line, without markup."""
    builder = LineBuilder(source)
    builder.add_literal(start, end)
    return builder.close()


class LineBuilder:
    """Collects the characters of one line, with their offsets."""

    __slots__ = ("_anchor", "_anchors", "_offsets", "_parts", "_source", "_space", "length")

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._offsets: list[int] = []
        self._anchors: list[Anchor] = []
        self._anchor: Anchor | None = None
        self._space = -1  # where white space is pending; it counts only once text follows
        self.length = 0

    def add_markup(self, start: int, end: int) -> None:
        """Add source[start:end], text between two tags."""
        for match in _RUN.finditer(self._source, start, end):
            kind = match.lastgroup
            if kind == "entity":
                self._add_entity(match)
            elif kind is not None:
                self._add_run(kind, match.start(), match.end())

    def _add_entity(self, match: re.Match[str]) -> None:
        """Add what an entity stands for, at its start; what only looks like one, or follows it unparted (&ampA), as it is."""
        written, meant = match[0], unescape(match[0])
        same = 0
        while same < min(len(written), len(meant)) and written[-1 - same] == meant[-1 - same]:
            same += 1
        for character in meant[: len(meant) - same]:
            self._add_character(character, match.start())
        for at in range(match.end() - same, match.end()):
            self._add_character(self._source[at], at)

    def add_literal(self, start: int, end: int) -> None:
        """Add source[start:end], in which an ampersand is an ampersand."""
        for match in _LITERAL_RUN.finditer(self._source, start, end):
            if match.lastgroup is not None:
                self._add_run(match.lastgroup, match.start(), match.end())

    def add_space(self, at: int) -> None:
        """Part what stands before from what follows."""
        if self._space < 0:
            self._space = at

    def drop_space(self) -> None:
        """Forget white space and a hyperlink that no text has followed."""
        self._space = -1
        self._anchor = None

    def open_anchor(self, href: str, code: str | None) -> None:
        """Let a hyperlink begin at the next character."""
        self.close_anchor()
        self._anchor = Anchor(self.length, self.length, href, code)

    def close_anchor(self) -> None:
        """Let the hyperlink end after the last character."""
        anchor, self._anchor = self._anchor, None
        if anchor is not None and anchor.start < self.length:
            anchor.end = self.length
            self._anchors.append(anchor)

    def close(self, kind: BlockKind = "paragraph", element: str = "") -> Line:
        """The line so far."""
        self.close_anchor()
        text = "".join(self._parts)
        if _IS_FULL_WIDTH.search(text):
            text = text.translate(_FULL_WIDTH)
        return Line(kind, element, text, self._offsets, self._anchors)

    def _add_run(self, kind: str, start: int, end: int) -> None:
        if kind == "space":
            self.add_space(start)
            return
        run = self._source[start:end]
        if unicodedata.is_normalized("NFC", run):
            self._flush_space()
            self._parts.append(run)
            self._offsets.extend(range(start, end))
            self.length += end - start
        else:
            for match in re.finditer(r".[\u0300-\u036f\u3099\u309a]*", run):
                for character in unicodedata.normalize("NFC", match[0]):
                    self._add_character(character, start + match.start())

    def _add_character(self, character: str, at: int) -> None:
        if character.isspace():
            self.add_space(at)
        elif not _DROP.match(character):
            self._flush_space()
            self._parts.append(character)
            self._offsets.append(at)
            self.length += 1

    def _flush_space(self) -> None:
        if self._space >= 0:
            if self.length:
                self._parts.append(" ")
                self._offsets.append(self._space)
                self.length += 1
                if self._anchor is not None and self._anchor.start == self.length - 1:
                    self._anchor.start = self.length
            self._space = -1
