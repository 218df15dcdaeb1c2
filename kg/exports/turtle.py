"""Blocks as Turtle: prefixed names for the vocabulary, IRIs relative to the base for what a build makes."""

import re

from kg.exports.blocks import Pair, split_literal
from kg.ontology import KG, PREFIXES

_INTEGER = f"^^<{PREFIXES['xsd']}integer>"
_DECIMAL = f"^^<{PREFIXES['xsd']}decimal>"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")  # far less than Turtle allows: nothing that would need an escape
_WHOLE = re.compile(r"[+\-]?[0-9]+")
_BROKEN = re.compile(r"[+\-]?[0-9]+\.[0-9]+")


class TurtleTerms:
    """Short forms of terms, given a base; the vocabulary's are remembered, the others are cut afresh each time."""

    def __init__(self, base: str) -> None:
        self.base = base
        # Relative IRIs need a base with a path to resolve against: urn: bases stay written out.
        self._made = f"<{base}" if base.startswith("http") else "\0"
        self._known = {f"<{PREFIXES['rdf']}type>": "a"}
        self._namespaces = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

    def head(self) -> str:
        """The prefix declarations a document starts with."""
        lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
        if self._made != "\0":
            lines.insert(0, f"@base <{self.base}> .")
        return "\n".join(lines) + "\n\n"

    def term(self, token: str) -> str:
        """An N-Quads term as Turtle writes it."""
        known = self._known.get(token)
        if known is not None:
            return known
        if token[0] == '"':
            return token if token[-1] == '"' else self._literal(token)
        if token.startswith(self._made) and not token.startswith(KG, 1):
            return "<" + token[len(self._made) :]
        for prefix, namespace in self._namespaces:
            if token.startswith(namespace, 1):
                local = token[1 + len(namespace) : -1]
                if _LOCAL.fullmatch(local):
                    self._known[token] = short = f"{prefix}:{local}"
                    return short
        return token

    def block(self, subject: str, pairs: list[Pair]) -> str:
        """All pairs of a subject as one Turtle statement with a blank line behind it."""
        parts = [self._subject(subject)]
        term = self.term
        before, between = "", " "
        for predicate, value in pairs:
            if predicate == before:
                parts.append(f", {term(value)}")
            else:
                parts.append(f"{between}{term(predicate)} {term(value)}")
                before, between = predicate, " ;\n    "
        parts.append(" .\n\n")
        return "".join(parts)

    def _subject(self, token: str) -> str:
        short = self.term(token)
        return token if short == "a" else short  # "a" stands only where a predicate does

    def _literal(self, token: str) -> str:
        text, tail = split_literal(token)
        if tail[0] == "@":
            return token
        if (tail == _INTEGER and _WHOLE.fullmatch(text)) or (tail == _DECIMAL and _BROKEN.fullmatch(text)):
            return text
        return f'"{text}"^^{self.term(tail[2:])}'
