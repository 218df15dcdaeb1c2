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


@pytest.mark.parametrize(
    ("line", "places"),
    [
        (
            "今天是{E:全国草原日}。/在主会场{L:甲省}{L:甲市}以及{L:乙省}{L:乙市}、{L:丙市}等地，展示了成果。",
            {"甲市", "乙市", "丙市"},
        ),
        ("{E:全国草原节}今天启动，主会场设在{L:甲市}，分会场设在{L:乙市}和{L:丙市}。", {"甲市", "乙市", "丙市"}),
        ("在主会场{L:甲市}，{E:全国草原节}拉开帷幕。", {"甲市"}),
        ("今天是{E:全国草原日}。/主会场外，{L:甲市}居民在散步。", set()),
    ],
)
def test_a_meeting_is_where_its_venues_are(line: str, places: set[str]) -> None:
    assert {o for _, p, o in facts(line) if p == "locatedIn"} == places
