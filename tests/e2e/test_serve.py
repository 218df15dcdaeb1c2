"""`kg serve` as its clients meet it: real processes, real sockets, bad manners included."""

import contextlib
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import rdflib

from tests.conftest import Run
from tests.e2e.serving import ROOT, TOKEN, Server, served

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
BANKS = "SELECT ?bank ?name { ?bank a kg:Bank ; skos:prefLabel ?name } ORDER BY ?bank"
JSON = {"Accept": "application/sparql-results+json"}
CCB = "https://jinqiao.example/entity/bank/ccb"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with served(built, "--workers", "2", "--max-request", "20000", "--max-rows", "7000") as server:
        yield server


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("writable")
    pyoxigraph.Store(str(folder / "store")).flush()
    with served(folder, "--writable", "--workers", "2", "--timeout", "5", token=TOKEN) as server:
        yield server


def memory(process: int) -> int:
    """Bytes that a process holds."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except FileNotFoundError:
        return 0


def until(what: "object", seconds: float = 60) -> None:
    """Wait for a condition."""
    assert callable(what)
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


# What is said and how


def test_the_greeting_says_where_and_with_which_limits(server: Server) -> None:
    assert f"{server.url}/sparql" in server.greeting
    assert "30 seconds" in server.greeting
    assert "7000 rows" in server.greeting
    assert server.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("accept", "media", "begin"),
    [
        ("", "application/sparql-results+json", "{"),
        ("*/*", "application/sparql-results+json", "{"),
        ("application/json", "application/sparql-results+json", "{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv;q=0.9, text/html", "text/csv; charset=utf-8", "bank,name"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?bank\t?name"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json", "{"),
    ],
)
def test_a_table_comes_in_the_format_the_client_wants(server: Server, accept: str, media: str, begin: str) -> None:
    response = server.ask(BANKS, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == media
    assert response.text.startswith(begin)
    assert "中国建设银行" in response.text


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/trig", "application/trig", pyoxigraph.RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", pyoxigraph.RdfFormat.N_QUADS),
    ],
)
def test_a_graph_comes_in_the_format_the_client_wants(
    server: Server, accept: str, media: str, form: pyoxigraph.RdfFormat
) -> None:
    response = server.ask(f"DESCRIBE <{CCB}>", accept)
    assert response.headers["content-type"] == media
    found = pyoxigraph.parse(response.content, form)
    assert any("中国建设银行" in str(quad.object) for quad in found)


def test_a_person_who_looks_at_the_endpoint_is_led_to_the_editor(server: Server) -> None:
    response = server.client.get("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (303, "/editor")
    assert server.client.get("/editor", headers={"Accept": "text/html"}).status_code == 200


def test_no_answer_is_taken_for_a_page(server: Server) -> None:
    response = server.ask('SELECT ("<script>alert(1)</script>" AS ?x) {}', "text/csv")
    assert "<script>" in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_slash_more_makes_no_difference(server: Server) -> None:
    assert server.client.get("/sparql/", params={"query": "ASK {}"}).json()["boolean"] is True


def test_three_ways_of_asking_give_one_answer(server: Server) -> None:
    direct = server.client.post("/sparql", content=BANKS, headers={"Content-Type": "application/sparql-query; charset=UTF-8"})
    assert server.ask(BANKS).content == server.client.post("/sparql", data={"query": BANKS}).content == direct.content


def test_answers_are_those_of_the_engine(server: Server, built: Path) -> None:
    store = pyoxigraph.Store.read_only(str(built / "store"))
    for media, form in (
        ("application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
        ("text/csv", pyoxigraph.QueryResultsFormat.CSV),
    ):
        query = "SELECT ?s ?p ?o { ?s ?p ?o }"
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        expected = found.serialize(format=form)
        assert expected is not None
        assert len(expected) > 500_000  # long enough to go through a file
        assert server.ask(query, media).content == expected


def test_the_dataset_can_be_named_in_the_request(server: Server) -> None:
    graph = "https://jinqiao.example/graph/entities"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    everything = int(server.rows(count)[0]["n"])
    named = server.ask(count, **{"default-graph-uri": graph}).json()["results"]["bindings"][0]["n"]["value"]
    assert int(named) == int(server.rows(f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}")[0]["n"])
    assert 0 < int(named) < everything
    listed = server.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": graph}).json()
    assert [row["g"]["value"] for row in listed["results"]["bindings"]] == [graph]


def test_a_function_nobody_knows_is_named_beside_the_answer(server: Server) -> None:
    response = server.ask("SELECT (<http://example.org/函数>(1) AS ?x) {}")
    assert response.json()["results"]["bindings"] == [{}]
    assert response.headers["x-unknown-functions"] == "<http://example.org/%E5%87%BD%E6%95%B0>"


# What goes wrong


def problem(response: httpx.Response, status: int, kind: str) -> dict[str, object]:
    """The problem document of a response, which must be that one."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, object] = response.json()
    assert found["type"] == f"https://jinqiao.example/problems#{kind}"
    assert found["status"] == status
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return found


def test_a_malformed_query_is_told_where_and_what_was_perhaps_meant(server: Server) -> None:
    found = problem(server.ask("SELECT *\nWHRE { ?s a kg:Bank }"), 400, "malformed-query")
    assert (found["line"], found["column"], found["remedy"]) == (2, 1, "did you mean WHERE?")
    found = problem(server.ask("SELECT * { ?s a kgg:Bank }"), 400, "malformed-query")
    assert "kg:" in str(found["remedy"])


def test_an_update_sent_as_a_query_is_malformed(server: Server) -> None:
    assert "only reads" in str(problem(server.ask("CLEAR ALL"), 400, "malformed-query")["detail"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <http://a/\u00a0#> SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p <http://a/\\u0041#> SERVICE <http://127.0.0.1:9/> {} }",
    ],
)
def test_no_query_calls_another_machine(server: Server, query: str) -> None:
    problem(server.ask(query), 403, "refused")


def test_words_in_text_and_names_are_no_calls(server: Server) -> None:
    assert server.rows('SELECT (1 AS ?SERVICE) { FILTER(STRLEN("SERVICE LOAD") = 12) } # SERVICE') == [{"SERVICE": "1"}]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_the_right_ones(server: Server, method: str) -> None:
    response = server.client.request(method, "/sparql")
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_what_cannot_be_given_or_read_is_said(server: Server) -> None:
    problem(server.ask(BANKS, "image/png"), 406, "not-acceptable")
    problem(server.ask(BANKS, "text/turtle"), 406, "not-acceptable")
    problem(server.ask(f"DESCRIBE <{CCB}>", "text/csv"), 406, "not-acceptable")
    problem(server.client.post("/sparql", content=b"x", headers={"Content-Type": "image/png"}), 415, "unsupported-media-type")
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    problem(server.client.post("/sparql", content=gzip.compress(b"ASK {}"), headers=headers), 415, "unsupported-media-type")


def test_a_request_too_large_is_not_read(server: Server) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    large = b"ASK {} #" + b"x" * 20_000
    problem(server.client.post("/sparql", content=large, headers=headers), 413, "request-too-large")

    def pieces() -> Iterator[bytes]:  # without a length, in chunks
        yield from (large[start : start + 1000] for start in range(0, len(large), 1000))

    problem(server.client.post("/sparql", content=pieces(), headers=headers), 413, "request-too-large")
    assert server.ask("ASK {}").json()["boolean"] is True


def test_an_answer_too_long_is_refused_and_not_cut(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o . ?t ?q ?r }"
    results = "application/sparql-results"
    for accept in (f"{results}+json", f"{results}+xml", "text/csv", "text/tab-separated-values"):
        assert "7000 rows" in str(problem(server.ask(query, accept), 403, "too-many-rows")["detail"])
        assert server.ask(f"{query} LIMIT 7000", accept).status_code == 200
        problem(server.ask(f"{query} LIMIT 7001", accept), 403, "too-many-rows")
    problem(server.ask("CONSTRUCT { ?s ?p ?r } { ?s ?p ?o . ?t ?q ?r }", "text/turtle"), 403, "too-many-rows")


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
        b"GET /sparql?query=%FF%FE HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=" + b"%00" * 100 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /store HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET /entity/%2e%2e/%2e%2e/etc/passwd.ttl HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /entity/x%3E%20%7D.ttl HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /entity/\xff\xfe.ttl HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /store?graph=not%20an%20iri HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_garbage_is_answered_with_a_client_error_or_a_closed_door(server: Server, raw: bytes) -> None:
    address = (server.client.base_url.host, server.client.base_url.port or 0)
    answer = b""
    # The server may hang up before all is said.
    with socket.create_connection(address, timeout=60) as line, contextlib.suppress(OSError):
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        while part := line.recv(65536):
            answer += part
    assert not answer or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer
    assert b"Traceback" not in answer
    assert server.ask("ASK {}").json()["boolean"] is True


# Asked again


def test_an_answer_that_is_known_is_not_sent_again(server: Server) -> None:
    first = server.ask(BANKS)
    again = server.client.get("/sparql", params={"query": BANKS}, headers={**JSON, "If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    other = server.client.get("/sparql", params={"query": "ASK {}"}, headers={**JSON, "If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert "etag" not in server.ask("SELECT (NOW() AS ?now) {}").headers


def test_answers_are_compressed_for_those_who_can_read_that(server: Server) -> None:
    for query in (BANKS, "SELECT * { ?s ?p ?o }"):
        plain = server.client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
        packed = server.client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert packed.content == plain.content
        assert packed.headers["etag"] != plain.headers["etag"]


def test_head_says_what_get_would(server: Server) -> None:
    things = ("/health", "/.well-known/void", "/entity/bank/ccb.ttl")
    for address in (f"/sparql?query={BANKS}", "/sparql?query=SELECT*{?s ?p ?o}", *things):
        head, whole = server.client.head(address), server.client.get(address)
        assert head.status_code == whole.status_code == 200
        assert head.headers["content-type"] == whole.headers["content-type"]
        assert not head.content


def test_pages_of_other_origins_may_read_but_not_send_the_token(server: Server) -> None:
    assert server.ask("ASK {}").headers["access-control-allow-origin"] == "*"
    response = server.client.options(
        "/sparql", headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    )
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "authorization" not in response.headers["access-control-allow-headers"].lower()


# What is there


def test_the_service_describes_itself(server: Server) -> None:
    found = rdflib.Graph().parse(data=server.client.get("/sparql", headers={"Accept": "text/turtle"}).text)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    here = rdflib.URIRef(f"{server.url}/sparql")
    assert (here, sd.endpoint, here) in found
    assert (here, sd.feature, sd.UnionDefaultGraph) in found
    assert set(found.objects(here, sd.supportedLanguage)) == {sd.SPARQL11Query}


def test_the_dataset_is_counted(server: Server) -> None:
    found = rdflib.Graph().parse(data=server.client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text)
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    triples = next(found.objects(None, void.triples))
    assert isinstance(triples, rdflib.Literal)
    assert triples.value == int(server.rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"])
    banks = next(found.subjects(void["class"], rdflib.URIRef("https://jinqiao.example/ontology#Bank")))
    assert str(found.value(banks, void.entities)) == str(len(server.rows(BANKS)))


def test_health_is_asked_of_a_worker(server: Server) -> None:
    found = server.client.get("/health").json()
    assert found["status"] == "ok"
    assert found["workers"] == 2
    assert found["writable"] is False


@pytest.mark.parametrize(
    ("address", "accept", "media"),
    [
        ("/entity/bank/ccb", "text/turtle", "text/turtle; charset=utf-8"),
        ("/entity/bank/ccb", "text/html;q=0.5, application/ld+json", "application/ld+json"),
        ("/entity/bank/ccb.nt", "text/html", "application/n-triples"),
        ("/entity/bank/ccb.jsonld", "", "application/ld+json"),
        ("/entity/bank/ccb", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("/ontology", "text/turtle", "text/turtle; charset=utf-8"),
        ("/article/000_ed608e3359058c26.ttl", "", "text/turtle; charset=utf-8"),
        ("/graph/run.nt", "", "application/n-triples"),
    ],
)
def test_the_graphs_own_addresses_can_be_followed(server: Server, address: str, accept: str, media: str) -> None:
    response = server.client.get(address, headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    assert response.headers["content-type"] == media


def test_a_statement_leads_to_its_sentence(server: Server) -> None:
    (row,) = server.rows("SELECT ?s { ?s a rdf:Statement } ORDER BY ?s LIMIT 1")
    path = row["s"].removeprefix("https://jinqiao.example")
    found = rdflib.Graph().parse(data=server.client.get(path, headers={"Accept": "text/turtle"}).text)
    assert found.value(rdflib.URIRef(row["s"]), rdflib.PROV.wasDerivedFrom)


def test_nothing_is_said_about_nothing(server: Server) -> None:
    problem(server.client.get("/entity/bank/nobody.ttl"), 404, "not-found")
    problem(server.client.get("/entity/bank/nobody", headers={"Accept": "text/turtle"}), 404, "not-found")


def test_pages_are_made_from_what_is_served(server: Server) -> None:
    response = server.client.get("/entity/bank/ccb", headers={"Accept": "text/html"})
    assert "中国建设银行" in response.text
    assert server.client.get("/", headers={"Accept": "text/html"}).status_code == 200


def test_only_this_machine_is_listened_to(server: Server) -> None:
    port = server.client.base_url.port
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines() if " 0A " in line]
    assert f"0100007F:{port:04X}" in listening
    assert f"00000000:{port:04X}" not in listening


# Too much


def test_a_runaway_query_ends_at_its_limit_while_others_go_on(built: Path) -> None:
    with served(built, "--workers", "2", "--timeout", "2", "--max-memory", "16384") as server:  # time is the first to end
        server.ask("ASK {}")
        until(lambda: len(server.workers()) == 2)
        before = server.workers()
        answers: list[float] = []
        with ThreadPoolExecutor(1) as others, httpx.Client(base_url=server.url, timeout=120, trust_env=False) as client:
            begun = time.monotonic()
            runaway = others.submit(client.get, "/sparql", params={"query": GREEDY})
            while not runaway.done():
                asked = time.monotonic()
                assert server.ask(BANKS).status_code == 200
                answers.append(time.monotonic() - asked)
            ended = time.monotonic() - begun
            found = problem(runaway.result(), 504, "time-limit")
        assert "2 seconds" in str(found["detail"])
        assert 2 <= ended < 2 + 5  # on a machine that does other things, too; the bench measures it
        assert len(answers) > 5
        gone = [process for process in before if not Path(f"/proc/{process}").exists()]
        assert len(gone) == 1  # with its core and its memory
        until(lambda: len(server.workers()) == 2)
        assert server.ask(BANKS).status_code == 200


def test_a_greedy_query_ends_at_its_memory(built: Path) -> None:
    with served(built, "--workers", "1", "--timeout", "60", "--max-memory", "100") as server:
        found = problem(server.ask(GREEDY), 507, "memory-limit")
        assert "100 MB" in str(found["detail"])
        assert server.ask(BANKS).status_code == 200
        assert all(memory(process) < 200 << 20 for process in server.workers())


def test_refused_answers_leave_nothing_behind(built: Path) -> None:
    with served(built, "--workers", "1", "--max-rows", "100") as server:

        def refused(times: int) -> int:
            for _ in range(times):
                problem(server.ask("SELECT * { ?s ?p ?o . ?t ?q ?r }"), 403, "too-many-rows")
            return memory(*server.workers())

        before = refused(10)
        assert refused(40) < before + (20 << 20)


def test_who_sends_a_request_byte_by_byte_is_cut_off(built: Path) -> None:
    with served(built, "--patience", "2", "--workers", "1") as server:
        address = (server.client.base_url.host, server.client.base_url.port or 0)
        assert server.ask("ASK {}").status_code == 200
        for start, more in (
            (b"", b""),
            (b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n", b"X"),
            (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\n", b"X"),
            (
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 900\r\n\r\n",
                b"A",
            ),
        ):
            begun, answer = time.monotonic(), b""
            with socket.create_connection(address, timeout=0.5) as line, contextlib.suppress(OSError):
                line.sendall(start)
                while time.monotonic() - begun < 60:
                    line.sendall(more)
                    try:
                        part = line.recv(65536)
                    except TimeoutError:
                        continue
                    answer += part
                    if not part:
                        break
            assert 1.5 < time.monotonic() - begun < 50
            assert b"HTTP/1.1 408" in answer
        assert server.ask("ASK {}").status_code == 200  # on the connection from before: between requests nobody hurries


def test_a_query_nobody_waits_for_is_ended(built: Path) -> None:
    with served(built, "--workers", "1", "--timeout", "60") as server:
        server.ask("ASK {}")
        (worker,) = server.workers()
        with pytest.raises(httpx.ReadTimeout):
            server.client.get("/sparql", params={"query": ENDLESS}, timeout=0.5)
        until(lambda: not Path(f"/proc/{worker}").exists())
        assert server.ask(BANKS).status_code == 200


def test_too_many_who_wait_are_sent_away_for_a_while(built: Path) -> None:
    with served(built, "--workers", "1", "--timeout", "15") as server, ThreadPoolExecutor(140) as clients:
        limits = httpx.Limits(max_connections=200)
        with httpx.Client(base_url=server.url, timeout=120, trust_env=False, limits=limits) as client:
            endless = clients.submit(client.get, "/sparql", params={"query": ENDLESS})
            until(lambda: client.get("/health").json()["busy"] == 1)
            waiting = [clients.submit(client.get, "/sparql", params={"query": "ASK {}"}) for _ in range(135)]
            responses = [each.result() for each in waiting]
            sent_away = [response for response in responses if response.status_code == 503]
            assert len(sent_away) >= 135 - 128
            for response in sent_away:
                problem(response, 503, "busy")
                assert int(response.headers["retry-after"]) > 0
            problem(endless.result(), 504, "time-limit")
        assert server.ask("ASK {}").status_code == 200


def test_a_client_that_reads_slowly_holds_no_worker(built: Path) -> None:
    with served(built, "--workers", "1") as server:
        address = (server.client.base_url.host, server.client.base_url.port or 0)
        with socket.create_connection(address, timeout=60) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            query = "SELECT*{?s?p?o.?t<http://www.w3.org/2004/02/skos/core%23prefLabel>?r}LIMIT%2090000"
            line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert line.recv(100).startswith(b"HTTP/1.1 200")
            assert server.ask(BANKS).status_code == 200  # by the one worker, while the long answer waits


# Changes


def test_changes_need_the_token(writable: Server) -> None:
    text = "INSERT DATA { <urn:a> <urn:b> 1 }"
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        response = writable.client.post("/sparql", data={"update": text}, headers=headers)
        problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"].startswith("Bearer")
        problem(writable.client.put("/store?default", content=b"", headers=headers), 401, "unauthorized")
        problem(writable.client.delete("/store?default", headers=headers), 401, "unauthorized")
    assert writable.ask("ASK { <urn:a> <urn:b> 1 }").json()["boolean"] is False


def test_a_server_that_only_reads_says_so(server: Server) -> None:
    problem(server.client.post("/sparql", data={"update": "CLEAR ALL"}), 403, "read-only")
    response = server.client.put("/store?default", content=b"")
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_who_changes_the_graph_reads_the_change(writable: Server) -> None:
    for number in range(20):
        assert writable.update(f"INSERT DATA {{ GRAPH <urn:numbers> {{ <urn:a> <urn:n> {number} }} }}").status_code == 204
        rows = writable.rows("SELECT (COUNT(*) AS ?n) { GRAPH <urn:numbers> { ?s ?p ?o } }")
        assert rows == [{"n": str(number + 1)}]
    assert len(list(Path(writable.greeting.split()[1]).glob(".serve-*/*"))) <= 2  # old snapshots go


def test_many_writers_lose_nothing(writable: Server) -> None:
    def write(number: int) -> int:
        return writable.update(f"INSERT DATA {{ GRAPH <urn:many> {{ <urn:a> <urn:n> {number} }} }}").status_code

    with ThreadPoolExecutor(8) as clients:
        assert set(clients.map(write, range(60))) == {204}
    assert writable.rows("SELECT (COUNT(*) AS ?n) { GRAPH <urn:many> { ?s ?p ?o } }") == [{"n": "60"}]


def test_an_answer_that_a_change_made_old_is_sent_again(writable: Server) -> None:
    first = writable.ask(BANKS)
    writable.update("INSERT DATA { GRAPH <urn:other> { <urn:a> <urn:b> 2 } }")
    again = writable.client.get("/sparql", params={"query": BANKS}, headers={**JSON, "If-None-Match": first.headers["etag"]})
    assert again.status_code == 200


def test_an_update_calls_no_other_machine(writable: Server) -> None:
    for text in (
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <urn:x> <urn:y> 1 } ; LOAD <http://127.0.0.1:9/> INTO GRAPH <urn:g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ):
        problem(writable.update(text), 403, "refused")
    assert writable.ask("ASK { <urn:x> ?p ?o }").json()["boolean"] is False
    assert writable.update("LOAD SILENT <http://127.0.0.1:9/>").status_code == 204  # fails, silently


def test_an_update_that_runs_away_changes_nothing(writable: Server) -> None:
    data = " . ".join(f"<urn:a> <urn:b{number}> {number}" for number in range(300))
    assert writable.update(f"INSERT DATA {{ GRAPH <urn:large> {{ {data} }} }}").status_code == 204
    cross = " ".join(f"GRAPH <urn:large> {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
    with ThreadPoolExecutor(1) as others:
        runaway = others.submit(
            writable.update, f"INSERT {{ GRAPH <urn:cross> {{ ?s0 ?p1 ?o2 }} }} WHERE {{ {cross} FILTER(?o5 = ?o4 + 1) }}"
        )
        while not runaway.done():
            assert writable.ask("ASK { GRAPH <urn:large> { ?s ?p 299 } }").json()["boolean"] is True
        problem(runaway.result(), 504, "time-limit")
    assert writable.ask("ASK { GRAPH <urn:cross> { ?s ?p ?o } }").json()["boolean"] is False
    assert writable.update("INSERT DATA { GRAPH <urn:after> { <urn:a> <urn:b> 1 } }").status_code == 204
    assert writable.ask("ASK { GRAPH <urn:after> { <urn:a> <urn:b> 1 } }").json()["boolean"] is True


def test_a_graph_is_put_read_and_removed(writable: Server) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    at = "/store?graph=urn:test:graph"
    body = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:a> skos:prefLabel "建行"@zh .'.encode()
    assert writable.client.put(at, content=body, headers=headers).status_code == 201
    assert "建行" in writable.client.get(at, headers={"Accept": "text/turtle"}).text
    assert writable.client.put(at, content=b"<urn:a> <urn:b> <urn:c> .", headers=headers).status_code == 204
    assert writable.client.post(at, content=b"<urn:a> <urn:b> <urn:d> .", headers=headers).status_code == 204
    assert len(writable.client.get(at, headers={"Accept": "application/n-triples"}).text.splitlines()) == 2
    found = problem(writable.client.put(at, content=b"<urn:a> <urn:b>\n nonsense", headers=headers), 400, "malformed-graph")
    assert found["line"]
    wrong = {**headers, "Content-Type": "image/png"}
    problem(writable.client.put(at, content=b"", headers=wrong), 415, "unsupported-media-type")
    assert writable.client.delete(at, headers=headers).status_code == 204
    problem(writable.client.get(at), 404, "not-found")
    problem(writable.client.delete(at, headers=headers), 404, "not-found")


def test_a_graph_cannot_break_out_of_its_name(writable: Server) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    for name in ("urn:x> } ; DROP ALL #", "urn:x>", "", "nothing", "urn:x\n"):
        response = writable.client.put("/store", params={"graph": name}, content=b"<urn:a> <urn:b> 1 .", headers=headers)
        problem(response, 400, "malformed-request")


def test_a_build_that_replaces_the_graph_is_seen_at_once(kg: Run, seeds: Path, tmp_path: Path) -> None:
    one = min(seeds.glob("*.txt"))
    out = tmp_path / "out"
    assert kg("build", one, "--out", out, "--workers", 1).returncode == 0
    with served(out, "--workers", "2") as server:
        articles = "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }"
        assert server.rows(articles) == [{"n": "1"}]
        tag = server.ask(articles).headers["etag"]
        assert kg("build", seeds, "--out", out, "--workers", 1).returncode == 0
        assert server.rows(articles) == [{"n": "5"}]
        assert server.ask(articles).headers["etag"] != tag


# Beginning and end


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["NOWHERE"], "no store here"),
        (["BUILT", "--writable"], "--writable needs a token; set KG_TOKEN, or give --token"),
        (["BUILT", "--port", "70000"], "--port: from 0 to 65535, please"),
        (["BUILT", "--host", "203.0.113.7"], "this machine has no such address"),
        (["BUILT", "--timeout", "0"], "--timeout: more than 0, please"),
        (["BUILT", "--patience", "-1"], "--patience: more than 0, please"),
        (["BUILT", "--endpoint", "http://127.0.0.1:9/"], "either a folder or --endpoint"),
    ],
)
def test_a_server_that_cannot_start_says_why_in_one_line(kg: Run, built: Path, arguments: list[str], said: str) -> None:
    places = {"BUILT": str(built), "NOWHERE": str(built / "nowhere")}
    done = kg("serve", *(places.get(word, word) for word in ["--port", "0", *arguments]))
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_named(kg: Run, built: Path, server: Server) -> None:
    port = server.client.base_url.port
    done = kg("serve", built, "--port", port)
    assert (done.returncode, done.stderr) == (
        1,
        f"kg: 127.0.0.1:{port}: the port is in use; give another --port, or 0 for any\n",
    )


def test_two_servers_do_not_write_one_store(writable: Server, kg: Run) -> None:
    folder = writable.greeting.split()[1]
    done = kg("serve", folder, "--writable", "--token", TOKEN, "--port", 0)
    assert done.returncode == 1
    assert f"process {writable.process.pid}" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_after_the_queries_that_run(built: Path, number: signal.Signals) -> None:
    with served(built, "--workers", "1", "--timeout", "3") as server, ThreadPoolExecutor(1) as others:
        running = others.submit(server.client.get, "/sparql", params={"query": ENDLESS})
        until(lambda: httpx.get(f"{server.url}/health", trust_env=False, timeout=60).json()["busy"] == 1)
        workers = server.workers()
        server.process.send_signal(number)
        problem(running.result(), 504, "time-limit")  # and not a broken connection
        assert server.process.wait(60) == 0
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
        assert server.log.read_text(encoding="utf-8") == ""


def test_a_killed_server_leaves_no_process_behind(built: Path) -> None:
    with served(built, "--workers", "2", "--timeout", "60") as server, ThreadPoolExecutor(1) as others:
        asked = others.submit(server.ask, ENDLESS)
        until(lambda: httpx.get(f"{server.url}/health", trust_env=False, timeout=60).json()["busy"] == 1)
        workers = server.workers()
        server.process.kill()
        until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
        assert isinstance(asked.exception(), httpx.HTTPError)


def test_another_endpoint_is_served_under_the_same_limits(built: Path) -> None:
    with (
        served(built, "--workers", "2") as behind,
        served("--endpoint", f"{behind.url}/sparql", "--workers", "1", "--max-rows", "50") as before,
    ):
        assert before.ask(BANKS, "text/csv").content == behind.ask(BANKS, "text/csv").content
        assert before.ask(f"DESCRIBE <{CCB}>", "application/n-triples").status_code == 200
        problem(before.ask("SELECT * { ?s ?p ?o }"), 403, "too-many-rows")
        problem(before.ask("ASK { SERVICE <http://127.0.0.1:9/> {} }"), 403, "refused")
        assert "中国建设银行" in before.client.get("/entity/bank/ccb", headers={"Accept": "text/html"}).text
        problem(before.client.post("/sparql", data={"update": "CLEAR ALL"}), 403, "read-only")


def test_the_server_starts_anywhere(built: Path, tmp_path: Path) -> None:
    # A module of that name in the folder where the server is started is none of ours.
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit('not me')", encoding="utf-8")
    script = "from kg.cli import run; import sys; sys.exit(run(['serve', sys.argv[1], '--port', '0', '--workers', '1']))"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", script, str(built)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().partition(" at ")[2].split()[0]
    assert json.loads(httpx.get(f"{url}health", trust_env=False, timeout=60).text)["status"] == "ok"
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 0


# Beside builds


def test_what_clients_wrote_outlives_builds(kg: Run, seeds: Path, tmp_path: Path) -> None:
    out, articles = tmp_path / "out", sorted(seeds.glob("*.txt"))
    assert kg("build", *articles[:3], "--out", out, "--workers", 1).returncode == 0
    stem = articles[0].stem
    with served(out, "--writable", "--workers", "2", token=TOKEN) as server:
        assert server.update("INSERT DATA { GRAPH <urn:ours> { <urn:a> <urn:b> '注' } }").status_code == 204
        title = f"?a dcterms:identifier '{stem}' ; dcterms:title ?t"
        removal = f"DELETE {{ GRAPH ?g {{ ?a dcterms:title ?t }} }} WHERE {{ GRAPH ?g {{ {title} }} }}"
        assert server.update(removal).status_code == 204
        refused = kg("build", articles[3], "--out", out, "--workers", 1)
        assert refused.returncode == 1
        assert f"another process writes here (process {server.process.pid} on " in refused.stderr
        assert refused.stderr.count("\n") == 1
    note = f"ASK {{ GRAPH <urn:ours> {{ <urn:a> <urn:b> '注' }} FILTER NOT EXISTS {{ {title} }} }}"
    for step in (
        ("build", articles[3], "--out", out, "--workers", 1),  # loads the store anew, because a server wrote it
        ("build", articles[4], "--out", out, "--workers", 2),  # adds to it
        ("withdraw", articles[1].stem, "--out", out),  # loads it anew, so that nothing of the article stays
    ):
        done = kg(*step)
        assert done.returncode == 0, done.stderr
        assert json.loads(kg("query", "--graph", out, note, "--format", "json").stdout)["boolean"] is True
    verified = kg("verify", out)
    assert verified.returncode == 0, verified.stdout
    assert "The store was not compared: clients of kg serve --writable have changed it." in verified.stdout
    assert kg("build", seeds, "--out", out, "--fresh", "--workers", 1).returncode == 0
    assert "was not compared" not in kg("verify", out).stdout


def test_no_message_tells_the_token(kg: Run, seeds: Path, tmp_path: Path) -> None:
    assert kg("build", seeds, "--out", tmp_path, "--workers", 1).returncode == 0
    with served(tmp_path, "--writable", "--token", "s3cret", "--workers", "1"):
        assert "s3cret" not in (tmp_path / ".lock").read_text(encoding="utf-8")
        refused = kg("build", seeds, "--out", tmp_path)
    assert "--token ..." in refused.stderr
    assert "s3cret" not in refused.stderr
