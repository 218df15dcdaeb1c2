"""What a body sets itself to do, sentence by sentence without naming itself: 稳妥推进甲试点。持续实施乙计划。 and so on.

Where an article is about one authority, the calls that name nobody are its own.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import named, row_from, row_to
from kg.relate.sittings import Sittings

_HOW = (
    "(?:要|将|还要|必须|应|全面|深入|持续|稳妥|有序|扎实|加快|大力|积极|继续|稳步|统筹|认真|切实|着力|有效|严格|坚决|进一步|加力"
    "|扩围|高质量|组织|纵深|协同|坚定|抓紧|尽快|不断|更好)*"
)
_CALL = re.compile(
    rf"""(?:^|[，；：、。]|[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]{{1,2}}[）)]|[\d一二三四五六七八九十][.、．])
        (?:下一步，|今年，|此外，|同时，)?{_HOW}
        (?P<verb>实施|推进|落实|贯彻落实|深化|开展|推行|做好|执行|打好|抓好|推动)(?:好|实施|落实|和推广)?
        [^，。；：、《》是以为由]{{0,6}}?[“《]?$
    """,
    re.VERBOSE,
)
_REACH, _MANY = 300, 40  # code points and names looked back at: a sentence may be a million long
_BEFORE = 60  # code points in front of a measure
_OTHERS = regex("有关部门|相关部门|有关方面|各地|各部门|各级|我国|[一-龥]{2}机构要|企业要")  # whose part it is
# 用好用足, 运用, 适时|降准.
_USES = regex(
    rf"(?:^|[，。；：、]){_HOW}(?:用好用足|用足用好|用好|用足|运用|综合运用|发挥|适时|择机|灵活|发行|增加|下调|降低|引导)[^，。；：]{{0,10}}$"
)
_A_TOOL = regex("再贷款|再贴现|降准|降息|准备金率|借贷便利|特别国债|专项债|碳减排支持工具|互换便利|报价利率")
_BY_ORDER = regex("(?:根据|按照|依照)[^。；]*$")
_THEN_DECIDED = regex("[》”]?[^。；]{0,30}?(?:要求|部署|精神|安排)，会议(?:还|也)?(?:决定|确定|通过|部署|讨论|审议)")
_PAST = regex("[”）)]?[^，。；]{0,8}(?:以来|后，|的通知|的意见|要求|会议|方案)|[”]?了")
_POLICIES = frozenset(("PolicyMeasure", "PolicyDocument"))
_KEPT = frozenset(("落实", "贯彻落实", "执行", "实施", "推进"))  # what is done to a document
_BODIES = frozenset(("Regulator", "GovernmentBody"))
_HOSTS = _BODIES | {"Company", "Bank", "MarketInstitution", "Association"}
_DOERS = _BODIES | {
    *("Place", "Event", "Company", "Bank", "PolicyDocument", "MarketInstitution", "Association", "Organization", "Platform"),
    "Person",
}
# Who speaks for all, or is only where it is told.
_ABOVE = regex(
    "国务院(?:新闻办公室|常务会议)?$|中共中央|党中央|政治局|人民政治协商会议|全国政协|人民代表大会|统计局$|委员会办公厅$"
)
_OFTEN, _TWICE = 3, 2


def facts_of_agendas(
    text: str, sentences: Sequence[Sentence], links: Sequence[Link], told: frozenset[str]
) -> Iterator[Statement]:
    """Statements that the authority an article is about, or whose meeting it tells of, plans to carry out a measure.

    ``links`` by start; ``told`` are the keys of the policies of which somebody's deed is told already.
    """
    authorities, sittings = Authorities(links), Sittings(text)
    for sentence, here in named(sentences, links):
        sittings.listen(sentence, [(link.mention.end, link.entities[0]) for link in here], _HOSTS)
        yield from _ordered(text, sentence, here, sittings.meeting)
        yield from _tools(text, sentence, here, sittings.speaking(sentence), told)
        for n, link in enumerate(here):
            if link.entities[0].label not in _POLICIES or not _is_called_for(text, sentence, here, n):
                continue
            body = sittings.speaking(sentence) or authorities.speaking(sentence)
            if body is None:
                break
            for one in (e for called in row_from(text, here, n)[0] for e in called.entities):
                if one.label in _POLICIES and one.key not in told and not _A_TOOL.search(one.name):
                    ends = sentence.start, sentence.end
                    yield Statement(body.key, "implements", one.key, *ends, "implements:agenda", 0.7, "Planned")


def _ordered(text: str, sentence: Sentence, here: Sequence[Link], meeting: Entity | None) -> Iterator[Statement]:
    """What a meeting decides by the order of a paper: 按照《甲报告》要求，会议决定."""
    for link in here if meeting is not None else ():
        if link.entities[0].label != "PolicyDocument" or not _THEN_DECIDED.match(text, link.mention.end, sentence.end):
            continue
        if meeting is None or not _BY_ORDER.search(
            text[max(sentence.start, link.mention.start - _BEFORE) : link.mention.start]
        ):
            continue
        for paper in link.entities:
            ends = sentence.start, sentence.end
            yield Statement(meeting.key, "implements", paper.key, *ends, "implements:order", 0.8)


def _tools(
    text: str, sentence: Sentence, here: Sequence[Link], body: Entity | None, told: frozenset[str]
) -> Iterator[Statement]:
    """The tools that a meeting without a name calls to use: 用好用足超长期特别国债, 适时降准降息."""
    if body is None or body.label == "Event":
        return
    for n, link in enumerate(here):
        tool = link.entities[0]
        if tool.label != "PolicyMeasure" or tool.key in told or not _A_TOOL.search(tool.name):
            continue
        first = row_to(text, here, n)[0].mention.start
        if _USES.search(text[max(sentence.start, first - _BEFORE) : first]):
            yield Statement(body.key, "uses", tool.key, sentence.start, sentence.end, "uses:agenda", 0.7, "Planned")


def _is_called_for(text: str, sentence: Sentence, here: Sequence[Link], n: int) -> bool:
    link = here[n]
    start = max(sentence.start, link.mention.start - _BEFORE)
    call = _CALL.search(text[start : link.mention.start].lstrip())
    if call is None or (call.start() == 0 and start > sentence.start):
        return False
    if link.entities[0].label == "PolicyDocument" and call["verb"] not in _KEPT:
        return False
    if _OTHERS.search(text, max(sentence.start, link.mention.start - _REACH), link.mention.start):
        return False
    if any(other.entities[0].label in _DOERS for other in here[max(0, n - _MANY) : n]):
        return False
    return _PAST.match(text, link.mention.end) is None


class Authorities:
    """The authorities an article names, in order; ``links`` by start."""

    def __init__(self, links: Sequence[Link]) -> None:
        named = [(link.mention.start, e) for link in links for e in link.entities if e.label in _BODIES]
        self._starts = [start for start, _ in named]
        self._bodies = [body for _, body in named]
        self._times = Counter(body.key for body in self._bodies)
        self._ranked = self._times.most_common(2)
        # How many of them name the first one before any other is named.
        self._alone = next((n for n, body in enumerate(self._bodies) if body.key != self._bodies[0].key), len(named))

    def speaking(self, sentence: Sentence) -> Entity | None:
        """The authority named last before a sentence, if it is the only one so far or the one named most often."""
        behind = bisect_left(self._starts, sentence.start)
        if sentence.kind == "title" or not behind or _ABOVE.search(self._bodies[behind - 1].name):
            return None
        last = self._bodies[behind - 1]
        next_best = self._ranked[1][1] if len(self._ranked) > 1 else 0
        most = self._ranked[0][0] == last.key and self._ranked[0][1] >= max(_OFTEN, next_best + 1)
        return last if most or (behind <= self._alone and self._times[last.key] >= _TWICE) else None
