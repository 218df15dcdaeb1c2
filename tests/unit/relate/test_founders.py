"""Who founds and who backs a firm. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts, relate


@pytest.mark.parametrize(
    ("line", "founders"),
    [
        ("{G:甲部}联合{B:乙银行}等20家机构共同发起设立{C:丙基金公司}。", {"甲部", "乙银行"}),
        ("{B:甲银行}公告称，已收到{R:乙局}批复，同意筹建{C:丙理财公司}。", {"甲银行"}),
        ("{R:乙局}同意{B:甲银行}筹建{C:丙理财公司}。", {"甲银行"}),
        ("{C:甲公司}与{C:乙公司}联合成立{C:丙航空公司}。", {"甲公司", "乙公司"}),
        ("{L:甲国}将设立{T:乙研究中心}。", {"甲国"}),
        ("{B:甲银行}为{C:乙公司}设立专属团队。", set()),
    ],
)
def test_who_sets_up_a_body_founds_it(line: str, founders: set[str]) -> None:
    assert {s for s, p, _ in facts(line) if p == "establishes"} == founders


def test_what_is_allowed_to_be_set_up_is_planned() -> None:
    _, statements = relate("{R:乙局}批准{B:甲银行}筹建{C:丙理财公司}。")
    assert [s.modality for s in statements if s.predicate == "establishes"] == ["Planned"]


@pytest.mark.parametrize(
    ("line", "investors"),
    [
        (
            "{C:丙生物}宣布完成4000万美元A轮融资，由{C:甲资本}领投，{C:乙投资}、{C:丁基金}等参投。",
            {"甲资本", "乙投资", "丁基金"},
        ),
        ("{C:丙智能}完成3亿元融资，投资方包括{C:甲资本}、{C:乙股份}等。", {"甲资本", "乙股份"}),
        ("{C:丙汽车}获得来自{C:甲集团}的20亿元战略投资。", {"甲集团"}),
        ("{C:丙出行}获{C:甲集团}追加投资。", {"甲集团"}),
        ("{C:甲集团}公告称，拟对{C:丙科技}发起部分要约收购。", {"甲集团"}),
        ("{C:甲科技}拟以2000万元认购{C:丙合伙企业}的出资份额。", {"甲科技"}),
        ("{C:甲茶饮}在{M:某交易所}上市。/{C:乙国投}获得债务融资工具注册批文。", set()),
    ],
)
def test_who_joins_in_a_round_or_bids_for_shares_invests(line: str, investors: set[str]) -> None:
    assert {s for s, p, _ in facts(line) if p == "invests"} == investors


@pytest.mark.parametrize(
    ("line", "investors"),
    [
        ("{C:甲集团}正式成为{C:丙公司}控股股东。", {"甲集团"}),
        ("{C:丙证券}引入{C:甲人寿}、{C:乙电网}等战略投资者。", {"甲人寿", "乙电网"}),
        ("各股东对{C:丙消费金融}的出资额为：{C:甲集团}出资3亿元，{C:乙家居}出资2亿元。", {"甲集团", "乙家居"}),
        ("{C:甲创投}是{C:丙能源}的重要出资方。", {"甲创投"}),
    ],
)
def test_who_pays_in_or_becomes_a_shareholder_invests(line: str, investors: set[str]) -> None:
    assert {s for s, p, _ in facts(line) if p == "invests"} == investors
