"""Names that are also ordinary words, by jieba's dictionary."""

from pathlib import Path

from kg.gazetteer.checks import problems
from kg.gazetteer.entry import Entry, Name
from kg.gazetteer.words import COMMON, doubtful_names, ordinary_frequency


def test_an_ordinary_word_is_common_and_a_name_is_not() -> None:
    assert ordinary_frequency("老百姓") >= COMMON
    assert ordinary_frequency("人民银行") == 0
    assert ordinary_frequency("没有这个词吧") == 0


def test_only_plain_chinese_aliases_are_doubted() -> None:
    names = (Name("老百姓大药房"), Name("老百姓"), Name("经济", weak=True), Name("发展", link_only=True))
    entry = Entry("company/603883", "Company", "老百姓大药房", names)
    assert [name for name, _ in doubtful_names(entry)] == ["老百姓"]


def test_a_users_file_with_an_ordinary_word_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(
        "key,class,name,names,valid_from,valid_until,successors,parent,place,codes,source\n"
        "company/x,Company,老百姓大药房有限公司,老百姓,,,,,,,own\n",
        encoding="utf-8",
    )
    assert [p.remedy for p in problems([file])] == ["mark it as weak: 老百姓!"]
