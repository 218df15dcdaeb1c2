"""The graph in parts: all of it, no graph in two parts, the same bytes each time."""

import gzip
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.exports.parts import write_parts


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    lines = [f'<urn:s{n}> <urn:p> "值{n} _:x" <urn:g{g}> .\n' for g in range(20) for n in range(g + 1)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def texts(paths: list[Path]) -> list[str]:
    return [gzip.decompress(path.read_bytes()).decode() for path in paths]


@pytest.mark.parametrize("number", [1, 3, 20, 50])
def test_the_parts_are_the_graph(graph: Path, tmp_path: Path, number: int) -> None:
    parts = texts(write_parts(graph, tmp_path / "parts", number))

    assert len(parts) == number
    assert "".join(parts) == graph.read_text(encoding="utf-8")
    graphs = [{line.rsplit(" ", 2)[1] for line in part.splitlines()} for part in parts]
    assert sum(map(len, graphs)) == len(set().union(*graphs)), "a graph stands in one part"


def test_the_parts_are_of_about_one_size(graph: Path, tmp_path: Path) -> None:
    sizes = [len(text) for text in texts(write_parts(graph, tmp_path / "parts", 3))]

    assert max(sizes) < 1.5 * min(sizes)


def test_the_same_graph_gives_the_same_bytes_and_fewer_parts_leave_none_over(graph: Path, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_parts(graph, tmp_path / "one", 4)]
    write_parts(graph, tmp_path / "two", 9)
    second = [path.read_bytes() for path in write_parts(graph, tmp_path / "two", 4)]

    assert first == second
    assert len(list((tmp_path / "two").iterdir())) == 4


@pytest.mark.parametrize(
    "line", ['_:b <urn:p> "x" <urn:g> .\n', "<urn:s> <urn:p> _:b <urn:g> .\n", '<urn:s> <urn:p> "e\u0301" <urn:g> .\n']
)
def test_what_other_engines_may_not_take_is_named_with_its_line(graph: Path, tmp_path: Path, line: str) -> None:
    with graph.open("a", encoding="utf-8") as stream:
        stream.write(line)
    with pytest.raises(StoreError, match=r"graph.nq:211"):
        write_parts(graph, tmp_path / "parts", 2)
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_missing_graph_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        write_parts(tmp_path / "graph.nq", tmp_path / "parts", 2)
