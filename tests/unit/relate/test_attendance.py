"""Who holds and attends a meeting by its place in the clause. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts, relate


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{H:李某}主席9月4日在{E:草原峰会}开幕式上，为合作指明方向。", {("李某", "participatesIn", "草原峰会")}),
        ("{L:甲国}支持{L:乙国}明年举办{E:草原峰会}。", {("乙国", "organizes", "草原峰会")}),
        ("{L:甲国}祝贺{L:乙国}成功举办{E:草原峰会}。", {("乙国", "organizes", "草原峰会")}),
        (
            "9月，邀请{B:甲银行}、{B:乙银行}召开{E:草原座谈会}。",
            {("甲银行", "participatesIn", "草原座谈会"), ("乙银行", "participatesIn", "草原座谈会")},
        ),
        (
            "飞行是在{L:甲国}和{L:乙国}正在举行的{E:草原演习}框架内进行的。",
            {("甲国", "organizes", "草原演习"), ("乙国", "organizes", "草原演习")},
        ),
        ("{T:甲盟}近日举行的{E:草原峰会}强调", {("甲盟", "organizes", "草原峰会")}),
        ("在{L:甲市}举行的{E:草原峰会}闭幕。", set()),
        ("{L:甲省}{L:乙市}举行的{E:草原峰会}闭幕。", set()),
    ],
)
def test_who_is_where_a_meeting_is_told_holds_or_attends_it(line: str, expected: set[tuple[str, str, str]]) -> None:
    assert {f for f in facts(line) if f[1] in ("organizes", "participatesIn")} == expected


def test_a_meeting_that_is_only_held_is_nobodys_named_before() -> None:
    told = facts("{G:甲基金}在京揭牌。/{E:草原科技大会}今天在乙市召开。")
    assert not [f for f in told if f[1] == "organizes"]


def test_where_two_sign_is_no_partner() -> None:
    told = facts("{C:甲公司}与{C:乙集团}在{L:丙市}签订合作协议。")
    assert {o for _, p, o in told if p == "cooperatesWith"} <= {"甲公司", "乙集团"}


def test_people_of_a_place_are_not_the_place() -> None:
    told = facts("在今天举行的{E:草原大会}上，{L:甲市}企业家纷纷表示，合作带来机遇。")
    assert not [f for f in told if f[1] == "participatesIn"]


def test_who_attends_what_ends_as_the_meeting_does_attends_it() -> None:
    told = facts("{E:草原保护纪念大会}今天举行。/{H:李某}出席大会并讲话。")
    assert ("李某", "participatesIn", "草原保护纪念大会") in told


@pytest.mark.parametrize(
    "line",
    [
        "{E:草原金融论坛}今天开幕。/{H:李某}、{H:王某}等30位嘉宾将围绕论坛主题展开讨论。",
        "{E:某站建站60周年纪念大会}今天举行。/{H:李某}、{H:王某}出席大会并讲话。",
    ],
)
def test_who_discusses_or_attends_an_anniversary_is_there(line: str) -> None:
    assert {s for s, p, _ in facts(line) if p == "participatesIn"} == {"李某", "王某"}


def test_a_row_of_plans_stays_planned() -> None:
    _, statements = relate("{H:李某}将出席{E:草原大会}，主持{E:可持续发展座谈会}，出席{E:领导人峰会}。")
    assert {s.modality for s in statements if s.predicate == "participatesIn"} == {"Planned"}


def test_a_meeting_of_its_own_is_not_the_one_named_before() -> None:
    told = facts("{E:草原理事会第45次会议}22日举行。/{T:甲集团}22日召开会议，承诺继续合作。")
    assert not [f for f in told if f[0] == "甲集团"]


def test_who_sends_another_does_not_attend() -> None:
    told = facts("{H:李某}主席特使、{H:王某}出席{E:草原国总统就职典礼}。")
    assert {s for s, p, _ in told if p == "participatesIn"} == {"王某"}


def test_a_body_holds_the_study_it_goes_through() -> None:
    assert ("甲政治局", "organizes", "第十次集体学习") in facts("{G:甲政治局}29日就改革进行{E:第十次集体学习}。")


@pytest.mark.parametrize(
    ("line", "firms"),
    [
        ("{C:甲半导体}{M:创业板}IPO获受理。", {("甲半导体", "Planned")}),
        ("{C:甲茶饮}通过{M:某交易所}上市聆讯。", {("甲茶饮", "Planned")}),
        ("{C:甲公司}拟分拆{C:乙云}到{M:某交易所}上市。", {("乙云", "Planned")}),
        ("{C:甲出行}计划从{M:某交易所}退市。", set()),
    ],
)
def test_who_is_on_the_way_to_a_market_is_to_be_listed(line: str, firms: set[tuple[str, str]]) -> None:
    example, statements = relate(line)
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    assert {(names[s.subject], s.modality) for s in statements if s.predicate == "listedOn"} == firms


def test_all_of_several_parties_cooperate_across_a_comma() -> None:
    told = facts("{C:甲航空}、{B:乙银行}和{C:丙租赁}等三方，近日联合签署购机协议。")
    assert len({frozenset((s, o)) for s, p, o in told if p == "cooperatesWith"}) == 3


def test_who_gave_a_speech_at_a_meeting_was_there() -> None:
    told = facts("学习贯彻{H:李某}总书记在{E:草原大会}上的重要讲话精神。")
    assert ("李某", "participatesIn", "草原大会") in told


def test_many_firms_attend_and_not_who_tells_of_them() -> None:
    told = facts("{T:甲秘书处}披露，本届{E:草原博览会}共有2000多家企业参展。")
    assert not [f for f in told if f[1] == "participatesIn"]
    told = facts("{B:甲行}、{B:乙行}等20多家银行参展{E:草原博览会}。")
    assert {s for s, p, _ in told if p == "participatesIn"} == {"甲行", "乙行"}


def test_where_a_meeting_is_held_is_not_told_of_the_ministry_of_a_guest() -> None:
    told = facts("{G:甲部}副部长{H:李某}应邀参加在{L:乙城}举办的{E:草原财长会}。")
    assert not [f for f in told if f[1] == "organizes"]


def test_a_nameless_team_is_not_the_firm_it_is_for() -> None:
    assert not [f for f in facts("{B:甲银行}成立专班对接{C:乙集团}。") if f[1] == "establishes"]


def test_what_will_be_held_on_a_day_is_planned() -> None:
    _, statements = relate("{M:某交易所}将于7月22日举行{E:草原板上市仪式}。")
    assert [s.modality for s in statements if s.predicate == "organizes"] == ["Planned"]


def test_who_holds_one_fair_does_not_hold_the_next_one_named() -> None:
    told = facts("由{G:甲部}主办的{E:第五届草原博览会}闭幕，{C:乙公司}已签约{E:第六届草原博览会}。")
    assert {o for _, p, o in told if p == "organizes"} == {"第五届草原博览会"}


@pytest.mark.parametrize(
    ("line", "hosts"),
    [
        ("由{R:甲局}指导、{B:乙行}主办、{A:丙会}协办的{E:草原对接会}成功举办。", {"乙行", "丙会"}),
        ("{E:草原论坛}由{A:甲会}、{R:乙局}联合主办，{B:丙行}协办。", {"甲会", "乙局", "丙行"}),
        ("{E:草原对接会}成功举办，{B:甲行}、{R:乙局}相关负责人参加活动。", set()),
    ],
)
def test_a_chain_of_hosts_is_read_whole(line: str, hosts: set[str]) -> None:
    assert {s for s, p, _ in facts(line) if p == "organizes"} == hosts


def test_who_speaks_first_behind_a_meeting_was_there() -> None:
    told = facts("在{E:草原金融论坛}上，{B:甲行}乡村业务创新部总经理{H:李某}表示，将加大投放。")
    assert ("李某", "participatesIn", "草原金融论坛") in told
