"""Which address leads to which page."""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from kg.ask.remote import RemoteStore
from kg.site.article import article_page
from kg.site.articles import articles_page, evidence_page
from kg.site.bundle import Bundle
from kg.site.compare import compare_page, path_page
from kg.site.entity import entity_page, policy_page
from kg.site.figures import figures_csv, figures_json, figures_page
from kg.site.home import home_page
from kg.site.neighbourhood import neighbourhood_json
from kg.site.questions import editor_page, question_page, questions_page
from kg.site.search import search_json, search_page
from kg.site.site import Page, Site
from kg.site.visit import PageError, Visit
from kg.site.why import why_json, why_page
from kg.store import Store

PAGES: tuple[tuple[str, Page], ...] = (
    ("/", home_page),
    ("/search", search_page),
    ("/articles", articles_page),
    ("/evidence", evidence_page),
    ("/figures", figures_page),
    ("/figures.csv", figures_csv),
    ("/compare", compare_page),
    ("/path", path_page),
    ("/questions", questions_page),
    ("/questions/{name}", question_page),
    ("/editor", editor_page),
    ("/entity/{key:path}", entity_page),
    ("/policy/{key:path}", policy_page),
    ("/article/{key:path}/why", why_page),
    ("/article/{key:path}", article_page),
    ("/api/search", search_json),
    ("/api/neighbourhood", neighbourhood_json),
    ("/api/figures", figures_json),
    ("/api/why", why_json),
)
"""The pages by path, the more specific first."""


def routes(store: Store | RemoteStore, folder: Path | None, base: str) -> list[BaseRoute]:
    """The pages of the site as routes of a Starlette application.

    Args:
        store: The graph; one that the application holds as ``app.state.store`` comes first.
        folder: The folder of the build, for its quality card; None where there is none.
        base: What the IRIs of the graph begin with.
    """
    site = Site(store, folder, base)
    found: list[BaseRoute] = [Mount("/static", Bundle())]
    found += [Route(path, _endpoint(site, page), methods=["GET"]) for path, page in PAGES]
    return [*found, Route("/{rest:path}", _endpoint(site, missing_page), methods=["GET"])]


def missing_page(visit: Visit) -> Response:
    """What stands at an address where nothing is."""
    raise PageError(visit.words["not_found_page"], status=404)


def _endpoint(site: Site, page: Page) -> Callable[[Request], Response]:
    """A plain function, so that Starlette runs it in its threads."""

    def endpoint(request: Request) -> Response:
        return site.answer(page, request)

    return endpoint
