"""Named instruments, programmes and campaigns, and quoted names with a kind."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Word, walk
from kg.extract.lexicon import Lexicon, alternation


class QuotedExtractor:
    """A quoted name whose kind stands behind it, or ends it: “粤信融”平台, “钻石工程”, “放管服”改革."""

    name = "quoted"

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds: list[tuple[re.Pattern[str], str, bool]] = []
        for kind in lexicon.raw["quoted"]:
            self._kinds.append((re.compile(kind["after"]), kind["class"], kind["whole"]))
        self._ends = [(re.compile(f"(?:{end['ends']})$"), end["class"]) for end in lexicon.raw["quoted_end"]]
        self._quoted = re.compile(r"“([^“”\n，。；：]{2,24})”((?:、?“[^“”\n，。；：]{2,24}”)*)")
        data = lexicon.raw["measures"]
        self._stops = lexicon.stops | frozenset(data["verbs"]) | frozenset(data["breaks"])
        self._tags = frozenset("njbzlvs")
        self._never = re.compile(lexicon.raw["quoted_never"]["pattern"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every quoted name with a kind."""
        text = context.text
        if "“" not in text:
            return
        for match in self._quoted.finditer(text):
            yield from self._read(context, match)

    def _read(self, context: Context, match: "re.Match[str]") -> Iterator[Claim]:
        text = context.text
        spans = [match.span(1)]
        more = re.finditer(r"“([^“”]+)”", match.group(2))
        spans.extend((match.start(2) + name.start(1), match.start(2) + name.end(1)) for name in more)
        for pattern, label, whole in self._kinds:
            kind = pattern.match(text, match.end() + (len(spans) > 1 and text.startswith("等", match.end())))
            if kind is None:
                continue
            for start, end in spans:
                if self._never.fullmatch(text[start:end]):
                    continue
                known = context.known_at(start)
                if known is not None and known.end == end and label == "PolicyDocument":
                    continue
                last = whole and end == spans[-1][1]
                begin = self._begin(context, start) if last and len(spans) == 1 else start
                yield Claim(begin, kind.end() if last else end, label, self.name, RANKS[self.name])
            return
        for start, end in spans:
            for ending, label in self._ends:
                if ending.search(text[start:end]):
                    first = start - 3 if label == "Event" and text.startswith("首届", max(0, start - 3)) else start
                    yield Claim(first, end, label, self.name, RANKS[self.name])
                    break

    def _begin(self, context: Context, start: int) -> int:
        """Where the words that restrict a quoted name begin: 高校毕业生异地求职“双惠”行动."""
        left = context.run_start(start - 1)
        if left == start - 1:
            return start
        words = context.words(left, start - 1)
        words.append(Word(start - 1, start, "“", "x"))
        bodies = [index for index, word in enumerate(words) if word.label]
        words = words[bodies[-1] + 1 :] if bodies else words
        first = walk(words, start - 1, self._stops, self._tags, frozenset())
        return words[first].start if first < len(words) - 1 and start - words[first].start >= 4 else start


_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*元")


_ROW_HEADS = ("工程", "行动", "计划", "试点")
_ROWS = {
    kind: re.compile(
        rf"(?:[^\s，。；：、“”《》（）()的]{{4,20}}{kind}、){{2,}}[^\s，。；：、“”《》（）()的]{{4,20}}{kind}(?![一-龥])"
    )
    for kind in _ROW_HEADS
}


class MeasureExtractor:
    """An unquoted measure: a verb of policy, a restricting modifier, and a head (实施 大学生创业引领 计划)."""

    name = "measure"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["measures"]
        self._heads = re.compile(alternation([*data["heads"], *data["modified_heads"]]))
        self._modified = frozenset(data["modified_heads"])
        self._after: str = data["not_after"]
        self._not_inside = re.compile(data["not_inside"])
        self._not_first = re.compile(data["not_first"])
        self._creating = frozenset(data["creating"])
        self._verbs = frozenset(data["verbs"])
        self._stops = lexicon.stops | self._verbs | frozenset(data["breaks"])
        self._tags = lexicon.tags - {"m", "t", "f", "x"} | {"v"}

        self._governing = re.compile(f"(?:{alternation(data['governing'])})[了好]?(?!{alternation(data['verbs'])})")
        self._run = re.compile(r"[^\s，。、；：！？“”《》（）()的是在将了被让]*")
        self._governed_heads = re.compile(alternation(data["governed_heads"]))

    def _whole(self, context: Context) -> Iterator[Claim]:
        """What stands between a verb of policy and its head: 深入推进|先进制造业和现代服务业融合发展试点."""
        text = context.text
        for verb in self._governing.finditer(text):
            start = verb.end()
            run = self._run.match(text, start, start + 36)
            head = self._governed_heads.search(text, start + 4, run.end()) if run and run.end() > start + 4 else None
            if head is None:
                continue
            end = head.end()
            if text[end : end + 1] and text[end] in self._after:
                continue
            if any(name.label == "PolicyMeasure" and not name.weak for name in context.known_between(start, end)):
                continue  # 普惠养老专项再贷款|试点
            if end - start >= 8 and not self._not_inside.search(text, start, end) and not self._not_first.match(text, start):
                yield Claim(start, end, "PolicyMeasure", self.name, RANKS[self.name])

    def _listed(self, text: str) -> Iterator[Claim]:
        """Three names or more of one kind in a row: 园区节能环保提升工程、城镇绿色节能改造工程、…."""
        for kind in _ROW_HEADS:
            if text.count(f"{kind}、") < 2:
                continue
            for row in _ROWS[kind].finditer(text):
                for name in re.finditer("[^、]+", row.group()):
                    if 6 <= len(name.group()) <= 22:
                        yield Claim(
                            row.start() + name.start(), row.start() + name.end(), "PolicyMeasure", self.name, RANKS[self.name]
                        )

    def find(self, context: Context) -> Iterator[Claim]:
        """Measures that a head noun ends."""
        text = context.text
        yield from self._listed(text)
        yield from self._whole(context)
        for match in self._heads.finditer(text):
            end = match.end()
            if text[end : end + 1] and text[end] in self._after:
                continue
            known = context.known_over(match.start())
            if known is not None and not known.weak and known.end >= end:
                continue
            start = context.run_start(match.start())
            if start == match.start():
                continue
            words = context.words(start, end)
            first = walk(words, match.start(), self._stops, self._tags, frozenset())
            begin = words[first].start
            amount = _AMOUNT.match(text, begin, end)
            if amount is not None:
                begin = amount.end()
            if any(word.label == "PolicyMeasure" and word.end == match.start() for word in words):
                continue  # two measures in a row: 再贷款再贴现
            modifier = match.start() - begin
            if not 2 <= modifier <= 18 or self._not_inside.search(text, begin, end) or self._not_first.match(text, begin):
                continue
            if match.group() in self._modified:
                governed = first > 0 and words[first - 1].text in self._creating
                if modifier < 4 or not governed:
                    continue
            yield Claim(begin, end, "PolicyMeasure", self.name, RANKS[self.name])


# A document that the news names by its subject; the last 的 before its kind ends the subject.
_ABOUT = re.compile(r"关于[^，。；“”《》\n]{6,70}?的(?:报告|决定草案|决定（草案）|议案草案|议案(?!的))")
_ISSUED_ABOUT = re.compile(
    r"(?:印发|发布|出台|下发|公布|发出|转发|制定|签署|审议通过|表决通过)了?(关于[^，。；“”《》\n]{4,60}的(?:指导意见|实施意见|若干意见|意见|若干措施|通知|办法|公告|通告|规定|方案|决定|批复|规划))"
)
_SAYS_ABOUT = re.compile(
    r"(?<=[门部委局厅行会])(关于[^，。；“”《》\n]{6,60}的(?:指导意见|实施意见|意见|通知|公告|规定|办法))(?=指出|提出|明确|要求|强调|规定|显示)"
)
_REPORT = re.compile(
    r"(?:发布|公布)(?:的|了)?((?:[^，。；：！？“”《》（）\s的了和、]){4,30}(?:报告|白皮书|蓝皮书|绿皮书))(?!期|会|人|显?示?的)"
)
_RESTRICTED = re.compile("中国|全国|国家|世界|全球|国际|亚洲|省|市|(?:19|20)\\d\\d")
_MOTION = re.compile(r"关于(?:提请)?审议")
_PERSONNEL = re.compile("代表资格|任免|人选|辞职")
_ACT = re.compile(r"审议|听取|作了|作的|提出|批准|提请|通过|表决|\n$|^$")


class DraftExtractor:
    """Documents without 《》: drafts of laws, five-year plans, and what a verb of issuing names."""

    name = "draft"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["drafts"]
        self._kind = re.compile(alternation(data["kinds"]))
        self._law = re.compile(r"[一-龥]{2,20}(?:法|条例|法典)$")
        self._cut = re.compile(alternation(data["before"]))
        self._named = re.compile(data["named"])
        self._plan = re.compile(
            r"[“‘]?十[一二三四五六七]五[”’]?(?:[一-龥]{0,12}?规划纲要|[一-龥]{0,12}?规划)(?:草案|（草案）)?"
        )
        self._issued = re.compile(
            rf"(?:{alternation(data['issuing'])})((?:[^，。；：！？“”《》\s的了和、]){{4,26}}(?:{alternation(data['heads'])}))(?![一-龥]*?(?:部门|机构|人员))"
        )
        enacting = alternation([*data["issuing"], "制定", "起草", "研究制定"])
        self._issued_of = re.compile(
            rf"(?:{enacting})了?((?:[^，。；：！？“”《》\s的了和、]){{6,26}}的(?:{alternation(data['heads'])}))"
        )
        draft = "法(?:修正案草案|修正草案|修订草案)"
        several = "法等[0-9一二三四五六七八九十]+[部件]法律的?(?:修正案草案|修正草案|修正案|修改草案)"
        self._laws = re.compile(
            rf"(?:[一-龥]{{2,14}}法[、 ])*[一-龥]{{2,14}}?{several}|(?:[一-龥]{{2,14}}法[、 ]){{1,6}}[一-龥]{{2,14}}{draft}"
        )
        self._law_beside = re.compile(r"[、和与]([一-龥]{1,12}法)(?=[、，。；等和的是与]|以及)")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such document."""
        text = context.text
        for match in self._named.finditer(text):
            yield Claim(match.start(), match.end(), "PolicyDocument", self.name, RANKS[self.name])
        for match in self._plan.finditer(text):
            yield Claim(match.start(), match.end(), "PolicyDocument", self.name, RANKS["quoted"])
        for match in self._issued.finditer(text):
            yield Claim(match.start(1), match.end(1), "PolicyDocument", self.name, RANKS[self.name])
        for match in self._issued_of.finditer(text):
            yield Claim(match.start(1), match.end(1), "PolicyDocument", self.name, RANKS["event"])
        for match in _REPORT.finditer(text) if "报告" in text or "皮书" in text else ():
            if _RESTRICTED.search(match.group(1)):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["event"])
        if "关于" in text:
            yield from self._about(text)
            for match in (*_ISSUED_ABOUT.finditer(text), *_SAYS_ABOUT.finditer(text)):
                yield Claim(*match.span(1), "PolicyDocument", self.name, RANKS["event"])
        yield from self._laws_beside(context)
        if "草案" in text or "修正案" in text or "意见稿" in text:
            yield from self._drafts(text)

    def _laws_beside(self, context: Context) -> Iterator[Claim]:
        """A law after a listed one: 选举法、代表法."""
        for name in context.known:
            if name.label == "PolicyDocument" and name.surface[-1] == "法":
                beside = self._law_beside.match(context.text, name.end)
                if beside is not None and context.known_at(beside.start(1)) is None:
                    yield Claim(*beside.span(1), "PolicyDocument", self.name, RANKS[self.name])

    def _drafts(self, text: str) -> Iterator[Claim]:
        for match in self._laws.finditer(text):
            first = re.split("法[、 等]", match.group(), maxsplit=1)[0]
            cut = max((found.end() for found in self._cut.finditer(first)), default=0)
            start, end = match.start() + cut, match.end()
            full = text[start:end].replace(" ", "、")
            yield Claim(start, end, "PolicyDocument", self.name, RANKS["event"], full=full)
        for kind in self._kind.finditer(text):
            law = self._law.search(text[max(0, kind.start() - 22) : kind.start()])
            if law is None:
                continue
            cut = max((found.end() for found in self._cut.finditer(law.group())), default=0)
            start = kind.start() - len(law.group()) + cut
            if kind.end() - start > 4:
                yield Claim(start, kind.end(), "PolicyDocument", self.name, RANKS[self.name])

    def _about(self, text: str) -> Iterator[Claim]:
        """关于…的报告, 关于…的议案, 关于…的决定草案: the document itself, not the motion to deliberate on it."""
        for match in _ABOUT.finditer(text):
            start, end = match.span()
            inner = _MOTION.match(match.group())
            if inner is not None:
                draft = match.group().rfind("草案")
                if draft < 0:
                    continue
                start, end = start + inner.end(), start + draft + 2
            elif "草案" in match.group() and not match.group().endswith(("草案", "草案）")):
                continue  # 关于能源法草案审议结果的报告: the draft is the document
            elif _PERSONNEL.search(match.group()) or not _ACT.search(text[max(0, start - 60) : start].rpartition("。")[2]):
                continue
            if 8 <= end - start <= 80:
                yield Claim(start, end, "PolicyDocument", self.name, RANKS["event"])


class ProductExtractor:
    """Financial products: what a verb of offering names (上线的新微贷), issued bonds and coins."""

    name = "product"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["products"]
        self._loan = re.compile(
            rf"(?:{alternation(data['offering'])})(?:的|了)?([^\W的了各种类款借信放网一二三\\d][一-龥A-Za-z]{{1,5}}?(?<![信借放网])贷)(?!款|记|方|动)"
        )
        self._topic = re.compile(r"[，。；：\n]([^\W的了各种类款借信放网一二三\d][一-龥A-Za-z]{1,4}贷)(?=是)")
        self._issued = re.compile(
            rf"发行(?:了)?(?:\d[\d.]*[万亿]*元)?((?:20\d\d年|今年)?[^，。；、“”《》\n的]{{0,36}}?(?:{alternation(data['issued'])}))"
        )
        self._bond = re.compile(r"(?:20\d\d年)[一-龥]{2,20}债券（[一-龥\d]{1,8}期）")
        self._trust = re.compile(r"[一-龥]{2,10}·[一-龥\d]{2,24}?(?:信托计划|资产管理计划|资管计划|理财产品|理财计划)")
        lead = alternation(data["fund_leads"])
        self._fund = re.compile(
            rf"(?:(?<![一-龥A-Za-z\d])|(?<=[的和与及在由对从了是将只]))(?:{lead})*((?!{lead})(?:碳中和|[^\W的和与及在由对从了是将只\d]|\d(?!只)){{4,16}}?(?<![A-Za-z])(?:REIT|ETF|LOF))(?![A-Za-z])"
        )
        self._more = re.compile(r"、([一-龥]{2,6}贷)(?![款记方动])")  # 惠农贷、荆楚小康贷
        self._fund_class = re.compile(data["fund_classes"])
        self._generic = frozenset(data["generic"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such product."""
        for known in context.known:
            if known.label == "FinancialProduct" and (more := self._more.match(context.text, known.end)) is not None:
                yield Claim(*more.span(1), "FinancialProduct", self.name, RANKS["listed"])
        for match in (*self._loan.finditer(context.text), *self._topic.finditer(context.text)):
            if match.group(1) not in self._generic:
                yield Claim(match.start(1), match.end(1), "FinancialProduct", self.name, RANKS["listed"])
        for sign, pattern in (("期）", self._bond), ("·", self._trust)):
            for match in pattern.finditer(context.text) if sign in context.text else ():
                yield Claim(match.start(), match.end(), "FinancialProduct", self.name, RANKS["event"])
        if any(kind in context.text for kind in ("ETF", "REIT", "LOF")):
            for match in self._fund.finditer(context.text):
                if not self._fund_class.search(match.group(1)):
                    yield Claim(*match.span(1), "FinancialProduct", self.name, RANKS["event"])
        if "发行" in context.text:
            for match in self._issued.finditer(context.text):
                yield Claim(match.start(1), match.end(1), "FinancialProduct", self.name, RANKS["event"])
