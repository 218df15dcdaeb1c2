"""The site as a browser without scripts sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph
from bs4 import BeautifulSoup, Tag
from starlette.applications import Starlette

from kg.ask.remote import RemoteStore
from kg.graph import DEFAULT_BASE
from kg.site import routes
from kg.store import Store
from tests.loops import finish


@dataclass(frozen=True, slots=True)
class Pages:
    """An application of nothing but the site's routes."""

    app: Starlette

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to a request; redirections are not followed."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
                return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

        return finish(ask)

    def page(self, path: str, status: int = 200, **headers: str) -> BeautifulSoup:
        """A page, parsed."""
        response = self.get(path, **headers)
        assert response.status_code == status, f"{path}: {response.status_code}\n{response.text}"
        assert response.headers["content-type"].startswith("text/html")
        return BeautifulSoup(response.text, "html.parser")

    def main(self, path: str, status: int = 200, **headers: str) -> Tag:
        """The main part of a page."""
        found = self.page(path, status, **headers).main
        assert isinstance(found, Tag)
        return found


def pages_of(store: Store | RemoteStore, folder: Path | None = None, base: str = DEFAULT_BASE) -> Pages:
    """The site over a store."""
    return Pages(Starlette(routes=routes(store, folder, base)))


def store_of(lines: list[str]) -> Store:
    """A store in memory with these lines of N-Quads."""
    store = Store()
    store.load("\n".join(lines).encode(), pyoxigraph.RdfFormat.N_QUADS)
    return store


def parsed(text: str) -> BeautifulSoup:
    """A page that came from elsewhere, parsed."""
    return BeautifulSoup(text, "html.parser")


def words(tag: Tag | None) -> str:
    """The text of a part of a page with single spaces."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def plain(tag: Tag | None) -> str:
    """The text of a part of a page as it stands, without the notes that hang on mentions."""
    assert tag is not None
    return "".join(text for text in _texts(tag))


def _texts(tag: Tag) -> Iterator[str]:
    for part in tag.children:
        if isinstance(part, Tag):
            if "why" not in (part.get("class") or []):
                yield from _texts(part)
        else:
            yield str(part)


def links(tag: Tag) -> list[str]:
    """Where the links of a part of a page lead."""
    return [str(link["href"]) for link in tag.select("a[href]")]
