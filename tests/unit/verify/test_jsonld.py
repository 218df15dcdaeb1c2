"""graph.jsonld is read in portions, wherever they are cut, as if it were read whole."""

from pathlib import Path

import pyoxigraph
import pytest

from kg.verify.jsonld import jsonld_quads


@pytest.mark.parametrize("portion", [1, 2, 7, 100, 10**9])
def test_portions_hold_what_the_whole_holds(built: Path, portion: int) -> None:
    whole = list(pyoxigraph.parse(path=str(built / "graph.nq")))
    read = list(jsonld_quads(built / "graph.jsonld", portion))

    assert len(read) == len(whole)
    assert set(read) == set(whole)


def test_a_document_of_another_form_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonld"
    path.write_text('{"@id": "http://e.org/a", "http://e.org/p": "x"}', encoding="utf-8")

    assert [str(quad) for quad in jsonld_quads(path)] == ['<http://e.org/a> <http://e.org/p> "x"']


@pytest.mark.parametrize("cut", [1, 3, 4, 400])
def test_a_document_without_its_end_is_broken(built: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "graph.jsonld"
    path.write_bytes((built / "graph.jsonld").read_bytes()[:-cut])

    if cut == 1:  # only the last line end
        assert len(list(jsonld_quads(path))) > 6000
    else:
        with pytest.raises(SyntaxError):
            list(jsonld_quads(path))
