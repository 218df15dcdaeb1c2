"""What several articles say of one entity, made into one description."""

import re
from collections import Counter
from collections.abc import Callable

from kg.graph.entity import STATUS

_ONE_VALUE = (b"22-rdf-syntax-ns#type> ", b"/skos/core#prefLabel> ")
_DOCUMENT = b"/ontology#PolicyDocument> "
_STAGES = tuple(f"#{stage}> ".encode() for stage in STATUS.values())
_ONE_OF_A_LIFE: tuple[tuple[bytes, Callable[[bytes], int]], ...] = (
    (b"/ontology#status> ", lambda line: -max(stage for stage, mark in enumerate(_STAGES) if mark in line)),
    (b"/dc/terms/issued> ", lambda line: -len(line)),
    (b"/ontology#effectiveFrom> ", lambda line: -len(line)),
    (b"/ontology#validUntil> ", lambda line: -_day_number(line)),
)
_OTHER_LABEL = (b"/skos/core#prefLabel> ", b"/skos/core#altLabel> ")


def merge(votes: Counter[bytes]) -> list[bytes]:
    """The lines of one entity, sorted, with one class and one preferred label.

    Articles may see the same unlisted body as a Regulator or a GovernmentBody: most articles win, then the alphabet. A
    preferred label that loses becomes an alternative one. Of a document's stages the furthest stays, whatever the order of the
    articles, of its dates the finest and then the earliest, of the days it holds until the latest.
    """
    lines = set(votes)
    for kind, rank in _ONE_OF_A_LIFE if any(_DOCUMENT in line for line in lines) else ():
        told = sorted((line for line in lines if kind in line), key=lambda line: (rank(line), -votes[line], line))
        lines.difference_update(told[1:])
    for kind in _ONE_VALUE:
        rivals = sorted((line for line in lines if kind in line), key=lambda line: (-votes[line], line))
        for loser in rivals[1:]:
            lines.discard(loser)
            if kind == _OTHER_LABEL[0]:
                lines.add(loser.replace(*_OTHER_LABEL, 1))
        if kind == _OTHER_LABEL[0] and rivals:
            lines.discard(rivals[0].replace(*_OTHER_LABEL, 1))
    return sorted(lines)


def _day_number(line: bytes) -> int:
    """A number that grows with the day in a line; a year stands for its end."""
    said = re.search(rb'"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"', line)
    year, month, day = (int(part) if part else 99 for part in said.groups()) if said else (0, 0, 0)
    return year * 10000 + month * 100 + day


def class_of(lines: list[bytes]) -> str | None:
    """The class that the lines of an entity give it."""
    line = next((line for line in lines if _ONE_VALUE[0] in line), None)
    return line.split(b" ", 3)[2].rpartition(b"#")[2].rstrip(b">").decode() if line else None
