"""Whose deed it is, too: 甲部会同乙部、丙局印发某通知."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_from

_WITH = re.compile("会同|联合|携手|联手|共同")
_BEFORE = regex(r"[”）)]?(?:[^，。；：、]{0,12})")  # between who leads and the word: 日前, 于5月8日
# 甲局|日前|联合乙部: 甲局 leads; not 在甲部领导下联合乙部.
_LED = regex(r"[”）)]?(?:日前|近日|近期|今日|今天|昨日|还|也|已|又|正式|主动|专门|[0-9月日于在]){0,8}")
# Behind the last partner: 等部门，全面启动 …, 等4部门共同印发了《…
_DEED = regex(
    r"""[”）)]?
        (?:等[^，。；：、]{0,12}?(?:部门|单位|机构|方面|部委|有关方|委办局|家)?)?，?
        (?P<how>[^，。；：、《“]{0,14}?)
        (?:(?P<issues>印发|下发|发布|公布|出台|制定|推出|启动|建立|创设|设立|部署开展|组织开展|开展)|(?P<holds>召开|举办|举行|主办))
        (?:了|实施)?[^，。；：、《“]{0,8}[《“]?
    """,
    re.VERBOSE,
)
# The name goes on: 某某整治|检查; or it is what another thing is about: 制定了加快|某项试点|常态化发行的十条措施.
_LONGER = regex(
    "(?:专项)?(?:检查|督查|督导|考核|评估|普查|排查|清查)|[一-龥]{1,14}?的[^，。；《]{0,8}(?:措施|意见|通知|政策|办法|方案|规定|计划)"
)
# 《某规划》由甲部会同乙局制定, 甲行与某省|联合印发《某规划》: a row of writers, some of them places, with its verb.
_ROW = regex("[”）)]?(?:等[^，。；：、与和]{0,6})?(?:[、与和同及]|以及|会同|联合)")
_WRITES = regex(
    "[”）)]?(?:等[^，。；：、与和]{0,6})?(?:联合|共同){0,2}(?:研究)?(?:印发|下发|发布|公布|出台|制定|制订|起草|编制)(?:并[印发布出台实施]{2,4})?了?(?P<next>《)?"
)
_AHEAD = regex("[》”](?:[（(][^（()）]{0,24}[）)])?(?:日前|近日|是|，)?由$")
_PLANNED = regex("[将拟]|计划|准备|研究")
_AUTHORITIES = frozenset(("Regulator", "GovernmentBody", "MarketInstitution", "Association"))
_WRITERS = _AUTHORITIES | {"Place"}
_OF_ROWS = frozenset(("联合", "共同", "会同"))
_WRITTEN = regex("[^，。；《》]{0,40}(?:印发|下发|发布|公布|出台|制定|制订|起草|编制)")
_REACH = 120  # code points around the word
_DEEDS = {"PolicyDocument": "issues", "PolicyMeasure": "issues", "Event": "holds"}
_PREDICATES = {"issues": "issues", "holds": "organizes"}


def facts_of_partners(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies named as joining in issue a policy or hold a meeting as well; ``links`` by start.

    Who leads does so too, where nothing but a date stands before the word; else it is read as everywhere.
    """
    starts = [link.mention.start for link in links]
    for match in _WITH.finditer(text):
        if match.group() in _OF_ROWS and _WRITTEN.match(text, match.end()):
            sentence = sentences[max(0, bisect_left(sentences, match.end(), key=lambda s: s.start) - 1)]
            low, high = bisect_left(starts, max(sentence.start, match.start() - _REACH)), bisect_left(starts, sentence.end)
            yield from _in_a_row(text, sentence, [link for link in links[low:high] if link.entities], match.start())
        if match.group() == "共同":
            continue
        at = bisect_left(starts, match.end())
        if not 0 < at < len(links) or starts[at] - match.end() > 2 or links[at].entities[0].label not in _AUTHORITIES:
            continue
        sentence = sentences[max(0, bisect_left(sentences, match.end(), key=lambda s: s.start) - 1)]
        low = bisect_left(starts, max(sentence.start, match.start() - _REACH))
        high = bisect_left(starts, min(sentence.end, match.end() + _REACH))
        yield from _joined(text, sentence, [link for link in links[low:high] if link.entities], match)


def _in_a_row(text: str, sentence: Sentence, here: Sequence[Link], at: int) -> Iterator[Statement]:
    """Those of a row who write a paper together that stands behind the verb, or ahead of 由."""
    inner = next((n for n, link in enumerate(here) if link.mention.start > at), len(here))
    first = last = inner - 1
    while first > 0 and _ROW.fullmatch(text, here[first - 1].mention.end, here[first].mention.start):
        first -= 1
    while 0 <= last < len(here) - 1 and _ROW.fullmatch(text, here[last].mention.end, here[last + 1].mention.start):
        last += 1
    row = here[max(0, first) : last + 1]
    if len(row) < 2 or not all(link.entities[0].label in _WRITERS for link in row) or row[0].entities[0].label == "Place":
        return
    written = _WRITES.match(text, row[-1].mention.end, sentence.end)
    if written is None:
        return
    ahead = first > 0 and _AHEAD.fullmatch(text, here[first - 1].mention.end, row[0].mention.start) is not None
    beyond = [link for link in here[last + 1 : last + 2] if written["next"] and link.mention.start == written.end()]
    for paper in [here[first - 1]] if ahead else beyond:
        for link, thing in product(row, paper.entities):
            if thing.label == "PolicyDocument":
                for body in link.entities:
                    yield Statement(body.key, "issues", thing.key, sentence.start, sentence.end, "issues:row", 0.85)


def _joined(text: str, sentence: Sentence, here: Sequence[Link], match: re.Match[str]) -> Iterator[Statement]:
    last = max((at for at, link in enumerate(here) if link.mention.end <= match.start()), default=-1)
    if last < 0 or last + 1 >= len(here) or kind_of(here[last].entities[0].label) != "Org":
        return
    if not _BEFORE.fullmatch(text, here[last].mention.end, match.start()):
        return
    partners, behind = row_from(text, here, last + 1)
    if behind >= len(here):
        return
    target = here[behind]
    deed = _DEED.fullmatch(text, partners[-1].mention.end, target.mention.start)
    if deed is None or deed.group(kind := _DEEDS.get(target.entities[0].label, "issues")) is None:
        return
    if target.entities[0].label not in _DEEDS or _LONGER.match(text, target.mention.end):
        return
    modality: Modality = "Planned" if _PLANNED.search(text, match.end(), deed.start(kind)) else "Asserted"
    ends = sentence.start, sentence.end
    leads = _LED.fullmatch(text, here[last].mention.end, match.start()) is not None
    for link, thing in product([*here[last : last + leads], *partners], target.entities):
        for body in link.entities:
            if body.label in _AUTHORITIES:
                predicate = _PREDICATES[kind]
                yield Statement(body.key, predicate, thing.key, *ends, f"{predicate}:partners", 0.85, modality)
