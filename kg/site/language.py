"""The two languages of the pages: which one a reader wants, what things are called in it, how it writes days and numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

import pyoxigraph

from kg.ontology import KG, PREFIXES
from kg.resources import ontology_dir
from kg.site.words import CHANGES, INVERSE, UNITS, WORDS

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-CN", "en": "en"}
_WANTED = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")
_SCALES = {
    "zh": ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million")),
}


@dataclass(frozen=True, slots=True)
class Language:
    """What pages say in one language (``zh`` or ``en``). ``is_chosen``: by the address, so links have to keep it."""

    name: str
    is_chosen: bool = False

    @property
    def tag(self) -> str:
        """The language tag of the page."""
        return TAGS[self.name]

    @property
    def other(self) -> str:
        """The name of the other language."""
        return LANGUAGES[1 - LANGUAGES.index(self.name)]

    @property
    def words(self) -> Mapping[str, str]:
        """The phrases of the pages."""
        return _phrases(self.name)

    def label(self, name: str) -> str:
        """What a class or a property of the ontology (local name) is called; the name itself when it has no label."""
        return _labels().get((name, self.name)) or name

    def inverse(self, predicate: str) -> str:
        """What a relation is called from its other end: 发布 → 发布者."""
        pair = INVERSE.get(predicate)
        return pair[LANGUAGES.index(self.name)] if pair else f"← {self.label(predicate)}"

    def change(self, name: str) -> str:
        """What a figure compares with (``yoy``, ``mom``); empty for nothing."""
        return CHANGES[name][LANGUAGES.index(self.name)] if name in CHANGES else name

    def count(self, number: int) -> str:
        """A count with its thousands set apart."""
        return f"{number:,}"

    def articles(self, number: int) -> str:
        """So many articles.

        >>> Language("zh").articles(1), Language("en").articles(1), Language("en").articles(1200)
        ('1 篇报道', '1 article', '1,200 articles')
        """
        return f"{number:,} 篇报道" if self.name == "zh" else f"{number:,} article{'' if number == 1 else 's'}"

    def unit(self, unit: str) -> str:
        """A unit as a reader knows it: CNY → 元."""
        return UNITS[unit][LANGUAGES.index(self.name)] if unit in UNITS else unit

    def amount(self, value: str, unit: str) -> str:
        """A normalised value with its unit, scaled as the language counts.

        >>> Language("zh").amount("18730000000000", "CNY"), Language("en").amount("18730000000000", "CNY")
        ('18.73万亿元', 'CNY 18.73 trillion')
        >>> Language("zh").amount("24.1", "%"), Language("zh").amount("40", "个"), Language("zh").amount("-0.5", "pp")
        ('24.1%', '40个', '-0.5个百分点')
        """
        try:
            number = Decimal(value)
        except InvalidOperation:
            return f"{value} {unit}".strip()
        if not number.is_finite():
            return f"{value} {unit}".strip()
        shown = self._scaled(number)
        word = self.unit(unit)
        if self.name == "zh":
            return shown + word
        if unit.isascii() and len(unit) == 3 and unit.isupper():
            return f"{unit} {shown}"
        return f"{shown}{word}" if unit == "%" else f"{shown} {word}".strip()

    def _scaled(self, number: Decimal) -> str:
        for size, word in _SCALES[self.name]:
            if abs(number) >= size:
                return f"{_plain((number / size).quantize(Decimal('0.0001')))}{word}"
        return _plain(number)

    def day(self, iso: str) -> str:
        """An ISO day, month or year as it is written.

        >>> Language("zh").day("2021-09-11"), Language("zh").day("2021-09"), Language("zh").day("2021")
        ('2021年9月11日', '2021年9月', '2021年')
        >>> Language("en").day("2021-09-11")
        '11 September 2021'
        """
        found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso)
        if not found:
            return iso
        year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
        if self.name == "zh":
            return f"{int(year)}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
        name = _MONTHS[month - 1] if 1 <= month <= 12 else ""
        return " ".join(part for part in (str(day) if day else "", name, year) if part)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def chosen_language(parameter: str, header: str) -> Language:
    """The language of an answer: what the address says, else what the browser prefers, else Chinese.

    >>> chosen_language("", "en-GB,en;q=0.9,zh;q=0.5").name, chosen_language("zh", "en").name, chosen_language("", "fr").name
    ('en', 'zh', 'zh')
    """
    if parameter in LANGUAGES:
        return Language(parameter, is_chosen=True)
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:1000].split(",")):
        found = _WANTED.fullmatch(part)
        if found and found[1].lower() in LANGUAGES and float(found[2] or 1):
            wanted.append((-float(found[2] or 1), place, found[1].lower()))
    return Language(min(wanted)[2] if wanted else "zh")


def _plain(number: Decimal) -> str:
    """A number without an exponent or idle zeros, thousands set apart."""
    shown = f"{number:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@cache
def _phrases(name: str) -> Mapping[str, str]:
    place = LANGUAGES.index(name)
    return {key: pair[place] for key, pair in WORDS.items()}


@cache
def _labels() -> dict[tuple[str, str], str]:
    """The labels of our own terms in the ontology, by (local name, language)."""
    data = (ontology_dir() / "jinqiao.ttl").read_bytes()
    found: dict[tuple[str, str], str] = {}
    for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if (
            isinstance(subject, pyoxigraph.NamedNode)
            and isinstance(value, pyoxigraph.Literal)
            and quad.predicate.value == PREFIXES["rdfs"] + "label"
            and subject.value.startswith(KG)
        ):
            found[(subject.value.removeprefix(KG), value.language or "")] = value.value
    return found
