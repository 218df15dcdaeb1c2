"""A build that is killed, locked out or interrupted leaves one whole state, old or new, and the next build mends the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.pipeline.commit import commit, locked, recover, staged
from tests.conftest import ROOT, Run

NAMES = ("graph.nq", "store", "report.md")


def states(folder: Path) -> set[str]:
    """What each output says; a whole folder says one thing."""
    return {
        path.read_text(encoding="utf-8") for path in (folder / "graph.nq", folder / "store" / "CURRENT", folder / "report.md")
    }


def fill(stage: Path, text: str) -> None:
    (stage / "store").mkdir()
    for path in (stage / "graph.nq", stage / "store" / "CURRENT", stage / "report.md"):
        path.write_text(text, encoding="utf-8")


# A commit that dies at its nth rename, as a power cut would have it.
DIES = """
import os, sys, pathlib
from kg.pipeline.commit import commit, locked, staged
folder, deadly = pathlib.Path(sys.argv[1]), int(sys.argv[2])
left = deadly
def fatal(name):
    original = getattr(pathlib.Path, name)
    def act(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return original(*arguments, **options)
    setattr(pathlib.Path, name, act)
with locked(folder), staged(folder) as stage:
    (stage / "store").mkdir()
    for path in (stage / "graph.nq", stage / "store" / "CURRENT", stage / "report.md"):
        path.write_text("new", encoding="utf-8")
    for name in ("rename", "replace", "unlink", "mkdir"):
        fatal(name)
    commit(folder, stage, ("graph.nq", "store", "report.md"))
"""


@pytest.mark.parametrize("step", range(9))
def test_a_commit_that_dies_at_any_step_is_finished_or_never_was(tmp_path: Path, step: int) -> None:
    with locked(tmp_path), staged(tmp_path) as stage:
        fill(stage, "old")
        commit(tmp_path, stage, NAMES)
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(tmp_path), str(step)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode in (0, 9)

    with locked(tmp_path):
        recover(tmp_path)

    assert states(tmp_path) in ({"old"}, {"new"})
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES, ".lock"}
    if step > 0:
        assert states(tmp_path) == {"new"}, "the journal was written: the commit holds"


def test_a_killed_build_leaves_the_previous_outputs_and_the_next_one_sweeps_up(kg: Run, seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    more = tmp_path / "more.jsonl"
    line = '{{"id": "{0}", "title": "央行发布通知{0}", "date": "2021-09-11", "text": "中国人民银行发布《通知》。"}}\n'
    more.write_text("".join(line.format(number) for number in range(300)), encoding="utf-8")
    assert kg("build", seeds, "--out", out).returncode == 0
    old = (out / "graph.nq").read_bytes()
    assert kg("build", seeds, more, "--out", tmp_path / "whole").returncode == 0
    new = (tmp_path / "whole" / "graph.nq").read_bytes()

    chance = random.Random(2021)
    for _ in range(6):
        build = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", str(seeds), str(more), "--out", str(out), "--workers", "2", "--quiet"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            build.wait(timeout=chance.uniform(0.2, 4.0))
        except subprocess.TimeoutExpired:
            build.send_signal(signal.SIGKILL)
            build.wait()
        assert (out / ".commit.json").exists() or (out / "graph.nq").read_bytes() in (old, new)

    assert kg("build", seeds, more, "--out", out).returncode == 0
    assert (out / "graph.nq").read_bytes() == new
    assert not list(out.glob(".build-*")) + list(out.glob(".old-*"))


def test_two_builds_never_write_at_once_and_the_holder_is_named(kg: Run, seeds: Path, tmp_path: Path) -> None:
    with locked(tmp_path):
        done = kg("build", seeds, "--out", tmp_path)

    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot write here"), locked(tmp_path / "file"):
        pass


def test_workers_end_with_the_build(seeds: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    line = '{{"id": "{0}", "title": "央行发布通知{0}", "text": "中国人民银行发布《通知》。"}}\n'
    more.write_text("".join(line.format(number) for number in range(3000)), encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(more), "--out", str(tmp_path / "out"), "--workers", "2", "--quiet"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    deadline = time.monotonic() + 60
    while build.poll() is None and len(workers := children.read_text().split()) < 2 and time.monotonic() < deadline:
        os.sched_yield()
    build.send_signal(signal.SIGKILL)
    build.wait()

    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(alive(worker) for worker in workers)


def alive(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
