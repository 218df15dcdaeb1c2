"""The vocabulary as the stages need it: classes with their ancestors, relations with what may stand at their ends.

Read from ``ontology/jinqiao.ttl``; local names (``Bank``, ``issues``) stand for IRIs below ``kg:`` everywhere in the program.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import OntologyError
from kg.resources import ontology_dir

KG = "https://jinqiao.example/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"

PREFIXES: Mapping[str, str] = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": SCHEMA,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
}
"""What every query and export knows without being told."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate between entities. ``subjects`` and ``objects`` are the classes that may stand there, subclasses included.

    ``one_kind`` says that both ends belong to the same declared class; ``kinds`` are those classes as declared.
    """

    name: str
    subjects: frozenset[str]
    objects: frozenset[str]
    kinds: tuple[str, ...]
    symmetric: bool = False
    one_kind: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes and relations by local name. ``ancestors`` of a class include the class; ``labels`` are (zh, en)."""

    ancestors: Mapping[str, frozenset[str]]
    relations: Mapping[str, Relation]
    labels: Mapping[str, tuple[str, str]]
    origin: str

    def allows(self, predicate: str, subject_label: str, object_label: str) -> bool:
        """Whether the relation may hold between things of these two classes.

        Raises:
            OntologyError: The predicate or a class is unknown.
        """
        relation = self.relation(predicate)
        ends = self.superclasses(subject_label), self.superclasses(object_label)
        if subject_label not in relation.subjects or object_label not in relation.objects:
            return False
        return not relation.one_kind or any(kind in ends[0] and kind in ends[1] for kind in relation.kinds)

    def relation(self, name: str, *, where: str = "", line: int = 0) -> Relation:
        """The relation of this name; ``where`` and ``line`` tell the error which file used it."""
        found = self.relations.get(name)
        if found is None:
            raise _unknown("relation", name, self.relations, where or self.origin, line)
        return found

    def superclasses(self, label: str, *, where: str = "", line: int = 0) -> frozenset[str]:
        """The class itself and everything above it; ``where`` and ``line`` tell the error which file used it."""
        found = self.ancestors.get(label)
        if found is None:
            raise _unknown("class", label, self.ancestors, where or self.origin, line)
        return found

    def most_specific(self, labels: Iterable[str]) -> str:
        """The one class that lies below all the others; of unrelated ones the deepest, then the first by name.

        Raises:
            OntologyError: No class is given, or one is unknown.
        """
        ranked = sorted(labels, key=lambda label: (-len(self.superclasses(label)), label))
        if not ranked:
            raise OntologyError("no class is given", where=self.origin)
        return ranked[0]


def load_ontology(path: Path | None = None) -> Ontology:
    """Read the vocabulary from a Turtle file; the project's own by default.

    Raises:
        OntologyError: The file is missing, is no Turtle, or a relation names a class that is not declared.
    """
    path = path or ontology_dir() / "jinqiao.ttl"
    facts = _read(path)
    classes = {name: tuple(_local(iri) for iri in parents) for name, parents in _declared(facts, "Class").items()}
    ancestors = {name: frozenset(_climb(name, classes)) for name in classes}
    names = _declared(facts, "ObjectProperty")
    relations = {
        name: _relation(name, facts, ancestors, str(path)) for name in names if (KG + name, SCHEMA + "rangeIncludes") in facts
    }
    labels = {name: _labels(facts.get((KG + name, RDFS + "label"), ())) for name in (*classes, *relations)}
    return Ontology(ancestors, relations, labels, str(path))


_Facts = dict[tuple[str, str], tuple[pyoxigraph.NamedNode | pyoxigraph.Literal, ...]]


def _read(path: Path) -> _Facts:
    """All objects by (subject, predicate), in the order of the file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError("the vocabulary cannot be read", where=str(path), remedy="reinstall the package") from error
    facts: _Facts = {}
    try:
        for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, pyoxigraph.NamedNode) or not isinstance(
                value, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                raise OntologyError("the vocabulary must not use blank nodes", where=str(path), remedy="give the node a name")
            key = subject.value, quad.predicate.value
            facts[key] = (*facts.get(key, ()), value)
    except SyntaxError as error:
        raise OntologyError(f"no Turtle: {error.msg}", where=str(path), line=error.lineno or 0) from error
    return facts


def _declared(facts: _Facts, kind: str) -> dict[str, tuple[str, ...]]:
    """Local names of our own terms of an OWL kind, with their superclasses among our own terms."""
    found: dict[str, tuple[str, ...]] = {}
    for (subject, predicate), values in facts.items():
        if predicate == RDF + "type" and subject.startswith(KG) and any(value.value == OWL + kind for value in values):
            above = facts.get((subject, RDFS + "subClassOf"), ())
            found[_local(subject)] = tuple(value.value for value in above if value.value.startswith(KG))
    return found


def _climb(name: str, classes: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead.extend(classes.get(here, ()))
    return seen


def _relation(name: str, facts: _Facts, ancestors: Mapping[str, frozenset[str]], origin: str) -> Relation:
    def ends(term: str) -> tuple[str, ...]:
        kinds = tuple(_local(value.value) for value in facts.get((KG + name, SCHEMA + term), ()))
        for kind in kinds:
            if kind not in ancestors:
                raise _unknown("class", kind, ancestors, origin, 0, f" at kg:{name}")
        return kinds

    domain, reach = ends("domainIncludes"), ends("rangeIncludes")
    if not domain:
        raise OntologyError(f"kg:{name} has no schema:domainIncludes", where=origin)
    types = {value.value for value in facts[(KG + name, RDF + "type")]}
    one_kind = any(value.value == "true" for value in facts.get((KG + name, KG + "endsOfOneKind"), ()))
    return Relation(
        name, _below(domain, ancestors), _below(reach, ancestors), domain, OWL + "SymmetricProperty" in types, one_kind
    )


def _below(kinds: tuple[str, ...], ancestors: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(name for name, above in ancestors.items() if not above.isdisjoint(kinds))


def _labels(values: tuple[pyoxigraph.NamedNode | pyoxigraph.Literal, ...]) -> tuple[str, str]:
    by_tag = {value.language: value.value for value in values if isinstance(value, pyoxigraph.Literal)}
    return by_tag.get("zh", ""), by_tag.get("en", "")


def _local(iri: str) -> str:
    return iri.removeprefix(KG)


def _unknown(kind: str, name: str, known: Iterable[str], where: str, line: int, at: str = "") -> OntologyError:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else "see ontology/jinqiao.ttl for the names that exist"
    return OntologyError(f"unknown {kind} {name!r}{at}", where=where, line=line, remedy=remedy)
