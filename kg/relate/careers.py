"""Careers: the posts of a person told one by one, often long after the name.

1981年7月至1984年7月，甲县粮食局干部；
1984年7月至1991年9月，乙银行党委书记、行长；
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.records import Entity, Link, Sentence
from kg.regex import regex
from kg.relate.post import POST_HOLDERS, Post, read_post_words

_DATE = r"(?:19|20)\d{2}(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[./．-]\d{1,2}(?!\d))"
_PERIOD = rf"""(?:[自从于])?(?P<since>{_DATE})\s*
    (?:(?:至|到|起|[—–－~～-]{{1,2}})\s*(?:(?P<until>{_DATE})|今)?          # 1981年7月至1984年7月
      |(?=[，,]?[^，。；]{{0,2}}任))                                         # 2018年3月任
"""
_TAKES = "担任|出任|升任|调任|转任|就任|任(?![命期免何由意])"
# What opens a stretch of posts: a period, or a verb of holding office.
_OPENS = regex(
    rf"""{_PERIOD}[，,：:\s]*(?:(?:先后|历|开始|起)?(?:{_TAKES}|在))?
      | (?P<leaves>辞去|不再(?:担任|兼任)|卸任)了?
      | (?:历任|现任|(?:先后|曾|此前|后|此后|之后|随后|又|并|还)(?:先后)?(?:{_TAKES}))过?
    """,
    re.VERBOSE,
)
# What may stand before it, between commas, where the name does not: 此前，他 | 公开资料显示，
_NOBODY_ELSE = regex(
    r"""(?:此前|此后|之后|随后|后来|同时|其中|期间)?[他她其]?|本人
      | (?:公开|官方|相关)?(?:资料|简历|信息|履历)(?:显示)?|据.{1,10}|[男女]|[一-龥]{1,4}族
      | (?:出生于)?\d{4}年\d{0,2}月?(?:出?生|参加工作|加入中国共产党|入党).{0,6}|.{2,8}人|.{0,8}(?:学历|学位|毕业|党员)
    """,
    re.VERBOSE,
)
_JOINED = frozenset(("、", "和", "及", "与", "以及"))
_MARKS = regex(r"[\s，,：:、；]")
_LONGEST_LEAD = 80
_SUBJECT = 12  # code points from the head of a sentence to the name it is about
_PARTS = regex(r"\d+")


class CareerReader:
    """Finds the posts of a career.

    Args:
        path: The list of post words (``ontology/rules/posts.toml``).

    Raises:
        OntologyError: the file is missing or not as documented.
    """

    def __init__(self, path: Path) -> None:
        words = read_post_words(path)
        heads = {*words["heads"], *words["careers"]} - set(words["bylines"])
        head = "|".join(map(re.escape, sorted(heads, key=lambda word: (-len(word), word))))
        one = rf"[^，。；：、“”《》（(\n]{{0,16}}?(?:{head})(?=[，。；、（(\s兼和]|等|的?职务|一职|$)"
        self._title = re.compile(rf"(?P<title>{one}(?:[、兼和]{one})*)")

    def read(self, text: str, sentence: Sentence, links: Sequence[Link], hero: Entity | None) -> list[Post]:
        """Posts told of one person in a sentence, in text order.

        Args:
            text: The document's text.
            sentence: Where to look.
            links: The links of the sentence, by start.
            hero: Whom the sentences before are about.
        """
        body = text[sentence.start : sentence.end]
        if "任" not in body and "辞去" not in body and body[:1] not in "12自从于":
            return []
        found: list[Post] = []
        reached = sentence.start
        for opening, end in _stretches(body, sentence.start):
            person = _person(text, reached, opening.start() + sentence.start, links, hero)
            if person is not None:
                found += self._told(text, opening, (opening.end() + sentence.start, end), links, person)
                hero, reached = person, end
        return found

    def _told(
        self, text: str, opening: re.Match[str], stretch: tuple[int, int], links: Sequence[Link], person: Entity
    ) -> Iterator[Post]:
        start, end = stretch
        inside = [link for link in links if start <= link.mention.start < end]
        people = (at for at, link in enumerate(inside) if link.entities[0].label == "Person")
        inside = [link for link in inside[: next(people, None)] if link.entities[0].label in POST_HOLDERS]
        told = [(link, match) for link, match in self._titled(text, inside, end) if match]
        dates = (_iso(opening["since"]), _iso(opening["until"])) if len(told) == 1 else (None, None)  # of all, not of each
        for link, match in told:
            first, title = link.mention.start, match["title"].strip()
            over = opening["leaves"] is not None
            yield Post(person.key, link.entities[0].key, title, first, match.end(), -1, first, "post-career", *dates, over)

    def _titled(self, text: str, bodies: list[Link], end: int) -> Iterator[tuple[Link, re.Match[str] | None]]:
        """Each body with the title behind it."""
        following = [*(link.mention.start for link in bodies[1:]), end]
        found = [self._title.match(text, link.mention.end, limit) for link, limit in zip(bodies, following, strict=False)]
        for at in range(len(bodies) - 2, -1, -1):  # 任甲公司|、乙公司董事长: of both
            joined = text[bodies[at].mention.end : bodies[at + 1].mention.start] in _JOINED
            found[at] = found[at] or (found[at + 1] if joined else None)
        yield from zip(bodies, found, strict=True)


def _stretches(body: str, offset: int) -> Iterator[tuple[re.Match[str], int]]:
    """What opens each stretch of posts, and where the stretch ends in the text."""
    openings = list(_OPENS.finditer(body))
    ends = [opening.start() for opening in openings[1:]]
    for opening, end in zip(openings, [*ends, len(body)], strict=False):
        yield opening, offset + end


def _person(text: str, reached: int, start: int, links: Sequence[Link], hero: Entity | None) -> Entity | None:
    """Who holds the posts told from ``start`` on: the one the sentence is about, else whom those before were about."""
    before = [link for link in links if link.mention.start < start and link.entities[0].label == "Person"]
    named = {link.entities[0].key for link in before}
    if before:
        head = text.rfind("。", 0, before[0].mention.start)
        close = before[0].mention.start - max(head, text.rfind("\n", 0, before[0].mention.start)) <= _SUBJECT
        close = close or text[before[0].mention.start - 1 : before[0].mention.start] == "，"
        return before[0].entities[0] if len(named) == 1 and close else None
    lead = text[reached:start]
    return hero if len(lead) <= _LONGEST_LEAD and all(map(_NOBODY_ELSE.fullmatch, _MARKS.split(lead))) else None


def _iso(date: str | None) -> str | None:
    """A date as ISO 8601, as far as it goes: 1981年7月 → 1981-07."""
    if date is None:
        return None
    year, *rest = _PARTS.findall(date)
    return "-".join([year, *(f"{int(part):02d}" for part in rest)])
