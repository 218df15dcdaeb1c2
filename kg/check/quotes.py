"""Every quote, verified: the characters between two offsets of the text are those the graph says they are."""

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.check.violation import Violation
from kg.ontology import PREFIXES

_NIF = PREFIXES["nif"]
_ANCHOR, _BEGIN, _END = f"<{_NIF}anchorOf>", f"<{_NIF}beginIndex>", f"<{_NIF}endIndex>"
_TEXT, _REFERENCE = f"<{_NIF}isString>", f"<{_NIF}referenceContext>"
_QUOTED, _SURFACE = f"<{PREFIXES['prov']}wasQuotedFrom>", f"<{PREFIXES['kg']}surface>"
_READ = frozenset({_ANCHOR, _BEGIN, _END, _TEXT, _REFERENCE, _QUOTED, _SURFACE})

_ESCAPE = re.compile(r'\\(?:([tbnrf"\'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))')
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_FRAGMENT = re.compile(r"<(?P<article>.*)#char=(?P<start>\d+),(?P<end>\d+)>")

_Node = dict[str, str]


def quote_errors(lines: Iterable[str]) -> list[Violation]:
    """Stretches of text whose quote is not what stands between their offsets; none in a sound graph.

    Checked are every ``nif:anchorOf`` with its indexes and with the offsets in its own IRI, every figure's ``kg:surface`` with
    the fragment it was quoted from, and each text's length.

    Args:
        lines: N-Quads lines, in any order, that hold the articles completely.
    """
    nodes: defaultdict[str, _Node] = defaultdict(dict)
    graphs: dict[str, str] = {}
    before, node = "", _Node()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in _READ:
            cut = rest.rindex(" <")
            if subject != before:  # a node's lines mostly stand together
                before, node = subject, nodes[subject]
                graphs[subject] = rest[cut + 2 : rest.rindex(">")]
            node[predicate] = rest[:cut]
    texts = {subject: _value(node[_TEXT]) for subject, node in nodes.items() if _TEXT in node}
    found: list[Violation] = []
    for subject, node in nodes.items():
        problem = _problem(subject, node, texts)
        if problem:
            found.append(Violation(graphs[subject], subject[1:-1], problem))
    return sorted(found)


def _problem(subject: str, node: _Node, texts: dict[str, str]) -> str:
    """What is wrong with one node, or nothing."""
    if _TEXT in node:
        return "" if _number(node.get(_END, "")) == len(texts[subject]) else "nif:endIndex is not the length of the text"
    if _SURFACE in node or _QUOTED in node:
        return _figure_problem(node, texts)
    text = texts.get(node.get(_REFERENCE, ""))
    if text is None:
        return "the text it refers to is not in the graph"
    start, end = _number(node.get(_BEGIN, "")), _number(node.get(_END, ""))
    if not 0 <= start < end <= len(text):
        return f"the offsets {start},{end} do not fit the text"
    if not subject.endswith(f"#char={start},{end}>"):
        return "its IRI names other offsets than its indexes"
    return (
        "" if _ANCHOR in node and text[start:end] == _value(node[_ANCHOR]) else "nif:anchorOf is not what the text says there"
    )


def _figure_problem(node: _Node, texts: dict[str, str]) -> str:
    found = _FRAGMENT.fullmatch(node.get(_QUOTED, ""))
    if found is None or _SURFACE not in node:
        return "a figure lacks its surface or the characters it was quoted from"
    # The text of an article is the one node whose fragment spans all of it.
    surface, start, end = _value(node[_SURFACE]), int(found["start"]), int(found["end"])
    text = texts.get(_context(found["article"], texts))
    return "" if text is not None and text[start:end] == surface else "kg:surface is not what the text says there"


def _context(article: str, texts: dict[str, str]) -> str:
    if len(texts) == 1:
        return next(iter(texts))
    begin = f"<{article}#char=0,"
    return next((subject for subject in texts if subject.startswith(begin)), "")


def _number(token: str) -> int:
    """The value of an integer literal; -1 for anything else."""
    digits = token[1 : token.rfind('"')]
    return int(digits) if digits.isascii() and digits.isdigit() else -1


def _value(token: str) -> str:
    raw = token[1 : token.rfind('"')]
    return _ESCAPE.sub(_unescape, raw) if "\\" in raw else raw


def _unescape(found: re.Match[str]) -> str:
    return _PLAIN[found[1]] if found[1] else chr(int(found[2] or found[3], 16))
