"""Sites and units read on from a listed name; every sentence is made up."""

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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("深茂铁路今天铺轨，它与沪苏通铁路和合福高铁同年开工。", ["深茂铁路", "沪苏通铁路", "合福高铁"]),
        ("深茂铁路铺轨\n深茂铁路今天开始铺轨。", ["深茂铁路", "深茂铁路"]),
        ("天津港、唐山港货物吞吐量增长，青岛港口繁忙。", ["天津港", "唐山港"]),
        ("全国铁路发送旅客，沿江高铁、快速铁路加快建设。", []),
        ("仪式在沈阳抗美援朝烈士陵园举行。", ["沈阳抗美援朝烈士陵园"]),
        ("车队进入了庐江高新技术产业开发区。", ["庐江高新技术产业开发区"]),
        ("还来到扎龙自然保护区、向阳村等地。", ["扎龙自然保护区"]),
        ("亚利桑那州首府菲尼克斯市11日高温。", ["亚利桑那州", "菲尼克斯市"]),
        ("安徽合肥至芜湖铁路客运专线铺轨，宜昌至武汉高铁提速。", ["安徽合肥至芜湖铁路客运专线", "宜昌", "武汉"]),
        ("广西柳州至河池至百色高速公路通车。", ["广西柳州至河池至百色高速公路"]),
        ("列车由郑州东站开往哈尔滨西站。", ["郑州东站", "哈尔滨西站"]),
        ("荆岳铁路的长江特大桥合龙。", ["荆岳铁路", "长江特大桥"]),
        ("游客参观了准格尔旗黄河大峡谷，还到过莫斯科红场。", ["准格尔旗", "黄河大峡谷", "莫斯科", "红场"]),
        ("北京中关村国家自主创新示范区的企业受访。", ["北京", "中关村国家自主创新示范区"]),
        ("医护人员返回埃博拉疫区，青岛市政府采购预算增加。", ["青岛市"]),
    ],
)
def test_sites_bear_the_place_they_stand_in(text: str, places: list[str]) -> None:
    assert found(text, "Place") == places


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("黑龙江省黑土保护利用研究院公布结果", ["黑龙江省黑土保护利用研究院"]),
        ("中科院长春光机所研制成功", ["中科院长春光机所"]),
        ("国家超级计算天津中心启动研制", ["国家超级计算天津中心"]),
        ("上海成立人工智能研究院", []),
    ],
)
def test_institutes_bear_their_place_or_academy(text: str, bodies: list[str]) -> None:
    assert found(text, "Organization") == bodies


def test_a_centre_behind_its_body_is_a_unit() -> None:
    assert found("中国气象局公共气象服务中心启动服务", "GovernmentBody") == ["中国气象局公共气象服务中心"]
    assert found("教育部建立就业服务中心", "GovernmentBody") == ["教育部"]


def test_the_house_of_a_paper_is_the_paper() -> None:
    assert found("工人日报社、哈尔滨日报社代表发言", "MediaOutlet") == ["工人日报社", "哈尔滨日报社"]


def test_a_military_region_is_no_city_and_an_old_town_no_district() -> None:
    assert found("参演的广州军区某集团军启程。", "Place") == []
    assert found("在古城西安，大街挂上了国旗。", "Place") == ["西安"]


def test_a_hall_that_names_its_city_is_a_place_and_not_who_runs_it() -> None:
    assert found("展会将在国家会展中心（上海）举办。", "Place") == ["国家会展中心（上海）"]
