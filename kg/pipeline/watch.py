"""Following inputs: build, wait until something changes and then stays as it is, build again."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.pipeline.inputs import is_output
from kg.read import discover
from kg.read.feed_fetching import is_address

Look = tuple[tuple[str, int, int], ...]


def watch(
    inputs: Sequence[str],
    beside: Sequence[Path],
    out: Path,
    work: Callable[[], None],
    *,
    pause: float,
    feeds_every: float,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Work at once and then after each change; returns never, but ends with whatever ``wait`` or ``work`` raises.

    Args:
        inputs: Files, folders and globs to look at, and addresses of feeds.
        beside: Other files that a build reads.
        out: The folder it writes.
        work: A build. What changes while it runs is found by the next look.
        pause: Seconds between two looks; a change counts when two looks agree, so that no half-written file is read.
        feeds_every: Seconds between two visits to the feeds.
        wait: Passes the time.
    """
    seen, visited = look(inputs, beside, out), time.monotonic()
    work()
    before = seen
    while True:
        wait(pause)
        now = look(inputs, beside, out)
        due = any(map(is_address, inputs)) and time.monotonic() - visited >= feeds_every
        if (now != seen and now == before) or due:
            seen, visited = now, time.monotonic()
            work()
        before = now


def look(inputs: Sequence[str], beside: Sequence[Path], out: Path) -> Look:
    """Every file there is, with its size and the time of its last change."""
    paths = [source.path for source in discover([name for name in inputs if not is_address(name)]) if source.path]
    found = []
    for path in [*paths, *beside]:
        if is_output(path, out):
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(found)
