"""Say what changed between two builds, or between points in time that a folder keeps.

Entities, facts and figures that came, went, gained or lost evidence, were contradicted or renamed. DIR@1 is the first point
that DIR keeps (kg build --keep), DIR@-1 the last; a file of N-Quads will do, too.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import StoreError

EXAMPLES = """examples:
  kg diff exports@-1 exports                           what changed since the last point
  kg diff monday friday --format markdown > week.md    what changed this week
  kg diff monday friday --format patch > patch.ru      the quads, as a SPARQL Update; to apply it:
  kg diff monday --apply patch.ru > friday.nq          to a file
  curl -H 'Content-Type: application/sparql-update' --data-binary @patch.ru http://127.0.0.1:7878/update

formats: text (default), json, markdown, patch
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg diff``."""
    parser.add_argument("old", metavar="OLD", help="a build, or DIR@N")
    parser.add_argument("new", nargs="?", metavar="NEW", help="another")
    parser.add_argument("--format", default="text", choices=("text", "json", "markdown", "patch"), help="how it is written")
    parser.add_argument("--apply", type=Path, metavar="PATCH", help="print the graph that a patch makes of OLD, as N-Quads")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it (standard output)")


def run(options: argparse.Namespace) -> int:
    """Write what changed; 0, whether or not anything did."""
    from kg.diff import apply_patch, changes, point, write_changes, write_patch

    if (options.new is None) == (options.apply is None):
        raise StoreError("give either OLD and NEW, or OLD and --apply PATCH", remedy="see kg diff --help")
    old = point(options.old)
    if options.apply:
        try:
            with options.apply.open(encoding="utf-8", newline="\n") as patch, _output(options.out) as out:
                apply_patch(patch, old, out)
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"the patch cannot be read: {error}", where=str(options.apply)) from error
        return 0
    new = point(options.new)
    with _output(options.out) as out:
        if options.format == "patch":
            write_patch(old, new, out)
        else:
            with changes(old, new) as found:
                write_changes(options.format, found, old.name, new.name, out)
    return 0


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears when it is whole."""
    if path is None:
        yield sys.stdout
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"it cannot be written: {error.strerror or error}", where=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
