"""A connection that is not waited for longer than our patience: who sends a request byte by byte is cut off."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Connection(H11Protocol):
    """Uvicorn's, with an end to the wait for the head of a request; between two requests its own limit holds.

    Args:
        patience: Seconds from the first byte of a request, or from the beginning of the connection, to the end of its head.
    """

    def __init__(self, *arguments: Any, patience: float, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._patience = patience
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes, and stop waiting when it makes the head whole."""
        self._wait()
        super().data_received(data)
        if not self._is_idle():
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._rest()
        super().connection_lost(exc)

    def _is_idle(self) -> bool:
        """Whether no request is being answered, and none's body being read."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._end is None and self._is_idle():
            self._end = self.loop.call_later(self._patience, self._cut)

    def _rest(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _cut(self) -> None:
        self._end = None
        if not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()
