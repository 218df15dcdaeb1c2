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
        ("环保部华东环境保护督查中心负责人说", "环保部华东环境保护督查中心", "GovernmentBody"),
        ("云南出入境边防检查总站启用新通道", "云南出入境边防检查总站", "GovernmentBody"),
        ("民主党候选人到访底特律", "民主党", "Organization"),
    ],
)
def test_a_unit_takes_the_body_it_belongs_to_into_its_name(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize("text", ["东中西部协调发展", "证监会处罚了三家公司", "国家级投教基地名单公布", "平安科技成果丰硕"])
def test_a_word_that_only_ends_like_a_unit_is_none(text: str) -> None:
    assert not [surface for surface, _ in found(text) if surface.endswith(("部", "处", "科", "基地"))]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("线索移交市公安局和市市场监管局处理", "市公安局"),
        ("线索移交市公安局和市市场监管局处理", "市市场监管局"),
        ("经市人大常委会法工委、市司法局联合论证", "市人大常委会法工委"),
        ("经市人大常委会法工委、市司法局联合论证", "市司法局"),
        ("落实省委省政府部署", "省政府"),
        ("市委书记到会讲话", "市委"),
        ("由滨江新区（自贸试验区杭州片区）管委会主办", "滨江新区（自贸试验区杭州片区）管委会"),
        ("郑州市纪委监委派驻市卫健委纪检监察组介入", "郑州市纪委监委派驻市卫健委纪检监察组"),
    ],
)
def test_a_local_body_is_named_by_its_level_of_government(text: str, surface: str) -> None:
    assert (surface, "GovernmentBody") in found(text)


def test_a_bracketed_place_is_part_of_a_body_that_bears_it() -> None:
    assert ("中国（杭州）数字贸易研究院", "Organization") in found("中国（杭州）数字贸易研究院院长到会")


@pytest.mark.parametrize("text", ["省、市政府齐抓共管", "各市政府要落实责任", "市政府债券发行提速", "全市场委托交易"])
def test_levels_of_government_in_general_name_no_body(text: str) -> None:
    assert [surface for surface, label in found(text) if label == "GovernmentBody"] == []


@pytest.mark.parametrize(
    "text",
    [
        "通过公募基金这一普惠金融方式投资",
        "国海证券副总裁兼企业金融服务委员会主任表示",
        "车损险主险保险责任有所增加",
        "为国家开好局起好步",
        "代表当今国际航空航天业水平",
        "广州富星及目标公司将并表",
    ],
)
def test_words_that_meet_a_head_noun_by_chance_are_no_body(text: str) -> None:
    bodies = {surface for surface, label in found(text) if label in ("Company", "GovernmentBody")}
    assert bodies <= {"国海证券"}


def test_a_weak_name_is_sure_where_the_full_one_stands() -> None:
    text = "中央广播电视总台昨天举行发布会。总台与多家单位签署协议"
    assert [surface for surface, label in found(text) if label == "MediaOutlet"] == ["中央广播电视总台", "总台"]
    assert ("总台", "MediaOutlet") not in found("酒店总台与客房部联系")


def test_the_ministry_of_a_minister_is_named_by_the_post() -> None:
    assert ("财政部", "GovernmentBody") in found("会见了该国副总理兼财政部长斯迈洛夫")


def test_an_institute_of_a_provincial_academy_is_one_body() -> None:
    assert ("省农科院水稻研究所", "Organization") in found("联合省农科院水稻研究所等单位")


def test_a_foreign_country_is_no_part_of_a_firms_name() -> None:
    assert ("韩国", "Place") in found("曾在韩国浦项制铁公司总部工作")


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("徽商银行合肥长江路支行被罚款30万元", "徽商银行合肥长江路支行", "Bank"),
        ("对渤海证券广东分公司下达措施", "渤海证券广东分公司", "Company"),
        ("渤海证券北京广顺北大街营业部受罚", "渤海证券北京广顺北大街营业部", "Company"),
        ("收到上海证券交易所公司监管一部的函", "上海证券交易所公司监管一部", "MarketInstitution"),
        ("因对九好集团的调查", "九好集团", "Company"),
        ("漳州银行行长到会", "漳州银行", "Bank"),
        ("光大银行金融市场部分析师表示", "光大银行金融市场部", "Bank"),
        ("中信证券非银金融组首席分析师看好", "中信证券非银金融组", "Company"),
        ("上咨集团联合多家单位", "上咨集团", "Company"),
        ("“一带一路”智库合作联盟成立", "“一带一路”智库合作联盟", "Association"),
        ("市工程咨询行业协会到会", "市工程咨询行业协会", "Association"),
    ],
)
def test_a_branch_a_section_and_a_short_firm_are_named_whole(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize("text", ["中信证券共有18家分公司", "证监会对本公司无异议", "财政部分配资金", "平安银行组织培训"])
def test_a_count_or_a_project_is_no_part_of_a_name(text: str) -> None:
    assert not [surface for surface, _ in found(text) if surface.endswith(("公司", "组", "财政部分"))]


def test_a_registered_name_begins_at_its_first_place() -> None:
    assert ("上海久申北外滩建设发展有限公司", "Company") in found("转给上海久申北外滩建设发展有限公司")


@pytest.mark.parametrize("text", ["国家科技计划项目组织实施", "展示中国优秀证券公司风采", "深度贫困地区农村义务教育学校教师"])
def test_a_description_is_no_body(text: str) -> None:
    assert not [surface for surface, label in found(text) if label in ("Company", "Organization")]


def test_bodies_of_a_region_or_abroad_in_general_are_no_body() -> None:
    assert found("境外商协会代表参会") == []
    assert found("京津冀海关实现联动") == [("京津冀", "Place")]


def test_the_banks_of_a_town_in_general_are_no_bank() -> None:
    assert [surface for surface, label in found("漳州银行业稳健运行，漳州银行机构让利") if label == "Bank"] == []


@pytest.mark.parametrize("bank", ["赣州银行", "北京银行", "宁波银行", "长沙银行"])
def test_a_bank_is_found_before_its_president(bank: str) -> None:
    assert (bank, "Bank") in found(f"{bank}行长在会上介绍")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("工信部将于近期发布办法", "工信部"),
        ("人社部副部长到会", "人社部"),
        ("活动由上期所在上海举办", "上期所"),
        ("邮储行将于年底上线", "邮储行"),
        ("上声电子公告称，签署协议", "上声电子"),
        ("中期协会长介绍情况", "中期协"),
        ("中广核对项目增资", "中广核"),
        ("监管部门对光大证券采取措施", "光大证券"),
        ("从中储粮获悉，收购顺利", "中储粮"),
        ("其中华创证券承销规模居前", "华创证券"),
    ],
)
def test_a_short_name_ends_before_what_goes_on(text: str, surface: str) -> None:
    assert surface in [name for name, _ in found(text)]


@pytest.mark.parametrize(("text", "surface"), [("化工行业回暖", "工行"), ("中行业务增长", "中行业")])
def test_a_word_over_the_end_of_a_short_name_is_kept_whole(text: str, surface: str) -> None:
    assert surface not in [name for name, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("他到郑州访问了华瑞钢铁、超聚变数字技术有限公司", "超聚变数字技术有限公司"),
        ("会议由张华主持，申能集团财务有限公司参加", "申能集团财务有限公司"),
    ],
)
def test_a_registered_name_keeps_its_coined_front(text: str, surface: str) -> None:
    assert (surface, "Company") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "推动绿色低碳金融发展",
        "这不仅是国内汽车行业的问题",
        "荣耀智能制造中心开工",
        "职业年金基金入市",
        "组建新的中央企业集团",
        "赋予城市政府自主权",
        "与欧美国际重要交易所时段重叠",
    ],
)
def test_a_line_of_business_in_a_longer_word_is_no_firm(text: str) -> None:
    assert not [name for name, label in found(text) if label not in ("Place", "PolicyMeasure")]


@pytest.mark.parametrize("surface", ["市市场监管局执法总队", "市药监局稽查局"])
def test_a_local_body_takes_its_squad_into_its_name(surface: str) -> None:
    assert (surface, "GovernmentBody") in found(f"会上，{surface}作了交流发言")


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("江州市企业投资促进服务中心启动培训", "江州市企业投资促进服务中心", "GovernmentBody"),
        ("广州市贷款服务中心启动", "广州市贷款服务中心", "Platform"),
        ("杭州市河西区监委调查此案", "杭州市河西区监委", "GovernmentBody"),
        ("浦东资本市场实训基地揭牌", "浦东资本市场实训基地", "Organization"),
        ("在自治区党委领导下，", "自治区党委", "GovernmentBody"),
        ("向十四届全国人大二次会议主席团提出报告", "十四届全国人大二次会议主席团", "GovernmentBody"),
    ],
)
def test_what_a_body_serves_gives_its_class(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("中央第五十七指导组进驻高校", "中央第五十七指导组"),
        ("省委第四巡视组反馈意见", "省委第四巡视组"),
        ("市委金融委员会办公室副主任到会", "市委金融委员会办公室"),
    ],
)
def test_a_party_office_and_a_numbered_group_are_bodies(text: str, surface: str) -> None:
    assert (surface, "GovernmentBody") in found(text)


def test_a_website_of_jobs_is_no_united_nations() -> None:
    assert found("教育部联合国聘平台推出服务") == [("教育部", "GovernmentBody")]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("江北区委常委、统战部部长到会", "统战部", "GovernmentBody"),
        ("据驻人力资源和社会保障部纪检组消息", "驻人力资源和社会保障部纪检组", "GovernmentBody"),
        (
            "长兴岛经济技术开发区（长兴岛临港工业区）管委会主任",
            "长兴岛经济技术开发区（长兴岛临港工业区）管委会",
            "GovernmentBody",
        ),
        ("美国欧盟商会发布报告", "美国欧盟商会", "Association"),
        ("青岛市民营经济局举办活动", "青岛市民营经济局", "GovernmentBody"),
    ],
)
def test_an_office_is_told_by_its_committee_its_place_or_those_it_joins(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("国家卫生健康委疫情应对处置工作领导小组专家组组长今天表示", "国家卫生健康委疫情应对处置工作领导小组专家组"),
        ("江苏省泰州市路灯管理处副主任受到处分", "江苏省泰州市路灯管理处"),
        ("北京市公路事业发展中心、有关单位发布通知", "北京市公路事业发展中心"),
        ("十四届全国政协原常委、文化文史和学习委员会原主任被查", "文化文史和学习委员会"),
        ("美国国家反恐中心主任宣布辞职", "美国国家反恐中心"),
        ("日本文部科学省今天公布了调查结果", "日本文部科学省"),
        ("中国常驻日内瓦联合国代表团主办研讨会", "中国常驻日内瓦联合国代表团"),
        ("产品办理需要取得市科技局额度", "市科技局"),
        ("区财政局、区教体局、县乡村振兴局负责同志参加", "区教体局"),
        ("淄川区政府副区长、龙泉镇党委书记到会", "龙泉镇党委"),
        ("省委政研室副主任、省委办公厅主任参与发布", "省委政研室"),
        ("最高检经济犯罪检察厅厅长表示", "最高检经济犯罪检察厅"),
        ("财政部国库支付中心副主任介绍情况", "财政部国库支付中心"),
        ("公安部以交通运输新业态协同监管部际联席会议办公室名义约谈企业", "公安部"),
        ("北京市哲学社会科学规划办公室主任出席", "北京市哲学社会科学规划办公室"),
    ],
)
def test_an_office_of_state_is_named_to_its_last_word(text: str, surface: str) -> None:
    assert (surface, "GovernmentBody") in found(text)


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("联合国同曼德拉基金会一道呼吁", "曼德拉基金会", "Organization"),
        ("阿里巴巴公益基金会捐款", "阿里巴巴公益基金会", "Organization"),
        ("博鳌亚洲论坛副理事长到会", "博鳌亚洲论坛", "Organization"),
        ("菲律宾工商联合会主席表示", "菲律宾工商联合会", "Association"),
    ],
)
def test_a_founder_or_officers_show_a_body(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


def test_a_delegation_is_no_body() -> None:
    assert found("中央代表团、中国体育代表团抵达机场") == []


def test_branches_after_another_of_the_same_bank_are_named_with_it() -> None:
    document = Document("a", "", "包括建设银行大连分行，以及瓦房店支行、红旗支行共6家机构。各分行、基层支行。")
    banks = [mention for mention in extractor().extract(document, segment(document)) if mention.label == "Bank"]
    assert [bank.surface for bank in banks] == ["建设银行大连分行", "瓦房店支行", "红旗支行"]
    assert str(banks[2].full).startswith("建设银行")


def test_the_congress_that_meets_is_no_meeting_and_a_report_of_work_names_its_government() -> None:
    assert ("全国人民代表大会", "GovernmentBody") in found("全国人民代表大会每年举行会议的时候，")
    assert ("珠海市政府", "GovernmentBody") in found("珠海市政府工作报告指出，")


def test_offices_listed_after_one_of_a_level_are_of_the_same_level() -> None:
    document = Document("a", "", "江州市发改委、财政局、工信局和人社局负责人到会。国家发展改革委、财政部发文。")
    offices = [mention for mention in extractor().extract(document, segment(document)) if mention.extractor == "local"]
    assert [office.full for office in offices] == ["江州市财政局", "江州市工信局", "江州市人社局"]


def test_a_bank_with_its_place_in_brackets_is_a_bank() -> None:
    assert found("罗湖国际银行（江州）有限公司获批") == [("罗湖国际银行（江州）有限公司", "Bank")]


@pytest.mark.parametrize(
    "text",
    [
        "加快建设一批国家制造业创新中心、国家技术创新中心等平台。",
        "苏州市中小学全部复课，大中小学和幼儿园恢复供餐。",
        "机场开通国际航空货运通道。",
        "国有企业、中央在鄂机构和中央在粤企业提供岗位。",
        "厦门市政府采购预算增加，推进中国式现代化。",
    ],
)
def test_kinds_of_bodies_and_what_only_begins_like_one_are_none(text: str) -> None:
    assert [surface for surface, label in found(text) if label != "Place"] == []
    assert "中国" not in [surface for surface, _ in found(text)]


def test_a_yearly_report_that_is_deliberated_on_is_a_document() -> None:
    name = "国务院关于2021年度财政医疗卫生资金管理情况的综合报告"
    assert (name, "PolicyDocument") in found(f"会议审议了{name}。")


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("瑞峦财经大学绿色发展国际研究院副院长建议", "瑞峦财经大学绿色发展国际研究院", "Organization"),
        ("辽宁大学信息技术高等研究院承办", "辽宁大学信息技术高等研究院", "Organization"),
        ("毕业于山西大学。", "山西大学", "Organization"),
        ("决赛在吉林大学闭幕", "吉林大学", "Organization"),
        ("泽铭证券研究所所长认为", "泽铭证券研究所", "Company"),
        ("中国滨海经济交流中心产业研究部副部长表示", "中国滨海经济交流中心产业研究部", "Organization"),
    ],
)
def test_a_unit_stands_behind_a_body_that_no_list_knows(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize("text", ["江苏省大学生创业", "美国大学数量", "丹阳苏银村镇银行有限责任公司四家子公司"])
def test_a_kind_of_school_or_firm_is_no_unit(text: str) -> None:
    assert not any(surface.endswith(("大学", "大学生", "子公司")) for surface, _ in found(text))


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("缝制机械工业联合会提供的信息表明，", "缝制机械工业联合会", "Association"),
        ("会同蜂产品协会发布报告", "蜂产品协会", "Association"),
        ("中渔协日前公布最新数据", "中渔协", "Association"),
        ("中国曲协组织演出", "中国曲协", "Association"),
        ("某协会与企业成立乡村物流分会。", "乡村物流分会", "Association"),
        ("据夜间消费大数据实验室（成都）监测显示", "夜间消费大数据实验室（成都）", "Organization"),
        ("36氪房产研究院的数据显示，成交回升", "36氪房产研究院", "Organization"),
        ("阡陌投资研究院高级研究员李明说", "阡陌投资研究院", "Organization"),
    ],
)
def test_what_is_said_of_it_shows_a_body_without_a_place(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "行业协会发布倡议",
        "有关协会表示",
        "各地研究院发布报告",
        "两国妥协",
        "与对方协商",
        "中方协助调查",
    ],
)
def test_bodies_in_general_are_none(text: str) -> None:
    assert not [name for name, label in found(text) if label in ("Association", "Organization")]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("市经信委会同市金融办、市银监局制定方案", "市经信委", "GovernmentBody"),
        ("市经信委会同市金融办、市银监局制定方案", "市金融办", "Regulator"),
        ("市经信委会同市金融办、市银监局制定方案", "市银监局", "Regulator"),
        ("量子信息国家实验室落户合肥", "量子信息国家实验室", "Organization"),
        ("依托深海装备国家技术创新中心开展研究", "深海装备国家技术创新中心", "Organization"),
        ("社科院金融研究所银行研究室主任表示", "社科院金融研究所银行研究室", "GovernmentBody"),
    ],
)
def test_local_offices_and_national_centres_are_found_whole(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("全国首家开放硬件技术服务中心落户成都", "开放硬件技术服务中心", "Organization"),
        ("前往华为（海南）联合创新研究院", "华为（海南）联合创新研究院", "Organization"),
        ("创新设立国际投资“单一窗口”，", "国际投资“单一窗口”", "Platform"),
    ],
)
def test_the_first_of_a_kind_and_a_branch_in_brackets_are_found(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("北京师范大学中国收入分配研究院院长认为", "北京师范大学中国收入分配研究院", "Organization"),
        ("中国财政科学研究院财政与国家治理研究中心主任说", "中国财政科学研究院财政与国家治理研究中心", "Organization"),
        ("中国贸促会研究院副院长说", "中国贸促会研究院", "Organization"),
        ("江苏省工商联汽摩配件商会举行座谈", "江苏省工商联汽摩配件商会", "Association"),
        ("国家税务总局苏州工业园区税务局办理退税", "国家税务总局苏州工业园区税务局", "GovernmentBody"),
        ("河南中豫国际港务集团参与增资", "河南中豫国际港务集团", "Company"),
        ("据明阙咨询报告，市场增长", "明阙咨询", "Company"),
        ("乡村文旅专委会正式成立", "乡村文旅专委会", "Association"),
    ],
)
def test_names_reach_back_over_their_fields_and_their_owners(text: str, surface: str, label: str) -> None:
    assert (surface, label) in found(text)


def test_what_has_an_editor_is_an_outlet() -> None:
    assert ("产业观察动态", "MediaOutlet") in found("研究所副所长、《产业观察动态》主编兼社长到会")
