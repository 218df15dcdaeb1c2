"""Which of the formats on offer a client wants (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# A media type as clients write it, and our name of the format; the first of each format is what we say it is. In the order
# of preference where the client has none.
SOLUTIONS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "application/sparql-results+xml": "xml",
        "application/xml": "xml",
        "text/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
    }
)
GRAPHS: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/x-turtle": "turtle",
        "application/n-triples": "ntriples",
        "text/plain": "ntriples",
        "application/ld+json": "jsonld",
        "application/json": "jsonld",
        "application/rdf+xml": "rdfxml",
        "application/xml": "rdfxml",
        "text/n3": "n3",
        "application/trig": "trig",
        "application/n-quads": "nquads",
    }
)
DATASETS: Mapping[str, str] = MappingProxyType(
    {"application/n-quads": "nquads", "application/trig": "trig", "application/ld+json": "jsonld"}
)

_RANGE = re.compile(
    r"""\s* (?P<type>[\w!#$&^.+*-]+/[\w!#$&^.+*-]+)      # text/turtle, text/*, */*
        (?P<parameters>[^,]*)""",
    re.VERBOSE,
)
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def ranges(accept: str) -> tuple[tuple[str, float], ...]:
    """The media ranges of an Accept header with their weights, as they stand there.

    >>> ranges("text/turtle, */*;q=0.1")
    (('text/turtle', 1.0), ('*/*', 0.1))
    """
    found = []
    for part in accept.split(","):
        media = _RANGE.match(part)
        if media:
            quality = _QUALITY.search(media["parameters"])
            found.append((media["type"].lower(), float(quality[1]) if quality else 1.0))
    return tuple(found)


def weight(media: str, accept: str) -> float:
    """How much a client wants a media type: the most specific range decides; 0 for not at all."""
    kind = media.partition("/")[0] + "/*"
    weights = dict(ranges(accept))
    return next((weights[name] for name in (media, kind, "*/*") if name in weights), 0.0)


def choose(accept: str, offers: Mapping[str, str]) -> str | None:
    """The name of the format that a client wants most, of those on offer; None when it wants none of them.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", SOLUTIONS)
    'xml'
    >>> choose("", SOLUTIONS), choose("*/*", GRAPHS), choose("image/png", GRAPHS)
    ('json', 'turtle', None)
    """
    if not ranges(accept):
        return next(iter(offers.values()))
    best = max(offers, key=lambda media: weight(media, accept))  # the first of equals
    return offers[best] if weight(best, accept) > 0 else None


def media_type(form: str, offers: Mapping[str, str]) -> str:
    """What we say a format is."""
    media = next(media for media, name in offers.items() if name == form)
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
