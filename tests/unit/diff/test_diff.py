"""What changed between two graphs is said as a person would: of entities, facts and figures, not of triples."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask.results import columns
from kg.diff import Change, Point, changes, point, write_changes
from kg.errors import StoreError
from tests.conftest import Run

BASE = "https://jinqiao.example/"
KG = f"{BASE}ontology#"
CCB = f"{BASE}entity/bank/ccb"
GONE = "002_ef9da3ed5aadf6ab"
DAY = "2022-03-18"

Edit = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def lines(built: Path) -> list[str]:
    return (built / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture
def compare(built: Path, lines: list[str], tmp_path: Path) -> Callable[[Edit], list[Change]]:
    """The changes from the seeds' graph to the same graph edited."""

    def compared(edit: Edit) -> list[Change]:
        with changes(Point("old", built / "graph.nq"), written(tmp_path, edit(lines))) as found:
            return list(found)

    return compared


def written(folder: Path, lines: list[str]) -> Point:
    path = folder / "new.nq"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Point("new", path)


def replaced(pattern: str, replacement: str, count: int = 0) -> Edit:
    def edit(lines: list[str]) -> list[str]:
        text = re.sub(pattern, replacement, "\n".join(lines), count=count, flags=re.MULTILINE)
        assert text != "\n".join(lines)
        return text.split("\n")

    return edit


def kinds(found: list[Change]) -> set[tuple[str, str]]:
    return {(change.kind, change.change) for change in found}


def test_the_same_graph_has_no_changes(compare: Callable[[Edit], list[Change]]) -> None:
    assert compare(lambda lines: lines) == []


def test_an_article_that_is_withdrawn_takes_its_facts_and_weakens_others(compare: Callable[[Edit], list[Change]]) -> None:
    found = compare(lambda lines: [line for line in lines if not line.endswith(f"article/{GONE}> .")])

    assert ("article", "went") in kinds(found)
    assert {change.change for change in found if change.kind == "fact"} == {"went", "lost"}
    lost = next(change for change in found if change.change == "lost")
    assert lost.sources == 1
    assert lost.evidence[0].day == DAY
    assert lost.evidence[0].sentence
    issued = next(change for change in found if change.change == "went" and change.topic == "participatesIn")
    assert issued.before == "Asserted"
    assert issued.after == ""


def test_what_one_graph_lost_the_other_gained(built: Path, lines: list[str], tmp_path: Path) -> None:
    fewer = written(tmp_path, [line for line in lines if not line.endswith(f"article/{GONE}> .")])
    whole = Point("whole", built / "graph.nq")
    mirror = {"came": "went", "went": "came", "gained": "lost", "lost": "gained"}

    with changes(whole, fewer) as there, changes(fewer, whole) as back:
        forth = {(change.kind, mirror[change.change], change.topic, change.names, change.sources) for change in there}

        assert forth == {(change.kind, change.change, change.topic, change.names, change.sources) for change in back}
        assert len(forth) > 10


def test_a_body_with_another_name_is_renamed(compare: Callable[[Edit], list[Change]]) -> None:
    (change,) = compare(replaced(rf'(<{CCB}> \S+prefLabel> ")中国建设银行"', r'\1中国建设银行股份有限公司"'))

    assert change == Change(
        "entity",
        "renamed",
        "Bank",
        (CCB, CCB),
        ("中国建设银行", "中国建设银行股份有限公司"),
        "中国建设银行",
        "中国建设银行股份有限公司",
    )


def test_a_body_under_another_key_is_renamed_and_its_facts_stay_the_same(compare: Callable[[Edit], list[Change]]) -> None:
    (change,) = compare(replaced(f"<{CCB}>", f"<{CCB}-2>"))

    assert (change.change, change.iris, change.names) == ("renamed", (CCB, f"{CCB}-2"), ("中国建设银行", "中国建设银行"))


def test_a_body_of_another_class_is_reclassified(compare: Callable[[Edit], list[Change]]) -> None:
    (change,) = compare(replaced(rf"(<{CCB}> \S+type> <{KG})Bank>", r"\1Company>"))

    assert (change.change, change.before, change.after) == ("reclassified", "Bank", "Company")


@pytest.mark.parametrize(("was", "becomes"), [("Asserted", "Negated"), ("Planned", "Asserted")])
def test_a_claim_that_is_told_otherwise_is_contradicted(
    compare: Callable[[Edit], list[Change]], was: str, becomes: str
) -> None:
    (change,) = compare(replaced(rf"(modality> <{KG}){was}>", rf"\1{becomes}>", count=1))

    assert (change.kind, change.change, change.before) == ("fact", "contradicted", was)
    assert becomes in change.after.split(", ")
    assert change.evidence[0].sentence


def test_another_value_of_the_same_body_and_day_contradicts(built: Path, lines: list[str], tmp_path: Path) -> None:
    graph = f"<{BASE}article/{GONE}> ."
    node = f"<{BASE}figure/0>"
    figure = [
        f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{KG}Figure> {graph}",
        f"{node} <{KG}about> <{CCB}> {graph}",
        f'{node} <{KG}date> "2022-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> {graph}',
        f'{node} <{KG}metric> "贷款余额" {graph}',
        f'{node} <{KG}unit> "%" {graph}',
        f"{node} <{KG}statedIn> <{BASE}article/{GONE}> {graph}",
        f'{node} <{KG}value> "4.6"^^<http://www.w3.org/2001/XMLSchema#decimal> {graph}',
    ]
    old = tmp_path / "old.nq"
    old.write_text("".join(f"{line}\n" for line in [*lines, *figure]), encoding="utf-8")
    other = [line.replace('"4.6"', '"4.7"') for line in figure]

    with changes(Point("old", old), written(tmp_path, [*lines, *other])) as found:
        (change,) = found

    assert (change.kind, change.change, change.topic, change.names) == ("figure", "contradicted", "贷款余额", ("中国建设银行",))
    assert (change.before, change.after) == ("4.6 % (2022-02)", "4.7 % (2022-02)")


def test_a_figure_without_a_body_or_a_day_came_and_went(compare: Callable[[Edit], list[Change]]) -> None:
    found = compare(replaced(r'(figure/\w+> \S+value> ")(\d+)("\S+ \S+ \.)$', r"\g<1>9\2\3"))

    assert {change.change for change in found if not change.names} == {"came", "went"}
    assert {change.kind for change in found} == {"figure"}


def test_a_text_that_changed_changes_its_article(compare: Callable[[Edit], list[Change]]) -> None:
    found = compare(replaced(r'(#digest> ")\w+"', r'\g<1>0"', count=1))

    assert kinds(found) == {("article", "changed")}


def test_the_columns_of_the_text_are_aligned(built: Path, lines: list[str], tmp_path: Path) -> None:
    out = io.StringIO()
    with changes(
        Point("a", built / "graph.nq"), written(tmp_path, [line for line in lines if "article/000" not in line])
    ) as found:
        write_changes("text", found, "a", "b", out)
    rows = [line for line in out.getvalue().split("\n") if re.match(r"- gone +participatesIn ", line)]

    assert out.getvalue().startswith("Articles: ")
    assert len(rows) > 3
    starts = {columns(re.match(r"- gone +participatesIn +", row)[0]) for row in rows}  # type: ignore[index]  # it matched above
    assert len(starts) == 1


def test_json_and_markdown_tell_the_same_with_sentences(built: Path, lines: list[str], tmp_path: Path) -> None:
    new = written(tmp_path, [line for line in lines if f"article/{GONE}" not in line])
    json_out, markdown_out = io.StringIO(), io.StringIO()
    with changes(new, Point("a", built / "graph.nq")) as found:
        write_changes("json", found, "a", "b", json_out)
        write_changes("markdown", found, "a", "b", markdown_out)
    machine = json.loads(json_out.getvalue())
    text = markdown_out.getvalue()

    assert machine["counts"]["article"] == {"came": 1}
    assert len(machine["changes"]) == sum(sum(found.values()) for found in machine["counts"].values())
    assert text.count("\n- ") == len(machine["changes"])
    assert "### 参加 (participatesIn)" in text
    assert re.search(r"\n- new: \*\*最高人民法院 → .*\*\*\n  > .*, 2022-03-18\n", text)


def test_text_of_an_article_never_becomes_markup(built: Path, lines: list[str], tmp_path: Path) -> None:
    evil = "</b><script>x</script> [a](javascript:b) `c` https://e.org # *d* \\u202E"
    edit = replaced(rf'(<{CCB}> \S+prefLabel> ")中国建设银行"', lambda found: f'{found[1]}{evil}"')  # type: ignore[arg-type]
    out = io.StringIO()
    with changes(Point("a", built / "graph.nq"), written(tmp_path, edit(lines))) as found:
        write_changes("markdown", found, "a", "b", out)

    assert "\\</b\\>\\<script\\>x\\</script\\> \\[a\\](javascript:b) \\`c\\` https:\u200b//e.org # \\*d\\*" in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_kg_diff_writes_to_a_file_and_names_what_is_missing(kg: Run, built: Path, tmp_path: Path) -> None:
    same = kg("diff", built, built)
    kept = kg("diff", f"{built}@1", built)
    half = kg("diff", built)
    to_file = kg("diff", built, built, "--format", "json", "--out", tmp_path / "d.json")

    assert same.stdout == f"nothing changed from {built} to {built}\n"
    assert kept.returncode == half.returncode == 1
    assert kept.stderr == f"kg: {built}@1: no such point is kept; keep some with: kg build --keep\n"
    assert "give either OLD and NEW" in half.stderr
    assert to_file.returncode == 0
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["changes"] == []
    with pytest.raises(StoreError, match="no graph here"):
        point(str(tmp_path / "nowhere"))
