"""The vocabulary says what the contract says."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.errors import OntologyError
from kg.ontology import KG, OWL, RDFS, load_ontology
from kg.resources import ontology_dir

ONTOLOGY = load_ontology()
ORGANIZATIONS = {
    "Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet",
}  # fmt: skip
POLICIES = {"Policy", "PolicyDocument", "PolicyMeasure"}
ENTITIES = ORGANIZATIONS | POLICIES - {"Policy"} | {"Platform", "FinancialProduct", "Person", "Place", "Event"}

CONTRACT = {  # the table of the contract, as declared: domain and range
    "issues": ("Organization Place", "Policy"),
    "operates": ("Organization Place", "Platform"),
    "offers": ("Organization Platform", "FinancialProduct"),
    "organizes": ("Organization Person Place", "Event"),
    "participatesIn": ("Organization Person Place", "Event"),
    "holdsPosition": ("Person", "Organization"),
    "partOf": ("Organization Place Policy Platform", "Organization Place Policy Platform"),
    "locatedIn": ("Organization Event Platform Policy", "Place"),
    "cooperatesWith": ("Organization Platform Place", "Organization Platform Place"),
    "signs": ("Organization Place", "PolicyDocument"),
    "establishes": ("Organization Place", "Organization"),
    "implements": ("Organization Event Policy Place", "Policy"),
    "uses": ("Organization Policy Platform Place", "PolicyMeasure Platform FinancialProduct"),
    "connectsTo": ("Platform", "Platform Organization Place"),
    "supervises": ("Regulator GovernmentBody", "Organization"),
    "penalizes": ("Regulator GovernmentBody MarketInstitution", "Organization Person"),
    "invests": ("Organization", "Organization Platform"),
    "listedOn": ("Company Bank", "MarketInstitution"),
}


def below(names: str) -> set[str]:
    return {label for label, above in ONTOLOGY.ancestors.items() if not above.isdisjoint(names.split())}


def test_the_relations_are_those_of_the_contract() -> None:
    assert set(ONTOLOGY.relations) == set(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_relation_has_the_domain_and_range_of_the_contract(name: str) -> None:
    domain, reach = CONTRACT[name]
    relation = ONTOLOGY.relations[name]
    assert relation.subjects == below(domain)
    assert relation.objects == below(reach)


def test_every_class_of_the_guideline_is_there_below_its_superclass() -> None:
    assert set(ONTOLOGY.ancestors) >= ENTITIES
    assert all("Organization" in ONTOLOGY.superclasses(name) for name in ORGANIZATIONS)
    assert all("Policy" in ONTOLOGY.superclasses(name) for name in POLICIES)


def test_part_of_joins_only_things_of_one_kind() -> None:
    assert ONTOLOGY.allows("partOf", "Bank", "Regulator")
    assert ONTOLOGY.allows("partOf", "PolicyMeasure", "PolicyDocument")
    assert not ONTOLOGY.allows("partOf", "Bank", "Place")
    assert not ONTOLOGY.allows("partOf", "Platform", "Company")


def test_only_cooperation_is_symmetric_and_joins_different_kinds() -> None:
    assert [name for name, relation in ONTOLOGY.relations.items() if relation.symmetric] == ["cooperatesWith"]
    assert ONTOLOGY.allows("cooperatesWith", "Bank", "Platform")


def test_the_most_specific_class_wins() -> None:
    assert ONTOLOGY.most_specific(["Organization", "Bank"]) == "Bank"
    assert ONTOLOGY.most_specific(["Person"]) == "Person"


def test_an_unknown_term_names_the_nearest_known_one_and_the_place() -> None:
    with pytest.raises(OntologyError, match=r"rules.toml:7: unknown relation 'isues'; did you mean issues\?"):
        ONTOLOGY.relation("isues", where="rules.toml", line=7)
    with pytest.raises(OntologyError, match=r"unknown class 'Regulater'.*Regulator"):
        ONTOLOGY.superclasses("Regulater")


def test_every_term_has_labels_and_a_definition_in_both_languages() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "jinqiao.ttl")
    terms = {term for term in graph.subjects(RDF.type, None) if str(term).startswith(KG)}
    assert len(terms) > 60
    for term in terms:
        for predicate in (RDFS + "label", "http://www.w3.org/2004/02/skos/core#definition"):
            languages = {getattr(value, "language", None) for value in graph.objects(term, rdflib.URIRef(predicate))}
            assert languages == {"zh", "en"}, f"{term} {predicate}"


def test_the_vocabulary_has_no_blank_nodes_and_so_no_unions() -> None:
    for quad in pyoxigraph.parse(path=str(ontology_dir() / "jinqiao.ttl")):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
        assert quad.predicate.value not in (OWL + "unionOf", OWL + "oneOf")


def test_the_shapes_repeat_the_domains_and_ranges_of_the_vocabulary() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "shapes.ttl")
    for name, relation in ONTOLOGY.relations.items():
        shape = rdflib.URIRef(f"{KG}{name}Shape")
        assert (shape, SH.targetNode, rdflib.URIRef(KG + name)) in graph
        (outer,) = graph.objects(shape, SH.property)
        listed = {}
        for inner in graph.objects(outer, SH.property):
            (steps,), (classes,) = graph.objects(inner, SH.path), graph.objects(inner, SH["in"])
            end = str(next(graph.items(steps))).rpartition("#")[2]
            listed[end] = {str(label).removeprefix(KG) for label in graph.items(classes)}
        assert listed == {"subject": relation.subjects & ENTITIES, "object": relation.objects & ENTITIES}, name


def test_a_broken_file_is_an_error_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix kg: <https://jinqiao.example/ontology#> .\nkg:A a a .\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken.ttl:2: no Turtle"):
        load_ontology(broken)
    with pytest.raises(OntologyError, match=r"cannot be read"):
        load_ontology(tmp_path / "missing.ttl")
