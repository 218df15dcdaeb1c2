"""Short forms and pronouns within one article."""

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.link.expansion import EDITION
from kg.link.features import NEAR
from kg.link.morphology import abbreviates
from kg.link.rules import LinkRules
from kg.records import Document, Entity, Link, Mention, Reason, Sentence
from kg.regex import regex

_WINDOW = 60  # links before a pronoun that it may point to

# 会议 alone, not the end of a longer word (四个阶段全体会议).
_BEFORE_MEETING = regex(r"[，。；！？：、\n]$|(?:主持|出席|参加|列席)$")
# 平台 alone, at the head of its clause and doing something: no 电商平台, no 平台经济.
_BEFORE_PLATFORM = regex(r"[，。；！？：\n]$")
_AFTER_PLATFORM = regex(
    r"(?:已|将|可|由|通过|累计|自|上线|运行|依托|汇集|归集|整合|还|共有|现有|目前|于|实现|采用|注册|设有|支持|提供)"
)
# An event that is only referred to is not the one reported: 迎接党的二十大胜利召开, 十九大精神, 两会在即.
_AFTER_OTHER_EVENT = regex(r"”?(?:的?精神|胜利召开|召开以来|以来|以后|之后|在即|提出|报告|部署|作出)")
# 传达学习全国某某工作会议要求
# 建议将修正草案提请|某某次会议审议: the next meeting, not this one.
_BEFORE_OTHER_EVENT = regex("(?:提请|提交)$|(?:传达|贯彻|领会|(?<![体题组])学习)(?:学习|落实|贯彻)?了?[^，。；召举在]*$")
_FORUM = regex("论坛|[峰年大]会(?!堂)|研讨|对话|会议|博览会|展")  # at what 论坛上 may be said
_BEFORE_REACH = 36  # code points


def fuller_mention(mention: Mention, named: Sequence[tuple[Mention, Entity]]) -> tuple[Mention, Entity] | None:
    """The longer name, elsewhere in the article, that a mention shortens; None when none or two different ones fit.

    A short form is the longer one's beginning (度小满 of 度小满金融), its end (普惠金融事业部 of 工商银行普惠金融事业部),
    or keeps its order and its last character (投融会 of 第九届中国中小企业投融资交易会).
    """
    if mention.label == "Person" or len(mention.surface) < 2:
        return None
    fits: dict[str, tuple[Mention, Entity]] = {}
    for other, entity in named:
        if len(other.surface) <= len(mention.surface) or not _same_kind(mention.label, entity.label):
            continue
        if any(_shortens(mention.surface, longer, mention.label) for longer in (other.surface, entity.name)):
            fits.setdefault(entity.key, (other, entity))
    return next(iter(fits.values())) if len(fits) == 1 else None


# What numbers one round of a measure that is taken again and again: 2021年度|中央储备猪肉收储, 第四批|中央环保督察.
_ROUND = re.compile(r"(?:(?:19|20)\d\d年度?|第[一二三四五六七八九十百\d]{1,3}[批轮期次])+(?=\D)")


def edition(mention: Mention, entity: Entity, named: Sequence[tuple[Mention, Entity]]) -> tuple[Mention, Entity] | None:
    """The one edition in the article of a series of events, or round of a measure; None when none or several are named.

    广交会 → 第136届广交会; 中央储备猪肉收储 → 2021年度中央储备猪肉收储.
    """
    numbered, label = (_ROUND, "PolicyMeasure") if mention.label == "PolicyMeasure" else (EDITION, "Event")
    if numbered.match(mention.surface):
        return None
    series = {mention.surface, entity.name, *(text for text, _ in entity.aliases)}
    fits: dict[str, tuple[Mention, Entity]] = {}
    for other, one in named:
        if one.label != label or one.key == entity.key or (number := numbered.match(other.surface)) is None:
            continue
        if label != "Event":
            fit = other.surface[number.end() :] in series
        else:
            fit = any(one.name.endswith(name) or other.surface.endswith(name) for name in series)
        if fit:
            fits.setdefault(one.key, (other, one))
    return next(iter(fits.values())) if len(fits) == 1 else None


def _same_kind(label: str, other: str) -> bool:
    return label == other or frozenset((label, other)) in NEAR


def _shortens(short: str, long: str, label: str) -> bool:
    if label == "Place":
        return long.endswith(short)
    if label in ("Company", "Organization", "Platform", "FinancialProduct") and long.startswith(short) and len(short) >= 3:
        return True
    if long.endswith(short) and len(short) >= 3:
        return True
    return label in ("Event", "Platform", "Association", "Organization") and len(short) >= 3 and abbreviates(short, long)


def silent_links(document: Document, sentences: Sequence[Sentence], links: Sequence[Link], rules: LinkRules) -> list[Link]:
    """Links of pronouns and common nouns (该行, 会上) whose meaning is certain: the only body of the class so far or nearby."""
    text = document.text
    platform = any(link.mention.label == "Platform" for link in links) and "平台" in text
    if not platform and not any(word in text for word in ("该", "本行", "会议", "会上", "论坛上", "本公司")):
        return []
    pattern, labels = _pronouns(rules.pronouns)
    starts = [link.mention.start for link in links]
    found = []
    for match in pattern.finditer(text):
        if match.group() == "会议" and not _BEFORE_MEETING.search(text, max(0, match.start() - 2), match.start()):
            continue
        if match.group() == "平台" and not _is_the_platform(text, match):
            continue
        until = bisect_left(starts, match.end())
        if until and links[until - 1].mention.end > match.start():
            continue
        entity = _antecedent(match.group(), match.start(), labels[match.group()], links[max(0, until - _WINDOW) : until], text)
        if entity:
            mention = Mention(match.start(), match.end(), match.group(), entity.label, "coreference", 0.6)
            reason = Reason("antecedent", 0.6, f"{match.group()} points back to {entity.name}")
            found.append(Link(mention, (entity,), 0.6, (reason,), silent=True))
    return found


def _is_the_platform(text: str, match: re.Match[str]) -> bool:
    before = _BEFORE_PLATFORM.search(text, max(0, match.start() - 1), match.start())
    return before is not None and _AFTER_PLATFORM.match(text, match.end()) is not None


@functools.lru_cache(4)
def _pronouns(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """One pattern for all pronouns, and the classes each may point to."""
    labels: dict[str, list[str]] = {}
    for label, pronouns in words:
        for pronoun in pronouns:
            labels.setdefault(pronoun, []).append(label)
    longest_first = sorted(labels, key=lambda word: (-len(word), word))
    return re.compile("|".join(longest_first)), labels


def _antecedent(word: str, at: int, labels: Sequence[str], links: Sequence[Link], text: str) -> Entity | None:
    """The last body of a fitting class before the word, if near or if the only one; its name must end like the pronoun."""
    before = [
        link
        for link in links
        if link.mention.end <= at
        and len(link.entities) == 1
        and link.entities[0].label in labels
        and not (link.entities[0].label == "Event" and _is_recalled(text, link.mention))
    ]
    if not before:
        return None
    last = before[-1].entities[0]
    if word[-1] in "行局会委部" and word not in ("会议", "会上") and not _ends_like(before[-1], word[-1]):
        return None
    if word == "论坛上" and not _FORUM.search(last.name):
        return None  # not at games
    only = len({link.entities[0].key for link in before}) == 1
    near = at - before[-1].mention.end <= 120 and word != "平台"
    return last if near or only else None


def _is_recalled(text: str, event: Mention) -> bool:
    if _AFTER_OTHER_EVENT.match(text, event.end):
        return True
    return _BEFORE_OTHER_EVENT.search(text, max(0, event.start - _BEFORE_REACH), event.start) is not None


def _ends_like(link: Link, ending: str) -> bool:
    entity = link.entities[0]
    if entity.name.endswith(("委员会",)) and ending == "委":
        return True
    return entity.name.endswith(ending) or link.mention.surface.endswith(ending)
