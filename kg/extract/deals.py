"""Where firms may stand that no head noun shows: who is bought, sold, owned or invested in, and what a lead counts up."""

import re
from collections.abc import Iterator

from kg.regex import regex

# Who is bought, sold, or said to be whose subsidiary: the name is the first group; only where the sign stands in the text.
_DEALS = (
    (  # 甲集团旗下|乙化纤|收购…
        ("旗下",),
        regex(r"旗下的?([一-龥]{2,8}?)(?=收购|入股|增资|参股|转给|转让|与|拟|宣布|完成|获批|获得)"),
    ),
    (  # 甲环球为…的全资子公司, 其中乙传媒是丙的关联公司
        ("子公司", "附属公司", "关联公司"),
        regex(
            r"(?:(?<=[，。；\n])|(?<=其中))([一-龥]{2,8}?)[为是系][^，。；\n]{2,16}?的"
            r"(?:(?:全资|控股|参股)(?:子公司|附属公司|孙公司)|关联公司|控股股东|母公司)"
        ),
    ),
    (  # 云海股份|全资附属公司
        ("子公司", "附属公司", "关联公司"),
        regex(r"(?:^|(?<=[，。；：\n]))([一-龥]{4,8}?)的?(?:全资|控股|参股)(?:子公司|附属公司|孙公司)"),
    ),
    (  # 全资子公司|云海工业|拟收购
        ("子公司", "附属公司", "关联公司"),
        regex(
            r"(?:全资|控股|参股|下属|旗下)(?:子公司|附属公司|孙公司)(?:——|“)?([一-龥]{3,8}?)”?"
            r"(?=与|拟|于|以|对|将|已|近日|日前|收购|入股|增资|参股|宣布|完成|获批|获得|签|（|，|。|、|及|持有|等|的|为|是)"
        ),
    ),
    (  # 对|甲能源|进行增资, 关联方|香港乙投资|出资
        ("增资", "出资", "投资"),
        regex(
            r"(?<=[对向由方东])((?:(?![对向由与共])[一-龥]){3,8}?)(?=(?:进行|实施|开展)(?:了)?(?:增资|投资|注资|战略投资)|出资\d|认缴出资|领投|跟投)"
        ),
    ),
)
# Firms that a lead in front counts up, without a word behind: 投资方包括|甲资本、乙投资及丙创投|。
_COUNTED_UP = regex(
    r"(?:投资方|投资人|投资者|股东|发行人|出资方|供应商|合作方|合作伙伴|竞争对手|企业|公司|券商|保荐机构|承销商|领投方|跟投方)"
    r"(?:主要|还|则)?(?:包括|分别是|分别为|有|为|是|系)了?：?"
    r"([一-龥A-Za-z0-9]{2,12}(?:、[一-龥A-Za-z0-9]{2,12}){1,20}?(?:[和及与][一-龥A-Za-z0-9]{2,10}?)?)(?=[。；，）\n]|等|共|，其中)"
)
_MEMBERS = regex("、|(?<=..)[和及与](?=[^、]{2,10}$)")
# What stands after a firm and shows it: 云海投资|（某矿业全资子公司…）, 仲量联行|大中华区首席经济学家.
_GLOSS = re.compile(
    "（[^（）\\n]{0,24}(?:子公司|附属公司|联营公司|参股公司)|(?:大中华|中国|亚太)区(?=首席|总裁|CEO|董事|总经理|研究|负责人)"
)
_STAKE = re.compile(r"\d[\d.]*%的?股[权份]")
_STAKED = re.compile(  # 收购|甲环球|100%股权
    r"(?:持有|收购|受让|转让|出售|[拍竞购]得|购买|拿下)(?:了|其)?(?:旗下)?([一-龥]{2,10}?)的?$"
)
_GLOSSED = re.compile("(?<![一-龥])[一-龥]{2,10}$")


def spans_of_deals(text: str) -> Iterator[tuple[int, int]]:
    """Who may be a firm by what is done with it: 收购|甲环球|100%股权. Whether the run is a name is for the caller."""
    for signs, deal in _DEALS:
        if any(sign in text for sign in signs):
            yield from (match.span(1) for match in deal.finditer(text))
    for gloss in _GLOSS.finditer(text):
        firm = _GLOSSED.search(text, max(0, gloss.start() - 11), gloss.start())
        if firm is not None:
            yield firm.span()
    for stake in _STAKE.finditer(text) if "%" in text else ():
        firm = _STAKED.search(text, max(0, stake.start() - 18), stake.start())
        if firm is not None:
            yield firm.span(1)


def spans_counted_up(text: str) -> Iterator[list[tuple[int, int]]]:
    """The members of each list that a lead opens: 投资方包括|甲资本|、|乙投资|及|丙创投."""
    for match in _COUNTED_UP.finditer(text) if "、" in text else ():
        spans, at = [], match.start(1)
        for mark in (*_MEMBERS.finditer(text, *match.span(1)), None):
            spans.append((at, mark.start() if mark is not None else match.end(1)))
            at = mark.end() if mark is not None else at
        yield spans
