"""What may go wrong with a request; a client is told as an RFC 9457 problem document (``kg.server.replies``)."""

import re
from collections.abc import Mapping

from kg.errors import KgError, QueryError, StoreError

_COLUMN = re.compile(r"column (\d+): ")

# What may go wrong: its status and its title.
KINDS: Mapping[str, tuple[int, str]] = {
    "malformed-request": (400, "The request is malformed"),
    "malformed-query": (400, "The query is no SPARQL"),
    "malformed-update": (400, "The update is no SPARQL"),
    "malformed-graph": (400, "The graph cannot be parsed"),
    "query-failed": (400, "The query cannot be answered"),
    "update-failed": (409, "The update cannot be made"),
    "unauthorized": (401, "A token is needed"),
    "refused": (403, "Refused"),
    "read-only": (403, "This server only reads"),
    "too-many-rows": (403, "The answer is too long"),
    "not-found": (404, "Not found"),
    "method-not-allowed": (405, "Method not allowed"),
    "not-acceptable": (406, "No acceptable format"),
    "request-too-slow": (408, "The request took too long to come"),
    "request-too-large": (413, "The request is too large"),
    "unsupported-media-type": (415, "Unsupported media type"),
    "internal": (500, "The server failed"),
    "busy": (503, "The server is busy"),
    "store": (503, "The store does not answer"),
    "time-limit": (504, "Out of time"),
    "memory-limit": (507, "Out of memory"),
}


class RequestError(KgError):
    """A request that gets no answer.

    Args:
        kind: A key of ``KINDS``.
        problem: What is wrong, in one sentence without a full stop.
        line: The line in the query, from 1, or 0.
        column: The column in that line, from 1, or 0.
        remedy: What the client can do.
        headers: What the response says beside the document.
    """

    def __init__(
        self,
        kind: str,
        problem: str,
        *,
        line: int = 0,
        column: int = 0,
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(problem, line=line, remedy=remedy)
        self.kind = kind
        self.column = column
        self.headers = dict(headers or {})

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.kind, self.problem, self.line, self.column, self.remedy, self.headers))


def problem_of(error: KgError, kind: str = "") -> RequestError:
    """Any of our errors as a problem; ``kind`` where the error's class does not say enough."""
    if isinstance(error, RequestError):
        return error
    found = _COLUMN.match(error.problem)
    usual = "malformed-query" if isinstance(error, QueryError) else "store" if isinstance(error, StoreError) else "internal"
    return RequestError(
        kind or usual,
        error.problem[found.end() :] if found else error.problem,
        line=error.line,
        column=int(found[1]) if found else 0,
        remedy=error.remedy,
    )


def _rebuild(kind: str, problem: str, line: int, column: int, remedy: str, headers: Mapping[str, str]) -> RequestError:
    return RequestError(kind, problem, line=line, column=column, remedy=remedy, headers=headers)
