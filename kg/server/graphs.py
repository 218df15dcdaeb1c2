"""SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).

``/store?graph=IRI`` and ``/store?default`` name a graph; ``/store/anything`` is one itself, named by its address; ``/store``
alone is all graphs for reading, and a POST there makes a new graph. The default graph here is the store's own, no union.
"""

import re
import uuid
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP

from starlette.requests import Request
from starlette.responses import Response

from kg.server.accept import DATASETS, GRAPHS, choose, media_type
from kg.server.jobs import Change
from kg.server.problems import RequestError
from kg.server.replies import answer, is_known, not_modified, tag_of, wants_gzip
from kg.server.service import Service, while_connected
from kg.server.sparql import allow_writing, options, parameters_of

_MULTIPART = "multipart/form-data"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_READS = "GET, HEAD, OPTIONS"
_WRITES = "GET, HEAD, OPTIONS, PUT, POST, DELETE"


async def store(request: Request) -> Response:
    """One graph, or all of them."""
    service: Service = request.app.state.service
    allowed = _WRITES if service.written else _READS
    if request.method == "OPTIONS":
        return options(allowed)
    graph = _graph(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, service, graph)
    if service.written is None:
        raise RequestError(
            "method-not-allowed", "this server only reads", remedy="start it with --writable", headers={"Allow": allowed}
        )
    return await _write(request, service, graph)


async def _read(request: Request, service: Service, graph: str | None) -> Response:
    offers = DATASETS if graph is None else GRAPHS
    form = choose(request.headers.get("accept", ""), offers)
    if form is None:
        raise RequestError("not-acceptable", "graphs are given as RDF", remedy=f"accept {', '.join(offers)}")
    is_zipped = wants_gzip(request)
    stamp = service.source.stamp
    tag = tag_of(stamp, graph, form, is_zipped) if stamp else ""
    if is_known(request, tag):
        return not_modified(tag)
    reply, body = await while_connected(request, service.dump(graph, form, is_zipped=is_zipped))
    if not reply.existed:
        raise _no_graph(graph)
    return answer(reply, body, media_type(form, offers), tag, is_head=request.method == "HEAD")


async def _write(request: Request, service: Service, graph: str | None) -> Response:
    written = allow_writing(request, service)
    method = request.method
    location = ""
    if graph is None:
        if method != "POST":
            raise RequestError("malformed-request", "which graph?", remedy="add ?graph=IRI or ?default to the address")
        graph = location = f"{_address(request)}/{uuid.uuid4()}"
    parts, body = ((), b"") if method == "DELETE" else _parts(request, await service.body(request))
    target = graph
    reply = await written.write(lambda snapshot: Change(method, target, snapshot, parts), body)
    if method == "DELETE" and not reply.existed:
        raise _no_graph(graph)
    if reply.existed:
        return Response(status_code=204)
    return Response(status_code=201, headers={"Location": location} if location else None)


def _graph(request: Request) -> str | None:
    """The graph a request names: its IRI, "" for the default graph, None for none."""
    parameters = parameters_of(request.url.query)
    if request.url.path.rstrip("/") != "/store":
        if parameters:
            raise RequestError("malformed-request", "the address is a graph already, and names another")
        return _checked(_address(request))
    named = parameters.get("graph", [])
    if len(named) + ("default" in parameters) > 1:
        raise RequestError("malformed-request", "one graph at a time")
    if "default" in parameters:
        return ""
    if not named:
        if parameters:
            raise RequestError(
                "malformed-request", f"no parameter {next(iter(parameters))!r}", remedy="say graph=IRI or default"
            )
        return None
    return _checked(named[0])


def _checked(iri: str) -> str:
    if not _IRI.fullmatch(iri):
        raise RequestError("malformed-request", f"{iri!r} is no absolute IRI")
    return iri


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment="")).rstrip("/")


def _parts(request: Request, body: bytes) -> tuple[tuple[tuple[str, int], ...], bytes]:
    """The RDF documents of a body: their formats and lengths, and they themselves one after another."""
    declared = request.headers.get("content-type", "")
    is_form = declared.lower().startswith(_MULTIPART)
    found = _multipart(declared, body) if is_form else [(declared, body)]
    return tuple((_form(media), len(data)) for media, data in found), b"".join(data for _media, data in found)


def _multipart(declared: str, body: bytes) -> list[tuple[str, bytes]]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + declared.encode("latin-1") + b"\r\n\r\n" + body)
    found: list[tuple[str, bytes]] = []
    for part in message.iter_parts() if message.is_multipart() else ():
        data = part.get_payload(decode=True) if isinstance(part, Message) else None
        found.append((part.get_content_type(), data if isinstance(data, bytes) else b""))
    if not found:
        raise RequestError("malformed-request", "the form has no parts")
    return found


def _form(declared: str) -> str:
    media = declared.partition(";")[0].strip().lower() or "text/turtle"  # a document without a type is Turtle
    form = GRAPHS.get(media)
    if form is None or form in ("trig", "nquads") or media in ("text/plain", "application/json", "application/xml"):
        accepted = "text/turtle, application/n-triples, application/ld+json, application/rdf+xml"
        raise RequestError(
            "unsupported-media-type",
            f"{media} is no format of a graph",
            remedy=f"send {accepted}",
            headers={"Accept": accepted},
        )
    return form


def _no_graph(graph: str | None) -> RequestError:
    return RequestError("not-found", f"there is no graph {graph}")
