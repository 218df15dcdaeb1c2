"""Who signs a notice issues it. Origin of each sentence: written for this test."""

from tests.unit.relate.texts import facts

HEAD = "关于修订《{D:某某必备条款}》的通知#/各市场参与人："


def test_every_signer_issues_what_the_title_names() -> None:
    found = facts(HEAD + "/特此通知。/{M:甲交易所}    {C:乙结算公司}/二〇二〇年十二月二十五日")
    assert {("甲交易所", "issues", "某某必备条款"), ("乙结算公司", "issues", "某某必备条款")} <= found
    assert {("甲交易所", "cooperatesWith", "乙结算公司"), ("乙结算公司", "cooperatesWith", "甲交易所")} & found


def test_a_line_with_other_words_is_no_signature() -> None:
    assert not facts(HEAD + "/{M:甲交易所}网站/2021年10月7日")


def test_without_a_date_nobody_signs() -> None:
    assert not facts(HEAD + "/{M:甲交易所}/{C:乙结算公司}")
