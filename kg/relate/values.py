"""What describes a reading: one value per template, for the weights to weigh.

The templates are what Chinese word order offers: the trigger word and where it stands, the classes, distances in commas, rival
names in between, the characters beside the arguments, and what is carried over.

A value of None says nothing and weighs nothing.
"""

from bisect import bisect_left
from collections.abc import Hashable

from kg.relate.frames import Frame, Group, Trigger
from kg.relate.openings import opening
from kg.relate.said import OC, OS, SC, SO, Said, distance

Values = tuple[Hashable, ...]

# The values of a reading: those that cost little first, so that a hopeless reading is dropped before the rest is asked.
QUICK = (
    "place", "kinds", "word", "word-place", "s-distance", "o-distance", "next", "previous", "doer", "done-to", "strong",
    "pronoun", "subject", "object", "first", "carried",
)  # fmt: skip
THOROUGH = (
    "absorbed", "many", "manner", "known", "gap", "bridge", "quote", "rivals", "others", "verbs", "local",
    "s-before", "s-before2", "s-after", "s-after2", "o-before", "o-before2", "o-after", "o-after2", "seat", "asked",
    "floor", "floor-carried", "roles", "clause-opening",
)  # fmt: skip
BOTH = (
    "word-subject", "word-object", "word-carried", "labels", "carried-labels", "s-ending", "o-ending", "o-length", "s-opening",
    "o-opening",
)  # fmt: skip
JOINT = (
    "joint", "joint-size", "joint-kind", "joint-manner", "joint-word", "joint-distance", "joint-first", "joint-before",
    "joint-after", "joint-subject", "joint-near", "joint-any", "joint-partner",
)  # fmt: skip
TEMPLATES = QUICK + THOROUGH + BOTH + JOINT

_NO_PAIR = (None,) * len(QUICK + THOROUGH)
_JOINT_WORDS = ("联合", "共同", "会同", "合作", "分别", "负责", "决策", "部署", "高度重视", "等")
PARTNER_WORDS = frozenset(("联合", "会同", "携手", "协同"))  # before a list: its members join the one named before


def pair_values(frame: Frame, subject: Group, object_: Group, by: int, at: int) -> Values:
    """The thorough values of two groups that the sentence names, the ``by``th and the ``at``th of its groups."""
    first, order = (by, SO) if by < at else (at, OS)
    low, high = (subject, object_) if by < at else (object_, subject)
    text, offset = frame.text, frame.sentence.start
    bridge = text[low.end - offset : high.start - offset]
    verbs = bisect_left(frame.starts, high.start) - bisect_left(frame.starts, low.end)
    between = [g.kind for g in frame.groups[first + 1 : max(by, at)] if not g.absorbed]
    seat, asked = _spoken(frame, subject, object_) if object_.kind == "Event" else _NOT_SPOKEN
    before, before2, after, after2 = subject.beside
    o_before, o_before2, o_after, o_after2 = object_.beside
    return (
        (subject.absorbed + 2 * object_.absorbed + 4 * subject.nested + 8 * object_.nested) or None,
        ((len(subject.entities) > 1) + 2 * (len(object_.entities) > 1)) or None,
        frame.manner,
        _related(subject, object_),
        order * 2 + distance(frame, low.end, high.start),
        (bridge, order) if len(bridge) <= 4 else None,
        "“" in bridge or "”" in bridge or None,
        order + min(between.count(subject.kind), 2),
        order + min(between.count(object_.kind), 2),
        order + min(verbs, 4),
        None,
        before,
        before2,
        after,
        after2,
        o_before,
        o_before2,
        o_after,
        o_after2,
        seat,
        asked,
        None,
        None,
        None,
        None,
    )


def _spoken(frame: Frame, subject: Group, object_: Group) -> Values:
    """Of a person and a meeting: whose post it is, how long ago the meeting was spoken of, and whether a reporter was told."""
    if subject.kind not in ("Person", "Org"):
        return _NOT_SPOKEN
    return (subject.seat, object_.carried, object_.age), (subject.kind, object_.carried) if frame.asked else None


def carried_values(frame: Frame, subject: Group, object_: Group, other: Group, trigger: Trigger | None) -> Values:
    """The thorough values of two groups of which ``other`` is borrowed."""
    here, order = (object_, SC) if subject is other else (subject, OC)
    seat, asked = _spoken(frame, subject, object_) if object_.kind == "Event" else _NOT_SPOKEN
    before, before2, after, after2 = _NOTHING_BESIDE if subject is other else subject.beside
    o_before, o_before2, o_after, o_after2 = _NOTHING_BESIDE if object_ is other else object_.beside
    return (
        (4 * subject.nested + 8 * object_.nested) or None,
        ((len(subject.entities) > 1) + 2 * (len(object_.entities) > 1)) or None,
        frame.manner,
        _related(subject, object_),
        None,
        None,
        None,
        None,
        None,
        None,
        (order + min(here.ahead, 2)) * 4 + frame.has_event * 2 + frame.has_pronoun,
        before,
        before2,
        after,
        after2,
        o_before,
        o_before2,
        o_after,
        o_after2,
        seat,
        asked,
        other.floor,
        (other.carried, other.floor[:-2]) if other.floor else None,
        other.roles,
        (other.carried, opening(frame, trigger)) if trigger else None,
    )


def both_values(subject: Group, object_: Group, trigger: Trigger | None, place: Hashable) -> Values:
    """What the classes of both, the word and the loan say together, and what the names and their clauses look like."""
    word = trigger.word if trigger else ""
    left, right, carried = subject.entities[0].label, object_.entities[0].label, subject.carried or object_.carried
    return (
        (word, left),
        (word, right),
        (word, carried),
        (left, right, place),
        (carried, left, right),
        subject.ending,
        object_.ending,
        object_.length,
        subject.opening,
        object_.opening,
    )


_NOTHING_BESIDE = (None, None, None, None)
_NOT_SPOKEN = (None, None)


def quick_values(subject: Group, object_: Group, said: Said) -> Values:
    """The quick values of a reading."""
    _, place, first, values = said
    kinds = (subject.kind, object_.kind, place)
    labels = (subject.entities[0].label, object_.entities[0].label)
    return (place, kinds, *values, *labels, first, subject.carried or object_.carried or None)


def joint_values(frame: Frame, group: Group, trigger: Trigger, at: int) -> Values:
    """Of the members of one list that act together, the one at ``at`` of the sentence's groups."""
    offset = frame.sentence.start
    near = frame.text[group.end - offset : group.end - offset + 12]
    joint = (
        True,
        min(len(group.entities), 5),
        group.kind,
        frame.manner,
        trigger.word,
        distance(frame, group.end, trigger.start),
        at == 0 or None,
        group.beside[0],
        group.beside[3],
        group.entities[0].label,
        next((word for word in _JOINT_WORDS if word in near), None),
        next((word for word in _JOINT_WORDS[:4] if word in frame.text), None),
        group.beside[1] if group.beside[1] in PARTNER_WORDS else None,
    )
    return _NO_PAIR + both_values(group, group, trigger, "joint") + joint


def _related(subject: Group, object_: Group) -> bool | None:
    """Whether the gazetteer knows the object as the parent or seat of the subject."""
    for entity in subject.entities:
        if entity.parent or entity.place:
            keys = {e.key for e in object_.entities}
            return any(e.parent in keys or e.place in keys for e in subject.entities) or None
    return None
