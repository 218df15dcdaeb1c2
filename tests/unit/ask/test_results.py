"""Answers as text: what people read is aligned, what programs read is exact."""

import csv
import io
import json

import pyoxigraph
import pytest

from kg.ask import ask, write
from kg.ask.results import columns
from kg.errors import QueryError
from kg.store import Store

TWO = 'SELECT ?名称 ?n { VALUES (?名称 ?n) { ("建行|CCB"@zh 5) ("a\\nb" UNDEF) } }'


def written(query: str, form: str | None = None, width: int = 0) -> str:
    out = io.StringIO()
    write(ask(Store(), query), form, out, width=width)
    return out.getvalue()


def test_a_table_is_aligned_by_what_the_terminal_shows() -> None:
    lines = written(TWO).splitlines()

    assert lines == ["名称      n", "────────  ─", "建行|CCB  5", "a b"]
    assert columns(lines[2]) == columns(lines[1])


def test_a_cell_is_cut_only_where_a_width_is_given() -> None:
    query = 'SELECT ?x { BIND("中国人民银行" AS ?x) }'

    assert written(query, width=7).splitlines()[-1] == "中国人…"
    assert written(query).splitlines()[-1] == "中国人民银行"


def test_csv_reads_back() -> None:
    assert list(csv.reader(io.StringIO(written(TWO, "csv")))) == [["名称", "n"], ["建行|CCB", "5"], ["a\nb", ""]]


def test_tsv_and_json_read_back_as_the_same_terms() -> None:
    for form, kind in (("tsv", pyoxigraph.QueryResultsFormat.TSV), ("json", pyoxigraph.QueryResultsFormat.JSON)):
        found = pyoxigraph.parse_query_results(written(TWO, form).encode(), format=kind)

        assert isinstance(found, pyoxigraph.QuerySolutions)
        rows = [tuple(solution) for solution in found]
        assert rows[0][0] == pyoxigraph.Literal("建行|CCB", language="zh")
        assert rows[1] == (pyoxigraph.Literal("a\nb"), None)


def test_markdown_escapes_what_would_break_the_table() -> None:
    assert written(TWO, "markdown").splitlines()[2] == "| 建行\\|CCB | 5 |"


def test_yes_and_no() -> None:
    assert written("ASK {}") == "true\n"
    assert json.loads(written("ASK { ?s ?p ?o }", "json")) == {"head": {}, "boolean": False}


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld"])
def test_a_graph_reads_back(form: str) -> None:
    kinds = {"turtle": "text/turtle", "ntriples": "application/n-triples", "jsonld": "application/ld+json"}
    text = written('CONSTRUCT { kg:Bank skos:prefLabel "银行"@zh } {}', form)

    kind = pyoxigraph.RdfFormat.from_media_type(kinds[form])
    (quad,) = pyoxigraph.parse(text, kind)
    assert quad.object == pyoxigraph.Literal("银行", language="zh")


def test_a_format_that_does_not_suit_the_answer_is_refused() -> None:
    with pytest.raises(QueryError, match="no graph"):
        written("SELECT * {}", "turtle")
    with pytest.raises(QueryError, match="cannot be written as csv"):
        written("CONSTRUCT {} {}", "csv")
