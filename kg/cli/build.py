"""Read articles and build the graph: N-Quads, TriG, Turtle, JSON-LD, a page, a store and a quality card.

INPUT is a file (front matter with HTML, an HTML page, plain text, JSON Lines), a folder, a glob, - for standard input, or a
feed (RSS, Atom, JSON Feed: an http or https address, or a file ending in .rss, .atom, .xml or .json).

Into a DIR that holds articles, a build reads only what is new or has changed; the other articles of DIR stay (kg withdraw takes
them out). The outputs appear together when all are done; a build that fails or is killed leaves the previous ones whole.

What clients of kg serve --writable changed in the store of DIR stays through builds, but for --fresh; while that server runs,
DIR is its, and a build is refused. Words of replaced articles may stay in the files of the store, where no query finds them,
until three in ten articles have changed or one is withdrawn: then the store is loaded anew.
"""

import argparse
import gc
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.pipeline import Plan

EXAMPLES = """examples:
  kg build seeds --out exports
  kg build 'archive/2021-*.html' more/ --workers 4
  zcat news.jsonl.gz | kg build - --out exports --json | jq .facts
  kg build today/ --out exports               add the articles of the day to those already there
  kg build today/ --keep                      and keep the result, for kg diff exports@1 exports some day later
  kg build seeds --fresh                      forget what exports held; the graph of seeds alone
  kg build inbox/ https://example.org/feed.xml --watch   follow a folder and a feed until Ctrl-C
  kg build seeds --strict                     stop at the first refused input or violated shape
  kg build seeds --gazetteer ours.csv         institutions of your own, same columns as ontology/gazetteer

exit codes: 0 all well; 1 nothing built; 3 built, but some inputs were refused
"""
REFUSED = 3
_PAUSE = 1.0  # seconds between two looks at the inputs
_GARBAGE = 200_000  # objects that may come before cycles among them are looked for: there are few, and looking costs a tenth
_LEAST = 60.0  # seconds between two visits to a feed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg build``."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder, a glob or - for standard input")
    parser.add_argument("--out", type=Path, default=Path("exports"), metavar="DIR", help="where the outputs go (exports)")
    parser.add_argument("--workers", type=_positive, metavar="N", help="processes that read (one for each core)")
    parser.add_argument("--strict", action="store_true", help="stop at the first refused input or violated shape")
    parser.add_argument("--fresh", action="store_true", help="forget the articles DIR holds; build of the inputs alone")
    parser.add_argument("--keep", action="store_true", help="keep the graph as a point in time that kg diff can go back to")
    parser.add_argument("--watch", action="store_true", help="go on: build again whenever an input changes, until Ctrl-C")
    parser.add_argument("--every", type=_seconds, default=900.0, metavar="S", help="seconds between visits to feeds (900)")
    parser.add_argument("--base", metavar="IRI", help="what the IRIs of articles and entities begin with")
    parser.add_argument("--gazetteer", type=Path, action="append", default=[], metavar="FILE", help="more institutions (CSV)")
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary; errors only")
    parser.add_argument("--json", action="store_true", help="the summary as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Build, and say what came of it."""
    gc.set_threshold(_GARBAGE, 20, 20)
    from kg.pipeline import Plan

    plan = Plan(
        inputs=tuple(options.inputs),
        out=options.out,
        base=options.base,
        workers=options.workers or _cores(),
        strict=options.strict,
        gazetteers=tuple(options.gazetteer),
        fresh=options.fresh,
    )
    if options.watch:
        return _watch(plan, options)
    return _build(plan, options)


def _build(plan: "Plan", options: argparse.Namespace) -> int:
    from kg.cli.progress import Progress
    from kg.pipeline import build

    progress = Progress(sys.stderr, silent=options.quiet)
    try:
        report = build(plan, sys.stdin.buffer, progress.show)
    finally:
        progress.close()
    kept = _kept(options.out) if options.keep else {}
    for refusal in report["refused"]:
        sys.stderr.write(f"kg: refused {refusal['input']}: {refusal['reason']}\n")
    if options.json:
        json.dump({**summary(report, options.out), **kept, "refused": report["refused"]}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    elif not options.quiet:
        sys.stdout.write(describe(report, options.out))
        if kept:
            sys.stdout.write(
                f"Kept as {options.out}@{kept['point']}; later: kg diff {options.out}@{kept['point']} {options.out}\n"
            )
    sys.stdout.flush()
    return REFUSED if report["refused"] else 0


def _kept(folder: Path) -> dict[str, int]:
    """Keep the graph as a point in time, for ``kg diff``."""
    from kg.diff import keep

    return {"point": keep(folder)}


def _watch(plan: "Plan", options: argparse.Namespace) -> int:
    """Build, and again after each change. An error is told, and the watch goes on."""
    from kg.pipeline.watch import watch

    if "-" in plan.inputs:
        raise KgError("standard input cannot be watched", where="-", remedy="name files, folders or feeds")
    later = replace(plan, fresh=False)
    plans = iter([plan])

    def work() -> None:
        try:
            _build(next(plans, later), options)
        except KgError as error:
            sys.stderr.write(f"kg: {error}\n")

    try:
        watch(plan.inputs, plan.gazetteers, plan.out, work, pause=_PAUSE, feeds_every=options.every)
    except KeyboardInterrupt:
        sys.stderr.write("kg: stopped watching\n")
    return 0


def _seconds(text: str) -> float:
    number = float(text)
    if not _LEAST <= number < 1e9:
        raise argparse.ArgumentTypeError(f"at least {_LEAST:.0f} seconds: feeds are visited politely")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _cores() -> int:
    """The cores this process may use; what the machine has where the system does not say."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def summary(report: dict[str, Any], out: Path) -> dict[str, Any]:
    """What a program wants to know of a build."""
    counts = ("articles", "mentions", "entities", "entities_by_class", "facts", "figures")
    return {
        **{name: report[name] for name in counts},
        "violations": report["shapes"]["violations"] + report["quotes"]["wrong"],
        "changes": {name: len(told) if isinstance(told, list) else told for name, told in report["changes"].items()},
        "seconds": round(report["throughput"]["elapsed"], 2),
        "out": str(out),
    }


def describe(report: dict[str, Any], out: Path) -> str:
    """What a person wants to know of a build."""
    found = summary(report, out)
    classes = ", ".join(f"{count} {name}" for name, count in sorted(found["entities_by_class"].items(), key=_by_count))
    refused = f", {len(report['refused'])} refused" if report["refused"] else ""
    return (
        f"{found['articles']} articles{refused}, {found['mentions']} mentions of {found['entities']} entities\n"
        f"  {classes}\n"
        f"{found['facts']} facts, {found['figures']} figures, {found['violations']} violations, {found['seconds']} seconds\n"
        f"{_changed(found['changes'])}"
        f"Open {out / 'graph.html'} to look at the graph, {out / 'report.md'} for the quality card.\n"
    )


def _changed(changes: dict[str, int]) -> str:
    """One line on what came and went; none for a folder that was new."""
    if changes["added"] and not any(count for name, count in changes.items() if name != "added"):
        return ""
    told = [f"{changes[name]} {name}" for name in ("added", "replaced", "withdrawn") if changes[name]] or ["nothing changed"]
    again = f" ({changes['reread']} read again: the program, its rules or options changed)" if changes["reread"] else ""
    return f"Articles: {', '.join(told)}, {changes['kept']} kept{again}\n"


def _by_count(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]
