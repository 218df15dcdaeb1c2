"""One article's graph by itself: what it needs is there, what it links to is described, its facts are said once as triples."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph

from kg.ontology import PREFIXES, load_ontology
from kg.verify.entities import Entities
from kg.verify.finding import Finding

_KG, _RDF, _NIF, _PROV = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["nif"], PREFIXES["prov"]
_TYPE = f"{_RDF}type"
_DERIVED, _QUOTED, _TRIGGER, _STATED = f"{_PROV}wasDerivedFrom", f"{_PROV}wasQuotedFrom", f"{_KG}trigger", f"{_KG}statedIn"
_REFERENCE, _IDENTITY = f"{_NIF}referenceContext", f"{PREFIXES['itsrdf']}taIdentRef"
_ARTICLE, _CONTEXT, _PHRASE, _SENTENCE = f"{_KG}Article", f"{_NIF}Context", f"{_NIF}Phrase", f"{_NIF}Sentence"
_STATEMENT, _FIGURE = f"{_RDF}Statement", f"{_KG}Figure"
# These name characters of the text by their address alone (RFC 5147).
_BARE = (_QUOTED, _TRIGGER)

_Node = dict[str, list[pyoxigraph.NamedNode | pyoxigraph.Literal]]


class Articles:
    """The checks of one article after the other, and what they count.

    Args:
        base: What the IRIs of the build begin with.
        entities: All entities of the graph.
        described: Whether an IRI that is no entity is described outside of the articles.
    """

    def __init__(self, base: str, entities: Entities, described: Callable[[str], bool]) -> None:
        self._base = base
        self._made = f"{base}entity/"
        self._entities = entities
        self._described = described
        self._relations = {f"{_KG}{name}" for name in load_ontology().relations}
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.mentioned: set[str] = set()
        self.related: set[str] = set()

    def check(self, graph: str, quads: Sequence[pyoxigraph.Quad]) -> Iterator[Finding]:
        """What is wrong in one article's graph. ``mentioned`` and ``related`` are then its entities."""
        nodes: defaultdict[str, _Node] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            nodes[str(quad.subject)[1:-1]][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]  # none is blank
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for subject, node in nodes.items():
            for kind in node.get(_TYPE, ()):
                kinds[kind.value].append(subject)
        self._count(nodes, kinds)
        self.mentioned = {value.value for node in nodes.values() for value in node.get(_IDENTITY, ())}
        self.related = {
            value.value
            for quad in quads
            if isinstance(value := quad.object, pyoxigraph.NamedNode) and value.value.startswith(self._made)
        }
        yield from self._homeless(graph, nodes, kinds)
        yield from self._unproven(graph, nodes, kinds)
        yield from self._dangling(graph, quads, nodes)
        yield from self._facts(graph, quads, nodes, kinds[_STATEMENT])

    def _count(self, nodes: dict[str, _Node], kinds: dict[str, list[str]]) -> None:
        for name, kind in (("articles", _ARTICLE), ("mentions", _PHRASE), ("facts", _STATEMENT), ("figures", _FIGURE)):
            self.counts[name] += len(kinds.get(kind, ()))
        for statement in kinds.get(_STATEMENT, ()):
            for name, key in (("facts_by_predicate", f"{_RDF}predicate"), ("facts_by_modality", f"{_KG}modality")):
                for value in nodes[statement].get(key, ()):
                    self.counts[f"{name} {value.value.removeprefix(_KG)}"] += 1

    def _homeless(self, graph: str, nodes: dict[str, _Node], kinds: dict[str, list[str]]) -> Iterator[Finding]:
        """A text without its article, a mention or sentence without its text."""
        if graph not in kinds.get(_ARTICLE, ()):
            yield Finding("orphan", graph, graph, "a graph without its article")
        texts = kinds.get(_CONTEXT, [])
        if not texts:
            yield Finding("orphan", graph, graph, "an article without its text")
        for text in texts:
            if not any(value.value == graph for value in nodes[text].get(f"{_KG}article", ())):
                yield Finding("orphan", graph, text, "a text that belongs to no article")
        for name, kind in (("mention", _PHRASE), ("sentence", _SENTENCE)):
            for span in kinds.get(kind, ()):
                if not any(value.value in texts for value in nodes[span].get(_REFERENCE, ())):
                    yield Finding("orphan", graph, span, f"a {name} without its article's text")

    def _unproven(self, graph: str, nodes: dict[str, _Node], kinds: dict[str, list[str]]) -> Iterator[Finding]:
        """A claim without a sentence that says it, a sentence without a claim."""
        cited = set[str]()
        for name, kind in (("statement", _STATEMENT), ("figure", _FIGURE)):
            for claim in kinds.get(kind, ()):
                evidence = [value.value for value in nodes[claim].get(_DERIVED, ())]
                cited.update(evidence)
                if not any(f"{_NIF}anchorOf" in nodes.get(span, ()) for span in evidence):
                    yield Finding("orphan", graph, claim, f"a {name} without evidence")
                if not any(value.value == graph for value in nodes[claim].get(_STATED, ())):
                    yield Finding("orphan", graph, claim, f"a {name} that says it is stated elsewhere")
        for sentence in kinds.get(_SENTENCE, ()):
            if sentence not in cited:
                yield Finding("orphan", graph, sentence, "a sentence that nothing needs")

    def _dangling(self, graph: str, quads: Iterable[pyoxigraph.Quad], nodes: dict[str, _Node]) -> Iterator[Finding]:
        for quad in quads:
            value = quad.object
            if not isinstance(value, pyoxigraph.NamedNode) or quad.predicate.value in _BARE:
                continue
            if value.value.startswith((self._base, _KG)) and value.value not in nodes and not self._is_known(value.value):
                predicate = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
                focus = str(quad.subject)[1:-1]
                yield Finding("dangling", graph, focus, f"{predicate} leads to {value.value}, which nothing describes")

    def _is_known(self, iri: str) -> bool:
        return self._entities.knows(iri) if iri.startswith(self._made) else self._described(iri)

    def _facts(
        self, graph: str, quads: Iterable[pyoxigraph.Quad], nodes: dict[str, _Node], statements: Iterable[str]
    ) -> Iterator[Finding]:
        """Asserted facts are written twice, as a statement and as a plain triple; no others are."""
        stated = dict[tuple[str, str, str], str]()
        for statement in statements:
            node = nodes[statement]
            if any(value.value == f"{_KG}Asserted" for value in node.get(f"{_KG}modality", ())):
                ends = (node.get(f"{_RDF}{end}", ()) for end in ("subject", "predicate", "object"))
                one, relation, other = (end[0].value if end else "" for end in ends)
                stated[one, relation, other] = statement
        plain = {
            (str(quad.subject)[1:-1], quad.predicate.value, str(quad.object)[1:-1])
            for quad in quads
            if quad.predicate.value in self._relations
        }
        for triple in sorted(plain - stated.keys()):
            yield Finding("fact", graph, triple[0], f"{_short(triple)} is a triple without an asserted statement")
        for triple in sorted(stated.keys() - plain):
            yield Finding("fact", graph, stated[triple], f"{_short(triple)} is asserted, but no triple")


def _short(triple: tuple[str, ...]) -> str:
    return " ".join(part.rpartition("#")[2].rpartition("/entity/")[2] for part in triple)
