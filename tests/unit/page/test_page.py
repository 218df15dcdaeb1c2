"""The page as a file: what stands in it, what does not, and that it is always the same."""

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg.graph import DEFAULT_BASE
from kg.ontology import load_ontology
from kg.page import entity_graph, write_page
from kg.page.gather import gather
from kg.page.layout import lay_out, lay_out_view, part_boxes
from kg.page.legend import LOOKS
from kg.page.limits import best_connected
from kg.page.pack import deflated, script_safe
from kg.page.page import render
from kg.page.view import choose
from tests.bench.made_up import made_up_atlas


@pytest.fixture(scope="module")
def page(built: Path) -> str:
    return (built / "graph.html").read_text(encoding="utf-8")


def opening(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="opening">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def data(page: str) -> Any:
    found = re.search(r'<script type="([^"]*)" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    if found[1] == "application/json":
        return json.loads(found[2])
    return json.loads(zlib.decompress(base64.b64decode(found[2]), -15))


def test_nothing_in_the_markup_names_another_host(page: str) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert "//" not in markup
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b(?![^>]*data:,)", markup)
    assert not re.search(r"<script[^>]*\bsrc\b", markup)


def test_the_policy_names_the_scripts_and_the_style_by_their_hashes(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for kind in ("script", "style"):
        texts = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert re.findall(rf"{kind}-src ([^;]*);", policy[1]) == [" ".join(f"'sha256-{found}'" for found in hashes)]


def test_our_script_and_style_stand_in_the_page_as_written(page: str) -> None:
    assets = Path(__file__).parents[3] / "kg" / "page" / "assets"
    for name in ("explorer.js", "style.css"):
        assert (assets / name).read_text(encoding="utf-8").rstrip("\n") in page


def test_nodes_edges_and_titles_are_in_chinese_with_the_sentence(page: str) -> None:
    view = opening(page)
    assert view["options"]["physics"] == {"enabled": False}
    assert all({"x", "y", "label", "title", "color", "shape"} <= set(node) for node in view["nodes"])
    assert "参加" in {edge["label"] for edge in view["edges"]}
    assert any("“" in edge["title"] and "2021-09" in edge["title"] for edge in view["edges"])


def test_marks_quote_subject_object_and_trigger(built: Path) -> None:
    atlas = gather(built / "graph.nq", DEFAULT_BASE)
    triggers = set()
    for claim in atlas.claims:
        text = atlas.quotes[claim.quote].text
        subject, _, trigger = claim.marks
        if subject:
            node = atlas.nodes[claim.subject]
            assert text[slice(*subject)] in (node.name, *node.aliases) or claim.subject in atlas.nodes
        if trigger:
            triggers.add(text[slice(*trigger)])
    assert triggers & {"参加", "发布", "印发", "举办", "推出", "参会", "到会参展", "出席"}


def test_the_page_is_the_same_every_time(built: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        write_page(built / "graph.nq", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes() == (built / "graph.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "two.html"]


def test_the_page_knows_every_entity_statement_and_figure(built: Path, page: str) -> None:
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    found = data(page)
    assert len(found["nodes"]["iri"]) == report["entities"]
    assert len(found["reports"]["iri"]) == report["articles"]
    statements = (
        (built / "graph.nq")
        .read_text(encoding="utf-8")
        .count("22-rdf-syntax-ns#type> <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>")
    )
    assert len(found["claims"]["s"]) == statements


def test_a_large_page_is_deflated_and_the_same_data() -> None:
    atlas = made_up_atlas(1_500)
    page = render(atlas, load_ontology())
    assert 'type="application/octet-stream" id="data"' in page
    assert data(page)["nodes"]["name"] == [node.name for node in atlas.nodes.values()]
    assert deflated("[]") is None


def test_json_in_a_script_cannot_end_it() -> None:
    attack = "</script><!--<script>&\u2028\u2029\u202e'\"\\"
    safe = script_safe([attack])
    assert not re.search("[<>&\u2028\u2029\u202e]", safe)
    assert json.loads(safe) == [attack]


def test_of_too_large_a_graph_the_best_connected_are_kept(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert best_connected(built / "graph.nq") is None
    kept = best_connected(built / "graph.nq", 20)
    assert kept is not None
    assert len(kept) == 20
    assert f"{DEFAULT_BASE}entity/place/110000" in kept
    monkeypatch.setattr("kg.page.gather.best_connected", lambda _: kept)
    atlas = gather(built / "graph.nq", DEFAULT_BASE)
    assert set(atlas.nodes) <= kept
    assert atlas.claims
    assert all(atlas.quotes[claim.quote].text for claim in atlas.claims)


def test_every_class_has_a_look_of_its_own() -> None:
    ontology = load_ontology()
    assert len(set(LOOKS.values())) == len(LOOKS)
    assert set(LOOKS) <= set(ontology.ancestors)


def test_the_statements_are_a_networkx_graph(built: Path) -> None:
    graph = entity_graph(built / "graph.nq")
    assert isinstance(graph, networkx.MultiDiGraph)
    names = {data["name"]: node for node, data in graph.nodes(data=True)}
    path = networkx.shortest_path(graph.to_undirected(), names["中国工商银行"], names["中国农业银行"])
    assert len(path) == 3
    _, _, key, edge = next(iter(graph.edges(keys=True, data=True)))
    assert key.startswith(f"{DEFAULT_BASE}statement/")
    assert {"predicate", "modality", "confidence", "article", "sentence"} == set(edge)


def test_the_opening_view_holds_the_best_connected_and_nobody_alone() -> None:
    graph = entity_graph(made_up_atlas(1_000))
    chosen = choose(graph, load_ontology())
    inside = graph.subgraph(chosen).to_undirected()
    assert 20 < len(chosen) <= 150
    assert all(inside.degree(node) for node in chosen)


def test_nodes_of_the_whole_graph_stand_apart() -> None:
    places = lay_out(300, [(number, number // 3) for number in range(1, 280)])
    assert places == lay_out(300, [(number, number // 3) for number in range(1, 280)])
    assert len(set(places)) == 300


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_graphs_are_laid_out(count: int) -> None:
    pairs = [(0, 1)] if count == 2 else []
    assert len(lay_out(count, pairs)) == len(lay_out_view(count, pairs, [(80.0, 50.0)] * count)) == count


def test_boxes_are_parted() -> None:
    sizes = [(100.0, 50.0)] * 30
    placed = part_boxes([(number % 6 * 20.0, number // 6 * 10.0) for number in range(30)], sizes)
    for place, (x, y) in enumerate(placed):
        assert not [other for other in placed[place + 1 :] if abs(other[0] - x) < 98 and abs(other[1] - y) < 48]


def test_a_page_of_nothing_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("", encoding="utf-8")
    write_page(tmp_path / "graph.nq", tmp_path / "graph.html")
    assert opening((tmp_path / "graph.html").read_text(encoding="utf-8"))["nodes"] == []
