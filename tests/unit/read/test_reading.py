"""Sources become documents: one line of JSON Lines at a time, a bad one refused by file and line."""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import Source, discover, read


def jsonl(folder: Path, *lines: str) -> Source:
    path = folder / "feed.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    [source] = discover([str(path)])
    return source


def test_a_record_becomes_a_document(tmp_path: Path) -> None:
    record = {
        "id": "xwlb-1",
        "date": "20130208",
        "title": "[视频]快讯",
        "source": "央视网",
        "author": "张三",
        "url": "https://a.cn/1",
        "html": "<p>　　央行</p>\r\n<p>降准</p>",
    }
    [document] = read(jsonl(tmp_path, json.dumps(record, ensure_ascii=False)))
    assert (document.identifier, document.title, document.text) == ("xwlb-1", "快讯", "快讯\n央行\n降准")
    assert (document.publisher, document.authors, document.url) == ("央视网", ("张三",), "https://a.cn/1")
    assert document.issued == datetime(2013, 2, 8)
    assert document.origin.endswith("feed.jsonl:1")
    assert "".join(document.source[at] for at in document.source_offsets) == "快讯\n央行<降准"


def test_bad_lines_are_refused_by_number_and_the_good_ones_live(tmp_path: Path) -> None:
    source = jsonl(
        tmp_path,
        '{"id": "a", "title": "甲", "text": "正文"}',
        "",
        "{broken",
        "[1, 2]",
        '{"id": "b"}',
        '{"id": "c", "title": {"x": 1}, "text": "y"}',
        "[" * 100_000,
        '{"id": "d", "title": "丁\\ud800", "html": "<p>\\u0000"}',
        '{"id": 5, "title": "戊"}',
    )
    refused: list[ReadError] = []
    assert [document.identifier for document in read(source, refused.append)] == ["a", "d", "5"]
    assert [error.line for error in refused] == [3, 4, 5, 6, 7]
    assert all(error.where == source.origin for error in refused)


def test_without_a_place_for_refusals_a_bad_line_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="feed.jsonl:1: not JSON"):
        list(read(jsonl(tmp_path, "{broken")))


def test_a_record_without_id_is_named_after_its_line(tmp_path: Path) -> None:
    [document] = read(jsonl(tmp_path, "", '{"title": "甲"}'))
    assert document.identifier == "feed-2"


def test_json_lines_stream(tmp_path: Path) -> None:
    class Endless(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            return '{"id": "a", "title": "甲"}\n'.encode()

    documents: Iterator[object] = read(Source("-", stream=Endless()))
    assert [next(documents) for _ in range(3)]


def test_standard_input_may_hold_json_lines_or_an_article() -> None:
    lines = b'{"id": "a", "title": "x", "text": "y"}\n{"id": "b", "title": "x", "text": "y"}\n'
    assert [d.identifier for d in read(Source("-", stream=io.BytesIO(lines)))] == ["a", "b"]
    assert [d.text for d in read(Source("-", stream=io.BytesIO(b"{not json}\n<b>")))] == ["{not json}\n<b>"]


def test_gb18030_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    text = "中国人民银行发布通知，在全国的银行中推动金融服务。"
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-8-sig"))
    assert [d.text for source in discover([str(tmp_path)]) for d in read(source)] == [text, text]


def test_the_digest_is_of_the_bytes_and_the_identifier_the_stem(tmp_path: Path) -> None:
    path = tmp_path / "2021.年报.md"
    path.write_bytes(b"x")
    [document] = [d for source in discover([str(path)]) for d in read(source)]
    assert document.identifier == "2021.年报"
    assert document.digest == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"---\ntitle: x", b"---\na: &a x\ntitle: *a\n---\n"])
def test_a_bad_file_raises_one_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(content)
    [source] = discover([str(path)])
    with pytest.raises(ReadError) as raised:
        list(read(source))
    assert raised.value.where == str(path)
