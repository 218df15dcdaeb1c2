"""What pages need of the whole graph, computed once for each state of the store: names to search, who meets whom, counts."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from heapq import nsmallest
from threading import Lock
from typing import Generic, TypeVar

from kg.errors import KgError
from kg.site.graph import Graph, Report, Thing
from kg.site.names import Names
from kg.site.ways import shortest

_MENTIONED = """
SELECT ?thing (GROUP_CONCAT(DISTINCT STR(?article); SEPARATOR=" ") AS ?articles) {
  GRAPH ?article { ?mention itsrdf:taIdentRef ?thing } } GROUP BY ?thing"""
_EDGES = "SELECT DISTINCT ?one ?other { ?fact rdf:subject ?one ; rdf:object ?other }"
_REPORTS = "SELECT ?article ?day { ?article a kg:Article OPTIONAL { ?article schema:datePublished ?day } }"
_FIGURES = "SELECT ?figure ?metric ?unit ?article { ?figure kg:metric ?metric ; kg:unit ?unit ; kg:statedIn ?article }"
_DATES = "SELECT ?figure ?date { ?figure a kg:Figure ; kg:date ?date }"
_COUNTS = """
SELECT ?mentions ?facts ?figures {
  { SELECT (COUNT(*) AS ?mentions) { ?mention a nif:Phrase } }
  { SELECT (COUNT(*) AS ?facts) { ?fact a rdf:Statement } }
  { SELECT (COUNT(*) AS ?figures) { ?figure a kg:Figure } }
}"""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found, with the name or code that matched and the number of articles that mention it."""

    thing: Thing
    matched: str
    articles: int


@dataclass(frozen=True, slots=True)
class Metric:
    """What figures measure, in one unit, and those figures, by date (or else by the day of their article)."""

    name: str
    unit: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who stands in which articles: articles by the entity, the newest first, and entities by the article, all by IRI."""

    articles: dict[str, list[str]]
    entities: dict[str, list[str]]


class Once(Generic[_Value]):
    """A value computed when it is first wanted, by one thread, while others wait; a failure is not remembered."""

    def __init__(self, compute: Callable[[], _Value]) -> None:
        self._compute = compute
        self._lock = Lock()
        self._value: list[_Value] = []

    def __call__(self) -> _Value:
        """The value."""
        if not self._value:
            with self._lock:
                if not self._value:
                    self._value.append(self._compute())
        return self._value[0]


class Index:
    """The whole graph in short. Each part is computed when it is first wanted."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._names = Once(lambda: Names(graph))
        self._newest = Once(self._read_newest)
        self._meetings = Once(self._read_meetings)
        self._edges = Once(self._read_edges)
        self._popular = Once(self._rank)
        self._classes = Once(self._count_classes)
        self._metrics = Once(self._read_metrics)
        self._counts = Once(self._count)

    def warm(self) -> None:
        """Compute every part now, so that nobody waits for it later; a store that fails now says so to whoever asks next."""
        with suppress(KgError):
            for part in (self._newest, self._meetings, self._popular, self._metrics, self._counts, self._edges):
                part()
            self.search("jr", (), 1)

    def search(self, words: str, classes: Iterable[str] = (), most: int | None = None) -> tuple[list[Found], int]:
        """Entities by name, pinyin or code, best first, and how many there are in all; all of the classes for no words."""
        wanted = frozenset(classes)
        if not words.strip():
            found = [one for one in self._popular() if one.thing.label in wanted] if wanted else self._popular()
            return found[:most], len(found)
        names = self._names()
        matched = [(names.things[number], *rank) for number, rank in names.match(words).items()]
        kept = [one for one in matched if not wanted or one[0].label in wanted]
        kept.sort(key=lambda one: (one[1], -self.articles(one[0].iri), one[2], one[0].name, one[0].iri))
        return [Found(thing, name, self.articles(thing.iri)) for thing, _rank, _length, name in kept[:most]], len(kept)

    def bearers(self, name: str) -> list[Thing]:
        """The entities that bear exactly this name or code, the most mentioned first."""
        return sorted(self._names().exact(name), key=lambda thing: (-self.articles(thing.iri), thing.iri))

    def bearer(self, name: str) -> Thing | None:
        """The entity that alone bears exactly this name; None for nobody and for several."""
        found = self._names().exact(name)
        return found[0] if len(found) == 1 else None

    def articles(self, iri: str) -> int:
        """How many articles mention an entity."""
        return len(self._meetings().articles.get(iri, ()))

    def mentioning(self, iri: str) -> list[tuple[str, str]]:
        """The articles that mention an entity as (IRI, day), the newest first."""
        days = self._newest()
        return [(article, days[article]) for article in self._meetings().articles.get(iri, ())]

    def companions(self, iri: str, most: int) -> list[tuple[str, int]]:
        """Who is mentioned in the same articles, and in how many of them; the most frequent first."""
        meetings, counted = self._meetings(), Counter[str]()
        for article in meetings.articles.get(iri, ()):
            counted.update(meetings.entities[article])
        del counted[iri]
        return nsmallest(most, counted.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def classes(self) -> list[tuple[str, int]]:
        """The classes with the number of their entities, the largest first."""
        return self._classes()

    @property
    def newest(self) -> list[tuple[str, str]]:
        """All articles as (IRI, day), the newest first; those without a day last."""
        return list(self._newest().items())

    def holds(self, article: str) -> bool:
        """Whether an article is in the graph."""
        return article in self._newest()

    def day(self, article: str) -> str:
        """The day of an article; empty for none."""
        return self._newest().get(article, "")

    @property
    def metrics(self) -> list[Metric]:
        """What the figures measure, the most frequent first."""
        return self._metrics()

    @property
    def counts(self) -> dict[str, int]:
        """How many articles, entities, mentions, facts and figures there are."""
        return self._counts()

    def reports(self, start: int, most: int) -> list[Report]:
        """Some of the articles, the newest first."""
        chosen = [iri for iri, _day in self.newest[start : start + most]]
        found = self.graph.reports(chosen)
        return [found[iri] for iri in chosen]

    def path(self, one: str, other: str, avoided: frozenset[str] = frozenset(), most: int = 3) -> list[list[str]]:
        """Shortest ways through the facts from one entity to another, as lists of IRIs, ends included; empty for none.

        Args:
            one: Where from, an IRI.
            other: Where to.
            avoided: Classes no way leads through.
            most: How many ways of the same length to give.
        """
        names = self._names()
        return shortest(self._edges(), one, other, lambda iri: bool(avoided) and names.label(iri) in avoided, most)

    def degree(self, iri: str) -> int:
        """With how many others an entity stands in statements."""
        return len(self._edges().get(iri, ()))

    def joined(self, some: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs among some entities between which anything is said, each once."""
        chosen, edges = sorted(set(some)), self._edges()
        held = {iri: set(edges.get(iri, ())) for iri in chosen}
        return [(one, other) for one in chosen for other in chosen if one < other and other in held[one]]

    def _rank(self) -> list[Found]:
        """All entities, the most mentioned first."""
        found = [Found(thing, "", self.articles(thing.iri)) for thing in self._names().things]
        return sorted(found, key=lambda one: (-one.articles, one.thing.name, one.thing.iri))

    def _count_classes(self) -> list[tuple[str, int]]:
        counted = Counter(thing.label for thing in self._names().things)
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def _read_newest(self) -> dict[str, str]:
        found = {(iri, day[:10]) for iri, day in self.graph.all_rows(_REPORTS)}
        return dict(sorted(sorted(found), key=lambda pair: pair[1], reverse=True))

    def _read_meetings(self) -> Meetings:
        place = {article: number for number, article in enumerate(self._newest())}
        known = {article: article for article in place}  # one string for all who are in the article
        articles: dict[str, list[str]] = {}
        entities: dict[str, list[str]] = {article: [] for article in place}
        for thing, said in self.graph.all_rows(_MENTIONED):
            found = [known[article] for article in said.split(" ") if article in known]
            articles[thing] = sorted(found, key=place.__getitem__)
            for article in found:
                entities[article].append(thing)
        return Meetings(articles, entities)

    def _read_edges(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for one, other in self.graph.all_rows(_EDGES):
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return {one: sorted(others) for one, others in found.items()}

    def _read_metrics(self) -> list[Metric]:
        days = self._newest()
        dates = {row[0]: row[1] for row in self.graph.all_rows(_DATES)}
        found: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for figure, metric, unit, article in self.graph.all_rows(_FIGURES):
            found.setdefault((metric, unit), set()).add((dates.get(figure) or days.get(article, ""), figure))
        metrics = [Metric(name, unit, tuple(sorted(figures))) for (name, unit), figures in found.items()]
        return sorted(metrics, key=lambda metric: (-len(metric.figures), metric.name, metric.unit))

    def _count(self) -> dict[str, int]:
        mentions, facts, figures = (int(count) for count in self.graph.rows(_COUNTS)[0])
        entities = len(self._meetings().articles)
        return {"articles": len(self._newest()), "entities": entities, "mentions": mentions, "facts": facts, "figures": figures}
