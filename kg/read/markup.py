"""From markup to lines: each block of HTML, or each line of plain text, with the source offset of every character.

The scanner goes through the markup once, from ``<`` to ``<``, and builds no tree: 20,000 open elements cost what 20,000
closed ones do, and a paragraph of 3 MB costs what its characters do. Nothing is ever executed or fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from kg.read.furniture import FURNITURE_NAME, LONGEST_FURNITURE, RAW_ELEMENTS, SILENT_ELEMENTS
from kg.read.lines import Line, LineBuilder, read_literal
from kg.read.stock_links import stock_code
from kg.records import BlockKind

BLOCK_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """address article blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure form h1 h2
    h3 h4 h5 h6 head header hr html li main ol option p pre section summary table tbody tfoot thead title tr ul""",
    )
)
_CELLS = frozenset({"td", "th"})
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption"), "heading"),
    "tr": "row",
}

# A tag with its attributes; quoted values may hold ">". Possessive, so that a failure is found in one pass.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"']|"[^"]*+"|'[^']*+')*+)>""")
_PLAIN_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([A-Za-z_:][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_OPENING = re.compile(r"<(?:/?([A-Za-z])|[!?])")
# What is left of a tag where a file was cut off.
_TRUNCATED = re.compile(r"""</?[A-Za-z][A-Za-z0-9]*(?:\s[^<\u4e00-\u9fff]*)?\Z""")
_MOST_ATTRIBUTES = 8192  # characters of a tag that are searched for attributes
# Tags with an unclosed quotation mark that are scanned to the end before the scanner stops believing in quotes.
_MOST_UNCLOSED = 16
_HAS_BLOCKS = re.compile(
    r"<(?:!doctype|html|body|article|section|p|div|br|h[1-6]|ul|ol|table|span|font|a|strong)\b[^<>]*>", re.IGNORECASE
)


@dataclass(slots=True)
class Page:
    """The lines of a page in order, and what its head says (``meta`` names in lower case, ``canonical``, ``title``)."""

    lines: list[Line] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)


def read_markup(source: str, start: int = 0) -> Page:
    """The lines of ``source[start:]``: of its HTML, or as they stand when there is no HTML in it.

    >>> [line.text for line in read_markup("导语。<p>　　建设<b>银行</b>&nbsp;A&amp;B</p><style>p{}</style>").lines]
    ['导语。', '建设银行 A&B']
    >>> read_markup("一行\\n<二>行").lines[1].text
    '<二>行'
    """
    if not _HAS_BLOCKS.search(source, start):
        return Page([line for line in _read_plain(source, start) if line.text])
    scanner = _Scanner(source)
    scanner.scan(start)
    return Page([line for line in scanner.lines if line.text], scanner.head)


def _read_plain(source: str, start: int) -> Iterator[Line]:
    for match in re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+").finditer(source, start):
        line = read_literal(source, match.start(), match.end())
        if hashes := re.match(r"#{1,6} ", line.text):  # a Markdown heading
            line.text, line.offsets, line.kind = line.text[hashes.end() :], line.offsets[hashes.end() :], "heading"
        yield line


@dataclass(slots=True)
class _Furniture:
    """A piece of furniture the scanner is in: the element that opened it, how many of that name are open inside."""

    element: str
    first_line: int
    depth: int = 1


class _Scanner:
    """Walks the markup and cuts it into lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.head: dict[str, str] = {}
        self._builder = LineBuilder(source)
        self._kind: BlockKind = "paragraph"
        self._element = ""
        self._last_close = source.rfind(">")
        self._unclosed_quotes = 0
        self._unclosed_elements: set[str] = set()
        self._furniture: _Furniture | None = None

    def scan(self, start: int) -> None:
        """Read from ``start`` to the end."""
        source, text = self.source, start
        opening = _OPENING.search(source, start)
        while opening:
            at = opening.start()
            tag = self._match_tag(at) if opening[1] else None
            end = tag.end() if tag else -1 if opening[1] else self._skip_comment(at)
            if end < 0 and at > self._last_close and _TRUNCATED.match(source, at):
                end = len(source)
            if end < 0:  # a "<" of the text
                opening = _OPENING.search(source, at + 1)
                continue
            if text < at:
                self._builder.add_markup(text, at)
            text = self._enter(tag, at, end) if tag else end
            opening = _OPENING.search(source, text)
        if text < len(source):
            self._builder.add_markup(text, len(source))
        self._break()
        if self._furniture is not None:  # it never closed: rather a caption too many than half an article too few
            for line in self.lines[self._furniture.first_line :]:
                line.furniture = False

    def _skip_comment(self, at: int) -> int:
        """The end of the comment, declaration or instruction at ``at``; one that never ends swallows the rest, as in HTML."""
        if self.source.startswith("<!--", at):
            end = self.source.find("-->", at + 4)
            return end + 3 if end >= 0 else len(self.source)
        end = self.source.find(">", at)
        return end + 1 if end >= 0 else len(self.source)

    def _match_tag(self, at: int) -> re.Match[str] | None:
        if at > self._last_close:
            return None
        if self._unclosed_quotes < _MOST_UNCLOSED:
            if tag := _TAG.match(self.source, at):
                return tag
            self._unclosed_quotes += 1
        return _PLAIN_TAG.match(self.source, at)

    def _enter(self, tag: re.Match[str], at: int, end: int) -> int:
        """Act on a tag; returns where reading goes on."""
        closing, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
        if name in SILENT_ELEMENTS:
            return end if closing else self._pass_over(name, attributes, end)
        if name == "a":
            self._builder.close_anchor()
            if not closing:
                self._open_anchor(attributes)
        elif name in _CELLS:
            self._builder.add_space(at)
        elif name in BLOCK_ELEMENTS:
            self._break()
            self._kind = "paragraph" if closing else _KINDS.get(name, self._kind if name == "br" else "paragraph")
            self._element = "" if closing else name
            self._follow_furniture(name, closing, attributes)
        elif name in ("meta", "link") and not closing:
            self._note(name, attributes)
        return end

    def _pass_over(self, name: str, attributes: str, end: int) -> int:
        """Where the silent element ``name`` that opened before ``end`` closes."""
        if name in self._unclosed_elements or attributes.endswith("/"):
            return end
        if close := re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE).search(self.source, end):
            return close.end()
        if name in RAW_ELEMENTS:
            return len(self.source)
        self._unclosed_elements.add(name)
        return end

    def _follow_furniture(self, name: str, closing: bool, attributes: str) -> None:
        if self._furniture is not None:
            if name == self._furniture.element:
                self._furniture.depth += -1 if closing else 1
                if self._furniture.depth == 0:
                    self._furniture = None
        elif not closing and ("class" in attributes or "id" in attributes):
            pairs = read_attributes(attributes)
            if any(FURNITURE_NAME.search(pairs.get(key, "")[:200]) for key in ("class", "id")):
                self._furniture = _Furniture(name, len(self.lines))

    def _open_anchor(self, attributes: str) -> None:
        pairs = read_attributes(attributes)
        if href := pairs.get("href", ""):
            self._builder.open_anchor(href, stock_code(href, pairs.get("code", "")))

    def _note(self, name: str, attributes: str) -> None:
        pairs = read_attributes(attributes)
        if name == "meta":
            key = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
            if key and pairs.get("content"):
                self.head.setdefault(key, pairs["content"])
        elif pairs.get("rel", "").lower() == "canonical":
            self.head.setdefault("canonical", pairs.get("href", ""))

    def _break(self) -> None:
        if self._builder.length:
            line = self._builder.close(self._kind, self._element)
            line.furniture = self._furniture is not None and len(line.text) <= LONGEST_FURNITURE
            self.lines.append(line)
            self._builder = LineBuilder(self.source)
        else:
            self._builder.drop_space()


def read_attributes(attributes: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, the first of each, entities resolved."""
    pairs: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes, 0, _MOST_ATTRIBUTES):
        pairs.setdefault(name.lower(), unescape(double or single or bare))
    return pairs
