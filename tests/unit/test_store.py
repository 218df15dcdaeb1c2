"""A store is built once, opened by many, and says plainly what is wrong with it."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.errors import StoreError
from kg.graph import DEFAULT_BASE, article_lines
from kg.store import build_store, open_for_writing, open_store
from tests.unit.graph.readings import reading

MEMORY = Path("/dev/shm")


@pytest.fixture
def part(tmp_path: Path) -> Path:
    path = tmp_path / "part.nq"
    path.write_text("".join(f"{line}\n" for line in article_lines(reading(), DEFAULT_BASE)), encoding="utf-8")
    return path


def test_what_was_loaded_is_read_back(tmp_path: Path, part: Path) -> None:
    build_store(tmp_path / "store", [part])
    store = open_store(tmp_path / "store")
    written = part.read_text(encoding="utf-8").splitlines()
    assert sorted(f"{quad} ." for quad in store) == written


def test_a_folder_in_use_is_not_built_over(tmp_path: Path, part: Path) -> None:
    build_store(tmp_path / "store", [part])
    with pytest.raises(StoreError, match="not empty"):
        build_store(tmp_path / "store", [part])


def test_a_store_has_the_permissions_of_any_folder(tmp_path: Path, part: Path) -> None:
    build_store(tmp_path / "store", [part])
    (tmp_path / "other").mkdir()
    assert (tmp_path / "store").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(not MEMORY.is_dir(), reason="no folder in memory here")
def test_what_a_killed_build_left_in_memory_goes_and_what_another_uses_stays(tmp_path: Path, part: Path) -> None:
    import fcntl

    with TemporaryDirectory(prefix="jinqiao-store-", dir=MEMORY, ignore_cleanup_errors=True) as left:
        (Path(left) / "000009.sst").touch()
        with TemporaryDirectory(prefix="jinqiao-store-", dir=MEMORY) as used:
            descriptor = os.open(used, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            build_store(tmp_path / "store", [part])
            os.close(descriptor)
            assert (Path(left).exists(), Path(used).exists()) == (False, True)


def test_a_second_writer_is_told_of_the_first(tmp_path: Path, part: Path) -> None:
    build_store(tmp_path / "store", [part])
    writer = open_for_writing(tmp_path / "store")
    with pytest.raises(StoreError, match="another process writes"):
        open_for_writing(tmp_path / "store")
    assert len(writer) > 0


def test_a_missing_store_names_the_command_that_builds_one(tmp_path: Path) -> None:
    for opener in (open_store, open_for_writing):
        with pytest.raises(StoreError, match="no store here.*kg build"):
            opener(tmp_path / "nothing")


def test_a_damaged_store_is_named(tmp_path: Path, part: Path) -> None:
    build_store(tmp_path / "store", [part])
    (tmp_path / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path / "store")


def test_lines_that_are_no_quads_are_named_with_their_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", encoding="utf-8")
    with pytest.raises(StoreError, match="bad.nq:2: no N-Quads"):
        build_store(tmp_path / "store", [bad])
