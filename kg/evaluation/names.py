"""The names bench: what does a bare name mean at a date?

    python -m kg.evaluation.names [tests/quality/names.tsv]

Prints accuracy by class and kind, and every confusion. A look-alike merge is a wrong body for a name marked ``lookalike`` or
``generic``: the mistake that must never happen.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import ReadError
from kg.gazetteer import load_gazetteer
from kg.link import Linker

BENCH = Path(__file__).parent.parent.parent / "tests" / "quality" / "names.tsv"


class NameCase(NamedTuple):
    """One row of the bench. ``name`` is ``NIL`` where the surface alone means no one body."""

    surface: str
    date: str
    name: str
    label: str
    kind: str


class Verdict(NamedTuple):
    """What the linker answered (``NIL`` for nothing) and whether that is right."""

    case: NameCase
    answer: str
    label: str
    right: bool


def read_cases(path: Path) -> Iterator[NameCase]:
    """Read the bench.

    Raises:
        ReadError: the file is missing or a row does not have five cells.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror})", where=str(path)) from error
    for number, cells in enumerate(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if len(cells) != len(NameCase._fields):
            raise ReadError(f"{len(cells)} cells instead of {len(NameCase._fields)}", where=str(path), line=number)
        yield NameCase(*cells)


def judge(linker: Linker, cases: Iterable[NameCase]) -> Iterator[Verdict]:
    """Ask the linker for each name; the name and, unless NIL, the class must be right."""
    for case in cases:
        candidates = linker.candidates(case.surface, case.date or None)
        answer, label = (candidates[0].entity.name, candidates[0].entity.label) if candidates else ("NIL", "")
        yield Verdict(case, answer, label, answer == case.name and (answer == "NIL" or label == case.label))


def report(verdicts: Iterable[Verdict]) -> tuple[str, float, int]:
    """The report, the accuracy and the number of look-alike merges."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong, merges = [], 0
    for verdict in verdicts:
        for group in ("all", f"kind {verdict.case.kind}", f"class {verdict.case.label or 'NIL'}"):
            total[group] += 1
            right[group] += verdict.right
        if not verdict.right:
            merged = verdict.case.kind in ("lookalike", "generic") and verdict.answer not in ("NIL", verdict.case.name)
            merges += merged
            wrong.append(
                f"  {verdict.case.surface} {verdict.case.date}: {verdict.answer} {verdict.label}"
                f" instead of {verdict.case.name} {verdict.case.label}{'  LOOK-ALIKE MERGE' if merged else ''}"
            )
    lines = [f"{group:28} {right[group] / total[group]:.3f}  ({right[group]}/{total[group]})" for group in sorted(total)]
    lines += [f"look-alike merges            {merges}", "confusions:", *wrong] if wrong else ["look-alike merges            0"]
    return "\n".join(lines), right["all"] / max(1, total["all"]), merges


def main(arguments: list[str]) -> int:
    """Run the bench and print its report; the exit code is that of a check (accuracy ≥ 0.98, no merge)."""
    path = Path(arguments[0]) if arguments else BENCH
    text, accuracy, merges = report(judge(Linker(load_gazetteer()), read_cases(path)))
    print(text)
    return 0 if accuracy >= 0.98 and not merges else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
