"""Where bodies have their seats."""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.seats import facts_of_seats
from kg.segment import segment


def seats(line: str) -> dict[tuple[str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_seats(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "{B:某银行}总部位于{L:某区}。",
        "{B:某银行}（下称“本行”）注册地为{L:某区}，注册资本10亿元。",
        "{B:某银行}获批开业，注册地为{L:某区}。",
        "{B:某银行}位于{L:某市}{L:某区}。",
        "总部设在{L:某区}的{B:某银行}发布年报。",
        "{B:某银行}坐落于{L:某区}金融大街18号。",
    ],
)
def test_a_body_has_its_seat_in_the_narrowest_place_told(line: str) -> None:
    assert seats(line) == {("某银行", "某区"): "Asserted"}


def test_two_bodies_share_a_seat_where_both_are_said_to() -> None:
    assert seats("{C:甲证券}、{C:乙证券}总部均在{L:某市}。") == {("甲证券", "某市"): "Asserted", ("乙证券", "某市"): "Asserted"}


def test_a_head_office_that_is_to_move_is_planned_there() -> None:
    assert seats("{C:甲集团}总部将迁至{L:某市}。") == {("甲集团", "某市"): "Planned"}


@pytest.mark.parametrize(
    "line",
    [
        "{B:某银行}总部在{L:某市}召开会议。",
        "{B:某银行}位于{L:某市}的网点已营业。",
        "{C:甲证券}、{C:乙证券}位于{L:某市}。",
        "{B:某银行}支持{L:某市}企业。其总部位于海外。",
        "{B:某银行}总部分别位于{L:甲市}、{L:乙市}。",
    ],
)
def test_what_is_only_done_somewhere_is_no_seat(line: str) -> None:
    assert not seats(line)
