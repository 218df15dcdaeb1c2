"""Whose paper it is by the way it is told. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts, relate


@pytest.mark.parametrize("lead", ["根据", "落实", "依据", "按照", "对照"])
def test_who_stands_right_before_a_title_issues_it(lead: str) -> None:
    assert ("草原部", "issues", "牧草管理办法") in facts(f"{lead}{{G:草原部}}《{{D:牧草管理办法}}》第三条，牧场应当登记。")


def test_all_bodies_listed_before_a_title_issue_it() -> None:
    line = "按照{G:草原部}、{G:水源部}《{D:关于做好牧草储备的通知}》要求，各地加快收割。"
    assert {(body, "issues", "关于做好牧草储备的通知") for body in ("草原部", "水源部")} <= facts(line)


@pytest.mark.parametrize("line", ["牧场向{G:草原部}《{D:关于开垦的请示}》", "落实{G:草原部}《{D:牧草合作协议}》"])
def test_neither_who_gets_a_paper_nor_a_party_to_it_issues_it(line: str) -> None:
    assert not any(predicate == "issues" for _, predicate, _ in facts(line))


def test_a_report_is_of_the_body_by_whose_order_it_is_given() -> None:
    line = "受{G:北国政府}委托，{G:草原部}部长{H:张某}作了{D:关于牧草储备情况的报告}。"
    assert ("北国政府", "issues", "关于牧草储备情况的报告") in facts(line)
    assert ("草原部", "issues", "关于牧草储备情况的报告") not in facts(line)


@pytest.mark.parametrize(
    "told",
    ["{G:北国高等法院}院长{H:张某}作的", "{H:张某}代表{G:北国高等法院}向大会作", "{G:北国高等法院}院长{H:张某}向大会作了"],
)
def test_a_court_reports_for_itself(told: str) -> None:
    assert ("北国高等法院", "issues", "关于审判工作情况的报告") in facts(f"会议听取了{told}{{D:关于审判工作情况的报告}}。")


def test_bodies_sign_by_their_officials() -> None:
    line = "见证下，{G:草原部}部长{H:张某}与{G:东国牧业部}部长{H:李某}签署《{D:关于牧草贸易的谅解备忘录}》。"
    assert {(body, "signs", "关于牧草贸易的谅解备忘录") for body in ("草原部", "东国牧业部")} <= facts(line)


def test_who_signs_for_a_body_binds_it_and_what_is_to_come_is_planned() -> None:
    line = "{H:张某}还代表{G:草原局}与{G:东国牧业部}负责人将于下月签署《{D:牧草数据合作协议}》。"
    _, statements = relate(line)
    assert {s.modality for s in statements if s.predicate == "signs"} == {"Planned"}
    assert {(body, "signs", "牧草数据合作协议") for body in ("草原局", "东国牧业部")} <= facts(line)


def test_bodies_in_brackets_behind_a_title_issue_it() -> None:
    line = "修订后的《{D:牧草支持目录}》（2021年6月，由{G:草原部}、{G:水源部}联合印发）扩大了范围。"
    assert {(body, "issues", "牧草支持目录") for body in ("草原部", "水源部")} <= facts(line)


def test_the_parties_that_a_contract_is_named_after_sign_it() -> None:
    told = "{L:北国}总理来访。{L:南国}和{L:北国}关系良好。"
    title = "《{D:南国政府和北国政府自由贸易协定}》"
    assert {(one, "signs", "南国政府和北国政府自由贸易协定") for one in ("南国", "北国")} <= facts(f"{told}双方签署{title}。")
    assert not any(predicate == "signs" for _, predicate, _ in facts(f"{told}双方落实{title}。"))


def test_a_firm_does_not_sign_for_who_holds_it() -> None:
    line = "{C:甲牧业}的控股股东{H:张某}与{C:乙牧业}签署了《{D:股份转让协议}》。"
    assert ("甲牧业", "signs", "股份转让协议") not in facts(line)


@pytest.mark.parametrize(
    "line",
    [
        "{L:北国}尚未批准《{D:牧草公约}》。",
        "发布会邀请{G:草原研究室}负责人对{D:政府工作报告}进行解读。",
    ],
)
def test_nobody_issues_what_is_only_approved_or_explained(line: str) -> None:
    assert not any(predicate == "issues" for _, predicate, _ in facts(line))


def test_states_sign_by_their_leaders() -> None:
    line = "{L:北国}和{L:南国}两国总理今天在{L:山城}签署《{D:牧草条约}》。"
    assert {x for x in facts(line) if x[1] == "signs"} == {("北国", "signs", "牧草条约"), ("南国", "signs", "牧草条约")}


def test_who_puts_a_draft_to_the_public_issues_it() -> None:
    line = "{G:草原部}、{G:水源部}就{D:牧草法草案}向社会公开征求意见。"
    assert {(body, "issues", "牧草法草案") for body in ("草原部", "水源部")} <= facts(line)


def test_who_speaks_about_a_bill_of_another_state_has_not_written_it() -> None:
    told = facts("{G:牧业部}新闻发言人就{L:北国}《{D:草原与牧业法案}》答记者问。")
    assert ("牧业部", "issues", "草原与牧业法案") not in told
    assert ("北国", "issues", "草原与牧业法案") in told


def test_who_only_assents_to_a_plan_leaves_it_to_the_other() -> None:
    told = facts("{G:北国政府}原则同意《{D:草原总体规划}》，{G:草原部}印发该规划。")
    assert ("北国政府", "issues", "草原总体规划") not in told


def test_all_of_a_long_list_sign_and_so_does_what_a_firm_holds() -> None:
    many = facts("{L:北国}和{T:南盟}、{L:西国}等共112个成员共同联署《{D:投资便利化联合声明}》。")
    assert {(one, "signs", "投资便利化联合声明") for one in ("北国", "南盟", "西国")} <= many
    firms = facts("{C:甲牧业}及所属{C:乙牧场}分别与{B:丙银行}签署《{D:牧草融资合作协议}》。")
    assert {(one, "signs", "牧草融资合作协议") for one in ("甲牧业", "乙牧场", "丙银行")} <= firms


def test_who_is_to_write_the_details_has_not_written_the_notice() -> None:
    line = "《{D:关于牧场贷款的通知}》指出，由{R:草原银行}会同有关部门研究制定具体办法。"
    assert not any(predicate == "issues" for _, predicate, _ in facts(line))


def test_who_hands_on_the_paper_of_another_issues_it_with_the_other() -> None:
    told = facts("日前，{G:北国政府办公室}转发{G:草原部}《{D:牧草储备实施方案}》。")
    assert {("北国政府办公室", "issues", "牧草储备实施方案"), ("草原部", "issues", "牧草储备实施方案")} <= told


def test_a_city_reports_by_its_mayor() -> None:
    assert ("草原市", "issues", "政府工作报告") in facts("{L:草原市}市长{H:张某}向大会作{D:政府工作报告}。")


def test_what_is_newly_issued_is_not_issued_by_whom_another_sentence_names() -> None:
    line = "{R:东国银行}提前加息。要运用好新出台的{S:牧草减排支持工具}，促进贷款增长。"
    assert ("东国银行", "issues", "牧草减排支持工具") not in facts(line)


def test_a_paper_is_by_whom_it_is_said_to_be() -> None:
    assert ("南盟", "issues", "牧草市场法") in facts("《{D:牧草市场法}》是{T:南盟}去年12月公布的重要立法。")
    assert ("南盟", "issues", "牧草市场法") not in facts("《{D:牧草市场法}》是{T:南盟}各国关注的重点。")


def test_letters_of_the_text_stand_for_no_names() -> None:
    hostile = "\ue000和\ue002、\ue002等共同签署《\ue003》，{L:北国}\ue002和\ue002两国元首签署《\ue003》。"
    assert facts(hostile) == set()
