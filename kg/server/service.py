"""What all addresses share: the graph, its limits, and how a question becomes a job."""

import asyncio
import itertools
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

from kg.server.jobs import Dump, Limits, Query
from kg.server.kept import Kept, is_lasting
from kg.server.pool import Pool
from kg.server.problems import RequestError
from kg.server.source import Answer, Source, Written

_SOON = 0.1
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Service:
    """The graph that is served.

    Attributes:
        source: Where it is and in which state.
        pool: Who answers.
        base: What its IRIs begin with.
        spool: A folder of our own for long answers.
        limits: Of one query.
        max_request: Bytes of a request's body.
        patience: Seconds that its body may take to come.
        is_union: Whether the default graph is the union of all graphs where a query names none.
        token: Who gives it may write; empty where nobody may.
    """

    source: Source
    pool: Pool
    base: str
    spool: Path
    limits: Limits
    max_request: int
    patience: float
    is_union: bool
    token: str = ""
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _kept: Kept = field(default_factory=Kept)

    @property
    def written(self) -> Written | None:
        """The source, if clients may change it."""
        return self.source if isinstance(self.source, Written) else None

    async def query(
        self,
        text: str,
        *,
        solutions: str | None = "json",
        graph: str | None = "ntriples",
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str = "",
        is_zipped: bool = False,
        is_union: bool | None = None,
        is_ours: bool = False,
        is_fresh: bool = False,
    ) -> Answer:
        """The answer to a query in one of the formats, which are names in ``kg.server.accept``.

        One of ours, which no client wrote, may give any number of rows. Of the same state of the graph the answer may be one
        that was given before, unless it is to be fresh.

        Raises:
            RequestError: There is none.
        """
        dataset = (
            self.is_union if is_union is None else is_union,
            None if default_graphs is None else tuple(default_graphs),
            None if named_graphs is None else tuple(named_graphs),
        )
        # A stamp never comes back: what is kept under one that is gone is never asked for again.
        asked = (self.source.stamp, text, solutions, graph, base, dataset, is_zipped, is_ours)
        is_kept = bool(asked[0]) and not is_fresh and is_lasting(text)
        if is_kept and (found := self._kept.find(asked)) is not None:
            return found
        spool = self._spool()
        answer = await self._clean(
            spool,
            self.source.read(
                lambda store, stamp: Query(store, stamp, text, solutions, graph, str(spool), base, *dataset, is_zipped, is_ours)
            ),
        )
        if is_kept and self.source.stamp == asked[0]:
            self._kept.keep(asked, text, answer)
        return answer

    async def dump(self, graph: str | None, form: str, *, is_zipped: bool = False) -> Answer:
        """One graph, the default graph ("") or all of them (None); the reply says if there is such a graph.

        Raises:
            RequestError: It cannot be written down.
        """
        spool = self._spool()
        return await self._clean(
            spool, self.source.read(lambda store, stamp: Dump(store, stamp, graph, form, str(spool), is_zipped))
        )

    def _spool(self) -> Path:
        return self.spool / str(next(self._numbers))

    async def _clean(self, spool: Path, answer: Awaitable[Answer]) -> Answer:
        """The answer; without one, what was written of it is removed."""
        try:
            return await answer
        except BaseException:
            spool.unlink(missing_ok=True)
            raise

    async def body(self, request: Request) -> bytes:
        """The body of a request.

        Raises:
            RequestError: It is larger than the limit, compressed, or takes too long to come.
        """
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise RequestError("unsupported-media-type", "compressed requests are not read", remedy="send it as it is")
        declared = request.headers.get("content-length", "")
        parts: list[bytes] = []
        size = int(declared) if declared.isascii() and declared.isdigit() else 0
        if size <= self.max_request:
            size = 0
            try:
                async with asyncio.timeout(self.patience):
                    async for part in request.stream():
                        parts.append(part)
                        size += len(part)
                        if size > self.max_request:
                            break
            except TimeoutError as error:
                problem = f"the request was not here within {self.patience:g} seconds"
                raise RequestError("request-too-slow", problem, headers={"Connection": "close"}) from error
        if size > self.max_request:
            problem = f"the request has more than {self.max_request} bytes"
            raise RequestError("request-too-large", problem, remedy="send it in parts", headers={"Connection": "close"})
        return b"".join(parts)


async def while_connected(request: Request, work: Awaitable[_Found]) -> _Found:
    """What comes of the work, which is cancelled when its client goes away; the request's body has been read before.

    Raises:
        ClientDisconnect: The client went away.
    """
    task = asyncio.ensure_future(work)
    done, _pending = await asyncio.wait({task}, timeout=_SOON)
    if done:
        return task.result()
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        for each in (task, gone):
            each.cancel()
        with suppress(asyncio.CancelledError, RequestError):
            await task


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
