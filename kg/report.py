"""The quality card of a build: what went in, what came out, what was refused, and what nobody should trust blindly.

Each article yields a small card when it is read; the tally adds them up in the order of the identifiers, so that the report is
the same for any order of input and number of workers (but for the seconds).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import __version__
from kg.link import find_numbers
from kg.records import Reading

_EXAMPLES = 100  # how many examples of each finding the report lists; all are counted


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that is not in the graph, and why."""

    origin: str
    reason: str


def article_card(
    reading: Reading, agents: Iterable[tuple[str, str]], misquotes: Iterable[str], violations: Iterable[str]
) -> dict[str, Any]:
    """What the report needs to know of one article.

    Args:
        reading: What was read out of it.
        agents: The extractors and rules at work in it.
        misquotes: Quotes that the text does not hold where they say.
        violations: What breaks a shape.
    """
    document, links = reading.document, [link for link in reading.links if not link.silent]
    return {
        "article": document.identifier,
        "characters": len(document.text),
        "sentences": len(reading.sentences),
        "sentences_with_facts": _telling_sentences(reading),
        "mentions": len(links),
        "mention_classes": dict(sorted(Counter(link.mention.label for link in links).items())),
        "unlinked": [link.mention.surface for link in links if not link.entities],
        "facts": dict(sorted(Counter(statement.predicate for statement in reading.statements).items())),
        "modality": dict(sorted(Counter(statement.modality for statement in reading.statements).items())),
        "figures": len(reading.figures),
        "unread_numbers": _unread_numbers(reading),
        "quotes": len(links) + len(reading.statements) + len(reading.figures),
        "misquotes": list(misquotes),
        "violations": list(violations),
        "stock_links": sum(link.code is not None for link in document.links),
        "wrong_stock_links": _wrong_stock_links(reading),
        "undated": document.issued is None,
        "agents": sorted(agents),
    }


def _telling_sentences(reading: Reading) -> int:
    starts = sorted({statement.start for statement in reading.statements})
    ends = iter(sorted(reading.sentences, key=lambda sentence: sentence.start))
    telling, sentence = 0, next(ends, None)
    last = None
    for start in starts:
        while sentence is not None and sentence.end <= start:
            sentence = next(ends, None)
        if sentence is not None and sentence.start <= start and sentence is not last:
            telling, last = telling + 1, sentence
    return telling


def _unread_numbers(reading: Reading) -> list[str]:
    """Document numbers in scope and not understood: no mention covers them, or nobody is known to issue under their code."""
    text = reading.document.text
    if "号" not in text:
        return []
    mentions = [link.mention for link in reading.links if link.entities]
    unread = []
    for start, end, number in find_numbers(text):
        over = next((mention for mention in mentions if mention.start < end and start < mention.end), None)
        if over is None or not number.known:
            unread.append(over.surface if over and over.end == end else text[start:end])
    return unread


def _wrong_stock_links(reading: Reading) -> list[str]:
    """Publishers' stock links that no linked name over the same characters bears out."""
    wrong = []
    for source in reading.document.links:
        if source.code is None:
            continue
        over = [link for link in reading.links if link.mention.start < source.end and source.start < link.mention.end]
        codes = {code for link in over for entity in link.entities for _scheme, code in entity.codes}
        if source.code not in codes:
            meant = "、".join(entity.name for link in over for entity in link.entities) or "no entity"
            wrong.append(f"{reading.document.text[source.start : source.end]} → {source.code}, read as {meant}")
    return wrong


@dataclass(slots=True)
class Tally:
    """The cards of a build, added up one by one."""

    counts: Counter[str] = field(default_factory=Counter)
    tables: dict[str, Counter[str]] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)
    agents: set[tuple[str, str]] = field(default_factory=set)

    _SUMS = ("characters", "sentences", "sentences_with_facts", "mentions", "figures", "quotes", "stock_links")
    _TABLES = ("mention_classes", "facts", "modality")
    _FINDINGS = ("unlinked", "unread_numbers", "misquotes", "wrong_stock_links", "violations")

    def add(self, card: dict[str, Any]) -> None:
        """Add one article's card, as ``article_card`` makes it."""
        self.counts["articles"] += 1
        self.counts["facts"] += sum(card["facts"].values())
        self.counts["undated"] += card["undated"]
        self.agents.update((kind, name) for kind, name in card["agents"])
        for name in self._SUMS:
            self.counts[name] += card[name]
        for name in self._TABLES:
            self.tables.setdefault(name, Counter()).update(card[name])
        for name in self._FINDINGS:
            self.counts[name] += len(card[name])
            examples = self.findings.setdefault(name, [])
            examples.extend(f"{card['article']}: {example}" for example in card[name][: _EXAMPLES - len(examples)])


def build_report(
    tally: Tally,
    entities: Counter[str],
    refused: Sequence[Refusal],
    seconds: Mapping[str, float],
    elapsed: float,
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """The quality card as plain data, ready for JSON.

    Args:
        tally: The articles' cards, added up.
        entities: How many of each class the articles mention.
        refused: Inputs that are not in the graph.
        seconds: What each step took; some run side by side.
        elapsed: What all took together.
        changes: What came to the folder and left it.
    """
    counts = tally.counts
    reading = seconds.get("read", 0.0)
    return {
        "version": __version__,
        "articles": counts["articles"],
        "changes": dict(changes),
        "mentions": counts["mentions"],
        "entities": sum(entities.values()),
        "entities_by_class": dict(sorted(entities.items())),
        "facts": counts["facts"],
        "facts_by_predicate": dict(sorted(tally.tables.get("facts", Counter()).items())),
        "facts_by_modality": dict(sorted(tally.tables.get("modality", Counter()).items())),
        "figures": counts["figures"],
        "coverage": {
            "characters": counts["characters"],
            "sentences": counts["sentences"],
            "sentences_with_facts": counts["sentences_with_facts"],
            "mentions_by_class": dict(sorted(tally.tables.get("mention_classes", Counter()).items())),
            "unlinked_mentions": counts["unlinked"],
            "unlinked_examples": tally.findings.get("unlinked", []),
            "unread_document_numbers": counts["unread_numbers"],
            "unread_document_number_examples": tally.findings.get("unread_numbers", []),
            "undated_articles": counts["undated"],
            "stock_links": counts["stock_links"],
            "wrong_stock_links": counts["wrong_stock_links"],
            "wrong_stock_link_examples": tally.findings.get("wrong_stock_links", []),
        },
        "refused": [{"input": refusal.origin, "reason": refusal.reason} for refusal in refused],
        "quotes": {
            "checked": counts["quotes"],
            "wrong": counts["misquotes"],
            "examples": tally.findings.get("misquotes", []),
        },
        "shapes": {
            "conforms": not counts["violations"],
            "violations": counts["violations"],
            "examples": tally.findings.get("violations", []),
        },
        "throughput": {
            "elapsed": round(elapsed, 3),
            "seconds": {name: round(value, 3) for name, value in seconds.items()},
            "characters_per_second": round(counts["characters"] / reading) if reading else None,
        },
    }


def render_card(card: dict[str, Any]) -> str:
    """An article's card on one line."""
    return json.dumps(card, ensure_ascii=False)


def render_json(report: dict[str, Any]) -> str:
    """The quality card as JSON, one field a line."""
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def render_markdown(report: dict[str, Any]) -> str:
    """The quality card for a reader."""
    coverage, quotes, shapes = report["coverage"], report["quotes"], report["shapes"]
    lines = [
        "# Quality card",
        "",
        _table(
            ("what", "count"),
            [(name, report[name]) for name in ("articles", "mentions", "entities", "facts", "figures")],
        ),
        "Of the articles " + _changes(report["changes"]) + ".",
        "",
        "## Entities by class",
        "",
        _table(("class", "entities"), report["entities_by_class"].items()),
        "## Facts by predicate",
        "",
        _table(("predicate", "facts"), report["facts_by_predicate"].items()),
        "Modality: " + (_in_words(report["facts_by_modality"]) or "no facts") + ".",
        "",
        "## Coverage",
        "",
        f"- {coverage['sentences_with_facts']} of {coverage['sentences']} sentences state a fact that was read.",
        *_finding(coverage, "unlinked_mentions", "unlinked_examples", "mentions without an entity (NIL)"),
        *_finding(
            coverage,
            "unread_document_numbers",
            "unread_document_number_examples",
            "document numbers whose issuer is unknown, or that nothing covers",
        ),
        *_finding(
            coverage,
            "wrong_stock_links",
            "wrong_stock_link_examples",
            f"of {coverage['stock_links']} publishers' stock links are not borne out by the text",
        ),
        f"- {coverage['undated_articles']} articles without a date.",
        "",
        "## Checks",
        "",
        f"- Quotes: {quotes['checked']} compared with the text, {quotes['wrong']} wrong.",
        *(f"  - {example}" for example in quotes["examples"]),
        f"- SHACL: {'conforms' if shapes['conforms'] else str(shapes['violations']) + ' violations'}.",
        *(f"  - {example}" for example in shapes["examples"]),
        "",
        "## Refused inputs",
        "",
        *([f"- `{refusal['input']}`: {refusal['reason']}" for refusal in report["refused"]] or ["None."]),
        "",
        "## Throughput",
        "",
        _table(("step", "seconds"), [*report["throughput"]["seconds"].items(), ("all", report["throughput"]["elapsed"])]),
    ]
    return "\n".join(_escape(line) for line in lines).rstrip() + "\n"


def _table(head: tuple[str, str], rows: Iterable[tuple[str, object]]) -> str:
    body = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---:|", *body, ""])


def _changes(changes: dict[str, Any]) -> str:
    told = [f"{len(changes[name])} were {name}" for name in ("added", "replaced", "withdrawn")]
    return ", ".join([*told, f"{changes['kept']} were kept, {changes['reread']} of them read again"])


def _finding(coverage: dict[str, Any], count: str, examples: str, words: str) -> list[str]:
    return [f"- {coverage[count]} {words}.", *(f"  - {example}" for example in coverage[examples])]


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.lower()}" for name, count in counts.items())


def _escape(line: str) -> str:
    """Article text must not become markup where Markdown is shown as HTML."""
    return line.replace("<", "&lt;")
