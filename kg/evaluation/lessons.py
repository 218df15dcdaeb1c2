"""Labelled articles and made-up sentences as lessons: every reading the classes allow, and whether it is right.

Readings are taken over the labelled entities and over our own, so that the weights know both clean and noisy arguments. A
reading counts as right where its evidence overlaps the labelled quote; one whose fact is said elsewhere in the article teaches
nothing. Facts only one of two annotators saw count for less.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluation.examples import load_examples
from kg.evaluation.gold import Gold, correspond, fact_key, gold_links, labelled, quoted
from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.ontology import load_ontology
from kg.records import Document, Link, Sentence
from kg.relate import Relator
from kg.relate.judgement import Judgement
from kg.relate.members import member_pairs
from kg.relate.relator import may_stand
from kg.relate.review import Heard, Prominence, prominence
from kg.relate.settling import is_understood, meets
from kg.relate.values import TEMPLATES
from kg.relate.weights import written
from kg.segment import segment

Key = tuple[str, str, str]
OPTIONAL_WEIGHT = 0.4  # of a fact that one annotator saw and the other did not
EXAMPLE_WEIGHT = 1.5  # of a reading of a made-up sentence
OWN, OTHER = "own", "other"  # whose lines a set's annotators draw


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
    heard: Heard
    word: int = -1  # where the word that says it stands
    understood: bool = False  # its meeting is not named in the sentence
    guests: list[str | None] = field(default_factory=list)  # per member pair: whom the meeting has to do with


@dataclass(slots=True)
class Lesson:
    """One text: its cases, the facts said without weights (posts, names), and what is owed."""

    name: str
    weight: float
    cases: list[Case]
    sure: dict[Key, bool] = field(default_factory=dict)  # and whether it is planned
    owed: dict[Key, bool | None] = field(default_factory=dict)
    optional: set[Key] = field(default_factory=set)
    about: Prominence = field(default_factory=Prominence)
    domain: str = OWN


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
    sure = {key(s.subject, s.predicate, s.object): s.modality == "Planned" for s in relator.certain(document, sentences, links)}
    owed = {k: f.planned for k, (f, _) in facts.items() if not f.optional}
    optional = {k for k, (f, _) in facts.items() if f.optional}
    return Lesson(document.identifier, 1.0, cases, sure, owed, optional, prominence(sentences, links))


def _cases(relator, document, sentences, links, key, truth) -> Iterator[Case]:  # type: ignore[no-untyped-def]
    ontology = load_ontology()
    for judged in relator.judgements(document, sentences, links):
        if not isinstance(judged, Judgement) or not may_stand(judged):
            continue
        reading = judged.reading
        heard = Heard(judged.frame, reading, 0.0, judged.speaker())
        case = Case(reading.predicate, _features(reading), judged.modality(), judged.sentence.start, [], [], [], heard)
        case.word = reading.trigger.start if reading.trigger else -1
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
        about = prominence(segment(example.document), example.links)
        lessons.append(Lesson(f"example {example.line}", EXAMPLE_WEIGHT, cases, owed=dict(facts), about=about))
    return lessons


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
