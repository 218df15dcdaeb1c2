"""Asking the graph: SPARQL with the prefixes known, competency questions with bound parameters, frames for Python.

A query runs over the union of all named graphs of a store that is opened for reading; nothing ever leaves the machine,
except to the one endpoint that a user names (``kg.ask.remote``).
"""

from kg.ask.names import find_entity
from kg.ask.query import Answer, Rows, Triples, Truth, ask
from kg.ask.questions import PARAMETERS, Question, bind, load_questions
from kg.ask.results import FORMATS, write

__all__ = [
    "FORMATS",
    "PARAMETERS",
    "Answer",
    "Question",
    "Rows",
    "Triples",
    "Truth",
    "ask",
    "bind",
    "find_entity",
    "load_questions",
    "write",
]
