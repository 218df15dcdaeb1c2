"""Who takes no part in a meeting that stands near. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts


def _guests(line: str) -> set[str]:
    return {s for s, p, _ in facts(line) if p == "participatesIn"}


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("{H:张某}在{L:北京}会见来华出席{E:世界草原大会}的总统{H:李某}。", "张某"),
        ("{H:张某}表示，欢迎{H:李某}总统来华出席{E:世界草原大会}。", "张某"),
        ("{E:世界草原大会}今天举行，{H:张某}主持。/发言人{H:李某}此前介绍，将多种草。", "李某"),
        ("应总统{H:张某}、总理{H:王某}邀请，{H:李某}前往出席{E:世界草原大会}。", "王某"),
        ("近日，{H:张某}在接受{N:某某日报}记者采访时表示，{H:李某}在{E:世界草原大会}上的讲话指明了方向。", "张某"),
        ("{H:张某}在{L:南城}出席{E:世界草原大会}期间会见{H:李某}总统。/{H:王某}参加会见。", "王某"),
        ("{H:张某}出席{E:世界草原大会}并致辞。/{H:张某}表示，{H:李某}去年提出共建草原。", "李某"),
        ("{E:世界草原大会}今天举行，{H:张某}主持。/{H:李某}总书记强调，要把草原管护好。", "李某"),
        ("{E:世界草原大会}今天举行。/教授{H:李某}对《某报》记者表示，草原要绿。/“多种草。”{H:李某}说。", "李某"),
        ("{H:张某}称赞{E:世界草原大会}成果丰硕，预祝即将举行的{E:草原冬季运动会}取得成功。", "张某"),
        ("{E:世界草原大会}今天举行，{H:张某}主持。/{H:李某}近日在例行新闻发布会上表示，将多种草。", "李某"),
    ],
)
def test_who_receives_speaks_or_is_spoken_of_takes_no_part(line: str, absent: str) -> None:
    assert absent not in _guests(line)


@pytest.mark.parametrize(
    ("line", "present"),
    [
        ("{H:张某}出席{E:世界草原大会}并致辞。", "张某"),
        ("在{E:世界草原大会}开幕式上，{H:张某}表示，草原要绿起来。", "张某"),
        ("{E:世界草原大会}今天举行。/{H:李某}在会上说，{L:北省}将种草。", "李某"),
    ],
)
def test_who_speaks_there_takes_part(line: str, present: str) -> None:
    assert present in _guests(line)


def test_who_goes_along_on_the_journey_is_at_its_meeting_only_if_the_text_says_so() -> None:
    assert _guests("{H:张某}主持召开{E:自贸区座谈会}。/{H:李某}、{H:王某}陪同考察。") == {"张某"}
    assert "李某" in _guests("{H:张某}主持召开{E:自贸区座谈会}。/{H:李某}陪同考察并参加座谈会。")


def test_who_settles_at_one_meeting_when_another_is_held_attends_the_first_only() -> None:
    attended = {
        o
        for line in (
            "{H:张某}主持召开{E:第五次主任会议} 决定{E:草原委第三次会议}22日至27日在{L:北京}举行",
            "{H:张某}出席{E:第五次主任会议}，审议了{E:草原委第三次会议}议程草案。",
        )
        for _, p, o in facts(line)
        if p == "participatesIn"
    }
    assert attended == {"第五次主任会议"}


def test_a_body_whose_unnamed_parts_report_is_not_said_to_take_part() -> None:
    assert "草原总会" not in _guests("{H:张某}主持{E:第五次主任会议}。{G:草原总会}有关专门委员会负责人作了汇报。")
    assert "草原总会" in _guests("{H:张某}主持{E:第五次主任会议}。{G:草原总会}负责人作了汇报。")


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("{E:全国草原工作会议}今天召开。{H:张某}在会上传达了{H:李某}的重要指示并主持会议。", "李某"),
        ("{E:全国草原工作会议}今天召开。{H:张某}传达了{H:王某}重要讲话和{H:李某}批示并讲话。", "李某"),
        ("{E:世界草原大会}今天开幕。/{H:张某}还出席了南城风力电站二期工程投产仪式。", "张某"),
        ("{H:张某}说，去年12月{E:草原合作论坛北城峰会}期间，双方达成共识。/{H:李某}、{H:王某}参加上述活动。", "李某"),
        ("{H:张某}将出席在{L:南城}举行的总统就职仪式。/{H:李某}今天出席{E:草原合作组织第三次会议}。", "张某"),
    ],
)
def test_who_is_read_out_or_is_at_another_occasion_is_not_at_the_meeting(line: str, absent: str) -> None:
    assert absent not in _guests(line)


def test_the_meeting_that_will_review_a_draft_is_not_the_one_reported() -> None:
    line = (
        "{E:草原委第三次会议}今天举行。草案将提请{E:草原大会第五次会议}审议。会议听取了{G:草原法规委}副主任{H:张某}作的报告。"
    )
    assert {(s, o) for s, p, o in facts(line) if p == "participatesIn" and s == "张某"} <= {("张某", "草原委第三次会议")}


def test_a_white_paper_is_issued_by_whoever_publishes_it() -> None:
    assert ("国务院新闻办公室", "issues", "草原的发展") in facts("{G:国务院新闻办公室}20日发表《{D:草原的发展}》白皮书。")
