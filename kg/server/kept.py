"""Answers kept in memory, to be given again while the graph is in the same state: the ones asked for last, within a bound."""

from collections import OrderedDict
from collections.abc import Hashable

from kg.server.jobs import Reply

LARGEST = 32 << 20
"""Bytes that all kept answers may take."""
_BESIDE = 1 << 10  # bytes that an answer takes beside its body and its question, about

# A query that asks for another answer each time; the words may stand anywhere, in a string or an IRI, too.
_CHANGING = ("NOW", "RAND", "UUID")

Answer = tuple[Reply, bytes]


class Kept:
    """Short answers by what was asked of which state of the graph; the ones longest unasked go first."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._size = 0
        self._answers: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()

    def find(self, asked: Hashable) -> Answer | None:
        """The answer, if it was kept."""
        found = self._answers.get(asked)
        if found is None:
            return None
        self._answers.move_to_end(asked)
        return found[0]

    def keep(self, asked: Hashable, text: str, answer: Answer) -> None:
        """Keep an answer to a query's ``text``, unless it is in a file, or so long that it would take the place of many."""
        reply, body = answer
        size = len(body) + 4 * len(text) + _BESIDE
        if reply.spool or size > self._largest // 16 or asked in self._answers:
            return
        self._answers[asked] = answer, size
        self._size += size
        while self._size > self._largest:
            _asked, (_answer, gone) = self._answers.popitem(last=False)
            self._size -= gone


def is_lasting(text: str) -> bool:
    """Whether a query has the same answer as long as the graph is the same.

    >>> is_lasting("SELECT * { ?s ?p ?o }"), is_lasting("SELECT (now() AS ?n) {}")
    (True, False)
    """
    folded = text.upper()
    return not any(word in folded for word in _CHANGING)
