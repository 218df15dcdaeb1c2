"""Constructions that say one thing whatever the words around them: guidance, subsidiaries and penalties for many."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from kg.evaluation.examples import read_example
from kg.records import Link, Sentence, Statement
from kg.relate.guidance import facts_of_guidance
from kg.relate.sanctions import facts_of_sanctions
from kg.relate.subsidiaries import facts_of_subsidiaries
from kg.segment import segment

Told = Callable[[str, Sequence[Sentence], Sequence[Link]], Iterator[Statement]]


def told(facts: Told, line: str) -> dict[tuple[str, str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], s.predicate, names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    "line",
    [
        "在{G:某市工信局}的指导下，{T:某中心}举办了对接会。",
        "在{G:某市工信局}具体指导和大力支持下，近日，{T:某中心}举办了对接会。",
        "{T:某中心}在{G:某市工信局}指导下，推出服务清单。",
    ],
)
def test_who_acts_under_guidance_is_guided(line: str) -> None:
    assert told(facts_of_guidance, line) == {("某市工信局", "supervises", "某中心"): "Asserted"}


@pytest.mark.parametrize(
    "line",
    [
        "在{C:某集团}的指导下，{T:某中心}举办了对接会。",
        "在{G:某市工信局}的指导下，企业加快转型，{T:某中心}作了介绍。",
        "{G:某市工信局}指导下属单位，{T:某中心}参加。",
    ],
)
def test_firms_guide_nobody_and_who_comes_later_is_not_guided(line: str) -> None:
    assert not told(facts_of_guidance, line)


@pytest.mark.parametrize(
    "line",
    [
        "{B:某银行}全资子公司{C:某理财}发布产品。",
        "{B:某银行}及其控股子公司“{C:某理财}”发布产品。",
        "{B:某银行}及所属{C:某理财}分别与多家企业签约。",
        "{C:某理财}是{B:某银行}的全资子公司。",
        "{C:某理财}作为{B:某银行}旗下的金融科技子公司，发展很快。",
    ],
)
def test_a_subsidiary_is_part_of_its_parent(line: str) -> None:
    assert told(facts_of_subsidiaries, line) == {("某理财", "partOf", "某银行"): "Asserted"}


def test_a_subsidiary_to_be_founded_will_be_part_of_who_founds_it() -> None:
    assert told(facts_of_subsidiaries, "{B:某银行}公告称，拟出资不超过60亿元发起设立全资子公司{C:某理财}。") == {
        ("某理财", "partOf", "某银行"): "Planned",
        ("某银行", "establishes", "某理财"): "Planned",
    }


@pytest.mark.parametrize("line", ["{B:甲银行}、{C:乙理财}等公司的子公司增多。", "{B:甲银行}向子公司增资，{C:乙理财}发行产品。"])
def test_neighbours_of_the_word_subsidiary_are_not_parts_of_each_other(line: str) -> None:
    assert not told(facts_of_subsidiaries, line)


@pytest.mark.parametrize(
    "line",
    [
        "{R:某证监局}决定对{C:某股份}、时任董事长{H:甲某}、总经理{H:乙某}给予警告，并分别处以罚款。",
        "{R:某证监局}对{C:某股份}责令改正，并处罚款；对时任董事长{H:甲某}、财务总监{H:乙某}给予警告。",
        "{R:某证监局}对{C:某股份}（下称公司）以及{H:甲某}、{H:乙某}采取出具警示函的监管措施。",
    ],
)
def test_everybody_listed_is_punished(line: str) -> None:
    assert told(facts_of_sanctions, line) == {
        ("某证监局", "penalizes", name): "Asserted" for name in ("某股份", "甲某", "乙某")
    }


def test_the_firm_that_only_says_whose_post_it_is_goes_free() -> None:
    found = told(facts_of_sanctions, "{R:某证监局}拟对{C:某股份}董事会秘书{H:甲某}处以10万元罚款。")
    assert found == {("某证监局", "penalizes", "甲某"): "Planned"}


@pytest.mark.parametrize("line", ["{R:某证监局}对{C:某股份}开展现场检查。", "{C:某股份}对{H:甲某}予以通报批评。"])
def test_no_penalty_is_read_without_authority_or_punishment(line: str) -> None:
    assert not told(facts_of_sanctions, line)
