"""Documents cited without 《》 by a short form: a number, a kind behind a body or parties, or what befell them."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.event_names import CN
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

# A number without its year, as the press cites it: 落实|国发14号文, 央行|银发〔2021〕5号文.
_SHORT_NUMBER = regex(
    r"""
    ((?:国办?发|中办?发|财[税预金库建综办]|银办?发|银监发|银保监(?:办)?发|保监发|证监(?:办)?发|汇发|税总发|发改[一-龥]{2}
       |建[房金城]|国资[一-龥]{2})
    (?:〔(?:19|20)\d\d〕|(?:19|20)\d\d年)?\d{1,4}号(?:文件|文)
    | (?<=[（(])\d{1,4}号文(?:件)?(?=[）)])                                # 《关于…的通知》（107号文）
    | (?:(?<=[《“、，。：实据照从行及和与])|(?<![一-龥）)]))
      (?:国务院|财政部|央行|人民银行|证监会|银保监会|银监会|保监会|金融监管总局|发展改革委|发改委|国资委|国办|中办)
      (?:(?:19|20)\d\d年)?(?:第)?\d{1,4}号(?:文件|文|令))
    """,
    re.VERBOSE,
)
# What the congress is given year by year; elsewhere 计划草案 is the draft of any plan: 审查|计划报告|和|预算草案.
_BUDGET = regex(
    r"(?:(?:19|20)\d\d年度?|年度)?(?:国民经济和社会发展)?(?:中央(?:和地方)?|全国)?(?:计划|预算|决算)(?:报告|草案)(?!编制|审查结果|期|会|人)"
)
# And by their full names, two years in each: 国务院关于2031年…计划执行情况与2032年…计划草案的报告.
_TWO_YEARS = regex(
    r"(?:国务院)?(?:关于)?(?:19|20)\d\d年(?:国民经济和社会发展计划|中央和地方预算|中央预算)执行情况"
    r"[与和及](?:19|20)\d\d年(?:国民经济和社会发展计划|中央和地方预算|中央预算)草案的报告"
)
_BUDGETS = ("计划报告", "计划草案", "算草案", "算报告")
_GIVEN = frozenset("对和与及出查的准了将把议会")  # letters that a report to the congress may follow
_REPORTS = regex(
    r"((?:(?:全国|[省市区县])?(?:人大|政协)常委会|常委会|最高人民法院|最高人民检察院|最高法|最高检|“?两高”?)工作报告)"
)
# Rules that a body gives itself: 全国人大|议事规则, 国务院|工作规则.
_OWN_RULES = regex(r"(?:议事规则|工作规则|组织条例|工作条例)(?!等|的?[一-龥]{0,2}制定)")
_BODIES = frozenset({"GovernmentBody", "Association", "Organization", "MarketInstitution", "Regulator"})
# A treaty by its parties: 中澳|自贸协定, 中国和澳大利亚的|自贸协定升级议定书.
_TREATY = regex(
    r"的?(?:双边|全面)?(?:自贸区?|自由贸易区?|双边投资|投资保护|投资|避免双重征税|互免签证|航空运输|航空|引渡|司法协助|社会保障|税收|渔业|海关互助|数字经济|经贸合作|本币互换|货币互换)"
    r"(?:升级)?(?:协定|协议|议定书)(?:(?:的?进一步)?升级)?(?:议定书)?"
)
_BETWEEN = frozenset("和与、—-－同")
# Plans for a place, without any verb: 福建自贸区|总体方案|的186项任务, 雄安新区|规划纲要.
_PLAN_OF = regex("(?:总体方案|总体规划|规划纲要|空间规划|发展规划|建设规划|建设方案|建设实施方案)(?![图局院司])")
_SEVERAL = regex("[两三四五六七八九十多]个(?:[合示开园地区省城新])")
_OF_PLACE = regex(
    "(?:(?![的了和与及在是对将为以由各等]|制定|编制|印发|出台|发布|公布|研究|按照|根据|落实|纳入|完善|提出|起草|批准|实施|[两三四五六七八九十多]个)"
    "[一-龥]){0,12}"
)
_ZONE = regex("[区港圈带廊]$")
# What befell a document that opens its clause: 碳达峰实施方案|已形成送审稿, 车险综合改革指导意见|9月19日实施.
_BEFALL = (
    r"(?:今[天日]|昨[天日]|近[日期]|日前|正式|已经?|将|于|自|拟){0,3}(?:\d{1,2}月(?:\d{1,2}日)?|[下本]月|明年|[月年]底)?起?"
    r"(?:形成送审稿|印发|出台|发布|公布|下发|获批|施行|实施|公开征求意见|征求意见|出炉|面世)(?![的了会])"
)
# New rules by what they rule; where the same piece names the document, this is but its headline.
_NEW_RULES = regex(
    r"(?<=[，。；：、\s“])(?![有该拟这]|新(?!能源|型|材料|三板|股))((?:(?!发布|出台|实施|公布)[^\s，。、；：！？“”《》（）的了]){4,18}新规)"
    r"(?=(?:今[天日]|近[日期]|日前|正式|已经?|将|拟){0,2}(?:\d{1,2}月(?:\d{1,2}日)?起?)?(?:发布|出台|实施|施行|落地|公布|征求意见|等一系列))"
)
# And behind the verb: 发布|网络销售消费品召回监管新规|，要求.
_GAVE_RULES = regex(
    r"(?:发布|出台|公布|推出|印发)了?((?![一两三多该新相有]|\d)(?:[^\s，。、；：！？“”《》（）的了]){4,18}新规)(?=[，。；：]|要求|明确|规定|提出)"
)
# What parties state or agree on together, 和 and 的 and all: 签署|中国全国人大与白俄罗斯国民会议合作的联合声明.
_TOGETHER = regex(
    r"(?:签署|发表|通过|达成|共同发布)了?((?:[^\s，。、；：！？“”《》（）]{2,20}[和与同][^\s，。、；：！？“”《》（）]{2,24}|中[一-龥]{1,4}|[一-龥]{2,10})"
    r"(?:关于[^\s，。、；：！？“”《》（）]{2,30})?(?<![了一])(?:的|合作的)(?:联合声明|联合公报|联合宣言|行动计划|谅解备忘录|合作备忘录|协定|议定书))"
)
# What two states declare, by their first letters: 发表|中哥政府联合声明, 发表了|中国和巴西联合公报.
_DECLARED = regex(
    r"(?:签署|发表|发布|通过)了?((?:中(?!央|方|外)[一-龥](?:两国)?|中国[和与同][一-龥]{2,8}?|[一-龥]{1,6}中)(?:政府)?(?:(?!关于|就)[一-龥]{2,10}?)?(?:联合声明|联合公报|联合宣言))"
)
# A plan for long, whoever draws it up: 抓紧制定|城镇化中长期发展规划.
_LONG_PLAN = regex(
    r"(?:制定|编制|起草|出台|印发|实施|发布)了?((?!本|各|该|其|相关|有关|企业|公司|地方|一[个项]|中长期)"
    r"[^\s，。、；：！？“”《》（）()的了和与及等\d]{3,14}中长期(?:发展|建设|专项)?规划(?:纲要)?)(?=[，。；、和及\n]|$)"
)
# A title that fills its line: \n某市关于支持企业上市的若干扶持政策（征求意见稿）\n.
_HEADING = regex(
    r"\n((?:[一-龥]{2,12}[省市区县州])?关于(?:[^，。；：！？《》“”\s]|“[^“”\n]{2,12}”){4,50}的(?:若干|实施|指导|暂行|政策|扶持|支持|奖励|激励){0,3}(?:政策|措施|意见|办法|规定|通知|公告|方案|决定)"
    r"(?:[（(](?:征求意见稿|试行|暂行|草案|修订稿?|送审稿|(?:19|20)\d\d年?(?:版|修订)?)[）)])?)(?=\n)"
)
# A bill by the law it amends: 通过|修改《某法》法案.
_BILL = regex(r"((?:修改|修订|废止)(?:第\d+/\d{4}号法律)?[《〈][^《》〈〉\n]{2,30}[》〉]的?(?:法案|法律案|议案|提案))")
# What a meeting issues at its end: 当天夜间发布的|会议公报, |G20峰会公报|.
_COMMUNIQUE = re.compile(
    r"((?:(?:二十国集团|金砖国家|G20|G7|亚太经合组织|上合组织|联合国)?(?:领导人)?(?:圆桌)?峰会|全会|会议|论坛)(?:联合)?公报)(?!室)"
)
# What many agree on and name after the place: 达成“|昆明共识|”.
# And without marks, after the place where they met: 发表|厦门宣言.
_PROCLAIMED = regex(
    "(?:发表|通过|发布|签署|形成)了?《?((?!联合|共同|政治|竞选|就职|独立|部长|最终|会议|峰会)[一-龥]{2,4}宣言)(?=[，。；、]|$)"
)
_AGREED = regex("(?:达成|形成|发布|发表|通过|签署|签订|缔结)了?“([^“”\n，。；、]{2,10}(?:共识|宣言|公约|议定书))”")
# A law in the making: 研究制定|全国统一大市场建设条例, 做好|社会救助法|制定相关工作.
_LAW = (
    r"(?:(?!制定|修订|出台|起草)[^\s，。、；：！？“”《》（）()的了和与及等对将]){2,16}?"
    r"(?:(?<![办方做看说想立执司合违依无非守用宪此该本])法|条例)"
)
_IN_MAKING = regex(
    rf"(?:制定实施|制定出台|研究制定|研究起草|加快制定|抓紧制定|推动制定|推进制定|尽快制定|加快出台|尽快出台|推动出台|修订实施)了?({_LAW})(?=[，。；、]|和|$|等)"
)
_BEING_MADE = regex("(?:法|条例)的?(?:制定|修订|修改|起草|立法|修法)(?:相关|有关)?(?:工作|进程|步伐|任务|调研)")
_HASTE = "做好|加快|推进|推动|抓好|抓紧|启动|开展|加强|完成|参与"
_OF_WORK = regex(
    rf"(?:{_HASTE}|[，。；、：\n])(?!{_HASTE})({_LAW})(?=(?:的)?(?:制定|修订|修改|起草|立法|修法)(?:相关|有关)?(?:工作|进程|步伐|任务|调研))"
)
_NO_LAW = regex("地方性|行政法规|相关|有关|配套|法律|若干|多部|一批|[一-龥]部法")
# What a congress decides or resolves: 通过了增值税法、|关于修改监察法的决定|、…, 表决通过了|关于批准《某条约》的决定|.
_RESOLVED = regex(
    r"关于(?:(?!关于)[^\s，。；、“”《》]|《[^《》\n]{2,60}》|“[^“”\n]{2,14}”){2,60}?"
    r"的(?:决定|决议)(?:草案)?(?=[、，。；\n]|的议案|$)"
)
_PASSED = regex("(?:通过|批准|审议)了?[^。；\n]{0,200}$")
_PASSING = ("通过", "通过了", "批准了", "审议", "审议了", "、")
_PERSONNEL = regex("任免|任命|代表资格|辞职|人选|名单")
# What a plenum ends with: |党的二十届三中全会公报|.
_OF_PLENUM = regex(rf"((?:中国共产党第{CN}届中央委员会第{CN}次全体会议|(?:(?:党的|中共){CN}|{CN})届{CN}中全会)公报)")
_PLAIN = (
    (("共识", "宣言", "公约", "议定书"), _AGREED),
    (("宣言",), _PROCLAIMED),
    (("公报",), _COMMUNIQUE),
    (("会公报", "会议公报"), _OF_PLENUM),
    (("号文", "号令"), _SHORT_NUMBER),
    (("工作报告",), _REPORTS),
    (("联合", "备忘录", "协定"), _TOGETHER),
    (("联合声明", "联合公报", "联合宣言"), _DECLARED),
    (("中长期",), _LONG_PLAN),
    (("\n关于", "省关于", "市关于", "区关于", "县关于", "州关于"), _HEADING),
)
# What a clause says before the name, and what names no rules of their own: 明天起一批新规施行.
_SAID = regex(
    "介绍|表示|透露|指出|[声据]称|要求|研究|制定|起草|根据|按照|抓紧|加快|尽快|同时|目前|此外|近日|日前|今[年天日]|其中|新修订的?|修订后的?|首[部个]|[就在]"
)
_VAGUE = regex(
    "一批|多项|系列|[日月天年]起|今[日天]|明[日天]|[本下]月|[多各两]地|部门|多个|又一|不少|相关|哪些|[一两三四五六七八九十]项|重磅"
)
_SHORTEST = 5  # letters of a name that opens a clause
_SHORTEST_PLAN = 9  # and of a 规划: 全球电网骨干网架规划|今天发布
_FAR = 220  # characters within which a list goes back to what was passed
_SOON = 220  # characters within which the piece names it


class CitedExtractor:
    """Documents that a short form of their own cites; their heads are those of drafts without 《》."""

    name = "draft"

    def __init__(self, lexicon: Lexicon) -> None:
        heads = ["规划", *(head for head in lexicon.raw["drafts"]["heads"] if len(head) > 2)]
        self._befallen = re.compile(
            r"[，。；：、\n ]((?!关于|等|和|[其该]|以上|上述|相关|有关|各)(?:[^\s，。、；：！？“”《》（）的了和与]){3,24}?"
            rf"(?:{alternation(heads)}))(?={_BEFALL})"
        )

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such document."""
        text = context.text
        for signs, pattern in _PLAIN:
            if any(sign in text for sign in signs):
                yield from (self._claim(*match.span(1)) for match in pattern.finditer(text))
        for match in _BILL.finditer(text) if "》" in text and "案" in text else ():
            yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["title"])  # holds the law it amends
        for match in self._befallen.finditer(text):
            start = max((said.end() for said in _SAID.finditer(text, *match.span(1))), default=match.start(1))
            named = _SEVERAL.search(text, start, match.end(1)) is None  # 两个合作区总体发展规划发布
            least = _SHORTEST_PLAN if match.group(1).endswith("规划") else _SHORTEST
            if named and match.end(1) - start >= least:
                yield self._claim(start, match.end(1))
        yield from self._resolved(context)
        if any(sign in text for sign in _BUDGETS):
            yield from self._budgets(text)
        if "规划" in text or "方案" in text:
            yield from self._plans_of(context)
        if "规则" in text or "条例" in text:
            yield from self._own_rules(context)
        if "协定" in text or "协议" in text or "议定书" in text:
            yield from self._treaties(context)
        if "新规" in text:
            yield from self._new_rules(text)
        if "制定" in text or "出台" in text or "起草" in text or "修" in text or "立法" in text:
            yield from self._in_making(text)

    def _resolved(self, context: Context) -> Iterator[Claim]:
        """With the body whose decision it is, where that stands before."""
        text = context.text
        for match in _RESOLVED.finditer(text) if "的决" in text else ():
            start = at = match.start()
            body = context.known_over(start - 1) if start else None
            if body is not None and body.end == start and body.label in _BODIES:
                at = body.start
            if not match.group().endswith("草案"):
                start = at
            before = text[max(0, at - _FAR) : at]
            passed = before.endswith(_PASSING) and _PASSED.search(before) is not None
            plain_draft = match.group().endswith("草案") and "《" not in match.group()  # read with the other drafts
            if passed and not plain_draft and _PERSONNEL.search(match.group()) is None:
                rank = RANKS["title" if "《" in match.group() else "event"]  # holds the law it amends
                yield Claim(start, match.end(), "PolicyDocument", self.name, rank)

    def _budgets(self, text: str) -> Iterator[Claim]:
        for match in _TWO_YEARS.finditer(text) if "执行情况" in text else ():
            yield Claim(*match.span(), "PolicyDocument", self.name, RANKS["title"])  # holds the draft that it reports on
        for match in _BUDGET.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if not "一" <= before <= "龥" or before in _GIVEN:
                yield self._claim(*match.span())

    def _plans_of(self, context: Context) -> Iterator[Claim]:
        """Behind the name of a place or a zone, the first of them that the words between do not part from it."""
        for plan in _PLAN_OF.finditer(context.text):
            for place in context.known_between(max(context.run_start(plan.start()), plan.start() - 20), plan.start()):
                middle = place.label == "Place" and _OF_PLACE.fullmatch(context.text, place.end, plan.start())
                if middle and (middle.end() - middle.start() > 1 or _ZONE.search(place.surface)):
                    yield self._claim(place.start, plan.end())
                    break

    def _in_making(self, text: str) -> Iterator[Claim]:
        of_work = _OF_WORK.finditer(text) if _BEING_MADE.search(text) else ()
        for match in (*_IN_MAKING.finditer(text), *of_work):
            if _NO_LAW.search(match.group(1)) is None:
                yield self._claim(*match.span(1))

    def _new_rules(self, text: str) -> Iterator[Claim]:
        for match in (*_NEW_RULES.finditer(text), *_GAVE_RULES.finditer(text)):
            if "《" not in text[match.end() : match.end() + _SOON] and not _VAGUE.search(match.group(1)):
                yield self._claim(*match.span(1))

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "PolicyDocument", self.name, RANKS["event"])  # stronger than the bodies in it

    def _own_rules(self, context: Context) -> Iterator[Claim]:
        for match in _OWN_RULES.finditer(context.text):
            body = context.known_over(match.start() - 1) if match.start() else None
            if body is not None and body.end == match.start() and body.label in _BODIES:
                yield self._claim(body.start, match.end())

    def _treaties(self, context: Context) -> Iterator[Claim]:
        text = context.text
        for last in context.known:
            treaty = _TREATY.match(text, last.end) if last.label in ("Place", "Organization") else None
            if treaty is None:
                continue
            start = last.start
            while start and text[start - 1] in _BETWEEN:
                party = context.known_over(start - 2) if start > 1 else None
                if party is None or party.end != start - 1 or party.label not in ("Place", "Organization"):
                    break
                start = party.start
            yield self._claim(start, treaty.end())
