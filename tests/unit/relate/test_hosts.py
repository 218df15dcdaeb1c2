"""Who holds a meeting that a common noun stands for. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts


@pytest.mark.parametrize(
    ("line", "hosts"),
    [
        ("{E:草原保护座谈会}今天召开。/座谈会由{G:甲部}和{G:乙委}联合举办，{G:丙局}出席。", {"甲部", "乙委"}),
        ("{E:草原保护论坛}今天开幕。/本次活动由{A:某某协会}主办。", {"某某协会"}),
        ("{E:草原保护论坛}今天开幕。/{E:全国代表大会}以来，草原变绿。/论坛由{G:甲部}主办。", {"甲部"}),
        ("座谈会由{G:甲部}举办。", set()),
        ("{E:草原保护论坛}今天开幕。/大赛由{G:甲部}举办。", set()),
        ("{E:草原保护论坛}今天开幕。/活动由{G:甲部}举办地迁来。", set()),
    ],
)
def test_who_holds_the_meeting_just_named_is_said_behind_its_common_noun(line: str, hosts: set[str]) -> None:
    assert {s for s, p, _ in facts(line) if p == "organizes"} == hosts
