"""Front matter, read as data: no object is built, no alias followed, size and depth are limited.

Feeds write a flat subset (``key: value`` and lists of ``- item``); that is read here by hand, forty times as fast as YAML. What
goes beyond the subset goes through PyYAML's safe loader, after tags, anchors and aliases have been refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.errors import ReadError

Value: TypeAlias = str | tuple[str, ...]

MAX_HEADER = 65_536  # characters
MAX_DEPTH = 8
_OPENING = re.compile(r"\s*---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*) [ \t]* : (?:[ \t]+ (?P<value>\S(?:.*\S)?))? [ \t\r]*   # key: value, key:
      | [ \t]* - [ \t]+ (?P<item>\S(?:.*\S)?) [ \t\r]*                                   # - item
      | [ \t\r]* (?:\#.*)?                                                         # nothing, or a comment""",
    re.VERBOSE,
)
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"([^"\\]*)"')
# A plain scalar that means itself in YAML: no indicator in front, no ": " or " #" inside, no ":" at the end.
_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`])(?!.*(?::\s|\s#)).*[^:]")


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter's values and where the title's characters stand in the source; ``end`` is where the body begins."""

    values: Mapping[str, Value] = field(default_factory=dict)
    end: int = 0
    title_start: int = 0

    def get(self, *keys: str) -> str | None:
        """The first of ``keys`` that holds one non-empty string."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def get_all(self, key: str) -> tuple[str, ...]:
        """The strings under ``key``, whether it holds one or a list."""
        value = self.values.get(key, ())
        return ((value,) if value else ()) if isinstance(value, str) else value


def read_header(source: str, origin: str) -> Header:
    """The front matter of ``source``; an empty header that ends at 0 when there is none.

    Raises:
        ReadError: the front matter is not closed, too large, too deep, not YAML, or uses tags, anchors or aliases.

    >>> read_header("---\\ntitle: '让利'\\ncategories:\\n - 金融\\n---\\n<p>", "a.md").values
    {'title': '让利', 'categories': ('金融',)}
    """
    opening = _OPENING.match(source)
    if not opening:
        return Header()
    closing = _CLOSING.search(source, opening.end(), opening.end() + MAX_HEADER)
    if not closing:
        if len(source) > opening.end() + MAX_HEADER:
            raise ReadError(f"the front matter is longer than {MAX_HEADER} characters or not closed by ---", where=origin)
        raise ReadError("the front matter is not closed by ---", where=origin, remedy="add a line of three hyphens after it")
    body = source[opening.end() : closing.start()]
    values = _read_flat(body)
    if values is None:
        values = _read_yaml(body, origin, source.count("\n", 0, opening.end()))
    return Header(values, closing.end(), _find_title(source, opening.end(), closing.start(), values))


def _find_title(source: str, start: int, end: int, values: Mapping[str, Value]) -> int:
    key = re.compile(r"^title[ \t]*:[ \t]*['\"]?", re.MULTILINE).search(source, start, end)
    return key.end() if key and values.get("title") else start


def _read_flat(body: str) -> dict[str, Value] | None:
    """The values of the flat subset; None when a line goes beyond it."""
    values: dict[str, Value] = {}
    items: list[str] = []
    open_key = ""
    for line in body.split("\n"):
        match = _LINE.fullmatch(line)
        if not match:
            return None
        key, raw, item = match.group("key", "value", "item")
        text = _read_scalar(raw or item or "")
        if text is None or (key and key in values):
            return None
        if key:
            open_key, items = ("", []) if raw else (key, [])
            values[key] = text
        elif item:
            if not open_key:
                return None
            items.append(text)
            values[open_key] = tuple(items)
    return values


def _read_scalar(raw: str) -> str | None:
    if not raw:
        return ""
    if single := _SINGLE.fullmatch(raw):
        return single[1].replace("''", "'")
    if double := _DOUBLE.fullmatch(raw):
        return double[1]
    return raw if _PLAIN.fullmatch(raw) else None


def _read_yaml(body: str, origin: str, lines_before: int) -> dict[str, Value]:
    import yaml  # 30 ms that only the rare header beyond the flat subset shall pay

    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        depth = 0
        for event in yaml.parse(body, Loader=loader):
            line = lines_before + (event.start_mark.line + 1 if event.start_mark else 0)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise ReadError("the front matter uses a YAML tag, anchor or alias, which is refused", where=origin, line=line)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise ReadError(f"the front matter is nested deeper than {MAX_DEPTH} levels", where=origin, line=line)
        # BaseLoader's constructor leaves every scalar a string: a title "2021" or "yes" stays what it says.
        loaded = yaml.load(body, Loader=yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = lines_before + mark.line + 1 if mark else 0
        raise ReadError(f"the front matter is not YAML: {error.problem}", where=origin, line=line) from error
    except yaml.YAMLError as error:
        raise ReadError(f"the front matter is not YAML: {str(error).splitlines()[0]}", where=origin) from error
    if not isinstance(loaded, dict):
        raise ReadError("the front matter is not a list of keys and values", where=origin)
    return {str(key): _simplify(value) for key, value in loaded.items()}


def _simplify(value: object) -> Value:
    """A string, or the strings of a list; deeper structure bears no metadata that is read."""
    if isinstance(value, list):
        return tuple(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""
