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


@pytest.mark.parametrize("text", ["猪价压低CPI，除去食品和能源的价格走高", "它是市场中最受基金欢迎的品种"])
def test_words_before_a_trade_are_no_brand(text: str) -> None:
    assert not firms(text)


def test_a_role_in_a_contract_is_no_name_of_a_firm() -> None:
    text = "厦门某泰智能科技股份有限公司（以下简称“某泰克”、“发行人”或“公司”）公告。发行人承诺，某泰克将履约"
    assert "某泰克" in firms(text)
    assert {"发行人", "公司"}.isdisjoint(firms(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("大连君沃贷信息技术服务有限公司被查", "大连君沃贷信息技术服务有限公司"),
        ("国网江苏省电力有限公司南京供电分公司中标", "国网江苏省电力有限公司南京供电分公司"),
        ("国网杭州供电公司推出", "国网杭州供电公司"),
        ("对北京天圆全会计师事务所（特殊普通合伙）作出处罚", "北京天圆全会计师事务所（特殊普通合伙）"),
        ("岳西华岳会计师事务所出具报告", "岳西华岳会计师事务所"),
        ("从事芯片行业的赛昉科技公司负责人表示", "赛昉科技公司"),
        ("中铁十一局集团、中建三局中标", "中铁十一局集团"),
        ("中铁十一局集团、中建三局中标", "中建三局"),
        ("同业。普益标准研究员董丹浓表示", "普益标准"),
    ],
)
def test_a_firm_keeps_its_front_and_its_legal_form(text: str, name: str) -> None:
    assert name in firms(text)


def test_a_mine_is_a_firm_and_the_city_before_it_a_place() -> None:
    assert firms("河南平顶山市鑫源煤矿一处井口关闭，露天煤矿停产") == ["鑫源煤矿"]


def test_a_firm_named_in_full_is_found_by_its_short_name() -> None:
    text = "经查，上海锲珑、深圳誉瑭哄抬价格。市监局对上海锲珑电子有限公司、深圳市誉瑭科技有限公司各罚款100万元。"
    document = Document("a", "", text)
    mentions = {mention.surface: mention for mention in extractor().extract(document, segment(document))}
    assert mentions["上海锲珑"].full == "上海锲珑电子有限公司"
    assert mentions["深圳誉瑭"].full == "深圳市誉瑭科技有限公司"


def test_the_place_of_a_firm_alone_is_no_short_name_of_it() -> None:
    assert firms("上海发布消息，上海锲珑电子有限公司落户。") == ["上海锲珑电子有限公司"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("招商、民生、兴业等银行下调利率", {"招商", "民生", "兴业"}),
        ("包括招商、中信、光大、平安银行在内", {"招商", "中信", "光大", "平安银行"}),
        ("交通、能源、水利等领域的银行贷款", set()),
    ],
)
def test_banks_in_a_list_are_called_by_their_first_word(text: str, names: set[str]) -> None:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    assert {mention.surface for mention in mentions if mention.label == "Bank"} == names


@pytest.mark.parametrize(
    "text",
    [
        "在港上市生物科技公司股票",
        "用足用好金融、财税等政策",
        "影子银行类资管产品",
        "来到汽车城了解汽车销售",
        "新一轮科技革命兴起",
        "新中国石油工业的历程",
        "这家专做智能门锁的企业",
    ],
)
def test_a_kind_of_firm_is_no_firm(text: str) -> None:
    assert firms(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("对拒不配合调查但能及时整改的德沃力食品（中国）有限公司处以罚款。", ["德沃力食品（中国）有限公司"]),
        ("约谈奶粉企业昱贝氏（上海）贸易有限公司。", ["昱贝氏（上海）贸易有限公司"]),
        (
            "对德沃力食品（中国）有限公司及昱贝氏（上海）贸易有限公司免除处罚。",
            ["德沃力食品（中国）有限公司", "昱贝氏（上海）贸易有限公司"],
        ),
        (
            "明治乳业贸易（上海）有限公司、昱铭咨询（深圳）有限公司签约。",
            ["明治乳业贸易（上海）有限公司", "昱铭咨询（深圳）有限公司"],
        ),
    ],
)
def test_a_registered_name_with_a_place_in_brackets_begins_after_what_is_said_of_the_firm(text: str, names: list[str]) -> None:
    assert firms(text) == names


def test_the_brand_of_a_firm_with_a_bracketed_place_is_found_again() -> None:
    text = "昱贝氏（上海）贸易有限公司被罚。昱贝氏表示接受。"
    assert firms(text) == ["昱贝氏（上海）贸易有限公司", "昱贝氏"]


def test_a_list_of_foreign_firms_shows_them_by_their_form() -> None:
    text = "决定对摇杆沃公司、立方体公司、特科沃姆公司等9家企业采取反制措施。"
    assert firms(text) == ["摇杆沃公司", "立方体公司", "特科沃姆公司"]


def test_a_coined_name_after_a_chain_of_places_is_a_firm() -> None:
    assert firms("四川雅江斯诺威矿业的股权拍卖") == ["斯诺威矿业"]
    assert firms("旗下物管公司上市") == []


def test_a_registered_name_of_an_ordinary_word_is_known_by_its_definition() -> None:
    assert firms("经查明，起步股份有限公司（以下简称公司）违规") == ["起步股份有限公司"]


def test_firms_beside_others_in_lines_of_business_are_found_in_a_list() -> None:
    assert firms("为国投昱光、建翔建筑、恒冠沃重工等公司授信") == ["国投昱光", "建翔建筑", "恒冠沃重工"]


def test_a_firm_after_a_conjunction_begins_with_its_own_name() -> None:
    assert firms("昱铭金服有限公司及春晓资本集团，设立公司") == ["昱铭金服有限公司", "春晓资本集团"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("温州知名企业铖远阀门上月投产", "铖远阀门"),
        ("台资企业“珩仁科技”计划扩大规模", "珩仁科技"),
        ("其全资子公司旻鹏电源与客户确认了订单", "旻鹏电源"),
        ("在浙江，烜赢特钢上半年产销两旺", "烜赢特钢"),
        ("汽车齿轮供应商璟达传动披露年报", "璟达传动"),
        ("翊昇锂业董事长表示，产能还将扩大", "翊昇锂业"),
        ("泽铭证券首席固收分析师张旭对记者表示，利率下行", "泽铭证券"),
        ("由昊信中药集团有限公司牵头", "昊信中药集团有限公司"),
        ("多部门联合进驻珺滴出行科技有限公司", "珺滴出行科技有限公司"),
        ("规模500亿元的江苏省战略性新兴产业母基金启动运行", "江苏省战略性新兴产业母基金"),
    ],
)
def test_a_coined_word_and_its_neighbours_show_a_firm(text: str, name: str) -> None:
    assert firms(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "中管企业和中管金融企业积极贯彻落实",
        "部署加强元旦春节食品安全工作",
        "钢铁、采掘、非银金融等行业表现突出",
        "由综合保税区管理委员会100%控股",
        "重点企业复工复产率提高",
        "支持企业稳产增产能源保供",
        "中智金融合作取得新的突破",
    ],
)
def test_trades_and_clauses_are_no_firms(text: str) -> None:
    assert firms(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("三地联合发起设立规模30亿元的北江科创子基金。", "北江科创子基金"),
        ("去年底设立了65亿元的湾区医养股权投资基金。", "湾区医养股权投资基金"),
        ("特斯拉上海超级工厂下线新车", "特斯拉上海超级工厂"),
        ("走进三亚凤凰广场免税店", "三亚凤凰广场免税店"),
    ],
)
def test_funds_are_told_by_their_size_and_plants_by_their_firm(text: str, name: str) -> None:
    assert name in firms(text)


@pytest.mark.parametrize(
    "text",
    [
        "设立规模100亿元的产业投资基金。",
        "设立10亿元的中小微企业风险补偿基金。",
        "上海工厂、离岛免税店复工",
        "特斯拉智能制造工厂",
    ],
)
def test_funds_and_plants_in_general_are_none(text: str) -> None:
    assert set(firms(text)) <= {"特斯拉"}


def test_who_holds_a_firm_is_named_without_it() -> None:
    text = "海润股份控股股东江苏海润集团有限公司减持股份。公司控股股东华西集团有限公司拟增持。"
    found = [m.surface for m in extractor().extract(Document("a", "", text), ()) if m.label == "Company"]
    assert found == ["海润股份", "江苏海润集团有限公司", "华西集团有限公司"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲湖机电股份全资附属公司天渚工业与投资方共同对天渚氢能进行增资。", ["甲湖机电股份", "天渚工业", "天渚氢能"]),
        ("投资方包括中石油昆仑资本、富渚投资、隐坞投资及通崴传媒。", ["中石油昆仑资本", "富渚投资", "隐坞投资", "通崴传媒"]),
        ("关联方香港华渚出资40,000万元，关联方华渚投资出资20,000万元。", ["香港华渚", "华渚投资"]),
        ("分别是阿里渚巴投资有限公司收购银渚商业（集团）有限公司股权", ["阿里渚巴投资有限公司", "银渚商业（集团）有限公司"]),
        ("广发银行因对九好集团的尽职调查不力被罚。", ["九好集团"]),
    ],
)
def test_an_owner_a_stake_or_a_lead_in_front_shows_firms(text: str, names: list[str]) -> None:
    assert firms(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "企业包括国有企业、民营企业和外资企业。",
        "公司全资子公司拟收购股权，上市公司控股子公司数量增加。",
        "投资者包括公募基金、保险资金和社保基金等。",
        "该项目由省属企业投资方出资10亿元，对外资企业进行投资限制，对中小企业进行战略投资。",
    ],
)
def test_kinds_of_owners_and_investors_are_no_firms(text: str) -> None:
    assert firms(text) == []
