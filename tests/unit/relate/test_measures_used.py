"""What somebody does with a measure in so many words.

Origin of each sentence: written for this test.
"""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.deeds import facts_of_deeds
from kg.relate.moves import facts_of_moves
from kg.segment import segment
from tests.unit.relate.texts import facts


def deeds(line: str) -> dict[tuple[str, str, str], str]:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_deeds(example.document.text, segment(example.document), example.links)
    return {(names[s.subject], s.predicate, names[s.object]): s.modality for s in found}


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("{R:中国人民银行}下调{S:支农支小再贷款}利率0.25个百分点。", "Asserted"),
        ("{R:中国人民银行}将继续并行实施{S:碳减排支持工具}。", "Planned"),
        ("前期{R:中国人民银行}{S:降准}的作用开始体现。", "Asserted"),
        ("{R:欧洲中央银行}宣布{S:降息}25个基点。", "Asserted"),
    ],
)
def test_a_central_bank_uses_its_tools(line: str, modality: str) -> None:
    ((_, predicate, _), said), *more = deeds(line).items()
    assert (predicate, said, more) == ("uses", modality, [])


@pytest.mark.parametrize(
    "line",
    [
        "{R:中国人民银行}宣布推出{S:碳减排支持工具}。",
        "{B:甲银行}下调{S:支农支小再贷款}利率。",
        "{R:中国人民银行}对甲行的{S:再贷款}到期。",
    ],
)
def test_what_a_bank_creates_or_another_does_is_no_use(line: str) -> None:
    assert not deeds(line)


@pytest.mark.parametrize(
    "line",
    [
        "{L:甲省}率先实施开展{S:乙综合试点}。",
        "{G:甲局}全面落实{S:乙减免政策}。",
        "去年，{L:甲市}正式开展“{S:乙攻坚行动}”。",
        "截至6月，{L:甲省}已发放{S:稳岗返还}30亿元。",
    ],
)
def test_who_does_it_carries_it_out(line: str) -> None:
    assert [(predicate, said) for (_, predicate, _), said in deeds(line).items()] == [("implements", "Asserted")]


@pytest.mark.parametrize(
    "line",
    [
        "{G:甲局}要求企业落实{S:乙减免政策}。",
        "{G:甲局}开展{S:乙专项行动}。",  # may well have started it
        "{L:甲市}实施{S:乙减免政策}以来，企业增多。",
        "在{L:甲市}实施{S:乙减免政策}的企业很多。",
    ],
)
def test_who_asks_others_or_is_only_where_it_is_done_does_nothing(line: str) -> None:
    assert not deeds(line)


def test_cities_listed_with_their_provinces_all_take_it_up() -> None:
    line = "{L:黑龙江}{L:伊春}、{L:山西}{L:长治}等地开展{S:农资打假专项行动}。"
    assert {subject for subject, _, _ in deeds(line)} == {"伊春", "长治"}


def test_who_issues_a_bond_offers_it_and_who_underwrites_it_does_not() -> None:
    assert deeds("{B:甲银行}成功发行全国首单{F:乙绿色债券}。") == {("甲银行", "offers", "乙绿色债券"): "Asserted"}
    assert deeds("{C:甲集团}成功发行全国首单{F:乙科创债券}。") == {("甲集团", "uses", "乙科创债券"): "Asserted"}
    assert not deeds("{C:甲证券}主承销的{C:乙集团}不发行。")


def test_a_strategy_is_carried_out_and_not_used() -> None:
    line = "{G:国务院}印发《{D:城市副中心意见}》。《{D:意见}》指出，打造{S:京津冀协同发展}的高质量样板。"
    assert "uses" not in {predicate for _, predicate, thing in facts(line) if thing == "京津冀协同发展"}


@pytest.mark.parametrize(
    "line",
    [
        "{P:甲平台}由{C:乙公司}牵头建设运营，服务企业千家。",
        "由{C:乙公司}自主研发的“{P:甲平台}”今天上线。",
        "{C:乙公司}今年搭建了{P:甲平台}。",
    ],
)
def test_who_builds_or_runs_a_platform_operates_it(line: str) -> None:
    assert deeds(line) == {("乙公司", "operates", "甲平台"): "Asserted"}


def test_who_supports_a_platform_does_not_operate_it() -> None:
    assert not deeds("{C:乙公司}支持各地建设{P:甲平台}。")


def test_who_is_admitted_to_a_scheme_for_investors_uses_it() -> None:
    found = facts("{B:甲银行}本次获批{S:QFII}资格，与其所处的地理优势有关系。")
    assert "implements" not in {predicate for _, predicate, _ in found}


@pytest.mark.parametrize(
    ("line", "tools"),
    [
        (
            "{R:中国人民银行}副行长{H:王某}在{E:发布会}上表示，适时{S:降准}，用好{S:支农支小再贷款}。",
            {"降准", "支农支小再贷款"},
        ),
        ("{R:中国人民银行}行长{H:王某}表示，加大力度。还将引导{S:贷款市场报价利率}下行。", {"贷款市场报价利率"}),
        ("{R:中国人民银行}表示，将创设{S:股票回购增持再贷款}。", set()),
        ("{R:中国人民银行}表示，{S:降准}仍有空间。", set()),
        ("{R:中国人民银行}表示，经济向好。{B:甲银行}用好{S:支小再贷款}。", set()),
        ("{R:中国人民银行}前行长{H:王某}认为，要用好{S:支小再贷款}。", set()),
    ],
)
def test_a_central_bank_uses_the_tools_it_speaks_of(line: str, tools: set[str]) -> None:
    example = read_example(line + " =>")
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    found = facts_of_moves(example.document.text, segment(example.document), example.links)
    assert {names[s.object] for s in found} == tools


def test_countries_carry_out_their_own_strategies_when_these_are_brought_together() -> None:
    found = facts("希望双方做好{L:中方}“{S:甲倡议}”同{L:某国}“{S:乙计划}”的对接。")
    assert {("中方", "implements", "甲倡议"), ("某国", "implements", "乙计划")} <= found
    assert not {("中方", "implements", "乙计划"), ("某国", "implements", "甲倡议")} & found


def test_what_belongs_to_a_house_is_offered_or_operated_by_it() -> None:
    found = deeds("{B:甲行}的“{F:乙税贷}”、{B:丙行}“{F:丁税通}”均参照纳税信息，{B:戊行}旗下{P:己App}也已上线。")
    assert set(found) == {("甲行", "offers", "乙税贷"), ("丙行", "offers", "丁税通"), ("戊行", "operates", "己App")}


@pytest.mark.parametrize(
    "line",
    [
        "“{P:甲通}”平台由{G:乙区发改局}主管，{C:丙公司}运营。",
        "“{P:甲通}”平台由{R:乙省分行}指导、{G:丁省信息中心}建设、{C:丙公司}运营。",
    ],
)
def test_each_of_a_row_of_those_who_run_a_platform_is_told(line: str) -> None:
    assert ("丙公司", "operates", "甲通") in deeds(line)
    assert not any(predicate == "supervises" and other == "丙公司" for _, predicate, other in facts(line) if "指导" in line)


def test_who_runs_the_next_of_a_row_of_platforms_does_not_run_the_first() -> None:
    found = deeds("由{A:甲协会}建设的{P:乙平台}、由{C:丙公司}运营的“某某修复”平台同日上线。")
    assert {who for who, _, _ in found} == {"甲协会"}


def test_a_centre_whose_name_goes_on_with_a_verb_of_building_builds_nothing() -> None:
    assert not deeds("“{P:甲通}”平台由{L:乙省}建设运营中心负责。")
