"""Which word says a reading, where it stands, and how far off those two are of whom it is said."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from kg.relate.frames import Frame, Group, Trigger

_DOERS = frozenset(("Org", "Person", "Place", "Event", "Platform", "Policy"))
_FAR_BEHIND, _FAR_AHEAD = 60, 40  # code points to a trigger behind and ahead of both arguments
SO, OS, SC, OC = 0, 8, 16, 24  # order of the arguments: subject first, object first, subject carried, object carried
_BETWEEN, _AFTER, _BEFORE, _NONE = 0, 1, 2, 3  # where the trigger stands

_UNSAID = (None,) * 9


class Said(NamedTuple):
    """The word that says a reading, if any, where it stands, how many actors come before, and its values.

    Of a borrowed group it asks no more than that it is borrowed: what is said is said with any other just so.
    """

    trigger: Trigger | None
    place: int
    first: int
    values: tuple[Hashable, ...]


def said_by(frame: Frame, subject: Group, predicate: str, object_: Group, said: Sequence[Trigger]) -> Said:
    """Which word of ``said`` says a reading."""
    trigger, place = _choose(subject, object_, said)
    first = min(object_.ahead if subject.carried else subject.ahead, 3)
    pronoun = place if subject.pronoun or object_.pronoun else None
    if trigger is None:
        return Said(None, place, first, (*_UNSAID, pronoun))
    text, left, right = frame.text, trigger.start - frame.sentence.start, trigger.end - frame.sentence.start
    values = (
        trigger.word,
        (trigger.word, place),
        None if subject.carried else place * 10 + _span(frame, subject, trigger),
        None if object_.carried else place * 10 + _span(frame, object_, trigger),
        text[right : right + 1],
        text[left - 1 : left] if left else "",
        None if subject.carried else place * 2 + (_doer(frame, trigger) is subject),
        None if object_.carried else place * 2 + (_done_to(frame, trigger, object_.kind) is object_),
        place if trigger.word in frame.strong.get(predicate, ()) else None,
        pronoun,
    )
    return Said(trigger, place, first, values)


def _choose(subject: Group, object_: Group, said: Sequence[Trigger]) -> tuple[Trigger | None, int]:
    """The trigger that says the reading, and where it stands."""
    if subject.carried or object_.carried:
        return _choose_beside(subject, object_, said)
    low, high, order = (subject, object_, SO) if subject.start < object_.start else (object_, subject, OS)
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
    here, order = (object_, SC) if subject.carried else (subject, OC)
    before = after = None
    for trigger in said:
        if trigger.end <= here.start:
            before = trigger
        elif trigger.start >= here.end and after is None:
            after = trigger
    if before and (subject.carried or after is None):
        return before, order + _BEFORE
    return (after, order + _AFTER) if after else (None, order + _NONE)


def distance(frame: Frame, start: int, end: int) -> int:
    """How far: 0 adjacent, 1–5 within the clause, 6–9 over one to four breaks (a comma is one, a semicolon two)."""
    if start >= end:
        return 0
    breaks = frame.breaks
    low, high = bisect_left(breaks, start), bisect_left(breaks, end)
    if high > low:
        return min(5 + high - low, 9)
    length = end - start
    return 1 if length <= 2 else 2 if length <= 6 else 3 if length <= 15 else 4 if length <= 30 else 5


def _span(frame: Frame, group: Group, trigger: Trigger) -> int:
    if group.end <= trigger.start:
        return distance(frame, group.end, trigger.start)
    return distance(frame, trigger.end, group.start)


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
