"""Planned or done. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import relate


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("{L:甲国}愿设立“{S:甲乙合作基金}”。", "Planned"),
        ("{R:某某局}拟设立“{S:某某基金}”。", "Planned"),
        ("{R:某某局}今天正式设立“{S:某某基金}”。", "Asserted"),
        ("{R:某某局}已印发《{D:某某办法}》。", "Asserted"),
    ],
)
def test_what_one_is_willing_to_do_is_planned_and_what_was_done_is_asserted(line: str, modality: str) -> None:
    _, statements = relate(line)
    assert {s.modality for s in statements if s.predicate == "issues"} == {modality}


def test_what_has_gone_on_since_then_is_no_plan() -> None:
    line = "据《{M:某某时报}》报道，{G:某某委}组织实施“{S:某某贷}”工作以来，银行放款百亿元。"
    assert {s.modality for s in relate(line)[1] if s.predicate in ("implements", "issues")} == {"Asserted"}
    line = "{L:甲省}将加快推进“{S:某某工程}”，支持企业。"
    assert {s.modality for s in relate(line)[1] if s.predicate == "implements"} == {"Planned"}


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("{R:某总局}正在研究制定《{D:某某办法}》。", "Planned"),
        ("{G:某部}抓紧起草《{D:某某条例}》。", "Planned"),
        ("{G:某部}制定了《{D:某某条例}》。", "Asserted"),
    ],
)
def test_a_paper_that_is_being_written_is_planned(line: str, modality: str) -> None:
    assert {s.modality for s in relate(line)[1] if s.predicate == "issues"} == {modality}
