"""Documents without 《》: drafts of laws, plans, reports, and what a verb of issuing names."""

import re
from collections.abc import Iterable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

# A document that the news names by its subject; the last 的 before its kind ends the subject.
_ABOUT = regex(
    r"关于(?:(?!、(?:国务院)?关于)[^，。；“”《》\n]|“[^“”\n]{2,12}”){3,70}?的(?:(?:审计|综合|专项|年度|调研|专题|中期|总结|评估|审查|书面)?(?:工作)?报告"
    r"|(?:决定|决议|解释|议案|办法|规定|方案)(?:修订|修正)?(?:草案|（草案）)|议案(?!的))"
)
_ISSUED_ABOUT = regex(
    r"(?:印发|发布|出台|下发|公布|发出|转发|制定|签署|审议通过|表决通过|落实|实施|根据|按照|转发[一-龥、]{2,16}?)了?((?:国务院)?关于(?:[^，。；“”《》\n]|“[^“”\n]{2,12}”){4,60}?的"
    r"(?:[0-9一二三四五六七八九十]+条措施|(?:指导|实施|若干)?意见|(?:若干|政策)?措施|(?:紧急)?通知|(?:实施)?办法|公告|通告|(?:若干)?规定|(?:实施|工作|行动)?方案|决定|批复|规划|(?:司法)?解释|行动计划|指引|声明)"
    r"(?![一-龥]{0,12}的(?:通知|意见|公告)))"
)
_SAYS_ABOUT = regex(
    r"(关于(?<=[门部委局厅行会院府]关于)[^，。；“”《》\n]{6,60}的(?:指导意见|实施意见|意见|通知|公告|规定|办法))(?=指出|提出|明确|要求|强调|规定|显示|[（(][一-龥]{1,8}〔)"
)
_REPORT = re.compile(
    r"(?:发布|公布)(?:的|了)?((?:(?:[^，。；：！？“”《》（）\s的了和、]){4,30}(?<!业绩)报告|(?:[^，。；：！？“”《》（）\s了和、]){4,30}(?:白皮书|蓝皮书|绿皮书)))(?!期|会|人|显?示?的)"
)
# A list or a plan that is published, set apart by its year or its batch: 发布|2026年…重点企业名单, 公布|2026年…“百日”行动方案.
_LIST = re.compile(
    "(?:发布|公布|印发)了?((?:20\\d\\d年度?|第[一二三四五六七八九十]+[批版])(?:[^，。；：！？“”《》\\s的了、]|“[^“”\\n]{2,12}”){2,26}?(?:名单|名录|目录|方案))"
    "(?![一-龥]{0,2}[外内中])"
)
# What parties sign: 达成|全渠道药品商业化合作协议, 签署|系统兼容与互操作联合声明; not 签订|长期协议. Another verb may follow
# (签订并实施|自由贸易协定), and the sum (签署近20亿元的|10架客机融资框架协议).
_SIGNED = regex(
    "(?:签署|签订|达成|签下)(?:了|的)?(?:并(?:正式|共同|全面)?(?:实施|批准|执行|落实|履行|公布|发表)了?)?"
    "(?:(?:总?金?额|总价值?|价值)?(?:近|约|逾|超过?|达)?\\d[\\d.]*[万亿余多]*(?:元人民币|[美欧日港]?元|人民币)的)?"
    "((?![和与及等多一两数并]|\\d(?!\\d?号|\\d*[架台艘辆]))(?:“[^“”\\n]{2,12}”|(?:“[^“”\\n]{2,12}”|[^，。；：！？“”《》（）\\s的了、]){2,24}?)"
    "(?:合作协议|合作规划纲要|合作规划|框架协议|互换协议|联合声明|谅解备忘录|合作备忘录|议定书|联合公报|联合宣言|(?<=[一-龥]{4})条约|(?<!自贸)协定(?:的?(?:进一步)?(?:升级|补充|修订)?议定书)?))(?!\\d|[一-龥]{0,2}[份项个])"
)
_CONTRACTS = ("协议", "备忘录", "声明", "协定", "联合公", "联合宣", "条约", "议定书", "合作规划")
# What is drawn up or printed is a document, though a plan of action may also be a programme: 起草|…建设行动计划.
_DRAWN_UP = regex(
    "(?:起草|印发|编制|审议通过)了?((?:[^，。；：！？“”《》\\s的了和、]){4,26}?(?:行动计划|实施计划|工作计划))(?![一-龥]*?实施方案)"
)
# Only documents are printed and handed out, whatever kind they are: 印发|按病种付费2.0版分组方案.
_KINDS = (
    "方案|计划|意见|办法|规定|规划|指南|清单|目录|要点|规则|细则|规程|纲要|指引|标准|措施|条例|章程|准则|导则|大纲|公约|守则"
)
_EDITION = (
    r"(?:[（(](?:(?:19|20)\d\d(?:年)?[—–\-－至](?:19|20)\d\d年?|(?:19|20)\d\d年?(?:版|修订版?|修订|本)?"
    r"|试行|暂行|修订版?|\d\.0版?)[）)])"
)
# Both verbs stand before the name: 印发|实施|某市…规定, 发布|实施|…指引; not 印发|实施方案.
_IN_FORCE = "(?:(?:并)?(?:实施|施行)(?!方案|意见|细则|办法|计划|条例|纲要|规划|指南|规定|标准))?"
# Plans in general: 制定|分领域分行业实施方案, 印发|专项规划和实施方案, 实施…等领域|专项规划.
_NOT_IN_GENERAL = (
    "(?!分(?:领域|行业|区域|地区|阶段|年度|类别?|品种)|专项(?:规划|方案|计划|政策)|[^，。；“”《》\\n]{0,30}等领域(?:的)?专项)"
)
_PRINTED = regex(
    rf"印发了?{_IN_FORCE}(?:新修订的?|修订后的|新版|新的)?{_NOT_IN_GENERAL}((?!关于|相关|有关|一系列|系列|多[项个]|配套|具体|专门|该|这|两|[一二三四五\d]+[个项份])"
    rf"(?:[^，。；：！？“”《》（）()\s的了和、]|“[^“”\n，。；]{{2,12}}”(?=[一-龥])|[和、](?=[^，。；的]{{2,12}}(?:{_KINDS}))){{4,28}}?"
    rf"(?:{_KINDS})(?:{_EDITION}|(?![一-龥]{{0,3}}(?:的|要求|任务)|[图书性]))(?=[，。；、：\n（）]|和|及|等|提出|明确|要求|以来|后|$))"
)
# And what bears its years in brackets: 落实|县域商业三年行动计划（2023—2025年）.
_DATED = regex(
    r"(?:发布|出台|公布|制定|编制|实施|落实|根据|按照|推进"
    r"|[，。；：\n](?![^，。；：]{0,4}(?:落实|实施|推进|执行|制定|根据|按照|印发|发布)))了?"
    rf"((?!新修订|修订后)(?:[^，。；：！？“”《》（）()\s的了和、]){{4,28}}(?:{_KINDS}){_EDITION})"
)
# A notice by what it tells to do, 关于 left out: 印发了|申报…专项债券项目资金需求的通知, 发布|促进水利工程建设意见; and what is
# carried out by name.
_NOTICE = regex(
    "[印下发落出通](?:(?:(?<=[印下])发|(?<=[发出])[出台]|(?<=发)布|(?<=通)过)了?((?:申报|开展|做好|组织|加强|进一步|推进|推动|调整|规范|公布|明确|暂停|延长|试行|实施"
    "|加快|促进|支持|深化|整合|打赢|打好|完善|鼓励|建立|健全|全面|扩大|优化|强化|提升|减轻|改善|防范)"
    "[^，。；：！？“”《》\\s的了]{4,36}的(?:(?:紧急)?通知|(?:若干|指导|实施)?意见|若干(?:政策)?措施|若干规定)"
    "|(?:促进|推进|支持|规范|加强|加快|深化|完善|鼓励)[^，。；：“”《》\\s的了]{4,24}[一-龥](?:(?<![建提征][议出求])意见|通知)(?=[，。；\\n]))"
    "|(?<=落)实((?:推进|促进|加强|支持|加快|深化|进一步)"
    "[^，。；：！？“”《》\\s的了]{4,26}(?:实施意见|指导意见|行动方案|实施方案|若干措施))(?=[，。；\\n]))"
)
_NOTICES = ("通知", "落实", "意见", "若干")
_SHORTEST = 9  # letters of a name that holds a law and more
# What a five-year plan plans may stand before its quotation mark: 国家科技重大专项|“十三五”发展规划.
_PLANNED = regex(
    r".*(?:通过|制定|印发|发布|出台|编制|公布|实施|落实|贯彻|根据|按照|依据|纳入|结合|审议|推进|推动|提出|明确|完成|加快|参与|部署|起草|[^一-龥]|[的了是在和与及对将把]|\A)"
    r"([一-龥]{0,14}(?:发展|专项|建设|保护|体系|事业|产业|金融|经济|治理|利用|服务|公路|铁路|交通|能源|教育|卫生|健康|养老|农业|农村|水利"
    r"|科技|文化|旅游|体育|住房|城市|城镇化|环境|生态|气象|海洋|民航|邮政|信息化|就业|消费|商务|财政|审计|统计|标准化|知识产权|市场监管|安全生产"
    r"|应急|消防|人才|人口|物流|储能|制造业|服务业|工业|医药|药品))\Z",
    re.DOTALL,
)
_BEFORE_PLAN = 18  # characters
_AND_ITS = regex("及其(?=实施)")  # …考核办法|及其实施细则: two documents
_RESTRICTED = regex("中国|全国|国家|世界|全球|国际|亚洲|省|市|(?:19|20)\\d\\d")
# Who reports is part of the title where the report is what they deliberate on: 审议|国务院关于…的报告.
_REPORTER = regex(r"(?:审议|听取|[；、和])了?((?:国务院|最高人民法院|最高人民检察院|国家监察委员会))\Z")
_MOTION = regex(r"关于(?:提请)?审议")
_PERSONNEL = regex("代表资格|任免|人选|辞职|名单草案")
_ACT = regex(r"发布|公布|审议|听取|作了|作的|向[^，。；]{2,14}作$|提出|批准|提请|通过|表决|\n$|^$")
_AGENDA = 600  # characters before it within which a sentence says what is done with a report in its list
# Words that open a law's name or join two parts of it: |对外贸易法, 耕地保护|和|质量提升法; two laws: 粮食法|和|水法草案.
_WITHIN_LAW = regex("对(?=外)|就(?=业)|(?<![法案例稿典编定会院部委])和|(?<![法案例稿典编定会院部委])及(?!其)")


# A law that a document is about is spoken of by itself too: 关于检查|畜牧法|实施情况的报告, |森林法|等7部法律的修正案草案,
# 暂时调整适用|食品安全法|有关规定的决定草案.
_ABOUT_LAW = regex(
    "(?:关于检查|关于|适用|修改|[、和与]|^)((?:(?![和与及的、]|适用|检查|修改|授权|提请|国务院)[一-龥]){1,16}?(?:法|条例))(?=[、和与][一-龥、]{1,24}(?:法|条例)(?:贯彻)?(?:实施|执行)情况|等[\\d一二三四五六七八九十]+[部件]法"
    "|(?:的)?(?:有关|部分|相关)(?:规定|条款)|(?:贯彻)?实施(?:情况|及)|贯彻落实情况|执行情况)"
)

_DECISIONS = ("决定", "决议", "决定草案")
_QUOTED_LAW = regex("《([^《》\\n]{2,60})》")  # 关于修改《|某法|》的决定


def laws_within(text: str, documents: Iterable[Claim]) -> Iterator[Claim]:
    """The laws that the names of reports, drafts and decisions name. Nested claims, as a title's issuers are.

    >>> [claim[:3] for claim in laws_within("关于检查畜牧法实施情况的报告", [Claim(0, 14, "PolicyDocument", "draft")])]
    [(4, 7, 'PolicyDocument')]
    """
    for document in documents:
        if text.endswith(_DECISIONS, document.start, document.end) and "》" in text[document.start : document.end]:
            for title in _QUOTED_LAW.finditer(text, document.start, document.end):
                yield Claim(*title.span(1), "PolicyDocument", "draft", RANKS["draft"])
        elif document.end - document.start > _SHORTEST:
            for law in _ABOUT_LAW.finditer(text[document.start : document.end]):
                start, end = law.span(1)
                yield Claim(document.start + start, document.start + end, "PolicyDocument", "draft", RANKS["draft"])


class DraftExtractor:
    """Documents without 《》: drafts of laws, five-year plans, and what a verb of issuing names."""

    name = "draft"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["drafts"]
        kinds = alternation(data["kinds"])
        self._kind = re.compile(f"(?:{kinds})|（(?:{kinds})）")
        self._law = re.compile(
            r"[一-龥]{2,20}(?:法|条例|法典)(?:[一-龥]{1,6}编)?$|(?:婚姻家庭|继承|人格权|合同|物权|侵权责任|总则|分则)编$"
        )
        self._cut = re.compile(alternation(data["before"]))
        self._named = re.compile(data["named"])
        self._plan = re.compile(
            r"[五六七八九]五[”’]?普法(?:规划|决议)"
            r"|十[一二三四五六七]五[”’]?规划和20\d\d年远景目标(?:纲要)?(?:草案|（草案）)?"
            r"|十[一二三四五六七]五[”’]?(?:[一-龥]{0,12}?规划纲要|[一-龥]{0,12}?规划)(?:草案|（草案）)?"
        )
        self._issued = re.compile(
            rf"(?:{alternation(data['issuing'])})了?{_IN_FORCE}(?:新修订的?|修订后的|新版|新的)?{_NOT_IN_GENERAL}"
            rf"((?:[^，。；：！？“”《》\s的了和、]|“[^“”\n，。；]{{2,12}}”(?=[一-龥])){{4,26}}(?:{alternation(data['heads'])}))(?![一-龥]*?(?:部门|机构|人员))"
        )
        enacting = alternation([*data["issuing"], "制定", "起草", "研究制定"])
        self._issued_of = re.compile(
            rf"(?:{enacting})了?(?!一系列|系列|多[项个份]|相关|有关|配套|[一二两三四五六七八九十\d]+[项个份])((?:[^，。；：！？“”《》\s的了和、]){{6,26}}的(?:{alternation(data['heads'])}))"
        )
        draft = "法(?:修正案草案|修正草案|修订草案)"
        several = "法等[0-9一二三四五六七八九十]+[部件]法律的?(?:修正案草案|修正草案|修正案|修改草案)"
        self._laws = re.compile(
            rf"(?:[一-龥]{{2,14}}法[、 ])*[一-龥]{{2,14}}?{several}|(?:[一-龥]{{2,14}}法[、 ]){{1,6}}[一-龥]{{2,14}}{draft}"
        )
        self._law_beside = re.compile(
            r"[、和与](?:新修订的?|修订后的?|修改后的?)?([一-龥]{1,12}法)(?=[、，。；等和的是与]|以及)"
        )

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such document."""
        text = context.text
        for match in self._named.finditer(text) if "报告" in text else ():
            place = context.known_over(match.start() - 1) if match.start() else None
            local = place is not None and place.label in ("Place", "GovernmentBody") and place.end <= match.start() + 2
            start = place.start if place is not None and local else match.start()  # 珠海市|政府工作报告
            yield Claim(start, match.end(), "PolicyDocument", self.name, RANKS[self.name])
        yield from self._plans(text) if "规划" in text or "普法" in text else ()
        for match in (*self._issued.finditer(text), *(_DRAWN_UP.finditer(text) if "计划" in text else ())):
            end = next((cut.start() for cut in _AND_ITS.finditer(text, match.start(1) + 6, match.end(1))), match.end(1))
            yield Claim(match.start(1), end, "PolicyDocument", self.name, RANKS[self.name])
        yield from self._handed_out(text)
        for match in (
            *(_NOTICE.finditer(text) if any(sign in text for sign in _NOTICES) else ()),
            *self._issued_of.finditer(text),
        ):
            start, end = match.span(match.lastindex or 1)
            yield Claim(start, end, "PolicyDocument", self.name, RANKS["event"])
        if any(sign in text for sign in _CONTRACTS):
            for match in _SIGNED.finditer(text):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["event"])
        if "关于" in text:
            yield from self._about(text)
            for match in (*_ISSUED_ABOUT.finditer(text), *_SAYS_ABOUT.finditer(text)):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["event"])
        yield from self._laws_beside(context)
        if "草案" in text or "修正案" in text or "意见稿" in text:
            yield from self._drafts(text)

    def _handed_out(self, text: str) -> Iterator[Claim]:
        """What is printed, dated by its years, or published as a list or a report."""
        if "印发" in text or "年）" in text or "行）" in text or "版）" in text:
            for match in (*_PRINTED.finditer(text), *_DATED.finditer(text)):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS[self.name])
        for match in (*_REPORT.finditer(text), *_LIST.finditer(text)) if "布" in text or "印发" in text else ():
            if _RESTRICTED.search(match.group(1)) or text[match.start(1)] == "第":
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["event"])

    def _plans(self, text: str) -> Iterator[Claim]:
        """Five-year plans, with what they plan where it stands before."""
        for match in self._plan.finditer(text):
            start = match.start() - (text[match.start() - 1 : match.start()] in ("“", "‘"))
            planned = _PLANNED.match(text[max(0, start - _BEFORE_PLAN) : start]) if start < match.start() else None
            if planned is not None:
                start -= planned.end() - planned.start(1)
            yield Claim(start, match.end(), "PolicyDocument", self.name, RANKS["quoted"])

    def _laws_beside(self, context: Context) -> Iterator[Claim]:
        """A law after a listed one: 选举法、代表法."""
        for name in context.known:
            if name.label == "PolicyDocument" and name.surface[-1] == "法":
                beside = self._law_beside.match(context.text, name.end)
                if beside is not None and context.known_at(beside.start(1)) is None:
                    yield Claim(*beside.span(1), "PolicyDocument", self.name, RANKS[self.name])

    def _drafts(self, text: str) -> Iterator[Claim]:
        for match in self._laws.finditer(text) if "法等" in text or "法、" in text or "法 " in text else ():
            first = re.split("法[、 等]", match.group(), maxsplit=1)[0]
            cut = max((found.end() for found in self._cut.finditer(first)), default=0)
            start, end = match.start() + cut, match.end()
            full = text[start:end].replace(" ", "、")
            yield Claim(start, end, "PolicyDocument", self.name, RANKS["event"], full=full)
        for kind in self._kind.finditer(text):
            law = self._law.search(text[max(0, kind.start() - 22) : kind.start()])
            if law is None:
                continue
            name = law.group()
            cuts = (found.end() for found in self._cut.finditer(name) if _WITHIN_LAW.match(name, found.start()) is None)
            start = kind.start() - len(name) + max(cuts, default=0)
            if kind.end() - start > 4:
                yield Claim(start, kind.end(), "PolicyDocument", self.name, RANKS[self.name])

    def _about(self, text: str) -> Iterator[Claim]:
        """关于…的报告, 关于…的议案, 关于…的决定草案: the document itself, not the motion to deliberate on it."""
        for match in _ABOUT.finditer(text):
            start, end = match.span()
            inner = _MOTION.match(match.group())
            if _PERSONNEL.search(match.group()):
                continue
            if inner is not None:
                draft = match.group().rfind("草案")
                if draft < 0:
                    continue
                start, end = start + inner.end(), start + draft + 2
            elif "草案" in match.group() and not match.group().endswith(("草案", "草案）", "审查结果的报告")):
                continue  # 关于能源法草案审议结果的报告: the draft is the document
            elif not _ACT.search(text[max(0, start - _AGENDA) : start].rpartition("。")[2]):
                continue
            elif (reporter := _REPORTER.search(text, max(0, start - 12), start)) is not None:
                start = reporter.start(1)
            if 8 <= end - start <= 80:
                yield Claim(start, end, "PolicyDocument", self.name, RANKS["event"])
