"""Which format a client is given."""

import pytest

from kg.server.accept import DATASETS, GRAPHS, SOLUTIONS, choose, media_type, weight


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "xml"),  # text/xml stands before text/csv
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv;charset=utf-8;q=0.3, text/tab-separated-values;q=0.4", "tsv"),
        ("text/csv;q=0, text/tab-separated-values;q=0.1", "tsv"),
        ("application/sparql-results+json;q=0, */*", "json"),  # application/json is the same thing by its other name
        ("image/png", None),
        ("*/*;q=0", None),
        ("nonsense", "json"),  # a header that says nothing
    ],
)
def test_tables_come_as_they_are_wanted_most(accept: str, form: str | None) -> None:
    assert choose(accept, SOLUTIONS) == form


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle;q=0.5, application/ld+json", "jsonld"),
        ("application/rdf+xml, text/turtle;q=0.99", "rdfxml"),
        ("text/n3", "n3"),
        ("text/html, application/n-triples;q=0.1", "ntriples"),
    ],
)
def test_graphs_come_as_they_are_wanted_most(accept: str, form: str) -> None:
    assert choose(accept, GRAPHS) == form


def test_the_most_specific_range_decides() -> None:
    accept = "text/*;q=0.3, text/turtle;q=0.7, */*;q=0.1"
    assert [weight(media, accept) for media in ("text/turtle", "text/csv", "image/png")] == [0.7, 0.3, 0.1]


def test_text_says_its_character_set() -> None:
    assert media_type("csv", SOLUTIONS) == "text/csv; charset=utf-8"
    assert media_type("json", SOLUTIONS) == "application/sparql-results+json"
    assert media_type("nquads", DATASETS) == "application/n-quads"
