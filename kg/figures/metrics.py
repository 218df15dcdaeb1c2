"""What a figure measures, said in the text's own words, and how it changed."""

import re
from typing import Literal

_LONGEST = 40  # characters of a metric, and of the context that is searched for one
_CLAUSE = re.compile(r"[，,；;。！？!?：:\n]")
_NEXT = re.compile(r"[^，,；;。！？!?、：:\n（(《“”0-9]{1,16}")
_WORDS = re.compile(r"(?<![0-9.亿万])[\u4e00-\u9fffA-Za-z]{2,16}")
# Words between the metric and its number that say no more than "is": 余额达到, 总数为, 已超过.
# fmt: off
_COPULA = frozenset({
    "达到", "达", "为", "是", "至", "到", "了", "已", "已经", "共", "共有", "约为", "约", "近", "超过", "超", "逾", "突破",
    "接近", "将近", "有", "分别", "仅", "的", "在", "就", "高达", "多达", "合计", "大约", "不低于", "不少于", "不高于",
    "不超过", "不大于", "不到", "不足", "至少", "最高", "最低", "最多", "将", "据", "预计", "预测", "有望", "由", "从", "按照",
    "按", "以", "报", "增至", "增加到", "增长到", "上升到", "累计达",
})
# fmt: on
# Words that only end like them.
_WHOLE = (
    "行为",
    "作为",
    "国有",
    "所有",
    "拥有",
    "持有",
    "存在",
    "公共",
    "自由",
    "目的",
    "年报",
    "季报",
    "中报",
    "预报",
    "申报",
    "附近",
)
# Dates and openings in front of the metric.
_OPENING = re.compile(
    r"""^(?: (?: 截至 | 截止 | 到 | 至 )?
             (?: [0-9]{1,2} [-—至] [0-9]{1,2}月 | [0-9]{1,2}日(?!均) | [12][0-9]{3}年 | [今去前本当]年 | [0-9]{1,2}月 )
             [0-9年月日末底初前上下半个季度份一二三四以来]*
          | 其中 | 目前 | 同时 | 此外 | 截至目前 | 共有 | 共 | 已有 | 已 | 并 | 而 | 且 | 也 | 还 | 即 | 以 | ● | \s )+""",
    re.VERBOSE,
)
# A metric that leans on what was measured before it: 同比增长, 较上季末下降, 占比.
_LEANING = re.compile(
    r"^(?:同比|环比|较|比|与|是|占|增长|增加|下降|减少|增幅|增速|上升|回落|降幅|涨幅|累计|当日|其中|每|折合|人均|高于|低于)"
)
_YEAR_ON_YEAR = re.compile(r"同[比增减降升]|[比较](?:上|去)年(?!末|底|年末)|与(?:上|去)年同期")
_MONTH_ON_MONTH = re.compile(r"环比|[比较]上(?:个?月|季|周|旬)|[比较]前一?(?:月|季)")


def clause_before(text: str, sentence: int, start: int) -> str:
    """The words of the clause that lead up to a figure, from ``sentence`` on, where its sentence or the figure before it ends.

    >>> clause_before("目前，入驻的金融机构超过2000家", 0, 12)
    '入驻的金融机构超过'
    """
    return _CLAUSE.split(text[max(sentence, start - _LONGEST) : start])[-1]


def strip_copula(clause: str) -> str:
    """The clause without the words that say no more than "is".

    >>> strip_copula("目前志愿者人数已超过")
    '目前志愿者人数'
    """
    clause = clause.rstrip()
    while not clause.endswith(_WHOLE) and (
        word := next((clause[-size:] for size in (3, 2, 1) if clause[-size:] in _COPULA), "")
    ):
        clause = clause[: -len(word)].rstrip()
    return clause


def find_metric(clause: str, after: str, measured: str, *, counts: bool = False) -> str:
    """What is measured: the clause before the number, the noun behind it, or both, leaning on what was ``measured`` before.

    A count (``counts``) is of what follows it: in 全国273万户企业获得资金 the metric is 全国企业获得资金.

    >>> find_metric("截至2021年11月末银行贷款余额达到", "，同比", ""), find_metric("同比增长", "；", "银行贷款余额")
    ('银行贷款余额', '银行贷款余额同比增长')
    >>> find_metric("", "区获批试点，", ""), find_metric("全国已有", "企业获得资金", "", counts=True)
    ('区获批试点', '全国企业获得资金')
    """
    phrase = _OPENING.sub("", strip_copula(clause)).strip("“”（）()、+ ")
    if len(phrase) < 2 or counts:
        following = _NEXT.match(after.lstrip("的 "))
        noun = following[0].strip(" +-—/~") if following else ""
        phrase = phrase + noun if counts or not noun else noun
    if measured and (not phrase or _LEANING.match(phrase)):
        phrase = measured + phrase
    if not phrase:  # 1.03亿户！我国登记在册个体工商户…
        following = _WORDS.search(after)
        phrase = following[0] if following else ""
    return phrase[-_LONGEST:]


def leans(clause: str) -> bool:
    """Whether a clause measures a change or share of what the figure before it measured."""
    return bool(_LEANING.match(_OPENING.sub("", clause).strip()))


def find_change(clause: str) -> Literal["yoy", "mom"] | None:
    """What the clause compares with: the same time a year before, or the period before.

    >>> find_change("同比增长"), find_change("较上季末下降"), find_change("较年初增长")
    ('yoy', 'mom', None)
    """
    if _YEAR_ON_YEAR.search(clause):
        return "yoy"
    return "mom" if _MONTH_ON_MONTH.search(clause) else None
