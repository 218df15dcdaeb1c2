"""Constructions that say one thing whatever the words around them: partners, laws, pilots and purposes.

Origin of each sentence: written for this test.
"""

from collections.abc import Callable, Iterator, Sequence

import pytest

from kg.evaluation.examples import read_example
from kg.records import Link, Sentence, Statement
from kg.relate.alliances import facts_of_alliances
from kg.relate.laws import facts_of_laws
from kg.relate.leave import facts_of_leave
from kg.relate.partners import facts_of_partners
from kg.relate.pilots import facts_of_pilots
from kg.relate.purposes import facts_of_purposes
from kg.segment import segment
from tests.unit.relate.texts import facts, relate

Told = Callable[[str, Sequence[Sentence], Sequence[Link]], Iterator[Statement]]


def told(find: Told, line: str) -> dict[tuple[str, str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = find(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], s.predicate, names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "{G:甲部}会同{G:乙部}等部门，全面启动{S:某专项行动}。",
        "{G:甲部}日前联合{G:乙部}印发了《{S:某专项行动}》。",
        "近日，{G:甲部}会同{G:乙部}等5部门共同开展“{S:某专项行动}”。",
    ],
)
def test_who_joins_in_issues_it_as_well(line: str) -> None:
    found = told(facts_of_partners, line)
    assert found == {("甲部", "issues", "某专项行动"): "Asserted", ("乙部", "issues", "某专项行动"): "Asserted"}


def test_who_is_only_asked_or_thanked_before_others_join_leads_nothing() -> None:
    found = told(facts_of_partners, "{G:甲部}领导下联合{G:乙部}印发了《{S:某专项行动}》。")
    assert set(found) == {("乙部", "issues", "某专项行动")}


def test_what_the_measures_are_about_is_not_what_is_issued() -> None:
    assert not told(facts_of_partners, "{G:甲部}会同{G:乙部}制定了加快推进{S:某试点}常态化开展的六条措施。")


def test_who_joins_in_holds_the_meeting_as_well_and_what_is_ahead_is_planned() -> None:
    found = told(facts_of_partners, "{G:甲部}会同{R:乙局}将召开{E:某推进会}。")
    assert found == {("甲部", "organizes", "某推进会"): "Planned", ("乙局", "organizes", "某推进会"): "Planned"}


def test_firms_that_join_in_issue_nothing() -> None:
    assert not told(facts_of_partners, "{G:甲部}会同{C:乙公司}开展“{S:某专项行动}”。")


def test_an_authority_carries_out_every_law_it_acts_by() -> None:
    line = "依据《{D:甲法}》《{D:乙条例}》等有关规定，{R:某监管分局}对{B:某银行}处以罚款。"
    found = told(facts_of_laws, line)
    assert set(found) == {("某监管分局", "implements", "甲法"), ("某监管分局", "implements", "乙条例")}


def test_the_paper_written_by_a_law_carries_it_out() -> None:
    found = told(facts_of_laws, "根据《{D:甲法}》第十二条规定，{M:某交易所}制定了《{D:某指引}》，现予发布。")
    assert set(found) == {("某指引", "implements", "甲法")}


def test_a_report_cited_as_a_source_is_no_law() -> None:
    assert not told(facts_of_laws, "根据《{D:某报告}》，{R:某局}认为形势向好。")


@pytest.mark.parametrize(
    "line",
    [
        "{S:某试点}正式启动，{L:甲市}、{L:乙市}等30个市（区）纳入首批试点。",
        "全国已有{L:甲市}、{L:乙市}等17省区市全面实现{S:某试点}。",
        "{L:甲市}和{L:乙市}率先开展“{S:某试点}”。",
    ],
)
def test_places_in_a_pilot_carry_it_out(line: str) -> None:
    assert told(facts_of_pilots, line) == {(p, "implements", "某试点"): "Asserted" for p in ("甲市", "乙市")}


@pytest.mark.parametrize("line", ["在{L:甲市}、{L:乙市}等地开展{S:某试点}。", "支持{L:甲市}、{L:乙市}开展{S:某试点}。"])
def test_places_where_others_do_it_do_nothing(line: str) -> None:
    assert not told(facts_of_pilots, line)


def test_a_measure_serves_what_it_is_a_means_to() -> None:
    found = told(facts_of_purposes, "实施{S:甲改革}是推进{S:乙战略}的重大举措，是落实{S:丙目标}的重头戏。")
    assert set(found) == {("甲改革", "implements", "乙战略"), ("甲改革", "implements", "丙目标")}


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("推动{S:甲机制}建设，是{G:某委员会}作出的重大决策。", ("某委员会", "issues", "甲机制")),
        ("推进{S:甲试点}，是“{D:某某规划}”作出的一项重要部署。", ("甲试点", "implements", "某某规划")),
        ("{S:甲制度}是{S:乙体系}的重要组成部分。", ("甲制度", "partOf", "乙体系")),
        ("作为{S:乙改革}五大重点任务之一的{S:甲行动}稳步推进。", ("甲行动", "partOf", "乙改革")),
    ],
)
def test_whose_a_measure_is(line: str, fact: tuple[str, str, str]) -> None:
    assert set(told(facts_of_purposes, line)) == {fact}


def test_a_meeting_that_calls_one_measure_good_for_another_carries_out_neither() -> None:
    found = facts("{E:某某会议}指出，推进{S:甲统筹}是健全{S:乙制度}的重要举措。")
    assert ("某某会议", "implements", "乙制度") not in found
    assert ("甲统筹", "implements", "乙制度") in found


def test_who_decides_on_a_cut_of_reserves_makes_use_of_it() -> None:
    found = facts("{R:某央行}决定于10月15日{S:全面降准}，释放长期资金约1万亿元。")
    assert ("某央行", "uses", "全面降准") in found
    assert ("某央行", "issues", "全面降准") not in found


def test_eleven_bodies_that_act_jointly_cooperate_pair_by_pair() -> None:
    bodies = [f"{i}某部" for i in "甲乙丙丁戊己庚辛壬癸子"]
    line = "、".join(f"{{G:{b}}}" for b in bodies) + "等部门联合印发《{D:某某通知}》。"
    _, statements = relate(line)
    assert sum(s.predicate == "cooperatesWith" for s in statements) == 55


def test_bodies_that_jointly_bring_out_many_measures_cooperate() -> None:
    found = facts("{G:商务部}、{R:中国人民银行}近日联合出台多项政策措施。")
    assert {p for _, p, _ in found} == {"cooperatesWith"}


def test_what_unnamed_bodies_do_is_not_done_by_who_reports_it() -> None:
    found = facts("{G:某某部}发布的数据显示，各地有关部门全力落实政策，推动{S:某项返还}提速增效。")
    assert not any(o == "某项返还" for _, _, o in found)


def test_who_puts_a_report_on_the_agenda_did_not_write_it() -> None:
    found = facts("{G:委员长会议}建议的议程还有：审议{D:关于某项工作情况的报告}。")
    assert not any(p == "issues" for _, p, _ in found)


def test_what_the_authority_of_an_article_sets_itself_to_do_is_its_plan() -> None:
    line = "{G:某某部}工作会议# / {G:某某部}召开会议。 / 稳妥推进{S:某保障试点}。 / 持续实施{S:某监管计划}，从严监管。"
    _, statements = relate(line)
    assert {(s.predicate, s.modality) for s in statements} == {("implements", "Planned")}
    assert len({s.object for s in statements}) == 2


@pytest.mark.parametrize(
    "text", ["有关部门要恪尽职守，推进{S:某整治}", "实施{S:某行动}以来，成效明显", "形成以{S:某清单}为基础的开放"]
)
def test_what_others_are_called_on_to_do_or_is_done_already_is_no_plan_of_it(text: str) -> None:
    assert not any(
        o in ("某整治", "某行动", "某清单")
        for _, _, o in facts("{G:某某部}工作会议# / {G:某某部}召开工作会议。 / " + text + "。")
    )


def test_a_firm_that_has_leave_is_supervised_and_one_that_is_bought_is_not() -> None:
    assert ("某监管局", "supervises", "甲银行") in facts("{B:甲银行}获{R:某监管局}核准开办新业务。")
    assert not told(facts_of_leave, "{C:乙公司}收购{C:甲公司}获{R:某监管局}批准。")


def test_an_exchange_offers_the_contract_that_it_opens() -> None:
    assert set(told(facts_of_leave, "{F:某期权}今天在{M:某交易所}正式挂牌交易。")) == {("某交易所", "offers", "某期权")}


def test_an_order_from_above_makes_no_partners() -> None:
    assert not any(p == "cooperatesWith" for _, p, _ in facts("{M:某交易所}向{C:甲股份}下发关注函，要求公司说明。"))


def test_every_member_of_a_list_called_for_and_a_document_to_be_kept_is_its_plan() -> None:
    found = facts("{G:某某部}工作会议# / {G:某某部}召开工作会议。 / 落实《{D:某某条例}》。 / 深入推进{S:甲试点}、{S:乙试点}。")
    assert {o for s, p, o in found if (s, p) == ("某某部", "implements")} == {"某某条例", "甲试点", "乙试点"}


def test_places_chosen_for_a_named_title_carry_it_out() -> None:
    found = told(facts_of_pilots, "{L:甲市}、{L:乙市}等25个城市入选第二批{S:某示范城市}。")
    assert {s for s, _, _ in found} == {"甲市", "乙市"}


def test_who_begins_to_check_a_law_does_not_issue_it() -> None:
    assert not any(p == "issues" for _, p, _ in facts("{G:某某委员会}今天启动《{D:某某法}》执法检查。"))


def test_a_measure_that_only_stands_near_a_body_is_not_used_by_it() -> None:
    assert not any(p == "uses" for _, p, _ in facts("{R:某央行}将{S:某某利率}发布时间由上午9时调整为10时。"))


def test_those_named_as_examples_are_partners() -> None:
    found = told(facts_of_alliances, "{B:甲银行}与以{C:乙集团}、{C:丙公司}等为代表的制造业企业现场签约。")
    assert {frozenset((s, o)) for s, _, o in found} == {frozenset(("甲银行", "乙集团")), frozenset(("甲银行", "丙公司"))}


def test_with_whom_the_authority_of_an_article_will_work_closer() -> None:
    line = "{G:某某部}召开会议。 / {G:某某部}介绍情况。 / 下一步，将完善制度，与{M:甲所}、{R:乙局}加强联动，服务企业。"
    found = told(facts_of_alliances, line)
    assert {frozenset((s, o)) for s, _, o in found} == {frozenset(("某某部", "甲所")), frozenset(("某某部", "乙局"))}
    assert set(found.values()) == {"Planned"}


def test_a_body_named_in_passing_has_no_agenda() -> None:
    assert not any(p == "implements" for _, p, _ in facts("对接{R:某行}开展贷款支持。 / 深入实施{S:某计划}。"))


def test_who_joins_in_setting_up_a_mechanism_issues_it_too() -> None:
    found = facts("{R:甲总局}联合{G:乙委}，牵头建立了{S:某协调机制}。")
    assert {("甲总局", "issues", "某协调机制"), ("乙委", "issues", "某协调机制")} <= found
