"""The weights that choose measures among proposed spans: learned from labelled articles, and scored on articles they never saw.

    python -m kg.evaluation.measures score FOLDER...   scores, each article read with weights that never saw it
    python -m kg.evaluation.measures train FOLDER...   write ontology/rules/measures.json

FOLDER holds a labelled set (see ``kg.evaluation.gold``). A wording of an article is right where the labels bear it as a
measure; where they call it arguable, or a measure as a second choice of class, it teaches nothing. Every article teaches once
with all listed measures, and with less weight with parts of them left out (``kg.evaluation.masking``); it is scored both ways.
The made-up sentences of ontology/rules/measures.txt teach too. Needs numpy (extra ``dev``).
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.evaluation.gold import Gold, GoldEntity, bare, correspond, labelled
from kg.evaluation.masking import masked_gazetteers
from kg.extract import Extractor
from kg.extract.judge import ARTICLE, PAIR, PLACE, SOURCE, WORDING, Case, Weights, pairs, values_of
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linker
from kg.records import Document, Link
from kg.resources import ontology_dir
from kg.segment import segment

Feature = tuple[str, str]  # template and value
RIDGE = 2.0  # strength of the pull of every weight towards nothing
RARE = 2  # a value seen in fewer cases is not learned
STEPS = 300
THRESHOLD = -1.0  # logit from which a wording is a measure: a name missed costs as much as a wrong one
UNLISTED = 0.25  # what an article weighs each time it is read with a part of the listed measures left out
EXAMPLE = 2.0  # what a made-up case weighs: it shows its kind more purely than an article does
SMALL = 0.02  # weights nearer to nothing are not written
FOLDS = 7
CORE = frozenset(("Bank", "Regulator", "Platform", "PolicyDocument", "PolicyMeasure"))
_LABEL = "PolicyMeasure"
_MARK = re.compile(r"\{([^{}]+)\}")


class Lesson(NamedTuple):
    """An article with what the judge is asked about it, and the answers (None teaches nothing)."""

    document: Document
    gold: Gold
    cases: list[Case]
    truth: list[float | None]


def lessons(folders: Iterable[Path], extractor: Extractor) -> Iterator[Lesson]:
    """The articles of labelled sets as lessons."""
    for folder in folders:
        for document, gold in labelled(folder):
            want = {bare(s) for e in gold.entities if e.label == _LABEL and not e.optional for s in e.surfaces}
            open_ = {bare(s) for e in gold.entities if _LABEL in (e.label, e.other_label) for s in e.surfaces}
            cases = extractor.cases(document)
            truth = [1.0 if c.wording in want else None if c.wording in open_ else 0.0 for c in cases]
            yield Lesson(document, gold, cases, truth)


def examples(extractor: Extractor, path: Path | None = None) -> Iterator[tuple[Case, float | None]]:
    """What the made-up sentences teach: cases with their answers."""
    path = path or ontology_dir() / "rules" / "measures.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        names = [[bare(name) for name in mark.split("|")] for mark in _MARK.findall(line)]
        text = "例\n" + _MARK.sub(lambda mark: mark[1].split("|")[0], line)
        for case in extractor.cases(Document(f"example-{number}", "例", text)):
            right = any(case.wording == first for first, *_ in names)
            open_ = any(case.wording in others for _, *others in names)
            yield case, None if open_ else float(right)


def features(case: Case) -> dict[Feature, float]:
    """What a case says of itself; what is said of a place counts for its share of the places."""
    found: dict[Feature, float] = dict.fromkeys(zip(WORDING, values_of(case.wording), strict=True), 1.0)
    found.update(dict.fromkeys(zip(ARTICLE, case.article, strict=True), 1.0))
    found.update(dict.fromkeys(((SOURCE, source) for source in case.sources), 1.0))
    for pair in pairs(case.wording):
        found[PAIR, pair] = found.get((PAIR, pair), 0.0) + 1.0
    for place in case.places:
        for feature in zip(PLACE, place, strict=True):
            found[feature] = found.get(feature, 0.0) + 1.0 / len(case.places)
    return found


def fit(rows: Sequence[tuple[Mapping[Feature, float], float, float]]) -> Weights:
    """Ridge logistic regression over (features, target, weight) rows. Deterministic."""
    counts = Counter(feature for found, _, _ in rows for feature in found)
    known = {feature: number for number, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE), 1)}
    columns: list[int] = []
    shares: list[float] = []
    starts: list[int] = []
    for found, _, _ in rows:
        starts.append(len(columns))
        columns.append(0)
        shares.append(1.0)
        for feature in sorted(found.keys() & known.keys()):
            columns.append(known[feature])
            shares.append(found[feature])
    column, share, start = np.array(columns), np.array(shares), np.array(starts)
    target, mass = np.array([truth for _, truth, _ in rows]), np.array([weight for _, _, weight in rows])
    row = np.repeat(np.arange(len(rows)), np.diff([*starts, len(columns)]))
    weights = np.zeros(len(known) + 1)
    weights[0] = -2.0
    momentum, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        guess = 1 / (1 + np.exp(-np.add.reduceat(weights[column] * share, start)))
        slope = np.bincount(column, ((guess - target) * mass)[row] * share, minlength=len(weights)) + RIDGE * weights
        slope[0] -= RIDGE * weights[0]
        momentum = 0.9 * momentum + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        pace = 0.08 * (1 - step / (STEPS + 1))
        weights -= pace * (momentum / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    learned: Weights = {"": {"bias": round(float(weights[0]), 3), "threshold": THRESHOLD}}
    for (template, value), number in known.items():
        if abs(weights[number]) >= SMALL:
            learned.setdefault(template, {})[value] = round(float(weights[number]), 2)
    return learned


def learn(taught: Iterable[Lesson], made_up: Iterable[tuple[Case, float | None]], unlisted: Iterable[Lesson] = ()) -> Weights:
    """The weights that fit these lessons; ``unlisted`` ones were read with a part of the listed measures left out."""
    rows = [(features(case), truth, EXAMPLE) for case, truth in made_up if truth is not None]
    for weight, group in ((1.0, taught), (UNLISTED, unlisted)):
        for lesson in group:
            rows += [(features(c), t, weight) for c, t in zip(lesson.cases, lesson.truth, strict=True) if t is not None]
    return fit(rows)


class Tally(Counter[str]):
    """Counts of names right, found and owed."""

    def add(self, gold: Gold, links: Iterable[Link]) -> None:
        """Count what was found in an article: its names of core classes, and its measures by name and by surface."""
        links = [link for link in links if not link.silent]
        ours = correspond(gold, links)
        wanted = {entity.id: entity for entity in gold.entities}
        found = {entity.key: entity.label for link in links for entity in link.entities}
        for kind, labels in (("core", CORE), ("measure", {_LABEL})):
            hits = [wanted[id_] for key, id_ in ours.items() if found[key] in labels and _fits(wanted[id_], found[key])]
            spare = sum(entity.optional for entity in hits)
            self[f"{kind} right"] += len(hits) - spare
            self[f"{kind} found"] += sum(label in labels for label in found.values()) - spare
            self[f"{kind} owed"] += sum(e.label in labels and not e.optional for e in gold.entities)

    def line(self, kind: str) -> str:
        """Precision, recall and F1 of a kind."""
        right, found, owed = (self[f"{kind} {what}"] for what in ("right", "found", "owed"))
        share = 2 * right / max(1, found + owed)
        return f"{kind:8} P {right / max(1, found):.3f}  R {right / max(1, owed):.3f}  F1 {share:.3f}  ({owed} owed)"


def _fits(entity: GoldEntity, label: str) -> bool:
    return label in (entity.label, entity.other_label)


class Reader(NamedTuple):
    """Reads articles with one gazetteer."""

    extractor: Extractor
    linker: Linker

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "Reader":
        """A reader that no weights have reached yet, whatever the last ones were."""
        return cls(Extractor(gazetteer, weights=Path("none")), Linker(gazetteer))

    def links(self, document: Document) -> tuple[Link, ...]:
        """What the document names."""
        sentences = segment(document)
        return self.linker.link(document, sentences, self.extractor.extract(document, sentences))


class Shelf(NamedTuple):
    """The lessons of one reader with the names of their sets, in the same order for every reader."""

    reader: Reader
    lessons: list[tuple[str, Lesson]]


def shelves(folders: Sequence[Path]) -> list[Shelf]:
    """The lessons of the sets as read with the whole gazetteer (first), and without each part of the listed measures."""
    found = []
    for gazetteer in (load_gazetteer(), *masked_gazetteers()):
        reader = Reader.of(gazetteer)
        rows = [(folder.name, lesson) for folder in folders for lesson in lessons([folder], reader.extractor)]
        found.append(Shelf(reader, rows))
    return found


def taught(shelf: Shelf, but: int = -1) -> list[Lesson]:
    """The lessons of a shelf, but those of one fold."""
    return [lesson for at, (_, lesson) in enumerate(shelf.lessons) if at % FOLDS != but]


def cross_validate(full: Shelf, unlisted: Sequence[Shelf]) -> dict[str, Tally]:
    """Tallies by set over articles read with weights that never saw them: every seventh article is one part.

    ``all, unlisted`` tells of the same articles read without parts of the listed measures.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    made_up = list(examples(full.reader.extractor))
    for fold in range(FOLDS):
        weights = learn(taught(full, fold), made_up, [lesson for shelf in unlisted for lesson in taught(shelf, fold)])
        for shelf in (full, *unlisted):
            shelf.reader.extractor.judge.load(weights)
            for name, lesson in shelf.lessons[fold::FOLDS]:
                links = shelf.reader.links(lesson.document)
                for told in (name, "all") if shelf is full else ("all, unlisted",):
                    tallies[told].add(lesson.gold, links)
    return tallies


def write(weights: Weights, path: Path) -> None:
    """The weights file, sorted."""
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Train or score from the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluation.measures", description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("score", "train"))
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    full, *unlisted = shelves(options.folders)
    for name, tally in cross_validate(full, unlisted).items():
        sys.stdout.write(f"{name}\n  {tally.line('core')}\n  {tally.line('measure')}\n")
    if options.what == "train":
        path = ontology_dir() / "rules" / "measures.json"
        made_up = list(examples(full.reader.extractor))
        write(learn(taught(full), made_up, [lesson for shelf in unlisted for lesson in taught(shelf)]), path)
        sys.stdout.write(f"wrote {path}\n")


if __name__ == "__main__":
    main()
