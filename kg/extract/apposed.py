"""Firms by their shape and their neighbours: a coined word and its trade behind what the firm is (知名企业|雅迪纤维)."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_BRAND = range(2, 5)  # letters of the coined word
_BEFORE = 10  # letters before a name that are looked at
_LONGEST_KIND = 16  # letters of what says before a quoted name that it is a firm
_AFTER_MARK = frozenset("，。；、：\n（“") | {""}
_CASES = frozenset("与和由对向给为将被及从")
# What no coined word begins with: 稳产|化工, 促消费, 强链|建设; nor holds.
_NO_BRAND = re.compile(
    "^(?:现任|时任|原|曾|[稳促保降增减复扩提优强补转助惠做抓在有从对将为各该其某本全多新老大小上下中国])"
    "|[的了和与及在是等个家些性化类级型]"
)
# A fund by its size: 设立规模50亿元的|综改试验深圳子基金.
_FUNDED = regex(
    r"(?:设立|成立|发起|组建)[^，。；\n]{0,16}?\d[\d.]*[万亿]+元的“?((?!投资|产业|母|子|引导|专项|各|首)[^\W_]{4,20}(?<!公募)基金)(?=[。，；、”]|$)"
)
# Who is cited: 据|灼识咨询|报告.
_SOURCE = re.compile("(?:据|根据)([一-龥]{2,4}?)(咨询|资讯|智库|评估)(?=报告|数据|统计|测算|预测|发布|显示)")
_NO_FUND = regex(
    "[的和与及]|资金|补偿|中小|救助|保障|多只|系列|^(?:创业|天使|科创|人才|政府|国家级|省级|市级|区级)*(?:投资|产业|引导|母|子|发展|风险)*基金$"
)
_NAMES = frozenset({"nr", "nrt", "nz"})  # jieba's tags of names


class AppositionExtractor:
    """Firms that a coined word and a trade name, where the words around them say that they are firms.

    Accepted gap: a firm called by two ordinary words (双环传动), and one without a trade (木林森).
    """

    name = "company"

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        data = lexicon.raw["apposed"]
        self._is_word = is_word
        self._trade = re.compile(alternation(data["trades"]))
        kinds = f"(?:{data['owned']})(?:企业|公司)|(?:{alternation(data['kinds'])})"
        self._kind = re.compile(rf"(?:{kinds})(?:之一)?“?\Z")
        self._kind_ends = frozenset("业司一“").union(kind[-1] for kind in data["kinds"])  # 企业, 公司, …之一
        self._acts = re.compile(data["acts"])
        self._quoted = re.compile(r"“([^“”\n，。；：、]{2,12})”")
        self._kind_of_quoted = re.compile(rf"(?:{kinds})\Z")
        self._trade_end = re.compile(rf"(?:{alternation(data['trades'])}|公司|集团)\Z")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such firm."""
        text = context.text
        for trade in self._trade.finditer(text):
            start = self._start(context, trade.start(), trade.end())
            if start is not None:
                yield Claim(start, trade.end(), "Company", self.name, RANKS["organisation"])
        for fund in _FUNDED.finditer(text) if "基金" in text else ():
            if not _NO_FUND.search(fund.group(1)):
                yield Claim(*fund.span(1), "Company", self.name, RANKS["quoted"])
        for source in _SOURCE.finditer(text):
            if self._is_brand(context, *source.span(1)):
                yield Claim(source.start(1), source.end(2), "Company", self.name, RANKS["organisation"])
        for quoted in self._quoted.finditer(text) if "”" in text else ():
            if self._trade_end.search(quoted.group(1)):  # 台资企业“|宗仁科技|”计划
                opening = quoted.start()
                if self._kind_of_quoted.search(text, max(0, opening - _LONGEST_KIND), opening):
                    yield Claim(*quoted.span(1), "Company", self.name, RANKS["quoted"] - 1)

    def _start(self, context: Context, trade: int, end: int) -> int | None:
        """Where the name begins that ends in a trade, or None."""
        text = context.text
        for length in _BRAND:
            start = trade - length
            if start < 0:
                break
            brand = text[start:trade]
            if not brand.isalpha():
                break
            if _NO_BRAND.search(brand):
                continue
            before = text[start - 1 : start]
            signed = (before in _AFTER_MARK or before in _CASES) and self._acts.match(text, end)
            told = signed or (before in self._kind_ends and self._kind.search(text, max(0, start - _BEFORE), start))
            if told and self._is_brand(context, start, trade):
                return start
        return None

    def _is_brand(self, context: Context, start: int, end: int) -> bool:
        brand = context.text[start:end]
        words = context.words(start, end)
        if any(word.label or word.tag[0] in "pcudrmqt" for word in words):
            return False
        if len(words) == 1:
            return words[0].tag in _NAMES or not self._is_word(brand)
        single = any(len(one.text) == len(other.text) == 1 for one, other in pairwise(words))
        return not self._is_word(brand) and (single or any(not self._is_word(word.text) for word in words))
