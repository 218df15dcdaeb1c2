"""The quality card against the graph: what it says there is, is there."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.store import settled
from kg.verify.finding import Finding

_PLAIN = ("articles", "mentions", "entities", "facts", "figures")
_BY = ("entities_by_class", "facts_by_predicate", "facts_by_modality")


def check_counts(folder: Path, counted: Mapping[str, int], entities: Mapping[str, int]) -> Iterator[Finding]:
    """What report.json counts otherwise.

    Args:
        folder: The outputs.
        counted: By name, and by name and kind with a space between: ``facts``, ``facts_by_predicate issues``.
        entities: The mentioned entities of each class.
    """
    try:
        report: Any = json.loads(settled(folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Finding("report", "report.json", "report.json", f"it cannot be read: {error}")
        return
    found: dict[str, Any] = {name: counted.get(name, 0) for name in _PLAIN}
    found["entities"] = sum(entities.values())
    by: defaultdict[str, dict[str, int]] = defaultdict(dict)
    by["entities_by_class"] = dict(entities)
    for key, count in counted.items():
        name, _space, kind = key.partition(" ")
        if kind:
            by[name][kind] = count
    found.update({name: by[name] for name in _BY})
    for name, value in found.items():
        said = report.get(name) if isinstance(report, dict) else None
        if said != value:
            yield Finding("report", "report.json", name, f"it says {said}, the graph has {value}")
