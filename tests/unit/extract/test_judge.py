"""Which spans are taken for measures: sentences made up for this test, none of them taught."""

import json
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.extract import Extractor
from kg.extract.judge import Judge
from kg.extract.lexicon import load_lexicon
from kg.extract.measures import MeasureProposer
from kg.gazetteer import load_gazetteer
from kg.records import Document

LABEL = "PolicyMeasure"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def measures(extractor: Extractor, text: str) -> list[str]:
    document = Document("test", "标题", f"标题\n{text}")
    return [mention.surface.strip("“”") for mention in extractor.extract(document, ()) if mention.label == LABEL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自然资源部启动矿山绿化三年行动，投入十亿元。", ["矿山绿化三年行动"]),
        ("省里实施社区食堂提质工程，今年建成五百家。", ["社区食堂提质工程"]),
        ("两部门在六省开展碳汇林权质押综合试点。", ["碳汇林权质押综合试点"]),
        ("央行增加支小再贷款额度，加大支农再贷款投放。", ["支小再贷款", "支农再贷款"]),
        ("要深化供给侧结构性改革，全面推进乡村振兴。", ["供给侧结构性改革", "乡村振兴"]),
        ("检察院部署“蓝盾护苗”专项行动。", ["蓝盾护苗”专项行动"]),
        ("人民银行决定降准，释放长期资金。", ["降准"]),
    ],
)
def test_a_measure_is_found_by_its_list_its_verb_or_its_quotation_marks(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert measures(extractor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "货币政策要精准有力，财政政策要加力提效。",
        "这家店被顾客称为“深夜食堂”，生意红火。",
        "公司的扩产计划进展顺利，新工厂工程已经封顶。",
        "双方同意完善沟通机制，加强政策协调。",
        "他的救援行动受到称赞。",
        "要解决群众的“急难愁盼”，当好“服务员”。",
        "各行业要健全考核制度和奖惩制度。",
    ],
)
def test_generic_words_of_policy_and_quoted_figures_of_speech_are_no_measures(extractor: Extractor, text: str) -> None:
    assert measures(extractor, text) == []


def test_a_wording_is_judged_once_for_the_whole_article(extractor: Extractor) -> None:
    text = "农业部门启动稻田生态补水工程。专家介绍，稻田生态补水工程分两期。\n稻田生态补水工程惠及三省。"

    assert measures(extractor, text) == ["稻田生态补水工程"] * 3


def test_nothing_is_proposed_inside_a_title(extractor: Extractor) -> None:
    cases = extractor.cases(Document("test", "标题", "标题\n国务院印发《关于实施就业扩容工程的意见》。"))

    assert [case.wording for case in cases] == []


def test_an_unknown_template_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "measures.json"
    path.write_text(json.dumps({"": {"bias": 0.0, "threshold": 0.0}, "colour": {"red": 1.0}}), encoding="utf-8")

    with pytest.raises(OntologyError, match="unknown template colour") as caught:
        Judge(path, MeasureProposer(load_lexicon()), frozenset())

    assert "kg.evaluation.measures" in str(caught.value.remedy)


def test_a_broken_file_of_weights_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "measures.json"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(OntologyError, match="cannot read the weights of measures"):
        Judge(path, MeasureProposer(load_lexicon()), frozenset())


@pytest.mark.parametrize(
    ("text", "wording", "source"),
    [
        ("警方开展打击“黑油”走私专项行动，", "打击黑油走私专项行动", "acted"),
        ("法院启动“清欠护企”暨涉案款物清理专项行动", "清欠护企暨涉案款物清理专项行动", "kind"),
        ("正文。\n2031年种子质量实地检查启动\n正文", "2031年种子质量实地检查", "yearly"),
        ("有关部门提前下达2031年湿地保护资金18亿元，", "2031年湿地保护资金", "yearly"),
        ("有关部门预拨2031年抗旱救灾资金约3亿元，", "2031年抗旱救灾资金", "yearly"),
        ("落实粮食储备省长责任制，", "粮食储备省长责任制", "head"),
        ("对接城市供热协调机制。", "城市供热协调机制", "head"),
        ("扩大山区儿童膳食改善试点，", "山区儿童膳食改善试点", "acted"),
        ("深化期货市场投融资综合改革。", "期货市场投融资综合改革", "acted"),
        ("落实好林地资源保护目标责任制，", "林地资源保护目标责任制", "acted"),
        ("落实种粮大户专项贷款贴息以及补偿，", "种粮大户专项贷款贴息", "acted"),
        ("全省实施“银种子”培育计划，", "银种子培育计划", "kind"),
        ("各地试行“巷长”负责制。", "巷长负责制", "kind"),
        ("方案提出实施绿色船舶更新行动、实施港口数字转型行动、实施清洁能源推广行动。", "绿色船舶更新行动", "row"),
        ("各县落实设备更换贷款财政贴息，", "设备更换贷款财政贴息", "acted"),
        ("企业了解到离岛居民免税政策，", "离岛居民免税政策", "telling"),
        ("国家发行抗震救灾特别国债，", "抗震救灾特别国债", "telling"),
        ("推进建设中老缅经济走廊。", "中老缅经济走廊", "telling"),
        ("用好海洋产业、渔业金融工具，", "海洋产业、渔业金融工具", "joint"),
        ("推出12条支持外贸企业稳订单措施，", "支持外贸企业稳订单措施", "told"),
        ("深化中蒙自贸区谈判。", "中蒙自贸区", "row"),
        ("用好碳汇支持工具，", "碳汇支持工具", "head"),
        ("设立流域发展再贷款，", "流域发展再贷款", "head"),
        ("推出支持沙漠治理的专项再贷款，", "支持沙漠治理的专项再贷款", "head"),
        ("市里开展“惠聚江城”消费券发放活动。", "惠聚江城消费券发放活动", "kind"),
    ],
)
def test_the_whole_name_is_proposed(extractor: Extractor, text: str, wording: str, source: str) -> None:
    cases = {case.wording: case.sources for case in extractor.cases(Document("test", "标题", f"标题\n{text}"))}

    assert source in cases[wording]


@pytest.mark.parametrize(
    "text",
    [
        "正文。\n2031年海军招飞初检工作全面展开\n正文",
        "正文。\n2032年全国养老基金收益额创新高\n正文",
        "正文。\n2033年春季校园安全第一课今天举行\n正文",
        "供销社发布2034年化肥保供企业名单，",
        "法院公布2035年涉渔纠纷典型案例，",
    ],
)
def test_a_headline_with_a_day_an_adverb_or_a_verb_in_it_is_no_name_that_a_year_opens(extractor: Extractor, text: str) -> None:
    cases = extractor.cases(Document("test", "标题", f"标题\n{text}"))

    assert not any("yearly" in case.sources for case in cases)


def test_a_slogan_with_its_kind_is_proposed_only_with_what_restricts_it(extractor: Extractor) -> None:
    def kinds(text: str) -> set[str]:
        cases = extractor.cases(Document("test", "标题", f"标题\n{text}"))
        return {case.wording for case in cases if "kind" in case.sources}

    assert "三农政策" not in kinds("普查是科学制定“三农”政策的依据。")
    assert "绿色通道政策" not in kinds("落实鲜活农产品运输“绿色通道”政策，")
    assert "鲜活农产品运输绿色通道政策" in kinds("落实鲜活农产品运输“绿色通道”政策，")
    assert "清湖政策" in kinds("落实“清湖”政策，")


def test_two_names_listed_as_one_are_proposed_one_by_one_and_none_for_the_opening_of_a_quoted_one(extractor: Extractor) -> None:
    def wordings(text: str) -> set[str]:
        return {case.wording for case in extractor.cases(Document("test", "标题", f"标题\n{text}"))}

    two = wordings("实施就业优先战略和更加积极的就业政策，")
    assert "就业优先战略" in two
    assert "就业优先战略和更加积极的就业政策" not in two
    assert "互联网+" not in wordings("推进“互联网+监管”，")
    assert "互联网+" in wordings("推进“互联网+”，")


def test_a_place_is_asked_for_the_letters_and_the_words_beside_it(extractor: Extractor) -> None:
    (case,) = (c for c in extractor.cases(Document("a", "题", "题\n银行增加支小再贷款额度。")) if c.wording == "支小再贷款")

    assert case.places == (("00", "增加", "额度", "False", "加", "额"),)


def test_a_train_is_called_by_its_quoted_name(extractor: Extractor) -> None:
    assert measures(extractor, "截至六月底，“巴渝号”中亚班列已开行九百列。") == ["巴渝号”中亚班列"]


def test_a_head_that_goes_on_ends_no_name(extractor: Extractor) -> None:
    text = "标题\n研究深化国家级高新技术开发区改革创新有关举措，围绕“六稳”战略任务，落实国家系列稳外贸政策。"
    wordings = {case.wording for case in extractor.cases(Document("test", "标题", text))}

    assert not any(wording.endswith(("开发区改革", "六稳战略")) for wording in wordings)
    assert "国家系列稳外贸政策" not in wordings


def test_the_longest_kind_behind_a_quoted_name_is_proposed_with_it(extractor: Extractor) -> None:
    text = "标题\n构建了“2+N”政策规则体系，形成“一揽子”政策体系。"
    wordings = {case.wording for case in extractor.cases(Document("test", "标题", text))}

    assert "2+N政策规则体系" in wordings
    assert "一揽子政策体系" not in wordings


def test_works_that_are_counted_bear_no_name(extractor: Extractor) -> None:
    cases = extractor.cases(Document("test", "标题", "标题\n三省实施25个盐碱草地修复试点工程。"))

    assert not any(case.wording.startswith("25个") for case in cases)


def test_a_row_that_a_number_closes_ends_before_the_number(extractor: Extractor) -> None:
    text = "标题\n实施渔村宽带提升行动、海岛清水引供行动、滩涂湿地修复行动三大行动，"
    wordings = {case.wording for case in extractor.cases(Document("test", "标题", text))}

    assert {"渔村宽带提升行动", "海岛清水引供行动", "滩涂湿地修复行动"} <= wordings
    assert "滩涂湿地修复行动三大行动" not in wordings


def test_three_names_with_and_before_the_last_are_a_row(extractor: Extractor) -> None:
    text = "标题\n全市将有山塘除险加固工程、村道安全防护工程和老街消防改造工程。"
    found = {case.wording: case.sources for case in extractor.cases(Document("test", "标题", text))}

    assert all("row" in found[name] for name in ("村道安全防护工程", "老街消防改造工程"))


def test_works_that_a_number_binds_together_are_proposed_whole(extractor: Extractor) -> None:
    cases = extractor.cases(Document("test", "标题", "标题\n部署开展海岸生态十大重点工程，加快水网重点工程建设。"))
    wordings = {case.wording for case in cases}

    assert "海岸生态十大重点工程" in wordings
    assert "水网重点工程" not in wordings


@pytest.mark.parametrize(
    "text",
    [
        "公安机关开展专项执法行动，严打假冒伪劣。",
        "社区启动更新改造项目并纳入全国有关试点。",
        "银行推出一批专属优惠政策，市里探索更多跨境支付试点。",
        "合作社采取“党支部+公司+农户”模式，工厂打造“门店+直播”模式。",
        "以公租房和共有产权住房为主体的住房保障体系基本完善，租购并举的住房制度基本建立。",
        "支持老旧小区加装电梯，推进居家适老化改造，发展保税维修。",
        "推动内外贸一体化发展，建设全国统一大市场。",
        "公司启动新一轮裁员计划，推出第七期员工持股计划，实施3亿元股份回购计划。",
    ],
)
def test_fields_lines_of_business_and_measures_without_a_name_are_none(extractor: Extractor, text: str) -> None:
    assert measures(extractor, text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("海关总署启动“龙腾行动2031”，查获侵权货物。", "龙腾行动2031"),
        ("第五轮第二批中央生态环境保护督察全面启动。", "第五轮第二批中央生态环境保护督察"),
        ("苏州出台“苏十三条”楼市新政。", "苏十三条"),
    ],
)
def test_years_rounds_and_numbers_of_articles_belong_to_a_name(extractor: Extractor, text: str, whole: str) -> None:
    assert whole in measures(extractor, text)


def test_a_weak_name_is_no_surer_in_quotation_marks(extractor: Extractor) -> None:
    assert measures(extractor, "反对“脱钩断链”，确保“菜篮子”产品供应，公布“三公经费”。") == []


def test_a_corridor_bears_both_its_ends(extractor: Extractor) -> None:
    text = "标题\n推动昆明—曼谷经济走廊建设，公布2031年和2032年三级公立医院绩效考核结果。"
    wordings = {case.wording for case in extractor.cases(Document("test", "标题", text))}

    assert "昆明—曼谷经济走廊" in wordings
    assert "2032年三级公立医院绩效考核" not in wordings
