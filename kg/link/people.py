"""People: one name is one person within an article; across articles they are kept apart by institution."""

from collections.abc import Callable, Sequence

from kg.gazetteer import Gazetteer
from kg.link.identity import listed_entity, new_entity
from kg.records import Document, Entity, Mention, Reason

_REACH = 16  # a post rarely passes it: 党委副书记、常务副总经理兼首席风险官
_STOPS = frozenset("。！？；\n")


def link_people(
    mentions: Sequence[Mention], document: Document, gazetteer: Gazetteer, meaning_of: Callable[[Mention], Entity]
) -> dict[str, tuple[Entity, Reason]]:
    """The person behind each surface: a listed one, or one kept apart by the institution before the name somewhere in the text.

    Without an institution the article itself keeps namesakes apart. A surname after 克里斯蒂娜·拉加德 is the same person.
    """
    named = [(at, mention) for at, mention in enumerate(mentions) if mention.label == "Person"]
    names = _full_names([mention for _, mention in named])
    institutions: dict[str, Entity] = {}
    for at, mention in named:
        before = mentions[at - 1] if at else None
        if before is None or before.label in ("Person", "Place") or names[mention.surface] in institutions:
            continue
        gap = document.text[before.end : mention.start]
        if len(gap) <= _REACH and _STOPS.isdisjoint(gap):
            institutions[names[mention.surface]] = meaning_of(before)
    people = {name: _person(name, institutions.get(name), document, gazetteer) for name in set(names.values())}
    return {surface: people[name] for surface, name in names.items()}


def _person(name: str, institution: Entity | None, document: Document, gazetteer: Gazetteer) -> tuple[Entity, Reason]:
    listed = [entry for entry in gazetteer.entries(name) if entry.label == "Person"]
    if len(listed) == 1:
        return listed_entity(listed[0]), Reason("name_matches", 0.9, f"{name} is listed")
    if institution:
        return new_entity(name, "Person", apart=institution.key), Reason("institution", 0.8, f"of {institution.name}")
    return new_entity(name, "Person", apart=document.identifier), Reason("article", 0.5, "known from this article only")


def _full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """The full name of each surface: 拉加德 → 克里斯蒂娜·拉加德, when just one such name is in the article."""
    surnames: dict[str, set[str]] = {}
    for mention in mentions:
        if "·" in mention.surface:
            surnames.setdefault(mention.surface.rpartition("·")[2], set()).add(mention.surface)
    names = {}
    for mention in mentions:
        longer = surnames.get(mention.surface, set())
        names[mention.surface] = mention.full or (min(longer) if len(longer) == 1 else mention.surface)
    return names
