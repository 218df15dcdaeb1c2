"""``kg build`` as its users run it."""

import json
import shutil
import warnings
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.pipeline.outputs import OUTPUTS
from tests.conftest import Run

ARTICLE = '{{"id": "{0}", "title": "央行发布通知{0}", "date": "2021-09-11", "text": "中国人民银行发布《通知》。"}}\n'


def test_all_outputs_are_there_and_nothing_is_left_over(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {*OUTPUTS, ".lock"}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_graph_is_the_same_for_any_order_and_number_of_workers(
    kg: Run, seeds: Path, built: Path, tmp_path: Path, workers: int
) -> None:
    inputs = sorted(seeds.iterdir(), reverse=workers > 1)
    more = tmp_path / "more.jsonl"
    more.write_text("".join(ARTICLE.format(number) for number in range(40)), encoding="utf-8")

    for name, given in (("forth", [*inputs, more]), ("back", [more, *reversed(inputs)])):
        done = kg("build", *given, "--out", tmp_path / name, "--workers", workers)
        assert done.returncode == 0, done.stderr
    alone = kg("build", seeds, "--out", tmp_path / "alone", "--workers", workers)

    assert alone.returncode == 0
    for output in ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld"):
        assert (tmp_path / "forth" / output).read_bytes() == (tmp_path / "back" / output).read_bytes()
        assert (tmp_path / "alone" / output).read_bytes() == (built / output).read_bytes()


def test_every_serialisation_reads_back_to_the_same_graph(built: Path) -> None:
    whole = quads_by_rdflib(built / "graph.nq", "nquads")

    assert quads_by_rdflib(built / "graph.trig", "trig") == whole
    assert quads_by_rdflib(built / "graph.jsonld", "json-ld") == whole
    assert set(rdflib.Graph().parse(built / "graph.ttl", format="turtle")) == {quad[:3] for quad in whole}


def test_another_library_reads_the_same(built: Path) -> None:
    whole = set(pyoxigraph.parse(path=built / "graph.nq"))

    assert set(pyoxigraph.parse(path=built / "graph.trig")) == whole
    assert set(pyoxigraph.parse(path=built / "graph.jsonld", format=pyoxigraph.RdfFormat.JSON_LD)) == whole
    assert {quad.triple for quad in pyoxigraph.parse(path=built / "graph.ttl")} == {quad.triple for quad in whole}


def quads_by_rdflib(path: Path, name: str) -> set[tuple[object, ...]]:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parsers use what rdflib deprecates
        dataset.parse(path, format=name)
        return {(s, p, o, graph.identifier if isinstance(graph, rdflib.Graph) else graph) for s, p, o, graph in dataset.quads()}


def test_the_store_answers(built: Path) -> None:
    store = pyoxigraph.Store.read_only(str(built / "store"))
    query = "ASK { GRAPH ?g { ?m <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf> '中国建设银行' } }"

    assert bool(store.query(query))


def test_the_graph_has_no_blank_node(built: Path) -> None:
    graph = (built / "graph.nq").read_text(encoding="utf-8")

    assert not [line for line in graph.splitlines() if line.startswith("_:") or " _:" in line.partition('"')[0]]


def test_the_quality_card_says_what_matters(built: Path) -> None:
    card = json.loads((built / "report.json").read_text(encoding="utf-8"))

    assert card["articles"] == 5
    assert card["quotes"]["wrong"] == 0
    assert card["shapes"] == {"conforms": True, "violations": 0, "examples": []}
    assert card["refused"] == []
    # 中国银行·业协会, 中关村·示范区, 线上线下: linked by the publisher, not said by the text.
    assert card["coverage"]["wrong_stock_links"] == 3
    words = (built / "report.md").read_text(encoding="utf-8")
    assert "线上线下 → SZ300959" in words


def test_the_summary_for_machines_is_one_json_object(kg: Run, seeds: Path, tmp_path: Path) -> None:
    done = kg("build", seeds, "--out", tmp_path, "--json", "--quiet")

    summary = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert {"articles", "mentions", "entities_by_class", "facts", "figures", "violations", "seconds", "refused"} <= set(summary)


def test_the_summary_for_people_says_what_to_open(kg: Run, seeds: Path, tmp_path: Path) -> None:
    done = kg("build", seeds, "--out", tmp_path)

    assert "5 articles" in done.stdout
    assert f"Open {tmp_path / 'graph.html'}" in done.stdout.splitlines()[-1]


def test_another_base_names_everything_anew(kg: Run, seeds: Path, tmp_path: Path) -> None:
    done = kg("build", min(seeds.iterdir()), "--out", tmp_path, "--base", "https://example.org/news/")

    assert done.returncode == 0, done.stderr
    graph = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    assert "<https://example.org/news/article/000_ed608e3359058c26>" in graph
    assert "<https://jinqiao.example/entity/" not in graph


@pytest.mark.parametrize("base", ["no iri", "https://example.org/x", "javascript:alert(1)"])
def test_a_base_that_is_none_is_refused(kg: Run, seeds: Path, tmp_path: Path, base: str) -> None:
    done = kg("build", seeds, "--out", tmp_path / "out", "--base", base)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_standard_input_is_an_article_too(kg: Run, seeds: Path, tmp_path: Path) -> None:
    seed = min(seeds.iterdir())

    done = kg("build", "-", "--out", tmp_path, "--json", stdin=seed.read_bytes())

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 1


def test_globs_and_folders_find_the_same_articles(kg: Run, seeds: Path, built: Path, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    shutil.copytree(seeds, deep)

    for given in ("a", "a/**/*.txt"):
        done = kg("build", given, "--out", "out", "--json", cwd=tmp_path)
        assert json.loads(done.stdout)["articles"] == 5
        assert (tmp_path / "out" / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()


def test_outputs_of_others_in_the_folder_stay(kg: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")

    for _ in range(2):
        assert kg("build", seeds, "--out", tmp_path, "--quiet").returncode == 0

    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
