"""Feeds become records, and hostile ones become nothing worse than an error."""

import json
import time
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import Source, read_content
from kg.read.feed import MAX_FEED, entries, feed_contents

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>证券时报网</title>
<item><guid>urn:n:1</guid><title>央行发布通知</title><link>https://example.org/1</link><author>江聃</author>
<pubDate>Sat, 11 Sep 2021 13:24:00 GMT</pubDate><description>摘要</description>
<content:encoded><![CDATA[<p>中国人民银行发布《通知》。<script>alert(1)</script></p>]]></content:encoded></item>
<item><link>https://example.org/2</link><title>第二条</title><description>&lt;p&gt;中国银行公告。&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>新华社</title>
<entry><id>tag:example.org,2021:7</id><title>银保监会通报</title><updated>2021-09-11T10:00:00+08:00</updated>
<link href="https://example.org/7"/><content type="html">&lt;p&gt;银保监会通报情况。&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "央视网",
        "items": [
            {
                "id": "9",
                "title": "会议召开",
                "content_html": "<p>会议召开。</p>",
                "date_published": "2021-09-11T10:00:00+08:00",
            },
            {"id": "10", "title": "第二篇", "content_text": "国务院办公厅印发方案。", "authors": [{"name": "王一"}]},
        ],
    }
)


def test_an_rss_entry_is_an_article() -> None:
    first, second = (read_content(content) for content in entries(RSS.encode(), "x.rss"))

    assert (first.identifier, first.title, first.publisher, first.url) == (
        "urn:n:1",
        "央行发布通知",
        "证券时报网",
        "https://example.org/1",
    )
    assert first.issued is not None
    assert first.issued.isoformat() == "2021-09-11T13:24:00+00:00"
    assert first.text == "央行发布通知\n中国人民银行发布《通知》。"
    assert (second.identifier, second.text) == ("https://example.org/2", "第二条\n中国银行公告。")


def test_atom_and_json_feed_entries_are_articles() -> None:
    (atom,) = (read_content(content) for content in entries(ATOM.encode(), "x.atom"))
    assert (atom.identifier, atom.publisher, atom.text) == (
        "tag:example.org,2021:7",
        "新华社",
        "银保监会通报\n银保监会通报情况。",
    )
    html, text = (read_content(content) for content in entries(JSON.encode(), "x.json"))
    assert (html.identifier, html.publisher, html.text) == ("9", "央视网", "会议召开\n会议召开。")
    assert (text.authors, text.text) == (("王一",), "第二篇\n国务院办公厅印发方案。")


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert list(entries(RSS.encode(), "a")) == list(entries(RSS.encode(), "a"))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>'.encode(), "entities"),
        (
            f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>'.encode("utf-16"),
            "entities",
        ),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>', "entities"),
        (b"x" * (MAX_FEED + 1), "larger than"),
        (b"\x00\x01\x02" * 1000, "no RSS or Atom"),
        (b"", "no RSS or Atom"),
        (b"<html><body>404</body></html>", "no RSS or Atom"),
        (b'{"version": 1}', "no JSON Feed"),
        (b"{" * 100_000, "not JSON"),
        (b"/etc/passwd", "no RSS or Atom"),
        (b"http://127.0.0.1:9/", "no RSS or Atom"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_moment(data: bytes, problem: str) -> None:
    began = time.process_time()
    with pytest.raises(ReadError, match=problem):
        list(entries(data, "x.xml"))
    assert time.process_time() - began < 5


def test_deep_xml_ends(tmp_path: Path) -> None:
    path = tmp_path / "deep.xml"
    path.write_text("<rss><channel><item><title>深</title>" + "<a>" * 50_000, encoding="utf-8")
    found = list(feed_contents(Source(str(path), path=path)))

    assert len(found) <= 1


def test_entries_with_strange_values_do_not_stop_the_rest() -> None:
    items: list[object] = [
        None,
        7,
        {"id": {"a": 1}, "title": ["x"], "authors": "x"},
        {"id": 3, "title": "好", "content_text": "正文。"},
    ]
    found = list(entries(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode(), "x"))

    assert read_content(found[-1]).identifier == "3"
