"""Which part of the graph the page opens on, and how a name is cut to fit beneath its node."""

from typing import TYPE_CHECKING

from kg.ontology import Ontology

if TYPE_CHECKING:
    import networkx

MOST = 90  # nodes whose labels a laptop's screen holds without overlap
_CORE = 60  # of these, institutions and policies chosen for themselves; the rest joins them
_LINE, _LINES = 9, 2


def choose(graph: "networkx.MultiDiGraph", ontology: Ontology, most: int = MOST) -> list[str]:
    """The nodes to open on: the best connected institutions and policies, then what joins them.

    None stands alone, as long as there is any statement at all. Sorted by weight, the weightiest first.
    """
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    depth = networkx.core_number(plain)
    weight = {node: (plain.degree(node) + graph.nodes[node]["articles"], depth[node]) for node in plain}

    def ranked(nodes: "list[str]") -> list[str]:
        return sorted(nodes, key=lambda node: (-weight[node][0], -weight[node][1], node))

    linked = [node for node in plain if plain.degree(node)]
    if len(linked) <= most:
        return ranked(linked) or ranked(list(plain))[:most]
    core = ranked([node for node in linked if _matters(graph.nodes[node]["label"], ontology)])[: min(_CORE, most)]
    chosen = set(core)
    joins = {node: sum(other in chosen for other in plain[node]) for node in linked if node not in chosen}
    between = sorted(
        (node for node, count in joins.items() if count > 1), key=lambda node: (-joins[node], -weight[node][0], node)
    )
    chosen.update(between[: most - len(chosen)])
    chosen = {node for node in chosen if any(other in chosen for other in plain[node])}
    if len(chosen) < most // 3:  # scattered pairs: the neighbours of the weightiest say more
        for node in core:
            chosen.update(ranked([node, *plain[node]])[: most - len(chosen)])
    return ranked(sorted(chosen))


def _matters(label: str, ontology: Ontology) -> bool:
    return not {"Organization", "Policy"}.isdisjoint(ontology.superclasses(label))


def caption(name: str) -> str:
    """A name in at most two lines.

    >>> caption("中国人民银行"), caption("国务院办公厅关于进一步加强融资信用信息共享的实施方案")
    ('中国人民银行', '国务院办公厅关于进\\n一步加强融资信用…')
    """
    if len(name) > _LINE * _LINES:
        name = name[: _LINE * _LINES - 1] + "…"
    if len(name) <= _LINE + 2:
        return name
    cut = _LINE if len(name) > _LINE * _LINES - 2 else (len(name) + 1) // 2
    return f"{name[:cut]}\n{name[cut:]}"
