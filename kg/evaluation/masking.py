"""The gazetteer with some of its measures left out: how articles read whose measures no list holds.

The lists grow with the labelled articles, so that in these nearly every measure is a listed one. Weights learned from them
alone would trust the lists and little else; an article nobody has seen speaks of measures that no list holds.
"""

import hashlib

from kg.gazetteer import Entry, Gazetteer
from kg.gazetteer.build import gazetteer_files, read_entries
from kg.gazetteer.compiled import Compiled, compile_entries

PARTS = 2
_LABEL = "PolicyMeasure"


def masked_gazetteers() -> list[Gazetteer]:
    """Gazetteers of which each lacks another part of the listed measures; together the parts are all of them.

    Raises:
        GazetteerError: a row of the gazetteer does not fit; the first problem found.
    """
    entries, problems = read_entries(gazetteer_files())
    if problems:
        raise problems[0]
    return [Gazetteer(Compiled(compile_entries(without(entries, part)))) for part in range(PARTS)]


def without(entries: tuple[Entry, ...], part: int) -> tuple[Entry, ...]:
    """The entries without the measures of one part, and without what refers to them."""
    hidden = {entry.key for entry in entries if entry.label == _LABEL and _part(entry.key) == part}
    return tuple(_unreferred(entry, hidden) for entry in entries if entry.key not in hidden)


def _part(key: str) -> int:
    """The part a key falls into: always the same, and as good as by chance."""
    return hashlib.blake2b(key.encode(), digest_size=8).digest()[0] % PARTS


def _unreferred(entry: Entry, hidden: set[str]) -> Entry:
    if hidden.isdisjoint(entry.parents) and hidden.isdisjoint(entry.successors):
        return entry
    parents = tuple(key for key in entry.parents if key not in hidden)
    return entry._replace(parents=parents, successors=tuple(key for key in entry.successors if key not in hidden))
