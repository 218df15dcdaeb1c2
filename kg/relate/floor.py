"""Who holds the floor: whose words or doings the text goes on telling where a sentence names no subject of its own.

《意见》提出，要建立甲机制。推广乙模式。办好丙大会。: the document says all of it, across paragraphs, until another takes
over; the government that issued it does not. A body's officer who speaks has the floor for the body.
"""

import re

from kg.records import Entity, Sentence
from kg.regex import regex
from kg.relate.frames import Frame, Group, kind_of
from kg.relate.onlookers import watches
from kg.relate.post import Post

_ACTORS = frozenset(("Org", "Place", "Platform", "Event", "Person"))
# 《意见》提出, 会议强调, 局长李某在会上介绍; not 《意见》提出的目标.
_SAYS = re.compile(
    r"""[”》]?(?:[（(][^（）()]{0,30}[）)])?
        [^，。；：“]{0,14}?
        (?:提出|明确|要求|指出|强调|规定|部署|表示|介绍|透露|披露|认为|宣布|提到|坦言|告诉|[称说](?=[，：,:“]))(?!的|后)
      | [（(]?\s?[：:]
    """,
    re.VERBOSE,
)
_ISSUED = regex(r"(?:印发|发布|出台|公布|制定|下发|审议通过|颁布|解读|发出|公开)[^，。；]{0,12}[《“]?$")
_SIGN = re.compile("提出|明确|要求|指出|强调|规定|部署|表示|介绍|透露|披露|认为|宣布|提到|坦言|告诉|[称说：:]")
_HANGS = frozenset("在对向与把将从给于据由")
_HEAD = 20  # code points before the topic of a sentence: 今年以来，
_LONG_SINCE = 3  # paragraphs: more make no difference

Taken = tuple[Group, str]


class Floor:
    """Who held the floor last, sentence by sentence, and how: ``said``, ``issued`` (a document just named) or ``told`` of."""

    def __init__(self) -> None:
        self.holder: Group | None = None
        self.how = ""
        self.seats: dict[str, Entity] = {}  # by the person's key: the body whose post the text names
        self._block = -1
        self._heard: tuple[Frame | None, Taken | None] = None, None

    def seat_all(self, posts: list[Post], entities: dict[str, Entity]) -> None:
        """Note whose posts the sentence names, before it is read."""
        for post in posts:
            if post.organization in entities and not post.over and not watches(post.title):
                self.seats[post.person] = entities[post.organization]

    def after(self, frame: Frame, speaker: Entity | None) -> None:
        """Note who has the floor behind this sentence. ``speaker`` is who is quoted in it, by name behind the quotation."""
        taken = self._hear(frame, speaker)
        if any(group.we for group in frame.groups) and (taken is None or taken[1] != "said"):
            self._block = frame.sentence.block
        elif taken is not None:
            self.holder, self.how = taken
            self._block = frame.sentence.block

    def seat(self) -> Entity | None:
        """The body of the person who speaks."""
        if self.how == "said" and self.holder is not None and self.holder.kind == "Person":
            return self.seats.get(self.holder.entities[0].key)
        return None

    def paper(self) -> tuple[Entity, ...] | None:
        """The document that has the floor."""
        if self.holder is None or self.holder.entities[0].label != "PolicyDocument":
            return None
        return self.holder.entities

    def body(self, sentence: Sentence) -> Entity | None:
        """Who says 我们 where nobody is quoted by name: the body that spoke last, no more than a paragraph ago."""
        if self.how != "said" or self.holder is None or sentence.block - self._block > 1:
            return None
        return self.holder.entities[0] if self.holder.kind == "Org" else self.seat()

    def standing(self, entities: tuple[Entity, ...], sentence: Sentence) -> str | None:
        """What the floor says of a group understood in this sentence: who holds it and how, and whether it is they."""
        if self.holder is None:
            return None
        return _standing(self.holder, self.how, self.seat(), entities, min(sentence.block - self._block, _LONG_SINCE))

    def _hear(self, frame: Frame, speaker: Entity | None) -> Taken | None:
        if self._heard[0] is not frame:
            self._heard = frame, _takes(frame, speaker)
        return self._heard[1]


def _standing(holder: Group, how: str, seat: Entity | None, entities: tuple[Entity, ...], age: int) -> str:
    key = entities[0].key
    same = "same" if any(key == e.key for e in holder.entities) else "seat" if seat is not None and key == seat.key else "other"
    return f"{holder.kind} {how} {same} {age}"


def _takes(frame: Frame, speaker: Entity | None) -> Taken | None:
    """Who takes the floor in a sentence, and how."""
    text, offset = frame.text, frame.sentence.start
    free = [g for g in frame.groups if not (g.absorbed or g.nested)]
    heard = free if _SIGN.search(text) else ()
    said = [g for g in heard if g.kind != "Platform" and _can_speak(g) and _SAYS.match(text, g.end - offset)]
    if speaker is not None:
        said += [g for g in free if speaker in g.entities] or [Group(-1, -1, kind_of(speaker.label), (speaker,))]
    if said:
        return max(said, key=lambda g: g.start), "said"
    last = free[-1] if free else None
    if last is not None and last.entities[0].label == "PolicyDocument" and _ISSUED.search(text[: last.start - offset][-24:]):
        return last, "issued"
    first = frame.triggers[0].start if frame.triggers else frame.sentence.end
    topic = next((g for g in free if g.kind in _ACTORS and not _hangs(text, g, offset)), None)
    opens = topic is not None and topic.start <= first and topic.start - offset <= _HEAD
    return (topic, "told") if topic is not None and opens else None


def _can_speak(group: Group) -> bool:
    return group.kind != "Policy" or group.entities[0].label == "PolicyDocument"


def _hangs(text: str, group: Group, offset: int) -> bool:
    before = text[max(0, group.start - offset - 1) : group.start - offset]
    return before in _HANGS or text[group.end - offset : group.end - offset + 1] == "的"
