"""People by what stands beside their names; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def people(text: str) -> list[str]:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "Person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该基金此后由蒋璆接任。", "蒋璆"),
        ("会议由中国银保监会梁滔副主席主持，", "梁滔"),
        ("国家发展改革委财金司陈弘宛司长、有关专家出席。", "陈弘宛"),
        ("王添宇已向郑州银行递交辞任报告，", "王添宇"),
        ("行长一职由周晓楠担任，", "周晓楠"),
        ("王晓东现任博时基金研究部总监，", "王晓东"),
        ("国家能源局局长王群受国务院委托作报告", "王群"),
        ("周海川曾创下航行纪录。", "周海川"),
        ("沈建华副委员长主持会议。", "沈建华"),
        ("人权事务专员扎伊丁·侯赛尼说，", "扎伊丁·侯赛尼"),
        ("联合国大会主席恰塔克表示，", "恰塔克"),
        ("胡安·卡斯蒂洛再次担任第一书记。", "胡安·卡斯蒂洛"),
        ("座谈会邀请李志刚教授作报告", "李志刚"),
        ("新区管委会商务局局长助理韩少鹏介绍", "韩少鹏"),
        ("东海银行党委委员、副行长陆丰，西山银行行长周荣出席", "陆丰"),
    ],
)
def test_a_person_is_known_by_the_words_beside_the_name(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "暂停该院林某、彭某某的医保服务",
        "记者从陆丰，汕尾等地了解到",
        "诸如教授、博士等称号",
        "由国务院任命",
        "总统候选人举行辩论",
        "市委书记南京调研",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert people(text) == []


def test_a_change_of_post_shows_a_person() -> None:
    assert people("周海燕加入东海银行，出任副行长") == ["周海燕"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("决定对郑彩芳采取监管措施", "郑彩芳"),
        ("总经理马志伟、时任总经理黄志明和葛国栋三名高管受罚", "葛国栋"),
        ("其实际控制人为沈小平。", "沈小平"),
        ("会议同意聘任刘斌为副行长", "刘斌"),
        ("时任该支行行长的孙国强被给予警告", "孙国强"),
        ("业务主管合伙人李文和在发布会上告诉记者", "李文和"),
        ("任命徐宏为首席财务官，接替武卫。", "武卫"),
        ("院长王战代表主办方致辞", "王战"),
        ("拟向黄健、张煜、陈斌等10名自然人购买", "黄健"),
        ("南方金融集团总经理和立强、顾问到会", "和立强"),
        ("取消该院骨科主任陈某某的支付资格", "陈某某"),
    ],
)
def test_a_sanction_a_list_or_a_copula_shows_a_person(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "对公司采取措施",
        "冷源由海水变为大气",
        "（通讯员 摄影）",
        "局长和民警，行长和嘉宾，",
        "负责人为主要领导",
        "总经理和公司员工",
        "对金融机构予以处罚",
    ],
)
def test_who_is_meant_in_general_is_no_person(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "致力于管得住、管得准、管得好，综合运用",
        "志愿者向社区居民讲解急救常识。",
        "6196名师生参加了展演。",
        "打了个寂寞！老股东却嗨了！",
    ],
)
def test_verbs_and_prepositions_that_are_surnames_too_are_no_people(text: str) -> None:
    assert people(text) == []


def test_a_name_stands_whole_before_its_accomplice_and_after_its_surname() -> None:
    assert people("被告人王戎、韩越伙同他人作案") == ["王戎", "韩越"]
    assert people("作用何在？刘向东表示，前景很好") == ["刘向东"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("与会人员提出询问。吕薇委员就整改等问题提问；", "吕薇"),
        ("会议召开。陈学军在工作报告中总结了工作。", "陈学军"),
        ("英国国防大臣本·华莱士表示，计划不变", "本·华莱士"),
    ],
)
def test_a_name_that_opens_a_sentence_or_has_a_dot_is_found(text: str, name: str) -> None:
    assert people(text) == [name]


def test_papers_that_demand_are_no_people() -> None:
    assert people("通知要求，各地抓紧。方案要求，各部门落实。公安部要求，依法办案。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上，温彬、贺俊明等专家发言", "贺俊明"),
        ("被告人伙同吴隽（另案处理）等人", "吴隽"),
        ("对做冷冻水产生意的王新建来说，五月最忙", "王新建"),
        ("种植大户糜学江从银行贷款", "糜学江"),
        ("首席执行官库克、董事长到会", "库克"),
        ("某集团党委书记曾从钦、董事长到会", "曾从钦"),
        ("西藏那曲的白玛央金帮了大忙", "白玛央金"),
        ("王勇健要求，今年要", "王勇健"),
    ],
)
def test_a_person_is_known_by_company_use_or_the_words_of_the_name(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    ["对成千上万的房地产企业来说", "金融、财税等专家到会", "对于农业的从业人员来说", "高校、党校等代表", "党委书记从严要求"],
)
def test_groups_and_fields_are_no_people(text: str) -> None:
    assert people(text) == []


def test_whose_fitness_a_regulator_approves_is_a_person() -> None:
    assert people("银保监分局核准张建岭浙江永嘉农村商业银行董事任职资格") == ["张建岭"]
    assert people("分局核准设立浙江永嘉农村商业银行，确认董事任职资格条件") == []


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("（江城财经记者 李四海）", "江城财经"),
        ("荆楚资讯4月3日电 昨日降温。", "荆楚资讯"),
        ("中新经纬客户端7月26日电 昨日降温。", "中新经纬客户端"),
        ("（总台央视记者 李四海）", "总台央视"),
        ("据江城资讯报道，展会吸引客商。", "江城资讯"),
        ("江视网消息（新闻联播）：今天降温。", "江视网"),
        ("（记者 李四海）江城证券报记者12月6日获悉", "江城证券报"),
        ("根据江城财经报道，展会开幕。", "江城财经"),
        ("3日，荆楚新闻记者从市商务局获悉，消费券发放。", "荆楚新闻"),
        ("东洋通讯社17日报道称，工程启动。", "东洋通讯社"),
        ("据东洋《海都新闻》网站报道，工程启动。", "海都新闻"),
        ("江城特区报首席记者王慧琼", "江城特区报"),
        ("江城日报全媒体记者 陈海波", "江城日报"),
        ("江城青年报客户端北京3月5日电", "江城青年报"),
        ("来源：江城周末", "江城周末"),
    ],
)
def test_who_reports_is_an_outlet(text: str, outlet: str) -> None:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    assert outlet in [mention.surface for mention in mentions if mention.label == "MediaOutlet"]


def test_who_is_liable_and_who_signs_before_the_source_is_a_person() -> None:
    assert people("经查，郑必友对此负直接管理责任，被警告。") == ["郑必友"]
    assert people("完成发行。(刘敬沅)（文章来源：证券时报）") == ["刘敬沅"]


def test_people_named_one_by_one_after_their_number_are_found() -> None:
    assert people("其他3人分别为张天沣、刘卫栋和王中和。") == ["张天沣", "刘卫栋", "王中和"]


def test_whom_a_leader_meets_is_a_person_by_the_letters_of_the_name() -> None:
    assert "巴切莱托" in people("李强与巴切莱托共同会见记者。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("正在给孩子办出院手续的李金川，家住县城。", "李金川"),
        ("正在给辣椒剪枝的努央加拉，过去放牧。", "努央加拉"),
        ("刚领到补贴的赵明亮高兴地说，今年更有底气了。", "赵明亮"),
        ("90后小伙陈志豪放弃了城里的工作。", "陈志豪"),
        ("55岁的马德才养了三百箱蜂。", "马德才"),
        ("种粮能手徐淙祥收到了回信。", "徐淙祥"),
        ("沙特阿拉伯王储继承人穆罕默德到机场迎接。", "穆罕默德"),
        ("村里有个老人，名叫周广田，一直住在山上。", "周广田"),
        ("入党四十年的老党员林丹，是社区书记。", "林丹"),
        ("近日，张连生同志写信回忆往事。", "张连生"),
        ("公告称，李大海因工作调动辞去董事长职务。", "李大海"),
        ("公司今日公告。李大海不再担任总经理职务。", "李大海"),
        ("经任命，李大海为国家发展改革委主任。", "李大海"),
        ("公告称，周晓纬请求辞去副行长职务。", "周晓纬"),
        ("简历：周晓纬，1964年出生于河南。", "周晓纬"),
        ("论坛上，顾建仲谈道，融资更便利了。", "顾建仲"),
        ("平安银行行长特别助理蔡新法出席。", "蔡新法"),
        ("该行迎来一位副行长——周晓纬。", "周晓纬"),
        ("4月6日公告，郭浩洋任国家开发银行党委书记。", "郭浩洋"),
        ("由副董事长王炯代为履行职权。", "王炯"),
        ("担任行长近十年的李礼辉1月20日离任。", "李礼辉"),
        ("俄罗斯常驻联合国代表丘尔金表示遗憾。", "丘尔金"),
        ("古巴国务委员会主席劳尔·卡斯特罗到访。", "劳尔·卡斯特罗"),
        ("选举产生了以孟广禄为主席的领导机构。", "孟广禄"),
        ("莫斯科市市长索比亚宁发布消息。", "索比亚宁"),
        ("法国车手瓜尔迪尼获得赛段冠军。", "瓜尔迪尼"),
        ("俄总统驻南方联邦区全权代表乌斯季诺夫说，洪水退去。", "乌斯季诺夫"),
    ],
)
def test_plain_people_of_the_evening_news_are_found(text: str, name: str) -> None:
    assert people(text) == [name]


def test_what_only_looks_like_a_name_behind_a_plain_word_is_none() -> None:
    assert people("企业坚持边查边改，深入群众 边查边改。") == []
    assert people("特高压输电工程重庆段完工，妇女儿童之家建成，农民工补贴性培训启动。") == []
    assert people("支持建设覆盖重点市场的海外仓。") == []
    assert people("大学生毛入学率提高，女儿高中毕业，司机师傅讲文明。") == []
    assert people("市政协主席袁秀和到会场，主任姚春和副主任李大海参加。") == ["袁秀和", "姚春", "李大海"]
    assert "柏林" not in people("德国总理默茨14日在柏林会见了记者。")


def test_who_is_no_paper_tells_nothing_as_one() -> None:
    text = "据供销合作社报道。据公司官网消息，产品上市。多家媒体报道，本报记者从旅行社获悉。\n李四海向本报记者分析。"
    document = Document("a", "", text)
    assert [m.surface for m in extractor().extract(document, segment(document)) if m.label == "MediaOutlet"] == []


def test_everyone_who_is_punished_or_lent_money_is_found() -> None:
    assert people("对马利庆、俞连铭给予警告，对顾瑾（某公司董事长）给予警告。") == ["马利庆", "俞连铭", "顾瑾"]
    assert people("公司向胡祖焕借款2亿元。") == ["胡祖焕"]
    assert people("正文结束。\n文 | 吴晓蔚") == ["吴晓蔚"]
    assert people("全市开展“皖美消费·合肥购”活动。") == []


def test_the_palace_of_a_president_is_no_surname() -> None:
    assert people("据约旦总统府发表的声明，双方举行会谈。") == []


@pytest.mark.parametrize("name", ["阿雷萨", "巴萨·阿德勒"])
@pytest.mark.parametrize(
    "rest",
    [
        "以及其他嘉宾到场。",
        "已经抵达北京。",
        "于5日访华。",
        "并未回应。",
        "没有出席。",
        "首次访华。",
        "上周访华。",
        "高度评价合作。",
    ],
)
def test_a_foreign_name_ends_before_the_words_that_follow_it(name: str, rest: str) -> None:
    assert people(f"危地马拉总统{name}{rest}") == [name]


def test_the_work_of_settling_people_is_no_one() -> None:
    assert people("受灾群众安置工作有序展开。") == []
    assert people("对于该支行原行长严峰来说，这很难忘。记者王福来说，这不难。") == ["严峰", "王福来"]


def test_reporters_sign_in_brackets_after_a_dateline() -> None:
    assert people("人民网北京7月1日电 （杜燕霏 王振国）财政部公布数据。") == ["杜燕霏", "王振国"]
    assert people("新华社北京7月1日电（时政）财政部公布数据。") == []


def test_who_is_changed_for_whom_in_a_register_is_found() -> None:
    assert people("公司法定代表人由张三枫变更为李思光。") == ["张三枫", "李思光"]
    assert people("支行负责人“王建民”变更为“陈志强”。") == ["王建民", "陈志强"]
    assert people("公司名称由甲公司变更为乙公司，总经理办公地址变更为上海。") == []


def test_whom_another_body_works_with_keeps_the_beginning_of_its_name() -> None:
    document = Document("a", "", "财政部联合国家发展改革委、国家数据局印发通知。")
    assert [m.surface for m in extractor().extract(document, segment(document))][:2] == ["财政部", "国家发展改革委"]


def test_who_wins_needs_no_post() -> None:
    assert people("比赛结束。王芳洁获得了全场最高的23分。李金哲以8米31夺冠。") == ["王芳洁", "李金哲"]
    assert people("江苏队获得冠军。高中生获得金牌。全省获得金牌12枚。双方获得冠军。") == []


def test_a_body_is_no_person_behind_its_former_state() -> None:
    assert people("中国人民银行参事盛成松、原银监会副主席蔡生鄂参加讨论。") == ["盛成松", "蔡生鄂"]


def test_words_between_a_body_and_a_title_are_no_names() -> None:
    assert people("中国工商银行高级副行长、全国政协常务副主席、国家统计局党组副主任出席。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李劼生前是武警战士，后来", ["李劼"]),
        ("国王哈拉尔五世、王储会见客人", ["哈拉尔五世"]),
        ("一名叫做阿卜杜勒-哈米德·阿巴乌德的男子", ["阿卜杜勒-哈米德·阿巴乌德"]),
        ("国际能源署署长比罗尔表示", ["比罗尔"]),
        ("国家网信办对程崴、柳箐各处人民币100万元罚款。", ["程崴", "柳箐"]),
        ("副院长田煊参与圆桌，副行长景岚、董秘骆岚到会。", ["田煊", "景岚", "骆岚"]),
    ],
)
def test_a_life_a_number_or_an_office_shows_a_name(text: str, names: list[str]) -> None:
    assert people(text) == names
