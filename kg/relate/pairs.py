"""Readings: every (subject, predicate, object) a sentence could state, each described by one value per template.

Weights per predicate, template and value are learned on the labelled articles (``kg.evaluation.facts``), so a reading's score
is a probability.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.relate.frames import Frame, Group, Trigger
from kg.relate.lists import coordinated, stands_apart
from kg.relate.said import Said, said_by
from kg.relate.values import PARTNER_WORDS, Values, both_values, carried_values, joint_values, pair_values, quick_values

Predicates = dict[tuple[str, str], tuple[str, ...]]

_UNDERSTOOD = {"Event": "participatesIn", "Org": "invests"}  # objects that go unsaid: the meeting, the company held
_LEFT_OUT = {"subject": "partOf", "paper": "issues"}  # the same, by what was carried: the measure and the document of the title
_TOGETHER = {"Org": ("cooperatesWith",), "Place": ("cooperatesWith",), "Platform": ("connectsTo",)}  # said of a list's members
_AUTHORITIES = frozenset(("Regulator", "GovernmentBody"))
_BY = {"penalizes": _AUTHORITIES | {"MarketInstitution"}, "supervises": _AUTHORITIES}  # what a firm does to nobody
_AT_THE_TIME = frozenset(("participatesIn", "organizes", "locatedIn"))  # said of no meeting that lies back
_HERO_DOES = frozenset(("issues", "implements", "uses", "operates"))
# What a borrowed group may do.
_ONLY = {"regulator": frozenset(("penalizes", "supervises")), "subject": frozenset[str](), "hero": _HERO_DOES}
_BESIDE = frozenset(
    ("partOf", "locatedIn", "implements", "participatesIn", "uses")
)  # may be said by standing side by side (湖北荆门)
_OF_WHOLES = frozenset(("locatedIn", "partOf"))  # said of no two members of one list
_PARTNER_REACH = 4  # code points between a body and the word that joins it with others
_REACH = 160  # code points between two arguments


@dataclass(slots=True)
class Reading:
    """One possible fact between two groups. ``trigger`` is None where no word says it (湖北荆门).

    ``chance`` is how likely it is by itself, in logits.
    """

    subject: Group
    predicate: str
    object: Group
    trigger: Trigger | None
    values: Values
    chance: float = 0.0


class Scale(Protocol):
    """What weighs readings, in logits; None for what is not worth a closer look."""

    def chance(self, predicate: str, quick: Values) -> float | None:
        """What the quick values weigh."""

    def whole(self, predicate: str, chance: float, rest: Values) -> float | None:
        """What the quick values, of that ``chance``, weigh with the rest."""

    def joint(self, predicate: str, values: Values) -> float | None:
        """What the values of the members of one list weigh."""


def readings(frame: Frame, carried: list[Group], predicates_of: Predicates, scale: Scale) -> Iterator[Reading]:
    """Readings of a frame that are worth a closer look.

    ``carried`` are groups of earlier sentences that may be understood here; ``predicates_of`` maps a pair of kinds to the
    predicates the ontology allows between them.
    """
    words: dict[str, list[Trigger]] = {}
    for trigger in frame.triggers:
        for predicate in trigger.predicates:
            words.setdefault(predicate, []).append(trigger)
    for at, group in enumerate(frame.groups):
        if len(group.entities) > 1:
            for predicate in _TOGETHER.get(group.kind, ()):
                said = next((word for word in words.get(predicate, ()) if word.start >= group.end), None)
                if said is not None and not stands_apart(frame, group, said):
                    yield from _together(frame, group, predicate, said, at, scale)
    yield from _local(frame, words, predicates_of, scale)
    yield from _borrowed(frame, words, carried, predicates_of, scale)


def _local(frame: Frame, words: dict[str, list[Trigger]], predicates_of: Predicates, scale: Scale) -> Iterator[Reading]:
    groups = frame.groups
    # What two kinds may have to do with each other here, said by a word or (with no words) by standing side by side.
    possible: dict[tuple[str, str], list[tuple[str, Sequence[Trigger]]]] = {}
    for at, object_ in enumerate(groups):
        for by, subject in enumerate(groups):
            if by == at or abs(subject.start - object_.start) > _REACH:
                continue
            kinds = subject.kind, object_.kind
            options = possible.get(kinds)
            if options is None:
                allowed = predicates_of.get(kinds, ())
                options = possible[kinds] = [(p, words.get(p, ())) for p in allowed if p in words or p in _BESIDE]
            if not options:
                continue
            if subject.end > object_.start and object_.end > subject.start and not (subject.nested or object_.nested):
                continue
            pair: Values | None = None
            for predicate, said in _said_of(frame, options, subject, object_, by - at):
                word = said_by(frame, subject, predicate, object_, said)
                quick = quick_values(subject, object_, word)
                chance = scale.chance(predicate, quick)
                if chance is None:
                    continue
                pair = pair or pair_values(frame, subject, object_, by, at)
                rest = pair + both_values(subject, object_, word.trigger, word.place)
                chance = scale.whole(predicate, chance, rest)
                if chance is not None:
                    yield Reading(subject, predicate, object_, word.trigger, quick + rest, chance)


def _said_of(
    frame: Frame, options: list[tuple[str, Sequence[Trigger]]], subject: Group, object_: Group, behind: int
) -> list[tuple[str, Sequence[Trigger]]]:
    """Those of ``options`` that may be said of a subject ``behind`` its object by so many groups."""
    beside = abs(behind) == 1
    listed = beside and coordinated(frame, subject, object_)
    recalled = subject.recalled or object_.recalled
    return [
        (predicate, said)
        for predicate, said in options
        if (said or beside)
        and not (listed and (not said or predicate in _OF_WHOLES))
        and not (recalled and predicate in _AT_THE_TIME)
        and not (behind > 0 and predicate == "cooperatesWith")
        and not _lacks_power(predicate, subject)
    ]


def _borrowed(
    frame: Frame, words: dict[str, list[Trigger]], carried: list[Group], predicates_of: Predicates, scale: Scale
) -> Iterator[Reading]:
    said: dict[tuple[int, str, bool], Said] = {}  # by what is named here, predicate, and whether that is the object
    for other in carried:
        for at, subject, predicate, object_ in _loans(frame, words, other, predicates_of):
            asked = (at, predicate, subject is other)
            word = said.get(asked)
            if word is None:
                word = said[asked] = said_by(frame, subject, predicate, object_, words[predicate])
            if predicate == "cooperatesWith" and word.trigger is not None and _has_partner(frame, word.trigger):
                continue
            quick = quick_values(subject, object_, word)
            chance = scale.chance(predicate, quick)
            if chance is None:
                continue
            rest = carried_values(frame, subject, object_, other, word.trigger)
            rest += both_values(subject, object_, word.trigger, word.place)
            chance = scale.whole(predicate, chance, rest)
            if chance is not None:
                yield Reading(subject, predicate, object_, word.trigger, quick + rest, chance)


def _loans(
    frame: Frame, words: dict[str, list[Trigger]], other: Group, predicates_of: Predicates
) -> Iterator[tuple[int, Group, str, Group]]:
    """What a borrowed group and one named here may have to do with each other: the place of the latter, and the three parts."""
    unsaid = _LEFT_OUT.get(other.carried) or _UNDERSTOOD.get(other.kind)
    if other.carried in ("regulator", "hero") or unsaid not in words or (unsaid == "invests" and len(other.entities) > 1):
        unsaid = None  # the shareholders just listed are not the company held
    only = _ONLY.get(other.carried)
    if unsaid is None and (not words if only is None else only.isdisjoint(words)):
        return
    possible: dict[str, list[str]] = {}  # by the kind of what is named here: what the other may have to do with it
    for at, here in enumerate(frame.groups):
        options = possible.get(here.kind)
        if options is None:
            allowed = predicates_of.get((other.kind, here.kind), ())
            options = possible[here.kind] = [p for p in allowed if p in words and (only is None or p in only)]
        back = unsaid is not None and unsaid in predicates_of.get((here.kind, other.kind), ())
        if here.absorbed or not (options or back) or other.entities[0] in here.entities:
            continue
        for predicate in options:
            if not _lacks_power(predicate, other):
                yield at, other, predicate, here
        if unsaid is not None and back and not _lacks_power(unsaid, here):
            yield at, here, unsaid, other


def _lacks_power(predicate: str, subject: Group) -> bool:
    return predicate in _BY and subject.entities[0].label not in _BY[predicate]


def _has_partner(frame: Frame, trigger: Trigger) -> bool:
    """Whether who joins with others is named in front of the word itself (财政部会同…): then nobody named earlier does."""
    return trigger.word in PARTNER_WORDS and any(
        g.kind in ("Org", "Place") and not g.absorbed and 0 <= trigger.start - g.end <= _PARTNER_REACH for g in frame.groups
    )


def _together(frame: Frame, group: Group, predicate: str, trigger: Trigger, at: int, scale: Scale) -> Iterator[Reading]:
    """The members of one list acting jointly (人民银行、银保监会联合发布)."""
    values = joint_values(frame, group, trigger, at)
    chance = scale.joint(predicate, values)
    if chance is not None:
        yield Reading(group, predicate, group, trigger, values, chance)


def after_trigger(frame: Frame, reading: Reading) -> str:
    """What stands between the word of a reading and its object, where that comes later."""
    if reading.trigger is None:
        return ""
    return frame.text[reading.trigger.end - frame.sentence.start : max(0, reading.object.start - frame.sentence.start)]


def between(frame: Frame, reading: Reading) -> str:
    """What stands between the two of a reading; nothing where one was named in an earlier sentence."""
    offset = frame.sentence.start
    low, high = sorted((reading.subject, reading.object), key=lambda group: group.start)
    return frame.text[low.end - offset : high.start - offset] if low.start >= 0 else ""
