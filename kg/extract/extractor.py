"""The extract stage: from sentences to mentions."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from kg.extract.aliases import Short, again, defined, repeated, shortened, stripped
from kg.extract.claim import Claim, settle
from kg.extract.companies import CompanyExtractor
from kg.extract.context import Context, Known
from kg.extract.events import EventExtractor
from kg.extract.lexicon import Lexicon, alternation, load_lexicon
from kg.extract.listed import JointExtractor, ListedExtractor
from kg.extract.measures import DraftExtractor, MeasureExtractor, ProductExtractor, QuotedExtractor
from kg.extract.organisations import OrganisationExtractor
from kg.extract.people import PersonExtractor
from kg.extract.places import PlaceExtractor
from kg.extract.titles import NumberExtractor, TitleExtractor
from kg.gazetteer import Gazetteer
from kg.records import Document, Mention, Sentence


_SPLIT = frozenset({"Place", "PolicyMeasure"})
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*元")
_CORE = re.compile(r"“?([^“”]{2,12}?)”?(?:工作|任务)?")
_NAMED = re.compile(r"(?:战略|计划|工程|行动|试点|机制|制度|政策|贷款|补贴|补助|返还|贴息|方案|规划|改革)$")
_TERM = re.compile(r"第?[一二三四五六七八九十]+届")
_BRACKETED = re.compile(r"([^（()）]+)[（(]([A-Za-z0-9]+)[）)]")


class Finder(Protocol):
    """What every extractor is."""

    name: str

    def find(self, context: Context) -> Iterable[Claim]:
        """The claims about one document."""


class Extractor:
    """Finds the mentions of a document: the list of extractors is below, the precedence of their claims in claim.py."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon | None = None) -> None:
        import rjieba

        lexicon = lexicon or load_lexicon()
        self._gazetteer = gazetteer
        self._tagger: Callable[[str], list[tuple[str, str]]] = rjieba.tag
        is_word = self._is_word = rjieba.Jieba().has_word
        self._titles = TitleExtractor(lexicon, self._label)
        self._finders: tuple[Finder, ...] = (
            self._titles,
            NumberExtractor(),
            JointExtractor(lexicon),
            QuotedExtractor(lexicon),
            EventExtractor(lexicon),
            ListedExtractor(lexicon, self._label),
            OrganisationExtractor(lexicon, is_word),
            CompanyExtractor(lexicon, is_word),
            PersonExtractor(lexicon, rjieba.tag, is_word),
            MeasureExtractor(lexicon),
            DraftExtractor(lexicon),
            ProductExtractor(lexicon),
            PlaceExtractor(lexicon),
        )
        self._confidence: dict[str, float] = lexicon.raw["confidence"]
        self._labels: dict[str, str] = {}
        self._opening = tuple(sorted(lexicon.raw["measures"]["opening"], key=lambda verb: (-len(verb), verb)))
        self._lead = re.compile(alternation(lexicon.raw["measures"]["leads"]))
        self._splits: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def extract(self, document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
        """The mentions in order. They do not overlap, but for the issuer that opens a document's title."""
        text = document.text
        context = Context(text, self._known(text), self._tagger, self._parts, self._is_word)
        claims = settle(claim for finder in self._finders for claim in finder.find(context))
        claims = shortened(text, claims)
        definitions = list(defined(text, claims))
        names: dict[str, Short] = {}
        for claim, short in definitions:
            names.setdefault(text[claim.start : claim.end], short)
        for name, short in (*stripped(text, claims), *repeated(text, claims)):
            names.setdefault(name, short)
        claims = settle([*claims, *(claim for claim, _ in definitions), *again(text, names)])
        claims.extend(self._titles.issuers(context, [c for c in claims if c.extractor == "title" and c.label == "PolicyDocument"]))
        return tuple(self._mention(text, claim) for claim in sorted((c for c in claims if c.label), key=lambda c: (c.start, -c.end)))

    def _known(self, text: str) -> Iterator[Known]:
        for hit in self._gazetteer.find(text):
            label = self._label(hit.surface)
            if label:
                yield Known(hit.start, hit.end, hit.surface, label, hit.weak)

    def _label(self, surface: str) -> str:
        label = self._labels.get(surface)
        if label is None:
            entries = self._gazetteer.entries(surface)
            label = self._labels[surface] = entries[0].label if entries else ""
        return label

    def _official(self, surface: str) -> bool:
        return any(entry.name == surface for entry in self._gazetteer.entries(surface))

    def _parts(self, surface: str, label: str) -> tuple[tuple[int, int, str], ...]:
        found = self._splits.get(surface)
        if found is None:
            found = self._splits[surface] = self._split(surface, label)
        return found

    def _split(self, surface: str, label: str) -> tuple[tuple[int, int, str], ...]:
        """A listed sequence of names as its parts: 湖北荆门, 降准降息, 贷款市场报价利率（LPR）, 5000亿元再贷款."""
        whole = ((0, len(surface), label),)
        term = _TERM.match(surface)
        if term is not None and self._label(surface[term.end() :]):
            return ((term.end(), len(surface), label),)
        if label not in _SPLIT or surface.startswith("中国"):
            return whole
        if label == "PolicyMeasure":
            core = _CORE.fullmatch(surface)
            if core is not None and core.span(1) != (0, len(surface)) and self._label(core.group(1)) == label:
                return ((core.start(1), core.end(1), label),)
            if "、" in surface and all(self._label(part) for part in surface.split("、")) and not self._official(surface):
                return tuple((m.start(), m.end(), label) for m in re.finditer("[^、]+", surface))
            lead = self._lead.match(surface)
            if lead is not None and self._label(surface[lead.end() :]) == label:
                return ((lead.end(), len(surface), label),)
            opening = next((verb for verb in self._opening if surface.startswith(verb)), "")
            if opening and not _NAMED.search(surface):
                rest = surface[len(opening) :]
                return ((len(opening), len(surface), label),) if self._label(rest) == label else ()
        amount = _AMOUNT.match(surface)
        if amount is not None and (inner := self._label(surface[amount.end() :])):
            return tuple((s + amount.end(), e + amount.end(), c) for s, e, c in self._split(surface[amount.end() :], inner))
        bracket = _BRACKETED.fullmatch(surface)
        if bracket is not None:
            return ((0, bracket.end(1), label), (bracket.start(2), bracket.end(2), label))
        for cut in range(len(surface) - 2, 1, -1):
            if self._label(surface[:cut]) == label and self._label(surface[cut:]) == label:
                left, right = self._split(surface[:cut], label), self._split(surface[cut:], label)
                return (*left, *((s + cut, e + cut, c) for s, e, c in right))
        return whole

    def _mention(self, text: str, claim: Claim) -> Mention:
        confidence = self._confidence.get(claim.extractor, 0.8)
        surface = text[claim.start : claim.end]
        return Mention(claim.start, claim.end, surface, claim.label, claim.extractor, confidence, claim.names, claim.full)
