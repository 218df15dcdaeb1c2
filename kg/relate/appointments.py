"""Appointments: a person, a verb of taking or leaving office, and the body with the title (张三任某行行长)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.records import Link
from kg.regex import regex
from kg.relate.post import POST_HOLDERS, Post

_LONGEST_TITLE = 16
_BESIDE = regex(r"[，,（(]")  # 罗文，工业和信息化部规划司司长
# Between a person and the body of the post.
_TAKES = regex(
    r"""(?:同志|先生|女士)?[，,]?\s*
        (?:(?:自\d{4}年[^，。]{0,6})?(?:正式|[同现还曾又将拟已]){0,2}(?:时|经|获|被)?
           (?:为|任|担任|出任|接任|当选|当选为|就任|调任|升任|兼任|履新|转任|聘任为|聘为|任命为|推选为|选举为|选为|是|系|任职|供职于|就职于|加入)
           (?:了)?)
    """,
    re.VERBOSE,
)
_LEAVES = regex(
    r"(?:同志|先生|女士)?[，,]?\s*(?:[已拟将]|正式|申请|宣布|因[^，。]{1,8}[，,]?){0,2}(?:辞去|辞任|卸任|请辞|不再(?:担任|兼任|任)|离任)(?:了)?"
)
_DISMISSED = regex(r"(?:同志|先生|女士)?的")  # 免去李某的某部副部长职务
# In front of the body, and between the title and who held it: 获聘|甲银行行长|之前，|乙.
_TAKEN = re.compile("(?:获聘|获任|受聘|出任|担任|就任|接任|升任|调任|履新|当选|任|[入加]盟|加入)(?:为|了)?$")
_DATED = re.compile("(?:之?[前后]|以[前后]|期间|时|之时)(?:不久)?[，,]")
_APPROVES = ("核准", "核准了", "聘任", "任命", "聘请", "委任")
_DISMISSES = ("免去", "免除", "解聘", "撤销")


class Titles(NamedTuple):
    """How the titles behind a body are written, each as the group ``title``.

    The first, what goes on (、董事长), and one that dates a clause (行长|之前).
    """

    first: re.Pattern[str]
    more: re.Pattern[str]
    dated: re.Pattern[str]


def appointed(text: str, links: Sequence[Link], index: int, titles: Titles, *, only_verbs: bool) -> list[Post]:
    """The post of the person at ``index`` in the body named next.

    Args:
        text: The document's text.
        links: The links of the sentence, by start.
        index: Which of them is the person.
        titles: What stands behind the body.
        only_verbs: Whether a mere comma between person and body says nothing, as the post in front of the name is told.
    """
    person = links[index]
    if index + 1 >= len(links) or links[index + 1].entities[0].label not in POST_HOLDERS:
        return []
    body = links[index + 1]
    left = _between(text, person.mention.start, text[person.mention.end : body.mention.start], only_verbs=only_verbs)
    match = titles.first.match(text, body.mention.end) if left is not None else None
    if left is not None and (row := _row(text, links, index + 1))[1:]:  # 任甲公司、乙公司董事长
        match, shared = titles.first.match(text, row[-1].mention.end), match
        if match is not None and not only_verbs:
            ends = person.mention.start, match.end(), person.mention.start
            return [_post(person, of_one, match["title"], *ends, over=left) for of_one in row]
        match = shared
    if left is None or match is None or len(match["title"]) > _LONGEST_TITLE:
        return []
    title, end = match["title"].strip(), match.end()
    following = links[index + 2].mention.start if index + 2 < len(links) else len(text)
    while (more := titles.more.match(text, end)) and more.end() <= following:
        title, end = title + more.group(), more.end()
    return [_post(person, body, title, person.mention.start, end, person.mention.start, over=left)]


def _row(text: str, links: Sequence[Link], at: int) -> list[Link]:
    """The bodies of the list that begins at ``at``."""
    found = [links[at]]
    for link in links[at + 1 :]:
        joined = text[found[-1].mention.end : link.mention.start] in ("、", "和", "及", "与", "以及")
        if not joined or link.entities[0].label not in POST_HOLDERS:
            break
        found.append(link)
    return found


def _post(person: Link, body: Link, title: str, start: int, end: int, first: int, *, over: bool = False) -> Post:
    keys = person.entities[0].key, body.entities[0].key
    return Post(*keys, title.strip(), start, end, first, body.mention.start, "post-after", over=over)


def held_before(text: str, links: Sequence[Link], index: int, titles: Titles) -> list[Post]:
    """The post that dates a clause in front of the name: 获聘甲银行副行长前，|乙|任…."""
    person = links[index]
    if not index or links[index - 1].entities[0].label not in POST_HOLDERS:
        return []
    body = links[index - 1]
    taken = _TAKEN.search(text, max(0, body.mention.start - 8), body.mention.start)
    match = titles.first.match(text, body.mention.end) or titles.dated.match(text, body.mention.end)
    if taken is None or match is None or not _DATED.fullmatch(text, match.end("title"), person.mention.start):
        return []
    return [_post(person, body, match["title"], body.mention.start, person.mention.end, person.mention.start)]


def _between(text: str, start: int, gap: str, *, only_verbs: bool) -> bool | None:
    """Whether what stands between says that the person leaves the post; None where it says nothing of a post."""
    if _TAKES.fullmatch(gap) or (not only_verbs and _BESIDE.fullmatch(gap)):
        return False
    if not gap and text.endswith(_APPROVES, 0, start):
        return False  # 核准王某某行行长的任职资格
    if _LEAVES.fullmatch(gap) or (_DISMISSED.fullmatch(gap) and text.endswith(_DISMISSES, 0, start)):
        return True
    return None
