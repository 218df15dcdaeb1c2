"""Who leaves the deed to others. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts


def test_who_only_assents_issues_nothing() -> None:
    found = facts("经{G:某某委员会}、{G:甲某院}同意，{G:乙某部}印发《{D:某某管理办法}》。")
    assert {body for body, predicate, _ in found if predicate == "issues"} == {"乙某部"}


@pytest.mark.parametrize("text", ["目前已有近百家机构发行{F:某某转型债券}", "已有20多家银行推出“{F:某某贷}”"])
def test_what_so_many_have_done_is_not_done_by_who_speaks_of_it(text: str) -> None:
    assert not any(predicate in ("offers", "issues") for _, predicate, _ in facts("{R:某某管理局}表示，" + text + "。"))


def test_a_list_that_is_counted_does_what_is_said_of_it() -> None:
    found = facts("{B:甲银行}、{B:乙银行}等3家银行推出“{F:某某贷}”。")
    assert {body for body, predicate, _ in found if predicate == "offers"} == {"甲银行", "乙银行"}


def test_two_long_lists_have_nothing_to_do_with_one_another_name_by_name() -> None:
    bodies = "、".join(f"{{G:某某{i}区住建局}}" for i in "甲乙丙丁戊己庚辛壬")
    firms = "、".join(f"{{C:{i}{i}物业公司}}" for i in "天地玄黄宇宙洪荒")
    assert not any(predicate == "supervises" for _, predicate, _ in facts(f"{bodies}检查了{firms}。"))


def test_a_province_that_only_tells_where_the_doer_is_does_nothing() -> None:
    found = facts("{L:甲省}{L:乙市}实施{S:某项改革}，成效明显。")
    assert ("甲省", "implements", "某项改革") not in found
    assert ("甲省", "implements", "某项改革") in facts("{L:甲省}实施{S:某项改革}，成效明显。")


def test_nothing_carries_out_a_report_on_what_was_done() -> None:
    line = "{G:草原委}听取{D:关于检查牧草法实施情况的报告}，报告介绍了{D:牧草法}实施的基本情况。"
    assert not any(p == "implements" for _, p, _ in facts(line))


def test_what_is_recounted_without_a_doer_is_nobodys() -> None:
    line = "{G:草原委}召开会议。会议强调，今年成效明显。成功举办{E:世界草原运动会}，选手成绩优良。"
    assert ("草原委", "organizes", "世界草原运动会") not in facts(line)


def test_firms_that_publish_notices_each_for_itself_do_not_cooperate() -> None:
    line = "{B:东银行}、{B:西银行}、{B:南银行}发布公告，从今天起下调存款挂牌利率。"
    assert not any(p == "cooperatesWith" for _, p, _ in facts(line))
    assert any(p == "cooperatesWith" for _, p, _ in facts("{B:东银行}、{B:西银行}联合发布公告，共同推出新产品。"))


def test_a_broker_that_expects_a_cut_makes_none() -> None:
    found = facts("{C:甲证券}认为，{R:中国人民银行}可能重启国债买卖，并适时{S:降准}。")
    assert not any(who == "甲证券" for who, _, _ in found)


def test_a_regulator_makes_the_cut_that_it_announces() -> None:
    assert ("中国人民银行", "uses", "降准") in facts("{R:中国人民银行}综合运用{S:降准}、{S:再贷款}等工具。")


def test_who_stops_carrying_out_a_paper_does_not_carry_it_out() -> None:
    assert not any(p == "implements" for _, p, _ in facts("{G:甲部}宣布停止执行《{D:某项补贴的通知}》。"))
    assert any(p == "implements" for _, p, _ in facts("{G:甲部}严格执行《{D:某项补贴的通知}》。"))


@pytest.mark.parametrize(
    "line",
    [
        "{G:甲委}废止《{D:某某处罚规定}》。",
        "日前，{G:甲部}召开会议，解读《{D:某某指导意见}》。",
        "新修订的《{D:某某法}》于7月1日起施行，{G:甲院}同步发布配套解释。",
        "《{D:某某法（草案）}》提请{G:乙院}会议审议，{G:甲委}发言人介绍了有关情况。",
    ],
)
def test_who_ends_or_teaches_a_paper_or_acts_after_it_does_not_write_it(line: str) -> None:
    assert not any(predicate == "issues" for _, predicate, _ in facts(line))


@pytest.mark.parametrize("verb", ["借力", "依靠"])
def test_who_leans_on_a_platform_uses_it(verb: str) -> None:
    assert ("甲银行", "uses", "乙信用信息平台") in facts(f"{{B:甲银行}}{verb}{{P:乙信用信息平台}}，为企业融资。")
