"""Who sends money in an emergency. Origin of each sentence: written for this test."""

from tests.unit.relate.texts import facts


def test_bodies_that_send_money_in_an_emergency_act_together_and_draw_on_the_fund() -> None:
    found = facts("{G:甲部}、{G:乙部}紧急预拨3亿元{S:某救灾资金}，支持{L:某省}。")
    assert ("甲部", "cooperatesWith", "乙部") in found
    assert {s for s, p, o in found if (p, o) == ("uses", "某救灾资金")} == {"甲部", "乙部"}


def test_the_sum_may_stand_behind_who_gets_it() -> None:
    assert ("甲部", "cooperatesWith", "乙部") in facts("{G:甲部}、{G:乙部}向{L:某省}紧急下拨补助资金2亿元。")


def test_who_is_only_named_before_another_clause_sends_nothing() -> None:
    found = facts("{G:甲部}、{G:乙部}今天开会，当地紧急下拨3亿元{S:某救灾资金}。")
    assert not any(p in ("uses", "cooperatesWith") for _, p, _ in found)
