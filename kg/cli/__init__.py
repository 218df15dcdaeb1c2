"""The command line: one module a command, each with ``NAME``, ``add`` (its arguments) and ``run``.

Errors end here: a KgError becomes one line on stderr and exit code 1, in this one place. Exit codes: 0 all well, 1 a usage or
fatal error, 3 built but some inputs were refused.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kg import __version__
from kg.errors import KgError

# In the order of the help; a command's module is imported only when it runs.
COMMANDS = {
    "build": "read articles and build the graph with all its exports",
    "withdraw": "take articles out of the graph again",
    "export": "write the graph in parts that other engines load",
    "explain": "show what is read out of one article, and why",
    "link": "show what a name may mean",
    "ask": "ask one of the competency questions",
    "query": "ask the graph in SPARQL",
    "serve": "serve the graph over HTTP: pages, SPARQL, every entity at its address",
    "load": "load the graph into another SPARQL server",
    "verify": "check that a build still holds what it promises",
    "diff": "say what changed between two builds",
    "gazetteer": "look into the gazetteer, check it, or add to it",
}
EXAMPLES = """examples:
  kg build seeds --out exports          build the graph of a folder of articles
  kg build news.jsonl 'archive/*.html'  files, globs and JSON Lines; the outputs go to ./exports
  kg explain seeds/000_ed608e3359058c26.txt
  kg link 银监会 --date 2017-05-01
  kg ask posts --entity 王一鸣
  kg query 'SELECT ?name { ?bank a kg:Bank ; skos:prefLabel ?name }'
"""


class _Parser(argparse.ArgumentParser):
    """Usage errors are one line, too, and exit with 1."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"kg: {message}; see {self.prog} --help\n")
        sys.exit(1)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Examples keep their lines; every command fits beside its summary."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(arguments)
    except KgError as error:
        sys.stderr.write(f"kg: {_one_line(str(error))}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("kg: interrupted\n")
        return 130
    except BrokenPipeError:
        # The reader of our output is gone (| head): stop quietly, also when Python flushes stdout on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(arguments: Sequence[str]) -> int:
    parser = _Parser(
        prog="kg",
        usage="kg [--help] [--version] COMMAND ...",
        description="Jinqiao (金桥): Chinese financial-policy news in, a knowledge graph out.",
        epilog=EXAMPLES,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(prog="kg", dest="command", metavar="COMMAND [OPTION]...", title="commands")
    named = next((word for word in arguments if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, formatter_class=_Help)
        if name == named:
            module = importlib.import_module(f"kg.cli.{name}")
            command.description, command.epilog = (module.__doc__ or "").strip(), module.EXAMPLES
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    code: int = options.run(options)
    sys.stdout.flush()
    return code


def _one_line(text: str) -> str:
    """Text from an input on a terminal: no line breaks and no control characters."""
    return "".join(character if character.isprintable() else " " for character in text)
