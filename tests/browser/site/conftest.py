"""The site as ``kg serve`` gives it, in a real Chromium that reaches this server and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from kg.site.site import STATIC
from tests.browser.site.serving import serving
from tests.conftest import Run

PARTS = ("site.css", "site.js", "editor.css", "editor.js", "LICENSES.txt")

ATTACK = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>{{7191*7}}\u202e"
BALANCES = (("2021-03", "15.2", "21.1"), ("2021-06", "16.4", "22.2"), ("2021-09", "17.6", "23.3"), ("2021-12", "18.8", "24.4"))
"""Month, balance in 万亿元 and growth in percent of four reports that give the same metric."""

Visit = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Served:
    """Where the site is, and the outputs it serves."""

    url: str
    folder: Path


def _report(month: str, balance: str, growth: str) -> str:
    year, number = month.split("-")
    return f"""---
title: 普惠小微贷款余额持续增长
date: {month}-28
publisher: 金融时报
---
中国人民银行发布数据显示，截至{year}年{number}月末，普惠小微贷款余额{balance}万亿元，同比增长{growth}%。
"""


@pytest.fixture(scope="session")
def outputs(kg: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, four reports of one metric, and an article that attacks."""
    folder = tmp_path_factory.mktemp("articles")
    for path in seeds.iterdir():
        shutil.copy(path, folder)
    for number, row in enumerate(BALANCES):
        (folder / f"balance{number}.txt").write_text(_report(*row), encoding="utf-8")
    hostile = f"中国人民银行发布通知{ATTACK}\n\n中国人民银行{ATTACK}与国家发展和改革委员会联合发布《关于{ATTACK}工作的通知》。"
    (folder / "hostile.txt").write_text(hostile, encoding="utf-8")
    out = tmp_path_factory.mktemp("site") / "out"
    done = kg("build", folder, "--out", out, "--workers", 1)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def served(outputs: Path) -> Iterator[Served]:
    """``kg serve`` in a process of its own, on a port that was free."""
    missing = [name for name in PARTS if not (STATIC / name).is_file()]
    if missing and shutil.which("node") is None:
        pytest.skip("NO NODE: the site is not built, its browser tests are skipped; install Node and run make site")
    assert not missing, f"{missing}: run make site first"
    with serving(outputs) as url:
        yield Served(url, outputs)


@pytest.fixture
def visit(chromium: Browser, served: Served) -> Iterator[Visit]:
    """Opens a path of the site; at the end no page has complained, nor asked anybody else for anything."""
    complaints: list[str] = []
    elsewhere: list[str] = []
    contexts = []

    def fence(route: Route) -> None:
        if route.request.url.startswith((f"{served.url}/", "data:", "blob:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    def open_it(path: str, *, status: int = 200, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN", **options})
        contexts.append(context)
        context.set_default_timeout(120_000)
        context.route("**/*", fence)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        if status == 200:  # Chromium itself remarks on pages that were not found
            page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        answer = page.goto(served.url + path)
        assert answer
        assert answer.status == status
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []
    assert elsewhere == []
