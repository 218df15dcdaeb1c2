"""A graph on another server: it goes in whole, and every question finds there what it finds in the folder."""

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.ask import Rows, ask, bind, load_questions
from kg.ask.loading import graph_files, load
from kg.ask.remote import RemoteStore
from kg.errors import KgError, StoreError
from kg.store import Store, build_store, open_store
from tests.conftest import ROOT, Run
from tests.e2e.serving import TOKEN, served
from tests.e2e.test_questions import EXPECTED
from tests.endpoints import PATIENCE, oxigraph, virtuoso

SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}
COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@pytest.fixture(scope="module", params=SERVERS)
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty server of each kind."""
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as url:
        yield url


@pytest.fixture
def loaded(endpoint: str, built: Path) -> str:
    """A server that holds the graph of the seeds."""
    load(graph_files(built), endpoint, resume=True)
    return endpoint


def rows(store: Store | RemoteStore, name: str, given: str, local: Store) -> list[tuple[str, ...]]:
    """What a question finds; numbers by their value, because Virtuoso keeps whole decimals as integers."""
    words = shlex.split(given)
    values = {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}
    question = load_questions()[name]
    answer = ask(store, question.query, bind(question, values, local))
    assert isinstance(answer, Rows)
    # The order of equals is each server's own.
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in answer.rows)


def triples(url: str, graph: str) -> int:
    answer = ask(RemoteStore(url), "SELECT (COUNT(*) AS ?n) { GRAPH $g { ?s ?p ?o } }", {"g": pyoxigraph.NamedNode(graph)})
    assert isinstance(answer, Rows)
    return int(next(answer.rows)[0].value)  # type: ignore[union-attr]  # a count is a literal


def articles(built: Path) -> list[str]:
    with (built / "graph.nq").open(encoding="utf-8") as lines:
        graphs = dict.fromkeys(line.rsplit(" ", 2)[1][1:-1] for line in lines)
    return [graph for graph in graphs if "/article/" in graph]


def test_every_question_finds_there_what_it_finds_here(loaded: str, built: Path) -> None:
    local, remote = open_store(built / "store"), RemoteStore(loaded)

    for name, given, _expected in EXPECTED:
        if name == "speakers" and "sparql-auth" in loaded:
            continue  # Virtuoso 7 takes Chinese text apart by bytes: regular expressions and SUBSTR find no characters
        assert rows(remote, name, given, local) == rows(local, name, given, local), name


def test_names_are_found_there_and_misspelt_terms_named(kg: Run, loaded: str) -> None:
    asked = kg("ask", "posts", "--entity", "王一鸣", "--endpoint", loaded, "--format", "csv")
    counted = kg(
        "query",
        "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?b a kg:Bank . ?m itsrdf:taIdentRef ?b }",
        "--endpoint",
        loaded,
        "--format",
        "csv",
    )
    told = kg("query", "CONSTRUCT { ?b skos:prefLabel ?n } { ?b a kg:Platform ; skos:prefLabel ?n }", "--endpoint", loaded)
    misspelt = kg("query", "SELECT ?b { ?b a kg:Bnak ; org:hasPost ?x }", "--endpoint", loaded)

    assert "中国国际经济交流中心,副理事长,2021-09-11" in asked.stdout, asked.stderr
    assert counted.stdout == "n\n13\n"
    assert '"北京市贷款服务中心"@zh' in told.stdout
    assert misspelt.stderr == (
        "kg: nothing found; kg:Bnak is not in the ontology; did you mean kg:Bank?\n"
        "kg: nothing found; org:hasPost is nowhere in the graph\n"
    )


@pytest.mark.parametrize("via", ["store", "update"])
def test_loading_again_replaces_what_was_there(kg: Run, endpoint: str, built: Path, via: str, tmp_path: Path) -> None:
    changed = articles(built)[0]
    shutil.copy(built / "graph.nq", tmp_path)
    with (tmp_path / "graph.nq").open("a", encoding="utf-8") as more:
        more.write(f'<{changed}> <http://e.org/more> "\\u2028 \\"粤\\" \\\\u0041 \\\\" <{changed}> .\n')
    load(graph_files(tmp_path), endpoint, via=via)
    more_triples = triples(endpoint, changed)

    again = kg("load", built, "--endpoint", endpoint, "--via", via, "--batch", 300)

    assert again.returncode == 0, again.stderr
    assert f" by {via} at http" in again.stdout
    assert triples(endpoint, changed) == more_triples - 1


def test_a_text_with_escapes_arrives_as_it_is(endpoint: str, tmp_path: Path) -> None:
    text = 'a\u2028\u0007 "粤信融" \\u0041 \\ \t\n} } DROP ALL #'
    for via in ("store", "update"):
        graph = pyoxigraph.NamedNode(f"http://e.org/{via}")
        quad = pyoxigraph.Quad(graph, graph, pyoxigraph.Literal(text), graph)
        (tmp_path / "graph.nq").write_text(f"{quad} .\n", encoding="utf-8")
        load(graph_files(tmp_path), endpoint, via=via)
        answer = ask(RemoteStore(endpoint), "SELECT ?o { GRAPH $g { ?s ?p ?o } }", {"g": graph})

        assert isinstance(answer, Rows)
        assert [row[0] for row in answer.rows] == [pyoxigraph.Literal(text)]


def test_a_load_that_was_killed_goes_on(loaded: str, built: Path, kg: Run) -> None:
    first, *_others, last = articles(built)
    command = [sys.executable, "-m", "kg", "load", str(built), "--endpoint", loaded, "--batch", "5"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as loading:
        deadline = time.monotonic() + PATIENCE
        # The first article is replaced first: it has as many triples as one batch when the load begins.
        while triples(loaded, first) == _count(built, first):
            assert loading.poll() is None
            assert time.monotonic() < deadline
        loading.kill()
    assert triples(loaded, first) < _count(built, first)

    resumed = kg("load", built, "--endpoint", loaded, "--resume")

    assert resumed.returncode == 0, resumed.stderr
    assert "graphs were there already" in resumed.stdout
    assert triples(loaded, first) == _count(built, first)
    assert triples(loaded, last) == _count(built, last)


def _count(built: Path, graph: str) -> int:
    with (built / "graph.nq").open(encoding="utf-8") as lines:
        return sum(line.endswith(f" <{graph}> .\n") for line in lines)


@pytest.mark.parametrize("via", ["store", "update"])
def test_our_own_server_takes_it_from_whoever_has_the_token(kg: Run, built: Path, tmp_path: Path, via: str) -> None:
    (tmp_path / "out").mkdir()
    build_store(tmp_path / "out" / "store", [])
    local = open_store(built / "store")

    with served(tmp_path / "out", "--writable", token=TOKEN) as server:
        url = f"{server.url}/sparql"
        with pytest.raises(KgError, match="401"):
            load(graph_files(built), url, token="wrong")
        done = kg("load", built, "--endpoint", url, "--via", via, "--token", TOKEN)
        again = kg("load", built, "--endpoint", url, "--via", via, "--token", TOKEN, "--resume")

        assert done.returncode == 0, done.stderr
        assert "8 graphs were there already" in again.stdout
        for name, given, _expected in EXPECTED[::6]:
            assert rows(RemoteStore(url), name, given, local) == rows(local, name, given, local), name


def test_our_own_server_stands_before_another(loaded: str, built: Path) -> None:
    local = open_store(built / "store")

    with served("--endpoint", loaded) as server:
        for name, given, _expected in EXPECTED[::6]:
            assert rows(RemoteStore(f"{server.url}/sparql"), name, given, local) == rows(local, name, given, local), name


def test_only_the_bearer_of_the_password_writes_and_the_error_says_so(built: Path, tmp_path: Path) -> None:
    with virtuoso(tmp_path) as url:
        for wrong in (url.replace("dba:dba", "dba:no"), url.replace("dba:dba@", "").replace("-auth", "")):
            with pytest.raises(KgError, match="401|403|SECURITY") as error:
                load(graph_files(built), wrong)

            assert "dba" not in str(error.value)


def test_what_cannot_be_loaded_is_said_before_anything_is_sent(endpoint: str, tmp_path: Path) -> None:
    cases = {
        '<http://e.org/a> <http://e.org/b> _:x <http://e.org/g> .\n': "a blank node",
        '<http://e.org/a> <http://e.org/b> "x" .\n': "outside of all named graphs",
        '<http://e.org/a> <http://e.org/b> "x"\n': "no N-Quads",
        "": "the graph is empty",
    }  # fmt: skip
    for line, said in cases.items():
        (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
        with pytest.raises(StoreError, match=said):
            load(graph_files(tmp_path), endpoint)
    with pytest.raises(StoreError, match="no graph here"):
        graph_files(tmp_path / "nowhere")
