"""Offices that no head noun alone shows: task forces by what they are for, units after their body, the police of a place."""

import re
from collections.abc import Callable, Iterable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_OFFICIAL = frozenset({"GovernmentBody", "Regulator"})
_SENDERS = frozenset({*_OFFICIAL, "Bank", "Association", "MarketInstitution"})
_BACK = 34  # characters of a task force's name before its kind at most
_MARKS = regex(r"[\s，。、；：！？《》（）【】()]")
_QUOTED = regex("[“”]")
_IN_THE_NAME = re.compile("[部委局办厅院行]以(?!来)")  # 公安部以|…联席会议办公室名义
_DIVISION = regex("[省市县区州旗]$")
_ENDS = "司|局|厅|处|办公室|总队|支队"  # of units
_MEMBER = rf"[一-龥]{{2,10}}?(?:{_ENDS}|中心|部|办)"
_MEMBERS = regex(
    rf"""
    ((?:、{_MEMBER})+)
    (?=[，。；：和及等\n]|以及|(?:有关|相关|主要)?负责|有关|相关|参加|出席|派员|分别|联合)
    """,
    re.VERBOSE,
)
_FIRST = regex(rf"[一-龥]{{2,10}}?(?:{_ENDS}|部)(?=、)")
_LEVEL = re.compile(rf"[省市县区](?<![一-龥].)[一-龥]{{2,7}}?(?:局|厅|委)(?=[一-龥]{{2,8}}?(?:{_ENDS}|部)、)")
# The end of a unit before the post that its head holds: 信息通信管理局|局长, 普惠金融司|负责人.
_HEADED = re.compile(
    r"""
    局(?=副?局长) | 司(?=副?司长) | 厅(?=副?厅长) | 处(?=副?处长)
    | (?:司|局|办公室)(?=(?:有关|相关)?负责(?:人|同志)|副?主任|[一二]级(?:巡视|调研)员)
    """,
    re.VERBOSE,
)
_FROM_MARK = regex("(?<=[，、；])[一-龥]{2,12}$")  # what stands between a mark and that end
_ATTACHED = regex("(?:[一-龥]{2,8}?学院)?(?:第[一二三四五六])?附属[一-龥]{0,10}?(?:医院|中学|小学|学校)")
_REGIONAL = {"委会": "GovernmentBody", "基金": "PolicyMeasure"}  # classes by how the name ends
_WITH_A_REGION = ("中国东盟", "中国中东欧", "中国阿拉伯", "中国—", "中国－", "中国-")
_REACH = 60  # characters from a unit back to the body it belongs to, within a sentence
# What opens no name of a unit, or stands in none.
_NO_UNIT = regex(
    "^(?:各|该|本|其|某|原|时任|现任|省|市|县|区|自治|国家|全国|中央|中共|有关|相关|多个|以及|并|由|和|与|及)"
    "|[的了在将被是]|(?:公司|银行)$"
)


# A centre of a ministry before the post of its head: 财政部|国库支付中心|副主任.
_CENTRE_OF = regex("[一-龥]{2,10}?(?<!研究)中心(?=(?:党委)?副?主任|党委|负责人|有关|发布|表示|介绍)")
_FOUNDERS = frozenset({"Person", "Company", "Bank"})
_FOUNDATION = regex("(?:公益|慈善|科技|教育|扶贫|和平|发展|医学|艺术|文化){0,2}基金会")
_OFFICERS = regex("(?:创始|常务|联席|学术|执行)*副?(?:理事长|秘书长|会长|成员|理事会?|首席|咨询委员|学术委员|主席团)")
# Sent out by the centre under a number: 中央第五十七指导组, 中央第三生态环境保护督察组.
_NUMBERED = regex(
    "(?:中央|国务院|省委|市委)第[一二三四五六七八九十]{1,4}[一-龥]{0,8}?(?:指导|巡视|巡察|督察|督查|督导|检查|调研|考核)组"
)
# Of whom a member of a committee of the party is head, too: 江北区委|常委、|统战部|部长.
_COMMITTEE_UNIT = regex(
    "委(?:副书记|常委|委员)(?:、副[省市县区州]长)?、(统战部|组织部|宣传部|政法委|社会工作部)(?=副?[部书]|常务)"
)
# Committees of a congress, one after the other: 全国人大民委、|宪法法律委|、|外事委|.
_COMMITTEES = regex(
    "((?:全国|[一-龥]{1,3}[省市区县州])(?:人大|政协))(?!常委)[一-龥]{1,12}?委(?:员会)?"
    "((?:、(?!全国|国家)[一-龥]{2,12}?委(?:员会)?)+(?:[和及](?!全国|国家|有关)[一-龥]{2,12}?委(?:员会)?)?)(?=[，。；、]|分别|等|的|负责|关于|提出|审议)"
)
_COMMITTEE = regex("[^、和及][^、及]*?委(?:员会)?(?=[、和及]|$)")
_IN_GENERAL = regex("有关|相关|专门|各|工作委员会")
_COMMITTEE_OF = regex(r"[一-龥]{2,9}[省市县区州旗]\Z")
_BRIEFING = regex("(.{2,10}?)(?:新闻)*(?:发布会|吹风会|通气会)")


def conveners(text: str, claims: Iterable[Claim], label: Callable[[str], str]) -> Iterator[Claim]:
    """The bodies that open the name of their own briefing: 国新办|新闻发布会. Nested claims, as a title's issuers are."""
    for claim in claims:
        if claim.label == "PolicyDocument" and text.endswith("政府工作报告", claim.start, claim.end):  # 珠海市政府|工作报告
            body = text[claim.start : claim.end - 4]
            if label(body) in _OFFICIAL:
                yield Claim(claim.start, claim.end - 4, label(body), "issuer", RANKS["event"])
        if claim.label == "Event" and claim.end - claim.start > 5 and text[claim.end - 1] == "会":
            briefing = _BRIEFING.fullmatch(text, claim.start, claim.end)
            body = label(briefing.group(1)) if briefing is not None else ""
            if briefing is not None and body in _OFFICIAL:
                yield Claim(*briefing.span(1), body, "issuer", RANKS["event"])


class OfficeExtractor:
    """Bodies of the state that are named by what they do or whose they are.

    Accepted gap: a task force with a verb of its founding inside its name.
    """

    name = "organisation"

    def __init__(self, lexicon: Lexicon, is_foreign: Callable[[str], bool], label: Callable[[str], str]) -> None:
        data = lexicon.raw["offices"]
        self._label = label
        self._is_foreign = is_foreign
        self._force = re.compile(rf"(?:{alternation(data['forces'])})(?:办公室|办|专家组)?(?![员长成人])")
        self._signs = tuple(data["force_signs"])
        self._breaks = re.compile(alternation(data["breaks"]))
        self._independent = frozenset(data["independent"])
        self._committee = re.compile("委员会(?:办公室|办)?")
        self._shared = re.compile(alternation(data["shared"]))
        self._between = re.compile(rf".*(?:(?:两国|双方)|(?<![其集])(?=中(?:{alternation(data['sides'])})))")
        self._sent = re.compile(data["sent"])
        self._regional = re.compile(data["regional"])
        self._police = data["local"]

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such body."""
        text = context.text
        if any(sign in text for sign in self._signs):
            for force in self._force.finditer(text):
                yield from self._set_up(context, force.start(), force.end())
        yield from self._by_form(context)
        if "委员会" in text:
            yield from self._of_party(context)
        signs = [(sign, office) for sign, office in self._police.items() if sign in text]
        for known in context.known:
            yield from self._by_what_follows(context, known)
            if known.label == "Place" and (signs or (known.surface == "中国" and not known.weak)):
                yield from self._after(context, known, signs)
        if "附属" in text:
            yield from self._attached(context)
        yield from self._units(context)

    def _by_what_follows(self, context: Context, known: Known) -> Iterator[Claim]:
        """A foundation named after somebody (曼德拉|基金会), and a forum that has officers (博鳌亚洲论坛|理事长)."""
        if known.label in _FOUNDERS and (fund := _FOUNDATION.match(context.text, known.end)) is not None and not known.weak:
            yield self._claim(known.start, fund.end(), "Organization")
        elif known.surface.endswith("论坛") and _OFFICERS.match(context.text, known.end):
            yield Claim(known.start, known.end, "Organization", self.name, RANKS["event"] - 1)

    def _by_form(self, context: Context) -> Iterator[Claim]:
        """Those that their wording alone shows."""
        text = context.text
        for match in _COMMITTEE_UNIT.finditer(text) if "委" in text else ():
            committee = _COMMITTEE_OF.search(text, max(0, match.start() - 10), match.start())
            if committee is not None:
                full = committee.group() + "委" + match.group(1)
                yield Claim(*match.span(1), "GovernmentBody", self.name, RANKS["local"], full=full)
        for row in _COMMITTEES.finditer(text) if "委、" in text or "委员会、" in text else ():
            for committee in _COMMITTEE.finditer(row.group(2)):
                span = (row.start(2) + committee.start(), row.start(2) + committee.end())
                if not _IN_GENERAL.search(committee.group()):
                    yield self._claim(*span, "GovernmentBody", row.group(1) + committee.group())
        for match in _NUMBERED.finditer(text) if "第" in text else ():
            yield Claim(*match.span(), "GovernmentBody", self.name, RANKS["event"])
        for match in self._shared.finditer(text):
            left = max(context.run_start(match.start()), match.start() - 18)
            between = self._between.match(text, left, match.start())
            if between is not None and match.start() - between.end() > 1:
                yield Claim(between.end(), match.end(), "Organization", self.name, RANKS["event"])
        for match in self._sent.finditer(text) if "赴" in text or "援" in text else ():
            front = 2 * text.startswith(("我国", "中国"), match.start() - 2)
            yield Claim(match.start() - front, match.end(), "Organization", self.name, RANKS["event"])
        for match in self._regional.finditer(text) if any(dash in text for dash in _WITH_A_REGION) else ():
            label = _REGIONAL.get(match.group()[-2:], "Organization")
            yield Claim(*match.span(), label, self.name, RANKS["event"])

    def _claim(self, start: int, end: int, label: str, full: str | None = None) -> Claim:
        return Claim(start, end, label, self.name, RANKS[self.name], full=full)

    def _set_up(self, context: Context, kind: int, end: int) -> Iterator[Claim]:
        """国务院|国企改革|领导小组, 国务院长沙居民自建房倒塌事故|调查组, 金融科技发展奖评审|领导小组."""
        text = context.text
        left = self._left(text, kind)
        if left == kind:
            return
        anchor = self._anchor(context, left, kind)
        if anchor is not None:
            rest = text[anchor.end : kind]
            place = anchor.label == "Place"
            if (len(rest) < 2 and (place or anchor.label not in _OFFICIAL)) or (not rest and text[kind : kind + 1] == "专"):
                return
            yield self._claim(anchor.start, end, "GovernmentBody" if place else anchor.label)
        elif text[kind:end].startswith(tuple(self._independent)) and left < kind - 5 and _opens(text, left):
            yield self._claim(left, end, "GovernmentBody")

    def _left(self, text: str, kind: int) -> int:
        """Where the run of a task force's name begins at the earliest: after a mark, or a word that no such name holds."""
        start = max(0, kind - _BACK)
        for mark in _MARKS.finditer(text, start, kind):
            start = mark.end()
        for stop in self._breaks.finditer(text, start, kind):
            if text[stop.start() - 1 : stop.end()] != "应对":  # 疫情|应对|处置工作领导小组
                start = stop.end()
        for name in _IN_THE_NAME.finditer(text, start, kind):
            start = name.end()
        quotes = [quote.start() for quote in _QUOTED.finditer(text, start, kind)]
        if len(quotes) % 2:  # a quotation that ends or begins in the run
            start = quotes[0] + 1 if text[quotes[0]] == "”" else quotes[-1] + 1
        return start

    def _anchor(self, context: Context, left: int, kind: int) -> Known | None:
        """The first body of the state or division in the run, which the task force belongs to."""
        for known in context.known_between(left, kind):
            if known.weak or (known.start > left and known.label == "Place" and context.text[known.start - 1] == "赴"):
                continue
            if known.label in _SENDERS or (known.label == "Place" and _DIVISION.search(known.surface)):
                return known
        return None

    def _of_party(self, context: Context) -> Iterator[Claim]:
        """西宁市委|网络安全和信息化委员会办公室: a commission of a committee of the party."""
        for match in self._committee.finditer(context.text):
            left = self._left(context.text, match.start())
            for known in context.known_between(left, match.start()):
                named = 2 <= match.start() - known.end <= 16
                if named and known.label == "GovernmentBody" and not known.weak and known.surface.endswith(("委", "中央")):
                    yield self._claim(known.start, match.end(), "GovernmentBody")
                    break

    def _attached(self, context: Context) -> Iterator[Claim]:
        """复旦大学|附属华山医院."""
        for known in context.known:
            if known.label == "Organization" and not known.weak:
                attached = _ATTACHED.match(context.text, known.end)
                if attached is not None:
                    yield self._claim(known.start, attached.end(), "Organization")

    def _after(self, context: Context, known: Known, signs: list[tuple[str, str]]) -> Iterator[Claim]:
        """沈阳|警方 is its bureau of public security; 中国|财政部 the ministry; both names are one surface."""
        text = context.text
        if known.surface == "中国":
            body = context.known_at(known.end)
            if body is not None and body.label in _OFFICIAL and not body.surface.startswith(("中", "党")):
                yield self._claim(known.start, body.end, body.label, body.surface)
            return
        for sign, office in signs:
            if text.startswith(sign, known.end) and not self._is_foreign(known.surface):
                yield self._claim(known.start, known.end + len(sign), "GovernmentBody", known.surface + office)

    def _units(self, context: Context) -> Iterator[Claim]:
        """Units after the one that names their body (证监会投资者保护局、|稽查局) or by their head's post (、|信通局|局长)."""
        text = context.text
        for match in _HEADED.finditer(text):
            named = _FROM_MARK.search(text, max(0, match.start() - 13), match.start())
            body = self._body_before(context, named.start()) if named is not None else None
            if named is not None and body is not None:
                yield from self._unit(context, named.start(), match.end(), body)
        for body in context.known if "中心" in text else ():
            centre = _CENTRE_OF.match(text, body.end)
            if centre is not None and body.label in _OFFICIAL and not body.weak and not _NO_UNIT.search(centre.group()):
                yield self._claim(body.start, centre.end(), body.label)
        for body in context.known:
            local = text[body.start - 1 : body.start] in _LEVELS and not body.surface.startswith(_LEVELS)  # 市|发改委
            if body.label not in _OFFICIAL or body.weak or local:
                continue
            if text[body.end : body.end + 1] == "、":
                if owner := self._owner(body.surface):
                    yield from self._listed(context, body.end, body.label, owner)
            elif text.find("、", body.end, body.end + 14) > 0 and (first := _FIRST.match(text, body.end)) is not None:
                yield from self._listed(context, first.end(), body.label, body.surface)
        for level in _LEVEL.finditer(text):
            first = _FIRST.match(text, level.end())
            if first is not None:
                yield from self._listed(context, first.end(), "GovernmentBody", level.group())

    def _owner(self, unit: str) -> str:
        """The listed body that opens the name of a listed unit: 国家金融监督管理总局|普惠金融司; or nothing."""
        if not unit.endswith(tuple(_ENDS.split("|"))):
            return ""
        return next((unit[:end] for end in range(len(unit) - 2, 1, -1) if self._label(unit[:end]) in _OFFICIAL), "")

    def _listed(self, context: Context, at: int, label: str, body: str) -> Iterator[Claim]:
        members = _MEMBERS.match(context.text, at)
        for member in re.finditer("[^、]+", members.group(1)) if members else ():
            span = (at + member.start(), at + member.end())
            if not _NO_UNIT.search(member.group()) and self._is_free(context, *span):
                yield self._claim(*span, label, body + member.group())

    def _unit(self, context: Context, start: int, end: int, body: Known) -> Iterator[Claim]:
        name = context.text[start:end]
        if self._is_free(context, start, end) and not _NO_UNIT.search(name):
            yield self._claim(start, end, body.label, (self._owner(body.surface) or body.surface) + name)

    def _is_free(self, context: Context, start: int, end: int) -> bool:
        """Whether no listed name stands in a span but the unit's own short one (财金司, never 央行货币政策司)."""
        names = [name for name in context.known_between(start, end) if not name.weak]
        return not any((name.start, name.end) != (start, end) or self._owner(name.surface) for name in names)

    def _body_before(self, context: Context, position: int) -> Known | None:
        """The nearest body of the state before a unit in its sentence; a unit found before it is passed over."""
        left = max(context.text.rfind(mark, max(0, position - _REACH), position) for mark in "。；\n")
        for known in reversed(context.known_between(max(left + 1, position - _REACH), position)):
            if known.label in _OFFICIAL and not known.weak:
                return known
            if known.label in ("Bank", "Company", "Association", "Organization"):
                return None
        return None


_LEVELS = ("省", "市", "县", "区", "州", "旗")
_OPEN = frozenset("，。、；：\n") | {""}
_LEANT_ON = frozenset({"按照", "根据", "依托", "承担", "发挥", "通过", "纳入"})  # 依托|煤电油气运保障工作部际协调机制


def _opens(text: str, left: int) -> bool:
    """Whether a task force may be named from here on by itself: after a mark, or a word that leans on it."""
    return text[max(0, left - 1) : left] in _OPEN or text[max(0, left - 2) : left] in _LEANT_ON
