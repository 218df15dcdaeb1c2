"""The application: which address leads where, and what becomes of errors."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg import __version__
from kg.errors import KgError
from kg.server import entities
from kg.server.describe import void
from kg.server.graphs import store
from kg.server.pages import PageStore
from kg.server.problems import RequestError, problem_of
from kg.server.replies import READING, refuse
from kg.server.service import Service
from kg.server.sparql import options, sparql
from kg.site import routes as pages

_STATUS = {400: "malformed-request", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable"}
_EVERY = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


def application(service: Service, folder: Path | None) -> Starlette:
    """The server's addresses over one graph.

    Args:
        service: The graph.
        folder: The outputs of the build, for the pages; None where there are none.
    """
    app = Starlette(
        exception_handlers={
            KgError: _refused,
            HTTPException: _http,
            ClientDisconnect: _gone,
            Exception: _failed,
        },
        middleware=[Middleware(Present)],
    )
    app.state.service = service
    app.state.store = PageStore(service, service.source.stamp)
    app.state.folder = folder
    app.state.base = service.base
    app.state.void = {}
    app.router.routes.extend(_routes(app, folder))
    return app


def _routes(app: Starlette, folder: Path | None) -> Sequence[BaseRoute]:
    return [
        Route("/sparql", _sparql, methods=_EVERY),
        Route("/sparql/", _sparql, methods=_EVERY),
        Route("/store", store, methods=_EVERY),
        Route("/store/{rest:path}", store, methods=_EVERY),
        Route("/.well-known/void", void),
        Route("/health", health),
        *entities.routes(entities.RdfRoute),
        *pages(app.state.store, folder, app.state.base),
    ]


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return options("GET, HEAD, POST, OPTIONS")
    if request.method not in ("GET", "HEAD", "POST"):
        allowed = {"Allow": "GET, HEAD, POST, OPTIONS"}
        raise RequestError("method-not-allowed", f"{request.method} is nothing to do with SPARQL", headers=allowed)
    return await sparql(request)


async def health(request: Request) -> Response:
    """Whether queries are answered, and how busy the workers are."""
    service: Service = request.app.state.service
    numbers = service.pool.numbers()
    if numbers["busy"] < numbers["workers"]:
        await service.query("ASK {}", is_fresh=True)
    found = {"status": "ok", "version": __version__, "writable": service.written is not None, **numbers}
    return JSONResponse(found, headers={"Cache-Control": "no-store", **READING})


class Present:
    """Keeps ``app.state.store`` at the present state of the graph."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            state = scope["app"].state
            if state.store.stamp != state.service.source.stamp:
                state.store = PageStore(state.service, state.service.source.stamp)
        await self._app(scope, receive, send)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    return refuse(problem_of(error))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = _STATUS.get(error.status_code, "malformed-request")
    return refuse(RequestError(kind, HTTPStatus(error.status_code).phrase.lower(), headers=error.headers))


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it


async def _failed(_request: Request, _error: Exception) -> Response:
    return refuse(RequestError("internal", "this is a bug of the server, and it is in its log"))
