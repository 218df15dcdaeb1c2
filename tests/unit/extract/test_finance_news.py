"""Names as finance news writes them: short firms, units of banks, shares that move; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def found(text: str, label: str) -> list[str]:
    document = Document("a", "", text)
    return [mention.surface for mention in extractor().extract(document, segment(document)) if mention.label == label]


@pytest.mark.parametrize("adverb", ["亦", "也", "则", "还", "亦再次"])
def test_an_adverb_before_what_is_said_is_no_part_of_a_name(adverb: str) -> None:
    assert found(f"王青{adverb}认为，利率有下行空间。", "Person") == ["王青"]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("历任东海银行资金交易中心副主任", "Bank", "东海银行资金交易中心"),
        ("历任中国银行海南省分行外汇资金处交易员", "Bank", "中国银行海南省分行外汇资金处"),
        ("江西省人社厅就业促进和失业保险处处长说", "GovernmentBody", "江西省人社厅就业促进和失业保险处"),
    ],
)
def test_a_unit_with_its_trade_in_the_name_is_read_whole(text: str, label: str, name: str) -> None:
    assert found(text, label) == [name]


def test_a_short_name_of_a_paper_is_not_the_bank_that_issues_it() -> None:
    text = "光大银行发布股东大会决议公告（以下简称公告）。公告称，议案获通过。"
    assert found(text, "Bank") == ["光大银行"]


def test_a_short_name_behind_other_words_is_not_the_place_before_them() -> None:
    text = "设立“汕尾市小微企业信保担保基金”（下称信保基金）。信保基金规模两亿元。"
    assert found(text, "Place") == ["汕尾市"]
