"""Which of the proposed spans are names of measures: learned from labelled articles (``ontology/rules/measures.json``).

The spans of one wording in an article are judged together: what the wording is, who proposes it, and where it stands. The
weights come from ``python -m kg.evaluation.measures train FOLDER...``.
"""

import functools
import json
import operator
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.measures import MeasureProposer
from kg.regex import regex

# What is asked of a wording by itself, of it in an article, and of each place it stands in; in the order of the values.
WORDING = ("wording", "end", "end3", "begin", "length", "letters")
ARTICLE = ("sources", "end_source", "longer", "shorter", "often", "title")
PLACE = ("quoted", "before", "after", "opens", "before1", "after1")
PAIR, SOURCE = "pair", "source"  # of every two neighbouring characters of the wording; of each of its sources

_MARKS = regex(r"[\s“”‘’\"《》]")
_PLACES = 3  # how many places of a wording are asked
_HOPELESS = -1.0  # logits that the places of a wording hardly ever make up for
_LONGER = 0.6  # logits that each character is worth where two overlap
_STRONG = RANKS["draft"]  # up to this rank a claim keeps proposals out
_LABEL = "PolicyMeasure"
_LISTED = frozenset(("known", "part", "split", "weak", "known on", "split on", "weak on"))
_QUOTED = frozenset(("inner", "kinded", "kind"))

Span = tuple[int, int]
Values = tuple[str, ...]
Weights = dict[str, dict[str, float]]


class Case(NamedTuple):
    """One wording of an article: where it stands, who proposes it, and what is asked of it there."""

    wording: str
    spans: tuple[Span, ...]
    sources: frozenset[str]
    article: Values
    places: tuple[Values, ...]


class Judge:
    """Chooses measures among proposals.

    Args:
        path: The weights: per template, value → weight; ``""`` holds ``bias`` and ``threshold``. Without it nothing is a
            measure.
        proposer: Finds the spans.
        never: Wordings that are listed for linking only, and no names.

    Raises:
        OntologyError: the file cannot be read or names an unknown template.
    """

    def __init__(self, path: Path, proposer: MeasureProposer, never: frozenset[str]) -> None:
        self._proposer = proposer
        self._never = never
        try:
            self.load(json.loads(path.read_text(encoding="utf-8")), str(path))
        except FileNotFoundError:
            self.load({"": {"bias": 0.0, "threshold": 9.0}})
        except (OSError, ValueError, KeyError) as error:
            raise OntologyError(f"cannot read the weights of measures: {error}", where=str(path)) from error

    def load(self, weights: Weights, where: str = "") -> None:
        """Take these weights."""
        for name in weights.keys() - {*WORDING, *ARTICLE, *PLACE, PAIR, SOURCE, ""}:
            raise OntologyError(f"unknown template {name}", where=where, remedy="train: python -m kg.evaluation.measures")
        tables = [weights.get(name, {}).get for name in WORDING]
        pair = weights.get(PAIR, {}).get
        bias = weights[""]["bias"] - weights[""]["threshold"]

        @functools.lru_cache(65536)
        def of_wording(name: str) -> float:
            known = [get(value) for get, value in zip(tables, values_of(name), strict=True)]
            return bias + sum(filter(None, known)) + sum(filter(None, map(pair, map(operator.add, name, name[1:]))))

        together, single = weights.get(ARTICLE[0], {}), weights.get(SOURCE, {})

        @functools.lru_cache(4096)
        def of_sources(joined: str) -> float:
            return together.get(joined, 0.0) + sum(single.get(source, 0.0) for source in joined.split("+"))

        self._of_wording = of_wording
        self._of_sources = of_sources
        self._article = [{}, *(weights.get(name, {}) for name in ARTICLE[1:])]
        self._places = [weights.get(name, {}) for name in PLACE]

    def settle(self, context: Context, claims: list[Claim]) -> Iterator[Claim]:
        """The claims with those of measures added: every likely wording; where two overlap the likelier, or much longer."""
        yield from claims
        scored = [(self.score(c), c) for c in self.cases(context, claims, _HOPELESS) if c.wording not in self._never]
        likely = [(-score - _LONGER * len(case.wording), case) for score, case in scored if score >= 0]
        taken: set[int] = set()
        for _, case in sorted(likely, key=lambda s: (s[0], s[1].wording)):
            for start, end in case.spans:
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    yield Claim(start, end, _LABEL, *_extractor(case.sources))

    def cases(self, context: Context, claims: Iterable[Claim], least: float = float("-inf")) -> list[Case]:
        """What is to be judged, in order of the text: no span that a stronger claim touches.

        Wordings that weigh less than ``least`` without their places are left out.
        """
        text = context.text
        proposals = list(self._proposer.find(context))
        if not proposals:
            return []
        blocked = bytearray(len(text))
        for claim in claims:
            if claim.rank <= _STRONG:
                blocked[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
        spans: dict[str, set[Span]] = {}
        sources: dict[str, set[str]] = {}
        for start, end, source in proposals:
            if blocked.find(1, start, end) < 0:
                wording = text[start:end]
                if not wording.isalnum():
                    if wording[0] == "“" and wording.find("”") == end - start - 1:  # what stands inside is the name
                        start, end = start + 1, end - 1
                    wording = _MARKS.sub("", wording)
                if wording in spans:
                    spans[wording].add((start, end))
                    sources[wording].add(source)
                elif len(wording) > 1:
                    spans[wording], sources[wording] = {(start, end)}, {source}
        heard = [wording for wording, found in sources.items() if found != _HEAD]
        title = text.find("\n")
        cases = []
        for wording, found in spans.items():
            named = sources[wording]
            known = "+".join(sorted(named)) if len(named) > 1 else next(iter(named))
            if self._of_wording(wording) + self._of_sources(known) < least:
                continue
            places = tuple(sorted(found))
            article = (
                known,
                f"{wording[-2:]} {known}",
                str(_within(wording, heard)),
                str(_around(wording, heard)),
                str(min(text.count(wording) or len(places), 4)),
                ("title" if places[0][0] < title else "body") + ("" if places[-1][0] < title else "+"),
            )
            asked = tuple(_place(text, *span) for span in places[:_PLACES])
            cases.append(Case(wording, places, frozenset(named), article, asked))
        return cases

    def score(self, case: Case) -> float:
        """How much speaks for a wording, in logits above the threshold."""
        total = self._of_wording(case.wording) + self._of_sources(case.article[0])
        total += sum(map(dict.get, self._article, case.article, _NOTHING))
        places = sum(sum(map(dict.get, self._places, place, _NOTHING)) for place in case.places)
        return total + places / len(case.places)


_HEAD = {"head"}
_NOTHING = (0.0,) * max(len(WORDING), len(ARTICLE), len(PLACE))


def values_of(wording: str) -> Values:
    """What a wording says by itself, in the order of ``WORDING``.

    >>> values_of("支小再贷款")
    ('支小再贷款', '贷款', '再贷款', '支小', '2', 'True')
    """
    return (
        wording,
        wording[-2:],
        wording[-3:],
        wording[:2],
        str(min(len(wording) // 2, 9)),
        str(wording.isalpha()),
    )


def pairs(wording: str) -> list[str]:
    """Every two neighbouring characters, in order.

    >>> pairs("再贷款")
    ['再贷', '贷款']
    """
    return list(map(operator.add, wording, wording[1:]))


def _within(wording: str, others: list[str]) -> bool:
    """Whether a wording is part of another. Loops, and no generators: this is asked often."""
    for other in others:  # noqa: SIM110
        if wording in other and wording != other:
            return True
    return False


def _around(wording: str, others: list[str]) -> bool:
    """Whether another is part of a wording."""
    for other in others:  # noqa: SIM110
        if other in wording and wording != other:
            return True
    return False


def _extractor(sources: frozenset[str]) -> tuple[str, int]:
    """Who is said to have found a measure, and the rank of the claim."""
    name = "listed" if sources & _LISTED else "quoted" if sources & _QUOTED else "measure"
    return name, RANKS["quoted" if sources & _QUOTED else name]


def _place(text: str, start: int, end: int) -> Values:
    opened, closed = text[start - 1 : start] == "“", text[end : end + 1] == "”"
    quoted = f"{opened or text[start] == '“':d}{closed or '”' in text[start:end]:d}"
    start -= opened
    end += closed
    before = text[max(0, start - 2) : start]
    return quoted, before, text[end : end + 2], str(before[-1:] in "。\n"), before[-1:], text[end : end + 1]
