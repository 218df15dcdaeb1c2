"""The article in a whole page. Origin of the pages: written after the shape of ministries' and papers' sites."""

import time

from kg.read.article import read_article
from kg.read.page import find_article

PROSE = "中国人民银行今日发布公告，开展中期借贷便利操作。"
PAGE = f"""<!doctype html><html><head><title>央行公告_某某网</title><meta property="og:site_name" content="某某网"></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li>财经要闻：某某行长出席论坛并发表主旨演讲</li></ul></div>
<div class="main"><h1>央行公告</h1><div class="info">2022-03-18 09:30 来源：某某网</div>
<div id="content"><p>{PROSE * 2}</p><p>{PROSE * 3}</p><p>短句。</p></div>
<div class="side"><p>热门：{PROSE}</p></div></div><div id="foot">版权所有 某某网 联系电话。</div></body></html>"""


def test_menus_side_columns_and_foot_stay_out() -> None:
    document = read_article(PAGE, "a", "a.html")
    assert document.title == "央行公告"
    assert not [word for word in ("热门", "首页", "财经要闻", "版权所有") if word in document.text]
    assert PROSE * 3 in document.text
    assert "短句。" in document.text


def test_every_character_is_found_again_in_the_page() -> None:
    document = read_article(PAGE, "a", "a.html")
    start = document.text.index(PROSE)
    assert "".join(PAGE[document.source_offsets[i]] for i in range(start, start + len(PROSE))) == PROSE


def test_a_fragment_of_a_feed_is_the_article_itself() -> None:
    assert find_article(f"<div><p>{PROSE}</p></div>", 0) is None


def test_a_page_of_headlines_without_running_text_is_kept_whole() -> None:
    page = "<html><body><ul><li>一行</li><li>二行</li></ul></body></html>"
    assert find_article(page, 0) is None
    assert read_article(page, "a", "a.html").text == "一行\n二行"


def test_deep_nesting_is_read_in_linear_time() -> None:
    began = time.process_time()
    read_article("<html><body>" + "<div>" * 20_000 + f"<p>{PROSE * 3}</p>", "a", "a.html")
    assert time.process_time() - began < 5.0
