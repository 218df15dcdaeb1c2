"""Ask the graph in SPARQL.

The prefixes kg:, skos:, dcterms:, nif: … are known without being written; the default graph is the union of all articles.
"""

import argparse
import os
import select
import shutil
import signal
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.ask import Answer
    from kg.ask.remote import RemoteStore
    from kg.store import Store

EXAMPLES = """examples:
  kg query 'SELECT ?bank ?name { ?bank a kg:Bank ; skos:prefLabel ?name }'
  kg query -f question.rq --graph exports --format csv > answer.csv
  kg query --endpoint http://127.0.0.1:7878/query 'SELECT ?b { ?b a kg:Bank }'
  echo 'DESCRIBE ?p { ?p a kg:Platform }' | kg query --format turtle

formats: table (default), csv, tsv, json (SPARQL results), markdown;
         for CONSTRUCT and DESCRIBE turtle (default), jsonld, ntriples
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg query``."""
    parser.add_argument("query", nargs="?", metavar="QUERY", help="SPARQL; from standard input when absent or -")
    parser.add_argument("-f", "--file", type=Path, metavar="FILE", help="a file with the query")
    add_output_arguments(parser)


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that all commands share which ask: where, how many, in which form."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--graph", type=Path, default=Path("exports"), metavar="DIR", help="the outputs of a build (exports)")
    where.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint instead: the graph on another machine")
    parser.add_argument("--token", default="", help="a bearer token for the endpoint")
    parser.add_argument("--format", metavar="FORM", help="table, csv, tsv, json, markdown, turtle, jsonld or ntriples")
    parser.add_argument("--limit", type=int, metavar="N", help="show at most N rows or triples")
    parser.add_argument("--timeout", type=float, metavar="S", help="give up after S seconds")


def run(options: argparse.Namespace) -> int:
    """Print the answer; an empty one says on stderr which term was perhaps misspelt."""
    from kg.ask import ask
    from kg.ask.query import hints

    text, where = _text(options)
    store = open_graph(options)
    limit_time(options.timeout)
    count = show(ask(store, text, where=where), options)
    if not count:
        for hint in hints(text, store):
            sys.stderr.write(f"kg: nothing found; {hint}\n")
    return 0


def open_graph(options: argparse.Namespace) -> "Store | RemoteStore":
    """The graph that the options name: a folder's, or another machine's."""
    from kg.store import open_store

    if not options.endpoint:
        return open_store(options.graph / "store")
    from kg.ask.connection import PATIENCE
    from kg.ask.remote import RemoteStore

    return RemoteStore(options.endpoint, timeout=options.timeout or PATIENCE, token=options.token)


def show(answer: "Answer", options: argparse.Namespace) -> int:
    """Write an answer as the options want it; the number of rows."""
    from kg.ask import FORMATS, Rows, Triples, write

    if options.format not in (None, *FORMATS):
        raise QueryError(f"no format {options.format!r}", remedy=f"choose from {', '.join(FORMATS)}")
    if options.limit is not None and isinstance(answer, Rows):
        answer = Rows(answer.variables, islice(answer.rows, max(0, options.limit)))
    elif options.limit is not None and isinstance(answer, Triples):
        answer = Triples(islice(answer.triples, max(0, options.limit)))
    # A terminal is for looking: long sentences are cut there, never in a pipe or a file.
    width = max(24, shutil.get_terminal_size().columns // 2) if sys.stdout.isatty() else 0
    return write(answer, options.format, sys.stdout, width=width)


def limit_time(seconds: float | None) -> None:
    """Let the process end itself, wherever it is then: the engine cannot be interrupted from within."""
    if seconds is None:
        return
    if seconds <= 0:
        raise QueryError("--timeout: more than 0 seconds, please")
    # A child that only watches: the engine may hold the interpreter's lock, so threads and signal handlers would come too late.
    asking, watched = os.pipe()
    parent = os.getpid()
    if os.fork():
        os.close(asking)
        return
    os.close(watched)
    # The pipe closes when the parent ends: then there is nothing left to watch.
    if not select.select([asking], [], [], seconds)[0] and os.getppid() == parent:
        os.write(2, f"kg: no answer within {seconds:g} seconds; narrow the query or raise --timeout\n".encode())
        os.kill(parent, signal.SIGKILL)
    os._exit(0)


def _text(options: argparse.Namespace) -> tuple[str, str]:
    if options.file is not None and options.query is not None:
        raise QueryError("give either a QUERY or --file", remedy="see kg query --help")
    try:
        if options.file is not None:
            return options.file.read_text(encoding="utf-8-sig"), str(options.file)
        if options.query is None or options.query == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig"), "query"
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or str(error)).lower()
        raise QueryError(f"the query cannot be read: {reason}", where=str(options.file or "standard input")) from error
    return options.query, "query"
