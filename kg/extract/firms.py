"""Short names of firms that a text names in full: 上海锲特 after 上海锲特电子有限公司, and the name without its form."""

import re
from collections.abc import Callable, Iterable, Iterator

from kg.extract.aliases import Short
from kg.extract.claim import Claim
from kg.extract.context import Context, Word
from kg.regex import regex

_REGISTERED = regex(
    r"""
    (?P<office>.{2,24}?(?:(?:会计师|律师)事务所|合伙企业))[（(][^（）()]{4,6}[）)]   # …会计师事务所（普通合伙）
    | (?P<core>[^（(]{2,16}(?=[（(])|[^（(]{4,24}?)(?:[（(][^（）()]{2,4}[）)][^（）()]{0,14}?)?
      (?:集团|控股|股份)*(?:有限责任公司|股份有限公司|有限公司|会计师事务所|律师事务所)
    """,
    re.VERBOSE,
)
_OWN = regex("(?:中国|国家|全国)([一-龥]{2,4}?)(?:集团|控股|股份|有限|公司)")  # 中国铁塔股份有限公司: 铁塔公司
_SHORT = 4  # characters from which a name is told apart though a dictionary holds its words
_NAMES = frozenset({"nr", "nrt", "nz"})  # jieba's tags of names
_FOUND = frozenset({"organisation", "company"})


def firm_forms(context: Context, claims: Iterable[Claim], is_word: Callable[[str], bool]) -> Iterator[tuple[str, Short]]:
    """The short names that stand in the text by themselves, of every registered name that a rule found.

    A short name ends before a line of business (上海锲特|电子|有限公司) or with the core of the name; 市 may be missing,
    and so may the place before a coined word.
    """
    alone: dict[tuple[str, str], bool] = {}  # what was looked up: the same name may stand there a thousand times
    for claim in claims:
        if claim.label != "Company" or claim.extractor not in (*_FOUND, "listed"):
            continue
        name = context.text[claim.start : claim.end]
        registered = _REGISTERED.fullmatch(name)
        if registered is None:
            continue
        owner = claim._replace(full=claim.full or name)
        shorts = [own.group(1) + "公司"] if (own := _OWN.match(name)) is not None else []
        if claim.extractor != "listed":
            shorts += _short_names(context, claim, registered, is_word)
        for short in shorts:
            if (short, name) not in alone:
                alone[short, name] = _stands_alone(context.text, short, name)
            if alone[short, name]:
                yield short, Short(owner, "stripped")


def _short_names(context: Context, claim: Claim, registered: re.Match[str], is_word: Callable[[str], bool]) -> Iterator[str]:
    if registered["office"]:
        yield registered["office"]
        return
    core = registered["core"]
    words = context.words(claim.start, claim.start + len(core))
    place = words[0] if words[0].label == "Place" else None
    at = len(place.text) if place else 0
    for end in sorted(_ends(words, claim.start), reverse=True):
        brand = core[at:end]
        if len(brand) < 2 or (len(brand) < _SHORT and is_word(brand) and not _is_brand(words, brand, is_word)):
            continue
        if place is None:
            yield brand
            continue
        yield place.text + brand
        if place.text[-1] in "市省" and len(place.text) > 2:
            yield place.text[:-1] + brand
        inside = [word for word in words[1:] if word.end <= claim.start + end]
        coined = _is_brand(words, brand, is_word) or not any(len(word.text) > 1 and is_word(word.text) for word in inside)
        if len(brand) > 2 and coined:
            yield brand


def _is_brand(words: list[Word], brand: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word that a dictionary holds is no ordinary one: a name by its tag, or no two letters of it a word (合生元)."""
    word = next((word for word in words if word.text == brand), None)
    if word is None or len(brand) < 3:
        return False
    return word.tag in _NAMES or not any(is_word(brand[at : at + 2]) for at in range(len(brand) - 1))


def _ends(words: list[Word], start: int) -> set[int]:
    """Where in the core of a name a short one may end: before an ordinary word of two characters, and at the end."""
    before = {word.start - start for word in words[1:] if len(word.text) > 1 and word.tag[0] in "nv" and not word.label}
    return before | {words[-1].end - start}


def _stands_alone(text: str, short: str, name: str) -> bool:
    """Whether a short name occurs where the full name does not go on."""
    position = text.find(short)
    while position >= 0:
        if text.find(name, max(0, position - len(name)), position + len(name)) < 0:
            return True
        position = text.find(short, position + len(short))
    return False
