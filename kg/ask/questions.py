"""The competency questions of ``ontology/questions/*.rq``: their titles, their parameters, and the values bound to them.

A question is a SPARQL file that begins with comments::

    # title-zh: 某人担任过的全部职务
    # title-en: All posts of a person
    # param: entity
    # param: from optional
    # example: --entity 王一鸣

and uses ``$entity``, ``$from`` … in its text. Values are bound as RDF terms; what a user typed never becomes query text. An
optional parameter that is not given stays an unbound variable: ``FILTER(COALESCE(?day >= $from, true))``.
"""

import calendar
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg.ask.names import find_entity
from kg.ask.query import Term
from kg.errors import OntologyError, QueryError
from kg.ontology import PREFIXES
from kg.resources import ontology_dir
from kg.store import Store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

PARAMETERS: Mapping[str, str] = {
    "entity": "an institution, person, place, policy, platform or event, by any of its names",
    "other": "another one",
    "from": "from this day on (2021, 2021-09 or 2021-09-11)",
    "until": "until this day",
    "date": "at this day; names are understood as they were used then",
    "metric": "words that the name of a figure contains",
    "confidence": "a number from 0 to 1",
}
"""Every parameter a question may declare, with what it means."""

_HEAD = re.compile(r"#\s*(title-zh|title-en|param|example):\s*(.*?)\s*")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a name. ``parameters`` are (name, whether it must be given), in the order of the file."""

    name: str
    zh: str
    en: str
    query: str
    path: Path
    parameters: tuple[tuple[str, bool], ...] = ()
    example: str = ""


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """All questions by name, in the order of their names.

    Raises:
        OntologyError: A file has no title, or declares a parameter that does not exist or that it does not use.
    """
    files = sorted((folder or ontology_dir() / "questions").glob("*.rq"))
    return {path.stem: _read(path) for path in files}


def find_question(name: str, questions: Mapping[str, Question]) -> Question:
    """The question of this name.

    Raises:
        QueryError: There is none.
    """
    if name in questions:
        return questions[name]
    near = difflib.get_close_matches(name, questions, n=3, cutoff=0.4)
    raise QueryError(f"no question {name!r}", remedy=f"did you mean {' or '.join(near)}?" if near else "list them: kg ask")


def bind(question: Question, given: Mapping[str, str], store: "Store | RemoteStore") -> dict[str, Term]:
    """The values of a question's parameters as terms.

    Raises:
        QueryError: A parameter is missing, is not one of this question's, or its value is not understood.
    """
    declared = dict(question.parameters)
    for name in given:
        # A date also says how a name is meant; so it may go with any question about an entity.
        if name not in declared and not (name == "date" and "entity" in declared):
            known = ", ".join(f"--{known}" for known in declared) or "no parameters"
            raise QueryError(f"{question.name} does not take --{name}", remedy=f"it takes {known}")
    for name, is_required in question.parameters:
        if is_required and name not in given:
            raise QueryError(
                f"{question.name} needs --{name}", remedy=f"for example: kg ask {question.name} {question.example}"
            )
    return {name: _term(name, text, given.get("date"), store) for name, text in given.items() if name in declared}


def _term(name: str, text: str, date: str | None, store: "Store | RemoteStore") -> Term:
    if name in ("entity", "other"):
        return find_entity(store, text, date)
    if name in ("from", "until", "date"):
        return pyoxigraph.Literal(_day(name, text), datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + "date"))
    if name == "confidence":
        try:
            return pyoxigraph.Literal(str(Decimal(text)), datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + "decimal"))
        except InvalidOperation as error:
            raise QueryError(f"--confidence {text}: no number", remedy="write it as 0.7") from error
    return pyoxigraph.Literal(text)


def _day(name: str, text: str) -> str:
    """The first day of what is meant, the last for ``until``.

    >>> _day("until", "2022-02")
    '2022-02-28'
    """
    found = _DAY.fullmatch(text)
    if found:
        year, month, day = (int(part) if part else 0 for part in found.groups())
        is_last = name == "until"
        month = month or (12 if is_last else 1)
        if 1 <= month <= 12 and year:
            last = calendar.monthrange(year, month)[1]
            day = day or (last if is_last else 1)
            if day <= last:
                return f"{year:04}-{month:02}-{day:02}"
    raise QueryError(f"--{name} {text}: no date", remedy="write it as 2021, 2021-09 or 2021-09-11")


def _read(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError("the question cannot be read", where=str(path)) from error
    titles = {"title-zh": "", "title-en": "", "example": ""}
    parameters: list[tuple[str, bool]] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEAD.fullmatch(line)
        if found and found[1] == "param":
            parameters.append(_parameter(found[2], text, path, number))
        elif found:
            titles[found[1]] = found[2]
    for name in ("title-zh", "title-en"):
        if not titles[name]:
            raise OntologyError(f"the question has no {name}", where=str(path), remedy=f"begin the file with # {name}: …")
    return Question(path.stem, titles["title-zh"], titles["title-en"], text, path, tuple(parameters), titles["example"])


def _parameter(declared: str, text: str, path: Path, number: int) -> tuple[str, bool]:
    name, _space, rest = declared.partition(" ")
    if name not in PARAMETERS or rest.strip() not in ("", "optional"):
        known = ", ".join(PARAMETERS)
        raise OntologyError(f"no parameter {declared!r}", where=str(path), line=number, remedy=f"choose from {known}")
    if not re.search(rf"\${name}\b", text):
        raise OntologyError(f"the parameter ${name} is not used", where=str(path), line=number)
    return name, rest.strip() != "optional"
