"""Workers: in this process for one worker or a handful of articles, in processes of their own otherwise."""

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from kg.errors import KgError
from kg.pipeline.inputs import Batch, Raw
from kg.pipeline.work import Answer, Order, Worker, unread

_AHEAD = 3  # batches in flight for each worker: none waits, and none piles up

# The worker of this process, kept from one build to the next. Forked processes inherit it loaded; others load their own when
# they start.
_own: list[Worker] = []


def answers(given: Iterator[Batch], order: Order, workers: int) -> Iterator[Answer]:
    """What became of the batches, in no particular order. Nothing is loaded where there is nothing to read.

    Raises:
        KgError: A worker process was killed from outside.
    """
    first = list(islice(given, 2))
    if not any(isinstance(raw, Raw) for batch in first for raw in batch) and len(first) < 2:
        yield from (unread(batch) for batch in first)
        return
    worker = hire(order)
    if workers > 1 and len(first) > 1:
        yield from _in_processes(chain(first, given), order, workers)
        return
    for batch in chain(first, given):
        yield worker.work(batch)


def _in_processes(given: Iterable[Batch], order: Order, workers: int) -> Iterator[Answer]:
    # Forked workers start in milliseconds; elsewhere than on Linux forking is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    flying: set[Future[Answer]] = set()
    try:
        with ProcessPoolExecutor(workers, context, _start, (order,)) as pool:
            for batch in given:
                flying.add(pool.submit(_work, batch))
                if len(flying) >= workers * _AHEAD:
                    landed, flying = wait(flying, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in landed)
            while flying:
                landed, flying = wait(flying, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in landed)
    except BrokenProcessPool as error:
        raise KgError("a worker process was killed", remedy="look at the memory, or build with --workers 1") from error


def hire(order: Order) -> Worker:
    """The worker of this process, with what it loaded for the build before if nothing of that has changed."""
    if not _own or not _own[0].take(order):
        if _own:
            _own.clear()
            gc.unfreeze()
            gc.collect()
        _own.append(Worker(order))
        gc.freeze()  # all this stays: the collector need not walk it again and again, nor forked workers copy it
    return _own[0]


def _start(order: Order) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what to do
    threading.Thread(target=_die_with_parent, daemon=True).start()
    hire(order)


def _die_with_parent() -> None:
    """End this worker when the build is killed: it must not go on writing into a folder that the next build sweeps."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)


def _work(batch: Batch) -> Answer:
    return _own[0].work(batch)
