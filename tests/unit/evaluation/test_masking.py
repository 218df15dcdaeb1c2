"""Measures left out of the gazetteer, part by part."""

from kg.evaluation.masking import PARTS, without
from kg.gazetteer.build import gazetteer_files, read_entries

ENTRIES, _ = read_entries(gazetteer_files())
WHOLE = {entry.key: entry for entry in ENTRIES}
MASKED = [{entry.key: entry for entry in without(ENTRIES, part)} for part in range(PARTS)]


def test_each_part_lacks_other_measures_and_nothing_else() -> None:
    hidden = [WHOLE.keys() - kept.keys() for kept in MASKED]
    measures = {key for key, entry in WHOLE.items() if entry.label == "PolicyMeasure"}
    assert set().union(*hidden) == measures
    assert sum(map(len, hidden)) == len(measures)
    assert min(map(len, hidden)) > len(measures) // (2 * PARTS)


def test_nothing_refers_to_what_was_left_out() -> None:
    for kept in MASKED:
        assert [key for entry in kept.values() for key in (*entry.parents, *entry.successors) if key not in kept] == []
