"""What README shows is what happens: its questions are asked of the seeds' store."""

import re
from pathlib import Path

import pytest

from kg.ontology import PREFIXES
from kg.store import open_store
from tests.conftest import ROOT

README = ROOT / "README.md"
_QUESTION = re.compile(r"```sparql\n(?P<query>.*?)```\n```answer\n(?P<answer>.*?)```", re.DOTALL)
QUESTIONS = [(found["query"], found["answer"]) for found in _QUESTION.finditer(README.read_text(encoding="utf-8"))]


def answer(folder: Path, query: str) -> str:
    """The rows of an answer, one a line."""
    rows = open_store(folder / "store").query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return "".join(" | ".join(term.value.removeprefix(PREFIXES["kg"]) for term in row) + "\n" for row in rows)  # type: ignore[union-attr]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS)
def test_the_answers_in_readme_are_those_of_the_seeds(built: Path, query: str, expected: str) -> None:
    assert answer(built, query) == expected


def test_readme_asks_five_questions() -> None:
    assert len(QUESTIONS) == 5


def write_answers(folder: Path) -> None:
    """Write the answers that the outputs in ``folder`` give into README (part of ``make golden``)."""
    text = _QUESTION.sub(
        lambda found: f"```sparql\n{found['query']}```\n```answer\n{answer(folder, found['query'])}```",
        README.read_text(encoding="utf-8"),
    )
    README.write_text(text, encoding="utf-8")
