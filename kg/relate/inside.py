"""Posts within a firm that is not named beside them: 对签字注册会计师甲, ，时任董事长乙, 及其财务总监丙."""

import re
from collections.abc import Sequence

from kg.records import Entity, Link, Sentence
from kg.regex import regex
from kg.relate.post import POST_HOLDERS, Post, opens_plainly

_FIRMS = frozenset(("Company", "Bank", "Organization"))
_NEAR = 20  # names back in a sentence that a title without a body looks
# Posts within a firm: a text on one firm names them without it.
_INSIDE = (
    "会计师", "评估师", "保荐代表人", "财务顾问主办人", "实际控制人", "实控人", "控股股东", "法定代表人", "董事长", "总经理",
    "副总经理", "总裁", "财务总监", "财务负责人", "董事会秘书", "董秘", "独立董事", "董事", "监事会主席", "监事", "行长",
    "副行长", "经理", "合伙人", "首席执行官", "首席[一-龥]{2}官", "CEO", "创始人", "责任人", "主管",
)  # fmt: skip


# Of these a firm has one each: whoever is meant holds it where the sentence before was about the firm.
_LEADING = (
    "董事长", "总经理", "总裁", "首席执行官", "CEO", "创始人", "实际控制人", "实控人", "法定代表人", "行长",
    "董事会秘书", "董秘",
)  # fmt: skip
_BARE = re.compile(
    rf"(?:^|(?<=[。！？；\n])|[，；：、对和及与向由]|及其|其)(?P<title>(?:时任|原|前|现任)?[一-龥]{{0,6}}?(?:{'|'.join(_INSIDE)})|时任[一-龥]{{0,10}}?负责人)$"
)
_HEAD = re.compile("|".join(sorted(_INSIDE, key=len, reverse=True)))
_OWN = regex("[该本]?(?:公司|企业|集团|银行|行)(?=[^长])")
# 李某因工作变动辞去|公司|董事长、董事职务; 聘任李某为|公司|总经理.
_AFTER = re.compile(
    rf"""(?:同志|先生|女士)?(?:因[^，。；]{{1,12}}[，,]?)?(?:[已拟]?向[^，。；]{{2,16}}(?:提交|递交|提出)[^，。；]{{0,12}}，)?
        (?:申请|提出|拟|已|将|不再)*
        (?:(?:(?P<left>辞去|辞任|卸任|(?<=不再)(?:担任|兼任))|担任|出任|接任|兼任|任|为)
           (?:了|其)?[该本]?(?:公司|集团|银行|行)(?:的)? | (?P<quit>辞去|辞任|卸任)了?)
        (?P<title>[^，。；（(\n]{{0,10}}?(?:{"|".join(_INSIDE)})(?:[、兼和及][^，。；（(\n]{{0,8}}?(?:{"|".join(_INSIDE)})){{0,5}})
        (?=的?(?:职务|一职)|等|[，。；（(、\n]|$)
    """,
    re.VERBOSE,
)

# 甲银行董事会聘任|李某|为首席风险官, 董事会选举|王某|为新任董事长.
_CHOSEN = regex(
    rf"""(?:同志|先生|女士)?(?:担任|出任|为)(?:新任|新一任)?(?:[该本]?(?:公司|集团|银行|行)(?=[^长]))?的?
        (?P<title>[^，。；（(\n]{{0,10}}?(?:{"|".join(_INSIDE)}))(?=的?(?:职务|一职)|[，。；（(、\n]|$)""",
    re.VERBOSE,
)
_CHOOSES = ("聘任", "选举", "任命", "推选", "聘请", "选聘", "委任")


def held_within(text: str, sentence: Sentence, links: Sequence[Link], index: int, house: Entity | None) -> list[Post]:
    """A title without a body is a post at the firm that the sentence is about, when it names just one.

    Args:
        text: The document's text.
        sentence: The sentence of the person.
        links: The links of the sentence, by start.
        index: Which of them is the person.
        house: The firm spoken of before: the one meant where this sentence names no body at all.
    """
    before = links[max(0, index - _NEAR) : index]
    first, end = links[index].mention.start, links[index].mention.end
    person = links[index].entities[0].key
    ends = [link.mention.end for link in before if text[link.mention.end : link.mention.end + 1] != "区"]  # 中国|区董事长
    match = _BARE.search(text, max([sentence.start, *ends]), first)
    if match is None:
        after, firm = _AFTER.match(text, end, sentence.end), _firm(before, house)
        if after is None and text.endswith(_CHOOSES, 0, first):
            after = _CHOSEN.match(text, end, sentence.end)
        if after is None or firm is None:
            return []
        gone = {name for name, said in after.groupdict().items() if said}
        over = not gone.isdisjoint(("left", "quit"))
        return [Post(person, firm, after["title"], first, after.end(), first, -1, "post-within", over=over)]
    title = match["title"].removeprefix("对").removeprefix("由")
    if not opens_plainly(title, _HEAD):
        return []
    firms = {link.entities[0].key: link.mention.start for link in before if link.entities[0].label in _FIRMS}
    if len(firms) == 1:
        ((key, start),) = firms.items()
        return [Post(person, key, title, start, end, first, -1, "post-within")]
    firm = None if any(link.entities[0].label in POST_HOLDERS for link in links[: index + 2]) else _firm((), house)
    own = _OWN.match(title)  # 公司财务负责人李某
    if firm is None or not (own or title.endswith(_LEADING) or title.startswith("时任")):
        return []
    title = title[own.end() :] if own else title
    return [Post(person, firm, title, match.start("title"), end, first, -1, "post-within")]


def house_of(links: Sequence[Link], house: Entity | None) -> Entity | None:
    """The firm that is spoken of behind a sentence of these links: the only one it names, or that from before.

    Nobody where it names several, or other bodies.
    """
    bodies = {link.entities[0].key: link.entities[0] for link in links if link.entities[0].label in POST_HOLDERS}
    if not bodies:
        return house
    (first, *others) = bodies.values()
    return first if not others and first.label in ("Company", "Bank") else None


def _firm(before: Sequence[Link], house: Entity | None) -> str | None:
    """The key of the one firm that a sentence names, else of the one that the sentence before is about."""
    named = {link.entities[0].key for link in before if link.entities[0].label in POST_HOLDERS}
    firms = {link.entities[0].key for link in before if link.entities[0].label in _FIRMS}
    if named:
        return next(iter(firms)) if len(firms) == 1 else None
    return house.key if house is not None else None
