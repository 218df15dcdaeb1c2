"""The old graph and a patch make the new graph, exactly, wherever the patch is applied."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.diff import Point, apply_patch, write_patch
from kg.errors import StoreError
from tests.conftest import Run

Q = pyoxigraph.RdfFormat.N_QUADS


def graph(path: Path, lines: list[str]) -> Point:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Point(path.name, path)


def patched(old: Point, new: Point) -> tuple[str, set[pyoxigraph.Quad]]:
    """The patch, and what it makes of the old graph."""
    patch, out = io.StringIO(), io.StringIO()
    write_patch(old, new, patch)
    count = apply_patch(io.StringIO(patch.getvalue()), old, out)
    quads = list(pyoxigraph.parse(out.getvalue(), Q))
    assert len(quads) == count
    return patch.getvalue(), set(quads)


def test_the_seeds_are_patched_to_fewer_articles_and_back(built: Path, tmp_path: Path) -> None:
    whole = Point("whole", built / "graph.nq")
    lines = (built / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    fewer = graph(tmp_path / "fewer.nq", [line for line in lines if "article/002" not in line])

    for old, new in ((whole, fewer), (fewer, whole)):
        patch, made = patched(old, new)
        store = pyoxigraph.Store()
        store.load(path=old.path, format=Q)
        store.update(patch)

        assert made == set(pyoxigraph.parse(path=new.path))
        assert set(store) == made


TERMS = st.sampled_from(
    [
        '"x"',
        '"x"@zh',
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<http://e.org/o>",
        '"} } ; DROP ALL #"',
        '"\\\\u0022 \\n"',
    ]
)
QUADS = st.builds(
    lambda subject, value, name: f"<http://e.org/{subject}> <http://e.org/p> {value} <http://e.org/g{name}> .",
    st.integers(0, 3),
    TERMS,
    st.integers(0, 2),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(QUADS), new=st.lists(QUADS))
def test_any_two_graphs_are_patched_into_each_other(tmp_path: Path, old: list[str], new: list[str]) -> None:
    one, other = graph(tmp_path / "old.nq", old), graph(tmp_path / "new.nq", new)
    patch, made = patched(one, other)
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.parse(path=one.path))
    store.update(patch)

    assert made == set(pyoxigraph.parse(path=other.path)) == set(store)


def test_equal_graphs_need_no_patch(built: Path) -> None:
    whole = Point("whole", built / "graph.nq")
    out = io.StringIO()

    assert write_patch(whole, whole, out) == (0, 0)
    assert out.getvalue() == "# whole -> whole: SPARQL 1.1 Update\n"


def test_what_is_no_patch_or_cannot_be_patched_is_refused(tmp_path: Path) -> None:
    old = graph(tmp_path / "old.nq", [])
    for text in ("DROP ALL\n", "INSERT DATA {\nGRAPH <http://e.org/g> {\n<a> <b> } .\n"):
        with pytest.raises(StoreError, match="patch:"):
            apply_patch(io.StringIO(text), old, io.StringIO())
    for line in ("<http://e.org/s> <http://e.org/p> _:b <http://e.org/g> .", '<http://e.org/s> <http://e.org/p> "x" .', "x"):
        with pytest.raises(StoreError):
            write_patch(old, graph(tmp_path / "new.nq", [line]), io.StringIO())


def test_kg_diff_writes_a_patch_and_applies_it(kg: Run, built: Path, tmp_path: Path) -> None:
    lines = (built / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    new = graph(tmp_path / "new.nq", lines[1000:]).path

    made = kg("diff", built, new, "--format", "patch", "--out", tmp_path / "patch.ru")
    applied = kg("diff", built, "--apply", tmp_path / "patch.ru")

    assert made.returncode == applied.returncode == 0, made.stderr + applied.stderr
    assert set(pyoxigraph.parse(applied.stdout, Q)) == set(pyoxigraph.parse(path=new))
