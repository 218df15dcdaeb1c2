"""What a sentence only says a thing is good for: 规范甲，对推进乙建设具有重要意义; 推进甲是健全乙的重要举措."""

import re

from kg.relate.frames import Frame
from kg.relate.pairs import Reading

_SAID = frozenset(("implements", "uses"))
_BODIES = frozenset(("Org", "Event", "Place"))
_FOR = re.compile("(?:对于?|为)[^。；]*$")
_MATTERS = re.compile(
    "[^。；]{0,40}?(?:具有|有着?)[^，。；]{0,6}(?:意义|作用)|[^。；]{0,30}?(?:提供|奠定)了?[^，。；]{0,8}(?:支撑|基础|保障|经验)"
)
_IS = re.compile("(?<![一二三四五六七八九十])是[^，。；]*$")
_MEANS = re.compile("[^，。；]{0,40}?(?:举措|抓手|工具|重头戏|要求|任务|途径|保障)")


def is_aside(frame: Frame, reading: Reading) -> bool:
    """Whether a measure is named only as what something else is good for: the body named before does nothing with it."""
    if reading.predicate not in _SAID or reading.object.start < 0:
        return False
    subject = reading.subject
    text, start, end = frame.text, reading.object.start - frame.sentence.start, reading.object.end - frame.sentence.start
    if subject.kind in _BODIES and _MATTERS.match(text, end) and _FOR.search(text, 0, start):
        return True
    if subject.start >= 0 and (subject.kind not in _BODIES or subject.start > reading.object.start):
        return False
    return _MEANS.match(text, end) is not None and _IS.search(text, 0, start) is not None
