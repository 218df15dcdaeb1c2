"""Places that no list has and no listed place leads to, by what stands around them: venues, features, towns abroad."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known, Word
from kg.extract.lexicon import Lexicon
from kg.regex import regex

_RUN = "[^\\s，。、；：！？“”《》（）()—的是在了将被和与及等\\d]"
# What a meeting is held in: 在|亚洲金融大厦|举行, 在|兰亭国际会展中心|开幕.
_VENUE = re.compile(
    rf"在({_RUN}{{2,16}}?(?:大会堂|国宾馆|会堂|礼堂|会展中心|会议中心|展览中心|博览中心|体育中心|奥体中心|航展中心|世博中心|文化宫|体育馆|体育场"
    r"|展览馆|大剧院|剧院|音乐厅|宾馆|饭店|酒店|大厦|度假村|广场|公园|王宫|总统府|发射中心|发射场))"
    r"(?=内?(?:隆重)?(?:举行|举办|召开|开幕|启幕|开馆|落幕|闭幕|拉开|上演|首演|启动|(?:分别|先后|共同|集体|亲切)*(?:会见|会谈|会晤)|同|与|出席|发射|使?用|成功))"
)
_BARE = re.compile(
    "(?:国际|国家|大型|综合)?(?:会展|会议|展览|博览|体育|奥体)(?:中心|馆)|.{0,2}(?:酒店|广场|公园|饭店|宾馆|剧院)"
)
_HEADED = frozenset(("发射", "博览", "展览", "会展", "度假", "体育"))  # verbs and nouns in the head itself
_HELD = re.compile("举行|举办|召开|开幕|启幕|开馆|落幕|闭幕|拉开|上演|首演|启动|会见|会谈|发射")
_NO_VENUE = regex(
    "[该本某各]|^(?:中心|学校|机关|单位|主|校内|市民)|一[家座个]|多[家座个]|首[都府]|当地|附近|全国|各地|城市|市民|社区|大型|著名|知名|五星|[一二三四五]星级|同一|酒店集团|[东南西北]侧"
)
# Features whose head noun says enough: 穿越|乌兰布和沙漠.
_FEATURE = regex(
    rf"({_RUN}{{2,6}}?(?:沙漠|高原|盆地|草原|半岛|海峡|群岛|国家公园|大裂谷|山脉|冰川|瀑布|运河|卫星发射中心|湿地公园|国家森林公园|地质公园|国宾馆"
    "|特大桥|大桥|机场|水电站|核电站|水利枢纽|特别合作区|深度合作区|综合保税区|综保区|科学城|科技城|城市群|都市圈|大峡谷|旧址群?|故居|会址))"
    r"(?![化性型]|公司|集团|管理局|边缘科学|(?:陈列|纪念|博物|展览)馆)"
)
_FEATURE_SIGN = re.compile(
    "沙漠|高原|盆地|草原|半岛|海峡|群岛|国家公园|裂谷|山脉|冰川|瀑布|运河|发射中心|湿地公园|森林公园|地质公园|国宾馆"
    "|大桥|机场|水电站|核电站|水利枢纽|合作区|综合保税区|综保区|科学城|科技城|城市群|都市圈|大峡谷|旧址|故居|会址"
)
_NO_FEATURE = regex(
    "^[个座家处片条]|[这该本某各其此两三几经级座环]|[一二三四五六七八九十多几两首][个条片处批]|全[国球]|我国|世界|天然|人工|广袤|辽阔|茫茫|美丽|热带|荒漠|戈壁|高寒|雪域"
    "|生态|城市(?!群)|林业|农业|水利(?!枢纽)|治理|保护|建设|穿[过越]|进入|来自|位于|前往|走进|围绕|通过|开展|推进|设立|打造|创建|批准|成为|周边"
    "|退化|内陆|[东西南北中]部|大型|沿线|候选|整合|试点|跨[江海河]|公路|铁路|[民军通]用|通航|航班|繁忙|干线|支线|首都|现代化|国际化|自由贸易"
    "|海关|新建|改扩建|运输|边境|梯级|抽水|蓄能|在建|沿[江海边]|国家级|体制|首批|现代|物流"
    "|大量|陆军|部队|条件|发展|加快|培育|打造|主要|各|全[省市区县]|参观|重点|文物|修缮|历史|^(?:革命|名人|抗战|红色|工业|当年)(?:旧址群?|故居|会址)$"
    "|^(?:国家)?(?:国家公园|湿地公园|森林公园|地质公园|公园|发射中心|国宾馆|合作区|综合保税区|综保区|科学城|科技城|城市群|都市圈|大峡谷)$"
)
_HEAD = regex(
    "(?:国际|国家|长江|黄河)?(?:特?大桥|机场|[水核]电站|水利枢纽|[特别深度]{2}合作区|综合保税区|综保区|科[学技]城|城市群|都市圈|大峡谷|旧址群?|故居|会址)"
)
_LEAD = regex("(?:(?<=[0-9])[年月日]|[^\\s]{0,3}(?:下穿|上跨|横跨|飞越|成功)|距离?|继)+")  # 3月1日|横琴粤澳深度合作区
_FOREIGN = regex("沙漠|高原|盆地|草原|半岛|海峡|群岛|山脉|冰川|瀑布|运河|裂谷|国家公园|国宾馆")  # bear foreign names, too
# What leads to a town abroad: 在|波兰|罗兹; and what the town is: 首都|塔什干, 港口城市|蒙巴萨.
_LEADS = frozenset("在赴抵达到至往从由于过经访离、和与")
_TOWN_KIND = (
    "首都|港口城市|沿海城市|海滨城市|边境城市|[东南西北中]{1,2}部城市|第[二三四]大城市|最大城市"
    r"|旅游城市|历史名城|工业城市|城市(?!群)"
)
_GOES_ON = (
    "举[行办]|召开|开幕|启程|出发|国际(?:机场|会|展)|当地|附近|港|等地|市(?!场|民)|会见|会晤|同|与|和|及|的|至|到|飞|建设|发表|考察"
    r"|访问|出席|主持|签署|遭|[，。、；：（）\n]|$"
)
_CITY = regex("市(?![场民区中郊长政])|州(?!长|府)|省(?!长|府|政)")  # 第聂伯罗|市
_VERBS = frozenset(("抵达", "到达", "直达", "位于", "处于", "由于", "关于", "对于", "至于", "居于", "早于", "晚于"))
_NAMES = frozenset(("ns", "nr", "nrt", "nrfg", "nz", "x", "nt"))  # jieba's tags of names


class LandmarkExtractor:
    """What is held, seen or reached somewhere whose name no list has.

    Accepted gap: a venue that only its own name tells (鸟巢), and a town abroad whose country is not named before it.
    """

    name = "place"

    def __init__(self, lexicon: Lexicon, is_foreign: Callable[[str], bool]) -> None:
        self._is_foreign = is_foreign
        letters = lexicon.raw["people"]["transliteration"] + "港堡姆兹什江"
        self._town = re.compile(f"([{letters}]{{2,6}})(?={_GOES_ON})")
        self._region = re.compile(
            f"(?<![{letters}])([{letters}]{{3,9}}(?:州|市(?![场民长])|镇(?!长)|省(?!长))|[{letters}]{{3,8}}(?=地区|方向))"
        )
        self._abreast = re.compile(f"[、和及]([{letters}]{{3,7}})(?=[、和及等，。]|\\d个)")
        self._titled_town = re.compile(f"(?:{_TOWN_KIND})([{letters}]{{2,7}})(?={_GOES_ON})")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such place.

        >>> from kg.extract.lexicon import load_lexicon
        >>> finder = LandmarkExtractor(load_lexicon(), lambda _: False)
        >>> context = Context("展会在兰亭会展中心开幕", (), lambda text: [(text, "n")], lambda *_: (), lambda _: False)
        >>> [context.text[claim.start : claim.end] for claim in finder.find(context)]
        ['兰亭会展中心']
        """
        text = context.text
        for match in _VENUE.finditer(text) if _HELD.search(text) else ():
            yield from self._named(context, *match.span(1), _NO_VENUE)
        for match in _FEATURE.finditer(text) if _FEATURE_SIGN.search(text) else ():
            yield from self._feature(context, *match.span(1))
        for match in self._titled_town.finditer(text) if "城市" in text or "首都" in text else ():
            known = context.known_at(match.start(1))
            if (known is None or (known.weak and known.label == "Place")) and not _is_ordinary(context, *match.span(1)):
                yield self._claim(*match.span(1))
        for match in self._region.finditer(text) if self._foreign_text(context) else ():
            before = context.known_over(match.start())
            start = before.end if before is not None and before.label == "Place" else match.start()  # 俄罗斯|阿斯特拉罕|地区
            start += text[max(0, start - 1) : start + 1] in _VERBS
            inside = any(not known.weak for known in context.known_between(start, match.end()))
            if match.end() - start > 2 and not inside and not _is_ordinary(context, start, match.end()):
                yield self._claim(start, match.end())
        for known in context.known:
            if known.label == "Place" and not known.weak and self._is_foreign(known.surface):
                yield from self._abroad(context, known)
                abreast = self._abreast.match(text, known.end)
                while abreast is not None:
                    yield from self._listed_on(context, *abreast.span(1))
                    abreast = self._abreast.match(text, abreast.end())
                city = _CITY.match(text, known.end) is not None
                if known.inside or city:  # 德国|柏林|出席: no one's name; 第聂伯罗|市
                    rank = RANKS["local"] if known.inside else RANKS[self.name]
                    yield self._claim(known.start, known.end + city)._replace(rank=rank)

    def _listed_on(self, context: Context, start: int, end: int) -> Iterator[Claim]:
        """A town abroad listed behind one that is known: 哈尔科夫、|斯拉维扬斯克|、."""
        if not context.known_between(start, end) and not _is_ordinary(context, start, end):
            yield self._claim(start, end)

    def _foreign_text(self, context: Context) -> bool:
        """Whether a text names another country."""
        return any(known.label == "Place" and self._is_foreign(known.surface) for known in context.known)

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Place", self.name, RANKS[self.name])

    def _named(self, context: Context, start: int, end: int, never: re.Pattern[str]) -> Iterator[Claim]:
        """A venue, from the last place told before it that its name does not hold: 北京|亚洲金融大厦."""
        words = context.words(start, end)
        if words and words[-1].label == "Place":
            return  # 北京|人民大会堂
        chain = False
        while words and words[0].label == "Place" and self._leads_on(context, words):
            start, chain = words.pop(0).end, True
        if chain and words and words[0].label == "Place":
            start = words.pop(0).end  # 江苏省|南京市|金陵会展中心, but 南京金陵会展中心
        bare = end - start < 4 or never.search(context.text[start:end]) or _BARE.fullmatch(context.text, start, end)
        if not bare and not any(_breaks(word) for word in words[:-1] if word.text not in _HEADED):
            yield self._claim(start, end)

    def _leads_on(self, context: Context, words: list[Word]) -> bool:
        """Whether the first place of a run only tells where the venue is: a country, a province, or one of several."""
        first, rest = words[0], words[1:]
        known = context.known_at(first.start)
        several = known is not None and len(context.parts(known)) > 1
        return bool(rest) and (several or first.text[-1] in "省区" or rest[0].label == "Place" or self._is_foreign(first.text))

    def _feature(self, context: Context, start: int, end: int) -> Iterator[Claim]:
        """A feature, from behind the last word before it that stands in no name: 穿越|乌拉图沙漠."""
        words = context.words(start, end)
        if words and words[-1].label:
            return
        leads = _leads if _FOREIGN.search(context.text, start, end) else _breaks
        start = max((word.end for word in words[:-1] if word.label or leads(word)), default=start)
        if _HEAD.fullmatch(context.text, start, end):
            place = context.known_over(start - 1) if start else None
            if place is None or place.label != "Place" or place.end != start or place.weak:
                return
            start = context.parts(place)[-1][0]  # 小浪底|水利枢纽
        if (lead := _LEAD.match(context.text, start, end)) is not None:
            start = lead.end()
        if end - start > 3 and not _NO_FEATURE.search(context.text[start:end]):
            yield self._claim(start, end)

    def _abroad(self, context: Context, country: Known) -> Iterator[Claim]:
        town = self._town.match(context.text, country.end)
        if town is None or context.text[country.start - 1 : country.start] not in _LEADS or not country.start:
            return
        if context.known_at(country.end) is None and not _is_ordinary(context, *town.span(1)):
            yield self._claim(*town.span(1))


def _is_ordinary(context: Context, start: int, end: int) -> bool:
    """Whether a span of transliterating letters is words of the language: 法国|海军, 首都|图书."""
    return any(len(word.text) > 1 and word.tag not in _NAMES for word in context.words(start, end))


def _leads(word: Word) -> bool:
    """Whether a word stands before a name; the letters of a foreign one are often taken for short verbs (乌|拉|图)."""
    return _breaks(word) and (len(word.text) > 1 or word.text in "经过到从往赴达穿越沿入向")


def _breaks(word: Word) -> bool:
    """Whether a word stands in no name of a place."""
    return word.label not in ("", "Place") or (word.tag[0] in "vpcudrm" and word.tag != "vn")
