"""``graph.html`` in a real Chromium, used as a person would: typed, clicked, dragged, slid."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import HOSTILE, Open

pytestmark = pytest.mark.browser


def node_at(page: Page, name: str) -> tuple[float, float]:
    """Where on the screen a shown entity stands."""
    found = page.evaluate(
        """(name) => { const node = explorer.nodes.get().find((node) => node.title.split("\\n")[0] === name);
        if (!node) return null;
        const at = explorer.place(node.id), box = document.getElementById("mynetwork").getBoundingClientRect();
        return [at.x + box.left, at.y + box.top]; }""",
        name,
    )
    assert found, f"{name} is not shown"
    return found[0], found[1]


def search(page: Page, words: str) -> list[str]:
    page.fill("#query", words)
    return page.locator("#found [role=option] span").all_inner_texts()


def pick(page: Page, words: str) -> None:
    page.fill("#query", words)
    page.press("#query", "Enter")


def shown(page: Page) -> int:
    return int(page.evaluate("explorer.nodes.length"))


def related(page: Page) -> int:
    return int(page.evaluate("explorer.edges.length"))


def csv_lines(path: Path) -> io.StringIO:
    return io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")


def labels(page: Page) -> list[dict[str, Any]]:
    """The boxes of the labels, once what was last asked for is drawn."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    found: list[dict[str, Any]] = page.evaluate("explorer.labels()")
    return found


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    def over(one: dict[str, Any], two: dict[str, Any]) -> bool:
        across = min(one["right"], two["right"]) - max(one["left"], two["left"])
        down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
        return bool(across > 1 and down > 1)

    return [(one, two) for place, one in enumerate(boxes) for two in boxes[place + 1 :] if over(one, two)]


def test_it_opens_on_a_part_whose_labels_do_not_overlap(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    boxes = labels(page)
    assert 10 < shown(page) <= 150
    assert len([box for box in boxes if "node" in box]) > 0.95 * shown(page)
    assert overlaps(boxes) == []


def test_the_large_graph_opens_on_a_part_and_shows_the_whole_on_a_click(open_page: Open, large_page: Path) -> None:
    page = open_page(large_page)
    assert 20 < shown(page) <= 150
    assert overlaps(labels(page)) == []
    page.click("#whole")
    assert shown(page) == 2000
    assert overlaps(labels(page)) == []
    page.click("#core")
    assert shown(page) <= 150


def test_a_page_of_two_thousand_entities_is_at_most_a_megabyte_and_a_half(large_page: Path) -> None:
    assert large_page.stat().st_size <= 1_500_000


@pytest.mark.parametrize("words", ["国家发展和改革委员会", "国家发改委", "guojiafazhan", "gjfzhggwyh", "NDRC", "ndrc"])
def test_an_entity_is_found_by_name_alias_pinyin_and_english(open_page: Open, seeds_page: Path, words: str) -> None:
    assert "国家发展和改革委员会" in search(open_page(seeds_page), words)


def test_an_entity_is_found_by_its_code(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    assert "平安银行" in search(page, "000001")


def test_a_search_leads_to_the_entity_and_its_facts(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    pick(page, "北京市")
    expect(page.locator("#who")).to_have_text("北京市")
    assert page.locator("#panel [data-pair]").count() > 2


def test_a_click_on_a_node_opens_its_panel_and_a_fact_its_sentence(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    page.mouse.click(*node_at(page, "中国工商银行"))
    expect(page.locator("#who")).to_have_text("中国工商银行")
    assert "ICBC" in page.locator("#panel").inner_text()
    page.click("#panel [data-pair]")
    quote = page.locator("#panel blockquote").first
    assert quote.locator("mark.subject").count() == 1
    assert "工商银行" in quote.locator("mark.subject").inner_text()
    assert "2021-09-11" in page.locator("#panel").inner_text()


def test_a_click_on_an_edge_shows_every_sentence_that_says_it(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    middle = page.evaluate(
        """() => { const box = document.getElementById("mynetwork").getBoundingClientRect();
        const label = explorer.labels().find((label) => label.pair);
        return [(label.left + label.right) / 2 + box.left, (label.top + label.bottom) / 2 + box.top]; }"""
    )
    page.mouse.click(*middle)
    expect(page.locator("#panel li.evidence").first).to_be_visible()
    assert page.locator("#panel blockquote mark").count() >= 1


def test_a_double_click_expands_the_neighbourhood_and_undo_takes_it_back(open_page: Open, large_page: Path) -> None:
    page = open_page(large_page)
    before = shown(page)
    name = page.evaluate("explorer.nodes.get()[0].title.split('\\n')[0]")
    page.mouse.dblclick(*node_at(page, name))
    page.wait_for_function("(before) => explorer.nodes.length > before", arg=before)
    page.click("#undo")
    assert shown(page) == before


def test_every_figure_is_listed_also_one_about_no_entity(open_page: Open, seeds_page: Path, built: Path) -> None:
    page = open_page(seeds_page)
    page.click("#figures")
    rows = page.locator("#panel tr")
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert rows.count() == report["figures"]
    loose = rows.filter(has_text="未归于实体")
    assert 0 < loose.count() < rows.count()
    loose.first.locator("td.number button").click()
    assert page.locator("#panel blockquote mark.object").inner_text()
    page.fill("#narrow", "贷款")
    assert 0 < page.locator("#panel tr").count() < report["figures"]
    page.fill("#narrow", "没有这样的指标")
    expect(page.locator("#panel tr")).to_have_count(0)


def test_the_list_of_figures_follows_the_filters_and_is_shared_by_its_address(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    page.focus("#stage")
    page.keyboard.press("f")
    before = page.locator("#panel tr").count()
    page.locator("[data-filter=publishers]").first.uncheck()
    assert page.locator("#panel tr").count() < before
    page.wait_for_function("() => location.hash.includes('panel=figures')")
    again = open_page(seeds_page, page.evaluate("location.hash"))
    expect(again.locator("#narrow")).to_be_visible()


def test_the_wheel_zooms_a_large_graph_and_leaves_it_whole(open_page: Open, large_page: Path) -> None:
    page = open_page(large_page)
    page.click("#whole")
    labels(page)
    before = page.evaluate("explorer.network.getScale()")
    page.mouse.move(700, 450)
    for _ in range(5):
        page.mouse.wheel(0, -240)
    page.wait_for_function("(before) => explorer.network.getScale() > before * 1.2", arg=before)
    page.wait_for_function("() => !explorer.network.renderer.dragging")
    assert labels(page)
    assert overlaps(labels(page)) == []
    page.mouse.down()
    page.mouse.move(760, 480, steps=4)
    page.mouse.up()
    page.wait_for_function("() => !explorer.network.renderer.dragging")
    assert shown(page) == 2000


def test_classes_relations_modality_and_publishers_filter(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    for name in ("kinds", "relations", "modality", "publishers"):
        before = shown(page), related(page)
        for box in page.locator(f"[data-filter={name}]").all()[:2]:
            box.uncheck()
        assert (shown(page), related(page)) != before, name
        page.click("#reset")
        assert (shown(page), related(page)) == before


def test_the_confidence_slider_drops_what_is_less_sure(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    before = related(page)
    page.focus("#confidence")
    for _ in range(18):
        page.keyboard.press("ArrowRight")
    assert related(page) < before
    page.click("#undo")
    assert related(page) == before


def test_the_date_slider_keeps_the_articles_of_its_range(open_page: Open, large_page: Path) -> None:
    page = open_page(large_page)
    page.click("#whole")
    before = related(page)
    assert page.locator("#histogram rect").count() > 5
    page.focus("#date-from")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    assert 0 < related(page) < before


def test_hiding_and_pinning(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    before = shown(page)
    pick(page, "北京市")
    page.click("#panel [data-do=pin]")
    expect(page.locator("#panel [data-do=unpin]")).to_be_visible()
    page.click("#panel [data-do=hide]")
    assert shown(page) == before - 1
    page.click("#unhide")
    assert shown(page) == before


def test_a_node_can_be_dragged(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    x, y = node_at(page, "联想集团")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    after = node_at(page, "联想集团")
    assert after == pytest.approx((x + 60, y + 40), abs=6)
    page.click("#undo")


def test_the_path_between_two_entities_is_shown(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    pick(page, "中国工商银行")
    page.click("#panel [data-do=path]")
    pick(page, "中国农业银行")
    assert shown(page) == 3
    assert related(page) >= 2


def test_a_view_is_shared_by_its_address(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    pick(page, "北京市")
    page.click("#panel [data-do=only]")
    page.locator("[data-filter=kinds]").nth(2).uncheck()
    page.click("#language")
    page.wait_for_function("() => location.hash.includes('lang=en')")
    fragment = "#" + page.evaluate("location.hash").removeprefix("#")
    names = page.evaluate("explorer.nodes.get().map((node) => node.title.split('\\n')[0]).sort()")
    again = open_page(seeds_page, fragment)
    assert again.evaluate("explorer.nodes.get().map((node) => node.title.split('\\n')[0]).sort()") == names
    expect(again.locator("#who")).to_have_text("北京市")
    assert again.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize(
    "fragment", ["#view=some&nodes=x~1", "#view=whole&at=a,b,c&selected=%00", "#view=core&publishers=%25E0%25A4%25A", "#%"]
)
def test_a_broken_address_does_no_harm(open_page: Open, seeds_page: Path, fragment: str) -> None:
    assert shown(open_page(seeds_page, fragment)) > 10


def test_the_view_is_exported_as_png_csv_and_turtle(open_page: Open, seeds_page: Path, tmp_path: Path) -> None:
    page = open_page(seeds_page)
    for kind in ("png", "csv", "ttl"):
        page.click("#export summary")
        with page.expect_download() as download:
            page.click(f"#{kind}")
        download.value.save_as(tmp_path / f"graph.{kind}")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader(csv_lines(tmp_path / "graph.csv")))
    assert len(rows) > 50
    assert {"subject", "predicate", "object", "sentence"} <= set(rows[0])
    quads = list(pyoxigraph.parse(path=str(tmp_path / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE))
    statements = [quad for quad in quads if quad.object.value.endswith("#Statement")]
    assert len(statements) == len(rows)


def test_the_page_speaks_english_and_goes_dark(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.click("#language")
    assert "bank" in page.locator("#side").inner_text()
    assert page.locator("#whole").inner_text() == "Whole graph"


def test_the_keyboard_alone_is_enough(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page)
    page.keyboard.press("/")
    page.keyboard.type("beijingshi")
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_text("北京市")
    page.keyboard.press("Escape")
    page.focus("#stage")
    page.keyboard.press("n")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("r")
    expect(page.locator("#panel li.evidence").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    before = page.evaluate("explorer.network.getViewPosition().x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("explorer.network.getViewPosition().x") > before
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_it_can_be_used_on_a_phone(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    x, y = node_at(page, "北京市")
    page.touchscreen.tap(x, y)
    expect(page.locator("#who")).to_have_text("北京市")
    page.tap("#panel .close")
    page.tap("#filters")
    expect(page.locator("#side")).to_be_visible()


def test_labels_stay_when_nodes_leave_the_screen(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, viewport={"width": 390, "height": 844})
    pick(page, "北京市")
    assert len(labels(page)) > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(open_page: Open, seeds_page: Path, scheme: str) -> None:
    page = open_page(seeds_page, color_scheme=scheme)
    assert violations(page) == []
    pick(page, "北京市")
    page.locator("#panel [data-pair]").first.click()
    expect(page.locator("#panel li.evidence").first).to_be_visible()
    assert violations(page) == []
    page.click("#figures")
    assert violations(page) == []
    page.fill("#query", "银行")
    assert violations(page) == []


def test_it_prints_with_its_legend(open_page: Open, seeds_page: Path, tmp_path: Path) -> None:
    page = open_page(seeds_page)
    page.emulate_media(media="print")
    expect(page.locator("header nav")).to_be_hidden()
    expect(page.locator("#side")).to_be_visible()
    page.pdf(path=tmp_path / "graph.pdf")
    assert (tmp_path / "graph.pdf").stat().st_size > 10_000


def test_hostile_text_appears_as_text(open_page: Open, hostile_page: Path) -> None:
    page = open_page(hostile_page)
    assert shown(page) == len(HOSTILE)
    for number, text in enumerate(HOSTILE):
        page.evaluate("(node) => { location.hash = `view=core&selected=bad/x${node}`; }", number)
        readable = re.sub("[\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
        page.wait_for_function("(name) => document.getElementById('who')?.textContent === name", arg=readable)
        page.locator("#panel [data-pair]").first.click()
        assert "前文" in page.locator("#panel blockquote").first.inner_text()
    page.mouse.move(*node_at(page, re.sub("[\u202a-\u202e\u2066-\u2069]", "\ufffd", HOSTILE[2])))
    page.wait_for_selector("div.vis-tooltip", state="visible")
    page.click("#whole")
    assert page.locator("#panel a").count() == 0
    assert page.locator("img, iframe, object, embed, #panel script").count() == 0
    assert page.evaluate("window.pwned") is None


def test_hostile_text_stays_inert_in_exports(open_page: Open, hostile_page: Path, tmp_path: Path) -> None:
    page = open_page(hostile_page)
    for kind in ("csv", "ttl"):
        page.click("#export summary")
        with page.expect_download() as download:
            page.click(f"#{kind}")
        download.value.save_as(tmp_path / f"graph.{kind}")
    rows = list(csv.reader(csv_lines(tmp_path / "graph.csv")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    names = {
        quad.object.value
        for quad in pyoxigraph.parse(path=str(tmp_path / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("prefLabel")
    }
    assert names == set(HOSTILE)


def test_a_hostile_article_stays_text_all_the_way(open_page: Open, kg: Any, tmp_path: Path) -> None:
    attack = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>{{7*7}}\u202e"
    article = tmp_path / "bad.txt"
    article.write_text(
        f"中国人民银行发布通知{attack}\n\n中国人民银行{attack}与国家发展和改革委员会联合发布《关于{attack}工作的通知》。",
        encoding="utf-8",
    )
    done = kg("build", article, "--out", tmp_path / "out", "--workers", 1)
    assert done.returncode == 0, done.stderr
    page = open_page(tmp_path / "out" / "graph.html")
    pick(page, "中国人民银行")
    for pair in page.locator("#panel [data-pair]").all()[:1]:
        pair.click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
