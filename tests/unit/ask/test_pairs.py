"""The question after pairs must not pair what is rare: pairs grow with the square of an article's entities."""

import time

import pyoxigraph
import pytest

from kg.ask import Rows, ask, load_questions
from kg.ontology import PREFIXES

ARTICLES, RARE, POPULAR = 120, 60, 12
EVERY_PAIR = """
SELECT (COUNT(*) AS ?n) { SELECT ?a ?b (COUNT(*) AS ?articles) {
  { SELECT DISTINCT ?article ?a { GRAPH ?article { ?m itsrdf:taIdentRef ?a } } }
  { SELECT DISTINCT ?article ?b { GRAPH ?article { ?o itsrdf:taIdentRef ?b } } }
} GROUP BY ?a ?b }
"""


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    """Articles that mention many entities of their own, or of one other article, and some that every article mentions."""
    names = pyoxigraph.Store()
    about, label = (
        pyoxigraph.NamedNode(PREFIXES[prefix] + word) for prefix, word in (("itsrdf", "taIdentRef"), ("skos", "prefLabel"))
    )
    entities: dict[str, pyoxigraph.NamedNode] = {}
    quads = []
    for number in range(ARTICLES):
        graph = pyoxigraph.NamedNode(f"urn:article:{number}")
        mentioned = [f"popular-{popular}" for popular in range(POPULAR)]
        mentioned += [f"rare-{number // 2}-{rare}" for rare in range(RARE)]
        for place, name in enumerate(mentioned):
            entity = entities.setdefault(name, pyoxigraph.NamedNode(f"urn:entity:{name}"))
            quads.append(pyoxigraph.Quad(pyoxigraph.NamedNode(f"urn:article:{number}#{place}"), about, entity, graph))
    quads += [pyoxigraph.Quad(entity, label, pyoxigraph.Literal(name)) for name, entity in entities.items()]
    names.extend(quads)
    return names


def seconds(store: pyoxigraph.Store, query: str) -> tuple[float, int]:
    """Of the processor, the least of some rounds; and how many rows."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        found = ask(store, query)
        assert isinstance(found, Rows)
        rows = sum(1 for _row in found.rows)
        taken.append(time.process_time() - begun)
    return min(taken), rows


def test_pairs_cost_little_beside_pairing_everything(store: pyoxigraph.Store) -> None:
    ours, rows = seconds(store, load_questions()["pairs"].query)
    everything, _ = seconds(store, EVERY_PAIR)
    assert rows == 50
    assert ours < everything / 3
