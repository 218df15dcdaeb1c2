"""Facts from sentences nobody labelled. Origin of each sentence: written for this test, not among the examples taught."""

from collections import Counter
from dataclasses import replace

import pytest

from kg.errors import OntologyError
from kg.evaluation.examples import load_examples, read_example
from kg.ontology import load_ontology
from kg.records import Statement
from kg.relate.judgement import Judgement
from kg.relate.settling import settled
from kg.relate.weights import Weights
from kg.segment import segment
from tests.unit.relate.texts import facts, relate, relator


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("{G:交通运输部}日前印发《{D:公路水路管理办法}》。", ("交通运输部", "issues", "公路水路管理办法")),
        ("{G:商务部}、{G:文化和旅游部}联合发布《{D:老字号目录}》。", ("商务部", "cooperatesWith", "文化和旅游部")),
        ("{E:西部金融论坛}在{L:西安}举行。", ("西部金融论坛", "locatedIn", "西安")),
        ("{H:张某}出席{E:西部金融论坛}并致辞。", ("张某", "participatesIn", "西部金融论坛")),
        ("由{A:中国保险行业协会}主办的{E:保险创新大会}今日召开。", ("中国保险行业协会", "organizes", "保险创新大会")),
        ("{R:人民银行}运用{S:再贷款}支持涉农企业。", ("人民银行", "uses", "再贷款")),
        ("{B:长沙银行}推出{F:快乐贷}。", ("长沙银行", "offers", "快乐贷")),
        ("{C:某某新能}在{M:上交所}上市。", ("某某新能", "listedOn", "上交所")),
    ],
)
def test_a_plain_sentence_states_its_fact(line: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(line)


def test_a_list_gives_one_fact_each() -> None:
    found = facts("{B:甲银行}、{B:乙银行}、{B:丙银行}等均参加了{E:普惠金融大会}。")
    assert {s for s, p, _ in found if p == "participatesIn"} == {"甲银行", "乙银行", "丙银行"}


def test_what_is_to_come_is_planned() -> None:
    _, (statement,) = relate("{G:农业农村部}将出台《{D:种业条例}》。")
    assert (statement.predicate, statement.modality) == ("issues", "Planned")


def test_of_a_fact_said_as_done_and_as_planned_the_surer_statement_stays() -> None:
    text = (
        "{G:农业农村部}近日正式印发《{D:种业条例}》。{C:甲公司}表示欢迎，有记者问下一步会怎样。"
        "专家希望，今后{G:农业农村部}将继续完善、出台《{D:种业条例}》。"
    )
    _, statements = relate(text)
    assert len({s.modality for s in statements if s.predicate == "issues"}) == 1


def test_the_evidence_is_the_sentence_and_the_trigger_stands_in_it() -> None:
    example, (statement,) = relate("天气晴好。{G:教育部}印发《{D:美育方案}》。学校欢迎。")
    text = example.document.text
    assert text[statement.start : statement.end] == "教育部印发《美育方案》。"
    assert statement.trigger is not None
    assert text[slice(*statement.trigger)] == "印发"


def test_a_unit_is_part_of_the_body_its_name_opens_with() -> None:
    assert ("某某部规划司", "partOf", "某某部") in facts("{G:某某部}今天开会，{G:某某部规划司}介绍情况。")


def test_no_country_is_the_seat_of_every_body_that_bears_its_name() -> None:
    assert ("中国某某协会", "locatedIn", "中国") not in facts("{L:中国}经济向好，{A:中国某某协会}发布倡议。")


def test_statements_keep_to_domain_and_range() -> None:
    ontology = load_ontology()
    for example in load_examples():
        labels = {e.key: e.label for link in example.links for e in link.entities}
        for s in relator().relate(example.document, segment(example.document), example.links):
            assert ontology.allows(s.predicate, labels[s.subject], labels[s.object])


def test_the_made_up_sentences_are_mostly_read_as_taught() -> None:
    count = Counter[str]()
    for example in load_examples():
        statements = relator().relate(example.document, segment(example.document), example.links)
        stated = {(s.subject, s.predicate, s.object) for s in statements} - {
            (s.subject, s.predicate, s.object) for s in statements if s.rule.endswith(":name") or s.predicate == "holdsPosition"
        }
        count["right"] += len(stated & example.facts.keys())
        count["stated"] += len(stated)
        count["owed"] += len(example.facts)
    assert count["right"] / count["stated"] > 0.85
    assert count["right"] / count["owed"] > 0.75


def test_unknown_template_in_the_weights_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "facts.json"
    path.write_text('{"reading": {"issues": {"colour": {"red": 1}}}, "planned": {}}', encoding="utf-8")
    with pytest.raises(OntologyError, match="unknown template colour"):
        Weights(path)


def test_what_a_speaker_says_bears_the_speaker() -> None:
    example, statements = relate("{H:王某}表示，{R:人民银行}创设了{S:科技再贷款}。")
    (statement,) = [s for s in statements if s.predicate == "issues"]
    names = {e.key: e.name for link in example.links for e in link.entities}
    assert names[statement.said_by or ""] == "王某"


def test_what_the_article_says_itself_has_no_speaker() -> None:
    _, (statement,) = relate("{R:人民银行}创设了{S:科技再贷款}。")
    assert statement.said_by is None


def test_a_quotation_runs_on_to_its_closing_mark() -> None:
    example, statements = relate("{H:王某}表示，“形势向好。{R:人民银行}创设了{S:科技再贷款}。”")
    names = {e.key: e.name for link in example.links for e in link.entities}
    assert [names[s.said_by or ""] for s in statements if s.predicate == "issues"] == ["王某"]


def test_what_is_denied_is_not_asserted() -> None:
    _, statements = relate("{G:商务部}尚未公布《{D:某某办法}》。")
    assert [s.modality for s in statements if s.predicate == "issues"] == ["Negated"]


def test_three_parties_are_the_three_bodies_just_named() -> None:
    found = facts("{R:某某分行}联合{R:某某监管局}、{G:某某区政府}举办{E:某某现场会}，三方签署《{D:某某合作备忘录}》。")
    assert {s for s, p, _ in found if p == "signs"} == {"某某分行", "某某监管局", "某某区政府"}


def test_parties_that_were_not_all_named_are_nobody() -> None:
    assert not {
        f for f in facts("{R:某某分行}介绍，五方签署《{D:某某合作备忘录}》。") if f[1] == "signs" and f[0] != "某某分行"
    }


def test_a_reporter_has_no_part_in_the_story() -> None:
    found = facts("{N:某某网}讯（记者 {H:林某}）{E:某某研讨会}今天在{L:某市}举行。")
    assert {(p, o) for s, p, o in found if s == "林某"} == {("holdsPosition", "某某网")}


def test_doers_of_two_deeds_with_one_object_do_not_vie() -> None:
    def said(subject: str, trigger: int, confidence: float) -> tuple[Statement, Judgement]:
        statement = Statement(subject, "issues", "书", 0, 20, "issues:发布", confidence, trigger=(trigger, trigger + 2))
        return statement, judgement

    example = read_example("{G:甲部}发布《{D:书}》。 =>")
    judged = relator().judgements(example.document, segment(example.document), example.links)
    judgement = next(j for j in judged if isinstance(j, Judgement) and j.reading.predicate == "issues")
    kept = settled([said("甲部", 2, 0.9), said("乙公司", 12, 0.6), said("丙公司", 2, 0.6)])
    assert [statement.subject for statement, _ in kept] == ["甲部", "乙公司"]


def test_who_holds_a_meeting_carries_out_what_the_meeting_does() -> None:
    def said(subject: str, predicate: str, object_: str, confidence: float) -> tuple[Statement, Judgement]:
        return Statement(subject, predicate, object_, 0, 30, predicate, confidence, trigger=(3, 5)), judgement

    example = read_example("{G:甲部}发布《{D:书}》。 =>")
    judged = relator().judgements(example.document, segment(example.document), example.links)
    judgement = next(j for j in judged if isinstance(j, Judgement) and j.reading.predicate == "issues")
    deeds = [said("会", "implements", "书", 0.9), said("甲部", "implements", "书", 0.6), said("乙部", "implements", "书", 0.6)]
    kept = settled([said("甲部", "organizes", "会", 0.9), *deeds])
    assert [s.subject for s, _ in kept if s.predicate == "implements"] == ["会", "甲部"]


def test_a_country_is_part_of_nothing_and_a_region_of_the_world_of_no_country() -> None:
    example = read_example("长期把{L:中国}{L:中东}外交放在首位，{L:新加坡}{L:人民大会堂}会见。 =>")
    names = {"中国": "place/cn", "新加坡": "place/sg", "中东": "place/middle-east"}
    links = tuple(
        replace(link, entities=(replace(e, key=names.get(e.name, e.key), listed=e.name in names),))
        for link in example.links
        for e in link.entities
    )
    statements = relator().relate(example.document, segment(example.document), links)
    assert not {s.subject for s in statements if s.predicate == "partOf"} & set(names.values())


def test_a_meeting_left_unnamed_does_not_take_place_where_a_named_one_does() -> None:
    _, statements = relate("{E:委员长会议}今天开会。/会议决定，{E:常委会第二次会议}4月25日至27日在{L:北京}举行。")
    example = read_example("{E:委员长会议}今天开会。/会议决定，{E:常委会第二次会议}4月25日至27日在{L:北京}举行。 =>")
    names = {e.key: e.name for link in example.links for e in link.entities}
    assert {names[s.subject] for s in statements if s.predicate == "locatedIn"} == {"常委会第二次会议"}


def test_a_subsidiary_belongs_to_the_last_of_the_list_before_it() -> None:
    found = facts("{C:甲网络}、{C:乙电商}、{B:丙行}旗下{C:丁金融}参与了融资。")
    assert {fact for fact in found if fact[1] == "partOf"} == {("丁金融", "partOf", "丙行")}
