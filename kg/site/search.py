"""Search: entities by name, pinyin, initials or code; as a page, and as JSON for search fields."""

from starlette.responses import Response

from kg.site.index import Found
from kg.site.visit import Visit

A_PAGE, AT_ONCE = 30, 50


def search_page(visit: Visit) -> Response:
    """The page at ``/search``: all entities of a class when nothing is searched for."""
    words, classes = visit.parameter("q"), _classes(visit)
    found, total = visit.index.search(words, classes)
    pages = max(1, -(-total // A_PAGE))
    number = visit.number("page", 1, pages)
    return visit.render(
        "search.html",
        query=words,
        chosen=visit.parameter("class"),
        found=found[(number - 1) * A_PAGE : number * A_PAGE],
        total=total,
        number=number,
        pages=pages,
        classes=visit.index.classes,
    )


def search_json(visit: Visit) -> Response:
    """The answer of ``/api/search``."""
    words = visit.parameter("q")
    found, total = visit.index.search(words, _classes(visit), visit.number("limit", 10, AT_ONCE)) if words else ([], 0)
    return visit.json({"query": words, "total": total, "results": [_as_json(visit, one) for one in found]})


def _classes(visit: Visit) -> list[str]:
    """The classes searched, subclasses included; unknown ones find nothing."""
    wanted = [name for name in visit.parameter("class").split(",") if name]
    below = [name for name, above in visit.ontology.ancestors.items() if above.intersection(wanted)]
    return below if below or not wanted else wanted


def _as_json(visit: Visit, found: Found) -> dict[str, object]:
    thing = found.thing
    return {
        "id": thing.iri,
        "key": thing.key,
        "name": thing.name,
        "class": thing.label,
        "classLabel": visit.language.label(thing.label),
        "matched": found.matched,
        "articles": found.articles,
        "href": visit.link(thing.path),
    }
