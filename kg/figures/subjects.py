"""Whom a figure is about: the entity that its clause speaks of, or the one that a sentence without a subject goes on about."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.figures.reading import Reading
from kg.records import Link

_FAR = 12  # characters behind a figure in which its entity may stand
_REACH = 200  # characters before a figure in which a pronoun is looked for
_FURTHEST = 60  # links before a figure that a pronoun may stand for
_BACK = 8  # links before a figure that are looked at
# A link to these is where a number comes from, not whom it is about; so is a body that publishes it.
_SOURCES = frozenset({"MediaOutlet", "Person", "PolicyDocument"})
_SAYS = re.compile(r"[^，。；\n]{0,16}?(?:发布|公布|数据|统计|消息|获悉|表示|介绍|显示|通报|报道|了解到|指出|认为|透露|称)")
# A place after one of these only says where: 在成都举行.
_WHERE = frozenset("在于从自赴抵驻")
_LISTED = frozenset({"、", "和", "及", "与", ""})
# Words that stand for an entity named before, and its classes.
_STANDS_FOR = re.compile(
    r"""(?P<Bank> 该行 | 本行 | 我行 | 全行 )
      | (?P<Company> 该公司 | (?:^|(?<=[，；。、：“\n])) (?:公司|集团) )
      | (?P<Platform> 该平台 | (?<=[，；。\n]) (?:平台|系统) )
      | (?P<Place> [全该] [市省区县州] | 我 [市省区] )
      | (?P<Event> 本届 | 本次 (?:会议|论坛|活动|展会) | (?<=[，；。\n]) (?:大会|展会|论坛|活动|会议) )""",
    re.VERBOSE,
)
# A sentence that begins so goes on about the subject of the sentence before.
_ELIDED = re.compile(
    r"""[”"）\s]* (?: 其中 | 累计 | 共 | 已 | 并 | 同时 | 此外 | 目前 | 截至目前 | 全年 | 预计 | 其 | 现 | 经 | 通过 | 建成
      | 实现 | 新增 | 发放 | 公司 | 平台 | 本 | 该 | 项目 | 工程 | 活动 | 大会 | 据 )""",
    re.VERBOSE,
)


class Bounds(NamedTuple):
    """Where the line, the sentence before in the same line, and the sentence of a figure begin, and where the latter ends."""

    line: int
    before: int
    start: int
    end: int


def find_subject(
    text: str,
    links: Sequence[Link],
    starts: Sequence[int],
    bounds: Bounds,
    reading: Reading,
    known: dict[tuple[int, int], bool],
) -> str | None:
    """The key of the entity that a figure is about; None where its sentence names none and does not go on about one.

    The nearest before it in its sentence, unless that only says where, is an example of a list (甲、乙等22家银行) or tells the
    news; a pronoun (该行, 本届) reaches further back; else the next one after the figure. ``known`` keeps, by where a link
    stands, whether figures may be about it, from one call to the next.
    """
    index = bisect_right(starts, reading.start)
    near = [
        link
        for link in links[max(0, index - _BACK) : index]
        if link.mention.start >= bounds.start and link.mention.end <= reading.start and _may_be(text, link, known)
    ]
    if stood_for := _stands_for(text, links, index, bounds, reading, near):
        return stood_for
    if (subject := _choose(text, near)) is not None:
        return subject
    for link in links[index : index + 2]:
        if link.mention.start >= bounds.end or link.mention.start - reading.end > _FAR:
            break
        if _may_be(text, link, known):
            return link.entities[0].key
    return _carry_on(text, links[max(0, index - _BACK) : index], bounds, known)


def _may_be(text: str, link: Link, known: dict[tuple[int, int], bool]) -> bool:
    span = (link.mention.start, link.mention.end)
    if (before := known.get(span)) is not None:
        return before
    may = bool(link.entities) and link.entities[0].label not in _SOURCES and _SAYS.match(text, link.mention.end) is None
    known[span] = may
    return may


def _stands_for(
    text: str, links: Sequence[Link], index: int, bounds: Bounds, reading: Reading, near: Sequence[Link]
) -> str | None:
    """The entity that the last pronoun before the figure stands for, where no entity comes between."""
    begin = max(bounds.start, reading.start - _REACH, near[-1].mention.start if near else 0)
    last = next(reversed(list(_STANDS_FOR.finditer(text, begin, reading.start))), None)
    if last is None:
        return None
    labels = {"Company", "Bank"} if last.lastgroup == "Company" else {last.lastgroup}
    for at in range(index - 1, max(-1, index - _FURTHEST), -1):
        link = links[at]
        if link.mention.start < last.start() and link.entities and link.entities[0].label in labels:
            return link.entities[0].key
    return None


def _choose(text: str, near: Sequence[Link]) -> str | None:
    """The nearest entity that the clause may speak of."""
    left = _without_examples(text, near)
    meant = [link for link in left if not _is_where(text, link)] or left
    if not meant:
        return None
    if meant[-1].entities[0].label == "Place":  # 第八届博览会在昆明开幕，国内27个省份参展
        meant = [link for link in meant if link.entities[0].label == "Event"] or meant
    return meant[-1].entities[0].key


def _without_examples(text: str, near: Sequence[Link]) -> list[Link]:
    """The links that are no member of a list that 等 ends."""
    left: list[Link] = []
    listed: Link | None = None
    for link in reversed(near):
        after = text[link.mention.end : link.mention.end + 1]
        if after == "等" or (listed and text[link.mention.end : listed.mention.start] in _LISTED):
            listed = link
            continue
        listed = None
        left.append(link)
    return left[::-1]


def _is_where(text: str, link: Link) -> bool:
    return link.entities[0].label == "Place" and text[link.mention.start - 1 : link.mention.start] in _WHERE


def _carry_on(text: str, links: Sequence[Link], bounds: Bounds, known: dict[tuple[int, int], bool]) -> str | None:
    """The last entity of the sentence before, where the figure's sentence leaves its subject out."""
    if bounds.before >= bounds.start or _ELIDED.match(text, bounds.start) is None:
        return None
    before = [link for link in links if bounds.before <= link.mention.start < bounds.start and _may_be(text, link, known)]
    return _choose(text, before)
