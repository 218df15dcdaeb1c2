"""Feeds over HTTP, from a real server on this machine that behaves well, badly and not at all."""

import json
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError
from kg.pipeline import Plan, build
from kg.read.feed import MAX_FEED
from kg.read.feed_fetching import Patience, Visit, WaitingError, fetch
from tests.conftest import Run
from tests.unit.read.test_feed import ATOM, RSS


class Host:
    """A server whose answers are given beforehand: (status, headers, body) by path, the last one again and again."""

    def __init__(self) -> None:
        self.answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stalls = threading.Event()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                if self.path == "/slow":
                    host.stalls.wait(60)
                    return
                queue = host.answers[self.path]
                status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
                if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.stalls.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


def patient() -> tuple[Patience, list[float]]:
    waited: list[float] = []
    return Patience(tries=3, pause=0.5, longest=5.0, timeout=20.0, wait=waited.append), waited


def test_a_feed_is_asked_for_once_and_then_only_for_what_is_new(host: Host) -> None:
    host.answers["/feed"] = [(200, {"ETag": '"v1"', "Last-Modified": "Sat, 11 Sep 2021 13:24:00 GMT"}, RSS.encode())]
    data, visit = fetch(f"{host.address}/feed", Visit())
    again, _ = fetch(f"{host.address}/feed", visit)

    assert (data, again) == (RSS.encode(), None)
    assert "if-none-match" not in host.asked[0][1]
    assert host.asked[0][1]["user-agent"].startswith("jinqiao/")
    assert host.asked[1][1]["if-none-match"] == '"v1"'
    assert host.asked[1][1]["if-modified-since"] == "Sat, 11 Sep 2021 13:24:00 GMT"


def test_a_busy_server_is_given_time_and_more_time(host: Host) -> None:
    busy: tuple[int, dict[str, str], bytes] = (503, {}, b"")
    host.answers["/feed"] = [busy, (429, {"Retry-After": "4"}, b""), (200, {}, RSS.encode())]
    patience, waited = patient()

    assert fetch(f"{host.address}/feed", Visit(), patience)[0] == RSS.encode()
    assert waited == [0.5, 4.0]
    host.answers["/feed"] = [busy]
    with pytest.raises(ReadError, match="answers 503, 3 times"):
        fetch(f"{host.address}/feed", Visit(), patience)
    assert waited == [0.5, 4.0, 0.5, 1.0]


@pytest.mark.parametrize("after", ["3600", "date"])
def test_a_server_that_asks_for_an_hour_gets_it(host: Host, after: str) -> None:
    said = formatdate(time.time() + 3600, usegmt=True) if after == "date" else after
    host.answers["/feed"] = [(429, {"Retry-After": said}, b"")]
    patience, waited = patient()
    with pytest.raises(WaitingError, match="asks to wait until") as found:
        fetch(f"{host.address}/feed", Visit(), patience)
    with pytest.raises(WaitingError):
        fetch(f"{host.address}/feed", Visit(not_before=found.value.until), patience)

    assert waited == []
    assert len(host.asked) == 1


def test_what_will_not_change_is_not_tried_again(host: Host) -> None:
    host.answers["/feed"] = [(404, {}, b"")]
    with pytest.raises(ReadError, match="answers 404"):
        fetch(f"{host.address}/feed", Visit(), patient()[0])
    assert len(host.asked) == 1


def test_a_server_that_says_nothing_is_given_up(host: Host) -> None:
    with pytest.raises(ReadError, match="no answer in time, 2 times"):
        fetch(f"{host.address}/slow", Visit(), Patience(tries=2, pause=0, timeout=0.5, wait=lambda seconds: None))


def test_a_closed_port_is_one_error() -> None:
    with pytest.raises(ReadError, match="no answer"):
        fetch("http://127.0.0.1:1/feed", Visit(), patient()[0])


def test_a_feed_without_end_is_cut_off(host: Host) -> None:
    host.answers["/feed"] = [(200, {}, b"x" * (MAX_FEED + 10))]
    with pytest.raises(ReadError, match="larger than"):
        fetch(f"{host.address}/feed", Visit(), patient()[0])


def test_redirections_are_followed_but_not_for_ever_and_not_anywhere(host: Host) -> None:
    host.answers["/old"] = [(301, {"Location": "/feed"}, b"")]
    host.answers["/feed"] = [(200, {}, ATOM.encode())]
    host.answers["/ring"] = [(302, {"Location": "/ring"}, b"")]
    host.answers["/file"] = [(302, {"Location": "file:///etc/passwd"}, b"")]

    assert fetch(f"{host.address}/old", Visit())[0] == ATOM.encode()
    with pytest.raises(ReadError, match="more than 5 times"):
        fetch(f"{host.address}/ring", Visit())
    with pytest.raises(ReadError, match="only http and https"):
        fetch(f"{host.address}/file", Visit())


def test_a_build_keeps_what_a_feed_brought_and_adds_what_it_brings_later(host: Host, tmp_path: Path) -> None:
    host.answers["/feed"] = [(200, {"ETag": '"v1"'}, RSS.encode()), (200, {"ETag": '"v1"'}, RSS.encode())]
    plan = Plan((f"{host.address}/feed",), tmp_path / "out")

    assert build(plan)["changes"]["added"] == ["https://example.org/2", "urn:n:1"]
    again = build(plan)
    assert again["changes"] == {"added": [], "replaced": [], "withdrawn": [], "kept": 2, "reread": 0}
    assert again["refused"] == []
    assert len(host.asked) == 2
    assert host.asked[1][1]["if-none-match"] == '"v1"'
    later = RSS.replace("央行发布通知", "央行再发通知").replace("https://example.org/2", "https://example.org/3")
    host.answers["/feed"] = [(200, {"ETag": '"v2"'}, later.encode())]
    changes = build(plan)["changes"]

    assert (changes["added"], changes["replaced"], changes["kept"]) == (["https://example.org/3"], ["urn:n:1"], 1)


def test_a_broken_feed_is_refused_and_the_rest_is_built(kg: Run, host: Host, seeds: Path, tmp_path: Path) -> None:
    host.answers["/garbage"] = [(200, {}, bytes(range(256)) * 100)]
    (tmp_path / "feed.atom").write_text(ATOM, encoding="utf-8")
    done = kg(
        *("build", min(seeds.iterdir()), tmp_path / "feed.atom", f"{host.address}/garbage"),
        *("--out", tmp_path / "out", "--json", "--workers", 1),
    )

    assert done.returncode == 3, done.stderr
    report = json.loads(done.stdout)
    assert report["articles"] == 2
    assert report["refused"][0]["input"] == f"{host.address}/garbage"
