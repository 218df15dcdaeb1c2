"""Regression trees as one Python function: walking them as data takes three times as long, and it is done for every reading.

Nothing but numbers gets into the function's text: places in a row as integers, limits and leaves as floats.
"""

from collections.abc import Callable, Sequence
from typing import Any

Weigher = Callable[[tuple[float, ...]], float]


def weigher(trees: Sequence[Any], width: int) -> Weigher:
    """A function that adds up what the trees say of a row of ``width`` numbers, in the order of the trees.

    Args:
        trees: Each a leaf; or the place of a number in the row, the limit up to which it takes the first branch, two branches.
        width: How many numbers a row has.

    >>> weigher([[1, 0.5, -1, [0, 3.0, 2, 4]], 0.25], 2)((5, 1))
    4.25
    """
    leaves = sum(float(tree) for tree in trees if not isinstance(tree, list))
    row = "".join(f"f{place}, " for place in range(width))
    sums = "".join(f"    total += {_expression(tree)}\n" for tree in trees if isinstance(tree, list))
    text = f"def weigh(row):\n    {row} = map(float, row)\n    total = {leaves!r}\n{sums}    return total\n"
    made: dict[str, Weigher] = {}
    exec(compile(text, "<trees>", "exec"), made)  # noqa: S102 (numbers of ours, see above)
    return made["weigh"]


def _expression(tree: Any) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))
    place, limit, low, high = tree
    return f"({_expression(low)} if f{int(place)} <= {float(limit)!r} else {_expression(high)})"
