"""What a paper or a meeting is for: 为落实《甲规划》，乙局印发《丙方案》; 依据《丁法》等法律，制定本规程."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import row_from, signed

_SIGN = regex(
    "为[^，。；]{0,12}(?:贯彻|落实|响应|践行|执行|推进|推动|实施|做好|服务|助力|深化)|(?:根据|依据|依照|按照)[^，。；]{0,24}[《“]"
    "|(?:(?<=[。\n])|^)(?:深入|全面|认真|切实|积极|学习)*(?:贯彻|落实|实施)"
)
_HOW = (
    "(?:进一步|全面|深入|积极|更好地?|切实|认真|有效|扎实|坚决|加快|持续|主动|统筹|高质量|及时|抓紧|继续|大力|着力|全力|稳妥"
    "|有力|抓好|学习|具体)*"
)
_DOES = "(?:贯彻落实|落实落细|落实|贯彻|响应|践行|执行|推进|推动|实施|做好|服务|助力|深化|打好|打赢|配合)"
# 为深入贯彻落实, and what goes on with it: ，加快落实. Before the aim itself: 党中央、国务院关于.
_AIM = regex(
    rf"""(?:(?:^|[，。；：\s、）)])[^，。；：]{{0,16}}?为了?{_HOW}{_DOES}|(?:^|，){_HOW}{_DOES}|[、和及]{_HOW}{_DOES}|(?:根据|依据|依照|按照))
         (?:好|落实)?[^，。；：]{{0,24}}?[《“]?$""",
    re.VERBOSE,
)
_OPENS = regex(rf"为了?{_HOW}{_DOES}|^{_HOW}{_DOES}|根据|依据|依照|按照")
# Of a list of aims.
_MORE = regex(r"[”》）)]?(?:[（(][^（）()]{1,24}[）)])?(?:第[^，。；]{1,14}[条款项])?[、，和及与]?(?:以及)?[《“]?")
_HEAD = 60  # code points before an aim
_MOST = 15  # aims and doers: more are a roll of names
_REACH, _MANY = 300, 100  # code points and names looked back at: a sentence may be a million long
_OWN = regex(
    r"，[^，。；]{0,24}?(?:制定|制订|提出|编制|形成)(?:了|如下|以下)?本?(?P<noun>办法|规程|细则|指引|规定|意见|方案|条例|准则|规则|措施|规划|纲要|规范|计划)"
)
_ALSO = "(?:研究|联合|共同|组织|正式|近日|日前|印发|牵头|[了，])*"
_WRITES = rf"""{_ALSO}(?:会同[^，。；《]{{0,20}}{_ALSO})?
         (?:印发|发布|制定|制订|修订|出台|公布|下发|起草|编制|研究制定|推出|召开|举行|举办|主办|组织召开)
         [^，。；《“]{{0,10}}[《“]?"""
# 甲局近日印发了《乙方案》, 甲局召开乙会议.
_DEED = regex(rf"[”）)]?(?:等[^，。；《]{{0,10}})?(?:[（(][^（）()]{{1,16}}[）)])?{_WRITES}", re.VERBOSE)
_FOR = regex(rf"[”）)]?为了?{_HOW}{_DOES}")
_THEN = regex(rf"[^，。；]{{0,24}}，(?:[日月年\d今近前天]{{2,6}}，?)?{_WRITES}", re.VERBOSE)
_BY = regex("(?:根据|依据|依照|按照)[^，。；]*$")
_LEAD = regex(r"(?:[，。；：\s]|由|经[^，。；]{1,16}同意，|[日天期月年]，?|^)[“]?$")
_TAIL = regex(r"[（(][^（）()]*[）)]$")  # （试行）
_BODIES = frozenset(
    ("GovernmentBody", "Regulator", "MarketInstitution", "Association", "Bank", "Company", "Organization", "Place")
)
_POLICIES = frozenset(("PolicyMeasure", "PolicyDocument"))


def facts_of_aims(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that a paper or a meeting carries out what it is written or held for, and so does who is behind it."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        aims = list(_aims(text, sentence, here))
        if not aims:
            continue
        doers = list(_doers(text, sentence, here, aims[-1])) or list(_own(text, sentence, links, aims))
        for link, (doer, name) in product(aims[:_MOST], doers[:_MOST]):
            for aim in link.entities:
                if aim.key != doer.key and not (name and (name in aim.name or _is_cited(text, sentence, link))):
                    yield Statement(doer.key, "implements", aim.key, sentence.start, sentence.end, "implements:aim", 0.8)


def _aims(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """The policies named as what something is done for or by."""
    last: Link | None = None
    for link in here:
        start = link.mention.start
        if link.entities[0].label not in _POLICIES:
            continue
        goes_on = last is not None and _MORE.fullmatch(text, last.mention.end, start) is not None
        if goes_on or _AIM.search(_head(text, sentence, start)):
            if last is None and not goes_on and not _opens(text, sentence, start):
                continue
            last = link
            yield link


def _head(text: str, sentence: Sentence, start: int) -> str:
    """What stands before an aim; of a long sentence whole clauses."""
    if start - sentence.start <= _HEAD:
        return text[sentence.start : start]
    cut = text.find("，", start - _HEAD, start)
    return text[cut:start] if cut >= 0 else ""


def _opens(text: str, sentence: Sentence, start: int) -> bool:
    """Whether the aim clause begins its sentence."""
    return _OPENS.search(text[sentence.start : min(start, sentence.start + _REACH)].lstrip()) is not None


def _doers(text: str, sentence: Sentence, here: Sequence[Link], aim: Link) -> Iterator[tuple[Entity, str]]:
    """The paper or meeting that comes of an aim, and who is behind it, by name: who wrote the aim carries it out by papers."""
    at = 0
    while at < len(here):
        row, behind = row_from(text, here, at)
        first = row[0]
        if first.entities[0].label in _BODIES:
            ahead = _FOR.match(text, row[-1].mention.end, sentence.end) is not None  # 甲局为落实乙，印发丙
            done = _THEN.match(text, aim.mention.end, sentence.end) if ahead else None
            if first.mention.start >= aim.mention.end:
                done = _DEED.match(text, row[-1].mention.end, sentence.end)
            if done and _LEAD.search(text[max(sentence.start, first.mention.start - 20) : first.mention.start]):
                made = [x for x in here[behind:] if x.mention.start == done.end()]
                if made and made[0].entities[0].label in ("PolicyDocument", "Event"):
                    yield from ((entity, "") for entity in made[0].entities)
                    yield from ((entity, link.mention.surface) for link in row for entity in link.entities)
                return
        at = behind


def _own(text: str, sentence: Sentence, links: Sequence[Link], aims: Sequence[Link]) -> Iterator[tuple[Entity, str]]:
    """The paper that speaks of itself: 制定本办法."""
    own = _OWN.search(text, aims[-1].mention.end, sentence.end)
    if own is None or not any(word in own.group() for word in ("本", "如下", "以下")):
        return
    cited = {entity.key for link in aims for entity in link.entities}
    before = bisect_left(links, sentence.start, key=lambda link: link.mention.start)
    for link in reversed([link for link in links[max(0, before - _MANY) : before] if link.entities]):
        entity = link.entities[0]
        if entity.label == "PolicyDocument" and entity.key not in cited and _TAIL.sub("", entity.name).endswith(own["noun"]):
            yield entity, ""
            return


def _is_cited(text: str, sentence: Sentence, aim: Link) -> bool:
    """Whether an aim is a law by which somebody writes a paper: it is the paper that carries it out."""
    before = text[max(sentence.start, aim.mention.start - _REACH) : aim.mention.start]
    return aim.entities[0].label == "PolicyDocument" and _BY.search(before) is not None
