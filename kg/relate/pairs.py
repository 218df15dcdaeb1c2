"""Readings: every (subject, predicate, object) a sentence could state, described by features.

A feature is a short string (``uses|w=运用|between``). Features name the trigger word and where it stands, the classes, distances in
commas and rival groups, and the characters beside the arguments: what Chinese word order offers. Weights are learned on the
labelled articles (``kg.evaluation.facts``), so a reading's score is a probability.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.relate.frames import Frame, Group, Trigger

_SUBJECT_KINDS = frozenset(("Org", "Person", "Place", "Event", "Platform", "Policy"))
_UNDERSTOOD = {"Event": "participatesIn", "Org": "invests"}  # objects that go unsaid: the meeting, the company held
_PREPOSITIONS = "由被在对向与和据为把将从于经给让因随同以"
_WINDOW = 120  # code points a reading may stretch over

Allows = Callable[[str, str, str], bool]


@dataclass(slots=True)
class Reading:
    """One possible fact between two groups. ``trigger`` is None where no word says it (湖北荆门)."""

    subject: Group
    predicate: str
    object: Group
    trigger: Trigger | None
    features: list[str]


def readings(frame: Frame, carried: list[Group], predicates_of: dict[tuple[str, str], tuple[str, ...]]) -> Iterator[Reading]:
    """Readings of a frame. ``carried`` are groups of earlier sentences that may be understood here.

    ``predicates_of`` maps a pair of kinds to the predicates the ontology allows between them.
    """
    groups = frame.groups
    said = {p for t in frame.triggers for p in t.predicates}
    words = _words_by_predicate(frame.triggers)
    for at, object_ in enumerate(groups):
        if len(object_.entities) > 1 and object_.kind in ("Org", "Place") and "cooperatesWith" in said:
            yield _together(frame, object_, words["cooperatesWith"], at)
        for by, subject in enumerate(groups):
            if subject is object_ or (
                subject.end > object_.start and object_.end > subject.start and not _nests(subject, object_)
            ):
                continue
            if abs(subject.start - object_.start) > _WINDOW + 60:
                continue
            for predicate in predicates_of.get((subject.kind, object_.kind), ()):
                if predicate == "cooperatesWith" and subject.start > object_.start:
                    continue
                if predicate in said:
                    yield _reading(frame, subject, predicate, object_, words[predicate], by, at)
                elif abs(by - at) == 1 and predicate in ("partOf", "locatedIn", "implements", "participatesIn"):
                    yield _reading(frame, subject, predicate, object_, (), by, at)
        if object_.absorbed:
            continue
        for subject in carried:
            if subject.entities[0] in object_.entities:
                continue
            for predicate in predicates_of.get((subject.kind, object_.kind), ()):
                if predicate in said:
                    yield _reading(frame, subject, predicate, object_, words[predicate], -1, at)
    for object_ in carried:
        predicate = _UNDERSTOOD.get(object_.kind)
        if predicate is None or predicate not in said:
            continue
        for by, subject in enumerate(groups):
            if predicate not in predicates_of.get((subject.kind, object_.kind), ()) or subject.absorbed:
                continue
            if object_.entities[0] not in subject.entities:
                yield _reading(frame, subject, predicate, object_, words[predicate], by, -1)


def _together(frame: Frame, group: Group, triggers: list[Trigger], at: int) -> Reading:
    """The members of one list acting jointly (人民银行、银保监会联合发布)."""
    after = [t for t in triggers if t.start >= group.end]
    trigger = after[0] if after else None
    text, offset = frame.text, frame.sentence.start
    p = "cooperatesWith"
    found = [p, "joint", f"joint|n={min(len(group.entities), 5)}", f"joint|{group.kind}", f"joint|in={frame.sentence.kind}"]
    if trigger is not None:
        found += [f"joint|w={trigger.word}", f"joint|d={_distance(text, group.end - offset, trigger.start - offset)}"]
    near = text[group.end - offset : group.end - offset + 12]
    found += [f"joint|{word}" for word in ("联合", "共同", "等", "部门", "负责", "分别", "会同") if word in near]
    found += [f"joint|any={w}" for w in ("联合", "共同", "会同", "合作") if w in text]
    if at == 0:
        found.append("joint|first")
    found.append(f"joint|<{text[max(0, group.start - offset - 1) : group.start - offset]}")
    found.append(f"joint|>{near[:2]}")
    found += [f"joint|S={group.entities[0].label}"]
    return Reading(group, p, group, trigger, found)


def _nests(left: Group, right: Group) -> bool:
    return left.nested or right.nested


def _words_by_predicate(triggers: list[Trigger]) -> dict[str, list[Trigger]]:
    words: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        for predicate in trigger.predicates:
            words.setdefault(predicate, []).append(trigger)
    return words


def _choose(subject: Group, object_: Group, triggers: "list[Trigger] | tuple[()]") -> tuple[Trigger | None, str]:
    """The trigger that says the reading and the slot it stands in: between, before both, after both."""
    if subject.carried or object_.carried:
        here = object_ if subject.carried else subject
        before = [t for t in triggers if t.end <= here.start]
        if before and subject.carried:
            return before[-1], "left"
        after = [t for t in triggers if t.start >= here.end]
        if after:
            return after[0], "right"
        return (before[-1], "left") if before else (None, "none")
    low, high = (subject, object_) if subject.start < object_.start else (object_, subject)
    between = [t for t in triggers if low.end <= t.start and t.end <= high.start]
    if between:
        return (between[-1], "between") if low is subject else (between[0], "between")
    after = [t for t in triggers if t.start >= high.end]
    if after and after[0].start - high.end < 40:
        return after[0], "after"
    before = [t for t in triggers if t.end <= low.start]
    if before and low.start - before[-1].end < 30:
        return before[-1], "before"
    return None, "none"


def _reading(
    frame: Frame, subject: Group, predicate: str, object_: Group, triggers: "list[Trigger] | tuple[()]", by: int, at: int
) -> Reading:
    trigger, slot = _choose(subject, object_, triggers)
    features = _features(frame, subject, predicate, object_, trigger, slot, by, at)
    return Reading(subject, predicate, object_, trigger, features)


def _distance(text: str, start: int, end: int) -> str:
    """How far: adjacent, near, in the clause, over one comma, over more."""
    if start >= end:
        return "0"
    commas = text.count("，", start, end) + text.count("；", start, end) * 2 + text.count("：", start, end)
    if commas:
        return f"c{min(commas, 4)}"
    length = end - start
    return "1" if length <= 2 else "2" if length <= 6 else "3" if length <= 15 else "4" if length <= 30 else "5"


def _features(
    frame: Frame, subject: Group, predicate: str, object_: Group, trigger: Trigger | None, slot: str, by: int, at: int
) -> list[str]:
    text, offset = frame.text, frame.sentence.start
    p = predicate
    order = "sc" if subject.carried else "oc" if object_.carried else "so" if subject.start < object_.start else "os"
    place = f"{order}{slot}"
    found = [p, f"{p}|{place}", f"{p}|S={subject.entities[0].label}", f"{p}|O={object_.entities[0].label}", place]
    add = found.append
    add(f"{p}|{subject.kind}>{object_.kind}|{place}")
    if subject.absorbed:
        add("absorbed")
        add(f"{p}|absorbed")
    if object_.absorbed:
        add("oabsorbed")
        add(f"{p}|oabsorbed")
    if subject.pronoun or object_.pronoun:
        add("pronoun")
        add(f"{p}|pronoun|{place}")
    elif subject.carried or object_.carried:
        add(f"{p}|meeting={any(g.pronoun for g in frame.groups)}")
    if subject.nested or object_.nested:
        add(f"{p}|nested|{order}|{'s' if subject.nested else 'o'}")
    if _related(subject, object_):
        add(f"{p}|known")
    if len(subject.entities) > 1:
        add(f"{p}|manyS")
    if len(object_.entities) > 1:
        add(f"{p}|manyO")
    kind = frame.sentence.kind
    if kind != "paragraph":
        add(f"{p}|in={kind}")
        add(f"in={kind}")
    if trigger is not None:
        if not subject.carried:
            right_one = _doer(frame, trigger) is subject
            add(f"doer={right_one}")
            add(f"{p}|doer={right_one}|{place}")
        if not object_.carried:
            right_one = _done_to(frame, trigger, object_.kind) is object_
            add(f"doneto={right_one}")
            add(f"{p}|doneto={right_one}|{place}")
        if trigger.word in frame.strong.get(p, ()):
            add("strong")
            add(f"{p}|strong|{place}")
        add(f"{p}|w={trigger.word}")
        add(f"{p}|w={trigger.word}|{place}")
        left, right = trigger.start - offset, trigger.end - offset
        if not subject.carried:
            a, b = subject.start - offset, subject.end - offset
            gap = _distance(text, b, left) if b <= left else _distance(text, right, a)
            add(f"{p}|ds={gap}|{place}")
            add(f"ds={gap}|{place}")
        if not object_.carried:
            a, b = object_.start - offset, object_.end - offset
            gap = _distance(text, right, a) if right <= a else _distance(text, b, left)
            add(f"{p}|do={gap}|{place}")
            add(f"do={gap}|{place}")
        after = text[right : right + 1]
        if after in "的了在等，":
            add(f"{p}|wn={after}")
        before = text[max(0, left - 1) : left]
        if before in "将拟已被要的、未":
            add(f"{p}|wp={before}")
    if not subject.carried and not object_.carried:
        low, high = (subject, object_) if subject.start < object_.start else (object_, subject)
        gap = _distance(text, low.end - offset, high.start - offset)
        add(f"{p}|gap={gap}|{order}")
        add(f"gap={gap}|{order}")
        rivals = sum(
            1 for g in frame.groups if low.end <= g.start and g.end <= high.start and g.kind == subject.kind and not g.absorbed
        )
        others = sum(
            1 for g in frame.groups if low.end <= g.start and g.end <= high.start and g.kind == object_.kind and not g.absorbed
        )
        add(f"{p}|rs={min(rivals, 2)}|{order}")
        add(f"rs={min(rivals, 2)}")
        add(f"{p}|ro={min(others, 2)}|{order}")
        verbs = sum(1 for t in frame.triggers if low.end <= t.start and t.end <= high.start)
        add(f"verbs={min(verbs, 4)}|{order}")
        add(f"{p}|verbs={min(verbs, 4)}")
        bridge = text[low.end - offset : high.start - offset]
        if len(bridge) <= 4:
            add(f"{p}|bridge={bridge}|{order}")
        if "”" in bridge or "“" in bridge:
            add(f"{p}|quote")
    else:
        here = object_ if subject.carried else subject
        add(f"{p}|carried={subject.carried or object_.carried}")
        add(f"carried={subject.carried or object_.carried}")
        local = [
            g for g in frame.groups if g is not here and g.kind in ("Org", "Place", "Event") and not g.absorbed and not g.nested
        ]
        ahead = [g for g in local if g.end <= here.start]
        add(f"{p}|local={min(len(ahead), 2)}|{order}")
        add(f"local={min(len(ahead), 2)}|{order}")
        if order == "oc":
            has_event = any(g.kind == "Event" for g in frame.groups)
            add(f"{p}|hasevent={has_event}")
    if not subject.carried:
        _beside(text, subject, offset, p, "S", add)
        ahead = sum(
            1
            for g in frame.groups
            if g.end <= subject.start and g.kind in ("Org", "Place", "Event", "Person") and not g.absorbed
        )
        add(f"{p}|first={min(ahead, 3)}")
        add(f"first={min(ahead, 3)}")
    if not object_.carried:
        _beside(text, object_, offset, p, "O", add)
    return found


def _doer(frame: Frame, trigger: Trigger) -> Group | None:
    """Who does what the trigger says, by word order: the first free name of the nearest clause to the left that has one."""
    cached = frame.doers.get(trigger.start, frame)
    if cached is not frame:
        return cached  # type: ignore[return-value]
    text, offset = frame.text, frame.sentence.start
    ahead = [g for g in frame.groups if g.end <= trigger.start and not g.absorbed and not g.nested and g.kind in _SUBJECT_KINDS]
    chosen: Group | None = None
    end = trigger.start - offset
    while ahead and chosen is None:
        comma = max(text.rfind("，", 0, end), text.rfind("；", 0, end), text.rfind("：", 0, end))
        for group in ahead:
            if comma < group.start - offset < end and not _subordinate(text, group, offset):
                chosen = group
                break
        if comma < 0:
            break
        end = comma
    frame.doers[trigger.start] = chosen
    return chosen


def _subordinate(text: str, group: Group, offset: int) -> bool:
    """Whether a name hangs on another word: 对X, 在X, X的."""
    before = text[max(0, group.start - offset - 1) : group.start - offset]
    after = text[group.end - offset : group.end - offset + 1]
    return (before != "" and before in "对向在与把将从于给") or after == "的" or (group.kind == "Policy" and after != "")


def _done_to(frame: Frame, trigger: Trigger, kind: str) -> Group | None:
    """What the trigger is about, by word order: the first name of the kind to its right in the clause, else the last to its left."""
    for group in frame.groups:
        if group.start >= trigger.end and group.kind == kind and not group.nested:
            return group
    return None


def _related(subject: Group, object_: Group) -> bool:
    """Whether the gazetteer knows the object as the parent or seat of the subject."""
    keys = {e.key for e in object_.entities}
    return any(e.parent in keys or e.place in keys for e in subject.entities)


def _beside(text: str, group: Group, offset: int, predicate: str, role: str, add: Callable[[str], None]) -> None:
    start, end = group.start - offset, group.end - offset
    before = text[max(0, start - 1) : start]
    add(f"{predicate}|{role}<{before}")
    if before in _PREPOSITIONS:
        add(f"{role}<{before}")
    add(f"{role}<2{text[max(0, start - 2) : start]}|{predicate}")
    add(f"{predicate}|{role}>{text[end : end + 1]}")
    add(f"{predicate}|{role}>2{text[end : end + 2]}")
