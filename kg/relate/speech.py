"""Who is quoted as saying it, and what is denied.

A speaker stands before a verb of saying (易纲表示，…) or behind the closing quotation mark (“…。”董希淼说). What follows the
verb in the sentence, and the sentences up to the closing mark, are the speaker's words.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from kg.records import Entity, Link, Sentence
from kg.regex import regex
from kg.relate.frames import Frame, kind_of

# 表示 and its kin, with what may follow before the words begin.
_SAYING = re.compile(
    r"""(?:表示|指出|强调|认为|透露|坦言|呼吁|建议|提出|直言|分析称|介绍称|介绍说|回应称|写道|称|说
         |介绍|披露|宣布|解释|补充|回应|坦承|告诉记者)(?=[，：,:“])""",
    re.VERBOSE,
)
_ASKING = regex("(?:的?记者)?(?:的?(?:专访|采访)|记者时)")  # 接受某报记者采访时表示: the paper asks
_AFTER_QUOTE = re.compile(r"”[^，。“”]{0,24}?(?:如是说|表示|指出|说|称|认为)")
# Behind the mark that closes a quotation of whole sentences: who said it (某局局长甲某说。, 甲某告诉记者，).
_TELLS = regex(
    r"[^，。；：“”\n]{2,40}?(?:如是说|表示|指出|介绍|坦言|强调|认为|透露|分析|补充|告诉[^，。]{0,10}记者|[说称道])(?=[。，：\n]|$)"
)
_ENDS = frozenset("。！？…，")
_LONGEST_QUOTE = 1500
# At the head of the clause before the verb: 他表示, 她还特别强调, 他在会上说.
_HE = regex(r"(?:^|[，。；：”])[他她](?!们|的)[^，。；：“”]{0,12}$")
# Behind a name: 对《某报》记者表示, 告诉记者.
_TO_PAPER = regex("[）)]?[^，。；“会]{0,8}(?:对|向|告诉)[^，。；“会]{0,14}记者(?!会)")
_COLONS = ("：", ":", " ：", " :")
_REACH = 16  # code points between a speaker and the verb: 在会上, 在接受采访时
# Directly before the trigger, with at most an adverb between.
_DENIAL = re.compile(r"(?:尚未|并未|未能|从未|没有|不得|不再|不会|否认|暂不|无法|未(?!来))[^，。；：]{0,3}$")


class Quote(NamedTuple):
    """A quotation with its speaker, and the body named in front of the speaker."""

    start: int
    end: int
    speaker: Entity
    body: Entity | None


class Speech:
    """The running quotation of a document. Ask sentence by sentence, in order."""

    def __init__(self) -> None:
        self._speaker: Entity | None = None
        self._quoted = False
        self._heard: tuple[Frame | None, tuple[int, Entity | None]] = None, (-1, None)
        self._ahead: Quote | None = None
        self.interviewed: set[str] = set()  # by key: who speaks to the paper
        self.person: Entity | None = None  # whom 他 means: set before each sentence

    def listen(self, text: str, sentence: Sentence, links: Sequence[Link]) -> None:
        """Note a quotation that opens in this sentence and whose speaker is told behind its end (“我们将…。”某局局长甲某说).

        Args:
            text: The document's text.
            sentence: The sentence about to be read.
            links: The links of the document, by start.
        """
        if self._ahead is not None and self._ahead.end <= sentence.start:
            self._ahead = None
        if self._ahead is None:
            opened = text.find("“", sentence.start, sentence.end)
            while opened >= 0 and self._ahead is None:
                self._ahead = _told_behind(text, opened, links)
                opened = text.find("“", opened + 1, sentence.end)

    def speaker(self, frame: Frame, at: int) -> Entity | None:
        """Who says what stands at offset ``at`` of the text; None for the article itself."""
        begins, who = self._said(frame)
        if who is not None and at >= begins:
            return who
        if self._ahead is not None and self._ahead.start <= at < self._ahead.end:
            return self._ahead.speaker
        return self._speaker if self._quoted else None

    def named(self, frame: Frame) -> Entity | None:
        """Who is quoted in this sentence, if it says so itself or directly behind the quotation."""
        who = self._said(frame)[1]
        if who is None and self._ahead is not None and self._ahead.start <= frame.sentence.start + 1:
            return self._ahead.speaker
        return who

    def body(self, at: int) -> Entity | None:
        """The body named with whoever is told behind the quotation around offset ``at`` (某局局长甲某说)."""
        return self._ahead.body if self._ahead is not None and self._ahead.start <= at < self._ahead.end else None

    def after(self, frame: Frame) -> None:
        """Remember whether a quotation runs on behind this sentence, and who speaks to the paper."""
        if "记者" in frame.text:
            people = [g for g in frame.groups if g.kind == "Person" and not g.pronoun]
            asked = [g for g in people if _TO_PAPER.match(frame.text, g.end - frame.sentence.start)]
            self.interviewed.update(e.key for g in asked for e in g.entities)
        if "“" not in frame.text and not self._quoted:
            return
        _, who = self._said(frame)
        opened, closed = frame.text.rfind("“"), frame.text.rfind("”")
        if who is not None:
            self._speaker = who
            self._quoted = opened > closed
        elif closed > opened:
            self._quoted = False

    def pass_over(self, text: str) -> None:
        """Note a sentence that names nobody: it may close the quotation."""
        if self._quoted and text.rfind("”") > text.rfind("“"):
            self._quoted = False

    def _said(self, frame: Frame) -> tuple[int, Entity | None]:
        if self._heard[0] is not frame:
            self._heard = frame, self._begun(frame)
        return self._heard[1]

    def _begun(self, frame: Frame) -> tuple[int, Entity | None]:
        """Where a speaker's words begin in this sentence, and who it is."""
        offset = frame.sentence.start
        for match in _SAYING.finditer(frame.text):
            verb = match.start() + offset
            speaker = _before(frame, verb)
            if (
                speaker is None
                and self.person is not None
                and _HE.search(frame.text, max(0, match.start() - _REACH), match.start())
            ):
                speaker = self.person
            if speaker is not None:
                return match.end() + offset, speaker
        for group in frame.groups:  # 某局副局长 王某：我们将…
            if group.kind == "Person" and not group.absorbed and frame.text.startswith(_COLONS, group.end - offset):
                return group.end + 1, group.entities[0]
        if closing := _AFTER_QUOTE.search(frame.text):
            low, high = closing.start() + offset, closing.end() + offset
            named = [g for g in frame.groups if low < g.start and g.end <= high and g.kind in ("Person", "Org")]
            if named:
                return offset, named[-1].entities[0]
        return -1, None


def _told_behind(text: str, opened: int, links: Sequence[Link]) -> Quote | None:
    closed = text.find("”", opened, opened + _LONGEST_QUOTE)
    if closed < 0 or text[closed - 1] not in _ENDS:
        return None
    tells = _TELLS.match(text, closed + 1)
    if tells is None:
        return None
    at = bisect_left(links, closed, key=lambda link: link.mention.start)
    named = list(takewhile(lambda link: link.mention.start < tells.end(), islice(links, at, None)))
    people = [link.entities[0] for link in named if link.entities and link.entities[0].label == "Person"]
    bodies = [link.entities[0] for link in named if link.entities and kind_of(link.entities[0].label) == "Org"]
    if not people and not bodies:
        return None
    return Quote(opened, closed, people[-1] if people else bodies[-1], bodies[-1] if bodies else None)


def _before(frame: Frame, verb: int) -> Entity | None:
    near = [
        g
        for g in frame.groups
        if g.end <= verb
        and verb - g.end <= _REACH
        and g.kind in ("Person", "Org")
        and not g.absorbed
        and not _ASKING.match(frame.text, g.end - frame.sentence.start)
    ]
    return near[-1].entities[-1] if near else None


def is_denied(text: str, trigger: int) -> bool:
    """Whether the word at ``trigger`` is denied or forbidden.

    >>> is_denied("该公司尚未公布方案", 5), is_denied("该公司未来公布方案", 5)
    (True, False)
    """
    return _DENIAL.search(text, max(0, trigger - 8), trigger) is not None
