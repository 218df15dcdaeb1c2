"""``graph.html``: one file that opens from disk, asks the network for nothing, and takes no text for markup.

pyvis builds the opening view (nodes, edges, positions, options) and fills the template ``assets/page.html`` through its own
``generate_html``; vis-network comes out of pyvis's package. The rest of the graph travels beside it as data for
``assets/explorer.js``, the one script of ours. A Content-Security-Policy names the two scripts and the style sheet by their
hashes: nothing else can run, and nothing can be loaded.
"""

import base64
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kg.graph import DEFAULT_BASE
from kg.ontology import Ontology, load_ontology
from kg.page.atlas import Atlas
from kg.page.gather import gather
from kg.page.layout import lay_out, lay_out_view
from kg.page.legend import LOOKS, OTHER
from kg.page.network import entity_graph
from kg.page.pack import deflated, name_of, pack, script_safe
from kg.page.view import caption, choose

ASSETS = Path(__file__).parent / "assets"

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "multiselect": True, "hideEdgesOnZoom": False, "keyboard": False},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 4, "labelHighlightBold": False},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "smooth": False, "selectionWidth": 2, "hoverWidth": 1},
    "layout": {"improvedLayout": False},
}
_EXECUTED = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def write_page(graph: Path | Atlas, path: Path, base: str = DEFAULT_BASE, ontology: Ontology | None = None) -> None:
    """Write the page of an N-Quads file, or of what was gathered from it, to ``path``; it appears only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    atlas = graph if isinstance(graph, Atlas) else gather(graph, base)
    try:
        draft.write_text(render(atlas, ontology or load_ontology()), encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def render(atlas: Atlas, ontology: Ontology) -> str:
    """The page as text."""
    number = {iri: place for place, iri in enumerate(atlas.nodes)}
    pairs = sorted({(number[claim.subject], number[claim.object]) for claim in atlas.claims})
    data = script_safe(pack(atlas, lay_out(len(number), pairs), ontology))
    with ThreadPoolExecutor(1) as beside:  # zlib works outside the interpreter's lock
        packing = beside.submit(deflated, data)
        network = _opening(atlas, choose(entity_graph(atlas), ontology), number, ontology)
        packed = packing.result()
    network.templateEnv.globals.update(
        data=packed or data, kind="application/json" if packed is None else "application/octet-stream"
    )
    page: str = network.generate_html()
    return page.replace("@@POLICY@@", _policy(page), 1)


def _opening(atlas: Atlas, chosen: list[str], number: dict[str, int], ontology: Ontology) -> Any:
    """The opening view as pyvis knows it."""
    from pyvis import network as pyvis

    network = pyvis.Network(directed=True, cdn_resources="in_line")
    # pyvis's template loads Bootstrap from other hosts. Ours stands before it in the search path; vis-network is pyvis's own.
    network.set_template_dir([str(ASSETS), str(Path(pyvis.__file__).parent / "templates")], "page.html")
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    network.set_options(script_safe(_OPTIONS))
    nodes = [atlas.nodes[iri] for iri in chosen]
    captions = [caption(name_of(node)) for node in nodes]
    at = {iri: place for place, iri in enumerate(chosen)}
    claims: dict[tuple[str, str], list[int]] = {}
    for place, claim in enumerate(atlas.claims):
        if claim.subject in at and claim.object in at and claim.subject != claim.object:
            claims.setdefault((claim.subject, claim.object), []).append(place)
    places = lay_out_view(len(chosen), [(at[one], at[two]) for one, two in claims], [_box(text) for text in captions])
    for node, text, (x, y) in zip(nodes, captions, places, strict=True):
        shape, colour = LOOKS.get(node.label, OTHER)
        title = f"{name_of(node)}\n{ontology.labels.get(node.label, (node.label,))[0]}"
        network.add_node(number[node.iri], text, shape, colour, title=title, x=x, y=y, size=12)
    for (one, two), found in claims.items():
        names = list(dict.fromkeys(ontology.labels.get(atlas.claims[place].predicate, ("?",))[0] for place in found))
        quotes = dict.fromkeys(_cited(atlas, atlas.claims[place].quote) for place in found)
        label = "、".join(names)
        title = "\n".join([f"{name_of(atlas.nodes[one])} → {label} → {name_of(atlas.nodes[two])}", *list(quotes)[:3]])
        network.add_edge(number[one], number[two], label=label, title=title)
    return network


def _cited(atlas: Atlas, quote: int) -> str:
    found = atlas.quotes[quote]
    report = atlas.reports[found.report]
    text = found.text if len(found.text) <= 120 else found.text[:119] + "…"
    return f"“{text}” {report.publisher} {report.day}".rstrip()


def _box(text: str) -> tuple[float, float]:
    """What a node and its caption of 13 px take up on the screen, with a margin, in pixels."""
    lines = text.split("\n")
    width = max(sum(0.6 if ord(character) < 0x2E80 else 1.0 for character in line) for line in lines)
    return max(width * 13 + 16, 44.0), 40 + 17.0 * len(lines)


def _policy(page: str) -> str:
    """Only the scripts and styles of this very page; no connection, no frame, no form, no base."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _EXECUTED.findall(page):
        hashes[kind].append("'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(hashes['script'])}",
            f"style-src {' '.join(hashes['style'])}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
