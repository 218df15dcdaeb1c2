"""What a query finds, and why it is refused when it is."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg.errors import QueryError
from kg.ontology import PREFIXES
from kg.server.jobs import Query
from kg.server.problems import RequestError, problem_of
from kg.store import Store

if TYPE_CHECKING:
    from kg.ask.remote import RemoteStore

KNOWN = dict(PREFIXES)
"""The prefixes that no query need declare."""

_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")


def find(
    store: "Store | RemoteStore", job: Query, unknown: list[str]
) -> pyoxigraph.QueryTriples | pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    """What the engine finds; functions that it does not know are added to ``unknown``."""
    folded = job.text.upper()
    if "SERVICE" in folded or "LOAD" in folded:
        refuse_calls(job.text, is_update=False)
    default_graphs, named_graphs = _graphs(job.default_graphs), _graphs(job.named_graphs)
    is_named = default_graphs is not None or named_graphs is not None or ("FROM" in folded and _names_dataset(job.text))
    options: dict[str, Any] = {
        "prefixes": KNOWN,
        "use_default_graph_as_union": job.union and not is_named,
        "default_graph": default_graphs,
        "named_graphs": named_graphs,
    }
    if isinstance(store, Store):
        options["base_iri"] = job.base or None
    while True:
        try:
            return store.query(job.text, **options)
        except SyntaxError as error:
            raise explain(job.text, str(error), "malformed-query") from error
        except RuntimeError as error:
            function = _UNKNOWN_FUNCTION.search(str(error))
            if function is None or function[1] in unknown:
                raise RequestError("query-failed", str(error)) from error
            # A call of an unknown function is an error within the query (section 17.6), not one of the query.
            unknown.append(function[1])
            options["custom_functions"] = {pyoxigraph.NamedNode(iri): _no_value for iri in unknown}


def _no_value(*_arguments: object) -> None:
    return None


def _names_dataset(text: str) -> bool:
    from kg.server.statements import has_word

    return has_word(text, "FROM")


def refuse_calls(text: str, *, is_update: bool) -> None:
    """Refuse SERVICE and LOAD; what is malformed beside is said to be malformed."""
    from kg.server.statements import refusal, without_calls

    refused = refusal(text)
    if refused is None:
        return
    plain = without_calls(text)
    if refusal(plain) is None:
        try:
            if is_update:
                Store().update(plain, prefixes=KNOWN, base_iri="urn:x:")
            else:
                Store().query(plain, prefixes=KNOWN, base_iri="urn:x:")
        except SyntaxError as error:
            raise explain(plain, str(error), "malformed-update" if is_update else "malformed-query") from error
    raise refused


def explain(text: str, said: str, kind: str) -> RequestError:
    """What the engine said about a text that is malformed, as ``kg.ask`` explains it."""
    from kg.ask.query import explained, refuse

    if kind == "malformed-query":
        try:
            refuse(text, "")
        except QueryError as error:
            return problem_of(error, kind)
    return problem_of(explained(text, said, ""), kind)


def graph_of(iri: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    """The graph of this name; "" is the default graph."""
    try:
        return pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()
    except ValueError as error:
        raise RequestError("malformed-request", f"{iri!r} is no IRI") from error


def _graphs(iris: Sequence[str] | None) -> list[Any] | None:
    return None if iris is None else [graph_of(iri) for iri in iris if iri]
