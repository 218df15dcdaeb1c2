"""我们, 我局, 我行 in speech: the body that the speaker speaks for (某局局长甲某介绍，我们将推出…)."""

import re

from kg.records import Entity
from kg.relate.context import Context
from kg.relate.frames import Frame, Group, kind_of
from kg.relate.post import Post
from kg.relate.speech import Speech

# Not 我们党, 我们国家, nor 我行我素.
_WE = re.compile(r"我们(?!党|国家|的国家|两国|双方|俩|大家|每个人)|我(?:局|行(?!我素|为|动)|司(?!法)|厅|公司|集团|委(?!托))")


def add_speakers(frame: Frame, context: Context, speech: Speech, posts: list[Post]) -> None:
    """Make 我们 a group of its own that stands for the speaker's body; nothing where the text does not tell whose it is."""
    if "我" not in frame.text:
        return
    seats = context.floor.seats | {
        p.person: context.entities[p.organization] for p in posts if p.organization in context.entities
    }
    added = []
    for match in _WE.finditer(frame.text):
        start, end = match.start() + frame.sentence.start, match.end() + frame.sentence.start
        body = _body(speech.speaker(frame, start), seats) or context.floor.body(frame.sentence)
        if body is not None and not any(g.start < end and start < g.end for g in frame.groups):
            added.append(Group(start, end, kind_of(body.label), (body,), pronoun=True, we=True))
    if added:
        frame.groups += added
        frame.groups.sort(key=lambda g: (g.start, -g.end))


def _body(speaker: Entity | None, seats: dict[str, Entity]) -> Entity | None:
    if speaker is None or speaker.label != "Person":
        return speaker
    return seats.get(speaker.key)
