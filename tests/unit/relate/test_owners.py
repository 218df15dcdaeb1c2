"""Who owns, founds, runs and works with whom, by further constructions. Origin of each sentence: written for this test."""

import pytest

from kg.relate.alliances import facts_of_alliances
from kg.relate.founders import facts_of_founders
from kg.relate.stakes import facts_of_stakes
from kg.relate.subsidiaries import facts_of_subsidiaries
from tests.unit.relate.test_constructions import told
from tests.unit.relate.texts import facts


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("{C:丙科技}发生工商变更，新增{C:甲集团}、{C:乙基金}为股东。", {"甲集团", "乙基金"}),
        ("{C:丙科技}发生工商变更，新增{C:甲集团}旗下{C:乙基金}为股东。", set()),
        ("{C:丙科技}发生工商变更，新增{C:甲集团}供应商资格。", set()),
        ("{C:丙股份}控股股东{C:甲集团}拟增持股份。", {"甲集团"}),
        ("近日，{C:丙科技}成立，注册资本10亿元，由{C:甲集团}、{C:乙国投}共同持股。", {"甲集团", "乙国投"}),
        ("{C:甲创投}新增对外投资，参股{C:丙科技}。", {"甲创投"}),
        ("{C:甲集团}又斥资12亿元，入股{C:丙科技}。", {"甲集团"}),
    ],
)
def test_further_constructions_say_who_holds_a_firm(line: str, owners: set[str]) -> None:
    assert {one for one, _, two in told(facts_of_stakes, line) if two == "丙科技" or two == "丙股份"} == owners


def test_who_means_to_found_a_firm_with_others_founds_it_too() -> None:
    assert told(facts_of_founders, "{C:甲公司}公告，拟与{C:乙汽车}共同出资设立{C:丙电池公司}。") == {
        ("甲公司", "establishes", "丙电池公司"): "Planned",
        ("乙汽车", "establishes", "丙电池公司"): "Planned",
    }


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("{B:丙永隆}则是{B:甲银行}在香港的附属机构。", {("丙永隆", "甲银行")}),
        ("{G:某数据局}由{G:某委}管理。", {("某数据局", "某委")}),
        ("{C:某公司}由{G:某委}管理。", set()),
    ],
)
def test_what_another_runs_or_holds_abroad_is_part_of_it(line: str, whole: set[tuple[str, str]]) -> None:
    assert {(one, two) for one, _, two in told(facts_of_subsidiaries, line)} == whole


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("{M:甲所}与{C:乙公司}、{C:丙中心}联合发布规程。", 3),
        ("{M:甲所}与{M:乙所}推出互通计划。", 1),
        ("{B:甲行}和{B:乙行}分别推出消费贷。", 0),
        ("{B:甲行}、{B:乙行}推出消费贷。", 0),
        ("{C:甲公司}与{C:乙公司}推出的新机各有所长。", 0),
    ],
)
def test_who_does_a_thing_jointly_works_together(line: str, pairs: int) -> None:
    assert len(told(facts_of_alliances, line)) == pairs


def test_a_source_is_no_platform_of_the_firm_it_tells_of() -> None:
    assert not [fact for fact in facts("{P:天眼查App}显示，近日，{C:丙科技}成立。") if fact[1] == "operates"]
