"""A digest is many stories: what one says, the next does not carry on. Origin of each text: written for this test."""

from kg.records import Block, Document
from kg.relate.stories import stories
from kg.segment import segment
from tests.unit.relate.texts import facts

DIGEST = """国内联播快讯
某某网消息：
西部论坛今天举行
西部论坛今天在成都举行。张某致辞。
外贸“开门红”
前两个月外贸增长百分之五。李某介绍了情况。"""


def article(text: str) -> Document:
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), "paragraph" if start else "title"))
        start += len(line) + 1
    return Document("a", text[: blocks[0].end], text, tuple(blocks))


def told(text: str) -> list[list[str]]:
    document = article(text)
    return [[text[s.start : s.end] for s in story] for story in stories(document, segment(document))]


def test_each_headline_of_a_digest_begins_a_story() -> None:
    assert [story[0] for story in told(DIGEST)] == ["国内联播快讯", "西部论坛今天举行", "外贸“开门红”"]


def test_a_digest_without_headlines_has_a_story_a_paragraph() -> None:
    assert len(told("财经早报\n央行开展逆回购。利率不变。\n某某公司上市。")) == 3


def test_another_article_is_one_story_whatever_its_headings() -> None:
    assert len(told(DIGEST.replace("国内联播快讯", "外贸增长"))) == 1


def test_no_sentence_is_lost() -> None:
    document = article(DIGEST)
    every = [(s.start, s.end) for s in segment(document)]
    assert [(s.start, s.end) for story in stories(document, segment(document)) for s in story] == every


def test_nobody_takes_part_in_the_meeting_of_another_story() -> None:
    text = "{0}#/{{E:西部论坛}}今天举行/{{E:西部论坛}}今天在{{L:成都}}举行。{{H:张某}}致辞。/外贸增长/{{H:李某}}出席并致辞。"
    assert ("李某", "participatesIn", "西部论坛") in facts(text.format("西部开发"))
    assert ("李某", "participatesIn", "西部论坛") not in facts(text.format("国内联播快讯"))
