"""One article becomes one document: title, text, metadata, and every character's place in the source."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import discover, read, read_article

SEEDS = Path(__file__).parents[3] / "seeds"


def article(body: str, **header: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in header.items()) + "---\n" + body


def test_the_seeds_are_read_with_their_metadata() -> None:
    documents = {d.identifier[:3]: d for source in discover([str(SEEDS)]) for d in read(source)}
    fair, sina = documents["000"], documents["002"]
    assert fair.title == "第九届投融会在京举行 “一站式”对接中小企业融资需求"
    assert fair.issued == datetime(2021, 9, 11, 13, 24, tzinfo=UTC)
    assert (fair.publisher, fair.authors, fair.categories) == ("证券时报网", ("江聃",), ("金融", "证券时报网", "要闻"))
    assert fair.image is None  # the feed's placeholder
    assert [(fair.text[x.start : x.end], x.code) for x in fair.links][:2] == [
        ("建设银行", "SH601939"),
        ("工商银行", "SH601398"),
    ]
    assert sina.editor == "李墨轩"
    assert sina.original_title == "国家发展改革委组织召开“加强信用信息共享应用促进中小微企业融资”全国视频会"
    assert sina.image is not None
    for furniture in ("责任编辑", "原标题", "appendQr", "海量资讯"):
        assert furniture not in sina.text


def test_text_is_title_and_blocks_joined_by_newlines() -> None:
    document = read_article(article("<p>一</p><h2>二</h2>", title="题"), "a", "a.md")
    assert document.text == "题\n一\n二"
    assert [(document.text[b.start : b.end], b.kind) for b in document.blocks] == [
        ("题", "title"),
        ("一", "paragraph"),
        ("二", "heading"),
    ]


def test_every_character_points_at_itself_or_its_entity() -> None:
    source = article("<p>A&amp;B&nbsp;<b>１</b>元</p>", title="'央行 _降准_'")
    document = read_article(source, "a", "a.md")
    assert document.text == "央行 “降准”\nA&B 1元"
    assert "".join(document.source[at] for at in document.source_offsets) == "央行 _降准_'A&B&１元"


def test_a_page_repeating_its_title_gives_it_once() -> None:
    assert read_article(article("<h1>题</h1><p>正文", title="题"), "a", "a.md").text == "题\n正文"


def test_a_bare_page_gives_title_date_and_address_from_its_head() -> None:
    page = """<!DOCTYPE html><html><head><title>央行降准_新浪财经_新浪网</title><meta charset="utf-8">
        <meta property="article:published_time" content="2021-12-06T17:13:45+08:00"><link rel="canonical" href="https://a.cn/1.html">
        <meta name="author" content="新浪财经"></head><body><nav>首页</nav><p>正文。</p></body></html>"""
    document = read_article(page, "a", "a.html")
    assert (document.text, document.publisher, document.url) == ("央行降准\n正文。", "新浪财经", "https://a.cn/1.html")
    assert document.issued is not None
    assert document.issued.isoformat() == "2021-12-06T17:13:45+08:00"


@pytest.mark.parametrize("date", ["Invalid Date", "'2021-13-45'", "''", "yesterday", "20219999"])
def test_a_missing_or_impossible_date_is_none(date: str) -> None:
    assert read_article(article("<p>正文</p>", title="题", date=date), "a", "a.md").issued is None


def test_a_date_the_header_lacks_is_taken_from_the_dateline() -> None:  # as in pages of 每经网
    document = read_article(
        article("<p>每日经济新闻 2021-08-04 19:00:08</p><p>正文", title="题", date="Invalid Date"), "a", "a.md"
    )
    assert document.issued == datetime(2021, 8, 4, 19, 0, 8)


def test_a_title_full_of_markup_stays_text() -> None:
    document = read_article(article("<p>x<script>alert(2)</script>", title="'<script>alert(1)</script>'"), "a", "a.md")
    assert document.text == "<script>alert(1)</script>\nx"


@pytest.mark.parametrize("source", ["---\n---\n", "<p></p>", "\u3000\u200b\n", "<style>p{}</style><div></div>"])
def test_an_article_without_text_is_refused(source: str) -> None:
    with pytest.raises(ReadError, match="no text"):
        read_article(source, "a", "a.md")


@pytest.mark.parametrize(
    ("line", "authors", "editor"),
    [
        ("证券时报记者 江聃", ("江聃",), None),  # seeds
        ("21世纪经济报道记者 家俊辉 广州报道", ("家俊辉",), None),  # seeds
        ("（作者：张三 编辑：李四）", ("张三",), "李四"),
        ("本报记者 张三 李四", ("张三", "李四"), None),
        ("记者从央行获悉，广州报道。", (), None),
        ("封面图片来源：每经记者 张三 摄（资料图）", (), None),
    ],
)
def test_bylines_name_reporters_and_editors(line: str, authors: tuple[str, ...], editor: str | None) -> None:
    document = read_article(article(f"<p>{line}</p>", title="题"), "a", "a.md")
    assert (document.authors, document.editor) == (authors, editor)
    assert line in document.text  # a byline is prose: its people and papers are mentions
