"""What every build proves of its graph: each quote stands in the text, each node keeps to the shapes.

Both checks read the N-Quads lines again as any stranger would, not the records they were written from.
"""

from kg.check.quotes import quote_errors
from kg.check.shapes import Shapes
from kg.check.violation import Violation

__all__ = ["Shapes", "Violation", "quote_errors"]
