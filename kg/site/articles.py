"""Lists of articles, and of the sentences that say one thing."""

from starlette.responses import Response

from kg.site.facts import best, read_evidence, statements
from kg.site.graph import Thing, literal
from kg.site.visit import PageError, Visit

_OF_PUBLISHER = "SELECT ?article { ?article dcterms:publisher $publisher }"

A_PAGE = 30
EVIDENCE = 20


def articles_page(visit: Visit) -> Response:
    """The page at ``/articles``: all, those that mention an entity, those of a publisher, those of a month."""
    name, publisher, month = (visit.parameter(one) for one in ("entity", "publisher", "month"))
    entity = visit.entity(name) if name else None
    found = [iri for iri, day in _articles(visit, entity, publisher) if day.startswith(month)]
    pages = max(1, -(-len(found) // A_PAGE))
    number = visit.number("page", 1, pages)
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    reports = visit.graph.reports(shown)
    return visit.render(
        "articles.html",
        entity=entity,
        publisher=publisher,
        month=month,
        articles=[reports[iri] for iri in shown],
        total=len(found),
        number=number,
        pages=pages,
    )


def _articles(visit: Visit, entity: Thing | None, publisher: str) -> list[tuple[str, str]]:
    """Articles as (IRI, day), the newest first."""
    found = visit.index.mentioning(entity.iri) if entity else visit.index.newest
    if not publisher:
        return found
    kept = {row[0] for row in visit.graph.rows(_OF_PUBLISHER, publisher=literal(publisher))}
    return [pair for pair in found if pair[0] in kept]


def evidence_page(visit: Visit) -> Response:
    """The page at ``/evidence``: every sentence that says one thing of another."""
    subject, other = visit.entity(visit.parameter("subject")), visit.entity(visit.parameter("object"))
    predicate = visit.parameter("predicate")
    if predicate not in visit.ontology.relations:
        raise PageError(visit.words["not_found_page"], status=404)
    found = statements(visit.index, subject.iri, other.iri, predicate)
    pages = max(1, -(-len(found) // EVIDENCE))
    number = visit.number("page", 1, pages)
    return visit.render(
        "evidence.html",
        subject=subject,
        predicate=predicate,
        other=other,
        evidence=best(read_evidence(visit.graph, found[(number - 1) * EVIDENCE : number * EVIDENCE])),
        total=len(found),
        number=number,
        pages=pages,
    )
