"""The SHACL shapes, checked with pyshacl on every node but not on every node anew.

Whether a node keeps to a shape depends on its *form*: which predicates it has, how often, with values of which kind. A graph of
a million mentions has a few dozen forms. So each node's form is computed from its lines, and pyshacl validates one node of
each form not seen before, with all it links to around it; the answer holds for every node of that form (``judged`` remembers
it). What the form records
is derived from the shapes file: predicates no shape looks at are left out, and a constraint on values (sh:in, sh:pattern, a
bound, sh:lessThan …) enters as its outcome. ``tests/property`` hold this against pyshacl on the whole graph.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg.check.judged import Form, Judged
from kg.check.violation import Violation
from kg.errors import OntologyError
from kg.ontology import PREFIXES
from kg.resources import ontology_dir

if TYPE_CHECKING:
    import rdflib

_RDF, _SH = PREFIXES["rdf"], "http://www.w3.org/ns/shacl#"
_TYPE = f"<{_RDF}type>"
_XSD = "^^<http://www.w3.org/2001/XMLSchema#"
_LEXICAL = {
    f"{_XSD}integer>": re.compile(r"[+\-]?[0-9]+"),
    f"{_XSD}decimal>": re.compile(r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    f"{_XSD}gYear>": re.compile(r"-?[0-9]{4,}"),
    f"{_XSD}gYearMonth>": re.compile(r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])"),
    f"{_XSD}date>": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    f"{_XSD}dateTime>": re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+\-][0-9]{2}:[0-9]{2})?"
    ),
}
_DAYS = (f"{_XSD}date>", f"{_XSD}dateTime>")

_NUMBERS = (f"{_XSD}integer>", f"{_XSD}decimal>")

_REMEMBERED = 65_536  # reduced values

_Pairs = list[tuple[str, str]]
_Term = Any  # of pyoxigraph, whose stubs have no name for all terms with a value


class Shapes:
    """The shapes of one file and the forms already judged; keep one for a whole build.

    Given a folder, ``keep`` leaves the judgements there for the next build.
    """

    def __init__(self, path: Path | None = None, folder: Path | None = None) -> None:
        self.path = path or ontology_dir() / "shapes.ttl"
        try:
            self._reads = _Reads(_Links(self.path))
            self._judged = Judged(self.path, folder)
        except (OSError, SyntaxError) as error:
            raise OntologyError("the shapes cannot be read", where=str(self.path), remedy="reinstall the package") from error
        self._parsed: rdflib.Graph | None = None
        self.keep = self._judged.keep

    def violations(self, lines: Iterable[str]) -> list[Violation]:
        """What breaks a shape, sorted; empty in a sound graph.

        Args:
            lines: N-Quads lines of whole articles together with the descriptions of every entity they mention.
        """
        batch = _Batch(lines, self._reads)
        fresh: dict[Form, str] = {}
        unsound: list[tuple[str, Form]] = []  # or not judged yet
        for subject in batch.nodes:
            form = batch.form(subject)
            known = self._judged.get(form)
            if known is None:
                fresh.setdefault(form, subject)
            if known != ():
                unsound.append((subject, form))
        if fresh:
            self._judge(fresh, batch)
        return sorted(
            Violation(batch.graphs[subject], subject[1:-1], message)
            for subject, form in unsound
            for message in self._judged.get(form) or ()
        )

    def _graph(self) -> "rdflib.Graph":
        """The shapes as pyshacl wants them, read when they are first needed."""
        import rdflib

        if self._parsed is None:
            self._parsed = rdflib.Graph().parse(self.path, format="turtle")
        return self._parsed

    def _judge(self, fresh: dict[Form, str], batch: "_Batch") -> None:
        """Validate one node of each new form and remember what was found."""
        messages: defaultdict[str, set[str]] = defaultdict(set)
        for node, message in validate("".join(batch.around(fresh.values())), self._graph()):
            messages[node].add(message)
        for form, subject in fresh.items():
            self._judged.add(form, tuple(sorted(messages.get(subject, ()))))


def validate(triples: str, shapes: "rdflib.Graph") -> Iterator[tuple[str, str]]:
    """Pyshacl's report on N-Triples: pairs of a node in angle brackets and a message.

    The node is the focus, or, where the focus is a relation (the shapes of facts start there), the statement.
    """
    import pyshacl  # with rdflib half a second, spent only where something is validated
    import rdflib
    from rdflib.namespace import RDF, SH

    data = rdflib.Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    relations = set(shapes.objects(None, SH.targetNode))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        node = report.value(result, SH.value) if focus in relations else focus
        yield f"<{node}>", str(report.value(result, SH.resultMessage))


class _Links:
    """The triples of a file of shapes, in its order: found by predicate, or by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self._pairs: defaultdict[str, list[tuple[_Term, _Term]]] = defaultdict(list)
        self._objects: defaultdict[tuple[_Term, str], list[_Term]] = defaultdict(list)
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            self._pairs[quad.predicate.value].append((quad.subject, quad.object))
            self._objects[quad.subject, quad.predicate.value].append(quad.object)

    def pairs(self, predicate: str) -> list[tuple[_Term, _Term]]:
        """The subjects and objects that a predicate joins."""
        return self._pairs[predicate]

    def objects(self, subject: _Term, predicate: str) -> list[_Term]:
        """What a subject has under a predicate."""
        return self._objects[subject, predicate]

    def items(self, node: _Term) -> list[_Term]:
        """The members of a list; a node that is none, by itself."""
        found: list[_Term] = []
        here = node
        while first := self.objects(here, f"{_RDF}first"):
            found += first
            (here,) = self.objects(here, f"{_RDF}rest")
        return found or [node]


class _Reads:
    """What the shapes look at: predicates, and the values they compare with. All terms as N-Triples writes them."""

    def __init__(self, links: _Links) -> None:
        self.inverse = {str(node) for _, node in links.pairs(f"{_SH}inversePath")} - {f"<{_RDF}predicate>"}
        self.object_targets = {str(node): str(shape) for shape, node in links.pairs(f"{_SH}targetObjectsOf")}
        naming = (f"{_SH}path", f"{_RDF}first", f"{_SH}targetSubjectsOf")
        named = [node for name in naming for _, node in links.pairs(name)]
        self.predicates = {str(node) for node in named if isinstance(node, pyoxigraph.NamedNode)} | {_TYPE}
        self.predicates |= self.inverse | self.object_targets.keys()
        self.values: defaultdict[str, set[str]] = defaultdict(set)
        self.patterns: defaultdict[str, list[re.Pattern[str]]] = defaultdict(list)
        self.bounds: defaultdict[str, list[tuple[str, Decimal]]] = defaultdict(list)
        self.pairs: list[tuple[str, str, str]] = []
        for shape, path in links.pairs(f"{_SH}path"):
            self._learn(links, shape, str(links.items(path)[-1]))
        for shape, kind in links.pairs(f"{_RDF}type"):
            if str(kind) == f"<{_SH}NodeShape>":
                self._learn(links, shape, "")
        self.pairs.sort()
        self.typed: dict[tuple[str, str], str] = {}  # numbers and dates of any article, reduced: most recur
        self.compared = {
            predicate for found in (self.values, self.patterns, self.bounds) for predicate in found if found[predicate]
        }

    def _learn(self, links: _Links, shape: _Term, predicate: str) -> None:
        """Note what one shape demands of the values of a predicate, or, for an empty one, of the node itself."""
        for listed in links.objects(shape, f"{_SH}in"):
            self.values[predicate].update(map(str, links.items(listed)))
        self.values[predicate].update(map(str, links.objects(shape, f"{_SH}hasValue")))
        self.patterns[predicate] += [re.compile(text.value) for text in links.objects(shape, f"{_SH}pattern")]
        for name in ("minInclusive", "maxInclusive"):
            self.bounds[predicate] += [(name, Decimal(bound.value)) for bound in links.objects(shape, _SH + name)]
        for name in ("lessThan", "disjoint"):
            self.pairs += [(name, predicate, str(other)) for other in links.objects(shape, _SH + name)]


class _Batch:
    """The nodes of some lines: what the shapes read of them, and who points at them."""

    def __init__(self, lines: Iterable[str], reads: _Reads) -> None:
        self.reads = reads
        self.nodes: defaultdict[str, _Pairs] = defaultdict(list)
        self.graphs: dict[str, str] = {}
        self.inbound: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        self.types: dict[str, str] = {}
        self.features: dict[tuple[str, str], str] = {}
        seen: set[tuple[str, str, str]] = set()
        watched = reads.inverse | reads.object_targets.keys()
        read = reads.predicates
        graph = tail = before = "\0"
        described = False
        here: _Pairs = []
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate not in read:
                continue
            if not rest.endswith(tail):  # neighbouring lines mostly stand in the same graph
                tail = rest[rest.rindex(" <") :]
                graph = tail[2 : tail.rindex(">")]
                described = graph.endswith("/graph/entities")
            value = rest[: -len(tail)]
            if described:  # two articles describe the same entity with the same lines
                if (subject, predicate, value) in seen:
                    continue
                seen.add((subject, predicate, value))
            if subject != before:  # a node's lines mostly stand together
                before, here = subject, self.nodes[subject]
                self.graphs.setdefault(subject, graph)
            here.append((predicate, value))
            if predicate == _TYPE:
                known = self.types.get(subject)
                self.types[subject] = value if known is None else " ".join(sorted({*known.split(), value}))
            elif predicate in watched and value[0] == "<":
                self.inbound[value].setdefault(predicate, set()).add(subject)
                self.graphs.setdefault(value, graph)
        for node in self.inbound:
            _ = self.nodes[node]  # what is only pointed at is a node too

    def form(self, subject: str) -> Form:
        """What the shapes can tell about a node, and nothing else; more than two of a kind count as two."""
        reads = self.reads
        pairs = self.nodes[subject]
        feature_of, compared_ones = self._feature, reads.compared
        features = sorted(
            [
                # Plain strings that no shape compares with anything, by far the most literals: there or empty.
                (predicate if len(value) > 2 else f"{predicate} empty")
                if value[-1] == '"' and predicate not in compared_ones
                else feature_of(predicate, value)
                for predicate, value in pairs
            ]
        )
        if len(features) > 2:
            features = [feature for k, feature in enumerate(features) if k < 2 or feature != features[k - 2]]
        arriving: set[str] = set()
        if subject in self.inbound:
            for predicate, sources in self.inbound[subject].items():
                arriving.add(reads.object_targets.get(predicate, ""))
                if predicate in reads.inverse:
                    arriving.add(f"{predicate}{min(len(sources), 2)}")
        present = {predicate for predicate, _ in pairs}
        compared = [_compare(pairs, pair) for pair in reads.pairs if pair[1] in present]
        named = [pattern.search(subject, 1, len(subject) - 1) is not None for pattern in reads.patterns[""]]
        return (*features, *sorted(arriving), *compared, *named, subject[0])

    def _feature(self, predicate: str, value: str) -> str:
        """One value, reduced to what the shapes ask of it."""
        known = self.reads.typed if value[0] == '"' and value[-1] == ">" else self.features
        found = known.get((predicate, value))
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[predicate, value] = found = self._reduced(predicate, value)
        return found

    def _reduced(self, predicate: str, value: str) -> str:
        reads = self.reads
        compared = predicate in reads.compared
        if compared and value in reads.values.get(predicate, ()):
            return predicate + value
        if value[0] != '"':
            feature = f"{predicate}{value[0]}{self.types.get(value, '')}"
            text = value[1:-1]
        else:
            end = value.rfind('"')
            text, tail = value[1:end], value[end + 1 :]
            tail = tail[:1] if tail[:1] == "@" else tail
            if tail in _LEXICAL and not _is_sound(text, tail):
                return f"{predicate}{tail} unsound"
            feature = f"{predicate}{tail}{'' if text else ' empty'}"
        if compared:
            feature += "".join("1" if pattern.search(text) else "0" for pattern in reads.patterns.get(predicate, ()))
            if value[0] == '"' and tail in _NUMBERS:
                feature += "".join("1" if _within(text, bound) else "0" for bound in reads.bounds.get(predicate, ()))
        return feature

    def around(self, subjects: Iterable[str]) -> Iterator[str]:
        """N-Triples of some nodes, of what they point at, and of one node of each kind that points at them."""
        written: set[str] = set()
        for subject in subjects:
            near = [subject, *(value for _, value in self.nodes[subject] if value[0] == "<" and value in self.nodes)]
            for node in near:
                if node not in written:
                    written.add(node)
                    yield from (f"{node} {predicate} {value} .\n" for predicate, value in self.nodes[node])
            for predicate, sources in self.inbound.get(subject, {}).items():
                yield from (f"{source} {predicate} {subject} .\n" for source in sorted(sources)[:2])


def _compare(pairs: _Pairs, pair: tuple[str, str, str]) -> bool:
    """Whether a node keeps to an sh:lessThan or sh:disjoint between two of its predicates."""
    name, one, other = pair
    left = [value for predicate, value in pairs if predicate == one]
    right = [value for predicate, value in pairs if predicate == other]
    if name == "disjoint":
        return set(left).isdisjoint(right)
    return all(_integer(less) < _integer(more) for less in left for more in right)


def _integer(token: str) -> int:
    digits = token[1 : token.rfind('"')]
    return int(digits) if digits.isascii() and digits.isdigit() else -1


def _is_sound(text: str, tail: str) -> bool:
    """Whether a literal's text is one of its datatype."""
    pattern = _LEXICAL.get(tail)
    if pattern is None:
        return True
    if pattern.fullmatch(text) is None:
        return False
    if tail not in _DAYS:
        return True
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _within(text: str, bound: tuple[str, Decimal]) -> bool:
    name, limit = bound
    value = int(text) if text.isdigit() else Decimal(text)
    return value >= limit if name == "minInclusive" else value <= limit
