"""The lists of ontology/rules/extract.toml, checked and compiled."""

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.resources import ontology_dir

CLASSES = frozenset(
    {
        *("Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet", "Organization"),
        *("Platform", "PolicyDocument", "PolicyMeasure", "FinancialProduct", "Person", "Place", "Event"),
    }
)


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, sharing beginnings so that it matches fast.

    >>> re.findall(alternation(["银行", "银监局", "局"]), "银行和银监局")
    ['银行', '银监局']
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(trie)


def _branches(node: dict[str, Any]) -> str:
    optional = "" in node
    parts = [re.escape(letter) + _branches(child) for letter, child in sorted(node.items()) if letter]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not optional else f"(?:{'|'.join(parts)})"
    return f"{body}?" if optional else body


@dataclass(frozen=True, slots=True)
class Head:
    """A word that ends an organisation's name, and the class it gives."""

    text: str
    label: str
    anchored: bool
    branded: bool


@dataclass(frozen=True)
class Lexicon:
    """Everything the extractors look up."""

    heads: dict[str, Head]
    stops: frozenset[str]
    inside: frozenset[str]
    tags: frozenset[str]
    not_before: dict[str, str]
    generic: frozenset[str]
    raw: dict[str, Any]
    posts: tuple[str, ...]


@functools.cache
def load_lexicon() -> Lexicon:
    """The lexicon of the ontology folder.

    Raises:
        OntologyError: the file cannot be read, or a class in it is unknown.
    """
    path = ontology_dir() / "rules" / "extract.toml"
    data, posts = _read(path), _read(path.with_name("posts.toml"))
    try:
        return _checked(data, posts, path)
    except KeyError as error:
        raise OntologyError(f"the list {error} is missing", where=str(path), remedy="restore it from the release") from error


def _checked(data: dict[str, Any], posts: dict[str, Any], path: Path) -> Lexicon:
    for row in (*data["head"], *data["joint"], *data["quoted"], *data["quoted_end"]):
        if row["class"] not in CLASSES:
            raise OntologyError(f"unknown class {row['class']}", where=str(path), line=_line(path, row["class"]))
    for label in data["listed"]["support"]:
        if label not in CLASSES:
            raise OntologyError(f"unknown class {label}", where=str(path), line=_line(path, label))
    heads: dict[str, Head] = {}
    for group in data["head"]:
        branded, anchored = set(group.get("branded", ())), set(group.get("anchored", ()))
        for text in sorted(anchored | branded):
            heads.setdefault(text, Head(text, group["class"], text in anchored, text in branded))
    organisations = data["organisations"]
    return Lexicon(
        heads=heads,
        stops=frozenset(organisations["stops"]),
        inside=frozenset(organisations["inside"]),
        tags=frozenset(organisations["tags"]),
        not_before=organisations["not_before"],
        generic=frozenset(organisations["generic"]),
        raw=data,
        posts=tuple(dict.fromkeys(posts["heads"])),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot be read ({error})", where=str(path), remedy="restore the file from the release") from error


def _line(path: Path, word: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line and not line.startswith("#")), 0)
