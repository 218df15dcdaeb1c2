"""A sentence as a row of groups and triggers.

A group is one name, or a coordination of names of one kind (人民银行、银保监会和证监会), so that a list is one argument and
each member gets the fact. A person with the post in front of the name is one group: the organisation of the post is absorbed.
"""

import re
from bisect import bisect_right, insort
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.records import Entity, Link, Sentence
from kg.regex import regex

# What may stand between two members of one list: 、 和 与 及 and the marks of quotes and titles. 等 closes a list but another
# may follow (北京农商行等及国新金融); 等 alone leads to the family the members belong to and lists nothing.
_GLUE = re.compile(
    r"""[\s”’》）)]*(?:等[^，。；、]{0,5})?(?:[、，,和与及跟/暨]|以及|[”’》）)]\s*(?=[“‘《（(]))[\s“‘《（(]*  # 甲银行、乙银行
      | \s*[（(]\s*                                                                              # 中期借贷便利（MLF
    """,
    re.VERBOSE,
)
_MARK = re.compile("[，；：。]")
_ACTORS = frozenset(("Org", "Place", "Event", "Person"))
# Said to a reporter, so at no meeting.
_ASKED = regex(
    r"(?:采访|专访)时|[向对告][^，。；]{0,12}记者[^，。；]{0,4}(?:表示|说|介绍|称|分析|透露|坦言)|告诉[^，。；]{0,10}记者"
)
_ORGANISED = frozenset(
    ("Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet")
)


def kind_of(label: str) -> str:
    """The kind of thing that can be listed together: all organisations are one kind, documents and measures another."""
    if label in _ORGANISED:
        return "Org"
    if label in ("PolicyDocument", "PolicyMeasure"):
        return "Policy"
    return label


@dataclass(slots=True)
class Group:
    """Names that act together.

    ``start`` includes the post in front of a person; ``carried`` says where a borrowed group is from; ``ahead`` counts the
    actors before it; ``recalled`` marks a meeting that lies back; ``beside`` holds the one and two characters before and
    after it; ``ending`` the last two characters of the name, ``length`` how long it is (in threes), ``opening`` how its clause
    begins, ``clauses`` how many clauses come before its own; ``seat`` the class of the body a person's post names, ``age`` how
    many paragraphs ago a borrowed meeting was last spoken of, ``floor`` who holds the floor where a group is borrowed;
    ``we`` marks the first person of a speaker.
    """

    start: int
    end: int
    kind: str
    entities: tuple[Entity, ...]
    carried: str = ""
    absorbed: bool = False
    nested: bool = False
    pronoun: bool = False
    recalled: bool = False
    ahead: int = 0
    beside: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)
    ending: str | None = None
    length: int | None = None
    opening: str | None = None
    clauses: int = -1
    seat: str = ""
    age: int = 0
    floor: str | None = None
    we: bool = False
    roles: str = ""


_WITH = frozenset("与同和跟")
OF_STATES = regex("(?:[0-9]+|[一二三四五六七八九十两]+)国")


class Trigger(NamedTuple):
    """A word that may say a fact, with the predicates it may say."""

    start: int
    end: int
    word: str
    predicates: frozenset[str]


@dataclass(slots=True)
class Frame:
    """A sentence ready for reading: groups and triggers by start."""

    sentence: Sentence
    text: str
    groups: list[Group]
    triggers: list[Trigger]
    strong: dict[str, frozenset[str]]
    breaks: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    manner: str | None = None
    has_event: bool = False
    has_pronoun: bool = False
    asked: bool = False
    doers: dict[int, Group | None] = field(default_factory=dict)
    openings: dict[int, str] = field(default_factory=dict)
    targets: dict[tuple[int, str], Group | None] = field(default_factory=dict)

    def settle(self) -> None:
        """Note what the readings ask for again and again, once the groups are final."""
        offset, text = self.sentence.start, self.text
        marks: list[int] = []
        for match in _MARK.finditer(text):
            at, mark = match.start(), match.group()
            marks.append(at + 1)
            if mark != "。":
                self.breaks.append(at + offset)
            if mark == "；":
                self.breaks.append(at + offset)
        self.starts = [t.start for t in self.triggers]
        self.manner = None if self.sentence.kind == "paragraph" else self.sentence.kind
        self.asked = "记者" in text and _ASKED.search(text) is not None
        if any(g.absorbed for g in self.groups):
            self._seat()
        ends: list[int] = []
        for group in self.groups:
            self.has_event = self.has_event or group.kind == "Event"
            self.has_pronoun = self.has_pronoun or group.pronoun
            a, b = group.start - offset, group.end - offset
            group.clauses = bisect_right(marks, a)
            clause = marks[group.clauses - 1] if group.clauses else 0
            group.opening = text[clause : min(a, clause + 2)] or "^"
            group.ending, group.length = text[max(a, b - 2) : b], min((b - a) // 3, 6)
            group.beside = (text[max(0, a - 1) : a], text[max(0, a - 2) : a], text[b : b + 1], text[b : b + 2])
            group.ahead = bisect_right(ends, group.start)
            if not group.absorbed and group.kind in _ACTORS:
                insort(ends, group.end)

    def _seat(self) -> None:
        """Note for each person the class of the body that the post in front of the name is held in."""
        bodies = [group for group in self.groups if group.absorbed]
        for group in self.groups:
            if group.kind == "Person" and not group.absorbed:
                body = next((b for b in reversed(bodies) if group.start <= b.start < group.end), None)
                group.seat = body.entities[0].label if body else ""


def group_links(text: str, links: list[Link], posts: dict[int, int], absorbed: set[int]) -> list[Group]:
    """Coordinations of links. ``posts`` maps a person's start to the start of the post; ``absorbed`` holds link starts."""
    groups: list[Group] = []
    members: dict[int, set[str]] = {}  # of lists, by the identity of their group
    pairs = _places_in_places(links)
    for link in links:
        mention = link.mention
        kind = kind_of(link.entities[0].label)
        start = posts.get(mention.start, mention.start)
        if mention.start in absorbed:
            groups.append(Group(mention.start, mention.end, kind, link.entities, absorbed=True))
            continue
        last = next((g for g in reversed(groups) if not g.absorbed), None)
        if last is not None and last.end > mention.start:
            groups.append(Group(mention.start, mention.end, kind, link.entities, nested=True))
            continue
        listed = last is not None and last.kind == kind and not last.nested and mention.start not in pairs
        if last is not None and listed and last.start not in pairs and _listed(text, last.end, start, mention.end, kind):
            known = members.get(id(last)) or {e.key for e in last.entities}
            members[id(last)] = known
            last.entities += tuple(e for e in link.entities if e.key not in known)
            known.update(e.key for e in link.entities)
            last.end = mention.end
        else:
            groups.append(Group(start, mention.end, kind, link.entities))
    return groups


def _places_in_places(links: list[Link]) -> set[int]:
    """Starts of places that stand directly before or behind another: 江苏惠山、海南琼海 is no list of four."""
    found: set[int] = set()
    for one, two in pairwise(links):
        here = one.mention.end == two.mention.start and one.entities[0].label == two.entities[0].label == "Place"
        if here:
            found |= {one.mention.start, two.mention.start}
    return found


def _listed(text: str, end: int, start: int, after: int, kind: str) -> bool:
    """Whether a name between ``start`` and ``after`` goes on with the list that reached to ``end``."""
    gap = text[end:start]
    if not gap or (kind == "Place" and gap in _WITH and OF_STATES.match(text, after)):
        return False  # 在甲会议中心|与中东欧|16国领导人
    if kind == "Org" and not gap.strip(" 　"):
        return True  # 税务总局 财政部公布
    if "，" in gap and text[after : after + 1] == "的":
        return False  # 长三角的甲市、乙市，珠三角的丙市: another list
    return len(gap) <= 8 and _GLUE.fullmatch(gap) is not None
