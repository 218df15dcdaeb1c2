"""Analysts speak of what others do.

Origin of each sentence: written for this test.
"""

import pytest

from tests.unit.relate.texts import facts

_DEEDS = {"uses", "implements", "issues", "offers", "operates"}


@pytest.mark.parametrize(
    "line",
    [
        "{C:甲证券}首席经济学家{H:王某}表示，要用好{S:碳减排支持工具}，支持绿色发展。",
        "{B:甲银行}分析师{H:王某}对记者表示，利用{S:支小再贷款}能够降低融资成本。",
        "{T:甲研究院}认为，应当运用{S:专项债}扩大投资。",
        "{G:全国政协}委员{H:王某}建议，设立{S:中小企业再贷款}，完善{S:信用担保体系}。",
        "{C:甲证券}首席经济学家{H:王某}表示，经济向好。他认为，应当推进{S:注册制改革}。",
    ],
)
def test_the_house_of_an_analyst_does_nothing_that_the_analyst_speaks_of(line: str) -> None:
    assert not _DEEDS & {predicate for _, predicate, _ in facts(line)}


@pytest.mark.parametrize(
    "line",
    [
        "{R:人民银行}行长{H:王某}表示，要用好{S:碳减排支持工具}，支持绿色发展。",
        "{C:甲集团}首席执行官{H:王某}表示，公司运用{S:碳减排支持工具}，支持绿色发展。",
    ],
)
def test_who_speaks_for_a_body_speaks_of_what_it_does(line: str) -> None:
    assert "uses" in {predicate for _, predicate, _ in facts(line)}


def test_only_the_central_bank_moves_its_rates() -> None:
    assert not facts("{C:甲证券}{H:王某}20日表示，{S:贷款市场报价利率}下调符合预期。")
    assert ("人民银行", "uses", "降准") in facts("{R:人民银行}决定实施{S:降准}，释放长期资金。")


def test_an_underwriter_does_not_offer_the_bond_of_another() -> None:
    found = facts("{B:甲银行}作为主承销商，助力{C:乙集团}发行首单{F:碳中和债}。")
    assert ("甲银行", "offers", "碳中和债") not in found


def test_a_member_of_its_party_committee_speaks_for_a_body() -> None:
    found = facts("{R:证监会}党委委员、副主席{H:王某}表示，将深化{S:注册制改革}。")
    assert ("证监会", "implements", "注册制改革") in found
