"""From markup to lines: each block of HTML, or each line of plain text, with the source offset of every character.

The scanner goes through the markup once, from ``<`` to ``<``, and builds no tree: 20,000 open elements cost what 20,000
closed ones do, and a paragraph of 3 MB costs what its characters do. Nothing is ever executed or fetched.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from kg.read.furniture import FURNITURE_NAME, LONGEST_FURNITURE, RAW_ELEMENTS, SILENT_ELEMENTS
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


def normalise(text: str) -> str:
    """One line of text as documents hold it: white space collapsed, full-width letters and digits in ASCII.

    >>> normalise("　２０２１年 \\u200b LPR\\n")
    '2021年 LPR'
    """
    return read_literal(text, 0, len(text)).text


def read_literal(source: str, start: int, end: int) -> Line:
    """source[start:end] as one line, without markup."""
    builder = _Builder(source)
    builder.add_literal(start, end)
    return builder.close()


class _Builder:
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
        self._builder = _Builder(source)
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
            self._builder = _Builder(self.source)
        else:
            self._builder.drop_space()


def read_attributes(attributes: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, the first of each, entities resolved."""
    pairs: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes, 0, _MOST_ATTRIBUTES):
        pairs.setdefault(name.lower(), unescape(double or single or bare))
    return pairs


_EXCHANGE_CODE = re.compile(r"(?:^|[/=_.?&])(?P<exchange>sh|sz|bj|ss)(?P<number>[0-9]{6})(?![0-9])", re.IGNORECASE)
_HONG_KONG_CODE = re.compile(r"(?:^|[/=_.?&])hk(?P<number>[0-9]{5})(?![0-9])", re.IGNORECASE)


def stock_code(href: str, code: str = "") -> str | None:
    """The stock that a link points to, as SH601939, SZ000931, BJ830799 or HK00939; None for any other link.

    >>> stock_code("http://info.stcn.com/dc/stock/?stockcode=SS601939", "601939")
    'SH601939'
    >>> stock_code("https://finance.sina.com.cn/realstock/company/sz000931/nc.shtml"), stock_code("https://a.cn/202112/t1.html")
    ('SZ000931', None)
    """
    if match := _EXCHANGE_CODE.search(href):
        exchange = match["exchange"].upper()
        return ("SH" if exchange == "SS" else exchange) + match["number"]
    if match := _HONG_KONG_CODE.search(href):
        return "HK" + match["number"]
    if re.fullmatch(r"[0-9]{6}", code):
        return _exchange_of(code) + code
    return None


def _exchange_of(code: str) -> str:
    """The exchange that lists an A-share of this number: 6… and 9… in Shanghai, 4…, 8… and 92… in Beijing, else Shenzhen."""
    if code.startswith(("4", "8", "92")):
        return "BJ"
    return "SH" if code.startswith(("6", "9")) else "SZ"
