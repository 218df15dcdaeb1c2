"""An article's named graph keeps to the contract, term by term."""

import dataclasses

import pyoxigraph
import pytest

from kg.errors import KgError, StatementError
from kg.graph import DEFAULT_BASE, agents, article_lines, check_base, entity_lines, ontology_lines, provenance_lines
from kg.graph.article import SYMMETRIC
from kg.ontology import PREFIXES, load_ontology
from kg.records import Entity
from tests.unit.graph.readings import MOF, PBC, PLAN, STATE_COUNCIL, TEXT, reading

ONTOLOGY = load_ontology()
ARTICLE = "https://jinqiao.example/article/000_a"


def find(key: str) -> Entity | None:
    return STATE_COUNCIL if key == STATE_COUNCIL.key else None


def all_lines() -> list[str]:
    here = reading()
    return [
        *article_lines(here, DEFAULT_BASE),
        *entity_lines(here, DEFAULT_BASE, ONTOLOGY, find),
        *ontology_lines(DEFAULT_BASE),
        *provenance_lines(agents(here), DEFAULT_BASE),
    ]


def store(lines: list[str]) -> pyoxigraph.Store:
    loaded = pyoxigraph.Store()
    loaded.load("\n".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
    return loaded


def ask(lines: list[str], pattern: str) -> bool:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    answer = store(lines).query(f"{prefixes} BASE <{DEFAULT_BASE}> ASK {{ GRAPH ?g {{ {pattern} }} }}")
    return bool(answer)


LINES = article_lines(reading(), DEFAULT_BASE)


def test_lines_are_sorted_and_each_once() -> None:
    assert sorted(set(LINES)) == LINES


def test_every_line_stands_in_the_graph_of_the_article() -> None:
    assert {quad.graph_name.value for quad in store(LINES)} == {ARTICLE}


def test_nothing_written_has_a_blank_node() -> None:
    for quad in store(all_lines()):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)


@pytest.mark.parametrize(
    "pattern",
    [
        '<article/000_a> a kg:Article, schema:NewsArticle; dcterms:identifier "000_a"; dcterms:publisher "证券时报"',
        "<article/000_a> dcterms:issued '2021-12-30T09:05:00+08:00'^^xsd:dateTime; schema:datePublished '2021-12-30'^^xsd:date",
        "<article/000_a> schema:url <https://example.com/a%20b>; dcterms:creator '江聃'",
        f"<article/000_a#char=0,{len(TEXT)}> a nif:Context; kg:article <article/000_a>; nif:endIndex {len(TEXT)}",
        f"""<article/000_a#char=10,16> a nif:Phrase; nif:referenceContext <article/000_a#char=0,{len(TEXT)}>;
            nif:beginIndex 10; nif:endIndex 16; nif:anchorOf "中国人民银行"; itsrdf:taIdentRef <entity/regulator/pbc>;
            itsrdf:taConfidence 0.97; prov:wasAttributedTo <extractor/gazetteer>""",
        '?both nif:anchorOf "工农中建"; itsrdf:taIdentRef <entity/bank/icbc>, <entity/bank/abc>',
        """?s a rdf:Statement; rdf:subject <entity/regulator/pbc>; rdf:predicate kg:issues; rdf:object <entity/document/plan>;
            kg:statedIn <article/000_a>; kg:modality kg:Asserted; prov:wasAttributedTo <rule/issue-verb>;
            itsrdf:taConfidence 0.9; prov:wasDerivedFrom ?e . ?e a nif:Sentence; nif:beginIndex 10""",
        "<entity/regulator/pbc> kg:issues <entity/document/plan>",
        "?s rdf:predicate kg:implements; kg:modality kg:Planned; kg:saidBy <entity/regulator/pbc>",
        """?f a kg:Figure; kg:value 18730000000000.0; kg:unit "CNY"; kg:metric "普惠贷款余额"; kg:surface "18.73万亿元";
            kg:date '2021-11'^^xsd:gYearMonth; kg:about <entity/regulator/pbc>; kg:change "yoy"; kg:statedIn <article/000_a>""",
    ],
)
def test_the_graph_holds(pattern: str) -> None:
    # Numbers are compared as terms, so the decimal of the figure is looked for as it is written.
    assert ask(LINES, pattern.replace("18730000000000.0", '"18730000000000"^^xsd:decimal'))


@pytest.mark.parametrize(
    "pattern",
    [
        "<entity/gov/mof> kg:implements ?planned",
        '?mention nif:anchorOf "会"',
        "?any itsrdf:taIdentRef <entity/event/silent>",
    ],
)
def test_the_graph_does_not_hold(pattern: str) -> None:
    assert not ask(LINES, pattern)


def test_cooperation_is_the_same_claim_whichever_way_round_it_is_said() -> None:
    assert article_lines(reading(turned=True), DEFAULT_BASE) == LINES
    assert sum("#predicate> <https://jinqiao.example/ontology#cooperatesWith>" in line for line in LINES) == 1
    assert MOF.key < PBC.key
    assert ask(LINES, "<entity/gov/mof> kg:cooperatesWith <entity/regulator/pbc>")


def test_the_relations_turned_round_are_those_the_vocabulary_calls_symmetric() -> None:
    assert {name for name, relation in ONTOLOGY.relations.items() if relation.symmetric} == SYMMETRIC


def test_a_better_rule_does_not_rename_a_statement() -> None:
    here = reading()
    better = tuple(dataclasses.replace(statement, rule="better", confidence=1.0) for statement in here.statements)
    lines = article_lines(dataclasses.replace(here, statements=better), DEFAULT_BASE)
    assert {line.split()[0] for line in lines} == {line.split()[0] for line in LINES}


def test_two_rules_that_say_the_same_make_one_statement_with_the_surer_rule() -> None:
    here = reading()
    twice = (*here.statements, dataclasses.replace(here.statements[0], rule="surer", confidence=0.95))
    lines = article_lines(dataclasses.replace(here, statements=twice), DEFAULT_BASE)
    assert len(lines) == len(LINES)
    assert any("<https://jinqiao.example/rule/surer>" in line for line in lines)


def test_a_statement_about_an_entity_that_is_not_there_is_refused() -> None:
    here = reading()
    lost = dataclasses.replace(here.statements[0], object="bank/unknown")
    with pytest.raises(StatementError, match="bank/unknown"):
        article_lines(dataclasses.replace(here, statements=(lost,)), DEFAULT_BASE)


@pytest.mark.parametrize("identifier", ["../x", "a b", "粤信融/1", "<script>", "..", "a#b", 'x"y', "\ud800"])
def test_any_identifier_makes_a_sound_iri(identifier: str) -> None:
    quads = list(store(article_lines(reading(identifier=identifier), DEFAULT_BASE)))
    assert quads
    assert all(quad.graph_name.value.startswith("https://jinqiao.example/article/") for quad in quads)


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    here = reading()
    document = dataclasses.replace(here.document, url="javascript:alert(1)", image="file:///etc/passwd")
    lines = article_lines(dataclasses.replace(here, document=document), DEFAULT_BASE)
    assert not any("javascript" in line or "passwd" in line for line in lines)


@pytest.mark.parametrize("base", ["", "x", "https://a b/", "https://example.org", "https://example.org/#", "javascript:/"])
def test_a_base_that_would_break_iris_is_refused(base: str) -> None:
    with pytest.raises(KgError):
        check_base(base)


def test_a_sound_base_is_kept() -> None:
    assert check_base("http://localhost:8000/kg/") == "http://localhost:8000/kg/"


ENTITY_LINES = entity_lines(reading(), DEFAULT_BASE, ONTOLOGY, find)


@pytest.mark.parametrize(
    "pattern",
    [
        '<entity/regulator/pbc> a kg:Regulator; skos:prefLabel "中国人民银行"@zh; skos:altLabel "央行"@zh, "PBOC"@en',
        '<entity/bank/icbc> kg:stockCode "SH601398"; kg:validFrom "1984-01-01"^^xsd:date',
        "<entity/gov/mof> kg:partOf <entity/gov/statecouncil> . <entity/gov/statecouncil> skos:prefLabel ?described",
    ],
)
def test_the_description_of_entities_holds(pattern: str) -> None:
    assert ask(ENTITY_LINES, pattern)


def test_a_joint_surface_is_nobodys_name_and_unknown_parents_are_left_out() -> None:
    assert not any("工农中建" in line for line in ENTITY_LINES)
    assert not any("partOf" in line for line in entity_lines(reading(), DEFAULT_BASE, ONTOLOGY))
    assert PLAN.parent is None
