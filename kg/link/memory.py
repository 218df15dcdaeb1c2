"""What names mean, remembered over articles: the same surface, class and month is weighed once."""

from collections.abc import Callable
from typing import TypeVar

from kg.gazetteer import Gazetteer
from kg.link.expansion import unlisted_entity
from kg.link.features import Context, Told, best_first
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
        self._clear: dict[tuple[str, str, str | None, str | None], Candidate | None] = {}
        self._unlisted: dict[tuple[str, str, str], Entity] = {}

    def ranked(self, name: str, context: Context) -> list[tuple[float, Candidate]]:
        """The bearers weighed in a context, best first."""
        fuller = context.definition.name if context.definition else None
        bearers = self.bearers(name, context.date, context.label, fuller)
        return best_first(bearers, context, self.rules) if bearers else []

    def bearers(self, name: str, date: str | None, label: str | None, fuller: str | None = None) -> tuple[Bearer, ...]:
        """The bearers of a name and, where the text gives it a fuller one, those of the fuller name before them."""
        own = self._known(name, date, label)
        return own if fuller is None or fuller == name else self._known(fuller, date, label) + own

    def told(self, name: str, date: str | None, label: str | None) -> Told:
        """A name that a text gives, with its bearers."""
        return Told(name, frozenset(bearer.entity.key for bearer in self._known(name, date, label)))

    def _known(self, name: str, date: str | None, label: str | None) -> tuple[Bearer, ...]:
        return _remember(self._bearers, (name, date, label), lambda: self._resolver.bearers(name, date, label))

    def clear(self, name: str, label: str, date: str | None, fuller: str | None = None) -> Candidate | None:
        """The one body a name means for this class whatever else the article says, or None."""
        key = (name, label, date, fuller)
        try:  # asked for every name of every article: no closure for those that are known
            return self._clear[key]
        except KeyError:
            return _remember(self._clear, key, lambda: self._weigh_alone(name, label, date, fuller))

    def unlisted(self, name: str, label: str, surface: str) -> Entity:
        """A new entity for a name that the gazetteer does not know."""
        return _remember(
            self._unlisted,
            (name, label, surface),
            lambda: unlisted_entity(name, label, self.gazetteer, self.rules, (surface,)),
        )

    def _weigh_alone(self, name: str, label: str, date: str | None, fuller: str | None) -> Candidate | None:
        definition = self.told(fuller, date, label) if fuller else None
        ranked = self.ranked(name, Context(date, label, definition=definition))
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
