"""Who is quoted as saying it, and what is denied.

A speaker stands before a verb of saying (易纲表示，…) or behind the closing quotation mark (“…。”董希淼说). What follows the
verb in the sentence, and the sentences up to the closing mark, are the speaker's words.
"""

import re

from kg.records import Entity
from kg.relate.frames import Frame

# 表示 and its kin, with what may follow before the words begin.
_SAYING = re.compile(
    r"""(?:表示|指出|强调|认为|透露|坦言|呼吁|建议|提出|直言|分析称|介绍称|介绍说|回应称|写道|称|说
         |介绍|披露|宣布|解释|补充|回应|坦承|告诉记者)(?=[，：,:“])""",
    re.VERBOSE,
)
_ASKING = re.compile("(?:的?记者)?(?:的?(?:专访|采访)|记者时)")  # 接受某报记者采访时表示: the paper asks
_AFTER_QUOTE = re.compile(r"”[^，。“”]{0,24}?(?:如是说|表示|指出|说|称|认为)")
_REACH = 16  # code points between a speaker and the verb: 在会上, 在接受采访时
# Directly before the trigger, with at most an adverb between.
_DENIAL = re.compile(r"(?:尚未|并未|未能|从未|没有|不得|不再|不会|否认|暂不|无法|未(?!来))[^，。；：]{0,3}$")


class Speech:
    """The running quotation of a document. Ask sentence by sentence, in order."""

    def __init__(self) -> None:
        self._speaker: Entity | None = None
        self._quoted = False
        self._heard: tuple[Frame | None, tuple[int, Entity | None]] = None, (-1, None)

    def speaker(self, frame: Frame, at: int) -> Entity | None:
        """Who says what stands at offset ``at`` of the text; None for the article itself."""
        begins, who = self._said(frame)
        if who is not None and at >= begins:
            return who
        return self._speaker if self._quoted else None

    def named(self, frame: Frame) -> Entity | None:
        """Who is quoted in this sentence, if it says so itself."""
        return self._said(frame)[1]

    def after(self, frame: Frame) -> None:
        """Remember whether a quotation runs on behind this sentence."""
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

    @staticmethod
    def _begun(frame: Frame) -> tuple[int, Entity | None]:
        """Where a speaker's words begin in this sentence, and who it is."""
        offset = frame.sentence.start
        for match in _SAYING.finditer(frame.text):
            verb = match.start() + offset
            speaker = _before(frame, verb)
            if speaker is not None:
                return match.end() + offset, speaker
        for group in frame.groups:  # 某局副局长 王某：我们将…
            if group.kind == "Person" and not group.absorbed and frame.text.startswith(("：", ":"), group.end - offset):
                return group.end + 1, group.entities[0]
        if closing := _AFTER_QUOTE.search(frame.text):
            low, high = closing.start() + offset, closing.end() + offset
            named = [g for g in frame.groups if low < g.start and g.end <= high and g.kind in ("Person", "Org")]
            if named:
                return offset, named[-1].entities[0]
        return -1, None


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
