"""An endpoint on another machine: its answers are those of a store, its failures one clear line."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph
import pytest

from kg.ask import Rows, Triples, Truth, ask
from kg.ask.remote import RemoteStore
from kg.errors import KgError, QueryError, StoreError

TABLE = "application/sparql-results+json"
ONE = json.dumps(
    {"head": {"vars": ["x", "y"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "建行", "xml:lang": "zh"}}]}},
    ensure_ascii=False,
)
NONE = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": []}})

Answer = tuple[int, str, str | bytes, dict[str, str]]
"""Status, media type, body, further header fields."""

Script = Callable[[dict[str, list[str]]], Answer]


@contextmanager
def scripted(script: Script) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """A server that answers each form as told; its address, and the forms it was sent."""
    seen: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            form["Accept"] = [self.headers["Accept"]]
            form["Authorization"] = [self.headers.get("Authorization", "")]
            seen.append(form)
            status, media, body, more = script(form)
            data = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            self.send_header("Content-Type", media)
            for name, value in {"Content-Length": str(len(data)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()
            if more.get("Connection") == "close":
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def always(status: int, media: str, body: str, **more: str) -> Script:
    return lambda _form: (status, media, body, {name.replace("_", "-"): value for name, value in more.items()})


def first(store: RemoteStore, query: str = "SELECT ?x ?y {}") -> object:
    answer = ask(store, query)
    assert isinstance(answer, Rows)
    return list(answer.rows)


def test_rows_come_back_as_terms_with_the_unbound_as_none() -> None:
    with scripted(always(200, TABLE, ONE)) as (url, _):
        assert first(RemoteStore(url)) == [(pyoxigraph.Literal("建行", language="zh"), None)]


def test_only_prefixes_that_the_query_uses_and_does_not_declare_are_sent() -> None:
    with scripted(always(200, TABLE, NONE)) as (url, seen):
        first(RemoteStore(url), 'PREFIX skos: <http://e.org/> SELECT ?x { ?x a kg:Bank ; skos:x "nif:x" } # org:x')

    sent = seen[-1]["query"][0]
    assert sent.startswith("PREFIX kg: <https://jinqiao.example/ontology#> PREFIX skos: <http://e.org/> SELECT")


def test_a_server_whose_default_graph_is_not_the_union_is_told_to_make_it_so() -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        if form["query"][0].startswith("ASK"):
            holds = "union-default-graph" in form
            return 200, TABLE, json.dumps({"head": {}, "boolean": holds}), {}
        return 200, TABLE, ONE.replace("literal", "uri").replace("建行", "http://e.org/a"), {}

    with scripted(script) as (url, seen):
        store = RemoteStore(url)
        first(store)
        first(store)

    assert ["union-default-graph" in form for form in seen] == [False, False, True, True, True]


def test_a_server_that_cannot_give_the_union_is_refused_by_name() -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        return 200, TABLE, json.dumps({"head": {}, "boolean": False}) if form["query"][0].startswith("ASK") else ONE, {}

    with scripted(script) as (url, _), pytest.raises(StoreError, match="is not the union of its graphs"):
        first(RemoteStore(url))


def test_graphs_that_are_asked_for_travel_with_the_query_and_need_no_union() -> None:
    graph = pyoxigraph.NamedNode("http://e.org/g")
    with scripted(always(200, TABLE, NONE)) as (url, seen):
        RemoteStore(url).query("SELECT ?x {}", use_default_graph_as_union=True, default_graph=[graph], named_graphs=[graph])

    assert [(form["default-graph-uri"], form["named-graph-uri"]) for form in seen] == [(["http://e.org/g"], ["http://e.org/g"])]


def test_a_graph_and_a_yes_come_back() -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        if form["query"][0].startswith("CONSTRUCT"):
            return 200, "application/n-triples; charset=utf-8", '<http://e.org/a> <http://e.org/p> "金桥" .\n', {}
        is_ask = form["query"][0].startswith("ASK")
        return 200, TABLE, json.dumps({"head": {}, "boolean": True}) if is_ask else NONE, {}

    with scripted(script) as (url, _):
        graph = ask(RemoteStore(url), "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        truth = ask(RemoteStore(url), "ASK { ?s ?p ?o }")

    assert isinstance(graph, Triples)
    assert [str(triple.object) for triple in graph.triples] == ['"金桥"']
    assert truth == Truth(True)


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    answers = iter([(503, "text/plain", "busy", {"Retry-After": "0"}), (429, "text/plain", "slow", {"Retry-After": "0"})])

    def script(_form: dict[str, list[str]]) -> Answer:
        return next(answers, (200, TABLE, NONE, {}))

    with scripted(script) as (url, seen):
        first(RemoteStore(url))

    assert len(seen) == 4  # two refusals, the sample, the query


def test_a_server_that_stays_busy_is_given_up() -> None:
    with (
        scripted(always(503, "text/plain", "come back tomorrow", Retry_After="0")) as (url, seen),
        pytest.raises(StoreError, match="503 Service Unavailable: come back tomorrow"),
    ):
        first(RemoteStore(url))

    assert len(seen) == 5


@pytest.mark.parametrize(
    ("script", "kind", "said"),
    [
        (always(400, "text/plain", "SP030: syntax\n\nmore"), QueryError, "400 Bad Request: SP030: syntax"),
        (always(403, "application/problem+json", '{"title": "No", "detail": "not you"}'), StoreError, "403 Forbidden: not you"),
        (always(404, "text/html", "<h1>Not found</h1>"), StoreError, "404 Not Found; is this the address"),
        (always(500, "text/plain", "a\x1b[31mb"), StoreError, "500 Internal Server Error: a [31mb"),
        (always(302, "text/plain", "", Location="http://e.org/"), StoreError, "moved to http://e.org/"),
        (always(200, "text/html", "<p>hello"), StoreError, "no SPARQL result but text/html"),
        (always(200, TABLE, NONE.replace("[]", "[{]")), StoreError, "no SPARQL result but broken"),
        (always(200, TABLE, "{"), StoreError, "no SPARQL result but application/sparql-results"),
        (always(200, TABLE, NONE, X_SPARQL_MaxRows="10000"), StoreError, "cuts its answers at 10000 rows"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_with_the_words_of_the_server(script: Script, kind: type[KgError], said: str) -> None:
    with scripted(script) as (url, _), pytest.raises(kind) as error:
        first(RemoteStore(url))

    assert said in str(error.value)
    assert str(error.value).startswith(url)
    assert str(error.value).isprintable()


def test_rows_that_are_no_rows_are_an_error_of_the_server() -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        return 200, TABLE, NONE if "?s ?p ?o" in form["query"][0] else ONE.replace('"literal"', '"uri"'), {}

    with scripted(script) as (url, _), pytest.raises(StoreError, match="the query failed"):
        first(RemoteStore(url))


def test_an_answer_that_breaks_off_is_an_error_not_fewer_rows() -> None:
    def script(form: dict[str, list[str]]) -> Answer:
        if form["query"][0].startswith("SELECT ?s ?p ?o"):
            return 200, TABLE, NONE, {}
        return 200, TABLE, ONE[:-60], {"Content-Length": str(len(ONE.encode())), "Connection": "close"}

    with scripted(script) as (url, _), pytest.raises(StoreError, match="the connection broke"):
        first(RemoteStore(url))


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        with pytest.raises(StoreError, match=r"no answer within 0\.2 seconds"):
            first(RemoteStore(url, timeout=0.2))


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(StoreError) as error:
        first(RemoteStore(f"http://me:secret@127.0.0.1:{port}/sparql"))

    assert str(error.value).startswith(f"http://127.0.0.1:{port}/sparql: the server is not reached")


def test_a_token_and_a_password_are_sent() -> None:
    with scripted(always(200, TABLE, NONE)) as (url, seen):
        first(RemoteStore(url, token="t0k"))
        first(RemoteStore(url.replace("//", "//me:secret@")))

    assert seen[0]["Authorization"] == ["Bearer t0k"]
    assert seen[-1]["Authorization"][0].startswith("Basic ")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:7878", "http://", "http://[::1/", "ftp://e.org/"])
def test_what_is_no_http_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="address"):
        RemoteStore(url)


def test_a_syntax_error_is_found_before_anything_is_sent() -> None:
    with scripted(always(200, TABLE, NONE)) as (url, seen), pytest.raises(QueryError, match=r"did you mean SELECT\?"):
        ask(RemoteStore(url), "SELEC ?x {}")

    assert not seen
