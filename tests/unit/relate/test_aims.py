"""What papers and meetings are for, by which laws somebody acts, and what a meeting without a name says.

Origin of each sentence: written for this test.
"""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.aims import facts_of_aims
from kg.relate.laws import facts_of_laws
from kg.segment import segment
from tests.unit.relate.texts import facts


def aims(line: str) -> set[tuple[str, str]]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_aims(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], names[s.object]) for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "为落实《{D:甲条例}》，{G:乙局}近日印发《{D:丙办法}》。",
        "为进一步贯彻落实《{D:甲条例}》（国发〔2021〕5号）精神，切实抓好各项工作，{G:乙局}制定了《{D:丙办法}》。",
        "{G:乙局}为贯彻落实《{D:甲条例}》，印发《{D:丙办法}》。",
        "深入实施《{D:甲条例}》，加快培育市场，{G:乙局}印发《{D:丙办法}》。",
    ],
)
def test_a_paper_and_its_author_carry_out_what_it_is_written_for(line: str) -> None:
    assert aims(line) == {("丙办法", "甲条例"), ("乙局", "甲条例")}


def test_all_authors_and_all_aims_count() -> None:
    line = "为扎实做好“{S:六稳}”“{S:六保}”工作，{R:甲分行}、{G:乙局}联合印发《{D:丙方案}》。"
    assert aims(line) == {(doer, aim) for doer in ("甲分行", "乙局", "丙方案") for aim in ("六稳", "六保")}


def test_a_paper_that_speaks_of_itself_carries_out_its_laws() -> None:
    line = "{G:甲局}发布《{D:乙办法（试行）}》。为规范管理，根据《{D:丙法}》《{D:丁条例}》等规定，制定本办法。"
    assert aims(line) == {("乙办法（试行）", "丙法"), ("乙办法（试行）", "丁条例")}


@pytest.mark.parametrize(
    "line",
    [
        "根据《{D:甲法}》，{G:乙局}修订了《{D:丙办法}》。",  # by a law: the paper alone
        "为落实《{D:乙局甲条例}》，{G:乙局}修订了《{D:丙办法}》。",  # its own
    ],
)
def test_who_only_writes_by_a_law_carries_it_out_by_the_paper(line: str) -> None:
    assert {doer for doer, _ in aims(line)} == {"丙办法"}


@pytest.mark.parametrize(
    "line",
    [
        "为企业落实《{D:甲条例}》提供便利，{G:乙局}很忙。",
        "{G:乙局}认为，落实《{D:甲条例}》很重要，{G:丙局}印发《{D:丁办法}》。",
    ],
)
def test_what_is_only_spoken_of_is_no_aim(line: str) -> None:
    assert not aims(line)


def test_laws_cited_with_their_articles_are_all_carried_out() -> None:
    line = "根据《{D:甲法}》第三十八条第四款，《{D:乙条例}》第十九条等规定，{G:丙局}决定开展检查。"
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_laws(example.document.text, segment(example.document), example.links)
    assert {(names[s.subject], names[s.object]) for s in found} == {("丙局", "甲法"), ("丙局", "乙条例")}


@pytest.mark.parametrize(
    "line",
    [
        "{G:国务院国资委}今天召开会议。/会议要求，深入实施{S:国企改革三年行动}。",
        "{G:国务院国资委}党组召开专题会议，研究工作。/会议强调，企业要有担当。要深入实施{S:国企改革三年行动}。",
    ],
)
def test_what_a_meeting_without_a_name_calls_for_is_up_to_who_holds_it(line: str) -> None:
    assert ("国务院国资委", "implements", "国企改革三年行动") in facts(line)


def test_a_meeting_with_a_name_speaks_for_itself() -> None:
    line = "{G:国务院国资委}召开{E:全国国资工作会议}。/会议要求，深入实施{S:国企改革三年行动}。"
    assert ("全国国资工作会议", "implements", "国企改革三年行动") in facts(line)
    assert ("国务院国资委", "implements", "国企改革三年行动") not in facts(line)


def test_of_two_laws_that_somebody_goes_by_neither_carries_out_the_other() -> None:
    line = "根据《{D:传染病防治法}》第三十八条，《{D:突发公共卫生事件应急条例}》第十九条等规定，{G:某指挥部}公布数据。"
    found = facts(line)
    assert ("突发公共卫生事件应急条例", "implements", "传染病防治法") not in found
    assert ("传染病防治法", "implements", "突发公共卫生事件应急条例") not in found


def test_a_council_sets_itself_what_nobody_else_is_told_to_do() -> None:
    line = "{E:国务院第九次全体会议}今天召开。会议指出，要推动落实。一是实施{S:提振消费专项行动}。"
    assert {("国务院第九次全体会议", "implements", "提振消费专项行动")} <= facts(line)


def test_a_meeting_carries_out_the_paper_by_whose_order_it_decides() -> None:
    line = "{E:国务院常务会议}今天举行。根据中央经济工作会议精神、{D:政府工作报告}和全体会议要求，会议确定了任务分工。"
    assert ("国务院常务会议", "implements", "政府工作报告") in facts(line)


def test_who_meets_uses_the_tools_that_the_meeting_calls_for() -> None:
    line = "{G:中共中央政治局}召开会议。/会议指出，要稳中求进。用好用足{S:超长期特别国债}。适时{S:降准}{S:降息}。"
    used = {thing for who, predicate, thing in facts(line) if (who, predicate) == ("中共中央政治局", "uses")}
    assert used == {"超长期特别国债", "降准", "降息"}


def test_nobody_issues_what_a_paper_is_written_to_carry_out() -> None:
    found = facts("{G:湖南省财政厅}为贯彻落实《{D:优化营商环境条例}》，印发《{D:政府采购负面清单}》。")
    assert ("湖南省财政厅", "issues", "政府采购负面清单") in found
    assert ("湖南省财政厅", "issues", "优化营商环境条例") not in found


def test_a_paper_that_speaks_of_itself_carries_out_what_others_issued() -> None:
    line = "{L:甲省}印发《{D:乙意见}》。依据{G:丙部}等五部门联合印发的《{D:丁指导意见}》，结合我省实际，制定本意见。"
    assert aims(line) == {("乙意见", "丁指导意见")}
