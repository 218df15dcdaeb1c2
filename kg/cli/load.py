"""Load a graph into any SPARQL 1.1 server, for when it outgrows the store of its folder.

The triples go in by the Graph Store Protocol or by Update, whichever the server allows; in the end it counts them, graph by
graph. A load that was stopped may simply be repeated: nothing is there twice.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from kg.errors import StoreError

EXAMPLES = """examples:
  kg load exports --endpoint http://127.0.0.1:7878/query                    Oxigraph's server
  kg load exports --endpoint http://dba:PASSWORD@127.0.0.1:8890/sparql-auth  Virtuoso
  KG_TOKEN=secret kg load exports --endpoint http://127.0.0.1:8000/sparql    kg serve --writable
  kg load exports --endpoint URL --resume                                   go on where a load was stopped
  kg query --endpoint http://127.0.0.1:7878/query 'SELECT ?b { ?b a kg:Bank }'
"""

_PAUSE_TERMINAL = 0.1  # seconds between two pictures
_PAUSE_PLAIN = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg load``."""
    parser.add_argument("graph", type=Path, nargs="?", default=Path("exports"), metavar="DIR", help="a build (exports)")
    parser.add_argument("--endpoint", required=True, metavar="URL", help="where the server takes queries")
    parser.add_argument("--token", help="a bearer token; better in the environment, as KG_TOKEN; a password goes into the URL")
    parser.add_argument("--via", choices=("store", "update"), help="Graph Store Protocol or Update; whichever works if absent")
    parser.add_argument("--address", default="", metavar="URL", help="where that is, if not beside the endpoint")
    parser.add_argument("--batch", type=int, default=0, metavar="N", help="triples in a request (20000, or 1000 by update)")
    parser.add_argument("--resume", action="store_true", help="leave out graphs whose number of triples is right already")
    parser.add_argument("--timeout", type=float, default=300.0, metavar="S", help="seconds the server may be silent (300)")


def run(options: argparse.Namespace) -> int:
    """Load, and say what is there now."""
    from kg.ask.loading import graph_files, load

    if options.batch < 0 or options.timeout <= 0:
        raise StoreError("--batch and --timeout want more than 0")
    progress = _Progress(sys.stderr)
    try:
        done = load(
            graph_files(options.graph),
            options.endpoint,
            via=options.via,
            address=options.address,
            batch=options.batch,
            token=options.token or os.environ.get("KG_TOKEN", ""),
            timeout=options.timeout,
            resume=options.resume,
            listen=progress.show,
        )
    finally:
        progress.close()
    left = f", {done.skipped} graphs were there already" if done.skipped else ""
    how = f" by {done.way.kind} at {done.way.url}" if done.way else ""
    sys.stdout.write(f"{done.triples} triples in {done.graphs} graphs{how}{left}; the server counts as many\n")
    return 0


class _Progress:
    """How much is in: one line that changes on a terminal, a line now and then otherwise."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._began = self._shown = time.monotonic()

    def show(self, done: int, total: int) -> None:
        """Hear how many triples are in."""
        now = time.monotonic()
        if now - self._shown < (_PAUSE_TERMINAL if self._terminal else _PAUSE_PLAIN):
            return
        self._shown = now
        rate = done / (now - self._began)
        line = f"loading {done / max(1, total):4.0%}: {done} of {total} triples, {rate:.0f}/s"
        self._stream.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave a clean line behind."""
        if self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
