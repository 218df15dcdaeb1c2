"""People: one name is one person within an article; across articles they are kept apart by institution."""

from collections.abc import Callable, Sequence

from kg.gazetteer import Gazetteer
from kg.link.identity import listed_entity, new_entity
from kg.records import Document, Entity, Mention, Reason

_REACH = 16  # a post rarely passes it: 党委副书记、常务副总经理兼首席风险官
_STOPS = frozenset("。！？；\n")


def person_entity(
    mention: Mention,
    mentions: Sequence[Mention],
    document: Document,
    gazetteer: Gazetteer,
    meaning_of: Callable[[Mention], tuple[Entity, ...]],
) -> tuple[Entity, Reason]:
    """The person a mention names: a listed one, or one kept apart by the institution before the name anywhere in the article.

    Without an institution the article itself keeps namesakes apart. A surname after 克里斯蒂娜·拉加德 is the same person.
    """
    name = mention.full or _full_name(mention.surface, mentions)
    listed = [entry for entry in gazetteer.entries(name) if entry.label == "Person"]
    if len(listed) == 1:
        return listed_entity(listed[0]), Reason("name_matches", 0.9, f"{name} is listed")
    for at, other in enumerate(mentions):
        if at and other.label == "Person" and _full_name(other.surface, mentions) == name:
            before = mentions[at - 1]
            gap = document.text[before.end : other.start]
            if before.label not in ("Person", "Place") and len(gap) <= _REACH and _STOPS.isdisjoint(gap):
                institution = meaning_of(before)[0]
                return new_entity(name, "Person", apart=institution.key), Reason("institution", 0.8, f"of {institution.name}")
    return new_entity(name, "Person", apart=document.identifier), Reason("article", 0.5, "known from this article only")


def _full_name(surface: str, mentions: Sequence[Mention]) -> str:
    """拉加德 → 克里斯蒂娜·拉加德, when just one such name is in the article."""
    if "·" in surface or len(surface) < 2:
        return surface
    longer = {other.surface for other in mentions if other.label == "Person" and other.surface.endswith("·" + surface)}
    return min(longer) if len(longer) == 1 else surface
