"""Names of meetings, fairs and ceremonies by the frame they stand in; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def meetings(text: str) -> list[str]:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "Event"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("先后召开全省县域经济发展大会和人才会", "全省县域经济发展大会"),
        ("6月3日，福州市新一批老旧小区改造集中开工活动在鼓楼区举行。", "福州市新一批老旧小区改造集中开工活动"),
        ("苏州市重点项目集中签约活动今天上午（3月1日）在位于城东的产业园二期项目建设现场举行。", "苏州市重点项目集中签约活动"),
        ("日前，山东（济南）跨境电商供应链对接会在济南召开。", "山东（济南）跨境电商供应链对接会"),
        ("副行长王明在东海银行不良资产处置推介会上透露", "东海银行不良资产处置推介会"),
        ("某协会与某交易所在杭州联合举办“云山”企业上市培训会。", "“云山”企业上市培训会"),
        ("在当天上午进行的绿色债券创新成果发布会上，公司介绍", "绿色债券创新成果发布会"),
        ("国务院新闻办公室8日举行稳步扩大制度型开放主题新闻发布会", "稳步扩大制度型开放主题新闻发布会"),
        ("2023中国企业家三亚论坛·乡村振兴之夜举行", "2023中国企业家三亚论坛·乡村振兴之夜"),
        ("第三届金桂奖终评会在杭州召开", "第三届金桂奖终评会"),
        ("第18届全国节能宣传周在武汉启动", "第18届全国节能宣传周"),
        ("第二届青少年书画展评春蕾公益活动昨天落幕", "第二届青少年书画展评春蕾公益活动"),
        ("第三届中国农民丰收节在运城举行", "第三届中国农民丰收节"),
        ("协会昨日举行第七届会员大会第三次会议。", "第七届会员大会第三次会议"),
        ("中国—上海合作组织经贸博览会今天开幕。", "中国—上海合作组织经贸博览会"),
        (
            "在“深化港口和航运领域务实合作，加快建设开放畅通的海上物流通道”分论坛上",
            "“深化港口和航运领域务实合作，加快建设开放畅通的海上物流通道”分论坛",
        ),
        ("证券公司举办首个“投资者日”活动，", "首个“投资者日”活动"),
        ("主办的“滨海绿色金融论坛暨首届湾区创新大赛颁奖典礼”在广州举行", "滨海绿色金融论坛暨首届湾区创新大赛颁奖典礼"),
        (
            "上海合作组织成员国政府首脑（总理）理事会第十七次会议12日举行",
            "上海合作组织成员国政府首脑（总理）理事会第十七次会议",
        ),
        ("上交所股票上市委员会2021年第95次审议会议结果显示", "上交所股票上市委员会2021年第95次审议会议"),
        ("代表们参观了“十年巨变”主题成就展。", "“十年巨变”主题成就展"),
        ("全国人大常委会食品安全法执法检查组第一次全体会议5日在京召开", "全国人大常委会食品安全法执法检查组第一次全体会议"),
        ("全国中学生急救知识竞赛总决赛在长沙举行", "全国中学生急救知识竞赛总决赛"),
    ],
)
def test_a_frame_of_holding_shows_the_whole_name(text: str, name: str) -> None:
    assert name in meetings(text)


@pytest.mark.parametrize(
    "text",
    [
        "公司在新闻发布会上表示，业绩良好",
        "以本次颁奖仪式举办地为例",
        "股东大会在公司会议室召开",
        "习近平致信祝贺博览会开幕",
        "有关部门多次召开座谈会",
        "会议在北京举行",
        "第十三届全国人民代表大会常务委员会组成人员",
        "双方举行战略合作协议签约仪式",
        "首钢集团与中国建设银行战略合作签约仪式在北京举行",
    ],
)
def test_a_meeting_that_nothing_sets_apart_is_no_name(text: str) -> None:
    assert meetings(text) == []


def test_a_clause_before_an_ordinal_is_no_part_of_the_name() -> None:
    assert meetings("中哈要认真落实第二届环保合作论坛共识") == ["第二届环保合作论坛"]
    assert meetings("两国轮流举行一次元首会晤") == []


def test_no_name_of_a_meeting_reaches_over_a_verb() -> None:
    assert meetings("2022年反垄断工作要认真落实中央经济工作会议精神") == ["中央经济工作会议"]
    assert meetings("开展第30个全国安全宣传月活动") == ["第30个全国安全宣传月活动"]


def test_a_forum_of_its_own_name_is_not_drawn_into_the_fair_before_it() -> None:
    assert meetings("第四届进博会虹桥国际经济论坛在上海举行") == ["第四届进博会", "虹桥国际经济论坛"]
    assert meetings("第三届滨海博览会绿色消费论坛在海口举行") == ["第三届滨海博览会绿色消费论坛"]


def test_a_headline_that_runs_into_the_news_is_no_part_of_the_name() -> None:
    assert meetings("少年书画助力春蕾公益行动第三届全国青少年书画展评春蕾公益活动昨天在北京落幕") == [
        "第三届全国青少年书画展评春蕾公益活动"
    ]


def test_a_national_show_keeps_its_scope_and_quoted_themes_with_others_are_none() -> None:
    assert meetings("全国第四届大学生艺术展演今天在天津开幕") == ["全国第四届大学生艺术展演"]
    assert meetings("推出“投资中国”等系列活动") == []
    assert meetings("专家就“县域经济前景”主题展开研讨") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("证监局召开2023年度辖区上市公司监管工作会议，学习文件。", ["2023年度辖区上市公司监管工作会议"]),
        ("2023云岭国际投资贸易洽谈会今天在昆明开幕", ["2023云岭国际投资贸易洽谈会"]),
        ("二十国集团（G20）财长和央行行长会议落幕", ["二十国集团（G20）财长和央行行长会议"]),
        ("中国-中东欧中小微企业线上对洽会在宁波举行。", ["中国-中东欧中小微企业线上对洽会"]),
        ("将举办北方陆海通道高峰论坛、低碳制造产业产品展等活动", ["北方陆海通道高峰论坛", "低碳制造产业产品展"]),
        ("7月1日，该局召开全体党员干部大会。", ["全体党员干部大会"]),
    ],
)
def test_a_meeting_is_named_with_its_year_its_members_and_beside_others(text: str, names: list[str]) -> None:
    assert meetings(text) == names


def test_a_plenum_of_another_party_is_named_with_it() -> None:
    assert meetings("认真落实民进十五届三中全会部署") == ["民进十五届三中全会"]
    assert meetings("该局召开征求意见座谈会。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2021年江南水乡生态旅游季启动2021年江南水乡生态旅游季20日在周庄启动。", ["2021年江南水乡生态旅游季"] * 2),
        ("第9届中蒙边贸大集，今天在二连浩特开幕。", ["第9届中蒙边贸大集"]),
        ("2022年青海高原湖畔文化旅游季15日启动。", ["2022年青海高原湖畔文化旅游季"]),
        ("本台今晚现场直播第八届全国青年朗诵大奖赛启动仪式。", ["第八届全国青年朗诵大奖赛启动仪式"]),
        ("新闻早报\n会议23日上午在北京举行。", []),
    ],
)
def test_seasons_and_contests_are_named_whole_and_no_name_reaches_over_a_headline(text: str, names: list[str]) -> None:
    assert meetings(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副总理出席甲乙跨海大桥通车仪式。", ["甲乙跨海大桥通车仪式"]),
        ("两人共同出席中老铁路廉洁建设汇报会。", ["中老铁路廉洁建设汇报会"]),
        ("大使参加“汉语体验日”活动并致辞。", ["“汉语体验日”活动"]),
        ("国家统计局举办第三届“统计开放日”活动。", ["第三届“统计开放日”活动"]),
        ("2025年中考“云咨询周”活动将于6月举行。", ["2025年中考“云咨询周”活动"]),
        (
            "总理出席联大应对荒漠化问题高级别会议以及粮食问题领导人峰会。",
            ["联大应对荒漠化问题高级别会议", "粮食问题领导人峰会"],
        ),
        ("古树保护者协会第27届年会今天开幕。", ["古树保护者协会第27届年会"]),
        ("国际河流基金委员会第45届会议在巴黎举行。", ["国际河流基金委员会第45届会议"]),
        ("《湿地公约》第十四届缔约方大会期间", ["《湿地公约》第十四届缔约方大会"]),
        ("主席22日在第八十五届联合国大会一般性辩论上发表重要讲话。", ["第八十五届联合国大会一般性辩论"]),
        ("由某局主办的“乡村联盟成立大会暨2022年山海论坛—发展会议”今天举行", ["乡村联盟成立大会暨2022年山海论坛—发展会议"]),
        ("双方办好首轮中法社会和人文对话。", ["首轮中法社会和人文对话"]),
        ("中日高级别政治对话5日在东京举行", ["中日高级别政治对话"]),
    ],
)
def test_ceremonies_dialogues_and_meetings_of_bodies_are_named_whole(text: str, names: list[str]) -> None:
    assert meetings(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "联合国隆重举行纪念峰会，铭记历史。",
        "中国加强中德战略对话，扩大合作。",
        "某办开展“网络法治行”主题采访等线上线下系列活动。",
        "2021年开展“春风送岗位”活动",
    ],
)
def test_neither_a_verb_nor_what_is_only_pursued_is_a_meeting(text: str) -> None:
    assert meetings(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《开放报告2032》发布暨国际研讨会今天在沪举行。", "《开放报告2032》发布暨国际研讨会"),
        ("阿盟外长会议8日在开罗召开。", "阿盟外长会议"),
        ("某部召开2031年上半年经济形势分析会。", "2031年上半年经济形势分析会"),
        ("国务委员出席肯尼亚总统就职典礼。", "肯尼亚总统就职典礼"),
        ("某证券承办的“走进上市公司”活动今天启动。", "“走进上市公司”活动"),
    ],
)
def test_a_launch_with_a_seminar_and_meetings_of_groups_of_states_are_named(text: str, name: str) -> None:
    assert name in meetings(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("亚洲开发银行第56届理事会年会3日在仁川举行。", ["亚洲开发银行第56届理事会年会"]),
        ("两国领导人共同出席签字仪式和联合记者会。", []),
        ("商务部召开网上例行新闻发布会。", []),
        ("2026年消费品“以旧换新”活动启动。", []),
    ],
)
def test_a_board_holds_its_meeting_and_plain_ceremonies_are_none(text: str, names: list[str]) -> None:
    assert meetings(text) == names


def test_a_contest_held_by_a_body_and_what_is_held_during_a_fair_stand_alone() -> None:
    assert meetings("财政部举办的全国会计知识大赛开幕。") == ["全国会计知识大赛"]
    assert meetings("2020年服贸会期间举办的国际绿色年度论坛今天开幕。") == ["2020年服贸会", "国际绿色年度论坛"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2019年11月，第十六届国际绿色论坛（IGF）年会在广州开幕。", ["第十六届国际绿色论坛（IGF）年会"]),
        ("某协会组织召开绿色债券标准委员会第一次全体会议。", ["绿色债券标准委员会第一次全体会议"]),
        ("省政府召开全省农村承包地确权工作总结会议。", ["全省农村承包地确权工作总结会议"]),
        ("全国总工会“劳动之美”文艺汇演在京举行。", ["“劳动之美”文艺汇演"]),
        ("国新办定于6月8日举行第五届数字中国峰会新闻发布会。", ["第五届数字中国峰会新闻发布会"]),
        ("市政府召开工作调度会议，强调安全。", []),
    ],
)
def test_a_gloss_a_verb_and_a_press_conference_bound_the_name(text: str, names: list[str]) -> None:
    assert meetings(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在2032年田径世锦赛上，李某夺得女子铁饼金牌。", ["2032年田径世锦赛"]),
        ("在刚刚结束的第66届世乒赛中，李某夺冠。", ["第66届世乒赛"]),
        ("部长同某国外长举行第十二次中俄战略安全磋商。", ["第十二次中俄战略安全磋商"]),
        (
            "书记在中国共产党第十九届中央纪律检查委员会第四次全体会议上作报告。",
            ["中国共产党第十九届中央纪律检查委员会第四次全体会议"],
        ),
        ("党委召开理论学习中心组集体学习会。", []),
    ],
)
def test_contests_and_plenums_keep_their_number(text: str, names: list[str]) -> None:
    assert meetings(text) == names


def test_a_day_by_its_other_word_bounds_a_meeting_and_where_two_met_names_none() -> None:
    assert meetings("疫情防控工作总结表彰大会25号在京举行。") == ["疫情防控工作总结表彰大会"]
    assert meetings("去年7月，我们在成都会晤，达成共识。") == []
