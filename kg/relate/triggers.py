"""The words that may say a fact (``ontology/rules/triggers.toml``), and what the ontology allows between two kinds."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.gazetteer.scan import Scan, scan_for
from kg.ontology import Ontology
from kg.relate.frames import kind_of

_CLASSES = (
    "Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet",
    "Platform", "PolicyDocument", "PolicyMeasure", "FinancialProduct", "Person", "Place", "Event",
)  # fmt: skip
_LEARNED = frozenset(("holdsPosition",))


class Triggers(NamedTuple):
    """How to find the words, each with the predicates it may say (none: idle), and the strong words of each predicate."""

    scan: Scan
    words: tuple[tuple[str, frozenset[str]], ...]  # by their numbers in the scan
    strong: dict[str, frozenset[str]]


def load_triggers(path: Path, ontology: Ontology) -> Triggers:
    """The triggers of a rule file.

    Raises:
        OntologyError: the file cannot be read or names an unknown predicate.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot read the triggers: {error}", where=str(path)) from error
    words: dict[str, set[str]] = {word: set() for word in data.pop("idle", ())}
    for predicate, entry in data.items():
        ontology.relation(predicate, where=str(path))
        for word in (*entry["words"], *entry.get("strong", ())):
            words.setdefault(word, set()).add(predicate)
    strong = {predicate: frozenset(entry.get("strong", ())) for predicate, entry in data.items()}
    return Triggers(scan_for(words), tuple((word, frozenset(words[word])) for word in sorted(words)), strong)


def predicates_by_kind(ontology: Ontology) -> dict[tuple[str, str], tuple[str, ...]]:
    """The predicates between a subject and an object of two kinds, by name; without those that are read otherwise."""
    found: dict[tuple[str, str], set[str]] = {}
    for predicate in ontology.relations:
        if predicate in _LEARNED:
            continue
        for left in _CLASSES:
            for right in _CLASSES:
                if ontology.allows(predicate, left, right):
                    found.setdefault((kind_of(left), kind_of(right)), set()).add(predicate)
    return {pair: tuple(sorted(names)) for pair, names in found.items()}
