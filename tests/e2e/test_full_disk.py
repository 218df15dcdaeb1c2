"""A disk that really is full: a small one of our own, mounted for one process and gone with it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = (0, 16, 200, 500, 900, 1_400, 2_000)  # kilobytes left: the build runs out of them at one step after the other

# Runs where the disk is mounted: builds one article, fills the disk but for a little room, builds the others, again and again;
# at last with room enough. Tells what each build said, and whether the state before it was still whole afterwards.
STEPS = """
import hashlib, json, os, pathlib, subprocess, sys
disk, seeds, workers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
out, filler = disk / "out", disk / "filler"

def build(*arguments):
    command = [sys.executable, "-m", "kg", "build", *map(str, arguments), "--workers", workers, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stderr

def state(folder, names="*"):
    files = (path for path in sorted(folder.rglob(names)) if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

told = {"first": build(min(seeds.glob("*.txt")), "--out", out), "full": []}
before = state(out)
for room in map(int, sys.argv[4:]):
    with filler.open("wb") as stream:
        space = os.statvfs(disk)
        os.posix_fallocate(stream.fileno(), 0, max(1, space.f_bavail * space.f_frsize - room * 1024))
    code, said = build(seeds, "--out", out)
    left = [path.name for path in out.iterdir() if path.name.startswith((".build-", ".old-", ".commit"))]
    told["full"].append([room, code, said, state(out) == before, left])
    filler.unlink()
told["last"] = build(seeds, "--out", out)
told["fresh"] = build(seeds, "--out", disk / "fresh")
told["same"] = state(out, "graph.*") == state(disk / "fresh", "graph.*")
print(json.dumps(told))
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_is_one_line_and_leaves_the_state_before(seeds: Path, tmp_path: Path, workers: int) -> None:
    mount = 'mount -t tmpfs -o size=16m tmpfs "$1" || exit 77; shift; exec "$@"'
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("NOT TESTED: no unshare here, so no disk of our own can be filled")
    done = subprocess.run(
        [
            *("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh", str(disk)),
            *(sys.executable, "-c", STEPS, str(disk), str(seeds), str(workers), *map(str, ROOMS)),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=600,
        check=False,
    )
    if done.returncode == 77 or (done.returncode and "unshare" in done.stderr):
        pytest.skip(f"NOT TESTED: no disk of our own can be mounted here ({done.stderr.strip()})")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["first"] == [0, ""]
    for room, code, said, is_same, left in told["full"]:
        assert code == 1, (room, said)
        assert said.count("\n") == 1, said
        assert said.startswith("kg: "), said
        assert "the disk is full" in said or "no space left on device" in said, (room, said)
        assert is_same, room
        assert not left, room
    assert told["last"] == [0, ""]
    assert told["fresh"] == [0, ""]
    assert told["same"]
