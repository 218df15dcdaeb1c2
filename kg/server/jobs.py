"""What the server asks of a worker and what it gets back: a frame is a head in JSON and a body of bytes.

This module is loaded by every worker: it stays small.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

_SIZES = struct.Struct("!II")
SIZES = _SIZES.size


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take.

    Attributes:
        seconds: Of time, not counting the wait for a free worker.
        rows: Of an answer: solutions, or triples.
        memory: Bytes beyond what an idle worker takes.
        answer: Bytes of an answer.
    """

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 1 << 30
    answer: int = 1 << 29


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told once: its limits, the store it writes ("" for none), whether it asks another machine."""

    limits: Limits
    writes: str = ""
    asks_elsewhere: bool = False

    def written(self) -> str:
        """The orders as one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Orders":
        """The orders that such an argument holds."""
        values = json.loads(text)
        return cls(Limits(**values["limits"]), values["writes"], values["asks_elsewhere"])


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the wanted formats (None: none is acceptable), and the dataset where the request names one.

    ``base`` is what relative IRIs of the query are relative to; "" for nothing.

    ``store`` is the folder of a store or the address of an endpoint; ``stamp`` tells its states apart: a worker opens it anew
    when the stamp is another. ``spool`` is a file to be made for a long answer.
    """

    store: str
    stamp: str
    text: str
    solutions: str | None
    graph: str | None
    spool: str
    base: str = ""
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    gzip: bool = False
    any_rows: bool = False


@dataclass(frozen=True, slots=True)
class Dump:
    """One graph of a store, or with None for ``graph`` all of it; ``""`` is the default graph."""

    store: str
    stamp: str
    graph: str | None
    form: str
    spool: str
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """An update, over these graphs if there are any; then the new state is put into ``snapshot``."""

    text: str
    base: str
    snapshot: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A graph to be replaced (PUT), added to (POST) or removed (DELETE); ``""`` is the default graph.

    The body of the frame holds its parts one after another: ``parts`` are their formats and lengths. Then the new state is
    put into ``snapshot``.
    """

    method: str
    graph: str
    snapshot: str
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The present state of the written store, to be put into a folder that does not exist yet."""

    snapshot: str


Job = Query | Dump | Update | Change | Snapshot
_KINDS: Mapping[str, type[Job]] = {kind.__name__: kind for kind in (Query, Dump, Update, Change, Snapshot)}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a job.

    ``form`` names the format of an answer, ``is_graph`` its kind; the answer is the frame's body, or in the file ``spool``
    of ``length`` bytes. ``unknown`` are functions that the query calls and nobody knows. ``existed`` answers whether the
    graph of a Dump or Change was there before. ``problem`` holds the arguments of a ``kg.server.problems.RequestError``
    instead.
    """

    form: str = ""
    is_graph: bool = False
    gzip: bool = False
    spool: str = ""
    length: int = 0
    rows: int = 0
    unknown: Sequence[str] = ()
    existed: bool = True
    problem: Mapping[str, str | int] | None = None


def pack(head: Job | Reply, body: bytes = b"") -> bytes:
    """A frame."""
    values = {name: getattr(head, name) for name in head.__slots__}
    text = json.dumps([type(head).__name__, values]).encode("ascii")
    return _SIZES.pack(len(text), len(body)) + text + body


def sizes(start: bytes) -> tuple[int, int]:
    """How long the head and the body of a frame are, from its first ``SIZES`` bytes."""
    head, body = _SIZES.unpack(start)
    return head, body


def job_of(text: bytes) -> Job:
    """The job of a frame's head."""
    name, values = json.loads(text)
    for field in ("default_graphs", "named_graphs"):
        if values.get(field) is not None:
            values[field] = tuple(values[field])
    if "parts" in values:
        values["parts"] = tuple((form, length) for form, length in values["parts"])
    return _KINDS[name](**values)


def reply_of(text: bytes) -> Reply:
    """The reply of a frame's head."""
    values = json.loads(text)[1]
    return Reply(**{**values, "unknown": tuple(values["unknown"])})
