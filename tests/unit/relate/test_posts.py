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
