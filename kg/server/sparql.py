"""SPARQL 1.1 Protocol at one address (https://www.w3.org/TR/sparql11-protocol/): queries and updates."""

import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.server.accept import GRAPHS, SOLUTIONS, choose, media_type, weight
from kg.server.describe import describe_service
from kg.server.jobs import Update
from kg.server.kept import is_lasting
from kg.server.problems import RequestError
from kg.server.replies import READING, answer, is_known, not_modified, tag_of, wants_gzip
from kg.server.service import Service, while_connected
from kg.server.source import Written

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"

Parameters = Mapping[str, Sequence[str]]


async def sparql(request: Request) -> Response:
    """A query, an update, or nothing: then what this service is."""
    service: Service = request.app.state.service
    parameters = parameters_of(request.url.query)
    if request.method in ("GET", "HEAD"):
        if "update" in parameters:
            raise RequestError("malformed-request", "an update is POSTed", remedy="use POST")
        if "query" not in parameters:
            return await describe_service(request)
        return await _query(request, service, _only(parameters, "query"), parameters)
    media, charset = _media(request)
    if media == _FORM:
        body = _text(await service.body(request), "utf-8")
        parameters = parameters_of(body)
        if ("query" in parameters) == ("update" in parameters):
            raise RequestError("malformed-request", "a form holds either a query or an update")
        if "query" in parameters:
            return await _query(request, service, _only(parameters, "query"), parameters)
        return await _update(request, service, _only(parameters, "update"), parameters)
    if media == _QUERY:
        return await _query(request, service, _text(await service.body(request), charset), parameters)
    if media == _UPDATE:
        return await _update(request, service, _text(await service.body(request), charset), parameters)
    problem = f"a request is {_FORM}, {_QUERY} or {_UPDATE}, not {media or 'without a type'}"
    raise RequestError("unsupported-media-type", problem, headers={"Accept-Post": f"{_FORM}, {_QUERY}, {_UPDATE}"})


async def _query(request: Request, service: Service, text: str, parameters: Parameters) -> Response:
    if "using-graph-uri" in parameters or "using-named-graph-uri" in parameters:
        raise RequestError("malformed-request", "using-graph-uri is for updates", remedy="use default-graph-uri")
    accept = request.headers.get("accept", "")
    solutions, graph = choose(accept, SOLUTIONS), choose(accept, GRAPHS)
    default_graphs, named_graphs = parameters.get("default-graph-uri"), parameters.get("named-graph-uri")
    if default_graphs is not None or named_graphs is not None:
        default_graphs, named_graphs = default_graphs or (), named_graphs or ()
    is_zipped = wants_gzip(request)
    stamp = service.source.stamp
    tag = ""
    if stamp and request.method != "POST" and is_lasting(text):
        tag = tag_of(stamp, text, solutions, graph, default_graphs, named_graphs, is_zipped)
    if is_known(request, tag):
        return not_modified(tag)
    asked = service.query(
        text,
        solutions=solutions,
        graph=graph,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        base=_address(request),
        is_zipped=is_zipped,
    )
    reply, body = await while_connected(request, asked)
    media = media_type(reply.form, GRAPHS if reply.is_graph else SOLUTIONS)
    return answer(reply, body, media, tag, is_head=request.method == "HEAD")


async def _update(request: Request, service: Service, text: str, parameters: Parameters) -> Response:
    if "default-graph-uri" in parameters or "named-graph-uri" in parameters:
        raise RequestError("malformed-request", "default-graph-uri is for queries", remedy="use using-graph-uri")
    written = allow_writing(request, service)
    default_graphs = tuple(parameters.get("using-graph-uri", ()))
    named_graphs = tuple(parameters.get("using-named-graph-uri", ()))
    await written.write(lambda snapshot: Update(text, _address(request), snapshot, default_graphs, named_graphs))
    return Response(status_code=204)


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


def allow_writing(request: Request, service: Service) -> Written:
    """The source, for a client that may change it.

    Raises:
        RequestError: Nobody may, or this client did not say the token.
    """
    written = service.written
    if written is None:
        raise RequestError("read-only", "this server only reads", remedy="start it with --writable and --token")
    scheme, _space, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), service.token.encode()):
        challenge = 'Bearer realm="jinqiao"' + (', error="invalid_token"' if given else "")
        problem = "this is not the token" if given else "changes need the token"
        remedy = "send it as Authorization: Bearer ..."
        raise RequestError("unauthorized", problem, remedy=remedy, headers={"WWW-Authenticate": challenge})
    return written


def options(allowed: str) -> Response:
    """What may be done at an address, also for a browser that asks before it lets a page of another origin read."""
    headers = {
        **READING,
        "Allow": allowed,
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=headers)


def prefers_html(request: Request) -> bool:
    """Whether a person looks on: HTML is wanted more than anything else."""
    accept = request.headers.get("accept", "")
    return weight("text/html", accept) > max(weight("text/turtle", accept), weight("application/sparql-results+json", accept))


def parameters_of(text: str) -> Parameters:
    """The fields of a form or of an address, each with all its values.

    Raises:
        RequestError: It is no UTF-8.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise RequestError("malformed-request", f"the parameters cannot be read: {error}") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _only(parameters: Parameters, name: str) -> str:
    values = parameters[name]
    if len(values) != 1:
        raise RequestError("malformed-request", f"there is more than one {name}")
    return values[0]


def _media(request: Request) -> tuple[str, str]:
    """The media type of a request and its character set."""
    media, _semicolon, rest = request.headers.get("content-type", "").partition(";")
    charset = next((part.partition("=")[2].strip(' "') for part in rest.split(";") if "charset" in part.lower()), "utf-8")
    return media.strip().lower(), charset


def _text(body: bytes, charset: str) -> str:
    if charset.lower() not in ("utf-8", "utf8"):
        raise RequestError("unsupported-media-type", f"SPARQL is sent in UTF-8, not in {charset}")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError("malformed-request", f"the body is no UTF-8: byte {error.start}") from error
