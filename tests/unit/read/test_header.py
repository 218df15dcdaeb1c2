"""Front matter is data: read exactly, limited, and never built into objects."""

import pytest

from kg.errors import ReadError
from kg.read.header import MAX_HEADER, read_header


def test_the_header_of_a_feed_is_read() -> None:  # the shape of seeds/
    header = read_header(
        "\n---\ntitle: '第九届投融会在京举行  _一站式_对接'\ncategories: \n - 金融\n - 要闻\nheadimg: 'https://a.cn/1.jpg?x=1'\n"
        "author: 证券时报网\ncomments: false\ndate: Sat, 11 Sep 2021 13:24:00 GMT\n---\n\n<div>",
        "a.txt",
    )
    assert header.values == {
        "title": "第九届投融会在京举行  _一站式_对接",
        "categories": ("金融", "要闻"),
        "headimg": "https://a.cn/1.jpg?x=1",
        "author": "证券时报网",
        "comments": "false",
        "date": "Sat, 11 Sep 2021 13:24:00 GMT",
    }


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 央行：降准0.5个百分点", "央行：降准0.5个百分点"),
        ("title: 'it''s'", "it's"),
        ('title: "央行\\t降准"', "央行\t降准"),  # an escape: beyond the flat subset
        ("title: >-\n  央行\n  降准", "央行 降准"),  # a folded scalar
        ("title: 2021", "2021"),
        ("title: yes", "yes"),
        ("title:", ""),
        ("{title: 央行}", "央行"),
        ("title: 央行 # 注", "央行"),
    ],
)
def test_a_title_is_the_string_that_yaml_says(line: str, title: str) -> None:
    assert read_header(f"---\n{line}\n---\n", "a.md").values["title"] == title


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("title: !!python/object/apply:os.system ['touch pwned']", "tag, anchor or alias"),
        ("title: !!str x", "tag, anchor or alias"),
        ("a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b", "tag, anchor or alias"),
        ("title: " + "[" * 9 + "]" * 9, "nested deeper"),
        ("title: " + "[" * 30_000, "nested deeper"),
        ("title: 'unclosed", "not YAML"),
        ("title: a\ntitle: b: c", "not YAML"),
        ("just a sentence", "not a list of keys and values"),
        ("title: " + "x" * MAX_HEADER, "longer than"),
    ],
)
def test_what_is_unsafe_or_broken_is_refused_with_its_place(header: str, problem: str) -> None:
    with pytest.raises(ReadError, match=problem) as raised:
        read_header(f"---\n{header}\n---\n<p>x", "a.md")
    assert raised.value.where == "a.md"


def test_a_header_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ReadError, match="not closed"):
        read_header("---\ntitle: x\n<p>正文", "a.md")


def test_the_line_of_a_problem_is_that_of_the_file() -> None:
    with pytest.raises(ReadError) as raised:
        read_header("\n---\ntitle: x\nbad: !!int 3\n---\n", "a.md")
    assert raised.value.line == 4


def test_text_without_front_matter_has_an_empty_header() -> None:
    assert read_header("<p>正文</p>", "a.md").end == 0
