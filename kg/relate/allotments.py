"""Who sends money in an emergency: 甲部、乙部紧急预拨2亿元某救灾资金."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.records import Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import row_to

_SENT = regex(r"紧急(?:预拨|下拨|下达|拨付|调拨|追加)(?P<sum>[^，。；]{0,16}元)?")
_TO_WHOM = regex(r"[”]?(?:(?:向|会同|再次|今[天日]|[^，。；]{0,3}[日月])[^，。；]{0,24})?")
_BODIES = frozenset(("GovernmentBody", "Regulator"))
_REACH = 60  # code points around the verb


def facts_of_allotments(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies listed before the verb act together and draw on the fund named behind it; ``links`` by start."""
    if "紧急" not in text:
        return
    starts = [link.mention.start for link in links]
    for sentence in sentences:
        for match in _SENT.finditer(text, sentence.start, sentence.end):
            low, high = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
            here = [link for link in links[bisect_left(starts, low) : bisect_left(starts, high)] if link.entities]
            yield from _sent(text, sentence, here, match)


def _sent(text: str, sentence: Sentence, here: Sequence[Link], match: re.Match[str]) -> Iterator[Statement]:
    before = [at for at, link in enumerate(here) if link.mention.end <= match.start() and link.entities[0].label in _BODIES]
    if not before or not _TO_WHOM.fullmatch(text, here[before[-1]].mention.end, match.start()):
        return
    senders = [e for link in row_to(text, here, before[-1]) for e in link.entities if e.label in _BODIES]
    ends = sentence.start, sentence.end
    for one, two in combinations(senders, 2):
        if one.key != two.key:
            yield Statement(one.key, "cooperatesWith", two.key, *ends, "cooperatesWith:allotment", 0.85)
    if match["sum"] is None:
        return
    for link in here:
        if link.mention.start == match.end() and link.entities[0].label == "PolicyMeasure":
            for sender in senders:
                yield Statement(sender.key, "uses", link.entities[0].key, *ends, "uses:allotment", 0.8)
