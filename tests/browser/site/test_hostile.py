"""An article that attacks stays text on every page that shows it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import Visit

pytestmark = pytest.mark.browser

POLICY = 'SELECT ?policy ?name { ?policy skos:prefLabel ?name FILTER(CONTAINS(?name, "script")) }'


def inert(page: Page) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("script:not([src])").count() == 0
    assert "50337" not in page.locator("main").inner_text()  # what a template would make of it


def hostile_entity(page: Page) -> str:
    """The path of the entity whose name is the attack."""
    found = page.locator(".mention[data-class=PolicyDocument], aside .entity[data-class=PolicyDocument]").first
    return str(found.get_attribute("href"))


def test_its_page_its_reasons_and_its_entities_are_inert(visit: Visit) -> None:
    page = visit("/article/hostile")
    inert(page)
    assert "</script><script>window.pwned=1</script>" in page.locator("article").inner_text()
    page.locator(".text .mention").first.hover()
    expect(page.locator(".text .why").first).to_be_visible()
    inert(page)
    entity = hostile_entity(page)
    inert(visit("/article/hostile/why"))
    inert(visit(entity))
    inert(visit("/articles"))


def test_search_shows_it_as_text(visit: Visit) -> None:
    page = visit("/")
    page.locator("#top-search").press_sequentially("script")
    expect(page.get_by_role("option").filter(has_text="script").first).to_be_visible()
    inert(page)


def test_the_editor_shows_it_as_text_in_every_way(visit: Visit) -> None:
    page = visit("/editor")
    page.wait_for_selector("html[data-editor-ready]", state="attached")
    page.locator(".tabPanel.active .CodeMirror").evaluate("(host, query) => host.CodeMirror.setValue(query)", POLICY)
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    expect(page.locator("table.results tbody tr")).not_to_have_count(0)
    assert "</script>" in page.locator("table.results").inner_text()
    for way in ("网络", "Response"):
        page.locator(".yasr_btn", has_text=way).click()
        expect(page.locator(".result-network .picture-node, .yasr .CodeMirror").first).to_be_visible()
        assert "</script>" in (page.locator(".yasr_results").text_content() or "")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img").count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=%3Cscript%3Ewindow.pwned%3D1%3C/script%3E",
        "/figures?metric=%22%3E%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D1%3E",
        "/editor?query=ASK%7B%7D%23%22%3E%3C/textarea%3E%3Cscript%3Ewindow.pwned%3D1%3C/script%3E",
    ],
)
def test_an_attack_in_the_address_stays_text(visit: Visit, path: str) -> None:
    inert(visit(path))
