"""The extract stage: from sentences to mentions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from kg.errors import OntologyError
from kg.extract.aliases import Short, again, beside_terms, defined, repeated, stripped
from kg.extract.apposed import AppositionExtractor
from kg.extract.branches import BranchExtractor
from kg.extract.bylines import BylineExtractor
from kg.extract.cited import CitedExtractor
from kg.extract.claim import Claim, joined, owned, settle
from kg.extract.companies import CompanyExtractor
from kg.extract.context import Context, Known, Tagger
from kg.extract.countries import CountryExtractor, NeighbourExtractor
from kg.extract.dictionary import load_dictionary
from kg.extract.drafts import DraftExtractor, laws_within
from kg.extract.events import EventExtractor
from kg.extract.firms import firm_forms
from kg.extract.foreign import DottedExtractor, ForeignExtractor, MissionExtractor, TitledExtractor
from kg.extract.judge import Case, Judge
from kg.extract.landmarks import LandmarkExtractor
from kg.extract.lenders import LenderExtractor
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.listed import JointExtractor, ListedExtractor
from kg.extract.local import LocalExtractor
from kg.extract.measures import MeasureProposer
from kg.extract.no_places import NoPlaceExtractor
from kg.extract.occasions import OccasionExtractor
from kg.extract.offices import OfficeExtractor, conveners
from kg.extract.organisations import OrganisationExtractor
from kg.extract.parts import Parts
from kg.extract.people import PersonExtractor
from kg.extract.places import PlaceExtractor
from kg.extract.products import PlatformExtractor, ProductExtractor
from kg.extract.quoted import QuotedExtractor
from kg.extract.rural_banks import RuralBankExtractor
from kg.extract.served import ServedExtractor
from kg.extract.shares import ShareExtractor
from kg.extract.short_titles import shortened
from kg.extract.sites import SiteExtractor
from kg.extract.titles import NumberExtractor, TitleExtractor
from kg.extract.unions import UnionExtractor
from kg.gazetteer import Gazetteer
from kg.records import Document, Mention, Sentence
from kg.resources import ontology_dir

# The class of a name that several listed things of different classes bear: the first of these.
_PREFERRED = (
    *("GovernmentBody", "Regulator", "Bank", "MarketInstitution", "Association", "Place", "MediaOutlet", "Organization"),
    *("Platform", "PolicyDocument", "PolicyMeasure", "Company", "FinancialProduct", "Event", "Person"),
)


_WEAK_BODIES = frozenset({"MediaOutlet", "Company", "Bank", "Organization", "Association", "MarketInstitution"})
_FOREIGN = re.compile(r"place/(?!cn$)[a-z]{2}$")  # keys of countries are their ISO 3166 codes
_FEATURES = frozenset("湖山江河岛港湾关峡泉洲滩溪")  # what makes a feature of the name of a county
_REMEDY = "correct the rule file or restore it from the release"


class Finder(Protocol):
    """What every extractor is."""

    name: str

    def find(self, context: Context) -> Iterable[Claim]:
        """The claims about one document."""


class Extractor:
    """Finds the mentions of a document: the list of extractors is below, the precedence of their claims in claim.py."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon | None = None, weights: Path | None = None) -> None:
        jieba = load_dictionary()
        lexicon = lexicon or load_lexicon()
        self._gazetteer = gazetteer
        self._tagger: Tagger = jieba.tag
        self._is_word: Callable[[str], bool] = jieba.is_word
        self._labels: dict[str, str] = {}
        self._foreign: dict[str, bool] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        try:
            self._titles = TitleExtractor(lexicon, self._label)
            self._countries = CountryExtractor(lexicon)
            self._finders: tuple[Finder, ...] = (self._titles, self._countries, *self._others(lexicon))
            self._parts = Parts(lexicon, self._label, self._official)
            never = frozenset(lexicon.raw["listed"]["never"])
            weights = weights or ontology_dir() / "rules" / "measures.json"
            self.judge = Judge(weights, MeasureProposer(lexicon), never)
            self._weak_places = frozenset(lexicon.raw["listed"]["weak_places"])
            self._sure_places = frozenset(lexicon.raw["listed"]["sure_places"])
            self._confidence: dict[str, float] = lexicon.raw["confidence"]
        except KeyError as error:
            raise OntologyError(f"the list {error} is missing", where="rules/extract.toml", remedy=_REMEDY) from error
        except re.error as error:
            problem = f"{error.pattern!r} is no regular expression ({error.msg})"
            raise OntologyError(problem, where="rules/extract.toml", remedy=_REMEDY) from error

    def _others(self, lexicon: Lexicon) -> tuple[Finder, ...]:
        return (
            NumberExtractor(),
            JointExtractor(lexicon),
            NeighbourExtractor(),
            QuotedExtractor(lexicon),
            EventExtractor(lexicon),
            OccasionExtractor(lexicon),
            ListedExtractor(lexicon, self._label, self._is_foreign),
            OrganisationExtractor(lexicon, self._is_word, self._is_foreign),
            RuralBankExtractor(self._label),
            BranchExtractor(),
            UnionExtractor(lexicon, self._is_word),
            LocalExtractor(lexicon),
            OfficeExtractor(lexicon, self._is_foreign, self._label),
            ForeignExtractor(lexicon, self._is_foreign),
            CompanyExtractor(lexicon, self._is_word, self._is_foreign, self._label),
            ShareExtractor(lexicon, self._is_word),
            AppositionExtractor(lexicon, self._is_word),
            MissionExtractor(self._is_foreign),
            DottedExtractor(lexicon),
            TitledExtractor(lexicon, self._tagger, self._is_word),
            BylineExtractor(lexicon, self._is_word),
            PersonExtractor(lexicon, self._tagger, self._is_word, self._is_foreign),
            DraftExtractor(lexicon),
            CitedExtractor(lexicon),
            ProductExtractor(lexicon),
            PlatformExtractor(lexicon),
            LenderExtractor(),
            ServedExtractor(lexicon),
            NoPlaceExtractor(lexicon),
            PlaceExtractor(lexicon, self._is_foreign),
            SiteExtractor(self._is_foreign),
            LandmarkExtractor(lexicon, self._is_foreign),
        )

    def extract(self, document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
        """The mentions in order. They do not overlap, but for an issuer or a law inside a document's title."""
        (mentions,) = self.extract_all([document])
        return mentions

    def extract_all(self, documents: Sequence[Document]) -> list[tuple[Mention, ...]]:
        """The mentions of each document. Each extractor reads all before the next reads any: its tables stay at hand."""
        contexts = [self._context(document.text) for document in documents]
        found: list[list[Claim]] = [[] for _ in documents]
        for finder in self._finders:
            for context, claims in zip(contexts, found, strict=True):
                claims.extend(finder.find(context))
        judged = [list(self.judge.settle(context, claims)) for context, claims in zip(contexts, found, strict=True)]
        return list(map(self._mentions, contexts, judged))

    def _mentions(self, context: Context, claims: list[Claim]) -> tuple[Mention, ...]:
        text = context.text
        claims = settle(claims)
        claims = shortened(text, claims)
        definitions = list(defined(text, claims))
        names: dict[str, Short] = {}
        for claim, short in definitions:
            names.setdefault(text[claim.start : claim.end], short)
        forms = firm_forms(context, claims, self._is_word)
        for name, short in (*stripped(text, claims), *forms, *repeated(text, claims)):
            names.setdefault(name, short)
        further = beside_terms(text, claims, again(text, names))
        claims = joined(settle([*claims, *(claim for claim, _ in definitions), *further]))
        claims = owned(text, claims, self._is_part)
        documents = [claim for claim in claims if claim.label == "PolicyDocument" and _is_titled(text, claim)]
        inside = (*self._titles.issuers(context, documents), *laws_within(text, documents))
        claims.extend((*inside, *self._countries.parties(text, documents), *conveners(text, claims, self._label)))
        claims.sort(key=lambda claim: (claim.start, -claim.end))
        return tuple(self._mention(text, claim) for claim in claims if claim.label)

    def cases(self, document: Document) -> list[Case]:
        """What the judge of measures is asked about a document: material to learn from."""
        context, claims = self._claims(document.text)
        return self.judge.cases(context, claims)

    def _claims(self, text: str) -> tuple[Context, list[Claim]]:
        context = self._context(text)
        return context, [claim for finder in self._finders for claim in finder.find(context)]

    def _context(self, text: str) -> Context:
        return Context(text, self._settled(text), self._tagger, self._parts, self._is_word, self._sure_places)

    def _known(self, text: str) -> Iterator[Known]:
        before: Known | None = None
        for hit in self._gazetteer.find(text):
            label = self._label(hit.surface)
            if not label:
                continue
            start, surface, weak = hit.start, hit.surface, hit.weak
            if label == "Place" and (cut := self._reads_on(text, hit.end, surface)):
                before = Known(start, start + cut, surface[:cut], label, False)
                yield before
                start, surface, weak = start + cut, surface[cut:] + text[hit.end], False
            ordinary = label == "Place" and surface in self._weak_places
            inside = label == "Place" and not ordinary and before is not None and before.end == start
            inside = inside and before is not None and before.label == "Place" and self._lies_in(surface, before.surface)
            before = Known(start, start + len(surface), surface, label, (weak and not inside) or ordinary, inside)
            yield before

    def _reads_on(self, text: str, end: int, surface: str) -> int:
        """How much of a listed place is one that leads to a longer name, or 0: 江西|鄱阳湖, though 江西鄱阳 is a county."""
        if len(surface) < 4 or text[end : end + 1] not in _FEATURES:
            return 0
        for cut in range(2, len(surface) - 1):
            if self._label(surface[cut:] + text[end]) == "Place" and self._label(surface[:cut]) == "Place":
                return cut
        return 0

    def _settled(self, text: str) -> Iterable[Known]:
        """The listed names of the text; a weak one is sure where another name of its bearer stands: 总台, 中央广播电视总台."""
        names = list(self._known(text))
        weak = {name.surface for name in names if name.weak and name.label in _WEAK_BODIES}
        if not weak:
            return names
        bearers = {key for surface in weak for key in self._bearers(surface)}
        sure = {name.surface for name in names if not name.weak and name.label in _WEAK_BODIES}
        bearers.intersection_update(key for surface in sure for key in self._bearers(surface))
        if not bearers:
            return names
        return [
            name._replace(weak=False)
            if name.weak and name.label in _WEAK_BODIES and not bearers.isdisjoint(self._bearers(name.surface))
            else name
            for name in names
        ]

    def _bearers(self, surface: str) -> tuple[str, ...]:
        keys = self._keys.get(surface)
        if keys is None:
            keys = self._keys[surface] = tuple(entry.key for entry in self._gazetteer.entries(surface))
        return keys

    def _lies_in(self, surface: str, around: str) -> bool:
        """Whether a listed place lies in the other."""
        if around == "中国":
            return not self._is_foreign(surface)
        wide = {entry.key for entry in self._gazetteer.entries(around)}
        return any(not wide.isdisjoint(entry.parents) for entry in self._gazetteer.entries(surface))

    def _label(self, surface: str) -> str:
        label = self._labels.get(surface)
        if label is None:
            entries = self._gazetteer.entries(surface)
            labels = {entry.label for entry in entries}
            label = self._labels[surface] = next((label for label in _PREFERRED if label in labels), "")
        return label

    def _is_part(self, unit: str, body: str) -> bool:
        """Whether a listed name is one of a part of the other's bearer."""
        bearers = set(self._bearers(body))
        return any(not bearers.isdisjoint(entry.parents) for entry in self._gazetteer.entries(unit))

    def _official(self, surface: str) -> bool:
        return any(entry.name == surface for entry in self._gazetteer.entries(surface))

    def _is_foreign(self, surface: str) -> bool:
        """Whether a listed place is a foreign country or lies in one."""
        foreign = self._foreign.get(surface)
        if foreign is None:
            keys = (key for entry in self._gazetteer.entries(surface) for key in (entry.key, *entry.parents))
            foreign = self._foreign[surface] = any(map(_FOREIGN.match, keys))
        return foreign

    def _mention(self, text: str, claim: Claim) -> Mention:
        confidence = self._confidence.get(f"{claim.extractor}.{claim.label}") or self._confidence[claim.extractor]
        start, end = with_its_quotes(text, claim.start, claim.end)
        surface = text[start:end]
        return Mention(start, end, surface, claim.label, claim.extractor, confidence, claim.names, claim.full)


def _is_titled(text: str, document: Claim) -> bool:
    """Whether a document may bear its issuers and laws in its name, as titles do: 国务院办公厅关于…的意见."""
    return document.extractor in ("title", "draft") or text.find("关于", document.start, document.end) >= 0


def with_its_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A span that breaks off just inside one of its quotation marks, with that mark.

    >>> text = "召开“加强共享”全国视频会"
    >>> text[slice(*with_its_quotes(text, 3, 13))]
    '“加强共享”全国视频会'
    """
    opened, closed = text.count("“", start, end), text.count("”", start, end)
    if closed > opened and text[start - 1 : start] == "“":
        return start - 1, end
    if opened > closed and text[end : end + 1] == "”":
        return start, end + 1
    return start, end
