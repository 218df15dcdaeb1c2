"""A quote that is not in the text is found, wherever it went wrong."""

import pytest

from kg.check import quote_errors
from kg.graph import DEFAULT_BASE, article_lines
from tests.unit.graph.readings import reading

SOUND = article_lines(reading(), DEFAULT_BASE)


def test_every_quote_of_a_sound_graph_is_in_its_text() -> None:
    assert quote_errors(SOUND) == []
    assert quote_errors([*SOUND, *article_lines(reading(identifier="other"), DEFAULT_BASE)]) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('anchorOf> "中国人民银行"', 'anchorOf> "中国人民"', "not what the text says"),
        ('beginIndex> "10"', 'beginIndex> "11"', "other offsets"),
        ('endIndex> "16"', 'endIndex> "99999"', "do not fit"),
        ('endIndex> "16"', 'endIndex> "-3"', "do not fit"),
        ('isString> "银企', 'isString> "企银企', "not the length of the text"),
        ('surface> "18.73万亿元"', 'surface> "18.74万亿元"', "kg:surface is not"),
    ],
)
def test_a_wrong_quote_is_found(old: str, new: str, message: str) -> None:
    changed = [line.replace(old, new) for line in SOUND]
    if changed == SOUND:
        pytest.skip("no such line")
    found = quote_errors(changed)
    assert any(message in violation.message for violation in found)
    assert {violation.article for violation in found} == {"https://jinqiao.example/article/000_a"}


def test_a_text_that_is_missing_is_found() -> None:
    found = quote_errors([line for line in SOUND if "isString" not in line])
    assert any("not in the graph" in violation.message for violation in found)
