"""The places that the scope of a measure, platform or event is said to hold."""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.coverage import facts_of_coverage
from kg.segment import segment


def covered(line: str) -> dict[tuple[str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_coverage(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "{S:某试点}试点城市包括{L:甲市}、{L:乙市}等5地。",
        "{S:某试点}范围已扩大至{L:甲市}和{L:乙市}。",
        "{S:某试点}覆盖{L:甲市}、{L:乙市}两地。",
        "首批{S:某试点}试点地区为{L:甲市}及{L:乙市}。",
        "{G:某部}将{L:甲市}、{L:乙市}纳入“{S:某试点}”范围。",
        "{S:某试点}业务推广到{L:甲市}、{L:乙市}。",
    ],
)
def test_a_measure_is_in_every_place_of_its_scope(line: str) -> None:
    assert covered(line) == {("某试点", "甲市"): "Asserted", ("某试点", "乙市"): "Asserted"}


def test_places_in_brackets_behind_a_scene_belong_to_the_list_and_the_event_does_not() -> None:
    found = covered(
        "{S:某币}试点含10地和{E:某运会}场景，其范围包括了{L:甲市}、{L:乙市}及{E:某运会}场景（{L:丙市}、{L:丁口}）。"
    )
    assert found.keys() == {("某币", place) for place in ("甲市", "乙市", "丙市", "丁口")}


def test_a_scope_to_come_is_planned() -> None:
    assert covered("{S:某试点}范围将扩大至{L:甲市}。") == {("某试点", "甲市"): "Planned"}


def test_the_stages_of_an_event_are_its_places() -> None:
    assert covered("{E:某节}分会场包括{L:甲市}、{L:乙市}。").keys() == {("某节", "甲市"), ("某节", "乙市")}


@pytest.mark.parametrize(
    "line",
    [
        "{C:某公司}产品覆盖{L:甲国}、{L:乙国}。",
        "{S:某试点}启动后，{C:某公司}业务扩大到{L:甲市}。",
        "{S:某试点}已经开展，合作伙伴来自{L:甲国}、{L:乙国}。",
        "{H:某人}访问的国家包括{L:甲国}、{L:乙国}。",
        "{E:某会}的嘉宾包括{L:甲国}、{L:乙国}代表。",
    ],
)
def test_other_lists_are_no_scope(line: str) -> None:
    assert covered(line) == {}
