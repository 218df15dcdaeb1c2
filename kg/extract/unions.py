"""Associations and institutes that the words on both sides show: |机械工业联合会|提供的信息, 据|消费实验室（上海）|监测."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_BACK = 14  # characters from the end noun of a name back to its beginning at most
_BRANCHES = "分会|专委会|专业委员会"
_SHORT = regex("中国?(?![国方央共外])[一-龥](?<!妥)协(?![议调助商同作力定查理和会])")  # 中期协, 中国作协
_BEGINS = (
    r"(?:(?<![一-龥A-Za-z\d])|(?<=[据由与和及对向经让])|(?<=来自)|(?<=会同)|(?<=联合)|(?<=委托)|(?<=根据))"
    "(?!据|由|与|和|会同|联合(?!会)|来自|根据|委托|经(?!济))"
)


class UnionExtractor:
    """Bodies without a place or a national word in front, where what they do or who heads them stands behind.

    Accepted gap: such a body as the object of a clause (加入奶业协会).
    """

    name = "organisation"

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        data = lexicon.raw["unions"]
        self._is_word = is_word
        self._stops = lexicon.stops - frozenset(lexicon.inside)
        self._generic = re.compile(data["generic"])
        own = r"[^\W_]"
        # The end of a name is sought first, and its beginning from there: that is fast.
        self._union = re.compile(rf"(?:{alternation(data['unions'])})(?=(?:{data['acts']})|{data['heads']})")
        self._institute = re.compile(
            rf"(?:{alternation(data['institutes'])})(?:（[一-龥]{{2,3}}）)?(?=(?:最?新)?的?(?:{data['reports']})|{data['heads']})"
        )
        self._start = re.compile(rf"{_BEGINS}(?:{own}|与){{2,12}}\Z")
        self._first = re.compile(
            rf"首[家个座]((?!全|国内|国家级|省级|市级){own}{{4,16}}?(?:{alternation(data['firsts'])}))"
            r"(?=(?:正式|今日|近日)?(?:落户|揭牌|成立|挂牌|启用|落地|开业|投入|投用|获批|在[一-龥]{2,8}(?:揭牌|成立|挂牌|启用|开业)))"
        )
        self._founded = re.compile(rf"(?:成立|设立|组建|筹建)了?({own}{{2,8}}?(?:{_BRANCHES}))(?=[，。；、]|的)")
        self._opened = re.compile(rf"(?<![一-龥])({own}{{2,14}}?(?:{_BRANCHES}))(?=(?:正式)?(?:成立|揭牌))")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such body."""
        text = context.text
        for match in _SHORT.finditer(text) if "协" in text else ():
            if not _is_listed(context, *match.span()):
                yield self._claim(*match.span(), "Association")
        for ends, label in ((self._union, "Association"), (self._institute, "Organization")):
            for end in ends.finditer(text):
                name = self._start.search(text, max(0, end.start() - _BACK), end.start())
                if name is not None and self._is_name(context, name.start(), end.end()):
                    yield self._claim(name.start(), end.end(), label)
        branches = (self._founded, self._opened) if any(branch in text for branch in _BRANCHES.split("|")) else ()
        for match in (match for pattern in branches for match in pattern.finditer(text)):
            if self._is_name(context, *match.span(1)):
                yield self._claim(*match.span(1), "Association")
        for match in self._first.finditer(text):
            if self._is_name(context, *match.span(1)):
                yield self._claim(*match.span(1), "Organization")

    def _claim(self, start: int, end: int, label: str) -> Claim:
        return Claim(start, end, label, self.name, RANKS[self.name])

    def _is_name(self, context: Context, start: int, end: int) -> bool:
        """Whether a run is no common noun, and holds neither another body nor a word that begins a clause."""
        if self._generic.search(context.text[start:end]) or _is_listed(context, start, end):
            return False
        words = context.words(start, end)
        if any(word.label not in ("", "Place") for word in words[:-1]):
            return False
        plain = [word for word in words if not word.label]
        return not any(word.text in self._stops and word.text != "与" for word in plain)


def _is_listed(context: Context, start: int, end: int) -> bool:
    """Whether a list knows the run whole, and so its class."""
    known = context.known_at(start)
    return known is not None and known.end == end
