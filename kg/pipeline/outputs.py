"""What is made from the exports: the store and the page."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from kg.exports import EXPORTS
from kg.ontology import load_ontology
from kg.pipeline.archive import ARCHIVE, Archive
from kg.pipeline.carry import Carried
from kg.pipeline.commit import sync
from kg.pipeline.weave import entity_lines
from kg.store import build_store, update_store

REPORTS = ("report.json", "report.md")
OUTPUTS = (*EXPORTS, "graph.html", "store", *REPORTS, ARCHIVE)

Update = tuple[Path, Path, Path]
"""The store of the build before, and the N-Quads files with what goes and what comes."""


def beside(workers: int) -> Executor:
    """Where outputs are made beside the page: for one worker too, because the store mostly waits for the disk.

    Threads, because copying, syncing and the store work outside the interpreter's lock, and because a forked process must not
    use the store's threads if its parent has.
    """
    return ThreadPoolExecutor(workers)


def write_outputs(
    archive: Archive,
    stage: Path,
    finish: Callable[[], None],
    update: Update | None,
    clients: Carried | None,
    pool: Executor,
) -> dict[str, float]:
    """Make page and store in ``stage``; the seconds each took.

    Args:
        archive: Settled, its entities described.
        stage: Where the exports are, and where page and store go.
        finish: Has the exports written; what the page needs of the articles is gathered before.
        update: How to make the store out of the one before; from nothing without it.
        clients: What clients changed in the store before, if the new one is made from nothing.
        pool: Where to make the store while the page is drawn.
    """
    steps: dict[str, Callable[[], None]] = {
        "store": lambda: _store(stage, update, clients),
        "sync": lambda: sync(stage, EXPORTS),
    }
    flying: dict[str, Future[float]] = {}
    seconds: dict[str, float] = {}

    def woven() -> None:
        seconds["exports"] = _timed(finish)
        flying.update({name: pool.submit(_timed, step) for name, step in steps.items()})

    page = _timed(lambda: _page(archive, stage, woven))
    seconds["page"] = page - seconds["exports"]
    seconds.update((name, made.result()) for name, made in flying.items())
    return seconds


def _timed(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _page(archive: Archive, stage: Path, woven: Callable[[], None]) -> None:
    """Draw the page; after ``woven`` the exports can be read, which tell of the entities."""
    from kg.page import write_page  # drawing libraries, of no use to a worker
    from kg.page.gather import Share, gather_shares
    from kg.page.limits import MOST_NODES

    def entities() -> Iterator[str]:
        woven()
        yield from entity_lines(archive, stage)

    atlas = gather_shares(
        lambda: map(Share.unpack, archive.pages()),
        entities(),
        archive.setting("base"),
        crowded=archive.count("SELECT count(*) FROM entity WHERE NOT gone") > MOST_NODES,
    )
    write_page(atlas, stage / "graph.html", ontology=load_ontology())


def _store(stage: Path, update: Update | None, clients: Carried | None) -> None:
    if update is None:
        build_store(stage / "store", [stage / "graph.nq"])
        if clients is not None:
            clients.into(stage / "store")
    else:
        before, gone, come = update
        update_store(before, stage / "store", gone, come)
    sync(stage, ("store",))
