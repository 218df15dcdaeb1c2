"""``make bench-serving``: how long answers take, as ratios to the engine alone; ``--soak 10``: fifty clients for ten minutes.

The graph is that of the seeds, its articles, statements and figures copied under other names, so that it is as large as that of
five hundred articles. Engine, ``kg.ask`` and server take turns, so that whatever else the machine does hits all of them. The
server is asked twice: for an answer that it never gave before, and for the same answer again, which it has kept.
"""

import argparse
import http.client
import itertools
import os
import random
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph

from kg.ask import Rows, ask, bind, load_questions
from kg.ask.query import bound_query
from kg.ontology import PREFIXES
from kg.store import Store, build_store, open_store
from tests.e2e.serving import ROOT, Server, served

COPIES = 20
ROUNDS = 15
SLOW, TOO_SLOW = 0.2, 1.0  # seconds from which on fewer rounds will do, or none
MANY = 100  # rows from which on the target over HTTP holds
SHORT = 2.0  # milliseconds: what the engine answers sooner is told apart
CLIENTS = 50
JSON = "application/sparql-results+json"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"

# What the questions do not ask: lists as programs fetch them.
LISTS: Mapping[str, str] = {
    "(names)": "SELECT ?entity ?name { ?entity skos:prefLabel ?name }",
    "(mentions)": "SELECT ?m ?text ?entity { ?m itsrdf:taIdentRef ?entity ; nif:anchorOf ?text }",
    "(two hops)": "SELECT ?a ?b ?c { ?a kg:participatesIn ?b . ?b kg:locatedIn ?c }",
    "(facts)": "SELECT ?s ?p ?o ?a { ?f rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:statedIn ?a }",
    "(one page)": "SELECT ?m ?text ?entity { ?m itsrdf:taIdentRef ?entity ; nif:anchorOf ?text } LIMIT 100",
}


def made_store(folder: Path) -> Path:
    """The folder of a build whose store holds the copies."""
    out = folder / "out"
    command = [sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "--out", str(out), "--workers", "1"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    text = (out / "graph.nq").read_text(encoding="utf-8")
    own = [line for line in text.splitlines(keepends=True) if re.search(r"/article/[^>]*> \.\n$", line)]
    files = [out / "graph.nq"]
    for number in range(1, COPIES):
        path = folder / f"copy{number}.nq"
        copied = (re.sub(r"/(article|statement|figure)/(?=\w)", rf"/\1/c{number}-", line) for line in own)
        path.write_text("".join(copied), encoding="utf-8")
        files.append(path)
    served_folder = folder / "served"
    served_folder.mkdir()
    build_store(served_folder / "store", files)
    for path in files[1:]:
        path.unlink()
    return served_folder


def asked(store: Store) -> Iterator[tuple[str, str]]:
    """What is asked: every question with the parameters of its example, then the lists."""
    for question in load_questions().values():
        words = shlex.split(question.example)
        given = {word.removeprefix("--"): value for word, value in pairwise(words) if word.startswith("--")}
        yield question.name, bound_query(question.query, bind(question, given, store))
    yield from LISTS.items()


def latencies(folder: Path) -> None:
    """Print the ratios of every question, then their medians."""
    store = open_store(folder / "store")
    print(f"{len(store):,} quads; ms, the best of {ROUNDS} rounds or, of slow questions, of fewer")
    print(
        f"{'question':16} {'rows':>6} {'engine':>9} {'kg.ask':>9} {'ratio':>6} "
        f"{'engine+JSON':>12} {'HTTP':>9} {'ratio':>6} {'again':>9} {'ratio':>6}"
    )
    inside, over = [], []
    with served(folder, "--workers", "2") as server:
        line = http.client.HTTPConnection(urlsplit(server.url).netloc)
        for name, query in asked(store):
            rows, times = turns(store, line, query)
            if not times:
                print(f"{name:16} {rows:6} takes longer than {TOO_SLOW:g} seconds on copied facts: left out")
                continue
            engine, own, written, first, again = map(min, times)
            print(
                f"{name:16} {rows:6} {engine:9.2f} {own:9.2f} {own / engine:6.2f} "
                f"{written:12.2f} {first:9.2f} {first / written:6.2f} {again:9.2f} {again / written:6.2f}"
            )
            inside.append(own / engine)
            if rows >= MANY:
                over.append((written, first, again))
        line.close()
    print(f"in process: {statistics.median(inside):.2f} times the engine (median of {len(inside)})")
    print(f"over HTTP, {MANY} rows and more, beside the engine with its serialiser:")
    for words, some in (
        ("all", over),
        (f"{SHORT:g} ms and more", [times for times in over if times[0] >= SHORT]),
        ("shorter", [times for times in over if times[0] < SHORT]),
    ):
        print(f"  {words}: {summed(some)}")


def summed(times: list[tuple[float, float, float]]) -> str:
    """The ratios of answers to the engine's own: given for the first time, and again."""
    if not times:
        return "none"
    told = []
    for words, place in (("first", 1), ("again", 2)):
        ratios = [each[place] / each[0] for each in times]
        more = statistics.median(each[place] - each[0] for each in times)
        within = f"{sum(ratio <= 1.5 for ratio in ratios)} of {len(times)} within 1.5"
        told.append(f"{words} {statistics.median(ratios):.2f} (median; {within}; {more:+.2f} ms)")
    return ", ".join(told)


def turns(store: Store, line: http.client.HTTPConnection, query: str) -> tuple[int, list[list[float]]]:
    """How many rows, and the milliseconds of each way in every round."""
    known = dict(PREFIXES)
    address = f"/sparql?query={quote(query)}"
    numbers = itertools.count()

    def engine() -> int:
        found = store.query(query, prefixes=known, use_default_graph_as_union=True)
        return sum(1 for _row in found) if isinstance(found, pyoxigraph.QuerySolutions) else 1

    def own() -> int:
        found = ask(store, query)
        return sum(1 for _row in found.rows) if isinstance(found, Rows) else 1

    def written() -> bytes:
        found = store.query(query, prefixes=known, use_default_graph_as_union=True)
        assert not isinstance(found, pyoxigraph.QueryTriples)
        return found.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b""

    def over_http(more: str = "") -> bytes:
        line.request("GET", address + more, headers={"Accept": JSON})
        response = line.getresponse()
        body = response.read()
        assert response.status == 200, body
        return body

    def first() -> bytes:
        return over_http(quote(f"\n# {next(numbers)}"))  # another question, though it means the same

    ways: list[Callable[[], object]] = [engine, own, written, first, over_http]
    times: list[list[float]] = [[] for _ in ways]
    begun = time.perf_counter()
    rows = engine()
    took = time.perf_counter() - begun
    if took > TOO_SLOW:
        return rows, []
    assert written() == over_http()
    for _ in range(3 if took > SLOW else ROUNDS):
        for way, kept in zip(ways, times, strict=True):
            begun = time.perf_counter()
            way()
            kept.append((time.perf_counter() - begun) * 1000)
    return rows, times


def runaway(folder: Path) -> None:
    """Print how soon a greedy query's core and memory are free again, and how others fare meanwhile."""
    limit = 4.0
    with served(folder, "--workers", "2", "--timeout", f"{limit:g}", "--max-memory", "8192") as server:
        server.ask("ASK {}")
        before = server.workers()
        ended: list[float] = []
        statuses: list[int] = []

        def ask_much() -> None:
            line = http.client.HTTPConnection(urlsplit(server.url).netloc)
            line.request("GET", f"/sparql?query={quote(GREEDY)}")
            statuses.append(line.getresponse().status)
            ended.append(time.perf_counter())
            line.close()

        asking = threading.Thread(target=ask_much)
        begun = time.perf_counter()
        asking.start()
        waits, most, gone = [], 0, 0.0
        while not gone:
            asked_at = time.perf_counter()
            assert server.ask("SELECT * { ?s a kg:Bank } LIMIT 10").status_code == 200
            waits.append((time.perf_counter() - asked_at) * 1000)
            sizes = {process: resident(process) for process in before}
            most = max(most, *sizes.values())
            if not all(sizes.values()):
                gone = time.perf_counter()
        asking.join()
    print(
        f"a runaway query (status {statuses[0]}) with a limit of {limit:g} s held {most >> 20} MB; its process was gone "
        f"{gone - begun - limit:.2f} s after the limit and answered {ended[0] - begun - limit:.2f} s after; meanwhile others "
        f"waited {statistics.median(waits):.1f} ms (median), {max(waits):.0f} ms (at most) for {len(waits)} answers"
    )


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0


class Soak:
    """Fifty clients that ask what clients ask, and now and then what they should not.

    Args:
        server: The server.
        rate: Requests a second, of all clients together.
        seconds: How long.
    """

    def __init__(self, server: Server, rate: float, seconds: float) -> None:
        self._server = server
        self._pause = CLIENTS / rate
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self.waits: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.failures: list[str] = []
        self._asked = self._requests()

    def _requests(self) -> list[tuple[str, str, int, int]]:
        """An address, an Accept header, the status that is right, how often."""
        sparql = "/sparql?query="
        lists = [f"{query} LIMIT 1000" if "LIMIT" not in query else query for query in LISTS.values()]
        return [
            *((sparql + quote(query), JSON, 200, 6) for query in (*lists, "SELECT * { ?s a kg:Bank }", "ASK {}")),
            (sparql + quote("CONSTRUCT WHERE { ?s a kg:Bank ; ?p ?o }"), "text/turtle", 200, 6),
            (sparql + quote("SELECT * { ?s ?p ?o } LIMIT 20000"), "text/csv", 200, 1),
            (sparql + quote("SELECT * { ?s ?p ?o . ?t ?q ?r }"), JSON, 403, 1),
            (sparql + quote("SELEC"), JSON, 400, 2),
            ("/entity/bank/ccb", "text/turtle", 200, 6),
            ("/entity/bank/ccb", "text/html", 200, 6),
            ("/", "text/html", 200, 3),
            ("/health", "*/*", 200, 3),
            ("/entity/bank/nobody.ttl", "*/*", 404, 1),
        ]

    def run(self) -> Iterator[tuple[int, int]]:
        """The megabytes of the server and of its workers, about twenty times while it runs."""
        threads = [threading.Thread(target=self._client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        step = max(1.0, (self._end - time.monotonic()) / 20)
        while time.monotonic() < self._end:
            time.sleep(min(step, max(0.0, self._end - time.monotonic())))
            own = resident(self._server.process.pid) >> 20
            yield own, sum(map(resident, self._server.workers())) >> 20
        for thread in threads:
            thread.join()

    def _client(self, number: int) -> None:
        chance = random.Random(number)
        line = http.client.HTTPConnection(urlsplit(self._server.url).netloc, timeout=60)
        choices = [each for each in self._asked for _ in range(each[3])]
        # A query that runs away, from one client and not often: it ends at its limit of memory.
        greedy = ("/sparql?query=" + quote(GREEDY), JSON, 507, 0)
        time.sleep(chance.random() * self._pause)
        asked_before = 0
        while time.monotonic() < self._end:
            asked_before += 1
            is_greedy = number == 0 and asked_before % 20 == 0
            address, accept, right, _often = greedy if is_greedy else chance.choice(choices)
            begun = time.monotonic()
            try:
                line.request("GET", address, headers={"Accept": accept, "Accept-Encoding": chance.choice(("gzip", "identity"))})
                response = line.getresponse()
                response.read()
                said = response.status
            except (OSError, http.client.HTTPException) as error:
                line.close()
                said = 0
                self._failed(f"{address}: {error!r}")
            waited = time.monotonic() - begun
            with self._lock:
                self.statuses[str(said)] += 1
                if not is_greedy:
                    self.waits.append(waited)
            if said not in (right, 0):
                self._failed(f"{address}: {said} instead of {right}")
            time.sleep(max(0.0, self._pause * (0.5 + chance.random()) - waited))
        line.close()

    def _failed(self, said: str) -> None:
        with self._lock:
            self.failures.append(said)


def soak(folder: Path, minutes: float, rate: float) -> int:
    """Print what became of fifty clients; how many failures."""
    with served(folder, "--max-rows", "20000", "--max-memory", "300") as server:
        running = Soak(server, rate, minutes * 60)
        print(f"{CLIENTS} clients, {rate:g} requests a second, {minutes:g} minutes; MB of the server / of its workers:")
        sizes = []
        for own, workers in running.run():
            sizes.append(own)
            print(f"{own}/{workers}", end=" ", flush=True)
    waits = sorted(running.waits)
    quarter = max(1, len(sizes) // 4)
    print(
        f"\n{len(waits)} answers {dict(sorted(running.statuses.items()))}; {len(running.failures)} failures; "
        f"ms: median {statistics.median(waits) * 1000:.1f}, 95% {waits[len(waits) * 95 // 100] * 1000:.0f}, "
        f"99% {waits[len(waits) * 99 // 100] * 1000:.0f}, most {waits[-1] * 1000:.0f}; memory of the server: "
        f"{max(sizes[quarter : 2 * quarter] or sizes)} MB in the second quarter, {max(sizes[-quarter:])} MB in the last"
    )
    for said in running.failures[:10]:
        print("  failed:", said[:200])
    return len(running.failures)


def main() -> int:
    """Measure; the exit code is that of the soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="only this: fifty clients for so long")
    parser.add_argument("--rate", type=float, default=10, metavar="N", help="requests a second in the soak (10)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = made_store(Path(folder))
        if options.soak:
            return 1 if soak(path, options.soak, options.rate) else 0
        latencies(path)
        runaway(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
