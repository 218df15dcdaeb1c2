"""The seeds' graph, line by line, as it was last reviewed. After a change that is meant: make golden, and read the diff."""

from pathlib import Path

import pytest

from tests.golden.regenerate import GRAPHS, split

NAMES = sorted(path.name for path in GRAPHS.glob("*.nq"))


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_is_as_reviewed(built: Path, name: str) -> None:
    now = split(built / "graph.nq")[name].splitlines()
    then = (GRAPHS / name).read_text(encoding="utf-8").splitlines()

    gone, new = sorted(set(then) - set(now)), sorted(set(now) - set(then))
    assert not gone + new, "\n".join(
        ["make golden, and read the diff:", *(f"- {x}" for x in gone), *(f"+ {x}" for x in new)][:40]
    )
    assert now == then


def test_no_graph_is_missing(built: Path) -> None:
    assert sorted(split(built / "graph.nq")) == NAMES
