"""The stories of an article: most tell one; a digest (国内联播快讯) tells many, and nothing carries over."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Document, Sentence
from kg.regex import regex

# Titles that name no matter of their own, only that there are several.
_DIGEST = re.compile(
    r"""(?:快讯|简讯|要闻|早报|晚报|晨报|速览|速递|早知道|早餐|导读|汇编|集锦|播报|点评集|一周回顾|盘前|盘后)[^，。：:]{0,8}$
      | ^.{0,4}\d{1,2}点[丨|_｜:： ]                                   # 每经9点_
    """,
    re.VERBOSE,
)
_NUMBERED = regex(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[丨|｜、.．】]")
_ITEM = re.compile(r"【[^【】\n]{4,40}】|\d{1,2}\s*[丨｜|]\s*[一-龥]")
_FEWEST_ITEMS = 3
_LONGEST_HEADLINE = 50
# Where a digest is one paragraph, a headline runs into its story: …联合创新中心揭牌|今天（9月10日），…
_WHEN = regex(r"[^，。；：]{8,34}(?:今天|昨天|昨晚|今晚|当地时间|近日|日前|截至|记者)")
_LEAD = regex(r"[^，。；]{0,12}(?:消息|报道|电)[^，。；：]{0,8}[：:]")
_CARRIED = regex("该|本|这|此|其|同时|另外|还|双方|截至|目前|未来|下一步|他|她|据|项目|会议|会上|活动")
_TWICE = regex("(?=.{8}).*?([一-龥]{3}).{5,}\\1")  # the story says again what its headline said


def stories(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences story by story, in order. In a digest the headline of each story is of the kind ``title``.

    A headline is a short line of its own without a full stop, behind a line that has one. Where a digest has no headlines,
    each paragraph is a story; where it is one paragraph, each sentence that says its beginning twice opens one.
    """
    text = document.text
    items = _items(text, sentences)
    if not items and not _DIGEST.search(document.title.strip()):
        if sentences:
            yield sentences
        return
    heads = {s.block for s in sentences if s.kind != "title" and _is_headline(text[s.start : s.end])}
    run_in = len({s.block for s in sentences if s.kind != "title"}) == 1
    story: list[Sentence] = []
    block = -1
    for sentence in sentences:
        new = sentence.block != block and sentence.kind != "title"
        begins = sentence.block in items if items else sentence.block in heads or not heads
        new = (new and begins) or (run_in and _opens(text[sentence.start : sentence.end]))
        if story and new:
            yield tuple(story)
            story = []
        block = sentence.block
        story.append(replace(sentence, kind="title") if sentence.block in heads else sentence)
    if story:
        yield tuple(story)


def _items(text: str, sentences: tuple[Sentence, ...]) -> set[int]:
    """The blocks that open an item of news by their form (【央行开展逆回购】…, 1丨…), three at least; else none."""
    opening = {s.block for s in sentences if s.kind != "title" and _ITEM.match(text, s.start)}
    return opening if len(opening) >= _FEWEST_ITEMS else set()


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or "。" in line:
        return False
    return line[-1] not in "！；：:，" or _NUMBERED.match(line) is not None


def _opens(sentence: str) -> bool:
    """Whether a sentence of a digest in one paragraph opens a story: its headline, without a stop, then the first sentence.

    >>> _opens("第三届西部博览会今天开幕第三届西部博览会今天在昆明开幕，有多家企业参展。")
    True
    >>> _opens("本届博览会将举行多场活动。")
    False
    """
    lead = _LEAD.match(sentence)
    sentence = sentence[lead.end() :] if lead else sentence
    if _CARRIED.match(sentence):
        return False
    head = re.match("[^，。；：]*", sentence)
    first = head.group()[:40] if head else ""
    return (len(first) >= 16 and _TWICE.match(first) is not None) or _WHEN.match(sentence) is not None
