"""Posts: an organisation, a title and a person in apposition (工业和信息化部中小企业局副局长王海林)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.records import Entity, Link, Sentence
from kg.regex import regex
from kg.relate.appointments import Titles, appointed, held_before
from kg.relate.inside import held_within
from kg.relate.post import POST_HOLDERS, Post, opens_plainly, read_post_words

# In these several posts stand in one list; in state organs the next title may be another body's.
_MANY_POSTS = frozenset(("Bank", "Company", "Association", "MarketInstitution", "Organization"))
# Offices of state that say their body, by the official name of the body.
OFFICES = {
    "总理": "国务院",
    "副总理": "国务院",
    "国务委员": "国务院",
    "委员长": "全国人民代表大会常务委员会",
    "副委员长": "全国人民代表大会常务委员会",
}
# Heads of local governments, by how the name of the body ends: meant is the one government so named in the text.
_LOCAL_OFFICES = {f"{deputy}{level}长": f"{level}人民政府" for level in "省市区县" for deputy in ("", "副")}
_ACTS = re.compile(
    "[该已]|聘任|提名|选举|任命|免去|解聘|增补|补选|介绍|播出|会见|采访|专访|记者对"
)  # no title: what the body does
_REPORTER = regex("[\\s　、/]*(?P<title>(?:见习|实习|特约)记者|编辑)[:： 　]*")
_DATELINE = regex(r".*[（()）讯电】\s](?=[^（()）讯电】\s]*$)")  # 北京3月5日电（|记者
_OF_STATE = regex("[省市区县州盟旗厅局]长$|^[省市区县州]")  # no office of a firm: 某分行行长甲，副市长乙
_LONGEST_NAME = 4
_NEAR = 20  # names back in a sentence that a title without a body looks
_FOREIGN = regex(r"[一-龥](?<![院的和与及由、经同对向是副])副?(?:总理|国务委员|委员长)")  # 越南总理阮某, not 国务院总理
_HELD = regex(r"(?:国务院|全国人大常委会)(?P<title>总理|委员长)(?P<name>[一-龥]{2,4})")
# Titles that follow a name as a form of address.
_BEHIND = (
    "教授", "副教授", "研究员", "院士", "博士", "主任", "主席", "会长", "行长", "部长", "局长", "司长", "董事长", "总经理",
    "总裁", "秘书长", "理事长", "院长", "校长", "所长", "律师", "委员",
)  # fmt: skip

# Forms of address between one name of a list and the next: 常务副校长甲|教授|、校长助理乙教授.
_COURTESY = ("教授", "副教授", "研究员", "博士", "院士", "先生", "女士", "同志")


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices of state in one text: the keys of their bodies, and how names begin that stand behind another state's office."""

    bodies: Mapping[str, str]
    foreign: frozenset[str]
    held: Mapping[str, str] = field(default_factory=dict)

    def is_held(self, office: str, name: str) -> bool:
        """Whether the text names another holder of an office that one person holds: 国务院总理某甲, and so not 某乙总理."""
        holder = self.held.get(office, "")
        return bool(holder) and not holder.startswith(name)


def offices_of(text: str, entities: Iterable[Entity]) -> Offices:
    """The offices whose bodies the text names."""
    keys = {entity.name: entity.key for entity in entities if entity.label == "GovernmentBody"}
    bodies = {office: keys[body] for office, body in OFFICES.items() if body in keys}
    named = [text[match.end() : match.end() + _LONGEST_NAME] for match in _FOREIGN.finditer(text)] if bodies else []
    for office, ending in _LOCAL_OFFICES.items():
        local = [key for name, key in keys.items() if name.endswith(ending)]
        if len(local) == 1:
            bodies[office] = local[0]
    foreign = frozenset(name[:length] for name in named for length in range(2, len(name) + 1))
    held = {match["title"]: match["name"] for match in _HELD.finditer(text)} if bodies else {}
    return Offices(bodies, foreign, held)


NO_OFFICES = Offices({}, frozenset())


class PostReader:
    """Finds posts in the sentences of a document.

    Args:
        path: The list of post words (``ontology/rules/posts.toml``).

    Raises:
        OntologyError: the file is missing or not as documented.
    """

    def __init__(self, path: Path) -> None:
        words = read_post_words(path)
        heads, former, bylines = words["heads"], words["former"], words["bylines"]
        head = "|".join(map(re.escape, sorted(set(heads), key=lambda w: (-len(w), w))))
        byline = "|".join(map(re.escape, bylines))
        self._head = re.compile(head)
        # 党组成员、秘书长 | 原副主任 | 宏观研究员: up to 24 characters without a clause break, ending in a post.
        title = rf"(?P<title>长(?![^\s（(])|[^，。；：！？“”《》\n]{{0,24}}?(?:{head}))"
        self._before = re.compile(rf"[\s的》]*{title}[\s（(：]*(?:[^，。；：！？“”《》\n、]{{0,3}})?[\s]*")
        self._whole = re.compile(rf"[\s的》]*(?P<title>[^，。；：！？“”《》\n、\s]{{0,24}}(?:{head}))[\s（(：]*")  # 董事|总经理
        self._titles = re.compile(rf"(?>[^，。；：“”《》\n、]{{0,12}}?(?:{head})、)+")
        self._apposed = re.compile(rf"\s*{title}[、，,兼和暨\s]+(?:兼)?《?")
        ends = r"(?=[，。；、！\n”）)]|的任职|的?职务|一职|等职|$)"
        further = rf"[、和](?P<title>[^，。；：！？“”《》\n、]{{0,12}}?(?:{head})){ends}"
        dated = rf"(?P<title>[^，。；：“”《》\n、]{{0,12}}?(?:{head}))(?=之?[前后]|以[前后]|期间|时)"
        self._behind_body = Titles(re.compile(rf"[\s]*{title}{ends}"), re.compile(further), re.compile(dated))
        courtesy = rf"(?:{'|'.join(_COURTESY)})?[\s]*"
        behind = rf"(?:[、，,和与及]|以及|暨)\s*(?P<title>[^，。；：！？“”《》\n、]{{0,12}}?(?:{head}))\s*"
        self._next = re.compile(courtesy + behind)
        self._same = re.compile(rf"[，、；和](?P<title>(?:{head}))$")
        # 财联社6月9日讯（记者 张晓翀） | 新华社北京3月5日电（记者张三）
        # 中国政法大学施正文教授, 工信部苗圩部长: the title behind the name.
        self._behind = re.compile(rf"(?P<title>副?(?:{'|'.join(_BEHIND)}))(?![长员会组级])")
        offices = "|".join(sorted((*OFFICES, *_LOCAL_OFFICES), key=lambda word: (-len(word), word)))
        self._office = re.compile(rf"(?P<title>{offices})(?![长会])")
        self._office_before = re.compile(rf"(?:^|(?<=[，。；、：“\s的和与由经同]))(?P<title>{offices})$")
        self._byline = re.compile(rf"[^。！？\n]{{0,16}}?[（(，\s]?(?P<title>(?:{byline}))[\s:：/]*")
        self._former = tuple(former)

    def read(
        self, text: str, sentence: Sentence, links: list[Link], offices: Offices = NO_OFFICES, house: Entity | None = None
    ) -> list[Post]:
        """Posts of one sentence, in text order; ``links`` are the sentence's links by start, ``offices`` as in ``offices``.

        ``house`` is the firm spoken of before: that of a title that stands without one.

        ``start`` of a post is the start of the organisation, ``end`` the end of the person.
        """
        posts: list[Post] = []
        previous: list[Post] = []
        for index, link in enumerate(links):
            if link.entities[0].label != "Person":
                continue
            before = (
                self._left(text, links, index)
                or self._shared(text, links, index, previous)
                or self._deputy(text, links, index, previous)
                or appointed(text, links, index, self._behind_body, only_verbs=False)
                or self._called(text, links, index)
                or held_within(text, sentence, links, index, house)
                or self._of_state(text, links, index, offices)
            )
            posts.extend(before)
            posts.extend(held_before(text, links, index, self._behind_body))
            if before:
                previous = before
                if before[0].rule != "post-after":  # 任命甲局原副局长张三为乙银行副行长
                    posts.extend(appointed(text, links, index, self._behind_body, only_verbs=True))
        return posts

    def _left(self, text: str, links: list[Link], index: int) -> list[Post]:
        person = links[index]
        found: list[Post] = []
        at, right = index - 1, person.mention.start
        pattern = self._before
        if at >= 1 and links[at].entities[0].label == "Place" and links[at - 1].entities[0].label == "MediaOutlet":
            at -= 1  # 财联社（北京，记者 高萍）: the place of the dateline stands between
        while at >= 0:
            organization = links[at]
            if organization.entities[0].label == "Place" and at:
                between = text[links[at - 1].mention.end : organization.mention.start]
                if not between or self._titles.fullmatch(between):
                    at -= 1  # 某某集团中国区总裁, 某行副行长、长三角总部总裁: a place within the title
                    continue
            if organization.entities[0].label not in POST_HOLDERS:
                break
            gap = text[organization.mention.end : right]
            match = (self._whole.fullmatch(gap) if pattern is self._before else None) or pattern.fullmatch(gap)
            rule = "post"
            if match is None and organization.entities[0].label == "MediaOutlet" and pattern is self._before:
                match = self._byline.fullmatch(gap)
                rule = "byline"
            if match is None or _ACTS.search(gap):
                break  # 纪检组已对该院主任张三: the body acts on him
            title = gap.strip() if gap.endswith("候选人") and rule == "post" else match["title"]  # 总统|候选人
            found.append(self._post(person, organization, title, rule))
            right, pattern, at = organization.mention.start, self._apposed, at - 1
        return found[::-1]

    def _shared(self, text: str, links: list[Link], index: int, previous: list[Post]) -> list[Post]:
        """A further person of a list shares the post: 记者 张三 李四; 副主任甲、乙."""
        if index == 0 or not previous or links[index - 1].entities[0].label != "Person":
            return []
        before = links[index - 1]
        if previous[-1].person != before.entities[0].key:
            return []
        gap = text[before.mention.end : links[index].mention.start]
        person = links[index]
        colleague = _REPORTER.fullmatch(gap)  # 甲报记者 张三 实习记者 李四
        if colleague is not None and len(previous) == 1 and previous[0].title.endswith("记者"):
            key, end, start = person.entities[0].key, person.mention.end, person.mention.start
            return [
                Post(key, previous[0].organization, colleague["title"], previous[0].start, end, start, -1, previous[0].rule)
            ]
        if gap.strip(" 　、和/") != "":
            return []
        return [
            Post(person.entities[0].key, p.organization, p.title, p.start, person.mention.end, person.mention.start, -1, p.rule)
            for p in previous
        ]

    def _deputy(self, text: str, links: list[Link], index: int, previous: list[Post]) -> list[Post]:
        """The next of a list with a title of his own: 协会会长甲、副会长乙; 公司董事长甲、总经理乙.

        A state organ has its deputies; another office in its list may be another body's (省委书记甲、省长乙).
        """
        if index == 0 or not previous:
            return []
        person = links[index]
        if previous[-1].person != links[index - 1].entities[0].key:
            return self._colleague(text, links, index, previous)
        match = self._next.fullmatch(text[links[index - 1].mention.end : person.mention.start])
        if match is None or previous[0].rule == "byline":
            return self._colleague(text, links, index, previous)
        holder = next((x for x in links if x.mention.start == previous[-1].organization_start), None)
        own = holder is not None and holder.entities[0].label in _MANY_POSTS and not _OF_STATE.search(match["title"])
        deputy = match["title"].startswith("副") and previous[-1].title.endswith(match["title"].removeprefix("副"))
        committee = holder is not None and holder.mention.surface[-1] == "委"
        if committee and _OF_STATE.search(match["title"]):
            return []  # 上海市委副书记、市长甲，副市长乙
        if not (own or deputy) or not self._is_plain(match["title"]):
            return []
        last = previous[-1]
        key, end, start = person.entities[0].key, person.mention.end, person.mention.start
        return [Post(key, last.organization, match["title"], last.start, end, start, last.organization_start, last.rule)]

    def _is_plain(self, title: str) -> bool:
        """Whether a title opens with words of titles, and no name of a firm that nobody listed: 高通|总裁兼首席执行官."""
        return opens_plainly(title, self._head)

    def _colleague(self, text: str, links: list[Link], index: int, previous: list[Post]) -> list[Post]:
        """The same office further on in the sentence: 某委副主任委员甲作的…的报告，主任委员乙作的…的汇报."""
        person, last = links[index], previous[-1]
        near = links[max(0, index - _NEAR) : index]
        at = next((i for i, link in enumerate(near) if link.entities[0].key == last.person), len(near))
        if (
            at == len(near)
            or any(link.entities[0].label in POST_HOLDERS for link in near[at:])
            or last.rule not in ("post", "post-within")
        ):
            return []
        match = self._same.search(text, links[index - 1].mention.end, person.mention.start)
        if match is None or match["title"].removeprefix("副") != last.title.removeprefix("副"):
            return []
        key, end, start = person.entities[0].key, person.mention.end, person.mention.start
        return [Post(key, last.organization, match["title"], last.start, end, start, -1, "post-within")]

    def _called(self, text: str, links: list[Link], index: int) -> list[Post]:
        """The title behind the name: 中国政法大学施正文教授."""
        person = links[index]
        key, start, end = person.entities[0].key, person.mention.start, person.mention.end
        match = self._behind.match(text, end)
        if match is None or not index:
            return []
        organization = links[index - 1]
        if organization.entities[0].label not in POST_HOLDERS or organization.mention.end != start:
            return []
        body, place = organization.entities[0].key, organization.mention.start
        return [Post(key, body, match["title"], place, match.end(), start, place, "post-behind")]

    def _of_state(self, text: str, links: list[Link], index: int, offices: Offices) -> list[Post]:
        """An office that says its body, before or behind the name: 国务委员甲, 李克强总理; not 越南总理, nor 阮晋勇总理."""
        person = links[index].mention
        behind = self._office.match(text, person.end)
        before = None if behind else self._office_before.search(text, max(0, person.start - 5), person.start)
        match = behind or before
        if match is None or match["title"] not in offices.bodies or len(person.surface) > _LONGEST_NAME:
            return []
        if person.surface in offices.foreign or offices.is_held(match["title"], person.surface):
            return []
        key, body = links[index].entities[0].key, offices.bodies[match["title"]]
        start, end = min(person.start, match.start()), max(person.end, match.end())
        return [Post(key, body, match["title"], start, end, start if before else person.start, -1, "post-state")]

    def _post(self, person: Link, organization: Link, title: str, rule: str) -> Post:
        if title == "长":  # 财政部长: the name of the body lends its last character
            title = organization.mention.surface[-1:] + title
        if title.endswith("记者"):
            title = _DATELINE.sub("", title)
        return Post(
            person.entities[0].key,
            organization.entities[0].key,
            title.strip(" 　的、"),
            organization.mention.start,
            person.mention.end,
            person.mention.start,
            organization.mention.start,
            rule,
        )

    def is_former(self, title: str) -> bool:
        """Whether the title says the post is over (原副主任)."""
        return title.startswith(self._former)
