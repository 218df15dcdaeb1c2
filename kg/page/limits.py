"""What a page can hold: of a corpus of any size the best connected part, and of each claim so many quotes."""

from collections import Counter
from heapq import nsmallest
from pathlib import Path

from kg.ontology import PREFIXES

MOST_NODES = 50_000
MOST_QUOTES = 25
"""Quotes of one claim (subject, predicate, object); more of the same would fill the page and teach nobody."""
MOST_REPORTS = 1_000
"""Articles listed for one entity."""
RELATED = 1_000
"""What standing in a statement weighs against being mentioned."""

_ENDS = tuple(f" <{PREFIXES['rdf']}{end}> <".encode() for end in ("subject", "object"))
_IDENTITY = f" <{PREFIXES['itsrdf']}taIdentRef> <".encode()


def best_connected(graph: Path, most: int = MOST_NODES) -> frozenset[str] | None:
    """The IRIs of the entities that stand in most statements, then in most mentions; None when all of them fit.

    One quick pass that holds one count for each entity and nothing of any article.
    """
    weight: Counter[bytes] = Counter()
    with graph.open("rb") as lines:
        for line in lines:
            for mark, share in ((_ENDS[0], RELATED), (_ENDS[1], RELATED), (_IDENTITY, 1)):
                at = line.find(mark)
                if at > 0:
                    start = at + len(mark)
                    weight[line[start : line.index(b">", start)]] += share
                    break
    return heaviest(Counter({iri.decode(): share for iri, share in weight.items()}), most)


def heaviest(weight: Counter[str], most: int = MOST_NODES) -> frozenset[str] | None:
    """The IRIs that weigh most; None when all of them fit."""
    if len(weight) <= most:
        return None
    return frozenset(nsmallest(most, weight, key=lambda iri: (-weight[iri], iri)))
