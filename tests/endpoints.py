"""Other people's SPARQL servers, started for a test: Oxigraph's (PyPI, dev extra) and Virtuoso (Debian)."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

PATIENCE = 120.0  # seconds a server may take to start on a machine with other things to do

_VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{admin}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 100000
"""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address for queries of an empty Oxigraph server, whose default graph is not the union."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "the dev extra holds oxigraph"
    port = free_port()
    with running([program, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], folder) as log:
        url = f"http://127.0.0.1:{port}/query"
        until(lambda: answers(url), log)
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address for queries of an empty Virtuoso that asks for a name and a password (dba, dba) before it writes."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("NO VIRTUOSO: install virtuoso-opensource-7-bin, or run make test as root")
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(port=port, admin=free_port()), encoding="utf-8")
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder) as log:
        url = f"http://dba:dba@127.0.0.1:{port}/sparql-auth"
        until(lambda: answers(f"http://127.0.0.1:{port}/sparql"), log)
        yield url


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[Path]:
    """A server with its log; ended with the block."""
    log = folder / "server.log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as server:
        try:
            yield log
        finally:
            server.kill()


def until(holds: Callable[[], bool], log: Path) -> None:
    """Wait for it; what the server says is in the failure."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether a server is there that takes queries."""
    try:
        return httpx.post(url, data={"query": "ASK {}"}, timeout=5).is_success
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
