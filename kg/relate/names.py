"""Facts that names say by themselves: a unit belongs to the body its name opens with, a body sits in the place it names."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.records import Entity, Link, Sentence, Statement
from kg.relate.frames import kind_of

_NO_SEAT = frozenset(("中国", "亚洲", "欧洲", "非洲", "美洲", "拉美", "大洋洲", "亚太"))  # though names open with them
_UNIT = re.compile(r"(?:司|局|部|处|室|厅|分行|支行|分会|委员会|中心|分局|组|机制|院|所)$")
# Bodies whose short name opens with their seat (江苏银保监局), whatever the full name is.
_SEATED = frozenset(("Regulator", "GovernmentBody"))


def facts_of_names(
    sentences: tuple[Sentence, ...], links: tuple[Link, ...], entities: dict[str, Entity]
) -> Iterator[Statement]:
    """Statements read off names alone, at the first mention of each entity. ``entities`` are those of the links, by key."""
    by_name = {e.name: e for e in entities.values()}
    places = {link.mention.surface: link.entities[0] for link in links if link.entities and link.entities[0].label == "Place"}
    starts = [s.start for s in sentences]
    seen: set[str] = set()
    for link in links:
        for entity in link.entities:
            if entity.key in seen:
                continue
            seen.add(entity.key)
            sentence = sentences[max(0, bisect_right(starts, link.mention.start) - 1)]
            for predicate, other in (*_by_full_name(entity, by_name), *_by_surface(entity, link.mention.surface, places)):
                yield Statement(entity.key, predicate, other.key, sentence.start, sentence.end, f"{predicate}:name", 0.9)


def _by_full_name(entity: Entity, by_name: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    if entity.label == "PolicyMeasure":
        # A name may end with the family of tools it belongs to (支农支小再贷款 → 再贷款); the longest counts.
        tails = (entity.name[start:] for start in range(1, len(entity.name) - 1))
        whole = next((by_name[tail] for tail in tails if tail in by_name and by_name[tail].label == "PolicyMeasure"), None)
        if whole is not None and whole.key != entity.key:
            yield "partOf", whole
        return
    if kind_of(entity.label) not in ("Org", "Place"):
        return
    for length in range(len(entity.name) - 1, 1, -1):
        other = by_name.get(entity.name[:length])
        predicate = None if other is None or other.key == entity.key else _predicate(entity, other)
        if other is not None and predicate is not None:
            yield predicate, other
            return


def _by_surface(entity: Entity, surface: str, places: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    if entity.label not in _SEATED:
        return
    for length in range(min(len(surface) - 2, 6), 1, -1):
        place = places.get(surface[:length])
        if place is not None:
            if place.name not in _NO_SEAT and not entity.name.startswith(place.name):
                yield "locatedIn", place
            return


def _predicate(entity: Entity, other: Entity) -> str | None:
    kind = kind_of(entity.label)
    if kind == kind_of(other.label):
        if kind == "Place":
            return None if other.name == "中国" else "partOf"
        return "partOf" if _UNIT.search(entity.name[len(other.name) :]) else None
    if other.label == "Place" and kind == "Org" and other.name not in _NO_SEAT:
        return "locatedIn"
    return None
