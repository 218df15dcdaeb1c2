"""How text, numbers, dates and names become terms of an N-Quads line.

Whatever an article holds, a line stays one line and an IRI stays one IRI: literals are escaped here, names are
percent-encoded here, and nowhere else.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from kg.errors import KgError
from kg.ontology import PREFIXES

DEFAULT_BASE = "https://jinqiao.example/"

XSD = PREFIXES["xsd"]
INTEGER = f"<{XSD}integer>"
DECIMAL = f"<{XSD}decimal>"

# What never stands raw in a literal: what N-Quads forbids (quote, backslash, line ends), other control characters, characters
# that reorder or break lines on a screen (bidirectional controls, U+2028, U+2029, the byte order mark), noncharacters, and
# surrogates, which are no characters at all.
_ESCAPED = re.compile(
    r"""["\\]                                        # the syntax's own
    | [\x00-\x1f\x7f-\x9f]                           # controls
    | [\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069] # bidirectional controls
    | [\u2028\u2029\ufeff\ufffe\uffff]               # separators, byte order mark, noncharacters
    | [\ud800-\udfff]                                # lone surrogates
    """,
    re.VERBOSE,
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

# Outside these an entity key is percent-encoded. Keys are made safe where they are made; this is the belt to those braces.
_KEY_UNSAFE = re.compile(r"[^A-Za-z0-9/._~\-%:@!$&'()*+,;=]|%(?![0-9A-Fa-f]{2})")

_WEB_ADDRESS = re.compile(
    r"""(?P<scheme>https?)://
    (?P<host>[A-Za-z0-9.\-]+(?::\d{1,5})?)  # no user:password@, no IPv6: neither is the address of an article
    (?P<path>[/?][^#]*)?
    (?:\#(?P<fragment>.*))?
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_DATED = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
_XSD_ZONE = timedelta(hours=14)


def literal(text: str) -> str:
    r"""A quoted, escaped literal. A lone surrogate becomes U+FFFD: one code point for one, so offsets stay.

    >>> print(literal('《“粤信融”》\n"x"'))
    "《“粤信融”》\n\"x\""
    """
    # str.isprintable is false for every character _ESCAPED names except the first two: a shortcut for nearly all surfaces.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def label(text: str, language: str) -> str:
    """A name with its language tag, in Unicode normal form C."""
    return f"{literal(unicodedata.normalize('NFC', text))}@{language}"


def decimal(value: Decimal) -> str:
    """An exact decimal in the canonical form of XSD 1.1, which stores give back unchanged.

    >>> decimal(Decimal("1.873E+13")), decimal(Decimal("24.10")), decimal(Decimal("-0.0"))
    ('18730000000000', '24.1', '0')
    """
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


@lru_cache(maxsize=10_001)  # every share of four digits
def confidence(value: float) -> str:
    """A share between 0 and 1 as a decimal literal of at most four digits."""
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    return f'"{plain}"^^{DECIMAL}'


def dated(text: str) -> str:
    """An ISO day, month or year as the XSD type that fits; anything else stays a string, which the shapes report.

    >>> dated("2021-11").rpartition("#")[2]
    'gYearMonth>'
    """
    for pattern, kind in _DATED:
        if pattern.fullmatch(text) and (kind != "date" or _is_day(text)):
            return f'"{text}"^^<{XSD}{kind}>'
    return literal(text)


def moment(when: datetime) -> str:
    """A time of publication: xsd:dateTime with its zone if it has one; a bare midnight is a day, xsd:date."""
    if when.tzinfo is None and when.time() == datetime.min.time():
        return day(when)
    offset = when.utcoffset()
    if offset is not None and (offset % timedelta(minutes=1) or abs(offset) > _XSD_ZONE):
        when = when.astimezone(UTC)  # XSD zones are whole minutes up to 14 hours
    plain = when.isoformat()
    if when.microsecond:
        head, point, tail = plain.partition(".")
        plain = head + point + tail[:6].rstrip("0") + tail[6:]
    return f'"{plain.removesuffix("+00:00")}{"Z" if plain.endswith("+00:00") else ""}"^^<{XSD}dateTime>'


def day(when: datetime) -> str:
    """The day of a time, in its own zone."""
    return f'"{when.date().isoformat()}"^^<{XSD}date>'


def article_iri(identifier: str, base: str) -> str:
    """The IRI of an article, without angle brackets. Any identifier will do: it is percent-encoded, slashes included."""
    return f"{base}article/{name(identifier)}"


@lru_cache(maxsize=8192)  # the same banks and ministries are in every other article
def entity_iri(key: str, base: str) -> str:
    """The IRI of an entity, without angle brackets."""
    if _KEY_UNSAFE.search(key):
        key = _KEY_UNSAFE.sub(lambda found: quote(found[0], safe="", errors="replace"), key)
    return f"{base}entity/{key}"


@lru_cache(maxsize=1024)  # extractors and rules recur in every line
def name(text: str) -> str:
    """Any text as one segment of an IRI.

    >>> name("粤信融/..")
    '%E7%B2%A4%E4%BF%A1%E8%9E%8D%2F..'
    """
    encoded = quote(unicodedata.normalize("NFC", text), safe="", errors="replace")
    return encoded.replace(".", "%2E") if not encoded.strip(".") else encoded


def web_address(text: str) -> str | None:
    """An http(s) address as an IRI in angle brackets, what is unsafe in it percent-encoded; None for anything else.

    >>> web_address("https://example.com/a b?x=<script>")
    '<https://example.com/a%20b?x=%3Cscript%3E>'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    found = _WEB_ADDRESS.fullmatch(text.strip())
    if found is None:
        return None
    address = f"{found['scheme'].lower()}://{found['host'].lower()}{_encode(found['path'] or '')}"
    return f"<{address}#{_encode(found['fragment'])}>" if found["fragment"] is not None else f"<{address}>"


def check_base(base: str) -> str:
    """The base of all IRIs a build makes, checked.

    Raises:
        KgError: It is no absolute http, https or urn IRI, or would let names run into it.
    """
    if not re.fullmatch(
        r"(?:https?://[A-Za-z0-9.\-]+(?::\d{1,5})?/|urn:[A-Za-z0-9\-]{2,32}:)[A-Za-z0-9/._~:@!$&'()*+,;=\-]*", base
    ):
        raise KgError("the base is no absolute IRI", where=base, remedy="give one like https://example.org/")
    if base[-1] not in "/:":
        raise KgError("the base must end with a slash", where=base, remedy=f"give {base}/")
    return base


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def _encode(text: str) -> str:
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe="/?:@!$&'()*+,;=-._~%", errors="replace")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
