"""Firms by who buys, sells or owns them; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def firms(text: str) -> list[str]:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "Company"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司拟收购昱铭环宇100%股权，", "昱铭环宇"),
        ("公告称，紫槐投资（某矿业全资子公司发起的基金）参与增资", "紫槐投资"),
        ("仲达联行大中华区首席经济学家指出", "仲达联行"),
        ("恒力旗下德沃化纤收购一家期货公司", "德沃化纤"),
        ("合作药企包括礼来、拜耳等国内外知名药企", "礼来"),
        ("联合华为、湖北宏茂中药材等12家企事业单位", "湖北宏茂中药材"),
    ],
)
def test_a_deal_or_a_list_shows_a_firm(text: str, name: str) -> None:
    assert name in firms(text)


@pytest.mark.parametrize(
    "text",
    ["拟转让所持标的公司30%股权", "出售旗下两家门店的51%股权", "收购目标资产100%股权", "联合华为、华中农大等12家企事业单位"],
)
def test_what_is_dealt_in_without_a_name_is_no_firm(text: str) -> None:
    assert set(firms(text)) <= {"华为"}


def test_a_role_in_a_contract_is_no_name_of_a_firm() -> None:
    text = "厦门某泰智能科技股份有限公司（以下简称“某泰克”、“发行人”或“公司”）公告。发行人承诺，某泰克将履约"
    assert "某泰克" in firms(text)
    assert {"发行人", "公司"}.isdisjoint(firms(text))
