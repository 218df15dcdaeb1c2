"""Feeds (RSS, Atom, JSON Feed): their entries as the lines of JSON that ``read_record`` takes.

A feed is hostile until proven otherwise. It is bounded in size, it may declare no entities (what expands them can be made to
expand them without end), and its HTML goes the way of any other: through the reading of fragments, which runs nothing.
"""

import io
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from kg.errors import ReadError
from kg.read.reading import Content
from kg.read.sources import Source

FEED_SUFFIXES = frozenset({".rss", ".atom", ".xml", ".json"})
MAX_FEED = 16 << 20  # bytes

_JSON_FEED = "https://jsonfeed.org/version/"
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def is_feed(source: Source) -> bool:
    """Whether a file is a feed by its name. Folders are not searched for them: a feed is named itself."""
    return source.path is not None and source.path.suffix.lower() in FEED_SUFFIXES


def feed_contents(source: Source) -> Iterator[Content]:
    """The entries of a feed file, in its order.

    Raises:
        ReadError: It cannot be read, or is no feed.
    """
    if source.problem is not None:
        raise source.problem
    assert source.path is not None
    try:
        with source.path.open("rb") as stream:
            data = stream.read(MAX_FEED + 1)
    except OSError as error:
        raise ReadError((error.strerror or str(error)).lower(), where=source.origin, remedy="check the permissions") from error
    yield from entries(data, source.origin)


def entries(data: bytes, origin: str) -> Iterator[Content]:
    """The entries of a feed as records, each known by its own identifier or, without one, by its address.

    Args:
        data: The feed.
        origin: Its file or address.

    Raises:
        ReadError: It is no feed, too large, or declares entities.

    >>> feed = b"<rss><channel><item><guid>1</guid><title>T</title><description>&lt;p&gt;B&lt;/p&gt;</description></item>"
    >>> [content.data.decode() for content in entries(feed, "x.rss")]
    ['{"id": "1", "title": "T", "url": "1", "html": "<p>B</p>"}']
    """
    if len(data) > MAX_FEED:
        raise ReadError(f"larger than {MAX_FEED >> 20} MB", where=origin, remedy="no feed is; save its articles as files")
    records = _json_records(data, origin) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _records(data, origin)
    for number, record in enumerate(records, 1):
        kept = {name: value for name, value in record.items() if value}
        if "id" not in kept:
            kept = {"id": sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:20], **kept}
        yield Content(origin, "feed", json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"), number)


def _json_records(data: bytes, origin: str) -> Iterator[dict[str, str]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError("not JSON", where=origin) from error
    if not str(feed.get("version", "")).startswith(_JSON_FEED) or not isinstance(feed.get("items"), list):
        raise ReadError("no JSON Feed", where=origin, remedy="articles in JSON come as JSON Lines (.jsonl)")
    for item in feed["items"]:
        if isinstance(item, dict):
            authors = item.get("authors") or [item.get("author")]
            author = authors[0] if isinstance(authors, list) and isinstance(authors[0], dict) else {}
            html, text = _text(item, "content_html"), _text(item, "content_text")
            yield {
                "id": _text(item, "id") or _text(item, "url"),
                "title": _text(item, "title"),
                "date": _text(item, "date_published") or _text(item, "date_modified"),
                "source": _text(feed, "title"),
                "author": _text(author, "name"),
                "url": _text(item, "url"),
                "image": _text(item, "image"),
                "html": html or ("" if text else _text(item, "summary")),
                "text": "" if html else text,
            }


def _records(data: bytes, origin: str) -> Iterator[dict[str, str]]:
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise ReadError("the feed declares entities", where=origin, remedy="no feed needs them; it is not read")
    import feedparser  # a tenth of a second

    # From a stream: given bytes, feedparser would take them for a file name or an address first.
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise ReadError("no RSS or Atom feed", where=origin)
    for entry in found.entries:
        contents = [content for content in entry.get("content", ()) if content.get("value")]
        body = contents[0]["value"] if contents else _text(entry, "summary")
        plain = bool(contents) and contents[0].get("type") == "text/plain"
        yield {
            "id": _text(entry, "id") or _text(entry, "link"),
            "title": _text(entry, "title"),
            "date": _text(entry, "published") or _text(entry, "updated"),
            "source": _text(found.feed, "title"),
            "author": _text(entry, "author"),
            "url": _text(entry, "link"),
            "html": "" if plain else body,
            "text": body if plain else "",
        }


def _text(found: Any, name: str) -> str:
    value = found.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
