"""Who founds a body: 甲部联合乙银行发起设立丙基金公司, 甲银行收到批复，同意筹建乙理财公司."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_to, signed

_SIGN = regex("[设成创][立办建]|组建|筹建|新设")
_FOUNDS = regex(
    r"""[”）)]?(?:（[^（）]{0,40}）)?(?:等[^，。；：]{0,14})?(?P<how>[^，。；：《》]{0,24}?)
        (?:发起|出资|投资|牵头|合资|全资|独资|共同|联合|合作|正式|新)?(?P<verb>设立|成立|组建|创立|创办|创建|筹建|新设)
        (?:了|的是)?(?:(?:一家|首家|首个|全国性?|其)?(?:全资|控股)?子?(?:公司|机构)?)[“]?""",
    re.VERBOSE,
)
# 甲部|联合|乙银行…设立, 甲公司|公告，拟与|乙公司: both do.
_WITH = regex(
    "[”）)]?(?:[^，。；：、]{0,8}(?:公告|披露|宣布|透露|表示)[^，。；：、]{0,6}，)?(?:[^，。；：、]{0,8})(?:联合|携手|会同|联手|与|和|同)[“]?"
)
_APPROVED = regex("(?:同意|批准|准予|核准)(?:其|该行|本行|该公司|公司)?(?:筹建|设立|组建|发起设立|开业)[“]?$")
_PLANNED = regex("将|拟|计划|筹|获批|获准|批准|同意|支持|推动|鼓励|探索|申请|有意|考虑|准备|谋划")
_NOT_BEHIND = regex(
    r"""[”）)]?(?:(?:成立)?(?:大会|仪式|方案|意见)|的?[一-龥]{0,4}(?:周年|以来|之初|之前|时|后)|联合|旗下
        |[^，。；]{0,6}(?:分行|支行|分公司|网点)(?:$|[，。]))""",
    re.VERBOSE,
)
_NOT_HERE = frozenset("在由为是对被从于")
_FOUNDERS = frozenset(("Org", "Place"))
_FOUNDED = frozenset(("Company", "Bank", "Organization", "Association", "MarketInstitution"))


def facts_of_founders(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of who founds a body named behind the word; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        for n, link in enumerate(here):
            if n and link.entities[0].label in _FOUNDED and not _NOT_BEHIND.match(text, link.mention.end, sentence.end):
                yield from _founded(text, sentence, here, n)


def _founded(text: str, sentence: Sentence, here: Sequence[Link], n: int) -> Iterator[Statement]:
    body, last = here[n], here[n - 1]
    if _APPROVED.search(text, max(sentence.start, body.mention.start - 14), body.mention.start):
        founder = next((link for link in here[:n] if link.entities[0].label in ("Bank", "Company")), None)
        if founder is not None:
            yield from _facts(sentence, [founder], body, "Planned")
        return
    told = _FOUNDS.fullmatch(text, last.mention.end, body.mention.start)
    row = row_to(text, here, n - 1)
    before = text[max(sentence.start, row[0].mention.start - 1) : row[0].mention.start]
    if told is None or before in _NOT_HERE or kind_of(last.entities[0].label) not in _FOUNDERS:
        return
    first = n - len(row)
    leader = here[first - 1] if first else None
    if leader is not None and _WITH.fullmatch(text, leader.mention.end, row[0].mention.start):
        row = [*row_to(text, here, first - 1), *row]
    lead = text[max(sentence.start, row[0].mention.start - 8) : row[0].mention.start]
    lead += text[row[0].mention.end : row[1].mention.start] if len(row) > 1 else ""
    planned = _PLANNED.search(told["how"]) or told["verb"] == "筹建" or _PLANNED.search(lead)
    yield from _facts(sentence, row, body, "Planned" if planned else "Asserted")


def _facts(sentence: Sentence, founders: Sequence[Link], body: Link, modality: Modality) -> Iterator[Statement]:
    for link in founders:
        for one in link.entities:
            for two in body.entities[:1]:
                if one.key != two.key and kind_of(one.label) in _FOUNDERS and one.label != "MediaOutlet":
                    ends = sentence.start, sentence.end
                    yield Statement(one.key, "establishes", two.key, *ends, "establishes:founder", 0.9, modality)
