"""``python -m tests.bench.page [SIZE …]``: size of ``graph.html``, first paint and frames a second in a real Chromium.

First paint is when the opening view first stands on the canvas, counted from navigation; frames are counted while the whole
graph is dragged about, and while the wheel turns over it. pyvis's default page of the same statements (physics on) is measured
beside it in the same run, each in a browser of its own, and given up on after half a minute.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Error, Page
from playwright.sync_api import TimeoutError as Late

from kg.ontology import load_ontology
from kg.page.atlas import Atlas
from kg.page.page import render
from tests.bench.made_up import made_up_atlas
from tests.browser.chromium import launch

SIZES = (200, 2_000, 10_000, 50_000)
PATIENCE = 30_000
"""Milliseconds that pyvis's own page is given."""

_COUNT = """() => { let frames = 0, on = true; const began = performance.now();
  const tick = () => { frames += 1; if (on) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.stopCounting = () => { on = false; return frames / (performance.now() - began) * 1000; };
}"""
_FRAMES = (
    "(number) => new Promise((done) => { const wait = () => number-- > 0 ? requestAnimationFrame(wait) : done(); wait(); })"
)


def measure(chromium: Browser, path: Path) -> tuple[float, float, float]:
    """First paint of our page in seconds; frames a second while the whole graph is dragged, and while it is zoomed."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    paint = page.evaluate("performance.getEntriesByName('painted')[0].startTime") / 1000
    page.click("#whole")
    page.evaluate(_FRAMES, 3)
    page.mouse.move(800, 800)
    page.mouse.down()
    page.mouse.move(790, 790)
    page.evaluate(_COUNT)
    for step in range(150):
        page.mouse.move(790 - step * 2, 790 - step * 3)
    dragged = page.evaluate("stopCounting()")
    page.mouse.up()
    page.evaluate(_FRAMES, 3)
    page.evaluate(_COUNT)
    for step in range(60):
        page.mouse.wheel(0, -60 if step % 40 < 20 else 60)
    zoomed = page.evaluate("stopCounting()")
    page.close()
    return float(paint), float(dragged), float(zoomed)


def measure_default(atlas: Atlas, folder: Path) -> str:
    """When pyvis's own page first painted, and its frames a second while dragged; or that it had not painted in time."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [{"id": node.iri, "label": node.name, "shape": "dot"} for node in atlas.nodes.values()]
    network.edges = [{"from": claim.subject, "to": claim.object, "arrows": "to"} for claim in atlas.claims]
    path = folder / "default.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    with launch() as chromium:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        try:
            return _default(page, path)
        except Late:
            return f"not within {PATIENCE // 1000} s"
        except Error as error:
            return f"failed: {error.message.splitlines()[0]}"


def _default(page: Page, path: Path) -> str:
    began = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function(
        "window.network && network.body.view && (window.seen || network.once('afterDrawing', () => "
        "{ window.seen = true; }), window.seen)"
    )
    paint = time.perf_counter() - began
    page.mouse.move(800, 800)
    page.mouse.down()
    page.evaluate(_COUNT)
    for step in range(30):
        page.mouse.move(790 - step * 5, 790 - step * 5)
    return f"{paint:.1f} s, {page.evaluate('stopCounting()'):.0f} frames/s"


def main() -> None:
    """Print one row a size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    ontology = load_ontology()
    print("  nodes    made in   file MB   first paint   dragged    zoomed   pyvis's default (first paint, dragged)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            atlas = made_up_atlas(size)
            began = time.perf_counter()
            path = folder / "graph.html"
            path.write_text(render(atlas, ontology), encoding="utf-8")
            made = time.perf_counter() - began
            with launch() as chromium:
                paint, dragged, zoomed = measure(chromium, path)
            megabytes = path.stat().st_size / 1e6
            row = f"{size:7,d} {made:8.1f} s {megabytes:9.2f} {paint:11.2f} s {dragged:7.0f}/s {zoomed:7.0f}/s"
            print(f"{row}   {measure_default(atlas, folder)}", flush=True)


if __name__ == "__main__":
    main()
