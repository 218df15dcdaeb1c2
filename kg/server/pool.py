"""Worker processes, warm and few: each does one job at a time; one that ends, or is ended, is replaced at once.

A job that nobody waits for any more is ended with its worker. Jobs that find no worker wait their turn; when too many wait, or
one waits too long, the client is told to come back.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

from kg.server.jobs import SIZES, Job, Orders, Reply, pack, reply_of, sizes
from kg.server.problems import RequestError

WAITING = 128
"""How many jobs may wait for a worker."""
PATIENCE = 10.0
"""How many seconds one may wait."""
_BUSY = {"Retry-After": "2"}


class Worker:
    """A child process and the socket to it."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        ours, its = socket.socketpair()
        with its:
            # The package is found where this one was; the folder the server was started in is no place for modules (-P).
            command = [sys.executable, "-P", "-m", "kg.server.worker", str(its.fileno()), orders.written()]
            paths = filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
            self._process = subprocess.Popen(  # noqa: S603 - our own module and our own words
                command, pass_fds=(its.fileno(),), stdin=subprocess.DEVNULL, env=environment
            )
        ours.setblocking(False)
        self._socket = ours

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    async def run(self, job: Job, body: bytes = b"") -> tuple[Reply, bytes]:
        """Have a job done.

        Raises:
            RequestError: It cannot be done, or the process ended over it.
        """
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._socket, pack(job, body))
            head_size, body_size = sizes(await self._exactly(SIZES))
            rest = await self._exactly(head_size + body_size)
        except (ConnectionError, EOFError) as error:
            raise self._obituary() from error
        reply = reply_of(rest[:head_size])
        if reply.problem is not None:
            raise RequestError(**reply.problem)  # type: ignore[arg-type]
        return reply, rest[head_size:]

    async def _exactly(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        parts: list[bytes] = []
        while size:
            part = await loop.sock_recv(self._socket, size)
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _obituary(self) -> RequestError:
        """Why the process ended: its limits are the kernel's."""
        limits = self._orders.limits
        code = self._process.wait()  # its socket is closed: it is as good as gone
        if code == -signal.SIGALRM:
            problem = f"no answer within {limits.seconds:g} seconds"
            return RequestError("time-limit", problem, remedy="narrow the query, or add a LIMIT")
        if code in (-signal.SIGABRT, -signal.SIGKILL):
            problem = f"the query takes more than {limits.memory >> 20} MB of memory"
            return RequestError("memory-limit", problem, remedy="narrow the query, or order fewer rows")
        return RequestError("internal", "the worker ended without an answer")

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


class Pool:
    """As many workers as may work at once.

    Args:
        orders: What all of them are told.
        size: How many there are.
    """

    def __init__(self, orders: Orders, size: int) -> None:
        self._orders = orders
        self._size = size
        self._idle: deque[Worker] = deque()
        self._busy: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._is_closed = False

    def start(self) -> None:
        """Start the workers; they load their libraries while nobody asks yet."""
        self._idle.extend(Worker(self._orders) for _ in range(self._size))

    async def run(self, job: Job, body: bytes = b"") -> tuple[Reply, bytes]:
        """Have a job done by the next free worker; when cancelled, its worker is ended.

        Raises:
            RequestError: It cannot be done, took too long or too much, or too many wait.
        """
        worker = await self._take()
        is_whole = False
        try:
            reply = await worker.run(job, body)
        except RequestError:
            is_whole = worker.is_alive
            raise
        else:
            is_whole = True
            return reply
        finally:
            self._give_back(worker, is_whole=is_whole)

    def close(self) -> None:
        """End all workers."""
        self._is_closed = True
        for worker in (*self._idle, *self._busy):
            worker.end()
        self._idle.clear()

    def numbers(self) -> dict[str, int]:
        """How many workers there are, work, and how many jobs wait."""
        return {"workers": self._size, "busy": len(self._busy), "waiting": len(self._waiting)}

    async def _take(self) -> Worker:
        while self._idle:  # nobody waits then
            worker = self._idle.pop()  # the one that worked last is the warmest
            if worker.is_alive:
                self._busy.add(worker)
                return worker
            worker.end()
            self._idle.appendleft(Worker(self._orders))
        if len(self._waiting) >= WAITING:
            raise RequestError("busy", f"{WAITING} queries are waiting already", remedy="try again later", headers=_BUSY)
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(PATIENCE):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as error:
            if turn.done() and not turn.cancelled():  # a worker came in the very moment
                self._busy.discard(turn.result())
                self._give_back(turn.result(), is_whole=True)
            if isinstance(error, asyncio.CancelledError):
                raise
            problem = f"no worker was free within {PATIENCE:g} seconds"
            raise RequestError("busy", problem, remedy="try again later", headers=_BUSY) from error
        finally:
            with suppress(ValueError):
                self._waiting.remove(turn)

    def _give_back(self, worker: Worker, *, is_whole: bool) -> None:
        self._busy.discard(worker)
        if self._is_closed:
            worker.end()
            return
        if not is_whole:
            worker.end()
            worker = Worker(self._orders)
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                self._busy.add(worker)
                turn.set_result(worker)
                return
        self._idle.append(worker) if is_whole else self._idle.appendleft(worker)
