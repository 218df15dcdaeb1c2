"""The graph as pandas frames, for whoever computes with it in Python. pandas is an optional extra: ``jinqiao[pandas]``."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from kg.ask.query import Rows, Term, ask
from kg.errors import QueryError
from kg.ontology import KG
from kg.store import Store, open_store

if TYPE_CHECKING:
    import pandas


class Frames(NamedTuple):
    """Four frames; IRIs are strings, numbers exact (int or Decimal), absent values missing (``isna``), rows sorted.

    ``entities``: entity, name, class.
    ``mentions``: mention, article, entity, surface, begin, end, confidence.
    ``facts``: fact, subject, subject_name, predicate, object, object_name, modality, title, confidence, article, sentence.
    ``figures``: figure, metric, value, unit, approximation, date, about, about_name, article, surface.

    ``class``, ``predicate`` and ``modality`` are local names (Bank, issues, Asserted); ``begin`` and ``end`` count code points.
    """

    entities: "pandas.DataFrame"
    mentions: "pandas.DataFrame"
    facts: "pandas.DataFrame"
    figures: "pandas.DataFrame"


_QUERIES = {
    "entities": """SELECT DISTINCT ?entity ?name ?class {
      [] itsrdf:taIdentRef ?entity . ?entity a ?class ; skos:prefLabel ?name
    }""",
    "mentions": """SELECT DISTINCT ?mention ?article ?entity ?surface ?begin ?end ?confidence {
      GRAPH ?article { ?mention itsrdf:taIdentRef ?entity ; nif:anchorOf ?surface ; nif:beginIndex ?begin ; nif:endIndex ?end
                       OPTIONAL { ?mention itsrdf:taConfidence ?confidence } }
    }""",
    "facts": """SELECT ?fact ?subject ?subject_name ?predicate ?object ?object_name ?modality ?title ?confidence ?article
      ?sentence {
      ?fact a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:modality ?modality ;
            itsrdf:taConfidence ?confidence ; kg:statedIn ?article ; prov:wasDerivedFrom/nif:anchorOf ?sentence
      OPTIONAL { ?fact kg:title ?title }
      OPTIONAL { ?subject skos:prefLabel ?subject_name }
      OPTIONAL { ?object skos:prefLabel ?object_name }
    }""",
    "figures": """SELECT ?figure ?metric ?value ?unit ?approximation ?date ?about ?about_name ?article ?surface {
      ?figure a kg:Figure ; kg:value ?value ; kg:unit ?unit ; kg:statedIn ?article
      OPTIONAL { ?figure kg:metric ?metric }
      OPTIONAL { ?figure kg:approximation ?approximation }
      OPTIONAL { ?figure kg:date ?date }
      OPTIONAL { ?figure kg:surface ?surface }
      OPTIONAL { ?figure kg:about ?about . ?about skos:prefLabel ?about_name }
    }""",
}


def frames(folder: Path) -> Frames:
    """The outputs of a build as frames.

    Raises:
        QueryError: pandas is not installed.
        StoreError: There is no store in the folder.
    """
    try:
        import pandas
    except ImportError as error:
        raise QueryError("pandas is not installed", remedy="install it with: pip install 'jinqiao[pandas]'") from error
    store = open_store(folder / "store")
    return Frames(**{name: pandas.DataFrame(*_table(store, query)) for name, query in _QUERIES.items()})


def _table(store: Store, query: str) -> tuple[list[list[object]], None, list[str]]:
    """What a frame is made of: its rows, no index of its own, its columns."""
    answer = ask(store, query)
    assert isinstance(answer, Rows)
    rows = [[_value(name, term) for name, term in zip(answer.variables, row, strict=True)] for row in answer.rows]
    return sorted(rows, key=lambda row: [str(value) for value in row]), None, list(answer.variables)


def _value(column: str, term: Term | None) -> object:
    if isinstance(term, pyoxigraph.Literal):
        kind = term.datatype.value.rpartition("#")[2]
        return int(term.value) if kind == "integer" else Decimal(term.value) if kind == "decimal" else term.value
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value.removeprefix(KG) if column in ("class", "predicate", "modality") else term.value
    return None if term is None else str(term)
