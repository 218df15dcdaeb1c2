"""Who moves bills and who decided. Origin of each sentence: written for this test."""

from tests.unit.relate.texts import facts, relate


def test_each_bill_of_a_list_is_moved_by_the_body() -> None:
    line = "{G:草原委}提出了关于提请审议{D:牧草法草案}的议案、关于提请审议{D:种畜法修正草案}的议案。"
    assert {("草原委", "issues", "牧草法草案"), ("草原委", "issues", "种畜法修正草案")} <= facts(line)


def test_who_explains_the_bill_is_of_the_body_that_moves_it() -> None:
    line = "{G:草原委}提出了关于提请审议{D:牧草法草案}的议案，副主任委员{H:张某}作了说明。"
    _, statements = relate(line)
    assert [s.title for s in statements if s.predicate == "holdsPosition"] == ["副主任委员"]
    other = "{G:草原委}提出了关于提请审议{D:牧草法草案}的议案，{L:北省}省长{H:张某}作了说明。"
    assert not any(p == "holdsPosition" and o == "草原委" for _, p, o in facts(other))


def test_a_programme_is_issued_by_the_leaders_who_decided_on_it() -> None:
    line = "推动{S:草原振兴}，是以{H:张某}同志为核心的{G:党中央}作出的重大决策。"
    assert ("党中央", "issues", "草原振兴") in facts(line)
    assert ("党中央", "issues", "草原振兴") not in facts("{S:草原振兴}，是落实{G:党中央}要求的具体行动。")
