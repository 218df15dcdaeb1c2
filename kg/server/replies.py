"""What goes back to a client: answers, problem documents, the headers of both."""

import json
from collections.abc import AsyncIterator, Mapping
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.server.jobs import Reply
from kg.server.problems import KINDS, RequestError

PROBLEM = "application/problem+json"
_TYPES = "https://jinqiao.example/problems#"
_PIECE = 1 << 18
_IRI = ":/?#[]@!$&'()*+,;=%"

# Anybody's page may read; writing needs a header that is not among those a page of another origin may send.
READING = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",  # a table with markup in a cell is no page
    "Access-Control-Expose-Headers": "ETag, Location, Retry-After, X-Unknown-Functions",
}
_CHECKED = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}


def answer(reply: Reply, body: bytes, media: str, tag: str, *, is_head: bool = False) -> Response:
    """An answer of a worker as a response; a long one is read from its file, which is removed then."""
    headers = {**READING, **_CHECKED, "Content-Type": media}
    if tag:
        headers["ETag"] = tag
    if reply.gzip:
        headers["Content-Encoding"] = "gzip"
    if reply.unknown:
        headers["X-Unknown-Functions"] = " ".join(f"<{quote(iri, safe=_IRI)}>" for iri in reply.unknown)
    if not reply.spool:
        return Response(body, headers=headers)
    headers["Content-Length"] = str(reply.length)
    return StreamingResponse(_pieces(Path(reply.spool), is_head=is_head), headers=headers)


async def _pieces(path: Path, *, is_head: bool) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        path.unlink()
        while not is_head and (piece := file.read(_PIECE)):
            yield piece


def tag_of(*parts: object) -> str:
    """A weak validator: the same request of the same state of the graph has the same answer, if not the same bytes."""
    return f'W/"{blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has the answer already (If-None-Match)."""
    known = request.headers.get("if-none-match")
    if not tag or known is None or request.method not in ("GET", "HEAD"):
        return False
    return known.strip() == "*" or tag.removeprefix("W/") in {name.strip().removeprefix("W/") for name in known.split(",")}


def not_modified(tag: str) -> Response:
    """The answer is the one the client has."""
    return Response(status_code=304, headers={**READING, **_CHECKED, "ETag": tag})


def wants_gzip(request: Request) -> bool:
    """Whether the client takes compressed answers."""
    accepted = request.headers.get("accept-encoding", "").lower().replace(" ", "")
    return any(name in ("gzip", "*") or name.startswith("gzip;q=0.") or name == "gzip;q=1" for name in accepted.split(","))


def refuse(problem: RequestError) -> Response:
    """A problem document (RFC 9457)."""
    status, title = KINDS[problem.kind]
    found: dict[str, object] = {"type": _TYPES + problem.kind, "title": title, "status": status, "detail": problem.problem}
    extra: Mapping[str, object] = {"line": problem.line, "column": problem.column, "remedy": problem.remedy}
    found.update({name: value for name, value in extra.items() if value})
    headers = {"Cache-Control": "no-store", **READING, **problem.headers}
    return Response(json.dumps(found, ensure_ascii=False) + "\n", status, headers, PROBLEM)
