"""Posts: an organisation, a title and a person in apposition (工业和信息化部中小企业局副局长王海林)."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.records import Link, Sentence

_POST_HOLDERS = frozenset(
    ("Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet")
)
# In these several posts stand in one list; in state organs the next title may be another body's.
_MANY_POSTS = frozenset(("Bank", "Company", "Association", "MarketInstitution", "Organization"))
# Between a person and the body of the post.
_APPOINTED = re.compile(
    r"""[，,（(]                                                         # 罗文，工业和信息化部规划司司长
      | (?:同志|先生|女士)?[，,]?\s*
        (?:(?:自\d{4}年[^，。]{0,6})?(?:[同现还曾又将拟])?(?:时|经|获|被)?
           (?:为|任|担任|出任|接任|当选|当选为|就任|调任|升任|兼任|履新|转任|聘任为|聘为|任命为|推选为|选举为|选为|是|系|任职|供职于|就职于|加入)
           (?:了)?)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Post:
    """A person's post: keys of person and organisation, the title as written and where it is said."""

    person: str
    organization: str
    title: str
    start: int
    end: int
    person_start: int
    organization_start: int
    rule: str


class PostReader:
    """Finds posts in the sentences of a document.

    Args:
        path: The list of post words (``ontology/rules/posts.toml``).

    Raises:
        OntologyError: the file is missing or not as documented.
    """

    def __init__(self, path: Path) -> None:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            heads, former, bylines = data["heads"], data["former"], data["bylines"]
        except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
            raise OntologyError(f"cannot read the list of posts: {error}", where=str(path)) from error
        head = "|".join(map(re.escape, sorted(set(heads), key=lambda w: (-len(w), w))))
        byline = "|".join(map(re.escape, bylines))
        # 党组成员、秘书长 | 原副主任 | 宏观研究员: up to 24 characters without a clause break, ending in a post.
        title = rf"(?P<title>长(?![^\s（(])|[^，。；：！？“”《》\n]{{0,24}}?(?:{head}))"
        self._before = re.compile(rf"[\s的]*{title}[\s（(]*(?:[^，。；：！？“”《》\n、]{{0,3}})?[\s]*")
        self._apposed = re.compile(rf"\s*{title}[、，,兼和暨\s]+(?:兼)?")
        self._after = re.compile(rf"[\s]*{title}(?=[，。；、！\n”）)]|$)")
        self._next = re.compile(rf"[\s]*(?:[、，,和与及]|以及|暨)\s*(?P<title>[^，。；：！？“”《》\n、]{{0,12}}?(?:{head}))\s*")
        # 财联社6月9日讯（记者 张晓翀） | 新华社北京3月5日电（记者张三）
        self._byline = re.compile(rf"[^。！？\n]{{0,16}}?[（(，\s]?(?P<title>(?:{byline}))[\s:：/]*")
        self._former = tuple(former)

    def read(self, text: str, sentence: Sentence, links: list[Link]) -> list[Post]:
        """Posts of one sentence, in text order; ``links`` are the sentence's links by start.

        ``start`` of a post is the start of the organisation, ``end`` the end of the person.
        """
        posts: list[Post] = []
        previous: list[Post] = []
        for index, link in enumerate(links):
            if link.entities[0].label != "Person":
                continue
            found = (
                self._left(text, links, index)
                or self._shared(text, links, index, previous)
                or self._deputy(text, links, index, previous)
                or self._right(text, links, index)
            )
            posts.extend(found)
            if found:
                previous = found
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
            if (
                organization.entities[0].label == "Place"
                and at
                and not text[links[at - 1].mention.end : organization.mention.start]
            ):
                at -= 1  # 某某集团中国区总裁: a place within the title
                continue
            if organization.entities[0].label not in _POST_HOLDERS:
                break
            gap = text[organization.mention.end : right]
            match = pattern.fullmatch(gap)
            rule = "post"
            if match is None and organization.entities[0].label == "MediaOutlet" and pattern is self._before:
                match = self._byline.fullmatch(gap)
                rule = "byline"
            if match is None or "该" in match["title"] or "已" in match["title"]:
                break  # 纪检组已对该院主任张三: the body acts on him
            found.append(self._post(person, organization, match["title"], rule))
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
        if gap.strip(" 　、和/") != "":
            return []
        person = links[index]
        return [
            Post(person.entities[0].key, p.organization, p.title, p.start, person.mention.end, person.mention.start, -1, p.rule)
            for p in previous
        ]

    def _deputy(self, text: str, links: list[Link], index: int, previous: list[Post]) -> list[Post]:
        """The next of a list with a title of his own: 协会会长甲、副会长乙; 公司董事长甲、总经理乙.

        A state organ has its deputies; another office in its list may be another body's (省委书记甲、省长乙).
        """
        if index == 0 or not previous or previous[-1].person != links[index - 1].entities[0].key:
            return []
        person = links[index]
        match = self._next.fullmatch(text[links[index - 1].mention.end : person.mention.start])
        if match is None or previous[0].rule == "byline":
            return []
        holder = next((x for x in links if x.mention.start == previous[-1].organization_start), None)
        own = holder is not None and holder.entities[0].label in _MANY_POSTS
        deputy = match["title"].startswith("副") and previous[-1].title.endswith(match["title"].removeprefix("副"))
        if not (own or deputy):
            return []
        last = previous[-1]
        key, end, start = person.entities[0].key, person.mention.end, person.mention.start
        return [Post(key, last.organization, match["title"], last.start, end, start, last.organization_start, last.rule)]

    def _right(self, text: str, links: list[Link], index: int) -> list[Post]:
        """罗文，工业和信息化部规划司司长 | 任命张三为某行行长 | 张三任某行行长."""
        person = links[index]
        if index + 1 >= len(links):
            return []
        organization = links[index + 1]
        if organization.entities[0].label not in _POST_HOLDERS:
            return []
        gap = text[person.mention.end : organization.mention.start]
        if not _APPOINTED.fullmatch(gap):
            return []
        match = self._after.match(text, organization.mention.end)
        if match is None or len(match["title"]) > 16:
            return []
        start, end = person.mention.start, match.end()
        return [
            Post(
                person.entities[0].key,
                organization.entities[0].key,
                match["title"].strip(),
                start,
                end,
                person.mention.start,
                organization.mention.start,
                "post-after",
            )
        ]

    def _post(self, person: Link, organization: Link, title: str, rule: str) -> Post:
        if title == "长":  # 财政部长: the name of the body lends its last character
            title = organization.mention.surface[-1:] + title
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
