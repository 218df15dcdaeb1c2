"""A query knows its prefixes, says where it went wrong, and never reaches out."""

import pyoxigraph
import pytest

from kg.ask import Rows, Truth, ask
from kg.ask.query import bound_query, hints
from kg.errors import QueryError
from kg.store import Store

KG = "https://jinqiao.example/ontology#"
BANK = pyoxigraph.NamedNode("https://jinqiao.example/entity/bank/ccb")


@pytest.fixture
def store() -> Store:
    store = Store()
    kind = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    graph = pyoxigraph.NamedNode("https://jinqiao.example/graph/entities")
    store.add(pyoxigraph.Quad(BANK, kind, pyoxigraph.NamedNode(KG + "Bank"), graph))
    label = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(pyoxigraph.Quad(BANK, label, pyoxigraph.Literal("中国建设银行", language="zh"), graph))
    return store


def test_prefixes_are_known_and_named_graphs_are_one(store: Store) -> None:
    answer = ask(store, "SELECT ?bank { ?bank a kg:Bank }")

    assert isinstance(answer, Rows)
    assert list(answer.rows) == [(BANK,)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x {\n  ?x a kgg:Bank }", "query:2: column 8: the prefix of kgg:Bank is not declared; did you mean kg:?"),
        ("SELECT ?x WHRE {\n ?x a kg:Bank }", "query:1: column 11: WHRE is no SPARQL here; did you mean WHERE?"),
        ("SELEC ?x { }", "query:1: column 1: SELEC is no SPARQL here; did you mean SELECT?"),
        ("SELECT ?x {\n\n ?x a }", "query:3: column "),
        ("SELECT * {\n SERVICE <http://e.org/> { ?s ?p ?o } }", "query:2: column 2: SERVICE is refused"),
        ("LOAD <http://e.org/>", "query:1: column 1: LOAD is refused"),
        ("ASK { ?s ?p 1SERVICE <http://e.org/> {} }", "query:1: column 13: SERVICE is refused"),
        ("ASK { ?s ?p <http://e.org/\u00a0#> SERVICE <http://e.org/> {} }", "query:1: column 31: SERVICE is refused"),
        ("ASK { ?s ?p <http://e.org/\\u0041#> SERVICE <http://e.org/> {} }", "query:1: column 36: SERVICE is refused"),
        ("PREFIX a: <http://e.org/>\nDELETE WHERE { ?s ?p ?o }", "query:2: this is an update"),
    ],
)
def test_an_error_points_into_the_text_of_the_user(store: Store, query: str, said: str) -> None:
    with pytest.raises(QueryError) as error:
        ask(store, query)

    assert str(error.value).startswith(said)


def test_a_query_that_names_its_graphs_sees_only_those(store: Store) -> None:
    everything, nothing = ask(store, "ASK { ?s ?p ?o }"), ask(store, "ASK FROM <urn:nowhere> { ?s ?p ?o }")
    assert (everything, nothing) == (Truth(True), Truth(False))


def test_the_words_service_and_load_may_stand_in_strings_variables_and_comments(store: Store) -> None:
    ask(store, 'SELECT ?load { ?load skos:prefLabel "SERVICE" } # LOAD')


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x { ?x a kg:Bnak }", ["kg:Bnak is not in the ontology; did you mean kg:Bank?"]),
        ("SELECT ?x { ?x kg:holdPosition ?y }", ["kg:holdPosition is not in the ontology; did you mean kg:holdsPosition?"]),
        (f"SELECT ?x {{ ?x a <{KG}bank> }}", ["kg:bank is not in the ontology; did you mean kg:Bank?"]),
        ("SELECT ?x { ?x a kg:Bank ; kg:issues ?y }", []),
    ],
)
def test_a_misspelt_term_is_named_with_its_neighbour(query: str, said: list[str]) -> None:
    assert hints(query) == said


@pytest.mark.parametrize("typed", ['" } DROP ALL #', "\\", "\n", "a\"b'c", "$entity"])
def test_a_value_stays_one_literal_whatever_was_typed(store: Store, typed: str) -> None:
    answer = ask(store, "SELECT ?x { BIND($entity AS ?x) }", {"entity": pyoxigraph.Literal(typed)})

    assert isinstance(answer, Rows)
    assert list(answer.rows) == [(pyoxigraph.Literal(typed),)]


def test_only_variables_are_bound_not_text_that_looks_like_them() -> None:
    query = 'SELECT ?entity { ?entity ?p "$entity" } # $entity'

    assert bound_query(query, {"entity": BANK}) == query
