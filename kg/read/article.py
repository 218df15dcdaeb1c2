"""One article: header and body put together into a document.

1. The front matter, or the head of the HTML page, or the first line gives the title.
2. Lines that are page furniture leave the text; what they tell (editor, original title) stays as metadata.
3. The title and the lines that remain are joined by newlines; every character keeps its offset in the source.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kg.errors import ReadError
from kg.read.dates import parse_date
from kg.read.furniture import judge_line, read_byline
from kg.read.header import read_header
from kg.read.lines import Line, normalise, read_literal
from kg.read.markup import Page, read_markup
from kg.read.page import find_article
from kg.records import Block, Document, SourceLink

# Feeds write the quotation marks of a title as underscores: _一站式_. A pair hugs its words; "每经9点_ 消费贷" holds no pair.
_UNDERSCORED = re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]{1,60})(?<=[^\s_])_(?![A-Za-z0-9_])")
# CCTV and picture pages name the medium in front of the title.
_MEDIUM = re.compile(r"\s*\[(?:视频|图文|组图|图集|图|音频|直播)\]\s*")
# The site's name behind the title of a page: …_新浪财经_新浪网, … - 中国政府网.
_SITE = re.compile(r"(?:\s*[_|]\s*|\s+[-–—]\s+)[^_|]{2,20}$")
_SITE_PARTS = 3
_PLACEHOLDER_IMAGE = re.compile(r"https?://(?:picsum\.photos|via\.placeholder\.com|placehold\.)")
# A line that gives the source and time of a page: 每日经济新闻 2021-08-04 19:00:08; 2021年8月4日 19:00 来源：新华社.
_DATELINE = re.compile(
    r"(?:[^\d]{0,24}\s)?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)(?:\s.{0,40})?"
)
_TITLE_SLACK = 16  # characters of quoting and white space between what a title says and how a header writes it
_EDGE_LINES = 4  # where bylines and datelines stand: this many lines at the start and the end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands beside the text of an article; ``title_start`` is where the title's characters begin in the source."""

    identifier: str
    origin: str
    title: str = ""
    title_start: int = 0
    issued: datetime | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    url: str | None = None
    image: str | None = None
    digest: str = ""


def read_article(source: str, identifier: str, origin: str, digest: str = "") -> Document:
    """The document that ``source`` holds: front matter and body, a bare HTML page, or plain text.

    Raises:
        ReadError: the front matter is broken, or there is no text at all.

    >>> document = read_article("---\\ntitle: 架起_金桥_\\nauthor: 证券时报网\\n---\\n<p>证券时报记者 江聃</p>", "a", "a.md")
    >>> document.text, document.publisher, document.authors
    ('架起“金桥”\\n证券时报记者 江聃', '证券时报网', ('江聃',))
    """
    header = read_header(source, origin)
    page = read_markup(source, header.end)
    _keep_article(source, header.end, page)
    head = page.head
    image = header.get("headimg", "image", "thumbnail", "cover") or head.get("og:image")
    named = header.get("publisher", "source", "site")
    author = header.get("author") or head.get("author") or head.get("article:author")
    date = header.get("date", "pubDate", "published", "updated") or head.get("article:published_time") or head.get("pubdate")
    return assemble(
        source,
        page,
        Metadata(
            identifier=identifier,
            origin=origin,
            title=header.get("title") or "",
            title_start=header.title_start,
            issued=parse_date(date) if date else None,
            publisher=named or head.get("og:site_name") or author,
            authors=(author,) if named and author else header.get_all("authors"),
            categories=header.get_all("categories") or header.get_all("tags"),
            url=header.get("url", "link", "original_url", "permalink") or head.get("canonical") or head.get("og:url"),
            image=None if not image or _PLACEHOLDER_IMAGE.match(image) else image,
            digest=digest or hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
    )


def _keep_article(source: str, start: int, page: Page) -> None:
    """Of a whole web page, keep the lines of its article and its title."""
    if found := find_article(source, start):
        begin, end = found
        page.lines[:] = [line for line in page.lines if line.element == "title" or begin <= line.offsets[0] < end]


def assemble(source: str, page: Page, metadata: Metadata) -> Document:
    """The document made of the page's lines and its metadata."""
    title, lines = _find_title(source, page, metadata)
    kept, told = _sort_out(title, lines)
    if not title.text and not kept:
        raise ReadError("there is no text in it", where=metadata.origin)
    title.kind = "title"
    text, blocks, offsets, links = _join([title, *kept])
    authors, editor = _find_byline(kept)
    return Document(
        identifier=metadata.identifier,
        title=title.text,
        text=text,
        blocks=blocks,
        issued=metadata.issued or _find_dateline(kept),
        publisher=metadata.publisher,
        authors=metadata.authors or authors,
        categories=metadata.categories,
        url=metadata.url,
        image=metadata.image,
        editor=told.get("editor") or editor,
        original_title=told.get("original_title"),
        links=links,
        origin=metadata.origin,
        digest=metadata.digest,
        source=source,
        source_offsets=offsets,
    )


def restore_quotes(title: str) -> str:
    """The title with the quotation marks that its feed wrote as underscores.

    >>> restore_quotes("_一站式_对接 _绿色金融_等"), restore_quotes("每经9点_ 消费贷迎严监管")
    ('“一站式”对接 “绿色金融”等', '每经9点_ 消费贷迎严监管')
    """
    return _UNDERSCORED.sub(r"“\1”", title) if "_" in title else title


def _find_title(source: str, page: Page, metadata: Metadata) -> tuple[Line, list[Line]]:
    """The title as a line with offsets, and the lines that remain for the body."""
    lines = [line for line in page.lines if line.element != "title"]
    if metadata.title:
        return _clean_title(_trace_title(source, metadata)), lines
    heads = [line for line in page.lines if line.element == "title"]
    headings = [line for line in lines if line.element == "h1"]
    if headings and (not heads or normalise(headings[0].text) in heads[0].text):
        lines.remove(headings[0])
        return _clean_title(headings[0]), lines
    if heads:
        for _ in range(_SITE_PARTS):
            site = _SITE.search(heads[0].text)
            if site and site.start() >= 4:
                heads[0].text = heads[0].text[: site.start()]
        heads[0].offsets = heads[0].offsets[: len(heads[0].text)]
        return _clean_title(heads[0]), lines
    return (_clean_title(lines[0]), lines[1:]) if lines else (Line(), lines)


def _trace_title(source: str, metadata: Metadata) -> Line:
    """The title that the metadata gives, each character found again in the source."""
    at = source.find(metadata.title, metadata.title_start, metadata.title_start + len(metadata.title) + _TITLE_SLACK)
    if at >= 0:
        return read_literal(source, at, at + len(metadata.title))
    # The header writes it with escapes or over several lines: search character by character.
    text, offsets, at = normalise(metadata.title), [], metadata.title_start
    for character in text:
        found = source.find(character, at, at + _TITLE_SLACK)
        at = found + 1 if found >= 0 else at
        offsets.append(max(at - 1, metadata.title_start))
    return Line("title", "", text, offsets)


def _clean_title(line: Line) -> Line:
    if medium := _MEDIUM.match(line.text):
        line.text, line.offsets = line.text[medium.end() :], line.offsets[medium.end() :]
    line.text = restore_quotes(line.text)
    line.anchors = []
    return line


def _sort_out(title: Line, lines: list[Line]) -> tuple[list[Line], Mapping[str, str]]:
    """The lines of prose, and what the furniture told."""
    kept: list[Line] = []
    told: dict[str, str] = {}
    for line in lines:
        judgement = judge_line(line.text)
        if judgement is not None:
            if judgement.editor:
                told.setdefault("editor", judgement.editor)
            if judgement.original_title:
                told.setdefault("original_title", judgement.original_title)
        elif not line.furniture:
            kept.append(line)
    if kept and kept[0].text == title.text:  # a page repeats its title above the text
        del kept[0]
    return kept, told


def _join(lines: list[Line]) -> tuple[str, tuple[Block, ...], tuple[int, ...], tuple[SourceLink, ...]]:
    blocks: list[Block] = []
    offsets: list[int] = []
    links: list[SourceLink] = []
    for number, line in enumerate(lines):
        if number:  # the newline stands where its line ended
            offsets.append(offsets[-1] + 1 if offsets else 0)
        start = len(offsets)
        offsets.extend(line.offsets)
        blocks.append(Block(start, len(offsets), line.kind))
        links.extend(SourceLink(start + anchor.start, start + anchor.end, anchor.href, anchor.code) for anchor in line.anchors)
    return "\n".join(line.text for line in lines), tuple(blocks), tuple(offsets), tuple(links)


def _find_byline(lines: list[Line]) -> tuple[tuple[str, ...], str | None]:
    authors: dict[str, None] = {}
    editor = None
    edge = lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
    for line in edge:
        names, named_editor = read_byline(line.text)
        authors.update(dict.fromkeys(names))
        editor = editor or named_editor
    return tuple(authors), editor


def _find_dateline(lines: list[Line]) -> datetime | None:
    for line in lines[:_EDGE_LINES]:
        if match := _DATELINE.fullmatch(line.text):
            return parse_date(match[1])
    return None
