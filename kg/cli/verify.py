"""Check that the outputs of a build still hold what a build promises.

Quotes against the text, the shapes, orphans, dangling links, facts against their plain triples, the store and the exports
against graph.nq, the counts of report.json. Exit code 1 if anything is wrong, each finding with its article.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

EXAMPLES = """examples:
  kg verify exports
  kg verify exports --json | jq .findings[].article

findings: syntax, quote, shape, orphan, dangling, fact, store, export, report
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg verify``."""
    parser.add_argument("graph", type=Path, nargs="?", default=Path("exports"), metavar="DIR", help="a build (exports)")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; 1 if anything is."""
    from kg.store import is_written
    from kg.verify import verify

    counts = Counter[str]()
    articles = 0
    shown = time.monotonic()

    def listen(step: str, done: int) -> None:
        nonlocal articles, shown
        articles = done
        if sys.stderr.isatty() and time.monotonic() - shown > 0.1:
            shown = time.monotonic()
            sys.stderr.write(f"\r\x1b[Kverifying {step}, {done} articles")

    if options.json:
        sys.stdout.write('{"findings": [')
    for finding in verify(options.graph, listen):
        counts[finding.check] += 1
        if options.json:
            fields = {name: getattr(finding, name) for name in ("check", "article", "focus", "message")}
            sys.stdout.write(("," if counts.total() > 1 else "") + "\n" + json.dumps(fields, ensure_ascii=False))
        else:
            line = f"{finding.check}  {finding.article}  {finding.focus}: {finding.message}"
            sys.stdout.write("".join(character if character.isprintable() else " " for character in line) + "\n")
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    if options.json:
        sys.stdout.write(f'\n], "articles": {articles}, "counts": {json.dumps(dict(sorted(counts.items())))}}}\n')
    elif counts:
        kinds = ", ".join(f"{count} {check}" for check, count in sorted(counts.items()))
        sys.stdout.write(f"{counts.total()} findings in {options.graph} ({articles} articles): {kinds}\n")
    else:
        sys.stdout.write(f"{options.graph}: {articles} articles, nothing wrong\n")
    if is_written(options.graph / "store") and not options.json:
        sys.stdout.write("The store was not compared: clients of kg serve --writable have changed it.\n")
    return 1 if counts else 0
