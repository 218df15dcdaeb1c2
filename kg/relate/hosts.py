"""Who holds a meeting named before: 座谈会由甲部和乙委联合举办."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.records import Link, Sentence, Statement
from kg.relate.frames import kind_of
from kg.relate.rows import row_from

_BY = re.compile(
    r"""(?:(?<=[，。；\n])|^)(?:据了解，|据悉，)?
        (?:本[次届]|此次|这次|该)?(?P<what>会议|大会|论坛|座谈会|研讨会|推介会|对接会|发布会|交流会|年会|峰会|展会|博览会|活动|大赛)
        由[“]?(?=[^，。；“]{2})""",
    re.VERBOSE,
)
_HOLD = re.compile(r"[”]?(?:等[^，。；]{0,10})?(?:联合|共同|携手)?(?:主办|举办|承办|召开|举行|组织召开|组织举办)(?![地方权])")
_ANY = frozenset(("会议", "大会", "活动"))  # said of meetings of any name
_BACK = 600  # code points in which the meeting was named


def facts_of_hosts(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies hold the meeting that a common noun stands for; ``links`` by start."""
    if "由" not in text:
        return
    starts = [link.mention.start for link in links]
    for sentence in sentences:
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
