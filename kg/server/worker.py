"""A process that works on one job after another: ``python -m kg.server.worker FD ORDERS``.

It reads frames from the socket FD and writes one reply for each. A timer runs while it works whose signal nobody catches: a job
that takes too long ends the process, wherever the engine is then. ORDERS, in JSON, are its ``kg.server.jobs.Orders``.
"""

import signal
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import pyoxigraph

from kg.errors import KgError
from kg.server.answers import OrderedPrefixes, Sink, counter, too_many_rows
from kg.server.asking import KNOWN, find, graph_of
from kg.server.confine import cut_network, end_with_parent, limit_memory
from kg.server.formats import GRAPHS, PREFIXED, TABLES, TURTLES
from kg.server.jobs import SIZES, Change, Dump, Job, Limits, Orders, Query, Reply, Snapshot, Update, job_of, pack, sizes
from kg.server.problems import RequestError, problem_of
from kg.server.writing import change, update
from kg.store import Store, note_writing, open_for_writing, open_store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

_Part = TypeVar("_Part")


class Worker:
    """What the process holds between jobs: the store it read last, the store it writes if it is the writer."""

    def __init__(self, limits: Limits, writes: str) -> None:
        self._limits = limits
        self._writes = writes
        self._written: Store | None = None
        self._read: Store | RemoteStore | None = None
        self._opened = ("", "")

    def work(self, job: Job, body: bytes) -> tuple[Reply, bytes]:
        """The reply to a job, and the bytes of the answer.

        Raises:
            KgError: The job cannot be done.
        """
        if isinstance(job, Query):
            return self._query(job)
        if isinstance(job, Dump):
            return self._dump(job)
        if self._written is None:
            self._written = open_for_writing(Path(self._writes))
            limit_memory(self._limits.memory)
        existed = True
        if not isinstance(job, Snapshot):
            note_writing(Path(self._writes))
        if isinstance(job, Update):
            update(self._written, job)
        elif isinstance(job, Change):
            existed = change(self._written, job, body)
        self._written.backup(job.snapshot)
        return Reply(existed=existed), b""

    def _store(self, where: str, stamp: str) -> "Store | RemoteStore":
        if self._read is None or self._opened != (where, stamp):
            self._read, self._opened = None, ("", "")  # the old state is closed before the new one is opened
            limit_memory(0)
            if where.startswith(("http://", "https://")):
                from kg.ask.remote import RemoteStore

                self._read = RemoteStore(where, timeout=self._limits.seconds)
            else:
                self._read = open_store(Path(where))
            self._opened = where, stamp
            limit_memory(self._limits.memory)  # beyond what the open store takes
        return self._read

    def _query(self, job: Query) -> tuple[Reply, bytes]:
        unknown: list[str] = []
        found = find(self._store(job.store, job.stamp), job, unknown)
        if isinstance(found, pyoxigraph.QueryTriples):
            if job.graph is None:
                raise RequestError(
                    "not-acceptable", "the answer is a graph", remedy="accept text/turtle, or another format of RDF"
                )
            return self._graph(found, job.graph, job)
        if job.solutions is None:
            remedy = "accept application/sparql-results+json, or another format of results"
            raise RequestError("not-acceptable", "the answer is a table or a truth value", remedy=remedy)
        is_counted = isinstance(found, pyoxigraph.QuerySolutions) and not job.any_rows
        count = counter(job.solutions) if is_counted else None
        sink = Sink(self._limits, job.spool, is_zipped=job.gzip, count=count)
        found.serialize(cast(BinaryIO, sink), TABLES[job.solutions])
        return _replied(job.solutions, sink, job.spool, unknown=unknown)

    def _dump(self, job: Dump) -> tuple[Reply, bytes]:
        store = self._store(job.store, job.stamp)
        if not isinstance(store, Store):
            raise RequestError("refused", "this server passes queries on, not graphs", remedy="use CONSTRUCT and GRAPH")
        if job.graph is None:
            return self._graph(store.quads_for_pattern(None, None, None), job.form, job)
        graph = graph_of(job.graph)
        if isinstance(graph, pyoxigraph.NamedNode) and not store.contains_named_graph(graph):
            return Reply(existed=False), b""
        return self._graph((quad.triple for quad in store.quads_for_pattern(None, None, None, graph)), job.form, job)

    def _graph(self, found: Iterable[Any], form: str, job: Query | Dump) -> tuple[Reply, bytes]:
        sink = Sink(self._limits, job.spool, is_zipped=job.gzip, count=None)
        output = OrderedPrefixes(sink) if form in TURTLES else sink
        prefixes = KNOWN if form in PREFIXED else None
        pyoxigraph.serialize(_counted(found, sink, self._limits), cast(BinaryIO, output), GRAPHS[form], prefixes=prefixes)
        return _replied(form, sink, job.spool, is_graph=True)


def _counted(found: Iterable[_Part], sink: Sink, limits: Limits) -> Iterator[_Part]:
    for part in found:
        sink.rows += 1
        if sink.rows > limits.rows:
            raise too_many_rows(limits)
        yield part


def _replied(form: str, sink: Sink, spool: str, *, is_graph: bool = False, unknown: Sequence[str] = ()) -> tuple[Reply, bytes]:
    body, length, is_zipped = sink.close()
    return Reply(form, is_graph, is_zipped, "" if body or not length else spool, length, sink.rows, unknown), body


def _frame(channel: socket.socket) -> tuple[Job, bytes] | None:
    """The next job with its body; None when the server is gone."""
    start = _exactly(channel, SIZES)
    if len(start) < SIZES:
        return None
    head, body = sizes(start)
    return job_of(_exactly(channel, head)), _exactly(channel, body)


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = channel.recv(min(size, 1 << 20))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _done(worker: Worker, job: Job, body: bytes) -> tuple[Reply, bytes]:
    """The reply to a job, whatever comes of it that is no bug: a bug ends the process, and the server says so.

    No error is kept in a variable: it would hold its traceback, that this frame, and so everything the query had found.
    """
    try:
        return worker.work(job, body)
    except KgError as error:
        told = _told(problem_of(error))
    except MemoryError:
        told = _told(RequestError("memory-limit", "the query takes too much memory", remedy="narrow it, or order fewer rows"))
    except (OSError, RuntimeError, ValueError) as error:
        said = next(iter(str(error).splitlines()), type(error).__name__)
        told = _told(RequestError("store", f"the store failed: {said}"))
    return Reply(problem=told), b""


def _told(problem: RequestError) -> dict[str, str | int]:
    return {
        "kind": problem.kind,
        "problem": problem.problem,
        "line": problem.line,
        "column": problem.column,
        "remedy": problem.remedy,
    }


def main(arguments: Sequence[str]) -> None:
    """Work until the server closes its end."""
    # The terminal's Ctrl-C reaches the whole group, and a service manager asks every process to end: the server decides.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    end_with_parent()
    orders = Orders.read(arguments[1])
    if not orders.asks_elsewhere:
        cut_network()
    worker = Worker(orders.limits, orders.writes)
    with socket.socket(fileno=int(arguments[0])) as channel:
        while (frame := _frame(channel)) is not None:
            signal.setitimer(signal.ITIMER_REAL, orders.limits.seconds)
            reply, body = _done(worker, *frame)
            signal.setitimer(signal.ITIMER_REAL, 0)
            channel.sendall(pack(reply, body))


if __name__ == "__main__":
    main(sys.argv[1:])
