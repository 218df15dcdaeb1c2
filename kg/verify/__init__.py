"""Whether the outputs of a build still hold what a build promises: read again from the files, as a stranger would.

finding     what is wrong, and in which article
articles    each article by itself: quotes, shapes, evidence, links, facts
entities    what the articles share: every entity, on disk while it is looked at
copies      the store and the other exports against graph.nq
jsonld      graph.jsonld in flat memory
counts      report.json against the graph
verify      all of these, in one pass over graph.nq
"""

from kg.verify.finding import Finding
from kg.verify.verify import verify

__all__ = ["Finding", "verify"]
