"""The linker: what names mean, alone at a date or within an article."""

from collections.abc import Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.link.article import ArticleLinker
from kg.link.documents import with_lives
from kg.link.features import Context
from kg.link.memory import NameMemory
from kg.link.rules import load_link_rules
from kg.records import Candidate, Document, Link, Mention, Sentence


class Linker:
    """Links names with a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._memory = NameMemory(gazetteer, load_link_rules())

    def candidates(self, name: str, date: str | None = None) -> tuple[Candidate, ...]:
        """What a bare name may mean at an ISO date, best first; empty for NIL.

        NIL is also the answer when two bearers cannot be told apart without an article (鼓楼区 is in four cities). Without a
        date, of several the one that bears the name to this day is meant (LPR: not the rate that ended in 2019).
        """
        weights = self._memory.rules.weights
        ranked = self._memory.ranked(name, Context(date))
        if date is None and _is_tied(ranked, weights["margin"]):
            ranked = [pair for pair in ranked if self._is_present(name, pair[1])]
        accepted = [pair for pair in ranked if pair[0] >= weights["accept"]]
        if not accepted or _is_tied(ranked, weights["margin"]):
            return ()
        return tuple(self._named_at(candidate, date) for _, candidate in accepted)

    def link(self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link every mention, in text order, and the pronouns whose meaning is certain (silent links)."""
        links = ArticleLinker(self._memory, document, sentences).link(mentions)
        return with_lives(document, sentences, links, self._memory)

    def _is_present(self, name: str, candidate: Candidate) -> bool:
        """Whether the body, and its bearing this name, have not ended."""
        entry = self._memory.gazetteer.entry(candidate.entity.key)
        if entry is None:
            return True
        called = entry.called(name)
        return entry.valid_until is None and (not called or any(given.valid_until is None for given in called))

    def _named_at(self, candidate: Candidate, date: str | None) -> Candidate:
        """The candidate under its official name at the date: 襄阳市 in 2005 was 襄樊市."""
        entry = self._memory.gazetteer.entry(candidate.entity.key)
        name = entry.official_at(date) if entry else candidate.entity.name
        return candidate if name == candidate.entity.name else replace(candidate, entity=replace(candidate.entity, name=name))


def _is_tied(ranked: Sequence[tuple[float, Candidate]], margin: float) -> bool:
    """Whether two bodies of different names come too close, or the first one bore the name only once and others bear it now."""
    if len(ranked) < 2:
        return False
    first = ranked[0][1]
    if any(reason.feature == "name_in_use" for reason in first.reasons):
        margin = 0.3
    rivals = [candidate for score, candidate in ranked[1:] if ranked[0][0] - score < margin]
    return any(rival.entity.name != first.entity.name for rival in rivals)
