"""Answers are counted as they are written, whatever stands in them."""

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server.answers import LONG, OrderedPrefixes, Sink, counter
from kg.server.formats import TABLES
from kg.server.jobs import Limits
from kg.server.problems import RequestError

CELL = (
    st.none() | st.text(max_size=8) | st.sampled_from(['"', "\n", "\r\n", "},", "<result>", "&lt;", "\\", '\\"', "},{x", "}]}"])
)


def written(rows: list[tuple[str | None, str | None]], form: str) -> bytes:
    """A table as the engine writes it."""
    cells = [" ".join("UNDEF" if cell is None else str(pyoxigraph.Literal(cell)) for cell in row) for row in rows]
    found = pyoxigraph.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {' '.join(f'({row})' for row in cells)} }} }}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    body = found.serialize(format=TABLES[form])
    assert body is not None
    return body


@pytest.mark.parametrize("form", TABLES)
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=6), size=st.integers(1, 40))
def test_rows_are_counted_in_pieces_of_any_size(form: str, rows: list[tuple[str | None, str | None]], size: int) -> None:
    body = written(rows, form)
    count = counter(form)
    assert sum(count(body[start : start + size]) for start in range(0, len(body), size)) == len(rows)


def test_text_that_looks_like_an_empty_row_may_count_as_one() -> None:
    # Accepted: a JSON answer is then refused a row early.
    assert counter("json")(written([("},{}", "x")], "json")) == 2


@pytest.mark.parametrize("is_zipped", [False, True])
def test_long_answers_go_to_a_file_and_short_ones_stay(tmp_path: Path, is_zipped: bool) -> None:
    for size in (10, LONG + 10):
        path = tmp_path / str(size)
        sink = Sink(Limits(), str(path), is_zipped=is_zipped, count=None)
        for _ in range(size):
            sink.write(b"x")
        body, length, zipped = sink.close()
        assert path.exists() == (size > LONG) == (not body)
        assert length == (path.stat().st_size if path.exists() else len(body))
        assert zipped == (is_zipped and size > LONG)


def test_an_answer_ends_at_its_limits(tmp_path: Path) -> None:
    rows = Sink(Limits(rows=2), str(tmp_path / "a"), is_zipped=False, count=counter("tsv"))
    rows.write(b"?a\n1\n2\n")
    with pytest.raises(RequestError, match="more than 2 rows"):
        rows.write(b"3\n")
    size = Sink(Limits(answer=1 << 20), str(tmp_path / "b"), is_zipped=False, count=None)
    with pytest.raises(RequestError, match="more than 1 MB"):
        size.write(b"x" * (1 << 21))


def test_prefixes_come_in_order(tmp_path: Path) -> None:
    sink = Sink(Limits(), str(tmp_path / "a"), is_zipped=False, count=None)
    output = OrderedPrefixes(sink)
    output.write(b"@prefix b: <urn:b> .\n@prefix a: <urn:a> .\n<urn:x> a: 1 ;\n")
    output.write(b"@prefix\n")
    assert sink.close()[0] == b"@prefix a: <urn:a> .\n@prefix b: <urn:b> .\n<urn:x> a: 1 ;\n@prefix\n"
