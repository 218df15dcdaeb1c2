"""Loading finds its way in, and believes nothing but the server's own count."""

import gzip
import json
from pathlib import Path

import pytest

from kg.ask.loading import Loaded, Way, graph_files, load
from kg.errors import StoreError
from tests.unit.ask.test_remote import TABLE, Answer, scripted


def graphs(folder: Path, count: int) -> list[Path]:
    """A file of so many graphs of one triple each."""
    path = folder / "graph.nq"
    lines = (f"<http://e.org/s> <http://e.org/p> <http://e.org/o> <http://e.org/g{number}> .\n" for number in range(count))
    path.write_text("".join(lines), encoding="utf-8")
    return [path]


def counted(graphs: int) -> Answer:
    found = [
        {"g": {"type": "uri", "value": f"http://e.org/g{number}"}, "n": {"type": "literal", "value": "1"}}
        for number in range(graphs)
    ]
    return 200, TABLE, json.dumps({"head": {"vars": ["g", "n"]}, "results": {"bindings": found}}), {}


def test_many_graphs_are_counted_at_once_or_by_name_where_the_answer_is_cut(tmp_path: Path) -> None:
    asked = 0

    def script(form: dict[str, list[str]]) -> Answer:
        nonlocal asked
        if "query" not in form:
            return 204, "text/plain", "", {}
        if "VALUES" not in form["query"][0]:
            return 200, TABLE, "", {"X-SPARQL-MaxRows": "10"}
        asked += 1
        # Before the load there is nothing; 30 graphs fit into one question.
        return counted(0 if asked == 1 else 30)

    with scripted(script) as (url, seen):
        done = load(graphs(tmp_path, 30), url.replace("/sparql", "/query"))

    assert done == Loaded(30, 30, 0, Way("store", url.replace("/sparql", "/store")))
    assert asked == 2
    assert len([form for form in seen if "query" not in form]) == 30


def test_the_parts_that_other_engines_load_can_be_loaded_too(tmp_path: Path) -> None:
    whole = graphs(tmp_path, 3)[0]
    parts = tmp_path / "parts"
    parts.mkdir()
    for number, line in enumerate(whole.read_bytes().splitlines(keepends=True)):
        (parts / f"part-{number:05}.nq.gz").write_bytes(gzip.compress(line))

    with scripted(lambda form: counted(3) if "query" in form else (204, "text/plain", "", {})) as (url, _):
        done = load(graph_files(parts), url, via="update", resume=True)

    assert (done.graphs, done.skipped) == (3, 3)


def test_a_server_that_lost_something_is_not_believed(tmp_path: Path) -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        return counted(1) if "query" in form else (204, "text/plain", "", {})

    with scripted(script) as (url, _), pytest.raises(StoreError) as error:
        load(graphs(tmp_path, 2), url, via="update")

    assert "1 of 2 graphs do not hold what was sent: http://e.org/g1 has 0 triples instead of 1" in str(error.value)


def test_a_door_that_is_locked_is_named_before_one_that_is_not_there(tmp_path: Path) -> None:
    answers = iter([404, 403, 404, 404, 404, 404, 404])

    def script(form: dict[str, list[str]]) -> Answer:
        return counted(0) if "query" in form else (next(answers), "text/plain", "no", {})

    with scripted(script) as (url, _), pytest.raises(StoreError, match="403 Forbidden: no; this server does not allow it"):
        load(graphs(tmp_path, 1), url)
