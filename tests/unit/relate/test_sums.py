"""Weights looked up and added without a loop."""

from kg.relate.sums import sum_of


def test_only_values_that_a_table_holds_weigh() -> None:
    add = sum_of([{}, {"甲": (0.5, 8.0)}, {}, {("乙", 1): (0.25, 16.0)}, {False: (4.0, 32.0)}], 2)
    assert add(1.0, 0, ("甲", "甲", "丙", ("乙", 1), None)) == 1.75
    assert add(1.0, 1, ("甲", "甲", "丙", ("乙", 1), None)) == 25.0
    assert add(1.0, 0, ("甲", None, "丙", ("乙", 2), False)) == 5.0


def test_the_weights_are_added_in_the_order_of_the_tables() -> None:
    weights = [0.1, 0.2, 0.3, -0.6]
    add = sum_of([{"甲": (weight,)} for weight in weights], 1)
    assert add(0.0, 0, ("甲",) * len(weights)) == ((0.1 + 0.2) + 0.3) - 0.6
