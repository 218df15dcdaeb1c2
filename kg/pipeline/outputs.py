"""What is made from the finished graph: the serialisations, the store, the page.

With several workers they run side by side.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kg.exports import EXPORTS, write_exports
from kg.ontology import load_ontology
from kg.store import build_store

OUTPUTS = (*EXPORTS, "graph.html", "store", "report.json", "report.md")


def write_outputs(pieces: list[Path], stage: Path, base: str, workers: int) -> dict[str, float]:
    """Make all outputs of the graph, given as N-Quads files, in ``stage``; the seconds each took."""
    if workers == 1:
        done = [_follow(chain, pieces, stage, base) for chain in CHAINS]
    else:
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        with ProcessPoolExecutor(min(workers, len(CHAINS)), context) as pool:
            done = [future.result() for future in [pool.submit(_follow, chain, pieces, stage, base) for chain in CHAINS]]
    return {step: seconds for steps in done for step, seconds in steps.items()}


def _follow(chain: tuple[str, ...], pieces: list[Path], stage: Path, base: str) -> dict[str, float]:
    seconds = {}
    for step in chain:
        began = time.perf_counter()
        STEPS[step](pieces, stage, base)
        seconds[step] = time.perf_counter() - began
    return seconds


def _export(pieces: list[Path], stage: Path, base: str) -> None:
    write_exports(pieces, stage, base, load_ontology())


def _page(_pieces: list[Path], stage: Path, base: str) -> None:
    from kg.page import write_page  # drawing libraries, of no use to a worker

    write_page(stage / "graph.nq", stage / "graph.html", base)


def _store(pieces: list[Path], stage: Path, _base: str) -> None:
    build_store(stage / "store", pieces)


STEPS: dict[str, Callable[[list[Path], Path, str], None]] = {"exports": _export, "page": _page, "store": _store}
# A step waits for those before it in its chain; chains wait for nobody.
CHAINS = (("exports", "page"), ("store",))
