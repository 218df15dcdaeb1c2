"""The policy life cycle in the graph: competency questions with their answers."""

import json
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest

from kg.ontology import PREFIXES
from tests.conftest import Run

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
ARTICLES = (
    ("a", "2021-06-01", "人社部就《渔村夜校办学管理办法》公开征求意见。"),
    ("b", "2021-12-30", "2021年12月29日，人社部印发《渔村夜校办学管理办法》（人社部发〔2021〕999号），自2022年3月1日起施行。"),
    ("c", "2024-02-01", "人社部印发《海岛夜校办学管理办法》，自2024年3月1日起施行，《渔村夜校办学管理办法》同时废止。"),
    ("d", "2022-01-05", "各地学习国办发[2021]52号文件和渔夜校怪字〔2021〕3号文件。"),
)


def answers(graph: Path, query: str) -> set[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(graph))
    rows = store.query(PROLOGUE + query, use_default_graph_as_union=True)
    assert isinstance(rows, Iterable)
    return {tuple(value.value if value else "" for value in row) for row in rows}


@pytest.fixture(scope="module")
def lives(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of four articles that speak of the same documents over three years, read in no good order."""
    folder = tmp_path_factory.mktemp("lives")
    for name, when, text in ARTICLES:
        line = {"id": name, "title": f"报道{name}", "date": when, "text": text}
        (folder / f"{name}.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    inputs = [folder / f"{name}.jsonl" for name in "cadb"]
    done = kg("build", *inputs, "--out", folder / "out", "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_which_number_and_issuer_has_the_plan_on_sharing_credit_information(built: Path) -> None:
    query = """SELECT ?issuer ?day WHERE { ?document kg:documentNumber "国办发〔2021〕52号" ; dcterms:issued ?day ;
                                                     kg:issuer/skos:prefLabel ?issuer ;
               skos:altLabel "加强信用信息共享应用促进中小微企业融资实施方案"@zh }"""
    assert answers(built / "graph.nq", query) == {("国务院办公厅", "2021-12-22")}


def test_title_number_and_other_brackets_are_one_node(built: Path, lives: Path) -> None:
    query = 'SELECT ?document WHERE { ?document kg:documentNumber "国办发〔2021〕52号" }'
    assert answers(built / "graph.nq", query) == answers(lives / "graph.nq", query)
    assert len(answers(lives / "graph.nq", query)) == 1


def test_what_became_of_a_document_over_three_articles(lives: Path) -> None:
    query = """SELECT ?number ?issued ?effective ?status ?next WHERE {
                 ?document skos:prefLabel "渔村夜校办学管理办法"@zh ; kg:documentNumber ?number ; dcterms:issued ?issued ;
                           kg:effectiveFrom ?effective ; kg:status ?status ; kg:succeededBy/skos:prefLabel ?next }"""
    assert answers(lives / "graph.nq", query) == {
        ("人社部发〔2021〕999号", "2021-12-29", "2022-03-01", PREFIXES["kg"] + "Repealed", "海岛夜校办学管理办法")
    }


def test_a_number_without_a_known_issuer_is_in_the_graph_and_on_the_card(lives: Path) -> None:
    query = 'SELECT ?document WHERE { ?document kg:documentNumber "渔夜校怪字〔2021〕3号" }'
    coverage = json.loads((lives / "report.json").read_text(encoding="utf-8"))["coverage"]

    assert len(answers(lives / "graph.nq", query)) == 1
    assert coverage["unread_document_number_examples"] == ["d: 渔夜校怪字〔2021〕3号"]


def test_explain_tells_a_documents_life(kg: Run, lives: Path) -> None:
    done = kg("explain", lives.parent / "b.jsonl")
    assert "number 人社部发〔2021〕999号, issued 2021-12-29, effective 2022-03-01, status in force" in done.stdout
    assert "issuer 人力资源和社会保障部" in done.stdout
