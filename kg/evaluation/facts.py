"""The weights of facts: learned from labelled articles and made-up sentences, and how well they do on articles they never saw.

    python -m kg.evaluation.facts score FOLDER...   scores by predicate, each article read with weights that never saw it
    python -m kg.evaluation.facts train FOLDER...   write ontology/rules/facts.json

FOLDER holds a labelled set (see ``kg.evaluation.gold``). Readings are taken over the labelled entities and over our own, so
that the weights know both clean and noisy arguments. A reading counts as right where its evidence overlaps the labelled quote;
one whose fact is said elsewhere in the article teaches nothing. Facts only one of two annotators saw count for less, and so
do sets given to ``--lightly``, of which only the predicates ``--agreed`` are taught. Needs numpy (extra ``dev``).
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.evaluation.examples import load_examples
from kg.evaluation.gold import Gold, correspond, fact_key, gold_links, labelled, quoted
from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.ontology import load_ontology
from kg.records import Document, Link, Sentence
from kg.relate import Relator
from kg.relate.pairs import TEMPLATES
from kg.relate.relator import Judgement, is_understood, meets, member_pairs
from kg.relate.weights import written
from kg.resources import ontology_dir
from kg.segment import segment

Key = tuple[str, str, str]
OPTIONAL_WEIGHT = 0.4  # of a fact that one annotator saw and the other did not
EXAMPLE_WEIGHT = 1.5  # of a reading of a made-up sentence
LIGHT_WEIGHT = 0.3  # of a set whose annotators draw some lines elsewhere
RIDGE = 2.0  # strength of the pull of every weight towards nothing
RARE = 2  # a value seen less often than this is not learned
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)  # no higher: what is likelier than not is stated
MARGIN = 0.05  # see relator._best
_ONE_DOER = frozenset(("issues", "uses", "implements", "operates", "organizes", "offers", "establishes"))
_RIVALS = frozenset(("issues", "uses", "implements"))


@dataclass(slots=True)
class Case:
    """A reading as teaching material. ``truth`` holds per member pair: 1, 0, ``OPTIONAL_WEIGHT`` or None (teaches nothing)."""

    predicate: str
    features: list[str]
    modality: list[str]
    place: int
    keys: list[Key]
    truth: list[float | None]
    planned: list[bool]
    understood: bool = False  # its meeting is not named in the sentence
    guests: list[str | None] = field(default_factory=list)  # per member pair: whom the meeting has to do with


@dataclass(slots=True)
class Lesson:
    """One text: its cases, the facts said without weights (posts, names), and what is owed."""

    name: str
    weight: float
    cases: list[Case]
    sure: set[Key] = field(default_factory=set)
    owed: dict[Key, bool | None] = field(default_factory=dict)
    optional: set[Key] = field(default_factory=set)


def lesson(relator: Relator, document: Document, links: tuple[Link, ...], gold: Gold, ids: dict[str, str]) -> Lesson:
    """An article as a lesson. ``ids`` maps our entity keys to the labelled ones."""
    sentences = segment(document)
    facts = {fact.key: (fact, quoted(document.text, fact.evidence)) for fact in gold.facts}

    def key(subject: str, predicate: str, object_: str) -> Key:
        return fact_key(ids.get(subject, "?" + subject), predicate, ids.get(object_, "?" + object_))

    def truth(at: Sentence, found: Key) -> tuple[float | None, bool | None]:
        if found not in facts:
            return 0.0, None
        fact, places = facts[found]
        if places and not any(start < at.end and at.start < end for start, end in places):
            return None, None
        return (OPTIONAL_WEIGHT if fact.optional else 1.0), fact.planned

    cases = list(_cases(relator, document, sentences, links, key, truth))
    sure = {key(s.subject, s.predicate, s.object) for s in relator.certain(document, sentences, links)}
    owed = {k: f.planned for k, (f, _) in facts.items() if not f.optional}
    return Lesson(document.identifier, 1.0, cases, sure, owed, {k for k, (f, _) in facts.items() if f.optional})


def _cases(relator, document, sentences, links, key, truth) -> Iterator[Case]:  # type: ignore[no-untyped-def]
    ontology = load_ontology()
    for judged in relator.judgements(document, sentences, links):
        if not isinstance(judged, Judgement):
            continue
        reading = judged.reading
        case = Case(reading.predicate, _features(reading), judged.modality(), judged.sentence.start, [], [], [])
        case.understood = is_understood(reading)
        for left, right in member_pairs(reading):
            if ontology.allows(reading.predicate, left.label, right.label):
                found = key(left.key, reading.predicate, right.key)
                right_, planned = truth(judged.sentence, found)
                case.keys.append(found)
                case.guests.append(meets(reading, left.key, right.key))
                case.truth.append(right_)
                if right_ and planned is not None:
                    case.planned.append(planned)
        if case.keys:
            yield case


def _features(reading) -> list[str]:  # type: ignore[no-untyped-def]
    found = [reading.predicate]
    for template, value in zip(TEMPLATES, reading.values, strict=False):
        if value is not None:
            found.append(f"{reading.predicate}\t{template}\t{written(value)}")
            found.append(f"*\t{template}\t{written(value)}")
    return found


def examples(relator: Relator) -> list[Lesson]:
    """The made-up sentences as lessons."""
    lessons = []
    for example in load_examples():
        facts = example.facts
        cases = list(
            _cases(
                relator,
                example.document,
                segment(example.document),
                example.links,
                fact_key,
                lambda _, k, facts=facts: (float(k in facts), facts.get(k)),
            )
        )
        lessons.append(Lesson(f"example {example.line}", EXAMPLE_WEIGHT, cases, owed=dict(facts)))
    return lessons


def fit(rows: Sequence[tuple[Iterable[str], float, float]]) -> dict[str, float]:
    """Ridge logistic regression over (features, target, weight) rows; the key ``""`` is the bias. Deterministic."""
    counts = Counter(feature for features, _, _ in rows for feature in set(features))
    known = {feature: i + 1 for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    columns: list[int] = []
    starts = [0]
    for features, _, _ in rows:
        columns += [0, *sorted(known[f] for f in set(features) if f in known)]
        starts.append(len(columns))
    column, start = np.array(columns), np.array(starts)
    target, mass = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    row = np.repeat(np.arange(len(rows)), np.diff(start))
    weights = np.zeros(len(known) + 1)
    weights[0] = -2.0
    momentum, spread, steps = np.zeros_like(weights), np.zeros_like(weights), 300
    for step in range(1, steps + 1):
        guess = 1 / (1 + np.exp(-np.add.reduceat(weights[column], start[:-1])))
        slope = np.bincount(column, ((guess - target) * mass)[row], minlength=len(weights)) + RIDGE * weights
        slope[0] -= RIDGE * weights[0]
        momentum = 0.9 * momentum + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        pace = 0.08 * (1 - step / (steps + 1))
        weights -= pace * (momentum / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return {"": float(weights[0]), **{feature: float(weights[i]) for feature, i in known.items()}}


def learn(lessons: Iterable[Lesson]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of readings and of the planned/asserted decision."""
    readings: list[tuple[Iterable[str], float, float]] = []
    plans: list[tuple[Iterable[str], float, float]] = []
    for taught in lessons:
        for case in taught.cases:
            masses = [OPTIONAL_WEIGHT if t == OPTIONAL_WEIGHT else 1.0 for t in case.truth if t is not None]
            if not masses:
                continue
            right = sum(m for m, t in zip(masses, (t for t in case.truth if t is not None), strict=True) if t)
            readings.append((case.features, right / sum(masses), math.sqrt(min(sum(masses), 6.0)) * taught.weight))
            if case.planned:
                plans.append((case.modality, sum(case.planned) / len(case.planned), 1.0))
    return fit(readings), fit(plans)


def probability(weights: dict[str, float], features: Iterable[str]) -> float:
    """The score of a feature set under flat weights."""
    total = weights[""] + sum(weights.get(feature, 0.0) for feature in set(features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def answer(taught: Lesson, weights: dict[str, float], plans: dict[str, float], threshold: float) -> dict[Key, bool]:
    """The facts these weights would state of a text, with whether each is planned."""
    kept = []
    for case in taught.cases:
        score = probability(weights, case.features)
        if score >= threshold:
            kept += [(score, case, key, guest) for key, guest in zip(case.keys, case.guests, strict=True)]
    doer: dict[tuple[int, str, str], float] = defaultdict(float)
    pair: dict[tuple[int, str, str], float] = defaultdict(float)
    met: dict[tuple[int, str, str], float] = defaultdict(float)
    for score, case, (subject, predicate, object_), guest in kept:
        if guest is not None:
            met[case.place, predicate, guest] = max(met[case.place, predicate, guest], score)
        doer[case.place, predicate, object_] = max(doer[case.place, predicate, object_], score)
        if predicate in _RIVALS:
            pair[case.place, subject, object_] = max(pair[case.place, subject, object_], score)
    best: dict[Key, tuple[float, bool]] = dict.fromkeys(taught.sure, (1.0, False))
    for score, case, key, guest in kept:
        subject, predicate, object_ = key
        if case.understood and guest is not None and score < met[case.place, predicate, guest]:
            continue
        if predicate in _ONE_DOER and score < doer[case.place, predicate, object_] - MARGIN:
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


def load_lessons(folders: Sequence[Path], relator: Relator) -> tuple[list[Lesson], list[Lesson]]:
    """Lessons over our own entities and over the labelled ones."""
    gazetteer = load_gazetteer()
    extractor, linker = Extractor(gazetteer), Linker(gazetteer)
    ours, clean = [], []
    for folder in folders:
        for document, gold in labelled(folder):
            sentences = segment(document)
            links = linker.link(document, sentences, extractor.extract(document, sentences))
            ours.append(lesson(relator, document, links, gold, correspond(gold, links)))
            clean.append(lesson(relator, document, gold_links(document, gold), gold, {e.id: e.id for e in gold.entities}))
    return ours, clean


def cross_validate(ours: list[Lesson], clean: list[Lesson], extra: list[Lesson], folds: int) -> dict[float, Tally]:
    """Tallies by threshold over articles read with weights that never saw them. The folds are fixed by the names."""
    names = sorted({taught.name for taught in ours})
    random.Random(5).shuffle(names)  # noqa: S311 - a fixed split, no secret
    fold = {name: index % folds for index, name in enumerate(names)}
    tallies: dict[float, Tally] = {threshold: Tally() for threshold in THRESHOLDS}
    for number in range(folds):
        weights, plans = learn([*(t for t in (*ours, *clean) if fold[t.name] != number), *extra])
        for threshold in THRESHOLDS:
            for taught in ours:
                if fold[taught.name] == number:
                    tallies[threshold].add(taught, answer(taught, weights, plans, threshold))
    return tallies


def write(weights: dict[str, float], plans: dict[str, float], threshold: float, path: Path) -> None:
    """The weights file: predicate → template → value → weight, small weights left out."""
    tree: dict[str, dict[str, dict[str, float]]] = {}
    for feature, weight in sorted(weights.items()):
        if abs(weight) >= 0.02:
            predicate, template, value = [*feature.split("\t"), "bias", ""][:3] if feature else ("*", "bias", "")
            tree.setdefault(predicate, {}).setdefault(template, {})[value] = round(weight, 2)
    planned = {feature: round(weight, 2) for feature, weight in plans.items() if abs(weight) >= 0.02}
    data = {"reading": tree, "planned": planned, "threshold": threshold}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Train or score from the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluation.facts", description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("score", "train"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=7)
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="labelled sets to learn from, but not to score on")
    parser.add_argument(
        "--lightly", nargs="*", type=Path, default=[], help="labelled by others: to learn from with less weight"
    )
    parser.add_argument("--agreed", nargs="*", default=[], help="the predicates to learn from those; all unless given")
    parser.add_argument("--weight", type=float, default=LIGHT_WEIGHT, help="of the sets given to --lightly")
    options = parser.parse_args()
    relator = Relator()
    ours, clean = load_lessons(options.folders, relator)
    more = [taught for group in load_lessons(options.also, relator) for taught in group]
    light = [taught for group in load_lessons(options.lightly, relator) for taught in group]
    for taught in light:
        taught.weight = options.weight
        taught.cases = [c for c in taught.cases if not options.agreed or c.predicate in options.agreed]
    extra = examples(relator) + more + light
    tallies = cross_validate(ours, clean, extra, options.folds)
    best = max(THRESHOLDS, key=lambda t: tallies[t]["right"] / max(1, tallies[t]["stated"] + tallies[t]["owed"]))
    for threshold, tally in tallies.items():
        share = tally["modality right"] / max(1, tally["modality"])
        print(f"threshold {threshold:.2f}  {tally.line()}  modality {share:.3f}")
    for predicate in sorted({name.split(" ", 1)[1] for name in tallies[best] if name.startswith(("owed ", "stated "))}):
        print(f"  {predicate:16} {tallies[best].line(predicate)}")
    if options.what == "train":
        weights, plans = learn([*ours, *clean, *extra])
        write(weights, plans, best, ontology_dir() / "rules" / "facts.json")
        print(f"wrote {ontology_dir() / 'rules' / 'facts.json'} with threshold {best}")


if __name__ == "__main__":
    main()
