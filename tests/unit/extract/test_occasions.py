"""Occasions by who meets, by what is shown, by the work they are for; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def occasions(text: str) -> list[str]:
    document = Document("a", "", text)
    return [mention.surface for mention in extractor().extract(document, segment(document)) if mention.label == "Event"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总理出席中泰工商界午餐会并发表讲话", "中泰工商界午餐会"),
        ("日前结束的中日韩财长会，就合作达成共识", "中日韩财长会"),
        ("某某出席中越双边合作指导委员会第十五次会议并讲话", "中越双边合作指导委员会第十五次会议"),
        ("同主席共同主持中巴投资工作组第三次会议", "中巴投资工作组第三次会议"),
        ("参加中法德领导人视频会晤、中欧领导人非正式会晤，", "中法德领导人视频会晤"),
        ("总理出席上海合作组织成员国总理第十五次会议 提出倡议", "上海合作组织成员国总理第十五次会议"),
        ("汉诺威国际工业装备展首次来华举办", "汉诺威国际工业装备展"),
        ("中国青岛家电及数码产品展今天闭幕", "中国青岛家电及数码产品展"),
        ("2025年中国农民丰收节金秋购物季今天启动", "2025年中国农民丰收节金秋购物季"),
        ("纪录片《大河上下》首映式在郑州举行", "《大河上下》首映式"),
        ("2019《财经》春季论坛在京举行", "2019《财经》春季论坛"),
        ("金融界盛典“浦江之星”评选揭晓", "“浦江之星”评选"),
        ("主办的棉花产业研讨会暨纺织企业期现合作签约活动在郑州举行", "棉花产业研讨会暨纺织企业期现合作签约活动"),
        ("大会今天举行民生主题记者会", "民生主题记者会"),
        ("做好冬残奥会服务保障", "冬残奥会"),
        ("两部门召开了网约车平台企业行政指导会，", "网约车平台企业行政指导会"),
        ("2023年度绿色金融创新奖评审领导小组会议在京召开", "2023年度绿色金融创新奖评审领导小组会议"),
        ("中国第37次南极考察任务全面展开", "中国第37次南极考察"),
        ("正在举行的福建厦门国际美食节吸引了游客", "厦门国际美食节"),
        ("亚洲戏剧周在京开幕", "亚洲戏剧周"),
        ("浙江省委十三届七次全会审议通过了方案", "浙江省委十三届七次全会"),
        ("第二十五届上海电视节“白玉兰绽放”颁奖典礼举行", "第二十五届上海电视节“白玉兰绽放”颁奖典礼"),
        ("多家餐饮企业共同举办“品味江南”美食节", "“品味江南”美食节"),
        ("参观样品和“九天揽月·探月工程三十年”成果展览。", "“九天揽月·探月工程三十年”成果展览"),
        ("亚非国家青年干部研讨班18日在京举行开班式", "亚非国家青年干部研讨班"),
        ("镇政府在镇里共同举办2012江城中小企业金融服务日之东镇专场活动。", "2012江城中小企业金融服务日之东镇专场活动"),
        ("第九届环太湖国际公路自行车赛开赛", "第九届环太湖国际公路自行车赛"),
        ("“国聘江南·苏州行”毕业生就业服务专场活动启动", "“国聘江南·苏州行”毕业生就业服务专场活动"),
        ("二十国集团（G20）罗马峰会闭幕", "二十国集团（G20）罗马峰会"),
        ("他在商务部例行新闻发布会上说", "商务部例行新闻发布会"),
        ("东海证券业协会召开第八次会员大会", "第八次会员大会"),
        (
            "今天开幕的东方环境与发展国际合作委员会2022年年会暨东方委30周年纪念活动上，",
            "东方环境与发展国际合作委员会2022年年会暨东方委30周年纪念活动",
        ),
    ],
)
def test_an_occasion_is_found_whole(text: str, name: str) -> None:
    assert name in occasions(text)


@pytest.mark.parametrize(
    "text",
    [
        "各家企业纷纷参加车展，参展商超过百家",
        "双方就建立两国总理定期会晤机制交换意见",
        "中美双方举行会谈，中欧班列开行",
        "国际展望大会将改期，航展中心正在建设",
        "今年元宵节期间，全国文化旅游节庆活动丰富",
        "中国第37次南极考察队抵达",
        "“温暖同行·新业态劳动者关爱行动月”在京启动",
    ],
)
def test_a_common_noun_is_no_occasion(text: str) -> None:
    assert occasions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成功举办“云帆杯”低空应用大赛总决赛等", "“云帆杯”低空应用大赛总决赛"),
        ("主办的“大豆产业研讨会暨豆粕贸易期现合作活动”在大连举行", "大豆产业研讨会暨豆粕贸易期现合作活动"),
    ],
)
def test_a_quoted_theme_goes_on_to_the_final_and_a_joint_name_to_its_end(text: str, name: str) -> None:
    assert name in occasions(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("正在执行“和善使命-2031”任务的医院船抵达", "“和善使命-2031”任务"),
        ("两军举行“海空联合—2032”联合军演", "“海空联合—2032”联合军演"),
        ("第十二届中国曲艺奖·相声表演奖揭晓", "第十二届中国曲艺奖·相声表演奖"),
        ("2033年秋季全国中小学防溺水公开课今天举行", "2033年秋季全国中小学防溺水公开课"),
        ("2034年法国总统候选人第二场电视辩论在巴黎举行。", "2034年法国总统候选人第二场电视辩论"),
        ("“山河·记忆———纪念建馆60周年大型馆藏文物展”在南京博物院举行", "山河·记忆———纪念建馆60周年大型馆藏文物展"),
        ("其间将举办“名品行—长沙站”及国际采购商对接会", "国际采购商对接会"),
        ("2035年全国科普日活动今天启动", "2035年全国科普日活动"),
        ("中心推出“惠企同行”服务季活动", "“惠企同行”服务季活动"),
    ],
)
def test_a_code_name_a_prize_of_a_prize_a_lesson_a_debate_and_a_quoted_show_are_occasions(text: str, name: str) -> None:
    assert name in occasions(text)


def test_a_meeting_of_a_standing_forum_takes_the_forum_into_its_name() -> None:
    assert occasions("落实中非合作论坛达喀尔会议成果") == ["中非合作论坛达喀尔会议"]
    assert occasions("指导组召开五所高校主题教育工作座谈会。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("国家主席向世界草原合作协调人会议致贺信", "世界草原合作协调人会议"),
        ("今天向中非合作论坛成果落实协调人部长级会议致贺信", "中非合作论坛成果落实协调人部长级会议"),
    ],
)
def test_the_meeting_that_a_letter_greets_is_named(text: str, name: str) -> None:
    assert occasions(text) == [name]


def test_a_cordial_talk_is_no_named_meeting() -> None:
    assert occasions("主席不久前同阿勒马太后亲切会晤") == []


def test_a_joint_commission_of_two_countries_meets() -> None:
    assert occasions("总理将主持中泰经贸合作联委会第六次会议。") == ["中泰经贸合作联委会第六次会议"]


def test_the_chairs_meeting_is_the_same_in_headline_and_text() -> None:
    text = "王某主持召开全国政协主席会议\n王某今天主持召开政协第十四届全国委员会第三十次主席会议。"
    assert occasions(text) == ["全国政协主席会议", "政协第十四届全国委员会第三十次主席会议"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全国政协十三届二次会议举行第二次全体会议", "全国政协十三届二次会议"),
        ("九三学社第十五届中央委员会第四次全体会议今天在京召开", "九三学社第十五届中央委员会第四次全体会议"),
    ],
)
def test_a_session_ends_where_it_is_held_and_begins_with_its_party(text: str, name: str) -> None:
    assert occasions(text) == [name]
