"""Who signs: 证券时报记者 江聃, （记者 张校毓 王彦琳）, 文/涂颖浩; and for whom, when no list has the outlet: 江城晚报记者."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_SPACES = " 　"
_ROLES = frozenset({"记者", "通讯员", "编辑", "责编", "摄影", "实习生", "见习记者", "实习记者", "校对", "特约记者"})
# An outlet that no list has: what a paper or a site is called, before 记者 or a dateline that opens a line or a bracket.
_PAPER = (
    "日报|晚报|时报|早报|晨报|商报|周报|周刊|周末|杂志|财经|新闻|资讯|快讯|在线"
    "|传媒|通讯社|电视台|广播公司|广播电台|观察|特区报|青年报"
)
_DESK = "(?:客户端|全媒体|融媒体?|APP|App|特派|特约|首席|见习|实习|驻[一-龥]{2,3}|网站)*"
_OUTLET = rf"""(?:来源[:：]|据)?
    ((?!根据|本|该|各|有关|记者)[一-龥A-Za-z\d]{{1,8}}?(?:{_PAPER}|全媒体|[一-龥]网|[一-龥]社|(?<![通公年季预举汇情海战捷本])报))
    (?={_DESK}[ 　]?(?:记者(?!会|站|证|从|在|近|今|昨|日|获|了)
      |(?:[一-龥]{{2,4}})?\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)|讯[（(\s，]|消息[（(]))
    """
# What a paper told: 据|江南晚报|报道, ，红星新闻|记者从…获悉.
_TOLD = regex(
    rf"""(?:^|据|[\n。，；])
    ((?!据|根据|来源|本|该|各|有关|多家|多个|记者)[一-龥A-Za-z\d]{{1,7}}?(?:{_PAPER}|(?<![联官电路管水])网|(?<![作行销用版])社))
    (?:{_DESK}记者(?=从|获悉|了解到|注意到|采访)
      |(?:网站|客户端)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|今日|近日|当天)?(?:援引[^，。]{{2,16}}|消息)?(?:报道|称，|消息，))
    """,
    re.VERBOSE,
)
_CITED = regex("(?:据|援引)[^，。《》]{0,8}《([^《》\n]{2,8})》(?=[^，。《》]{0,12}报道)")  # 据日本|《读卖新闻》|网站报道
_TELLS = ("报道", "记者从", "消息，", "记者获悉", "社称", "记者了解", "记者注意")
_FIRST_OUTLET, _FURTHER_OUTLET = re.compile(_OUTLET, re.VERBOSE), re.compile(rf"[\n（(：:丨|）)】]{_OUTLET}", re.VERBOSE)
# And where a text says whence it is: （来源：鄂尔多斯煤炭网）.
_SOURCE = regex(
    "来源[:：]\\s?([一-龥]{2,8}?(?:日报|晚报|时报|早报|晨报|商报|周报|周刊|周末|杂志|煤炭网|网|在线|新闻社?|财经|频道|客户端|青年报))(?=[）)\\n]|$)"
)
# What lengthens the name of an outlet: 中新经纬|客户端.
_EDITION = re.compile("(?:手机)?客户端|APP|App|公众号")
_TEXT_BY = ("文/", "文：", "文:", "文|", "文丨", "文 |", "文 丨", "文 /")


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
        self._text_by = re.compile(rf"(?<![一-龥])文 ?[/:：|丨]\s?({surname}[一-龥]{{1,2}})(?![一-龥])")
        self._signed = re.compile(rf"[（(]({surname}[一-龥]{{1,2}})[）)]\s*(?=\n|$|[（(](?:文章)?来源)")
        self._reporters = re.compile(rf"[（(](?:本报|本网|实习|见习)?记者[{_SPACES}:：]?([^（）()\n，。]{{2,40}})[）)]")
        self._dateline = re.compile(
            rf"日(?:[一-龥]{{2,4}})?(?:电|讯|消息)[{_SPACES}]*[（(]({surname}{given}{{1,2}}(?:[、{_SPACES}]+{surname}{given}{{1,2}}){{0,4}})[）)]"
        )
        self._not_name = frozenset(data["not_name"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every name in a byline."""
        text = context.text
        yield from self._outlets(context)
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
        yield from self._in_datelines(text)
        for match in self._text_by.finditer(text) if any(sign in text for sign in _TEXT_BY) else ():
            if match.group(1) not in self._not_name:
                yield self._by(*match.span(1))  # 文/涂颖浩
        for match in self._signed.finditer(text):
            if match.group(1) not in self._not_name:
                yield self._by(match.start(1), match.end(1))

    def _in_datelines(self, text: str) -> Iterator[Claim]:
        """北京7月1日电 （杜燕飞 王震）."""
        for match in self._dateline.finditer(text) if "电" in text or "讯" in text or "日消息" in text else ():
            for name in re.finditer(rf"[^、{_SPACES}]+", match.group(1)):
                if name.group() not in self._not_name and not self._is_word(name.group()):
                    yield self._by(match.start(1) + name.start(), match.start(1) + name.end())

    def _outlets(self, context: Context) -> Iterator[Claim]:
        text = context.text
        told = "记者" in text or "日电" in text or "讯" in text or "消息（" in text or "消息(" in text
        found = (_FIRST_OUTLET.match(text), *_FURTHER_OUTLET.finditer(text)) if told else ()
        for match in filter(None, found):
            listed = context.known_over(match.end(1) - 1)
            if listed is None or listed.label != "MediaOutlet" or listed.weak:
                yield Claim(*match.span(1), "MediaOutlet", self.name, RANKS["organisation"])
        for match in _TOLD.finditer(text) if any(sign in text for sign in _TELLS) else ():
            listed = context.known_over(match.end(1) - 1)
            if listed is None or (listed.weak and listed.start > match.start(1)):
                yield Claim(*match.span(1), "MediaOutlet", self.name, RANKS[self.name])
        for match in _CITED.finditer(text) if "报道" in text and "《" in text else ():
            yield Claim(*match.span(1), "MediaOutlet", self.name, RANKS["title"] - 1)  # no title of a work
        for match in _SOURCE.finditer(text) if "来源" in text else ():
            if (listed := context.known_over(match.end(1) - 1)) is None or listed.label != "MediaOutlet":
                yield Claim(*match.span(1), "MediaOutlet", self.name, RANKS["organisation"])
        for known in context.known:
            if known.label == "MediaOutlet" and not known.weak and (edition := _EDITION.match(text, known.end)) is not None:
                yield Claim(known.start, edition.end(), "MediaOutlet", self.name, RANKS["organisation"], full=known.surface)

    def _by(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Person", self.name, RANKS[self.name])
