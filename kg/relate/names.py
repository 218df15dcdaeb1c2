"""Facts that names say by themselves: a unit belongs to the body its name opens with, a body sits in the place it names."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of

_NO_SEAT = frozenset(("中国", "亚洲", "欧洲", "非洲", "美洲", "拉美", "大洋洲", "亚太"))  # though names open with them
_UNIT = regex(r"(?:司|局|部|处|室|厅|分行|支行|分会|委员会|中心|分局|组|机制|院|所)$")
_ISSUERS = frozenset(("Regulator", "GovernmentBody", "MarketInstitution", "Association"))
_DONE_BY = {"PolicyDocument": "issues", "Event": "organizes", "Platform": "operates"}
_RULES_FOR = regex(r"(?:监督)?(?:管理|工作|议事|组织)(?:暂行)?(?:办法|规定|条例|规则)(?:[（(].*)?")
_AND = regex(r"[\s、]+|和(?=[^，。]{2,12}关于)")
_UNIT_AHEAD = regex(r"(?:办公厅|办公室|.{0,8}?(?:领导小组|委员会|司|局|部(?!分|署)))(?:关于|印发|第)")
_UNIT_OF_HOST = regex(r".{0,8}?(?:办公厅|办公室|领导小组|委员会|[总支分]?局|部(?!长|分|署|门)|司(?!法)|厅|署)")
_NO_PARENT = regex("[江河湖海洋山村]$|流域$|沿[岸线江海]$|三角洲$|地区$|走廊$")  # 长江经济带 is no part of 长江
_SAME_PLACE = regex("[山河江湖海岛湾]|山区|地区")  # 沂蒙山 is no part of 沂蒙
_PARTY = regex("中国共产党|^中共|^党|解放军|委员会$|人民代表大会$|政治协商会议")
_CONTRACT = regex("[和与同].*(?:协议|备忘录|协定|条约|议定书|合同)$")  # its parties sign it: see papers.py
_DECLARED = regex("联合(?:声明|公报|宣言)$")
_TEAM = regex("[男女][排足篮曲]$|国家队$|代表[团队]$")  # plays for a country, and is not in it
_ABBREVIATED = 4  # code points
_THE_PARTY = regex("中国共产党(?:中央委员会)?")  # its organs have names of their own: 中共中央政治局, 市纪委
_MEETING = regex("会议?$|论坛$|会谈$|仪式$|活动$|学习$|行动$|大赛$|讲堂$|日$|周$|月$|节$")
# Titles that may open with the body they are about.
_CONCERNS = regex(r"(?:改革|重组|机构|组建|工作规则)方案|机构改革|管理办法实施|风险提示书")
_OTHER_NAME = ("业", "间", "保险", "证券")  # 中国银行·保险监督管理委员会 is no unit of 中国银行
# Bodies whose short name opens with their seat (江苏银保监局), whatever the full name is.
_SEATED = frozenset(("Regulator", "GovernmentBody"))

_TWO_TOOLS = regex("支[农小][、和及]?支[农小]再贷款")


def facts_of_names(
    sentences: tuple[Sentence, ...], links: tuple[Link, ...], entities: dict[str, Entity]
) -> Iterator[Statement]:
    """Statements read off names alone, at the first mention of each entity. ``entities`` are those of the links, by key."""
    by_name = {e.name: e for e in entities.values()}
    by_any = {link.mention.surface: link.entities[0] for link in links if len(link.entities) == 1} | by_name
    places = {link.mention.surface: link.entities[0] for link in links if link.entities and link.entities[0].label == "Place"}
    starts = [s.start for s in sentences]
    seen: set[str] = set()
    abreast = _abreast(links)
    yield from _declared(sentences, starts, links)
    for link in links:
        for entity in link.entities:
            if entity.key in seen:
                continue
            seen.add(entity.key)
            sentence = sentences[max(0, bisect_right(starts, link.mention.start) - 1)]
            surface = link.mention.surface
            said = (
                *_by_full_name(entity, surface, by_name),
                *_by_surface(entity, surface, places),
                *_done_by(entity, surface, by_any),
            )
            for predicate, other in said:
                if (entity.key, other.key) in abreast:
                    continue
                one, two = (other, entity) if predicate in _DONE_BY.values() else (entity, other)
                yield Statement(one.key, predicate, two.key, sentence.start, sentence.end, f"{predicate}:name", 0.9)


def _declared(sentences: Sequence[Sentence], starts: list[int], links: Sequence[Link]) -> Iterator[Statement]:
    """Two countries issue the joint statement that their pair opens (中智|联合声明)."""
    for one, two in pairwise(links):
        if two.mention.end <= one.mention.end and one.mention.start == two.mention.start and len(two.entities) > 1:
            statement = next(iter(one.entities), None)
            if statement is not None and statement.label == "PolicyDocument" and _DECLARED.search(statement.name):
                sentence = sentences[max(0, bisect_right(starts, one.mention.start) - 1)]
                for country in two.entities:
                    ends = sentence.start, sentence.end
                    yield Statement(country.key, "issues", statement.key, *ends, "issues:name", 0.9)


def _abreast(links: Sequence[Link]) -> set[tuple[str, str]]:
    """Places listed side by side (赣州、瑞金): as the article tells it, none is in the other."""
    places = [link for link in links if link.entities and link.entities[0].label == "Place"]
    found: set[tuple[str, str]] = set()
    for one, two in pairwise(places):
        if two.mention.start - one.mention.end == 1:
            keys = one.entities[0].key, two.entities[0].key
            found |= {keys, keys[::-1]}
    return found


def _by_full_name(entity: Entity, surface: str, by_name: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    if entity.label == "PolicyMeasure":
        # A name may end with the family of tools it belongs to (支农支小再贷款 → 再贷款); the longest counts.
        tails = (entity.name[start:] for start in range(1, len(entity.name) - 1))
        if _TWO_TOOLS.fullmatch(entity.name):  # 支农、支小再贷款 is no kind of 支小再贷款
            tails = (tail for tail in tails if tail.startswith("再"))
        whole = next((by_name[tail] for tail in tails if tail in by_name and by_name[tail].label == "PolicyMeasure"), None)
        if whole is not None and whole.key != entity.key:
            yield "partOf", whole
        return
    if kind_of(entity.label) not in ("Org", "Place"):
        return
    for length in range(len(entity.name) - 1, 1, -1):
        other = by_name.get(entity.name[:length])
        predicate = None if other is None or other.key == entity.key else _predicate(entity, other)
        if other is not None and predicate is not None:
            if _names(surface, other) if predicate == "partOf" else surface.startswith(other.name[:2]):
                yield predicate, other  # 美联储 does not say that it sits in 美国, nor 国新办 that it belongs to 国务院
            return


def _names(surface: str, whole: Entity) -> bool:
    """Whether a name is more than an abbreviation without a word of the whole."""
    names = (whole.name, *(alias for alias, _ in whole.aliases))
    return len(surface) > _ABBREVIATED or any(one + two in name for one, two in pairwise(surface) for name in names)


def _done_by(entity: Entity, surface: str, by_any: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    """Who issues a document, holds a meeting or runs a system, by the official name or the one used here."""
    if entity.label in _DONE_BY:
        find = _FINDERS[entity.label]
        for doer in find(entity.name, by_any) or find(surface, by_any):
            if doer.key != entity.key:
                yield _DONE_BY[entity.label], doer


def _title_issuers(title: str, by_name: dict[str, Entity]) -> tuple[Entity, ...]:
    """The bodies whose names open the title of a document (上海证券交易所股票上市规则, 财政部 税务总局关于…的公告).

    证券交易所管理办法 is not the exchange's own.
    """
    if _CONCERNS.search(title) or _CONTRACT.search(title):
        return ()
    for body, rest in _opening(title, by_name):
        if body.label == "Place" and rest.startswith("关于"):
            return (body,)  # 某市关于…的若干政策
        if body.label in _ISSUERS and not body.name.endswith("板") and not _RULES_FOR.fullmatch(rest):
            others, left = _joined(rest, by_name)
            return () if _UNIT_AHEAD.match(left) else (body, *others)
    return ()


def _joined(rest: str, by_name: dict[str, Entity]) -> tuple[list[Entity], str]:
    """The bodies listed behind the first in a title, and the title from there on."""
    found: list[Entity] = []
    while gap := _AND.match(rest):
        body, left = next(_opening(rest[gap.end() :], by_name), (None, ""))
        if body is None or body.label not in _ISSUERS:
            break
        found.append(body)
        rest = left
    return found, rest


def _hosts(event: str, by_name: dict[str, Entity]) -> tuple[Entity, ...]:
    """The body whose name opens the name of its meeting (国务院常务会议); a party's congress is nobody's."""
    for body, rest in _opening(event, by_name):
        if kind_of(body.label) == "Org" and not _PARTY.search(body.name) and _MEETING.search(rest):
            return () if _UNIT_OF_HOST.match(rest) else (body,)
    return ()


def _owners(platform: str, by_name: dict[str, Entity]) -> tuple[Entity, ...]:
    """The body whose name opens the name of its system (人民银行支付系统); a place need not run what is named after it."""
    owners = (body for body, _ in _opening(platform, by_name) if kind_of(body.label) == "Org" and body.label != "MediaOutlet")
    return tuple(islice(owners, 1))


_FINDERS = {"PolicyDocument": _title_issuers, "Event": _hosts, "Platform": _owners}


def _opening(name: str, by_name: dict[str, Entity]) -> Iterator[tuple[Entity, str]]:
    """What the name opens with, the longest first, with the rest of the name."""
    for length in range(len(name) - 2, 2, -1):
        body = by_name.get(name[:length])
        if body is not None:
            yield body, name[length:]


def _by_surface(entity: Entity, surface: str, places: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    if entity.label not in _SEATED:
        return
    for length in range(min(len(surface) - 2, 6), 1, -1):
        place = places.get(surface[:length])
        if place is not None:
            if place.name not in _NO_SEAT and not entity.name.startswith(place.name):
                yield "locatedIn", place
            return


def _predicate(entity: Entity, other: Entity) -> str | None:
    kind = kind_of(entity.label)
    rest = entity.name[len(other.name) :]
    if kind == kind_of(other.label):
        if kind == "Place":
            same = other.name == "中国" or _SAME_PLACE.fullmatch(rest) or _NO_PARENT.search(other.name)
            return None if same else "partOf"
        if _THE_PARTY.fullmatch(other.name):
            return None
        return "partOf" if _UNIT.search(rest) and not rest.startswith(_OTHER_NAME) else None
    if other.label == "Place" and kind == "Org" and other.name not in _NO_SEAT and not _TEAM.search(entity.name):
        return "locatedIn"
    return None
