"""Careers: posts told one by one, long after the name."""

import time

from tests.unit.relate.texts import facts, relate


def test_the_lines_of_a_career_are_posts_of_the_person_named_before() -> None:
    found = facts(
        "{H:马志远}简历 / {H:马志远}，男，汉族，1961年5月生，{L:河北保定}人，大学学历。 / "
        "1981年7月至1984年7月，{G:保定市粮食局}干部； / 1984.07—1991.09 任{B:中国银行保定分行}党委书记、行长 / "
        "1991年9月至今，{C:某某证券}董事长。"
    )
    posts = {("马志远", "holdsPosition", body) for body in ("保定市粮食局", "中国银行保定分行", "某某证券")}
    assert posts <= found


def test_a_post_of_a_career_has_its_dates_and_its_title() -> None:
    _, statements = relate("{H:马志远}简历 / 1984年7月至1991年9月，{B:某某银行}党委书记、行长；")
    (post,) = [s for s in statements if s.predicate == "holdsPosition"]
    assert (post.title, post.valid_from, post.valid_until) == ("党委书记、行长", "1984-07", "1991-09")


def test_a_list_of_former_posts_follows_one_verb() -> None:
    found = facts("{H:孙某}，男，1968年生，历任{G:财政部}科员、{R:银监会}处长、{B:某某银行}副行长，现任{C:某某信托}总裁。")
    assert {body for _, predicate, body in found if predicate == "holdsPosition"} == {
        "财政部",
        "银监会",
        "某某银行",
        "某某信托",
    }


def test_he_is_the_person_of_the_sentence_before() -> None:
    found = facts("{H:孙某}今天接受采访。此前，他曾任{B:某某银行}副行长。")
    assert ("孙某", "holdsPosition", "某某银行") in found


def test_another_body_before_the_verb_leaves_nobody_to_hold_the_post() -> None:
    found = facts("{H:孙某}今天接受采访。{C:某某信托}总裁曾任{B:某某银行}副行长。")
    assert not {fact for fact in found if fact[1] == "holdsPosition"}


def test_a_period_of_business_is_no_career() -> None:
    found = facts("{H:孙某}出席发布会。2021年至2023年，{B:某某银行}发放贷款50亿元，任务全部完成。")
    assert not {fact for fact in found if fact[1] == "holdsPosition"}


def test_endless_titles_are_read_in_time() -> None:
    began = time.monotonic()
    facts("{H:孙某}简历 / 1984年7月至1991年9月，{B:某某银行}" + "和会计" * 3000 + "x")
    assert time.monotonic() - began < 20
