"""Who writes a paper together with others. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts


@pytest.mark.parametrize(
    "line",
    [
        "{R:甲行}等部门与{L:乙市}、{L:丙省}联合印发《{D:某某中心规划}》。",
        "《{D:某某中心规划}》由{R:甲行}会同{G:丁局}、{L:乙市}、{L:丙省}制定。",
        "《{D:某某中心规划}》由{R:甲行}与{L:乙市}、{L:丙省}联合发布，明确了目标。",
    ],
)
def test_places_in_a_row_with_bodies_write_the_paper_too(line: str) -> None:
    writers = {who for who, predicate, what in facts(line) if (predicate, what) == ("issues", "某某中心规划")}
    assert {"甲行", "乙市", "丙省"} <= writers


def test_who_only_meets_with_a_place_makes_no_writer_of_it() -> None:
    found = facts("{G:甲部}与{L:乙省}共同举办论坛，{G:丙局}发布《{D:某某报告}》。")
    assert ("乙省", "issues", "某某报告") not in found
