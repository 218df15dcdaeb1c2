"""Who holds the floor where a sentence names no subject, and whose 我们 it is."""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.judgement import Judgement
from kg.segment import segment
from tests.unit.relate.texts import relator


def judged(line: str) -> list[Judgement]:
    example = read_example(line + " =>")
    found = relator().judgements(example.document, segment(example.document), example.links)
    return [judgement for judgement in found if isinstance(judgement, Judgement)]


def floors(line: str, name: str) -> set[tuple[str, str | None]]:
    """For readings whose object bears the name: who is understood as subject, and what the floor says of them."""
    readings = [j.reading for j in judged(line)]
    lent = [r for r in readings if r.subject.carried and any(e.name == name for e in r.object.entities)]
    return {(r.subject.entities[0].name, r.subject.floor) for r in lent}


def test_a_document_goes_on_speaking_across_paragraphs() -> None:
    found = floors("{G:某省政府}印发《{D:某某意见}》。/《{D:某某意见}》提出，要扩大投资。/推广{S:某某模式}。", "某某模式")
    assert ("某某意见", "Policy said same 1") in found
    assert ("某省政府", "Policy said other 1") in found


def test_a_document_just_issued_has_the_floor() -> None:
    assert ("某某方案", "Policy issued same 0") in floors("{G:某部}印发《{D:某某方案}》。建立{S:某某制度}。", "某某制度")


def test_another_body_takes_the_floor() -> None:
    found = floors("《{D:某某方案}》要求加快改革。{C:某某公司}随后行动。推出{S:某某制度}。", "某某制度")
    assert ("某某公司", "Org told same 0") in found


def test_an_officer_who_speaks_has_the_floor_for_the_body() -> None:
    found = floors("{G:某局}局长{H:甲某}表示，成效明显。将推广{S:某某模式}。", "某某模式")
    assert ("某局", "Person said seat 0") in found


def test_whoever_speaks_in_a_sentence_displaces_who_spoke_before() -> None:
    found = floors("{R:甲行}行长{H:甲某}表示，利率下行。{G:乙部}部长{H:乙某}表示，将实施{S:某某政策}。", "某某政策")
    assert ("乙部", "Person said seat 0") in found
    assert "Person said seat 0" not in {floor for name, floor in found if name != "乙部"}


def speakers(line: str) -> set[str]:
    return {e.name for j in judged(line) for g in j.frame.groups if g.we for e in g.entities}


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("{G:某局}局长{H:甲某}介绍，我们将推广{S:某某模式}。", "某局"),
        ("{G:某总局}副局长 {H:甲某}：我们将用好{S:某某机制}。", "某总局"),
        ("“我们将推出{F:某某贷}。”{B:某某银行}行长{H:甲某}说。", "某某银行"),
        ("{G:某局}局长{H:甲某}说，要改革。/“我们将打造{P:某某平台}。”", "某局"),
        ("{G:某某委员会}发布消息。/近日，我委印发了《{D:某某规划}》。", "某某委员会"),
        ("{C:某某科技}表示，我公司将接入{P:某某平台}。", "某某科技"),
    ],
)
def test_the_first_person_is_the_body_of_the_speaker(line: str, body: str) -> None:
    assert speakers(line) == {body}


@pytest.mark.parametrize(
    "line", ["我们将推广{S:某某模式}。", "{H:甲某}说，我们党推进{S:某某改革}。", "{G:某局}成立了。我行我素的{C:某公司}。"]
)
def test_nobody_is_the_first_person_where_the_text_does_not_tell(line: str) -> None:
    assert speakers(line) == set()


def test_a_document_named_without_its_marks_speaks() -> None:
    found = judged("{G:某部}印发《{D:某某发展规划}》。规划提出，建设{S:某某工程}。")
    spoken = [g for j in found for g in j.frame.groups if g.pronoun]
    assert {e.name for g in spoken for e in g.entities} == {"某某发展规划"}


def test_a_document_of_another_kind_is_not_meant() -> None:
    assert not any(
        g.pronoun for j in judged("{G:某部}印发《{D:某某办法}》。规划提出，建设{S:某某工程}。") for g in j.frame.groups
    )


def partners(line: str) -> list[Judgement]:
    return [j for j in judged(line) if j.reading.subject is j.reading.object]


@pytest.mark.parametrize(
    "line",
    [
        "{L:某省}启动包括{L:甲国}、{L:乙国}等13个合作区建设。",
        "{L:甲市}、{L:乙市}正结合当地实际，逐一对照落实，推动发展。",
        "{C:甲公司}、{C:乙公司}股价大涨，市场看好合作。",
        "{G:甲部}、{G:乙部}分别部署推动工作。",
        "{G:甲部}、{G:乙部}等相关部门负责人介绍情况。",
        "{L:甲国}、{L:乙国}等国代表探讨合作。",
        "{L:甲市}、{L:乙市}开展活动。",
        "{R:甲行}、{R:乙局}等出台的各项措施，已纷纷落地。",
        "{C:甲公司}、{C:乙公司}位居前列，共同点不多。",
        "{G:甲局}、{G:乙办}，{L:丙某新区}、{L:丁某新区}、{L:戊区}等七个部门作了发言。",
    ],
)
def test_members_of_a_list_that_only_stand_side_by_side_are_no_partners(line: str) -> None:
    assert partners(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "{G:甲部}、{G:乙部}联合印发通知。",
        "{G:甲部}、{G:乙部}等部门启动行动。",
        "{L:甲省}、{L:乙省}携手推进建设。",
        "由包括{C:甲公司}、{C:乙公司}共同发起的联盟，推动合作。",
    ],
)
def test_members_of_a_list_that_act_together_may_be_partners(line: str) -> None:
    assert partners(line)


def test_a_meeting_listed_beside_places_is_not_in_them() -> None:
    found = judged("试点范围包括{L:甲市}、{L:乙市}及{E:某某赛}场景。")
    assert not [j for j in found if j.reading.predicate == "locatedIn" and not j.reading.subject.carried]


def test_a_quotation_of_several_sentences_is_said_by_whoever_is_named_behind_it() -> None:
    line = "“要改革。我们将推广{S:某某模式}。”{G:某局}局长{H:甲某}说。"
    assert speakers(line) == {"某局"}


def test_a_quoted_name_is_no_quotation() -> None:
    assert speakers("“某某贷”，{B:某某银行}行长{H:甲某}说，是好产品。{G:某局}开会。我们欢迎{S:某某政策}。") <= {"某某银行"}


def test_the_house_that_a_notice_speaks_of_is_the_one_its_title_opens_with() -> None:
    line = "关于发布《{D:某某交易所业务办法}》的通知#/{M:乙某交易所}上市公司纳入后，{M:某某交易所}修订。本所将调整{S:某机制}。"
    spoken = [g for j in judged(line) for g in j.frame.groups if g.pronoun]
    assert {e.name for g in spoken for e in g.entities} == {"某某交易所"}


@pytest.mark.parametrize(("line", "meant"), [("{H:甲某}在会上介绍。", True), ("{H:甲某}在新闻通气会上介绍。", False)])
def test_another_meeting_is_not_the_one_under_way(line: str, meant: bool) -> None:
    groups = [g for j in judged("{E:某某大会}举行。" + line) for g in j.frame.groups if g.pronoun and g.kind == "Event"]
    assert bool(groups) is meant


def test_he_who_speaks_is_the_person_named_last() -> None:
    found = floors("{G:某局}局长{H:甲某}出席会议。{C:某公司}参展。/他表示，将推广{S:某某模式}。", "某某模式")
    assert ("某局", "Person said seat 0") in found
    assert speakers("{G:某局}局长{H:甲某}出席。他还说，我们将推广{S:某某模式}。") == {"某局"}


def test_his_words_are_nobody_s_where_nobody_is_named() -> None:
    assert speakers("他说，我们将推广{S:某某模式}。他们说，我们高兴。") == set()


@pytest.mark.parametrize(
    "line",
    [
        "{H:甲某}考察{B:某银行}并主持召开{E:某座谈会}。将用好{S:某工具}。",
        "{H:甲某}在{R:某保监会}主持召开{E:某座谈会}。将用好{S:某工具}。",
    ],
)
def test_whoever_is_visited_convenes_no_meeting(line: str) -> None:
    assert not any(j.reading.subject.carried == "convenor" for j in judged(line))
