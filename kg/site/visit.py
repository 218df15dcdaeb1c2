"""One request as the pages see it: the graph, the reader's language, what was asked, and how to answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import KgError, QueryError, StoreError
from kg.ontology import Ontology
from kg.site.graph import Graph, Thing, as_written
from kg.site.index import Index
from kg.site.language import Language

LONGEST = 300
"""Characters of a parameter that are looked at."""

NEAR = 8
NAME = 24
"""Code points of an unknown name that are compared with others."""


class PageError(KgError):
    """A page that cannot be shown, for a reason the reader should see. ``near`` are entities that may have been meant."""

    def __init__(self, problem: str, *, status: int, near: Sequence[Thing] = ()) -> None:
        super().__init__(problem)
        self.status = status
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request on its way to an answer."""

    request: Request
    graph: Graph
    index: Index
    language: Language
    templates: jinja2.Environment
    ontology: Ontology
    is_styled: bool
    card: Callable[[], dict[str, Any]]

    @property
    def words(self) -> Mapping[str, str]:
        """The phrases of the reader's language."""
        return self.language.words

    def parameter(self, name: str) -> str:
        """A parameter of the address, without space around it, cut at ``LONGEST``; empty when absent."""
        return self.request.query_params.get(name, "").strip()[:LONGEST]

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the address from 1 to ``most``; the default for anything else."""
        given = self.parameter(name)
        if not (given.isascii() and given.isdigit()) or len(given) > 9:
            return default
        return min(max(int(given), 1), most)

    def link(self, path: str, **query: object) -> str:
        """An address on this server that keeps the reader's language; http(s) addresses elsewhere stay as they are."""
        if not path.startswith("/"):
            return path
        given = {name: str(value) for name, value in query.items() if value not in ("", None, False)}
        if self.language.is_chosen:
            given.setdefault("lang", self.language.name)
        path, hash_mark, fragment = path.partition("#")
        root = self.request.scope.get("root_path", "").rstrip("/")
        return f"{root}{path}{'?' if given else ''}{urlencode(given)}{hash_mark}{fragment}"

    def here(self, **changes: object) -> str:
        """The address of this page with some parameters changed; one that becomes empty is left out."""
        given = {**dict(self.request.query_params), **{name: str(value) for name, value in changes.items()}}
        if not self.language.is_chosen and "lang" not in changes:
            given.pop("lang", None)
        given = {name: value for name, value in given.items() if value}
        return f"{self.raw_path}{'?' if given else ''}{urlencode(given)}"

    @property
    def raw_path(self) -> str:
        """The path of the request as it was sent, percent-encoded, whatever this server is mounted on included."""
        raw = self.request.scope.get("raw_path") or self.request.scope["path"].encode()
        return as_written(raw.partition(b"?")[0].decode("latin-1"))

    def below(self, start: str) -> str:
        """What the path says after ``start``, percent-encoded as it was sent."""
        root = self.request.scope.get("root_path", "").rstrip("/")
        return self.raw_path.removeprefix(root).removeprefix(start)

    def entity(self, name: str) -> Thing:
        """The entity of a parameter: an IRI, a key or a name.

        Raises:
            PageError: Nobody is known by this name, or several are.
        """
        base = f"{self.graph.base}entity/"
        if name.startswith(base) or ("/" in name and name.isascii() and not name.startswith(("http://", "https://"))):
            iri = base + as_written(name.removeprefix(base))
            thing = self.graph.things([iri])[iri]
            if thing.label:
                return thing
        found = self.index.bearers(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise PageError(f"{self.words['which']} {name}", status=300, near=found[:NEAR])
        raise PageError(f"{self.words['unknown_name']}{name}", status=404, near=self.near(name))

    def typed(self, thing: Thing | None) -> str:
        """What a person would type to mean an entity: its name where it alone bears it, else its key; empty for None."""
        if thing is None:
            return ""
        return thing.name if self.index.bearer(thing.name) == thing else thing.key

    def near(self, name: str) -> list[Thing]:
        """Entities whose names come near to one that nobody bears: they share its beginning or its end."""
        name = name[:NAME]
        for length in range(len(name), max(1, len(name) // 2 - 1), -1):
            for part in dict.fromkeys((name[:length], name[-length:])):
                found, _total = self.index.search(part, (), NEAR)
                if found:
                    return [one.thing for one in found]
        return []

    def render(self, template: str, status: int = 200, **values: object) -> Response:
        """A page."""
        language = self.language
        page = self.templates.get_template(template).render(
            visit=self,
            graph=self.graph,
            language=language,
            words=language.words,
            label=language.label,
            link=self.link,
            here=self.here,
            root=self.request.scope.get("root_path", "").rstrip("/"),
            **values,
        )
        headers = {"Vary": "Accept-Language", "Content-Language": language.tag}
        return HTMLResponse(page, status_code=status, headers=headers)

    def json(self, found: object, status: int = 200) -> Response:
        """An answer for scripts."""
        return JSONResponse(found, status_code=status)

    def refusal(self, error: KgError) -> Response:
        """The page that says what went wrong, without a traceback."""
        status, near = (error.status, error.near) if isinstance(error, PageError) else (_status(error), ())
        if self.request.url.path.startswith("/api/"):
            found = [{"id": thing.iri, "key": thing.key, "name": thing.name} for thing in near]
            return self.json({"error": error.problem, "near": found}, status)
        return self.render("error.html", status, error=error, near=near, status_code=status)


# What an endpoint or the server says of a query of ours that it gave up.
_KINDS = {"too-many-rows": 403, "busy": 503, "time-limit": 504, "memory-limit": 507}


def _status(error: KgError) -> int:
    known = _KINDS.get(getattr(error, "kind", ""))
    return known or (503 if isinstance(error, StoreError) else 400 if isinstance(error, QueryError) else 500)
