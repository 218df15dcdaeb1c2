"""The names bench holds its floor: accuracy over all names, over those that depend on the date, and no look-alike merged."""

import pytest

from kg.evaluation.names import BENCH, Verdict, judge, read_cases
from kg.gazetteer import load_gazetteer
from kg.link import Linker

FLOOR = 0.98


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return list(judge(Linker(load_gazetteer()), read_cases(BENCH)))


def test_the_bench_is_large_and_hard_enough(verdicts: list[Verdict]) -> None:
    kinds = [verdict.case.kind for verdict in verdicts]
    assert len(verdicts) >= 1000
    assert kinds.count("date") >= 200
    assert kinds.count("lookalike") + kinds.count("generic") >= len(kinds) / 3


@pytest.mark.parametrize("kind", ["", "date", "lookalike", "generic"])
def test_accuracy_holds_its_floor(verdicts: list[Verdict], kind: str) -> None:
    asked = [verdict for verdict in verdicts if verdict.case.kind == kind or not kind]
    wrong = [f"{verdict.case.surface} {verdict.case.date}: {verdict.answer}" for verdict in asked if not verdict.right]
    assert 1 - len(wrong) / len(asked) >= FLOOR, wrong


def test_no_look_alike_is_merged(verdicts: list[Verdict]) -> None:
    merged = [v for v in verdicts if v.case.kind in ("lookalike", "generic") and v.answer not in ("NIL", v.case.name)]
    assert not merged
