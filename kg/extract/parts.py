"""Listed names that the text does not mean as one: sequences of names, names with an amount, a lead, or a bracket in them."""

import re
from collections.abc import Callable

from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

Part = tuple[int, int, str]  # start and end within the surface, class

_SEQUENCES = frozenset({"Place", "PolicyMeasure", "FinancialProduct"})
_TERM = re.compile(r"第?[一二三四五六七八九十]+届")
_TASK = re.compile(r"“?([^“”]{2,12}?)”?(?:工作|任务)?")
_COUNTED = re.compile(r"([^\d]+)\d[\d.]*个?(?:百分点|基点)")
_NAMED = re.compile(
    r"(?:战略|计划|工程|行动|试点|机制|制度|政策|贷款|补贴|补助|返还|贴息|方案|规划|改革|再贷款|再贴现|工具|专项)$"
)
# What is built or marked out in a place takes the place into its name: 嘉兴南湖革命纪念馆, 海南自贸港.
VENUE = re.compile(
    "(?:会议|会展|博览|展览|体育|航展|文化|艺术|世博)中心$|自贸港$|(?:纪念|博物|体育|展览|图书|宾|科技)馆$|中心站$|文化宫$|[阁殿]$|怀仁堂$|瀛台$|[东南西北]站$|国际机场$"
)
# A district in full is written with its municipality as one name, and a high-tech zone with its city: 北京市|海淀区,
# 武汉|东湖高新区; but 北京|密云.
_DISTRICT = regex("(?:北京|天津|上海|重庆)市?[一-龥]{1,6}[区县]$|[一-龥]{4,8}(?:高新区|副中心)$")
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*元")
_BRACKETED = re.compile(r"([^（()）]+)[（(]([A-Za-z0-9]+)[）)]")


class Parts:
    """Reads a listed surface as the names it holds; each surface once.

    Args:
        lexicon: Holds the leads and the opening verbs of measures.
        label: The class of a listed name, empty when it is not listed.
        official: Whether a listed name is the official one of its bearer.
    """

    def __init__(self, lexicon: Lexicon, label: Callable[[str], str], official: Callable[[str], bool]) -> None:
        self._label = label
        self._official = official
        self._lead = re.compile(alternation(lexicon.raw["measures"]["leads"]))
        self._opening = re.compile(alternation(lexicon.raw["measures"]["opening"]))
        self._known: dict[str, tuple[Part, ...]] = {}

    def __call__(self, surface: str, label: str) -> tuple[Part, ...]:
        """The parts in order; mostly one, the surface itself; none when it is a clause and no name (推动高质量发展)."""
        parts = self._known.get(surface)
        if parts is None:
            parts = self._known[surface] = self._read(surface, label)
        return parts

    def _read(self, surface: str, label: str) -> tuple[Part, ...]:
        whole = ((0, len(surface), label),)
        if label == "PolicyMeasure" and (measure := self._measure(surface, label)) is not None:
            return measure
        if surface[0] == "“" and len(surface) > 2:  # a quoted name is what stands inside
            return ((1, len(surface) - (surface.find("”") == len(surface) - 1), label),)
        term = _TERM.match(surface)  # 十三届|全国政协
        if term is not None and (body := self._label(surface[term.end() :])):
            return ((term.end(), len(surface), body),)
        if (
            label not in _SEQUENCES
            or surface.startswith("中国")
            or (label == "Place" and (VENUE.search(surface) or _DISTRICT.match(surface)))
        ):
            return whole
        return self._sequence(surface, label) or whole

    def _measure(self, surface: str, label: str) -> tuple[Part, ...] | None:
        """A measure without the words around it: “六稳”工作, 再贷款、再贴现, 人民银行再贷款, 深化供给侧结构性改革."""
        task = _TASK.fullmatch(surface)
        if task is not None and task.span(1) != (0, len(surface)) and self._label(task.group(1)) == label:
            return ((task.start(1), task.end(1), label),)
        if "、" in surface and not self._official(surface) and all(map(self._label, surface.split("、"))):
            return tuple((part.start(), part.end(), label) for part in re.finditer("[^、]+", surface))
        counted = _COUNTED.fullmatch(surface)  # 降准|0.5个百分点
        if counted is not None and self._label(counted.group(1)) == label:
            return ((0, counted.end(1), label),)
        if surface.endswith("利率") and self._label(surface[:-2]) == label:  # the tool that bears the rate: 中期借贷便利|利率
            return ((0, len(surface) - 2, label),)
        if surface.endswith(("利率改革", "）改革")):
            return self(surface[:-2], label) if self._label(surface[:-2]) else None
        lead = self._lead.match(surface)
        if lead is not None and self._label(surface[lead.end() :]) == label:
            body = self._label(lead.group())  # 人民银行|再贷款
            return (*((((0, lead.end(), body)),) if body else ()), (lead.end(), len(surface), label))
        opening = self._opening.match(surface)
        short = len(surface) == 3 and self._official(surface)  # 保交楼
        if opening is not None and not short and not _NAMED.search(surface):
            named = self._label(surface[opening.end() :]) == label
            return ((opening.end(), len(surface), label),) if named else ()
        return None

    def _sequence(self, surface: str, label: str) -> tuple[Part, ...]:
        """湖北|荆门, 降准|降息, 贷款市场报价利率（|LPR, 5000亿元|再贷款; empty when it is one name."""
        amount = _AMOUNT.match(surface)
        if amount is not None and (inner := self._label(surface[amount.end() :])):
            return _moved(self(surface[amount.end() :], inner), amount.end())
        bracket = _BRACKETED.fullmatch(surface)
        if bracket is not None:
            return ((0, bracket.end(1), label), (*bracket.span(2), label))
        whole = label == "PolicyMeasure" or (label == "Place" and surface[-1] not in "省市县区旗州盟镇")
        own = whole and self._official(surface)  # 保障性住房再贷款, 平陆运河
        for cut in () if own else range(len(surface) - 2, 1, -1):
            if self._label(surface[:cut]) == label and self._label(surface[cut:]) == label:
                return (*self(surface[:cut], label), *_moved(self(surface[cut:], label), cut))
        return ()


def _moved(parts: tuple[Part, ...], by: int) -> tuple[Part, ...]:
    return tuple((start + by, end + by, label) for start, end, label in parts)
