"""Answers as text: an aligned table, CSV, TSV, SPARQL JSON, Markdown; Turtle, N-Triples, JSON-LD for graphs.

CSV and TSV follow SPARQL 1.1 Query Results CSV and TSV Formats (https://www.w3.org/TR/sparql11-results-csv-tsv/), JSON follows
https://www.w3.org/TR/sparql11-results-json/.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

import pyoxigraph

from kg.ask.query import Answer, Rows, Term, Triples
from kg.errors import QueryError
from kg.ontology import PREFIXES

XSD_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[\w.-]*\w")
_Row = tuple[Term | None, ...]


def write(answer: Answer, form: str | None, out: TextIO, *, width: int = 0) -> int:
    """Write an answer.

    Args:
        answer: What the query gave; it is used up.
        form: A name in ``FORMATS``; None for a table, or Turtle where the answer is a graph.
        out: Where to.
        width: The columns a cell of a table may take, 0 for as many as it needs.

    Returns:
        The number of rows or triples; 1 for a yes or a no.

    Raises:
        QueryError: The format does not suit the answer.
    """
    if isinstance(answer, Triples):
        kind = _GRAPHS.get(form or "turtle")
        if kind is None:
            raise QueryError(f"a graph cannot be written as {form}", remedy=f"choose from {', '.join(_GRAPHS)}")
        triples = list(answer.triples)
        data = pyoxigraph.serialize(triples, format=kind, prefixes=None if kind in _PLAIN else dict(PREFIXES)) or b""
        lines = data.decode("utf-8").splitlines(keepends=True)
        # The serialiser writes the prefixes in another order each time.
        out.writelines(sorted(line for line in lines if line.startswith("@prefix ")))
        out.writelines(line for line in lines if not line.startswith("@prefix "))
        out.write("" if not lines or lines[-1].endswith("\n") else "\n")
        return len(triples)
    if form in _GRAPHS:
        raise QueryError(f"this answer is no graph, {form} cannot hold it", remedy=f"choose from {', '.join(_TABLES)}")
    if isinstance(answer, Rows):
        return _TABLES[form or "table"](answer, out, width)
    word = "true" if answer.holds else "false"
    out.write(json.dumps({"head": {}, "boolean": answer.holds}) + "\n" if form == "json" else word + "\n")
    return 1


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none (Unicode TR 11).

    >>> columns("建行 CCB")
    8
    """
    return sum(_columns(character) for character in text)


def shown(term: Term | None) -> str:
    """A term as a person reads it: text alone, IRIs with their known prefix, nothing for unbound."""
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.Literal):
        return term.value
    if isinstance(term, pyoxigraph.NamedNode):
        return short(term.value)
    return str(term)


def short(iri: str) -> str:
    """An IRI with its known prefix, or as it is.

    >>> short("https://jinqiao.example/ontology#Bank")
    'kg:Bank'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _flat(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _cut(text: str, width: int) -> str:
    if not width or columns(text) <= width:
        return text
    taken = 0
    for position, character in enumerate(text):
        taken += _columns(character)
        if taken > width - 1:
            return text[:position] + "…"
    return text


def _is_number(term: Term | None) -> bool:
    return isinstance(term, pyoxigraph.Literal) and term.datatype.value in _NUMBERS


_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "long"))


def _write_table(answer: Rows, out: TextIO, width: int) -> int:
    rows = list(answer.rows)
    if not answer.variables:
        return len(rows)
    cells = [[_cut(_flat(shown(term)), width) for term in row] for row in rows]
    lines = [list(answer.variables), *cells]
    widths = [max(columns(line[column]) for line in lines) for column in range(len(answer.variables))]
    right = [
        any(_is_number(row[column]) for row in rows) and all(row[column] is None or _is_number(row[column]) for row in rows)
        for column in range(len(answer.variables))
    ]
    out.write(_aligned(answer.variables, widths, right) + "\n")
    out.write("  ".join("─" * width for width in widths) + "\n")
    out.writelines(_aligned(line, widths, right) + "\n" for line in cells)
    return len(rows)


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    def pad(cell: str, width: int, is_right: bool) -> str:
        space = " " * (width - columns(cell))
        return space + cell if is_right else cell + space

    return "  ".join(pad(*column) for column in zip(cells, widths, right, strict=True)).rstrip()


def _counted(rows: Iterator[_Row], put: Callable[[_Row], object]) -> int:
    count = 0
    for row in rows:
        put(row)
        count += 1
    return count


def _write_markdown(answer: Rows, out: TextIO, _width: int) -> int:
    def line(cells: Sequence[str]) -> None:
        escaped = (_flat(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in cells)
        out.write(f"| {' | '.join(escaped)} |\n")

    line(answer.variables)
    line(["---"] * len(answer.variables))
    return _counted(answer.rows, lambda row: line([shown(term) for term in row]))


def _write_csv(answer: Rows, out: TextIO, _width: int) -> int:
    def value(term: Term | None) -> str:
        if term is None:
            return ""
        return term.value if isinstance(term, pyoxigraph.Literal | pyoxigraph.NamedNode) else str(term)

    # SPARQL's CSV ends lines with CRLF, as RFC 4180 does; a pipe of shell tools wants the plain line end.
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.variables)
    return _counted(answer.rows, lambda row: writer.writerow([value(term) for term in row]))


def _write_tsv(answer: Rows, out: TextIO, _width: int) -> int:
    out.write("\t".join(f"?{name}" for name in answer.variables) + "\n")

    def value(term: Term | None) -> str:
        return "" if term is None else str(term).replace("\t", "\\t")

    return _counted(answer.rows, lambda row: out.write("\t".join(map(value, row)) + "\n"))


def _write_json(answer: Rows, out: TextIO, _width: int) -> int:
    out.write(f'{{"head": {json.dumps({"vars": answer.variables}, ensure_ascii=False)}, "results": {{"bindings": [')
    separator = "\n"

    def put(row: _Row) -> None:
        nonlocal separator
        bound = {name: _as_json(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        out.write(separator + json.dumps(bound, ensure_ascii=False))
        separator = ",\n"

    count = _counted(answer.rows, put)
    out.write("\n]}}\n")
    return count


def _as_json(term: Term) -> dict[str, object]:
    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != XSD_STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _as_json(part) for name, part in parts.items()}}


_TABLES: dict[str, Callable[[Rows, TextIO, int], int]] = {
    "table": _write_table,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "markdown": _write_markdown,
}
_GRAPHS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
}
_PLAIN = (pyoxigraph.RdfFormat.N_TRIPLES,)

FORMATS = (*_TABLES, *_GRAPHS)
"""The names of all formats: those of tables, then those of graphs."""
