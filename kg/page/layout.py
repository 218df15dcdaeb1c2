"""Where nodes stand: computed beforehand, the same for the same graph, so that the page needs no physics.

Communities first, then each community by itself, then the communities like big nodes beside each other: what belongs together
stands together, and the cost grows with the communities, not with the square of the graph.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Point = tuple[float, float]
Pair = tuple[int, int]

_SEED = 20210911
_SPACE = 90.0  # pixels between neighbours in the whole graph
_MANY = 12_000  # nodes from which Louvain's communities cost too much
_CROWD = 1_500  # nodes that springs can still lay out in a moment
_GOLDEN = math.pi * (3 - math.sqrt(5))


def lay_out(count: int, pairs: Sequence[Pair]) -> list[Point]:
    """A place for each of ``count`` nodes joined by ``pairs``; nodes without a neighbour stand in a ring around the others."""
    linked = sorted({node for pair in pairs for node in pair})
    index = {node: number for number, node in enumerate(linked)}
    edges = sorted({(min(index[one], index[two]), max(index[one], index[two])) for one, two in pairs if one != two})
    places = [(0.0, 0.0)] * count
    inner = _communities_apart(len(linked), edges) if linked else []
    for number, node in enumerate(linked):
        places[node] = inner[number]
    radius = max((math.hypot(x, y) for x, y in inner), default=0.0) + 2 * _SPACE
    alone = [node for node in range(count) if node not in index]
    for number, node in enumerate(alone):
        # Equal areas: the n-th lies where a disc around the rest has grown by n cells.
        away = math.sqrt(radius**2 + (number + 1) * _SPACE**2 / 2)
        places[node] = away * math.cos(number * _GOLDEN), away * math.sin(number * _GOLDEN)
    return [(round(x, 1), round(y, 1)) for x, y in places]


def _communities_apart(count: int, edges: list[Pair]) -> list[Point]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    groups = _communities(graph)
    member = {node: number for number, group in enumerate(groups) for node in group}
    bonds: dict[Pair, float] = {}
    for one, two in edges:
        pair = min(member[one], member[two]), max(member[one], member[two])
        if pair[0] != pair[1]:
            bonds[pair] = bonds.get(pair, 0.0) + 1
    discs = [_SPACE * 0.75 * math.sqrt(len(group)) + _SPACE / 2 for group in groups]
    centres = _discs_apart(_around(len(groups), bonds), discs)
    places = [(0.0, 0.0)] * count
    for group, centre, disc in zip(groups, centres, discs, strict=True):
        number = {node: place for place, node in enumerate(group)}
        inside = sorted((number[one], number[two]) for one, two in graph.subgraph(group).edges)
        for node, (x, y) in zip(group, _in_disc(len(group), inside, disc), strict=True):
            places[node] = centre[0] + x, centre[1] + y
    return places


def _communities(graph: "networkx.Graph") -> list[list[int]]:
    """Louvain's communities; of a large graph, those of the crowds that label propagation finds in it first."""
    from networkx.algorithms import community

    if len(graph) <= _MANY:
        return sorted(sorted(group) for group in community.louvain_communities(graph, seed=_SEED))
    crowds = sorted(sorted(crowd) for crowd in community.fast_label_propagation_communities(graph, seed=_SEED))
    member = {node: number for number, crowd in enumerate(crowds) for node in crowd}
    coarse = graph.__class__()
    coarse.add_nodes_from(range(len(crowds)))
    for one, two in graph.edges:
        ends = member[one], member[two]
        if ends[0] != ends[1]:
            known = coarse.get_edge_data(*ends, {"weight": 0})
            coarse.add_edge(*ends, weight=known["weight"] + 1)
    found = community.louvain_communities(coarse, seed=_SEED)
    return sorted(sorted(node for crowd in group for node in crowds[crowd]) for group in found)


def _around(count: int, bonds: dict[Pair, float]) -> list[Point]:
    """The communities as a small graph of their own."""
    return _springs(count, sorted((one, two, math.sqrt(bonds[one, two])) for one, two in bonds), 150)


def _springs(count: int, edges: Sequence[tuple[int, int, float]], steps: int) -> list[Point]:
    """Fruchterman and Reingold's layout: joined nodes draw each other near, all push each other away."""
    import rustworkx

    if count > _CROWD:  # too many to push each other: the best joined in the middle, the others around them
        degree = [0] * count
        for one, two, _ in edges:
            degree[one] += 1
            degree[two] += 1
        places = [(0.0, 0.0)] * count
        for rank, node in enumerate(sorted(range(count), key=lambda node: (-degree[node], node))):
            places[node] = math.sqrt(rank) * math.cos(rank * _GOLDEN), math.sqrt(rank) * math.sin(rank * _GOLDEN)
        return places
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(min(one, two), max(one, two), weight) for one, two, weight in edges])
    laid = rustworkx.spring_layout(graph, num_iter=steps, weight_fn=float, seed=_SEED)
    return [(float(laid[node][0]), float(laid[node][1])) for node in range(count)]


def _in_disc(count: int, edges: list[Pair], radius: float) -> list[Point]:
    """One community, scaled into its disc."""
    if count == 1:
        return [(0.0, 0.0)]
    laid = _springs(count, [(one, two, 1.0) for one, two in edges], 100 if count < 600 else 20)
    middle = sum(x for x, _ in laid) / len(laid), sum(y for _, y in laid) / len(laid)
    moved = [(x - middle[0], y - middle[1]) for x, y in laid]
    # Evened out: the n-th from the middle stands where a disc of even density has its n-th point.
    order = sorted(range(len(moved)), key=lambda place: (round(math.hypot(*moved[place]), 6), place))
    places = [(0.0, 0.0)] * len(moved)
    for rank, place in enumerate(order):
        away, turn = radius * math.sqrt((rank + 0.5) / len(moved)), math.atan2(moved[place][1], moved[place][0])
        places[place] = away * math.cos(turn), away * math.sin(turn)
    return places


def _discs_apart(centres: list[Point], radii: list[float]) -> list[Point]:
    """Big discs first, each at the first free place on a spiral around where it wants to be."""
    total = math.sqrt(sum(radius**2 for radius in radii)) * 0.7
    spread = max((math.hypot(x, y) for x, y in centres), default=1.0) or 1.0
    placed: dict[int, Point] = {}
    # The few big discs are looked at one by one, the many small ones by their neighbourhood.
    small = 3 * sorted(radii)[len(radii) // 2]
    big: list[int] = []
    taken: dict[Pair, list[int]] = {}

    def free(disc: int, x: float, y: float) -> bool:
        home = int(x // (2 * small)), int(y // (2 * small))
        near = (other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in taken.get((home[0] + i, home[1] + j), ()))
        return all(math.dist((x, y), placed[other]) >= radii[disc] + radii[other] for others in (big, near) for other in others)

    for disc in sorted(range(len(radii)), key=lambda number: (-radii[number], number)):
        wanted = centres[disc][0] / spread * total, centres[disc][1] / spread * total
        step = 0
        while True:
            away, turn = radii[disc] * 0.5 * step**0.8, step * _GOLDEN
            x, y = wanted[0] + away * math.cos(turn), wanted[1] + away * math.sin(turn)
            if free(disc, x, y):
                break
            step += 1
        placed[disc] = x, y
        if radii[disc] > small:
            big.append(disc)
        else:
            taken.setdefault((int(x // (2 * small)), int(y // (2 * small))), []).append(disc)
    return [placed[disc] for disc in range(len(radii))]


def lay_out_view(count: int, pairs: Sequence[Pair], sizes: Sequence[Point], screen: Point = (1180.0, 790.0)) -> list[Point]:
    """A place for each node of the opening view: over the whole of a landscape screen, the boxes of the labels apart.

    Springs say who stands near whom; then the coordinates are evened out by rank, so that no part of the screen stays
    empty while another is crowded; then boxes that still overlap give way to each other.
    """
    if count < 2:
        return [(0.0, 0.0)] * count
    edges = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    laid = _springs(count, [(one, two, 1.0) for one, two in edges], 400)
    room = sum((width + 14) * (height + 8) for width, height in sizes) / (screen[0] * screen[1] * 0.8)
    factor = math.sqrt(max(room, min(1.0, count / 30)))
    spread = [_evened([point[axis] for point in laid], side * factor) for axis, side in enumerate(screen)]
    return part_boxes(list(zip(*spread, strict=True)), sizes)


def _evened(values: list[float], length: float) -> list[float]:
    """Values between 0 and ``length``, halfway between where they were and equal distances."""
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda place: (round(values[place], 6), place))
    rank = {place: number / (len(values) - 1) for number, place in enumerate(order)}
    return [length * (0.35 * (value - low) / ((high - low) or 1.0) + 0.65 * rank[place]) for place, value in enumerate(values)]


def part_boxes(points: Sequence[Point], sizes: Sequence[Point]) -> list[Point]:
    """Points moved as little as may be until the boxes around them no longer overlap; a box is (width, height)."""
    placed = [list(point) for point in points]
    widest = max((width for width, _ in sizes), default=0.0)
    for _ in range(400):
        moved = False
        order = sorted(range(len(placed)), key=lambda node: (placed[node][0], node))
        for position, one in enumerate(order):
            width, height = sizes[one]
            for two in order[position + 1 :]:
                apart = placed[two][0] - placed[one][0]
                if apart > 2 * widest:
                    break
                across = (width + sizes[two][0]) / 2 - abs(apart)
                if across <= 0.5:
                    continue
                down = (height + sizes[two][1]) / 2 - abs(placed[two][1] - placed[one][1])
                if down > 0.5:
                    _push(placed[one], placed[two], across, down)
                    moved = True
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in placed]


def _push(one: list[float], two: list[float], across: float, down: float) -> None:
    """Move two overlapping boxes apart, the shorter way."""
    axis, far = (1, down) if down < across else (0, across)
    turn = 1 if two[axis] >= one[axis] else -1
    one[axis] -= turn * far / 2
    two[axis] += turn * far / 2
