"""The graphs that no article owns: the ontology's and that of the run's provenance."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from kg import __version__
from kg.graph.quads import literal, name
from kg.ontology import PREFIXES
from kg.records import Reading
from kg.resources import ontology_dir

KG, RDF, RDFS, PROV = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["prov"]

KINDS = {"extractor": "Extractor", "rule": "Rule"}


def ontology_lines(base: str, path: Path | None = None) -> list[str]:
    """The vocabulary as N-Quads lines of the graph ``<base>graph/ontology``, sorted."""
    path = path or ontology_dir() / "jinqiao.ttl"
    graph = pyoxigraph.NamedNode(f"{base}graph/ontology")
    quads = (
        pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in pyoxigraph.parse(path.read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    )
    return sorted(f"{quad} ." for quad in quads)


def agents(reading: Reading) -> set[tuple[str, str]]:
    """Who found what the reading holds: pairs of ``extractor`` or ``rule`` and its name."""
    return {
        *(("extractor", link.mention.extractor) for link in reading.links if not link.silent),
        *(("extractor", figure.extractor) for figure in reading.figures),
        *(("rule", statement.rule) for statement in reading.statements),
    }


def provenance_lines(found: Iterable[tuple[str, str]], base: str) -> list[str]:
    """The graph ``<base>graph/run`` as sorted N-Quads lines: the program and the extractors and rules that found something.

    No times and no machine: the same articles give the same graph anywhere.
    """
    graph = f" <{base}graph/run> ."
    program = f"<{base}agent/jinqiao>"
    lines = [
        f"{program} <{RDF}type> <{PROV}SoftwareAgent>{graph}",
        f"{program} <{RDFS}label> {literal('Jinqiao')}{graph}",
        f"{program} <{PREFIXES['schema']}softwareVersion> {literal(__version__)}{graph}",
    ]
    for kind, title in set(found):
        subject = f"<{base}{kind}/{name(title)}>"
        lines += [
            f"{subject} <{RDF}type> <{KG}{KINDS[kind]}>{graph}",
            f"{subject} <{RDFS}label> {literal(title)}{graph}",
            f"{subject} <{PROV}actedOnBehalfOf> {program}{graph}",
        ]
    for part in ("entities", "ontology"):
        lines.append(f"<{base}graph/{part}> <{PROV}wasAttributedTo> {program}{graph}")
    return sorted(lines)
