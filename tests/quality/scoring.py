"""Scores of a built graph against labelled articles.

An entity of ours and a labelled one correspond when they share a surface (and, but for facts, the class); each is paired once,
most shared surfaces first. Optional labels are neither owed nor wrong. What is measured, over all articles of a set:

    surface, entity, core, fact, figure    F1
    name                                   share of paired entities that bear the official name
    modality                               share of found facts rightly planned or not
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph

from kg.ontology import KG, PREFIXES

CORE = frozenset({"Bank", "Regulator", "Platform", "PolicyDocument", "PolicyMeasure"})
OTHERS = ("GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet", "Organization")
CLASSES = CORE | {*OTHERS, "FinancialProduct", "Person", "Place", "Event"}
MEASURES = ("surface", "entity", "core", "name", "fact", "modality", "figure")
_MARKS = re.compile(r"[\s《》“”\"‘’]")

Fact = tuple[str, str, str]
Number = tuple[float, str]


@dataclass(slots=True)
class Article:
    """What the graph says of one article: surfaces by entity, modality by fact, figures."""

    surfaces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: dict[Fact, str] = field(default_factory=dict)
    figures: set[Number] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Graph:
    """A built graph by article, with the class and the names of each entity."""

    articles: dict[str, Article]
    classes: dict[str, str]
    names: dict[str, set[str]]


@dataclass(slots=True)
class Count:
    """Right, given and owed answers."""

    right: int = 0
    given: int = 0
    owed: int = 0

    def add(self, right: int, given: int, owed: int) -> None:
        self.right, self.given, self.owed = self.right + right, self.given + given, self.owed + owed

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.owed if self.owed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The counts of a set: by measure, and for entities and facts by class and predicate."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    classes: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    predicates: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    def values(self) -> dict[str, float]:
        """Each measure as one number between 0 and 1."""
        shares = ("name", "modality")
        return {name: self.counts[name].precision if name in shares else self.counts[name].f1 for name in MEASURES}


def hash_labels(folder: Path) -> str:
    """One hash of all label files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_graph(path: Path) -> Graph:
    """Read what is scored out of graph.nq."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    articles: dict[str, Article] = defaultdict(Article)
    names: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, str] = {}
    for entity, label in _rows(store, "SELECT ?e ?l WHERE { ?e skos:prefLabel|skos:altLabel ?l }"):
        names[entity].add(bare(label))
    for entity, kind in _rows(store, "SELECT ?e ?c WHERE { ?e a ?c }"):
        if kind.removeprefix(KG) in CLASSES and classes.get(entity, "Organization") == "Organization":
            classes[entity] = kind.removeprefix(KG)
    for name, surface, entity in _rows(
        store,
        """SELECT ?n ?s ?e WHERE { ?m nif:referenceContext/kg:article/dcterms:identifier ?n ;
                                      nif:anchorOf ?s ; itsrdf:taIdentRef ?e }""",
    ):
        if entity in classes:
            articles[name].surfaces[entity].add(bare(surface))
    for name, one, predicate, other, modality in _rows(
        store,
        """SELECT ?n ?s ?p ?o ?m WHERE { ?f a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
                                            kg:modality ?m ; kg:statedIn/dcterms:identifier ?n }""",
    ):
        articles[name].facts[fact_key(one, predicate.removeprefix(KG), other)] = modality.removeprefix(KG)
    for name, value, unit in _rows(
        store, "SELECT ?n ?v ?u WHERE { ?f a kg:Figure ; kg:value ?v ; kg:unit ?u ; kg:statedIn/dcterms:identifier ?n }"
    ):
        articles[name].figures.add((round(float(value), 4), unit))
    return Graph(articles, classes, names)


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[tuple[str, ...]]:
    found = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    for row in found:
        yield tuple(term.value for term in row if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal))


def bare(text: str) -> str:
    """A surface without blanks, quotation marks and title marks."""
    return _MARKS.sub("", text)


def fact_key(subject: str, predicate: str, other: str) -> Fact:
    """A fact's identity; cooperation has no direction."""
    if predicate == "cooperatesWith":
        subject, other = sorted((subject, other))
    return predicate, subject, other


def score(graph: Graph, labels: Path) -> Scores:
    """Score all labelled articles of a folder."""
    scores = Scores()
    for path in sorted(labels.glob("*.json")):
        _score_article(scores, graph, graph.articles.get(path.stem) or Article(), json.loads(path.read_text(encoding="utf-8")))
    return scores


def _score_article(scores: Scores, graph: Graph, ours: Article, gold: dict[str, Any]) -> None:
    entities = gold["entities"]
    typed, loose = (_pair(entities, ours.surfaces, graph.classes, typed=typed) for typed in (True, False))
    _score_entities(scores, graph, ours, entities, typed)
    _score_surfaces(scores, graph, ours, entities)
    _score_facts(scores, ours, gold["facts"], {**loose, **typed})
    owed = {_number(figure) for figure in gold["figures"] if not figure.get("optional")}
    spare = {_number(figure) for figure in gold["figures"] if figure.get("optional")} - owed
    scores.counts["figure"].add(len(owed & ours.figures), len(ours.figures - spare), len(owed))


def _pair(
    entities: Iterable[dict[str, Any]], surfaces: dict[str, set[str]], classes: dict[str, str], *, typed: bool
) -> dict[str, str]:
    """Labelled entity → ours, greedily by shared surfaces."""
    rivals = []
    for entity in entities:
        want = {bare(surface) for surface in entity["surfaces"]}
        for ours, have in surfaces.items():
            common = len(want & have)
            if common and (not typed or classes[ours] in (entity["type"], entity.get("otherType"))):
                rivals.append((-common, -common / len(want | have), entity["id"], ours))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, name, ours in sorted(rivals):
        if name not in pairs and ours not in taken:
            pairs[name] = ours
            taken.add(ours)
    return pairs


def _score_entities(scores: Scores, graph: Graph, ours: Article, entities: list[dict[str, Any]], pairs: dict[str, str]) -> None:
    hits = [entity for entity in entities if entity["id"] in pairs]
    for measure, kept in (("entity", frozenset(CLASSES)), ("core", CORE)):
        found = [entity for entity in hits if graph.classes[pairs[entity["id"]]] in kept]
        spare = sum(bool(entity.get("optional")) for entity in found)
        owed = sum(entity["type"] in kept and not entity.get("optional") for entity in entities)
        scores.counts[measure].add(len(found) - spare, sum(graph.classes[one] in kept for one in ours.surfaces) - spare, owed)
    for entity in hits:
        right = {bare(entity["name"]), bare(entity.get("otherName", entity["name"]))} & graph.names[pairs[entity["id"]]]
        scores.counts["name"].add(bool(right), 1, 1)
    for entity in entities:
        if not entity.get("optional"):
            scores.classes[entity["type"]].add(entity["id"] in pairs, 0, 1)
    for one in ours.surfaces:
        scores.classes[graph.classes[one]].add(0, 1, 0)


def _score_surfaces(scores: Scores, graph: Graph, ours: Article, entities: list[dict[str, Any]]) -> None:
    want = {(bare(form), one["type"]) for one in entities if not one.get("optional") for form in one["surfaces"]}
    may = {(bare(form), kind) for one in entities for form in one["surfaces"] for kind in (one["type"], one.get("otherType"))}
    have = {(form, graph.classes[entity]) for entity, forms in ours.surfaces.items() for form in forms} - (may - want)
    scores.counts["surface"].add(len(want & have), len(have), len(want))


def _score_facts(scores: Scores, ours: Article, facts: list[dict[str, Any]], ends: dict[str, str]) -> None:
    owed: dict[Fact, dict[str, Any]] = {}
    spare: set[Fact] = set()
    for fact in facts:
        key = fact_key(ends.get(fact["s"], "?" + fact["s"]), fact["p"], ends.get(fact["o"], "?" + fact["o"]))
        if fact.get("optional"):
            spare.add(key)
        else:
            owed[key] = fact
    found, given = owed.keys() & ours.facts.keys(), ours.facts.keys() - spare
    scores.counts["fact"].add(len(found), len(given), len(owed))
    for key in found:
        planned = owed[key].get("planned")
        if planned is not None:
            scores.counts["modality"].add((ours.facts[key] == "Planned") == bool(planned), 1, 1)
    for kind, keys in (("right", found), ("given", given), ("owed", owed.keys())):
        for predicate, number in Counter(key[0] for key in keys).items():
            scores.predicates[predicate].add(*(number if kind == column else 0 for column in ("right", "given", "owed")))


def _number(figure: dict[str, Any]) -> Number:
    return round(float(figure["value"]), 4), figure["unit"]
