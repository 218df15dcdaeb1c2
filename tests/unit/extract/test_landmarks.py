"""Places found by what stands around them: venues, features and towns abroad; every sentence is made up."""

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
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "Place"]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("论坛在兰亭国际会展中心开幕。", "兰亭国际会展中心"),
        ("峰会在云台大厦举行。", "云台大厦"),
        ("展览在浙江杭州双桥体育馆举行。", "双桥体育馆"),
        ("我国在北原卫星发射中心用火箭发射卫星。", "北原卫星发射中心"),
    ],
)
def test_what_a_meeting_is_held_in_is_a_place(text: str, venue: str) -> None:
    assert places(text)[-1] == venue


def test_a_listed_venue_stays_apart_from_its_city() -> None:
    assert places("会议在北京人民大会堂举行。") == ["北京", "人民大会堂"]


@pytest.mark.parametrize("text", ["演出在当地剧院上演。", "培训在某五星级酒店举行。", "活动在一家酒店举行。"])
def test_a_venue_without_a_name_is_none(text: str) -> None:
    assert places(text) == []


def test_a_feature_is_named_by_its_head_noun() -> None:
    assert places("车队穿越乌拉图沙漠，船只驶入苏门海峡") == ["乌拉图沙漠", "苏门海峡"]
    assert places("我国沙漠治理，林业草原保护，全国国家公园建设，内陆盆地") == []


def test_a_town_abroad_follows_its_country_or_what_it_is() -> None:
    assert places("会议在波兰比拉斯托举行，船从肯尼亚港口城市马林迪出发") == ["波兰", "比拉斯托", "肯尼亚", "马林迪"]
    assert "海军" not in places("在法国海军的邀请下，代表团从德国企业出发")


def test_works_and_zones_with_a_name_of_their_own_are_places() -> None:
    text = "地铁成功下穿云岭机场，自3月1日横南深度合作区封关，客车驶过白河沟大桥"
    assert places(text) == ["云岭机场", "横南深度合作区", "白河沟大桥"]
    assert places("新建跨江大桥，国际航班通航机场，建设水电站，世界级城市群") == []


def test_a_region_abroad_is_known_by_its_letters_and_its_kind() -> None:
    text = "俄罗斯总统访问塔拉索夫州，随后前往俄罗斯维尔尼奇克地区，抵达克里莫瓦市"
    assert places(text) == ["俄罗斯", "塔拉索夫州", "俄罗斯", "维尔尼奇克", "克里莫瓦市"]
    assert places("在杭州，广州市，本地区，阿里巴巴方向") == ["杭州", "广州市"]


def test_the_scene_of_an_event_keeps_its_name() -> None:
    assert places("记者参观了青松会议旧址和赵某某故居") == ["青松会议旧址"]


def test_a_bare_head_takes_the_place_before_it() -> None:
    assert places("黄河中游的万家寨、小浪底水利枢纽联合调度") == ["黄河", "万家寨", "小浪底水利枢纽"]


def test_a_town_abroad_is_no_person_and_a_hyphen_may_stand_in_a_region() -> None:
    assert places("总干事在德国柏林出席活动，西班牙的卡斯塔里亚-莱恩自治区起火") == [
        "德国",
        "柏林",
        "西班牙",
        "卡斯塔里亚-莱恩自治区",
    ]


def test_a_place_found_once_is_found_again() -> None:
    assert places("贵州黎平县肇光侗寨举行大赛。他来到肇光侗寨考察。") == ["贵州", "黎平县", "肇光侗寨", "肇光侗寨"]


def test_towns_are_listed_behind_the_first_and_behind_a_known_one_abroad() -> None:
    assert places("位于北京市大兴区榆林镇、礼德镇和河北省廊坊市")[1:3] == ["榆林镇", "礼德镇"]
    assert places("俄军在哈尔科夫、斯拉维扬卡等方向进攻") == ["哈尔科夫", "斯拉维扬卡"]


def test_a_distance_is_no_part_of_a_name() -> None:
    assert places("新区位于河北，距离石桥国际机场只有十公里") == ["河北", "石桥国际机场"]


def test_a_listed_name_is_not_broken_into_places() -> None:
    assert places("平陆运河项目在广西开工") == ["平陆运河", "广西"]
    assert places("在中南海紫光阁会见来宾") == ["中南海紫光阁"]


@pytest.mark.parametrize(
    "text",
    [
        "培育现代化都市圈，加快发展都市圈，打造世界一流科学城，推进综合保税区建设",
        "主要水电站来水偏丰，梯级水电站投产，全省草原面积增加",
        "讲座在中心礼堂举行，比赛在主体育场举行，保护名人故居，修缮革命旧址，参观会址",
    ],
)
def test_a_kind_of_feature_is_no_place(text: str) -> None:
    assert places(text) == []
