"""Words that stand for what was named before: 会议, 三方, 本办法, 该所, 上述公司, 两家银行.

Each becomes a group, or a silent link, of its own, so that whatever is said of it is said of what it stands for.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from kg.records import Entity, Link, Mention, Sentence
from kg.relate.context import Context
from kg.relate.frames import Frame, Group, kind_of

# 会议指出, 会上, 本届大会: the meeting already named.
MEETING = re.compile(
    r"(?:本次|此次|这次|该|本届)?(?:会议(?!室|中心|厅|精神|纪要)|(?<![一-龥])会上|(?<=[在于次届大本的])会上|大会期间|开幕式|闭幕式|开幕会|闭幕会|峰会|论坛上|座谈会上|发布会上|吹风会上)"
    r"|(?:本次|此次|这次|该|本届)(?:论坛|大会|活动|年会|展会|博览会|交易会|进博会|服贸会|对接会|推介会|恳谈会|研讨会|座谈会|交流会|发布会|招聘会|运动会|仪式|大赛|赛事)"
)

# 三方签署, 双方将加强合作, 三部门联合下发: not 双方案, 三方面 or 人民银行等三部门.
PARTIES = re.compile(
    r"(?P<count>双|两|三|四|五|六)方(?![案式面法向米块位针])|(?<![等、和])(?P<number>[两三四五六])(?:部门|部委)(?=联合|共同|[，将要在表明])"
)
PARTY_COUNTS = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

# 两国签署, 两国政府: not 中英两国, which names them, nor 两国元首, who are people.
_NATIONS = re.compile(
    "两国(?!元首|领[导袖]|总[理统]|外长|首脑|主席|企业|人民|民[众间]|学者|青年|媒体|友好|关系|央行|中央银行|[各有相]?关?部门|间)"
)
# Names that are no country's: provinces, cities, regions, buildings.
_NO_NATION = re.compile(
    "[省市区县州洲镇乡村宫馆堂厅店湾港江河海洋城路园桥线带]$|(?<!黑)山$|(?<!冰)岛$|[东欧]盟$|^[东南西北中]亚|中东|^[南北拉]美|东南亚"
)
_CHINA = frozenset(("中国", "中华人民共和国"))

# 制定本办法, 本通知自发布之日起施行: the document the article is about.
PAPER = re.compile(
    r"本(?:办法|规程|通知|细则|指引|规定|意见|方案|条例|准则|规则|公告|决定|章程|措施|规划|纲要|规范|标准|公约|倡议)"
)

# 通知要求, 规划还提出, 报告显示 at the head of a clause, without the marks of a title.
_SAYS_PAPER = re.compile(
    r"""(?:(?<=[，。；：！？\n])|^)
        (?:通知|意见|规划|方案|办法|条例|措施|报告|指引|纲要|公告|规定|计划)
        (?=(?:还|也|同时|特别|进一步|并|中)?(?:提出|明确|要求|指出|强调|规定|显示|部署|提到|对))
    """,
    re.VERBOSE,
)
_TITLE_HEAD = re.compile(r"^(?:关于)?(?:发布|修订|修改|印发)?[《〈<]?")
_PAPER_ENDS = re.compile(r"[（(][^（）()]*[）)]$")  # （试行）

_MEETING_SIGNS = re.compile("[会坛式赛]|活动")  # a word for a meeting holds one of these

# 该所, 上述公司, 该通知: one thing named before; what it stands for is of the kind its noun says.
_POINTER = re.compile(
    r"""(?:该|上述|前述|这家|这一|此项|本(?=公司|集团|协会|中心|企业))
        (?P<noun>会计师事务所|律师事务所|事务所|公司|企业|集团|银行|机构|单位|协会|中心|平台|系统|基金|医院|大学|学校|学院
         |交易所|券商|研究院|基地|联盟
         |政策|办法|通知|意见|方案|规定|条例|规划|计划|公告|指引|文件|工具|机制|工程|行动|制度|试点|项目|产品|协议|合同|倡议)
      | (?:该|本(?=[所行局院会])|我(?=[省市区县州]))
        (?P<one>[行局院委厅部会市省区县州镇校店馆](?![长议员属业际政署域分见计场民级]|身[份体]|来|次|届|质|土|年|月)|所(?!在[地]|[有属谓需长]))
    """,
    re.VERBOSE,
)
# 公司将按时整改, ，平台已注册企业11万家: alone at the head of a clause.
_BARE = re.compile(
    r"(?:(?<=[，。；：“！？\n])|^)(?P<noun>公司|集团|平台)(?=[已将拟于在与对也还共向称表从通公实目现成控持董总首副监独的](?!司))"
    r"|(?<=[对向])(?P<object>公司|上市公司)(?=[及和与、采给予作处出立实提])"
)
# 两家公司, 这三家银行, 上述12家企业; not A、B等四家企业, which lists them, nor 15家企业 of no list.
_COUNTED = re.compile(
    r"(?<![等、和余多约近\d])(?:[这上前]述?|该)?(?P<count>[两三四五六七八九十]|\d{1,2})(?:家|所|个)"
    r"(?P<kind>[一-龥]{0,6}?)(?P<noun>公司|企业|银行|机构|交易所|券商|单位|平台|协会|基金公司|事务所)"
)
# 在四省市开展试点: the pilot named before.
_DONE_AGAIN = re.compile(
    r"(?<=开展|实施|启动|推进|参与|纳入|扩大|获批)(?P<noun>试点|专项行动)(?![一-龥]{0,4}(?:方案|办法|资金|银行|企业))"
)
_FIRMS = frozenset(("Company",))
_BODIES = frozenset(("Company", "Bank", "Organization", "Association", "MarketInstitution"))
# The classes a noun may stand for; a name need not end like it where it says the class by itself.
_CLASSES: dict[str, frozenset[str]] = {
    "公司": _FIRMS | {"MarketInstitution"},
    "企业": _FIRMS,
    "集团": _FIRMS,
    "券商": _FIRMS,
    "基金公司": _FIRMS,
    "机构": _BODIES,
    "单位": _BODIES | {"GovernmentBody"},
    "平台": frozenset(("Platform",)),
    "系统": frozenset(("Platform",)),
    "政策": frozenset(("PolicyMeasure",)),
    "工具": frozenset(("PolicyMeasure",)),
    "工程": frozenset(("PolicyMeasure",)),
    "行动": frozenset(("PolicyMeasure",)),
    "制度": frozenset(("PolicyMeasure",)),
    "机制": frozenset(("PolicyMeasure",)),
    "试点": frozenset(("PolicyMeasure",)),
    "项目": frozenset(("PolicyMeasure",)),
    "计划": frozenset(("PolicyMeasure", "PolicyDocument")),
    "专项行动": frozenset(("PolicyMeasure",)),
    "文件": frozenset(("PolicyDocument",)),
    "产品": frozenset(("FinancialProduct",)),
}
_PAPERS = frozenset(("PolicyDocument",))
_PAPER_NOUNS = frozenset(("办法", "通知", "意见", "方案", "规定", "条例", "规划", "公告", "指引", "协议", "合同", "倡议"))
_PLACE_NOUNS = frozenset("市省区县州镇")
_SAID_BY_CLASS = frozenset(("公司", "企业", "集团", "机构", "单位", "政策", "文件", "产品", "平台", "系统", "券商", "基金公司"))
_NEXT = 2  # code points between two names of a list
_LEGAL_FORM = re.compile(r"[（(](?:普通合伙|特殊普通合伙|有限合伙|集团|控股)[）)]$|(?:股份|集团)?有限(?:责任)?公司$")
_REACH = 40  # names back that a pronoun may stand for


def pronoun_links(text: str, sentence: Sentence, here: Sequence[Link], context: Context) -> list[Link]:
    """Silent links of the words in a sentence that stand for one body, paper or place named before, by start.

    Args:
        text: The document's text.
        sentence: Where to look.
        here: The links of the sentence, by start.
        context: What earlier sentences named.
    """
    found: list[Link] = []
    starts = [link.mention.start for link in here]
    body = text[sentence.start : sentence.end]
    for match in _pronouns(body):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        at = bisect_left(starts, end)
        near = [*here[max(0, at - 2) : at], *found[-2:]]
        if any(link.mention.start < end and start < link.mention.end for link in near):
            continue
        if match.re is _COUNTED and any(link.mention.end == start for link in near):
            continue  # 甲银行、乙银行两家银行: the list itself
        entities = _meant(match, [*context.named[-_REACH:], *here[max(0, at - _REACH) : at]], context)
        if entities:
            mention = Mention(start, end, text[start:end], entities[0].label, "pronoun", 0.6)
            found.append(Link(mention, entities, 0.6, (), silent=True))
    return sorted(found, key=lambda link: link.mention.start)


def _pronouns(body: str) -> Iterator[re.Match[str]]:
    """What may point back in a sentence; the characters asked for first spare most sentences the search."""
    if "该" in body or "述" in body or "这" in body or "本" in body or "我" in body or "此项" in body:
        yield from _POINTER.finditer(body)
    if "公司" in body or "集团" in body or "平台" in body:
        yield from _BARE.finditer(body)
    if "家" in body or "个" in body or "所" in body:
        yield from _COUNTED.finditer(body)
    if "试点" in body or "专项行动" in body:
        yield from _DONE_AGAIN.finditer(body)


def _meant(match: re.Match[str], named: Sequence[Link], context: Context) -> tuple[Entity, ...]:
    parts = match.groupdict()
    noun = match["noun"] or parts.get("one") or "公司"
    count = parts.get("count")
    if count:
        number = PARTY_COUNTS.get(count) or int(count)
        if number in context.rolls:
            return context.rolls[number]
        return () if parts["kind"] else _several(noun, number, named)
    if match.group().startswith(("本", "我")):  # whoever writes: who calls itself so, else the first named
        if context.writer is not None and match.group().startswith("本"):
            return (context.writer,)
        author = _author(noun, context)
        first = next((link for link in chain(context.named, named) if _fits(noun, link)), None)
        return (author,) if author else first.entities[:1] if first else ()
    if match.re is _BARE and noun != "平台":
        return (context.firm,) if context.firm else ()
    if match.re is _DONE_AGAIN:  # only one such has been named
        meant = {e.key: e for link in named for e in link.entities if _fits(noun, link)}
        return tuple(meant.values()) if len(meant) == 1 else ()
    at = next((at for at in range(len(named) - 1, -1, -1) if _fits(noun, named[at])), -1)
    if at < 0:
        return ()
    if match.group().startswith(("上述", "前述")):  # they may stand for all of a list
        start = at
        while start and _fits(noun, named[start - 1]) and _follows(named[start - 1], named[start]):
            start -= 1
        return tuple({e.key: e for link in named[start : at + 1] for e in link.entities}.values())
    return named[at].entities if len(named[at].entities) == 1 else ()


def _author(noun: str, context: Context) -> Entity | None:
    """The body whose name opens the title of the document told in full (上海证券交易所…办法: 本所)."""
    if context.paper is None:
        return None
    title = _TITLE_HEAD.sub("", context.paper.name)
    opening = (e for e in context.entities.values() if kind_of(e.label) == "Org" and title.startswith(e.name))
    return next((entity for entity in opening if entity.name.endswith(noun)), None)


def _follows(one: Link, two: Link) -> bool:
    return 0 <= two.mention.start - one.mention.end <= _NEXT


def _fits(noun: str, link: Link) -> bool:
    label = link.entities[0].label
    classes = _CLASSES.get(noun)
    if classes is not None:
        return label in classes and (noun in _SAID_BY_CLASS or _ends(link, noun))
    if noun in _PLACE_NOUNS:
        return label == "Place" and _ends(link, noun)
    if noun in _PAPER_NOUNS:
        return label in _PAPERS and _ends(link, noun)
    if noun in ("行", "银行"):
        return label == "Bank" or (label in ("Regulator", "Organization") and _ends(link, "行"))
    return kind_of(label) == "Org" and label != "MediaOutlet" and _ends(link, noun)


def _ends(link: Link, noun: str) -> bool:
    """Whether a name of the body ends with the noun, its legal form left out (某某会计师事务所(普通合伙))."""
    return any(
        name.endswith(noun) or _LEGAL_FORM.sub("", name).endswith(noun)
        for name in (link.mention.surface, link.entities[0].name)
    )


def _several(noun: str, count: int, named: Sequence[Link]) -> tuple[Entity, ...]:
    """The bodies of the noun's class named last, when just so many have been named in a row."""
    run: dict[str, Entity] = {}
    for link in reversed(named):
        label = link.entities[0].label
        if _fits(noun, link):
            run.update((e.key, e) for e in link.entities if e.key not in run)
        elif run and label in _BODIES:
            break
        if len(run) > count:
            return ()
    return tuple(reversed(run.values())) if len(run) == count > 1 else ()


def add_meetings(frame: Frame, context: Context, links: Iterable[Link]) -> None:
    """会议, 会上 stand for the meeting under way: a group of their own."""
    event = context.event.entities if context.event else ((context.main_event,) if context.main_event else None)
    if event is None or not _MEETING_SIGNS.search(frame.text):
        return
    taken = [(link.mention.start, link.mention.end) for link in links]
    for start, end in _places(MEETING, frame):
        if not any(a < end and start < b for a, b in taken):
            frame.groups.append(Group(start, end, "Event", event, pronoun=True))
    frame.groups.sort(key=lambda g: (g.start, -g.end))


def add_parties(frame: Frame, context: Context) -> None:
    """三方, 双方, 三部门 stand for as many bodies as were named last, when just so many have been named in the paragraph.

    两国, and 双方 where no bodies are named, stand for the two countries named last.
    """
    if "方" not in frame.text and "部" not in frame.text and "两国" not in frame.text:
        return
    for match in PARTIES.finditer(frame.text):
        at = match.start() + frame.sentence.start
        here = [e for g in frame.groups if g.end <= at and g.kind in ("Org", "Place") and not g.pronoun for e in g.entities]
        named = {e.key: e for e in (*context.parties, *here) if kind_of(e.label) == "Org" and e.label != "MediaOutlet"}
        parties = tuple(named.values())
        if match["count"] in ("双", "两") and not any(e.label in _BODIES for e in parties) and len(parties) != 2:
            parties = _nations(frame, context, at)
        if len(parties) == PARTY_COUNTS[match["count"] or match["number"]]:
            frame.groups.append(Group(at, at + len(match.group()), kind_of(parties[0].label), parties, pronoun=True))
    for start, end in _places(_NATIONS, frame):
        parties = _nations(frame, context, start)
        if len(parties) == 2 and not any(g.end == start for g in frame.groups):
            frame.groups.append(Group(start, end, "Place", parties, pronoun=True))
    frame.groups.sort(key=lambda g: (g.start, -g.end))


def _nations(frame: Frame, context: Context, at: int) -> tuple[Entity, ...]:
    """The two countries named last before ``at``; where one is named, it and China, if the story names it."""
    settings = {one.end for one, two in pairwise(frame.groups) if one.end == two.start and one.kind == two.kind == "Place"}
    here = [entity for g in frame.groups if g.end <= at and not g.pronoun and g.end not in settings for entity in g.entities]
    links = context.named[-_REACH:]
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
        found += [(start, end, context.paper) for start, end in _places(PAPER, frame)]
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
