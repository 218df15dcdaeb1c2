"""Sites and units read on from a listed name: cemeteries, reserves, institutes; railways by the letters of their ends."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known
from kg.regex import regex

# Ends of railways by one letter each (沈白, 沪苏通), behind a mark or what leads to a name.
_ENDS = (
    "京津沪渝冀晋蒙辽沈吉长黑哈苏宁浙杭皖合闽福赣昌鲁济豫郑鄂汉湘粤广深桂南琼海成黔贵滇昆藏拉西兰疆乌银港澳台甬温徐连盐通扬镇常淮衢丽金义绍嘉湖黄阜蚌安宣池铜厦漳泉莆龙"
    "衡邵永郴娄韶珠江茂湛汕梅河惠佛肇柳防钦玉遂达巴绵泸毕昭兴盘磨弄库若喀和张呼包太大同集白敦承秦唐宜万利恩襄荆十武孝怀雄忻石邯邢保青烟潍莱荣日临沂菏牡佳齐图鞍丹通四瑞梁益岳株潭商宿亳聊德滨淄枣泰抚饶景鹰萍庆榆延绥"
)
_LINE = regex(
    rf"""
    (?:(?<=[，。；：、！？“”（）—\s的在为由从到过经条乘座和与及即将日]) | ^)
    ([{_ENDS}]{{2,4}})
    (高铁|城际铁路|高速铁路|客专|铁路|(?:沿江)?高速(?:公路)?)(?![一-龥]{{0,2}}(?:公司|集团|局|发展|增长|路网|铁路))
    """,
    re.VERBOSE,
)
_NO_LINE = regex("大通|广大|海南|江南|西南|长江|南通|大连|安全|金库|同台|合宜|通达|四通|西安|西宁|上海|太[大长]|大[长江]")
# A way by its ends in full: 保山至|腾冲|高速公路, 南京至|杭州|铁路客运专线.
_WAY = regex("(?:(?:铁路)?客运专线|高速公路)(?![一-龥]{0,2}(?:公司|集团|局)|沿线|方向)")
_RUN = "[^\\s，。、；：！？“”《》（）()的在是将了被和与及等\\d]"
# What stands in a listed place and bears its name: 沈阳|抗美援朝烈士陵园, 大丰|麋鹿国家级自然保护区.
_SITE = regex(
    rf"(?:[东南西北中]部)?({_RUN}{{0,12}}?(?:陵园|体育场|国家级自然保护区|自然保护区|高新技术产业开发区|经济技术开发区"
    r"|难民营|国际机场))"
)
# The same between marks: 、布赖杰难民营、, 、扎龙自然保护区、.
_APART = regex(
    rf"(?:(?<=[，。；：、\n])|^)(?:{_RUN}{{0,4}}?(?:来到|前往|走进|抵达|考察|以及[东南西北中]{{1,2}}部)|[东南西北中]{{1,2}}部)?({_RUN}{{2,8}}?(?:难民营|自然保护区))(?=[，。、；等和及\n])"
)
_APART_SIGN = re.compile("难民营|自然保护区")
_INSTITUTE = regex(rf"((?:省|市|自治区)?{_RUN}{{2,12}}?(?:研究院|研究所|科学院|疗养院|规划展览馆)(?![院所长员]|分院))")
_UNIT = regex(
    rf"{_RUN}{{2,10}}?(?:服务|影视|信息|研究|发展|评价|登记|监测|管理|培训|新闻|指导|交流|保护|评估|鉴定|推广|宣传|教育)中心(?!的|组)"
)
_NO_NAME = regex(
    "设立|成立|建立|建设|建成|打造|组建|新建|联合|共建|启动|开展|推进|前往|来到|走进|考察|调研|公司|集团|企业|[该这各某每][一-龥]|多[个家所]"
    "|[一二两三四五六七八九十几]个|位于|举行|宣布|发布|表示|支持|通过|飞往|抵达|当地|附近|国家级(?!自然)|省级|市级|全国|附属|委托|依托|牵头|发起"
)
# Institutes of the academy, the laboratory of a number of cities: 中科院|长春光机所, 国家超级计算|天津|中心.
_ACADEMY = re.compile(
    rf"(?:中科院|中国科学院)(?:{_RUN}{{2,12}}?(?:研究所|研究院|天文台)"
    "|[一-龥]{1,7}?[机物学理化电力文金药能球湖土气层]所)(?![长在属])"
)
# Ports whose name is a share's, too: a place where nothing speaks for the firm.
_PORT = regex(
    "(?:天津|唐山|青岛|日照|南京|珠海|广州|锦州|重庆|盐田|北部湾|上海|厦门|宁波|大连|营口|福州|南通|九江|芜湖|江阴|汕头|泉州|太仓)港"
    "(?![口股务区澳元币交版人湾资府]|产业|集团|控股|珠|铁路|公司|发展)"
)
# Stations at the poles, in texts about them: 抵达|中山站.
_POLAR = regex("(?:中国)?(?:南极|北极)?(?:中山|长城|昆仑|泰山|秦岭|黄河)站(?![点位长台在立])")
_AT_POLES = re.compile("南极|北极|极地|科考队")
_COMPUTING = re.compile("国家(?:超级计算|超算)[一-龥]{2,4}中心")
_CAPITAL = regex("(?<=首府)([一-龥]{2,6}?市?)(?=[，。、；（\\d当今昨的和与及举])")
_PRESS = re.compile(
    "(?:(?<=[、，。；：和及由与\\n])|^)((?![由与])[一-龥]{2,8}?(?:日报|晚报|时报|早报|军报|青年报))社(?![会区论])"
)
# What sites and institutes end in: asked for once before it is looked for behind each name.
_AIRPORT = "国际机场"  # by itself it names the airport of the place before it: 阿斯塔纳|国际机场
_SITE_SIGN = re.compile("陵园|体育场|自然保护区|开发区|难民营|国际机场")
_INSTITUTE_SIGN = re.compile("研究[院所]|科学院|疗养院|规划展览馆")
_OF_STATE = frozenset(("GovernmentBody", "Regulator", "Organization"))


class SiteExtractor:
    """What a listed place or body takes on behind it, however many words stand between.

    Accepted gap: a site whose place is not listed and that no mark sets off.
    """

    name = "place"

    def __init__(self, is_foreign: Callable[[str], bool]) -> None:
        self._is_foreign = is_foreign

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such site, institute and unit."""
        yield from self._by_form(context)
        text = context.text
        units, sites, institutes = "中心" in text, _SITE_SIGN.search(text), _INSTITUTE_SIGN.search(text)
        for known in context.known:
            if units and known.label in _OF_STATE and not known.weak:
                yield from self._units(context, known)
            if known.label != "Place":
                continue
            if text[known.end : known.end + 1] == "至":
                yield from self._ways(context, known)
            foreign = self._is_foreign(known.surface)
            if sites:
                yield from self._sites(context, known, foreign)
            if institutes and not (foreign or known.weak):
                yield from self._institutes(context, known)

    def _by_form(self, context: Context) -> Iterator[Claim]:
        """Those that their wording alone shows."""
        text = context.text
        if "铁路" in text or "高铁" in text or "客专" in text or "高速" in text:
            for match in _LINE.finditer(text):
                known = context.known_at(match.start(1))
                if (known is None or known.weak or known.end == match.end()) and not _NO_LINE.search(match.group(1)):
                    yield self._claim(*match.span(), "Place")
        for match in _PORT.finditer(text) if "港" in text else ():
            yield self._claim(*match.span(), "Place")
        for pattern in (_ACADEMY, _COMPUTING):
            for match in pattern.finditer(text):
                yield self._claim(*match.span(), "Organization")
        for match in _POLAR.finditer(text) if _AT_POLES.search(text) else ():
            yield self._claim(*match.span(), "Place")
        for match in _PRESS.finditer(text) if "报社" in text else ():
            yield self._claim(*match.span(), "MediaOutlet", match.group(1))
        for match in _CAPITAL.finditer(text) if "首府" in text else ():
            yield self._claim(*match.span(1), "Place")._replace(rank=RANKS["event"])
        for match in _APART.finditer(text) if _APART_SIGN.search(text) else ():
            if self._is_free(context, *match.span(1)):
                yield self._claim(*match.span(1), "Place")

    def _claim(self, start: int, end: int, label: str, full: str | None = None) -> Claim:
        return Claim(start, end, label, self.name, RANKS[self.name], full=full)

    def _units(self, context: Context, body: Known) -> Iterator[Claim]:
        unit = _UNIT.match(context.text, body.end)
        if unit is not None and self._is_free(context, body.end, unit.end()):
            label = "Organization" if body.label == "Organization" else "GovernmentBody"
            yield self._claim(body.start, unit.end(), label)

    def _ways(self, context: Context, known: Known) -> Iterator[Claim]:
        """A railway or a motorway from one listed place to another, with the province before it."""
        other = context.known_at(known.end + 1)
        if other is None or other.label != "Place" or (way := _WAY.match(context.text, other.end)) is None:
            return
        start = known.start
        while start:  # 云南|蒙自|至|文山|至…
            left = start - (context.text[start - 1] == "至")
            before = context.known_over(left - 1) if left else None
            if before is None or before.label != "Place" or before.end != left:
                break
            start = before.start
        yield self._claim(start, way.end(), "Place")._replace(rank=RANKS["event"])

    def _sites(self, context: Context, known: Known, foreign: bool) -> Iterator[Claim]:
        end = known.end
        within = context.known_at(end)
        site = _SITE.match(context.text, end) if within is None or within.label != "Place" else None
        if site is not None and self._is_free(context, *site.span(1)):
            side = site.start(1) > end  # 加沙地带|北部|杰巴利耶难民营
            named = (foreign or side) and site.end(1) - site.start(1) > 2 and site.group(1) != _AIRPORT
            start = context.parts(known)[-1][0]  # 江苏|大丰
            claim = self._claim(site.start(1) if named else start, site.end(1), "Place")
            ranked = named or (foreign and site.group(1) == _AIRPORT)
            yield claim._replace(rank=RANKS["event"]) if ranked else claim  # 也门|荷台达港

    def _institutes(self, context: Context, known: Known) -> Iterator[Claim]:
        body = _INSTITUTE.match(context.text, known.end)
        if body is not None and self._is_free(context, *body.span(1)):
            yield self._claim(known.start, body.end(1), "Organization")

    def _is_free(self, context: Context, start: int, end: int) -> bool:
        """Whether no verb of doing and no other listed name stands in a span."""
        if _NO_NAME.search(context.text, start, end):
            return False
        return all(known.weak or known.label == "Event" for known in context.known_between(start, end))
