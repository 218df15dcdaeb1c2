"""What names no place though one stands in it: indices, dishes, railway offices, catchwords."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation

# Railway administrations by their city, where trains are spoken of: 中国铁路|南昌局|管内, 广州局|开往….
_RAILWAYS = re.compile(
    "(?:中国铁路|国铁集团|国铁|铁路)?(?:哈尔滨|沈阳|北京|太原|呼和浩特|郑州|武汉|西安|济南|上海|南昌|广州|南宁|成都|昆明|兰州|乌鲁木齐|青藏)局"
    "(?![部长面限势级地促内域里])"
)
# A catchword between quotation marks that a place opens or ends: “诗画|闽江”, “爱购|上海”, “上海|精神”.
_CATCHWORD = re.compile("“([一-龥]{4,6})”")
# A country that opens the name of an index is no place there: 中国|物流业景气指数.
_INDEX = re.compile("(?:中国|世界|全球|亚洲)(?=(?:(?!发布|公布|显示)[^\\s，。、；：的是在和与及]){2,12}?指数)")
# The state in the name of its congress, and in what is said of it: 中华人民共和国|第十四届全国人民代表大会.
_STATE = re.compile("中华人民共和国(?=第[一二三四五六七八九十]+届|成立|建国|国[旗歌徽]|公民|境内|主席令|国务院令)")
RAIL = re.compile("列车|高铁|动车|旅客|火车|铁路|候车|站台|班列|车次|站房|春运|暑运|客流|车站|城际")
_EASTWARD = re.compile("([西南北]起[^，。；]{0,12}，)?东至(?!县)")  # 西起中山，东至|深圳: no county there


class NoPlaceExtractor:
    """Spans that are kept from being places: 中国|物流业景气指数, 东至|深圳, 中国铁路南昌局, “诗画|闽江”."""

    name = "place"

    def __init__(self, lexicon: Lexicon) -> None:
        self._no_names = re.compile(alternation(lexicon.raw["places"]["no_names"]))

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such span."""
        text = context.text
        for match in _INDEX.finditer(text) if "指数" in text else ():
            yield Claim(*match.span(), "", self.name, RANKS["listed"])
        for match in _STATE.finditer(text) if "中华人民共和国" in text else ():
            yield Claim(*match.span(), "", self.name, RANKS["listed"])
        for match in self._no_names.finditer(text):
            yield Claim(*match.span(), "", self.name, RANKS["listed"])
        for match in _RAILWAYS.finditer(text) if "局" in text and RAIL.search(text) else ():
            yield Claim(*match.span(), "", self.name, RANKS["listed"])
        for match in _CATCHWORD.finditer(text) if "“" in text else ():
            yield from self._catchword(context, match)
        for match in _EASTWARD.finditer(text) if "东至" in text else ():
            if match.group(1) or context.known_at(match.end()) is not None:
                yield Claim(match.end() - 2, match.end(), "", self.name, RANKS["local"])

    def _catchword(self, context: Context, match: re.Match[str]) -> Iterator[Claim]:
        """A place inside a catchword of two or three words, which names no place."""
        start, end = match.span(1)
        inside = [known for known in context.known_between(start, end) if known.label == "Place" and not known.weak]
        if len(inside) == 1 and inside[0].end - inside[0].start < 4 and (inside[0].start == start) != (inside[0].end == end):
            rest = (start, inside[0].start) if inside[0].end == end else (inside[0].end, end)
            if not any(
                word.text[-1] in "省市县区镇乡村岛港湾山河江湖州城路桥线带圈园馆寺宫谷站场"
                for word in context.words(*rest)[-1:]
            ):
                yield Claim(inside[0].start, inside[0].end, "", self.name, RANKS["listed"])
