"""What holds on every kind of page: nothing keeps people out, nothing is wider than the window or lost without scripts."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.site.conftest import Visit

pytestmark = pytest.mark.browser

ARTICLE = "/article/000_ed608e3359058c26"
PAGES = {
    "home": "/",
    "entity": "/entity/regulator/pbc",
    "policy": "/policy/document/guo-wu-yuan-ban-gong-tgyyfjqxyxxgxyycjzxwqyrzssfadtz",
    "article": ARTICLE,
    "why": f"{ARTICLE}/why",
    "articles": "/articles",
    "figures": "/figures",
    "metric": f"/figures?metric={quote('普惠小微贷款余额')}",
    "compare": "/compare?a=bank/ccb&b=bank/abc",
    "path": "/path?from=bank/ccb&to=bank/abc",
    "questions": "/questions",
    "question": "/questions/posts?entity=" + quote("李子彬"),
    "search": "/search?q=" + quote("银行"),
    "evidence": "/evidence?subject=bank/ccb&predicate=participatesIn&object=event/smefair-9",
    "editor": "/editor",
}


def settled(page: Page) -> None:
    """Everything that draws itself when it is looked at has been drawn."""
    for host in page.locator("[data-neighbourhood]").all():
        host.scroll_into_view_if_needed()
        if host.locator("ul a").count():
            expect(host.locator(".picture[data-ready]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_violation(visit: Visit, name: str, scheme: str) -> None:
    page = visit(PAGES[name], color_scheme=scheme)
    settled(page)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert violations(page) == []


def test_axe_finds_no_serious_violation_where_nothing_is(visit: Visit) -> None:
    assert violations(visit("/entity/bank/nobody", status=404)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(visit: Visit, name: str, language: str) -> None:
    path = PAGES[name]
    page = visit(
        f"{path}{'&' if '?' in path else '?'}lang={language}",
        viewport={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
    )
    settled(page)
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
        .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_can_be_read_without_scripts(visit: Visit, name: str) -> None:
    with_scripts = visit(PAGES[name])
    page = visit(PAGES[name], java_script_enabled=False)
    assert page.locator("h1").inner_text().strip() in with_scripts.locator("h1").inner_text()
    assert page.locator("main").inner_text().strip()
    links = page.locator("main a, main button, main textarea")
    assert links.count() > 0


def test_letters_are_never_tiny(visit: Visit) -> None:
    for name in ("home", "entity", "article", "metric", "editor"):
        small = visit(PAGES[name]).evaluate(
            """() => [...document.querySelectorAll("main *")].filter((one) => !(one instanceof SVGElement)
            && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
            && parseFloat(getComputedStyle(one).fontSize) < 13.5 && one.getClientRects().length)
            .map((one) => `${getComputedStyle(one).fontSize} ${one.outerHTML.slice(0, 100)}`)"""
        )
        assert small == []


def test_the_theme_is_chosen_and_remembered(visit: Visit) -> None:
    page = visit("/", color_scheme="light")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("header .theme")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_is_a_link(visit: Visit) -> None:
    page = visit("/entity/bank/ccb?lang=zh")
    page.click("header a.language")
    page.wait_for_selector("html[lang=en][data-ready]", state="attached")
    assert "Facts" in page.locator("main").inner_text()


def test_the_page_prints_without_its_controls(visit: Visit) -> None:
    page = visit(ARTICLE)
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".copy")).to_be_hidden()
    expect(page.locator(".text p").first).to_be_visible()
    assert len(page.pdf()) > 10_000


def test_the_keyboard_reaches_the_content_past_the_menu(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    assert page.locator("a.skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#main'")


def test_what_has_the_focus_is_seen(visit: Visit) -> None:
    page = visit("/entity/bank/ccb")
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== "none" || document.activeElement instanceof SVGElement; }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
