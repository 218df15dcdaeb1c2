"""Changes as a person reads them (aligned text, Markdown) and as a program does (JSON)."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TextIO

from kg.ask.results import columns
from kg.diff.changes import Change, Changes, Evidence
from kg.ontology import load_ontology

_SIGNS = {"came": "+", "gained": "+", "went": "-", "lost": "-", "contradicted": "!"}
_WORDS = {
    "came": "new",
    "went": "gone",
    "gained": "more evidence",
    "lost": "less evidence",
    "contradicted": "contradicted",
    "renamed": "renamed",
    "reclassified": "reclassified",
    "changed": "changed",
}
_HEADINGS = {"article": "Articles", "entity": "Entities", "fact": "Facts", "figure": "Figures"}
_WIDEST = 60  # columns of a cell of the text
# What Markdown or HTML would take for their own within a line, and at its beginning; and what would be made a link.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_BEGINS = re.compile(r"^(\d+(?=[.)])|(?=[#+\-=]))")
_LINKS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def write_changes(form: str, found: Changes, old: str, new: str, out: TextIO) -> None:
    """Write all changes from the point called ``old`` to that called ``new``, in one of ``FORMATS``."""
    FORMATS[form](found, old, new, out)


def _write_json(found: Changes, old: str, new: str, out: TextIO) -> None:
    out.write(f'{{"old": {_json(old)}, "new": {_json(new)}, "counts": {_json(found.counts())}, "changes": [')
    separator = "\n"
    for change in found:
        out.write(separator + _json(asdict(change)))
        separator = ",\n"
    out.write("\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_text(found: Changes, old: str, new: str, out: TextIO) -> None:
    counts = found.counts()
    if not counts:
        out.write(f"nothing changed from {old} to {new}\n")
        return
    for kind, by_change in counts.items():
        said = ", ".join(f"{count} {_WORDS[change]}" for change, count in by_change.items())
        out.write(f"{_HEADINGS[kind]}: {said}\n")
    widths: dict[str, list[int]] = {kind: [0, 0, 0] for kind in counts}
    for change in found:
        known = widths[change.kind]
        known[:] = [max(width, columns(cell)) for width, cell in zip(known, _cells(change), strict=False)]
    for kind, group in groupby(found, key=lambda change: change.kind):
        out.write("\n")
        for change in group:
            *padded, last = _cells(change)
            line = "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(padded, widths[kind], strict=True))
            out.write(f"{_SIGNS.get(change.change, '~')} {line}  {last}".rstrip() + "\n")


def _cells(change: Change) -> tuple[str, str, str, str]:
    """What happened, the topic, the names, the rest."""
    topic = change.topic or change.kind
    return _WORDS[change.change], _cut(topic), _cut(_title(change)), _flat(_detail(change))


def _title(change: Change) -> str:
    if change.kind == "fact":
        return " → ".join(change.names)
    if change.kind == "entity" and change.change == "renamed" and change.names[0] != change.names[1]:
        return f"{change.names[0]} → {change.names[1]}"
    return change.names[0] if change.names else ""


def _detail(change: Change) -> str:
    """What was and is, where that is of interest, and how many articles tell it."""
    moved = change.change in ("contradicted", "reclassified") or (
        change.change == "renamed" and change.names[0] == change.names[-1]
    )
    parts = [f"{change.before} → {change.after}"] if moved else []
    if not moved and change.kind == "figure":
        parts.append(change.after or change.before)
    if not moved and change.kind == "fact" and (change.after or change.before) != "Asserted":
        parts.append(change.after or change.before)
    if change.kind == "article" and change.after:
        parts.append(change.after)
    if change.sources > 1:
        parts.append(f"{change.sources} articles")
    return ", ".join(parts)


def _cut(text: str) -> str:
    text = _flat(text)
    if columns(text) <= _WIDEST:
        return text
    taken = 0
    for place, character in enumerate(text):
        taken += columns(character)
        if taken > _WIDEST - 1:
            return text[:place] + "…"
    return text


def _flat(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _write_markdown(found: Changes, old: str, new: str, out: TextIO) -> None:
    """What changed, for people: by class and by relation, each with what the articles say."""
    labels = load_ontology().labels
    out.write(f"# What changed: {_escaped(old)} → {_escaped(new)}\n")
    counts = found.counts()
    if not counts:
        out.write("\nNothing.\n")
    for kind, group in groupby(found, key=lambda change: change.kind):
        said = ", ".join(f"{count} {_WORDS[change]}" for change, count in counts[kind].items())
        out.write(f"\n## {_HEADINGS[kind]}: {said}\n")
        for topic, own in groupby(group, key=lambda change: change.topic):
            zh = labels.get(topic, ("", ""))[0]
            if topic:
                out.write(f"\n### {_escaped(zh)} ({_escaped(topic)})\n" if zh else f"\n### {_escaped(topic)}\n")
            out.write("\n")
            for change in own:
                out.writelines(_markdown_lines(change))


def _markdown_lines(change: Change) -> Iterator[str]:
    title, detail = _title(change), _detail(change)
    parts = [f"- {_WORDS[change.change]}:"]
    parts += [f"**{_escaped(title)}**"] if title else []
    parts += [_escaped(detail)] if detail else []
    yield " ".join(parts) + "\n"
    yield from (f"  > {_escaped(one.sentence)} — {_source(one)}\n" for one in change.evidence if one.sentence)


def _source(evidence: Evidence) -> str:
    return _escaped(f"{evidence.title}, {evidence.day}" if evidence.day else evidence.title)


def _escaped(text: str) -> str:
    """Text of an article as text: on one line, none of it markup, no address a link.

    >>> print(_escaped("# *粤信融* <b>"))
    \\# \\*粤信融\\* \\<b\\>
    """
    return _BEGINS.sub(r"\1\\", _MARKUP.sub(r"\\\1", _LINKS.sub("\u200b", _flat(text).strip())))


FORMATS: dict[str, Callable[[Changes, str, str, TextIO], None]] = {
    "text": _write_text,
    "json": _write_json,
    "markdown": _write_markdown,
}
"""The forms in which changes are written."""
