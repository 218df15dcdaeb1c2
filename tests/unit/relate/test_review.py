"""The second look at likely readings. Origin of each sentence: written for this test."""

import json
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.relate.judgement import Judgement
from kg.relate.review import FEATURES, Heard, Review, described, prominence
from kg.resources import ontology_dir
from kg.segment import segment
from tests.unit.relate.texts import relate, relator

TWO = "{G:商务部}#/{G:商务部}近日印发《{D:消费通知}》。{G:商务部}负责人说，{R:证监会}将修订《{D:上市办法}》。"


def heard(line: str, chance: float = 0.0) -> tuple[list[Heard], list[dict[str, float]]]:
    example, _ = relate(line)
    sentences = segment(example.document)
    judged = [j for j in relator().judgements(example.document, sentences, example.links) if isinstance(j, Judgement)]
    found = [Heard(j.frame, j.reading, chance, None) for j in judged]
    for at, one in enumerate(found):
        one.chance = chance - at / 100  # no two alike
    rows = described(found, prominence(sentences, example.links), relator().review.ranks)
    return found, [dict(zip(FEATURES, row, strict=True)) for row in rows]


def trees(tmp_path: Path, *grown: object) -> Review:
    path = tmp_path / "facts_review.json"
    ranks = {"predicate": ["uses", "issues"], "subject": [], "object": [], "carried": [""]}
    data = {"features": FEATURES, "ranks": ranks, "threshold": 0.5, "trees": grown}
    path.write_text(json.dumps(data), encoding="utf-8")
    return Review(path)


def test_a_reading_knows_the_best_of_its_rivals_and_how_many_there_are() -> None:
    found, rows = heard(TWO)
    for one, row in zip(found, rows, strict=True):
        mates = [
            other.chance
            for other in found
            if other is not one
            and other.frame is one.frame
            and other.reading.predicate == one.reading.predicate
            and other.reading.object.entities == one.reading.object.entities
        ]
        assert row["rival"] == (max(mates) if mates else -6.0)
        assert row["rivals"] == len(mates) + 1
        assert row["better"] == sum(chance > one.chance for chance in mates)
        assert row["lead"] == pytest.approx(one.chance - row["rival"])


def test_a_reading_knows_how_much_the_article_is_about_its_names() -> None:
    found, rows = heard(TWO)
    by_names = {
        (h.reading.subject.entities[0].name, h.reading.object.entities[0].name): r for h, r in zip(found, rows, strict=True)
    }
    ministry, commission = by_names["商务部", "消费通知"], by_names["证监会", "上市办法"]
    assert (ministry["s-times"], ministry["s-rank"], ministry["s-order"]) == (3, 0, 0)
    assert (commission["s-times"], commission["s-rank"], commission["s-order"]) == (1, 1, 1)
    assert (ministry["sentence"], commission["sentence"]) == (1, 2)


def test_a_tree_is_walked_to_the_left_where_the_feature_is_at_most_the_limit(tmp_path: Path) -> None:
    chance = FEATURES.index("chance")
    review = trees(tmp_path, [chance, 1.0, -2.0, [chance, 3.0, 0.5, 2.0]], 1.0)
    example, _ = relate(TWO)
    sentences = segment(example.document)
    found = heard(TWO, chance=2.0)[0][:1]
    (middle,) = review.scores(found, sentences, example.links)
    found[0].chance = 1.0
    (low,) = review.scores(found, sentences, example.links)
    found[0].chance = 3.5
    (high,) = review.scores(found, sentences, example.links)
    assert (low, middle, high) == pytest.approx((0.268941, 0.817574, 0.952574), abs=1e-5)


def test_without_trees_a_reading_keeps_its_own_probability(tmp_path: Path) -> None:
    found, _ = heard(TWO)
    scores = list(Review(tmp_path / "none.json").scores(found[:1], (), ()))
    assert scores == [0.5]


def test_trees_of_other_features_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "facts_review.json"
    path.write_text(json.dumps({"features": ["luck"], "ranks": {}, "threshold": 0.5, "trees": []}), encoding="utf-8")
    with pytest.raises(OntologyError, match="other features") as caught:
        Review(path)
    assert "kg.evaluation.facts" in str(caught.value)
    path.write_text("[", encoding="utf-8")
    with pytest.raises(OntologyError, match="cannot read the trees"):
        Review(path)


def test_the_trees_in_use_know_every_predicate_that_is_weighed() -> None:
    review = Review(ontology_dir() / "rules" / "facts_review.json")
    unknown = set(review.ranks["predicate"]) - set(load_ontology().relations)
    assert not unknown
    assert len(review.ranks["predicate"]) >= 15
