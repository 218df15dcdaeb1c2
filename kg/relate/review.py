"""The second look: a reading weighed again beside its rivals and in view of the whole article.

The first weights judge every reading by itself. But whether a measure is somebody's depends on who else could have taken it, on
what else the sentence says of the pair, on whether the article says the same elsewhere, and on how much it is about the two.
These are numbers, not words, and small trees over them (``facts_review.json``, learned by ``kg.evaluation.review``) give the
probability that a reading holds.
"""

import json
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.records import Entity, Link, Sentence
from kg.relate.frames import Frame, Group, kind_of
from kg.relate.openings import OPENINGS, governed, opening
from kg.relate.pairs import Reading
from kg.relate.trees import Weigher, weigher
from kg.relate.weights import logistic

FEATURES = (
    "chance", "rival", "lead", "better", "rivals", "other-relation", "elsewhere", "same-deed", "object-else", "subject-often",
    "object-often", "subject-likely", "object-likely", "together", "predicate", "subject", "object", "carried", "s-times",
    "o-times", "o-titled", "s-rank", "o-rank", "s-order", "o-order", "s-members", "o-members", "sentence", "policies",
    "organisations", "sentences", "policies-here", "names-here", "actors-before", "speech", "place", "o-clause", "s-clause",
    "roles", "opening", "s-titled", "governed", "gap",
)  # fmt: skip
_OPENINGS = {name: at for at, name in enumerate(OPENINGS)}
_NO_RIVAL = -6.0
_RANKED = ("predicate", "subject", "object", "carried")


@dataclass(slots=True)
class Heard:
    """A reading worth a second look: its logit, who is quoted as saying it, and what the sentence was like."""

    frame: Frame
    reading: Reading
    chance: float
    speaker: Entity | None


@dataclass(slots=True)
class Prominence:
    """How much an article is about whom: names counted, by kind."""

    times: dict[str, int] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)
    rank: dict[str, int] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    sentences: dict[int, int] = field(default_factory=dict)


def prominence(sentences: Sequence[Sentence], links: Iterable[Link]) -> Prominence:
    """Counts and ranks of the entities of an article."""
    found = Prominence(sentences={sentence.start: at for at, sentence in enumerate(sentences)})
    first: dict[str, int] = {}
    by_kind: dict[str, list[str]] = defaultdict(list)
    title = next((sentence.end for sentence in sentences if sentence.kind == "title"), 0)
    for link in links:
        for entity in link.entities:
            key = entity.key
            found.times[key] = found.times.get(key, 0) + 1
            if key not in first:
                first[key] = link.mention.start
                by_kind[kind_of(entity.label)].append(key)
            if link.mention.start < title:
                found.titled.add(key)
    for kind, keys in by_kind.items():
        found.kinds[kind] = len(keys)
        keys.sort(key=lambda key: (first[key], key))
        found.order.update((key, at) for at, key in enumerate(keys))
        keys.sort(key=lambda key: (-found.times[key], first[key], key))
        found.rank.update((key, at) for at, key in enumerate(keys))
    return found


class Best:
    """The two highest chances of some readings, so that each can be compared with the best of the others."""

    __slots__ = ("high", "likely", "next")

    def __init__(self) -> None:
        self.high = self.next = _NO_RIVAL
        self.likely = 0

    def add(self, chance: float) -> None:
        """One more reading."""
        if chance > self.high:
            self.high, self.next = chance, self.high
        elif chance > self.next:
            self.next = chance
        self.likely += chance > 0

    def other(self, chance: float) -> float:
        """The highest of the readings besides one of that chance."""
        return self.next if chance >= self.high else self.high


class _Part(NamedTuple):
    """What an article says of the entities of a group, one of the two of a reading; ``number`` stands for their keys."""

    number: int
    label: str
    times: int
    titled: bool
    rank: int
    order: int
    members: int


def _part(entities: tuple[Entity, ...], number: int, about: Prominence) -> _Part:
    label, key = entities[0].label, entities[0].key
    rank, order = min(about.rank.get(key, 9), 4), min(about.order.get(key, 9), 4)
    return _Part(number, label, _few(about.times.get(key, 0)), key in about.titled, rank, order, min(len(entities), 4))


class _Place(NamedTuple):
    """What an article says of a sentence."""

    number: int
    policies: int
    names: int
    actors: list[int]


def _place(frame: Frame, about: Prominence) -> _Place:
    number = min(about.sentences.get(frame.sentence.start, 0), 5)
    policies = _few(sum([group.kind == "Policy" for group in frame.groups]))
    return _Place(number, policies, _few(len(frame.groups)), _ends_of_actors(frame))


def described(heard: Sequence[Heard], about: Prominence, ranks: dict[str, dict[str, int]]) -> Iterator[tuple[float, ...]]:
    """The features of every reading of an article, in the order of ``FEATURES``.

    ``ranks`` maps predicates, classes and loans to numbers.
    """
    parts: dict[tuple[str, ...], _Part] = {}

    def part_of(group: Group) -> _Part:
        keys = tuple([entity.key for entity in group.entities])
        part = parts.get(keys)
        if part is None:
            part = parts[keys] = _part(group.entities, len(parts), about)
        return part

    best: dict[Hashable, Best] = defaultdict(Best)
    rivals: dict[Hashable, list[float]] = defaultdict(list)
    known = []
    for h in heard:
        subject, object_ = part_of(h.reading.subject), part_of(h.reading.object)
        s, o, p, at = subject.number, object_.number, h.reading.predicate, h.frame.sentence.start
        mine = (
            best["pair", at, s, o],
            best["fact", s, p, o],
            best["deed", at, s, p],
            best["object", at, o],
            best["often", s, p],
            best["done", o, p],
        )
        for among in mine:
            among.add(h.chance)
        rivals[at, p, o].append(h.chance)
        known.append((subject, object_, mine, (at, p, o)))
    together = {key: math.log(sum([math.exp(min(c, 20.0)) for c in chances])) for key, chances in rivals.items()}
    for chances in rivals.values():
        chances.sort(reverse=True)
    policies, organisations = _few(about.kinds.get("Policy", 0)), _few(about.kinds.get("Org", 0))
    length = _few(len(about.sentences) // 3)
    places: dict[int, _Place] = {}
    of_predicate, of_subject, of_object, of_loan = (ranks[name] for name in _RANKED)
    for h, (subject, object_, (pair, fact, deed, objects, often, done), rivalry) in zip(heard, known, strict=True):
        reading, frame, chance = h.reading, h.frame, h.chance
        group, other, trigger = reading.subject, reading.object, reading.trigger
        chances = rivals[rivalry]
        rank = chances.index(chance)
        rival = chances[0] if rank else chances[1] if len(chances) > 1 else _NO_RIVAL
        here = places.get(frame.sentence.start)
        if here is None:
            here = places[frame.sentence.start] = _place(frame, about)
        place = reading.values[0]
        yield (
            chance,
            rival,
            chance - rival,
            rank,
            len(chances),
            pair.other(chance),
            fact.other(chance),
            deed.other(chance),
            objects.other(chance),
            often.other(chance),
            done.other(chance),
            often.likely,
            done.likely,
            together[rivalry],
            of_predicate.get(reading.predicate, 0),
            of_subject.get(subject.label, 0),
            of_object.get(object_.label, 0),
            of_loan.get(group.carried or other.carried, 0),
            subject.times,
            object_.times,
            object_.titled,
            subject.rank,
            object_.rank,
            subject.order,
            object_.order,
            subject.members,
            object_.members,
            here.number,
            policies,
            organisations,
            length,
            here.policies,
            here.names,
            len(here.actors) if other.start < 0 else bisect_right(here.actors, other.start),
            0 if h.speaker is None else 2 if h.speaker.key in [e.key for e in group.entities] else 1,
            place if isinstance(place, int) else -1,
            min(other.clauses, 4),
            min(group.clauses, 4),
            len(group.roles),
            _OPENINGS[opening(frame, trigger)] if trigger and group.carried else -1,
            subject.titled,
            *governed(frame, other, trigger),
        )


class Review:
    """The trees of the second look (``ontology/rules/facts_review.json``).

    Args:
        path: The file; without it every reading keeps its own probability.

    Raises:
        OntologyError: the file cannot be read or was written for other features.
    """

    def __init__(self, path: Path) -> None:
        self.ranks: dict[str, dict[str, int]] = {name: {} for name in _RANKED}
        self.threshold = 0.5
        self._weigh: Weigher | None = None
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise OntologyError(f"cannot read the trees of the second look: {error}", where=str(path)) from error
        if FEATURES[: len(data["features"])] != tuple(data["features"]):  # trees may be older than the last features
            raise OntologyError(
                "trees of other features", where=str(path), remedy="train again: python -m kg.evaluation.facts train"
            )
        self.ranks = {name: {value: at for at, value in enumerate(values)} for name, values in data["ranks"].items()}
        self.threshold = data["threshold"]
        if data["trees"]:
            self._weigh = weigher(data["trees"], len(FEATURES))

    def scores(self, heard: Sequence[Heard], sentences: Sequence[Sentence], links: Iterable[Link]) -> Iterator[float]:
        """The probability of every reading of an article."""
        if self._weigh is None or not heard:
            yield from (logistic(h.chance) for h in heard)
            return
        for row in described(heard, prominence(sentences, links), self.ranks):
            yield self.weighed(row)

    def weighed(self, row: tuple[float, ...]) -> float:
        """The probability of a reading of these features; there must be trees."""
        assert self._weigh is not None
        return logistic(self._weigh(row))


def _ends_of_actors(frame: Frame) -> list[int]:
    """Where the free names of bodies and places end, in order."""
    return sorted(g.end for g in frame.groups if g.kind in ("Org", "Place") and not (g.absorbed or g.nested))


def _few(number: int) -> int:
    return number if number < 3 else 3 if number < 5 else 4 if number < 9 else 5
