"""The graph's own IRIs, followed on this server: RDF for programs; for people the site has pages at the same addresses."""

from collections.abc import MutableMapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route

from kg.ontology import KG
from kg.server.accept import GRAPHS, choose, media_type, weight
from kg.server.problems import RequestError
from kg.server.replies import answer, is_known, not_modified, tag_of, wants_gzip
from kg.server.service import Service, while_connected

KINDS = ("entity", "article", "statement", "mention", "figure", "graph", "rule", "extractor", "agent")
_SUFFIXES = {".ttl": "turtle", ".jsonld": "jsonld", ".nt": "ntriples", ".rdf": "rdfxml"}

# What is said about a thing, the names of what that mentions, and the facts that lead to it.
_THING = """CONSTRUCT {{ <{iri}> ?p ?o . ?o skos:prefLabel ?name . ?s ?q <{iri}> . ?s skos:prefLabel ?from }} {{
  {{ <{iri}> ?p ?o OPTIONAL {{ ?o skos:prefLabel ?name }} }}
  UNION {{ ?s ?q <{iri}> FILTER(STRSTARTS(STR(?q), "{kg}")) OPTIONAL {{ ?s skos:prefLabel ?from }} }}
}}"""
_GRAPH = "CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"


class RdfRoute(Route):
    """A route only for clients that want RDF: by their Accept header, or by the suffix of the address."""

    def matches(self, scope: MutableMapping[str, Any]) -> tuple[Match, MutableMapping[str, Any]]:
        """As ``Route`` has it, for such clients; others are passed on."""
        match, child = super().matches(scope)
        if match is not Match.NONE and not _is_for_programs(scope):
            return Match.NONE, {}
        return match, child


def routes(kind: type[Route]) -> list[BaseRoute]:
    """The addresses of all kinds of things, as routes of this kind."""
    paths = ["/ontology", *(f"/ontology{suffix}" for suffix in _SUFFIXES), *(f"/{name}/{{rest:path}}" for name in KINDS)]
    return [kind(path, described, methods=["GET"]) for path in paths]


async def described(request: Request) -> Response:
    """What the graph says about the thing at this address."""
    service: Service = request.app.state.service
    path, form = _named(_path(request.scope))
    form = form or choose(request.headers.get("accept", ""), GRAPHS)
    if form is None:
        raise RequestError("not-acceptable", "this is a thing of the graph", remedy=f"accept text/html or {', '.join(GRAPHS)}")
    iri = service.base + path
    if path == "ontology":
        query = _GRAPH.format(iri=f"{service.base}graph/ontology")
    elif path.startswith(("article/", "graph/")):
        query = _GRAPH.format(iri=iri)
    else:
        query = _THING.format(iri=iri, kg=KG)
    is_zipped = wants_gzip(request)
    stamp = service.source.stamp
    tag = tag_of(stamp, path, form, is_zipped) if stamp else ""
    if is_known(request, tag):
        return not_modified(tag)
    reply, body = await while_connected(request, service.query(query, solutions=None, graph=form, is_zipped=is_zipped))
    if not reply.rows:
        raise RequestError("not-found", f"nothing is said about {iri}")
    return answer(reply, body, media_type(form, GRAPHS), tag, is_head=request.method == "HEAD")


def _is_for_programs(scope: MutableMapping[str, Any]) -> bool:
    if _named(_path(scope))[1]:
        return True
    accept = Request(scope).headers.get("accept", "")
    form = choose(accept, GRAPHS)
    best = max((weight(media, accept) for media in GRAPHS), default=0.0)
    return form is not None and best > weight("text/html", accept)


def _path(scope: MutableMapping[str, Any]) -> str:
    """The path as it came, still percent-encoded, without its slash: an IRI ends so."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode("utf-8")
    return raw.partition(b"?")[0].decode("latin-1").lstrip("/")


def _named(path: str) -> tuple[str, str | None]:
    """A path without its suffix, and the format which that names."""
    for suffix, form in _SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), form
    return path, None
