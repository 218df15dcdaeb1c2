"""How the clause of a verb opens. Origin of each sentence: written for this test."""

import pytest

from kg.evaluation.examples import read_example
from kg.relate.judgement import Judgement
from kg.relate.openings import OPENINGS, governed, opening
from kg.relate.review import FEATURES
from kg.segment import segment
from tests.unit.relate.texts import relator


def judged(line: str, word: str) -> Judgement:
    """The first reading whose word is ``word``."""
    example = read_example(f"{line} =>")
    found = relator().judgements(example.document, segment(example.document), example.links)
    return next(j for j in found if isinstance(j, Judgement) and j.reading.trigger and j.reading.trigger.word == word)


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("落实{S:某某战略}", "word"),
        ("要深入落实{S:某某战略}", "unsaid"),
        ("二是继续落实{S:某某战略}", "unsaid"),
        ("我们将落实{S:某某战略}", "we"),
        ("各地要落实{S:某某战略}", "all"),
        ("农村中小银行要落实{S:某某战略}", "firms"),
        ("业内专家建议落实{S:某某战略}", "people"),
        ("{G:乙部}要落实{S:某某战略}", "name"),
        ("天气好转后落实{S:某某战略}", "other"),
    ],
)
def test_what_stands_before_a_verb_in_its_clause_says_whether_its_doer_is_understood(clause: str, found: str) -> None:
    judgement = judged(f"{{G:甲部}}开会，{clause}。", "落实")
    assert judgement.reading.trigger is not None
    assert opening(judgement.frame, judgement.reading.trigger) == found
    assert found in OPENINGS


def test_the_word_right_before_its_object_governs_it() -> None:
    judgement = judged("{G:甲部}要求各地用好{S:某某战略}。", "用好")
    object_, (demand, use) = judgement.reading.object, judgement.frame.triggers
    assert (demand.word, use.word) == ("要求", "用好")
    assert governed(judgement.frame, object_, use) == (1, 0)
    assert governed(judgement.frame, object_, demand) == (0, 0)


def test_who_is_named_most_is_understood_where_another_was_named_since() -> None:
    text = "{L:甲市}开会。{L:甲市}很大。{L:甲市}发展快。/{C:乙公司}很好。/出台{S:某某行动}。"
    example = read_example(f"{text} =>")
    found = relator().judgements(example.document, segment(example.document), example.links)
    subjects = {
        (j.reading.subject.entities[0].name, j.reading.subject.carried)
        for j in found
        if isinstance(j, Judgement) and j.reading.predicate == "issues"
    }
    assert ("甲市", "hero") in subjects


def test_the_features_of_openings_come_last_so_that_older_trees_still_read() -> None:
    assert FEATURES[-5:] == ("roles", "opening", "s-titled", "governed", "gap")
