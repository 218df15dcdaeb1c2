"""Made-up sentences with their facts (``ontology/rules/examples.txt``): teaching material for the weights, and tests."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.evaluation.gold import fact_key
from kg.ontology import load_ontology
from kg.records import Block, Document, Entity, Link, Mention
from kg.resources import ontology_dir

LETTERS = {
    "B": "Bank", "R": "Regulator", "G": "GovernmentBody", "M": "MarketInstitution", "A": "Association", "C": "Company",
    "N": "MediaOutlet", "T": "Organization", "P": "Platform", "D": "PolicyDocument", "S": "PolicyMeasure",
    "F": "FinancialProduct", "H": "Person", "L": "Place", "E": "Event",
}  # fmt: skip
_MARK = re.compile(r"\{(\w):([^{}]+)\}")
_FACT = re.compile(r"(\d+) (\w+) (\d+)(\??)")


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up text. ``facts`` maps (subject, predicate, object), numbered by first mention, to whether it is planned."""

    line: int
    document: Document
    links: tuple[Link, ...]
    facts: dict[tuple[str, str, str], bool]


def load_examples(path: Path | None = None) -> list[Example]:
    """The examples in file order.

    Raises:
        OntologyError: a line is not as documented in the file, or names an unknown class, relation or number.
    """
    path = path or ontology_dir() / "rules" / "examples.txt"
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            examples.append(read_example(line, number, path))
    return examples


def read_example(line: str, number: int = 1, path: Path = Path()) -> Example:
    """One line as an example.

    >>> read_example("{R:人民银行}印发《{D:通知}》。 => 1 issues 2").facts
    {('1', 'issues', '2'): False}

    Raises:
        OntologyError: the line is not as documented.
    """
    said, arrow, listed = line.partition("=>")
    if not arrow:
        raise OntologyError("an example without =>", where=str(path), line=number)
    title, mark, body = said.strip().partition("#/")
    lines = [title if mark else "例", *(body if mark else said.strip()).split("/")]
    entities: dict[str, Entity] = {}
    links: list[Link] = []
    text = ""
    for part in lines:
        if text:
            text += "\n"
        at = 0
        for match in _MARK.finditer(part):
            text += part[at : match.start()]
            at = match.end()
            letter, name = match.groups()
            if letter not in LETTERS:
                raise OntologyError(f"unknown class letter {letter}", where=str(path), line=number)
            entity = entities.setdefault(name, Entity(key=str(len(entities) + 1), label=LETTERS[letter], name=name))
            mention = Mention(len(text), len(text) + len(name), name, entity.label, "example", 1.0)
            links.append(Link(mention, (entity,), 1.0, ()))
            text += name
        text += part[at:]
    blocks, start = [], 0
    for index, part in enumerate(text.split("\n")):
        blocks.append(Block(start, start + len(part), "paragraph" if index else "title"))
        start += len(part) + 1
    document = Document(identifier=f"example-{number}", title=text.split("\n")[0], text=text, blocks=tuple(blocks))
    return Example(number, document, tuple(links), _facts(listed, {e.key: e for e in entities.values()}, number, path))


def _facts(listed: str, entities: dict[str, Entity], number: int, path: Path) -> dict[tuple[str, str, str], bool]:
    facts: dict[tuple[str, str, str], bool] = {}
    ontology = load_ontology()
    for part in filter(None, (p.strip() for p in listed.split(";"))):
        match = _FACT.fullmatch(part)
        if match is None or match[1] not in entities or match[3] not in entities:
            raise OntologyError(f"no fact: {part}", where=str(path), line=number, remedy="write: 1 issues 2; 1 uses 3?")
        subject, predicate, object_, planned = match.groups()
        ontology.relation(predicate, where=str(path), line=number)
        if not ontology.allows(predicate, entities[subject].label, entities[object_].label):
            raise OntologyError(f"{part} does not fit domain and range", where=str(path), line=number)
        facts[fact_key(subject, predicate, object_)] = bool(planned)
    return facts
