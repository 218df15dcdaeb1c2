"""Names the gazetteer knows, with support for those that are also ordinary words, and joint surfaces."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

# What makes a place the name of a street: 南京|东路, 西藏|中路, 北京|大道.
_STREET = regex(r"[东南西北中]路(?![径线])|[一二三四五六]路(?=\d)|路\d+号|大[街道](?!理)")

_IN_CODE = regex("\\d[一-龥]{2,3}[\\dG]")  # in the name of a bond: 20|阳城|04
# 中国 as one country among others, or as one that acts; before a plain noun alone (中国经济, 中国A股市场) it says whose only.
_ACTS = re.compile(
    r"""
    中国(?:  # the sign before it behind its own letters, so that these begin a search
    (?:(?<=[在对与同和从向将、以让使]中国)|(?<=来自中国|投资中国|走进中国|看好中国|参与中国|赞赏中国|评价中国|感谢中国))
    (?=[，。、；]|市场|以外|与|和|的|在|从事|资本市场|发展(?!道路))
    | (?<=在中国)(?!经济|金融|资本|银行|证券|保险|社会|特色|文化|[A股债])
    | (?=作为|将|愿|希望|有能力|有条件|完全|坚持|坚定不移|始终|积极|已(?!经济)|与|和|同|、|政府|警方|驻|—|－|开放的大门|在))
    """,
    re.VERBOSE,
)
# Names of counties that are words first, even in a list.
_WORDS = re.compile("合作|延长|资源|建设|新兴|开放|通道|团结|友好|共和|安定|平安|文明|前进|互助|自治|和平|石油|黄金")
# What goes on in a list: a name between two marks.
_NEXT = re.compile(
    "[、和及与]([一-龥]{2,4}?)(?=[、，。；：和及与等（]|[两三四五六七八九十\\d]+[个省市县区]|口岸|$)"
)  # of a list
_SIDES = frozenset(("东北", "西北", "西南", "东南"))
_LETTERS = frozenset("粤鄂湘豫川浙苏皖闽赣鲁冀晋陕甘青黔滇桂琼辽吉黑蒙宁疆藏京津渝")  # of provinces
_OF_STATES = frozenset(("总统", "首相", "议会", "外长", "驻华"))  # 加纳|总统; but 阿里总统 is a person
_ENDS_NEW = frozenset("最创全更高国刷重崭翻清革维")  # 最新, 创新, 更新: words that end in 新 before a name
_CHINA_OFFICE = regex("区|首席|总裁|CEO|董事长|总经理|研究")
_STREET_BEGINS = frozenset("东南西北中一二三四五六路大")


class ListedExtractor:
    """The automaton's hits. A weak name (also an ordinary word) needs a sign beside it."""

    name = "listed"

    def __init__(self, lexicon: Lexicon, label_of: Callable[[str], str], foreign_place: Callable[[str], bool]) -> None:
        self._label = label_of
        self._foreign_place = foreign_place
        data = lexicon.raw["listed"]
        self._not_before: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for ending, signs in data["not_before"].items():
            self._not_before.setdefault(ending[-1], []).append((ending, tuple(signs.split())))
        self._not_after: dict[str, tuple[str, ...]] = {name: tuple(signs.split()) for name, signs in data["not_after"].items()}
        self._place_not_before = tuple(data["place_not_before"])
        self._never = frozenset(data["never"])
        features = data["features"]
        self._features = frozenset(features["names"])
        self._feature_after, self._feature_before = re.compile(features["after"]), re.compile(f"(?:{features['before']})$")
        self._support_after: dict[str, re.Pattern[str]] = {}
        self._support_before: dict[str, re.Pattern[str]] = {}
        for label, signs in data["support"].items():
            self._support_after[label] = re.compile(signs["after"])
            self._support_before[label] = re.compile(rf"(?:{signs['before']})$")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every listed name that stands as a name here, but for measures: they are for the judge."""
        text, never = context.text, self._never
        country = "中国" not in text or self._is_country(context)
        for known in context.known:
            if known.surface == "中国" and not country:
                continue
            if self._cut_short(text, known) or self._is_office(context, known):
                yield from self._opening(context, known) if known.surface.endswith(("政府", "发布")) else ()  # 南宁市|政府采购
                continue
            if known.surface in never:
                yield from self._opening(context, known)
                continue
            if known.label == "PolicyMeasure" and self._label(known.surface.removesuffix("建设")) == "Place":
                # 雄安新区|建设: the place, should the judge take the whole for no measure
                yield Claim(known.start, known.end - 2, "Place", self.name, _LISTED)
            if known.weak and not self._supported(context, known):
                continue
            for start, end, label in context.parts(known):
                if label != "PolicyMeasure" and text[start:end] not in never:
                    yield Claim(start, end, label, self.name, _rank(label, known.surface))
            if known.label == "Place" and text[known.end : known.end + 1] == "、":
                yield from self._further(context, known)

    def _further(self, context: Context, known: Known) -> Iterator[Claim]:
        """Places listed behind one, though they are words, too: 黑河、|同江|、抚远, 靖边、|定边|、神木."""
        item = _NEXT.match(context.text, known.end)
        while item is not None and self._label(item.group(1)) == "Place" and not _WORDS.fullmatch(item.group(1)):
            other = context.known_at(item.start(1))
            if other is None or other.weak:
                yield Claim(*item.span(1), "Place", self.name, RANKS[self.name])
            item = _NEXT.match(context.text, item.end(1))

    def _is_country(self, context: Context) -> bool:
        """Whether 中国 is a party in the article: it acts there, or a place abroad is named, too."""
        if _ACTS.search(context.text) is not None:
            return True
        return any(name.label == "Place" and not name.weak and self._foreign_place(name.surface) for name in context.known)

    def _opening(self, context: Context, known: Known) -> Iterator[Claim]:
        """The place that opens a listed phrase which is no name: 京津冀|协同发展, but not 中国|式现代化."""
        for cut in range(len(known.surface) - 1, 1, -1):
            if self._label(known.surface[:cut]) == "Place" and known.surface[:cut] not in self._never:
                place = known._replace(end=known.start + cut, surface=known.surface[:cut], label="Place")
                for start, end, label in () if self._cut_short(context.text, place) else context.parts(place):
                    yield Claim(start, end, label, self.name, RANKS[self.name])
                return

    def _is_office(self, context: Context, known: Known) -> bool:
        """Whether 中国 is the office of the firm before it (星展集团中国区总裁, 野村中国首席经济学家), and no place."""
        if known.surface != "中国" or not _CHINA_OFFICE.match(context.text, known.end):
            return False
        firm = context.known_over(known.start - 1) if known.start else None
        return firm is not None and firm.label in ("Company", "Bank") and firm.end == known.start

    def _cut_short(self, text: str, known: Known) -> bool:
        """Whether the text goes on to a longer word: 中国银行|业, 中国|特色, or comes from one: 新|中国."""
        for ending, signs in self._not_before.get(known.surface[-1], ()):
            if known.surface.endswith(ending) and text.startswith(signs, known.end):
                return True
        if known.label == "Place" and text.startswith(self._place_not_before, known.end):
            return True
        numbered = known.label == "Place" and text[known.start - 1 : known.start].isdecimal()
        if numbered and _IN_CODE.match(text, known.start - 1, known.end + 1):
            return True
        if known.surface.startswith("中国") and text[known.start - 1 : known.start] == "新":
            return text[known.start - 2 : known.start - 1] not in _ENDS_NEW  # 新|中国石油工业, but 最新|中国石油公告
        if known.label == "Place" and text[known.end : known.end + 1] in _STREET_BEGINS and _STREET.match(text, known.end):
            return True
        if known.surface[:2] in _SIDES and text[max(0, known.start - 1) : known.start] in _LETTERS:
            return True  # 粤|东北地区
        signs = self._not_after.get(known.surface, ())
        return bool(signs) and text.endswith(signs, 0, known.start)

    def _supported(self, context: Context, known: Known) -> bool:
        text = context.text
        if known.surface in self._features and (
            self._feature_after.match(text, known.end)
            or self._feature_before.search(text, max(0, known.start - 3), known.start)
        ):
            return True
        after = self._support_after.get(known.label)
        before = self._support_before.get(known.label)
        sign = after.match(text, known.end) if after is not None else None
        if sign is not None and (sign.group() not in _OF_STATES or self._foreign_place(known.surface)):
            return True
        if before is not None and before.search(text[max(0, known.start - 8) : known.start]):
            return True
        return self._in_list(context, known)

    def _in_list(self, context: Context, known: Known) -> bool:
        """Beside a sure name of the same class in a list: 龙湖、碧桂园."""
        text = context.text
        if text[known.end : known.end + 1] == "、":
            beside = context.known_at(known.end + 1)
            if beside is not None and beside.label == known.label and not beside.weak:
                return True
        if text[known.start - 1 : known.start] == "、" and known.start >= 2:
            beside = context.known_over(known.start - 2)
            if beside is not None and beside.label == known.label and not beside.weak:
                return True
        return False


def _rank(label: str, surface: str) -> int:
    """A listed meeting of a treaty holds its title: 《生物多样性公约》第十五次缔约方大会."""
    return RANKS["title"] if label == "Event" and "《" in surface else _LISTED


_LISTED = RANKS["listed"]


class JointExtractor:
    """One surface for several bodies or places: 沪深交易所, 工农中建, 苏州、徐州等银保监分局."""

    name = "joint"

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = {row["text"]: row for row in lexicon.raw["joint"]}
        self._pattern = re.compile(alternation(self._table))

    def find(self, context: Context) -> Iterator[Claim]:
        """Every joint surface of the table."""
        for match in self._pattern.finditer(context.text):
            row = self._table[match.group()]
            if context.text.startswith(tuple(row.get("not_before", ())), match.end()):
                continue
            yield Claim(match.start(), match.end(), row["class"], self.name, RANKS[self.name], tuple(row["names"]))
