"""Who stands around an entity, as JSON for the picture."""

from starlette.responses import Response

from kg.site.facts import Tie, ties
from kg.site.graph import Thing, local, one
from kg.site.visit import PageError, Visit

_AMONG = """
SELECT ?one ?predicate ?other (COUNT(*) AS ?articles) {
  VALUES (?one ?other) { $many } GRAPH ?article { ?one ?predicate ?other }
} GROUP BY ?one ?predicate ?other"""

MOST, SAMPLED = 60, 3


def neighbourhood_json(visit: Visit) -> Response:
    """The answer of ``/api/neighbourhood``: the best attested neighbours and what is said between all of them."""
    graph, name = visit.graph, visit.parameter("entity")
    if not name:
        raise PageError(visit.words["not_found_entity"], status=404)
    centre = visit.entity(name)
    found = [tie for tie in ties(graph, centre.iri, visit.ontology) if tie.other != centre.iri]
    strength: dict[str, int] = {}
    for tie in found:
        strength[tie.other] = strength.get(tie.other, 0) + len(tie.facts)
    ranked = sorted(strength, key=lambda iri: (-strength[iri], iri))
    shown = ranked[: visit.number("limit", 24, MOST)]
    things = graph.things([centre.iri, *shown])
    chosen = set(shown)
    edges = _edges(visit, centre.iri, [tie for tie in found if tie.other in chosen]) + _among(visit, shown)
    nodes = [_node(visit, things[iri]) for iri in (centre.iri, *shown)]
    return visit.json({"centre": centre.iri, "nodes": nodes, "edges": edges, "more": len(ranked) - len(shown)})


def _edges(visit: Visit, centre: str, found: list[Tie]) -> list[dict[str, object]]:
    """What is said between the centre and its neighbours; modality and confidence are those of the best of a few statements."""
    said = visit.graph.properties(fact for tie in found for fact in tie.facts[:SAMPLED])
    edges = []
    for tie in found:
        read = [said[fact] for fact in tie.facts[:SAMPLED] if fact in said]
        modalities = {local(one(about, "kg:modality")) for about in read}
        best = max((float(one(about, "itsrdf:taConfidence") or 0) for about in read), default=0.0)
        edges.append(
            {
                "from": tie.other if tie.is_inverse else centre,
                "to": centre if tie.is_inverse else tie.other,
                "predicate": tie.predicate,
                "label": visit.language.label(tie.predicate),
                "modality": "Asserted" if "Asserted" in modalities else min(modalities, default="Asserted"),
                "confidence": best,
                "statements": len(tie.facts),
            }
        )
    return edges


def _among(visit: Visit, shown: list[str]) -> list[dict[str, object]]:
    """What is asserted between the neighbours themselves."""
    pairs = visit.index.joined(shown)
    both = [pair for one_, other in pairs for pair in ((one_, other), (other, one_))]
    rows = visit.graph.rows_of(_AMONG, both)
    return [
        {
            "from": subject,
            "to": other,
            "predicate": local(predicate),
            "label": visit.language.label(local(predicate)),
            "modality": "Asserted",
            "confidence": None,
            "statements": int(articles),
        }
        for subject, predicate, other, articles in sorted(rows)
        if local(predicate) in visit.ontology.relations
    ]


def _node(visit: Visit, thing: Thing) -> dict[str, str]:
    return {
        "id": thing.iri,
        "key": thing.key,
        "name": thing.name,
        "class": thing.label,
        "classLabel": visit.language.label(thing.label),
        "href": visit.link(thing.path),
    }
