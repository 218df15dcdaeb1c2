"""Constructions that say one thing whatever the words around them: guidance, subsidiaries and penalties for many."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from kg.evaluation.examples import read_example
from kg.records import Link, Sentence, Statement
from kg.relate.guidance import facts_of_guidance
from kg.relate.letters import facts_of_letters
from kg.relate.listings import facts_of_listings
from kg.relate.sanctions import facts_of_sanctions
from kg.relate.stakes import facts_of_stakes, without_guesses
from kg.relate.subsidiaries import facts_of_subsidiaries, without_other_parents
from kg.segment import segment

Told = Callable[[str, Sequence[Sentence], Sequence[Link]], Iterator[Statement]]


def told(facts: Told, line: str) -> dict[tuple[str, str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], s.predicate, names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "在{G:某市工信局}的指导下，{T:某中心}举办了对接会。",
        "在{G:某市工信局}具体指导和大力支持下，近日，{T:某中心}举办了对接会。",
        "{T:某中心}在{G:某市工信局}指导下，推出服务清单。",
    ],
)
def test_who_acts_under_guidance_is_guided(line: str) -> None:
    assert told(facts_of_guidance, line) == {("某市工信局", "supervises", "某中心"): "Asserted"}


@pytest.mark.parametrize(
    "line",
    [
        "在{C:某集团}的指导下，{T:某中心}举办了对接会。",
        "在{G:某市工信局}的指导下，企业加快转型，{T:某中心}作了介绍。",
        "{G:某市工信局}指导下属单位，{T:某中心}参加。",
    ],
)
def test_firms_guide_nobody_and_who_comes_later_is_not_guided(line: str) -> None:
    assert not told(facts_of_guidance, line)


@pytest.mark.parametrize(
    "line",
    [
        "{B:某银行}全资子公司{C:某理财}发布产品。",
        "{B:某银行}及其控股子公司“{C:某理财}”发布产品。",
        "{B:某银行}及所属{C:某理财}分别与多家企业签约。",
        "{C:某理财}是{B:某银行}的全资子公司。",
        "{C:某理财}作为{B:某银行}旗下的金融科技子公司，发展很快。",
        "{B:某银行}董事会同意向控股子公司{C:某理财}增资10亿元。",
        "{C:某理财}的母公司{B:某银行}发布公告。",
        "{B:某银行}披露，订单充足。其全资子公司{C:某理财}签约。",
        "此前，{B:某银行}曾发布公告，公司控股子公司{C:某理财}存在风险。",
        "{C:某理财}目前隶属于{B:某银行}。",
        "{B:某银行}是{C:某理财}的控股股东。",
        "{C:某理财}由{B:某银行}和{C:某外资}共同出资，是{B:某银行}的控股子公司。",
    ],
)
def test_a_subsidiary_is_part_of_its_parent(line: str) -> None:
    assert told(facts_of_subsidiaries, line) == {("某理财", "partOf", "某银行"): "Asserted"}


def test_a_parent_that_is_told_leaves_no_guess_of_another() -> None:
    told_one = Statement("甲", "partOf", "乙", 0, 20, "partOf:subsidiary", 0.85)
    guess, other = (Statement(who, "partOf", "丁", 0, 20, "partOf:下设", 0.9) for who in ("甲", "丙"))
    assert without_other_parents([told_one, guess, other]) == [told_one, other]


def test_a_subsidiary_to_be_founded_will_be_part_of_who_founds_it() -> None:
    assert told(facts_of_subsidiaries, "{B:某银行}公告称，拟出资不超过60亿元发起设立全资子公司{C:某理财}。") == {
        ("某理财", "partOf", "某银行"): "Planned",
        ("某银行", "establishes", "某理财"): "Planned",
    }


@pytest.mark.parametrize("line", ["{B:甲银行}、{C:乙理财}等公司的子公司增多。", "{B:甲银行}向子公司增资，{C:乙理财}发行产品。"])
def test_neighbours_of_the_word_subsidiary_are_not_parts_of_each_other(line: str) -> None:
    assert not told(facts_of_subsidiaries, line)


@pytest.mark.parametrize(
    "line",
    [
        "{R:某证监局}决定对{C:某股份}、时任董事长{H:甲某}、总经理{H:乙某}给予警告，并分别处以罚款。",
        "{R:某证监局}对{C:某股份}责令改正，并处罚款；对时任董事长{H:甲某}、财务总监{H:乙某}给予警告。",
        "{R:某证监局}对{C:某股份}（下称公司）以及{H:甲某}、{H:乙某}采取出具警示函的监管措施。",
    ],
)
def test_everybody_listed_is_punished(line: str) -> None:
    assert told(facts_of_sanctions, line) == {
        ("某证监局", "penalizes", name): "Asserted" for name in ("某股份", "甲某", "乙某")
    }


def test_the_firm_that_only_says_whose_post_it_is_goes_free() -> None:
    found = told(facts_of_sanctions, "{R:某证监局}拟对{C:某股份}董事会秘书{H:甲某}处以10万元罚款。")
    assert found == {("某证监局", "penalizes", "甲某"): "Planned"}


@pytest.mark.parametrize(
    ("line", "punished"),
    [
        ("{C:某证券}公告称，因对{C:乙集团}的核查不力，被{R:某证监局}没收收入，并处罚款。", {"某证券"}),
        ("近日，{B:某银行}因违反账户规定、统计规定，遭{R:某证监局}警告。", {"某银行"}),
        ("{B:某银行}披露，其子公司{C:某理财}因信息披露违规，被{R:某证监局}罚款。", set()),
        ("{C:某证券}增持股份，股东被{R:某证监局}警告。", set()),
    ],
)
def test_who_a_sentence_is_about_is_punished_for_the_reasons_it_tells(line: str, punished: set[str]) -> None:
    assert {two for _, _, two in told(facts_of_sanctions, line)} == punished


@pytest.mark.parametrize("line", ["{R:某证监局}对{C:某股份}开展现场检查。", "{C:某股份}对{H:甲某}予以通报批评。"])
def test_no_penalty_is_read_without_authority_or_punishment(line: str) -> None:
    assert not told(facts_of_sanctions, line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{C:丰源纸业}由{G:某市国资委}间接100%控股。", {("某市国资委", "丰源纸业")}),
        (
            "{C:新城集团}由{G:某市国资委}持股90%、{G:某省财政厅}持股10%。",
            {("某市国资委", "新城集团"), ("某省财政厅", "新城集团")},
        ),
        (
            "{C:丰源水电}的股东为{C:甲国际}，后者由{G:某市国资委}100%控股。",
            {("甲国际", "丰源水电"), ("某市国资委", "甲国际")},
        ),
        ("{C:丰源水电}的三个股东分别为{C:甲国际}、{C:乙集团}。", {("甲国际", "丰源水电"), ("乙集团", "丰源水电")}),
        ("{C:甲国际}是{B:某银行}的第一大股东。", {("甲国际", "某银行")}),
        ("{C:乙集团}持有{B:某银行}4.18%股权，表示看好。", {("乙集团", "某银行")}),
        ("7月8日，{C:甲人寿}以9.5亿元受让{C:丰源信息}5%股份。", {("甲人寿", "丰源信息")}),
        ("{C:甲物业}同意从{C:乙物业}收购{C:丙服务}100%股权。", {("甲物业", "丙服务")}),
        ("{C:甲国际}收购{C:乙集团}持有的{C:丙服务}20%股权。", {("甲国际", "丙服务"), ("乙集团", "丙服务")}),
        ("{C:甲资本}参与了{C:丰源能源}B轮融资。", {("甲资本", "丰源能源")}),
        ("{B:某银行}获{C:甲集团}增资5亿元。", {("甲集团", "某银行")}),
        ("{C:甲集团}对{C:丙服务}增资2亿元。", {("甲集团", "丙服务")}),
        ("{C:甲粮}控股的{C:甲粮期货}开业。", {("甲粮", "甲粮期货")}),
        ("{C:甲集团}向{C:乙金控}出售{B:某银行}17.5亿股内资股。", {("乙金控", "某银行")}),
        ("{C:丰源物业}50.1%股权转让给{C:乙置业}。", {("乙置业", "丰源物业")}),
        ("{C:甲理财}引入{C:某资管}作为战略投资者。", {("某资管", "甲理财")}),
    ],
)
def test_constructions_of_stakes_say_who_invests_in_whom(line: str, expected: set[tuple[str, str]]) -> None:
    assert {(one, two) for one, _, two in told(facts_of_stakes, line)} == expected


def test_who_founds_a_firm_together_establishes_it() -> None:
    assert told(facts_of_stakes, "{C:某消费金融公司}获批筹建，由{B:甲银行}、{C:乙集团}共同发起设立。") == {
        ("甲银行", "establishes", "某消费金融公司"): "Asserted",
        ("乙集团", "establishes", "某消费金融公司"): "Asserted",
    }
    assert told(facts_of_stakes, "{C:某理财公司}由{B:甲银行}出资设立。") == {
        ("甲银行", "establishes", "某理财公司"): "Asserted"
    }
    assert told(facts_of_stakes, "公司将{C:丰源物业}50%股权转让给{C:乙置业}。") == {
        ("乙置业", "invests", "丰源物业"): "Asserted"
    }
    assert not told(facts_of_stakes, "{C:甲集团}表示，该基金由{C:乙资本}和{C:丙集团}共同设立。")


def test_a_deal_that_is_only_meant_is_planned() -> None:
    assert told(facts_of_stakes, "{B:某银行}拟以不超过10亿元收购{C:丰源消费金融}41%股权。") == {
        ("某银行", "invests", "丰源消费金融"): "Planned"
    }


@pytest.mark.parametrize(
    "line",
    [
        "{C:甲国际}终止收购{C:丙服务}股权。",
        "{C:甲国际}持有{B:某银行}的存款。",
        "{C:甲国际}参与{C:丙服务}的培训。",
        "{C:甲国际}董事会开会，{C:丙服务}入股的项目开工。",
    ],
)
def test_what_is_no_stake_is_no_investment(line: str) -> None:
    assert not told(facts_of_stakes, line)


def test_a_stake_that_is_told_leaves_no_guess_in_its_sentence() -> None:
    told_one = Statement("甲", "invests", "乙", 0, 20, "invests:stake", 0.85)
    guess, other = (Statement("丙", "invests", "丁", start, 40, "invests:持股", 0.9) for start in (0, 20))
    assert without_guesses([told_one, guess, other]) == [told_one, other]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{R:某证监局}向{C:丰源科技}下发关注函，要求说明情况。", {("某证监局", "丰源科技")}),
        ("{C:丰源科技}公告，收到{R:某证监局}下发的年报问询函。", {("某证监局", "丰源科技")}),
        ("{R:某证监局}向{C:丰源科技}表示祝贺。", set()),
        ("{C:甲国际}向{C:丰源科技}发出工作函。", set()),
        ("{G:甲部}会同{G:乙办}约谈了{C:丰源科技}。", {("甲部", "丰源科技"), ("乙办", "丰源科技")}),
        ("{G:甲局}、{G:乙局}等部门，对全市8家外卖平台以及{C:丰源}进行联合约谈。", {("甲局", "丰源"), ("乙局", "丰源")}),
        ("{G:甲部}约谈多家平台公司。被约谈的平台公司有{C:丰源}、{C:长青}。", {("甲部", "丰源"), ("甲部", "长青")}),
        ("{G:甲部}表示祝贺。被约谈的平台公司有{C:丰源}。", set()),
    ],
)
def test_who_writes_letters_of_concern_supervises(line: str, expected: set[tuple[str, str]]) -> None:
    assert {(one, two) for one, _, two in told(facts_of_letters, line)} == expected


def test_an_authority_punishes_all_of_a_numbered_list() -> None:
    items = "/一、对{C:丰源科技}责令改正，给予警告；/二、对{H:刘某}给予警告。/三、对{H:赵某}、{H:郭某}给予警告。"
    assert told(facts_of_sanctions, "#/{R:某证监局}拟决定：" + items) == {
        ("某证监局", "penalizes", name): "Planned" for name in ("丰源科技", "刘某", "赵某", "郭某")
    }


@pytest.mark.parametrize(
    "line",
    [
        "{C:丰源生物}成立于2019年10月，是{C:甲国际}的全资子公司。",
        "{C:甲国际}发布公告称，其全资子公司{C:丰源生物}签订合同。",
        "交易完成后，{C:丰源生物}成为{C:甲国际}控股子公司。",
    ],
)
def test_a_subsidiary_belongs_to_its_parent_across_a_clause(line: str) -> None:
    assert told(facts_of_subsidiaries, line) == {("丰源生物", "partOf", "甲国际"): "Asserted"}


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("12月9日，{C:丰源材料}在{M:某交易所}上市。", "Asserted"),
        ("{C:丰源材料}于2010年登陆{M:某交易所}。", "Asserted"),
        ("{C:丰源材料}已在{M:某交易所}成功挂牌。", "Asserted"),
        ("{C:丰源材料}股票将于5月25日在{M:某交易所}上市。", "Planned"),
        ("{C:丰源材料}冲刺{M:某交易所}IPO。", "Planned"),
        ("{C:丰源材料}向{M:某交易所}递交上市申请。", "Planned"),
    ],
)
def test_a_listing_says_whether_it_is_done(line: str, modality: str) -> None:
    assert told(facts_of_listings, line) == {("丰源材料", "listedOn", "某交易所"): modality}


def test_every_market_of_a_listing_counts() -> None:
    found = told(facts_of_listings, "{C:丰源材料}已在{M:甲交易所}、{M:乙交易所}两地上市。")
    assert {market for _, _, market in found} == {"甲交易所", "乙交易所"}


@pytest.mark.parametrize(
    "line",
    [
        "{C:丰源材料}从{M:某交易所}退市，不再上市。",
        "{C:丰源材料}与{M:某交易所}上市公司合作。",
        "{C:丰源材料}未在{M:某交易所}上市。",
        "{C:丰源材料}在{M:某交易所}上市规则下披露。",
    ],
)
def test_what_is_no_listing_is_none(line: str) -> None:
    assert not told(facts_of_listings, line)
