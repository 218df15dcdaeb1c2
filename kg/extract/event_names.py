"""What makes a span the name of a meeting: where it begins, who convenes it, which words set it apart."""

import re

from kg.extract.context import Context, Word, walk
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

CN = "[一二三四五六七八九十百零〇两\\d]+"
AWAY = "是在将了被让"  # no name reaches across these
STOP = "\\s，。、；：！？“”《》（）()【】"
PARTIES = frozenset({"Company", "Bank", "GovernmentBody", "Regulator", "Organization", "MarketInstitution", "Association"})
_NO_LEAD = regex("[要应将能会的]|认真|积极|全力|深入|落实|助力|助推|点亮|迎接|备战|亮相")
# What ends a headline that runs into the news itself: …旅游季启动|2021年…旅游季20日在….
_OPENED = ("启动", "举行", "举办", "召开", "开幕", "闭幕", "落幕", "开赛", "揭晓", "公益行动")
_YEAR_BEFORE = regex("(?<![0-9])20[0-9][0-9]年?$")
_OF_TWO = regex("(?<=[持开席加行、和在])中[一-龥][一-龥]{2,12}(?:联委会|混委会)")  # of two countries: 中新双边合作联委会
_CONVENERS = ("委员会", "理事会", "领导小组", "常委会", "主席团", "检查组", "工作组", "联席会议", "执委会", "联委会", "混委会")
# Bodies that no list has, named by their kind: 太空探索者协会|第27届年会; and treaties, whose parties meet.
_SOCIETY = re.compile(
    "(?![一二两三四五六七八九十各多几该本其某])(?:[一-龥]{3,18}(?:协会|学会|联盟|联合会|研究会|理事会|公约|基金会|国际|论坛)"
    "|(?:国际|世界|亚洲|联合国)[一-龥]{2,8}(?:委员会|组织))$"
)
_SHORTEST = 3  # letters of a body
_SOCIETIES = ("协会", "学会", "联盟", "联合会", "研究会", "理事会", "公约", "基金会", "委员会", "组织", "国际", "论坛")
_TREATY = re.compile("《[^《》\\n]{2,24}》$")
_NO_CONVENER = regex("[就和与及对向]|副|主任|书记|负责人|代表(?!大会)")


class EventNames:
    """The lists of words and patterns that names of events are judged by."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["events"]
        heads, away, stop = alternation(data["heads"]), AWAY, STOP
        self._heads = re.compile(heads)
        self._stops = (lexicon.stops | frozenset(data["verbs"])) - frozenset(data["scopes"])
        self._clause = re.compile(
            rf"(?:[^{stop}{away}的]|“[^“”\n]{{2,24}}”|（[一-龥A-Z\d]{{2,8}}）){{4,48}}\Z|“[^“”\n]{{4,24}}”\Z"
        )
        self._no_opening = re.compile(data["not_opening"])
        self._generic = re.compile(data["generic"])
        self._not_inside = re.compile(data["not_inside"])
        self._near = frozenset("njzex")
        self._verbs = re.compile(f"{alternation(data['convening'])}|(?<=会议)[和与及]|迎接")

    def _convener(self, context: Context, end: int) -> int | None:
        """Where the body begins whose meeting only a number names: …委员会|第八次会议, 上合组织…（总理）理事会|第十七次会议."""
        year = _YEAR_BEFORE.search(context.text, max(0, end - 5), end)
        end = year.start() if year else end  # …委员会2021年|第95次审议会议
        body = context.known_over(end - 1) if end else None
        if body is not None and body.end == end and body.label in PARTIES:
            return body.start
        if context.text[end - 1 : end] == "》":
            treaty = _TREATY.search(context.text, max(0, end - 26), end)
            return treaty.start() if treaty else None
        if (society := self._society(context.text, end)) is not None:
            return society
        clause = self._clause.search(context.text, max(0, end - 40), end)
        if clause is None or not context.text.endswith(_CONVENERS, 0, end):
            return None
        inside = context.known_between(clause.start(), end)
        bodies = [known.start for known in inside if known.label in PARTIES]
        if not bodies and (pair := _OF_TWO.search(context.text, clause.start(), end)) is not None:
            return pair.start()
        if not bodies or any(known.label == "Person" for known in inside):
            return None
        first = max((verb.end() for verb in self._verbs.finditer(context.text, bodies[0], end)), default=bodies[0])
        return None if end - first < _SHORTEST or _NO_CONVENER.search(context.text, first, end) else first

    def _society(self, text: str, end: int) -> int | None:
        """Where a body begins that only its kind shows, in the words between the last mark or verb and its meeting."""
        clause = self._clause.search(text, max(0, end - 24), end) if text.endswith(_SOCIETIES, 0, end) else None
        if clause is None:
            return None
        start = max((verb.end() for verb in self._verbs.finditer(text, clause.start(), end)), default=clause.start())
        society = _SOCIETY.fullmatch(text, start, end)
        return None if society is None or _NO_CONVENER.search(society[0]) or _NO_LEAD.match(society[0]) else start

    def _begin(self, context: Context, start: int) -> int:
        """Further left when words restrict the year or the ordinal: 教育家精神|2024年巡回宣讲活动, 中国国际|第九届."""
        left = context.run_start(start)
        if left == start or context.text.endswith(_OPENED, 0, start):
            return start
        words = context.words(left, start)
        words.append(Word(start, start + 1, "第", "m"))
        first = walk(words, start, self._stops, self._near, frozenset())
        host = first == len(words) - 2 and (
            words[first].label == "Place" or words[first].tag == "ns" or words[first].text == "全国"
        )  # 成都|第31届世界大学生夏季运动会
        begin = words[first].start if host or start - words[first].start >= 3 else start
        if _NO_LEAD.search(context.text, begin, start):
            begin = start  # 中哈要认真落实|第二届…论坛
        year = _YEAR_BEFORE.search(context.text, max(0, begin - 5), begin)  # 2021|资产管理高峰论坛暨第二届…
        return year.start() if year and begin < start else begin

    def _is_name(self, name: str) -> bool:
        """Whether words before a head make a name: at least four characters that set the meeting apart."""
        return not (
            self._no_opening.match(name)
            or self._generic.fullmatch(name)
            or self._not_inside.search(name)
            or len(self._heads.sub("", name)) < 4
        )

    def _listed(self, context: Context, end: int) -> bool:
        """Whether a listed event ends here: it is the name, whatever stands before it."""
        known = context.known_over(end - 1)
        return known is not None and known.label == "Event" and not known.weak
