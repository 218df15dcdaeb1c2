"""Meetings without a name: 甲局召开会议。会议强调，… is what 甲局 says, all through the paragraph."""

from kg.records import Entity, Sentence
from kg.regex import regex
from kg.relate.frames import Frame, Group

# 甲局召开会议, 甲局党组今天上午召开专题会: a meeting without a name of its own, of whoever holds it.
_SITS = regex(
    r"(?:党组|党委|常务委员会)?[^，。；：、“]{0,14}?(?:召开|举行)了?[^，。；：、“]{0,10}?"
    r"(?:会议(?!室|中心|厅)|座谈会|党组会|专题会|推进会|调度会)"
)
_SAYS = regex(r"\s*会议(?:还|也|同时|特别|进一步)?(?:指出|强调|要求|认为|提出|明确|决定|部署)")

# Meetings that set others their tasks.
_COUNCIL = regex("国务院.*会议$|常务会议$|政治局.*会议$|(?:深化改革|财经)委员会.*会议$|领导小组.*会议$")
_MEETING = "会议"  # as it begins such a sentence


def sits(text: str, end: int) -> bool:
    """Whether the body whose name ends at ``end`` holds a meeting without a name.

    >>> sits("甲局今天召开专题会议", 2), sits("甲局会议中心举行展览", 2)
    (True, False)
    """
    return _SITS.match(text, end) is not None


def tells_of_meeting(text: str, sentence: Sentence) -> bool:
    """Whether a sentence may say that somebody meets."""
    return any(text.find(word, sentence.start, sentence.end) >= 0 for word in ("召开", "举行"))


def add_sitting(frame: Frame, hosts: tuple[Entity, ...] | None) -> None:
    """会议 at the head of 会议强调 stands for who meets, unless it stands for a meeting that has a name."""
    said = _SAYS.match(frame.text) if hosts else None
    if hosts is None or said is None:
        return
    start = frame.sentence.start + frame.text.index(_MEETING)
    end = start + len(_MEETING)
    if not any(group.start < end and start < group.end for group in frame.groups):
        frame.groups.append(Group(start, end, "Org", hosts, pronoun=True))
        frame.groups.sort(key=lambda g: (g.start, -g.end))


class Sittings:
    """Who holds the meeting under way, sentence by sentence, where it has no name; or the council itself."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._holder: Entity | None = None
        self.meeting: Entity | None = None  # the one named last that is held, or whoever holds one without a name
        self._block = -1  # the paragraph that tells what the meeting says

    def listen(self, sentence: Sentence, here: list[tuple[int, Entity]], bodies: frozenset[str]) -> None:
        """Note who meets in a sentence; ``here`` are the entities it names by where the name ends, ``bodies`` the classes."""
        if tells_of_meeting(self._text, sentence):
            events = [entity for _, entity in here if entity.label == "Event"]
            if events:
                self._holder = events[0] if _COUNCIL.search(events[0].name) else None
                self.meeting = events[0]
            else:
                hosts = (entity for end, entity in here if entity.label in bodies and sits(self._text, end))
                self._holder = next(hosts, self._holder)
                self.meeting = self._holder or self.meeting
        if _SAYS.match(self._text, sentence.start):
            self._block = sentence.block

    def speaking(self, sentence: Sentence) -> Entity | None:
        """Whose meeting says what the sentence says."""
        return self._holder if sentence.block == self._block else None
