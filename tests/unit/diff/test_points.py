"""A build keeps points in time cheaply, and a name finds them again."""

import shutil
from pathlib import Path

import pytest

from kg.diff import keep, point
from kg.diff.order import Ordered
from kg.errors import StoreError


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Outputs that hold nothing but the graph."""
    shutil.copy(built / "graph.nq", tmp_path)
    return tmp_path


def test_points_are_numbered_and_found_by_number(folder: Path) -> None:
    before = (folder / "graph.nq").read_text(encoding="utf-8")
    first = keep(folder)
    (folder / "graph.nq").write_text(before.partition("\n")[2], encoding="utf-8")
    second = keep(folder)

    assert (first, second) == (1, 2)
    with point(f"{folder}@1").lines() as lines:
        assert "".join(lines) == before
    with point(f"{folder}@-1").lines() as lines:
        assert "".join(lines) == before.partition("\n")[2]
    assert (folder / "history" / "1.nq.gz").stat().st_size * 5 < len(before.encode())


def test_the_same_graph_is_not_kept_twice_and_is_kept_as_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / "graph.nq", other)

    assert [keep(folder), keep(folder), keep(other)] == [1, 1, 1]
    assert (folder / "history/1.nq.gz").read_bytes() == (other / "history/1.nq.gz").read_bytes()
    assert [path.name for path in (folder / "history").iterdir()] == ["1.nq.gz"]


def test_a_graph_that_is_not_in_place_yet_can_be_kept(folder: Path) -> None:
    (folder / "graph.nq").rename(folder / "staged.nq")

    assert keep(folder, folder / "staged.nq") == 1


def test_a_point_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    keep(folder)

    for name in (f"{folder}@2", f"{folder}@0", f"{folder}@-2"):
        with pytest.raises(StoreError, match=r"no such point is kept; .* keeps @1"):
            point(name)


def test_a_point_that_is_damaged_is_said_to_be(folder: Path) -> None:
    keep(folder)
    path = folder / "history" / "1.nq.gz"
    path.write_bytes(path.read_bytes()[:1000])

    with pytest.raises(StoreError, match="cannot be read"), point(f"{folder}@1").lines() as lines:
        list(lines)


def test_where_nothing_can_be_written_it_is_said(folder: Path) -> None:
    (folder / "history").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="the point cannot be kept"):
        keep(folder)


@pytest.mark.parametrize("run", [1, 2, 3, 1000])
def test_lines_are_ordered_whatever_is_held_in_memory(run: int) -> None:
    lines = [f"{number * 37 % 501}\n" for number in range(700)]

    with Ordered(lines, run) as found:
        assert list(found) == sorted(set(lines))
        assert next(iter(found)) == "0\n"
