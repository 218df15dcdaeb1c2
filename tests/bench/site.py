"""``python -m tests.bench.site [ARTICLES]``: how fast ``kg serve`` answers with each kind of page on a million triples.

Each kind is asked for popular, ordinary and rare things in turn, over HTTP, one after another, twice (the first visitor of a
new graph waits for its index, which is timed apart). Printed are the median and the 95th percentile, those of
all pages together, and what a page takes of the processor in the server and its workers: on a machine that is busy with other
things (its load is printed, too) that is the number to compare. The made-up graph is the same each time
(``tests.bench.made_up_news``).
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import httpx

from kg.graph import DEFAULT_BASE
from kg.graph.article import article_lines
from kg.graph.entity import entity_lines
from kg.graph.surroundings import ontology_lines
from kg.ontology import load_ontology
from kg.records import Entity
from kg.store import build_store
from tests.bench.made_up_news import METRICS, made_up_entities, made_up_readings
from tests.e2e.serving import Server, served

ARTICLES = 1_000
ENTITIES_AN_ARTICLE = 15
TARGET = 100.0  # milliseconds, 95th percentile
ROUNDS = 2


def write_graph(path: Path, articles: int, entities: list[Entity]) -> int:
    """Write the graph as N-Quads; gives the number of its lines."""
    ontology = load_ontology()
    lines = 0
    known: set[str] = set()
    with path.open("w", encoding="utf-8") as out:
        for reading in made_up_readings(articles, entities):
            own = [*article_lines(reading, DEFAULT_BASE), *_new(entity_lines(reading, DEFAULT_BASE, ontology), known)]
            out.write("\n".join(own) + "\n")
            lines += len(own)
        rest = ontology_lines(DEFAULT_BASE)
        out.write("\n".join(rest) + "\n")
    return lines + len(rest)


def _new(lines: list[str], known: set[str]) -> Iterator[str]:
    for line in lines:
        if line not in known:
            known.add(line)
            yield line


def paths(articles: int, entities: list[Entity]) -> Mapping[str, list[str]]:
    """The addresses of each kind of page: of popular things first, of rare ones last."""
    some = [int(len(entities) * share**3) for share in (0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]
    chosen = [entities[number] for number in some]
    banks = [entity for entity in entities if entity.label == "Bank"]
    policies = [entity for entity in entities if entity.label == "PolicyDocument"]
    pairs = [
        (banks[one], banks[other]) for one, other in ((0, 1), (0, 9), (2, 40), (5, 200), (30, 31), (100, 300), (7, 8), (1, 90))
    ]
    numbers = [step * articles // 13 for step in range(13)]
    iri = f"{DEFAULT_BASE}entity/"
    return {
        "home": ["/", "/?lang=en"] * 5,
        "entity": [f"/entity/{entity.key}" for entity in chosen],
        "facts": [f"/entity/{banks[number].key}?predicate=participatesIn&page={1 + number % 3}" for number in range(10)],
        "policy": [f"/policy/{policies[number].key}" for number in (0, 1, 2, 5, 10, 20, 50, 100, 200, 400)],
        "article": [f"/article/made-{number:06d}" for number in numbers],
        "articles": ["/articles", *(f"/articles?entity={entity.key}" for entity in chosen[:9])],
        "figures": [*(f"/figures?metric={quote(metric)}" for metric in METRICS[:6]), "/figures", "/figures?metric=%E4%BD%99"]
        + [f"/figures?entity={bank.key}" for bank in banks[:3]],
        "compare": [f"/compare?a={one.key}&b={other.key}" for one, other in pairs],
        "path": [f"/path?from={one.key}&to={other.key}" for one, other in pairs],
        "questions": ["/questions", "/editor", *(f"/questions/issuers?entity={policies[number].key}" for number in range(3))]
        + [f"/questions/tools?entity={bank.key}" for bank in banks[:3]],
        "search": [
            f"/search?q={quote(words)}" for words in ("银行", "北京", banks[3].name, "gong", "nsyh", "SH600000", "再贷款")
        ],
        "api search": [f"/api/search?q={quote(words)}&limit=10" for words in ("银", "北京", "bei", "bjns", "SH60")],
        "api neighbours": [f"/api/neighbourhood?entity={iri}{entity.key}" for entity in chosen],
    }


def measure(client: httpx.Client, wanted: list[str]) -> list[float]:
    """Milliseconds of each answer."""
    taken = []
    for path in wanted:
        began = time.perf_counter()
        response = client.get(path, headers={"Accept": "text/html,application/json;q=0.9"})
        taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:500]}"
    return taken


def processor(server: Server) -> float:
    """Milliseconds of processor time that the server and its workers have taken so far."""
    ticks = 0
    for process in (server.process.pid, *server.workers()):
        # The fields after the name in brackets, which may hold spaces: user and system time are the 12th and 13th.
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def percentile(taken: list[float], share: float) -> float:
    """The smallest time that so many of the answers did not exceed."""
    return sorted(taken)[max(0, -(-int(len(taken) * share * 100) // 100) - 1)]


def main() -> None:
    """Print a line for each kind of page."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    entities = made_up_entities(articles * ENTITIES_AN_ARTICLE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        triples = write_graph(folder / "graph.nq", articles, entities)
        build_store(folder / "store", [folder / "graph.nq"])
        (folder / "report.json").write_text(json.dumps({"articles": articles}), encoding="utf-8")
        print(f"{triples:,} triples, {articles:,} articles, made in {time.perf_counter() - began:.0f} s", flush=True)
        with served(folder) as server:
            report(server, paths(articles, entities))


def report(server: Server, kinds: Mapping[str, list[str]]) -> None:
    """Measure and print."""
    client = server.client
    print(f"load before {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    began = time.perf_counter()
    first = measure(client, ["/"])[0]
    measure(client, ["/search?q=ceshi", "/path", "/figures"])
    print(f"first page {first:.0f} ms, index whole after {time.perf_counter() - began:.1f} s", flush=True)
    print(f"{'page':16}{'n':>5}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'processor ms':>14}")
    everything: list[float] = []
    began_at = processor(server)
    for number in range(ROUNDS):
        # In the first round nobody has seen the page before; later ones find what the server remembers.
        print("first visits" if not number else "again")
        for kind, wanted in kinds.items():
            before = processor(server)
            taken = measure(client, wanted)
            everything += taken
            print(_line(kind, taken) + f"{(processor(server) - before) / len(taken):14.1f}", flush=True)
    whole = percentile(everything, 0.95)
    print(_line("all", everything) + f"{(processor(server) - began_at) / len(everything):14.1f}")
    verdict = "within" if whole < TARGET else "over"
    print(f"95th percentile {verdict} {TARGET:.0f} ms, load after {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _line(kind: str, taken: list[float]) -> str:
    return f"{kind:16}{len(taken):5}{statistics.median(taken):9.1f}{percentile(taken, 0.95):9.1f}{max(taken):9.1f}"


if __name__ == "__main__":
    main()
