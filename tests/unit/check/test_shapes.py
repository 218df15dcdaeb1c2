"""Every shape refuses what it is there to refuse, and the check by forms agrees with pyshacl on the whole graph."""

import json
from pathlib import Path

import pytest
import rdflib

from kg.check import Shapes
from kg.check.shapes import validate
from kg.graph import DEFAULT_BASE, article_lines, entity_lines
from kg.ontology import load_ontology
from kg.records import Block, Document, Entity, Link, Mention, Reading, Sentence, Statement
from kg.resources import ontology_dir
from tests.unit.graph.readings import PBC, PLAN, STATE_COUNCIL, reading

SHAPES = Shapes()


def find(key: str) -> Entity | None:
    return STATE_COUNCIL if key == STATE_COUNCIL.key else None


SOUND = [*article_lines(reading(), DEFAULT_BASE), *entity_lines(reading(), DEFAULT_BASE, load_ontology(), find)]

NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

# What to look for in a line, what to put in its place (empty: the line goes), and the message that must come.
BROKEN = {
    "a missing label": ("prefLabel> \"中国人民银行\"@zh", "", "one official name"),
    "an empty label": ('prefLabel> "中国人民银行"@zh', 'prefLabel> ""@zh', "one official name"),
    "a label without a language": ('"中国人民银行"@zh', '"中国人民银行"', "one official name"),
    "a missing class": ("#type> <https://jinqiao.example/ontology#Regulator>", "", "exactly one class"),
    "an unknown class": ("ontology#Regulator>", "ontology#Regulater>", "exactly one class"),
    "a subject outside the domain": ("ontology#Regulator>", "ontology#Event>", "subject of kg:issues has a class outside"),
    "an object outside the range": ("ontology#PolicyDocument>", "ontology#Bank>", "object of kg:issues has a class outside"),
    "a bad stock code": ('"SH601398"', '"601398"', "kg:stockCode"),
    "a validity that is no date": (f'"1984-01-01"^^<{XSD}date>', '"1984-01-01"', "kg:validFrom"),
    "a missing identifier": ("dc/terms/identifier>", "", "dcterms:identifier"),
    "a missing title": ("dc/terms/title>", "", "dcterms:title"),
    "a time that is text": (f'+08:00"^^<{XSD}dateTime>', '+08:00"', "dcterms:issued"),
    "a time that never was": ('"2021-12-30T09', '"2021-13-30T09', "dcterms:issued"),
    "an address that is text": ("<https://example.com/a%20b>", '"https://example.com/"', "schema:url"),
    "an article without its text": ("ontology#article>", "", "one text, a nif:Context"),
    "a missing text": (f"{NIF}isString>", "", "nif:isString"),
    "a text that begins late": ('beginIndex> "0"', 'beginIndex> "1"', "begins at 0"),
    "a begin after its end": ('endIndex> "16"', 'endIndex> "9"', "before its end"),
    "a begin that is no number": ('beginIndex> "10"', 'beginIndex> "ten"', "before its end"),
    "a missing quote": (f'{NIF}anchorOf> "中国人民银行"', "", "one nif:anchorOf"),
    "an empty quote": (f'{NIF}anchorOf> "中国人民银行"', f'{NIF}anchorOf> ""', "one nif:anchorOf"),
    "a stretch without a text": (f"#char=10,16> <{NIF}referenceContext>", "", "nif:referenceContext"),
    "a meaning that is text": ("taIdentRef> <https://jinqiao.example/entity/regulator/pbc>", 'taIdentRef> "央行"',
                               "means an entity"),
    "a meaning nobody describes": ("taIdentRef> <https://jinqiao.example/entity/regulator/pbc>",
                                   "taIdentRef> <https://jinqiao.example/entity/x>", "one official name"),
    "a confidence beyond one": ('taConfidence> "0.97"', 'taConfidence> "1.97"', "a mention has one confidence"),
    "a confidence that is a double": (f'"0.97"^^<{XSD}decimal>', f'"0.97"^^<{XSD}double>', "a mention has one confidence"),
    "a mention without an extractor": ("extractor/gazetteer>", "", "names its extractor"),
    "a fact without a subject": ("rdf-syntax-ns#subject>", "", "one rdf:subject"),
    "a relation nobody declared": ("#predicate> <https://jinqiao.example/ontology#issues>",
                                   "#predicate> <https://jinqiao.example/ontology#isues>", "a relation of the ontology"),
    "a fact about itself": ("#object> <https://jinqiao.example/entity/document/plan>",
                            "#object> <https://jinqiao.example/entity/regulator/pbc>", "other than its subject"),
    "a fact stated nowhere": ("statedIn>", "", "stated in one article"),
    "an unknown modality": ("ontology#Planned>", "ontology#Hoped>", "kg:modality"),
    "a fact without evidence": ("wasDerivedFrom>", "", "has its evidence"),
    "evidence that does not exist": ("wasDerivedFrom> <https://jinqiao.example/article/000_a#char=10,",
                                     "wasDerivedFrom> <https://jinqiao.example/article/000_a#char=11,", "evidence exists"),
    "a fact without a rule": ("rule/issue-verb>", "", "names its rule"),
    "a fact with too sure a rule": ('taConfidence> "0.6"', 'taConfidence> "-0.6"', "a fact has one confidence"),
    "a value that is no decimal": (f'"18730000000000"^^<{XSD}decimal>', f'"18730000000000"^^<{XSD}integer>', "kg:value"),
    "a missing unit": ("ontology#unit>", "", "one unit"),
    "a missing metric": ("ontology#metric>", "", "one metric"),
    "a missing surface": ("ontology#surface>", "", "keeps its surface"),
    "a figure date that is text": (f'"2021-11"^^<{XSD}gYearMonth>', '"2021-11"', "kg:date"),
    "an unknown comparison": ('"yoy"', '"qoq"', "yoy or mom"),
    "a figure about nothing known": ("ontology#about> <https://jinqiao.example/entity/regulator/pbc>",
                                     "ontology#about> <https://jinqiao.example/entity/x>", "one official name"),
}  # fmt: skip


def broken(old: str, new: str) -> list[str]:
    assert any(old in line for line in SOUND), old
    changed = [line.replace(old, new) for line in SOUND if new or old not in line]
    assert changed != SOUND
    return changed


def whole(lines: list[str]) -> set[tuple[str, str]]:
    """What pyshacl says of all the lines at once."""
    triples = "".join(f"{line[: line.rindex(' <')]} .\n" for line in lines)
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl")
    # A literal where an IRI belongs is reported twice: at the node that holds it, and as a node of its own. The first will do.
    return {(node, message) for node, message in validate(triples, shapes) if node.startswith(f"<{DEFAULT_BASE}")}


def test_a_sound_graph_has_no_violation() -> None:
    assert SHAPES.violations(SOUND) == []
    assert whole(SOUND) == set()


def test_a_text_of_one_sentence_is_sound() -> None:
    text = "中国人民银行印发《实施方案》。"
    names = ((PBC, "中国人民银行"), (PLAN, "实施方案"))
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, e.label, "gazetteer", 0.97) for e, n in names]
    links = tuple(Link(mention, (entity,), 0.97, ()) for mention, (entity, _) in zip(mentions, names, strict=True))
    said = Statement(PBC.key, "issues", PLAN.key, 0, len(text), "issue-verb", 0.9)
    document = Document("000_b", "通知", text, blocks=(Block(0, len(text), "paragraph"),))
    whole_text = Reading(document, (Sentence(0, len(text), 1),), links, (said,), ())
    lines = [*article_lines(whole_text, DEFAULT_BASE), *entity_lines(whole_text, DEFAULT_BASE, load_ontology(), find)]

    assert SHAPES.violations(lines) == []


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.filterwarnings("ignore")
def test_a_shape_refuses(what: str) -> None:
    old, new, message = BROKEN[what]
    lines = broken(old, new)
    found = SHAPES.violations(lines)
    assert any(message in violation.message for violation in found), found
    assert all(violation.article.startswith(DEFAULT_BASE) for violation in found)
    assert {(f"<{violation.focus}>", violation.message) for violation in found} == whole(lines)


def test_a_form_judged_once_is_found_again_in_another_batch() -> None:
    lines = broken("ontology#unit>", "")
    shapes = Shapes()
    assert shapes.violations(lines) == shapes.violations(lines) != []


def test_judgements_are_kept_for_the_next_build_with_the_same_shapes(tmp_path: Path) -> None:
    lines = broken("ontology#unit>", "")
    first = Shapes(folder=tmp_path)
    found = first.violations(lines)
    first.keep()
    (file,) = tmp_path.glob("*.json")
    kept = {form: ["as kept"] if messages else [] for form, messages in json.loads(file.read_text(encoding="utf-8")).items()}
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert {violation.message for violation in Shapes(folder=tmp_path).violations(lines)} == {"as kept"}
    other = tmp_path / "other.ttl"
    other.write_text(first.path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert Shapes(other, tmp_path).violations(lines) == found != []


def test_damaged_judgements_are_made_again(tmp_path: Path) -> None:
    first = Shapes(folder=tmp_path)
    first.violations(SOUND)
    first.keep()
    for file in tmp_path.iterdir():
        file.write_text("{", encoding="utf-8")
    assert Shapes(folder=tmp_path).violations(broken("ontology#unit>", "")) != []
