"""Readings: every (subject, predicate, object) a sentence could state, each described by one value per template.

Weights per predicate, template and value are learned on the labelled articles (``kg.evaluation.facts``), so a reading's score
is a probability.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.relate.frames import Frame, Group, Trigger
from kg.relate.lists import coordinated, stands_apart
from kg.relate.values import PARTNER_WORDS, Values, both_values, carried_values, joint_values, pair_values, quick_values

Predicates = dict[tuple[str, str], tuple[str, ...]]
Hopeful = Callable[[str, Values], float | None]

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

    ``chance`` is what its quick values weigh, in logits.
    """

    subject: Group
    predicate: str
    object: Group
    trigger: Trigger | None
    values: Values
    chance: float = 0.0


def readings(frame: Frame, carried: list[Group], predicates_of: Predicates, hopeful: Hopeful) -> Iterator[Reading]:
    """Readings of a frame. ``carried`` are groups of earlier sentences that may be understood here.

    ``hopeful`` weighs the quick values of a reading; None when it is not worth a closer look.

    ``predicates_of`` maps a pair of kinds to the predicates the ontology allows between them.
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
                    yield _together(frame, group, predicate, said, at)
    yield from _local(frame, words, predicates_of, hopeful)
    yield from _borrowed(frame, words, carried, predicates_of, hopeful)


def _local(frame: Frame, words: dict[str, list[Trigger]], predicates_of: Predicates, hopeful: Hopeful) -> Iterator[Reading]:
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
            beside = abs(by - at) == 1
            listed = beside and coordinated(frame, subject, object_)
            recalled = subject.recalled or object_.recalled
            pair: Values | None = None
            for predicate, said in options:
                if (not said and not beside) or (listed and (not said or predicate in _OF_WHOLES)):
                    continue
                if predicate == "cooperatesWith" and by > at:
                    continue
                if (recalled and predicate in _AT_THE_TIME) or _lacks_power(predicate, subject):
                    continue
                trigger, quick = quick_values(frame, subject, predicate, object_, said)
                chance = hopeful(predicate, quick)
                if chance is not None:
                    pair = pair or pair_values(frame, subject, object_, by, at)
                    values = quick + pair + both_values(subject, object_, trigger, quick[0])
                    yield Reading(subject, predicate, object_, trigger, values, chance)


def _borrowed(
    frame: Frame, words: dict[str, list[Trigger]], carried: list[Group], predicates_of: Predicates, hopeful: Hopeful
) -> Iterator[Reading]:
    for other in carried:
        unsaid = _LEFT_OUT.get(other.carried) or _UNDERSTOOD.get(other.kind)
        if other.carried in ("regulator", "hero") or unsaid not in words or (unsaid == "invests" and len(other.entities) > 1):
            unsaid = None  # the shareholders just listed are not the company held
        only = _ONLY.get(other.carried)
        if unsaid is None and (not words if only is None else only.isdisjoint(words)):
            continue
        possible: dict[str, list[str]] = {}  # by the kind of what is named here: what the other may have to do with it
        for here in frame.groups:
            options = possible.get(here.kind)
            if options is None:
                allowed = predicates_of.get((other.kind, here.kind), ())
                options = possible[here.kind] = [p for p in allowed if p in words and (only is None or p in only)]
            back = unsaid is not None and unsaid in predicates_of.get((here.kind, other.kind), ())
            if here.absorbed or not (options or back) or other.entities[0] in here.entities:
                continue
            lent = [(other, predicate, here) for predicate in options]
            if unsaid is not None and back:
                lent.append((here, unsaid, other))
            for subject, predicate, object_ in lent:
                if _lacks_power(predicate, subject):
                    continue
                trigger, quick = quick_values(frame, subject, predicate, object_, words[predicate])
                if predicate == "cooperatesWith" and trigger is not None and _has_partner(frame, trigger):
                    continue
                chance = hopeful(predicate, quick)
                if chance is not None:
                    pair = carried_values(frame, subject, object_, other, trigger)
                    values = quick + pair + both_values(subject, object_, trigger, quick[0])
                    yield Reading(subject, predicate, object_, trigger, values, chance)


def _lacks_power(predicate: str, subject: Group) -> bool:
    return predicate in _BY and subject.entities[0].label not in _BY[predicate]


def _has_partner(frame: Frame, trigger: Trigger) -> bool:
    """Whether who joins with others is named in front of the word itself (财政部会同…): then nobody named earlier does."""
    return trigger.word in PARTNER_WORDS and any(
        g.kind in ("Org", "Place") and not g.absorbed and 0 <= trigger.start - g.end <= _PARTNER_REACH for g in frame.groups
    )


def _together(frame: Frame, group: Group, predicate: str, trigger: Trigger, at: int) -> Reading:
    """The members of one list acting jointly (人民银行、银保监会联合发布)."""
    return Reading(group, predicate, group, trigger, joint_values(frame, group, trigger, at))
