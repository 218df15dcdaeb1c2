"""Named meetings, fairs, forums and days: 第九届中国中小企业投融资交易会, 党的二十大, 全国稳就业工作电视电话会议."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, walk
from kg.extract.event_names import AWAY, CN, PARTIES, STOP, EventNames
from kg.extract.lexicon import Lexicon, alternation
from kg.extract.references import references
from kg.regex import regex

# A meeting within a fair, the yearly meeting of a forum: 服务贸易交易会|全球服务贸易峰会, 中关村论坛|年会.
_FURTHER = regex(
    "(?:（[A-Z]{2,8}）)?[^\\s，。、；：！？“”《》（）()【】是在将了被让举暨与和及等的中上期现开闭]{0,10}?(?:年会|峰会|论坛)"
    "|(?:·[^\\s，。、；：！？“”《》（）()【】的在]{2,12}?(?:之夜|之声|之约|盛典|分论坛|专场|论坛|大会|峰会|奖))|年度之声"
    # what belongs to the fair or the prize, the longest sensible span: 第五届…奖|终评会
    "|“[^“”\\n]{2,12}”(?:颁奖典礼|颁奖仪式|颁奖晚会)"
    "|(?<=[员表]大会)第[一二三四五六七八九十\\d]+次(?:全体|常务|临时|工作)?(?:会议|大会)|(?<=大会)一般性辩论|总?决赛|[^\\s，。、；：！？“”《》（）()【】是在将了被让的和与及期]{0,14}?(?:起跑仪式|颁奖仪式|颁奖典礼|启动仪式|签约仪式|终评会|贸易投资对接会)|新闻发布会|新闻通气会"
)
# One name for two meetings held together: 第十二届中国奶业大会|暨2021中国奶业展览会.
_JOINT = regex(
    "暨[^\\s，。、；：！？“”《》（）()【】是在将了被让的]{2,24}?"
    "(?:运动会|音乐节|文化节|旅游节|起跑仪式|启动仪式|签约仪式|颁奖典礼|展览会|博览会|交易会|推介会|洽谈会|对接会|研讨会|座谈会|发布会|论坛|峰会|年会|大会|大赛|会议"
    "|(?:服务|合作|推介|对接|签约|发布|颁奖|揭牌|启动|宣传|推广|交流|展示|表彰|授牌|体验)活动)(?![一-龥]{0,2}[场厅])"
)
_LONG = 48  # letters of a name of two meetings held together
_BESIDE = re.compile("、|以及")
_HELD = regex("[会坛式礼典动展赛节班]")
_UPON = re.compile("上(?<=[会坛式礼典动展赛]上)")
_HOSTED = re.compile(
    "(?:(?:举[办行]|主办|出席|参加)了?|(?:主办|承办|举办|协办)的)((?:首[个届场]|第[一二三四五六七八九十\\d]+[届次]|20\\d\\d年?)?)$"
)
_CLAUSE_LEAD = regex(f".{{1,6}}(?:[要应将]|认真|落实).*?第{CN}[届次]")
_SET_APART = regex(f"第{CN}[届次]|首届|(?:19|20)\\d\\d")  # other rules know where such a name begins
_MET = frozenset(("会晤", "会谈", "对话"))  # 我们在成都|会晤: no name
_WITH = frozenset("与和及同、")  # 甲集团与|乙银行签约仪式
_LATER_ORDINAL = regex(f"第{CN}[届次]")
_AFTER_QUOTED = re.compile("”[及和与]|以及")  # two names: “外贸优品行”及|全球采购对接会
# Whose show it is stands before it: 由国家能源局主办的|国际储能展览|今天在….
_SHOW = regex(
    rf"(?:主办|承办|举办)的([^{STOP}{AWAY}的]{{4,24}}?(?:展览会|展览|展))(?=(?:今天|昨天|近日|日前|\d{{1,2}}日|（[^（）\n]{{1,8}}）)*[在于亮开])"
)
_CLAUSE_MARKS = frozenset("，。；：\n） ") | {""}
_BY_HOST = re.compile("(?:主办|承办|举办|召开|发起|组织)的$")  # 某部举办的|全国会计知识大赛开幕
_CELEBRATED = regex("(?:庆祝|纪念)(?!活动|大会|仪式)")
# A term of the congress is no meeting of it: 第十三届全国人民代表大会|常务委员会.
_TERM = regex(rf"第{CN}届全国(?:人民代表大会|人大|政协)")
_TERM_OF = regex("(?:常委会|立法会|委员会|理事会|协会|商会|工会|联合会|基金会)$")  # the body itself: 第四届|…理事会
_SITTING = re.compile(rf"年会|第{CN}次(?:全体|常务|工作)?(?:会议|年会|大会)")
_NO_MEETING = ("中心", "机制", "成员单位")  # behind the head of a meeting: a hall, an institution
_BARE = regex(rf"第{CN}[届次个场期](?:全体|专题|常务|审议|工作|理事会|年度)?(?:会议|大会|会|论坛|峰会)")
# Of these the body is told before the number, where it is told: 亚洲开发银行理事会|第53届年会, 《湿地公约》|第十四届缔约方大会.
_OF_BODY = re.compile(rf"第{CN}[届次](?:年会|全会|(?:缔约方|会员|会员代表|成员国|成员|理事|代表)(?:大会|会议))")


class EventExtractor(EventNames):
    """Events by ordinal, by year, by quoted theme, or by a restricting modifier before the head noun."""

    name = "event"

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        data = lexicon.raw["events"]
        heads, away, stop = alternation(data["heads"]), AWAY, STOP
        self._ordinal = re.compile(
            rf"(?:第{CN}(?:届|次|个|场|期)|首届)(?:[^{stop}{away}]|“[^“”\n]{{1,16}}”|（[^（）\n]{{1,8}}）){{0,24}}?(?:{alternation(data['ordinal_heads'])}|(?<![颁获评受发授])奖章?(?![励项金池状得品牌章杯学])|宣传[周月](?:活动)?)(?<!社会)(?![长队员]|(?<=节)[能约水目奏省育])|第{CN}轮[^{stop}{away}]{{2,16}}?(?:谈判|磋商|对话)|第{CN}次(?:南极|北极|北冰洋|南大洋|[一-龥]{{2,4}}高原)[一-龥]{{0,6}}?(?:考察|科考)(?![队站船者])|第{CN}个(?:国际|世界|全国|全民|中国)[一-龥]{{2,10}}?(?:[日节年]|宣传[周月](?:活动)?)"
        )
        self._year = re.compile(
            rf"(?:19|20)\d\d(?<![\d－-]\d{{4}})(?:年度?)?(?:[^{stop}{away}月]|“[^“”\n]{{1,16}}”|（[一-龥]{{1,8}}）){{2,30}}?(?:{alternation(data['year_heads'])})|(?:19|20)\d\d年?“[^“”\n]{{2,16}}(?:年|节|周|月)(?=”)"
        )
        self._census = re.compile(
            rf"第{CN}次全国[一-龥]{{2,10}}?(?:普查|调查(?!队|中心))(?!领导|办|电视|对象|数据|结果|工作|方案|公报)"
        )
        self._campaign = re.compile(
            rf"(?=[“12])(?:(?:19|20)\d\d年?)?“[^“”\n]{{4,30}}”(?!等)[^{stop}{away}的等]{{0,20}}?(?:主题|专场|对接|签约|洽谈|宣传|引导|宣讲|推广|促消费|教育|实践|系列|体验|展示|交流|采访|报道|招聘|志愿|纪念|庆祝|惠民|文化|科普|直播|评选|推介|服务|服务季|消费季|宣传季|惠民月|消费月)活动|(?:19|20)\d\d年?(?:(?![开举启组实推]|的)[一-龥]){{0,8}}“(?![^“”\n]*(?:换新|消费券|补贴|行动”|工程”|计划”|下乡”|整治|攻坚))[^“”\n]{{3,20}}”(?:大型)?(?:专题|主题)?活动(?!方案|通知)"
        )
        self._convening = re.compile(f"(?:{alternation(data['convening'])})(?:[了的过]|好)?")
        self._run = re.compile(rf"[^{stop}的{away}]*(?:“[^“”\n]{{2,16}}”[^{stop}的{away}]*)?")
        self._governed_heads = re.compile(alternation(data["governed_heads"]))
        self._ends_in_head = re.compile(rf"[^{stop}]{{4,}}(?:{heads})$")
        # What is held beside it: 举办…高峰论坛|、绿色智造产业产品展|等.
        besides = alternation([*data["governed_heads"], *data["held_heads"], "赛"])
        self._beside = re.compile(rf"([^{stop}的{away}和与及等]{{4,20}}?(?:{besides}))(?=[、，。和与及]|等)")
        self._anniversary = re.compile(
            rf"(?:庆祝|纪念)?[^{stop}{away}的]{{2,44}}?\d+周年(?:纪念活动|纪念大会|纪念仪式|系列论坛|系列活动|{alternation(data['anniversary_heads'])})"
        )
        self._inner = re.compile(
            rf"(?:第{CN}届|首届)[一-龥]{{0,8}}“[^“”\n]{{2,20}}?(?:{alternation(data['ordinal_heads'])}|展|奖|赛)”"
        )
        # What is held: a head, perhaps with when and where after it, and a verb of holding (…集中开工活动|今天在浦东|举行).
        self._holding = re.compile(  # 举行, 召开, 开幕, 拉开帷幕, 开赛, written so that one letter begins a search
            "[举召开闭启落拉](?:(?<=举)[行办]|(?<=召)开|(?<=[开闭启落])幕|(?<=拉)开帷幕|(?<=开)赛)(?![地方者权式时])"
        )
        when = (
            r"(?:于|将|今天|昨天|今日|昨日|近日|日前|上午|下午|晚间?|当[日天晚]|同日|次日|当地时间|\d{1,2}月|\d{1,2}[日号]|（\d[^（）\n]{1,8}）"
            "|正式|成功|隆重|顺利)*"
        )
        self._held = re.compile(
            rf"({alternation([*data['governed_heads'], *data['held_heads']])})(?![一-龥]{{0,2}}[场厅])"
            rf"{when}(?:，?在[^，。；\n]{{1,44}}?{when}){{0,2}}$"
        )
        self._dated = re.compile(
            r"^.*(?:今天|昨天|今日|昨日|近日|日前|上午|下午|当天|当日|当晚|\d{1,2}[日月号]|主办|承办|协办|出席|参加|召开|举行|举办|期间|消息|据悉|获悉|本次|此次|这次|首次|其中|同时|此外)"
        )
        self._shown = re.compile(
            "“[^“”\n]{4,30}”[一-龥]{0,6}?(?:成果展|成就展|主题展|图片展|文物展|摄影展|书画展|美术展|艺术展|专题展|特展|展览)(?:览(?!会))?(?![开示现])"
        )
        # What an agency does for people in a month of its own is a programme: “…温暖行动服务月”.
        self._service = re.compile(
            "“([^“”，。；！？\n]{4,34}?(?:服务|援助|帮扶|关爱|维权|慰问|助企|惠企|攻坚|提升)(?:行动)?[月季周年])”"
        )
        self._activity = re.compile(rf"“[^“”\n]{{2,30}}”[^{stop}{away}的等]{{0,8}}?活动")
        self._visited = re.compile(
            rf"参观了?((?:“[^“”\n]{{2,16}}”)?[^{stop}{away}的]{{2,20}}?(?:展览会|展览|[就顾题]展|博览会|展(?![一-龥])))"
        )
        self._quoted = re.compile(
            rf"“([^“”，。；！？\n]{{4,40}}?(?:{alternation([*data['governed_heads'], *data['year_heads'], '颁奖典礼'])}"
            r"|(?:文物|图片|主题|成就|成果|艺术|书画|摄影|美术|史料|文献|档案|实物|珍品|精品|作品|回顾|纪念|联)展|特展|大展|展览"
            r"|暨[^“”，。；！？\n]{2,30}(?:活动|会议|大会)))”"
        )
        self._theme = re.compile(
            rf"“[^“”\n]{{2,48}}”(?![及和与等])[^{stop}{away}]{{0,16}}?(?:{heads}|美食节|啤酒节|音乐节|嘉年华)"
        )
        self._upon = re.compile(
            rf"(?:在|召开的|举[行办]的|进行的)((?:[^{stop}{away}的]|“[^“”\n]{{2,16}}”){{2,30}}?(?:{alternation(data['governed_heads'])}))$"
        )
        self._tags = lexicon.tags
        self._inside = lexicon.inside | frozenset(data["inside"])
        self._special = re.compile(data["special"])
        self._named = re.compile(data["named"])
        self._free = re.compile(rf".{{4,}}(?:{alternation(data['free_heads'])})$")
        self._not_after = frozenset(data["not_after"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every named event."""
        text = context.text
        yield from references(text)
        for match in self._named.finditer(text):
            yield Claim(match.start(), match.end(), "Event", self.name, RANKS["listed"])
        for pattern in (self._ordinal, self._year):
            for match in pattern.finditer(text):
                listed = context.known_over(match.start())
                longer = listed is not None and (
                    listed.end > match.end() or listed.start < match.start() <= match.end() == listed.end
                )
                if listed is not None and longer and listed.label == "Event" and not listed.weak:
                    continue
                if self._not_inside.search(match.group()):
                    continue
                if _TERM.fullmatch(match.group()) or _TERM_OF.search(match.group()):
                    yield from self._sitting(context, match)
                    continue
                if _BARE.fullmatch(match.group()):
                    begin = self._convener(context, match.start())
                    if begin is not None:
                        joint = _JOINT.match(text, match.end())
                        yield Claim(begin, joint.end() if joint else match.end(), "Event", self.name, RANKS[self.name])
                    continue
                begin = self._convener(context, match.start()) if _OF_BODY.fullmatch(match.group()) else None
                further = _JOINT.match(text, match.end()) or _FURTHER.match(text, match.end())
                beside = context.known_at(match.end())  # 第五届进博会|虹桥国际经济论坛: it has a name of its own
                if further and beside is not None and beside.label == "Event" and beside.end == further.end():
                    further = None
                end = further.end() if further else match.end()
                end += text[end - 1] == "会" and text.startswith("议", end)  # 2017年政银企保对接会|议
                begin = self._begin(context, match.start()) if begin is None else begin
                yield Claim(begin, end, "Event", self.name, RANKS["title" if text[begin] == "《" else self.name])
        yield from self._themed(text)
        yield from self._convened(context)
        yield from self._attended(context)
        yield from self._held_there(context)
        yield from self._modified(context)

    def _sitting(self, context: Context, term: "re.Match[str]") -> Iterator[Claim]:
        """What the body of a numbered term holds: 亚洲开发银行第56届理事会|年会."""
        sitting = _SITTING.match(context.text, term.end())
        begin = self._convener(context, term.start()) if sitting else None
        if sitting is not None and begin is not None:
            yield Claim(begin, sitting.end(), "Event", self.name, RANKS[self.name])

    def _themed(self, text: str) -> Iterator[Claim]:
        """首届“天坛文明对话”论坛, “书香中国”主题宣传活动; and a census, which is a programme."""
        if "“" in text:
            for match in self._inner.finditer(text) if "届" in text else ():
                yield Claim(match.start(), match.end(), "Event", self.name, RANKS[self.name])
            for match in self._theme.finditer(text):
                if not self._not_inside.search(match.group()):
                    first = match.start() - 2 if text.startswith("首届", max(0, match.start() - 2)) else match.start() + 1
                    further = _FURTHER.match(text, match.end())
                    yield Claim(first, further.end() if further else match.end(), "Event", self.name, RANKS[self.name])
            for match in self._quoted.finditer(text):  # “…论坛暨首届…大赛颁奖典礼”
                if self._is_name(match.group(1)):
                    yield Claim(*match.span(1), "Event", self.name, RANKS[self.name])
            yield from self._shown_or_served(text)
            if "活动" in text:
                for match in self._campaign.finditer(text):
                    quoted = text[match.start()] == "“"
                    yield Claim(match.start() + quoted, match.end(), "Event", self.name, RANKS[self.name])
        if "次全国" in text:
            for match in self._census.finditer(text):
                yield Claim(match.start(), match.end(), "PolicyMeasure", "measure", RANKS["measure"])

    def _shown_or_served(self, text: str) -> Iterator[Claim]:
        """“九天揽月”成果展; and a month of service of an agency, which is a programme."""
        for match in self._shown.finditer(text) if "展" in text else ():
            yield Claim(match.start() + 1, match.end(), "Event", self.name, RANKS[self.name])
        for match in self._service.finditer(text):
            yield Claim(*match.span(1), "PolicyMeasure", "measure", RANKS["quoted"])

    def _convened(self, context: Context) -> Iterator[Claim]:
        """What stands between a verb of convening and its head, whole: 召开|推动移风易俗树立文明乡风电视电话会议."""
        text = context.text
        for verb in self._convening.finditer(text):
            start = verb.end()
            run = self._run.match(text, start, start + 40)
            head = self._governed_heads.search(text, start + 4, run.end()) if run and run.end() > start + 4 else None
            if head is None:
                continue
            end = head.end()
            for cut in _AFTER_QUOTED.finditer(text, start, head.start()):
                if text[cut.start()] == "以" and self._ends_in_head.search(text, start, cut.start()):  # 甲高级别会议|以及乙峰会
                    yield Claim(start, cut.start(), "Event", self.name, RANKS[self.name])
                start = cut.end()
            name = text[start:end]
            if text[end : end + 1] in self._not_after or not self._is_name(name):
                continue
            further = _JOINT.match(text, end) or _FURTHER.match(text, end)
            end = further.end() if further else end
            yield Claim(start, end, "Event", self.name, RANKS[self.name])
            while (and_ := _BESIDE.match(text, end)) is not None and (
                beside := self._beside.match(text, and_.end())
            ) is not None:
                if self._is_name(beside.group(1)):
                    yield Claim(*beside.span(1), "Event", self.name, RANKS[self.name])
                end = beside.end(1)
        if "周年" in text:
            for match in self._anniversary.finditer(text):
                opening = _CELEBRATED.search(match.group())
                first = opening.start() if opening else max((v.end() for v in self._verbs.finditer(match.group())), default=0)
                joint = _JOINT.match(text, match.end())
                yield Claim(match.start() + first, joint.end() if joint else match.end(), "Event", self.name, RANKS[self.name])

    def _attended(self, context: Context) -> Iterator[Claim]:
        """Where someone speaks, what is hosted or visited: 在|…新闻发布会|上透露, 举办|首个“财通日”活动, 参观|…成就展."""
        text = context.text
        for sign in _UPON.finditer(text):  # 在|中国华融引战增资新闻发布会|上透露
            match = self._upon.search(text, max(0, sign.start() - 34), sign.start())
            if match is None or self._listed(context, sign.start()):
                continue
            if self._is_name(match.group(1)) and not _SET_APART.search(match.group(1)):
                yield Claim(*match.span(1), "Event", self.name, RANKS[self.name])
        for match in self._activity.finditer(text) if "”" in text else ():  # 举办|首个“财通日”活动
            host = _HOSTED.search(text, max(0, match.start() - 9), match.start())
            if host is not None:
                first = host.start(1) if host.group(1) else match.start() + 1
                yield Claim(first, match.end(), "Event", self.name, RANKS[self.name])
        for match in _SHOW.finditer(text) if "办的" in text and "展" in text else ():
            if self._is_name(match.group(1)):
                yield Claim(*match.span(1), "Event", self.name, RANKS[self.name])
        for match in self._visited.finditer(text) if "参观" in text else ():
            if not self._no_opening.match(match.group(1)):
                quoted = match.group(1)[0] == "“"
                yield Claim(match.start(1) + quoted, match.end(1), "Event", self.name, RANKS[self.name])

    def _held_there(self, context: Context) -> Iterator[Claim]:
        """What opens a clause and is held: 新一批保障房集中开工活动|在浦东举行, 黑龙江（哈尔滨）投资对接会|今天召开."""
        text = context.text
        for verb in self._holding.finditer(text):
            left = max(0, verb.start() - 64)
            head = self._held.search(text, left, verb.start()) if _HELD.search(text, left, verb.start()) else None
            if head is None or self._listed(context, head.end(1)):
                continue
            clause = self._clause.search(text, max(0, head.start() - 48), head.start())
            opening = self._dated.match(text, clause.start(), head.start()) if clause else None
            start = opening.end() if opening else clause.start() if clause else head.start()
            name = text[start : head.end(1)]
            bounded = text[start - 1 : start] in _CLAUSE_MARKS or opening or _BY_HOST.search(text, max(0, start - 4), start)
            if start == head.start() or not bounded:
                continue
            inside = [known.label for known in context.known_between(start, head.end(1))]
            parties = "Person" in inside or sum(label in PARTIES for label in inside) > 1  # 甲集团与乙银行签约仪式
            short = len(name) <= (_LONG if "暨" in name else 34)
            if short and self._is_name(name) and not parties and not _LATER_ORDINAL.search(name, 2):
                yield Claim(start + (name[0] == "“"), head.end(1), "Event", self.name, RANKS[self.name])

    def _modified(self, context: Context) -> Iterator[Claim]:
        """A meeting that a body, a place or a scope sets apart: 全国稳就业工作电视电话会议."""
        text = context.text
        for match in self._heads.finditer(text):
            if text[match.end() : match.end() + 1] in self._not_after or text.startswith(_NO_MEETING, match.end()):
                continue
            start = context.run_start(match.start())
            if match.start() - start < 2:
                continue
            words = context.words(start, match.end())
            first = words[walk(words, match.start(), self._stops, self._tags, self._inside)]
            begin = first.start - 3 * text.endswith(("中国—", "中国－", "中国–", "中国-"), 0, first.start)  # 中国—|东盟博览会
            name = text[begin : match.end()]
            known = context.known_over(match.end() - 1)
            whole = known is not None and known.label == "Event" and known.end >= match.end() and not known.weak
            body = known is not None and known.label in PARTIES and known.start <= begin and known.end == match.end()
            if first.label == "Person" or whole or body:
                continue  # listed: nothing before it belongs to it
            special = first.label == "Place" or self._special.match(name)
            if (
                len(name) > 26
                or self._generic.fullmatch(name)
                or not (special or self._free.search(name))
                or _CLAUSE_LEAD.match(name)
                or (first.label in PARTIES and text[begin - 1 : begin] in _WITH)
                or (text[begin - 1 : begin] == "在" and text[first.end : match.end()] in _MET)
                or self._not_inside.search(name)
            ):
                continue
            yield Claim(begin, match.end(), "Event", self.name, RANKS[self.name])
