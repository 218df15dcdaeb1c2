"""Appointments: taking and leaving office, with or without a post told in front of the name."""

import dataclasses
from datetime import UTC, datetime

from kg.evaluation.examples import read_example
from kg.segment import segment
from tests.unit.relate.texts import facts, relate, relator


def titles(line: str) -> set[tuple[str, str | None]]:
    """The titles of the posts in a marked text, with the dates they ended by."""
    example = read_example(f"{line} =>")
    document = dataclasses.replace(example.document, issued=datetime(2023, 4, 18, tzinfo=UTC))
    statements = relator().relate(document, segment(document), example.links)
    return {(s.title or "", s.valid_until) for s in statements if s.predicate == "holdsPosition"}


def test_who_is_appointed_keeps_the_post_told_in_front_of_the_name() -> None:
    found = facts(
        "任命{G:甲市金融局}原副局长{H:赵某}为{B:乙银行}党委副书记，任命{G:丙国资委}原副主任{H:康某}为{B:乙银行}副行长。"
    )
    assert {("赵某", "holdsPosition", "甲市金融局"), ("赵某", "holdsPosition", "乙银行")} <= found
    assert {("康某", "holdsPosition", "丙国资委"), ("康某", "holdsPosition", "乙银行")} <= found


def test_several_titles_of_an_appointment_are_one_post() -> None:
    assert titles("{H:马某}任{B:某某银行}党委书记、董事长。") == {("党委书记、董事长", None)}


def test_the_title_in_front_of_the_next_name_is_no_title_of_this_one() -> None:
    found = facts("{H:马某}任{B:甲银行}党委书记、{B:乙银行}行长{H:李某}到会。")
    assert ("马某", "holdsPosition", "乙银行") not in found


def test_who_is_dismissed_or_resigns_held_the_post_until_then() -> None:
    assert titles("{G:国务院}免去{H:李某}的{G:财政部}副部长职务。") == {("副部长", "2023-04-18")}
    assert titles("{H:徐某}不再担任{B:某某银行}董事长。") == {("董事长", "2023-04-18")}
    assert titles("{H:朱某}因工作安排需要，辞去{B:某某银行}董事长、非执行董事职务。") == {("董事长、非执行董事", "2023-04-18")}


def test_a_board_chooses_and_an_authority_approves() -> None:
    assert titles("{R:某监管局}核准{H:石某}{B:某某银行}行长的任职资格。") == {("行长", None)}
    assert titles("{B:某某银行}董事会聘任{H:关某}为首席风险官。") == {("首席风险官", None)}
    assert titles("{C:某某资产}董事会选举{H:张某}为新任董事长。") == {("董事长", None)}


def test_a_qualification_for_a_post_names_the_post() -> None:
    _, statements = relate("{B:某某银行}公告，{R:银保监会}已核准{H:段某}担任该行副行长的任职资格。")
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["副行长"]


def test_a_mayor_listed_behind_a_banker_serves_no_bank() -> None:
    assert ("马某", "holdsPosition", "某某分行") not in facts("{B:某某分行}行长{H:益某}，副市长{H:马某}出席。")


def test_bodies_of_a_list_share_the_title_behind_the_last() -> None:
    found = facts("{H:马某}任{C:甲产业基金管理有限公司}、{C:乙发展投资基金有限公司}董事长。")
    assert {("马某", "holdsPosition", "甲产业基金管理有限公司"), ("马某", "holdsPosition", "乙发展投资基金有限公司")} <= found


def test_a_post_that_dates_a_clause_is_held() -> None:
    assert ("马某", "holdsPosition", "乙银行") in facts("出任{B:乙银行}行长之前，{H:马某}任{B:甲银行}副行长。")
    assert ("马某", "holdsPosition", "乙银行") not in facts("会见{B:乙银行}行长之前，{H:马某}任{B:甲银行}副行长。")


def test_a_resignation_is_told_of_who_the_clause_is_about() -> None:
    found = facts("3月2日，{B:甲银行}公告，根据有关规定，{H:马某}已递交辞呈，辞去{B:甲银行}第七届董事会执行董事、董事长职务。")
    assert ("马某", "holdsPosition", "甲银行") in found


def test_a_form_of_address_stands_between_colleagues_of_a_list() -> None:
    found = facts("{T:甲大学}常务副校长{H:刘某}教授、校长助理{H:黄某}教授出席。")
    assert {("刘某", "holdsPosition", "甲大学"), ("黄某", "holdsPosition", "甲大学")} <= found


def test_who_was_in_charge_then_was_so_at_the_firm_of_the_sentence_before() -> None:
    found = facts("{B:甲银行}因违规被罚没200万元。时任相关岗位负责人{H:黄某}被警告。")
    assert ("黄某", "holdsPosition", "甲银行") in found
