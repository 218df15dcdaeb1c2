"""Posts: an organisation, a title and a person side by side."""

import dataclasses
from datetime import UTC, datetime

from kg.evaluation.examples import read_example
from kg.segment import segment
from tests.unit.relate.texts import facts, relate, relator


def test_a_post_stands_between_body_and_person() -> None:
    _, statements = relate("{G:工业和信息化部中小企业局}副局长{H:王海林}介绍了情况。")
    (post,) = [s for s in statements if s.predicate == "holdsPosition"]
    assert (post.title, post.rule) == ("副局长", "post")


def test_several_posts_of_one_person_are_several_facts() -> None:
    found = facts("{G:中共中央政治局}常委、{G:国务院}总理{H:李某}主持会议。")
    assert {("李某", "holdsPosition", "中共中央政治局"), ("李某", "holdsPosition", "国务院")} <= found


def test_two_titles_in_one_body_are_one_post() -> None:
    _, statements = relate("{G:国家发展改革委}党组成员、秘书长{H:赵某}主持会议。")
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["党组成员、秘书长"]


def test_reporters_belong_to_the_outlet_across_the_place_of_the_dateline() -> None:
    assert ("高某", "holdsPosition", "财联社") in facts("{N:财联社}（{L:北京}，记者 {H:高某}）讯，市场平稳。")


def test_a_post_may_follow_the_name() -> None:
    assert ("罗某", "holdsPosition", "工业和信息化部规划司") in facts("{H:罗某}，{G:工业和信息化部规划司}司长。")


def test_a_former_post_ended_by_the_date_of_the_article() -> None:
    example = read_example("{A:中国中小企业协会}会长、{G:国家发展改革委}原副主任{H:李某}出席。 =>")
    document = dataclasses.replace(example.document, issued=datetime(2021, 9, 11, tzinfo=UTC))
    statements = relator().relate(document, segment(document), example.links)
    until = {s.title: s.valid_until for s in statements if s.predicate == "holdsPosition"}
    assert until == {"会长": None, "原副主任": "2021-09-11"}


def test_a_verb_between_body_and_person_is_no_post() -> None:
    assert not {f for f in facts("{G:财政部}约见了企业代表，{H:王某}在场。") if f[1] == "holdsPosition"}


def test_the_last_character_of_a_body_may_open_the_title() -> None:
    _, statements = relate("第一副总理兼{G:财政部}长{H:斯某}到访。")
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["部长"]


def test_a_deputy_listed_behind_the_head_serves_the_same_body() -> None:
    found = facts("{A:汽车工业协会}会长{H:付某}、副会长{H:杨某}出席。")
    assert {("付某", "holdsPosition", "汽车工业协会"), ("杨某", "holdsPosition", "汽车工业协会")} <= found


def test_officers_of_one_firm_are_listed_after_its_name() -> None:
    assert ("乙某", "holdsPosition", "某某股份") in facts("{C:某某股份}董事长{H:甲某}、总经理{H:乙某}先后发言。")


def test_another_office_of_state_in_a_list_is_not_the_same_body() -> None:
    assert ("乙某", "holdsPosition", "湖北省委") not in facts("{G:湖北省委}书记{H:甲某}、省长{H:乙某}出席。")


def test_an_appointment_names_the_body_behind_the_verb() -> None:
    for verb in ("同志任", "，现任", "当选为", "调任", "获聘为", "先生曾担任"):
        assert ("徐某", "holdsPosition", "某某集团") in facts("{H:徐某}" + verb + "{C:某某集团}副总裁。"), verb


def test_a_place_within_the_title_does_not_part_body_and_person() -> None:
    assert ("葛某", "holdsPosition", "星某集团") in facts("{C:星某集团}{L:中国}区总裁{H:葛某}表示。")


def test_a_body_that_acts_on_the_office_holder_of_another_is_not_his() -> None:
    assert not [f for f in facts("{G:驻委纪检组}已对该院骨科主任{H:陈某}立案审查。") if f[1] == "holdsPosition"]


def test_a_title_may_stand_behind_the_name() -> None:
    assert ("施某", "holdsPosition", "某某大学") in facts("{T:某某大学}{H:施某}教授认为，税负下降。")
    assert not [f for f in facts("{T:某某大学}迎来新校长，{H:施某}教授认为，税负下降。") if f[1] == "holdsPosition"]


def test_an_office_of_state_says_its_body() -> None:
    assert ("李某", "holdsPosition", "国务院") in facts("经{H:李某}总理签批，{G:国务院}印发文件。")
    found = facts("{G:国务院}召开会议，国务委员{H:王某}、{H:肖某}出席。")
    assert {("王某", "holdsPosition", "国务院"), ("肖某", "holdsPosition", "国务院")} <= found


def test_an_office_of_another_state_says_nothing() -> None:
    assert not [f for f in facts("{G:国务院}消息，{L:越南}总理{H:阮某}到访。{H:阮某}总理会见记者。") if f[1] == "holdsPosition"]


def test_whoever_works_at_the_firm_the_sentence_is_about_stands_without_it() -> None:
    text = "{C:某某会计师事务所}被查。{G:某省财政厅}对该所予以警告，对签字注册会计师{H:甲某}、{H:乙某}罚款。"
    found = facts(text)
    assert {("甲某", "holdsPosition", "某某会计师事务所"), ("乙某", "holdsPosition", "某某会计师事务所")} <= found


def test_of_two_firms_none_is_meant() -> None:
    assert not [f for f in facts("{C:甲公司}与{C:乙公司}签约，董事长{H:丙某}出席。") if f[1] == "holdsPosition"]


def test_the_same_office_goes_on_through_a_list_of_reports() -> None:
    found = facts("会议听取了{G:某某委}副主任委员{H:甲某}作的报告，主任委员{H:乙某}作的汇报，副主任委员{H:丙某}作的说明。")
    assert {(name, "holdsPosition", "某某委") for name in ("甲某", "乙某", "丙某")} <= found


def test_a_mayor_without_a_body_heads_the_one_city_government_of_the_text() -> None:
    one = "{G:某市人民政府}召开会议，副市长{H:郑某}讲话。"
    assert ("郑某", "holdsPosition", "某市人民政府") in facts(one)
    two = "{G:某市人民政府}、{G:另市人民政府}召开会议。会后，副市长{H:郑某}讲话。"
    assert not {o for s, p, o in facts(two) if p == "holdsPosition"}


def test_a_candidate_holds_a_post_of_the_party() -> None:
    assert ("某甲", "holdsPosition", "某党") in facts("{T:某党}候选人{H:某甲}发表演讲。")


def test_a_place_may_stand_within_the_second_of_two_titles() -> None:
    assert ("张某", "holdsPosition", "某某银行") in facts("{B:某某银行}副行长、{L:长三角}金融总部总裁{H:张某}获奖。")
    assert ("张某", "holdsPosition", "某某银行") not in facts("{B:某某银行}与{L:某某市}市长{H:张某}会谈。")


def test_a_premier_beside_the_one_named_with_his_body_is_another_countrys() -> None:
    found = facts("{G:国务院}总理{H:某甲}会见{H:某乙}总统。/{H:某甲}总理表示，总统先生和{H:某丙}总理先后访华。")
    assert ("某丙", "holdsPosition", "国务院") not in found
    assert ("某甲", "holdsPosition", "国务院") in found


def test_a_leading_post_without_a_body_is_at_the_firm_of_the_sentence_before() -> None:
    held = ("李某", "holdsPosition", "甲公司")
    assert held in facts("{C:甲公司}今天发布年报。董事长{H:李某}表示，订单饱满。")
    assert held in facts("{C:甲公司}征求意见。在公司建设的工地，针对职工的问题，董事长{H:李某}现场办公。")
    assert held not in facts("{C:甲公司}今天发布年报。监事{H:李某}表示，订单饱满。")
    assert held not in facts("{C:甲公司}今天发布年报。{C:乙公司}中标，董事长{H:李某}表示，订单饱满。")
    assert held in facts("{C:甲公司}总经理{H:王某}已递交辞呈，由副董事长{H:李某}代为履行职责。")
    assert held not in facts("{C:甲公司}与{C:乙公司}签约。董事长{H:李某}表示，订单饱满。")
    assert not {f for f in facts("{G:甲部}召开会议。董事长{H:李某}参加。") if f[1] == "holdsPosition"}


def test_who_leaves_or_takes_a_post_at_the_company_does_so_at_the_firm_named() -> None:
    _, statements = relate("{C:甲证券}公告称，{H:李某}因工作调动辞去公司董事长职务，聘任{H:王某}为公司副总经理、董事会秘书。")
    assert {(s.title, s.rule) for s in statements if s.predicate == "holdsPosition"} == {
        ("董事长", "post-within"),
        ("副总经理、董事会秘书", "post-within"),
    }
    assert not {f for f in facts("{H:李某}为公司提供服务。{C:甲证券}获益。") if f[1] == "holdsPosition"}


def test_a_board_that_appoints_someone_lends_no_title() -> None:
    _, statements = relate("{C:甲证券}董事会聘任{H:李某}为公司总经理。")
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["总经理"]


def test_the_chair_of_the_board_is_a_title_whole() -> None:
    _, statements = relate("{C:甲公司}董事会主席{H:索某}到访。{G:国务院}副总理、中方牵头人{H:何某}出席。")
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["董事会主席", "副总理、中方牵头人"]


def test_a_reporter_who_is_named_with_a_title_of_his_own_writes_for_the_same_outlet() -> None:
    _, statements = relate("{N:江城日报}讯（记者 {H:张某} 实习记者 {H:李某}）市场平稳。")
    assert [(s.title, s.rule) for s in statements if s.predicate == "holdsPosition"] == [("记者", "post"), ("实习记者", "post")]


def test_the_title_is_whole_and_without_the_dateline() -> None:
    _, statements = relate(
        "{N:江城日报}北京3月5日电 （记者 {H:张某}）{C:甲评级}董事总经理{H:李某}说。{N:晚报}（www.a.cn）记者{H:王某}"
    )
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["记者", "董事总经理", "记者"]


def test_an_officer_of_the_company_serves_the_firm_named_before() -> None:
    found = facts("“拿到了信用贷。”{C:甲公司}总经理{H:周某}告诉记者。公司财务负责人{H:陈某}说，手续简便。")
    assert ("陈某", "holdsPosition", "甲公司") in found


def test_a_region_opens_a_title_and_is_no_place_between() -> None:
    found = facts("{C:某国际}证实，{L:中国}区董事长{H:何某}将离开，{L:日本}业务不变。")
    assert ("何某", "holdsPosition", "某国际") in found


def test_who_quits_behind_a_letter_to_the_board_leaves_the_firm_named() -> None:
    found = facts("{B:甲银行}公告称，{H:徐某}因年龄原因，向该行董事会提交辞呈，辞去副行长职务。")
    assert ("徐某", "holdsPosition", "甲银行") in found


def test_a_deputy_mayor_behind_a_secretary_serves_no_committee() -> None:
    found = facts("{G:甲市委}副书记、市长{H:龚某}，副市长{H:解某}出席。")
    assert ("龚某", "holdsPosition", "甲市委") in found
    assert ("解某", "holdsPosition", "甲市委") not in found


def test_an_unlisted_firm_before_the_next_title_parts_the_list() -> None:
    found = facts("{C:甲公司}首席执行官{H:奥某}、高通总裁兼首席执行官{H:安某}、副总裁{H:李某}出席。")
    assert ("奥某", "holdsPosition", "甲公司") in found
    assert ("安某", "holdsPosition", "甲公司") not in found
