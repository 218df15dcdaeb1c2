"""Texts with marked mentions, in the notation of ontology/rules/examples.txt."""

from functools import cache

from kg.evaluation.examples import Example, read_example
from kg.records import Statement
from kg.relate import Relator
from kg.segment import segment


@cache
def relator() -> Relator:
    return Relator()


def relate(line: str) -> tuple[Example, tuple[Statement, ...]]:
    """The statements read from a marked text."""
    example = read_example(line if "=>" in line else f"{line} =>")
    return example, relator().relate(example.document, segment(example.document), example.links)


def facts(line: str) -> set[tuple[str, str, str]]:
    """The statements as (subject, predicate, object), by name."""
    example, statements = relate(line)
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    return {(names[s.subject], s.predicate, names[s.object]) for s in statements}
