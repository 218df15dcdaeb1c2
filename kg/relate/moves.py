"""What a central bank says it does: 甲央行行长表示，将下调再贷款利率。还将引导报价利率下行.

Whoever speaks for the bank has the floor until the paragraph ends or somebody else is named.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.deeds import TOOL, is_central_bank
from kg.relate.rows import row_to

_SPEAKS = regex("[^，。；：“]{0,20}?(?:表示|介绍|宣布|指出|称|说|强调|透露|决定|明确)")
_NOT_IT = regex("首席|分析师|研究员|专家|研究所|前行长|原行长|数据")  # behind its name: who speaks, or what is shown
_TITLE = 24  # code points behind its name
_REACH = 60  # code points of a clause
_CLAUSE = regex("[，。；：]")
_VERB = regex(
    """(?:下调|上调|调降|调增|降低|提高|增加|新增|增设|加大|扩大|用好|用足|运用|实施|开展|投放|续作|延续|发放|安排|释放|发挥|引导|通过|借助
       |利用|抓好|完善|重启|合并|优化|提供|将|适时|择机|继续|进一步)[^，。；：]{0,18}$""",
    re.VERBOSE,
)
_CUT = regex("^(?:降准|降息|定向降准|全面降准)$|^(?:下调|上调|降低)")
_WHEN = regex("(?:将|要|适时|择机|继续|还将|还要|灵活|、|决定|宣布|今年|再次|已)*")
_MAKES = regex("推出|创设|设立|空间|预期|可能|研究")
_MAY = regex("[”]?(?:仍|还|尚|依然)?(?:有|存在|无)?(?:[一较很]?[定大]?的?)?(?:空间|预期|可能|窗口|必要)")
_PLANNED = regex("将|要(?!求)|拟|计划|适时|择机|继续|进一步|加快|应")
_ACTORS = frozenset(
    (
        *("Regulator", "GovernmentBody", "Bank", "Company", "Place", "PolicyDocument", "Organization", "MarketInstitution"),
        *("Association", "MediaOutlet"),
    )
)


def facts_of_moves(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that a central bank uses the tools that it speaks of; ``links`` by start."""
    if TOOL.search(text) is None:
        return
    links = [link for link in links if link.entities]
    starts = [link.mention.start for link in links]
    bank: Entity | None = None
    block, until = -1, 0
    for sentence in sentences:
        if sentence.block != block:
            bank, block = None, sentence.block
        for link in links[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
            entity = link.entities[0]
            if entity.label in _ACTORS:
                spoken = _speaks(text, link, entity)
                if spoken > 0:
                    bank, until = entity, spoken
                elif link.mention.start >= until and (bank is None or entity.key != bank.key):
                    bank = None
            elif bank is not None and entity.label == "PolicyMeasure" and TOOL.search(entity.name):
                before = _before(text, sentence, links, link)
                if _moves(text, before, link):
                    modality: Modality = "Planned" if _PLANNED.search(before) else "Asserted"
                    ends = sentence.start, sentence.end
                    yield Statement(bank.key, "uses", entity.key, *ends, "uses:move", 0.75, modality)


def _speaks(text: str, link: Link, entity: Entity) -> int:
    """Where the words end that say that somebody speaks for a central bank; 0 if none do."""
    end = link.mention.end
    said = _SPEAKS.match(text, end) if is_central_bank(entity) and not _NOT_IT.search(text, end, end + _TITLE) else None
    return said.end() if said else 0


def _before(text: str, sentence: Sentence, links: Sequence[Link], link: Link) -> str:
    """The clause in front of the list that a tool stands in."""
    at = bisect_left(links, link.mention.start, key=lambda other: other.mention.start)
    row = row_to(text, links, next(n for n in range(at, len(links)) if links[n] is link))
    start = max(sentence.start, row[0].mention.start)
    return _CLAUSE.split(text[max(sentence.start, start - _REACH) : start])[-1]


def _moves(text: str, before: str, link: Link) -> bool:
    """Whether a tool is used: by a verb in front of it, or because its name is a move."""
    if _MAKES.search(before) or _MAY.match(text, link.mention.end):
        return False
    named = _CUT.search(link.mention.surface) is not None and _WHEN.fullmatch(before) is not None
    return named or _VERB.search(before) is not None
