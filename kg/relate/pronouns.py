"""Words that stand for bodies, papers and places named before: 该所, 上述公司, 两家银行, 本行.

Each becomes a silent link of its own, so that whatever is said of it is said of what it stands for. What stands for meetings,
parties and the paper of the title: see stand_ins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.records import Entity, Link, Mention, Sentence
from kg.relate.context import Context
from kg.relate.frames import kind_of

PARTY_COUNTS = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

_TITLE_HEAD = re.compile(r"^(?:关于)?(?:发布|修订|修改|印发)?[《〈<]?")

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
BODIES = frozenset(("Company", "Bank", "Organization", "Association", "MarketInstitution"))
# The classes a noun may stand for; a name need not end like it where it says the class by itself.
_CLASSES: dict[str, frozenset[str]] = {
    "公司": _FIRMS | {"MarketInstitution"},
    "企业": _FIRMS,
    "集团": _FIRMS,
    "券商": _FIRMS,
    "基金公司": _FIRMS,
    "机构": BODIES,
    "单位": BODIES | {"GovernmentBody"},
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
REACH = 40  # names back that a pronoun may stand for


def pronoun_links(text: str, sentence: Sentence, here: Sequence[Link], context: Context) -> list[Link]:
    """Silent links of the words in a sentence that stand for one body, paper or place named before, by start.

    Args:
        text: The document's text.
        sentence: Where to look.
        here: The links of the sentence, by start.
        context: What earlier sentences named.
    """
    matches = list(_pronouns(text[sentence.start : sentence.end]))
    if not matches:
        return []
    found: list[Link] = []
    starts = [link.mention.start for link in here]
    for match in matches:
        start, end = match.start() + sentence.start, match.end() + sentence.start
        at = bisect_left(starts, end)
        near = [*here[max(0, at - 2) : at], *found[-2:]]
        if any(link.mention.start < end and start < link.mention.end for link in near):
            continue
        if match.re is _COUNTED and any(link.mention.end == start for link in near):
            continue  # 甲银行、乙银行两家银行: the list itself
        entities = _meant(match, [*context.named[-REACH:], *here[max(0, at - REACH) : at]], context)
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
        elif run and label in BODIES:
            break
        if len(run) > count:
            return ()
    return tuple(reversed(run.values())) if len(run) == count > 1 else ()
