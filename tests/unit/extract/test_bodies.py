"""Units, local bodies and bodies with a bracket in their name; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def found(text: str) -> list[tuple[str, str]]:
    document = Document("a", "", text)
    return [(mention.surface, mention.label) for mention in extractor().extract(document, segment(document))]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("博时基金指数投资部负责人认为，市场回暖", "博时基金指数投资部", "Company"),
        ("国泰君安研究所所长接受采访", "国泰君安研究所", "Company"),
        ("中国证监会江苏监管局公司监管处处长介绍", "中国证监会江苏监管局公司监管处", "Regulator"),
        ("泰康人寿北京医院开业", "泰康人寿北京医院", "Organization"),
        ("活动在国泰君安投资者教育基地举行", "国泰君安投资者教育基地", "Platform"),
        ("苏州市相城区党工委副书记到会", "苏州市相城区党工委", "GovernmentBody"),
        ("江苏省生物医药产业创新联合体成立", "江苏省生物医药产业创新联合体", "Organization"),
    ],
)
def test_a_unit_takes_the_body_it_belongs_to_into_its_name(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize("text", ["东中西部协调发展", "证监会处罚了三家公司", "国家级投教基地名单公布", "平安科技成果丰硕"])
def test_a_word_that_only_ends_like_a_unit_is_none(text: str) -> None:
    assert not [surface for surface, _ in found(text) if surface.endswith(("部", "处", "科", "基地"))]
