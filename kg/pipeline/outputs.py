"""What is made from the finished graph: the serialisations, the store, the page.

None needs another's result, so with several workers each runs in a process of its own.
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

OUTPUTS = (*EXPORTS, "store", "report.json", "report.md")


def write_outputs(pieces: list[Path], stage: Path, base: str, workers: int) -> dict[str, float]:
    """Make all outputs of the graph, given as N-Quads files, in ``stage``; the seconds each took."""
    if workers == 1:
        return {step: _finish(step, pieces, stage, base) for step in STEPS}
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(workers, len(STEPS)), context) as pool:
        futures = {step: pool.submit(_finish, step, pieces, stage, base) for step in STEPS}
        return {step: future.result() for step, future in futures.items()}


def _finish(step: str, pieces: list[Path], stage: Path, base: str) -> float:
    began = time.perf_counter()
    STEPS[step](pieces, stage, base)
    return time.perf_counter() - began


def _export(pieces: list[Path], stage: Path, base: str) -> None:
    write_exports(pieces, stage, base, load_ontology())


def _store(pieces: list[Path], stage: Path, _base: str) -> None:
    build_store(stage / "store", pieces)


STEPS: dict[str, Callable[[list[Path], Path, str], None]] = {"exports": _export, "store": _store}
