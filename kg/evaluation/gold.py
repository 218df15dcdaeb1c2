"""Labelled articles: what careful readers took from a text, and how our reading of it corresponds.

A labelled set is a folder with ``gold/NAME.json`` and the articles themselves (``articles/*`` or ``articles.jsonl``).
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.read import discover, read
from kg.records import Document, Entity, Link, Mention

_MARKS = re.compile(r"[\s《》“”\"‘’]")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity as labelled. ``optional`` ones are neither owed nor wrong."""

    id: str
    name: str
    label: str
    other_label: str | None
    surfaces: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact between labelled entities, by their ids. ``planned`` is None where the readers disagree."""

    subject: str
    predicate: str
    object: str
    planned: bool | None
    optional: bool
    evidence: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same fact: cooperation has no direction."""
        return fact_key(self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of one article."""

    identifier: str
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]


def fact_key(subject: str, predicate: str, object_: str) -> tuple[str, str, str]:
    """A fact's identity within an article; the ends of a symmetric one in order."""
    if predicate == "cooperatesWith" and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate, object_


def bare(surface: str) -> str:
    """A surface without blanks, quotation marks and title marks: how labels are compared."""
    return _MARKS.sub("", surface)


def load_gold(path: Path) -> Gold:
    """The labels of one file.

    Raises:
        ReadError: the file is no label file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entities = tuple(
            GoldEntity(e["id"], e["name"], e["type"], e.get("otherType"), tuple(e["surfaces"]), bool(e.get("optional")))
            for e in data["entities"]
        )
        facts = tuple(
            GoldFact(f["s"], f["p"], f["o"], f.get("planned"), bool(f.get("optional")), f["evidence"]) for f in data["facts"]
        )
    except (OSError, ValueError, KeyError) as error:
        raise ReadError(f"no label file: {error!r}", where=str(path)) from error
    return Gold(path.stem, entities, facts)


def labelled(folder: Path) -> Iterator[tuple[Document, Gold]]:
    """The articles of a labelled set with their labels, in order of name.

    Raises:
        ReadError: a labelled article is missing.
    """
    source = folder / "articles" if (folder / "articles").is_dir() else folder / "articles.jsonl"
    documents = {document.identifier: document for file in discover([str(source)]) for document in read(file)}
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem not in documents:
            raise ReadError("labelled but not among the articles", where=path.stem)
        yield documents[path.stem], load_gold(path)


def correspond(gold: Gold, links: Iterable[Link]) -> dict[str, str]:
    """Entity keys of our links → ids of the labelled entities they stand for: by shared surfaces, of the same class first."""
    surfaces: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for link in links:
        for entity in link.entities:
            labels[entity.key] = entity.label
            if not link.silent:
                surfaces[entity.key].add(bare(link.mention.surface))
    loose = _pair(gold, surfaces, labels, typed=False)
    return {key: id_ for id_, key in (loose | _pair(gold, surfaces, labels, typed=True)).items()}


def _pair(gold: Gold, surfaces: dict[str, set[str]], labels: dict[str, str], *, typed: bool) -> dict[str, str]:
    scored: list[tuple[int, float, str, str]] = []
    for entity in gold.entities:
        want = {bare(surface) for surface in entity.surfaces}
        for key, have in surfaces.items():
            common = len(want & have)
            if common and (not typed or labels[key] in (entity.label, entity.other_label)):
                scored.append((-common, -common / len(want | have), entity.id, key))
    pairs: dict[str, str] = {}
    used: set[str] = set()
    for _, _, id_, key in sorted(scored):
        if id_ not in pairs and key not in used:
            pairs[id_] = key
            used.add(key)
    return pairs


def gold_links(document: Document, gold: Gold) -> tuple[Link, ...]:
    """The labelled entities as links, everywhere their surfaces stand, longer ones first: a perfect extractor's output."""
    entities = {e.id: Entity(key=e.id, label=e.label, name=e.name) for e in gold.entities}
    owners: dict[str, list[str]] = defaultdict(list)
    for entity in gold.entities:
        for surface in entity.surfaces:
            owners[surface.strip("“”")].append(entity.id)
    taken = bytearray(len(document.text))
    links: list[Link] = []
    for surface in sorted(owners, key=lambda s: (-len(s), s)):
        meant = tuple(entities[id_] for id_ in dict.fromkeys(owners[surface]))
        for match in re.finditer(re.escape(surface), document.text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                links.append(Link(Mention(start, end, surface, meant[0].label, "gold", 1.0), meant, 1.0, ()))
    return tuple(sorted(links, key=lambda link: link.mention.start))


def quoted(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, line breaks apart; empty when it does not."""
    places = [i for i, character in enumerate(text) if character != "\n"]
    flat, wanted = text.replace("\n", ""), quote.replace("\n", "")
    found: list[tuple[int, int]] = []
    at = flat.find(wanted) if wanted else -1
    while at >= 0:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = flat.find(wanted, at + 1)
    return found
