"""Readings between groups. Origin of each sentence: written for this test, not among the examples taught."""

from kg.relate.frames import group_links
from kg.relate.judgement import Judgement
from kg.relate.members import member_pairs
from kg.relate.modality import modality_features
from kg.relate.values import TEMPLATES
from kg.segment import segment
from tests.unit.relate.texts import facts, relate, relator


def features(line: str, predicate: str) -> list[list[str]]:
    example, _ = relate(line)
    judged = relator().judgements(example.document, segment(example.document), example.links)
    return [
        modality_features(j.frame, j.reading) for j in judged if isinstance(j, Judgement) and j.reading.predicate == predicate
    ]


def test_the_shareholders_just_listed_are_not_the_company_held() -> None:
    found = facts("{C:甲理财}、{C:乙理财}、{C:丙理财}持股比例均为9%。{C:丁集团}持股3%。")
    assert not {(s, o) for s, p, o in found if p == "invests" and o in ("甲理财", "乙理财", "丙理财")}


def test_what_starts_in_the_next_days_is_planned_and_not_recent() -> None:
    (found, *_) = features("{G:商务部}将于近日启动{S:收储行动}。", "issues")
    assert "near+将" in found
    assert "near-近日" not in found
    (found, *_) = features("{G:商务部}近日启动{S:收储行动}。", "issues")
    assert "near-近日" in found


def test_a_list_joined_by_another_body_is_marked_as_partners() -> None:
    example, _ = relate("{A:某协会}联合{G:某委}、{G:某局}主办论坛。")
    judged = relator().judgements(example.document, segment(example.document), example.links)
    joint = [j.reading for j in judged if isinstance(j, Judgement) and j.reading.subject is j.reading.object]
    assert [reading.values[-1] for reading in joint] == ["联合"]


def test_a_place_with_places_of_its_own_opens_another_list() -> None:
    example, _ = relate("如{L:甲城市群}的{L:乙市}、{L:丙市}，{L:丁湾区}的{L:戊市}等。")
    groups = group_links(example.document.text, list(example.links), {}, set())
    assert [[e.name for e in g.entities] for g in groups] == [["甲城市群"], ["乙市", "丙市"], ["丁湾区"], ["戊市"]]


def test_bodies_parted_by_a_space_are_one_list() -> None:
    example, _ = relate("{G:税务总局} {G:财政部}公布文件。")
    assert len(group_links(example.document.text, list(example.links), {}, set())) == 1


def spoken(line: str) -> list[tuple[object, object]]:
    """What the readings of a person and a borrowed meeting know of the post and of the reporter."""
    example, _ = relate(line)
    judged = relator().judgements(example.document, segment(example.document), example.links)
    seat, asked = TEMPLATES.index("seat"), TEMPLATES.index("asked")
    readings = [j.reading for j in judged if isinstance(j, Judgement) and j.reading.subject.kind == "Person"]
    return [(r.values[seat], r.values[asked]) for r in readings if r.predicate == "participatesIn" and r.object.carried]


def test_who_speaks_is_known_by_the_post_and_by_how_long_ago_the_meeting_was() -> None:
    found = spoken("{E:某某发布会}举行。/天气晴好。/{C:某某证券}分析师{H:甲某}表示，政策超预期。")
    assert [seat for seat, _ in found] == [("Company", "main", 2)]


def test_what_is_said_to_a_reporter_is_marked() -> None:
    (told, *_) = spoken("{E:某某发布会}举行。/{C:某某证券}分析师{H:甲某}对记者表示，政策超预期。")
    (said, *_) = spoken("{E:某某发布会}举行。/{C:某某证券}分析师{H:甲某}表示，政策超预期。")
    assert told[1] is not None
    assert said[1] is None


def test_who_joins_with_others_in_the_sentence_is_nobody_named_earlier() -> None:
    example, _ = relate("{G:某院}开会。{G:甲部}会同{G:乙委}开展检查。")
    judged = relator().judgements(example.document, segment(example.document), example.links)
    joined = [j.reading for j in judged if isinstance(j, Judgement) and j.reading.predicate == "cooperatesWith"]
    assert joined
    assert not [r for r in joined if r.subject.carried or r.object.carried]


def parts(line: str) -> set[tuple[str, str]]:
    example, _ = relate(line)
    judged = relator().judgements(example.document, segment(example.document), example.links)
    readings = [j.reading for j in judged if isinstance(j, Judgement) and j.reading.predicate == "partOf"]
    return {(left.name, right.name) for reading in readings for left, right in member_pairs(reading)}


def test_names_forbid_that_a_province_or_a_whole_is_a_part() -> None:
    assert ("甲县", "甲省") in parts("{L:甲省}{L:甲县}有雨。")
    assert ("乙省", "甲省") not in parts("{L:甲省}{L:乙省}等地有雨。")
    found = parts("{L:甲省}地处南方，省内的{L:甲省乙县}有雨。")
    assert ("甲省乙县", "甲省") in found
    assert ("甲省", "甲省乙县") not in found
