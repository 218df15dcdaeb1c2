"""Letters of those who supervise: 甲证监局向乙公司下发关注函, 乙公司收到甲证监局的问询函."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kg.records import Link, Sentence, Statement
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, signed

_LETTER = "(?:关注函|问询函|监管工作函|工作函|问询|质询函|督办函|提示函|约谈)"
_SIGN = re.compile(_LETTER)
_TO = re.compile(r"[”）)]?(?:[^，。；：、]{0,10})?[向对给]")
_SENT = re.compile(
    rf"""[”）)]?(?:及[^，。；]{{0,10}})?(?:下发|发出|发送|发|出具|送达|提出|进行)(?:了|一份)?
        [^，。；]{{0,14}}?{_LETTER}""",
    re.VERBOSE,
)
_GOT = re.compile(r"[”）)]?(?:（[^（）]{0,30}）)?(?:[^。；]{0,16})?(?:收到|接到|遭到|遭|被)了?(?:来自)?")
_FROM = re.compile(rf"[”）)]?(?:[^，。；]{{0,12}}?(?:下发|发出|发送|发来|出具|送达))?(?:的)?[^，。；]{{0,10}}?{_LETTER}")
_HEADS = frozenset(("Regulator", "GovernmentBody"))
_HEARD = frozenset(("Company", "Bank", "Organization", "MarketInstitution", "Platform"))


def facts_of_letters(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that an authority supervises the firms it writes to; ``links`` by start."""
    for sentence, named in signed(text, sentences, links, _SIGN):
        here = [link for link in named if kind_of(link.entities[0].label) == "Org"]
        for index, (one, two) in enumerate(pairwise(here)):
            between = one.mention.end, two.mention.start
            if one.entities[0].label in _HEADS and _TO.fullmatch(text, *between):
                firms = row_from(text, here, index + 1)[0]
                if _SENT.match(text, firms[-1].mention.end, sentence.end):
                    yield from _facts(sentence, one, firms)
            elif two.entities[0].label in _HEADS and _got(text, one, two, sentence.end):
                yield from _facts(sentence, two, [one])


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
