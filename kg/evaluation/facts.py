"""How facts are learned from labelled articles and made-up sentences, and how well they are read in articles never seen.

    python -m kg.evaluation.facts score FOLDER...   scores by predicate, each article read with weights that never saw it
    python -m kg.evaluation.facts train FOLDER...   write ontology/rules/facts.json and facts_review.json

FOLDER holds a labelled set (see ``kg.evaluation.gold``). Two steps are learned: weights of what a reading looks like by itself
(``kg.evaluation.learning``), and trees that look again at its rivals and at the article (``kg.evaluation.review``). Sets given
to ``--others`` teach too, but what their annotators do differently is kept apart.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

from kg.evaluation import review
from kg.evaluation.learning import chance, learn, probability
from kg.evaluation.lessons import OTHER, OWN, Key, Lesson, examples, load_lessons
from kg.relate import Relator
from kg.resources import ontology_dir

THRESHOLDS = (0.45, 0.5)  # no higher: what is likelier than not is stated; lower ones cost a point on sets left out whole
MARGIN = 0.05  # see settling.settled
SMALL = 0.035  # weights nearer to nothing are not written
_ONE_DOER = frozenset(("issues", "uses", "implements", "operates", "organizes", "offers", "establishes"))
_RIVALS = frozenset(("issues", "uses", "implements"))
Scores = dict[int, float]  # of the cases of a lesson


def answer(taught: Lesson, scores: Scores, plans: dict[str, float], threshold: float) -> dict[Key, bool]:
    """The facts that would be stated of a text whose cases have these scores, with whether each is planned."""
    kept = []
    for at, score in scores.items():
        if score >= threshold:
            case = taught.cases[at]
            kept += [(score, case, key, guest) for key, guest in zip(case.keys, case.guests, strict=True)]
    doer: dict[tuple[int, str, str, int], float] = defaultdict(float)
    pair: dict[tuple[int, str, str], float] = defaultdict(float)
    met: dict[tuple[int, str, str], float] = defaultdict(float)
    for score, case, (subject, predicate, object_), guest in kept:
        if guest is not None:
            met[case.place, predicate, guest] = max(met[case.place, predicate, guest], score)
        deed = (case.place, predicate, object_, case.word)
        doer[deed] = max(doer[deed], score)
        if predicate in _RIVALS:
            pair[case.place, subject, object_] = max(pair[case.place, subject, object_], score)
    best: dict[Key, tuple[float, bool]] = {key: (1.0, planned) for key, planned in taught.sure.items()}
    for score, case, key, guest in kept:
        subject, predicate, object_ = key
        if case.understood and guest is not None and score < met[case.place, predicate, guest]:
            continue
        if predicate in _ONE_DOER and score < doer[case.place, predicate, object_, case.word] - MARGIN:
            continue
        if predicate in _RIVALS and score < pair[case.place, subject, object_]:
            continue
        if score > best.get(key, (0.0, False))[0]:
            best[key] = (score, probability(plans, case.modality) > 0.5)
    return {key: planned for key, (_, planned) in best.items()}


class Tally(Counter[str]):
    """Counts of right, stated and owed facts."""

    def add(self, taught: Lesson, stated: dict[Key, bool]) -> None:
        """Count one text."""
        self["right"] += len(stated.keys() & taught.owed.keys())
        self["stated"] += len(stated.keys() - taught.optional)
        self["owed"] += len(taught.owed)
        for key in stated.keys() & taught.owed.keys():
            if taught.owed[key] is not None:
                self["modality"] += 1
                self["modality right"] += stated[key] == taught.owed[key]
        for key in taught.owed:
            self[f"owed {key[1]}"] += 1
            self[f"right {key[1]}"] += key in stated
        for key in stated.keys() - taught.optional:
            self[f"stated {key[1]}"] += 1

    def line(self, suffix: str = "") -> str:
        """Precision, recall and F1, of one predicate or of all."""
        right, stated, owed = (self[f"{kind} {suffix}".strip()] for kind in ("right", "stated", "owed"))
        precision, recall = right / max(1, stated), right / max(1, owed)
        f1 = 2 * right / max(1, stated + owed)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} of {owed}, {stated} stated)"


def cross_validate(ours: list[Lesson], others: list[Lesson], folds: int) -> dict[float, Tally]:
    """Tallies by threshold over ``ours``, read with weights and trees that never saw the article.

    ``others`` only teach. Afterwards the chances of all lessons are those of weights that never saw them: what the trees of the
    second look are to be grown on. The part an article falls into hangs on its name alone: more teachers move none.
    """
    lessons = [*ours, *others]
    fold = {taught.name: crc32(taught.name.encode()) % folds for taught in lessons}
    parts = [[taught for taught in lessons if fold[taught.name] == number] for number in range(folds)]
    plans = []
    for number, part in enumerate(parts):
        weights, plan = learn([taught for taught in lessons if fold[taught.name] != number])
        plans.append(plan)
        for taught in part:
            for case in taught.cases:
                case.heard.chance = chance(weights[taught.domain], case.features)
        print(f"part {number + 1} of {folds} weighed", flush=True)
    ranks = review.rank_values(lessons)
    tallies: dict[float, Tally] = {threshold: Tally() for threshold in THRESHOLDS}
    asked = {id(taught) for taught in ours}
    for number, part in enumerate(parts):
        booster = review.grow([taught for taught in lessons if fold[taught.name] != number], ranks)
        for taught in part:
            if id(taught) in asked:
                scores = review.weigh(booster, taught, ranks)
                for threshold in THRESHOLDS:
                    tallies[threshold].add(taught, answer(taught, scores, plans[number], threshold))
    return tallies


def write(weights: dict[str, float], plans: dict[str, float], path: Path) -> None:
    """The weights file: predicate → template → value → weight, small weights left out."""
    tree: dict[str, dict[str, dict[str, float]]] = {}
    for feature, weight in sorted(weights.items()):
        if abs(weight) >= SMALL:
            predicate, template, value = [*feature.split("\t"), "bias", ""][:3] if feature else ("*", "bias", "")
            tree.setdefault(predicate, {}).setdefault(template, {})[value] = round(weight, 2)
    planned = {feature: round(weight, 2) for feature, weight in plans.items() if abs(weight) >= SMALL}
    data = {"reading": tree, "planned": planned}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Train or score from the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluation.facts", description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("score", "train"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=7)
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="labelled sets to learn from, but not to score on")
    parser.add_argument("--others", nargs="*", type=Path, default=[], help="the same, where annotators draw other lines")
    options = parser.parse_args()
    relator = Relator()
    ours, clean = load_lessons(options.folders, relator)
    more = [taught for group in load_lessons(options.also, relator) for taught in group]
    apart = [taught for group in load_lessons(options.others, relator) for taught in group]
    for taught in apart:
        taught.domain = OTHER
    teachers = [*clean, *examples(relator), *more, *apart]
    tallies = cross_validate(ours, teachers, options.folds)
    best = max(THRESHOLDS, key=lambda t: tallies[t]["right"] / max(1, tallies[t]["stated"] + tallies[t]["owed"]))
    for threshold, tally in tallies.items():
        share = tally["modality right"] / max(1, tally["modality"])
        print(f"threshold {threshold:.2f}  {tally.line()}  modality {share:.3f}")
    for predicate in sorted({name.split(" ", 1)[1] for name in tallies[best] if name.startswith(("owed ", "stated "))}):
        print(f"  {predicate:16} {tallies[best].line(predicate)}")
    if options.what == "train":
        rules = ontology_dir() / "rules"
        ranks = review.rank_values([*ours, *teachers])
        review.write(review.grow([*ours, *teachers], ranks), ranks, best, rules / "facts_review.json")
        weights, plans = learn([*ours, *teachers])
        write(weights[OWN], plans, rules / "facts.json")
        print(f"wrote facts.json and facts_review.json in {rules}, threshold {best}")


if __name__ == "__main__":
    main()
