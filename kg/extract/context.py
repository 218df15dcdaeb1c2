"""One document as the extractors see it: its text, the listed names in it, and the words around a place."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.regex import regex

WINDOW = 28  # characters looked back at most for the beginning of a name

# A name does not reach across these (read backwards, so the pattern is a plain run).
_RUN = re.compile(r"[^\s，。、；：！？,;:!?“”\"‘’《》〈〉（）()\[\]【】〔〕…—–―|/~●]*")


_CHECKED = frozenset({"Place", "Company", "Bank", "PolicyMeasure", "FinancialProduct", "Platform", "Event"})
_BODIES = frozenset(
    {"Bank", "Company", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Organization", "MediaOutlet"}
)
_OFFICES = frozenset({"Regulator", "GovernmentBody"})
# What goes on after a body, though jieba joins it to the last letter: 工信部|将于, 上期所|在, 人社部|副部长.
# What comes before a firm, though jieba joins it to the first letter: 对|光大证券, 从|中储粮, 其中|华创证券.
_COMES_BEFORE = frozenset("对从向当经原赴由在与和将被为到于中")
_GOES_ON = frozenset("在将对与副于由已拟就向按经因及并均还也要可称和")
_ORDINARY = frozenset({"v", "n", "a", "d", "b", "vn", "ad", "an", "p", "t", "f"})  # jieba's tags of words that are no names

# What a country will do, though jieba reads a parliament there (美国会|善待欧洲), or that places are counted (广|东三省).
_GOES_ON_WITH = re.compile(
    "(?P<counted>[两三四五六七八九十]+[省市州县])|会(?=[善继履坚一如不更努全积愿尽按始永成为在从对与同向给把将和进加支信兑尊遵得有是再很就]|回[到归]|接受|承担)"
)

# What takes the last letter of a province or a city for itself: 浙江|省长, 杭州|市区; but 浙江省|长兴县.
_GOVERNS = "长(?![江城沙兴安征远期达春治三寿乐株汀岛宁白海子岭泰丰葛垣武清阳途顺])"
_TAILS = {"省": regex(_GOVERNS), "市": regex(f"区|{_GOVERNS}")}


class Known(NamedTuple):
    """A listed name in the text. ``weak``: also an ordinary word."""

    start: int
    end: int
    surface: str
    label: str
    weak: bool
    inside: bool = False  # a place directly after one it lies in: 日本|奈良


class Word(NamedTuple):
    """A word of the text with jieba's part of speech; ``label`` is the class when it is a listed name, else empty."""

    start: int
    end: int
    text: str
    tag: str
    label: str = ""


def walk(words: list[Word], head: int, stops: frozenset[str], allowed: frozenset[str], inside: frozenset[str]) -> int:
    """The index of the first word of a name whose head noun begins at ``head``: leftwards until a word that cannot belong."""
    index = len(words) - 1
    while index > 0 and words[index].start > head:
        index -= 1
    while index > 0:
        word = words[index - 1]
        if (
            not word.label
            and word.text not in inside
            and (word.text in stops or not (word.tag[:1] in allowed or word.tag in _VERBAL_NOUNS))
        ):
            break
        index -= 1
    return index


_VERBAL_NOUNS = frozenset({"vn", "an"})

Tagger = Callable[[str], list[tuple[str, str]]]
Splitter = Callable[[str, str], tuple[tuple[int, int, str], ...]]


class Context:
    """The text of one document with its listed names, and words on demand."""

    def __init__(
        self,
        text: str,
        known: Iterable[Known],
        tagger: Tagger,
        split: Splitter,
        is_word: Callable[[str], bool],
        sure: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self._sure = sure
        self._split = split
        self._tagger = tagger
        self._is_word = is_word
        self._cache: dict[str, list[tuple[str, str]]] = {}
        names = list(known)
        self._places_from = {name.start for name in names if name.label == "Place" and not name.weak}
        self.known = [fit for name in names if (fit := self._fit(name)) is not None]
        self._starts = [name.start for name in self.known]

    def run_start(self, position: int) -> int:
        """Where the run of name characters that ends at ``position`` begins, at most ``WINDOW`` back."""
        window = self.text[max(0, position - WINDOW) : position]
        run = _RUN.match(window[::-1])
        return position - (run.end() if run else 0)

    def known_between(self, start: int, end: int) -> list[Known]:
        """The listed names that lie wholly in a span."""
        found = self.known[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [name for name in found if name.end <= end]

    def known_at(self, start: int) -> Known | None:
        """The listed name that begins here."""
        index = bisect_left(self._starts, start)
        return self.known[index] if index < len(self.known) and self.known[index].start == start else None

    def known_over(self, position: int) -> Known | None:
        """The listed name that covers the character at ``position``."""
        index = bisect_left(self._starts, position + 1) - 1
        if index >= 0 and self.known[index].end > position:
            return self.known[index]
        return None

    def parts(self, known: Known) -> list[tuple[int, int, str]]:
        """The names a listed name is made of when it is only a sequence of them: 湖北|荆门, 降准|降息; mostly itself."""
        parts = self._split(known.surface, known.label)
        if len(parts) == 1 and parts[0][1] - parts[0][0] == known.end - known.start:
            return [(known.start, known.end, parts[0][2])]
        return [(known.start + start, known.start + end, label) for start, end, label in parts]

    def words(self, start: int, end: int) -> list[Word]:
        """The words of a short span; each listed name that is no ordinary word is one of them."""
        words: list[Word] = []
        position = start
        for name in self.known_between(start, end):
            if name.weak:
                continue
            words.extend(self._cut(position, name.start))
            words.append(Word(name.start, name.end, name.surface, "n", name.label))
            position = name.end
        words.extend(self._cut(position, end))
        return words

    def _fit(self, name: Known) -> Known | None:
        """A short listed name unless ordinary words of the text run over its ends: 化[工行]业, 均[衡水]平, [温州市]民.

        A place of two characters that is a common noun or verb here (资源, 合作, 延长 are counties) becomes weak, unless it is
        one of those that jieba has wrong (大连 is no adverb, 遵义 no verb).
        """
        if name.inside or self._stays(name):
            return name
        length = name.end - name.start
        if name.label == "Place" and length > 2 and (tail := _TAILS.get(name.surface[-1])) and tail.match(self.text, name.end):
            return name._replace(end=name.end - 1, surface=name.surface[:-1])  # 杭州|市区, 浙江|省长
        if length > 4 or name.surface.isascii() or name.label == "Person" or (length > 3 and name.label not in _CHECKED):
            return name
        left, right = max(0, name.start - 4), min(len(self.text), name.end + 4)
        own = ""
        for word, tag in self._tagger(self.text[left:right]):
            stop = left + len(word)
            if left < name.start < stop and self._is_word(word) and not self._begins(name, left):
                return None
            if left < name.end < stop and self._is_word(word):
                if self._ends(name, left, stop):
                    return name
                if left == name.start and name.label == "Place":
                    rest = self.text[name.end : stop]  # 意大利队, 美国市场; but 合作社
                    return name if length > 2 or (len(rest) > 1 and self._is_word(rest)) else name._replace(weak=True)
                if name.label == "Place" and name.surface[-1] in "省市县区州" and len(name.surface) > 2:
                    return name._replace(end=name.end - 1, surface=name.surface[:-1])
                return None
            if left == name.start and stop == name.end:
                own = tag
            left = stop
            if left >= name.end:
                break
        ordinary = name.label == "Place" and own in _ORDINARY and length < 3 and name.surface not in self._sure
        return name._replace(weak=True) if ordinary else name

    def _stays(self, name: Known) -> bool:
        """Whether what follows keeps a place: 大湾区|内地, 前海|蛇口 (though 海蛇 is a word), 广东|三省, 美国|会善待欧洲."""
        if name.label != "Place":
            return False
        if name.surface.endswith("湾区") or (not name.weak and name.end in self._places_from):
            return True
        sign = _GOES_ON_WITH.match(self.text, name.end)
        return sign is not None and (sign["counted"] is not None or name.surface[-1] == "国")

    def _begins(self, name: Known, left: int) -> bool:
        """Whether a name's beginning stands although a word of jieba's runs over it from ``left``: 对|光大证券; 化[工行]."""
        if name.label not in _CHECKED:
            return True
        return name.label in _BODIES and name.end - name.start > 2 and self.text[left : name.start] in _COMES_BEFORE

    def _ends(self, name: Known, left: int, stop: int) -> bool:
        """Whether a body's name ends here although a word of jieba's runs over its end from ``left`` to ``stop``.

        财政部|长, 工信部|将, 赣州银行|行长, 上声电子|公告; but 化工行|业 and 基金|会. And a platform's: 银联网络|服务.
        """
        if name.label not in _BODIES:
            return name.label == "Platform" and name.end - name.start > 3 and left > name.start
        rest = self.text[name.end : stop]
        if rest in _GOES_ON or (rest == "会" and name.surface[-1] == "协" and self.text[stop : stop + 1] == "长"):
            return True  # 中期协|会长
        if rest == "长":
            return name.label in _OFFICES
        return name.end - left > 1 and len(rest) > 1 and self._is_word(rest)

    def _cut(self, start: int, end: int) -> list[Word]:
        if start >= end:
            return []
        piece = self.text[start:end]
        tagged = self._cache.get(piece)
        if tagged is None:
            tagged = self._cache[piece] = self._tagger(piece)
        words = []
        for text, tag in tagged:
            words.append(Word(start, start + len(text), text, tag))
            start += len(text)
        return words
