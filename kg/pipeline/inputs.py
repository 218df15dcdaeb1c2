"""What the inputs hold that has to be read: everything in a new folder, otherwise only what is new or has changed."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError, ReadError
from kg.pipeline.archive import Archive
from kg.read import Content, Source, contents, discover, spoken
from kg.read.feed import entries, feed_contents, is_feed
from kg.read.feed_fetching import Visit, WaitingError, fetch, is_address

# Articles a worker takes at a time: as many as may pass the stages together for the one worker (see Stages.analyse_all); few
# for several, to keep every one busy, until there are plenty.
_FEW, _MANY = 16, 128
_PLENTY = 256  # articles for each worker
_WRITTEN = ("graph.html", "report.md")  # the outputs that a folder is searched for
_BYTES = 4 << 20  # and no more than this, unless one article alone is larger


@dataclass(frozen=True, slots=True)
class Raw:
    """An article to read. ``place`` is where its input is, seen from the output folder; ``again`` says it was kept there."""

    content: Content
    place: str
    again: bool = False


Batch = tuple[Raw | KgError, ...]


def to_read(
    inputs: Sequence[str], stdin: BinaryIO | None, out: Path, archive: Archive, *, anew: bool
) -> Iterator[Raw | KgError]:
    """The articles to read, and the inputs that cannot be; what is known and unchanged is noted in the archive instead.

    With ``anew`` all are read, and after them the kept sources of the known articles that are not among the inputs.
    """
    addresses = [name for name in inputs if is_address(name)]
    named = [name for name in inputs if not is_address(name)]
    for place, unread in chain(_in_files(named, stdin, out), _in_feeds(addresses, archive)):
        try:
            for content in unread:
                known = archive.recognise(content)
                if known is None:
                    yield Raw(content, place)
                elif anew:
                    archive.give(known)
                    yield Raw(content, place)
                else:
                    archive.see(known, content, place)
        except KgError as error:
            yield error
    if anew:
        yield from (Raw(content, place, again=True) for content, place in archive.unread())


def _in_files(inputs: Sequence[str], stdin: BinaryIO | None, out: Path) -> Iterator[tuple[str, Iterator[Content]]]:
    """Each source's place, and its articles."""
    for source in discover(inputs, stdin) if inputs else ():
        if source.path is not None and is_output(source.path, out):
            continue
        yield _place(source, out), (feed_contents if is_feed(source) else contents)(source)


def is_output(path: Path, out: Path) -> bool:
    """Whether a file is one that builds write into ``out``: it is no article, though its name may end like one's."""
    return path.name in _WRITTEN and path.parent.resolve() == out.resolve()


def _in_feeds(addresses: Sequence[str], archive: Archive) -> Iterator[tuple[str, Iterator[Content]]]:
    """Each feed's address, and its entries."""
    for address in dict.fromkeys(addresses):
        yield address, _fetched(address, archive)


def _fetched(address: str, archive: Archive) -> Iterator[Content]:
    """The entries of a feed, if it has changed since the folder's last visit; what it said is kept for the next."""
    name = f"feed {address}"
    visit = Visit(**json.loads(archive.setting(name) or "{}"))
    try:
        data, said = fetch(address, visit)
    except WaitingError as error:
        archive.set(name, json.dumps({**asdict(visit), "not_before": error.until}))
        raise ReadError(error.problem, where=address, remedy=error.remedy) from error
    if data is not None:
        yield from entries(data, address)
    archive.set(name, json.dumps(asdict(said)))


def _place(source: Source, out: Path) -> str:
    """Where an input is: the same from any working directory, and after the project has moved as a whole."""
    return spoken(os.path.relpath(source.path.resolve(), out.resolve())) if source.path is not None else source.origin


def batches(given: Iterator[Raw | KgError], workers: int = 1) -> Iterator[Batch]:
    """What so many workers are handed."""
    held: list[Raw | KgError] = []
    size = 0
    for number, raw in enumerate(given, 1):
        held.append(raw)
        size += len(raw.content.data) if isinstance(raw, Raw) else 0
        most = _MANY if workers == 1 or number > workers * _PLENTY else _FEW
        if len(held) >= most or size > _BYTES:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)
