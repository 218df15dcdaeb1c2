"""The linker: what names mean, alone at a date or within an article."""

from collections.abc import Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.link.article import ArticleLinker
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

        NIL is also the answer when two bearers cannot be told apart without an article (鼓楼区 is in four cities).
        """
        weights = self._memory.rules.weights
        accepted = [pair for pair in self._memory.ranked(name, Context(date)) if pair[0] >= weights["accept"]]
        tied = len(accepted) > 1 and accepted[0][0] - accepted[1][0] < weights["margin"]
        if tied and accepted[0][1].entity.name != accepted[1][1].entity.name:
            return ()
        return tuple(self._named_at(candidate, date) for _, candidate in accepted)

    def link(self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link every mention, in text order, and the pronouns whose meaning is certain (silent links)."""
        return ArticleLinker(self._memory, document, sentences).link(mentions)

    def _named_at(self, candidate: Candidate, date: str | None) -> Candidate:
        """The candidate under its official name at the date: 襄阳市 in 2005 was 襄樊市."""
        entry = self._memory.gazetteer.entry(candidate.entity.key)
        name = entry.official_at(date) if entry else candidate.entity.name
        return candidate if name == candidate.entity.name else replace(candidate, entity=replace(candidate.entity, name=name))
