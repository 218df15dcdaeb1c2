"""What all pages share: the templates, the store as it is now, the quality card, and the headers of every answer."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import jinja2
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from kg.ask.remote import RemoteStore
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.site.graph import Graph
from kg.site.index import Index
from kg.site.language import chosen_language
from kg.site.visit import Visit
from kg.store import Store

ROOM = Path(__file__).parent
STATIC = ROOM / "static"

HEADERS = {
    # No script, style, picture or frame of anybody else, and none inside the page: article text stays text.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Page = Callable[[Visit], Response]


def is_styled() -> bool:
    """Whether the bundler has left scripts and styles here."""
    return (STATIC / "site.css").is_file()


class Site:
    """The pages over one store, or over whichever the application holds at the moment (``app.state.store``)."""

    def __init__(self, store: Store | RemoteStore, folder: Path | None, base: str) -> None:
        self.folder = folder
        self.base = base
        self._store = store
        self._index: Index | None = None
        self._lock = Lock()
        self._card: tuple[int, dict[str, Any]] = (0, {})
        self._templates = environment()
        self._ontology = load_ontology()

    def answer(self, page: Page, request: Request) -> Response:
        """A page's answer to a request; what goes wrong in a known way becomes a page, too."""
        store = getattr(request.app.state, "store", None) or self._store
        index, is_new = self._index_of(store)
        language = chosen_language(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
        visit = Visit(request, index.graph, index, language, self._templates, self._ontology, is_styled(), self.card)
        try:
            response = page(visit)
        except KgError as error:
            response = visit.refusal(error)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_new:
            # After the first answer, before anybody searches: in one of the threads from which stores can be asked.
            response.background = BackgroundTask(index.warm)
        return response

    def card(self) -> dict[str, Any]:
        """The quality card of the folder as it is now; empty without one."""
        path = self.folder / "report.json" if self.folder else None
        try:
            changed = path.stat().st_mtime_ns if path else 0
            if path and changed != self._card[0]:
                self._card = changed, json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return self._card[1] if path else {}

    def _index_of(self, store: Store | RemoteStore) -> tuple[Index, bool]:
        """The index of a store, and whether it was made just now."""
        with self._lock:
            if self._index is not None and self._index.graph.store is store:
                return self._index, False
            self._index = Index(Graph(store, self.base))
            return self._index, True


@cache
def environment() -> jinja2.Environment:
    """The templates; whatever is put into them is escaped, and what is not there is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
