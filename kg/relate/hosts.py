"""Who holds a meeting named before, and where: 座谈会由甲部和乙委联合举办, 主会场设在甲市."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.records import Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import GLUE, row_from

_BY = regex(
    r"""(?:(?<=[，。；\n])|^)(?:据了解，|据悉，)?
        (?:本[次届]|此次|这次|该)?(?P<what>会议|大会|论坛|座谈会|研讨会|推介会|对接会|发布会|交流会|年会|峰会|展会|博览会|活动|大赛)
        由[“]?(?=[^，。；“]{2})""",
    re.VERBOSE,
)
_HOLD = regex(r"[”]?(?:等[^，。；]{0,10})?(?:联合|共同|携手)?(?:主办|举办|承办|召开|举行|组织召开|组织举办)(?![地方权])")
_ANY = frozenset(("会议", "大会", "活动"))  # said of meetings of any name
_VENUES = regex("(?:主|分)会场(?:分别)?(?:设[在立于]|位于|为)?")
_TO_BE = regex("将|拟|计划")
_NEAR = 200  # code points in which a meeting is named whose venues are told
_BACK = 600  # code points in which the meeting was named


def facts_of_hosts(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies hold the meeting that a common noun stands for; ``links`` by start."""
    starts = [link.mention.start for link in links]
    if "会场" in text:
        yield from _held_at(text, sentences, links, starts)
    for sentence in sentences if "由" in text else ():
        if text.find("由", sentence.start, sentence.end) < 0:
            continue
        for match in _BY.finditer(text, sentence.start, sentence.end):
            at = bisect_left(starts, match.end())
            event = _named_before(links[:at], match)
            if event is None or at == len(links) or starts[at] != match.end() or not links[at].entities:
                continue
            hosts, _ = row_from(text, links, at)
            if _HOLD.match(text, hosts[-1].mention.end):
                for body in (e for host in hosts for e in host.entities if kind_of(e.label) == "Org"):
                    yield Statement(body.key, "organizes", event, sentence.start, sentence.end, "organizes:by", 0.85)


def _named_before(links: Sequence[Link], match: re.Match[str]) -> str | None:
    """The key of the last meeting named that the noun can stand for."""
    for link in reversed(links):
        if link.mention.end < match.start() - _BACK:
            return None
        if link.entities and link.entities[0].label == "Event":
            name = link.entities[0].name
            if name.endswith(match["what"]) or (match["what"] in _ANY and "代表大会" not in name):
                return link.entities[0].key
    return None


def _held_at(text: str, sentences: Sequence[Sentence], links: Sequence[Link], starts: Sequence[int]) -> Iterator[Statement]:
    """Statements that a meeting is held in the places its venues are in: 在主会场云南甲市以及河北乙市、江西丙市等地."""
    for sentence in sentences:
        for match in _VENUES.finditer(text, sentence.start, sentence.end):
            at = bisect_left(starts, match.end())
            event = _held_near(links, at, match, sentence)
            if event is None or _TO_BE.search(text, sentence.start, match.end()):
                continue
            for place in _places_from(text, links, at, match.end()):
                yield Statement(event, "locatedIn", place, sentence.start, sentence.end, "locatedIn:venue", 0.85)


def _held_near(links: Sequence[Link], at: int, venue: re.Match[str], sentence: Sentence) -> str | None:
    """The key of the last meeting named not far before a venue, or of the first one behind it in its sentence."""
    before = [link for link in links[:at] if link.mention.end >= venue.start() - _NEAR]
    behind = [link for link in links[at:] if link.mention.end <= sentence.end]
    events = (link.entities[0] for link in (*reversed(before), *behind) if link.entities)
    return next((entity.key for entity in events if entity.label == "Event"), None)


def _places_from(text: str, links: Sequence[Link], at: int, end: int) -> list[str]:
    """The keys of the places listed from ``end`` on, each by the last of its chain: 云南|甲市 is the city."""
    found: list[str] = []
    for link in links[at:]:
        start = link.mention.start
        if (
            not link.entities
            or link.entities[0].label != "Place"
            or not (start == end or (found and GLUE.fullmatch(text, end, start)))
        ):
            break
        if start == end and found:
            found.pop()
        found.append(link.entities[0].key)
        end = link.mention.end
    return found
