"""The weights of measures are learned the same way each time, from examples whose names are all proposed."""

from pathlib import Path

import pytest

from kg.evaluation.measures import examples, features, fit, learn, write
from kg.extract import Extractor
from kg.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_gazetteer(), weights=Path("none"))


def test_a_marked_name_is_right_and_what_else_is_proposed_wrong(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "measures.txt"
    path.write_text("# a comment\n省里实施{果园改造提升工程}，推进工程建设。\n", encoding="utf-8")

    taught = {case.wording: truth for case, truth in examples(extractor, path)}

    assert taught["果园改造提升工程"] == 1.0
    assert all(truth == 0.0 for wording, truth in taught.items() if wording != "果园改造提升工程")


def test_the_second_wording_of_an_example_teaches_nothing(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "measures.txt"
    path.write_text("市里开展{“晴雨”行动|晴雨}，覆盖全市。\n", encoding="utf-8")

    taught = {case.wording: truth for case, truth in examples(extractor, path)}

    assert taught["晴雨行动"] == 1.0
    assert taught["晴雨"] is None


def test_the_shipped_examples_name_enough_of_both_kinds(extractor: Extractor) -> None:
    answers = [truth for _, truth in examples(extractor)]

    assert answers.count(1.0) >= 60
    assert answers.count(0.0) >= 200


def test_learning_twice_gives_the_same_file_and_tells_the_taught_apart(extractor: Extractor, tmp_path: Path) -> None:
    taught = list(examples(extractor))
    first, second = tmp_path / "a.json", tmp_path / "b.json"

    write(learn([], taught), first)
    write(learn([], taught), second)

    assert first.read_bytes() == second.read_bytes()


def test_what_speaks_for_a_name_weighs_more_than_what_speaks_against() -> None:
    good, bad = {("end", "行动"): 1.0, ("source", "kind"): 1.0}, {("end", "观众"): 1.0, ("source", "inner"): 1.0}

    weights = fit([(good, 1.0, 1.0), (bad, 0.0, 1.0)] * 20)

    assert weights["end"]["行动"] > 0 > weights["end"]["观众"]
    assert weights["source"]["kind"] > 0 > weights["source"]["inner"]


def test_the_shares_of_the_places_of_a_wording_add_up_to_one(extractor: Extractor) -> None:
    cases = [case for case, _ in examples(extractor)]

    for case in cases:
        quoted = [share for (template, _), share in features(case).items() if template == "quoted"]
        assert sum(quoted) == pytest.approx(1.0)
