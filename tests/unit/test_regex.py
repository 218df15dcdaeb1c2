"""Expressions compiled when first asked: the same answers, and every one of them compiles."""

import ast
import re
from pathlib import Path

import pytest

from kg.regex import regex

PACKAGE = Path(__file__).parents[2] / "kg"


def test_it_answers_like_a_compiled_one() -> None:
    lazy, compiled = regex(r"(?P<year>\d{4})年"), re.compile(r"(?P<year>\d{4})年")

    assert [found.span("year") for found in lazy.finditer("2021年和2022年")] == [(0, 4), (6, 10)]
    assert lazy.pattern == compiled.pattern
    assert lazy.groupindex == compiled.groupindex
    assert lazy.sub("X", "2021年") == compiled.sub("X", "2021年")


def test_flags_are_kept() -> None:
    assert regex("年 月", re.VERBOSE).fullmatch("年月")


def test_a_wrong_one_says_so_when_it_is_asked() -> None:
    wrong = regex("(")

    with pytest.raises(re.error):
        wrong.search("")


def test_expressions_written_in_one_piece_compile() -> None:
    written = [
        node.args[0].value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "regex"
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    ]

    assert len(written) > 100
    for source in written:
        re.compile(source)
