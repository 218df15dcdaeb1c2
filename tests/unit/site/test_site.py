"""What holds on every page: languages, links, headers, hostile text, errors, other bases, remote stores, missing scripts."""

import dataclasses
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from kg.graph import DEFAULT_BASE
from kg.records import Entity, Figure, Link, Mention, Reading, Statement
from kg.server.problems import RequestError
from kg.site import routes, site
from kg.site.graph import as_written, web
from kg.site.language import _labels
from kg.site.routes import PAGES
from kg.site.visit import Visit
from kg.site.words import INVERSE, WORDS
from kg.store import open_store
from tests.loops import finish
from tests.unit.site.graphs import article_of, graph_of, reading
from tests.unit.site.pages import Pages, links, pages_of, store_of, words

READING = (
    *(
        "/",
        "/search?q=银行",
        "/search?class=Bank",
        "/articles",
        "/articles?entity=bank/ccb",
        "/figures",
        "/figures?metric=贷款",
    ),
    *("/compare", "/compare?a=建行&b=工行", "/path", "/path?from=建行&to=工行"),
    *("/questions", "/questions/classes", "/editor"),
    *("/entity/regulator/cbirc", "/entity/measure/relending", "/article/003_c6dccf76fef1d71d", "/nothing"),
    "/evidence?subject=bank/ccb&predicate=participatesIn&object=event/smefair-9",
)


@pytest.mark.parametrize("path", READING)
def test_a_page_is_whole_in_both_languages(pages: Pages, path: str) -> None:
    for language, tag in (("zh", "zh-CN"), ("en", "en")):
        page = pages.page(f"{path}{'&' if '?' in path else '?'}lang={language}", 404 if path == "/nothing" else 200)
        assert page.html is not None
        assert page.html["lang"] == tag
        assert page.title is not None
        assert page.title.text.strip()
        assert len(page.select("h1")) == 1
        for table in page.select("table.data"):
            assert table.select("thead th[scope=col]")
        own = [link for link in links(page) if link.startswith("/") and ".ttl" not in link and ".jsonld" not in link]
        other = "en" if language == "zh" else "zh"
        assert all(f"lang={language}" in link for link in own if f"lang={other}" not in link), own
        assert sum(f"lang={other}" in link for link in own) == 1
        assert page.select("script:not([src]), style, [style], [onclick]") == []


def test_the_browser_decides_the_language_unless_the_address_does(pages: Pages) -> None:
    english = pages.page("/", accept_language="en-US,en;q=0.9,zh;q=0.1")
    assert english.html is not None
    assert english.html["lang"] == "en"
    assert "lang=" not in " ".join(link for link in links(english) if link != "/?lang=zh")
    chosen = pages.page("/?lang=zh", accept_language="en")
    assert chosen.html is not None
    assert chosen.html["lang"] == "zh-CN"
    for header in ("", "xx", ";;;,,,", "en;q=0", "zh;q=1.0, en;q=0.999", "*", "e" * 5000):
        found = pages.page("/", accept_language=header)
        assert found.html is not None
        assert found.html["lang"] == "zh-CN", header
    assert "Accept-Language" in pages.get("/").headers["vary"]


def test_every_phrase_is_there_in_both_languages_and_used() -> None:
    room = site.ROOM
    files = [path for path in (*room.glob("*.py"), *room.glob("templates/*.html")) if path.name != "words.py"]
    used = "".join(path.read_text(encoding="utf-8") for path in files)
    assert all(zh.strip() or en.strip() for zh, en in WORDS.values())
    spoken = {name for name in WORDS if not name.startswith("param_")}
    unused = {name for name in spoken if not re.search(rf"\.{name}\b|[\"']{name}[\"']", used)}
    assert unused == set()


def test_every_relation_has_a_name_from_its_other_end(pages: Pages) -> None:
    from kg.ontology import load_ontology

    assert set(load_ontology().relations) <= set(INVERSE)
    assert _labels()[("issues", "en")] == "issues"


@pytest.mark.parametrize("path", [*READING, "/api/search?q=a", "/figures.csv", "/static/none.js"])
def test_every_answer_bears_the_strict_headers(pages: Pages, path: str) -> None:
    headers = pages.get(path).headers
    if path != "/static/none.js":
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}{% raw %}&amp;\u202e<img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def hostile() -> Pages:
    text = f"{HOSTILE}\n甲{HOSTILE}乙发布丙{HOSTILE}5%。"
    one = Entity("x/one", "Bank", f"甲{HOSTILE}", ((f"别{HOSTILE}", "zh"),), codes=(("stock", HOSTILE),))
    other = Entity("x/other", "PolicyDocument", f"丙{HOSTILE}", codes=(("number", HOSTILE),))
    found = []
    for entity in (one, other):
        start = text.index(entity.name)
        mention = Mention(start, start + len(entity.name), entity.name, entity.label, HOSTILE, 0.9)
        found.append(Link(mention, (entity,), 0.9, ()))
    start, end = text.index("\n") + 1, len(text)
    fact = Statement("x/one", "issues", "x/other", start, end, HOSTILE, 0.9, title=HOSTILE, said_by="x/one")
    number = text.index("5%")
    figure = Figure(number, number + 2, "5%", Decimal(5), HOSTILE, HOSTILE, HOSTILE, 0.9, None, "x/one", HOSTILE)
    document = article_of(
        HOSTILE, text, HOSTILE, publisher=HOSTILE, authors=(HOSTILE,), categories=(HOSTILE,), editor=HOSTILE,
        url="javascript:alert(1)",
    )  # fmt: skip
    return pages_of(graph_of(Reading(document, (), tuple(found), (fact,), (figure,))))


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/articles", "/entity/x/one", "/entity/x/other", "/policy/x/other", "/figures", "/figures?entity=x/one"),
        *("/compare?a=x/one&b=x/other", "/path?from=x/one&to=x/other", "/search?q=<script>", "/questions/codes"),
        *(
            "/search?class=<script>",
            "/editor?query=</textarea><script>",
            "/evidence?subject=x/one&predicate=issues&object=x/other",
        ),
        *("/entity/x/one?predicate=issues&lang=<script>", "/articles?publisher=<script>&month=<script>"),
        *("/figures?metric=<script>", "/compare?a=<script>&b=x", "/questions/posts?entity=<script>", "/<script>"),
    ],
)
def test_hostile_text_stays_text(hostile: Pages, path: str) -> None:
    page = hostile.get(path)
    assert page.status_code in (200, 404)
    _is_inert(hostile, path, page.status_code)


def test_hostile_articles_stay_text(hostile: Pages) -> None:
    (path,) = [link for link in links(hostile.main("/articles")) if link.startswith("/article/")]
    assert HOSTILE in unquote(path)
    _is_inert(hostile, path, 200)
    assert HOSTILE in hostile.main(path).text
    assert "javascript:" not in " ".join(links(hostile.main(path)))


def _is_inert(pages: Pages, path: str, status: int) -> None:
    page = pages.page(path, status)
    assert [script["src"] for script in page.select("script") if not str(script.get("src")).startswith("/static/")] == []
    assert page.select("img, iframe, object, embed, base, meta[http-equiv]") == []
    assert [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    assert all(not link.lower().startswith(("javascript:", "data:", "//")) for link in links(page))


def test_addresses_lead_elsewhere_only_over_http(hostile: Pages) -> None:
    assert web("https://example.com/a?b=1") == "https://example.com/a?b=1"
    for bad in ("javascript:alert(1)", "data:text/html,x", "//evil", "https://a b", 'https://a"onclick', "ftp://a"):
        assert web(bad) == ""
    assert hostile.get("/articles").status_code == 200


def test_paths_are_never_decoded_into_iris() -> None:
    assert as_written("a%2Fb/c d<>%") == "a%2Fb/c%20d%3C%3E%25"


def test_errors_are_pages_without_tracebacks(pages: Pages) -> None:
    for path in ("/nothing", "/entity/none", "/article/none", "/questions/none", "/policy/none", "/%ff%fe", "/entity/%ff"):
        main = pages.main(path, 404)
        assert words(main.h1) == "找不到"
        assert "Traceback" not in main.text
    assert pages.get("/api/none").status_code == 404


def test_only_reading_is_allowed(pages: Pages) -> None:
    assert pages.get("/").status_code == 200
    import httpx

    async def post() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(pages.app), base_url="http://site") as client:
            return (await client.post("/search", data={"q": "x"})).status_code

    assert finish(post) == 405


def test_pages_work_where_the_site_is_mounted_below_a_path(built: Path) -> None:
    store = open_store(built / "store")
    mounted = Pages(Starlette(routes=[Mount("/kg", routes=routes(store, None, DEFAULT_BASE))]))
    main = mounted.main("/kg/entity/bank/ccb?lang=en")
    assert words(main.h1) == "中国建设银行 bank"
    own = [link for link in links(main) if link.startswith("/")]
    assert all(link.startswith("/kg/") for link in own)
    page = mounted.page("/kg/search?q=x")
    assert [form["action"] for form in page.select("form")] == ["/kg/search", "/kg/search"]
    switch = page.select_one("a.language")
    assert switch is not None
    assert str(switch["href"]).startswith("/kg/search?q=x&lang=")


def test_a_graph_of_another_base_is_read_as_well() -> None:
    base = "https://example.org/graph/"
    pages = pages_of(graph_of(reading(), base=base), base=base)
    assert words(pages.main("/entity/regulator/pbc").h1).startswith("中国人民银行")
    assert links(pages.main("/articles"))[0] == "/article/000_a"
    assert pages.get("/api/search?q=央行").json()["results"][0]["id"] == f"{base}entity/regulator/pbc"


def test_an_article_without_a_date_is_listed_last() -> None:
    undated = dataclasses.replace(article_of("b", "标题\n文。"), issued=None)
    dated = dataclasses.replace(article_of("a", "标题\n文。"), issued=datetime(2020, 1, 1))
    pages = pages_of(graph_of(*(Reading(document, (), (), (), ()) for document in (undated, dated))))
    listed = pages.main("/articles").select("ul.articles li")
    assert [links(item)[0] for item in listed] == ["/article/a", "/article/b"]
    assert "日期不详" in words(listed[1])


def test_reading_works_while_the_scripts_are_not_built(pages: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(site, "STATIC", tmp_path)
    page = pages.page("/article/003_c6dccf76fef1d71d?lang=en")
    assert "have not been built" in words(page.select_one("p.unbuilt"))
    assert page.select("script") == []
    assert page.select("a.mention")


def test_built_files_are_kept_by_browsers(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.site import bundle

    for name in ("site.css", "chunk-5XQ2K7AB.js"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(bundle, "STATIC", tmp_path)
    pages = pages_of(open_store(built / "store"))
    assert pages.get("/static/site.css").headers["cache-control"] == "no-cache"
    kept = pages.get("/static/chunk-5XQ2K7AB.js").headers
    assert kept["cache-control"] == "public, max-age=31536000, immutable"
    assert kept["x-content-type-options"] == "nosniff"
    assert pages.get("/static/../site.py").status_code == 404
    assert pages.get("/static/%2e%2e/site.py").status_code == 404


def test_every_page_has_an_address_of_its_own() -> None:
    paths = [path for path, _page in PAGES]
    assert len(paths) == len(set(paths))


def test_what_the_pages_promise_is_what_they_say(pages: Pages) -> None:
    main = pages.page("/article/003_c6dccf76fef1d71d")
    promised = (site.ROOM / "templates" / "README.md").read_text(encoding="utf-8")
    for selector in (
        "a.mention[data-class]",
        "span.why[role=tooltip]",
        "span.sentence",
        "aside .note[data-for]",
        "meter.confidence",
    ):
        assert main.select(selector), selector
        assert selector.split("[")[0].split(".")[-1].split(" ")[-1] in promised


def test_many_readers_at_once_see_the_same_pages(built: Path) -> None:
    paths = ("/", "/entity/event/smefair-9", "/search?q=zgrmyh", "/path?from=建行&to=工行", "/article/003_c6dccf76fef1d71d")
    alone = {path: pages_of(open_store(built / "store"), built).get(path).text for path in paths}
    together = pages_of(open_store(built / "store"), built)
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda path: (path, together.get(path).text), paths * 4))
    assert all(text == alone[path] for path, text in found)


def test_a_very_long_unknown_name_is_answered(pages: Pages) -> None:
    assert "没有叫这个名字的实体" in words(pages.main("/compare?a=" + "没" * 5000 + "&b=建行", 404))


def test_chinese_is_marked_as_chinese_on_english_pages(pages: Pages) -> None:
    for path, selector in (
        ("/article/003_c6dccf76fef1d71d", "h1, div.text, a.entity"),
        ("/entity/regulator/cbirc", "h1 .name, a.entity, blockquote.evidence p, a.article"),
    ):
        found = pages.main(f"{path}?lang=en").select(selector)
        assert found
        assert {tag.get("lang") for tag in found} == {"zh-CN"}
        assert {tag.get("lang") for tag in pages.main(path).select(selector)} == {None}
    note = pages.main("/article/003_c6dccf76fef1d71d?lang=en").select_one("span.why")
    assert note is not None
    assert note["lang"] == "en"


@pytest.mark.parametrize(("kind", "status"), [("time-limit", 504), ("busy", 503), ("memory-limit", 507), ("store", 500)])
def test_a_query_that_the_server_gave_up_is_said_on_the_page(kind: str, status: int) -> None:
    def page(_visit: Visit) -> Response:
        raise RequestError(kind, "no answer within 30 seconds", remedy="narrow the query")

    over = site.Site(store_of([]), None, DEFAULT_BASE)

    def endpoint(request: Request) -> Response:
        return over.answer(page, request)

    main = Pages(Starlette(routes=[Route("/slow", endpoint)])).main("/slow?lang=en", status)
    assert words(main.h1) == "Something went wrong"
    assert words(main.select_one("p.error")) == "no answer within 30 seconds; narrow the query"
