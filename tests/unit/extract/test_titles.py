"""Documents by their headline, edition, enclosure and loose name; every text is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document, Mention
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def documents(text: str) -> list[Mention]:
    document = Document("a", "", text)
    return [mention for mention in extractor().extract(document, segment(document)) if mention.label == "PolicyDocument"]


def names(text: str) -> list[str]:
    return [mention.surface for mention in documents(text)]


def test_the_headline_of_a_notice_is_its_title_and_bears_its_number() -> None:
    title, number = documents("关于调整期权合约交易时间的通知\n深证上〔2023〕12号\n各市场参与人：")
    assert title.surface == "关于调整期权合约交易时间的通知"
    assert number.full == title.surface


def test_a_headline_that_alone_names_its_document_leaves_it_the_name() -> None:
    assert names("关于发布《债券交易规则》的通知\n各市场参与人：") == ["债券交易规则"]
    assert names("关于发布《债券交易规则》的通知\n现将《债券交易规则》发布。") == [
        "关于发布《债券交易规则》的通知",
        "债券交易规则",
    ]


@pytest.mark.parametrize("text", ["专家谈关于降息的意见\n正文", "关于降息，市场的意见\n正文", "他们关于市场的意见\n正文"])
def test_a_headline_of_the_news_is_no_title(text: str) -> None:
    assert names(text) == []


def test_a_title_without_its_edition_means_the_newest_that_the_text_names() -> None:
    text = "例\n本所修订《会员管理规则》。《会员管理规则（2023年修订）》自今日起施行，《会员管理规则（2020年修订）》同时废止。"
    assert documents(text)[0].full == "会员管理规则（2023年修订）"


def test_what_is_enclosed_is_a_document_without_title_marks() -> None:
    assert names("例\n特此通知。\n附件：会员管理规则（2023年修订）\n交易所") == ["会员管理规则（2023年修订）"]


def test_a_loose_name_means_the_title_whose_letters_it_takes() -> None:
    text = "四部门出台平台经济发展指导意见\n四部门发布《关于促进平台经济规范健康发展的指导意见》。"
    assert documents(text)[0].full == "关于促进平台经济规范健康发展的指导意见"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("十家企业签署20号胶期现合作备忘录，", "20号胶期现合作备忘录"),
        ("推动出台湖泊水质考核办法及其实施细则，", "湖泊水质考核办法"),
        ("总理签署第781号国务院令，公布条例", "第781号国务院令"),
        ("起草算力基础设施建设行动计划；", "算力基础设施建设行动计划"),
        ("佛山市政府工作报告指出，", "佛山市政府工作报告"),
        ("两部门印发了组织申报水利专项债券项目的通知，", "组织申报水利专项债券项目的通知"),
        ("落实促进养老产业高质量发展实施意见。", "促进养老产业高质量发展实施意见"),
    ],
)
def test_a_verb_of_making_shows_a_document_without_title_marks(text: str, name: str) -> None:
    assert name in names(f"例\n{text}")


def test_a_list_of_persons_to_appoint_is_no_document() -> None:
    assert names("例\n审议关于提请审议监察委员会委员名单草案的议案。") == []


def test_a_short_name_defined_in_title_marks_is_no_title_of_its_own() -> None:
    text = "例\n按照《关于签订<风险揭示书>有关事项的通知》（以下简称《签订通知》）办理。《签订通知》另有规定的除外。"
    full = "关于签订<风险揭示书>有关事项的通知"
    assert [(mention.surface, mention.full) for mention in documents(text)][1:] == [("签订通知", full)] * 2


def test_a_yearbook_is_a_document_and_no_newspaper() -> None:
    assert names("例\n《支付产业年报》（下称《报告》）显示，") == ["支付产业年报", "报告"]


def test_a_list_that_is_published_is_a_document_when_its_year_or_batch_sets_it_apart() -> None:
    assert names("供销总社发布2031年化肥保供重点企业名单，共五百家。") == ["2031年化肥保供重点企业名单"]
    assert names("农业农村部公布了第三批农业文化遗产名录。") == ["第三批农业文化遗产名录"]
    assert names("教育部公布2032年毕业生就业“百日攻坚”行动方案，") == ["2032年毕业生就业“百日攻坚”行动方案"]
    assert names("学校公布获奖学生名单，老师很高兴。") == []


def test_the_law_that_a_report_on_its_enforcement_inspected_is_named_inside_it() -> None:
    found = names("会议听取了副委员长作的关于检查渔业法、种子法实施情况的报告。")

    assert found == ["关于检查渔业法、种子法实施情况的报告", "渔业法", "种子法"]


def test_the_law_that_a_draft_amends_or_a_decision_suspends_is_named_inside_it() -> None:
    assert "渔业法" in names("会议审议了国务院关于提请审议渔业法等4部法律的修正案草案的议案。")
    assert "种子法" in names("会议审议了关于授权国务院在某地暂时调整适用种子法有关规定的决定草案。")
    assert names("会议审议了渔业法草案。") == ["渔业法草案"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区里出台了“先进制造18条”，包括用地支持。", "先进制造18条"),
        ("对中共二十大报告进行了解读。", "中共二十大报告"),
        ("严格落实中央八项规定精神。", "中央八项规定"),
    ],
)
def test_a_document_is_known_by_the_number_of_its_articles_or_its_congress(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("各县抓紧落实国发37号文，逐项对账。", ["国发37号文"]),
        ("按照财政部41号文要求，各地清理账户。", ["财政部41号文"]),
        ("会议审查2019年预算报告和预算草案。", ["2019年预算报告", "预算草案"]),
        ("委员们审议最高人民法院工作报告。", ["最高人民法院工作报告"]),
        ("会议按照国务院工作规则召开。", ["国务院工作规则"]),
        ("中国和厄瓜多尔的自贸协定今年生效。", ["中国和厄瓜多尔的自贸协定"]),
        ("双方签署互免持外交护照人员签证协定。", ["互免持外交护照人员签证协定"]),
        ("该负责人说，海上养殖用海管理办法已形成送审稿。", ["海上养殖用海管理办法"]),
        ("今天，外卖包装减量新规发布，三月施行。", ["外卖包装减量新规"]),
        ("据了解，负责人介绍渔港经理人管理办法将于下月施行。", ["渔港经理人管理办法"]),
        ("住建部门昨天出台电梯更新新规，明确三条底线。", ["电梯更新新规"]),
        ("会谈后，双方签署浙江省人大与黑山议会合作的联合声明。", ["浙江省人大与黑山议会合作的联合声明"]),
        ("两国发表了联合声明。", []),
        ("多项建议被纳入G20峰会公报。", ["G20峰会公报"]),
        ("中央印发了村级巡察工作细则。", ["村级巡察工作细则"]),
        ("会议审议民法典人格权编草案。人格权编草案三审稿作了完善。", ["民法典人格权编草案", "人格权编草案三审稿"]),
        ("会议听取了关于2016年中央决算草案审查结果的报告。", ["关于2016年中央决算草案审查结果的报告"]),
    ],
)
def test_a_document_is_cited_by_its_number_its_kind_or_what_befell_it(text: str, cited: list[str]) -> None:
    assert names(text) == cited


@pytest.mark.parametrize(
    "text",
    [
        "两市形成了年度立法计划草案编制小组。",
        "截至计划报告期末，项目进展顺利。",
        "消息称，明天起一批新规施行，涉及出行和就医。",
        "记者获悉，有关实施细则将于近日印发。",
        "双方达成合作协议12份。",
        "我国已同多国签署自贸协定。",
        "市里公布收费新规，家长表示欢迎。",
    ],
)
def test_kinds_and_headlines_of_documents_cite_none(text: str) -> None:
    assert names(text) == []


def test_a_headline_on_new_rules_names_none_where_the_piece_cites_the_document() -> None:
    assert names("外卖包装减量新规发布\n今天，商务主管部门发布《外卖包装减量办法》。") == ["外卖包装减量办法"]


def test_the_year_of_an_edition_before_a_title_belongs_to_it() -> None:
    (edition,) = documents("商务主管部门公布2019年版《海洋牧场装备推广目录》。")
    assert edition.surface == "2019年版《海洋牧场装备推广目录》"
    assert edition.full == "海洋牧场装备推广目录（2019年版）"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议通过国家水网重大专项“十五五”发展规划，要求加大投入。", ["国家水网重大专项“十五五”发展规划"]),
        ("市里印发临江区数字经济“十四五”规划，明确目标。", ["临江区数字经济“十四五”规划"]),
        ("代表委员热议“十五五”规划，科学谋划“十五五”规划。", ["“十五五”规划"]),
        ("扎实推进“八张网”规划建设，", []),
    ],
)
def test_what_a_five_year_plan_plans_may_stand_before_its_quotation_mark(text: str, found: list[str]) -> None:
    assert sorted(set(names(text))) == sorted(found)


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("会议要求制定实施全国统一电力市场条例，规范交易。", "全国统一电力市场条例"),
        ("做好医疗互助法制定相关工作，用制度保障成果。", "医疗互助法"),
        ("有关部门加快推进数字遗产保护法立法进程。", "数字遗产保护法"),
    ],
)
def test_a_law_in_the_making_is_a_document(text: str, law: str) -> None:
    assert law in names(text)


@pytest.mark.parametrize("text", ["加快制定相关法，", "推进地方性法规制定工作，完善配套条例修订工作。", "研究制定解决办法，"])
def test_laws_in_general_and_ways_are_no_documents(text: str) -> None:
    assert names(text) == []


def test_what_many_agree_on_is_named_after_its_place() -> None:
    assert names("二十个沿岸国达成“三亚共识”，将加强合作。大家形成了广泛共识。") == ["三亚共识"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议通过了契约法、关于修改审判法的决定、新修订的测绘法。", "关于修改审判法的决定"),
        ("正文。\n亚洲电网互联骨干网架规划今天发布，描绘了蓝图。", "亚洲电网互联骨干网架规划"),
        ("近日，新能源船舶废旧动力电池回收新规正式发布，明确门槛。", "新能源船舶废旧动力电池回收新规"),
    ],
)
def test_what_is_decided_on_a_law_planned_or_newly_ruled_is_named_whole(text: str, name: str) -> None:
    assert name in names(text)


def test_a_short_name_may_stand_in_both_kinds_of_marks() -> None:
    text = "交易所印发《关于做好期权结算工作的通知》（以下简称“《通知》”）。《通知》指出，要防风险。"
    assert names(text) == ["关于做好期权结算工作的通知", "通知", "通知"]


def test_a_short_title_in_a_new_story_of_a_digest_means_none_of_an_earlier_story() -> None:
    first = "《关于开展绿色车间建设工作的指导意见》发布今天，工信部门印发《关于开展绿色车间建设工作的指导意见》。"
    story = "七部门印发意见加强古籍保护近日，教育部等七部门印发《意见》，保护古籍。"
    assert documents(f"国内联播快讯\n{first}{story}")[-1].full is None
    assert documents(f"工信部门印发意见\n{first}《意见》提出，建设车间。")[-1].full == "关于开展绿色车间建设工作的指导意见"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "会议审议了对外投资法草案、湿地保护和修复法草案，表决通过了渔港法草案和航道法修订草案。",
            ["对外投资法草案", "湿地保护和修复法草案", "渔港法草案", "航道法修订草案"],
        ),
        (
            "会议通过城镇供热条例（修订草案），还对就业促进法草案进行审议。",
            ["城镇供热条例（修订草案）", "就业促进法草案"],
        ),
        (
            "会议审议了关于修改港口法的决定草案、关于某地议员资格问题的解释（草案）、关于开展法治教育的决议草案。",
            ["关于修改港口法的决定草案", "关于某地议员资格问题的解释（草案）", "关于开展法治教育的决议草案"],
        ),
    ],
)
def test_a_draft_is_named_from_its_first_word(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_every_report_on_a_long_agenda_is_named() -> None:
    kinds = [
        "乡村教师队伍建设",
        "文物保护和合理利用",
        "灵活就业人员权益保障",
        "科技成果转化",
        "“十四五”规划实施",
        "长江岸线治理",
    ]
    reports = [f"关于{kind}工作情况的报告" for kind in kinds]
    assert names(f"会议还将审议国务院{'、'.join(reports)}。") == [f"国务院{reports[0]}", *reports[1:]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("福建自贸区总体方案的186项任务已实施177项。", "福建自贸区总体方案"),
        ("某领导小组印发国企改革“百花行动”工作方案。", "国企改革“百花行动”工作方案"),
        ("人社部发布新修订的工伤保险条例实施细则。", "工伤保险条例实施细则"),
        ("最高法发布关于审理旅游纠纷案件若干问题的解释。", "关于审理旅游纠纷案件若干问题的解释"),
        ("国务院出台了整合城乡医保的意见，要求合并。", "整合城乡医保的意见"),
        ("浙江出台促进民营经济发展的若干措施。", "促进民营经济发展的若干措施"),
        ("会议通过了全国人大常委会2024年度工作要点。", "全国人大常委会2024年度工作要点"),
        ("文化部门印发乡村旅游提质计划（2027—2029年）。", "乡村旅游提质计划（2027—2029年）"),
        ("某局印发按床日付费3.0版分组方案，推行改革。", "按床日付费3.0版分组方案"),
        ("各地深入落实渔业装备升级行动方案（2031年版）。", "渔业装备升级行动方案（2031年版）"),
        ("会议讨论通过加快家政服务业发展的指导意见，部署工作。", "加快家政服务业发展的指导意见"),
        ("国务院关于推动某区高质量发展的意见（国发〔2031〕16号）提出两点。", "关于推动某区高质量发展的意见"),
        ("审计署发布关于2031年度中央预算执行情况的审计工作报告。", "关于2031年度中央预算执行情况的审计工作报告"),
        ("较早出台“九五”普法规划。", "“九五”普法规划"),
        ("甲国和乙国签署海运协定进一步升级议定书。", "海运协定进一步升级议定书"),
        ("省政府转发省发展改革委关于推动渔船更新的通知。", "关于推动渔船更新的通知"),
        ("四家交易所同步修订贵金属合约上市规则。", "贵金属合约上市规则"),
        ("交易所发布实施三件发行审核业务指引。", "三件发行审核业务指引"),
        ("财政厅、税务局发布2031年第14号公告。", "2031年第14号公告"),
        ("县住建局印发实施保障房配售实施细则。", "保障房配售实施细则"),
        ("《云山交易所信息披露指南第1号》同日生效。", "云山交易所信息披露指南第1号"),
    ],
)
def test_a_document_without_marks_is_named_whole(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text", ["各地要制定发展规划，上海市制定总体方案。", "会议听取了关于市场的意见。", "各地印发配套措施。"]
)
def test_plans_and_opinions_in_general_are_no_documents(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("两国签订并实施自由贸易协定，合作更加紧密。", "自由贸易协定"),
        ("双方签署并批准双边投资协定。", "双边投资协定"),
        ("两家企业签署近20亿元的10架云帆客机融资租赁框架协议。", "10架云帆客机融资租赁框架协议"),
        ("四方签署总额30亿元的风电产业链金融合作协议。", "风电产业链金融合作协议"),
        ("会谈后，双方发表中法政府联合声明。", "中法政府联合声明"),
        ("两国外长发表了中国和秘鲁联合公报。", "中国和秘鲁联合公报"),
        ("会议要求抓紧制定城镇化中长期发展规划，完善政策。", "城镇化中长期发展规划"),
        ("有关部门正编制粮食安全中长期规划纲要。", "粮食安全中长期规划纲要"),
        (
            "现公开征求意见。\n云山市关于支持企业上市的若干扶持政策（征求意见稿）\n现提出以下政策。",
            "云山市关于支持企业上市的若干扶持政策（征求意见稿）",
        ),
        ("云山立法机关通过修改《港口条例》的法案。", "修改《港口条例》的法案"),
    ],
)
def test_what_is_signed_declared_or_long_planned_is_named_without_marks(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize("text", ["企业制定中长期发展规划。", "上市公司陆续发布了2024年度业绩报告。", "两国发表联合声明。"])
def test_plans_of_firms_and_reports_on_results_are_no_documents(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议表决通过了全国人大常委会关于设立草原法院的决定。", ["全国人大常委会关于设立草原法院的决定"]),
        (
            "会议通过了关于修改《草原法》的决定、关于批准草原公约的决议。",
            ["关于修改《草原法》的决定", "草原法", "关于批准草原公约的决议"],
        ),
        ("他作出了关于辞职的决定。", []),
        ("会议通过了关于个别人员任免的决定。", []),
        ("党的二十届三中全会公报指出，要改革。", ["党的二十届三中全会公报"]),
        ("会议审议了全国政协常委会工作报告。", ["全国政协常委会工作报告"]),
        ("《关于加强牧草管理的通知》（107号文）已经下发。", ["关于加强牧草管理的通知", "107号文"]),
        ("市政府与甲银行签署“数字牧场”建设战略合作协议。", ["“数字牧场”建设战略合作协议"]),
        ("市政府与甲银行签署“数牧互动”合作协议。", ["“数牧互动”合作协议"]),
        ("某省出台一系列支持民营经济发展的实施意见。", []),
        ("草原部发布促进大型牧场建设意见，意见明确用地政策。", ["促进大型牧场建设意见"]),
        ("专家发布加快牧场改革建议意见，供参考。", []),
        ("联合国安理会通过第2999号决议，要求停火。", ["第2999号决议"]),
        ("双方制定“南北合作2040年愿景”，推进“共同愿景”。", ["南北合作2040年愿景"]),
    ],
)
def test_resolutions_and_contracts_are_named_whole(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_law_listed_as_amended_is_named_without_that_word() -> None:
    assert names("会议通过了反外国制裁法、新修订的草原法、印花税法。") == ["反外国制裁法", "草原法", "印花税法"]


@pytest.mark.parametrize("title", ["《中国商务部与智利外交部关于加强合作的谅解备忘录》", "中国商务部与智利外交部合作协议"])
def test_the_parties_in_the_name_of_a_contract_are_named_too(title: str) -> None:
    document = Document("a", "", f"双方共同签署了{title}。")
    mentions = extractor().extract(document, segment(document))
    assert {"中国商务部", "智利外交部"} <= {mention.surface for mention in mentions if mention.label == "GovernmentBody"}


def test_who_issues_a_notice_with_others_is_named_in_its_title() -> None:
    text = "《商务部等13部门关于促进牧草消费的通知》提出要求。"
    mentions = extractor().extract(Document("a", "", text), segment(Document("a", "", text)))
    assert [mention.surface for mention in mentions if mention.label == "GovernmentBody"] == ["商务部"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "大会审查2031年国民经济和社会发展计划执行情况与2032年国民经济和社会发展计划草案的报告、2032年全国预算草案。",
            ["2031年国民经济和社会发展计划执行情况与2032年国民经济和社会发展计划草案的报告", "2032年全国预算草案"],
        ),
        ("代表们审议“十六五”规划和2045年远景目标纲要草案。", ["“十六五”规划和2045年远景目标纲要草案"]),
        ("南国和北国签署建交联合公报。", ["建交联合公报"]),
        ("南国和北国签署联合公报。", []),
        ("双方发表中美经贸会谈联合声明。", ["中美经贸会谈联合声明"]),
        ("会议通过了泉城宣言，各方发表共同宣言。", ["泉城宣言"]),
        ("卫生部门发布第十二版流感诊疗方案。", ["第十二版流感诊疗方案"]),
        ("部长向大会作关于牧草储备情况的报告。", ["关于牧草储备情况的报告"]),
        ("他围绕主题作关于牧草风险的报告。", []),
    ],
)
def test_plans_budgets_and_declarations_are_named_whole(text: str, found: list[str]) -> None:
    assert names(text) == found
