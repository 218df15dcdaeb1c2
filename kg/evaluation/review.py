"""The trees of the second look (``ontology/rules/facts_review.json``): how they are grown. Needs lightgbm (extra ``dev``).

The chances they start from are those of weights that never saw the article, as they will be of any new article.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from kg.evaluation.learning import mass_and_target
from kg.evaluation.lessons import Case, Lesson
from kg.relate.review import FEATURES, described
from kg.relate.weights import FLOOR

Ranks = dict[str, dict[str, int]]
_PLAIN = 5.0  # cases of an average value that a rare value starts from
_GROWTH = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.09, "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_TREES = 70
_VALUES: dict[str, Callable[[Case], str]] = {
    "predicate": lambda case: case.predicate,
    "subject": lambda case: case.heard.reading.subject.entities[0].label,
    "object": lambda case: case.heard.reading.object.entities[0].label,
    "carried": lambda case: case.heard.reading.subject.carried or case.heard.reading.object.carried,
}


def live(lesson: Lesson) -> list[Case]:
    """The cases of a lesson that are likely enough for a second look."""
    return [case for case in lesson.cases if case.heard.chance >= FLOOR]


def rank_values(lessons: Sequence[Lesson]) -> Ranks:
    """Numbers for predicates, classes and loans: by how often readings of that value hold."""
    ranks: Ranks = {}
    for name, value_of in _VALUES.items():
        right: dict[str, float] = defaultdict(float)
        seen: dict[str, float] = defaultdict(float)
        for taught in lessons:
            for case in live(taught):
                mass, target = mass_and_target(case, taught.weight)
                right[value_of(case)] += mass * target
                seen[value_of(case)] += mass
        share = {value: (right[value] + 0.3 * _PLAIN) / (seen[value] + _PLAIN) for value in seen}
        ranks[name] = {value: at for at, value in enumerate(sorted(share, key=lambda v: (share[v], v)))}
    return ranks


def rows(lesson: Lesson, ranks: Ranks) -> list[tuple[float, ...]]:
    """The features of the live cases of a lesson."""
    return list(described([case.heard for case in live(lesson)], lesson.about, ranks))


def grow(lessons: Sequence[Lesson], ranks: Ranks) -> lightgbm.Booster:
    """Trees over the live cases of lessons. A case of several facts, some right, counts on both sides."""
    table: list[tuple[float, ...]] = []
    targets: list[float] = []
    masses: list[float] = []
    for taught in lessons:
        for case, row in zip(live(taught), rows(taught, ranks), strict=True):
            mass, target = mass_and_target(case, taught.weight)
            for share, label in ((target, 1.0), (1 - target, 0.0)):
                if mass * share > 0:
                    table.append(row)
                    targets.append(label)
                    masses.append(mass * share)
    data = lightgbm.Dataset(np.array(table, dtype=float), np.array(targets), weight=np.array(masses))
    return lightgbm.train(_GROWTH, data, _TREES)


def weigh(booster: lightgbm.Booster, lesson: Lesson, ranks: Ranks) -> dict[int, float]:
    """The probability of every live case of a lesson, by its place among the cases."""
    at = [i for i, case in enumerate(lesson.cases) if case.heard.chance >= FLOOR]
    if not at:
        return {}
    scores = booster.predict(np.array(rows(lesson, ranks), dtype=float))
    return dict(zip(at, map(float, scores), strict=True))


def write(booster: lightgbm.Booster, ranks: Ranks, threshold: float, path: Path) -> None:
    """The file ``kg.relate.review`` reads: a tree is ``[feature, limit, where at most, where above]`` or a weight in logits."""
    trees = [_nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    head = {
        "features": FEATURES,
        "ranks": {name: sorted(values, key=values.__getitem__) for name, values in ranks.items()},
        "threshold": threshold,
    }
    body = json.dumps(head, ensure_ascii=False, indent=0)
    path.write_text(body.removesuffix("\n}") + ',\n"trees": [\n' + lines + "\n]}\n", encoding="utf-8")


def _nodes(node: dict[str, Any]) -> list[Any] | float:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 5)
    return [node["split_feature"], float(node["threshold"]), _nodes(node["left_child"]), _nodes(node["right_child"])]
