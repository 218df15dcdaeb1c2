"""Bodies of the place an article speaks of, named without it (市公安局, 省委), and bodies with a bracket in their name."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_RESIDENT = regex("(?:[纪监]委(?:派驻|驻)|(?<=[，。据由、\n])驻)[^\\s，。、；：（）]{2,20}?纪检(?:监察)?组")


# 上海市委、|市政府: that of the same place.
_BESIDE = regex("[、和]?([省市区县旗]政府)(?![网采])")
# The committee of a town: 某区政府副区长、|龙泉镇党委|书记.
_TOWN = regex(
    "(?<=[、，。；：和及与\\s])[一-龥]{2,4}(?:[镇乡]党委|街道党工委)(?=(?:原|副)?书记|委员|副?主席|政府|主要负责|有关)"
)
# The presidium of a session of the congress, and the same by its last word: 十四届全国人大二次会议|主席团.
_PRESIDIUM = regex(
    "(?:第?[一二三四五六七八九十]+届)?(?:全国|[一-龥]{1,3}[省市区县])?(?:人大|政协|人民代表大会)[一-龥]{0,4}?第?[一二三四五六七八九十]+次会议主席团"
)
_PRESIDE = regex("(?<!会议)主席团(?!常务|成员|会议)")
_REGULATOR = regex("(?:地方)?金融监管局|银保?监局|证监局|金监局|地方金融监督管理局|金融(?:工作|服务)?[局办]")
_LEVEL_OF = regex(r"[一-龥]+\Z")
_PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云滇藏陕甘青宁新"
_LETTERS = re.compile(
    rf"(?:(?<![一-龥、])|(?<=[在对自由从及和与]))(?:[{_PROVINCES}]、){{2,12}}[{_PROVINCES}](?![一-龥、])|(?<![一-龥、])[{_PROVINCES}](?:、[{_PROVINCES}]){{1,12}}"
    "(?=等?(?:[两二三四五六七八九十\\d]+[省市地个]|[省市地](?!方)))"
)
_KINDS = {
    "institute": "Organization",
    "association": "Association",
    "bank": "Bank",
    "firm": "Company",
    "platform": "Platform",
}
# 市工程咨询行业|协会, and what stands before the head noun.
# Committees of the other parties: 民建|三明市委, no committee of the Communist Party's.
_PARTY = re.compile("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[一-龥]{1,5}?[省市区县]委会?(?![员书])")
_UNION = re.compile("协会|商会|联合会")
_LOCAL_UNION = regex("[省市县区](?<![省市县区州级各多几].)(?<![省市县区州]、.)[一-龥]{2,10}$")
# A body whose name opens with a quoted word: “一带一路”|智库合作联盟.
_QUOTED = re.compile(
    "“[^“”\\n]{2,12}”(?:[^\\s，。、；：！？“”《》（）是在将了被让的和与及由对向从为]{0,10}?)(?:(联盟|协会|促进会)|委员会|理事会|基金会|研究院|研究中心|共同体|联合体)(?![议员])"
)


class LocalExtractor:
    """市公安局, 省委, 市人大常委会法工委: a level of government and the body, where no name of a place stands before it.

    Accepted gap: which city is meant is for the linker; and levels in a list (省、市政府) name no body.
    """

    name = "local"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["local"]
        fields = alternation(data["fields"])
        self._body = re.compile(
            rf"""
            (?: [省市县区](?<![省市县区州级各多几\d].)(?<![省市县区州]、.) | 自治[区州] )
            (?:(?:委|(?<=自治[区州])党委|政府|人大常委会|人大|政协|纪委监委|纪委|监委)
                (?:(?:法工委|金融委员会办公室|金融委办公室|金融办|金融工委|财经办|网信办|编办|台办|外办|农办|改革办|办公厅|政研室|外宣办|政策研究室|组织部|宣传部|统战部|政法委
                 |(?:办公室|研究室|督查室)(?!主任))|常务会议)?
              | (?:{fields})(?:局|厅|委|办)(?:[一-龥]{{0,4}}?(?:总队|支队|稽查局|稽查办))?
              | 政府办公[厅室]
              | (?P<association>工商联|总工会|贸促会|科协|妇联|残联)
              | (?P<institute>(?:农科院|社科院|农业科学院|社会科学院)(?:[一-龥]{{2,8}}?研究所)?)
              | (?P<bank>(?<=省)(?:农村信用联社|农信联社|农信联|农信社|农商联合银行|联社(?=党委|理事长|副?主任|[有相]关负责人))
                 (?!改|体[制系]|系统|机制|模式|层面|[属级和与]))
              | (?P<firm>(?:农信担保|农业担保|农担|再担保|征信)(?:集团|公司)|担保集团|金控集团|金控公司)
              | (?P<platform>首贷(?:续贷)?(?:服务)?中心|贷款服务中心
                 |(?:(?:企业|地方|公共)?征信|(?:中小企业|综合)?融资(?:综合)?(?:信用)?(?:服务)?|(?:普惠|综合)金融(?:综合)?(?:信用信息)?服务|金融综合服务
                 |企业信用信息服务|信易贷)平台) )
            (?!会(?!同|议)|[员任托派外代采债性网属直机层屋面势限长场])
            """,
            re.VERBOSE,
        )
        office = f"(?:{fields})(?:局|厅|委|办)"
        # 市发改委|、财政局、工信局: each of the same level as the first.
        beside = rf"、{office}(?![^\W和及与]{{1,6}}[局厅处科])"
        self._row = re.compile(rf"[省市县区州旗]{office}((?:{beside}){{1,12}}(?:[和及与]{office})?)")
        self._office = re.compile(rf"(?:{fields})(?:局|厅|委)(?![员会任托派外代属势限长])")
        self._before = frozenset(data["before"])
        heads = [head.text for head in lexicon.heads.values() if head.anchored and len(head.text) > 1]
        self._bracketed = re.compile(
            rf"（[^（）\n，。、]{{2,12}}）(?:[^\s，。、；：！？“”《》（）是在将了被让的和与及]{{2,14}}?)??({alternation(heads)})"
        )
        self._zone = re.compile("[一-龥]{2,4}(?:经济技术|高新技术产业)开发区$|[一-龥]{2}(?:新区|开发区|示范区|试验区)$")
        self._heads = lexicon.heads
        self._stops = lexicon.stops

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such body."""
        text = context.text
        for match in self._body.finditer(text):
            before = text[match.start() - 1 : match.start()]
            place = context.known_over(match.start())
            inside = place is not None and place.label == "Place" and place.start < match.start()  # 定日|县应急管理局
            if not inside and (before in self._before or not ("一" <= before <= "龥")):
                label = (
                    "Regulator"
                    if _REGULATOR.match(text, match.start() + 1)
                    else _KINDS.get(match.lastgroup or "", "GovernmentBody")
                )
                yield Claim(match.start(), match.end(), label, self.name, RANKS[self.name])
        for known in context.known:  # 大兴|住建委: a place that is a common word, too
            if known.surface[-1] == "委" and (beside := _BESIDE.match(text, known.end)) is not None:
                full = known.surface[:-1] + beside.group(1)[1:]
                yield Claim(*beside.span(1), "GovernmentBody", self.name, RANKS[self.name], full=full)
            if known.label == "Place" and known.weak and (office := self._office.match(text, known.end)) is not None:
                yield Claim(known.start, office.end(), "GovernmentBody", self.name, RANKS[self.name])
        for row in self._row.finditer(text) if "、" in text else ():
            level = _LEVEL_OF.search(text, max(0, row.start() - 8), row.start() + 1)
            for office in re.finditer("[^、和及与]+", row.group(1)):
                start, end = row.start(1) + office.start(), row.start(1) + office.end()
                longer = context.known_at(start)
                if longer is None or longer.end <= end:
                    yield Claim(
                        start,
                        end,
                        "GovernmentBody",
                        self.name,
                        RANKS[self.name],
                        full=(level.group() if level else "") + office.group(),
                    )
        yield from self._presidium(text) if "主席团" in text else ()
        yield from self._lettered(text) if "、" in text else ()
        for match in self._bracketed.finditer(text) if "（" in text else ():
            yield from self._around(context, match)
        yield from self._others(context)

    def _lettered(self, text: str) -> Iterator[Claim]:
        """Provinces by a letter each, in a row: |京|、|沪|、|粤|三地."""
        for row in _LETTERS.finditer(text):
            for at in range(row.start(), row.end(), 2):
                yield Claim(at, at + 1, "Place", "place", RANKS[self.name])

    def _others(self, context: Context) -> Iterator[Claim]:
        """Unions of a trade, bodies with a quoted word in front, and inspectors that reside elsewhere."""
        text = context.text
        for match in _UNION.finditer(text):
            union = _LOCAL_UNION.search(text, max(0, match.start() - 12), match.start())
            before = text[union.start() - 1 : union.start()] if union else ""
            if union is not None and (before in self._before or not ("一" <= before <= "龥")):
                yield Claim(union.start(), match.end(), "Association", self.name, RANKS[self.name])
        for match in _TOWN.finditer(text) if "党" in text else ():
            yield Claim(*match.span(), "GovernmentBody", self.name, RANKS[self.name])
        for match in _PARTY.finditer(text):
            yield Claim(*match.span(), "Organization", self.name, RANKS[self.name])
        for match in _QUOTED.finditer(text) if "”" in text else ():
            label = "Association" if match.group(1) else "Organization"
            yield Claim(match.start(), match.end(), label, self.name, RANKS[self.name])
        for match in _RESIDENT.finditer(text) if "纪检" in text else ():
            sender = context.known_over(match.start())
            if match.group()[0] == "驻":  # 据|驻人力资源和社会保障部纪检组|消息
                yield Claim(*match.span(), "GovernmentBody", self.name, RANKS[self.name])
            if sender is not None and not sender.weak:  # 中央纪委国家监委|驻中国工商银行纪检监察组
                yield Claim(sender.start, match.end(), "GovernmentBody", self.name, RANKS[self.name])

    def _presidium(self, text: str) -> Iterator[Claim]:
        session = _PRESIDIUM.search(text)
        if session is not None:
            for match in (*_PRESIDIUM.finditer(text), *_PRESIDE.finditer(text)):
                yield Claim(*match.span(), "GovernmentBody", self.name, RANKS["reference"] - 1, full=session.group())

    def _around(self, context: Context, match: re.Match[str]) -> Iterator[Claim]:
        """中国（上海）数字城市研究院, 五象新区（自贸试验区南宁片区）管委会."""
        place = context.known_over(match.start() - 1) if match.start() else None
        start = place.start if place is not None and place.label == "Place" and place.end == match.start() else -1
        if place is not None and place.label == "Company" and not place.weak and place.end == match.start():
            branch = context.known_at(match.start() + 1)  # 中国电子（海南）联合创新研究院
            start = place.start if branch is not None and branch.label == "Place" else start
        if start < 0:
            zone = self._zone.search(context.text, max(0, match.start() - 14), match.start())
            start = zone.start() if zone else -1
        head = self._heads[match.group(1)]
        inside = context.words(context.text.index("）", match.start()) + 1, match.start(1))
        barred = self._stops - {"联合"}
        if start >= 0 and not any(word.text in barred or word.tag[0] in "pcud" for word in inside):
            yield Claim(start, match.end(), head.label, self.name, RANKS[self.name])
