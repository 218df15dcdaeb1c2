"""The data of the page: columns instead of records, numbers instead of names, and deflated where that pays."""

import base64
import json
import re
import zlib
from typing import Any

from kg.ontology import Ontology
from kg.page.atlas import MODALITIES, Atlas, Node
from kg.page.layout import Point
from kg.page.legend import LOOKS, OTHER
from kg.page.pinyin import readings
from kg.resources import cache_dir

_LEVEL = 6  # the highest takes more than twice the time and saves a hundredth
_READABLE = 300_000  # characters of JSON up to which a page can be read with a text editor

# What could end or open markup, or a line, inside a script element.
_UNSAFE = re.compile("[<>&'\x7f-\x9f\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def pack(atlas: Atlas, places: list[Point], ontology: Ontology) -> dict[str, Any]:
    """Everything the page knows, ready for JSON. A node's number is its place in ``atlas.nodes``."""
    number = {iri: place for place, iri in enumerate(atlas.nodes)}
    nodes = list(atlas.nodes.values())
    kinds = kinds_of(atlas, ontology)
    kind = {name: place for place, (name, *_) in enumerate(kinds)}
    relations = sorted({claim.predicate for claim in atlas.claims} | {name for node in nodes for name, _ in node.surroundings})
    relation = {name: place for place, name in enumerate(relations)}
    publishers = sorted({report.publisher for report in atlas.reports})
    publisher = {name: place for place, name in enumerate(publishers)}
    return {
        "base": atlas.base,
        "kinds": kinds,
        "relations": [[name, *ontology.labels.get(name, (name, name))] for name in relations],
        "publishers": publishers,
        "readings": {character: " ".join(sounds) for character, sounds in readings(_names(nodes), cache_dir()).items()},
        "reports": {
            "iri": [report.iri.removeprefix(f"{atlas.base}article/") for report in atlas.reports],
            "title": [report.title for report in atlas.reports],
            "day": [report.day for report in atlas.reports],
            "publisher": [publisher[report.publisher] for report in atlas.reports],
            "url": [report.url for report in atlas.reports],
        },
        "quotes": {"report": [quote.report for quote in atlas.quotes], "text": [quote.text for quote in atlas.quotes]},
        "nodes": {
            "iri": [node.iri.removeprefix(f"{atlas.base}entity/") for node in nodes],
            "name": [name_of(node) for node in nodes],
            "kind": [kind[node.label] for node in nodes],
            "x": [round(x) for x, _ in places],
            "y": [round(y) for _, y in places],
            "aliases": _sparse([node.aliases for node in nodes]),
            "codes": _sparse([node.codes for node in nodes]),
            "valid": _sparse(
                [[node.valid_from, node.valid_until] if node.valid_from or node.valid_until else [] for node in nodes]
            ),
            "around": _sparse([_around(node, relation, number) for node in nodes]),
            "reports": [node.reports for node in nodes],
        },
        "claims": {
            "iri": [claim.iri.removeprefix(f"{atlas.base}statement/") for claim in atlas.claims],
            "s": [number[claim.subject] for claim in atlas.claims],
            "p": [relation[claim.predicate] for claim in atlas.claims],
            "o": [number[claim.object] for claim in atlas.claims],
            "modality": [MODALITIES.index(claim.modality) for claim in atlas.claims],
            "confidence": [round(claim.confidence * 100) for claim in atlas.claims],
            "quote": [claim.quote for claim in atlas.claims],
            "marks": [[offset for mark in claim.marks for offset in mark or (-1, -1)] for claim in atlas.claims],
            "more": _sparse(
                [_more(claim.title, claim.valid_from, claim.valid_until, _name(atlas, claim.said_by)) for claim in atlas.claims]
            ),
        },
        "amounts": {
            "about": [number.get(amount.about, -1) for amount in atlas.amounts],
            "metric": [amount.metric for amount in atlas.amounts],
            "value": [amount.value for amount in atlas.amounts],
            "unit": [amount.unit for amount in atlas.amounts],
            "surface": [amount.surface for amount in atlas.amounts],
            "day": [amount.day for amount in atlas.amounts],
            "change": [amount.change for amount in atlas.amounts],
            "quote": [amount.quote for amount in atlas.amounts],
            "mark": [amount.mark or [-1, -1] for amount in atlas.amounts],
        },
    }


def kinds_of(atlas: Atlas, ontology: Ontology) -> list[tuple[str, str, str, str, str]]:
    """The classes there are: name, label in zh and in en, shape, colour; in the order of the legend."""
    order = list(LOOKS)
    found = sorted(
        {node.label for node in atlas.nodes.values()}, key=lambda name: (order.index(name) if name in LOOKS else 99, name)
    )
    return [(name, *ontology.labels.get(name, (name, name)), *LOOKS.get(name, OTHER)) for name in found]


def name_of(node: Node) -> str:
    """The entity's name; the end of its IRI where the graph gives it none."""
    return node.name or node.iri.rpartition("/")[2]


def script_safe(data: Any) -> str:
    """JSON that stays JSON inside a script element, whatever the strings in it hold.

    >>> print(script_safe(["</script><!--", "银行"]))
    ["\\u003c/script\\u003e\\u003c!--","银行"]
    """
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def deflated(readable: str) -> str | None:
    """Base64 of the deflated JSON; None where it is short enough to stay readable."""
    if len(readable) <= _READABLE:
        return None
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return base64.b64encode(packer.compress(readable.encode()) + packer.flush()).decode()


def _names(nodes: list[Node]) -> list[str]:
    return [name for node in nodes for name in (node.name, *node.aliases)]


def _name(atlas: Atlas, iri: str) -> str:
    return name_of(atlas.nodes[iri]) if iri in atlas.nodes else ""


def _sparse(values: list[Any]) -> dict[int, Any]:
    """Only what is not empty, by number."""
    return {number: value for number, value in enumerate(values) if value}


def _around(node: Node, relation: dict[str, int], number: dict[str, int]) -> list[list[int]]:
    return [[relation[name], number[other]] for name, other in node.surroundings if other in number]


def _more(title: str, valid_from: str, valid_until: str, said_by: str) -> list[str]:
    more = [title, valid_from, valid_until, said_by]
    return more if any(more) else []
