"""Which terms a query may hope to find: those of the ontology, those of the RDF vocabularies that the graph uses."""

import difflib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pyoxigraph

from kg.ask.tokens import Token, tokens
from kg.ontology import KG, PREFIXES
from kg.resources import ontology_dir

# Words that only SPARQL knows; what a misspelt keyword is compared with.
KEYWORDS = (
    *(
        "ASK",
        "AVG",
        "ASC",
        "AS",
        "BASE",
        "BIND",
        "BOUND",
        "BY",
        "COALESCE",
        "CONCAT",
        "CONSTRUCT",
        "CONTAINS",
        "COUNT",
        "DATATYPE",
    ),
    *(
        "DESC",
        "DESCRIBE",
        "DISTINCT",
        "EXISTS",
        "FILTER",
        "FROM",
        "GRAPH",
        "GROUP",
        "GROUP_CONCAT",
        "HAVING",
        "IF",
        "IN",
        "LANG",
    ),
    *(
        "LCASE",
        "LIMIT",
        "MAX",
        "MIN",
        "MINUS",
        "NAMED",
        "NOT",
        "OFFSET",
        "OPTIONAL",
        "ORDER",
        "PREFIX",
        "REDUCED",
        "REGEX",
        "STR",
    ),
    *("SAMPLE", "SELECT", "SEPARATOR", "STRSTARTS", "SUBSTR", "SUM", "UCASE", "UNDEF", "UNION", "VALUES", "WHERE"),
    *("DATATYPE", "LANG", "STR"),
)


@cache
def _terms() -> frozenset[str]:
    """The local names of all classes, properties and individuals of the ontology."""
    quads = pyoxigraph.parse(path=ontology_dir() / "jinqiao.ttl")
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, pyoxigraph.NamedNode)}
    return frozenset(subject.removeprefix(KG) for subject in subjects if subject.startswith(KG))


def unknown_terms(query: str) -> Iterator[str]:
    """What a query names below ``kg:`` that the ontology does not have, each with the nearest that exists, in query order."""
    seen = set[str]()
    for token in tokens(query):
        local = _local(token)
        if local is None or local in seen or local in _terms():
            continue
        seen.add(local)
        yield f"kg:{local} is not in the ontology{_nearest(local)}"


def undeclared_prefix(query: str) -> tuple[Token, str] | None:
    """The first term whose prefix nobody declared, with the nearest known prefix or an empty string."""
    words = list(tokens(query))
    declared = {after.text.removesuffix(":") for word, after in pairwise(words) if word.text.upper() == "PREFIX"}
    known = {*PREFIXES, *declared}
    for word in words:
        prefix = word.text.partition(":")[0]
        if word.kind == "term" and prefix not in known:
            near = difflib.get_close_matches(prefix, sorted(known), n=1, cutoff=0.5)
            return word, near[0] if near else ""
    return None


def near_keyword(word: str) -> str:
    """The SPARQL keyword that a word was perhaps meant to be; empty when it is one, or none is near."""
    if word.upper() in KEYWORDS:
        return ""
    near = difflib.get_close_matches(word.upper(), KEYWORDS, n=1, cutoff=0.75)
    return near[0] if near else ""


def _local(token: Token) -> str | None:
    if token.kind == "term" and token.text.startswith("kg:"):
        return token.text.removeprefix("kg:")
    if token.kind == "iri" and token.text.startswith("<" + KG):
        return token.text[len(KG) + 1 : -1]
    return None


def _nearest(local: str) -> str:
    folded = {name.casefold(): name for name in _terms()}
    near = difflib.get_close_matches(local.casefold(), sorted(folded), n=1, cutoff=0.5)
    return f"; did you mean kg:{folded[near[0]]}?" if near else ""
