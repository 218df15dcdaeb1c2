"""What a bare name means at a date: against the gazetteer of the project."""

import pytest

from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.link.expansion import unlisted_entity
from kg.link.features import Context
from kg.link.memory import NameMemory
from kg.link.morphology import abbreviates, tidy
from kg.link.rules import load_link_rules


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_gazetteer())


def meaning(linker: Linker, name: str, date: str | None = None) -> str:
    candidates = linker.candidates(name, date)
    return candidates[0].entity.name if candidates else "NIL"


@pytest.mark.parametrize("name", ["建行", "建设银行", "中国建设银行", "中国建设银行股份有限公司", "“建行”", " 中国建设银行 "])
def test_every_form_of_a_name_is_the_same_bank(linker: Linker, name: str) -> None:
    assert meaning(linker, name) == "中国建设银行"


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("银监会", "2016-05-01", "中国银行业监督管理委员会"),
        ("银保监会", "2020-05-01", "中国银行保险监督管理委员会"),
        ("银保监会", "2016-05-01", "NIL"),
        ("金融监管总局", "2024-05-01", "国家金融监督管理总局"),
        ("金融监管总局", "2020-05-01", "NIL"),
        ("原银监会", "2021-05-01", "中国银行业监督管理委员会"),
        ("北京市金融局", "2016-05-01", "北京市金融工作局"),
        ("北京市金融局", "2020-05-01", "北京市地方金融监督管理局"),
        ("襄樊市", "2005-05-01", "襄樊市"),
        ("国家发展改革委财金司", "2016-05-01", "国家发展和改革委员会财政金融司"),
        ("国家发展改革委财金司", "2021-05-01", "国家发展和改革委员会财政金融和信用建设司"),
    ],
)
def test_the_date_decides_who_bears_a_name(linker: Linker, name: str, date: str, expected: str) -> None:
    assert meaning(linker, name, date) == expected


@pytest.mark.parametrize(
    ("name", "expected", "parent"),
    [
        ("建行北京分行", "中国建设银行北京市分行", "中国建设银行"),
        ("招行杭州分行", "招商银行杭州分行", "招商银行"),
        ("银保监会普惠金融部", "中国银行保险监督管理委员会普惠金融部", "中国银行保险监督管理委员会"),
        ("央行广州分行", "中国人民银行广州分行", "中国人民银行"),
    ],
)
def test_units_and_branches_are_resolved_with_their_parent(linker: Linker, name: str, expected: str, parent: str) -> None:
    entity = linker.candidates(name, "2021-05-01")[0].entity
    assert entity.name == expected
    assert entity.parent == linker.candidates(parent, "2021-05-01")[0].entity.key


@pytest.mark.parametrize(
    ("name", "label"),
    [("中国银行业协会", "Association"), ("交通运输部", "GovernmentBody"), ("招商证券", "Company"), ("北京农商行", "Bank")],
)
def test_look_alikes_are_never_merged(linker: Linker, name: str, label: str) -> None:
    entity = linker.candidates(name, "2022-05-01")[0].entity
    assert entity.label == label
    assert entity.name not in ("中国银行", "交通银行", "招商银行", "北京银行")


@pytest.mark.parametrize(
    "name", ["银行", "农商行", "地方金融监管局", "鼓楼区", "火星银行", "市政府", "工商", "", "？", "a" * 5000]
)
def test_what_means_no_one_body_is_nil(linker: Linker, name: str) -> None:
    assert meaning(linker, name, "2022-05-01") == "NIL"


def test_each_candidate_says_why(linker: Linker) -> None:
    for candidate in linker.candidates("银监会", "2016-05-01"):
        assert 0 <= candidate.score <= 1
        assert candidate.reasons
        assert all(reason.text for reason in candidate.reasons)
        weights = [abs(reason.weight) for reason in candidate.reasons]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("601939", "中国建设银行"),
        ("SH601939", "中国建设银行"),
        ("0939.HK", "中国建设银行"),
        ("999999", "NIL"),
        ("2024年", "NIL"),
    ],
)
def test_a_stock_code_names_its_company(linker: Linker, name: str, expected: str) -> None:
    assert meaning(linker, name, "2024-05-01") == expected


def test_words_that_alone_name_a_firm_do_and_ordinary_words_do_not(linker: Linker) -> None:
    assert meaning(linker, "上海电影", "2024-05-01") == "上海电影股份有限公司"
    assert meaning(linker, "老百姓", "2024-05-01") == meaning(linker, "线上线下", "2024-05-01") == "NIL"


def test_a_name_alone_means_the_series_of_events_and_in_an_article_its_edition(linker: Linker) -> None:
    assert meaning(linker, "进博会", "2023-11-06") == "中国国际进口博览会"
    memory = NameMemory(load_gazetteer(), load_link_rules())
    (_, first), *_ = memory.ranked("进博会", Context("2023-11", "Event"))
    assert first.entity.name == "第六届中国国际进口博览会"


def test_a_province_goes_before_the_city_of_its_name(linker: Linker) -> None:
    assert meaning(linker, "吉林发改委", "2024-05-01") == "吉林省发展和改革委员会"
    assert meaning(linker, "吉林市发改委", "2024-05-01") == "吉林市发展和改革委员会"


def test_a_unit_that_would_cut_another_name_in_two_is_none(linker: Linker) -> None:
    memory = NameMemory(load_gazetteer(), load_link_rules())
    ((score, candidate),) = memory.ranked("证监会昌县财政局", Context("2022-05-01"))
    assert ("longer_span", "cuts 会昌县财政局 in two") in [(reason.feature, reason.text) for reason in candidate.reasons]
    assert score < load_link_rules().weights["accept"]
    assert meaning(linker, "证监会昌县财政局", "2022-05-01") == "NIL"
    assert meaning(linker, "证监会会计部", "2022-05-01") == "中国证券监督管理委员会会计部"


def test_names_are_tidied_and_short_forms_keep_order() -> None:
    assert tidy("中银香港(控股)") == "中银香港（控股）"
    assert abbreviates("财金司", "财政金融和信用建设司")
    assert not abbreviates("司金财", "财政金融和信用建设司")


def test_without_a_date_a_name_that_passed_on_means_its_present_bearer(linker: Linker) -> None:
    assert meaning(linker, "LPR") == "贷款市场报价利率"
    assert meaning(linker, "LPR", "2015-06-01") == "贷款基础利率"
    assert meaning(linker, "鼓楼区") == "NIL"


def test_a_name_with_another_of_its_own_in_brackets_is_that_body(linker: Linker) -> None:
    for name in ("中国工商银行（ICBC）", "工商银行(601398)", "中国工商银行（工行）"):
        assert meaning(linker, name, "2022-05-01") == "中国工商银行"
    assert meaning(linker, "中国工商银行（建行）", "2022-05-01") == "NIL"


def test_a_programme_of_a_year_is_one_however_the_year_is_written() -> None:
    gazetteer, rules = load_gazetteer(), load_link_rules()
    names = ("2023年度青苗种业资助计划", "2023年青苗种业资助计划", "2024年青苗种业资助计划")
    keys = [unlisted_entity(name, "PolicyMeasure", gazetteer, rules).key for name in names]
    assert keys[0] == keys[1] != keys[2]


def test_a_free_trade_zone_bears_its_full_name() -> None:
    zone = unlisted_entity("火星城自贸试验区", "Place", load_gazetteer(), load_link_rules())
    assert zone.name == "火星城自由贸易试验区"
    assert ("火星城自贸试验区", "zh") in zone.aliases


@pytest.mark.parametrize(
    ("name", "expected"),
    [("南钢股份", "南京钢铁股份有限公司"), ("山东出版", "山东出版传媒股份有限公司"), ("北奥集团", "北京北奥集团有限责任公司")],
)
def test_a_firm_by_its_short_name_bears_its_full_one(linker: Linker, name: str, expected: str) -> None:
    assert meaning(linker, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("大规模留抵退税政策", "增值税留抵退税"), ("专项附加扣除政策", "个人所得税专项附加扣除")],
)
def test_a_measure_called_a_policy_is_that_measure(linker: Linker, name: str, expected: str) -> None:
    assert meaning(linker, name) == expected
