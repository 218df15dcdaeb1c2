"""What is made from the woven exports: the store and the page."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.exports import EXPORTS
from kg.ontology import load_ontology
from kg.pipeline.archive import ARCHIVE, Archive
from kg.pipeline.weave import entity_lines
from kg.store import build_store, update_store

REPORTS = ("report.json", "report.md")
OUTPUTS = (*EXPORTS, "graph.html", "store", *REPORTS, ARCHIVE)

Update = tuple[Path, Path, Path]
"""The store of the build before, and the N-Quads files with what goes and what comes."""


def write_outputs(archive: Archive, stage: Path, workers: int, update: Update | None) -> dict[str, float]:
    """Make page and store in ``stage``, the store from nothing without an ``update``; the seconds each took.

    With several workers side by side: the store works outside the interpreter's lock. In a thread, because a forked process
    must not use the store's threads if its parent has.
    """
    if workers == 1:
        return {"page": _timed(lambda: _page(archive, stage)), "store": _timed(lambda: _store(stage, update))}
    with ThreadPoolExecutor(1) as pool:
        flying = pool.submit(_timed, lambda: _store(stage, update))
        page = _timed(lambda: _page(archive, stage))
        return {"store": flying.result(), "page": page}


def _timed(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _page(archive: Archive, stage: Path) -> None:
    from kg.page import write_page  # drawing libraries, of no use to a worker
    from kg.page.gather import Share, gather_shares
    from kg.page.limits import MOST_NODES

    atlas = gather_shares(
        lambda: map(Share.unpack, archive.pages()),
        entity_lines(archive, stage),
        archive.setting("base"),
        crowded=archive.count("SELECT count(*) FROM entity WHERE NOT gone") > MOST_NODES,
    )
    write_page(atlas, stage / "graph.html", ontology=load_ontology())


def _store(stage: Path, update: Update | None) -> None:
    if update is None:
        build_store(stage / "store", [stage / "graph.nq"])
    else:
        before, gone, come = update
        update_store(before, stage / "store", gone, come)
