"""Firms by what the market does with them: shares at their limit, investors, and state firms that begin with their place."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon
from kg.regex import regex

# Shares under special treatment: *ST皇台|涨停.
_SPECIAL = regex(
    "(?<![A-Za-z])\\*?ST(?!股|板块|个股|公司|概念|摘|类|制度|风险|标的|退)[一-龥]{2,3}?(?=[一盘早午封触跌涨等及、，。；：（(）)]|开盘|收盘|公告|股价|股份|股票|发布|收到|因|的|和|被|退市|$)"
)
# Shares that stand at their limit, in a list too: 连云港、大连港|一字涨停.
_LIMIT = regex(
    "(?:盘中|开盘|午后|早盘|尾盘|双双|先后|率先|快速|直线|集体|均|一度|强势|纷纷)*(?:收获)?(?:“?(?:一字|20[Cc][Mm])”?)?封?[涨跌]停(?![板价家潮股的幅])"
)
_SHARES = "[一-龥]{2,5}[A-Z]?(?:和[一-龥]{2,5}[A-Z]?){0,2}"  # 和 may be a letter of a name, too: few, and no way back past 、
_AT_LIMIT = regex(f"(?:^|[，。；：\\n])((?>{_SHARES}、)*{_SHARES})$")
_NO_SHARE = regex(
    "股$|板块|概念|指数?$|期货|个股|多只|[两多]只|主力|合约|题材|今日|尾盘|其中|集体|盘中|[家只者等被的]$|^[或未再又也均]"
)
# Who puts money into a firm: 由|甲创投领投，乙资本、丙基金|跟投.
_INVESTING = regex(
    "(?:等(?:\\d+家)?(?:[一-龥]{0,4}(?:机构|公司|企业|基金|资本))?)?(?:共同|联合|战略|独家)?(?:领投|跟投|参投|参与投资)"
)
_INVEST = ("领投", "跟投", "参投", "参与投资")
_FUND = "[^\\s，。；：、“”《》（）()由]{2,16}"
_FUNDS = f"{_FUND}(?:[和及]{_FUND}){{0,2}}"  # see _SHARES
_INVESTORS = regex(f"(?:^|[，。；：\\n]|由)((?>{_FUNDS}、)*{_FUNDS})$")
_NO_INVESTOR = regex(
    "[的了将已被等与]|股东|机构|投资[人者方]|多家|几家|其他|包括|本轮|产业方|公司$|曾|拟|并|方面|基石|[国央]企|资本方|家族"
)
# State firms called by their place and their trade, in a list of such that a 集团 or the like closes: 北京保障房、厦门安居集团.
_STATE_HEADS = (
    *("集团", "城投", "产投", "国投", "交投", "建投", "金控", "水投", "文投", "农投", "科投"),
    *("轨交", "地铁", "公交", "安居", "城建", "国资", "港务"),
)
_GOES_ON = frozenset("公司有限控投金的人")  # after such a head the name is a longer one
_SEPARATORS = "、和与及"
_SEVERAL = regex(f"[{_SEPARATORS}]")
_TRADE = regex("[一-龥]{2,5}$")
_NO_TRADE = regex(
    "[局厅委办市县区镇乡省州的了等将在]$|[市县区]|银行|法院|政府|大学|地区|企业|机构|部门|公司$|市场|人民|两地|等地"
)
_LISTED = 48  # characters of such a list at most


class ShareExtractor:
    """Firms that market news names with no word that says firm.

    Accepted gap: a firm beside a share that is known by neither its code, its limit nor a list.
    """

    name = "company"

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._never = frozenset(lexicon.raw["companies"]["never"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such firm."""
        text = context.text
        for match in _SPECIAL.finditer(text) if "ST" in text else ():
            yield self._claim(*match.span())
        for match in _LIMIT.finditer(text) if "涨停" in text or "跌停" in text else ():
            listed = _AT_LIMIT.search(text, max(0, match.start() - 40), match.start())
            for start, end in _members(listed):
                if self._is_share(context, start, end):
                    yield self._claim(start, end)
        for match in _INVESTING.finditer(text) if any(sign in text for sign in _INVEST) else ():
            listed = _INVESTORS.search(text, max(0, match.start() - 160), match.start())
            for start, end in _members(listed):
                owner = text.find("旗下", start, end)  # 小米集团旗下|瀚星创投
                start = owner + 2 if owner >= 0 else start
                if not _NO_INVESTOR.search(text, start, end) and text[start:end] not in self._never:
                    yield self._claim(start, end)
        for head in _STATE_HEADS:
            at = text.find(head)
            while at >= 0:
                end = at + len(head)
                if text[end : end + 1] not in _GOES_ON:
                    yield from self._of_places(context, at, end)
                at = text.find(head, end)

    def _is_share(self, context: Context, start: int, end: int) -> bool:
        """Whether what stands at its limit is a share: a place is none otherwise, nor is a word of the dictionary."""
        name = context.text[start:end]
        known = context.known_at(start)
        if known is not None and known.end == end:
            return known.label in ("Place", "Company", "Bank")
        return not _NO_SHARE.search(name) and not self._is_word(name)

    def _of_places(self, context: Context, head: int, end: int) -> Iterator[Claim]:
        """The members of a list that all begin with a place and go on with a trade; two or more."""
        text = context.text
        left = max(0, head - _LISTED)
        left = max(left, *(text.rfind(mark, left, head) + 1 for mark in "，。；：\n“"))
        if _SEVERAL.search(text, left, head) is None:
            return
        spans: list[tuple[int, int]] = []
        for member in re.finditer(f"[^{_SEPARATORS}]+", text[left:end]):
            start, stop = left + member.start(), left + member.end()
            place = next((name for name in context.known_between(start, stop) if name.label == "Place" and not name.weak), None)
            if place is None or (place.start > start and (spans or place.start - start > 3)):
                spans.clear()
            elif _TRADE.fullmatch(text, place.end, stop) and not _NO_TRADE.search(text, place.end, stop):
                spans.append((place.start, stop))
            else:
                spans.clear()
        if len(spans) > 1 and spans[-1][1] == end:
            yield from (self._claim(start, stop) for start, stop in spans)

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Company", self.name, RANKS[self.name])


def _members(listed: "re.Match[str] | None") -> Iterator[tuple[int, int]]:
    """The spans of the members of a list that the first group of a match holds; 和 parts the last two."""
    if listed is None:
        return
    for member in _MEMBER.finditer(listed.group(1)):
        start = listed.start(1) + member.start()
        both = _BOTH.fullmatch(member.group())
        if both is None:
            yield start, start + len(member.group())
            continue
        yield start, start + both.end(1)
        yield start + both.start(2), start + both.end(2)


_MEMBER = regex("[^、]+")
_BOTH = regex("([^和及]{2,})[和及]([^和及]{2,})")
