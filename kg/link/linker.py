"""The linker: mentions to entities."""

from collections.abc import Sequence

from kg.gazetteer import Entry, Gazetteer
from kg.link.identity import listed_entity, new_entity
from kg.records import Candidate, Document, Entity, Link, Mention, Reason, Sentence


class Linker:
    """Links mentions with a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def candidates(self, name: str, date: str | None = None) -> tuple[Candidate, ...]:
        """What a bare name may mean at a date, best first; empty for NIL."""
        found = [entry for entry in self._gazetteer.entries(name) if entry.existed(date)]
        return tuple(Candidate(listed_entity(entry), 0.9, (Reason("name", 0.9, f"{entry.name} is called {name}"),)) for entry in found)

    def link(self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link every mention, in text order."""
        date = document.issued.date().isoformat() if document.issued else None
        return tuple(self._link(mention, date) for mention in mentions)

    def _link(self, mention: Mention, date: str | None) -> Link:
        names = mention.names or (mention.full or mention.surface,)
        entities = tuple(self._entity(name, mention.label, date) for name in names)
        return Link(mention, entities, 0.8, (Reason("name", 0.8, "by name"),))

    def _entity(self, name: str, label: str, date: str | None) -> Entity:
        entry = self._best(self._gazetteer.entries(name), label, date)
        return listed_entity(entry) if entry else new_entity(name, label)

    def _best(self, entries: Sequence[Entry], label: str, date: str | None) -> Entry | None:
        return max(entries, key=lambda entry: (entry.label == label, entry.existed(date)), default=None)
