"""The entities' graph: what each thing is called, is, and belongs to, apart from what any article says of it."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.graph.quads import dated, entity_iri, label, literal
from kg.ontology import PREFIXES, Ontology
from kg.records import Entity, Reading

KG, RDF, SKOS = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["skos"]

CODES = {
    "stock": "stockCode",
    "hk": "hongKongStockCode",
    "swift": "swiftCode",
    "lei": "leiCode",
    "uscc": "unifiedSocialCreditCode",
    "division": "divisionCode",
    "number": "documentNumber",
}
"""Code schemes of the gazetteer and the properties they become; another scheme becomes a skos:notation ``scheme:code``."""

_UNCHECKED = frozenset({"succeededBy", "issuer", "amends"})
"""Relations of a thing's life: no facts, so the ontology lists no ranges for them; the shapes hold them."""

STATUS = {"draft": "Draft", "in force": "InForce", "amended": "Amended", "repealed": "Repealed"}


def entity_lines(
    reading: Reading,
    base: str,
    ontology: Ontology,
    find: Callable[[str], Entity | None] = lambda key: None,
    before: Callable[[str], Iterable[Entity]] = lambda key: (),
) -> list[str]:
    """The N-Quads lines that describe the entities of a reading, without line ends, sorted and each once.

    Args:
        reading: What was read out of one article.
        base: The start of every IRI.
        ontology: Decides where a parent makes a ``kg:partOf``.
        find: Gives the entity of a key (parent, place, successor), or None: then nothing is said of it. What it gives is
            described too, so that no link dangles.
        before: Gives what became the entity of a key. What a mentioned body was before is described as well, so that the graph
            can say what it was called on an earlier day.

    Every surface that stands for one entity by itself is an altLabel; a joint surface (工农中建) and a short name that only
    this article defines (《通知》) are not.
    """
    return [line for _, lines in entity_blocks(reading, base, ontology, find, before) for line in lines]


def entity_blocks(
    reading: Reading,
    base: str,
    ontology: Ontology,
    find: Callable[[str], Entity | None] = lambda key: None,
    before: Callable[[str], Iterable[Entity]] = lambda key: (),
) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of ``entity_lines`` by subject (an IRI in angle brackets)."""
    found = {entity.key: entity for link in reading.links for entity in link.entities}
    called: dict[str, set[str]] = {}
    for link in reading.links:
        mention = link.mention
        if not link.silent and len(link.entities) == 1 and not mention.names and mention.full is None:
            entity = link.entities[0]
            if mention.surface != entity.name:
                called.setdefault(entity.key, set()).add(_called(entity.key, base, mention.surface))
    earlier = [entity for entity in found.values() if entity.label != "Place"]  # districts were redrawn, not renamed
    while earlier:
        for predecessor in before(earlier.pop().key):
            if predecessor.key not in found:
                found[predecessor.key] = predecessor
                earlier.append(predecessor)
    blocks: dict[str, tuple[str, ...]] = {}
    ahead = list(found)
    while ahead:
        entity = found[ahead.pop()]
        related = []
        for predicate, key in _relations(entity):
            other = found.get(key)
            if other is None and (other := find(key)) is not None:
                found[key] = other
                ahead.append(key)
            if other is not None and _relates(entity, predicate, other, ontology):
                related.append((predicate, key))
        lines = _lines(entity, base, tuple(related))
        more = called.get(entity.key)
        if more and not more.issubset(lines):
            lines = tuple(sorted({*lines, *more}))
        blocks[f"<{entity_iri(entity.key, base)}>"] = lines
    return sorted(blocks.items())


def _relates(entity: Entity, predicate: str, other: Entity, ontology: Ontology) -> bool:
    return predicate in _UNCHECKED or ontology.allows(predicate, entity.label, other.label)


@lru_cache(maxsize=8192)  # the same banks and ministries are in every other article
def _lines(entity: Entity, base: str, related: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """All that can be said of an entity, sorted; ``related`` are predicates and keys of others."""
    more = (_line(entity.key, base, f"<{KG}{predicate}>", f"<{entity_iri(key, base)}>") for predicate, key in related)
    return tuple(sorted({*_own_lines(entity, base), *more}))


@lru_cache(maxsize=8192)
def _called(key: str, base: str, surface: str) -> str:
    return _line(key, base, f"<{SKOS}altLabel>", label(surface, "zh"))


@lru_cache(maxsize=8192)
def _own_lines(entity: Entity, base: str) -> tuple[str, ...]:
    """What can be said of an entity without knowing another."""
    pairs = [
        (f"<{RDF}type>", f"<{KG}{entity.label}>"),
        (f"<{SKOS}prefLabel>", label(entity.name, "zh")),
        *((f"<{SKOS}altLabel>", label(text, language)) for text, language in entity.aliases),
        *(_code(scheme, code) for scheme, code in entity.codes),
    ]
    if entity.valid_from:
        pairs.append((f"<{KG}validFrom>", dated(entity.valid_from)))
    if entity.valid_until:
        pairs.append((f"<{KG}validUntil>", dated(entity.valid_until)))
    subject = f"<{entity_iri(entity.key, base)}>"
    return tuple([f"{subject} {predicate} {value} <{base}graph/entities> ." for predicate, value in pairs])


def _relations(entity: Entity) -> list[tuple[str, str]]:
    pairs = [("succeededBy", key) for key in entity.successors]
    pairs += [("issuer", key) for key in entity.issuers]
    pairs += [("amends", key) for key in entity.amends]
    if entity.parent:
        pairs.append(("partOf", entity.parent))
    if entity.place:
        pairs.append(("locatedIn", entity.place))
    return pairs


def _code(scheme: str, code: str) -> tuple[str, str]:
    if scheme in CODES:
        return f"<{KG}{CODES[scheme]}>", literal(code)
    if scheme == "issued":
        return f"<{PREFIXES['dcterms']}issued>", dated(code)
    if scheme == "effective":
        return f"<{KG}effectiveFrom>", dated(code)
    if scheme == "status" and code in STATUS:
        return f"<{KG}status>", f"<{KG}{STATUS[code]}>"
    return f"<{SKOS}notation>", literal(f"{scheme}:{code}")


def _line(key: str, base: str, predicate: str, value: str) -> str:
    return f"<{entity_iri(key, base)}> {predicate} {value} <{base}graph/entities> ."
