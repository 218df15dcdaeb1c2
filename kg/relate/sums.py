"""Sums of looked-up weights as one Python function: a loop over tables and values takes a third longer, for every reading.

Nothing but numbers of places gets into the function's text.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence

Table = Mapping[Hashable, tuple[float, ...]]
Sum = Callable[[float, int, tuple[Hashable, ...]], float]


def sum_of(tables: Sequence[Table], columns: int) -> Sum:
    """A function that adds to a total what a column of the tables says of a row's values, one by one, so that all round alike.

    Args:
        tables: For the values of a row, in order; what a table does not hold, and None, weighs nothing.
        columns: How many weights a table has for each value.

    >>> sum_of([{}, {"甲": (0.5, 4)}, {2: (0.25, 8)}], 2)(1.0, 0, ("乙", "甲", 2))
    1.75
    """
    row = "".join(f"v{place}, " for place in range(len(tables)))
    found = {f"t{place}": table.get for place, table in enumerate(tables) if table}
    terms = "".join(f"    if v{name[1:]} is not None:\n        total += {name}(v{name[1:]}, none)[at]\n" for name in found)
    known = {**found, "none": (0.0,) * columns}
    made: dict[str, Sum] = {}
    exec(compile(f"def add(total, at, row):\n    {row} = row\n{terms}    return total\n", "<sums>", "exec"), known, made)  # noqa: S102 (places of ours, see above)
    return made["add"]
