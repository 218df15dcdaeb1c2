"""The trees that are written are the trees that were grown."""

import math
from pathlib import Path

import pytest

from kg.evaluation.lessons import examples
from kg.relate import Relator
from kg.relate.pairs import Reading
from kg.relate.review import Review, described
from kg.relate.values import QUICK, TEMPLATES

try:
    from kg.evaluation import review
except OSError as error:  # lightgbm needs the system's OpenMP library
    pytest.skip(f"lightgbm cannot be loaded here: {error}", allow_module_level=True)

_LOW = -9.0  # logit: not worth a second look


def _chance(relator: Relator, reading: Reading) -> float:
    if len(reading.values) == len(TEMPLATES):
        return relator.weights.joint(reading.predicate, reading.values) or _LOW
    return relator.weights.whole(reading.predicate, 0.0, reading.values[len(QUICK) :]) or _LOW


def test_written_trees_give_the_scores_of_the_grown_ones(tmp_path: Path) -> None:
    relator = Relator()
    lessons = examples(relator)[:150]
    for taught in lessons:
        for case in taught.cases:
            case.heard.chance = _chance(relator, case.heard.reading)
    ranks = review.rank_values(lessons)
    grown = review.grow(lessons, ranks)
    path = tmp_path / "facts_review.json"
    review.write(grown, ranks, 0.4, path)
    reader = Review(path)
    assert (reader.threshold, reader.ranks) == (0.4, ranks)
    compared, apart = 0, set()
    for taught in lessons:
        expected = review.weigh(grown, taught, ranks)
        live = [case.heard for case in review.live(taught)]
        rows = described(live, taught.about, ranks)
        for row, (_, score) in zip(rows, expected.items(), strict=True):
            assert math.isclose(reader.weighed(row), score, abs_tol=1e-4)
            apart.add(round(score, 2))
            compared += 1
    assert compared > 100
    assert len(apart) > 10  # the trees tell readings apart
