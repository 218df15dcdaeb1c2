"""Documents cited by number: each means the one the gazetteer knows by it, or the title it stands behind."""

from dataclasses import replace

from kg.link.numbers import Number, parse_number
from kg.records import Entity, Link
from kg.regex import regex

_GAP = 40  # characters that may stand between a title and its number
# 《…方案》的通知（财建〔2021〕466号）; 《…公告》（财政部 税务总局公告2023年第12号).
_BEHIND_TITLE = regex(r"(?:》(?:的(?:通知|公告|意见|决定|函))?)?[（(](?:[一-鿿 、]{0,20})")


def united(links: tuple[Link, ...], text: str) -> tuple[Link, ...]:
    """A number means the document that the gazetteer knows by it, or the title it stands behind anywhere in the article."""
    titled: dict[str, Entity] = {}
    numbers: dict[int, Number] = {}
    previous: Link | None = None
    for index, link in enumerate(links):
        if not cites(link):
            continue
        if number := number_of(link):
            numbers[index] = number
            entity = link.entities[0]
            if parse_number(entity.name) is None:
                titled.setdefault(number.text, entity)
            elif previous and _BEHIND_TITLE.fullmatch(text[previous.mention.end : link.mention.start][:_GAP]):
                titled.setdefault(number.text, previous.entities[0])
        previous = link
    if not any(titled.get(number.text, links[index].entities[0]).key != links[index].entities[0].key
               for index, number in numbers.items()):  # fmt: skip
        return links
    return tuple(
        replace(link, entities=(titled.get(numbers[index].text, link.entities[0]),)) if index in numbers else link
        for index, link in enumerate(links)
    )


def cites(link: Link) -> bool:
    """Whether a link names one document."""
    return len(link.entities) == 1 and link.entities[0].label == "PolicyDocument"


def number_of(link: Link) -> Number | None:
    """The number that a link cites a document by, None where it does so by title."""
    surface = link.mention.surface
    return parse_number(surface) if surface.endswith("号") or "/T" in surface else None
