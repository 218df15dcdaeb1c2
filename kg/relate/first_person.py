"""我们, 我局, 我行 in speech, and plans without a subject: the body the speaker speaks for (某局局长甲某介绍，我们将推出…)."""

import re
from itertools import islice

from kg.records import Entity
from kg.relate.context import Context
from kg.relate.frames import Frame, Group, kind_of
from kg.relate.speech import Speech

# Not 我们党, 我们国家, nor 我行我素.
_WE = re.compile(
    r"我们(?!党|国家|的国家|两国|双方|俩|大家|每个人)|我(?P<noun>局|行(?!我素|为|动)|司(?!法)|厅|公司|集团|委(?!托))"
)
_MOST = 20  # of one sentence
_NOUNS = {
    "委": ("委", "委员会"),
    "行": ("行",),
    "局": ("局",),
    "厅": ("厅",),
    "司": ("公司",),
    "公司": ("公司",),
    "集团": ("集团",),
}


def add_speakers(frame: Frame, context: Context, speech: Speech) -> None:
    """Make 我们 a group of its own that stands for the speaker's body; nothing where the text does not tell whose it is."""
    if "我" not in frame.text:
        return
    seats = context.floor.seats
    added = []
    for match in islice(_WE.finditer(frame.text), _MOST):
        start, end = match.start() + frame.sentence.start, match.end() + frame.sentence.start
        body = (
            speech.body(start)
            or _body(speech.speaker(frame, start), seats)
            or context.floor.body(frame.sentence)
            or _so_called(match["noun"], context)
        )
        if body is not None and not any(g.start < end and start < g.end for g in frame.groups):
            added.append(Group(start, end, kind_of(body.label), (body,), pronoun=True, we=True))
    if added:
        frame.groups += added
        frame.groups.sort(key=lambda g: (g.start, -g.end))


def understood(frame: Frame, context: Context, speech: Speech, carried: list[Group]) -> list[Group]:
    """What is carried over, with the body of who speaks in this sentence in place of who spoke before."""
    speaker = speech.named(frame)
    if speaker is None:
        return carried
    body = speech.body(frame.sentence.start + 1) or _body(speaker, context.floor.seats)
    rest = [g for g in carried if g.carried != "seat" and (body is None or body is not g.entities[0])]
    if body is None or body is speaker:
        return rest
    return [Group(-1, -1, kind_of(body.label), (body,), carried="seat", floor="Person said seat 0"), *rest]


def _so_called(noun: str | None, context: Context) -> Entity | None:
    """The body named last whose name ends as 我委 says; None for 我们."""
    endings = _NOUNS.get(noun or "")
    if endings is None:
        return None
    named = (
        link.entities[0]
        for link in reversed(context.named)
        if link.mention.surface.endswith(endings) or link.entities[0].name.endswith(endings)
    )
    return next((entity for entity in named if kind_of(entity.label) == "Org"), None)


def _body(speaker: Entity | None, seats: dict[str, Entity]) -> Entity | None:
    if speaker is None or speaker.label != "Person":
        return speaker
    return seats.get(speaker.key)
