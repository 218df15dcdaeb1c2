"""The gazetteer finds names, knows their bearers, and says where a file is wrong."""

from pathlib import Path

import pytest

from kg.errors import GazetteerError
from kg.gazetteer import Entry, Gazetteer, Name, load_gazetteer
from kg.gazetteer.build import read_entries
from kg.gazetteer.checks import add_entry, problems, search
from kg.gazetteer.compiled import Compiled, compile_entries

HEADER = "key,class,name,names,valid_from,valid_until,successors,parent,place,codes,source\n"
PATTERN_HEADER = "key,class,over,name,names,valid_from,valid_until,successors,parent,source\n"
PLACES = """\
place/440000,Place,广东省,广东,,,,,,division=440000,own
place/440100,Place,广州市,广州,,,,place/440000,,division=440100,own
place/440113,Place,广州市番禺区,番禺区|番禺,,,,place/440100,,division=440113,own
"""


def gazetteer_of(*entries: Entry) -> Gazetteer:
    return Gazetteer(Compiled(compile_entries(sorted(entries))))


def table(folder: Path, rows: str, name: str = "ours.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + rows, encoding="utf-8")
    return path


BANK = Entry("bank/ccb", "Bank", "中国建设银行", (Name("中国建设银行"), Name("建设银行"), Name("建行"), Name("CCB", "en")))
ASSOCIATION = Entry("assoc/cba", "Association", "中国银行业协会", (Name("中国银行业协会"),))
BOC = Entry("bank/boc", "Bank", "中国银行", (Name("中国银行"), Name("中行", weak=True), Name("国行", link_only=True)))


def test_names_are_found_leftmost_and_longest() -> None:
    found = gazetteer_of(BANK, ASSOCIATION, BOC).find("建行和中国银行业协会、中国建设银行")
    assert [(hit.start, hit.end, hit.surface) for hit in found] == [
        (0, 2, "建行"),
        (3, 10, "中国银行业协会"),
        (11, 17, "中国建设银行"),
    ]


def test_a_latin_name_inside_a_longer_word_is_none() -> None:
    gazetteer = gazetteer_of(BANK)
    assert [hit.surface for hit in gazetteer.find("XCCBY与CCB、CCB2")] == ["CCB"]


def test_weak_names_are_marked_and_link_only_names_are_known_but_not_searched() -> None:
    gazetteer = gazetteer_of(BOC)
    assert [(hit.surface, hit.weak) for hit in gazetteer.find("中行、国行、中国银行")] == [("中行", True), ("中国银行", False)]
    assert gazetteer.entries("国行") == (BOC,)


def test_a_name_may_be_weak_in_running_text_and_plain_alone(tmp_path: Path) -> None:
    (entry,), _ = read_entries([table(tmp_path, "company/film,Company,上海电影股份有限公司,上海电影?,,,,,,,own\n")])
    gazetteer = gazetteer_of(entry)
    assert [(hit.surface, hit.weak) for hit in gazetteer.find("上海电影节")] == [("上海电影", True)]
    assert [(name.weak, name.telling) for name in gazetteer.entries("上海电影")[0].called("上海电影")] == [(True, True)]


def test_a_stock_code_leads_to_its_bearer() -> None:
    listed = BANK._replace(codes=(("hk", "00939"), ("stock", "SH601939"), ("swift", "PCBCCNBJ")))
    gazetteer = gazetteer_of(listed, BOC)
    assert gazetteer.coded("SH601939") == gazetteer.coded("00939") == (listed,)
    assert gazetteer.coded("SH601988") == gazetteer.coded("PCBCCNBJ") == ()


def test_a_district_bears_its_former_name_with_its_city() -> None:
    names = (Name("保定市竞秀区"), Name("新市区", valid_until="2015"), Name("保定市新市区", valid_until="2015"))
    district = Entry("place/130602", "Place", "保定市竞秀区", names)
    assert (district.official_at("2012-05"), district.official_at("2016-05")) == ("保定市新市区", "保定市竞秀区")


def test_an_entry_comes_back_whole_from_the_compiled_block() -> None:
    entry = Entry(
        "regulator/cbrc", "Regulator", "中国银行业监督管理委员会",
        (Name("中国银行业监督管理委员会"), Name("银监会", "zh", "2003-04", "2018-03"), Name("银监", generated=True)),
        "2003-04", "2018-03", ("regulator/cbirc",), ("gov/state-council",), "place/110000", (("x", "1"),), "own",
        ("gov/a",), "2003", "2004", "in force", "p",
    )  # fmt: skip
    gazetteer = gazetteer_of(entry)
    assert gazetteer.entry("regulator/cbrc") == entry
    assert gazetteer.entries("银监会") == (entry,)
    assert gazetteer.children("gov/state-council") == (entry,)
    assert gazetteer.entry("regulator/none") is None
    assert gazetteer.entries("保监会") == ()


def test_compiling_is_deterministic() -> None:
    assert compile_entries([ASSOCIATION, BANK]) == compile_entries([ASSOCIATION, BANK])


def test_names_hold_at_their_dates() -> None:
    city = Entry("place/420600", "Place", "襄阳市", (Name("襄阳市"), Name("襄樊市", valid_until="2010")))
    assert city.official_at("2005-01-01") == "襄樊市"
    assert city.official_at("2015-01-01") == "襄阳市"
    regulator = Entry(
        "r/x", "Regulator", "中国银行业监督管理委员会", (Name("中国银行业监督管理委员会"), Name("银监会", valid_until="2018"))
    )
    assert regulator.official_at("2010-01-01") == "中国银行业监督管理委员会"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Bank/X,Bank,甲银行,,,,,,,,own\n", "is no key"),
        ("bank/x,Banque,甲银行,,,,,,,,own\n", "unknown class 'Banque'"),
        ("bank/x,Bank,甲银行,,2003-13,,,,,,own\n", "'2003-13' is no ISO date"),
        ("bank/x,Bank,甲银行,甲行@2003-99..,,,,,,,own\n", "'2003-99' of name"),
        ("bank/x,Bank,,,,,,,,,own\n", "does not parse"),
        ("bank/x,Bank,甲银行,,,,,,,SH600000,own\n", "is not scheme=code"),
        ("bank/x,Bank,甲银行,,,,,bank/none,,,own\n", "unknown key 'bank/none'"),
        ("bank/x,Bank,甲银行,,,,,,,,own\nbank/x,Bank,乙银行,,,,,,,,own\n", "is taken by"),
        ("bank/x,Bank,甲银行,,,,,,,,own,more\n", "12 cells under 11 columns"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_file_and_line(tmp_path: Path, row: str, problem: str) -> None:
    path = table(tmp_path, "# a comment counts as a line\n" + row)
    try:
        _, errors = read_entries([path])
        error = errors[0]
    except GazetteerError as raised:
        error = raised
    assert problem in error.problem
    assert error.where == str(path)
    assert error.line in (3, 4)


def test_a_missing_column_and_a_broken_encoding_are_errors(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="missing column 'source'"):
        read_entries([table(tmp_path, "", header=HEADER.replace(",source", ""))])
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(GazetteerError, match="cannot be read"):
        read_entries([broken])


def test_patterns_make_the_bodies_of_every_place(tmp_path: Path) -> None:
    pattern = (
        "gov/{code}-government,GovernmentBody,prefecture county,{place}人民政府,{any}政府,,,,gov/{parentcode}-government,own\n"
    )
    files = [table(tmp_path, PLACES), table(tmp_path, pattern, "patterns.csv", PATTERN_HEADER)]
    entries = {entry.key: entry for entry in read_entries(files)[0]}
    district = entries["gov/440113-government"]
    assert district.name == "广州市番禺区人民政府"
    assert {"番禺区政府", "广州番禺区政府", "广州市番禺区政府"} <= {name.text for name in district.names}
    assert (district.parents, district.place) == (("gov/440100-government",), "place/440113")
    assert "gov/440000-government" not in entries


def test_a_written_row_stands_where_a_pattern_would_make_the_same_body(tmp_path: Path) -> None:
    pattern = "gov/{code}-government,GovernmentBody,prefecture,{place}人民政府,{any}政府,,,,,own\n"
    written = "gov/guangzhou,GovernmentBody,广州市人民政府,穗府^,,,,,,,own\n"
    files = [table(tmp_path, PLACES + written), table(tmp_path, pattern, "patterns.csv", PATTERN_HEADER)]
    entries = {entry.key: entry for entry in read_entries(files)[0]}
    assert "gov/440100-government" not in entries
    assert {"穗府", "广州政府"} <= {name.text for name in entries["gov/guangzhou"].names}


def test_bodies_of_two_times_are_not_taken_for_one(tmp_path: Path) -> None:
    pattern = "r/{code}-1,Regulator,prefecture,{place}金融工作办公室,{any}金融办,,2018,,,own\n"
    written = "r/party,Regulator,广州市地方金融管理局,广州市金融办,2024,,,,,,own\n"
    files = [table(tmp_path, PLACES + written), table(tmp_path, pattern, "patterns.csv", PATTERN_HEADER)]
    keys = {entry.key for entry in read_entries(files)[0]}
    assert {"r/party", "r/440100-1"} <= keys


def test_the_users_own_file_is_merged_and_the_cache_follows_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ours = table(tmp_path, "bank/moon,Bank,月球银行,月行,,,,bank/ccb,,,own\n")
    monkeypatch.setattr("kg.gazetteer.gazetteer.gazetteer_files", lambda extra: extra)
    beside = table(tmp_path, "bank/ccb,Bank,中国建设银行,,,,,,,,own\n", "more.csv")
    assert load_gazetteer((ours, beside)).entries("月行")[0].parents == ("bank/ccb",)
    assert len(list((tmp_path / "cache" / "jinqiao").iterdir())) == 1
    table(tmp_path, "bank/moon,Bank,月球银行,月银,,,,bank/ccb,,,own\n")
    changed = load_gazetteer((ours, beside))
    assert changed.entries("月银")
    assert not changed.entries("月行")


def test_a_damaged_cache_is_made_anew_and_an_unwritable_one_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.gazetteer.gazetteer.gazetteer_files", lambda extra: extra)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ours = table(tmp_path, "bank/moon,Bank,月球银行,月行,,,,,,,own\n")
    load_gazetteer((ours,))
    (cached,) = (tmp_path / "cache" / "jinqiao").iterdir()
    for damage in (b"", cached.read_bytes()[:5000]):
        cached.write_bytes(damage)
        assert load_gazetteer((ours,)).entries("月行")
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert load_gazetteer((ours,)).entries("月行")


def test_add_checks_the_row_before_it_writes(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(BANK)
    ours = tmp_path / "ours.csv"
    added = add_entry(ours, {"key": "bank/moon", "class": "Bank", "name": "月球银行", "names": "月行"}, gazetteer)
    assert added.name == "月球银行"
    before = ours.read_text(encoding="utf-8")
    for cells, problem in (
        ({"key": "bank/y", "class": "Bank", "name": "乙银行", "names": "建行"}, "建行 already is 中国建设银行"),
        ({"key": "bank/ccb", "class": "Bank", "name": "丙银行"}, "is taken"),
        ({"key": "bank/z", "class": "Banks", "name": "丁银行"}, "unknown class"),
    ):
        with pytest.raises(GazetteerError, match=problem):
            add_entry(ours, cells, gazetteer)
    assert ours.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["ours.csv"]


def test_search_and_check_serve_the_analyst(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(BANK, ASSOCIATION, BOC)
    assert [entry.key for entry in search(gazetteer, "中国银行")] == ["bank/boc", "assoc/cba"]
    doubtful = table(tmp_path, "bank/a,Bank,甲银行,,,,,,,,own\nbank/b,Bank,甲银行,,,,,,,,own\n")
    assert [problem.line for problem in problems([doubtful])] == [3]


def test_check_tells_clashing_bodies_of_one_time_and_codes_with_a_slip(tmp_path: Path) -> None:
    rows = (
        "gov/a,GovernmentBody,甲署,,1987,2001-04,,,,,own\n"
        "gov/b,GovernmentBody,甲署,,2018-04,,,,,,own\n"
        "gov/c,GovernmentBody,甲署,,2020,,,,,,own\n"
        "bank/a,Bank,甲银行,,,,,,,uscc=91100000100003962T;lei=5493002ERZU2K9PZDL40,own\n"
        "bank/b,Bank,乙银行,,,,,,,uscc=91100000100003962X;lei=5493002ERZU2K9PZDL4O,own\n"
    )
    found = [(problem.line, problem.problem.split(" ")[0]) for problem in problems([table(tmp_path, rows)])]
    assert found == [(4, "甲署"), (6, "lei=5493002ERZU2K9PZDL4O"), (6, "uscc=91100000100003962X")]
