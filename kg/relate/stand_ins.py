"""会议, 双方, 两国, 本办法: words that stand for what was named before, each a group of its own in its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.records import Entity, Link
from kg.regex import regex
from kg.relate.context import Context
from kg.relate.frames import Frame, Group, kind_of
from kg.relate.pronouns import BODIES, PARTY_COUNTS, REACH

# 会议指出, 会上, 本届大会: the meeting already named.
_MEETING = regex(
    r"(?:本次|此次|这次|该|本届)?(?:(?<!召开)(?<!举行)(?<!召集)会议(?!室|中心|厅|精神|纪要)|(?<![一-龥])会上|(?<=[在于次届大本的])会上|大会期间|开幕式|闭幕式|开幕会|闭幕会|峰会|论坛上|座谈会上|发布会上|吹风会上)"
    r"|(?:本次|此次|这次|该|本届)(?:论坛|大会|活动|年会|展会|博览会|交易会|进博会|服贸会|对接会|推介会|恳谈会|研讨会|座谈会|交流会|发布会|招聘会|运动会|仪式|大赛|赛事)"
)

# 出席大会并讲话, 参加了活动, 仪式上: the one whose name ends so.
_OF_ITS_KIND = regex(
    r"""(?:(?:(?<=出席)|(?<=参加)|(?<=主持)|(?<=列席)|(?<=[席加持]了))(?=[一-龥]{2,4}(?:[，。；、并和及时]|开幕式?|$))
          |(?<![一-龥])(?=[一-龥]{2,4}上[，一-龥]))
        (?:(?:签约|启动|揭牌|颁奖|开工|奠基)?仪式|大会|论坛|峰会|年会|座谈会|对接会|推介会|研讨会|发布会|交流会|推进会|现场会|报告会|活动)
        (?=[，。；、并和及时上开]|$)""",
    re.VERBOSE,
)

# 三方签署, 双方将加强合作, 三部门联合下发: not 双方案, 三方面 or 人民银行等三部门.
_PARTIES = re.compile(
    r"(?P<count>双|两|三|四|五|六)方(?![案式面法向米块位针])|(?<![等、和])(?P<number>[两三四五六])(?:部门|部委)(?=联合|共同|[，将要在表明])"
)
# 两国签署, 两国政府: not 中英两国, which names them, nor 两国元首, who are people.
_NATIONS = re.compile(
    "两国(?!元首|领[导袖]|总[理统]|外长|首脑|主席|企业|人民|民[众间]|学者|青年|媒体|友好|关系|央行|中央银行|[各有相]?关?部门|间)"
)
# Names that are no country's: provinces, cities, regions, buildings.
_NO_NATION = regex(
    "[省市区县州洲镇乡村宫馆堂厅店湾港江河海洋城路园桥线带]$|(?<!黑)山$|(?<!冰)岛$|[东欧]盟$|^[东南西北中]亚|中东|^[南北拉]美|东南亚"
)
_CHINA = frozenset(("中国", "中华人民共和国"))

# 制定本办法, 本通知自发布之日起施行: the document the article is about.
_PAPER = regex(
    r"本(?:办法|规程|通知|细则|指引|规定|意见|方案|条例|准则|规则|公告|决定|章程|措施|规划|纲要|规范|标准|公约|倡议)"
)

# 通知要求, 规划还提出, 报告显示 at the head of a clause, without the marks of a title.
_SAYS_PAPER = regex(
    r"""(?:(?<=[，。；：！？\n])|^)
        (?:通知|意见|规划|方案|办法|条例|措施|报告|指引|纲要|公告|规定|计划)
        (?=(?:还|也|同时|特别|进一步|并|中)?(?:提出|明确|要求|指出|强调|规定|显示|部署|提到|对))
    """,
    re.VERBOSE,
)
_PAPER_ENDS = regex(r"[（(][^（）()]*[）)]$")  # （试行）
_MEETING_SIGNS = regex("[会坛式赛]|活动")  # a word for a meeting holds one of these


def add_meetings(frame: Frame, context: Context, links: Iterable[Link]) -> None:
    """会议, 会上 stand for the meeting under way: a group of their own."""
    main = context.main_event
    named = main is not None and context.first[main.key] < frame.sentence.end  # not one that only comes up later on
    event = context.event.entities if context.event else ((main,) if main is not None and named else None)
    if event is None or not _MEETING_SIGNS.search(frame.text):
        return
    taken = [(link.mention.start, link.mention.end) for link in links]
    for start, end in _places(_MEETING, frame):
        if not any(a < end and start < b for a, b in taken):
            frame.groups.append(Group(start, end, "Event", event, pronoun=True))
    names = tuple(entity.name for entity in event)
    for start, end in _places(_OF_ITS_KIND, frame):
        noun = frame.text[start - frame.sentence.start : end - frame.sentence.start]
        if any(name.endswith(noun) for name in names) and not any(g.start < end and start < g.end for g in frame.groups):
            frame.groups.append(Group(start, end, "Event", event, pronoun=True))
    frame.groups.sort(key=lambda g: (g.start, -g.end))


def add_parties(frame: Frame, context: Context) -> None:
    """三方, 双方, 三部门 stand for as many bodies as were named last, when just so many have been named in the paragraph.

    两国, and 双方 where no bodies are named, stand for the two countries named last.
    """
    if "方" not in frame.text and "部" not in frame.text and "两国" not in frame.text:
        return
    found: list[Group] = []
    for match in _PARTIES.finditer(frame.text):
        at = match.start() + frame.sentence.start
        here = [e for g in frame.groups if g.end <= at and g.kind in ("Org", "Place") and not g.pronoun for e in g.entities]
        named = {e.key: e for e in (*context.parties, *here) if kind_of(e.label) == "Org" and e.label != "MediaOutlet"}
        parties = tuple(named.values())
        if match["count"] in ("双", "两") and not any(e.label in BODIES for e in parties) and len(parties) != 2:
            parties = _nations(frame, context, at)
        if len(parties) == PARTY_COUNTS[match["count"] or match["number"]]:
            found.append(Group(at, at + len(match.group()), kind_of(parties[0].label), parties, pronoun=True))
    ends = {group.end for group in (*frame.groups, *found)}
    for start, end in _places(_NATIONS, frame):
        parties = _nations(frame, context, start) if start not in ends else ()
        if len(parties) == 2:
            found.append(Group(start, end, "Place", parties, pronoun=True))
    frame.groups += found
    frame.groups.sort(key=lambda g: (g.start, -g.end))


def _nations(frame: Frame, context: Context, at: int) -> tuple[Entity, ...]:
    """The two countries named last before ``at``; where one is named, it and China, if the story names it."""
    upto = bisect_left(frame.groups, at, key=lambda group: group.start)
    near = frame.groups[max(0, upto - REACH) : upto + 1]
    settings = {one.end for one, two in pairwise(near) if one.end == two.start and one.kind == two.kind == "Place"}
    here = [entity for g in near if g.end <= at and not g.pronoun and g.end not in settings for entity in g.entities]
    links = context.named[-REACH:]
    settings |= {one.mention.end for one, two in pairwise(links) if one.mention.end == two.mention.start}  # 英国|伦敦
    told = (entity for link in links if link.mention.end not in settings for entity in link.entities)
    named = [*told, *here]
    nations = {entity.key: entity for entity in reversed(named) if _is_nation(entity)}
    if len(nations) == 1 and not _CHINA & {entity.name for entity in nations.values()}:
        nations |= {key: entity for key, entity in context.entities.items() if entity.name in _CHINA}
    return tuple(nations.values())[1::-1]


def _is_nation(entity: Entity) -> bool:
    return entity.label == "Place" and not (entity.parent or entity.place or _NO_NATION.search(entity.name))


def add_papers(frame: Frame, context: Context) -> None:
    """本办法, 本通知 stand for the document of the title; 通知要求, 规划提出 for the one named last, if it is so called."""
    found: list[tuple[int, int, Entity]] = []
    if context.paper is not None and "本" in frame.text:
        found += [(start, end, context.paper) for start, end in _places(_PAPER, frame)]
    if context.policy is not None:
        last = context.policy.entities[-1]
        for start, end in _places(_SAYS_PAPER, frame):
            noun = frame.text[start - frame.sentence.start : end - frame.sentence.start]
            if _PAPER_ENDS.sub("", last.name).endswith(noun):
                found.append((start, end, last))
    if not found:
        return
    for start, end, paper in found:
        if not any(g.start < end and start < g.end for g in frame.groups):
            frame.groups.append(Group(start, end, "Policy", (paper,), pronoun=True))
    frame.groups.sort(key=lambda g: (g.start, -g.end))


def _places(pattern: re.Pattern[str], frame: Frame) -> Iterator[tuple[int, int]]:
    offset = frame.sentence.start
    return ((match.start() + offset, match.end() + offset) for match in pattern.finditer(frame.text))
