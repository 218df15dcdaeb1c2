"""People who sign: 证券时报记者 江聃, （记者 张校毓 王彦琳）, 文/涂颖浩."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation

_SPACES = " 　"
_ROLES = frozenset({"记者", "通讯员", "编辑", "责编", "摄影", "实习生", "见习记者", "实习记者", "校对", "特约记者"})
_TEXT_BY = ("文/", "文：", "文:", "文|", "文丨")


class BylineExtractor:
    """Reporters, editors and photographers by the form of a byline."""

    name = "byline"

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        data = lexicon.raw["people"]
        self._is_word = is_word
        surname = f"(?:{alternation(data['compound'].split())}|[{data['single']}])"
        given = f"[^{re.escape(data['never_given'])}a-zA-Z]"
        self._surname = re.compile(surname)
        written = f"{surname}[{_SPACES}]?{given}{{1,2}}"
        self._byline = re.compile(
            rf"""
            (?:记者|编辑|责编|通讯员|作者|摄影|校对)\s*[:：/|]?\s*
            ({written}(?:[、{_SPACES}]+{written}){{0,4}})
            (?=[\s）)，。】〕\]/|]|报道|摄|$|编辑|责编|[^一-龥])   # a byline ends there; prose goes on
            """,
            re.VERBOSE,
        )
        self._text_by = re.compile(rf"(?<![一-龥])文[/:：|丨]\s?({surname}[一-龥]{{1,2}})(?![一-龥])")
        self._signed = re.compile(rf"[（(]({surname}[一-龥]{{1,2}})[）)]\s*(?=\n|$)")
        self._reporters = re.compile(rf"[（(](?:本报|本网|实习|见习)?记者[{_SPACES}:：]?([^（）()\n，。]{{2,40}})[）)]")
        self._not_name = frozenset(data["not_name"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every name in a byline."""
        text = context.text
        for match in self._byline.finditer(text):
            start, end = match.span(1)
            if re.fullmatch(rf"[一-龥][{_SPACES}][一-龥]{{1,2}}", match.group(1)):
                yield self._by(start, end)  # 江 聃
                continue
            for name in re.finditer(rf"[^、{_SPACES}]+", match.group(1)):
                place = context.known_at(start + name.start())
                if len(name.group()) >= 2 and (place is None or place.label != "Place"):  # 记者 家俊辉 广州报道
                    yield self._by(start + name.start(), start + name.end())
        for match in self._reporters.finditer(text):  # （记者 张校毓 王彦琳）
            for name in re.finditer(rf"[一-龥]{{2,4}}(?=[、{_SPACES}）)]|$)", match.group(1)):
                named = not self._is_word(name.group()) or self._surname.match(name.group())
                if named and name.group() not in _ROLES:
                    yield self._by(match.start(1) + name.start(), match.start(1) + name.end())
        for match in self._text_by.finditer(text) if any(sign in text for sign in _TEXT_BY) else ():
            if match.group(1) not in self._not_name:
                yield self._by(*match.span(1))  # 文/涂颖浩
        for match in self._signed.finditer(text):
            if match.group(1) not in self._not_name:
                yield self._by(match.start(1), match.end(1))

    def _by(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Person", self.name, RANKS[self.name])
