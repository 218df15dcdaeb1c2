"""Look into the gazetteer, check it, or add to it.

stats counts what it holds; check lists every row that does not fit or is doubtful, by file and line; search shows who bears a
name; add appends a checked row to a CSV of your own.
"""

import argparse
import sys
from pathlib import Path

from kg.errors import GazetteerError

EXAMPLES = """examples:
  kg gazetteer stats
  kg gazetteer check --gazetteer ours.csv
  kg gazetteer search 浙商
  kg gazetteer add ours.csv bank/example Bank 示例银行 --names '示例行|Example Bank~en' --parent bank/ccb
"""
_OPTIONAL = ("names", "valid_from", "valid_until", "successors", "parent", "place", "codes", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg gazetteer``."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, summary in (("stats", "what it holds"), ("check", "what does not fit or is doubtful")):
        _more(actions.add_parser(name, help=summary))
    search = actions.add_parser("search", help="who bears a name")
    search.add_argument("name", metavar="NAME")
    _more(search)
    add = actions.add_parser("add", help="append a checked row to a CSV")
    add.add_argument("file", type=Path, metavar="FILE", help="the CSV, made when absent")
    add.add_argument("key", metavar="KEY", help="group/slug in lower-case ASCII, e.g. bank/ccb")
    add.add_argument("label", metavar="CLASS", help="a class of the ontology, e.g. Bank")
    add.add_argument("name", metavar="NAME", help="the official full name")
    for column in _OPTIONAL:
        add.add_argument(f"--{column.replace('_', '-')}", dest=column, default="", metavar="TEXT")
    _more(add)


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gazetteer", type=Path, action="append", default=[], metavar="FILE", help="more institutions (CSV)")


def run(options: argparse.Namespace) -> int:
    """Do what the action says; ``check`` exits with 1 when it found anything."""
    from kg.gazetteer import load_gazetteer
    from kg.gazetteer.build import gazetteer_files
    from kg.gazetteer.checks import add_entry, problems, search, statistics
    from kg.gazetteer.words import doubtful_names

    extra = tuple(options.gazetteer)
    if options.action == "check":
        found = list(problems(gazetteer_files(extra)))
        sys.stdout.writelines(f"{problem}\n" for problem in found)
        sys.stdout.write(f"{len(found)} problems\n")
        return 1 if found else 0
    gazetteer = load_gazetteer(extra)
    if options.action == "stats":
        columns = ("entries", "written", "made", "names", "dated", "coded")
        sys.stdout.write(f"{'class':20}" + "".join(f"{column:>10}" for column in columns) + "\n")
        for label, counts in statistics(gazetteer).items():
            sys.stdout.write(f"{label:20}" + "".join(f"{counts.get(column, 0):10,}" for column in columns) + "\n")
    elif options.action == "search":
        for entry in search(gazetteer, options.name):
            period = f"  {entry.valid_from or ''}–{entry.valid_until or ''}" if entry.valid_from or entry.valid_until else ""
            names = "、".join(name.text for name in entry.names[1:9])
            sys.stdout.write(f"{entry.name}  {entry.label}  {entry.key}{period}  {names}\n")
    else:
        if options.file in extra:
            extra = tuple(path for path in extra if path != options.file)
        known = load_gazetteer((*extra, options.file)) if options.file.exists() else gazetteer
        if not options.file.parent.is_dir():
            raise GazetteerError("no such folder", where=str(options.file.parent))
        cells = {column: getattr(options, column) for column in _OPTIONAL}
        entry = add_entry(options.file, {**cells, "key": options.key, "class": options.label, "name": options.name}, known)
        sys.stdout.write(f"added {entry.key} {entry.name} to {options.file}\n")
        for name, frequency in doubtful_names(entry):
            advice = f"{name} is also an ordinary word ({frequency:,} times in jieba's text)"
            sys.stderr.write(f"kg: {options.file}: {advice}; mark it {name}! so that only supported mentions count\n")
    return 0
