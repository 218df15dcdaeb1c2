"""Who is punished together: all that are listed between 对 and the penalty, posts between them or not.

某局对甲公司、时任董事长乙、总经理丙给予警告，并分别处以罚款 punishes three.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of

_PENALTIES = (
    "警示函|监管函|警告|罚款|罚没|没收|通报批评|谴责|责令改正|监管措施|处罚|处分|禁入|监管谈话|监管警示|认定|暂停执业|吊销"
)
# 等责任人分别给予|警告, 违规行为处以40万元|罚款
_PUNISHED = regex(
    rf"""[”）)]?(?:等[^，。；]{{0,12}})?(?:[^，。；]{{0,10}}(?:行为|问题|违规))?，?
        (?:分别|均|依法|拟|合计|共|同时|予以|并|作出|做出|给予|采取|出具|实施|处以|开出|处|的|了|进行)*
        [^，。；]{{0,8}}?(?:{_PENALTIES})""",
    re.VERBOSE,
)
# Posts: 时任董事长, 财务总监兼副总经理, 2016年重组项目主办人.
_POST = r"(?:\d{4}年)?[一-龥兼暨]{0,20}?"
_FIRST = regex(rf"(?<![面针相])对(?:该?公司[、及和])?[“]?{_POST}$")
# Between two who are punished: 、时任董事长, 以及其财务总监.
_NEXT = regex(rf"[”）)]?(?:（[^（）]{{0,30}}）)?(?:[、，和与及]|以及)(?:并?对)?{_POST}")
_OF_FIRM = regex(r"(?:的|\d{4}年|时任|原|现任)?[一-龥]{2,20}")  # 对甲公司|董事长|乙: 甲公司 is only where he is
_LED_IN = re.compile(r"[”）)]?(?:（[^（）]{0,30}）)?[^，。；：]{0,10}，?(?:决定|依法|拟|近日|日前|分别)*")
# 证监局拟决定：\n一、|对甲公司给予警告；\n二、|对乙给予警告
_LISTING = re.compile("(?:决定|如下|处罚|处理)(?:如下)?：\\s*$")
_MARK = r"(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.、．])"
_ITEM = regex(rf"\s*{_MARK}\s*对")
_IN_ITEM = regex(rf"[：；。]\s*{_MARK}\s*$")
# ，被|证监会|没收业务收入, 遭|某局|警告并罚款
_SUFFERS = re.compile("(?:被|遭到?|受到|收到)(?:来自)?[“]?$")
_DEALT = re.compile(
    rf"""[”）)]?(?:等[^，。；]{{0,8}})?(?:的|依法|拟|合计|共|先后|分别|予以|给予|处以|处|采取|出具|作出|开出|实施)*
        [^，。；：]{{0,8}}?(?:{_PENALTIES}|罚\d)""",
    re.VERBOSE,
)
# Between a firm and the clauses of why it is punished: 公司|公告称，, 甲银行|因…
_ABOUT = re.compile("(?:公告|披露|发布|因|由于|也|及|则|同样|日前|近日|此前|收到|有限公司|股份)")
_ANOTHER = re.compile("因|由于|被|遭|涉嫌|存在")  # 甲银行披露，其子公司|乙理财|因…
_HEADS = frozenset(("Regulator", "GovernmentBody", "MarketInstitution"))
_PLANNED = regex("拟|告知书")
_SIGN = re.compile(_PENALTIES)
_OPENING = 12  # code points from the head of a sentence to whom it is about
_NEAR = 30  # code points from 对 to the first name


def facts_of_sanctions(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of penalties against everybody listed; ``links`` by start."""
    starts = [link.mention.start for link in links]
    head: Link | None = None
    for sentence in sentences:
        listing = _LISTING.search(text, sentence.start, sentence.end) is not None
        if _SIGN.search(text, sentence.start, sentence.end) is None and not listing:
            head = None
            continue
        at, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [link for link in links[at:end] if link.entities]
        yield from _punished(text, sentence, here, head)
        yield from _suffered(text, sentence, here)
        heads = (link for link in reversed(here) if link.entities[0].label in _HEADS)
        follows = _ITEM.match(text, sentence.end) is not None
        head = next(heads, head) if text[sentence.end - 1] == "；" or listing or follows else None


def _punished(text: str, sentence: Sentence, here: Sequence[Link], head: Link | None) -> Iterator[Statement]:
    at = 0
    while at < len(here):
        link = here[at]
        before = text[max(sentence.start, link.mention.start - _NEAR) : link.mention.start]
        named = _FIRST.search(before)
        if head is not None and named and kind_of(link.entities[0].label) in ("Org", "Person"):
            found, at = _listed(text, here, at)
            start = link.mention.start - len(before) + named.start()
            if _led(text, sentence, head, start) and _PUNISHED.match(text, found[-1].mention.end, sentence.end):
                modality: Modality = "Planned" if _PLANNED.search(text, head.mention.end, start) else "Asserted"
                yield from _facts(sentence, head, found, modality)
            continue
        if link.entities[0].label in _HEADS:
            head = link
        at += 1


def _suffered(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """Whom a sentence is about that tells of reasons first: 甲证券公告称，因…勤勉尽责，被|证监会|没收收入."""
    for at, head in enumerate(here):
        start = head.mention.start
        if head.entities[0].label not in _HEADS or not _SUFFERS.search(text, max(sentence.start, start - 5), start):
            continue
        if _DEALT.match(text, head.mention.end, sentence.end) is None:
            continue
        first = here[0]
        told = kind_of(first.entities[0].label) == "Org" and first.entities[0].label not in _HEADS
        another = any(_ANOTHER.match(text, link.mention.end, start) for link in here[1:at] if kind_of(link.entities[0].label))
        opens = not another and first.mention.start - sentence.start <= _OPENING and _ABOUT.match(text, first.mention.end)
        if at and told and opens and "，" in text[first.mention.end : start]:
            modality: Modality = "Planned" if "拟" in text[head.mention.end : head.mention.end + 6] else "Asserted"
            yield from _facts(sentence, head, [first], modality)


def _led(text: str, sentence: Sentence, head: Link, end: int) -> bool:
    """Whether the authority stands before 对 in its clause, or punished others in the clause before."""
    between = text[head.mention.end : end]
    if _IN_ITEM.search(between):
        return True
    if head.mention.start < sentence.start or _SIGN.search(between):
        return "。" not in between and between[-1:] in ("；", "，", "并", "拟") and _SIGN.search(between) is not None
    return _LED_IN.fullmatch(between) is not None


def _listed(text: str, here: Sequence[Link], at: int) -> tuple[list[Link], int]:
    """Everybody listed from ``at`` on, and where the next name stands; a firm that only says whose post it is left out."""
    behind = here[at + 1] if at + 1 < len(here) else None
    if behind and behind.entities[0].label == "Person" and _OF_FIRM.fullmatch(text, here[at].mention.end, behind.mention.start):
        at += 1
    found = [here[at]]
    for link in here[at + 1 :]:
        if kind_of(link.entities[0].label) not in ("Org", "Person"):
            break
        if not _NEXT.fullmatch(text, found[-1].mention.end, link.mention.start):
            break
        found.append(link)
    return found, at + len(found)


def _facts(sentence: Sentence, head: Link, found: Sequence[Link], modality: Modality) -> Iterator[Statement]:
    for one in head.entities:
        for link in found:
            for two in link.entities:
                if two.key != one.key:
                    ends = sentence.start, sentence.end
                    yield Statement(one.key, "penalizes", two.key, *ends, "penalizes:listed", 0.85, modality)
