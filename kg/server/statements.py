"""SPARQL text looked at from outside: whether it calls other machines, names its dataset, and how to name one for it.

Words in strings, IRIs and comments are no words here (``kg.ask.tokens``).
"""

from collections.abc import Iterator, Sequence

from kg.ask.tokens import Token, place, tokens
from kg.server.problems import RequestError

_CALLS = ("SERVICE", "LOAD")


def words(text: str) -> list[Token]:
    """The words of a query or an update, comments left out."""
    return [token for token in tokens(text) if token.kind != "comment"]


def has_word(text: str, *wanted: str) -> bool:
    """Whether one of these keywords stands in the text.

    >>> has_word("SELECT * FROM <http://e.org/g> {}", "FROM"), has_word("ASK { ?from ?p 'FROM' } # FROM", "FROM")
    (True, False)
    """
    folded = text.upper()
    if not any(word in folded for word in wanted):
        return False
    return any(token.kind == "word" and token.text.upper().endswith(wanted) for token in tokens(text))


def refusal(text: str) -> RequestError | None:
    """Why a well-formed text is not run: it asks for SERVICE, or for LOAD that is not SILENT."""
    found = words(text)
    for token, after in zip(found, [*found[1:], None], strict=True):
        name = next((name for name in _CALLS if token.kind == "word" and token.text.upper().endswith(name)), None)
        is_silent = name == "LOAD" and after is not None and after.text.upper() == "SILENT"
        if name and not is_silent:
            line, column = place(text, token.start)
            return RequestError("refused", f"{name} is refused: no request leaves this machine", line=line, column=column)
    return None


def without_calls(text: str) -> str:
    """The text with every call of another machine taken out: to see whether it is well-formed, and what LOAD SILENT comes to.

    A silent LOAD that fails changes nothing, and here each one fails.

    >>> without_calls("LOAD SILENT <http://e.org/> INTO GRAPH <http://e.org/g> ; CLEAR ALL")
    'INSERT DATA {} ; CLEAR ALL'
    >>> without_calls("ASK { SERVICE SILENT ?x { ?s ?p ?o } }")
    'ASK { GRAPH ?x { ?s ?p ?o } }'
    """
    found = words(text)
    parts: list[str] = []
    done = position = 0
    while position < len(found):
        token = found[position]
        name = token.text.upper() if token.kind == "word" else ""
        position += 1
        if name not in _CALLS:
            continue
        position += _spoken(found[position:], "SILENT")
        is_whole = position < len(found) and found[position].kind in ("iri", "term")
        stand_in = "GRAPH" if name == "SERVICE" else "INSERT DATA {}" if is_whole else "LOAD_"  # the last is no SPARQL
        parts.append(text[done : token.start] + stand_in)
        if name == "LOAD" and is_whole:
            position += 1
            position += 3 if _spoken(found[position : position + 2], "INTO", "GRAPH") else 0
        last = found[min(position, len(found)) - 1]
        done = last.start + len(last.text)
    return "".join([*parts, text[done:]])


def over_dataset(update: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """An update whose patterns look at these graphs: what ``using-graph-uri`` and ``using-named-graph-uri`` ask for.

    Args:
        update: SPARQL 1.1 Update.
        default_graphs: IRIs, already checked.
        named_graphs: IRIs, already checked.

    Raises:
        RequestError: The update names its own dataset, which the protocol forbids (section 2.2.3).

    >>> over_dataset("DELETE WHERE { ?s ?p 1 }", ["http://e.org/g"], [])
    'DELETE { ?s ?p 1 } USING <http://e.org/g> WHERE { ?s ?p 1 }'
    """
    if not default_graphs and not named_graphs:
        return update
    if has_word(update, "USING", "WITH"):
        raise RequestError("malformed-request", "the update names its own graphs with USING or WITH, and so does the request")
    clause = " ".join([f"USING <{iri}>" for iri in default_graphs] + [f"USING NAMED <{iri}>" for iri in named_graphs])
    parts: list[str] = []
    done = 0
    before: Token | None = None
    for token, depth in _outside(update):
        if depth == 0 and token.text.upper() == "WHERE" and token.kind == "word":
            parts.append(update[done : token.start])
            if before is not None and before.text.upper() == "DELETE":
                parts.append(_group(update, token.start + len("WHERE")).strip() + " ")
            parts.append(f"{clause} ")
            done = token.start
        before = token
    return "".join([*parts, update[done:]])


def _spoken(found: Sequence[Token], *wanted: str) -> int:
    """How many words these keywords are, if they stand at the start; else 0."""
    begin = [token.text.upper() for token in found[: len(wanted)]]
    return len(wanted) if begin == list(wanted) else 0


def _outside(text: str) -> Iterator[tuple[Token, int]]:
    """The words with the depth of braces around them."""
    depth = end = 0
    for token in tokens(text):
        between = text[end : token.start]
        depth += between.count("{") - between.count("}")
        end = token.start + len(token.text)
        if token.kind != "comment":
            yield token, depth


def _group(text: str, start: int) -> str:
    """The group in braces that begins at or after ``start``."""
    depth = 0
    end = start
    for token in [*tokens(text), Token("end", "", len(text))]:
        if token.start >= start:
            for offset in range(end, token.start):
                depth += {"{": 1, "}": -1}.get(text[offset], 0)
                if text[offset] == "}" and depth == 0:
                    return text[start : offset + 1]
            end = token.start + len(token.text)
    raise RequestError("malformed-update", "a group is not closed")
