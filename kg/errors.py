"""Everything that can go wrong and is not a bug.

    KgError
    ├── ReadError        an input that cannot become a document
    ├── OntologyError    the vocabulary, the shapes or a rule file does not fit
    ├── GazetteerError   a gazetteer row that does not fit
    ├── StatementError   a statement outside the ontology's domain and range
    ├── StoreError       the store cannot be opened, written or recovered
    └── QueryError       a query that cannot be answered

The command line turns a KgError into one line on stderr and a non-zero exit, in one place. Anything else that is raised is a
bug. Each error says what is wrong, where (a file, and a line when there is one) and what to do about it.
"""


class KgError(Exception):
    """An error a user can act on.

    Args:
        problem: What is wrong, in one sentence without a full stop.
        where: The file, article or address it concerns; empty when there is none.
        line: The 1-based line in that file, or 0.
        remedy: What the user can do, in one sentence without a full stop; empty when nothing helps.
    """

    def __init__(self, problem: str, *, where: str = "", line: int = 0, remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.line = line
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.where and self.line else self.where
        parts = [f"{place}: {self.problem}" if place else self.problem]
        if self.remedy:
            parts.append(self.remedy)
        return "; ".join(parts)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders: a worker reports the article it had to refuse.
        return (_rebuild, (type(self), self.problem, self.where, self.line, self.remedy))


class ReadError(KgError):
    """An input that cannot become a document."""


class OntologyError(KgError):
    """The vocabulary, the shapes or a rule file does not fit."""


class GazetteerError(KgError):
    """A gazetteer row that does not fit."""


class StatementError(KgError):
    """A statement outside the ontology's domain and range."""


class StoreError(KgError):
    """The store cannot be opened, written or recovered."""


class QueryError(KgError):
    """A query that cannot be answered."""


def _rebuild(kind: type[KgError], problem: str, where: str, line: int, remedy: str) -> KgError:
    return kind(problem, where=where, line=line, remedy=remedy)
