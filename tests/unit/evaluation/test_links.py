"""The linker's weights are learned from choices, and what the choices do not tell stays as it was."""

from pathlib import Path

from kg.evaluation.links import Choice, is_right, learn, write
from kg.link.rules import load_link_rules

PRESENT = {"alias": 0.9, "ended": 0.05, "existed": 0.03, "weak_word": 0.6, "place": 0.15, "accept": 0.5, "margin": 0.02}

# What ended is chosen wrongly over what exists, and an ordinary word is taken for a name.
REGULATOR = Choice("银保监会 2020", (("alias", "ended"), ("alias", "existed")), ("银监会", "银保监会"), frozenset({1}))
WORD = Choice("老百姓", (("weak_word",),), ("老百姓大药房",), frozenset())


def test_learning_corrects_wrong_choices_and_leaves_other_weights() -> None:
    assert not is_right(REGULATOR, PRESENT)
    assert not is_right(WORD, PRESENT)
    learned = learn([REGULATOR, WORD] * 10, PRESENT)
    assert is_right(REGULATOR, learned)
    assert is_right(WORD, learned)
    assert learned["existed"] > learned["ended"]
    assert {name: learned[name] for name in ("place", "accept", "margin")} == {"place": 0.15, "accept": 0.5, "margin": 0.02}


def test_a_tie_between_two_names_is_no_choice() -> None:
    twins = Choice("鼓楼区", (("alias",), ("alias",)), ("鼓楼区（南京）", "鼓楼区（徐州）"), frozenset())
    assert is_right(twins, PRESENT)
    assert not is_right(twins._replace(meant=frozenset({0})), PRESENT)


def test_writing_weights_keeps_the_comments(tmp_path: Path) -> None:
    rules = tmp_path / "link.toml"
    rules.write_text("[weights]\nofficial = 0.95      # the full name\nended = -0.08        # gone\n", encoding="utf-8")
    write({"official": 0.9, "ended": -0.1}, rules)
    assert rules.read_text(encoding="utf-8") == "[weights]\nofficial = 0.90      # the full name\nended = -0.10        # gone\n"


def test_the_weights_in_use_can_be_written_back(tmp_path: Path) -> None:
    rules = load_link_rules()
    from kg.resources import ontology_dir

    copy = tmp_path / "link.toml"
    copy.write_text((ontology_dir() / "rules" / "link.toml").read_text(encoding="utf-8"), encoding="utf-8")
    write(rules.weights, copy)
    assert load_link_rules(copy).weights == rules.weights
