"""The pictures of the README can be drawn at any time; here into the test's own folder, to be looked at."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.screenshots import draw_graph, draw_site
from tests.browser.site.conftest import Served

pytestmark = pytest.mark.browser


def test_every_picture_is_drawn(chromium: Browser, served: Served, tmp_path: Path) -> None:
    draw_graph(chromium, served.folder / "graph.html", tmp_path)
    draw_site(chromium, served.url, tmp_path)
    for name in ("graph", "entity", "article", "editor", "phone"):
        assert (tmp_path / f"{name}.png").stat().st_size > 20_000, name
