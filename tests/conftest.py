"""What the tests share: the seeds, the command line in a process of its own, one build of the seeds."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs ``kg ARGUMENTS`` in a process of its own, under the plainest locale."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(
        *arguments: object, cwd: Path = elsewhere, stdin: bytes = b"", blocks: int = 0, timeout: float = 300
    ) -> subprocess.CompletedProcess[str]:
        """``blocks`` limits the size of any file the process writes, in units of 512 bytes."""
        limit = ["sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh"] if blocks else []
        done = subprocess.run(
            [*limit, sys.executable, "-m", "kg", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT)},
            timeout=timeout,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def built(kg: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the five seeds."""
    out = tmp_path_factory.mktemp("built") / "out"
    done = kg("build", seeds, "--out", out, "--workers", 1)
    assert done.returncode == 0, done.stderr
    return out
