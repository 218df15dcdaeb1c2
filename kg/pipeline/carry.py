"""What clients of ``kg serve --writable`` changed in the store of a folder: it outlives the builds.

The exports hold what articles say, the store also what clients wrote, and not what they removed. What that is shows where the
store differs from the exports it was built from; a build that loads the store anew makes the same changes to the new one.
"""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.store import change_store, is_written, note_writing, quad_lines


@dataclass(frozen=True, slots=True)
class Carried:
    """N-Quads files: what clients removed, and what they added."""

    gone: Path
    come: Path

    def into(self, store: Path) -> None:
        """Make the changes to a new store."""
        note_writing(store)
        change_store(store, self.gone, self.come)


def carried(out: Path, stage: Path) -> Carried | None:
    """The changes of clients to the store of the folder ``out``, set down in ``stage``; None where there are none.

    Raises:
        StoreError: They cannot be told from what the store was built of.
    """
    store, graph = out / "store", out / "graph.nq"
    if not is_written(store):
        return None
    if not graph.is_file():
        raise StoreError(
            "its store holds what clients of kg serve --writable wrote, and graph.nq is gone that tells it apart",
            where=str(out),
            remedy="build into another folder, or with --fresh, which drops it",
        )
    from kg.diff.order import Ordered, differences  # seldom needed

    found = Carried(stage / "client-gone.nq", stage / "client-come.nq")
    with (
        found.gone.open("w", encoding="utf-8", newline="\n") as gone,
        found.come.open("w", encoding="utf-8", newline="\n") as come,
        Ordered(quad_lines(store)) as have,
        Ordered(quad_lines(graph)) as had,
    ):
        for sign, line in differences(have, had):
            (come if sign == "-" else gone).write(line)
    return found
