"""``kg build --watch`` follows a folder until it is told to stop."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.pipeline.watch import watch
from tests.conftest import ROOT, Run

DEADLINE = 180  # seconds


def until(true: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not true():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)  # between two looks, not instead of one


def articles(out: Path) -> int:
    try:
        return int(json.loads((out / "report.json").read_text(encoding="utf-8"))["articles"])
    except (OSError, ValueError):
        return 0


def test_a_watched_folder_is_built_again_after_each_change_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "out"
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(folder), "--out", str(out), "--watch", "--workers", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for number in range(1, 4):  # the first look finds an empty folder, which ends nothing
            text = f"第{number}号\n\n中国人民银行发布《通知》。\n"
            (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
            until(lambda wanted=number: articles(out) == wanted, process)  # type: ignore[misc]
        (folder / "a1.txt").write_text("改了\n\n中国银行发布公告。\n", encoding="utf-8")
        until(lambda: "改了" in (out / "graph.nq").read_text(encoding="utf-8"), process)
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=DEADLINE)

    assert process.returncode == 0
    assert told.splitlines()[-1] == "kg: stopped watching"
    assert "Traceback" not in told
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["changes"]["replaced"] == ["a1"]


def test_standard_input_cannot_be_watched(kg: Run, tmp_path: Path) -> None:
    done = kg("build", "-", "--out", tmp_path / "out", "--watch")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


class EnoughError(Exception):
    """Ends a watch."""


def test_a_file_that_is_still_being_written_is_left_until_it_rests(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一", encoding="utf-8")
    events: list[str] = []
    changes = iter(["一二", "一二三", None, None, None])

    def wait(_: float) -> None:
        try:
            text = next(changes)
        except StopIteration:
            raise EnoughError from None
        events.append(text or "rest")
        if text:
            path.write_text(text, encoding="utf-8")

    with pytest.raises(EnoughError):
        watch([str(tmp_path)], [], tmp_path / "out", lambda: events.append("build"), pause=1, feeds_every=60, wait=wait)

    assert events == ["build", "一二", "一二三", "rest", "build", "rest", "rest"]
