"""Weights of the templates, as learned: a table per predicate and template, from value to weight."""

import json
import math
from collections.abc import Hashable
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.relate.pairs import Reading
from kg.relate.sums import Sum, sum_of
from kg.relate.values import JOINT, QUICK, TEMPLATES, Values

_HOPELESS = -4.0  # logit
_BEGIN, _END = len(QUICK), len(TEMPLATES) - len(JOINT)  # of the values behind the quick ones


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
        self._bias: dict[str, float] = {}
        self._quick: dict[str, Sum] = {}  # of the quick values, of those behind them, and of these with those of a list
        self._alone: dict[str, Sum] = {}
        self._joint: dict[str, Sum] = {}
        shared = data["reading"].get("*", {})
        for name in {t for tables in data["reading"].values() for t in tables} - {*TEMPLATES, "bias"}:
            raise OntologyError(
                f"unknown template {name}", where=str(path), remedy="train again: python -m kg.evaluation.facts"
            )
        for predicate, tables in data["reading"].items():
            if predicate != "*":
                merged = [_merge(shared.get(name, {}), tables.get(name, {})) for name in TEMPLATES]
                self._quick[predicate] = sum_of(merged[:_BEGIN], 0, _BEGIN)
                self._alone[predicate] = sum_of(merged[_BEGIN:_END], _BEGIN, _END)
                self._joint[predicate] = sum_of(merged[_BEGIN:], _BEGIN, len(TEMPLATES))
                self._bias[predicate] = sum(t.get("bias", {}).get("", 0.0) for t in (shared, tables))

    def chance(self, predicate: str, quick: Values) -> float | None:
        """What a reading's quick values weigh, in logits; None when the other values rarely make up for it.

        0 while there are no weights, so that every reading can be learned from.
        """
        add = self._quick.get(predicate)
        if add is None:
            return None if self._quick else 0.0
        total = add(self._bias[predicate], quick)
        return total if total > _HOPELESS else None

    def logit(self, reading: Reading) -> float:
        """How likely a reading is by itself, in logits; -30 for a predicate without weights."""
        predicate = reading.predicate
        if predicate not in self._alone:
            return -30.0
        if len(reading.values) == _END:
            return self._alone[predicate](reading.chance, reading.values)
        return self._joint[predicate](self._bias[predicate], reading.values)  # the members of one list: no quick values

    def score_planned(self, features: list[str]) -> float:
        """Probability that a fact is planned and not done."""
        get = self.planned.get
        return logistic(get("", 0.0) + sum(get(feature, 0.0) for feature in features))


def logistic(total: float) -> float:
    """The logistic function, safe at the ends."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def written(value: Hashable) -> str:
    """A value as the file writes it."""
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _merge(shared: dict[str, float], own: dict[str, float]) -> dict[Hashable, float]:
    merged: dict[Hashable, float] = {}
    for table in (shared, own):
        for text, weight in table.items():
            value = _read(text)
            merged[value] = _one(merged.get(value, 0.0) + weight)
    return merged


# The tables of all predicates share their values and weights: hundreds of thousands of copies would not fit the processor's
# cache, and a look-up would take three times as long.
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
