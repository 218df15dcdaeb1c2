"""Titled documents, document numbers, and the short names a text defines for them."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_TITLE = re.compile(
    r"""
    《((?:[^《》\n]|《[^《》\n]{1,80}》){1,160})》   # one title may quote another
    """,
    re.VERBOSE,
)
_NUMBER = regex(
    r"""
    [一-龥]{1,10}(?:[〔﹝\[（(【]|\s)(?:19|20)\d\d[〕﹞\]）)】]\s?(?:第\s?)?\d{1,5}\s?号   # 国办发〔2021〕52号
    | (?:GB|JR|YD|SB|LB|DB\d{0,2}|HJ|NY|QX|MZ|WS)(?:/[TZ])?\s?\d{1,5}(?:\.\d+)?[—–-](?:19|20)?\d\d   # JR/T 0229—2021
    | (?<=[（(])[一-龥]{2,14}令(?:(?:19|20)\d\d年)?第\s?\d{1,4}\s?号                    # （国家金融监督管理总局令第4号）
    | (?<=[布了据照行台])(?:19|20)\d\d年第?\d{1,4}号公告                                # 发布2031年第14号公告
    | 第\s?\d{1,4}\s?号(?:国务院令|主席令|总统令|决议)                                  # 第660号国务院令, 安理会|第2735号决议
    | (?:中国人民银行令|国务院令|公告)(?:(?:19|20)\d\d年)?第\s?\d{1,4}\s?号   # 国务院令第768号, 公告2023年第12号
    """,
    re.VERBOSE,
)
# The headline of a notice is its title: 关于修订《…必备条款》的通知, 国务院关于同意设立…的批复.
_HEADLINE = re.compile(
    r"""
    ([^\n，。；：！？“”《》]*?)                                                # who issues it: listed bodies only
    关于(?:[^\n，。；！？《》“”]|《[^《》\n]{2,100}》|“[^“”\n]{1,30}”)+?的   # on what
    (?:通知|公告|通告|批复|决定|意见|若干措施|函|复函|办法|规定|通报|公报)
    (?:[（(][^（()）\n]{2,12}[）)])?(?=\n|$)
    """,
    re.VERBOSE,
)
# What is enclosed with it stands on a line of its own: 附件：上海证券交易所章程（2021年修订）.
_ENCLOSED = regex(r"^附件\d{0,2}[：:.]\s?(?:\d[.、])?([^\n，。；：《》]{4,80})$", re.MULTILINE)
_EDITED = regex("(?:杂志社?|编辑部)?(?:执行|常务|副)*(?:主编|总编辑|总编|社长)")
_CRAFT = regex("[兵书方用看魔算技]法$")  # 《孙子兵法》 is no law
_EDITION = regex(r"((?:19|20)\d\d)年?版$")  # before a title: 2020年版《外商投资准入负面清单》
_PAPER = regex("[白蓝绿黄]皮书")  # behind a title: 《新时代的…》白皮书
# What every document number holds.
_NUMBERED = regex(r"[〔﹝\[（(【\s](?:19|20)\d\d[〕﹞\]）)】]|令|号决议|公告|[A-Z]{2}|/T")
_NUMBER_LEAD = re.compile(
    r"^(?:(?:文号|编号|以|的|为|是|据|根据|按照|了|在|和|与|及|即|由|从|依据|通知|文件|方案|意见|办法|规定))+"
)


class TitleExtractor:
    """What stands in 《》: a document, a newspaper, or a work (film, book, programme), which is no entity."""

    name = "title"

    def __init__(self, lexicon: Lexicon, listed: Callable[[str], str]) -> None:
        self._listed = listed
        data = lexicon.raw["titles"]
        self._document = re.compile(
            rf"(?:{alternation(data['heads'])})"
            rf"(?:第\d{{1,3}}号(?:[—－-][^《》]{{1,40}})?|[（(〔][^（()）〔〕]{{1,20}}[）)〕]|(?:19|20)\d\d(?:年版?)?)*$"
        )
        self._outlet = re.compile(rf"(?:{alternation(data['outlets'])})(?<![公通汇快简预警情海年季月]报)$")
        self._work_before = re.compile(rf"(?:{alternation(data['works_before'])})(?:[^，。；《》]{{0,4}})$")
        self._work_after = re.compile(rf"(?:{alternation(data['works_after'])})")
        self._issuing = re.compile(rf"(?:{alternation(data['issuing'])})[^，。；《》]{{0,12}}$")
        self._subject = re.compile(r"关于|印发|发布|转发|批转")

    def find(self, context: Context) -> Iterator[Claim]:
        """Documents and outlets by title."""
        text = context.text
        yield from self._headline(text)
        for match in _ENCLOSED.finditer(text) if "附件" in text else ():
            if self._document.search(match.group(1)):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS[self.name])
        for match in _TITLE.finditer(text):
            start, end = match.span(1)
            label = self._label(text, match)
            edition = _EDITION.search(text, max(0, start - 8), start - 1) if label == "PolicyDocument" else None
            if edition is not None:
                full = f"{match.group(1)}（{edition.group(1)}年版）"
                yield Claim(edition.start(), end + 1, label, self.name, RANKS[self.name], full=full)
                continue
            # A work (film, book, programme) is claimed without a class: nothing inside it is a name either.
            yield Claim(start, end, label, self.name, RANKS[self.name])

    def _headline(self, text: str) -> Iterator[Claim]:
        """The first line where it is the title of a document, unless it alone names the document that it is about."""
        match = _HEADLINE.match(text)
        if match is None or any(not self._listed(name) for name in re.findall(r"[^\s、和]+", match.group(1))):
            return
        if all(text.count(inner) > 1 for inner in re.findall("《([^《》]+)》", match.group())):
            yield Claim(0, match.end(), "PolicyDocument", self.name, RANKS[self.name])

    def _label(self, text: str, match: "re.Match[str]") -> str:
        title = match.group(1)
        before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 4]
        if self._outlet.search(title) and len(title) <= 12:
            return "MediaOutlet"
        if len(title) <= 12 and _EDITED.match(text, match.end()):
            return "MediaOutlet"  # 《经济学动态》|主编
        if self._work_before.search(before) or self._work_after.match(after):
            return ""
        if _CRAFT.search(title):
            return ""
        if self._document.search(title) or _PAPER.match(after) or self._issuing.search(before) or title.startswith("关于"):
            return "PolicyDocument"
        label = self._listed(title)
        return label if label in ("PolicyDocument", "PolicyMeasure", "MediaOutlet") else ""

    def issuers(self, context: Context, titles: list[Claim]) -> Iterator[Claim]:
        """The listed bodies that open a title and issue it: 《国务院办公厅关于印发…的通知》. The only nested claims."""
        for title in titles:
            if parties := list(self._parties(context.text, title)):
                yield from parties
                continue
            subject = self._subject.search(context.text, title.start, min(title.end, title.start + 60))
            if subject is None:
                continue
            for name in re.finditer(r"[^\s、和与]+", context.text[title.start : subject.start()]):
                body = _AND_OTHERS.sub("", name.group())
                label = self._listed(body)
                if label in _ISSUERS:
                    start = title.start + name.start()
                    yield Claim(start, start + len(body), label, "issuer", RANKS[self.name])

    def _parties(self, text: str, title: Claim) -> Iterator[Claim]:
        """The two bodies that the name of a contract opens with: 中国商务部与智利外交部关于…的谅解备忘录."""
        parties = _PARTIES.match(text, title.start, title.end) if text.endswith(_CONTRACTS, title.start, title.end) else None
        if parties is None:
            return
        one, two = parties.span(1), parties.span(2)
        labels = self._body(text[slice(*one)]), ""
        for end in range(two[1], two[0] + 2, -1):  # the longest body that the rest opens with
            if (label := self._body(text[two[0] : end])) != "":
                two, labels = (two[0], end), (labels[0], label)
                break
        if all(labels):
            for (start, end), label in zip((one, two), labels, strict=True):
                yield Claim(start, end, label, "issuer", RANKS[self.name])

    def _body(self, name: str) -> str:
        """The class of a listed body, or of a foreign one by its country and its kind."""
        label = self._listed(name) or self._listed(name.removeprefix("中国"))
        if label in _ISSUERS:
            return label
        places = (end for end in range(2, min(8, len(name))) if self._listed(name[:end]) == "Place")
        return "GovernmentBody" if any(_ABROAD.fullmatch(name, end) for end in places) else ""


_AND_OTHERS = re.compile("等(?:[0-9一二三四五六七八九十]+(?:个|家)?)?(?:部门|部委|单位|机构|有关部门)$")  # 商务部|等13部门
_CONTRACTS = ("协议", "备忘录", "协定", "议定书", "联合声明")
_PARTIES = re.compile("([^《》“”，。、\\s和与同]{3,24}?)[和与同]([^《》“”，。、\\s]{3,24})")
_ABROAD = re.compile("(?:(?!关于)[^的]){0,12}?(?:国会|议会|法院|部|委员会|银行|央行|总局|局|署|政府)")
_ISSUERS = frozenset({"GovernmentBody", "Regulator", "MarketInstitution", "Association", "Organization", "Bank", "Company"})


class NumberExtractor:
    """Documents named by their number: 国办发〔2021〕52号, JR/T 0229—2021."""

    name = "number"

    def find(self, context: Context) -> Iterator[Claim]:
        """Every document number."""
        text = context.text
        if ("号" not in text and "/T" not in text) or _NUMBERED.search(text) is None:
            return
        for match in _NUMBER.finditer(text):
            lead = _NUMBER_LEAD.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            if start < match.end() and (not text[start].isdigit() or match.group().endswith("号公告")):
                yield Claim(start, match.end(), "PolicyDocument", self.name, RANKS[self.name])
