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


RUN_IN = """国内联播快讯
某某网消息（新闻联播）：第三届西部博览会今天开幕第三届西部博览会今天在昆明开幕，有多家企业参展。本届博览会为期三天。\
我国两座电站今天开建今天，电网公司开工建设两座电站。该项目总投资二百亿元。北部草原冬季转场开启北部草原进入转场季，牧民归拢牛羊。"""


def test_a_headline_that_runs_into_its_story_opens_it() -> None:
    assert [len(story) for story in told(RUN_IN)] == [1, 2, 2, 1]


def test_items_in_brackets_are_stories_whatever_the_title() -> None:
    text = "市场一周\n【央行开展操作】央行今日操作。\n利率不变。\n【两家公司增持】某公司公告。\n【新股今日上市】某股上市。"
    assert [len(story) for story in told(text)] == [1, 2, 1, 1]


def test_numbered_measures_of_one_document_are_one_story() -> None:
    assert len(told("十部门发文\n一、加强监管。\n二、完善制度。\n三、优化服务。")) == 1
