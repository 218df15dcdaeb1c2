"""The stories of an article: most tell one; a digest (国内联播快讯) tells many, and nothing carries over."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Document, Sentence

# Titles that name no matter of their own, only that there are several.
_DIGEST = re.compile(
    r"""(?:快讯|简讯|要闻|早报|晚报|晨报|速览|速递|早知道|早餐|导读|汇编|集锦|播报|点评集|一周回顾|盘前|盘后)[^，。：:]{0,8}$
      | ^.{0,4}\d{1,2}点[丨|_｜:： ]                                   # 每经9点_
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[丨|｜、.．】]")
_LONGEST_HEADLINE = 50


def stories(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences story by story, in order. In a digest the headline of each story is of the kind ``title``.

    A headline is a short line of its own without a full stop, behind a line that has one. Where a digest has no headlines,
    each paragraph is a story.
    """
    if not _DIGEST.search(document.title.strip()):
        if sentences:
            yield sentences
        return
    text = document.text
    heads = {s.block for s in sentences if s.kind != "title" and _is_headline(text[s.start : s.end])}
    story: list[Sentence] = []
    block = -1
    for sentence in sentences:
        new = sentence.block != block and sentence.kind != "title"
        if story and new and (sentence.block in heads or not heads):
            yield tuple(story)
            story = []
        block = sentence.block
        story.append(replace(sentence, kind="title") if sentence.block in heads else sentence)
    if story:
        yield tuple(story)


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or "。" in line:
        return False
    return line[-1] not in "！；：:，" or _NUMBERED.match(line) is not None
