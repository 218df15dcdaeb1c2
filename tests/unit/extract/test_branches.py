"""Offices of banks by the short names of the press, and what only looks like one."""

import pytest

from tests.unit.extract.texts import mentions, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据悉，人行下调支小再贷款利率，由人行负责解释。", ["人行", "人行"]),
        ("人行桐乡支行行长李红梅表示，人行龙游县支行已经部署。", ["人行桐乡支行", "人行龙游县支行"]),
        ("湖州人行联合多部门举办银企对接会。", ["湖州人行"]),
    ],
)
def test_the_central_bank_and_its_offices_are_found_by_two_letters(text: str, expected: list[str]) -> None:
    assert named(text, "Regulator") == expected


@pytest.mark.parametrize(
    "text", ["北京人行道改造完工。", "投资人行使权利，领导人行将访华。", "行人行走，盲人行路不便。", "三人行必有我师。"]
)
def test_letters_that_only_meet_name_no_central_bank(text: str) -> None:
    assert named(text, "Regulator") == []


def test_a_branch_is_found_by_the_post_of_who_heads_it() -> None:
    text = "招商银行嘉兴分行行长陈立、海宁支行行长周敏出席，各支行行长参加，该支行行长王强发言。"
    banks = [mention for mention in mentions(text) if mention.label == "Bank"]
    assert [mention.surface for mention in banks] == ["招商银行嘉兴分行", "海宁支行"]
    assert banks[1].full == "招商银行海宁支行"


def test_a_branch_keeps_its_name_after_its_bank_was_given_a_short_one() -> None:
    text = "国家开发银行（以下简称“国开行”）今年发放贷款。国开行青海分行、国开行宁波市分行授信，国开行表示将继续支持。"
    assert named(text, "Bank") == ["国家开发银行", "国开行", "国开行青海分行", "国开行宁波市分行", "国开行"]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("据悉，省农信联社向各县下发通知。", "Bank", ["省农信联社"]),
        ("省联社理事长赵明说，贷款投向实体经济。", "Bank", ["省联社"]),
        ("据了解，省联社改革稳步推进，多地省联社体制调整。", "Bank", []),
        ("当天，省再担保集团与市农担公司签约。", "Company", ["省再担保集团", "市农担公司"]),
        ("目前，市征信平台、县融资服务平台互通，全市融资服务平台共三家。", "Platform", ["市征信平台", "县融资服务平台"]),
    ],
)
def test_lenders_and_platforms_of_the_place_are_named_by_its_level(text: str, label: str, expected: list[str]) -> None:
    assert named(text, label) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据官微“嘉兴发布”消息，贷款增长。", ["嘉兴发布"]),
        ("“金融浙江”微信公众号发布公告。", ["金融浙江"]),
        ("“平安杭州”微信公众号通报案情，“惠企通”小程序上线。", []),
    ],
)
def test_an_account_in_quotes_is_an_outlet_but_for_those_of_the_police(text: str, expected: list[str]) -> None:
    assert named(text, "MediaOutlet") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中银理财“福颐”、交银理财推出的“稳享灵动”系列产品发售。", ["福颐", "稳享灵动"]),
        ("某县农商行推出“照明节能贷”，做到“能贷尽贷”。", ["照明节能贷"]),
        ("工银理财“稳字当头”的策略不变。", []),
    ],
)
def test_products_are_known_by_the_brand_behind_their_firm(text: str, expected: list[str]) -> None:
    assert named(text, "FinancialProduct") == expected


@pytest.mark.parametrize("name", ["信用信息平台", "大数据风控系统", "智能客服系统", "风险监测预警系统", "手机银行系统"])
@pytest.mark.parametrize("verb", ["依托", "推出", "升级"])
def test_tools_that_every_lender_has_are_no_platforms(verb: str, name: str) -> None:
    assert named(f"当地银行{verb}{name}，服务小微企业。", "Platform") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京、津、冀三地金融机构签约。", ["京", "津", "冀"]),
        ("粤、苏、鲁、浙四省贷款余额居前。", ["粤", "苏", "鲁", "浙"]),
        ("沪、深两市成交额回升，新、旧动能转换。", []),
    ],
)
def test_provinces_in_a_row_are_named_by_a_letter_each(text: str, expected: list[str]) -> None:
    assert named(text, "Place") == expected


@pytest.mark.parametrize("kind", ["上市银行", "法人银行", "政策性银行", "银行机构"])
def test_the_banks_of_a_province_are_no_bank(kind: str) -> None:
    assert named(f"今年上半年，江苏{kind}贷款增长。", "Bank") == []


def test_offices_of_foreign_exchange_are_read_to_their_last_word() -> None:
    text = "外汇局象山支局、国家外汇管理局湖州市中心支局与外汇局各分局部署工作。"
    assert named(text, "Regulator") == ["外汇局象山支局", "国家外汇管理局湖州市中心支局", "外汇局"]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        (
            "中国期货业协会（以下简称协会）发布报告，宁波市担保业协会参会，协会表示将跟进。",
            "Association",
            ["中国期货业协会", "协会", "宁波市担保业协会", "协会"],
        ),
        (
            "上海票据交易所（下称“交易所”）公告，深圳证券交易所同日公告，交易所正常运行。",
            "MarketInstitution",
            ["上海票据交易所", "交易所", "深圳证券交易所", "交易所"],
        ),
        (
            "易方达基金管理有限公司（下称“易方达基金”）公告，易方达基金管理有限公司总经理辞职。",
            "Company",
            ["易方达基金管理有限公司", "易方达基金", "易方达基金管理有限公司"],
        ),
    ],
)
def test_a_defined_word_does_not_cut_the_longer_names_that_hold_it(text: str, label: str, expected: list[str]) -> None:
    assert named(text, label) == expected


def test_a_number_of_bodies_is_no_short_name_of_the_last() -> None:
    text = "中国人民银行、中国证监会（以下简称“两部门”）发文，两部门将督导。交易商协会（下称'协会'）注册。"
    assert named(text, "Regulator") == ["中国人民银行", "中国证监会"]
    assert named(text, "Association") == ["交易商协会", "协会"]
