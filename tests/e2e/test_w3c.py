"""The W3C's SPARQL 1.1 suites against `kg serve`: what it passes, and exactly how it fails the rest."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from tests.e2e.serving import ROOT, TOKEN, Server, served
from tests.e2e.w3c import Runner, Suite

SUITE = ROOT / "tests/w3c/sparql11.tar.gz"
GAPS = ROOT / "tests/w3c/gaps.tsv"

# How many tests there are and how many of them must pass.
FLOORS = {"query": (328, 318), "results": (10, 10), "update": (157, 157), "protocol": (34, 34), "graph-store": (13, 13)}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    return Suite(SUITE, tmp_path_factory.mktemp("w3c"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    pyoxigraph.Store(str(folder / "store")).flush()
    # Its default graph is the plain one, as the suite has it.
    with served(folder, "--writable", "--default-graph", "plain", "--workers", "2", token=TOKEN) as server:
        yield server


def gaps(name: str) -> dict[str, str]:
    """What the tests of a suite give that are known to fail."""
    with GAPS.open(encoding="utf-8", newline="") as file:
        return {row["test"]: row["instead"] for row in csv.DictReader(file, delimiter="\t") if row["suite"] == name}


@pytest.mark.parametrize("name", FLOORS)
def test_the_suite_gives_what_it_gave(name: str, suite: Suite, server: Server) -> None:
    runner = Runner(suite, server.client, TOKEN)
    tests = suite.tests(name)
    failures = {test.name: found for test in tests if (found := runner.run(test))}
    assert failures == gaps(name)
    count, floor = FLOORS[name]
    assert len(tests) == count
    assert count - len(failures) >= floor


def test_the_suite_stands_with_its_licence() -> None:
    readme = (Path(SUITE).parent / "README.md").read_text(encoding="utf-8")
    assert "W3C Test Suite License" in readme
