"""Listings: whose shares trade where, and who only means to (甲公司在某交易所上市, 乙银行冲刺创业板, 丙公司拟登陆科创板)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import row_from, signed

_SIGN = re.compile("上市|挂牌|登陆|冲刺|IPO")
# Between a firm and a market: 股票将于5月25日在, 已在, 正式登陆, 向…递交上市申请.
_LEADS = regex(
    r"""[”）)]?(?:（[^（）]{0,30}）)?[^。，；、]{0,16}?
        (?:(?P<at>在|于|至|到)|(?P<way>通过|获得?|冲击|筹备|启动|推进|重启|谋求|寻求|申请|拟|的)|(?P<verb>登陆|冲刺|闯关|转战|叩响|亮相)了?|(?P<to>向))""",
    re.VERBOSE,
)
_LISTED = regex(
    r"""[”）)]?(?: 等 | 市场 | 两地 | 三地 | 主板 | 成功 | 正式 | 顺利 | 公开 | 首次 | 公开发行 | 挂牌 | 首发 | 敲钟 | 双重
        | 整体 | 同步 | 、 )*
        (?:上市|挂牌|IPO|首发)""",
    re.VERBOSE,
)
_NOT = regex(r"(?:公司|企业|辅导|规则|制度|标准|委员会|门槛|条件|审核|后备|培育)")  # 上市公司, 上市规则
# 甲公司|创业板|IPO获受理, 通过|港交所|上市聆讯: on the way there.
_STANDS_NEXT = regex(r"[”）)]?(?:（[^（）]{0,30}）)?[^。，；、]{0,8}?")
_ON_THE_WAY = regex(
    r"""[”）)]?(?:主板)?(?:首发|首次)?(?:上市|IPO|挂牌)(?:的)?(?:申请|项目|材料|计划|审核|注册)*(?:已|正式|近日|日前|再次)*
        (?:聆讯|获(?:得)?受理|获(?:得)?问询|进入问询|过会|获通过|获批|被受理|受理|辅导|备案|获(?:得)?注册|提交注册|进程|之路|申请|工作)""",
    re.VERBOSE,
)
_APPLIES = regex(r"[”）)]?[^，。；]{0,6}?(?:递交|提交|递表|报送|申请)[^，。；]{0,10}?(?:上市|招股|挂牌|IPO)?")
_MEANT = regex("拟|将|计划|冲刺|申请|递交|递表|筹备|谋求|有望|准备|闯关|首发过会|注册|辅导|目标")
_DENIED = regex("未|退市|终止|撤回|撤销|摘牌|暂缓|中止|被否|没有|失败")
_DONE = regex("已(?:经|于)?|正式|成功|[0-9]{4}年")
_FIRMS = frozenset(("Company", "Bank"))


def facts_of_listings(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that firms are, or mean to be, listed on markets; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        for index, (firm, market) in enumerate(pairwise(here)):
            if firm.entities[0].label in _FIRMS and market.entities[0].label == "MarketInstitution":
                yield from _listed(text, sentence, firm, row_from(text, here, index + 1)[0])


def _listed(text: str, sentence: Sentence, firm: Link, markets: Sequence[Link]) -> Iterator[Statement]:
    start, last = firm.mention.end, markets[-1].mention.end
    leads = _LEADS.fullmatch(text, start, markets[0].mention.start)
    if leads is None or leads["way"]:
        if leads is not None or _STANDS_NEXT.fullmatch(text, start, markets[0].mention.start):
            yield from _heading_for(text, sentence, firm, markets)
        return
    behind = (_APPLIES if leads["to"] else _LISTED).match(text, last, sentence.end)
    if leads["verb"] is None and (behind is None or _NOT.match(text, behind.end(), sentence.end)):
        return
    said = text[start : behind.end() if behind else last]
    before = text[max(sentence.start, firm.mention.start - 6) : firm.mention.start]
    if _DENIED.search(said):
        return
    modality = _modality(said, before)
    for market in markets:
        for one in firm.entities[:1]:
            for two in market.entities[:1]:
                if two.label == "MarketInstitution":
                    ends = sentence.start, sentence.end
                    yield Statement(one.key, "listedOn", two.key, *ends, "listedOn:market", 0.95, modality)


def _heading_for(text: str, sentence: Sentence, firm: Link, markets: Sequence[Link]) -> Iterator[Statement]:
    """甲公司创业板IPO获受理, 甲公司通过港交所上市聆讯."""
    on_the_way = _ON_THE_WAY.match(text, markets[-1].mention.end, sentence.end)
    if on_the_way is None or _DENIED.search(text, firm.mention.end, on_the_way.end()):
        return
    ends = sentence.start, sentence.end
    yield Statement(firm.entities[0].key, "listedOn", markets[0].entities[0].key, *ends, "listedOn:market", 0.95, "Planned")


def _modality(said: str, before: str) -> Modality:
    if _DONE.search(said) and "拟" not in said:
        return "Asserted"
    return "Planned" if _MEANT.search(said) or _MEANT.search(before) else "Asserted"
