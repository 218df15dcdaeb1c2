"""By which law somebody acts: 根据《某法》《某条例》的有关规定，某局决定…, 某所制定了《某指引》."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import row_from, signed

_BY = regex("(?:根据|依据|依照|按照|遵照)(?:新修订的|新)?[“《]?$")
# Behind the last law: 》等法律法规的有关规定，经研究，
_RULES = regex(
    r"""[》”]?(?:[（(][^（）()，。；]{0,24}[）)])?
        (?:第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九十\d]+款)?[、和及]?(?:之)?){0,4}
        等?(?:相关|有关)?(?:法律法规|法律、行政法规|法律|法规|规章|文件|规定|制度){0,2}
        的?(?:相关|有关|具体)?(?:规定|要求|条款|授权|精神)?
        ，(?:经(?:研究|审查|调查)[^，。；]{0,6}，)?(?:近日|近期|日前|今[天日])?，?
    """,
    re.VERBOSE,
)
_ARTICLES = r"(?:第[一二三四五六七八九十百零\d]+条(?:之[一二三])?(?:第[一二三四五六七八九十\d]+[款项])*[、和及]?)+"
# 《甲法》第三十八条第四款，《乙条例》第十九条: one law after another.
_NEXT = re.compile(rf"[》”]?(?:[（(][^（）()，。；]{{0,24}}[）)])?(?:{_ARTICLES})?(?:[、，和与及]|以及)?[《“]?")
_SIGN = re.compile("根据|依据|依照|按照|遵照")
_HEAD = 8  # code points before the first law
# Behind who acts: 近期组织检查, 决定对甲公司进行调查, 对甲银行处以罚款.
_ACTS = regex(
    r"[”]?(?:[（(]以下[^（）()]{0,16}[）)])?(?:已|拟|近[日期]|日前|今[天日]|会同|组织|[0-9０-９年月日]|于|现|依法|经[^，。；]{0,12}，|，)*"
    "(?:决定|对|组织|开展|专门|成立|作出|启动|责令|给予|核准|批准|同意|受理|立案|出具|下发|检查|抽查|约谈|通报|将)"
)
# 制定了《某指引》: it is the paper that carries them out.
_WRITES = regex(
    r"[”]?(?:[（(]以下[^（）()]{0,16}[）)])?[^，。；《]{0,10}?(?:制定|修订|起草|印发|发布|编制|研究制定)了?[^，。；《]{0,8}[《]"
)
_DOERS = frozenset(("Regulator", "GovernmentBody", "MarketInstitution"))


def facts_of_laws(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that an authority, or the paper it writes, carries out the laws it names as its ground; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        yield from _grounded(text, sentence, here)


def _grounded(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    for at, doer in enumerate(here[1:], start=1):
        law = here[at - 1]
        if doer.entities[0].label not in _DOERS or law.entities[0].label != "PolicyDocument":
            continue
        if not _RULES.fullmatch(text, law.mention.end, doer.mention.start):
            continue
        laws, (doers, _) = _laws_to(text, here, at - 1), row_from(text, here, at)
        first = laws[0].mention.start
        if not _BY.search(text, max(sentence.start, first - _HEAD), first):
            continue
        ends = sentence.start, sentence.end
        for one, two in product(_bound(text, here, doers), laws):
            for bound, paper in product(one.entities, two.entities):
                if bound.key != paper.key:
                    yield Statement(bound.key, "implements", paper.key, *ends, "implements:law", 0.85)


def _laws_to(text: str, here: Sequence[Link], at: int) -> list[Link]:
    """The laws of the list that ends with the one at ``at``, with their articles; never empty."""
    found = [here[at]]
    for before in reversed([link for link in here[:at] if link.entities[0].label == "PolicyDocument"]):
        if not _NEXT.fullmatch(text, before.mention.end, found[0].mention.start):
            break
        found.insert(0, before)
    return found


def _bound(text: str, here: Sequence[Link], doers: Sequence[Link]) -> Sequence[Link]:
    """Who or what carries the laws out: the paper that is written, or else who acts."""
    end = doers[-1].mention.end
    if written := _WRITES.match(text, end):
        paper = [link for link in here if link.mention.start == written.end()]
        return [link for link in paper if link.entities[0].label == "PolicyDocument"]
    return doers if _ACTS.match(text, end) else ()
