"""Whatever the input, reading ends in a document whose offsets hold, or in a ReadError."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read import read_article
from kg.read.encoding import decode
from kg.read.lines import normalise
from kg.records import Document

TAGS = "<p> </p> <div/class='share'> </div> <br> <a/href='/sz000931/'> </a> <td> <tr> <!-- --> <style> </style> <h1> < >"
WORDS = "&amp; &nbsp; &lt; &#20013; & ; ' \" --- title:_x 　　央行降准 ０.５％ _一站式_ 责任编辑：某人"
CHARACTERS = "\u3000\xa0\u200b\x00\u0301\n\r\ud800"
PIECES = st.sampled_from([*TAGS.split(" "), *WORDS.split(" "), *CHARACTERS])
SOURCES = st.lists(PIECES | st.text(max_size=8)).map("".join)


def shown(document: Document, at: int) -> str:
    """What stands in the source where text[at] points, as a reader sees it."""
    start = document.source_offsets[at]
    piece = document.source[start : start + 40]
    return unescape(piece) if piece.startswith("&") else piece[:2]


@given(SOURCES)
def test_every_character_of_the_text_stands_where_its_offset_says(source: str) -> None:
    try:
        document = read_article("<p>题</p>" + source, "a", "a.md")
    except ReadError:
        return
    assert len(document.source_offsets) == len(document.text)
    for at, character in enumerate(document.text):
        if not character.isspace() and character not in "“”":
            assert normalise(shown(document, at)).startswith(character)


@given(SOURCES)
def test_blocks_tile_the_text_and_links_lie_inside(source: str) -> None:
    try:
        document = read_article(source, "a", "a.md")
    except ReadError:
        return
    lines = [document.text[block.start : block.end] for block in document.blocks]
    assert "\n".join(lines) == document.text
    assert lines[0] == document.title
    assert all(line == line.strip() and line for line in lines[1:])
    for link in document.links:
        assert 0 <= link.start < link.end <= len(document.text)
        assert "\n" not in document.text[link.start : link.end]
    document.text.encode("utf-8")  # no lone surrogate is left


@given(SOURCES)
def test_reading_is_a_function_of_its_input(source: str) -> None:
    try:
        assert read_article(source, "a", "a.md") == read_article(source, "a", "a.md")
    except ReadError:
        return


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.binary(max_size=400))
def test_bytes_become_text_or_a_read_error(content: bytes) -> None:
    try:
        text = decode(content, "a.txt")
    except ReadError:
        return
    text.encode("utf-8")
