"""Places by structure: one-letter names in 在京, and divisions below a listed place (静海区 台头镇)."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known, Word
from kg.extract.countries import PROVINCES
from kg.extract.lexicon import Lexicon, alternation
from kg.extract.no_places import RAIL
from kg.extract.parts import VENUE
from kg.regex import regex

_SIDE = regex("[东南西北中]{1,2}部")  # 英国|西南部|布里斯托市
# What a place abroad is said to be before its name: 西班牙|度假胜地|拉帕尔马岛, 泰国|南部海滨城市|芭堤雅.
_SORT = re.compile(
    "(?:[东南西北中]{1,2}部)?(?:(?:著名|知名)?的?(?:度假|旅游|避暑|滑雪|观光|疗养|海滨|海岛)(?:胜地|名岛|名城|名镇|小镇|城市)"
    "|(?:港口|沿海|边境|工业|海港)(?:城市|小镇))"
)
# Works and features with a name of their own, though no listed place stands before them: ——狮子洋大桥, ，临港长江大桥.
_OWN = regex(
    r"(?:(?<=[，。；：、—\n的])|^)([^\s，。；：、！？“”《》（）()—的是在将了被和与及等\d]{2,8}?"
    r"(?:特大桥|大桥|(?<![能伏水核电力热变换充发])电站|水电站|核电站|燃煤电站|抽水蓄能电站|光伏电站|水利枢纽|航电枢纽|国际机场|雪山|大峡谷|海军基地|空军基地|遗址))"
    r"(?![一-龥]{0,2}(?:集团|公司|项目部|设计))"
)
_COUNTED = regex("中心|[两三四五六七八九十][省市区县州]$")  # 常州与泰州|两市
_WORK = re.compile("大桥|电站|枢纽|国际机场|雪山|大峡谷|军基地|遗址")  # what those end in
_NO_NAME = regex(
    "距离|梯级|主要|家用|户用|分布式|集中式|跨[海江河湖]|公路|铁路|悬索|斜拉|高架|立交|人行|首都机场|民用|世界|全国|我国|最[大高长]|新型|大型|中型|小型|[座个条]|重点|项目|工程|建[设成]|通过|以及|成为|今[天年]|昨天|目前|其中"
)
# Where leaders and teams go: 前往|中原科技城, 来到|丁家村; and the last of what they visit: 和|中新生命科学园|调研.
_GOAL = (
    r"([^\s，。；：、！？“”《》（）()的是在将了被和与及等\d]{2,10}?"
    r"(?:科技城|科学城|汽车城|科学园|生命科学园|产业园区?|科技园区?|软件园|工业园区?|创业园|物流园|社区|村|街道|小区|湿地|保税港?区|自贸试验区|口岸|码头|服务中心|服务大厅|物流中心|展示中心|金融城|大学城|科创城|纪念馆|纪念园|陵园|故居|旧址|会址))"
    r"(?![民庄落镇级居])"
)
_VISITED = re.compile(rf"(?:来到|前往|走进|走访|巡视|巡览|参访|瞻仰|拜谒|抵达|深入到?|参观|考察|视察|察看|赶赴)了?{_GOAL}")
_ALSO = regex(rf"[及和与]{_GOAL}(?=调研|考察|看望)")
_NO_GOAL = regex(
    "贫困|重灾|受灾|安置|老旧|农村|乡村|^山村|各地|当地|附近|一线|基层|企业|高校|居民|多[个家]|[一二三两几数]个|[该各每某]|有关|相关|示范村|重点村|行政村|自然村|城中村|全村"
)
# To whom leaders lay flowers: 向|奥希金斯纪念碑|献花圈.
_HONOURED = regex(
    "向([^\\s，。、；：！？“”《》（）()的是在将了被和与及等\\d]{2,16}?(?:纪念碑|纪念塔|纪念像|陵园|雕像|铜像|陵墓|墓))(?=[敬献]|行?鞠躬|默哀)"
)
# What stands in a zone whose name goes on after a place in brackets: 一体化示范区|（上海）金融产业园.
_BRACKETED = regex(
    "[（(][一-龥]{2,6}[）)][^\\s，。、；：！？“”《》（）()的是在将了被和与及等\\d]{0,8}?"
    "(?:产业园区?|科技园区?|软件园|工业园区?|物流园区?|创业园|示范区|片区|试验区|先行区|合作区|创新港|科技城|科学城)(?![内外])"
)
_VILLAGE = regex(
    "(?<=[在到至从往赴近于、，。的抵])((?![在到至从往赴近于的抵])[一-龥]{2,3}[镇乡])的?((?!的)[一-龥]{2,4}?(?:村(?![民委落里镇])|社区))"
)
# A village by its people, though neither a town nor a county is told: 石圳村|的村民, 在仁欧村|，村民.
_FOLK = re.compile(
    "(?:(?<=[在到从至，。；、\n—])|^)((?![在到从至的将把被让给向对由与和是有])[一-龥]{2,3}村)(?=的(?:村民|乡亲|老乡|群众|党支部|种植户|养殖户|脱贫户|贫困户|村支书)"
    "|，村(?:民|里|集体|党|口)|村(?:民|委会|党支部|支书)|党(?:支部|总支))"
)
_NO_FOLK = re.compile("^[本邻全驻入进离回出乡山农该各每某几两多外这那同]|^[一-龥]{2,3}[省市县区]|新村$")
_NAMED = frozenset(("ns", "nr", "nrt", "nrfg", "nz", "x", "nt"))  # jieba's tags of names
# A town or village told behind 的: 长沙县的|安沙镇; and words that end like one.
_OF_IT = regex("(?!的)[一-龥]{2,3}(?:[镇乡村]|街道|社区)(?![长民企镇级委落办])")
_NO_TOWN = regex(
    "[城乡村小古集重名强百一两三四五六七八九十几多各全该某此这那]镇|[下返城故家老还回同水之各全]乡|[农乡新全山渔各某该每一两三多几]村|特色|中心镇|建制|试点|所有|其他|周边|部分|附近|[镇乡村][镇乡村]"
)
_ROAD = regex(".{2,12}(?:高速公路|公路|高铁|铁路|线)(?=[一-龥]{2})")  # 保山至腾冲高速公路|龙江特大桥
_FROM_TO = ("至", "到")  # 保山|至|腾冲高速公路龙江特大桥
# After 泛 or 环 and a place: the region around it, or a cooperation that is called by it.
_WIDER = regex("(?P<cluster>城市群|都市圈|经济圈|经济带|地区|区域(?!合作))|(?=[一-龥]{0,4}合作)")
_PART = re.compile("[东南西北中]{1,2}部(?!军区|战区|联邦|司令|集团|分局|公司|委员)")
# Words for kinds that name nothing by themselves, and those that go on with the name before them: 塞罕坝|林场.
_KINDS = frozenset(("街道", "社区", "村庄", "小区", "自治区", "自治县", "自治州"))
_BARE = frozenset(("林场", "农场", "古镇", "古城", "侗寨", "苗寨", "群岛", "码头", "遗址", "灌区"))
_BANNER = re.compile("[旗盟]$")  # lies between a league and its villages: 兴安盟|科右中旗|代钦塔拉嘎查
_DEPTH = 3  # divisions read below a listed place
# A railway station by the name of its town, where trains are spoken of: 从|北京站|出发; but 巡演重庆站, 站点.
_STATION = regex("(?<![—·赛展演行])(?:[东南西北中])?(?:火车|高铁)?站(?![点位长台牌坊稿内址队员立在稳住])")
_NEAR = 40  # characters from a station to a word of trains
_MUNICIPALITIES = frozenset(("北京", "天津", "上海", "重庆"))
# Towns listed behind the first: 榆垡镇|、礼贤镇|和.
_TOWNS = regex("(?:[、和及][一-龥]{2,4}(?:镇|乡|街道|村|社区)(?=[、和及等，。；的]|核酸|受灾))+")
_TOWN = regex("[^、和及]+")
_LINE = re.compile("(?<![浙龙])[江河]$|运河$|长城$|高铁$|铁路$|高速(?:公路)?$|公路$")
_RAILWAY = regex("(?:高铁|铁路|高速|公路)$")  # 沪昆高铁|龙山隧道: two names
_STRETCH = regex("段(?![时落位子])")
_HARBOUR = re.compile("港(?=[，。、；：和及与等的）\\n])")
_TERMINAL = re.compile("机场$")  # bears its town and its place: 海口|美兰|机场


def _stretch(context: Context, line: Known) -> int:
    """Where the stretch of a river or a line ends that is named by the place it runs through, or 0: 长江|南京段."""
    place = context.known_at(line.end) if _LINE.search(line.surface) else None
    if place is None or place.label != "Place" or _STRETCH.match(context.text, place.end) is None:
        return 0
    return place.end + 1


def _breaks(word: Word) -> bool:
    """Whether a word stands in no name of a place."""
    return word.label not in ("", "Place") or (word.tag[0] in "vpcudrm" and word.tag != "vn")


class PlaceExtractor:
    """What the list of places cannot hold: villages, zones and parks after a listed place, and 京 in 在京."""

    name = "place"

    def __init__(self, lexicon: Lexicon, foreign_place: Callable[[str], bool]) -> None:
        data = lexicon.raw["places"]
        self._foreign_place = foreign_place
        self._single = re.compile(
            rf"(?<=[在赴驻进来返抵离])(?:[{data['single']}])(?=[一-龥，。、）\s])(?!{alternation(data['single_not_before'])})"
        )
        self._below = re.compile(rf"[一-龥]{{0,8}}?(?:{alternation(data['heads'])})")
        self._feature = re.compile(alternation(data["features"]))
        self._zone = re.compile(rf"(?:{alternation(data['zones'])})$")
        self._built = re.compile(rf"(?:(?=特大桥)|[一-龥A-Za-z\d]{{1,16}}?)({alternation(data['structures'])})")
        self._works = re.compile(alternation(data["structures"]))
        self._stops = lexicon.stops
        self._never = re.compile(data["not_inside"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every place that structure shows."""
        text = context.text
        for match in self._single.finditer(text):
            yield Claim(match.start(), match.end(), "Place", self.name, RANKS["listed"])
        works = self._works.search(text) is not None
        yield from self._own(context)
        yield from self._villages(context) if "村" in text or "社区" in text else ()
        yield from self._wider(context) if "泛" in text or "环" in text else ()
        for known in context.known:
            if known.label != "Place":
                continue
            start, end = known.start, known.end
            if (stretch := _stretch(context, known)) > end:
                yield Claim(start, stretch, "Place", self.name, RANKS["local"])
                continue
            if (terminal := self._terminal(context, known)) is not None:
                yield Claim(*terminal, "Place", self.name, RANKS[self.name])
                continue
            if known.weak:
                continue
            yield from self._in_part(context, known)
            around = context.known_over(start - 1) if start and VENUE.search(known.surface) else None
            # 安徽省|合肥市|滨湖国际会展中心, 阿联酋|迪拜…国际机场
            chain = around is not None and (len(context.parts(around)) > 1 or self._foreign_place(around.surface))
            if around is not None and around.label == "Place" and around.end == start and not around.weak and not chain:
                yield Claim(around.start, end, "Place", self.name, RANKS[self.name])
                continue
            bracketed = _BRACKETED.match(text, end) if text[end : end + 1] in "（(" else None
            if bracketed is not None:
                yield Claim(start, bracketed.end(), "Place", self.name, RANKS[self.name])
                continue
            built = self._structure(context, end) if works and not _RAILWAY.search(known.surface) else 0
            if built:
                road = _ROAD.match(text, end, built - 3)
                start = road.end() if road else start
                side = _SIDE.match(text, end)
                if not road and self._foreign_place(known.surface):
                    start = side.end() if side else end  # 巴基斯坦|萨希瓦尔燃煤电站, 英国|南部|朴次茅斯海军基地
                yield Claim(start, built, "Place", self.name, RANKS[self.name])
                continue
            yield from self._divisions(context, known)

    def _in_part(self, context: Context, known: Known) -> Iterator[Claim]:
        """A place abroad in a part of which something stands, whose name does not begin with it: 加沙地带|北部某医院."""
        if self._foreign_place(known.surface) and _PART.match(context.text, known.end):
            yield Claim(known.start, known.end, "Place", self.name, RANKS["local"])
            before = context.known_over(known.start - 1) if known.start else None
            if before is not None and before.label == "Place" and before.end == known.start:
                yield Claim(before.start, before.end, "Place", self.name, RANKS["local"])

    def _divisions(self, context: Context, known: Known) -> Iterator[Claim]:
        """What lies below a listed place, level by level: 于都县|梓山镇|潭头村, 外高桥|物流中心."""
        text, start, end = context.text, known.start, known.end
        if (sort := _SORT.match(text, end)) is not None:
            start = end = sort.end()
        for _ in range(_DEPTH):
            of_it = _OF_IT.match(text, end + 1) if text.startswith("的", end) else None
            if of_it is not None and not _NO_TOWN.search(of_it.group()) and not _NO_GOAL.search(of_it.group()):
                end += 1
            below = self._under(context, end)
            if not below:
                break
            below += 2 * (text[below - 1] == "村" and text.startswith("社区", below))  # 民主村|社区
            side = _SIDE.match(text, end, below - 2)
            end = side.end() if side else end
            surface = text[end:below]
            inner = context.known_at(end)
            if inner is not None and inner.label == "Place" and (inner.end >= below or _BANNER.search(inner.surface)):
                break  # 阿联酋|迪拜…国际机场: it is read from its own place on
            if surface in _KINDS:
                break  # 广州|街道整洁: no name
            whole = surface in _BARE or self._feature.fullmatch(surface) is not None or self._zone.search(surface) is not None
            if whole and start == known.start and len(parts := context.parts(known)) > 1:
                start = end if VENUE.search(surface) else parts[-1][0]
            if whole and _TERMINAL.search(surface):
                start = self._town(context, start)
            yield Claim(start if whole else end, below, "Place", self.name, RANKS[self.name])
            start, end = end, below
        if end > known.end:
            yield from self._abreast(context, end)

    def _abreast(self, context: Context, end: int) -> Iterator[Claim]:
        """Towns and villages listed behind one: 榆垡镇|、礼贤镇|和…."""
        if (towns := _TOWNS.match(context.text, end)) is not None:
            for town in _TOWN.finditer(context.text, *towns.span()):
                yield Claim(*town.span(), "Place", self.name, RANKS[self.name])

    def _terminal(self, context: Context, known: Known) -> tuple[int, int] | None:
        """A station, an airport or a harbour by the name of its town: 北京|站, 昆明|长水国际机场, 盐城|大丰|港."""
        text, start, end = context.text, known.start, known.end
        station = _STATION.match(text, end) if "站" in text[end : end + 4] else None
        if station is not None and RAIL.search(text, max(0, start - _NEAR), station.end() + _NEAR):
            return start, station.end()
        if known.weak:
            return None
        if _TERMINAL.search(known.surface) and (town := self._town(context, start)) < start:
            return town, end
        if _HARBOUR.match(text, end) and not self._foreign_place(known.surface):
            return context.parts(known)[-1][0], end + 1
        return None

    def _town(self, context: Context, start: int) -> int:
        """Where the name of an airport begins whose place is told behind its town: 海口|美兰机场, but 海南|琼海机场."""
        town = context.known_over(start - 1) if start else None
        if town is None or town.label != "Place" or town.weak or self._foreign_place(town.surface):
            return start
        left, right, _ = next((part for part in context.parts(town) if part[1] == start), (start, start, ""))
        name = context.text[left:right]
        return start if name.endswith(("省", "区")) or name in PROVINCES - _MUNICIPALITIES else left

    def _own(self, context: Context) -> Iterator[Claim]:
        """Works and goals that bear a name of their own: 狮子洋大桥; 前往|中原科技城."""
        text = context.text
        named = ((_OWN, _NO_NAME),) if _WORK.search(text) else ()
        named = (*named, (_HONOURED, _NO_NAME)) if "献" in text else named
        also = ((_ALSO, _NO_GOAL),) if "调研" in text or "考察" in text or "看望" in text else ()
        for pattern, never in (*named, (_VISITED, _NO_GOAL), *also):
            for match in pattern.finditer(text):
                start, end = match.span(1)
                if never.search(match.group(1)):
                    continue
                words = context.words(start, end)[:-1]
                if pattern is _OWN and words and words[0].label == "Place":
                    continue  # read from that place on
                while words and words[0].label == "Place" and words[0].text[-1] in "省市县区":
                    start = words.pop(0).end  # 深圳市|桂园社区
                if end - start > 2 and not any(map(_breaks, words)):
                    yield Claim(start, end, "Place", self.name, RANKS[self.name])

    def _villages(self, context: Context) -> Iterator[Claim]:
        """A town and a village of it, though no list has the town: 传到|杏坪镇|严坪村."""
        for match in _FOLK.finditer(context.text):
            words = context.words(match.start(1), match.end(1) - 1)
            common = len(words) == 1 and words[0].tag not in _NAMED
            if not (
                common or _NO_FOLK.search(match.group(1)) or _NO_GOAL.search(match.group(1)) or any(w.label for w in words)
            ):
                yield Claim(*match.span(1), "Place", self.name, RANKS[self.name])
        for match in _VILLAGE.finditer(context.text):
            words = context.words(*match.span())
            start = match.start() + (2 if words[0].tag[0] in "vp" and len(words[0].text) == 2 else 0)
            listed = context.text[match.start() - 1] in "、，" and not _NO_TOWN.search(match.group())  # 、|禾驮乡|拉路村
            if (
                (listed or any(word.start == match.start(2) for word in words))
                and match.end(1) - start > 2
                and not _NO_GOAL.search(match.group())
            ):
                yield Claim(start, match.end(1), "Place", self.name, RANKS[self.name])
                yield Claim(*match.span(2), "Place", self.name, RANKS[self.name])
                yield from self._abreast(context, match.end())

    def _wider(self, context: Context) -> Iterator[Claim]:
        """环|鄱阳湖|城市群; and 泛|北部湾|经济合作, which names no place."""
        for known in context.known:
            if known.label != "Place" or not known.start or context.text[known.start - 1] not in "泛环":
                continue
            if (wider := _WIDER.match(context.text, known.end)) is not None:
                named = wider.lastgroup == "cluster"
                end = wider.end() if named else known.end
                yield Claim(known.start - 1, end, "Place" if named else "", self.name, RANKS["joint"])

    def _structure(self, context: Context, end: int) -> int:
        """Where what is built there ends, or 0: 南京|地铁10号线长江隧道."""
        built = self._built.match(context.text, end, end + 20)
        if built is None or self._never.search(built.group()):
            return 0
        words = context.words(end, built.start(1))
        park = built.group().endswith("园")  # 安徽|建设新能源产业园
        verbs = sum(word.tag == "v" and (not park or len(word.text) > 1) for word in words)
        if verbs > (not park) or any(
            word.label not in ("", "Place")
            or ((word.tag[0] in "pcudr" or word.text in self._stops) and word.text not in _FROM_TO)
            for word in words
        ):
            return 0
        return built.end()

    def _under(self, context: Context, end: int) -> int:
        """Where the place ends that stands directly below the one that ends here, or 0: 于都县|梓山镇|潭头村."""
        text = context.text
        below = self._below.match(text, end, end + 12)
        if (
            below is None
            or below.end() < end + 2
            or text.startswith("公园城市", below.end() - 2)
            or self._never.search(below.group())
            or _COUNTED.match(below.group())
        ):
            return 0
        words = context.words(end, below.end())
        if any((word.tag[0] in "vpcudrm" and word.tag != "vn") or word.text in self._stops for word in words[:-1]):
            return 0
        after = context.words(end, min(len(text), below.end() + 4))  # a head may begin another word: 市|场
        return below.end() if any(word.end == below.end() for word in after) else 0
