"""What is made from graph.nq: the check against the shapes, the other serialisations, the store, the page."""

from collections.abc import Callable
from pathlib import Path

OUTPUTS = ("graph.nq", "report.json", "report.md")


def write_outputs(stage: Path, base: str, workers: int, lap: Callable[[str], None], begin: Callable[[str], None]) -> list[str]:
    """Make all outputs beside ``stage``/graph.nq; the violations of the shapes, in words."""
    return []
