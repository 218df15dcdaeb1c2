"""Platforms by what stands around their names, and titles that are papers or no laws; sentences made up for this test."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def names(text: str, label: str) -> list[str]:
    return [mention.surface for mention in extractor().extract(Document("a", "", text), ()) if mention.label == label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该县打造的绿金通惠农信息平台，已服务万户。", ["绿金通惠农信息平台"]),
        ("两国开通湄南河水质联合监测平台。", ["湄南河水质联合监测平台"]),
        ("用户可以在招商银行APP上办理。", ["招商银行APP"]),
        ("打开“巷口通”App，即可预约。", ["巷口通"]),
        ("各地搭建省级粮情监测平台。", []),
        ("各类金融APP应当备案。", []),
        ("将其打造为产业金融服务平台。", []),
        ("线上线下“两平台”同时运行。", []),
    ],
)
def test_platforms_are_found_by_the_verb_that_builds_them_and_apps_by_their_maker(text: str, expected: list[str]) -> None:
    assert names(text, "Platform") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《新时代的航空运输》白皮书今天发布。", ["新时代的航空运输"]),
        ("三市联合公布《渔业行政处罚裁量基准》。", ["渔业行政处罚裁量基准"]),
        ("展柜里有《司马兵法》等古籍。", []),
        ("最高法今天发布医疗损害赔偿司法解释。", ["医疗损害赔偿司法解释"]),
        ("会议审议通过了渔业资源保护管理办法。", ["渔业资源保护管理办法"]),
    ],
)
def test_a_document_is_known_by_its_end_by_what_follows_or_by_who_passes_it(text: str, expected: list[str]) -> None:
    assert names(text, "PolicyDocument") == expected


def test_platforms_of_lenders_are_known_by_what_was_done_with_them() -> None:
    text = "设立昱融理财平台，并收购抓钱牛、石头财富，从事网络借贷。昱融理财被查。"
    assert names(text, "Platform") == ["昱融理财平台", "抓钱牛", "石头财富", "昱融理财"]


def test_lines_of_business_are_no_platforms_of_lenders() -> None:
    text = "公司设立网络借贷平台、理财平台，经营信贷、保险、理财等业务，从事网络借贷。"
    assert names(text, "Platform") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年大额批量支付系统处理业务平稳。", ["大额批量支付系统"]),
        ("将设备数据接入农机融资统一登记公示系统，", ["农机融资统一登记公示系统"]),
        ("推进知识产权融资综合服务平台应用。", ["知识产权融资综合服务平台"]),
        ("五要加快全国社保信息平台建设", ["全国社保信息平台"]),
        ("三部门建成运行了全国商标权质押登记平台。", ["全国商标权质押登记平台"]),
        ("全国林权抵押查询平台昨天上线", ["全国林权抵押查询平台"]),
        ("全国性水权服务平台，全国已有互联网信息平台30家，全国各类渔业交易平台", []),
        ("可登录自然人电子税务局查询", ["自然人电子税务局"]),
        ("工查宝信息显示，公司成立于2010年。", ["工查宝"]),
        ("拨打“12366”纳税服务热线。", ["12366”纳税服务热线"]),
        ("向网络不良行为举报中心反映", ["网络不良行为举报中心"]),
        ("记者从阿里拍卖获悉，", ["阿里拍卖"]),
        ("其他支付系统运行平稳", []),
        ("一位接近某江苏地区银行系统人士说，江苏省农信系统改革", []),
        ("银行行内支付系统处理业务", []),
        ("各地融资服务平台、征信系统", []),
        ("检查显示，调查显示，数据显示", []),
    ],
)
def test_platforms_are_known_by_what_their_words_say(text: str, expected: list[str]) -> None:
    assert [name.strip("“") for name in names(text, "Platform")] == expected


def test_a_platform_is_found_again_without_the_place_that_runs_it() -> None:
    text = "衢州市普惠金融综合服务平台上线，普惠金融综合服务平台已放款。各地普惠金融综合服务平台陆续建成。"
    assert names(text, "Platform") == ["衢州市普惠金融综合服务平台", "普惠金融综合服务平台"]
