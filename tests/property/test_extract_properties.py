"""Whatever the text, mentions quote it and do not overlap, and time grows with length only."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document, Mention
from kg.segment import segment

EXTRACTOR = Extractor(load_gazetteer())
PIECES = [
    *(
        "国务院",
        "办公厅",
        "关于",
        "印发",
        "《",
        "》",
        "（以下简称",
        "“",
        "”",
        "）",
        "、",
        "，",
        "。",
        "\n",
        " ",
        "银行",
        "北京",
        "市",
        "局",
    ),
    *(
        "第九届",
        "会",
        "记者",
        "王一鸣",
        "表示",
        "再贷款",
        "行动计划",
        "〔2021〕52号",
        "草案",
        "等企业",
        "·",
        "3000亿元",
        "LPR",
        "（LPR）",
        "京",
    ),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def read(text: str) -> tuple[Mention, ...]:
    document = Document("a", "", text)
    return EXTRACTOR.extract(document, segment(document))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_mentions_quote_the_text_in_order(text: str) -> None:
    mentions = read(text)
    assert all(text[mention.start : mention.end] == mention.surface and mention.surface.strip() for mention in mentions)
    assert list(mentions) == sorted(mentions, key=lambda mention: (mention.start, -mention.end))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_mentions_do_not_overlap_but_for_the_issuer_in_a_title(text: str) -> None:
    mentions = [mention for mention in read(text) if mention.extractor != "issuer"]
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_keep_order_and_hold_every_visible_character(text: str) -> None:
    sentences = segment(Document("a", "", text))
    assert all(left.end <= right.start for left, right in itertools.pairwise(sentences))
    inside = sum(len(text[sentence.start : sentence.end].split()) > 0 for sentence in sentences)
    assert inside == len(sentences)
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())


def test_a_long_paragraph_takes_time_in_proportion_to_its_length() -> None:
    sentence = (
        "国务院办公厅印发《关于若干措施的通知》（以下简称《通知》），北京金融局局长王一鸣表示，“粤信融”平台与沪深交易所对接"
    )

    def seconds(times: int) -> float:
        text = "".join(f"{sentence}{number}" for number in range(times))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    seconds(10)
    short, long = seconds(400), seconds(4000)
    assert long < 40 * short + 0.5


@pytest.mark.parametrize(
    "unit", ["收购甲乙丙、", "实施甲乙丙丁战略、", "北京城投、", "甲乙丙丁（中国）有限公司", "由和及和及和及和领投"]
)
def test_repeated_words_that_rules_look_for_take_time_in_proportion_to_their_number(unit: str) -> None:
    def seconds(count: int) -> float:
        text = "P2P战略，" + unit * count
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    seconds(10)
    short, long = seconds(400), seconds(4000)
    assert long < 30 * short + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "，" + "和" * 36 + "1和和涨停，" + "及和" * 40 + "（和和领投",
        "搭建“惠企贷”" + "网络借贷" * 30 + "的，",
        "《关于甲的声明" + "〔甲〕" * 32 + "乙》",
        "全省工作座谈会" + "在" * 40 + "，举行",
    ],
)
def test_what_could_be_read_in_many_ways_is_read_at_once(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5
