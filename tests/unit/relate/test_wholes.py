"""Cities told together behind their province. Origin of each sentence: written for this test."""

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.records import Block, Document, Entity
from kg.relate.wholes import facts_of_wholes, lies_outside
from kg.segment import segment


def headed(text: str) -> set[tuple[str, str]]:
    document = Document(
        identifier="t", title=text, text=text, blocks=(Block(0, len(text), "paragraph"),), issued=None, publisher=None
    )
    gazetteer, sentences = load_gazetteer(), segment(document)
    links = Linker(gazetteer).link(document, sentences, Extractor(gazetteer).extract(document, sentences))
    names = {entity.key: entity.name for link in links for entity in link.entities}
    return {(names[s.subject], names[s.object]) for s in facts_of_wholes(text, sentences, links)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在江苏苏州和江阴，代表们参观了园区。", {("无锡市江阴市", "江苏省")}),
        ("浙江义乌与宁波的企业参加了展会。", {("宁波市", "浙江省")}),
        ("四川芦山县、宝兴县的救灾工作有序展开。", {("雅安市宝兴县", "四川省")}),
    ],
)
def test_the_second_city_is_in_the_province_before_the_first(text: str, found: set[tuple[str, str]]) -> None:
    assert headed(text) == found


@pytest.mark.parametrize("text", ["山东青岛和北京同步启动。", "江苏和浙江、宁波参加了展会。", "苏州和江阴参加了展会。"])
def test_a_city_elsewhere_or_without_a_province_in_front_is_not(text: str) -> None:
    assert not headed(text)


def division(name: str, code: str) -> Entity:
    return Entity(key=f"place/{code}", label="Place", name=name, codes=(("GB/T 2260", code),))


WENXIAN, KANGXIAN, LONGNAN = division("文县", "621222"), division("康县", "621224"), division("陇南市", "621200")
GANSU, SICHUAN, LANZHOU = division("甘肃省", "620000"), division("四川省", "510000"), division("兰州市", "620100")


@pytest.mark.parametrize(("inner", "outer"), [(WENXIAN, KANGXIAN), (LANZHOU, LONGNAN), (WENXIAN, LANZHOU), (GANSU, SICHUAN)])
def test_divisions_side_by_side_are_no_part_of_each_other(inner: Entity, outer: Entity) -> None:
    assert lies_outside(inner, outer)


@pytest.mark.parametrize(("inner", "outer"), [(WENXIAN, LONGNAN), (WENXIAN, GANSU), (LONGNAN, GANSU), (WENXIAN, SICHUAN)])
def test_a_division_below_another_or_read_as_another_of_its_name_may_be(inner: Entity, outer: Entity) -> None:
    assert not lies_outside(inner, outer)
