"""``make bench-quality``: scores on every labelled set that is here, by measure, class and predicate.

With ``--pin`` (``make floors``) the floors are raised to just below the scores; they are never lowered but by hand.
"""

import json
import math
import sys
import tempfile
from pathlib import Path

from kg.pipeline import Plan, build
from tests.quality.scoring import MEASURES, Count, Scores, hash_labels, load_graph, score
from tests.quality.sets import FLOORS, SETS, LabelledSet


def score_set(labelled: LabelledSet, folder: Path) -> Scores:
    """Build a set's articles in ``folder`` and score them."""
    build(Plan((str(labelled.articles),), folder))
    return score(load_graph(folder / "graph.nq"), labelled.labels)


def describe(scores: Scores) -> str:
    """The scores as an aligned table."""
    lines = [f"  {name:18} {value:6.3f}   {_counts(scores.counts[name])}" for name, value in scores.values().items()]
    for title, table in (("by class (entity)", scores.classes), ("by predicate (fact)", scores.predicates)):
        lines.append(f"  {title}")
        lines += [f"    {name:18} {count.f1:6.3f}   {_counts(count)}" for name, count in sorted(table.items())]
    return "\n".join(lines)


def _counts(count: Count) -> str:
    return f"P {count.precision:.3f}  R {count.recall:.3f}  ({count.right} of {count.owed}, {count.given} given)"


def pin(labelled: LabelledSet, scores: Scores) -> None:
    """Raise the floors of a set to a point below its scores; new labels start anew."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    labels, known = hash_labels(labelled.labels), pinned.get(labelled.name, {})
    old = known["floors"] if known.get("labels") == labels else {}
    floors = {name: max(old.get(name, 0.0), math.floor(value * 100 - 1) / 100) for name, value in scores.values().items()}
    pinned[labelled.name] = {"labels": labels, "floors": floors}
    FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Print the scores of every set."""
    summary = []
    for labelled in SETS:
        if not labelled.present:
            sys.stdout.write(f"{labelled.name}: NOT HERE, not scored ({labelled.articles})\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            scores = score_set(labelled, Path(folder))
        if "--pin" in sys.argv:
            pin(labelled, scores)
        sys.stdout.write(f"{labelled.name}\n{describe(scores)}\n\n")
        summary.append(f"{labelled.name:8}" + "".join(f"{scores.values()[name]:10.3f}" for name in MEASURES))
    sys.stdout.write("        " + "".join(f"{name:>10}" for name in MEASURES) + "\n" + "\n".join(summary) + "\n")


if __name__ == "__main__":
    main()
