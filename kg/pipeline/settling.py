"""Which articles a folder holds after a build: the known ones, and of what was given what may join them.

An identifier belongs to one article.

1. Of two inputs with one identifier the first by origin is taken, the others are refused.
2. An input takes the place of a known article that came from the same input, or whose own input is among those given.
3. Otherwise the known article stays and the input is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from kg.pipeline.archive import Archive
from kg.report import Refusal

# Set aside before anything is decided, because deciding changes the articles.
_CANDIDATES = """
CREATE TEMP TABLE candidate AS
SELECT identifier, origin, place, digest, line, number, known, again, 0 AS seen FROM article
WHERE NOT known OR {anew} OR identifier IN (SELECT identifier FROM article WHERE NOT known)
                          OR identifier IN (SELECT identifier FROM seen)
UNION ALL
SELECT seen.identifier, seen.origin, seen.place, digest, seen.line, number, 1, 0, 1
FROM seen JOIN article ON article.identifier = seen.identifier AND known
"""


class _Candidate(NamedTuple):
    identifier: str
    origin: str
    place: str
    digest: str
    line: int
    number: int
    known: int
    again: int
    seen: int


@dataclass(slots=True)
class Changes:
    """What a build did to the articles of its folder: identifiers, sorted; ``reread`` of those kept were read again."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    kept: int = 0
    reread: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.replaced or self.withdrawn or self.reread)


def settle(archive: Archive, *, anew: bool) -> tuple[Changes, list[Refusal]]:
    """Decide for each identifier which article stays.

    Args:
        archive: With all that was read added.
        anew: Whether the known articles were to be read again: one that could not be goes.
    """
    changes, refused = Changes(), list[Refusal]()
    for group in _candidates(archive, anew=anew):
        _settle(archive, group, changes, refused, anew=anew)
    changes.kept = archive.count("SELECT count(*) FROM article WHERE known AND NOT gone") + changes.reread
    return changes, refused


def _candidates(archive: Archive, *, anew: bool) -> Iterator[list[_Candidate]]:
    """What was given and what is known under one identifier, by origin; only where there is something to decide."""
    archive.rows.execute(_CANDIDATES.format(anew=int(anew)))
    rows = archive.rows.cursor().execute("SELECT * FROM candidate ORDER BY identifier, origin, digest, number, seen")
    for _, group in groupby(map(_Candidate._make, rows), key=lambda candidate: candidate.identifier):
        yield list(group)


def _settle(archive: Archive, candidates: list[_Candidate], changes: Changes, refused: list[Refusal], *, anew: bool) -> None:
    identifier = candidates[0].identifier
    known = next((candidate for candidate in candidates if candidate.known and not candidate.seen), None)
    again = next((candidate for candidate in candidates if candidate.again), None)
    given = [candidate for candidate in candidates if candidate.seen or not (candidate.known or candidate.again)]
    if known is None:
        changes.added.append(identifier)
        _refuse(archive, given[1:], refused, "another input")
    elif not any(candidate.place == known.place or candidate.digest == known.digest for candidate in given):
        _refuse(archive, given, refused, f"an article of this folder ({known.origin}); withdraw that one first")
        _keep(archive, known, again, changes, anew=anew)
    else:
        _renew(archive, known, given[0], changes)
        _refuse(archive, [*given[1:], *([again] if again else [])], refused, "another input")


def _keep(archive: Archive, known: _Candidate, again: _Candidate | None, changes: Changes, *, anew: bool) -> None:
    """The known article stays, as read before or as read again."""
    if not anew:
        return
    archive.drop(known.number)
    if again is None:
        changes.withdrawn.append(known.identifier)
    else:
        changes.reread += 1


def _renew(archive: Archive, known: _Candidate, winner: _Candidate, changes: Changes) -> None:
    """An input takes the place of the known article, or is that article."""
    if winner.seen:
        if (known.origin, known.place) != (winner.origin, winner.place):
            archive.move(known.number, winner.origin, winner.place, winner.line)
        return
    archive.drop(known.number)
    if winner.digest == known.digest:
        changes.reread += 1
    else:
        changes.replaced.append(known.identifier)


def _refuse(archive: Archive, losers: list[_Candidate], refused: list[Refusal], holder: str) -> None:
    for loser in losers:
        if not loser.again:
            refused.append(Refusal(loser.origin, f"the identifier {loser.identifier} is taken by {holder}"))
        if not loser.seen:
            archive.drop(loser.number)
