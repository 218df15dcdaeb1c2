"""The W3C's SPARQL 1.1 tests, run against a server over HTTP.

A test passes, or it says what came instead. Answers are compared as RDF graphs: rows become nodes, so that blank nodes need not
have the same names (RDFC-1.0), and both sides go through the engine's store first, which writes numbers in one way ("01" as 1).
"""

import csv
import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

import httpx
import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib import RDF, RDFS
from rdflib.collection import Collection

BASE = "https://w3c.github.io/rdf-tests/"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DAWGT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

SUITES = {
    "query": "sparql/sparql11/manifest-sparql11-query.ttl",
    "results": "sparql/sparql11/manifest-sparql11-results.ttl",
    "update": "sparql/sparql11/manifest-sparql11-update.ttl",
    "protocol": "sparql/sparql11/protocol/manifest.ttl",
    "graph-store": "sparql/sparql11/graph-store-protocol/manifest.ttl",
}
_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG}
_TABLES = {
    "srx": ("application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
    "srj": ("application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
    "tsv": ("text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
}
_STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400, "MethodNotAllowed": 405}
_LONG = 150
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]+)>")
_ROW, _COUNT, _VARIABLE = NamedNode("urn:row"), NamedNode("urn:count"), "urn:variable:"

Term = NamedNode | BlankNode | Literal | Triple
Rows = list[dict[str, Term]]


class DiffersError(Exception):
    """The server did something else than the test wants; the message says what."""


@dataclass(frozen=True, slots=True)
class Test:
    """One entry of a manifest; its name is short and unique."""

    name: str
    kind: str
    manifest: rdflib.Graph
    node: rdflib.term.Node

    @property
    def action(self) -> rdflib.term.Node:
        """What is to be done."""
        found = self.manifest.value(self.node, MF.action)
        assert found is not None, self.name
        return found

    @property
    def result(self) -> rdflib.term.Node | None:
        """What should come of it."""
        return self.manifest.value(self.node, MF.result)


class Suite:
    """The unpacked archive."""

    def __init__(self, archive: Path, folder: Path) -> None:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        self._folder = folder

    def tests(self, suite: str) -> list[Test]:
        """The tests of a suite that the working group approved, in its order."""
        return list(self._tests(SUITES[suite]))

    def _tests(self, path: str) -> Iterator[Test]:
        manifest = rdflib.Graph().parse(data=(self._folder / path).read_bytes(), format="turtle", publicID=BASE + path)
        for head in manifest.objects(None, MF.include):
            for included in Collection(manifest, head):
                yield from self._tests(str(included).removeprefix(BASE))
        for head in manifest.objects(None, MF.entries):
            for node in Collection(manifest, head):
                if manifest.value(node, DAWGT.approval) != DAWGT.NotApproved:
                    kinds = sorted(str(kind).rpartition("#")[2] for kind in manifest.objects(node, RDF.type))
                    kind = next(kind for kind in kinds if "Test" in kind)
                    folder = Path(path).parent.name
                    yield Test(f"{folder}/{str(node).rpartition('#')[2]}", kind, manifest, node)

    def path(self, iri: object) -> Path:
        """The file of an address of the suite."""
        return self._folder / unquote(str(iri).removeprefix(BASE).partition("#")[0])

    def text(self, iri: object) -> str:
        """A file as text, its line ends as they are."""
        return self.path(iri).read_bytes().decode("utf-8")

    @cache  # noqa: B019 - there is one suite
    def quads(self, iri: object, graph: str = "") -> list[Quad]:
        """The triples of a file, in a graph of that name or in the default graph; its blank nodes are its own."""
        form = _FORMATS[str(iri).rpartition(".")[2]]
        found = pyoxigraph.parse(path=self.path(iri), format=form, base_iri=str(iri), rename_blank_nodes=True)
        if not graph:
            return list(found)
        return [Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph)) for quad in found]


class Runner:
    """Runs tests against a server whose graph it may change at will."""

    def __init__(self, suite: Suite, client: httpx.Client, token: str) -> None:
        self._suite = suite
        self._client = client
        self._token = {"Authorization": f"Bearer {token}"}
        self._loaded = ""

    def run(self, test: Test) -> str:
        """Empty if the test passes; else what came instead, in one line."""
        runs = {
            "QueryEvaluationTest": self._evaluate,
            "CSVResultFormatTest": self._evaluate_csv,
            "UpdateEvaluationTest": self._update,
            "ProtocolTest": self._talk,
            "GraphStoreProtocolTest": self._talk,
        }
        try:
            runs.get(test.kind, self._parse)(test)
        except DiffersError as error:
            said = " ".join(str(error).split())
            return said if len(said) <= _LONG else f"{said[:_LONG]}… {sha256(said.encode()).hexdigest()[:12]}"
        return ""

    def _evaluate(self, test: Test) -> None:
        """QueryEvaluationTest."""
        manifest, action = test.manifest, test.action
        query = manifest.value(action, QT.query) or action
        text = self._suite.text(query)
        self._load(self._data(manifest, action, QT, str(query), text))
        result = str(test.result)
        ending = result.rpartition(".")[2]
        if ending in _TABLES:
            media, form = _TABLES[ending]
            found = self._query(text, str(query), media)
            expected = pyoxigraph.parse_query_results(self._suite.path(result).read_bytes(), form)
            self._compare(_table(pyoxigraph.parse_query_results(found.content, form)), _table(expected))
            return
        triples = self._suite.quads(result)
        listed = _listed(triples)
        if listed is None:
            found = self._query(text, str(query), "application/n-triples")
            self._compare(list(pyoxigraph.parse(found.content, RdfFormat.N_TRIPLES)), triples)
        else:
            found = self._query(text, str(query), "application/sparql-results+json")
            self._compare(_table(pyoxigraph.parse_query_results(found.content, pyoxigraph.QueryResultsFormat.JSON)), listed)

    def _evaluate_csv(self, test: Test) -> None:
        """CSVResultFormatTest: cells are text, and blank nodes have any name."""
        query = test.manifest.value(test.action, QT.query)
        text = self._suite.text(query)
        self._load(self._data(test.manifest, test.action, QT, str(query), text))
        found = self._query(text, str(query), "text/csv")
        answers, expected = _cells(found.text), _cells(self._suite.text(test.result))
        if answers != expected:
            raise DiffersError(f"answers {sorted(answers)}")

    def _update(self, test: Test) -> None:
        """UpdateEvaluationTest: the whole dataset afterwards."""
        manifest = test.manifest
        request = manifest.value(test.action, UT.request)
        self._load(self._data(manifest, test.action, UT))
        self._change(f"BASE <{request}>\n{self._suite.text(request)}")
        expected = self._data(manifest, test.result, UT)
        found = self._client.get("/store", headers={"Accept": "application/n-quads"})
        self._compare(list(pyoxigraph.parse(found.content, RdfFormat.N_QUADS)), expected)

    def _parse(self, test: Test) -> None:
        """The syntax tests: malformed is answered by 400; a text that is refused for what it asks (403, 409) was understood."""
        self._loaded = ""
        text = f"BASE <{test.action}>\n{self._suite.text(test.action)}"
        is_update = "Update" in test.kind or self._suite.path(test.action).suffix == ".ru"
        media = "application/sparql-update" if is_update else "application/sparql-query"
        response = self._client.post("/sparql", content=text.encode(), headers={"Content-Type": media, **self._token})
        is_malformed = response.status_code == 400
        if response.status_code >= 500 or is_malformed != test.kind.startswith("Negative"):
            raise DiffersError(f"answers {response.status_code}")

    def _talk(self, test: Test) -> None:
        """ProtocolTest and GraphStoreProtocolTest: requests one after another, each with what is expected of its response."""
        manifest = test.manifest
        self._load(self._data(manifest, test.node, UT))
        self._loaded = ""
        location = ""
        requests = manifest.value(test.action, HT.requests)
        assert requests is not None, test.name
        for request in Collection(manifest, requests):
            path = str(manifest.value(request, HT.absolutePath)).replace("$LOCATION$", quote(location, safe=""))
            address = re.sub(r"^/gsp\b", "/store", re.sub(r"^/sparql/?", "/sparql", path))
            headers = [(name.lower(), value) for name, value in self._pairs(manifest, request)]
            body = manifest.value(request, HT.body)
            encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
            content = None if body is None else str(manifest.value(body, CNT.chars)).encode(encoding)
            response = self._client.send(
                httpx.Request(
                    str(manifest.value(request, HT.methodName)),
                    str(self._client.base_url).rstrip("/") + address,
                    headers=[*headers, *self._token.items(), ("host", self._client.base_url.netloc.decode())],
                    content=content,
                )
            )
            location = response.headers.get("location", location)
            self._check(manifest, manifest.value(request, HT.resp), response)

    def _pairs(self, manifest: rdflib.Graph, node: rdflib.term.Node) -> list[tuple[str, str]]:
        head = manifest.value(node, HT.headers)
        fields = Collection(manifest, head) if head is not None else ()
        return [(str(manifest.value(field, HT.fieldName)), str(manifest.value(field, HT.fieldValue))) for field in fields]

    def _check(self, manifest: rdflib.Graph, wanted: rdflib.term.Node | None, response: httpx.Response) -> None:
        statuses = [str(status).rpartition("#")[2] for status in manifest.objects(wanted, MF.expectedStatus)]
        code = response.status_code
        fits = [status == f"StatusCode{code // 100}xx" or _STATUSES.get(status) == code for status in statuses]
        if statuses and not any(fits):
            raise DiffersError(f"answers {code}, not {' or '.join(statuses)}")
        media = response.headers.get("content-type", "")
        truth = manifest.value(wanted, MF.expectedBoolean)
        if truth is not None and response.json()["boolean"] != (str(truth).lower() == "true"):
            raise DiffersError(f"answers {response.text}")
        form = manifest.value(wanted, MF.expectedFormat)
        kinds = {"boolean": "sparql-results", "tabular": "sparql-results", "RDF": "turtle"}
        if form is not None and kinds[str(form)] not in media:
            raise DiffersError(f"answers {media}")
        body = manifest.value(wanted, HT.body)
        chars = None if body is None else manifest.value(body, CNT.chars)
        if chars:
            expected = pyoxigraph.parse(str(chars), RdfFormat.TURTLE, base_iri=str(response.url))
            self._compare(list(pyoxigraph.parse(response.content, RdfFormat.TURTLE)), list(expected))

    def _data(
        self, manifest: rdflib.Graph, node: rdflib.term.Node | None, words: rdflib.Namespace, query: str = "", text: str = ""
    ) -> list[Quad]:
        """The dataset a test begins or ends with; documents that the query itself names count as graphs."""
        found: list[Quad] = []
        for document in manifest.objects(node, words.data):
            found += self._suite.quads(document)
        for graph in manifest.objects(node, words.graphData):
            document = manifest.value(graph, words.graph) or manifest.value(graph, words.data) or graph
            found += self._suite.quads(document, str(manifest.value(graph, RDFS.label) or document))
        for named in _FROM.findall(text):
            address = urljoin(query, named)
            if address.startswith(BASE) and self._suite.path(address).exists():
                found += self._suite.quads(address, address)
        return found

    def _load(self, quads: Iterable[Quad]) -> None:
        lines = []
        for quad in quads:
            triple = f"{quad.subject} {quad.predicate} {quad.object} ."
            is_plain = isinstance(quad.graph_name, DefaultGraph)
            lines.append(triple if is_plain else f"GRAPH {quad.graph_name} {{ {triple} }}")
        text = "DROP ALL ;\nINSERT DATA {\n" + "\n".join(lines) + "\n}"
        if text != self._loaded:
            self._change(text)
            self._loaded = text

    def _change(self, text: str) -> None:
        self._loaded = ""
        headers = {"Content-Type": "application/sparql-update", **self._token}
        response = self._client.post("/sparql", content=text.encode(), headers=headers)
        if response.status_code != 204:
            raise DiffersError(f"answers {response.status_code}: {response.json().get('detail')}")

    def _query(self, text: str, base: str, accept: str) -> httpx.Response:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        response = self._client.post("/sparql", content=f"BASE <{base}>\n{text}".encode(), headers=headers)
        if response.status_code != 200:
            raise DiffersError(f"answers {response.status_code}: {response.json().get('detail')}")
        return response

    def _compare(self, found: "list[Quad] | Rows | bool", expected: "list[Quad] | Rows | bool") -> None:
        if isinstance(found, bool) or isinstance(expected, bool):
            if found is not expected:
                raise DiffersError(f"answers {json.dumps(found, default=str)}")
            return
        if _canonical(found) != _canonical(expected):
            raise DiffersError(f"answers {'; '.join(_canonical(found)) or 'nothing'}")


def _table(found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean) -> Rows | bool:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]


def _listed(quads: list[Quad]) -> Rows | bool | None:
    """A table that is written as RDF (the working group's result-set vocabulary); None where the graph is the answer."""
    by_subject: dict[object, dict[str, list[Term]]] = {}
    for quad in quads:
        by_subject.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    for values in by_subject.values():
        if RS + "boolean" in values:
            return str(values[RS + "boolean"][0]).startswith('"true"')
    tables = [values for values in by_subject.values() if NamedNode(RS + "ResultSet") in values.get(str(RDF.type), [])]
    if not tables:
        return None
    rows: Rows = []
    for solution in tables[0].get(RS + "solution", []):
        bindings = [by_subject[binding] for binding in by_subject[solution].get(RS + "binding", [])]
        rows.append({getattr(each[RS + "variable"][0], "value", ""): each[RS + "value"][0] for each in bindings})
    return rows


def _canonical(found: "list[Quad] | Rows") -> list[str]:
    """Quads or rows as sorted lines that do not depend on the names of blank nodes."""
    store = pyoxigraph.Store()
    rows = [row for row in found if isinstance(row, dict)]
    store.extend([quad for quad in found if isinstance(quad, Quad)])
    for number, row in enumerate(rows):
        node = BlankNode(f"row{number}")
        store.add(Quad(node, _ROW, Literal(len(row))))
        store.extend([Quad(node, NamedNode(_VARIABLE + name), term) for name, term in row.items()])
    dataset = pyoxigraph.Dataset(store)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def _cells(text: str) -> "Counter[tuple[tuple[str, str], ...]]":
    """The rows of a CSV file, each cell with its column: columns may come in any order."""
    return Counter(
        tuple(sorted((name, _plain(cell)) for name, cell in row.items())) for row in csv.DictReader(io.StringIO(text))
    )


def _plain(cell: str) -> str:
    """A cell without what may differ: the name of a blank node, the way a number is written."""
    if cell.startswith("_:"):
        return "_:"
    return f"{Decimal(cell).normalize():f}" if re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", cell) else cell
