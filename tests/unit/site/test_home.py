"""The first page: what is in the graph, what changed, where to go."""

import json
from pathlib import Path

from kg.store import open_store
from tests.unit.site.pages import Pages, links, pages_of, store_of, words


def test_home_counts_what_the_card_counts(pages: Pages, built: Path) -> None:
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    counts = words(pages.main("/").select_one("section.counts dl"))
    names = {"articles": "报道", "entities": "实体", "mentions": "提及", "facts": "事实", "figures": "数字"}
    for name, label in names.items():
        assert f"{label} {report[name]:,}" in counts


def test_home_shows_the_quality_card(pages: Pages, built: Path) -> None:
    coverage = json.loads((built / "report.json").read_text(encoding="utf-8"))["coverage"]
    card = words(pages.main("/").select_one("section.quality"))
    assert f"读出事实的句子 {coverage['sentences_with_facts']} / {coverage['sentences']}" in card


def test_home_lists_the_newest_article_first(pages: Pages) -> None:
    newest = pages.main("/").select("section.newest li")
    days = [str(item.time["datetime"]) for item in newest if item.time]
    assert len(days) == 5
    assert days == sorted(days, reverse=True)
    assert links(newest[0]) == ["/article/001_5791249c708391e8"]


def test_home_lists_institutions_by_the_articles_that_mention_them(pages: Pages) -> None:
    connected = pages.main("/").select("section.connected li")
    assert {words(item) for item in connected[:2]} == {"中国人民银行 3 篇报道", "国家发展和改革委员会 3 篇报道"}


def test_home_says_what_changed_last(built: Path, tmp_path: Path) -> None:
    changes = {"added": 2, "replaced": ["003_c6dccf76fef1d71d"], "withdrawn": ["gone"], "kept": 1203, "reread": 1}
    (tmp_path / "report.json").write_text(json.dumps({"changes": changes}), encoding="utf-8")
    pages = pages_of(open_store(built / "store"), tmp_path)
    assert (
        words(pages.main("/?lang=en").select_one("section.changes dl"))
        == "added 2 replaced 1 withdrawn 1 kept 1,203 read again 1"
    )
    assert links(pages.main("/").select("section.changes ul")[0]) == ["/article/003_c6dccf76fef1d71d"]
    (tmp_path / "report.json").write_text("{", encoding="utf-8")
    assert pages.main("/").select_one("section.changes") is None


def test_home_of_an_empty_graph_says_so() -> None:
    main = pages_of(store_of([])).main("/")
    assert "报道 0" in words(main.select_one("section.counts dl"))
    assert words(main.select_one("section.newest .empty")) == "没有内容。"
