"""Relate: which facts the sentences state, with the words that say them.

links ─posts→ who holds which post
      ─frames→ groups of names and the trigger words of a sentence
      ─pairs→  every reading (subject, predicate, object) the classes allow
      ─values→ its features
      ─weights→ which readings hold, how surely, and whether they are planned
      ─settling→ of rival readings the likeliest
"""

from kg.relate.relator import Relator

__all__ = ["Relator"]
