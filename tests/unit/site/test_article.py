"""The page of an article: the text as published, mentions where they stand, facts and figures beside them."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg.ask import ask
from kg.records import Figure, Reading
from kg.site.article import Mark, Mention, lines
from kg.site.graph import Thing
from kg.store import open_store
from tests.unit.site.graphs import BODY, TITLE, article_of, graph_of, link, reading, span, statement
from tests.unit.site.pages import Pages, links, pages_of, plain, words

ARTICLE = "/article/000_a"


@pytest.fixture(scope="module")
def made() -> Pages:
    return pages_of(graph_of(reading()))


def test_the_text_is_the_one_that_was_published(made: Pages) -> None:
    main = made.main(ARTICLE)
    assert plain(main.h1) == TITLE
    assert [plain(line) for line in main.select("div.text > p")] == [BODY]


def test_the_text_of_every_seed_is_whole(pages: Pages, built: Path) -> None:
    texts = {
        str(row[0]): str(getattr(row[1], "value", ""))
        for row in ask(open_store(built / "store"), "SELECT ?a ?t { ?c kg:article ?a ; nif:isString ?t }").rows  # type: ignore[union-attr]
    }
    for item in pages.main("/articles").select("ul.articles a.article"):
        main = pages.main(str(item["href"]))
        shown = [plain(main.h1), *(plain(line) for line in main.select("div.text > p"))]
        assert "\n".join(shown) == texts[f"<https://jinqiao.example{item['href']}>"]


def test_a_mention_is_a_link_with_its_class_at_its_own_fragment(made: Pages) -> None:
    main = made.main(ARTICLE)
    start, end = span("中国人民银行")
    mention = main.find(id=f"char={start},{end}")
    assert mention is not None
    assert (mention.name, mention.text) == ("a", "中国人民银行")
    assert (mention["class"], mention["data-class"]) == (["mention"], "Regulator")
    assert mention["href"] == "/entity/regulator/pbc"


def test_a_mention_says_what_the_linker_thought(made: Pages) -> None:
    main = made.main(f"{ARTICLE}?lang=en")
    mention = main.select_one("a.mention[data-class=Regulator]")
    assert mention is not None
    note = main.find(id=mention["aria-describedby"])
    assert note is not None
    assert note.has_attr("hidden")
    assert words(note) == "中国人民银行 financial regulator confidence 0.97 found by gazetteer why?"
    start, end = span("中国人民银行")
    assert f"{ARTICLE}/why?lang=en#char={start},{end}" in links(note)


def test_a_joint_surface_names_all_it_means(made: Pages) -> None:
    joint = next(link for link in made.main(ARTICLE).select("a.mention") if link.text == "工农中建")
    note = joint.find_next_sibling("span")
    assert note is not None
    assert {"中国工商银行", "中国农业银行"} == {link.text for link in note.select("a.entity")}


def test_facts_and_figures_stand_beside_their_sentence(made: Pages) -> None:
    main = made.main(ARTICLE)
    note = main.select_one("aside .note")
    assert note is not None
    assert main.find(id=note["data-for"]) is not None
    assert links(note)[0] == f"#{note['data-for']}"
    said = words(note)
    assert "中国人民银行 发布 实施方案" in said
    assert "中华人民共和国财政部 落实 实施方案 计划中 据 中国人民银行" in said
    assert "普惠贷款余额 ( 中国人民银行 ) 18.73万亿元 = 18.73万亿元 同比, 2021年11月" in said


def test_metadata_and_the_original_are_shown(made: Pages) -> None:
    byline = made.main(ARTICLE).select_one("p.byline")
    assert byline is not None
    assert words(byline) == "证券时报 2021年12月30日 江聃 原报道"
    assert links(byline) == ["https://example.com/a%20b"]


def test_sentences_and_mentions_nest_without_nesting_links() -> None:
    inner = Thing("i:in", "in", "中国银行", "Bank", "/entity/in")
    outer = Thing("i:out", "out", "中国银行业协会", "Association", "/entity/out")
    mentions = [Mention(2, 9, (outer,), 1.0, "x"), Mention(2, 6, (inner,), 0.9, "x")]
    (line,) = lines("今天中国银行业协会说", mentions, [(0, 10, "sentence")])
    (sentence,) = line.parts
    marks = [part for part in sentence.parts if part.kind == "mention"]
    assert [(mark.start, mark.end, mark.is_nested) for mark in marks] == [(2, 9, False)]
    (nested,) = (part for part in marks[0].parts if part.kind == "mention")
    assert nested.is_nested
    assert _text(line) == "今天中国银行业协会说"


def test_marks_that_cross_are_cut_at_the_border() -> None:
    thing = Thing("i:x", "x", "x", "Bank", "/entity/x")
    found = lines("甲乙丙丁\n戊己", [Mention(2, 6, (thing,), 1.0, "x")], [(0, 3, "sentence"), (1, 4, "number")])
    assert ["".join(_text(part) for part in line.parts) for line in found] == ["甲乙丙丁", "戊己"]
    names = [name for line in found for name in _names(line)]
    assert len(names) == len(set(names))


def _text(mark: Mark) -> str:
    return mark.text + "".join(_text(part) for part in mark.parts)


def _names(mark: Mark) -> list[str]:
    return ([mark.name] if mark.name else []) + [name for part in mark.parts for name in _names(part)]


def test_every_fragment_is_there_once(pages: Pages) -> None:
    for item in pages.main("/articles").select("ul.articles a.article"):
        names = [str(tag["id"]) for tag in pages.page(str(item["href"])).select("[id]")]
        assert len(names) == len(set(names))


def test_a_very_long_text_shows_its_beginning() -> None:
    text = "标题\n" + "很长的一句话。" * 12_000
    whole = Reading(article_of("long", text), (), (), (), ())
    main = pages_of(graph_of(whole)).main("/article/long")
    assert words(main.select_one("p.empty")) == "全文过长，此处只显示开头部分。"
    assert len(plain(main.select_one("div.text"))) < 61_000


def test_an_identifier_may_hold_anything() -> None:
    text = "标题\n中国人民银行发布公告。"
    for identifier in ("a/b/why", "50%", "空 格?#", "..", "<b>"):
        document = article_of(identifier, text)
        whole = Reading(document, (), (link("中国人民银行", text),), (), ())
        pages = pages_of(graph_of(whole))
        path = links(pages.main("/articles"))[0]
        main = pages.main(path)
        assert words(main.h1) == "标题"
        assert main.select_one("a.mention") is not None


def test_an_unknown_article_is_not_found(pages: Pages) -> None:
    for path in ("/article/none", "/article/none/why", "/article/"):
        assert words(pages.main(path, 404).select_one("p.error")) == "图中没有这篇报道。"


def test_why_gives_the_reasons_of_each_link(pages: Pages) -> None:
    main = pages.main("/article/003_c6dccf76fef1d71d/why")
    found = {words(item.q): words(item) for item in main.select("ul.findings > li") if item.q}
    assert "央行广州分行" in found
    assert "中国人民银行广州分行" in found["央行广州分行"]
    asked = pages.get("/api/why?article=https://jinqiao.example/article/003_c6dccf76fef1d71d").json()["mentions"]
    meant = next(mention for mention in asked.values() if mention["surface"] == "央行广州分行")
    assert meant["agrees"]
    assert meant["entity"] == ["https://jinqiao.example/entity/regulator/pbc-branch-guangzhou"]
    assert meant["reasons"]
    assert all({"feature", "weight", "text"} == set(reason) for reason in meant["reasons"])
    assert "“央行广州分行”是中国人民银行广州分行的名称" in found["央行广州分行"]
    english = pages.get("/api/why?lang=en&article=https://jinqiao.example/article/003_c6dccf76fef1d71d").json()["mentions"]
    assert "央行广州分行 is a name of 中国人民银行广州分行" in {
        reason["text"] for one in english.values() for reason in one["reasons"]
    }


def test_why_says_where_the_graph_has_another_meaning() -> None:
    text = "标题\n中国人民银行发布公告。"
    other = Reading(article_of("x", text), (), (link("中国人民银行", text, "bank/boc", "中国银行"),), (), ())
    main = pages_of(graph_of(other)).main("/article/x/why?lang=en")
    assert words(main.select_one("p.error")) == "the graph has another meaning: 中国人民银行"


def test_a_statement_without_a_sentence_node_is_no_failure() -> None:
    text = "标题\n中国人民银行发布公告，增长5%。"
    start = text.index("5%")
    figure = Figure(start, start + 2, "5%", Decimal(5), "%", "", "number", 0.9)
    whole = Reading(article_of("y", text), (), (link("中国人民银行", text),), (statement(text),), (figure,))
    main = pages_of(graph_of(whole)).main("/article/y")
    assert words(main.select_one("mark.number")) == "5%"
