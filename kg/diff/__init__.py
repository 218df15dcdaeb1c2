"""What changed between two builds, or between points in time that a folder keeps.

points    DIR, and DIR@1: the graph of a folder, and those it keeps
tables    both graphs in a database on disk: entities, facts, figures, articles
changes   what came, went, gained or lost evidence, was contradicted or renamed
written   changes as text, JSON and Markdown
order     lines put in order in flat memory
patch     the quads that differ as a SPARQL Update, and how it is applied
"""

from kg.diff.changes import Change, Evidence, changes
from kg.diff.patch import apply_patch, write_patch
from kg.diff.points import HISTORY, Point, keep, point
from kg.diff.written import FORMATS, write_changes

__all__ = [
    "FORMATS",
    "HISTORY",
    "Change",
    "Evidence",
    "Point",
    "apply_patch",
    "changes",
    "keep",
    "point",
    "write_changes",
    "write_patch",
]
