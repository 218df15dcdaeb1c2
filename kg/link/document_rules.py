"""ontology/rules/documents.toml as the linker uses it."""

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import OntologyError
from kg.resources import ontology_dir

STAGES = ("draft", "in force", "amended", "repealed")
"""A document's life, in its order. Texts of several years are united to the furthest stage any of them states."""

# Further titles of the same list, each perhaps with its number: 《甲办法》（银发〔2010〕1号）、《乙办法》. In `after` the first
# bracket is closed here, in `before` the last one opened.
_BRACKET = r"(?:[（(][^（()）\n]{1,40}[）)])?"
_LIST_AFTER = (
    rf"》?{_BRACKET}(?:(?:、|和|及|以及|与|，)?《[^《》\n]{{1,80}}》{_BRACKET}){{0,12}}(?:等\S{{0,8}}?(?:文件|规定|办法))?"
)
_LIST_BEFORE = rf"(?:《[^《》\n]{{1,80}}》{_BRACKET}(?:、|和|及|以及|与|，)?){{0,12}}《?"
_DATE = (
    r"(?P<date>(?:(?P<year>(?:19|20)\d\d|今|明|去|当)年)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份|底)?|年?底|(?<=年))"
    r"|(?P<today>今天|今日|昨天|昨日)|(?:发布|公布|印发|颁布|签发)之日)"
)


class IssuerCode(NamedTuple):
    """A form of number codes, and the body that issues under it; the name may hold {place}."""

    pattern: re.Pattern[str]
    name: str


class StatusRule(NamedTuple):
    """What ends right before a title and what follows it when a text says that a document is in this stage."""

    status: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class DocumentRules:
    """The tables of documents.toml, compiled."""

    issuers: tuple[IssuerCode, ...]
    provinces: dict[str, str]
    draft: re.Pattern[str]
    amends: re.Pattern[str]
    repeals: re.Pattern[str]
    statuses: tuple[StatusRule, ...]
    unsettled: re.Pattern[str]
    effective: re.Pattern[str]
    until: re.Pattern[str]
    issued: re.Pattern[str]
    pronouns: re.Pattern[str]
    breaks: re.Pattern[str]


@functools.cache
def load_document_rules(path: Path | None = None) -> DocumentRules:
    """Read and check documents.toml.

    Raises:
        OntologyError: The file is no TOML, a table is missing, a status or province is unknown, or a pattern does not compile.
    """
    file = path or ontology_dir() / "rules" / "documents.toml"
    try:
        source = file.read_text(encoding="utf-8")
        table = tomllib.loads(source)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot be read ({error})", where=str(file)) from error
    try:
        return _compiled(table, _Compiler(file, source))
    except (KeyError, TypeError) as error:
        raise OntologyError(f"the entry {error} is missing", where=str(file), remedy="see the comments in the file") from error


class _Compiler:
    """Compiles the patterns of one file; errors name the line."""

    def __init__(self, file: Path, source: str) -> None:
        self._file = file
        self._lines = source.splitlines()

    def pattern(self, text: str, listed: str = "") -> re.Pattern[str]:
        """A pattern with {list} and {date} filled in."""
        try:
            return re.compile(text.replace("{list}", listed).replace("{date}", _DATE))
        except re.error as error:
            raise self.wrong(f"the pattern does not compile ({error})", text) from error

    def wrong(self, problem: str, text: str) -> OntologyError:
        """The error, at the first line that holds the text."""
        line = next((number for number, line in enumerate(self._lines, 1) if text in line), 0)
        return OntologyError(problem, where=str(self._file), line=line)


def _compiled(table: dict[str, Any], compiler: _Compiler) -> DocumentRules:
    provinces = dict(table["provinces"])
    statuses = []
    for row in table["status"]:
        if row["status"] not in STAGES:
            raise compiler.wrong(f"unknown status {row['status']!r}", row["status"])
        if "before" not in row and "after" not in row:
            raise compiler.wrong(f"a row of status {row['status']!r} has neither before nor after", row["status"])
        before = compiler.pattern(f"(?:{row['before']})$", _LIST_BEFORE) if "before" in row else None
        after = compiler.pattern(row["after"], _LIST_AFTER) if "after" in row else None
        statuses.append(StatusRule(row["status"], before, after))
    issuers = []
    for row in table["issuer"]:
        code = compiler.pattern(row["code"])
        if ("place" in code.groupindex) != ("{place}" in row["name"]):
            raise compiler.wrong("{place} needs a group of this name in the code", row["code"])
        issuers.append(IssuerCode(code, row["name"]))
    titles, dates = table["titles"], table["dates"]
    return DocumentRules(
        tuple(issuers),
        provinces,
        compiler.pattern(titles["draft"]),
        compiler.pattern(titles["amends"]),
        compiler.pattern(titles["repeals"]),
        tuple(statuses),
        compiler.pattern(table["unsettled"]["words"]),
        compiler.pattern(dates["effective"]),
        compiler.pattern(dates["until"]),
        compiler.pattern(dates["issued"], _LIST_BEFORE),
        compiler.pattern(dates["pronouns"]),
        compiler.pattern(dates["breaks"]),
    )
