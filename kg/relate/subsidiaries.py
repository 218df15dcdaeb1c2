"""Subsidiaries: a firm named as that of the body before or behind it (甲银行全资子公司乙理财, 乙理财是甲银行子公司)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, signed

_KIND = r"(?:境外|境内|香港|海外|金融|科技|理财|资管|基金|一级|二级|间接|直接|持牌|专业|另类投资|私募基金|期货)?"
_CHILD = rf"(?:全资|控股|并表|直属|核心|重要|主要|{_KIND}){{0,3}}(?:子公司|孙公司|附属公司|子行|附属机构)"
# 甲银行的全资子公司|乙理财, 甲集团及其控股子公司|乙公司, 甲置地及所属|乙生活
_OWNS = regex(
    rf"""(?:的|旗下的?|下属的?|所属的?|[及和与]其?(?:旗下|下属|所属|的)?)?{_CHILD}(?:——|—|：)?[“]?
      | [及和与]其?(?:所属|下属|旗下)的?[“]?""",
    re.VERBOSE,
)
# 甲银行拟出资160亿元设立全资子公司|乙理财
_FOUNDS = regex(rf"(?P<how>[^。；《》]{{0,50}}?)(?:发起|出资|投资|独资|全资|新)?(?:设立|成立|组建|筹建)了?{_CHILD}[“]?")
# 乙理财|是|甲银行|的全资子公司
# 乙公司成立于2019年，是|甲公司|的全资子公司; 乙公司成为|甲公司|控股子公司
_IS = regex(
    r"[”）)]?(?:（[^（）]{0,40}）)?(?:成立于[^，。；]{1,12}，)?(?:，|均|同|现|也|则)*(?P<how>将|拟)?(?:[是为系]|成为|变为|作为|隶属于?)"
)
_OF = regex(rf"[”）)]?(?:在[一-龥]{{2,5}})?(?:的|旗下的?|下属的?|所属的?|下设的?)?{_CHILD}")
# 甲公司披露，其全资子公司|乙公司; 甲公司拟向控股子公司|乙公司|增资, 甲公司通过子公司|乙公司
_ITS = regex(rf"[”）)]?[^。；]{{0,30}}?(?:其|旗下|[向对由为]|通过|委托)(?:公司)?{_CHILD}[“]?")
# 乙公司|隶属于|甲集团; 甲集团|是|乙公司|的控股股东
_BELONGS = regex("[”）)]?(?:现|目前|均|直接|同|分别|一直)?(?:隶属|归属|从属)于?[“]?")
_IS_PARENT = regex("[”）)]?(?:现|目前|均|同时|也)?[是为系][“]?")
# 某局|由|某委|管理
_RUN_BY = regex("(?:，|现|目前)*[是为系]?由")
_RUNS = regex("(?:归口|负责)?管理(?=[，。；]|的国家局|$)")
_OFFICES = frozenset(("GovernmentBody", "Regulator"))
_OF_CHILD = regex("[”）)]?的(?:间接)?(?:控股股东|母公司|控股母公司)")
# ，是|甲银行|的控股子公司: said of who the sentence is about
_AND_IS = regex("，(?:现|目前|也|均|同时|目前)?[是为系][“]?$")
# 乙公司的母公司|甲集团
_PARENT = regex("[”）)]?的?母公司(?:为|是|系|——)?[“]?")
_RULE = "partOf:subsidiary"
_MANY, _BACK = 12, 120  # names and code points looked back for the firm spoken of
_OPENING = 6  # code points from the head of a sentence to who it is about
_WEIGHED = frozenset(
    f"partOf:{word}" for word in ("下设", "下属", "旗下", "所属", "隶属", "子公司", "控股", "设立", "成立", "控股子公司")
)
# The firm spoken of before: 其全资子公司|乙公司, 公司控股子公司|乙公司
_OWN = regex(rf"(?<![一-龥])(?:其|本?公司|该公司)(?:的|旗下|下属)?{_CHILD}[“]?$")
_REACH = 24  # code points of it
_PLANNED = regex("拟|计划|将|申请|筹划|有意|考虑")
_SIGN = re.compile("[隶归从]属|由[^，。；]{2,16}管理|控股股东|[子孙母]公司|附属[公机]|子行|[及和与]其?[所下]属|及其?旗下")


def facts_of_subsidiaries(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that subsidiaries belong to their parents, and who founds them; ``links`` by start."""
    for sentence, named in signed(text, sentences, links, _SIGN):
        here = [link for link in named if kind_of(link.entities[0].label) == "Org"]
        if here and (house := _house(text, sentence, links, here[0])) is not None:
            yield from _part(sentence, here[0].entities, [house], "partOf")
        elif len(here) > 1 and _OWN.search(text, max(sentence.start, here[1].mention.start - _REACH), here[1].mention.start):
            yield from _part(sentence, here[1].entities, here[0].entities[-1:], "partOf")
        for one, two in pairwise(range(len(here))):
            yield from _between(text, sentence, here, one, two)
        for parent in here[2:] if here and here[0].mention.start - sentence.start <= _OPENING else ():
            said = _AND_IS.search(text, max(sentence.start, parent.mention.start - 6), parent.mention.start)
            if said and _OF.match(text, parent.mention.end):
                yield from _part(sentence, here[0].entities, parent.entities[-1:], "partOf")


def _house(text: str, sentence: Sentence, links: Sequence[Link], child: Link) -> Entity | None:
    """The one firm of the sentence before, where this one speaks of a subsidiary of 其 or 公司 without another firm."""
    if not _OWN.search(text, max(sentence.start, child.mention.start - _REACH), child.mention.start):
        return None
    at = bisect_left(links, sentence.start, key=lambda link: link.mention.start)
    paragraph = text.rfind("\n", 0, sentence.start)
    named: dict[str, Entity] = {}
    for link in reversed(links[max(0, at - _MANY) : at]):
        if link.mention.start < max(paragraph, sentence.start - _BACK):
            break
        if link.entities and link.entities[0].label in ("Company", "Bank"):
            named[link.entities[0].key] = link.entities[0]
    return next(iter(named.values())) if len(named) == 1 else None


def without_other_parents(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without weighed readings of whose part a firm is, in sentences where a construction says it."""
    found = list(statements)
    told = {(s.start, s.subject): s.object for s in found if s.rule == _RULE}
    return [
        s
        for s in found
        if s.rule not in _WEIGHED or (told.get((s.start, s.subject), s.object) == s.object and (s.start, s.object) not in told)
    ]


def _between(text: str, sentence: Sentence, here: Sequence[Link], one: int, two: int) -> Iterator[Statement]:
    start, end = here[one].mention.end, here[two].mention.start
    if _OWNS.fullmatch(text, start, end):
        for child in row_from(text, here, two)[0]:
            yield from _part(sentence, child.entities, here[one].entities[-1:], "partOf")
    elif founded := _FOUNDS.fullmatch(text, start, end):
        modality: Modality = "Planned" if _PLANNED.search(founded["how"]) else "Asserted"
        yield from _part(sentence, here[two].entities, here[one].entities[-1:], "partOf", modality)
        yield from _part(sentence, here[one].entities[-1:], here[two].entities, "establishes", modality)
    elif (belongs := _IS.fullmatch(text, start, end)) and _OF.match(text, here[two].mention.end):
        sure: Modality = "Planned" if belongs["how"] else "Asserted"
        yield from _part(sentence, here[one].entities, here[two].entities[-1:], "partOf", sure)
    elif _RUN_BY.fullmatch(text, start, end) and _RUNS.match(text, here[two].mention.end):
        if {here[one].entities[0].label, here[two].entities[0].label} <= _OFFICES:
            yield from _part(sentence, here[one].entities, here[two].entities[-1:], "partOf")
    elif _PARENT.fullmatch(text, start, end) or _BELONGS.fullmatch(text, start, end):
        yield from _part(sentence, here[one].entities, here[two].entities[-1:], "partOf")
    elif (_IS_PARENT.fullmatch(text, start, end) and _OF_CHILD.match(text, here[two].mention.end)) or (
        here[one].entities[0].label in ("Company", "Bank") and _ITS.fullmatch(text, start, end)
    ):
        yield from _part(sentence, here[two].entities, here[one].entities[-1:], "partOf")


def _part(
    sentence: Sentence, left: Sequence[Entity], right: Sequence[Entity], predicate: str, modality: Modality = "Asserted"
) -> Iterator[Statement]:
    for one in left:
        for two in right:
            if one.key != two.key:
                ends = sentence.start, sentence.end
                yield Statement(one.key, predicate, two.key, *ends, f"{predicate}:subsidiary", 0.85, modality)
