"""What this service is and what it holds: SPARQL 1.1 Service Description and VoID.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/
"""

import io
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.ontology import PREFIXES, RDF
from kg.server.accept import GRAPHS, choose, media_type, weight
from kg.server.answers import OrderedPrefixes
from kg.server.formats import GRAPHS as ENGINE_GRAPHS
from kg.server.formats import PREFIXED, TURTLES
from kg.server.problems import RequestError
from kg.server.replies import READING, tag_of
from kg.server.service import Service

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_XSD = PREFIXES["xsd"]
_A = NamedNode(RDF + "type")

_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples")
_RESULTS_TOO = ("JSON-LD", "RDF_XML", "TriG", "N-Quads")

_COUNTS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?o) AS ?distinctObjects)
       (COUNT(DISTINCT ?p) AS ?properties) { GRAPH ?g { ?s ?p ?o } }"""
_BY_PROPERTY = "SELECT ?part (COUNT(*) AS ?n) { GRAPH ?g { ?s ?part ?o } } GROUP BY ?part ORDER BY ?part"
_BY_CLASS = "SELECT ?part (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?part } } GROUP BY ?part ORDER BY ?part"


async def describe_service(request: Request) -> Response:
    """The service description, or for a browser the page to write queries on."""
    service: Service = request.app.state.service
    accept = request.headers.get("accept", "")
    if weight("text/html", accept) > weight("text/turtle", accept):
        return RedirectResponse("/editor", 303, {"Vary": "Accept"})
    return _written_down(request, list(_service(_root(request), service)))


async def void(request: Request) -> Response:
    """The VoID description: how much of what there is."""
    service: Service = request.app.state.service
    stamp = service.source.stamp
    known: dict[str, list[Triple]] = request.app.state.void
    if not stamp or stamp not in known:
        known.clear()
        known[stamp] = await _holdings(_root(request), service)
    return _written_down(request, known[stamp])


def _root(request: Request) -> str:
    return str(request.url.replace(path="/", query="", fragment=""))


def _written_down(request: Request, triples: list[Triple]) -> Response:
    form = choose(request.headers.get("accept", ""), GRAPHS)
    if form is None:
        raise RequestError("not-acceptable", "a description is a graph", remedy=f"accept {', '.join(GRAPHS)}")
    prefixes = {**PREFIXES, "sd": _SD, "void": _VOID, "format": _FORMATS} if form in PREFIXED else None
    written = io.BytesIO()
    output = OrderedPrefixes(written) if form in TURTLES else written
    pyoxigraph.serialize(triples, cast(BinaryIO, output), ENGINE_GRAPHS[form], prefixes=prefixes)
    body = written.getvalue()
    headers = {**READING, "Content-Type": media_type(form, GRAPHS), "Vary": "Accept", "ETag": tag_of(body)}
    return Response(body, headers=headers)


def _service(root: str, service: Service) -> Iterator[Triple]:
    here, dataset, graph = NamedNode(f"{root}sparql"), NamedNode(f"{root}.well-known/void#graph"), BlankNode("default")
    yield Triple(here, _A, NamedNode(_SD + "Service"))
    yield Triple(here, NamedNode(_SD + "endpoint"), here)
    languages = ["SPARQL11Query"] + (["SPARQL11Update"] if service.written else [])
    for language in languages:
        yield Triple(here, NamedNode(_SD + "supportedLanguage"), NamedNode(_SD + language))
    for form in (*_RESULTS, *_RESULTS_TOO):
        yield Triple(here, NamedNode(_SD + "resultFormat"), NamedNode(_FORMATS + form))
    if service.written:
        for form in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML"):
            yield Triple(here, NamedNode(_SD + "inputFormat"), NamedNode(_FORMATS + form))
    if service.is_union:
        yield Triple(here, NamedNode(_SD + "feature"), NamedNode(_SD + "UnionDefaultGraph"))
    yield Triple(here, NamedNode(_SD + "feature"), NamedNode(_SD + "EmptyGraphs"))
    yield Triple(here, NamedNode(_SD + "defaultDataset"), dataset)
    yield Triple(dataset, _A, NamedNode(_SD + "Dataset"))
    yield Triple(dataset, NamedNode(_SD + "defaultGraph"), graph)
    yield Triple(graph, _A, NamedNode(_SD + "Graph"))


async def _holdings(root: str, service: Service) -> list[Triple]:
    dataset = NamedNode(f"{root}.well-known/void#graph")
    found = [
        Triple(dataset, _A, NamedNode(_VOID + "Dataset")),
        Triple(dataset, NamedNode(_VOID + "sparqlEndpoint"), NamedNode(f"{root}sparql")),
        Triple(dataset, NamedNode(_VOID + "uriSpace"), Literal(service.base)),
    ]
    found += [Triple(dataset, NamedNode(_VOID + "vocabulary"), NamedNode(start)) for start in PREFIXES.values()]
    try:
        (counts,) = await _rows(service, _COUNTS)
        properties, classes = await _rows(service, _BY_PROPERTY), await _rows(service, _BY_CLASS)
    except RequestError as error:
        if error.kind in ("time-limit", "memory-limit", "too-many-rows"):
            return found  # too large to be counted within a query's limits
        raise
    found += [Triple(dataset, NamedNode(_VOID + name), _number(value)) for name, value in counts.items()]
    for parts, link, name, counted in (
        (properties, "propertyPartition", "property", "triples"),
        (classes, "classPartition", "class", "entities"),
    ):
        for number, row in enumerate(parts):
            part = BlankNode(f"{name}{number}")
            found.append(Triple(dataset, NamedNode(_VOID + link), part))
            found.append(Triple(part, NamedNode(_VOID + name), NamedNode(row["part"])))
            found.append(Triple(part, NamedNode(_VOID + counted), _number(row["n"])))
    return found


async def _rows(service: Service, query: str) -> list[dict[str, str]]:
    _reply, body = await service.query(query)
    return [{name: term["value"] for name, term in row.items()} for row in json.loads(body)["results"]["bindings"]]


def _number(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(_XSD + "integer"))
