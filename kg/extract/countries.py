"""Countries by one letter, where the text names them in full elsewhere: 中方, 智方, 中智双方; and provinces so (川渝)."""

import re
from collections.abc import Iterable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon
from kg.regex import regex

_CHINA = "中国"
# 中方 is who acts for the country, and no attribute of people (中方代表) nor the end of a word (集中方式).
_SIDE = (
    "方(?![面位向案法式便针圆程言阵块略]|代表|人员|专家|企业|记者|团队|队员|主席|协调人|成员|负责人|出资|投资|股东|控股"
    "|团长|官员|商品|船|技术)"
)
# What two countries do: 中智大力深化金融合作, 中英双方; 中英关系 and 中英两国 are about them, and name neither.
_SHARED = "(?=双方|大力|签[署订]|互为|同为|共同|将|都|各[^领方界级])"
# What stands before a side: 同|中方, 希望|刚方; and letters that make a common word with 方 (西方, 比方).
_BEFORE = "同与和及跟向为对给予愿应由请助望谢持赏视即但而在是按据邀时经"
_NO_SIDE = "东西南比秘古土白"
# Letters that end a word with 中 or open one with the letter before it: 其中|美元, 年中, 集中.
_ENDS_IN_CHINA = "集其之当空高初期途命看手心水家年月日掌从适折程会场国华党民"
# What makes the pair the opening of a longer name: 中英|贸易协会.
_NO_BODY = (
    "(?!(?:(?!签[署订])[一-龥]){0,10}(?:委员会|[协商学]会|联合会|基金|论坛|年会|峰会|对话|大会|协[定议]|公司|大学|学院|银行|研究院|中心|园区?"
    "|年(?=”)))"
)
# What two states declare, their pair before it: 中智|政府联合声明, 中法|关于…的联合声明.
_DECLARATION = "(?:两国)?(?:政府)?(?:关于.{2,30}的)?联合(?:声明|公报|宣言)"
_ORDINARY = frozenset("集其之美当华")  # 集中|英才, 其中|美国, 之中


class CountryExtractor:
    """One country or two by their first letters; which one a letter means, the full names in the text tell.

    Accepted gap: a letter whose country the text never names in full, but for China.
    """

    name = "joint"

    def __init__(self, lexicon: Lexicon) -> None:
        self._names: dict[str, list[str]] = lexicon.raw["countries"]
        letters = "".join(sorted(self._names))
        self._side = re.compile(f"(?<![一-龥](?<![{_BEFORE}]))([中{letters}](?<![{_NO_SIDE}])){_SIDE}")
        self._pair = re.compile(
            f"(?<![{_ENDS_IN_CHINA}])(?:中([{letters}])(?![国洲方西东南北亚网社])|([{letters}])中){_NO_BODY}{_SHARED}"
        )
        self._declared = re.compile(f"(?:中([{letters}])|([{letters}])中){_DECLARATION}")
        self._signs = re.compile(f"[中{letters}]方|中[{letters}]")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such country.

        >>> from kg.extract.lexicon import load_lexicon
        >>> context = Context("智利总统访问中国，中智共同努力", (), lambda text: [(text, "n")], lambda *_: (), lambda _: False)
        >>> [claim.names for claim in CountryExtractor(load_lexicon()).find(context)]
        [('中国', '智利')]
        """
        text = context.text
        if self._signs.search(text) is None:
            return
        for match in self._side.finditer(text):
            country = self._meant(text, match.group(1))
            body = context.known_at(match.end())  # 中方|二十国集团事务协调人
            named = body is not None and not body.weak and body.label not in ("Place", "Person")
            if country and not named and text[match.start() - 1 : match.start()] not in _ORDINARY:
                yield Claim(*match.span(), "Place", self.name, RANKS["local"], full=country)
        for match in self._pair.finditer(text):
            other = self._meant(text, match.group(1) or match.group(2))
            listed = context.known_over(match.start())
            whole = listed is not None and listed.end > match.end() and not listed.weak
            if other and _CHINA in text and not whole:
                yield Claim(*match.span(), "Place", self.name, RANKS["local"], (_CHINA, other))

    def parties(self, text: str, documents: Iterable[Claim]) -> Iterator[Claim]:
        """The two countries whose pair opens their joint statement. Nested claims, as a title's issuers are."""
        for document in documents:
            match = self._declared.fullmatch(text, document.start, document.end)
            other = self._meant(text, match.group(1) or match.group(2)) if match else ""
            if other:
                start = document.start
                yield Claim(start, start + 2, "Place", self.name, RANKS["local"], (_CHINA, other))

    def _meant(self, text: str, letter: str) -> str:
        """The country that a letter stands for in this text, or nothing where it names none or two of them."""
        if letter == "中":
            return _CHINA
        found = {  # each country once, by the longest of its names in the text
            names: max((name for name in names.split("|") if name in text), key=len)
            for names in self._names[letter]
            if any(name in text for name in names.split("|"))
        }
        meant = [name for name in found.values() if not any(name != other and name in other for other in found.values())]
        return meant[0] if len(meant) == 1 else ""


# Provinces by one letter each, and what neighbours have or do.
# fmt: off
_PROVINCES = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江", "沪": "上海",
    "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北",
    "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "川": "四川", "渝": "重庆", "黔": "贵州", "滇": "云南",
    "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏", "蒙": "内蒙古", "港": "香港", "澳": "澳门", "台": "台湾",
}
# fmt: on
PROVINCES = frozenset((*_PROVINCES.values(), "新疆", "西藏"))
_NEIGHBOURS = regex(
    r"""
    (?<![一-龥](?<![在对与和及为推动进、从由将是到于以自由加强化]))
    ([京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川渝黔滇陕甘青宁蒙]{2,4}|粤港|粤澳|闽台)
    (?=[两三四]地|[两三四]省|共建|协同|一体化|联合|双城|交界|毗邻|携手|共同|合作|跨省|互联|联动|省际|边界)
    (?!合作组织)
    """,
    re.VERBOSE,
)
# The same in short, which most texts do without.
_NEIGHBOUR_SIGN = re.compile(f"[{''.join(_PROVINCES)}]{{2}}(?:[两三四][地省]|[共协一联双交毗携合跨互省边])")


class NeighbourExtractor:
    """Two provinces or more by their letters, where what follows is theirs together: 川渝|共建, 晋陕豫|交界, 粤桂|合作."""

    name = "joint"

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such run of letters that no listed name holds."""
        text = context.text
        for match in _NEIGHBOURS.finditer(text) if _NEIGHBOUR_SIGN.search(text) else ():
            letters = match.group(1)
            known = context.known_over(match.start()) or context.known_over(match.end() - 1)
            if (known is None or known.weak) and len(set(letters)) == len(letters):
                names = tuple(_PROVINCES[letter] for letter in letters)
                yield Claim(*match.span(1), "Place", self.name, RANKS["local"], names)
