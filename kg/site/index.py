"""What pages need of the whole graph, computed once for each state of the store: names to search, who meets whom, counts."""

import bisect
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import RLock

from kg.errors import KgError
from kg.page.pinyin import readings
from kg.site.graph import Graph, Report, Thing

_NAMES = """
SELECT ?thing ?class ?name ?label {
  GRAPH $entities {
    ?thing skos:prefLabel ?name ; a ?class .
    ?thing skos:prefLabel|skos:altLabel|kg:stockCode|kg:hongKongStockCode|kg:swiftCode|kg:leiCode|kg:unifiedSocialCreditCode|
           kg:divisionCode|kg:documentNumber ?label
  }
}"""
_MENTIONED = """
SELECT ?thing (COUNT(DISTINCT ?article) AS ?articles) { GRAPH ?article { ?m itsrdf:taIdentRef ?thing } } GROUP BY ?thing"""
_EDGES = "SELECT DISTINCT ?one ?other { ?fact rdf:subject ?one ; rdf:object ?other }"
_REPORTS = "SELECT ?article ?day { ?article a kg:Article OPTIONAL { ?article schema:datePublished ?day } }"
_METRICS = "SELECT ?metric ?unit (COUNT(*) AS ?figures) { ?figure kg:metric ?metric ; kg:unit ?unit } GROUP BY ?metric ?unit"
_COUNTS = """
SELECT ?mentions ?facts ?figures {
  { SELECT (COUNT(*) AS ?mentions) { ?mention a nif:Phrase } }
  { SELECT (COUNT(*) AS ?facts) { ?fact a rdf:Statement } }
  { SELECT (COUNT(*) AS ?figures) { ?figure a kg:Figure } }
}"""

_MOST_WAYS = 12
_PINYIN = re.compile(r"[a-z]{2,24}")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found, with the name or code that matched and the number of articles that mention it."""

    thing: Thing
    matched: str
    articles: int


@dataclass(frozen=True, slots=True)
class Metric:
    """What figures measure, in one unit, and how many there are."""

    name: str
    unit: str
    figures: int


class Index:
    """The whole graph in short. Each part is computed when it is first wanted, by one thread at a time."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._lock = RLock()

    def warm(self) -> None:
        """Compute every part now, so that nobody waits for it later; a store that fails now says so to whoever asks next."""
        with suppress(KgError):
            self._warm()

    def _warm(self) -> None:
        self.search("金融", (), 1)
        self.search("jr", (), 1)
        self.path(self.graph.base, self.graph.base)
        _ = self.newest, self.metrics, self.counts

    def search(self, words: str, classes: Iterable[str] = (), most: int | None = None) -> tuple[list[Found], int]:
        """Entities by name, pinyin or code, best first, and how many there are in all; all of the classes for no words."""
        wanted = frozenset(classes)
        with self._lock:
            names = self._names
            ranks = names.match(words) if words.strip() else dict.fromkeys(range(len(names.things)), (0, 0, ""))
            found = [
                (rank, -self._articles.get(names.things[number].iri, 0), names.things[number].name, number)
                for number, rank in ranks.items()
                if not wanted or names.things[number].label in wanted
            ]
        found.sort(key=lambda one: (one[0][0], one[1], one[0][1], one[2], one[3]))
        return [Found(names.things[one[3]], one[0][2], -one[1]) for one in found[:most]], len(found)

    def bearers(self, name: str) -> list[Thing]:
        """The entities that bear exactly this name or code, the most mentioned first."""
        with self._lock:
            found = self._names.exact(name)
        return sorted(found, key=lambda thing: (-self.articles(thing.iri), thing.iri))

    def bearer(self, name: str) -> Thing | None:
        """The entity that alone bears exactly this name; None for nobody and for several."""
        found = self.bearers(name)
        return found[0] if len(found) == 1 else None

    def articles(self, iri: str) -> int:
        """How many articles mention an entity."""
        with self._lock:
            return self._articles.get(iri, 0)

    @cached_property
    def classes(self) -> list[tuple[str, int]]:
        """The classes with the number of their entities, the largest first."""
        with self._lock:
            counted = Counter(thing.label for thing in self._names.things)
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def newest(self) -> list[tuple[str, str]]:
        """All articles as (IRI, day), the newest first; those without a day last."""
        with self._lock:
            found = [(iri, day[:10]) for iri, day in self.graph.all_rows(_REPORTS)]
            return sorted(sorted(set(found)), key=lambda pair: pair[1], reverse=True)

    @cached_property
    def metrics(self) -> list[Metric]:
        """What the figures measure, the most frequent first."""
        with self._lock:
            found = [Metric(name, unit, int(count)) for name, unit, count in self.graph.all_rows(_METRICS)]
            return sorted(found, key=lambda metric: (-metric.figures, metric.name, metric.unit))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many articles, entities, mentions, facts and figures there are."""
        with self._lock:
            mentions, facts, figures = (int(count) for count in self.graph.rows(_COUNTS)[0])
            return {
                "articles": len(self.newest),
                "entities": len(self._articles),
                "mentions": mentions,
                "facts": facts,
                "figures": figures,
            }

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
        with self._lock:
            edges, things = self._edges, self._names
        if one not in edges or other not in edges or one == other:
            return []
        before = _searched(edges, one, other, lambda iri: bool(avoided) and things.label(iri) in avoided)
        return sorted(_ways(before, other, most)) if other in before else []

    def joined(self, some: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs among some entities between which anything is said, each once."""
        chosen = sorted(set(some))
        with self._lock:
            edges = self._edges
        held = {iri: set(edges.get(iri, ())) for iri in chosen}
        return [(one, other) for one in chosen for other in chosen if one < other and other in held[one]]

    @cached_property
    def _names(self) -> "_Names":
        return _Names(self.graph)

    @cached_property
    def _articles(self) -> dict[str, int]:
        return {iri: int(count) for iri, count in self.graph.all_rows(_MENTIONED)}

    @cached_property
    def _edges(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for one, other in self.graph.all_rows(_EDGES):
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return {one: sorted(others) for one, others in found.items()}


def _searched(edges: dict[str, list[str]], one: str, other: str, is_avoided: Callable[[str], bool]) -> dict[str, list[str]]:
    """For each entity on a shortest way, those it is reached from; breadth first."""
    depth = {one: 0}
    before: dict[str, list[str]] = {one: []}
    ahead = deque([one])
    while ahead:
        here = ahead.popleft()
        if other in depth and depth[here] >= depth[other]:
            break
        for after in edges[here]:
            if after not in depth and (after == other or not is_avoided(after)):
                depth[after] = depth[here] + 1
                before[after] = [here]
                ahead.append(after)
            elif depth.get(after) == depth[here] + 1:
                before[after].append(here)
    return before


def _ways(before: dict[str, list[str]], other: str, most: int) -> list[list[str]]:
    ways = [[other]]
    while any(before[way[0]] for way in ways):
        longer = [[previous, *way] for way in ways for previous in sorted(before[way[0]])]
        ways = sorted(longer)[:most]
    return ways


class _Names:
    """Every name and code of every entity in one long text, a line each: searching it is one pass of compiled code."""

    def __init__(self, graph: Graph) -> None:
        things: dict[str, Thing] = {}
        lines: list[tuple[str, str]] = []
        for iri, kind, name, label in graph.all_rows(_NAMES):
            if iri not in things:
                things[iri] = graph.thing(iri, name, kind)
            lines.append((iri, label))
        self.things = [things[iri] for iri in sorted(things)]
        self._number = {thing.iri: number for number, thing in enumerate(self.things)}
        self._labels: list[str] = []
        self._bearers: list[int] = []
        self._starts: list[int] = []
        position = 0
        folded: list[str] = []
        self._exact: dict[str, list[int]] = {}
        for iri, label in sorted(set(lines), key=lambda line: (line[0], line[1] != things[line[0]].name, line[1])):
            line = fold(label)
            self._labels.append(label)
            self._bearers.append(self._number[iri])
            self._starts.append(position)
            folded.append(line)
            bearers = self._exact.setdefault(line, [])
            if line and self._bearers[-1] not in bearers:
                bearers.append(self._bearers[-1])
            position += len(line) + 1
        self._text = "\n".join(folded)
        self._sounds: dict[str, list[str]] | None = None

    def label(self, iri: str) -> str:
        number = self._number.get(iri)
        return self.things[number].label if number is not None else ""

    def exact(self, name: str) -> list[Thing]:
        """The entities one of whose names or codes is this."""
        return [self.things[number] for number in self._exact.get(fold(name), ())]

    def match(self, words: str) -> dict[int, tuple[int, int, str]]:
        """Entities (by number) with a rank, less is better, the length of the name that matched, and that name."""
        wanted = fold(words)
        if not wanted:
            return {}
        found: dict[int, tuple[int, int, str]] = {}
        patterns = [(0, re.escape(wanted))]
        if _PINYIN.fullmatch(wanted):
            patterns += [(3, pattern) for pattern in self._pinyin(wanted)]
        for penalty, pattern in patterns:
            for line, start, end in self._lines(re.compile(pattern)):
                label = self._labels[line]
                begins = start == self._starts[line]
                whole = begins and end - start == len(fold(label))
                rank = (penalty + (0 if whole else 1 if begins else 2), len(label), label)
                number = self._bearers[line]
                if number not in found or rank < found[number]:
                    found[number] = rank
        return found

    def _lines(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
        """The lines that match, each once, with where."""
        last = -1
        for found in pattern.finditer(self._text):
            line = bisect.bisect_right(self._starts, found.start()) - 1
            if line != last and "\n" not in found[0]:
                last = line
                yield line, found.start(), found.end()

    def _pinyin(self, letters: str) -> list[str]:
        """Patterns of Chinese characters that are read so: by their initials, or spelt out, the last one perhaps begun only."""
        if self._sounds is None:
            by_sound: dict[str, list[str]] = {}
            for character, sounds in readings(self._labels).items():
                for sound in sounds:
                    by_sound.setdefault(sound, []).append(character)
            self._sounds = by_sound
        ways = [list(letters), *_spelt(letters, self._sounds)]
        classes = [[self._begun(part) for part in way] for way in ways[:_MOST_WAYS]]
        return ["".join(f"[{characters}]" for characters in way) for way in classes if all(way)]

    def _begun(self, letters: str) -> str:
        """The characters whose reading is these letters or begins with them."""
        assert self._sounds is not None
        sounds = [letters] if letters in self._sounds and len(letters) > 1 else self._sounds
        return "".join(sorted({c for sound in sounds if sound.startswith(letters) for c in self._sounds[sound]}))


def _spelt(letters: str, sounds: Iterable[str]) -> list[list[str]]:
    """The ways to divide letters into whole syllables, the last one perhaps begun only; at most a dozen."""
    known = frozenset(sounds)
    ways: list[list[str]] = []
    ahead: list[tuple[list[str], int]] = [([], 0)]
    while ahead and len(ways) < _MOST_WAYS:
        parts, at = ahead.pop()
        rest = letters[at:]
        if not rest:
            ways.append(parts)
            continue
        if rest not in known and any(sound.startswith(rest) for sound in known):
            ways.append([*parts, rest])
        lengths = (length for length in range(1, min(6, len(rest)) + 1) if rest[:length] in known)
        ahead.extend(([*parts, rest[:length]], at + length) for length in lengths)
    return ways


def fold(name: str) -> str:
    """A name as it is compared: without case, spaces and the marks around titles.

    >>> fold(" 《 Fin-Tech 》")
    'fin-tech'
    """
    return re.sub(r"[\s《》〈〉“”\"'‘’]", "", name).casefold()
