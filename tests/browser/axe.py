"""axe-core on a page: what keeps people out. It is npm's package, installed with the site's; for tests only."""

import shutil
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "kg" / "site" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe calls serious or critical."""
    if not AXE.is_file():
        if shutil.which("node") is None:
            pytest.skip("NO NODE: axe-core is not installed; install Node and run make site")
        pytest.fail("axe-core is not installed: run make site")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
        .filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => ({ id: one.id,
        where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + " " + node.failureSummary) }))"""
    )
    return list(found)
