"""Names to search: one long text of them all, so that a search is one pass of compiled code; also by pinyin and initials."""

import bisect
import re
from collections.abc import Iterable, Iterator
from threading import Lock

from kg.page.pinyin import readings
from kg.site.graph import Graph, Thing

_NAMES = """
SELECT ?thing ?class ?name ?label {
  GRAPH $entities {
    ?thing skos:prefLabel ?name ; a ?class .
    ?thing skos:prefLabel|skos:altLabel|kg:stockCode|kg:hongKongStockCode|kg:swiftCode|kg:leiCode|kg:unifiedSocialCreditCode|
           kg:divisionCode|kg:documentNumber ?label
  }
}"""

_MOST_WAYS = 12
_PINYIN = re.compile(r"[a-z]{2,24}")


class Names:
    """Every name and code of every entity, a line each. ``things`` are the entities, sorted by IRI."""

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
        self._lock = Lock()
        self._sounds: dict[str, list[str]] | None = None

    def label(self, iri: str) -> str:
        """The class of an entity; empty for an unknown one."""
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
        with self._lock:
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
