"""People: one name is one person within an article; across articles they are kept apart by institution."""

from collections.abc import Callable, Sequence

from kg.link.identity import new_entity
from kg.records import Document, Entity, Mention, Reason

_REACH = 16  # 国务院国有资产监督管理委员会党委书记、主任 is 20; the post alone rarely passes 16


def person_entity(
    mention: Mention, mentions: Sequence[Mention], document: Document, meaning_of: Callable[[Mention], tuple[Entity, ...]]
) -> tuple[Entity, Reason]:
    """The person a mention names, apart by the institution just before the name at any mention in the article.

    Without an institution, the article itself keeps namesakes apart.
    """
    for at, other in enumerate(mentions):
        if other.label == "Person" and other.surface == mention.surface and at:
            before = mentions[at - 1]
            gap = document.text[before.end : other.start]
            if before.label not in ("Person", "Place") and len(gap) <= _REACH and not set(gap) & set("。！？；\n"):
                institution = meaning_of(before)[0]
                entity = new_entity(mention.full or mention.surface, "Person", apart=institution.key)
                return entity, Reason("institution", 0.8, f"named with {institution.name}")
    apart = document.identifier
    return new_entity(mention.full or mention.surface, "Person", apart=apart), Reason("article", 0.5, "known from this article only")
