"""Blocks as JSON-LD with a context of short terms: one object a named graph, one object a subject in it.

The named graphs are kept, so ``graph.jsonld`` reads back to the very quads of ``graph.nq``. Terms of our own vocabulary are
bare (``"issues"``) by way of ``@vocab``; IRIs a build makes are relative to ``@base``.
"""

import json
import re
from collections.abc import Mapping

from kg.exports.blocks import Block, split_literal
from kg.ontology import KG, PREFIXES, Ontology

_INTEGER = f"^^<{PREFIXES['xsd']}integer>"
_DECIMAL = f"^^<{PREFIXES['xsd']}decimal>"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what survives a JSON number anywhere

# Term, prefixed IRI, kind of value: id (an IRI), vocab (a term of ours), integer, decimal, text (a plain string), names (by
# language). A value of another kind is written in full under the prefixed name instead, so the context never bends it.
_TERMS = (
    ("prefLabel", "skos:prefLabel", "names"),
    ("altLabel", "skos:altLabel", "names"),
    ("subject", "rdf:subject", "id"),
    ("predicate", "rdf:predicate", "vocab"),
    ("object", "rdf:object", "id"),
    ("anchorOf", "nif:anchorOf", "text"),
    ("beginIndex", "nif:beginIndex", "integer"),
    ("endIndex", "nif:endIndex", "integer"),
    ("isString", "nif:isString", "text"),
    ("referenceContext", "nif:referenceContext", "id"),
    ("means", "itsrdf:taIdentRef", "id"),
    ("confidence", "itsrdf:taConfidence", "decimal"),
    ("wasAttributedTo", "prov:wasAttributedTo", "id"),
    ("wasDerivedFrom", "prov:wasDerivedFrom", "id"),
    ("wasQuotedFrom", "prov:wasQuotedFrom", "id"),
    ("statedIn", "kg:statedIn", "id"),
    ("saidBy", "kg:saidBy", "id"),
    ("trigger", "kg:trigger", "id"),
    ("about", "kg:about", "id"),
    ("article", "kg:article", "id"),
    ("succeededBy", "kg:succeededBy", "id"),
    ("modality", "kg:modality", "vocab"),
    ("status", "kg:status", "vocab"),
    ("value", "kg:value", "decimal"),
    ("unit", "kg:unit", "text"),
    ("metric", "kg:metric", "text"),
    ("surface", "kg:surface", "text"),
    ("url", "schema:url", "id"),
    ("image", "schema:image", "id"),
    ("identifier", "dcterms:identifier", "text"),
    ("headline", "dcterms:title", "text"),
    ("publisher", "dcterms:publisher", "text"),
)
_COERCED: Mapping[str, str | None] = {
    "id": "@id",
    "vocab": "@vocab",
    "integer": "xsd:integer",
    "decimal": "xsd:decimal",
    "text": None,
    "names": None,
}


class JsonLdTerms:
    """Short forms of terms, given a base and the relations of the ontology."""

    def __init__(self, base: str, ontology: Ontology) -> None:
        self.base = base
        self._terms = (*_TERMS, *((name, f"kg:{name}", "id") for name in sorted(ontology.relations)))
        self._by_iri = {f"<{_expanded(compact)}>": (term, compact, kind) for term, compact, kind in self._terms}
        self._by_iri[f"<{PREFIXES['rdf']}type>"] = ("type", "rdf:type", "vocab")
        self._made = f"<{base}" if base.startswith("http") else "\0"
        self._namespaces = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
        self._short: dict[str, str] = {}
        # Names of ours that the context gives to others keep their prefix.
        foreign = ["id", "type", *PREFIXES, *(term for term, compact, _ in self._terms if compact != f"kg:{term}")]
        self._taken = frozenset(f"kg:{term}" for term in foreign)

    def head(self) -> str:
        """The opening of the document, up to the list of graphs."""
        context: dict[str, object] = {"@vocab": KG}
        if self._made != "\0":
            context["@base"] = self.base
        context.update(PREFIXES)
        context.update({"id": "@id", "type": "@type"})
        for term, compact, kind in self._terms:
            entry: dict[str, str] = {"@id": compact}
            coerced = _COERCED[kind]
            if coerced:
                entry["@type"] = coerced
            if kind == "names":
                entry["@container"] = "@language"
            context[term] = entry if len(entry) > 1 else compact
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in context.items())
        return f'{{"@context": {{\n{lines}\n}},\n"@graph": ['

    def block(self, block: Block) -> str:
        """One subject as a JSON object on a line of its own."""
        values: dict[str, list[str]] = {}
        names: dict[str, dict[str, list[str]]] = {}
        for predicate, value in block.pairs:
            term, compact, kind = self._by_iri.get(predicate) or self._learn(predicate)
            if kind == "names" and value[0] == '"':
                text, tail = split_literal(value)
                if tail[:1] == "@":
                    names.setdefault(term, {}).setdefault(tail[1:], []).append(f'"{text}"')
                    continue
            fitting = self._fitting(value, kind)
            if fitting is None:
                term, fitting = compact, self._full(value)
            if term in values:
                values[term].append(fitting)
            else:
                values[term] = [fitting]
        parts = [f'"{key}": {_one_or_list(found)}' for key, found in values.items()]
        for key, by_language in names.items():
            inner = ", ".join(f'"{language}": {_one_or_list(found)}' for language, found in by_language.items())
            parts.append(f'"{key}": {{{inner}}}')
        return f'{{"id": "{self.iri(block.subject)}", {", ".join(parts)}}}'

    def iri(self, token: str) -> str:
        """An IRI where an identifier stands: relative to the base, or prefixed, or in full."""
        if token.startswith(self._made) and not token.startswith(KG, 1):
            relative = token[len(self._made) : -1]
            if ":" not in relative:  # what stands before a colon would be taken for a prefix or a scheme
                return relative
        return self._compact(token)

    def vocab(self, token: str) -> str:
        """An IRI where a term of the vocabulary stands."""
        compact = self._compact(token)
        return compact if compact in self._taken else compact.removeprefix("kg:")

    def _learn(self, predicate: str) -> tuple[str, str, str]:
        """A predicate without a term of its own: its values are written in full."""
        key = self.vocab(predicate)
        self._by_iri[predicate] = found = (key, key, "")
        return found

    def _compact(self, token: str) -> str:
        short = self._short.get(token)
        if short is not None:
            return short
        for prefix, namespace in self._namespaces:
            if token.startswith(namespace, 1):
                local = token[1 + len(namespace) : -1]
                if _LOCAL.fullmatch(local):
                    self._short[token] = short = f"{prefix}:{local}"
                    return short
        return token[1:-1]

    def _fitting(self, value: str, kind: str) -> str | None:
        """The short form the context turns back into this very value, or None."""
        if value[0] == "<":
            if kind == "id":
                return f'"{self.iri(value)}"'
            return f'"{self.vocab(value)}"' if kind == "vocab" else None
        if kind == "text":
            return value if value[-1] == '"' else None
        text, tail = split_literal(value)
        if kind == "integer" and tail == _INTEGER:
            return text if _WHOLE.fullmatch(text) else f'"{text}"'
        return f'"{text}"' if kind == "decimal" and tail == _DECIMAL else None

    def _full(self, value: str) -> str:
        if value[0] == "<":
            return f'{{"id": "{self.iri(value)}"}}'
        # The escapes of an N-Quads literal written by kg.graph are JSON's own.
        text, tail = split_literal(value)
        if not tail:
            return f'{{"@value": "{text}"}}'
        if tail[0] == "@":
            return f'{{"@value": "{text}", "@language": "{tail[1:]}"}}'
        return f'{{"@value": "{text}", "type": "{self._compact(tail[2:])}"}}'


def _expanded(compact: str) -> str:
    prefix, _, local = compact.partition(":")
    return PREFIXES[prefix] + local


def _one_or_list(found: list[str]) -> str:
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"
