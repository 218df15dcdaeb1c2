"""Whatever the text, measuring ends, and what it finds stands where it says."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kg.figures import measure
from kg.figures.numbers import parse_number
from kg.records import Document, Figure
from kg.segment import segment

NUMBERS = "1 23 1.5 1,387 1，520 两 三 百 千 十 万 亿 万亿 多 余 至 - 、 和 分别 约 近 超 以上"
UNITS = "元 美元 % 个百分点 个基点 家 户 个 名 人次 项 条 年 个月 天 BP 人民币 级 部门 万余"
AROUND = "同比增长 较上季末 截至2021年11月末 去年 前11个月 29日 今天 第 《 》 。 ， ； 三分之一 百分之 指数为 贷款余额"
WORDS = ["\n", *f"{NUMBERS} {UNITS} {AROUND}".split(" ")]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4)).map("".join)
ISSUED = st.none() | st.datetimes(min_value=datetime(1, 1, 1))


def figures(text: str, issued: datetime | None) -> tuple[Figure, ...]:
    document = Document("a", "", text, issued=issued)
    return measure(document, segment(document), ())


@given(TEXTS, ISSUED)
def test_figures_quote_the_text_in_order(text: str, issued: datetime | None) -> None:
    found = figures(text, issued)
    assert all(text[figure.start : figure.end] == figure.surface != "" for figure in found)
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)
    assert all("\n" not in figure.surface for figure in found)


@given(TEXTS, ISSUED)
def test_figures_have_a_finite_value_a_unit_and_an_iso_date(text: str, issued: datetime | None) -> None:
    for figure in figures(text, issued):
        assert figure.value.is_finite()
        assert figure.value >= 0
        assert figure.unit
        assert 0 < figure.confidence <= 1
        if figure.date:
            datetime.fromisoformat(figure.date + "-01-01"[len(figure.date) - 4 :])


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_with_and_without_separators_are_the_same_number(number: int) -> None:
    assert parse_number(str(number)) == parse_number(f"{number:,}") == parse_number(f"{number:,}".replace(",", "，")) == number
