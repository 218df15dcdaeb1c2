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


def test_who_signs_under_a_paper_handed_on_issues_it() -> None:
    line = "某措施印发#/《{D:某某若干措施}》已经市政府同意，现印发给你们，请认真贯彻执行。/{G:某市政府办公厅}/2025年4月4日"
    assert ("某市政府办公厅", "issues", "某某若干措施") in facts(line)


def test_a_paper_that_was_handed_on_by_others_has_no_signer() -> None:
    line = "某措施印发#/《{D:某某若干措施}》已经印发，各地正在落实。/{G:某市政府办公厅}"
    assert ("某市政府办公厅", "issues", "某某若干措施") not in facts(line)
