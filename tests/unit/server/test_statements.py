"""SPARQL text looked at from outside."""

import pyoxigraph
import pytest

from kg.server.problems import RequestError
from kg.server.statements import has_word, over_dataset, refusal, without_calls

G, H = "http://example.org/g", "http://example.org/h"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e.org/> {} }",
        "select * { service ?where {} }",
        "SELECT * { ?s ?p 1SERVICE <http://e.org/> {} }",
        "SELECT * { ?s ?p trueSERVICE <http://e.org/> {} }",
        "SELECT * { ?s ?p <http://a/\u00a0#> SERVICE <http://e.org/> {} }",
        "SELECT * { ?s ?p <http://a/\\u0041#> SERVICE <http://e.org/> {} }",
        "SELECT * { ?s ?p '#' SERVICE <http://e.org/> {} }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://e.org/> {} }",
        "LOAD <http://e.org/>",
        "INSERT DATA {} ; load <http://e.org/>",
    ],
)
def test_a_call_of_another_machine_is_found(text: str) -> None:
    found = refusal(text)
    assert found is not None
    assert found.kind == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?SERVICE { ?SERVICE ?p <http://e.org/SERVICE> } # SERVICE",
        "PREFIX x: <http://e.org/> SELECT * { ?s a x:SERVICE ; x:LOAD 'SERVICE <http://e.org/> {}' }",
        'SELECT * { ?s ?p """\nSERVICE\n""" }',
        "LOAD SILENT <http://e.org/> INTO GRAPH <http://e.org/g>",
    ],
)
def test_what_only_looks_like_a_call_is_none(text: str) -> None:
    assert refusal(text) is None


@pytest.mark.parametrize(
    ("text", "is_well_formed"),
    [
        ("LOAD <http://e.org/>", True),
        ("LOAD SILENT <http://e.org/> INTO GRAPH <http://e.org/g> ; CLEAR ALL", True),
        ("PREFIX e: <http://e.org/> LOAD e:x INTO GRAPH e:g", True),
        ("LOAD ;", False),
        ("LOAD", False),
        ("LOAD SILENT", False),
        ("LOAD <http://e.org/> INTO <http://e.org/g>", False),
        ("CREATE GRAPH <http://e.org/g> LOAD <http://e.org/>", False),
    ],
)
def test_a_call_is_taken_out_only_where_it_is_well_formed(text: str, is_well_formed: bool) -> None:
    plain = without_calls(text)
    assert refusal(plain) is None
    if is_well_formed:
        pyoxigraph.Store().update(plain)
    else:
        with pytest.raises(SyntaxError):
            pyoxigraph.Store().update(plain)


def test_a_dataset_is_seen_where_it_is_named() -> None:
    assert has_word("SELECT * from <http://e.org/g> {}", "FROM")
    assert not has_word("PREFIX x: <http://e.org/FROM> SELECT ?from { ?from x:FROM 'FROM' }", "FROM")


def test_an_update_sees_the_graphs_of_the_request() -> None:
    store = pyoxigraph.Store()
    store.update(f"INSERT DATA {{ GRAPH <{G}> {{ <urn:a> <urn:b> 1 }} GRAPH <{H}> {{ <urn:a> <urn:b> 2 }} <urn:a> <urn:b> 3 }}")
    first = "INSERT { <urn:x> <urn:WHERE> ?o } WHERE { ?s ?p ?o } ; # WHERE\n"
    then = "INSERT { <urn:y> <urn:p> ?g } WHERE { GRAPH ?g { ?s ?p ?o } }"
    store.update(over_dataset(first + then, [G], [H]))
    found = {str(quad.object) for quad in store.quads_for_pattern(pyoxigraph.NamedNode("urn:x"), None, None)}
    assert [value.partition("^")[0] for value in found] == ['"1"']
    assert [str(quad.object) for quad in store.quads_for_pattern(pyoxigraph.NamedNode("urn:y"), None, None)] == [f"<{H}>"]


def test_the_short_form_of_delete_sees_them_too() -> None:
    store = pyoxigraph.Store()
    store.update("INSERT DATA { <urn:a> <urn:b> 1, '}' . GRAPH <http://example.org/g> { <urn:a> <urn:b> 1 } }")
    store.update(over_dataset("DELETE WHERE { ?s ?p 1 }", [G], []))
    assert len(store) == 2
    assert not list(store.quads_for_pattern(None, None, pyoxigraph.Literal(1), pyoxigraph.DefaultGraph()))


@pytest.mark.parametrize("text", ["WITH <http://e.org/g> DELETE {} WHERE {}", "INSERT {} USING <http://e.org/g> WHERE {}"])
def test_graphs_are_not_named_twice(text: str) -> None:
    with pytest.raises(RequestError, match="and so does the request"):
        over_dataset(text, [G], [])
    assert over_dataset(text, [], []) == text
