"""``python -m tests.browser.screenshots``: the pictures of the README, drawn anew from the seeds."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import launch
from tests.browser.site.serving import serving
from tests.conftest import ROOT

PICTURES = Path(__file__).parent / "pictures"
_ISSUED = "/editor?lang=zh&query=SELECT%20%3Fwho%20%3Fwhat%20%7B%20%3Fwho%20kg%3Aissues%20%3Fwhat%20%7D"


def draw_graph(chromium: Browser, graph: Path, folder: Path) -> None:
    """The opening view of ``graph.html``."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(graph.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    _settle(page)
    page.screenshot(path=folder / "graph.png")
    page.close()


def draw_site(chromium: Browser, url: str, folder: Path) -> None:
    """An entity, an article with a card open, the editor's network; and an entity in the dark on a phone."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN", color_scheme="light")
    context.set_default_timeout(120_000)
    page = context.new_page()
    _open(page, f"{url}/entity/regulator/pbc")
    page.wait_for_selector(".picture[data-ready]")
    page.screenshot(path=folder / "entity.png")
    _open(page, f"{url}/article/000_ed608e3359058c26")
    page.locator(".text a.mention[data-class=Bank]").first.hover()
    page.wait_for_selector(".why ul.reasons li")
    page.screenshot(path=folder / "article.png")
    page.set_viewport_size({"width": 1280, "height": 1180})
    _open(page, f"{url}{_ISSUED}")
    page.wait_for_selector("table.results tbody tr")
    page.locator(".yasr_btn.select_network").click()
    page.wait_for_selector(".result-network.picture[data-ready]")
    page.locator("#examples").scroll_into_view_if_needed()
    page.screenshot(path=folder / "editor.png")
    context.close()
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", color_scheme="dark", is_mobile=True, has_touch=True
    )
    context.set_default_timeout(120_000)
    page = context.new_page()
    _open(page, f"{url}/entity/regulator/pbc")
    page.screenshot(path=folder / "phone.png")
    context.close()


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    _settle(page)


def _settle(page: Page) -> None:
    page.evaluate(
        "document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))"
    )


def main() -> None:
    """Build the seeds, serve them, draw."""
    with tempfile.TemporaryDirectory() as name, launch() as chromium:
        out = Path(name) / "out"
        build = [sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "--out", str(out)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        draw_graph(chromium, out / "graph.html", PICTURES)
        with serving(out) as url:
            draw_site(chromium, url, PICTURES)
    sys.stdout.write(f"{PICTURES.relative_to(ROOT)}: {', '.join(sorted(path.name for path in PICTURES.glob('*.png')))}\n")


if __name__ == "__main__":
    main()
