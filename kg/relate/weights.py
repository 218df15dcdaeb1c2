"""Weights of the templates, as learned: a table per predicate and template, from value to weight."""

import json
import math
from collections.abc import Hashable
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.relate.sums import Table, sum_of
from kg.relate.values import JOINT, QUICK, TEMPLATES, Values

FLOOR = -3.0  # logit: what is less likely by itself is neither reviewed nor a rival
_HOPELESS = -4.0  # logit of the quick values
_BEGIN, _END = len(QUICK), len(TEMPLATES) - len(JOINT)  # of the templates behind the quick ones


class Weights:
    """What the labelled articles say of readings (``ontology/rules/facts.json``).

    Args:
        path: The file. Its ``reading`` maps ``predicate`` (or ``*`` for all) → template → value → weight; a value of several
            parts is joined by ``|``. ``planned`` maps the features of the planned/asserted decision to weights.

    Raises:
        OntologyError: the file cannot be read or names an unknown template.
    """

    def __init__(self, path: Path) -> None:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            data = {"reading": {}, "planned": {}}
        except (OSError, ValueError) as error:
            raise OntologyError(f"cannot read the weights of facts: {error}", where=str(path)) from error
        self.planned: dict[str, float] = data["planned"]
        tables = data["reading"]
        for name in {t for own in tables.values() for t in own} - {*TEMPLATES, "bias"}:
            raise OntologyError(
                f"unknown template {name}", where=str(path), remedy="train again: python -m kg.evaluation.facts"
            )
        shared = tables.get("*", {})
        own = {predicate: table for predicate, table in tables.items() if predicate != "*"}
        self._columns = {predicate: at for at, predicate in enumerate(own)}
        self._bias = [sum(t.get("bias", {}).get("", 0.0) for t in (shared, table)) for table in own.values()]
        merged = [_merge(shared.get(name, {}), [table.get(name, {}) for table in own.values()]) for name in TEMPLATES]
        # Of the quick values, of those behind them, and of these with those of a list.
        self._quick, self._rest, self._joint = (
            sum_of(some, len(own)) for some in (merged[:_BEGIN], merged[_BEGIN:_END], merged)
        )

    def chance(self, predicate: str, quick: Values) -> float | None:
        """What a reading's quick values weigh, in logits; None when the other values rarely make up for it.

        0 while there are no weights, so that every reading can be learned from.
        """
        at = self._columns.get(predicate)
        if at is None:
            return None if self._columns else 0.0
        total = self._quick(self._bias[at], at, quick)
        return total if total > _HOPELESS else None

    def whole(self, predicate: str, chance: float, rest: Values) -> float | None:
        """How likely a reading is by itself, in logits, whose quick values weigh ``chance``; None below ``FLOOR``."""
        at = self._columns.get(predicate)
        if at is None:
            return None if self._columns else 0.0
        total = self._rest(chance, at, rest)
        return total if total >= FLOOR else None

    def joint(self, predicate: str, values: Values) -> float | None:
        """The same of the members of one list, who have no quick values."""
        at = self._columns.get(predicate)
        if at is None:
            return None if self._columns else 0.0
        total = self._joint(self._bias[at], at, values)
        return total if total >= FLOOR else None

    def score_planned(self, features: list[str]) -> float:
        """Probability that a fact is planned and not done."""
        get = self.planned.get
        return logistic(get("", 0.0) + sum(get(feature, 0.0) for feature in features))


class Unweighed:
    """Finds every reading worth a closer look: to learn from."""

    def chance(self, predicate: str, quick: Values) -> float | None:
        """Nothing."""
        return 0.0

    def whole(self, predicate: str, chance: float, rest: Values) -> float | None:
        """Nothing."""
        return 0.0

    def joint(self, predicate: str, values: Values) -> float | None:
        """Nothing."""
        return 0.0


def logistic(total: float) -> float:
    """The logistic function, safe at the ends."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def written(value: Hashable) -> str:
    """A value as the file writes it."""
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _merge(shared: dict[str, float], own: list[dict[str, float]]) -> Table:
    """The weights of each value, those of all predicates side by side.

    A table for each predicate would hold most values as often as there are predicates: hundreds of thousands of entries would
    not fit the processor's cache, and a look-up would take three times as long.
    """
    values = dict.fromkeys(value for table in (shared, *own) for value in table)
    return {_read(value): _row(tuple([shared.get(value, 0.0) + table.get(value, 0.0) for table in own])) for value in values}


@cache  # most rows are alike: the same for all predicates
def _row(weights: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(map(_one, weights))


@cache
def _one(weight: float) -> float:
    return weight


@cache
def _read(text: str) -> Hashable:
    if "|" in text:
        return tuple(_atom(part) for part in text.split("|"))
    return _atom(text)


def _atom(text: str) -> Hashable:
    if text in ("True", "False"):
        return text == "True"
    return int(text) if text.isdigit() and text.isascii() else text
