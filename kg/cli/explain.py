"""Show what is read out of one article, and why.

Each mention with its extractor, its entity and the reasons for it; each fact with its sentence and rule; each figure.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.records import Link, Reading

EXAMPLES = """examples:
  kg explain seeds/000_ed608e3359058c26.txt
  kg explain article.html | grep partOf
  kg explain news.jsonl | less                every article of the file
  curl -s https://example.org/a.html | kg explain -
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg explain``."""
    parser.add_argument("file", metavar="FILE", help="an article, or - for standard input")
    parser.add_argument("--gazetteer", type=Path, action="append", default=[], metavar="FILE", help="more institutions (CSV)")


def run(options: argparse.Namespace) -> int:
    """Print the readings of the documents of a file."""
    from kg.pipeline import Stages
    from kg.read import discover, read

    stages = Stages(tuple(options.gazetteer))
    for source in discover([options.file], sys.stdin.buffer):
        for document in read(source):
            for line in _explain(stages.analyse(document)):
                sys.stdout.write(line + "\n")
    return 0


def _explain(reading: Reading) -> Iterator[str]:
    document, text = reading.document, reading.document.text
    names = {entity.key: entity.name for link in reading.links for entity in link.entities}
    when = document.issued.isoformat() if document.issued else "undated"
    yield f"{document.title}"
    yield f"  {document.identifier}, {when}, {document.publisher or 'no publisher'}"
    yield ""
    yield "Mentions"
    for link in reading.links:
        yield from _explain_link(link)
    yield ""
    yield from _explain_documents(reading)
    yield "Facts"
    for fact in reading.statements:
        title = f" ({fact.title})" if fact.title else ""
        said = f", said by {names.get(fact.said_by, fact.said_by)}" if fact.said_by else ""
        ends = names.get(fact.subject, fact.subject), names.get(fact.object, fact.object)
        yield f"  {ends[0]} {fact.predicate} {ends[1]}{title}"
        yield f"      {fact.modality}{said}, rule {fact.rule}, confidence {fact.confidence:.2f}"
        yield f"      {fact.start}–{fact.end}: {_flat(text[fact.start : fact.end])}"
    yield ""
    yield "Figures"
    for figure in reading.figures:
        about = f" of {names.get(figure.about, figure.about)}" if figure.about else ""
        when = f", {figure.date}" if figure.date else ""
        change = f", {figure.change}" if figure.change else ""
        value = f"{figure.approximation or ''}{figure.value:,f} {figure.unit}"
        yield f"  {figure.metric or 'unnamed'}{about}: {value}{when}{change}"
        yield f"      {figure.start}–{figure.end} {figure.surface}, {figure.extractor}, confidence {figure.confidence:.2f}"
    yield ""


_LIFE = ("number", "issued", "effective", "status")


def _explain_documents(reading: Reading) -> Iterator[str]:
    """What is known of each document's life; nothing when the article cites none."""
    cited = {entity.key: entity for link in reading.links for entity in link.entities if entity.label == "PolicyDocument"}
    names = {entity.key: entity.name for link in reading.links for entity in link.entities}
    lines = []
    for entity in cited.values():
        life = [f"{scheme} {code}" for scheme in _LIFE for known, code in entity.codes if known == scheme]
        life += [f"until {entity.valid_until}"] if entity.valid_until else []
        for words, keys in (("issuer", entity.issuers), ("amends", entity.amends), ("replaced by", entity.successors)):
            life += [f"{words} {names.get(key, key)}" for key in keys]
        if life:
            lines += [f"  {entity.name}", f"      {', '.join(life)}"]
    if lines:
        yield from ("Documents", *lines, "")


def _explain_link(link: Link) -> Iterator[str]:
    mention = link.mention
    means = "、".join(f"{entity.name} ({entity.label}, {entity.key})" for entity in link.entities) or "NIL"
    silent = ", serves the facts only" if link.silent else ""
    yield f"  {mention.start}–{mention.end} {_flat(mention.surface)} → {means}"
    yield f"      found by {mention.extractor} ({mention.confidence:.2f}), linked with {link.score:.2f}{silent}"
    for reason in link.reasons:
        yield f"      {reason.weight:+.2f} {reason.feature}: {_flat(reason.text)}"


def _flat(text: str) -> str:
    """Article text on one line of a terminal, without control characters."""
    return "".join(character if character.isprintable() else " " for character in text)
