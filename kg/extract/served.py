"""Platforms by their shape: systems of payment and registration, what finances one kind of thing, and brands of firms."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

# Where such a name may begin: after a mark, a particle, or a verb that a platform is the object of.
_VERBS = (
    "接入|对接|登录|通过|依托|利用|借助|使用|优化|推广|上线|运行|开通|升级|推出|建立|搭建|打造|建设|推进|完善|发挥|用好"
    "|启用|推动|加快|介绍|展示"
)
_AFTER_VERB = "|".join(f"(?<={verb})" for verb in _VERBS.split("|"))
_BEGINS = rf"(?:(?<![一-龥A-Za-z\d])|(?<=[据由与和及对向经在的将为了从按年月日])|{_AFTER_VERB})(?!\d)"
_OWN = rf"(?:(?![的了和与及在将是由向对从为把等]|{_VERBS})[^\W_])"
_BRANDED = regex("(?:司法)?拍卖|直播|云闪付|微博|商城|地图|外卖|读书|小程序")  # 阿里|拍卖, 京东|商城
_GOES_ON = regex("[平行]台?[业]|平台|节|主?播|带货|间|电商|市场|公司|行业|业务|基地|活动|会|师|者")
_SHOWS = regex(
    r"(?:(?<![一-龥])|(?<=[据从在]))((?![该据检调抽普复审清核侦巡])[一-龥]{2}[查宝通])(?:APP|App)?(?:信息|数据|资料|平台)?显示"
)
_REPORTS = regex(r"(?:(?<![一-龥])|(?<=[向到在由]))((?![该本各向到在由])[一-龥]{4,14}举报中心)")
_ELECTRONIC = regex("(?:自然人|新)?电子(?:税务局|医保凭证|社保卡)")
_WINDOW = re.compile(
    "(?:中国)?(?:（[一-龥]{2,4}）)?(?:国际|跨境|对外)?(?:贸易|投资|人才|外贸)(?:服务)?“单一窗口”(?!标准|模式|建设)"
)
_HOTLINE = regex(r"(?<!\d)[19]\d{4,5}”[一-龥]{0,8}热线")
_FIRMS = frozenset({"Company", "Bank"})
_OWNERS = frozenset({*_FIRMS, "Regulator", "GovernmentBody"})


class ServedExtractor:
    """Platforms that neither a place nor a verb of building names, but their own words.

    Accepted gap: a platform whose words any other could have (综合服务平台).
    """

    name = "platform"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["served"]
        serving = "(?:公共|综合|信用|信息|线上)*(?:服务|对接|撮合)?(?:平台|系统)"
        kinds = (
            rf"{_OWN}{{2,12}}?(?:{alternation(data['systems'])})系统",
            rf"{_OWN}{{2,10}}?(?:{alternation(data['clearing'])})平台",
            rf"{_OWN}{{0,6}}?(?:{alternation(data['financed'])})(?:质押)?(?:投?融资){serving}",
            rf"{_OWN}{{0,6}}?(?:{alternation(data['insured'])})信息平台",
            rf"(?:全国|国家){_OWN}{{3,16}}?(?:{alternation(data['national'])})平台",
        )
        self._systems = re.compile(rf"{_BEGINS}(?:{'|'.join(kinds)})\Z")
        self._generic = re.compile(f"{data['generic']}|{data['not_national']}")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such platform."""
        text = context.text
        for end in _ENDS.finditer(text):  # the end is sought first, and the beginning from there: that is fast
            system = self._systems.search(text, max(0, end.start() - _BACK), end.end())
            if system is not None and len(system.group()) > _SHORT and self._generic.search(system.group()) is None:
                owner = context.known_at(system.start())  # 人民银行|支付系统: its class says whose
                if owner is None or owner.label not in _OWNERS:
                    yield self._claim(*system.span())
        for sign, pattern in _SIGNED:
            for match in pattern.finditer(text) if sign in text else ():
                yield self._claim(*match.span(match.lastindex or 0))
        for known in context.known:
            brand = _BRANDED.match(text, known.end) if known.label in _FIRMS and not known.weak else None
            if brand is not None and _GOES_ON.match(text, brand.end()) is None:
                yield self._claim(known.start, brand.end())

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Platform", self.name, RANKS["product"])


_ENDS = re.compile("系统|平台")
_BACK = 22  # characters before such an end that are looked at
_SHORT = 5  # letters of a system's name that tell nothing yet: 支付系统, 征信系统
_SIGNED = (("显示", _SHOWS), ("举报中心", _REPORTS), ("电子", _ELECTRONIC), ("热线", _HOTLINE), ("单一窗口", _WINDOW))
