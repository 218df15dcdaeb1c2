"""Task forces, units named after their body, the police of a place, and who convenes a briefing; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document, Mention
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def mentions(text: str) -> list[Mention]:
    document = Document("a", "", text)
    return list(extractor().extract(document, segment(document)))


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.label) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("经验被国务院国企改革领导小组推广", "国务院国企改革领导小组", "GovernmentBody"),
        ("国务院根治拖欠农民工工资工作领导小组办公室印发通知", "国务院根治拖欠农民工工资工作领导小组办公室", "GovernmentBody"),
        ("国务院长沙居民自建房倒塌事故调查组通报进展", "国务院长沙居民自建房倒塌事故调查组", "GovernmentBody"),
        ("国务院“6·18”东方客机飞行事故应急处置指挥部开会", "国务院“6·18”东方客机飞行事故应急处置指挥部", "GovernmentBody"),
        ("苏州市稳外贸工作专班走访企业", "苏州市稳外贸工作专班", "GovernmentBody"),
        ("中国进出口银行业务条线风险巡回工作组原组长被查", "中国进出口银行业务条线风险巡回工作组", "Bank"),
        ("兰州市委网络安全和信息化委员会办公室发布提示", "兰州市委网络安全和信息化委员会办公室", "GovernmentBody"),
        ("绿色金融发展奖评审领导小组召开会议", "绿色金融发展奖评审领导小组", "GovernmentBody"),
        ("财政部承担节水用水工作领导小组办公室职责", "节水用水工作领导小组办公室", "GovernmentBody"),
        ("按照节水用水工作领导小组部署", "节水用水工作领导小组", "GovernmentBody"),
        ("依托粮棉油糖保供工作部际协调机制加强调度", "粮棉油糖保供工作部际协调机制", "GovernmentBody"),
    ],
)
def test_a_task_force_is_named_by_what_it_is_for(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "各地成立工作专班",
        "江苏银保监局第一时间建立保供专项工作小组",
        "公司设立领导小组",
        "各级指挥部的负责人到位",
        "有关部门组成调查组",
        "建立部际协调机制",
        "北京分公司代理人大专及以上学历占九成",
    ],
)
def test_a_task_force_that_is_only_set_up_has_no_name(text: str) -> None:
    assert not [surface for surface, _ in found(text) if surface.endswith(("专班", "小组", "组", "指挥部"))]


@pytest.mark.parametrize(
    ("text", "surface", "full"),
    [
        ("工信部新闻发言人、信息通信管理局局长赵明志称", "信息通信管理局", "工信部信息通信管理局"),
        ("国家发展改革委价格司、财金司、体改司负责人出席", "体改司", "国家发展改革委体改司"),
        ("证监会投资者保护局、稽查局参加", "稽查局", "证监会稽查局"),
        ("市市场监管局执法总队、反垄断办、竞争处，市药监局到会", "反垄断办", "市市场监管局反垄断办"),
    ],
)
def test_a_unit_beside_another_belongs_to_the_same_body(text: str, surface: str, full: str) -> None:
    assert (surface, full) in [(mention.surface, mention.full) for mention in mentions(text)]


@pytest.mark.parametrize("text", ["财政部、某公司负责人表示", "商务部、各市商务局局长参加", "央行、有关银行负责人介绍"])
def test_what_stands_beside_a_body_is_no_unit_of_it_by_that_alone(text: str) -> None:
    assert not [mention for mention in mentions(text) if mention.full]


def test_the_police_and_the_tax_office_of_a_place_are_its_bureaus() -> None:
    read = [(mention.surface, mention.full) for mention in mentions("沈阳警方和广东税务部门通报，泰国警方协助")]
    assert ("沈阳警方", "沈阳公安局") in read
    assert ("广东税务部门", "广东税务局") in read
    assert "泰国警方" not in [surface for surface, _ in read]


def test_a_ministry_of_china_is_one_surface_with_the_country() -> None:
    assert ("中国财政部", "GovernmentBody") in found("中国财政部公布数据")
    assert ("中国政府", "GovernmentBody") in found("中国政府支持开放")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("用好中越双边合作指导委员会机制", "中越双边合作指导委员会"),
        ("中俄总理定期会晤委员会双方主席出席", "中俄总理定期会晤委员会"),
        ("和两国经贸合作委员会机制", "经贸合作委员会"),
        ("我国第八批赴马里维和部队回国", "我国第八批赴马里维和部队"),
        ("我国第三支赴利比里亚维和警察防暴队出征", "我国第三支赴利比里亚维和警察防暴队"),
    ],
)
def test_what_two_countries_set_up_or_one_sends_out_is_an_organisation(text: str, surface: str) -> None:
    assert (surface, "Organization") in found(text)


def test_the_body_that_opens_the_name_of_its_briefing_is_found_in_it() -> None:
    read = found("负责人在国新办新闻发布会上表示")
    assert {("国新办新闻发布会", "Event"), ("国新办", "GovernmentBody")} <= set(read)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("大连出台措施", "大连"),
        ("遵义、银川加快发展", "银川"),
        ("雄安加快建设", "雄安"),
        ("与也门代表会谈", "也门"),
    ],
)
def test_a_city_is_a_place_though_a_dictionary_has_it_as_a_common_word(text: str, surface: str) -> None:
    assert (surface, "Place") in found(text)


@pytest.mark.parametrize("text", ["大兴调查研究之风", "双方加强合作", "盘活存量资源"])
def test_a_common_word_that_is_a_county_too_is_no_place(text: str) -> None:
    assert not [surface for surface, label in found(text) if label == "Place"]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("大兴住建委约谈中介", "大兴住建委", "GovernmentBody"),
        ("吉林省社保局失业保险管理处处长说", "吉林省社保局失业保险管理处", "GovernmentBody"),
        ("美国商务部工业与安全局宣布", "美国商务部工业与安全局", "GovernmentBody"),
        ("易居研究院智库中心研究总监表示", "易居研究院智库中心", "Organization"),
        ("希望保尔森基金会发挥作用", "保尔森基金会", "Organization"),
        ("中央广播电视总台上海总站承办", "中央广播电视总台上海总站", "MediaOutlet"),
        ("广东金融消费权益保护联合会首次参加", "广东金融消费权益保护联合会", "Association"),
    ],
)
def test_a_unit_is_read_over_the_words_inside_it(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


def test_what_a_centre_organises_is_no_organisation() -> None:
    assert ("中国纤维质量监测中心组织", "Organization") not in found("由中国纤维质量监测中心组织抽样检验")


def test_a_second_post_of_a_foreign_head_of_government_is_in_a_ministry_of_that_country() -> None:
    read = [(mention.surface, mention.full) for mention in mentions("德国副总理兼财政部部长来访，财政部部长会见")]
    assert [full for surface, full in read if surface == "财政部"] == ["德国财政部", None]


@pytest.mark.parametrize(
    "name",
    [
        "甘肃省酒泉市肃州区农业农村局",
        "临泽县住房和城乡建设局",
        "宁波前湾新区管委会",
        "青海省玉树藏族自治州称多县人民政府",
        "日喀则市定日县应急管理局",
    ],
)
def test_an_office_of_a_county_or_zone_is_read_whole(name: str) -> None:
    assert (name, "GovernmentBody") in found(f"{name}座谈")


def test_a_body_between_china_and_a_region_needs_no_dash() -> None:
    document = Document("a", "", "中国东盟货币业务中心成立。")
    mentions = extractor().extract(document, segment(document))
    assert ("中国东盟货币业务中心", "Organization") in [(mention.surface, mention.label) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("审议全国人大民委、教科文卫委、外事委、农业农村委分别提出的报告", "外事委", "GovernmentBody"),
        ("来自中国社科院国家金融与发展实验室的数据", "中国社科院国家金融与发展实验室", "Organization"),
        ("听取全国人大常委会代表工委、国家发展改革委的报告", "全国人大常委会代表工委", "GovernmentBody"),
        ("审议第十三届全国人大常委会代表资格审查委员会名单", "第十三届全国人大常委会代表资格审查委员会", "GovernmentBody"),
        ("增补中国人民解放军选举委员会组成人员", "中国人民解放军选举委员会", "GovernmentBody"),
    ],
)
def test_committees_in_a_row_and_parts_behind_their_body_are_found_whole(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    "text", ["全国人大有关专门委员会、常委会有关工作委员会负责人参加", "希腊新政府不会改变合作", "102家中央部门集中公开预算"]
)
def test_offices_in_general_are_none(text: str) -> None:
    names = {surface for surface, _ in found(text)}
    assert names.isdisjoint({"常委会有关工作委员会", "希腊新政府", "中央"})
