"""Entities out of gazetteer entries, and deterministic keys for those the gazetteer does not know."""

import hashlib
import re

from kg.gazetteer import Entry
from kg.records import Entity

# Bodies of these classes share one room of keys: an extractor may take a bureau for a regulator or a government body.
_GROUPS = {
    "Bank": "org",
    "Regulator": "org",
    "GovernmentBody": "org",
    "MarketInstitution": "org",
    "Association": "org",
    "Company": "org",
    "MediaOutlet": "org",
    "Organization": "org",
    "Platform": "platform",
    "PolicyDocument": "document",
    "PolicyMeasure": "measure",
    "FinancialProduct": "product",
    "Person": "person",
    "Place": "place",
    "Event": "event",
}
_FOLD = str.maketrans("（）：，－—·•", "():,--··")
_NOISE = re.compile(r"[\s《》〈〉“”\"‘’「」]+")


def normalised(name: str) -> str:
    """A name as keys see it: no blanks, quotes or title marks, one form of brackets, small Latin letters.

    >>> normalised("《方案（试行）》")
    '方案(试行)'
    """
    return _NOISE.sub("", name).translate(_FOLD).lower()


def new_key(name: str, label: str, apart: str = "") -> str:
    """The key of an entity the gazetteer does not know: the same on every machine for the same class group and name.

    ``apart`` keeps namesakes apart (a person's institution).
    """
    state = hashlib.sha256(f"{_GROUPS[label]}\0{normalised(name)}\0{normalised(apart)}".encode())
    return f"{_GROUPS[label]}/x{state.hexdigest()[:16]}"


def new_entity(name: str, label: str, aliases: tuple[tuple[str, str], ...] = (), apart: str = "") -> Entity:
    """An entity the gazetteer does not know."""
    return Entity(new_key(name, label, apart), label, name, aliases)


def listed_entity(entry: Entry) -> Entity:
    """The entity of a gazetteer entry."""
    aliases = sorted({(name.text, name.language) for name in entry.names if name.text != entry.name})
    return Entity(
        entry.key,
        entry.label,
        entry.name,
        tuple(aliases),
        entry.parents[0] if entry.parents else None,
        entry.place,
        entry.successors,
        _codes(entry),
        entry.valid_from,
        entry.valid_until,
        listed=True,
        issuers=entry.issuers,
    )


def _codes(entry: Entry) -> tuple[tuple[str, str], ...]:
    if entry.label != "PolicyDocument":
        return entry.codes
    life = (("issued", entry.issued), ("effective", entry.effective), ("status", entry.status))
    return tuple(sorted({*entry.codes, *((scheme, code) for scheme, code in life if code)}))
