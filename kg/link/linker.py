"""The linker: what names mean, alone at a date or within an article."""

from collections.abc import Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.link.article import ArticleLinker
from kg.link.features import Context, best_first
from kg.link.resolve import Bearer, Resolver
from kg.link.rules import load_link_rules
from kg.records import Candidate, Document, Link, Mention, Sentence

_REMEMBERED = 200_000


class Linker:
    """Links names with a gazetteer. What a name may mean is remembered per month, over all articles."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._rules = load_link_rules()
        self._gazetteer = gazetteer
        self._resolver = Resolver(gazetteer, self._rules)
        self._remembered: dict[tuple[str, str], tuple[Bearer, ...]] = {}

    def candidates(self, name: str, date: str | None = None) -> tuple[Candidate, ...]:
        """What a bare name may mean at an ISO date, best first; empty for NIL.

        NIL is also the answer when two bearers cannot be told apart without an article (鼓楼区 is in four cities).
        """
        ranked = best_first(self._resolver.bearers(name, date), Context(date), self._rules)
        accepted = [pair for pair in ranked if pair[0] >= self._rules.weights["accept"]]
        if len(accepted) > 1 and accepted[0][0] - accepted[1][0] < self._rules.weights["margin"]:
            first, second = accepted[0][1].entity, accepted[1][1].entity
            if first.name != second.name:
                return ()
        return tuple(self._named_at(candidate, date) for _, candidate in accepted)

    def _named_at(self, candidate: Candidate, date: str | None) -> Candidate:
        """The candidate under its official name at the date: 襄阳市 in 2005 was 襄樊市."""
        entry = self._gazetteer.entry(candidate.entity.key)
        name = entry.official_at(date) if entry else candidate.entity.name
        return candidate if name == candidate.entity.name else replace(candidate, entity=replace(candidate.entity, name=name))

    def link(self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link every mention, in text order, and the pronouns whose meaning is certain (silent links)."""
        return ArticleLinker(self._gazetteer, self._bearers, self._rules, document, sentences).link(mentions)

    def _bearers(self, name: str, date: str | None) -> tuple[Bearer, ...]:
        known = self._remembered.get(key := (name, (date or "")[:7]))
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = self._resolver.bearers(name, date)
        return known


