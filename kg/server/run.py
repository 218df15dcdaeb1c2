"""The server's life: the socket, the workers, the signals, the end."""

import asyncio
import contextlib
import errno
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import uvicorn

from kg.errors import KgError, StoreError
from kg.graph import DEFAULT_BASE
from kg.server.app import application
from kg.server.connection import Connection
from kg.server.jobs import Limits, Orders
from kg.server.pool import Pool
from kg.server.problems import RequestError
from kg.server.service import Service
from kg.server.source import Endpoint, Folder, Source, Written
from kg.site import is_styled

_BASE = "SELECT ?article { ?article a kg:Article } LIMIT 1"
WORKERS = max(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be served, and how.

    Attributes:
        folder: The outputs of a build; or else
        endpoint: the address of another SPARQL endpoint.
        host: The address to listen at.
        port: 0 for any that is free.
        token: Who says it may write; empty: nobody may.
        limits: Of one query.
        max_request: Bytes of a request's body.
        patience: Seconds that a request's head, and then its body, may take to come.
        is_union: Whether the default graph is the union of all graphs.
        workers: How many queries may run at once.
    """

    folder: Path | None
    endpoint: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    limits: Limits = field(default_factory=Limits)
    max_request: int = 10 << 20
    patience: float = 30.0
    is_union: bool = True
    workers: int = WORKERS


def serve(plan: Plan) -> None:
    """Serve until a signal ends it.

    Raises:
        KgError: The port is taken, there is no store, or another process writes it.
    """
    with _listening(plan.host, plan.port) as listener, contextlib.ExitStack() as held:
        if plan.token and plan.folder is not None:
            from kg.pipeline.commit import locked, recover

            held.enter_context(locked(plan.folder))
            recover(plan.folder)
        spool = Path(tempfile.mkdtemp(prefix="kg-serve-"))
        held.callback(shutil.rmtree, spool, ignore_errors=True)
        # uvicorn raises its signals once more when it is done: that is no second wish.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        asyncio.run(_serve(plan, listener, spool))


async def _serve(plan: Plan, listener: socket.socket, spool: Path) -> None:
    pool = Pool(Orders(plan.limits, asks_elsewhere=bool(plan.endpoint)), plan.workers)
    pool.start()
    try:
        with _source(plan, pool) as source:
            if isinstance(source, Written):
                await source.start()
            service = Service(
                source, pool, DEFAULT_BASE, spool, plan.limits, plan.max_request, plan.patience, plan.is_union, plan.token
            )
            service = replace(service, base=await _base(service))
            server = uvicorn.Server(
                uvicorn.Config(
                    application(service, plan.folder),
                    http=partial(Connection, patience=plan.patience),  # type: ignore[arg-type]
                    ws="none",
                    lifespan="off",
                    log_level="warning",
                    access_log=False,
                    server_header=False,
                    timeout_keep_alive=30,
                    timeout_graceful_shutdown=int(plan.limits.seconds) + 1,
                    h11_max_incomplete_event_size=1 << 17,
                )
            )
            _announce(plan, listener.getsockname()[1])
            await server.serve(sockets=[listener])
    except RequestError as error:
        raise StoreError(error.problem, where=plan.endpoint or str(plan.folder), remedy=error.remedy) from error
    finally:
        pool.close()


@contextlib.contextmanager
def _source(plan: Plan, pool: Pool) -> Iterator[Source]:
    if plan.folder is None:
        yield Endpoint(plan.endpoint, pool)
    elif plan.token:
        written = Written(plan.folder / "store", pool, plan.limits)
        try:
            yield written
        finally:
            written.close()
    else:
        yield Folder(plan.folder / "store", pool)


async def _base(service: Service) -> str:
    """What the IRIs of the graph begin with, seen at an article."""
    _reply, body = await service.query(_BASE, solutions="tsv", is_union=True)
    lines = body.decode("utf-8").splitlines()
    return lines[1].strip("<>").rpartition("article/")[0] if len(lines) > 1 else DEFAULT_BASE


def _announce(plan: Plan, port: int) -> None:
    host = f"[{plan.host}]" if ":" in plan.host else plan.host
    root = f"http://{host}:{port}"
    rights = "for reading, and for changes with the token" if plan.token else "for reading"
    sys.stdout.write(
        f"Serving {plan.endpoint or plan.folder} at {root}/ {rights}\n"
        f"  SPARQL  {root}/sparql\n"
        f"  graphs  {root}/store?graph=IRI\n"
        f"  health  {root}/health\n"
        f"A query may take {plan.limits.seconds:g} seconds and give {plan.limits.rows} rows. Ctrl-C ends the server.\n"
    )
    if not is_styled():
        sys.stdout.write(
            "The site's scripts and styles are not built, its pages are plain: make site (needs Node 20 or newer)\n"
        )
    sys.stdout.flush()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _kind, _number, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise KgError("no address to listen at", where=f"{host}:{port}", remedy="give --host and --port") from error
    # Named, or asyncio does not see that it is TCP and leaves Nagle's algorithm on: 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except (OSError, OverflowError) as error:
        listener.close()
        meanings = {
            errno.EADDRINUSE: ("the port is in use", "give another --port, or 0 for any"),
            errno.EACCES: ("the port is not allowed", "give a --port above 1023"),
            errno.EADDRNOTAVAIL: ("this machine has no such address", "give another --host"),
        }
        problem, remedy = meanings.get(getattr(error, "errno", 0) or 0, ("cannot listen here", "give another --port"))
        raise KgError(problem, where=f"{host}:{port}", remedy=remedy) from error
    return listener
