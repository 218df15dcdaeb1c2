"""Works and goals of a visit that bear names of their own; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def places(text: str) -> list[str]:
    document = Document("a", "", text)
    return [mention.surface for mention in extractor().extract(document, segment(document)) if mention.label == "Place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("控制性工程——白鹭洋大桥昨天封底", "白鹭洋大桥"),
        ("首个绿色电站——巴基斯坦塔瓦利尔燃煤电站投运", "塔瓦利尔燃煤电站"),
        ("编队从英国南部普利茅斯海军基地启航", "普利茅斯海军基地"),
        ("云南大理至丽江高速公路金沙江特大桥通车", "金沙江特大桥"),
        ("调研组来到银杏汽车城，了解销售", "银杏汽车城"),
        ("前往深圳市桂香社区核酸检测点", "桂香社区"),
        ("来到青山村察看水稻插秧", "青山村"),
        ("在公司和中芬生命科学园调研创新合作", "中芬生命科学园"),
    ],
)
def test_a_work_or_a_goal_is_a_place(text: str, name: str) -> None:
    assert name in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "建成一批水电站，大桥建成后，跨海大桥通车",
        "深入农村社区，走进企业和社区",
        "中国物流业景气指数为55.8%，世界旅游城市指数公布",
    ],
)
def test_a_common_noun_and_the_country_of_an_index_are_no_places(text: str) -> None:
    assert places(text) == []
