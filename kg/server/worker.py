"""A process that works on one job after another: ``python -m kg.server.worker FD ORDERS``.

It reads frames from the socket FD and writes one reply for each. A timer runs while it works whose signal nobody catches: a job
that takes too long ends the process, wherever the engine is then. ORDERS, in JSON, are its ``kg.server.jobs.Orders``.
"""

import re
import signal
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import pyoxigraph

from kg.errors import KgError, QueryError
from kg.ontology import PREFIXES
from kg.server.answers import OrderedPrefixes, Sink, counter, too_many_rows
from kg.server.confine import cut_network, end_with_parent, limit_memory
from kg.server.formats import GRAPHS, PREFIXED, TABLES, TURTLES
from kg.server.jobs import SIZES, Change, Dump, Job, Limits, Orders, Query, Reply, Update, job_of, pack, sizes
from kg.server.problems import RequestError, problem_of
from kg.store import Store, open_for_writing, open_store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

_Part = TypeVar("_Part")
_KNOWN = dict(PREFIXES)
_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")


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
        if isinstance(job, Update):
            _update(self._written, job)
        elif isinstance(job, Change):
            existed = _change(self._written, job, body)
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
        found = _found(self._store(job.store, job.stamp), job, unknown)
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
        graph = _graph_of(job.graph)
        if isinstance(graph, pyoxigraph.NamedNode) and not store.contains_named_graph(graph):
            return Reply(existed=False), b""
        return self._graph((quad.triple for quad in store.quads_for_pattern(None, None, None, graph)), job.form, job)

    def _graph(self, found: Iterable[Any], form: str, job: Query | Dump) -> tuple[Reply, bytes]:
        sink = Sink(self._limits, job.spool, is_zipped=job.gzip, count=None)
        output = OrderedPrefixes(sink) if form in TURTLES else sink
        prefixes = _KNOWN if form in PREFIXED else None
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


def _found(
    store: "Store | RemoteStore", job: Query, unknown: list[str]
) -> pyoxigraph.QueryTriples | pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    """What the engine finds; functions that it does not know are added to ``unknown``."""
    folded = job.text.upper()
    if "SERVICE" in folded or "LOAD" in folded:
        _refuse_calls(job.text, is_update=False)
    default_graphs, named_graphs = _graphs(job.default_graphs), _graphs(job.named_graphs)
    is_named = default_graphs is not None or named_graphs is not None or ("FROM" in folded and _names_dataset(job.text))
    options: dict[str, Any] = {
        "prefixes": _KNOWN,
        "use_default_graph_as_union": job.union and not is_named,
        "default_graph": default_graphs,
        "named_graphs": named_graphs,
    }
    if isinstance(store, Store):
        options["base_iri"] = job.base or None
    while True:
        try:
            return store.query(job.text, **options)
        except SyntaxError as error:
            raise _explained(job.text, str(error), "malformed-query") from error
        except RuntimeError as error:
            function = _UNKNOWN_FUNCTION.search(str(error))
            if function is None or function[1] in unknown:
                raise RequestError("query-failed", str(error)) from error
            # A call of an unknown function is an error within the query (section 17.6), not one of the query.
            unknown.append(function[1])
            options["custom_functions"] = {pyoxigraph.NamedNode(iri): _no_value for iri in unknown}


def _no_value(*_arguments: object) -> None:
    return None


def _names_dataset(text: str) -> bool:
    from kg.server.statements import has_word

    return has_word(text, "FROM")


def _refuse_calls(text: str, *, is_update: bool) -> None:
    """Refuse SERVICE and LOAD; what is malformed beside is said to be malformed."""
    from kg.server.statements import refusal, without_calls

    refused = refusal(text)
    if refused is None:
        return
    plain = without_calls(text)
    if refusal(plain) is None:
        try:
            if is_update:
                Store().update(plain, prefixes=_KNOWN, base_iri="urn:x:")
            else:
                Store().query(plain, prefixes=_KNOWN, base_iri="urn:x:")
        except SyntaxError as error:
            raise _explained(plain, str(error), "malformed-update" if is_update else "malformed-query") from error
    raise refused


def _explained(text: str, said: str, kind: str) -> RequestError:
    from kg.ask.query import explained, refuse

    if kind == "malformed-query":
        try:
            refuse(text, "")
        except QueryError as error:
            return problem_of(error, kind)
    return problem_of(explained(text, said, ""), kind)


def _update(store: Store, job: Update) -> None:
    text = job.text
    folded = text.upper()
    if "SERVICE" in folded or "LOAD" in folded:
        from kg.server.statements import without_calls

        _refuse_calls(text, is_update=True)
        text = without_calls(text)
    if job.default_graphs or job.named_graphs:
        from kg.server.statements import over_dataset

        for graph in (*job.default_graphs, *job.named_graphs):
            _graph_of(graph)
        text = over_dataset(text, job.default_graphs, job.named_graphs)
    try:
        store.update(text, base_iri=job.base, prefixes=_KNOWN)
    except SyntaxError as error:
        raise _explained(text, str(error), "malformed-update") from error
    except RuntimeError as error:
        raise RequestError("update-failed", str(error), remedy="nothing was changed") from error


def _change(store: Store, job: Change, body: bytes) -> bool:
    """Change a graph; whether it was there before.

    All is one update, which is one transaction: a graph is never seen empty between its old and its new state.
    """
    graph = _graph_of(job.graph)
    existed = not isinstance(graph, pyoxigraph.NamedNode) or store.contains_named_graph(graph)
    name = f"GRAPH {graph}" if isinstance(graph, pyoxigraph.NamedNode) else "DEFAULT"
    if job.method == "DELETE":
        if existed:
            store.update(f"DROP {name}")
        return existed
    steps = [f"DROP SILENT {name}"] if job.method == "PUT" else []
    if isinstance(graph, pyoxigraph.NamedNode):
        steps.append(f"CREATE SILENT {name}")
    triples = _lines(job, body)
    steps.append(f"INSERT DATA {{ {name} {{\n{triples}}} }}" if job.graph else f"INSERT DATA {{\n{triples}}}")
    store.update(" ;\n".join(steps))
    return existed


def _lines(job: Change, body: bytes) -> str:
    """The triples of all parts as N-Triples."""
    found: list[pyoxigraph.Triple] = []
    start = 0
    for form, length in job.parts:
        data = body[start : start + length]
        start += length
        try:
            for quad in pyoxigraph.parse(data, GRAPHS[form], base_iri=job.graph or None, rename_blank_nodes=True):
                if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
                    raise RequestError("malformed-graph", f"the body holds another graph, {quad.graph_name}")
                found.append(quad.triple)
        except SyntaxError as error:
            raise RequestError("malformed-graph", error.msg, line=error.lineno or 0, column=error.offset or 0) from error
    return (pyoxigraph.serialize(found, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _graph_of(iri: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    try:
        return pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()
    except ValueError as error:
        raise RequestError("malformed-request", f"{iri!r} is no IRI") from error


def _graphs(iris: Sequence[str] | None) -> list[Any] | None:
    return None if iris is None else [_graph_of(iri) for iri in iris if iri]


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
