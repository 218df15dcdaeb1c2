"""What describes a reading: one value per template, for the weights to weigh.

The templates are what Chinese word order offers: the trigger word and where it stands, the classes, distances in commas, rival
names in between, the characters beside the arguments, and what is carried over.

A value of None says nothing and weighs nothing.
"""

from bisect import bisect_left
from collections.abc import Hashable, Sequence

from kg.relate.frames import Frame, Group, Trigger
from kg.relate.openings import opening

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
_DOERS = frozenset(("Org", "Person", "Place", "Event", "Platform", "Policy"))
_JOINT_WORDS = ("联合", "共同", "会同", "合作", "分别", "负责", "决策", "部署", "高度重视", "等")
PARTNER_WORDS = frozenset(("联合", "会同", "携手", "协同"))  # before a list: its members join the one named before
_FAR_BEHIND, _FAR_AHEAD = 60, 40  # code points to a trigger behind and ahead of both arguments
_SO, _OS, _SC, _OC = 0, 8, 16, 24  # order of the arguments: subject first, object first, subject carried, object carried
_BETWEEN, _AFTER, _BEFORE, _NONE = 0, 1, 2, 3  # where the trigger stands


def _choose(subject: Group, object_: Group, said: Sequence[Trigger]) -> tuple[Trigger | None, int]:
    """The trigger that says the reading, and where it stands."""
    if subject.carried or object_.carried:
        return _choose_beside(subject, object_, said)
    low, high, order = (subject, object_, _SO) if subject.start < object_.start else (object_, subject, _OS)
    before = after = first = last = None
    for trigger in said:
        if trigger.end <= low.start:
            before = trigger
        elif trigger.start >= high.end:
            after = after or trigger
        elif low.end <= trigger.start and trigger.end <= high.start:
            first, last = first or trigger, trigger
    if last is not None:
        return (last if low is subject else first), order + _BETWEEN
    if after is not None and after.start - high.end < _FAR_BEHIND:
        return after, order + _AFTER
    if before is not None and low.start - before.end < _FAR_AHEAD:
        return before, order + _BEFORE
    return None, order + _NONE


def _choose_beside(subject: Group, object_: Group, said: Sequence[Trigger]) -> tuple[Trigger | None, int]:
    here, order = (object_, _SC) if subject.carried else (subject, _OC)
    before = after = None
    for trigger in said:
        if trigger.end <= here.start:
            before = trigger
        elif trigger.start >= here.end and after is None:
            after = trigger
    if before and (subject.carried or after is None):
        return before, order + _BEFORE
    return (after, order + _AFTER) if after else (None, order + _NONE)


def _distance(frame: Frame, start: int, end: int) -> int:
    """How far: 0 adjacent, 1–5 within the clause, 6–9 over one to four breaks (a comma is one, a semicolon two)."""
    if start >= end:
        return 0
    breaks = frame.breaks
    low, high = bisect_left(breaks, start), bisect_left(breaks, end)
    if high > low:
        return min(5 + high - low, 9)
    length = end - start
    return 1 if length <= 2 else 2 if length <= 6 else 3 if length <= 15 else 4 if length <= 30 else 5


def pair_values(frame: Frame, subject: Group, object_: Group, by: int, at: int) -> Values:
    """The thorough values of two groups that the sentence names, the ``by``th and the ``at``th of its groups."""
    first, order = (by, _SO) if by < at else (at, _OS)
    low, high = (subject, object_) if by < at else (object_, subject)
    text, offset = frame.text, frame.sentence.start
    bridge = text[low.end - offset : high.start - offset]
    verbs = bisect_left(frame.starts, high.start) - bisect_left(frame.starts, low.end)
    between = frame.groups[first + 1 : max(by, at)]
    rivals = sum(1 for g in between if g.kind == subject.kind and not g.absorbed) if between else 0
    others = sum(1 for g in between if g.kind == object_.kind and not g.absorbed) if between else 0
    return (
        (subject.absorbed + 2 * object_.absorbed + 4 * subject.nested + 8 * object_.nested) or None,
        ((len(subject.entities) > 1) + 2 * (len(object_.entities) > 1)) or None,
        frame.manner,
        _related(subject, object_),
        order * 2 + _distance(frame, low.end, high.start),
        (bridge, order) if len(bridge) <= 4 else None,
        "“" in bridge or "”" in bridge or None,
        order + min(rivals, 2),
        order + min(others, 2),
        order + min(verbs, 4),
        None,
        *subject.beside,
        *object_.beside,
        *(_spoken(frame, subject, object_) if object_.kind == "Event" else _NOT_SPOKEN),
        *_NO_FLOOR,
        *_NOT_BORROWED,
    )


def _spoken(frame: Frame, subject: Group, object_: Group) -> Values:
    """Of a person and a meeting: whose post it is, how long ago the meeting was spoken of, and whether a reporter was told."""
    if subject.kind not in ("Person", "Org"):
        return _NOT_SPOKEN
    return (subject.seat, object_.carried, object_.age), (subject.kind, object_.carried) if frame.asked else None


def carried_values(frame: Frame, subject: Group, object_: Group, other: Group, trigger: Trigger | None) -> Values:
    """The thorough values of two groups of which ``other`` is borrowed."""
    here = object_ if subject is other else subject
    order = _SC if subject is other else _OC
    return (
        (4 * subject.nested + 8 * object_.nested) or None,
        ((len(subject.entities) > 1) + 2 * (len(object_.entities) > 1)) or None,
        frame.manner,
        _related(subject, object_),
        *_NO_GAP,
        (order + min(here.ahead, 2)) * 4 + frame.has_event * 2 + frame.has_pronoun,
        *(_NOTHING_BESIDE if subject is other else subject.beside),
        *(_NOTHING_BESIDE if object_ is other else object_.beside),
        *(_spoken(frame, subject, object_) if object_.kind == "Event" else _NOT_SPOKEN),
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


_NO_GAP = (None,) * 6
_NOTHING_BESIDE = (None, None, None, None)
_NOT_SPOKEN = (None, None)
_NOT_BORROWED = (None, None)
_NO_FLOOR = (None, None)


def quick_values(
    frame: Frame, subject: Group, predicate: str, object_: Group, said: Sequence[Trigger]
) -> tuple[Trigger | None, Values]:
    """The word of ``said`` that says the reading, if any, and the quick values."""
    trigger, place = _choose(subject, object_, said)
    kinds = (subject.kind, object_.kind, place)
    pronoun = place if subject.pronoun or object_.pronoun else None
    borrowed = subject.carried or object_.carried or None
    first = min(object_.ahead if subject.carried else subject.ahead, 3)
    ends = (pronoun, subject.entities[0].label, object_.entities[0].label, first, borrowed)
    if trigger is None:
        return None, (place, kinds, None, None, None, None, None, None, None, None, None, *ends)
    text, left, right = frame.text, trigger.start - frame.sentence.start, trigger.end - frame.sentence.start
    return trigger, (
        place,
        kinds,
        trigger.word,
        (trigger.word, place),
        None if subject.carried else place * 10 + _span(frame, subject, trigger),
        None if object_.carried else place * 10 + _span(frame, object_, trigger),
        text[right : right + 1],
        text[left - 1 : left] if left else "",
        None if subject.carried else place * 2 + (_doer(frame, trigger) is subject),
        None if object_.carried else place * 2 + (_done_to(frame, trigger, object_.kind) is object_),
        place if trigger.word in frame.strong.get(predicate, ()) else None,
        *ends,
    )


def _span(frame: Frame, group: Group, trigger: Trigger) -> int:
    if group.end <= trigger.start:
        return _distance(frame, group.end, trigger.start)
    return _distance(frame, trigger.end, group.start)


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
        _distance(frame, group.end, trigger.start),
        at == 0 or None,
        group.beside[0],
        group.beside[3],
        group.entities[0].label,
        next((word for word in _JOINT_WORDS if word in near), None),
        next((word for word in _JOINT_WORDS[:4] if word in frame.text), None),
        group.beside[1] if group.beside[1] in PARTNER_WORDS else None,
    )
    return _NO_PAIR + both_values(group, group, trigger, "joint") + joint


def _doer(frame: Frame, trigger: Trigger) -> Group | None:
    """Who does what the trigger says, by word order: the first free name of the nearest clause to the left that has one."""
    if trigger.start in frame.doers:
        return frame.doers[trigger.start]
    chosen: Group | None = None
    clause = len(frame.breaks) + 1
    for group in frame.groups:
        if group.end > trigger.start:
            break
        if group.absorbed or group.nested or group.kind not in _DOERS or _hangs(frame, group):
            continue
        back = bisect_left(frame.breaks, trigger.start) - bisect_left(frame.breaks, group.end)
        if back < clause:
            chosen, clause = group, back
    frame.doers[trigger.start] = chosen
    return chosen


def _hangs(frame: Frame, group: Group) -> bool:
    """Whether a name hangs on another word: 对X, 在X, X的, or a policy that is no topic."""
    before, after = group.beside[0], group.beside[2]
    return (before is not None and before in "对向在与把将从于给" and before != "") or after == "的" or group.kind == "Policy"


def _done_to(frame: Frame, trigger: Trigger, kind: str) -> Group | None:
    """What the trigger is about, by word order: the first name of the kind to its right."""
    key = (trigger.start, kind)
    if key not in frame.targets:
        found = (g for g in frame.groups if g.start >= trigger.end and g.kind == kind and not g.nested)
        frame.targets[key] = next(found, None)
    return frame.targets[key]


def _related(subject: Group, object_: Group) -> bool | None:
    """Whether the gazetteer knows the object as the parent or seat of the subject."""
    for entity in subject.entities:
        if entity.parent or entity.place:
            keys = {e.key for e in object_.entities}
            return any(e.parent in keys or e.place in keys for e in subject.entities) or None
    return None
