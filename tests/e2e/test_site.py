"""The pages on the server that users start, and over an endpoint on another machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask.remote import RemoteStore
from kg.store import open_store
from tests.e2e.serving import Server, served
from tests.unit.site.pages import pages_of, parsed, words

PAGES = (
    *("/", "/articles", "/entity/regulator/cbirc", "/entity/event/smefair-9", "/article/003_c6dccf76fef1d71d"),
    *("/search?q=银行&lang=en", "/figures?metric=贷款", "/compare?a=建行&b=工行", "/path?from=建行&to=工行"),
    *("/questions/issued?entity=北京市", "/evidence?subject=bank/ccb&predicate=participatesIn&object=event/smefair-9"),
    *(
        "/api/search?q=建行",
        "/api/neighbourhood?entity=event/smefair-9",
        "/api/figures?metric=贷款",
        "/figures.csv?metric=贷款",
    ),
)
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with served(built) as running:
        yield running


@pytest.mark.parametrize("path", PAGES)
def test_the_server_answers_with_the_same_page(server: Server, built: Path, path: str) -> None:
    response = server.client.get(path, headers=HTML)
    assert response.status_code == 200
    assert response.text == pages_of(open_store(built / "store"), built).get(path).text
    assert "script-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_a_remote_endpoint_serves_as_well(server: Server, built: Path, path: str) -> None:
    far = pages_of(RemoteStore(f"{server.url}/sparql"), built)
    assert far.get(path).text == pages_of(open_store(built / "store"), built).get(path).text


def test_the_same_address_gives_a_page_to_readers_and_data_to_programs(server: Server) -> None:
    path = "/entity/bank/ccb"
    assert server.client.get(path, headers=HTML).headers["content-type"].startswith("text/html")
    assert server.client.get(path, headers={"Accept": "text/turtle"}).headers["content-type"].startswith("text/turtle")
    page = parsed(server.client.get(path, headers=HTML).text)
    for link in page.select("head link[rel=alternate][type]"):
        data = server.client.get(str(link["href"]))
        assert data.status_code == 200
        assert data.headers["content-type"].startswith(str(link["type"]))
        assert "中国建设银行" in data.text


def test_the_editors_form_runs_a_query_without_scripts(server: Server) -> None:
    page = parsed(server.client.get("/editor", headers=HTML).text)
    form = page.select_one("[data-editor] form")
    assert form is not None
    query = words(form.select_one("textarea"))
    answer = server.client.post(str(form["action"]), data={"query": query}, headers=HTML)
    assert answer.status_code == 200
    assert "中国建设银行" in answer.text


def test_what_is_not_there_is_a_page_for_readers(server: Server) -> None:
    for path in ("/entity/nobody", "/nothing", "/article/none"):
        response = server.client.get(path, headers=HTML)
        assert response.status_code == 404
        assert "找不到" in response.text
        assert "Traceback" not in response.text
