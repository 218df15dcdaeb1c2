"""A real Chromium without a network; a page that asks for anything, or complains, fails its test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.graph import DEFAULT_BASE
from kg.ontology import load_ontology
from kg.page.atlas import Atlas, Claim, Node, Quote, Report
from kg.page.page import render
from tests.bench.made_up import made_up_atlas
from tests.browser.chromium import find_chromium, launch

Open = Callable[..., Page]

expect.set_options(timeout=30_000)  # other work may go on beside the tests


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip("NO CHROMIUM: the browser tests are skipped; install chromium and fonts-noto-cjk, or run make test as root")
    with launch() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens a file as a person would, waits until it is ready, and at the end sees that it kept quiet."""
    complaints: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_it(path: Path, fragment: str = "", **context: Any) -> Page:
        opened = chromium.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "offline": True, "accept_downloads": True, **context}
        )
        contexts.append(opened)
        page = opened.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{path.as_uri()}{fragment}")
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_it
    for opened in contexts:
        opened.close()
    assert not complaints
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []


@pytest.fixture(scope="session")
def seeds_page(built: Path) -> Path:
    return built / "graph.html"


@pytest.fixture(scope="session")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand made-up entities."""
    path = tmp_path_factory.mktemp("large") / "graph.html"
    path.write_text(render(made_up_atlas(2_000), load_ontology()), encoding="utf-8")
    return path


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "javascript:window.pwned=1",
    "{{7*7}}{% raw %}${window.pwned=1}{#",
    "\u202e行银国中\u202c\u2066x",
    "<!--<script>\u2028\u2029]]>",
    "'; window.pwned=1; //\\",
    "=HYPERLINK(1)",
    '<a href="javascript:window.pwned=1">href</a>',
)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every string of the atlas is an attack."""
    atlas = Atlas(DEFAULT_BASE)
    for number, text in enumerate(HOSTILE):
        iri = f"{DEFAULT_BASE}entity/bad/x{number}"
        atlas.nodes[iri] = Node(
            iri, text, "Bank" if number % 2 else "PolicyDocument", [text, f"又名{text}"], [("documentNumber", text)]
        )
        atlas.reports.append(
            Report(f"{DEFAULT_BASE}article/bad-{number}", text, "2021-09-11", text, "javascript:window.pwned=1")
        )
        atlas.quotes.append(Quote(number, f"前文{text}后文"))
        atlas.nodes[iri].reports.append(number)
    names = list(atlas.nodes)
    for number, name in enumerate(names):
        other = names[(number + 1) % len(names)]
        statement = f"{DEFAULT_BASE}statement/{number:020x}"
        marks = (0, 2), (2, 4), None
        atlas.claims.append(
            Claim(statement, name, "cooperatesWith", other, "Asserted", 0.9, number, marks, title=HOSTILE[number])
        )
    path = tmp_path_factory.mktemp("hostile") / "graph.html"
    path.write_text(render(atlas, load_ontology()), encoding="utf-8")
    return path
