"""The page of an entity, and of a policy."""

from pathlib import Path

import pytest

from kg.graph import DEFAULT_BASE
from kg.store import open_store
from tests.unit.site.pages import Pages, links, pages_of, plain, words

CBIRC = "/entity/regulator/cbirc"
PLAN = "document/guo-wu-yuan-ban-gong-tgyyfjqxyxxgxyycjzxwqyrzssfadtz"


def test_names_codes_and_class_stand_on_the_page(pages: Pages) -> None:
    main = pages.main("/entity/bank/ccb")
    assert words(main.h1) == "中国建设银行 银行"
    names = [words(name) for name in main.select(".names .name")]
    assert {"建行", "建设银行", "China Construction Bank"} <= set(names)
    summary = words(main.select_one("aside dl.properties"))
    assert "股票代码 SH601939" in summary
    assert "标识 bank/ccb" in summary


def test_the_line_of_successors_is_shown_with_its_dates(pages: Pages) -> None:
    aside = pages.main(CBIRC).aside
    assert aside is not None
    line = [words(item) for item in aside.select("ol.timeline li")]
    assert line[-2:] == ["2018年3月 – 2023年5月 中国银行保险监督管理委员会", "2023年5月 –至今 国家金融监督管理总局"]
    assert "/entity/regulator/nfra" in links(aside)


def test_a_fact_stands_with_its_sentence_and_marks_its_ends_and_trigger(pages: Pages) -> None:
    facts = pages.main("/entity/bank/ccb").select_one("details.facts[data-predicate=participatesIn]")
    assert facts is not None
    assert words(facts.summary) == "参加 1"
    assert words(facts.select_one("a.entity")) == "第九届中国中小企业投融资交易会"
    quote = facts.blockquote
    assert quote is not None
    assert quote["cite"] == "/article/000_ed608e3359058c26#char=80,187"
    assert quote.p is not None
    assert plain(quote.p).startswith("记者在现场看到，中国建设银行、中国工商银行")
    assert {mark["class"][0]: mark.text for mark in quote.select("mark")} == {"subject": "中国建设银行", "trigger": "到会"}


def test_facts_of_the_other_end_are_named_from_this_end(pages: Pages) -> None:
    summaries = [words(summary) for summary in pages.main("/entity/event/smefair-9").select("details.facts > summary")]
    assert "主办者 1" in summaries
    assert any(summary.startswith("参加者 ") for summary in summaries)


def test_what_is_only_planned_is_marked_so(pages: Pages) -> None:
    main = pages.main("/entity/platform/gd-gz-py")
    assert "计划中" in [words(badge) for badge in main.select(".evidence .badge.planned")]


def test_partners_beyond_the_first_are_a_page_away(pages: Pages) -> None:
    main = pages.main("/entity/event/smefair-9")
    more = main.select_one("details.facts[data-predicate=participatesIn] a.more")
    assert more is not None
    whole = pages.main(str(more["href"]))
    partners = [words(item.a) for item in whole.select("ul.partners > li")]
    assert len(partners) == len(set(partners)) == 20
    assert [words(link) for link in whole.select("nav.pages a")] == ["下一页"]
    rest = pages.main(str(whole.select("nav.pages a")[0]["href"]))
    others = [words(item.a) for item in rest.select("ul.partners > li")]
    assert others
    assert not set(others) & set(partners)


def test_figures_are_tables_inside_chart_figures(pages: Pages) -> None:
    main = pages.main("/entity/platform/bj-xiaowei")
    row = main.select_one("figure[data-chart=line] tr[data-y='39100000000']")
    assert row is not None
    assert words(row.select_one("td.number")) == "391亿元"
    assert str(row["data-href"]).startswith("/article/001_5791249c708391e8#char=")
    assert words(row.select_one("mark.number")) == "391亿元"
    english = pages.main("/entity/platform/bj-xiaowei?lang=en").select_one("tr[data-y='39100000000'] td.number")
    assert words(english) == "CNY 39.1 billion"


def test_timeline_runs_forward_and_counts_articles_by_month(pages: Pages) -> None:
    main = pages.main(CBIRC)
    dates = [str(time["datetime"]) for time in main.select(".content ol.timeline > li > time")]
    assert dates == sorted(dates)
    assert "2018-03" in dates
    rows = main.select("figure[data-chart=bars] tbody tr")
    assert [(row["data-x"], row["data-y"]) for row in rows] == [("2022-01", "1"), ("2022-03", "1")]
    listed = pages.main(str(rows[0]["data-href"])).select("ul.articles a.article")
    assert [link["href"] for link in listed] == ["/article/004_8c79639be574362b"]


def test_who_is_mentioned_in_the_same_articles(pages: Pages) -> None:
    companions = [words(item) for item in pages.main("/entity/bank/ccb").select("aside ol.entities li")]
    assert "中国工商银行 2" in companions
    assert not any(item.startswith("中国建设银行") for item in companions)


def test_the_neighbourhood_has_a_list_for_readers_without_scripts(pages: Pages) -> None:
    place = pages.main("/entity/bank/ccb").select_one("[data-neighbourhood]")
    assert place is not None
    assert place["data-neighbourhood"] == f"{DEFAULT_BASE}entity/bank/ccb"
    assert words(place.li) == "参加： 第九届中国中小企业投融资交易会"


def test_the_same_thing_is_offered_as_data(pages: Pages) -> None:
    page = pages.page("/entity/bank/ccb")
    assert [link["href"] for link in page.select("head link[rel=alternate][type]")] == [
        "/entity/bank/ccb.ttl",
        "/entity/bank/ccb.jsonld",
    ]


def test_a_policy_page_tells_its_life(pages: Pages) -> None:
    main = pages.main(f"/policy/{PLAN}")
    life = main.select_one("section.policy")
    assert life is not None
    assert words(life.dl) == "文号 国办发〔2021〕52号 印发 2021年12月22日 状态 现行有效 发文机关 国务院办公厅"
    assert "国家发展和改革委员会" in words(life.select_one("section.policy-implemented"))
    assert "全国一体化融资信用服务平台网络" in words(life.select_one("section.policy-uses"))
    # What the life tells is not told again among the facts.
    assert main.select("details.facts[data-predicate=issues]") == []
    assert words(pages.main(f"/entity/{PLAN}")) == words(main)


def test_what_is_no_policy_is_sent_to_its_own_page(pages: Pages) -> None:
    response = pages.get("/policy/bank/ccb?lang=en")
    assert response.status_code == 308
    assert response.headers["location"] == "/entity/bank/ccb?lang=en"


@pytest.mark.parametrize(
    "path", ["/entity/nobody", "/entity/bank/", "/entity/", "/entity/%00", "/policy/x/../y", "/entity/%22%3E"]
)
def test_an_unknown_entity_is_not_found(pages: Pages, path: str) -> None:
    assert words(pages.main(path, 404).h1) == "找不到"


def test_an_unknown_entity_leads_to_near_names(pages: Pages) -> None:
    main = pages.main("/entity/人民银行分行", 404)
    assert "中国人民银行" in words(main.select_one("ul.entities"))


def test_odd_parameters_do_no_harm(pages: Pages) -> None:
    for query in (
        "page=0",
        "page=-1",
        "page=999999999999",
        "page=x",
        "predicate=%27%22",
        "predicate=partOf&direction=sideways",
    ):
        assert words(pages.main(f"/entity/place/110000?{query}").h1).startswith("北京市")


def test_sentences_of_one_statement_are_all_listed(pages: Pages) -> None:
    main = pages.main(f"/evidence?subject=gov/sc-go&predicate=issues&object={PLAN}&lang=en")
    assert words(main.select_one("p.count")) == f"{len(main.select('blockquote'))} sentences"
    assert words(main.h1).startswith("国务院办公厅 issues")
    assert pages.get("/evidence?subject=gov/sc-go&predicate=loves&object=bank/ccb").status_code == 404


def test_the_page_reads_a_store_that_the_application_changed(built: Path) -> None:
    from tests.unit.site.pages import store_of

    pages = pages_of(store_of([]), None)
    assert pages.get("/entity/bank/ccb").status_code == 404
    pages.app.state.store = open_store(built / "store")
    assert words(pages.main("/entity/bank/ccb").h1) == "中国建设银行 银行"
