"""The words of a SPARQL query, so that a keyword inside a string, an IRI or a comment is not taken for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<string>  \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}      # long strings first: they may hold quotes and line ends
                 | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                 | \"(?:[^"\\\n\r]|\\.)*\"
                 | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri>     <(?:[^<>"{}|^`\\\x00-\x20]                # a lone < is a comparison: it has no closing > without a space
                   | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8})*> )
    | (?P<variable>[?$]\w+ )
    | (?P<blank>   _:[\w.-]+ )
    | (?P<language>@[A-Za-z]+(?:-\w+)* )
    | (?P<term>    (?:[^\W\d_][\w-]*)?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\w:]))* )
    | (?P<word>    \w+ )
    """,
    re.VERBOSE | re.DOTALL,
)

_SHORT = 8_000  # code points: longer queries are not remembered


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query. ``kind`` is comment, string, iri, variable, blank, language, term (``kg:Bank``) or word."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The words of a query in its order, punctuation left out.

    >>> [token.text for token in tokens('SELECT * { ?s a kg:Bank } # SERVICE') if token.kind != "comment"]
    ['SELECT', '?s', 'a', 'kg:Bank']
    """
    return iter(_remembered(query) if len(query) <= _SHORT else _taken(query))


def _taken(query: str) -> tuple[Token, ...]:
    return tuple(Token(found.lastgroup or "", found[0], found.start()) for found in _TOKEN.finditer(query))


# A query is gone over several times before it is asked, and the same ones are asked again.
_remembered = lru_cache(256)(_taken)


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset (code points)."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
