"""Occasions that no single head word shows: leaders' meetings, shows, ceremonies for a work, what belongs to a known event."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Word, walk
from kg.extract.lexicon import Lexicon
from kg.regex import regex

_CN = "[一二三四五六七八九十百零〇两\\d]+"
_LETTER = "[^\\s，。、；：！？“”《》（）()【】是在将了被让的和与及等年月日]"  # no name reaches across the others
# Behind a listed event, whole: 中国农民丰收节|金秋消费季, 十五运会|火炬传递|专场新闻发布会.
_BELONGS = regex(
    rf"""
    (?:{_LETTER}{{0,6}}?(?:消费季|采购季|购物季|火炬传递|圣火采集|火种采集))?           # a part of the festival, of the games
    (?:{_LETTER}{{0,6}}?(?:新闻发布会|推介会|动员大会|招待会|吹风会|颁奖典礼|颁奖仪式))?   # a meeting about it
    (?:(?<=[周日月节季])”?(?:[一-龥]{2, 3}(?=主[会]?场))?(?:主[会]?场|系列)*活动)?              # 全国税收宣传月|系列活动
    """,
    re.VERBOSE,
)
# A meeting of a standing forum: 中非合作论坛|达喀尔会议, 中国—拉共体论坛|第四届部长级会议.
_OF_FORUM = re.compile(
    rf"(?:(?:第{_CN}届|{_LETTER}{{2,6}}?)(?:部长级会议|峰会|会议)|{_LETTER}{{2,14}}?部长级会议)(?![室厅期地])"
)
# A standing dialogue of two states: 首轮|中美社会和人文对话, 中日高级别政治对话; not 加强|中德战略对话.
_DIALOGUE = re.compile(
    r"""
    (?<!加强)(?<!深化)(?<!推进)(?<!开展)(?<!密切)(?<!促进)
    (?:首[轮次]|新一轮|第[一二三四五六七八九十百\d]+[轮次届])?[中美俄日韩英法德欧印澳加巴蒙非东盟]{2,4}(?:高级别|高层|企业家|工商)?
    (?:(?:战略|经济|财金|财经|金融|安全|外交|防务|人权|社会|人文|执法|网络|能源|气候|环境|经贸|政治|政党|海洋|海上|科技|创新|教育|青年|智库)[与和及、]?){1,3}(?:高级别|高层)?
    (?:对话|磋商)(?![机平渠框协关活会者伙])
    """,
    re.VERBOSE,
)
# Whom a letter of congratulation is written to: 向|世界草原协调人会议|致贺信.
_GREETED = regex(
    r"""
    (?<=向)([^\s，。、；：！？（）()《》的了和与及在将是]{4,36}(?:会议|大会|论坛|峰会|博览会|交易会|展览会|年会|对话会|研讨会))
    (?=(?:开幕|召开|举行|举办)?(?:致|发[来去]|表示(?:热烈|衷心)?祝贺))
    """,
    re.VERBOSE,
)
_GAMES = frozenset("赛杯网冠")  # what a contest ends in, held again and again: 2022年|田径世锦赛, 第56届|世乒赛
_EDITION = re.compile(rf"(?:第{_CN}届|首届|(?<![0-9])(?:19|20)[0-9][0-9]年?)\Z")
_YEAR = regex("(?<![0-9])20[0-9][0-9]年?\\Z")
_LEADERS = "领导人|元首|首脑|总理|外长|外交部长|防长|国防部长|财长|央行行长|经贸部长|部长|议长|高层|委员长"
_LEADER = re.compile(f"{_LEADERS}|政府首脑|议会|工商界|企业家|青年|智库|媒体")
# Countries by one letter each and who of them meets: 中日韩|外长会, 中俄印|领导人非正式会晤, 中越|工商界午餐会.
_COUNTRIES = regex(
    rf"""
    (?<![一-龥](?<![、的了和与席加行开办持]))          # a clause or a verb of convening stands before it
    [中美俄日韩朝印英法德欧非阿澳新巴蒙哈越老柬缅泰菲马土波匈塞希埃沙伊古秘墨]{{2,5}}(?:国家|两国|三国)?
    (?:{_LEADERS}|议会|工商界|企业家|青年|智库|媒体)
    (?:(?!举行|召开|出席|参加|签署|发表|共同|就)[^\s，。、；：！？“”《》（）()在将的了和与]){{0,8}}?
    (?:会议|会晤|会谈|对话会|午餐会|早餐会|晚餐会|座谈会|交流会|圆桌会|见面会|论坛|峰会|大会|年会|(?<=[长脑])会)
    (?![一-龥]{{0,2}}[场厅]|[议谈晤见]|机制)
    """,
    re.VERBOSE,
)
# Who meets by number and is no listed body: 上海合作组织成员国总理|第十二次会议, 两岸两会领导人|第十一次会谈.
_NUMBERED = regex(
    rf"(?P<who>(?:成员国|国家|两国|两会|双边|[中美俄日韩法德英欧印]{{2}})(?:政府首脑|{_LEADERS}))(?:（[一-龥]{{2,4}}）)?"
    rf"(?:理事会)?第{_CN}[次届轮][一-龥]{{0,4}}?(?:会议|会谈|会晤|对话|磋商)"
)
# A standing committee of two states, by its number: 中俄投资合作委员会|第十次会议.
_JOINT = re.compile(
    rf"中(?:[俄美英法德日韩欧越巴印澳加哈泰新马意西白塞土沙阿埃匈波荷瑞希吉乌塔蒙缅老柬朝智秘墨非葡尼]|[一-龥]{{2,3}}斯坦)"
    rf"[一-龥、]{{2,18}}?(?:委员会|理事会|混委会|联委会|工作组|机制)第{_CN}[次届][一-龥]{{0,4}}?(?:会议|会晤)"
)
# Groups of states, and who of them meets: 二十国集团（G20）|财长和央行行长会议.
_GROUP = regex(
    rf"""
    (?:中国[—–－-]东盟|二十国集团|七国集团|八国集团|金砖国家|G20|G7|亚太经合组织|上海合作组织|上合组织|东盟(?:[与和]中日韩|\+中日韩|10\+3)?|欧盟|澜湄合作|中亚五国|亚欧
      |阿盟|阿拉伯国家联盟|海合会|非盟|非洲联盟|北约|拉共体|加共体|南共市|独联体|集安组织|欧亚经济联盟|南亚区域合作联盟|环印度洋联盟|七十七国集团|77国集团|不结盟运动|法语国家组织|英联邦|太平洋岛国论坛|伊斯兰合作组织|美洲国家组织)
    (?:[（(][A-Z\d+]{{2,8}}[）)])?(?:成员国|国家)?
    (?:{_LEADERS})(?:[和与及](?:{_LEADERS}))?
    (?:第{_CN}次)?[一-龥]{{0,6}}?(?:会议|会晤|峰会|对话会|论坛|会)(?![议谈晤见员])
    """,
    re.VERBOSE,
)
_GLOSS = regex("[（(][A-Z\\d+]{2,8}[）)]")
# A ceremony or a meeting for a titled work or document: 《百年巨匠——饶宗颐》|开机仪式.
_FOR_WORK = regex(
    "《([^《》\\n]{2,40})》(?:[一-龥]{0,4}?(?:开机|首发|首映|发布|出版|签约|签署|启动|揭幕|赠书|发行)(?:仪式|式)"
    "|(?:[一-龥]{0,4}?(?:发布|首发)(?:仪式|会)?暨[一-龥]{2,8}?)?[一-龥]{0,4}?(?:新闻发布会|发布会|出版座谈会|座谈会|研讨会|推介会|宣讲会))"
)
# A forum of a magazine or a newspaper, with what sets it apart: 2013|《财富》全球论坛, 第六届两岸|《经济日报》财经论坛.
_OF_OUTLET = regex("《[^《》\\n]{2,8}》[^\\s，。、；：！？“”《》（）()的和与]{0,8}?(?:论坛|峰会|年会)(?:20\\d\\d)?")
_SET_APART = regex(rf"(?:第{_CN}届[^\s，。、；：！？“”《》（）()在由]{{0,8}}|20\d\d年?)\Z")
# A contest of which the choice is the news: “沪上金融家”|评选.
_CHOSEN = regex("“[^“”\\n]{2,16}”[一-龥]{0,6}?评选(?:活动)?(?![出为标委])")
# A voyage or a drill by its code name: 执行|“和谐使命-2018”任务, “海上联合—2021”|联合军演.
_MISSION = re.compile(
    "“[一-龥]{2,10}[-—–－·]?20\\d\\d[A-Z]?”(?:联合|实兵|海上|空中|反恐|军事)*(?:任务|演习|演练|军演|联演|训练|行动)"
)
# A show by what is shown or where: 柏林国际消费电子产品|展, 5G+工业互联网成果|展.
_SHOW = re.compile(
    "展(?<=[际界球洲果就题牌品子术片物影画车空航漫业技备游食疗]展)"
    "(?:(?<=(?:国际|世界|全球|亚洲|成果|成就|主题|品牌|产品|用品|费品|电子|艺术|图片|文物|美术|摄影|书画|航空|动漫|工业|农业|科技|技术|装备|旅游|食品|医疗)展)"
    "|(?<=[^汽火参]车展)|(?<=[一-龥]航展))(?![一-龥](?<![今昨近日开在于将首闭落正也、，。上期]))(?!开[拓发展])"
)
# A festival or a week by what it is of: 青岛国际|啤酒节, 亚洲|影视周.
_FESTIVAL = re.compile(
    """节(?<=(?:啤酒|美食|风筝|冰雪|狂欢|服装|动漫|旅游|音乐|戏剧|诗歌|赏花|采摘|龙舟|灯光|樱花|牡丹|荷花|寻根|读书|阅读|科技|创意|时尚|开渔|丰收|消费|购物|电商|年货|咖啡|影视|戏曲
    |曲艺|魔术|杂技|舞蹈|合唱|花卉|园艺|光影|艺术|电影|电视|文化|体育|民歌|渔民|书画|摄影)节)(?![日庆约点能假气目])
    |周(?<=(?:影视|电影|文化|时装|设计|艺术|音乐|戏剧|科普|创业|消费|美食|体育|阅读|创意)周)(?![期年边围末一二三四五六日转报刊])""",
    re.VERBOSE,
)
# A summit of a group of states by its place: 二十国集团（G20）|杭州峰会.
_SUMMIT = regex(
    "(?:二十国集团|七国集团|金砖国家|亚太经合组织|上海合作组织|上合组织|G20|G7|APEC|亚信)(?:[（(][A-Z\\d+]{2,8}[）)])?(?:领导人)?[一-龥]{2,4}峰会"
)
# A body that tells the press: 证监会|新闻发布会, 商务部|例行新闻发布会.
_PRESS = regex("(?:例行|专题|月度|季度)?(?:新闻发布会|新闻通气会|发布会|吹风会)(?!议)")
_OFFICES = frozenset({"GovernmentBody", "Regulator"})
_SCOPES = ("中国", "国际", "世界", "全球", "亚洲", "全国", "首届")
_NOT_SHOWN = regex("参展|[的了在等]|有关|各类|多个")


def _short_group(name: str) -> str:
    """A meeting with its group in full: G20财长会议, 二十国集团财长会议."""
    return re.sub("^G20", "二十国集团", re.sub("^G7", "七国集团", name))


class OccasionExtractor:
    """Named occasions by who meets, by what is shown, by the work they are for, or as a part of a listed event."""

    name = "event"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["events"]
        self._named = re.compile(data["named"])
        self._stops = (lexicon.stops | frozenset(data["verbs"])) - frozenset(data["scopes"])
        self._inside = lexicon.inside | frozenset(data["inside"])
        self._tags = lexicon.tags

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such occasion.

        >>> from kg.extract.lexicon import load_lexicon
        >>> context = Context("中日韩外长会结束", (), lambda text: [(text, "n")], lambda *_: (), lambda _: False)
        >>> [(claim.start, claim.end) for claim in OccasionExtractor(load_lexicon()).find(context)]
        [(0, 6)]
        """
        text = context.text
        yield from self._parts(context)
        for sign in _LEADER.finditer(text):
            yield from self._leaders(context, sign)
        if "《" in text:
            for match in _FOR_WORK.finditer(text):
                if text.count(match.group(1)) > 1 or not text.startswith("新闻发布会", match.end() - 5):
                    yield self._claim(*match.span())._replace(rank=RANKS["title"])
            for match in _OF_OUTLET.finditer(text):
                lead = _SET_APART.search(text, max(0, match.start() - 16), match.start())
                start = lead.start() if lead else match.start()
                yield self._claim(start, match.end())._replace(rank=RANKS["title"])
        for match in _MISSION.finditer(text) if "“" in text else ():
            yield self._claim(match.start(), match.end())
        for match in _GREETED.finditer(text) if "贺" in text else ():
            yield self._claim(*match.span(1))
        if "评选" in text:
            for match in _CHOSEN.finditer(text):
                yield self._claim(match.start(), match.end())
        for pattern in (_SHOW, _FESTIVAL):
            for match in pattern.finditer(text):
                yield from self._show(context, match)
        yield from self._of_bodies(context)

    def _of_bodies(self, context: Context) -> Iterator[Claim]:
        """A summit of states by its place, a dialogue of two of them, and where a body tells the press."""
        text = context.text
        for match in _SUMMIT.finditer(text) if "峰会" in text else ():
            yield self._claim(*match.span())._replace(full=_GLOSS.sub("", _short_group(match.group())))
        for match in _DIALOGUE.finditer(text) if "对话" in text or "磋商" in text else ():
            yield self._claim(*match.span())
        for match in _JOINT.finditer(text) if "会第" in text or "组第" in text or "机制第" in text else ():
            yield self._claim(*match.span())
        for body in context.known if "布会" in text or "风会" in text else ():
            if body.label in _OFFICES and not body.weak and (press := _PRESS.match(text, body.end)) is not None:
                yield self._claim(body.start, press.end())

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Event", self.name, RANKS[self.name])

    def _parts(self, context: Context) -> Iterator[Claim]:
        """What belongs to an event known by name, with the year before it."""
        text = context.text
        known = [(name.start, name.end) for name in context.known if name.label == "Event" and not name.weak]
        for start, end in (*known, *(match.span() for match in self._named.finditer(text))):
            further = _OF_FORUM.match(text, end) if text.endswith("论坛", start, end) else None
            further = further or _BELONGS.match(text, end)
            if text[end - 1] in _GAMES and (edition := _EDITION.search(text, max(0, start - 9), start)) is not None:
                yield self._claim(edition.start(), further.end() if further else end)
            elif further is not None and further.end() > end:
                year = _YEAR.search(text, max(0, start - 5), start)
                yield self._claim(year.start() if year else start, further.end())

    def _leaders(self, context: Context, sign: "re.Match[str]") -> Iterator[Claim]:
        """A meeting of those who lead countries or the members of a body."""
        text, left, right = context.text, max(0, sign.start() - 8), sign.end() + 16
        match = _COUNTRIES.search(text, left, right)
        if match is not None and match.start() < sign.start() < match.end():
            yield self._claim(*match.span())
        match = _GROUP.search(text, max(0, sign.start() - 20), right)
        if match is not None and match.start() < sign.start() < match.end():
            yield self._claim(*match.span())._replace(full=_GLOSS.sub("", _short_group(match.group())))
        match = _NUMBERED.search(text, left, right)
        if match is not None and match.start() <= sign.start() < match.end():
            body = context.known_over(match.start() - 1) if match.start() else None
            yield self._claim(body.start if body and body.end == match.start() else self._begin(context, match), match.end())

    def _begin(self, context: Context, match: "re.Match[str]") -> int:
        """Where those who meet begin: after the last mark or verb before them."""
        words = context.words(context.run_start(match.start()), match.end())
        return words[walk(words, match.start(), self._stops, self._tags, self._inside)].start

    def _show(self, context: Context, match: "re.Match[str]") -> Iterator[Claim]:
        """A show whose name a place, a scope or a name in letters opens."""
        start = context.run_start(match.start())
        words: list[Word] = context.words(start, match.end())
        if not words:
            return
        head = next((word.start for word in words if word.end == match.end()), match.end() - 1)
        first = words[walk(words, head, self._stops, self._tags, self._inside)]
        place = context.known_at(first.start) if first.label == "Place" else None
        if place is not None and place.surface != "中国":
            first = first._replace(start=context.parts(place)[-1][0])  # 山东|青岛国际啤酒节
        name = context.text[first.start : match.end()]
        opens = first.label == "Place" or name.startswith(_SCOPES) or (name[0].isascii() and name[0].isalnum())
        if opens and 4 <= len(name) <= 26 and not _NOT_SHOWN.search(name):
            yield self._claim(first.start, match.end())
