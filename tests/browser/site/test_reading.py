"""Search, networks, charts, cards, notes and tables, used as a person would."""

import re
from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import BALANCES, Served, Visit

pytestmark = pytest.mark.browser

ARTICLE = "/article/000_ed608e3359058c26"
METRIC = f"/figures?metric={quote('普惠小微贷款余额')}"


@pytest.mark.parametrize("words", ["建行", "jianhang", "CCB", "601939"])
def test_search_as_you_type_leads_to_the_entity_by_the_keyboard(visit: Visit, words: str) -> None:
    page = visit("/")
    page.keyboard.press("/")
    field = page.locator("#top-search")
    expect(field).to_be_focused()
    page.keyboard.type(words)
    option = page.get_by_role("option").filter(has_text="中国建设银行").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/bank/ccb*")


def test_search_closes_on_escape_and_follows_a_click(visit: Visit) -> None:
    page = visit("/")
    page.locator("#main-search").press_sequentially("人民银行")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.locator("#main-search").press_sequentially("征信")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/entity/**")


def test_search_works_as_a_form_too(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.fill("#top-search", "建行")
    page.press("#top-search", "Enter")
    page.wait_for_url("**/search?**")
    expect(page.locator("ol.results a.entity").first).to_have_text("中国建设银行")


def test_a_field_of_a_form_is_filled_by_what_is_chosen(visit: Visit) -> None:
    page = visit("/compare")
    for field, words in (("a", "建行"), ("b", "农行")):
        page.locator(f"input[name={field}]").press_sequentially(words)
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.locator("input[name=a]").input_value() == "bank/ccb"
    page.locator("form.filter button").click()
    page.wait_for_url("**/compare?**")
    assert "第九届中国中小企业投融资交易会" in page.locator("main").inner_text()


def node(page: Page, name: str) -> str:
    """The selector of a node of the picture."""
    return f'.picture-node[aria-label="{name}"]'


def boxes(page: Page) -> list[dict[str, float]]:
    """Where the names of the picture stand."""
    found: list[dict[str, float]] = page.evaluate(
        """() => [...document.querySelectorAll(".picture-name")].map((name) => { const box = name.getBoundingClientRect();
        return { left: box.left, right: box.right, top: box.top + 2, bottom: box.bottom - 2 }; })"""
    )
    return found


def overlapping(found: list[dict[str, float]]) -> int:
    return sum(
        min(one["right"], two["right"]) - max(one["left"], two["left"]) > 1
        and min(one["bottom"], two["bottom"]) - max(one["top"], two["top"]) > 1
        for place, one in enumerate(found)
        for two in found[place + 1 :]
    )


def test_the_neighbourhood_is_drawn_and_a_click_expands_it(visit: Visit) -> None:
    page = visit("/entity/bank/ccb")
    picture = page.locator(".picture[data-ready]")
    expect(picture).to_be_visible()
    before = page.locator(".picture-node").count()
    page.locator(node(page, "第九届中国中小企业投融资交易会")).click()
    page.wait_for_function("(before) => document.querySelectorAll('.picture-node').length > before", arg=before)
    expect(page.locator(node(page, "第九届中国中小企业投融资交易会"))).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".picture-node").nth(before)).to_be_attached()
    assert overlapping(boxes(page)) == 0
    told = page.locator(".picture-told")
    told.locator("a").first.click()
    page.wait_for_url("**/entity/event/**")


def test_names_in_the_first_picture_do_not_cover_each_other(visit: Visit) -> None:
    for path in ("/entity/regulator/pbc", "/entity/place/110000", "/entity/gov/ndrc"):
        page = visit(path)
        expect(page.locator(".picture[data-ready]")).to_be_visible()
        found = boxes(page)
        assert len(found) > 3
        assert overlapping(found) == 0, path


def test_the_neighbourhood_is_reached_by_the_keyboard(visit: Visit) -> None:
    page = visit("/entity/bank/ccb")
    expect(page.locator(".picture[data-ready]")).to_be_visible()
    before = page.locator(".picture-node").count()
    page.locator(node(page, "第九届中国中小企业投融资交易会")).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelectorAll('.picture-node').length > before", arg=before)
    assert "关系" in page.locator(".picture-told").inner_text()


def test_a_relation_of_the_picture_leads_to_its_sentence(visit: Visit) -> None:
    page = visit("/entity/bank/ccb")
    expect(page.locator(".picture[data-ready]")).to_be_visible()
    page.locator(".picture-facts a").first.click()
    page.wait_for_url("**/evidence?**")
    expect(page.locator("blockquote.evidence mark.subject").first).to_have_text("中国建设银行")


def test_a_node_is_dragged_and_the_picture_zoomed_and_fitted(visit: Visit) -> None:
    page = visit("/entity/regulator/pbc")
    expect(page.locator(".picture[data-ready]")).to_be_visible()
    mark = page.locator(node(page, "再贷款")).locator(".picture-shape")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=5)
    page.mouse.up()
    after = mark.bounding_box()
    assert after
    assert after["x"] - box["x"] == pytest.approx(60, abs=4)
    before = page.locator(".picture-canvas").get_attribute("viewBox")
    page.locator(".picture-tools button").nth(0).click()
    assert page.locator(".picture-canvas").get_attribute("viewBox") != before
    page.locator(".picture-tools button").nth(2).click()
    expect(page.locator(node(page, "再贷款"))).to_be_visible()


def test_each_point_of_a_chart_leads_to_its_sentence(visit: Visit) -> None:
    page = visit(METRIC)
    chart = page.locator("figure[data-drawn]").filter(has_text="元")
    expect(chart.first).to_be_visible()
    points = chart.first.locator("a.chart-point")
    assert points.count() == len(BALANCES)
    points.nth(1).focus()
    told = chart.first.locator(".chart-told").inner_text()
    address = points.nth(1).get_attribute("href")
    assert address
    assert re.search(r"/article/balance\d#char=\d+,\d+", address)
    points.nth(1).click()
    page.wait_for_url("**/article/balance*")
    growth = [row for row in BALANCES if row[1] in told or row[2] in told]
    assert growth, told
    target = page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1)))?.textContent ?? ''")
    assert growth[0][1] in target or growth[0][2] in target


def test_the_chart_shows_what_the_table_says(visit: Visit) -> None:
    page = visit(METRIC)
    for figure in page.locator("figure[data-drawn]").all():
        assert figure.locator("a.chart-point").count() == figure.locator("tbody tr").count()
        heights = figure.evaluate(
            """(figure) => [...figure.querySelectorAll(".chart-mark")].map((mark) => mark.getBoundingClientRect().top)"""
        )
        assert heights == sorted(heights, reverse=True)  # the balances grow


def test_a_table_is_sorted_by_its_headings(visit: Visit) -> None:
    page = visit(METRIC)
    table = page.locator("table.data").first
    heading = table.locator("th", has_text="数值")
    values = "(table) => [...table.querySelectorAll('td.number')].map((cell) => parseFloat(cell.textContent))"
    heading.get_by_role("button").click()
    rising = table.evaluate(values)
    assert rising == sorted(rising)
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.get_by_role("button").click()
    assert table.evaluate(values) == sorted(rising, reverse=True)


def test_a_card_tells_why_a_mention_was_linked(visit: Visit) -> None:
    page = visit(ARTICLE)
    mention = page.locator(".text a.mention[data-class=Bank]").first
    card = page.locator(f"[id='{mention.get_attribute('aria-describedby')}']")
    expect(card).to_be_hidden()
    mention.hover()
    expect(card).to_be_visible()
    expect(card.locator("ul.reasons li").first).to_be_visible(timeout=120_000)  # the first reasons wake the whole pipeline
    assert "中国建设银行" in card.inner_text()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    mention.focus()
    expect(card).to_be_visible()


def test_cards_stay_inside_a_phone(visit: Visit) -> None:
    page = visit(ARTICLE, viewport={"width": 360, "height": 740})
    for mention in page.locator(".text a.mention").all()[:8]:
        mention.focus()
        card = page.locator(f"[id='{mention.get_attribute('aria-describedby')}']")
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_margin_notes_and_sentences_light_up_together(visit: Visit) -> None:
    page = visit(ARTICLE)
    note = page.locator("aside .note").nth(2)
    sentence = page.locator(f"[id='{note.get_attribute('data-for')}']")
    note.hover()
    expect(sentence).to_have_class(re.compile(r"\blit\b"))
    page.mouse.move(5, 5)
    expect(sentence).not_to_have_class(re.compile(r"\blit\b"))
    note.locator("a.to").first.click()
    expect(sentence).to_be_in_viewport()
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") == note.get_attribute("data-for")


def test_margin_notes_do_not_cover_each_other(visit: Visit) -> None:
    page = visit(ARTICLE)
    tops = page.evaluate(
        """() => [...document.querySelectorAll("aside .note")].map((note) => note.getBoundingClientRect())
        .map((box) => [box.top, box.bottom])"""
    )
    assert len(tops) > 3
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(tops))


def test_the_address_is_copied(visit: Visit, served: Served) -> None:
    page = visit("/entity/bank/ccb", permissions=["clipboard-read", "clipboard-write"])
    page.click("button.copy")
    expect(page.locator("button.copy")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served.url}/entity/bank/ccb"


def test_a_question_is_asked_with_its_form(visit: Visit) -> None:
    page = visit("/questions/posts")
    page.locator("input[name=entity]").fill("李子彬")
    page.locator("form.filter button").click()
    page.wait_for_url("**/questions/posts?**")
    expect(page.locator("table.data tbody tr").first).to_be_visible()


def test_a_path_quotes_a_sentence_for_each_step(visit: Visit) -> None:
    page = visit("/path?from=bank/ccb&to=bank/abc")
    assert page.locator("ol.path > li").count() >= 2
    assert page.locator("ol.path blockquote.evidence").count() >= 2


def test_a_bar_of_a_month_leads_to_its_articles(visit: Visit) -> None:
    page = visit("/entity/regulator/pbc")
    bar = page.locator("figure[data-chart=bars] a.chart-point").first
    label = bar.get_attribute("aria-label")
    assert label
    assert re.search(r"\d{4}年\d+月 · \d+", label)
    bar.locator(".chart-bar").click()
    page.wait_for_url("**/articles?**")
    assert page.locator("main ul.articles li").count() == int(label.rpartition(" ")[2])
