"""Names of firms by their form: registered in full (江铃汽车集团有限公司), or a coined word and its business (建邦科技)."""

import re
from collections.abc import Callable

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Word
from kg.extract.lexicon import Head, Lexicon
from kg.regex import regex

NAME = "organisation"  # of the extractor whose claims these are
INSTITUTES = frozenset({"研究院", "研究所", "研究中心"})
FIRM_HEADS = frozenset({"公司", "集团"})
# Before a name, what the firm is: 奶粉|企业|美赞臣营养品（中国）有限公司.
_KINDS = frozenset(
    {
        *(
            "企业",
            "公司",
            "子公司",
            "孙公司",
            "巨头",
            "厂商",
            "运营商",
            "供应商",
            "开发商",
            "制造商",
            "经销商",
            "服务商",
            "龙头",
        ),
        *("车企", "药企", "房企", "险企", "外企", "品牌", "客户", "股东", "当事人", "被告", "原告", "买方", "卖方", "平台"),
    }
)
_CASES = frozenset("对由向被将把据从因让")
_LINKED = regex("以及|[和及与]|收购|并购|受让|入股|参股|增资|持有|起诉|设立|转让给")
_TIME = regex("[年月日号天晚午时期间前今昨初末底度节]")  # 明治|乳业 is no time
_LINKED_BY = frozenset({"及", "以及", "和", "与"})
_FIRM_ENDS = frozenset({"集团", "股份", "控股", "科技"})
_CASED = 4  # letters before the form from which one of these is none of the name
_NO_OPENING = ("集团", "股份", "控股")  # what no registered name begins with
_TWO_BODIES = regex("[所司行会院局][和与及]")  # 上海证券交易所和|中证指数有限公司
_MARKET = regex("(?:登记结算|交易所|清算所|股权交易中心|产权交易中心)(?:股份)?$")  # before 有限责任公司
_HAVING = regex("(?:[目此]前|现|还|[拥既仅只设也]|分别|主要|旗下|其中|\\w{2}[省市县区])$")
# …银行三明分行为|三明吉福化工有限公司, 部门联合进驻|滴滴出行科技有限公司
_FOR_A_FIRM = regex(
    ".*(?:(?:[分支]行|银行|公司)[为向与和对]|进驻|约谈|收购|并购|起诉|入股|参股|增资|受让|聘请|委托|罚款|处罚|问询|控股股东|实际控制人|[子孙]公司|附属公司)"
)
# After a line of business, a word that makes a trade of the two: 元旦春节食品|安全, 中管金融|企业, 非银金融|等行业.
_TRADE = re.compile(
    "企业|行业|产业|市场|安全|板块|领域|概念|细分|合作|服务业|精选|优选|混合|主题|灵活|量化|等(?:行业|板块|领域|产业|概念|赛道)"
)
_CASE_FIRST = frozenset("由被把据从对让")  # 由|九信中药集团有限公司, which jieba cuts 由九|信
_BANK = regex("(?:银行|农商行|信用社|信用合作联社)(?:股份)?$")
_NUMBERED = regex("\\d+[项家+个款只条]|\\d.*[%成股元]$|(?:19|20)\\d\\d")  # 393项|电子, 2021沪上|金融
# 上市|生物科技公司, 用足用好|金融, 专做|智能投影设备, 新一轮|科技
_NO_FIRM = (
    *(
        "上市",
        "除去",
        "除了",
        "扣除",
        "剔除",
        "中最",
        "最受",
        "拟上市",
        "下称",
        "简称",
        "以下",
        "用足",
        "用好",
        "做好",
        "抓好",
        "做强",
        "做大",
        "做精",
        "专做",
        "专营",
        "主营",
        "主打",
        "只做",
        "专攻",
        "深耕",
        "聚焦",
    ),
    *("布局", "涉足", "投身", "转型", "新一", "下一", "这一", "上一", "前沿", "尖端", "黑", "露天", "井工", "个体", "整合"),
    *("5G", "6G", "4G", "AI", "VR", "AR", "3D", "LED"),
)


def _trimmed(text: str, start: int, end: int) -> int:
    """Where a brand begins without the words that jieba joins to it: 因对|九好集团, 深圳目前有|卫邦科技."""
    while start < end and text[start] in "及和与的在由对从等被而因向将把据":
        start += 1
    having = text[start] == "有" and end - start > 2 and _HAVING.search(text, max(0, start - 4), start)
    return start + 1 if having else start


def _is_name(word: Word) -> bool:
    """Whether jieba's tag has a word as a name: 斯诺, and 春晓, which is no time of day."""
    return word.tag in ("nr", "nrt", "nz") or (word.tag == "t" and not _TIME.search(word.text))


class FirmNames:
    """Where the name of a firm begins, left of its legal form or its line of business."""

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        self._lexicon = lexicon
        self._is_word = is_word
        self._never_brands = frozenset(lexicon.raw["organisations"]["never_brands"])
        self._no_brand = (*sorted(word for word in self._never_brands if len(word) > 1), "险")
        self._groups = frozenset(lexicon.raw["organisations"]["groups"])
        self._never_inside = frozenset("的了在由对")

    def registered(self, context: Context, words: list[Word], head_start: int, end: int) -> Claim | None:
        """A registered name, whatever words it is made of (江铃|汽车集团|有限公司): as far left as a word that none holds."""
        places = [index for index, word in enumerate(words) if word.label == "Place" and word.start < head_start]
        run = context.text[words[places[-1]].end : head_start] if places else ""
        open_run = places and self._never_inside.isdisjoint(run) and _TWO_BODIES.search(run) is None
        first = places[-1] if open_run else len(words)
        for earlier in places[-2::-1] if open_run else ():  # 上海|久事|北外滩|建设发展有限公司
            between = words[earlier + 1 : first]
            if len(between) > 2 or any(
                word.text in self._lexicon.stops or (word.tag[0] in "vpcudrm" and self._is_word(word.text)) for word in between
            ):
                break
            first = earlier
        while not open_run and first and (words[first - 1].start >= head_start or self._registers(words[first - 1])):
            first -= 1
        while open_run and first and words[first - 1].label == "Place":
            first -= 1
        while first < len(words) and self._leads(context, words[first]):
            first += 1  # 收购|江铃汽车集团有限公司
        if 0 < first < len(words) and words[first - 1].text in self._groups:
            first -= 1  # 国网|江苏省电力有限公司
        if first == len(words) or not 3 <= head_start - words[first].start <= 22:
            whole = context.text[end : end + 1] in ("（", "(") and self._is_bare(words, head_start)
            return Claim(words[0].start, end, "Company", NAME, RANKS[NAME]) if whole else None
        rest = context.text[words[first].end : head_start]
        if not rest.strip("股份集团责任") and self._is_word(words[first].text) and not words[first].label:
            return None
        label = "MarketInstitution" if _MARKET.search(rest) else "Bank" if _BANK.search(rest) else "Company"
        other = _FOR_A_FIRM.match(context.text, words[first].start, head_start - 1)
        start = other.end() if other else words[first].start
        if start == words[0].start and context.text[start] in _CASE_FIRST and head_start - start > _CASED:
            start += 1
        return Claim(start, end, label, NAME, RANKS[NAME])

    def _is_bare(self, words: list[Word], head_start: int) -> bool:
        """Whether a clause is nothing but a registered name, though of an ordinary word: ，起步股份有限公司（以下简称…."""
        before = [word for word in words if word.start < head_start]
        plain = all(word.text not in self._lexicon.stops and word.text not in _KINDS and not word.label for word in before)
        return plain and len(before) < 4 and 2 <= head_start - words[0].start <= 6

    def bracketed(self, context: Context, bracket: int) -> int | None:
        """Where the name begins that goes on with a place in brackets, or None: 整改的|美赞臣营养品（中国）有限公司."""
        left = context.run_start(bracket)
        form = context.text.rfind("公司", left, bracket)
        linked = _LINKED.match(context.text, form + 2 if form >= 0 else left)  # …有限公司|及惠氏（上海）贸易有限公司
        left = linked.end() if linked else left
        words = context.words(left, bracket)
        first = len(words)
        while first and self._registers(words[first - 1]) and words[first - 1].text not in _KINDS:
            first -= 1
        while first < len(words) and self._leads(context, words[first]):
            first += 1
        start = words[first].start if first < len(words) else bracket
        if start == left and not linked and context.text[start] in _CASES:
            start += 1  # 对|德沃力, which jieba cuts 对德|沃力
        return start if 2 <= bracket - start <= 16 else None

    def _leads(self, context: Context, word: Word) -> bool:
        """Whether a word stands before a registered name and not in it: 收购|…, but 、超|聚变|数字技术."""
        if word.label or word.tag[0] not in "vmtf" or (word.tag[0] == "t" and not _TIME.search(word.text)):
            return False
        if word.tag[0] != "v" or word.text in self._lexicon.stops:
            return True
        brand = context.text.startswith(_NO_OPENING, word.end)  # 申能|集团财务有限公司
        listed = len(word.text) == 1 and context.text[word.start - 1 : word.start] == "、"
        return not (brand or listed or (len(word.text) > 1 and not self._is_word(word.text)))

    def _registers(self, word: Word) -> bool:
        if word.text in self._lexicon.stops and word.text not in self._lexicon.inside and word.text != "建设":
            return False
        return word.label != "Person" and (word.tag[0] not in "pcurqd" or not self._is_word(word.text))

    def _is_line(self, word: Word) -> bool:
        """Whether a word is a line of business that firms are called by: 科技, 电子."""
        line = self._lexicon.heads.get(word.text)
        return line is not None and line.branded and line.label == "Company" and not word.label

    def _before_line(self, head: Head, before: list[Word]) -> int:
        """How many of the words before a head do not say the line of business: 赛昉|科技公司, 安居客|房产研究院."""
        last = len(before)
        if head.text in FIRM_HEADS and last > 1 and self._is_line(before[-1]):
            last -= 1
        while head.text in INSTITUTES and last > 1 and before[last - 1].tag in ("n", "vn"):
            if not self._is_word(before[last - 1].text):
                break
            last -= 1
        return last

    def branded(self, context: Context, head: Head, words: list[Word], head_start: int, end: int) -> Claim | None:
        """A coined word before a firm's head noun (建邦科技), or nothing: at least one word no dictionary has."""
        if head.text not in FIRM_HEADS and _TRADE.match(context.text, end):
            return None
        before = [word for word in words if word.start < head_start]
        last = self._before_line(head, before)
        if last < len(before):
            head_start = before[last].start
            before = before[:last]
        taken = 0
        coined = False
        while taken < len(before) and taken < 3:
            word = before[-1 - taken]
            unknown = not self._is_word(word.text) and len(word.text) > 1
            if (
                word.label
                or word.text in self._lexicon.stops
                or word.text in self._never_brands
                or (word.tag[0] in "mvdpcrqu" and not unknown)
            ):
                break
            if not unknown and len(word.text) > 1 and not _is_name(word) and word.tag not in ("ns", "nt"):
                break
            coined = coined or unknown or _is_name(word)
            taken += 1
        if taken == len(before) == 2 and all(len(word.text) == 1 for word in before) and head.text in _FIRM_ENDS:
            coined = True  # 上|咨|集团
        if not taken or not coined:
            return None
        start = before[-taken].start
        place = before[-taken - 1] if taken < len(before) and before[-taken - 1].label == "Place" else None
        wider = before[-taken - 2] if taken + 1 < len(before) else None
        apart = place is not None and (
            place.text[-1] in "省市县" or len(place.text) > 3 or (wider is not None and wider.label == "Place")
        )
        if place is not None and not apart and head.text != "科技":  # never 陕西省神木市|百吉矿业
            start = place.start
        start = _trimmed(context.text, start, head_start)
        brand = context.text[start:head_start]
        if not 2 <= len(brand) <= (6 if start == before[-taken].start else 8) or brand.endswith(self._no_brand):
            return None  # 一普惠|金融, 主险|保险
        if (
            brand.startswith(_NO_FIRM)
            or brand[0] in "投促稳抓冒骗套"
            or "%" in brand
            or "+" in brand
            or "是" in brand
            or _NUMBERED.match(brand)
        ):
            return None
        if taken < len(before) and not self._stands_out(before, taken, head):
            return None
        return Claim(start, end, head.label, NAME, RANKS[NAME])

    def _stands_out(self, before: list[Word], taken: int, head: Head) -> bool:
        """Whether a brand is seen to begin within a run: a dictionary's name must open it (雷神科技, after a mark)."""
        brand = before[-taken:]
        if any(len(word.text) > 1 and not self._is_word(word.text) for word in brand):
            return True
        if taken == 1 and before[-2].text in _LINKED_BY and _is_name(brand[0]) and head.text in FIRM_HEADS:
            return True  # 及|春晓|资本集团
        if taken > 1 and before[-taken - 1].label == "Place" and brand[0].tag in ("nr", "nrt", "nz"):
            return True  # 雅江|斯诺|威|矿业
        if taken > 1 and all(len(word.text) == 1 for word in brand):
            return before[-taken - 1].text in self._lexicon.stops  # 的|赛|昉|科技
        return head.text == "基金会" and taken == 1 and brand[0].tag in ("nr", "nrt")  # 希望|保尔森基金会
