"""Every kind of damage to a build is found, and named with the article it is in."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import StoreError
from kg.store import build_store, open_for_writing
from kg.verify import Finding, verify
from kg.verify.finding import CHECKS
from tests.conftest import Run

BASE = "https://jinqiao.example/"
FIRST = f"{BASE}article/000_ed608e3359058c26"
ENTITIES = f"{BASE}graph/entities"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
KG = f"{BASE}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Damage = Callable[[list[str]], list[str]]


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of the outputs, to be damaged."""
    shutil.copytree(built, tmp_path / "out")
    return tmp_path / "out"


def damaged(folder: Path, damage: Damage) -> None:
    """Change graph.nq, and make its copies anew, so that nothing else is wrong."""
    path = folder / "graph.nq"
    lines = damage(path.read_text(encoding="utf-8").split("\n")[:-1])
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    quads = list(pyoxigraph.parse(path=path))
    forms = {"graph.trig": pyoxigraph.RdfFormat.TRIG, "graph.jsonld": pyoxigraph.RdfFormat.JSON_LD}
    for name, form in forms.items():
        pyoxigraph.serialize(quads, folder / name, form)
    pyoxigraph.serialize({quad.triple for quad in quads}, folder / "graph.ttl", pyoxigraph.RdfFormat.TURTLE)
    shutil.rmtree(folder / "store")
    build_store(folder / "store", [path])


def without(pattern: str, graph: str = FIRST) -> Damage:
    """Take the first line away that matches, in a graph."""

    def damage(lines: list[str]) -> list[str]:
        index = next(k for k, line in enumerate(lines) if f"<{graph}> ." in line and re.search(pattern, line))
        return [*lines[:index], *lines[index + 1 :]]

    return damage


def changed(pattern: str, replacement: str, graph: str = FIRST) -> Damage:
    """Change the first line that matches, in a graph."""

    def damage(lines: list[str]) -> list[str]:
        index = next(k for k, line in enumerate(lines) if f"<{graph}> ." in line and re.search(pattern, line))
        return [*lines[:index], re.sub(pattern, replacement, lines[index], count=1), *lines[index + 1 :]]

    return damage


def more(*triples: str, graph: str = FIRST) -> Damage:
    """Add lines to a graph, where they stand in order."""

    def damage(lines: list[str]) -> list[str]:
        own = [line for line in lines if line.endswith(f"<{graph}> .")]
        start = lines.index(own[0])
        own = sorted([*own, *(f"{triple} <{graph}> ." for triple in triples)])
        return [*lines[:start], *own, *lines[start + len(own) - len(triples) :]]

    return damage


ENTITY = f"{BASE}entity/bank/nowhere"
STATEMENT = rf"^<{BASE}statement/\w+> <{RDF}"
LABELLED = (
    f"<{ENTITY}> <{RDF}type> <{KG}Bank>",
    f'<{ENTITY}> <http://www.w3.org/2004/02/skos/core#prefLabel> "无名银行"@zh',
)

DAMAGES: dict[str, tuple[Damage, str, str, str]] = {
    "a quote that the text does not hold": (changed(f'(<{NIF}anchorOf> ")[^"]', r"\1囧"), "quote", FIRST, "text"),
    "a mention of two beginnings": (
        more(f'<{FIRST}#char=0,1544> <{NIF}beginIndex> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        "shape",
        FIRST,
        "",
    ),
    "an entity of two classes": (
        more(f"<{BASE}entity/bank/ccb> <{RDF}type> <{KG}Person>", graph=ENTITIES),
        "shape",
        "",
        "class",
    ),
    "a graph without its article": (without(f"<{FIRST}> <{RDF}type> <{KG}Article>"), "orphan", FIRST, "without its article"),
    "a text that belongs to no article": (without(f"<{KG}article>"), "orphan", FIRST, "belongs to no article"),
    "a mention without its text": (without(f"#char=.* <{NIF}referenceContext>"), "orphan", FIRST, "without its article's text"),
    "a statement without evidence": (
        without(rf"^<{BASE}statement/\w+> <http://www.w3.org/ns/prov#wasDerivedFrom>"),
        "orphan",
        FIRST,
        "a statement without evidence",
    ),
    "a figure without evidence": (
        without(rf"^<{BASE}figure/\w+> <http://www.w3.org/ns/prov#wasDerivedFrom>"),
        "orphan",
        FIRST,
        "a figure without evidence",
    ),
    "a statement of another article": (
        changed(rf"({STATEMENT[: -len(RDF) - 1]}<{KG}statedIn> <{BASE}article/)0", r"\g<1>9"),
        "orphan",
        FIRST,
        "stated elsewhere",
    ),
    "an entity that nobody mentions": (more(*LABELLED, graph=ENTITIES), "orphan", ENTITIES, "without a mention or a fact"),
    "a mention of an entity that is not described": (
        changed(r"(taIdentRef> <[^>]*)>", r"\1-gone>"),
        "dangling",
        FIRST,
        "which nothing describes",
    ),
    "a modality that the ontology does not have": (changed(f"<{KG}Asserted>", f"<{KG}Asserte>"), "dangling", FIRST, "Asserte,"),
    "an entity that is part of nothing there is": (
        changed(rf"(<{KG}partOf> <[^>]*)>", r"\1-gone>", ENTITIES),
        "dangling",
        ENTITIES,
        "partOf leads to",
    ),
    "a rule that nobody describes": (changed(r"(/rule/[^>]*)>", r"\1-gone>"), "dangling", FIRST, "wasAttributedTo leads to"),
    "a plain triple without its statement": (
        more(f"<{BASE}entity/bank/ccb> <{KG}invests> <{BASE}entity/bank/icbc>"),
        "fact",
        FIRST,
        "without an asserted statement",
    ),
    "an asserted statement without its triple": (without(rf"^<{BASE}entity/\S+ <{KG}"), "fact", FIRST, "but no triple"),
    "a fact too few for the report": (
        lambda lines: [line for line in lines if not re.match(rf"<{BASE}figure/", line)],
        "report",
        "report.json",
        "it says 43, the graph has 0",
    ),
}


def test_a_sound_build_has_nothing_to_find(built: Path) -> None:
    assert list(verify(built)) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_to_the_graph_is_found_where_it_is(copy: Path, name: str) -> None:
    damage, check, article, message = DAMAGES[name]
    damaged(copy, damage)

    found = list(verify(copy))

    assert any(
        finding.check == check and article in (finding.article, "") and message in finding.message for finding in found
    ), found
    assert not {finding.check for finding in found} & {"store", "export"}
    assert all(finding.check in CHECKS for finding in found)


@pytest.mark.parametrize("name", ["graph.trig", "graph.ttl", "graph.jsonld"])
def test_an_export_that_lost_or_gained_something_is_found(copy: Path, name: str) -> None:
    path = copy / name
    path.write_text(path.read_text(encoding="utf-8").replace("新微贷", "新薇贷"), encoding="utf-8")

    found = list(verify(copy))

    assert {(finding.check, "新薇贷" in finding.message) for finding in found} == {("export", True), ("export", False)}
    assert any(f"{name} lacks" in finding.message for finding in found)
    assert any(f"{name} has, and graph.nq has not" in finding.message for finding in found)
    if name != "graph.ttl":
        assert {FIRST, ENTITIES} <= {finding.article for finding in found}


@pytest.mark.parametrize("name", ["graph.trig", "graph.ttl", "graph.jsonld"])
def test_an_export_that_is_cut_off_or_gone_is_found(copy: Path, name: str) -> None:
    path = copy / name
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    cut = list(verify(copy))
    path.unlink()
    gone = list(verify(copy))

    assert [finding.article for finding in cut] == [name]
    assert "cannot be read" in cut[0].message
    assert gone == [Finding("export", name, name, "it is missing")]


def test_a_store_that_lost_or_gained_something_is_found(copy: Path) -> None:
    store = open_for_writing(copy / "store")
    graph = pyoxigraph.NamedNode(FIRST)
    lost = next(iter(store.quads_for_pattern(None, None, None, graph)))
    gained = pyoxigraph.Quad(graph, graph, pyoxigraph.Literal("x"), pyoxigraph.NamedNode("http://e.org/g"))
    store.remove(lost)
    store.add(gained)
    del store

    found = list(verify(copy))

    assert {(finding.check, finding.article) for finding in found} == {("store", FIRST), ("store", "http://e.org/g")}
    assert f"store lacks: {lost.triple}" in {finding.message for finding in found}


def test_many_differences_are_counted_not_listed(copy: Path) -> None:
    (copy / "graph.ttl").write_text("", encoding="utf-8")

    found = list(verify(copy))

    assert len(found) == 21
    assert re.fullmatch(r"graph\.ttl differs in \d{4} more", found[-1].message)


def test_a_store_that_is_gone_or_broken_is_found(copy: Path) -> None:
    (copy / "store" / "CURRENT").unlink()

    assert [(finding.check, "no store here" in finding.message) for finding in verify(copy)] == [("store", True)]


def test_a_line_that_is_no_n_quad_is_found_with_its_number(copy: Path) -> None:
    lines = (copy / "graph.nq").read_text(encoding="utf-8").split("\n")
    lines[99] = lines[99].replace("<", "", 1)
    (copy / "graph.nq").write_text("\n".join(lines), encoding="utf-8")

    assert [(finding.check, finding.focus) for finding in verify(copy)] == [("syntax", "line 100")]


def test_a_report_that_counts_otherwise_is_found(copy: Path) -> None:
    report = json.loads((copy / "report.json").read_text(encoding="utf-8"))
    report["facts_by_predicate"]["issues"] += 1
    (copy / "report.json").write_text(json.dumps(report), encoding="utf-8")
    (wrong,) = verify(copy)
    (copy / "report.json").write_text("{", encoding="utf-8")
    (broken,) = verify(copy)

    assert (wrong.article, wrong.focus) == ("report.json", "facts_by_predicate")
    assert "cannot be read" in broken.message


def test_what_is_no_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph here"):
        list(verify(tmp_path))
    (tmp_path / "graph.nq").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="does not begin with an article"):
        list(verify(tmp_path))


def test_kg_verify_prints_what_is_wrong_and_says_so_by_its_exit_code(kg: Run, built: Path, copy: Path) -> None:
    (copy / "graph.trig").unlink()

    sound, wrong, machine = kg("verify", built), kg("verify", copy), kg("verify", copy, "--json")

    assert (sound.returncode, wrong.returncode, machine.returncode) == (0, 1, 1)
    assert sound.stdout == f"{built}: 5 articles, nothing wrong\n"
    assert wrong.stdout == (f"export  graph.trig  graph.trig: it is missing\n1 findings in {copy} (5 articles): 1 export\n")
    assert json.loads(machine.stdout) == {
        "findings": [{"check": "export", "article": "graph.trig", "focus": "graph.trig", "message": "it is missing"}],
        "articles": 5,
        "counts": {"export": 1},
    }
    assert json.loads(kg("verify", built, "--json").stdout)["findings"] == []
