"""Figures by metric and entity: tables, charts, CSV, JSON."""

import csv
import io
from decimal import Decimal

from kg.records import Figure, Reading
from tests.unit.site.graphs import article_of, graph_of, link
from tests.unit.site.pages import Pages, links, pages_of, words


def test_without_a_choice_the_frequent_metrics_are_offered(pages: Pages) -> None:
    main = pages.main("/figures")
    offered = main.select("ul.metrics li")
    assert offered
    assert links(offered[0])[0].startswith("/figures?metric=")
    assert main.select("figure") == []


def test_a_metric_is_charted_over_time_with_links_to_its_sentences(pages: Pages) -> None:
    main = pages.main("/figures?metric=贷款利率")
    rows = {str(row["data-y"]): row for row in main.select("figure[data-chart=line][data-unit='%'] tbody tr")}
    assert words(rows["5.71"].td) == "全国新发放普惠型小微企业贷款利率"
    dates = [str(row["data-x"]) for row in rows.values()]
    assert dates == sorted(dates)
    path = str(rows["5.71"]["data-href"])
    sentence = pages.page(path.partition("#")[0]).find(id=path.partition("#")[2])
    assert sentence is not None
    assert "5.71%" in sentence.text


def test_a_series_is_drawn_without_scripts(pages: Pages) -> None:
    figure = pages.main("/figures?metric=贷款利率").select_one("figure[data-unit='%']")
    assert figure is not None
    assert len(figure.select("svg.spark circle")) == len(figure.select("tbody tr"))


def test_figures_of_an_entity_by_any_of_its_names(pages: Pages) -> None:
    by_key = words(pages.main("/figures?entity=platform/xinyidai-national"))
    assert "1380万家" in by_key
    assert words(pages.main("/figures?entity=全国融资信用服务平台")) == by_key
    narrowed = pages.main("/figures?entity=platform/xinyidai-national&metric=站点")
    assert [row["data-y"] for row in narrowed.select("tbody tr")] == ["273"]


def test_an_unknown_entity_is_said_with_near_names(pages: Pages) -> None:
    main = pages.main("/figures?entity=建设银行分行", 404)
    assert "没有叫这个名字的实体：建设银行分行" in words(main.select_one("p.error"))
    assert "中国建设银行" in words(main.select_one("ul.entities"))


def test_csv_is_one_figure_a_line(pages: Pages) -> None:
    response = pages.get("/figures.csv?metric=贷款利率")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    (row,) = [row for row in rows if row["value"] == "5.71"]
    assert (row["unit"], row["surface"], row["date"]) == ("%", "5.71%", "2021-11")
    assert row["sentence"].count("5.71%") == 1
    assert row["article"] == "https://jinqiao.example/article/004_8c79639be574362b"


def test_csv_holds_no_formulas() -> None:
    text = "=标题\n增长5%。"
    start = text.index("5%")
    figure = Figure(start, start + 2, "5%", Decimal(-5), "%", '=HYPERLINK("http://evil")', "number", 0.9)
    whole = Reading(article_of("a", text, "=标题"), (), (), (), (figure,))
    found = pages_of(graph_of(whole)).get("/figures.csv?metric=HYPERLINK").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(found))
    assert (row["metric"], row["title"], row["value"]) == ('\'=HYPERLINK("http://evil")', "'=标题", "-5")


def test_json_gives_the_points(pages: Pages) -> None:
    groups = pages.get("/api/figures?metric=贷款利率").json()["groups"]
    points = {point["value"]: point for group in groups if group["unit"] == "%" for point in group["points"]}
    assert points["5.71"]["date"] == "2021-11"
    assert points["5.71"]["href"].startswith("/article/004_8c79639be574362b#char=")
    assert pages.get("/api/figures").json() == {"groups": []}


def test_amounts_of_one_unit_and_basis_form_one_series() -> None:
    text = "标题\n中国人民银行：余额5万亿元，增长6%。"
    numbers = [("5万亿元", Decimal(5 * 10**12), "CNY", None), ("6%", Decimal(6), "%", "yoy")]
    figures = tuple(
        Figure(text.index(surface), text.index(surface) + len(surface), surface, value, unit, "余额", "n", 0.9, "2021",
               "regulator/pbc", "约", change)  # type: ignore[arg-type]
        for surface, value, unit, change in numbers
    )  # fmt: skip
    readings = [Reading(article_of(name, text), (), (link("中国人民银行", text),), (), figures) for name in ("a", "b")]
    main = pages_of(graph_of(*readings)).main("/figures?metric=余额&lang=en")
    assert [(figure["data-unit"], len(figure.select("tbody tr"))) for figure in main.select("figure")] == [("%", 2), ("CNY", 2)]
    assert words(main.select_one("figcaption .badge")) == "year on year"
    assert words(main.select_one("figure[data-unit=CNY] td.number")) == "CNY 5 trillion"
    assert "约5万亿元" in words(main.select_one("figure[data-unit=CNY]"))
