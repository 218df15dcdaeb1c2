"""Document numbers cited without their year (国发14号文): which document they mean."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.link.memory import NameMemory
from kg.link.numbers import parse_number
from kg.records import Document, Entity, Link
from kg.regex import regex

_SHORT = regex(r"(?P<code>[一-鿿]{2,8}?)(?:〔?(?P<year>(?:19|20)\d\d)[〕年])?(?:第)?(?P<serial>\d{1,4})号文件?")
_YEARS = 4  # a number without its year is of this year or of one of the three before it


def spelled_out(document: Document, links: tuple[Link, ...], memory: NameMemory) -> tuple[Link, ...]:
    """The links, those of short numbers to the document that the article or the gazetteer knows by the whole number.

    The article's own documents come first, then the latest listed one that was issued by the article's date. The very same
    links when nothing of the kind is cited.
    """
    if "号文" not in document.text:
        return links
    cited: dict[str, Entity] = {}
    for link in links:
        if len(link.entities) == 1 and link.entities[0].label == "PolicyDocument":
            said = parse_number(link.mention.surface)
            known = (number for scheme, number in link.entities[0].codes if scheme == "number")
            cited.update(dict.fromkeys((*known, *((said.text,) if said else ())), link.entities[0]))
    return tuple(_meant(link, document, cited, memory) for link in links)


def _meant(link: Link, document: Document, cited: dict[str, Entity], memory: NameMemory) -> Link:
    short = _SHORT.fullmatch(link.mention.surface) if link.mention.label == "PolicyDocument" else None
    if short is None or link.entities[0].listed:
        return link
    numbers = list(_whole(short, document))
    entity = next((cited[number] for number in numbers if number in cited), None) or _listed(numbers, document, memory)
    return replace(link, entities=(entity,)) if entity is not None else link


def _whole(short: "re.Match[str]", document: Document) -> Iterator[str]:
    """The numbers it may stand for, the likeliest first."""
    if short["year"]:
        years = [int(short["year"])]
    elif document.issued is not None:
        years = [document.issued.year - back for back in range(_YEARS)]
    else:
        years = []
    for year in years:
        yield f"{short['code']}〔{year}〕{int(short['serial'])}号"


def _listed(numbers: list[str], document: Document, memory: NameMemory) -> Entity | None:
    today = document.issued.date().isoformat() if document.issued else "9999"
    for number in numbers:
        found = memory.clear(number, "PolicyDocument", None)
        if found is not None and found.entity.listed:
            issued = dict(found.entity.codes).get("issued") or ""
            if issued <= today:
                return found.entity
    return None
