"""What is made from the finished graph: the serialisations, the store, the page, the check against the shapes.

None needs another's result, so with several workers each runs in a process of its own.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kg.exports import EXPORTS, write_exports
from kg.ontology import load_ontology
from kg.store import build_store

OUTPUTS = (*EXPORTS, "store", "report.json", "report.md")


@dataclass(frozen=True, slots=True)
class Finished:
    """An output that is done: its step, the seconds it took, and what the check found."""

    step: str
    seconds: float
    violations: tuple[str, ...] = ()


def write_outputs(graph: Path, stage: Path, base: str, workers: int) -> list[Finished]:
    """Make all outputs of the N-Quads file ``graph`` in ``stage``, in the order of the steps."""
    if workers == 1:
        return [_finish(step, graph, stage, base) for step in STEPS]
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(workers, len(STEPS)), context) as pool:
        return [future.result() for future in [pool.submit(_finish, step, graph, stage, base) for step in STEPS]]


def _finish(step: str, graph: Path, stage: Path, base: str) -> Finished:
    began = time.perf_counter()
    violations = STEPS[step](graph, stage, base)
    return Finished(step, time.perf_counter() - began, violations)


def _export(graph: Path, stage: Path, base: str) -> tuple[str, ...]:
    write_exports([graph], stage, base, load_ontology())
    return ()


def _store(graph: Path, stage: Path, _base: str) -> tuple[str, ...]:
    build_store(stage / "store", [graph])
    return ()


STEPS: dict[str, Callable[[Path, Path, str], tuple[str, ...]]] = {"exports": _export, "store": _store}
