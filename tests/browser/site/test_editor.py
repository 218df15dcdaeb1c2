"""The SPARQL editor: written, completed, asked, looked at in three ways, shared."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.site.conftest import Visit

pytestmark = pytest.mark.browser

BANKS = "SELECT ?bank ?name { ?bank a kg:Bank ; skos:prefLabel ?name } ORDER BY ?name"


def opened(visit: Visit, query: str = BANKS, **options: object) -> Page:
    """The editor, at an address that brings a query, and so its answer."""
    page = visit(f"/editor?query={quote(query)}", **options)
    page.wait_for_selector("html[data-editor-ready]", state="attached")
    return page


def text(page: Page) -> str:
    """What stands in the editor."""
    return str(page.evaluate("() => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"))


def run(page: Page) -> None:
    page.locator(".tabPanel.active .yasqe_queryButton").click()


def look(page: Page, way: str) -> None:
    page.locator(".yasr_btn", has_text=way).click()


def test_a_query_gives_a_table_whose_iris_lead_into_the_site(visit: Visit) -> None:
    page = opened(visit)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)
    assert "中国建设银行" in page.locator("table.results").inner_text()
    assert "PREFIX kg:" in text(page)
    page.locator("table.results a[href$='/entity/bank/ccb']").click()
    page.wait_for_url("**/entity/bank/ccb")


def test_a_query_is_written_and_run_with_chinese_variables(visit: Visit) -> None:
    page = visit("/editor")
    page.wait_for_selector("html[data-editor-ready]", state="attached")
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?银行 ?名称 { ?银行 a kg:Bank ; skos:prefLabel ?名称 } LIMIT 3")
    run(page)
    expect(page.locator("table.results thead")).to_contain_text("名称")
    expect(page.locator("table.results tbody tr")).to_have_count(3)


def test_results_are_seen_as_a_network_and_expanded(visit: Visit) -> None:
    page = opened(visit, "SELECT ?s ?o { ?s kg:participatesIn ?o } LIMIT 20")
    expect(page.locator("table.results")).to_be_visible()
    look(page, "网络")
    expect(page.locator(".result-network .picture-node").first).to_be_visible()
    bank = page.locator('.picture-node[aria-label="中国工商银行"]')
    expect(bank).to_have_attribute("data-class", "Bank")
    before = page.locator(".picture-node").count()
    page.locator('.picture-node[aria-label="第九届中国中小企业投融资交易会"]').press("Enter")
    page.wait_for_function("(before) => document.querySelectorAll('.picture-node').length > before", arg=before)
    assert violations(page) == []


def test_triples_are_seen_as_a_network(visit: Visit) -> None:
    page = opened(visit, "CONSTRUCT { ?s kg:issues ?o } { ?s kg:issues ?o }")
    expect(page.locator("table.results thead")).to_contain_text("predicate")
    look(page, "网络")
    expect(page.locator('.result-network .picture-node[aria-label="北京市"]')).to_be_visible()


def test_numbers_over_time_are_seen_as_a_chart(visit: Visit) -> None:
    asked = 'SELECT ?date ?value ?in { ?f kg:metric "普惠小微贷款余额" ; kg:value ?value ; kg:date ?date ; kg:statedIn ?in }'
    page = opened(visit, asked)
    expect(page.locator("table.results tbody tr")).to_have_count(4)
    look(page, "图表")
    expect(page.locator(".result-chart a.chart-point")).to_have_count(4)
    assert violations(page) == []


def test_counts_are_seen_as_bars(visit: Visit) -> None:
    page = opened(visit, "SELECT ?class (COUNT(?e) AS ?n) { ?e a ?class ; skos:prefLabel ?l } GROUP BY ?class")
    look(page, "图表")
    assert page.locator(".result-chart .chart-bar").count() > 5


def test_our_terms_are_completed_in_chinese_and_english(visit: Visit) -> None:
    page = opened(visit)
    editor = page.locator(".tabPanel.active .CodeMirror")
    for typed in ("kg:发布", "kg:iss"):
        editor.evaluate(
            """(host) => { host.CodeMirror.setValue("SELECT * {\\n  ?who ");
            host.CodeMirror.focus(); host.CodeMirror.setCursor(1, 7); }"""
        )
        page.keyboard.type(typed)
        page.keyboard.press("Control+Space")
        hint = page.locator(".CodeMirror-hints li", has_text="kg:issues").first
        expect(hint).to_be_visible()
        expect(hint).to_contain_text("发布")
        hint.click()
        assert "kg:issues" in text(page)
        assert "PREFIX kg: <https://jinqiao.example/ontology#>" in text(page)


def test_an_example_question_is_chosen_and_answered(visit: Visit) -> None:
    page = opened(visit)
    assert page.locator("#examples option").count() > 10
    page.select_option("#examples", index=1)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)


def test_a_query_is_shared_by_its_address_and_never_sent_elsewhere(visit: Visit) -> None:
    fragment = f"#query={quote(BANKS)}&endpoint={quote('http://127.0.0.1:9/evil', safe='')}"
    page = visit(f"/editor{fragment}")
    page.wait_for_selector("html[data-editor-ready]", state="attached")
    assert "kg:Bank" in text(page)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)


def test_the_share_button_gives_an_address_that_brings_the_query_back(visit: Visit) -> None:
    page = opened(visit, BANKS, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".yasqe_share").click()
    address = page.locator(".yasqe_sharePopup input").first.input_value()
    assert address.startswith("http://127.0.0.1:")
    again = visit(address[address.index("/editor") :])
    again.wait_for_selector("html[data-editor-ready]", state="attached")
    assert "kg:Bank" in text(again)


def test_a_mistake_is_told_beside_the_query(visit: Visit) -> None:
    page = visit("/editor", status=200)
    page.wait_for_selector("html[data-editor-ready]", state="attached")
    page.locator(".tabPanel.active .CodeMirror").evaluate("(host) => host.CodeMirror.setValue('SELECT ?a { ?a ?b }')")
    expect(page.locator(".gutterErrorBar .parseErrorIcon, .parseErrorIcon").first).to_be_visible()


def test_the_results_go_to_a_file(visit: Visit) -> None:
    page = opened(visit, BANKS, accept_downloads=True)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)
    with page.expect_download() as download:
        page.locator(".yasr_downloadIcon").click()
    assert "中国建设银行" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation_among_the_results(visit: Visit, scheme: str) -> None:
    page = opened(visit, BANKS, color_scheme=scheme)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)
    assert violations(page) == []
    look(page, "Response")
    expect(page.locator(".yasr .CodeMirror")).to_be_visible()
    assert violations(page) == []


def test_it_fits_a_phone_with_results(visit: Visit) -> None:
    page = opened(visit, BANKS, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_it_is_a_form(visit: Visit) -> None:
    page = visit("/editor", java_script_enabled=False)
    expect(page.locator("form textarea[name=query]")).to_be_visible()
