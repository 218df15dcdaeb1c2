"""Firms by where they stand: in a list that 等企业 closes, before a stock code, and with a place in brackets."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.extract.bank_lists import banks_listed
from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known
from kg.extract.deals import spans_counted_up, spans_of_deals
from kg.extract.firm_names import FirmNames
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_KIND = regex(".*(?:公司|企业|股东|龙头|概念股|个股|板块|暂停|恢复|买入|[增减]持|推荐|重仓|转让|其中)(?=..)")
_NO_SHARE = regex("(?:债|ETF|LOF|REIT|基金|指数|混合|联接)$")  # coded, too: 泰晶转债（113503）
_NO_FIRM = regex(
    "(?:大学|学院|[农民工师财]大|研究[所院]|科学院|医院|[协学商]会|中心|委员会|[局厅院校])$"
)  # in lists of 企事业单位
_LOCAL_FORM = regex("(?:省|市)?(?:有限责任公司|有限公司)")
_FORMS = ("公司", "集团")
_LINES = ("重工", "石化", "建筑", "股份", "药业", "实业", "控股", "电器", "机械", "化工", "新材", "纺织", "精密", "光电")
_NAMED = frozenset({"nr", "nrt", "nz", "ns"})  # jieba's tags of names: 云海|工业
# What a firm may be by its line, where its owner or a stake in it is told.
_OWNED = (
    *_LINES,
    *("投资", "资本", "工业", "科技", "网络", "集团", "能源", "物流", "金服", "数科", "创投", "传媒"),
)
_CLEARING = ("结算", "清算", "银联", "网联")  # these are firms, though of the market: 中国结算|公司
_FORM = regex("公司(?![债法章])")
_COMPANIES = frozenset({"Company", "Bank"})
# A place in brackets within a registered name, and what follows it: 美赞臣营养品|（中国）有限公司, 惠氏|（上海）贸易有限公司.
_PLACED = regex(
    "[（(][一-龥]{2,4}[）)](?:(?:(?!平台|企业)[^\\s，。、；：！？“”《》（）()的和与及]){0,14}?)(?:有限责任公司|股份有限公司|有限公司)"
)
# State builders by their number: 中铁十一局集团, 中国建筑第八工程局有限公司.
_BUILDERS = re.compile(
    "(?:中铁|中建|中交|中冶|中国建筑|中国铁建|中国水电|中国水利水电|中国能建|中国电建|中电建)第?[一二三四五六七八九十]{1,3}"
    "(?:局|冶|航务?局|航务工程局|工程局|公局|公路局|勘察设计院|勘测设计研究院)(?:集团)?(?:股份)?(?:有限公司)?(?![长部])"
)
# Shares with a Latin name: Moderna|涨超5%.
_LATIN_SHARE = re.compile("([A-Z](?<![A-Za-z].)[a-z]{3,14})(?:盘[前后中])?(?:一度)?[涨跌](?:超|近|逾|幅)?\\d[\\d.]*%")
# Firms in Latin letters by what they are: Blue Lake Partners; not where brackets gloss a Chinese name.
_LATIN_FIRM = re.compile(
    r"(?<![A-Za-z&.'（(])(?<![A-Za-z] )(?!World Bank)[A-Z][A-Za-z&.']*(?: [A-Z&][A-Za-z&.']*){0,3}"
    r" (?:Partners|Associates|Capital|Securities|Holdings?|Group|Advisors|Ventures|Technologies|Investments|Inc|LLC|Ltd|Corp)"
    r"(?![A-Za-z]| [A-Z])"
)
# Who says so, where the firm is known from here only: 普益标准|研究员董丹浓.
_ANALYSTS = re.compile(
    "(?<=[，。；、：“\\n])([一-龥]{4,8}?)(?:(?:首席|高级|资深|副|执行|联合)+(?:[一-龥]{2,4}?)??)??(?:宏观|固收|固定收益|策略|行业|银行业|非银|地产|债券|外汇|医药|市场|金融|投资|信用|大宗商品){0,2}"
    "(?:研究员|分析师|经济学家|策略师|投资顾问|研究总监|基金经理|投资总监)(?=[一-龥]{2,3}[亦也则还均]?(?:[，、：]|表示|认为|指出|分析|称|说|在接受|告诉|介绍|对))"
)


class CompanyExtractor:
    """Firms that no head noun shows. A list needs one member that is known to be a firm.

    Accepted gap: a list in which no member is known.
    """

    name = "company"

    def __init__(
        self,
        lexicon: Lexicon,
        is_word: Callable[[str], bool],
        foreign_place: Callable[[str], bool],
        label: Callable[[str], str],
    ) -> None:
        data = lexicon.raw["companies"]
        self._label = label
        self._foreign_place = foreign_place
        self._is_word = is_word
        part = r"(?:美的|[^，。；、：！？“”《》（）\s的])"
        self._list_end = re.compile(rf"等[一-龥\d]{{0,6}}?(?:{alternation(data['list_ends'])})")
        self._list = re.compile(rf"((?:{part}{{2,14}}、){{1,20}}{part}{{2,14}})$")
        self._lead = re.compile(rf"^.*(?:{alternation(data['before'])})")
        self._code = re.compile(r"[（(](?:SH|SZ|sh|sz|HK|BJ)?\.?\d{5,6}(?:\.(?:SH|SZ|HK|BJ|sh|sz))?[）)]")
        self._coded = re.compile(r"[A-Z*]{0,3}[^\W的和与及在由对从了是为以将、]{2,6}[A-Z]?$")
        self._names = FirmNames(lexicon, is_word)
        self._right = re.compile(
            "、([一-龥]{2,5})(?=[、，。；]|等|和|及|组成|进行|开展|在内|分别|共同|联合|[两三四五六七八九十]家)"
        )
        self._left = re.compile("(?:^|[、，。；：])([一-龥]{2,5})、$")
        self._ordinary = re.compile(data["not_inside"])
        no_form = "(?![一-龥]?(?:制|东)|权|的|数|转|变|回|比|总|子|孙)"
        legal = f"(?:科技|[（(]集团[）)]|集团|控股|实业|股份|有限|责任)*(?:集团|控股|股份|公司){no_form}"
        self._notice = re.compile(f"：(?={alternation(data['notices'])})")
        self._noticing = re.compile(r"(?:^|[\n；。]|\d、)\s*([*A-Z]{0,3}[一-龥]{2,6}[A-ZＡＢ]?)$")
        self._moves = re.compile(r"[涨跌](?:超|近|逾|幅|了)?\d[\d.]*%")
        self._mover = re.compile(rf"(?:^|[，、。；：\n])([一-龥]{{2,7}}?[A-ZＡＢ]?)(?:{alternation(data['moved'])})*$")
        self._no_firm = re.compile(data["not_moved"])
        self._tail = re.compile(rf"{legal}|（集团）|(?:{alternation(data['lines'])})(?![{data['lines_not_before']}])")
        self._never = frozenset(data["never"])
        self._no_part = re.compile(data["not_dealt"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such firm."""
        text = context.text
        yield from self._in_lists(context)
        for code in self._code.finditer(text):
            left = max(0, code.start() - 10)
            known = context.known_over(code.start() - 1) if code.start() else None
            coded = self._coded.search(text[left : code.start()]) if known is None else None
            if coded is not None and not _NO_SHARE.search(coded.group()):
                kind = _KIND.match(coded.group())  # 挂牌公司|天风期货（834277）
                yield from self._firm(context, left + coded.start() + (kind.end() if kind else 0), code.start())
        yield from self._counted_up(context)
        yield from self._in_market(context)
        yield from self._dealt(context)
        yield from banks_listed(context, self._label)
        yield from self._by_form(context)
        for name in context.known:
            if name.label == "Company":
                if not name.weak:
                    yield from self._beside(context, name)
                place = context.known_at(name.end)
                if place is not None and place.label == "Place" and (form := _LOCAL_FORM.match(text, place.end)) is not None:
                    yield self._claim(name.start, form.end())  # 中国移动通信集团|浙江|有限公司
                tail = self._tail.match(text, name.end)
                if tail is not None:
                    yield self._claim(
                        self._place_before(context, name.start) if tail.group().endswith("公司") else name.start, tail.end()
                    )
            elif name.surface.endswith(_CLEARING) and not name.weak and _FORM.match(text, name.end):
                yield Claim(name.start, name.end + 2, name.label, self.name, RANKS["organisation"], full=name.surface)
        for match in _PLACED.finditer(text) if "公司" in text else ():
            start = self._names.bracketed(context, match.start())
            if start is not None:
                bank = context.text.endswith("银行", start, match.start())
                yield self._claim(start, match.end())._replace(label="Bank" if bank else "Company")

    def _in_lists(self, context: Context) -> Iterator[Claim]:
        """What 等企业 closes: 京东集团、百度等企业."""
        text = context.text
        for end in self._list_end.finditer(text):
            left = max(0, end.start() - 120)
            left = max(left, max(text.rfind(mark, left, end.start()) for mark in "，。；：\n") + 1)
            members = self._list.search(text[left : end.start()])
            if members is not None:
                yield from self._read_list(context, left + members.start(1), members.group(1))

    def _counted_up(self, context: Context) -> Iterator[Claim]:
        """What a lead in front counts up, when more than half of it are firms known or made up."""
        for spans in spans_counted_up(context.text):
            firms = [span for span in spans if self._is_firm(context, *span)]
            if len(firms) * 2 > len(spans) and len(spans) > 1:
                for start, end in firms:
                    yield from self._firm(context, start, end)

    def _is_firm(self, context: Context, start: int, end: int) -> bool:
        known = context.known_at(start)
        whole = known is not None and known.end == end and known.label in _COMPANIES
        return whole or self._is_coined(context, start, end, owned=True)

    def _by_form(self, context: Context) -> Iterator[Claim]:
        """State builders by number, shares and firms with a Latin name, and the firms that analysts work for."""
        text = context.text
        for match in _BUILDERS.finditer(text):
            yield self._claim(*match.span())
        for match in _LATIN_SHARE.finditer(text) if "%" in text else ():
            yield self._claim(*match.span(1))
        for match in _LATIN_FIRM.finditer(text):
            yield self._claim(*match.span())
        for match in _ANALYSTS.finditer(text):
            if self._is_coined(context, *match.span(1)):
                yield self._claim(*match.span(1))

    def _dealt(self, context: Context) -> Iterator[Claim]:
        """Firms bought and sold: 收购|富良环球|100%股权, 恒力旗下|德力化纤|收购…."""
        for start, end in spans_of_deals(context.text):
            if self._is_coined(context, start, end, owned=True):
                yield self._claim(start, end)

    def _in_market(self, context: Context) -> Iterator[Claim]:
        """Firms that give notice (中装建设：股东拟减持) and shares that move beside a known one (谷歌跌1.77%，康菲跌0.69%)."""
        text = context.text
        for notice in self._notice.finditer(text):
            firm = self._noticing.search(text, max(0, notice.start() - 14), notice.start())
            if firm is not None and (context.known_at(firm.start(1)) is None or not self._is_word(firm.group(1))):
                yield from self._firm(context, *firm.span(1))
        spans: list[tuple[int, int, int]] = []
        for move in self._moves.finditer(text) if "%" in text else ():
            mover = self._mover.search(text, max(0, move.start() - 14), move.start())
            if mover is not None and not self._no_firm.search(mover.group(1)):
                spans.append((*mover.span(1), move.end()))
        for before, after in pairwise(spans):
            if after[0] - before[2] > 12:
                continue
            for (start, end, _), beside in ((before, after), (after, before)):
                sure = context.known_over(beside[1] - 1)
                if sure is not None and sure.label in _COMPANIES and not sure.weak:
                    yield from self._firm(context, start, end)

    def _place_before(self, context: Context, start: int) -> int:
        """Where the place begins that stands directly before a full company name (青岛|豪江智能科技股份有限公司)."""
        place = context.known_over(start - 1) if start else None
        if place is None or place.label != "Place" or place.end != start or self._foreign_place(place.surface):
            return start  # 韩国|浦项制铁公司
        return place.start

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Company", self.name, RANKS["organisation"])

    def _beside(self, context: Context, name: Known) -> Iterator[Claim]:
        """Words no dictionary has beside a known firm in a list: 壁仞科技、天数智芯、燧原科技."""
        end = name.end
        while (match := self._right.match(context.text, end)) is not None and self._unknown(
            context, match.start(1), match.end(1)
        ):
            yield self._claim(match.start(1), match.end(1))
            end = match.end(1)
        start = name.start
        while (left := self._left.search(context.text[max(0, start - 8) : start])) is not None:
            begin = max(0, start - 8) + left.start(1)
            if not self._unknown(context, begin, start - 1):
                break
            yield self._claim(begin, start - 1)
            start = begin

    def _unknown(self, context: Context, start: int, end: int) -> bool:
        name = context.text[start:end]
        listed = context.known_between(start, end)
        inside = [known for known in listed if known.start > start or known.label != "Company" or not known.weak]
        last = context.words(start, end)[-1]
        if last.start > start and last.tag == "v" and len(last.text) == 2 and self._is_word(last.text):
            return False  # 好未来|转型
        return not (inside or self._is_word(name) or self._ordinary.search(name) or self._lead.match(name))

    def _is_coined(self, context: Context, start: int, end: int, *, owned: bool = False) -> bool:
        """Whether a run of characters is made up for a firm: a part of it, or two characters in a row, is no word.

        ``owned`` lets a known firm and its line of business be one (某石油|云海资本), and a name open it (云海|工业).
        """
        name = context.text[start:end]
        told = name.removesuffix("股份") if owned else name
        if self._ordinary.search(name) or self._no_part.search(told) or self._is_word(name):
            return False
        others = [known for known in context.known_between(start, end) if not known.weak and known.label != "Place"]
        if owned and [known.label for known in others] == ["Company"] and others[0].start == start and others[0].end < end:
            return context.text.endswith(_OWNED, start, end)
        if others:
            return False
        words = context.words(start, end)
        if (
            owned
            and len(words) > 1
            and words[0].tag in _NAMED
            and not words[0].label
            and context.text.endswith(_OWNED, start, end)
        ):
            return True
        if any(word.tag[0] in "pcudr" and len(word.text) == 1 for word in words):
            return False
        unknown = any(len(word.text) > 1 and not word.label and not self._is_word(word.text) for word in words)
        return unknown or any(len(one.text) == len(other.text) == 1 for one, other in pairwise(words))

    def _read_list(self, context: Context, start: int, members: str) -> Iterator[Claim]:
        spans = []
        for member in members.split("、"):
            spans.append((start, start + len(member)))
            start += len(member) + 1
        first, last = spans[0]
        lead = self._lead.match(context.text[first:last])
        begin = first + (lead.end() if lead else 0)
        firm = context.known_over(begin - 1) if lead else None
        spans[0] = (firm.start if firm is not None and firm.label in _COMPANIES else begin, last)  # 由|华为, never 由华为|
        formed = [(begin, end) for begin, end in spans if context.text.endswith(_FORMS, begin, end) and end - begin > 3]
        if len(formed) > 2:  # 立方公司、文本矿公司、特科姆公司等9家企业
            yield from (self._claim(begin, end) for begin, end in formed if not self._no_part.search(context.text, begin, end))
        lines = [span for span in spans if context.text.endswith(_LINES, *span) and span[1] - span[0] > 3]
        if len(lines) > 1 and not any(self._is_word(context.text[begin:end]) for begin, end in lines):
            for begin, end in spans:  # 建祥建筑、恒冠达重工、辉润石化等公司
                yield from self._firm(context, begin, end)
        known = [context.known_at(begin) for begin, _ in spans]
        if not any(
            name is not None and name.end == end and name.label in _COMPANIES
            for name, (_, end) in zip(known, spans, strict=True)
        ):
            return
        for begin, end in spans:
            yield from self._firm(context, begin, end)

    def _firm(self, context: Context, start: int, end: int) -> Iterator[Claim]:
        name = context.text[start:end]
        known = context.known_at(start)
        if known is not None and known.end == end and known.label not in ("Company", "Place"):
            return
        if _NO_FIRM.search(name):
            return
        if 2 <= len(name) <= 10 and name not in self._never and not (len(name) > 3 and self._is_word(name)):
            yield self._claim(start, end)
