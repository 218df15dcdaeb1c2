"""What a verification finds."""

from dataclasses import dataclass

CHECKS = ("syntax", "quote", "shape", "orphan", "dangling", "fact", "store", "export", "report")
"""The kinds of findings.

syntax: graph.nq cannot be read. quote: a quote is not what the text says there. shape: a node breaks a shape. orphan: a
mention without an article, an entity without a mention or a fact, a statement or figure without evidence, a sentence that
nothing needs.
dangling: a link to what nothing describes. fact: a plain triple without its statement, or a statement without its triple.
store, export: a copy does not hold the same quads. report: a count of report.json is another one.
"""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong. ``check`` is one of ``CHECKS``, ``article`` the IRI of the named graph or the name of the file."""

    check: str
    article: str
    focus: str
    message: str
