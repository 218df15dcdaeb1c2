"""The first weights: what every template of a reading says for itself, and whether a fact is planned.

Lessons of sets whose annotators draw some lines elsewhere teach too: every feature weighs once for all sets and once more for
the set's own kind, so that what is common is learned from all and what differs stays apart (Daumé III 2007, frustratingly easy
domain adaptation). Written out are the sums for the sets that are scored. Needs numpy and scipy (extra ``dev``).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from kg.evaluation.lessons import OPTIONAL_WEIGHT, OTHER, OWN, Case, Lesson

# Chosen by leaving whole sets out: weaker pulls fit the articles learned from and cost one to two points of F1 on other sets.
RIDGE = 10.0  # strength of the pull of every weight towards nothing
PLAN_RIDGE = 2.0  # the same for planned or asserted, where the pull made no difference on other sets
RARE = 3  # a value seen less often than this is not learned
_STEPS = 200


def fit(rows: Sequence[tuple[Iterable[str], float, float]], ridge: float = RIDGE) -> dict[str, float]:
    """Ridge logistic regression over (features, target, weight) rows; the key ``""`` is the bias. Deterministic."""
    counts = Counter(feature for features, _, _ in rows for feature in set(features))
    known = {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    columns: list[int] = []
    starts = [0]
    for features, _, _ in rows:
        columns += sorted(known[f] for f in set(features) if f in known)
        starts.append(len(columns))
    table = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(known)))
    turned = table.T.tocsr()
    target, mass = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    weights, bias = np.zeros(len(known)), -2.0
    momentum, spread = np.zeros(len(known) + 1), np.zeros(len(known) + 1)
    for step in range(1, _STEPS + 1):
        guess = 1 / (1 + np.exp(-np.clip(table @ weights + bias, -30, 30)))
        error = (guess - target) * mass
        slope = np.append(turned @ error + ridge * weights, error.sum())
        momentum = 0.9 * momentum + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        pace = 0.08 * (1 - step / (_STEPS + 1)) * (momentum / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
        weights, bias = weights - pace[:-1], bias - float(pace[-1])
    return {"": bias, **{feature: float(weights[i]) for feature, i in known.items()}}


def mass_and_target(case: Case, weight: float) -> tuple[float, float]:
    """How much a case counts in a lesson of that weight (0: it teaches nothing) and the share of its facts that are right."""
    taught = [t for t in case.truth if t is not None]
    if not taught:
        return 0.0, 0.0
    masses = [OPTIONAL_WEIGHT if t == OPTIONAL_WEIGHT else 1.0 for t in taught]
    right = sum(m for m, t in zip(masses, taught, strict=True) if t)
    return math.sqrt(min(sum(masses), 6.0)) * weight, right / sum(masses)


def learn(lessons: Iterable[Lesson]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights of readings for sets of either kind (``OWN``, ``OTHER``), and of the planned/asserted decision."""
    readings: list[tuple[Iterable[str], float, float]] = []
    plans: list[tuple[Iterable[str], float, float]] = []
    for taught in lessons:
        for case in taught.cases:
            mass, target = mass_and_target(case, taught.weight)
            if mass:
                readings.append(([*case.features, *(f"{taught.domain}\t{f}" for f in case.features)], target, mass))
                if case.planned:
                    plans.append((case.modality, sum(case.planned) / len(case.planned), 1.0))
    apart = fit(readings)
    common = {f: w for f, w in apart.items() if not f.startswith((f"{OWN}\t", f"{OTHER}\t"))}
    weights = {kind: {f: w + apart.get(f"{kind}\t{f}", 0.0) for f, w in common.items()} for kind in (OWN, OTHER)}
    return weights, fit(plans, PLAN_RIDGE)


def chance(weights: dict[str, float], features: Iterable[str]) -> float:
    """What a feature set weighs under flat weights, in logits."""
    return weights[""] + sum(weights.get(feature, 0.0) for feature in set(features))


def probability(weights: dict[str, float], features: Iterable[str]) -> float:
    """The score of a feature set under flat weights."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, chance(weights, features)))))
