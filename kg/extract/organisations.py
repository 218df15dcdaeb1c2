"""Names of bodies by their structure: a place or a known body, words, and a head noun (广州市 地方金融 监管局)."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known, Word, walk
from kg.extract.firm_names import FIRM_HEADS, INSTITUTES, NAME, FirmNames
from kg.extract.lexicon import Head, Lexicon
from kg.extract.units import AFTER_SMALL, BODIES, FIRMS, KEEP_CLASS, OWNED, SMALL, UNITS, class_of, may_be_unit
from kg.gazetteer.scan import scan_for
from kg.regex import regex

_LONGEST = 22  # characters; official names beyond it are listed
_BRANCHES = frozenset({"支行", "分行", "中心支行", "中支", "营业部", "分公司", "支公司"})
_CHAMBERS = ("工商联", "协会", "联合会", "总会", "商会", "学会")
_OF_A_FIELD = frozenset({"实验室", "创新中心", "研究中心", "联盟"})
_NOUNS = frozenset({"n", "nz", "l", "j", "vn", "b"})
_FIELD = 10  # characters of its field at most
_WORD = 2  # letters of an ordinary word that ends in a unit's letter
_STREETS = 6  # words between a bank and its branch at most
_BILATERAL = frozenset(
    {*("中" + side for side in "俄美欧非阿德法日韩新巴哈英澳蒙越泰印埃沙"), "中东欧"}
)  # 中俄|卫星导航合作委员会
_NATIONAL = frozenset(
    {
        *_BILATERAL,
        *("中国", "国家", "全国", "中央", "国际", "中华", "世界", "亚洲", "非洲", "欧洲", "东盟"),
        *("全球", "联合国", "国家级", "首都"),
    }
)
_INTERNATIONAL = frozenset({*_BILATERAL, "国际", "世界", "亚洲", "非洲", "欧洲", "东盟", "全球", "联合国"})
_ZONES = frozenset(
    {"新区", "开发区", "高新区", "经开区", "园区", "示范区", "保税区", "自贸区", "新兴产业", "战略性新兴产业", "社会科学"}
)  # kinds, no places: 宁波前湾|新区, 哲学|社会科学|规划办公室
_COMMITTEES = frozenset({"组委会", "组织委员会"})
# A service centre is a platform where finance is served (贷款服务中心); else it serves a trade, or the public.
_FINANCE = regex("贷|融资|金融|信用|征信|票据|担保|财务|资金|资本|上市|账款|动产|产权|风险")
_TRADE = regex("技术|联运|航运|物流|运输|货运|航空|开源|旅游|文化|体育|养老|健康|医疗|科技|创新|创业|孵化")
_SERIAL = frozenset({"次", "批", "届"})  # 中国第34次南极科考队
_LINKS = frozenset({"和", "与", "及"})
_OFFICE_ENDS = frozenset("局司部处厅委办会院行团署室组队")  # before 和 these end a name of their own
_OF_OFFICE = regex(  # 吉林省|社保局失业保险管理处, 中国银行|山东省分行外汇资金处
    "[一-龥]{2,8}(?:局|厅|委员会|委|办|院|分行|支行)[一-龥]{2,12}[处科]"
)
# Of a kind, and none by name: 建设一批|国家产业创新中心、国家技术创新中心.
_OF_A_KIND = regex("(?:一批|若干|多个|多家)(?:[^\\s，。；“”]{2,16}、){0,3}\\Z")
_BUILDING = ("建设", "打造", "设立", "开发")  # 北京建设科技创新中心 is an aim, no name
_COUNTED = regex(r"[一二三四五六七八九十两多几\d]+[地个家省市县区类项大国]")
_SERIAL_UNIT = regex("[一二三四五六七八九][部处]")  # 上市公司监管一部
_GENERAL = regex(
    "[%％]|[亿万]元|细分行|(?:智能|制造|数字化|现代化|无人|灯塔|未来|新)[一-龥]{0,4}工厂|城市政府|[所板]上市|贫困地区|地区(?:农村商业|城市商业|村镇|中小)银行|义务教育学校|公司[一二两三四五六七八九十多几\\d]+[家个]|(?<!农业)农村(?!商业|信用|合作)|城乡(?!建设|规划)|定点医院"
    "|(?:公交|交通|铁路|民航|教育|卫生|政法|司法|检察|法院|海关|邮政|税务|工会|供[电水热]|排水|防洪|灌溉"
    "|(?<!手机)(?<!网上)(?<!直销)银行|农信|农商行?|信用社|财政|国资|纪检|监察|气象|水利|人社|民政|审计|金融|保险|证券)系统\\Z"
    "|分支行\\Z"  # 央行分支行: all of them
)
_OF_BANK = regex("(?:党委书记|(?:原|时任)?[正副]?行长|董事长|监事长|董秘|首席|股份有限公司|[^，。；]{0,2}(?:分行|支行))")
_POST = regex("^[对向与和本该其各]|总裁|总经理|董事长|董秘|书记|行长|兼(?!并|容)")  # …证券副总裁兼|企业金融服务委员会
# With a division before it, each of these is one body; before these words it is one of many (北京市医院普遍).
_OF_DIVISION = frozenset({"政府", "人民政府", "法院", "人民法院", "检察院", "医院"})
_IN_GENERAL = ("普遍", "系统", "数量", "床位", "管理", "收费", "等", "的", "和", "与", "、")
_DIVISION = regex(r"[省市区县州盟旗镇乡]$")


_FORM = regex("[（(](?:特殊普通合伙|普通合伙|有限合伙)[）)]")  # 会计师事务所（特殊普通合伙）
_NO_HEAD = frozenset({"好局", "重组"})  # 开好局, 资产重组
_WHOLE = regex("(?:中心|公司|协会|学会|商会|委员会|集团|大学|学院|[局部厅院署委协])$")
_FUNCTIONS = frozenset("因对被将由从向把与和及在为")
# What a firm is to another: 京城机电股份|全资附属公司.
_RELATED = regex("(?:全资|控股|参股)(?:附属|子|孙)?公司\\Z|(?:附属|关联|下属)公司\\Z")
_NO_NAME_BEFORE = frozenset("的等各和与及，。、；：！？“”（(《》\n 　") | {""}


def _may_open(known: Known, head: Head) -> bool:
    """Whether a listed common noun may end a name all the same: 蛇口|海关, 南宁市|创业投资引导基金."""
    return known.surface == head.text == "海关" or (known.label == "PolicyMeasure" and head.text.endswith("基金"))


class OrganisationExtractor:
    """Finds a head noun, then walks left word by word to where the name begins.

    A name begins at a place, a listed body or a word like 中国; without one only heads that firms use make a name, after a
    coined word (建邦科技). Accepted gap: a firm called by an ordinary word alone.
    """

    name = NAME

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool], is_foreign: Callable[[str], bool]) -> None:
        self._lexicon = lexicon
        self._is_word = is_word
        self._is_foreign = is_foreign
        self._scopes = frozenset(lexicon.raw["organisations"]["scopes"])
        self._of_many = frozenset(lexicon.raw["organisations"]["of_many"])
        self._groups = frozenset(lexicon.raw["organisations"]["groups"])
        platforms = lexicon.raw["platforms"]
        self._platform_verbs = frozenset(platforms["verbs"])
        self._platform_stops = lexicon.stops | self._platform_verbs
        self._platform_tags = lexicon.tags - {"m", "t"} | {"v"}
        self._never_platforms = re.compile(platforms["not_inside"])
        self._heads = scan_for(lexicon.heads)
        self._firms = FirmNames(lexicon, is_word)

    def find(self, context: Context) -> Iterator[Claim]:
        """Every name that ends in a head noun."""
        text = context.text
        body: Claim | None = None
        for begin, end, _ in self._heads(text):
            before, noun = text[begin - 1 : begin], text[begin:end]
            high = before == "等" and text[begin - 2 : begin - 1] in "高中"  # 高等|研究院
            if (before in _NO_NAME_BEFORE and not high) or (before.isdigit() and noun[0] == "日") or before + noun in _NO_HEAD:
                continue  # 14日|报道, 开好|局
            head = self._lexicon.heads[noun]
            analyst = head.text == "部" and text.startswith(("分析", "分管", "分别"), end)  # …金融市场部|分析师, never 部分
            if text[end : end + 1] and text[end] in self._lexicon.not_before.get(head.text, "") and not analyst:
                continue
            if head.text in SMALL and not AFTER_SMALL.match(text, end):
                continue
            if head.text == "组织" and _WHOLE.search(text, max(0, begin - 3), begin):
                continue  # 由中国纤维质量监测中心|组织抽样
            known = context.known_over(begin)
            if known is not None and not known.weak and known.end >= end and not _may_open(known, head):
                continue
            start = context.run_start(begin)
            if start < begin:
                claim = self._read(context, head, start, begin, end)
                if body is not None and (claim is None or claim.start >= body.start):
                    claim = self._unit_of(context, body, head, end) or claim
                if claim is not None and claim.label == "Company" and _RELATED.search(text, claim.start, claim.end):
                    continue
                if claim is not None and text[claim.start] not in "各某":
                    form = _FORM.match(text, claim.end) if claim.label == "Company" else None
                    body = claim if claim.label in BODIES else None
                    yield claim._replace(end=form.end()) if form else claim

    def _unit_of(self, context: Context, body: Claim, head: Head, end: int) -> Claim | None:
        """A unit behind a body that was itself found here: 中央财经大学|绿色金融国际研究院, …交流中心|经济研究部|副部长."""
        if not may_be_unit(context, body.end, end, head):
            return None
        words = context.words(body.end, end)
        if len(head.text) == 1 and len(words) == 1 and words[0].text != head.text and len(words[0].text) == _WORD:
            return None  # …集团|总部, …大学|外事处
        if words[0].text in _NATIONAL:  # 清华大学五道口金融学院|中国保险与养老金研究中心
            words = words[1:]
        if not all(not word.label and (word.text in _LINKS or self._inside(word, word is words[-1])) for word in words):
            return None
        owner = Word(body.start, body.end, context.text[body.start : body.end], "nt", body.label)
        return Claim(body.start, end, class_of(owner, head, body.label), self.name, RANKS[self.name])

    def _read(self, context: Context, head: Head, start: int, match_start: int, end: int) -> Claim | None:
        words = context.words(start, end)
        last = words[-1]
        inside = len(head.text) == 1 and last.text != head.text and self._is_word(last.text)
        if inside and (head.text not in "局司部处科组" or (len(last.text) == 2 and not _SERIAL_UNIT.fullmatch(last.text))):
            return None  # 布局, 全部; but 社保局, 规划司
        if last.start < match_start and last.text in self._lexicon.generic and head.label == "Company":
            return None  # 支持上市公司
        whole = last.tag == "nt" and len(last.text) > 3 and (not inside or head.text in "局司")
        if whole and last.start < match_start and last.text not in self._lexicon.generic:
            before = words[-2] if len(words) > 1 else None  # jieba's dictionary knows it whole; 韩国|宪法法院
            longer = before is not None and (
                before.label == "Place" or (1 < len(before.text) < 4 and not self._is_word(before.text))
            )
            start = before.start if before is not None and longer else last.start
            return Claim(start, end, head.label, self.name, RANKS[self.name])
        if head.text.endswith("有限公司") or head.text == "有限责任公司":
            return self._firms.registered(context, words, match_start, end)
        if head.text in _COMMITTEES and len(words) > 1 and words[-2].label == "Event":
            return Claim(words[-2].start, end, head.label, self.name, RANKS[self.name])  # 杭州亚运会|组委会
        anchor, body = self._walk(words, head, match_start)
        owned = head.text in OWNED and (anchor is None or not _OF_OFFICE.fullmatch(context.text, words[anchor].end, end))
        if not body and ((inside and head.text == "部") or owned):
            return None  # 中西部; but …基金|指数投资部
        if anchor is not None and head.anchored:
            return self._anchored(context, head, words, anchor, body, end)
        if head.branded:
            return self._firms.branded(context, head, words, match_start, end)
        if head.label == "Platform":
            return self._governed(context, words, match_start, end)
        return None

    def _walk(self, words: list[Word], head: Head, head_start: int) -> tuple[int | None, str]:
        """Index of the leftmost anchor, and the class of the body it is (or empty)."""
        anchor: int | None = None
        index = len(words) - 1
        while index > 0 and words[index].start > head_start:
            index -= 1
        first = index
        if head.text in _BRANCHES and (owner := self._owner(words, first)) is not None:
            return owner, words[owner].label
        while index >= 0:
            word = words[index]
            if word.label == "Place" or word.text in _NATIONAL or (index < first and self._placed(word)):
                anchor = index
            elif anchor is not None and word.text in self._groups and head.label == "Company":
                return index, ""  # 国网|杭州|供电公司
            elif word.label in BODIES:
                chamber = head.label == "Association" and word.text.endswith(_CHAMBERS)  # 江苏省工商联|汽摩配件商会
                if head.text in UNITS or chamber or (anchor is None and index == first - 1):
                    abroad = head.text == "商会" and index and words[index - 1].label == "Place"  # 美国|欧盟|商会
                    return index - bool(abroad), word.label
                break
            elif word.text in _LINKS and index < first and (anchor is None or words[anchor].text in _NATIONAL):
                if not self._links(words[index - 1] if index else None, head):
                    break
            elif (anchor is not None and not self._reaches(words[anchor], head)) or not self._inside(word, index == first):
                break
            index -= 1
        return anchor, ""

    def _reaches(self, anchor: Word, head: Head) -> bool:
        """Whether a name may begin before a word that could begin it: 河南中豫|国际|港务集团."""
        return head.label == "Organization" or (head.label == "Company" and anchor.text == "国际")

    def _links(self, before: Word | None, head: Head) -> bool:
        """Whether 和 or 与 is within a name: 工业|与安全局, 中国水产流通|与加工协会, but never 公安局|和市场监管局."""
        holds = head.label == "Association" or (head.text in UNITS and head.text not in FIRM_HEADS)
        return holds and before is not None and not before.label and before.text[-1] not in _OFFICE_ENDS

    def _owner(self, words: list[Word], index: int) -> int | None:
        """The index of the bank or firm whose branch this is, over streets and towns: 徽商银行|合肥|长江路|支行."""
        for _ in range(_STREETS):
            if index < 0 or words[index].label in BODIES:
                return index if index >= 0 and words[index].label in FIRMS else None
            word = words[index]
            counted = "有" in word.text or word.tag[0] in "pcurmq"  # …证券共有18家分公司
            if word.label not in ("", "Place") or word.text in self._lexicon.stops or counted:
                return None
            index -= 1
        return None

    def _placed(self, word: Word) -> bool:
        """Whether jieba's dictionary has the word as a place or a body (深圳华强, 北京理工大学)."""
        barred = word.text in self._lexicon.generic or word.text in self._lexicon.stops or word.text in _ZONES
        return word.tag in ("ns", "nt") and len(word.text) > 1 and not word.label and not barred

    def _inside(self, word: Word, last: bool) -> bool:
        if last or word.text in _SERIAL or word.text in self._lexicon.inside or word.text in self._lexicon.heads:
            return True
        if word.text in self._lexicon.stops:
            return False
        if len(word.text) > 1 and not self._is_word(word.text):
            return not _FUNCTIONS.issuperset(word.text)  # 广发银行|因对|九好集团
        return word.tag[:1] in self._lexicon.tags or word.tag in ("vn", "an")

    def _anchored(self, context: Context, head: Head, words: list[Word], anchor: int, body: str, end: int) -> Claim | None:
        first = self._field(words, anchor, head)
        start = words[first].start
        after = words[first].end
        rest = context.text[after:end]
        if end - start > _LONGEST or (rest.startswith(_BUILDING) and head.label in ("Organization", "Platform")):
            return None
        if (
            not rest
            or rest.endswith("董事局")
            or _COUNTED.match(rest)
            or _POST.search(rest)
            or _GENERAL.search(context.text, start, end)
            or (rest in self._lexicon.generic and not self._is_own(context, words[anchor], end, body))
        ):
            return None
        if words[anchor].text == "国家级" and head.label == "Platform":
            return None
        if words[anchor].text in _NATIONAL and _OF_A_KIND.search(context.text, max(0, start - 60), start):
            return None
        if words[anchor].text in self._scopes and head.text in self._of_many:
            return None
        label = self._inner(rest, head) or head.label
        if head.text == "服务中心" and not _FINANCE.search(rest):
            label = "Organization" if _TRADE.search(rest) else "GovernmentBody"
        if body and class_of(words[anchor], head, body) == body:
            label = body
        elif label == "GovernmentBody" and words[anchor].text in _INTERNATIONAL:
            label = "Organization"  # 国际病毒命名委员会
        return Claim(start, end, label, self.name, RANKS[self.name])

    def _field(self, words: list[Word], anchor: int, head: Head) -> int:
        """Where a national centre begins whose field stands in front: |新能源汽车|国家技术创新中心, |集成电路|国家实验室."""
        if words[anchor].text != "国家" or head.text not in _OF_A_FIELD:
            return anchor
        first = anchor
        while (
            first
            and words[first - 1].tag in _NOUNS
            and not words[first - 1].label
            and words[anchor].start - words[first - 1].start < _FIELD
        ):
            if words[first - 1].text in self._lexicon.stops or words[first - 1].text[-1] in "批个家所业校区者等":
                break
            first -= 1
        return first

    def _is_own(self, context: Context, anchor: Word, end: int, body: str) -> bool:
        """Whether a common noun after the anchor names a body all the same: 广州市|政府, 华西证券|研究所, 赣州|银行|行长."""
        rest = context.text[anchor.end : end]
        if rest == "银行" and anchor.label == "Place":
            return _OF_BANK.match(context.text, end) is not None
        if rest == "大学" and anchor.label == "Place":  # 吉林|大学, 深圳|大学; never 江苏省大学, 美国大学
            return anchor.text not in _NATIONAL and anchor.text[-1] not in "省市县区国洲" and not self._is_foreign(anchor.text)
        if rest in _OF_DIVISION:  # 称多县|人民政府, 赤峰市|医院
            return _DIVISION.search(anchor.text) is not None and not (
                rest == "医院" and context.text.startswith(_IN_GENERAL, end)
            )
        return bool(body) and rest in INSTITUTES and not anchor.text.isascii()

    def _inner(self, rest: str, head: Head) -> str:
        """The class of a body inside a name that is its unit or its legal form: …农商银行|数字金融部, …银行|股份有限公司."""
        if head.text in UNITS - KEEP_CLASS or head.text.endswith("有限公司"):
            for start, end, _ in self._heads(rest[: len(rest) - len(head.text)]):
                label = self._lexicon.heads[rest[start:end]].label
                if label in ("Bank", "Regulator") and end - start > 1:
                    return label
        return ""

    def _governed(self, context: Context, words: list[Word], head_start: int, end: int) -> Claim | None:
        """A platform that a verb builds or uses, restricted by at least four characters: 推出 银企对接 系统."""
        first = walk(words, head_start, self._platform_stops, self._platform_tags, frozenset())
        start = words[first].start
        before = words[first - 1].text if first else context.text[start - 1 : start]
        if before in self._platform_verbs or (before == "、" and context.text[start - 3 : start - 1] in ("平台", "系统")):
            restricted = 4 <= head_start - start <= 16 and not self._never_platforms.search(context.text, start, end)
            return Claim(start, end, "Platform", self.name, RANKS[self.name]) if restricted else None
        return None
