"""Each export reads back to the same graph, with pyoxigraph and with rdflib."""

import json
import tempfile
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.exports import EXPORTS, Exports, Piece, Renderer, Stretch
from kg.graph import DEFAULT_BASE, agents, article_lines, entity_lines, ontology_lines, provenance_lines
from kg.ontology import load_ontology
from tests.unit.graph.readings import reading

# rdflib 7.6 warns of its own use of names it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ONTOLOGY = load_ontology()
NASTY = "\"\\\n\t\u202e<script>&'\U0001f600{}[]@prefix .;"


@pytest.fixture(scope="module", params=[DEFAULT_BASE, "urn:example:", "http://localhost:8000/kg/"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, base: str) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    readings = [reading(identifier=identifier) for identifier in ("one", "two:三/四", NASTY)]
    chapters = [article_lines(here, base) for here in readings]
    chapters.append(sorted({line for here in readings for line in entity_lines(here, base, ONTOLOGY)}))
    chapters.append(ontology_lines(base))
    chapters.append(provenance_lines(agents(readings[0]), base))
    found = []
    for number, lines in enumerate(chapters):
        part = folder / f"part-{number}.nq"
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        found.append(part)
    return found


def write_exports(parts: list[Path], folder: Path, base: str, *, one_file: bool = True) -> None:
    """Exports of three articles, the entities and what is around, woven from pieces in one file or in a file each."""
    renderer = Renderer(base, ONTOLOGY)
    chapters = [part.read_text(encoding="utf-8").splitlines(keepends=True) for part in parts]
    told: dict[str, list[str]] = {}
    pieces = []
    for lines in chapters[:3]:
        piece, facts = renderer.graph(lines)
        pieces.append(piece)
        for subject, text in facts.items():
            told.setdefault(subject, []).extend(text.splitlines(keepends=True))
    described = groupby(chapters[3] if chapters else [], key=lambda line: line.partition(" ")[0])
    entities = [renderer.entity(list(lines), told.get(subject, ())) for subject, lines in described]
    with ExitStack() as stack:
        articles = [place(piece, stack, folder.parent, one_file=one_file) for piece in pieces]
        placed = [place(piece, stack, folder.parent, one_file=one_file) for piece in entities]
        exports = stack.enter_context(Exports(folder, renderer))
        for stretches in articles:
            exports.article(stretches)
        exports.entities(f"<{base}graph/entities>", placed, [renderer.graph(lines)[0] for lines in chapters[4:]])
        exports.close()


def place(piece: Piece, stack: ExitStack, folder: Path, *, one_file: bool) -> list[Stretch]:
    """Where the parts of a piece stand: one after the other in a file, or in four."""
    found = []
    whole = stack.enter_context(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 (the stack closes it)
    for data in piece:
        file = whole if one_file else stack.enter_context(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115
        found.append((file.fileno(), file.tell(), len(data)))
        file.write(data)
        file.flush()
    return found


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, parts: list[Path], base: str) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_exports(parts, folder, base)
    return folder


def quads(path: Path) -> set[pyoxigraph.Quad]:
    return {quad for quad in pyoxigraph.parse(path=str(path)) if isinstance(quad, pyoxigraph.Quad)}


def terms(path: Path, form: str) -> set[tuple[str, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=path.read_bytes(), format=form)
    return {(s.n3(), p.n3(), o.n3(), str(graph)) for s, p, o, graph in dataset.quads()}


def test_only_the_four_files_are_left(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == sorted(EXPORTS)


@pytest.mark.parametrize("name", ["graph.trig", "graph.jsonld"])
def test_the_quads_come_back_with_pyoxigraph(out: Path, name: str) -> None:
    assert quads(out / name) == quads(out / "graph.nq")


@pytest.mark.parametrize(("name", "form"), [("graph.trig", "trig"), ("graph.jsonld", "json-ld")])
def test_the_quads_come_back_with_rdflib(out: Path, name: str, form: str) -> None:
    assert terms(out / name, form) == terms(out / "graph.nq", "nquads")


def test_turtle_holds_every_triple_once(out: Path) -> None:
    found = list(pyoxigraph.parse(path=str(out / "graph.ttl")))
    assert len(found) == len(set(found))
    assert {quad.triple for quad in found} == {quad.triple for quad in quads(out / "graph.nq")}


def test_turtle_comes_back_with_rdflib(out: Path) -> None:
    graph = rdflib.Graph().parse(data=(out / "graph.ttl").read_bytes(), format="turtle")
    assert {(s.n3(), p.n3(), o.n3()) for s, p, o in graph} == {quad[:3] for quad in terms(out / "graph.nq", "nquads")}


def test_json_ld_has_a_context_a_person_can_read(out: Path, base: str) -> None:
    document = json.loads((out / "graph.jsonld").read_text(encoding="utf-8"))
    context = document["@context"]
    assert context["@vocab"] == "https://jinqiao.example/ontology#"
    assert context["issues"] == {"@id": "kg:issues", "@type": "@id"}
    nodes = [node for graph in document["@graph"] for node in graph["@graph"]]
    bank = next(node for node in nodes if node["id"].endswith("entity/regulator/pbc") and "prefLabel" in node)
    assert bank["prefLabel"] == {"zh": "中国人民银行"}
    assert bank["type"] == "Regulator"
    mention = next(node for node in nodes if node.get("anchorOf") == "财政部")
    assert (mention["beginIndex"], mention["confidence"], mention["type"]) == (17, "0.97", "nif:Phrase")
    if base.startswith("http"):
        assert mention["means"] == "entity/gov/mof"


def test_turtle_is_prefixed_and_gathers_an_entity_in_one_place(out: Path, base: str) -> None:
    text = (out / "graph.ttl").read_text(encoding="utf-8")
    if base.startswith("http"):
        assert text.count("\n<entity/regulator/pbc> ") == 1
        assert "nif:beginIndex 10 ;" in text


def test_a_piece_is_the_same_from_wherever_it_is_copied(out: Path, parts: list[Path], base: str, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    write_exports(parts, again, base, one_file=False)
    for name in EXPORTS:
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_an_empty_graph_is_written_too(tmp_path: Path) -> None:
    write_exports([], tmp_path, DEFAULT_BASE)
    for name in EXPORTS:
        assert quads(tmp_path / name) == set()
