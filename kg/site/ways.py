"""Shortest ways between entities, breadth first."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]
"""The neighbours of each entity, by IRI; each edge stands there from both its ends."""


def shortest(edges: Edges, one: str, other: str, is_avoided: Callable[[str], bool], most: int) -> list[list[str]]:
    """The shortest ways from one entity to another, ends included, sorted; empty for none.

    >>> shortest({"a": "bc", "b": "ad", "c": "ad", "d": "bc"}, "a", "d", lambda iri: iri == "b", 3)
    [['a', 'c', 'd']]
    """
    if one not in edges or other not in edges or one == other:
        return []
    before = _searched(edges, one, other, is_avoided)
    return sorted(_ways(before, other, most)) if other in before else []


def _searched(edges: Edges, one: str, other: str, is_avoided: Callable[[str], bool]) -> dict[str, list[str]]:
    """For each entity on a shortest way, those it is reached from; breadth first."""
    depth = {one: 0}
    before: dict[str, list[str]] = {one: []}
    ahead = deque([one])
    while ahead:
        here = ahead.popleft()
        if other in depth and depth[here] >= depth[other]:
            break
        for after in edges[here]:
            if after not in depth and (after == other or not is_avoided(after)):
                depth[after] = depth[here] + 1
                before[after] = [here]
                ahead.append(after)
            elif depth.get(after) == depth[here] + 1:
                before[after].append(here)
    return before


def _ways(before: dict[str, list[str]], other: str, most: int) -> list[list[str]]:
    ways = [[other]]
    while any(before[way[0]] for way in ways):
        longer = [[previous, *way] for way in ways for previous in sorted(before[way[0]])]
        ways = sorted(longer)[:most]
    return ways
