"""A server in a process of its own, as its users start it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
TOKEN = "一个秘密".encode().hex()


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, what it wrote to stderr."""

    url: str
    process: "subprocess.Popen[str]"
    log: Path
    greeting: str
    client: httpx.Client

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> httpx.Response:
        """The response to a query by GET."""
        return self.client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})

    def rows(self, query: str) -> list[dict[str, str]]:
        """The values of a query's answer."""
        response = self.ask(query)
        assert response.status_code == 200, response.text
        found = response.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def update(self, text: str) -> httpx.Response:
        """The response to an update with the token."""
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
        return self.client.post("/sparql", content=text.encode(), headers=headers)

    def workers(self) -> list[int]:
        """The processes of its workers."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in path.read_text(encoding="ascii").split()]


@contextmanager
def served(*arguments: str | Path, token: str = "") -> Iterator[Server]:
    """A server with these arguments at a free port, up to its orderly end."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments), "--port", "0"]
    environment = {**os.environ, "KG_TOKEN": token} if token else {**os.environ}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "stderr"
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8"
            )
        try:
            assert process.stdout is not None
            greeting = ""
            for line in process.stdout:
                greeting += line
                if "Ctrl-C" in line:
                    break
            else:
                raise AssertionError(f"the server did not start: {log.read_text(encoding='utf-8')}")
            url = greeting.partition(" at ")[2].split()[0].rstrip("/")
            with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
                yield Server(url, process, log, greeting, client)
        finally:
            process.terminate()
            process.wait(60)
            assert process.stdout is not None
            process.stdout.close()
            assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")
