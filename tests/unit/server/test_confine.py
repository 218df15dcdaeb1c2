"""What the kernel holds a worker to, each in a process of its own."""

import platform
import subprocess
import sys

import pytest

from kg.server.confine import _MACHINES

pytestmark = pytest.mark.skipif(
    platform.system() != "Linux" or platform.machine() not in _MACHINES, reason="the kernel's numbers are known for Linux only"
)


def said(program: str) -> subprocess.CompletedProcess[str]:
    """What came of a program in a process of its own."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)


def test_no_socket_reaches_another_machine() -> None:
    done = said("""
import socket
from kg.server.confine import cut_network
cut_network()
socket.socketpair(socket.AF_UNIX)
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family)
    except PermissionError:
        print("refused")
""")
    assert done.stdout == "refused\n" * 3, done.stderr


def test_the_engine_itself_cannot_fetch_anything() -> None:
    done = said("""
import pyoxigraph
from kg.server.confine import cut_network
cut_network()
for ask in (pyoxigraph.Store().query, pyoxigraph.Store().update):
    text = "ASK { SERVICE <http://127.0.0.1:8080/> { ?s ?p ?o } }" if "query" in repr(ask) else "LOAD <http://127.0.0.1:8080/>"
    try:
        ask(text)
    except (OSError, RuntimeError) as error:
        print("denied" if "denied" in str(error).lower() else error)
""")
    assert done.stdout == "denied\n" * 2, done.stdout + done.stderr


def test_memory_beyond_the_limit_is_not_given() -> None:
    done = said("""
from kg.server.confine import limit_memory
limit_memory(50 << 20)
try:
    bytearray(100 << 20)
except MemoryError:
    print("refused")
limit_memory(0)
print(len(bytearray(100 << 20)) >> 20)
""")
    assert done.stdout == "refused\n100\n", done.stderr
