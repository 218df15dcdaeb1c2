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
