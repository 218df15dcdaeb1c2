"""What names mean, remembered over articles: the same surface, class and month is weighed once."""

from collections.abc import Callable
from typing import TypeVar

from kg.gazetteer import Gazetteer
from kg.link.expansion import unlisted_entity
from kg.link.features import Context, best_first
from kg.link.resolve import Bearer, Resolver
from kg.link.rules import LinkRules
from kg.records import Candidate, Entity

_REMEMBERED = 100_000
CLEAR = 0.85  # a name so well matched, and so far ahead of other bearers, needs no article
LEAD = 0.1

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class NameMemory:
    """Answers that depend on no article. Forgotten all at once when they become too many, so memory stays flat."""

    def __init__(self, gazetteer: Gazetteer, rules: LinkRules) -> None:
        self.gazetteer = gazetteer
        self.rules = rules
        self._resolver = Resolver(gazetteer, rules)
        self._bearers: dict[tuple[str, str | None, str | None], tuple[Bearer, ...]] = {}
        self._clear: dict[tuple[str, str, str | None], Candidate | None] = {}
        self._unlisted: dict[tuple[str, str, str], Entity] = {}

    def ranked(self, name: str, context: Context) -> list[tuple[float, Candidate]]:
        """The bearers weighed in a context, best first."""
        date, label = context.date, context.label
        bearers = _remember(self._bearers, (name, date, label), lambda: self._resolver.bearers(name, date, label))
        return best_first(bearers, context, self.rules)

    def clear(self, name: str, label: str, date: str | None) -> Candidate | None:
        """The one body a name means for this class whatever the article says, or None."""
        return _remember(self._clear, (name, label, date), lambda: self._weigh_alone(name, label, date))

    def unlisted(self, name: str, label: str, surface: str) -> Entity:
        """A new entity for a name that the gazetteer does not know."""
        return _remember(
            self._unlisted,
            (name, label, surface),
            lambda: unlisted_entity(name, label, self.gazetteer, self.rules, (surface,)),
        )

    def _weigh_alone(self, name: str, label: str, date: str | None) -> Candidate | None:
        ranked = self.ranked(name, Context(date, label))
        if not ranked or ranked[0][0] < CLEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
            return None
        return ranked[0][1]


def _remember(memory: dict[_Key, _Value], key: _Key, find: Callable[[], _Value]) -> _Value:
    try:
        return memory[key]
    except KeyError:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        value = memory[key] = find()
        return value
