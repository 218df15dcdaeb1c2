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


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("本轮融资由云杉创投领投，白石战投、汉璞华、天湖资本等跟投。", ["云杉创投", "白石战投", "汉璞华", "天湖资本"]),
        ("首批由南京保障房、合肥人才安居和厦门安居集团发行。", ["南京保障房", "合肥人才安居", "厦门安居集团"]),
        ("*ST白塔、ST青峰涨停。", ["*ST白塔", "ST青峰"]),
        ("某所对*ST白塔及时任董事长予以公开谴责。", ["*ST白塔"]),
        ("截至收盘，连云港、大连港一字涨停。", ["连云港", "大连港"]),
    ],
)
def test_the_market_shows_firms_that_no_word_calls_firms(text: str, firms: list[str]) -> None:
    assert found(text, "Company") == firms


@pytest.mark.parametrize(
    "text",
    [
        "原股东、老股东等跟投。",
        "支持北京、上海城投转型",
        "近两日，上海、深圳、厦门地铁客流上升",
        "多只个股涨停，板块集体涨停",
        "ST股票、ST板块走弱",
        "各大银行下调利率，开放式基金净值回升。",
    ],
)
def test_common_nouns_of_the_market_are_no_firms(text: str) -> None:
    assert found(text, "Company") + found(text, "Bank") == []


def test_a_count_of_subsidiaries_ends_the_list_before_it() -> None:
    text = "下辖东海理财有限责任公司、江苏丹阳白塔村镇银行有限责任公司四家子公司。"
    assert found(text, "Company") == ["东海理财有限责任公司"]
    assert found(text, "Bank") == ["江苏丹阳白塔村镇银行有限责任公司"]


def test_a_secretary_s_office_is_no_bank() -> None:
    assert found("记者致电徽商银行，并致电江苏银行董秘办公室。", "Bank") == ["徽商银行", "江苏银行"]


def test_the_quarter_is_part_of_the_report_s_name() -> None:
    assert found("与去年第四季度中国货币政策执行报告相比", "PolicyDocument") == ["去年第四季度中国货币政策执行报告"]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("深圳目前有卫邦科技、达实智能等企业。", "Company", "卫邦科技"),
        ("记者从中国铁塔股份有限公司获悉，铁塔公司将接管资产。", "Company", "铁塔公司"),
        ("网联清算公司数据显示", "MarketInstitution", "网联清算公司"),
        ("省地方金融监管局副局长介绍", "Regulator", "省地方金融监管局"),
        ("县金监局负责人介绍", "Regulator", "县金监局"),
    ],
)
def test_a_name_is_read_as_far_as_it_goes(text: str, label: str, name: str) -> None:
    assert name in found(text, label)


def test_a_day_of_shopping_is_no_event() -> None:
    assert found("双十一期间，银联网络交易增长。", "Event") == []


def test_a_firm_told_by_its_code_is_that_firm_wherever_it_stands() -> None:
    assert found("河北建设（01727.HK）公告，项目停滞。河北建设称，合同终止。", "Company") == ["河北建设", "河北建设"]


def test_what_bears_a_code_may_be_a_bond() -> None:
    text = "暂停泰晶转债（113503）交易，“20阳城04”下跌，在港股招股书中披露"
    assert found(text, "Company") + found(text, "Place") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("中国A股市场运行平稳，中国经济韧性强。", False),
        ("3月中国LPR持平，中小企业好，中国经济才会好。", False),
        ("福特在中国市场增长，中国经济韧性强。", True),
        ("中国将坚定扩大开放。", True),
        ("中国经济增长快于德国。", True),
    ],
)
def test_china_is_a_place_where_it_acts_or_stands_beside_other_countries(text: str, named: bool) -> None:
    assert ("中国" in found(text, "Place")) is named


def test_a_platform_s_name_ends_though_a_word_runs_over_its_end() -> None:
    assert found("除此，银联网络服务自主品牌银行卡。在电商平台“双十一”大促期间", "Platform") == ["银联网络"]


def test_a_package_of_measures_is_a_measure_unless_it_is_cited_as_a_title() -> None:
    assert found("各地落实扎实稳住经济的一揽子政策措施。", "PolicyDocument") == []
    assert found("印发《扎实稳住经济的一揽子政策措施》。", "PolicyDocument") == ["扎实稳住经济的一揽子政策措施"]


def test_a_secondary_centre_of_a_city_is_one_place() -> None:
    assert found("北京城市副中心发布意见。以城市副中心为载体。", "Place") == ["北京城市副中心", "城市副中心"]


def test_trading_centres_are_named_with_what_is_traded() -> None:
    assert found("推动全国自愿减排交易中心的建设", "MarketInstitution") == ["全国自愿减排交易中心"]


def test_what_is_said_begins_behind_the_name() -> None:
    assert found("白塔证券首席分析师任浪认为，市场活跃。", "Person") == ["任浪"]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("人行苏州中支行长介绍", "Regulator", "人行苏州中支"),
        ("中国人寿南通中支总经理介绍", "Company", "中国人寿南通中支"),
        ("安信信托重大资产重组，启动", "Company", "安信信托"),
    ],
)
def test_a_branch_by_its_short_word_ends_where_its_head_begins(text: str, label: str, name: str) -> None:
    assert found(text, label) == [name]


def test_a_common_word_before_a_line_of_business_makes_no_firm() -> None:
    text = "线上保险、数字信贷等产品推出，未来银行存款利率下行，向中央和省级重点项目倾斜。"
    assert not any(found(text, label) for label in ("Company", "Bank", "GovernmentBody"))


def test_a_free_trade_zone_is_meant_by_its_short_word_further_on() -> None:
    text = "建设中国（浙江）自由贸易试验区。自贸试验区走在前列。"
    assert found(text, "Place")[-1] == "自贸试验区"


def test_a_short_word_for_a_clearing_house_is_sure_beside_its_name() -> None:
    assert found("网联将采用分布式架构。网联平台是初生事物。", "MarketInstitution") == ["网联", "网联平台"]


def test_a_slogan_of_several_words_is_no_measure_by_its_first() -> None:
    assert found("具有“互联网+金融+产业”的生态模式", "PolicyMeasure") == []


def test_an_outlet_is_named_as_the_source() -> None:
    assert found("存煤下降较多。（来源：白塔煤炭网）", "MediaOutlet") == ["白塔煤炭网"]


@pytest.mark.parametrize(
    ("text", "banks"),
    [
        (
            "同意广州农商行吸收合并中山东凤珠江村镇银行、东莞黄江珠江村镇银行。",
            ["中山东凤珠江村镇银行", "东莞黄江珠江村镇银行"],
        ),
        ("增持乐陵圆融村镇银行各五百万股，接管陕西周至农村商业银行。", ["乐陵圆融村镇银行", "陕西周至农村商业银行"]),
        ("宿豫东吴村镇银行有限责任公司同期成立。", ["宿豫东吴村镇银行有限责任公司"]),
    ],
)
def test_a_rural_bank_begins_where_its_place_does(text: str, banks: list[str]) -> None:
    assert [bank for bank in found(text, "Bank") if "广州" not in bank] == banks


def test_rural_banks_in_general_are_none() -> None:
    assert found("全国村镇银行减少，三家同体系村镇银行合并，浙江地区农村商业银行贷款增长。", "Bank") == []


def test_the_committee_of_another_party_is_not_the_city_s() -> None:
    assert found("民建三明市委邀请金融部门座谈。", "Organization") == ["民建三明市委"]


def test_a_meeting_is_read_to_the_end_of_its_word() -> None:
    assert found("市政府召开2017年政银企保对接会议，通报情况。", "Event") == ["2017年政银企保对接会议"]


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("招商、民生等银行下调利率，民生改善，招商引资。", "Bank", ["招商", "民生"]),
        ("创业板指、科创板指上涨。", "MarketInstitution", []),
        ("多地农商银行跟进，某农商银行上调。", "Bank", []),
        ("各县区财政局压实责任。", "GovernmentBody", []),
        ("新东方、好未来转型，成效显现。", "Company", ["新东方", "好未来"]),
    ],
)
def test_common_words_beside_names_stay_out_of_them(text: str, label: str, names: list[str]) -> None:
    assert found(text, label) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云南青山再担保集团参会。", "云南青山再担保集团"),
        ("国金证券承销保荐公司获评。", "国金证券承销保荐公司"),
        ("昨日，巨丰投顾高级投资顾问陈宇恒亦表示，市场回暖。", "巨丰投顾"),
    ],
)
def test_a_firm_of_finance_is_read_by_its_trade(text: str, name: str) -> None:
    assert found(text, "Company") == [name]


def test_a_listed_term_keeps_its_years_before_a_short_name_the_text_defines() -> None:
    text = "贷款市场报价利率（LPR）持平：1年期LPR为3%，5年期以上LPR为3.5%。LPR由报价行报出。"
    assert found(text, "PolicyMeasure") == ["贷款市场报价利率", "LPR", "1年期LPR", "5年期以上LPR", "LPR"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("资管规模8万亿元（不含社保基金、企业年金）。", []),
        ("据社保基金、证监会联合发布的数据，规模增长。", ["社保基金"]),
    ],
)
def test_the_money_of_the_pension_council_is_not_the_council(text: str, bodies: list[str]) -> None:
    assert found(text, "GovernmentBody") == bodies


def test_a_venue_is_named_again_in_marks_behind_its_name() -> None:
    text = "国家游泳中心“水立方”和国家速滑馆“冰丝带”向公众开放。"
    assert found(text, "Place") == ["国家游泳中心", "水立方", "国家速滑馆", "冰丝带"]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("该指数由Blue Lake Partners与Grey Hill Associates合作编制。", ["Blue Lake Partners", "Grey Hill Associates"]),
        ("黑石集团（Blackstone Group）看好亚洲。", ["黑石集团"]),
    ],
)
def test_a_firm_in_latin_letters_is_shown_by_its_last_word(text: str, firms: list[str]) -> None:
    assert found(text, "Company") == firms
