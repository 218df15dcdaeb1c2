"""What a measure serves, and whose it is: 实施甲试点是落实乙战略的重要举措, 实施甲战略，是丙作出的重大决策."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_from

_IS = re.compile("[是为](?!否|指|由)")
# Between a measure and what it is: 甲试点工作，也是
_TOPIC = re.compile(
    r"[”》）)]?(?:健康|稳步|深入|全面)?(?:发展|建设|工作|试点|改革|制度|政策|实施|推进)?，?(?:[也既正更还都]|都是|本身)?"
)
_TO = regex(r"[^，。；：]{0,40}?[“《]?")  # 是落实党中央关于加快建立
_MEANS = regex(
    r"""[”》）)]?(?:建设|发展|实施|决策部署|部署|战略|目标|的){0,3}
        的?(?:一[项个]|又一)?(?:十分|非常|最)?
        (?:重要|重大|关键|具体|务实|有力|有效|基础性|战略性|突破性|核心|必要|客观|标志性|惠民|政策|改革|制度性|的){0,4}
        (?:举措|抓手|重头戏|措施|之举|途径|路径|政策工具|工具|载体|突破口|着力点|支撑)
    """,
    re.VERBOSE,
)
_PART = re.compile(
    r"[”》）)]?(?:中|里)?的?(?:一个|十分|最)?(?:重要|关键|核心|有机|基本){0,2}(?:组成部分|构成部分|内容|一环|环节)"
)
_DECIDED = regex(
    r"[”》）)]?[^，。；：]{0,24}?(?:作出|做出|提出|确定|部署|推出|制定)的?[^，。；：]{0,8}?(?:决策|部署|战略|安排|决定|倡议|举措)"
)
# 作为乙改革五大重点任务之一的甲
_ONE_OF = regex(r"[”》]?[^，。；：]{0,10}(?:任务|内容|举措|工程|行动|工作|支柱|部分)之一的[“《]?")
_AS = re.compile("(?:作为|是)[^，。；：]{0,6}$")
_LEAD = 10  # code points of it
_MANY = 20  # names behind a measure that may tell of it
_POLICY = frozenset(("PolicyMeasure", "PolicyDocument"))
_ISSUERS = frozenset(("GovernmentBody", "Regulator"))


def facts_of_purposes(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that one policy implements or is part of another, or that a body decided on it; ``links`` by start."""
    starts = [link.mention.start for link in links]
    for at, link in enumerate(links):
        if not link.entities or link.entities[0].label not in _POLICY:
            continue
        if not _is_told_of(text, link):
            continue
        sentence = sentences[max(0, bisect_left(sentences, link.mention.end, key=lambda s: s.start) - 1)]
        here = [other for other in links[at : min(at + _MANY, bisect_left(starts, sentence.end))] if other.entities]
        if len(here) < 2:
            continue
        for subject, predicate, object_ in (*_served(text, sentence, here), *_one_of(text, here)):
            if subject.key != object_.key:
                ends = sentence.start, sentence.end
                yield Statement(subject.key, predicate, object_.key, *ends, f"{predicate}:purpose", 0.85)


def _is_told_of(text: str, link: Link) -> bool:
    """Whether it may be said here what a measure is, or what one of its parts is."""
    start = link.mention.start
    gap = _TOPIC.match(text, link.mention.end)
    said = gap is not None and _IS.match(text, gap.end()) is not None
    return said or _AS.search(text, max(0, start - _LEAD), start) is not None


def _served(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[tuple[Entity, str, Entity]]:
    """What follows the measure that ``here`` begins with: 是…的重要举措，是…的重头戏."""
    topic, at = here[0], 1
    gap = _TOPIC.match(text, topic.mention.end)
    start = gap.end() if gap else topic.mention.end
    while at < len(here) and (copula := _IS.match(text, start, sentence.end)):
        goal = here[at]
        if not _TO.fullmatch(text, copula.end(), goal.mention.start):
            return
        if kind_of(goal.entities[0].label) == "Org":
            if goal.entities[0].label in _ISSUERS and goal.mention.start - copula.end() <= 2:
                row, _ = row_from(text, here, at)
                if _DECIDED.match(text, row[-1].mention.end, sentence.end):
                    for one, policy in product(row, topic.entities):
                        yield from ((body, "issues", policy) for body in one.entities)
                    return
            at = next((n for n in range(at, len(here)) if here[n].entities[0].label in _POLICY), len(here))
            if at == len(here):
                return
            goal = here[at]
            if not _TO.fullmatch(text, copula.end(), goal.mention.start):
                return
        if goal.entities[0].label not in _POLICY:
            return
        predicate, stop = _relation(text, goal.mention.end, sentence.end)
        if not predicate:
            return
        yield from ((one, predicate, two) for one, two in product(topic.entities, goal.entities))
        at += 1
        start = stop + 1 if text[stop : stop + 1] in "，、" else stop
        start += text[start : start + 1] in "也更"


def _relation(text: str, start: int, end: int) -> tuple[str, int]:
    for said, predicate in ((_MEANS, "implements"), (_DECIDED, "implements"), (_PART, "partOf")):
        match = said.match(text, start, end)
        if match is not None:
            return predicate, match.end()
    return "", start


def _one_of(text: str, here: Sequence[Link]) -> Iterator[tuple[Entity, str, Entity]]:
    """作为乙改革五大重点任务之一的甲: ``here`` begins with the whole."""
    whole, part = here[0], here[1]
    if part.entities[0].label != "PolicyMeasure" or not _ONE_OF.fullmatch(text, whole.mention.end, part.mention.start):
        return
    if _AS.search(text, max(0, whole.mention.start - _LEAD), whole.mention.start):
        yield from ((one, "partOf", two) for one, two in product(part.entities, whole.entities))
