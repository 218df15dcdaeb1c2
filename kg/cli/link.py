"""Show what a name may mean at a date: the candidates, best first, each with its score and the reasons for it.

A name that nothing is known of gives NIL ([] with --json).
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError, ReadError
from kg.records import Candidate

EXAMPLES = """examples:
  kg link 建行
  kg link 银监会 --date 2017-05-01      who bore the name then
  kg link 央行广州分行 --json
  kg link --file names.tsv --json       lines of NAME<TAB>DATE in, one JSON list a line out
"""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg link``."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a name as it stands in a text")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the text")
    parser.add_argument("--file", type=Path, metavar="F", help="many names: lines of NAME<TAB>DATE, the date may be absent")
    parser.add_argument("--json", action="store_true", help="JSON: a list of candidates for each name, one a line")
    parser.add_argument("--gazetteer", type=Path, action="append", default=[], metavar="FILE", help="more institutions (CSV)")


def run(options: argparse.Namespace) -> int:
    """Print the candidates."""
    if (options.name is None) == (options.file is None):
        raise KgError("give either a NAME or --file", remedy="see kg link --help")
    names = [(options.name, _date(options.date))] if options.file is None else _read_names(options.file)
    from kg.gazetteer import load_gazetteer
    from kg.link import Linker

    linker = Linker(load_gazetteer(tuple(options.gazetteer)))
    for name, date in names:
        found = linker.candidates(name, date)
        if options.json:
            sys.stdout.write(json.dumps([_as_json(candidate) for candidate in found], ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(_as_text(name, found) if options.file else _as_text("", found))
    return 0


def _read_names(path: Path) -> Iterable[tuple[str, str | None]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot read the names: {error}", where=str(path), remedy="give a UTF-8 text file") from error
    for number, line in enumerate(lines, 1):
        name, _tab, date = line.partition("\t")
        yield name.strip(), _date(date.strip() or None, str(path), number)


def _date(text: str | None, where: str = "", line: int = 0) -> str | None:
    if text is not None and not _DATE.fullmatch(text):
        raise KgError(f"{text!r} is no date", where=where, line=line, remedy="write it as 2021-09-11, 2021-09 or 2021")
    return text


def _as_json(candidate: Candidate) -> dict[str, object]:
    entity = candidate.entity
    return {
        "entity": entity.key,
        "name": entity.name,
        "class": entity.label,
        "score": round(candidate.score, 4),
        "reasons": [{"feature": why.feature, "weight": round(why.weight, 4), "text": why.text} for why in candidate.reasons],
    }


def _as_text(head: str, found: tuple[Candidate, ...]) -> str:
    lines = [head] if head else []
    for candidate in found:
        entity = candidate.entity
        lines.append(f"{candidate.score:.2f}  {entity.name}  {entity.label}  {entity.key}")
        lines.extend(f"      {why.weight:+.2f}  {why.feature}: {why.text}" for why in candidate.reasons)
    return "\n".join([*lines, *([] if found else ["NIL: nothing is known by this name"])]) + "\n"
