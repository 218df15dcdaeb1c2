"""Sums of looked-up weights as one Python function: a loop over tables and values takes a third longer, for every reading.

Nothing but numbers of places gets into the function's text.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence

Table = Mapping[Hashable, float]
Sum = Callable[[float, tuple[Hashable, ...]], float]


def sum_of(tables: Sequence[Table], first: int, width: int) -> Sum:
    """A function that adds to a total what the tables say of a row's values, one by one, so that all machines round alike.

    Args:
        tables: For the values of a row from ``first`` on, in order; what a table does not hold, and None, weighs nothing.
        first: Where in the row the value of the first table stands.
        width: How many values a row has.

    >>> sum_of([{"甲": 0.5}, {2: 0.25}], 1, 3)(1.0, ("乙", "甲", 2))
    1.75
    """
    row = "".join(f"v{place}, " for place in range(width))
    found = {f"t{first + at}": table.get for at, table in enumerate(tables) if table}
    terms = "".join(f"    if v{name[1:]} is not None:\n        total += {name}(v{name[1:]}, 0.0)\n" for name in found)
    made: dict[str, Sum] = {}
    exec(compile(f"def add(total, row):\n    {row} = row\n{terms}    return total\n", "<sums>", "exec"), found, made)  # noqa: S102 (places of ours, see above)
    return made["add"]
