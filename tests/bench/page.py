"""``python -m tests.bench.page [SIZE …]``: size of ``graph.html``, first paint and frames a second in a real Chromium.

First paint is when the opening view first stands on the canvas, counted from navigation; frames are counted while the whole
graph is dragged about. pyvis's default page of the same statements (physics on) is measured beside it in the same run, and
given up on after half a minute.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.ontology import load_ontology
from kg.page.gather import Atlas
from kg.page.page import render
from tests.bench.made_up import made_up_atlas
from tests.browser.chromium import launch

SIZES = (200, 2_000, 10_000, 50_000)
_PATIENCE = 30_000  # milliseconds
_COUNT = """() => { let frames = 0; const began = performance.now();
  const tick = () => { frames += 1; if (!window.stopped) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.stop_ = () => { window.stopped = true; return frames / (performance.now() - began) * 1000; };
}"""


def measure(chromium: Any, path: Path) -> tuple[float, float]:
    """First paint of our page in seconds, frames a second while the whole graph moves."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    paint = page.evaluate("performance.getEntriesByName('painted')[0].startTime") / 1000
    page.click("#whole")
    page.wait_for_timeout(1500)
    page.mouse.move(800, 800)
    page.mouse.down()
    page.mouse.move(790, 790)
    page.evaluate(_COUNT)
    for step in range(150):
        page.mouse.move(790 - step * 2, 790 - step * 3)
    frames = page.evaluate("stop_()")
    page.mouse.up()
    page.close()
    return paint, frames


def measure_default(chromium: Any, atlas: Atlas, folder: Path) -> str:
    """Seconds until pyvis's own page has settled and painted, or that it had not."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    names = [(node.iri, node.name) for node in atlas.nodes.values()]
    network.nodes = [{"id": iri, "label": name, "shape": "dot"} for iri, name in names]
    network.edges = [{"from": claim.subject, "to": claim.object, "arrows": "to"} for claim in atlas.claims]
    path = folder / "default.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    began = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=_PATIENCE)
        page.wait_for_function(
            "window.network && network.body.view && (window.seen || network.once('afterDrawing', () => "
            "{ window.seen = true; }), window.seen)",
            timeout=_PATIENCE,
        )
        return f"{time.perf_counter() - began:.1f} s"
    except Exception as error:  # noqa: BLE001 - whatever Playwright calls its patience
        return f"not within {_PATIENCE // 1000} s" if "imeout" in str(error) else f"failed: {error}"
    finally:
        page.close()


def main() -> None:
    """Print one row a size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    ontology = load_ontology()
    print("  nodes   made in   file MB   first paint s   frames/s   pyvis's default")
    with tempfile.TemporaryDirectory() as name, launch() as chromium:
        folder = Path(name)
        for size in sizes:
            atlas = made_up_atlas(size)
            began = time.perf_counter()
            path = folder / "graph.html"
            path.write_text(render(atlas, ontology), encoding="utf-8")
            made = time.perf_counter() - began
            paint, frames = measure(chromium, path)
            default = measure_default(chromium, atlas, folder) if size <= 2_000 else "-"
            megabytes = path.stat().st_size / 1e6
            print(f"{size:7,d} {made:7.1f} s {megabytes:9.2f} {paint:15.2f} {frames:10.0f}   {default}", flush=True)


if __name__ == "__main__":
    main()
