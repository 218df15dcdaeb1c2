"""What the inputs hold that has to be read: everything in a new folder, otherwise only what is new or has changed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.pipeline.archive import Archive
from kg.read import Content, Source, contents, discover

_BATCH = 16  # articles a worker takes at a time: enough to make the hand-over cheap, few enough to keep every worker busy
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
    for source in discover(inputs, stdin):
        place = _place(source, out)
        try:
            for content in contents(source):
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


def _place(source: Source, out: Path) -> str:
    """Where an input is: the same from any working directory, and after the project has moved as a whole."""
    return os.path.relpath(source.path.resolve(), out.resolve()) if source.path is not None else source.origin


def batches(given: Iterator[Raw | KgError]) -> Iterator[Batch]:
    """What workers are handed."""
    held: list[Raw | KgError] = []
    size = 0
    for raw in given:
        held.append(raw)
        size += len(raw.content.data) if isinstance(raw, Raw) else 0
        if len(held) == _BATCH or size > _BYTES:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)
