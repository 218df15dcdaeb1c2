"""Markup becomes lines: nothing that an article says is lost, nothing that a page adds stays."""

import time

import pytest

from kg.read.markup import read_markup
from kg.read.stock_links import stock_code


def lines(source: str) -> list[str]:
    return [line.text for line in read_markup(source).lines]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>导语。<p>第一段</p>中间<p>第二段</div>", ["导语。", "第一段", "中间", "第二段"]),  # loose text; unclosed <p>
        ("<p>上<br>下<br/>末</p>", ["上", "下", "末"]),
        ("<h2>标题</h2><ul><li>甲</li><li>乙</ul>", ["标题", "甲", "乙"]),
        ("<table><tr><td>余额</td><td>18.73万亿元</td></tr><tr><th>户数<th>7万户</table>", ["余额 18.73万亿元", "户数 7万户"]),
        ("<p>a<!-- x <p>y</p> -->b</p><style>p{}</style><script>alert('<p>')</script>", ["ab"]),
        ("<p>一&nbsp;&nbsp;二　三\n四</p>", ["一 二 三 四"]),
        ("<p>A&amp;B &lt;b&gt; &#65;&#x42; &unknown; &</p>", ["A&B <b> AB &unknown; &"]),
        ("<p>２０２１年ＬＰＲ为３．７％，（持平）</p>", ["2021年LPR为3.7%，（持平）"]),
        ("<p>零\u200b宽\ufeff\x00字\x08</p>", ["零宽字"]),
        ("<p title=\"a>b\" data-x='c>d'>正文</p>", ["正文"]),
        ('<p>x</p><div class="clearfix appendQr_wrap"><div>海量资讯</div></div><p>y</p>', ["x", "海量资讯", "y"]),
        ("<nav>首页 财经</nav><p>正文</p><footer>版权</footer>", ["正文"]),
        ("<nav>没有关上<p>正文</p>", ["没有关上", "正文"]),
        ("<p>利率a<5%，b>3%</p>", ["利率a<5%，b>3%"]),
        ("<p>正文</p><p cms-sty", ["正文"]),  # a file cut off inside a tag
        ("<p>正文<p", ["正文"]),
        ("<p>cafe\u0301</p>", ["café"]),
    ],
)
def test_html_becomes_lines(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


def test_what_only_looks_like_an_entity_keeps_its_own_offsets() -> None:
    [line] = read_markup("<p>&A0&lt;B&notit;</p>").lines
    assert (line.text, line.offsets) == ("&A0<B¬it;", [3, 4, 5, 6, 10, 11, 15, 16, 17])


def test_kinds_of_lines_follow_their_elements() -> None:
    page = read_markup("<h1>题</h1><p>段</p><li>项</li><table><tr><td>行</td></tr></table>尾")
    assert [line.kind for line in page.lines] == ["heading", "paragraph", "item", "row", "paragraph"]


def test_furniture_is_marked_but_not_past_where_it_closes() -> None:
    page = read_markup('<div class="share-bar"><div>分享</div></div><p>正文</p><p class="article-editor">责任编辑：李</p>')
    assert [(line.text, line.furniture) for line in page.lines] == [("分享", True), ("正文", False), ("责任编辑：李", True)]


def test_furniture_that_never_closes_and_long_paragraphs_in_it_stay_text() -> None:
    assert [line.furniture for line in read_markup('<div class="ad"><p>正文</p>').lines] == [False]
    assert [line.furniture for line in read_markup('<div class="share">' + "正文" * 100 + "</div>").lines] == [False]


@pytest.mark.parametrize("name", ["header", "reader", "shareholder", "address", "lead", "hqrt"])
def test_an_ordinary_class_is_no_furniture(name: str) -> None:
    assert not read_markup(f'<div class="{name}"><p>正文</p></div>').lines[0].furniture


def test_links_keep_their_characters_and_their_stock() -> None:
    [line] = read_markup('<p>在 <a href="/company/sz000931/nc.shtml"> 中关村 </a>示范区<a href="/t/1.html">看</a></p>').lines
    assert [(line.text[a.start : a.end], a.code) for a in line.anchors] == [("中关村", "SZ000931"), ("看", None)]


@pytest.mark.parametrize(
    ("href", "code", "expected"),
    [
        ("http://info.stcn.com/dc/stock/?stockcode=SS601939", "601939", "SH601939"),
        ("http://info.stcn.com/dc/stock/?stockcode=SZ000001", "000001", "SZ000001"),
        ("https://finance.sina.com.cn/realstock/company/sz000931/nc.shtml", "", "SZ000931"),
        ("http://quote.eastmoney.com/bj430510.html", "", "BJ430510"),
        ("https://stock.finance.sina.com.cn/hkstock/quotes/hk00939.html", "", "HK00939"),
        ("#", "837242", "BJ837242"),
        ("#", "600000", "SH600000"),
        ("https://finance.sina.com.cn/2021-12-30/doc-ikyakumx7292229.shtml", "", None),
        ("https://a.cn/wash600000x", "", None),
    ],
)
def test_stock_links_give_one_code(href: str, code: str, expected: str | None) -> None:
    assert stock_code(href, code) == expected


def test_plain_text_keeps_its_lines_and_what_looks_like_a_tag() -> None:
    assert lines("第一行\r\n\n第二行 <注> a&amp;b\n## 小标题") == ["第一行", "第二行 <注> a&amp;b", "小标题"]


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<span>",
        "<a ",
        '<a "',
        '<a ">',
        "</",
        "<!--",
        "<!x>",
        "<nav>x",
        "&",
        "&amp;",
        "<",
        "\x00 ",
        "e\u0301",
        '<p class="ad">',
    ],
)
def test_cost_grows_with_length_and_not_with_its_square(part: str) -> None:
    def seconds(times: int) -> float:
        source = "<p>" + part * times + "央行"
        start = time.process_time()
        read_markup(source)
        return time.process_time() - start

    seconds(2_000)
    small, large = max(seconds(20_000), 0.004), seconds(160_000)
    assert large < 8 * small * 4  # eight times the length: squared it would be 64 times


def test_a_thousandfold_nesting_is_no_recursion() -> None:
    assert lines("<div>" * 20_000 + "央行" + "</div>" * 20_000) == ["央行"]
