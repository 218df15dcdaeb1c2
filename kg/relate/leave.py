"""Leave from above: 甲银行获某局核准; and the contracts an exchange opens: 某期权在某交易所挂牌交易."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import signed

_SIGN = re.compile("批准|核准|批复|审批|挂牌|上市")
_HAS = regex(r"[”）)]?(?:[^，。；：]{0,16}?)?(?:获得?|取得|得到)了?")
_LEAVE = regex(r"[”）)]?(?:正式|无条件|附条件|的)?(?:批准|核准|批复|审批通过)")
_BOUGHT = regex("(?:收购|入股|控股|并购|增持|投资)[“]?$")  # 甲公司收购|乙公司|获某局批准
_LEAD = 4  # code points of it
_AT = regex(r"[”）)]?(?:[^，。；：]{0,16}?)?在")
_OPENS = regex(r"[”）)]?(?:正式|成功|顺利)?(?:挂牌|上市)(?:交易|上市)?")
_CONTRACT = regex("(?:期货|期权|合约)$")
_HEADS = frozenset(("Regulator", "GovernmentBody"))
_FIRMS = frozenset(("Company", "Bank"))


def facts_of_leave(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that who gives a firm leave supervises it, and that an exchange offers what it opens; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        for one, two in pairwise(here):
            left, right = one.entities[0], two.entities[0]
            if left.label in _FIRMS and right.label in _HEADS:
                if _has_leave(text, sentence, one, two):
                    yield _said(sentence, right, "supervises", left)
            elif left.label == "FinancialProduct" and right.label == "MarketInstitution" and _is_opened(text, one, two):
                yield _said(sentence, right, "offers", left)


def _has_leave(text: str, sentence: Sentence, firm: Link, head: Link) -> bool:
    start = firm.mention.start
    return (
        _HAS.fullmatch(text, firm.mention.end, head.mention.start) is not None
        and _LEAVE.match(text, head.mention.end) is not None
        and _BOUGHT.search(text, max(sentence.start, start - _LEAD), start) is None
    )


def _is_opened(text: str, contract: Link, exchange: Link) -> bool:
    return (
        _CONTRACT.search(contract.entities[0].name) is not None
        and _AT.fullmatch(text, contract.mention.end, exchange.mention.start) is not None
        and _OPENS.match(text, exchange.mention.end) is not None
    )


def _said(sentence: Sentence, left: Entity, predicate: str, right: Entity) -> Statement:
    return Statement(left.key, predicate, right.key, sentence.start, sentence.end, f"{predicate}:leave", 0.85)
