"""kill -9 at a hundred random points: the folder answers its old or its new state, and the next run finishes what is left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = Path(__file__).with_name("killing.py")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_build_or_withdrawal_leaves_the_old_or_the_new_state_and_the_next_run_completes_it(
    tmp_path: Path, seed: int
) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), "50", str(seed)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    runs = [json.loads(line) for line in done.stdout.splitlines()]

    assert len(runs) == 50, done.stderr
    assert [run for run in runs if run["state"] not in ("old", "new") or not run["finished"] or run["left"]] == []
    assert {run["state"] for run in runs} == {"old", "new"}, "kills before and after the moment that counts"
