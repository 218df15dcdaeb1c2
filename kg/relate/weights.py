"""Weights of the templates, as learned: a table per predicate and template, from value to weight."""

import json
import math
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.relate.pairs import Reading
from kg.relate.values import QUICK, TEMPLATES, Values

Table = dict[Hashable, float]
Lookups = tuple[Callable[[Hashable, float], float], ...]  # ``get`` of each table
_HOPELESS = -4.0  # logit


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
        self._quick: dict[str, Lookups] = {}  # of the quick values, and of those behind them
        self._rest: dict[str, Lookups] = {}
        shared = data["reading"].get("*", {})
        for name in {t for tables in data["reading"].values() for t in tables} - {*TEMPLATES, "bias"}:
            raise OntologyError(
                f"unknown template {name}", where=str(path), remedy="train again: python -m kg.evaluation.facts"
            )
        for predicate, tables in data["reading"].items():
            if predicate != "*":
                merged = tuple(_merge(shared.get(name, {}), tables.get(name, {})).get for name in TEMPLATES)
                self._quick[predicate], self._rest[predicate] = merged[: len(QUICK)], merged[len(QUICK) :]
                self._bias[predicate] = sum(t.get("bias", {}).get("", 0.0) for t in (shared, tables))

    def chance(self, predicate: str, quick: Values) -> float | None:
        """What a reading's quick values weigh, in logits; None when the other values rarely make up for it.

        0 while there are no weights, so that every reading can be learned from.
        """
        lookups = self._quick.get(predicate)
        if lookups is None:
            return None if self._quick else 0.0
        total = _summed(self._bias[predicate], lookups, quick)
        return total if total > _HOPELESS else None

    def logit(self, reading: Reading) -> float:
        """How likely a reading is by itself, in logits; -30 for a predicate without weights."""
        lookups = self._rest.get(reading.predicate)
        if lookups is None:
            return -30.0
        joint = len(reading.values) == len(TEMPLATES)  # the members of one list: no quick values
        total = self._bias[reading.predicate] if joint else reading.chance
        return _summed(total, lookups, reading.values[len(QUICK) :])

    def score_planned(self, features: list[str]) -> float:
        """Probability that a fact is planned and not done."""
        get = self.planned.get
        return logistic(get("", 0.0) + sum(get(feature, 0.0) for feature in features))


def _summed(total: float, lookups: Lookups, values: Values) -> float:
    """The weights of values added to ``total``, one by one, so that every machine and version rounds alike.

    The hottest loop of the build: ``sum`` is no faster, and ``functools.reduce`` slower.
    """
    for weight_of, value in zip(lookups, values, strict=False):
        if value is not None:
            total += weight_of(value, 0.0)
    return total


def logistic(total: float) -> float:
    """The logistic function, safe at the ends."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def written(value: Hashable) -> str:
    """A value as the file writes it."""
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _merge(shared: dict[str, float], own: dict[str, float]) -> Table:
    merged: Table = {}
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
