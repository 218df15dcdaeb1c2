"""Linking never raises on arbitrary names, and gives the same answer each time and in any order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.gazetteer import load_gazetteer
from kg.link import Linker

PIECES = [
    "中国",
    "人民",
    "银行",
    "北京",
    "分行",
    "监管局",
    "原",
    "（",
    "）",
    "农商行",
    "发改委",
    "省",
    "·",
    " ",
    "A",
    "ß",
    "\n",
]
NAMES = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_gazetteer())


@settings(max_examples=200, deadline=None)
@given(name=NAMES, date=st.sampled_from([None, "2005", "2016-05", "2022-03-01"]))
def test_any_name_gets_an_answer(linker: Linker, name: str, date: str | None) -> None:
    candidates = linker.candidates(name, date)
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({candidate.entity.key for candidate in candidates}) == len(candidates)
    assert candidates == linker.candidates(name, date)


def test_the_order_of_questions_changes_no_answer() -> None:
    names = [("银监会", "2016-05-01"), ("银监会", "2016-05-20"), ("北京市金融局", "2020-01-01"), ("建行北京分行", None)]
    forward, backward = Linker(load_gazetteer()), Linker(load_gazetteer())
    ahead = [forward.candidates(*name) for name in names]
    behind = [backward.candidates(*name) for name in reversed(names)]
    assert ahead == behind[::-1]
