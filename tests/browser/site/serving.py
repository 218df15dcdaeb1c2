"""``kg serve`` in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT


@contextmanager
def serving(outputs: Path) -> Iterator[str]:
    """Serve the outputs of a build on a port that is free; the address. Ended at the end."""
    command = [sys.executable, "-m", "kg", "serve", str(outputs), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout
        try:
            found = re.search(r"http://[\d.]+:\d+", server.stdout.readline())
            assert found, "the server did not say where it is"
            yield found[0]
        finally:
            server.terminate()
            server.wait(timeout=60)
