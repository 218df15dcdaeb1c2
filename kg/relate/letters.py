"""Letters of those who supervise: 甲证监局向乙公司下发关注函, 乙公司收到甲证监局的问询函."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kg.records import Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, row_to, signed

_LETTER = "(?:关注函|问询函|监管工作函|工作函|问询|质询函|督办函|提示函|约谈)"
_SIGN = re.compile(_LETTER)
# 甲局|等多部门，对全市18家平台公司以及|乙公司
_TO = re.compile(r"[”）)]?(?:[^，。；：、]{0,10}|等[^，。；：、]{0,24}，?)?[向对给](?:[^，。；：、]{2,20}(?:以及|及|和))?[“]?")
# 乙公司|、丙公司两家头部平台进行警示约谈
_SENT = regex(
    rf"""[”）)]?(?:及[^，。；]{{0,10}})?(?:等?(?:[一二三四五六七八九十两\d]+[家个])?(?:[^，。；]{{0,10}}(?:平台|企业|公司|机构)))?
        (?:下发|发出|发送|发|出具|送达|提出|进行|开展|实施)(?:了|一份)?
        [^，。；]{{0,14}}?{_LETTER}""",
    re.VERBOSE,
)
# 甲局|依法约谈|乙公司, 甲局|以联席会议名义，联合约谈|乙公司
_SUMMONS = re.compile(
    r"[”）)]?(?:等[^，。；：、]{0,16})?(?:以[^，。；]{2,24}名义，?)?"
    r"(?:依法|联合|集中|再次|再度|分别|先后|紧急|共同|日前|近日|今[天日]|已|又|对其)*约谈了?[“]?"
)
# Who summons with them: 甲部|会同|乙办
_WITH = re.compile(r"[”）)]?(?:联合|会同|协同|携手|与|和)[“]?")
# Firms of the sentence behind: 被约谈的平台公司有|乙公司、丙公司
_SUMMONED = re.compile(r"(?:此次|本次|此番)?被约谈的?[^，。；]{0,14}(?:有|包括|分别是|分别为|为|是|系)：?[“]?$")
_GOT = regex(r"[”）)]?(?:（[^（）]{0,30}）)?(?:[^。；]{0,16})?(?:收到|接到|遭到|遭|被)了?(?:来自)?")
_FROM = regex(rf"[”）)]?(?:[^，。；]{{0,12}}?(?:下发|发出|发送|发来|出具|送达))?(?:的)?[^，。；]{{0,10}}?{_LETTER}")
_HEADS = frozenset(("Regulator", "GovernmentBody"))
_HEARD = frozenset(("Company", "Bank", "Organization", "MarketInstitution", "Platform"))


def facts_of_letters(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that an authority supervises the firms it writes to; ``links`` by start."""
    heads: list[Link] = []
    for sentence, named in signed(text, sentences, links, _SIGN):
        here = [link for link in named if kind_of(link.entities[0].label) in ("Org", "Platform")]
        if here and _SUMMONED.search(text, sentence.start, here[0].mention.start):
            for head in heads:
                yield from _facts(sentence, head, row_from(text, here, 0)[0])
        heads = _summoning(text, sentence, here)
        for index, (one, two) in enumerate(pairwise(here)):
            between = one.mention.end, two.mention.start
            if one.entities[0].label in _HEADS and _TO.fullmatch(text, *between):
                firms = row_from(text, here, index + 1)[0]
                if _SENT.match(text, firms[-1].mention.end, sentence.end):
                    for head in _heads(text, here, index):
                        yield from _facts(sentence, head, firms)
            elif one.entities[0].label in _HEADS and _SUMMONS.fullmatch(text, *between):
                for head in _heads(text, here, index):
                    yield from _facts(sentence, head, row_from(text, here, index + 1)[0])
            elif two.entities[0].label in _HEADS and _got(text, one, two, sentence.end):
                yield from _facts(sentence, two, [one])


def _summoning(text: str, sentence: Sentence, here: Sequence[Link]) -> list[Link]:
    """The authorities that summon somebody in the sentence; the firms may be told behind it."""
    verb = text.find("约谈", sentence.start, sentence.end)
    before = [at for at, link in enumerate(here) if link.mention.end <= verb and link.entities[0].label in _HEADS]
    return _heads(text, here, before[-1]) if before else []


def _heads(text: str, here: Sequence[Link], index: int) -> list[Link]:
    """The authorities of the list that ends at ``index``, and of those that they act with: 甲部会同乙办、丙局."""
    found = row_to(text, here, index)
    at = index - len(found)
    if at >= 0 and here[at].entities[0].label in _HEADS and _WITH.fullmatch(text, here[at].mention.end, found[0].mention.start):
        found = [*row_to(text, here, at), *found]
    return [head for head in found if head.entities[0].label in _HEADS]


def _got(text: str, firm: Link, head: Link, end: int) -> bool:
    """Whether the firm got a letter of the authority behind it."""
    if _GOT.fullmatch(text, firm.mention.end, head.mention.start) is None:
        return False
    return _FROM.match(text, head.mention.end, end) is not None


def _facts(sentence: Sentence, head: Link, firms: Sequence[Link]) -> Iterator[Statement]:
    for firm in firms:
        for one, two in product(head.entities, firm.entities[:1]):
            if two.label in _HEARD and one.key != two.key:
                yield Statement(one.key, "supervises", two.key, sentence.start, sentence.end, "supervises:letter", 0.85)
