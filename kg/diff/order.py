"""Lines put in order in flat memory: sorted in runs, the runs on disk, merged as they are read."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

_RUN = 200_000  # lines sorted in memory at a time
_OPEN = 200  # runs read at once; more are merged into one first


class Ordered:
    r"""Lines taken in in any order and given in the order of their code points, each once.

    They may be gone over again, but not by two at a time. They end with a line end and hold no other. ``run`` is how many
    are held in memory.

    >>> with Ordered(["b\n", "a\n", "b\n"]) as found:
    ...     list(found)
    ['a\n', 'b\n']
    """

    def __init__(self, lines: Iterable[str] = (), run: int = _RUN) -> None:
        self._run = run
        self._held: set[str] = set()
        self._runs: list[IO[str]] = []
        for line in lines:
            self.add(line)

    def __enter__(self) -> "Ordered":
        return self

    def __exit__(self, *_: object) -> None:
        for run in self._runs:
            run.close()

    def add(self, line: str) -> None:
        """Take in one more line."""
        self._held.add(line)
        if len(self._held) >= self._run:
            self._spill(sorted(self._held))
            self._held = set()

    def __iter__(self) -> Iterator[str]:
        for run in self._runs:
            run.seek(0)
        previous = ""
        for line in heapq.merge(*self._runs, sorted(self._held)):
            if line != previous:
                yield line
            previous = line

    def _spill(self, lines: Iterable[str]) -> None:
        run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed on exit
        run.writelines(lines)
        self._runs.append(run)
        if len(self._runs) >= _OPEN:
            full, self._runs = self._runs, []
            for old in full:
                old.seek(0)
            self._spill(heapq.merge(*full))
            for old in full:
                old.close()


def differences(one: Iterable[str], other: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What only one of two ordered sequences has: pairs of ``-`` (only the first) or ``+`` (only the second) and the line.

    >>> list(differences(["a", "b"], ["b", "c"]))
    [('-', 'a'), ('+', 'c')]
    """
    left_lines, right_lines = iter(one), iter(other)
    left, right = next(left_lines, None), next(right_lines, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(left_lines, None), next(right_lines, None)
        elif right is None or (left is not None and left < right):
            yield "-", left or ""
            left = next(left_lines, None)
        else:
            yield "+", right
            right = next(right_lines, None)
