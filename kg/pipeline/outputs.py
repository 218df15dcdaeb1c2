"""What is made from the woven exports: the store and the page.

With several workers they are made side by side.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.exports import EXPORTS
from kg.pipeline.archive import ARCHIVE
from kg.store import build_store, update_store

REPORTS = ("report.json", "report.md")
OUTPUTS = (*EXPORTS, "graph.html", "store", *REPORTS, ARCHIVE)

Update = tuple[Path, Path, Path]
"""The store of the build before, and the N-Quads files with what goes and what comes."""


def write_outputs(stage: Path, base: str, workers: int, update: Update | None) -> dict[str, float]:
    """Make page and store of the exports in ``stage``, the store from nothing without an ``update``; the seconds each took."""
    # Threads, because the store works outside the interpreter's lock, and because a forked process must not use the store's
    # threads if its parent has.
    with ThreadPoolExecutor(min(workers, len(STEPS))) as pool:
        flying = {name: pool.submit(_timed, step, stage, base, update) for name, step in STEPS.items()}
        return {name: future.result() for name, future in flying.items()}


def _timed(step: Callable[[Path, str, Update | None], None], stage: Path, base: str, update: Update | None) -> float:
    began = time.perf_counter()
    step(stage, base, update)
    return time.perf_counter() - began


def _page(stage: Path, base: str, _update: Update | None) -> None:
    from kg.page import write_page  # drawing libraries, of no use to a worker

    write_page(stage / "graph.nq", stage / "graph.html", base)


def _store(stage: Path, _base: str, update: Update | None) -> None:
    if update is None:
        build_store(stage / "store", [stage / "graph.nq"])
    else:
        before, gone, come = update
        update_store(before, stage / "store", gone, come)


STEPS: dict[str, Callable[[Path, str, Update | None], None]] = {"store": _store, "page": _page}
