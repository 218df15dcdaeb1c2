"""Document numbers (文号): one way to write them, who issues under them, and which are not understood."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.link.document_rules import DocumentRules, load_document_rules
from kg.regex import regex

_NUMBER = regex(
    r"""
    (?P<code>[一-鿿]{1,14}?)\s?
    (?:
      [〔﹝［\[（(【]\s?(?P<year>(?:19|20)\d\d)年?\s?[〕﹞］\]）)】]    # 〔2021〕, and the brackets that typists use instead
    | (?P<plain_year>(?:19|20)\d\d)年                                # 公告2023年第12号
    | (?=第)                                                         # 国务院令第768号
    )
    \s?(?P<nth>第)?\s?(?P<serial>\d{1,5})\s?号
    """,
    re.VERBOSE,
)
_ORDER = regex(r"(?P<body>[一-鿿]{0,12})(?:令|公告|通告)$")
_STANDARD = regex(r"[A-Z]{2}\d{0,2}(?:/[TZ])?\s?\d{1,5}(?:\.\d+)?[—–-](?P<year>(?:19|20)\d\d)")


class Number(NamedTuple):
    """A document number. ``text`` is its one spelling; ``issuer`` a name of the body that issues under it.

    ``known`` is false for a code that no row of documents.toml explains; then the issuer is None, too.
    """

    text: str
    year: str | None
    issuer: str | None
    known: bool


def parse_number(text: str, rules: DocumentRules | None = None) -> Number | None:
    """What a text says when the whole of it is a document number; None for anything else.

    >>> parse_number("国办发[2021]第 52 号")
    Number(text='国办发〔2021〕52号', year='2021', issuer='国务院办公厅', known=True)
    >>> parse_number("近日印发财税（2021）12号").text, parse_number("国务院令第768号").issuer
    ('财税〔2021〕12号', '国务院')
    """
    return _parsed(text, rules or load_document_rules())


@functools.lru_cache(4096)
def _parsed(text: str, rules: DocumentRules) -> Number | None:
    text = text.strip()
    if standard := _STANDARD.fullmatch(text):
        return Number(" ".join(text.split()), standard["year"], None, known=True)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    year, serial = found["year"] or found["plain_year"], int(found["serial"])
    if order := _ORDER.fullmatch(found["code"]):
        dated = f"〔{found['year']}〕" if found["year"] else f"{year}年" if year else ""
        return Number(f"{found['code']}{dated}第{serial}号", year, order["body"] or None, known=bool(order["body"]))
    if not year:
        return None
    code, issuer = _issuer(found["code"], rules)
    return Number(f"{code}〔{year}〕{serial}号", year, issuer, known=issuer is not None)


def _issuer(code: str, rules: DocumentRules) -> tuple[str, str | None]:
    """The longest end of what stands before the bracket that is a known code, and its issuer: 近日印发财税 → 财税."""
    for start in range(len(code)):
        for row in rules.issuers:
            if match := row.pattern.fullmatch(code, start):
                place = rules.provinces[match["place"]] if "place" in match.re.groupindex else ""
                return code[start:], row.name.format(place=place)
    return code, None


def written_number(name: str) -> str:
    """A document number in its one spelling; any other name as it is.

    >>> written_number("银发【2021】169号"), written_number("《通知》")
    ('银发〔2021〕169号', '《通知》')
    """
    if not (name.endswith("号") or "/T" in name):
        return name
    number = parse_number(name)
    return number.text if number else name


def find_numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    """Document numbers with the bracketed year in a text, each with its span; the span may begin before the code proper."""
    rules = load_document_rules()
    for match in _SEARCHED.finditer(text):
        number = parse_number(match.group(), rules)
        if number:
            yield match.start(), match.end(), number


# To search a text, only the unmistakable form: a year in brackets.
_SEARCHED = regex(r"[一-鿿]{1,12}\s?[〔﹝［\[（(【](?:19|20)\d\d年?[〕﹞］\]）)】]\s?(?:第\s?)?\d{1,5}\s?号")
