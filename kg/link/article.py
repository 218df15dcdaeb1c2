"""Linking within one article: one name, one body; clear names help unclear ones; short forms follow long ones."""

from collections.abc import Sequence
from dataclasses import replace

from kg.link.coreference import edition, fuller_mention, silent_links
from kg.link.features import Context
from kg.link.identity import new_entity
from kg.link.levels import is_level_name, office_name, with_place
from kg.link.memory import CLEAR, NameMemory
from kg.link.people import link_people
from kg.link.surroundings import longer_span, stock_link, stock_links
from kg.records import Candidate, Document, Entity, Link, Mention, Reason, Sentence

_NUMBERED = frozenset({"Event", "PolicyMeasure"})  # what is held or taken again and again, each time with a number
_Name = tuple[str, str, str | None]
_NAMED = 1000  # distinct names an article's short forms are compared with: a book in one file stays linear
_Meaning = tuple[tuple[Entity, ...], float, tuple[Reason, ...]]


_OFFICES = frozenset(("GovernmentBody", "Regulator", "Organization"))


class ArticleLinker:
    """Links the mentions of one article."""

    def __init__(self, memory: NameMemory, document: Document, sentences: Sequence[Sentence]) -> None:
        self._memory = memory
        self._document = document
        self._sentences = sentences
        # A month decides: what a name means must not depend on which day's article was read first.
        self._date = document.issued.strftime("%Y-%m") if document.issued else None
        self._stocks = stock_links(document)
        self._meanings: dict[_Name, _Meaning] = {}
        self._places: set[str] = set()
        self._introduced: set[str] = set()
        self._named: list[tuple[Mention, Entity]] = []

    def link(self, mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link the mentions: names that are clear by themselves first, then the others, longest first."""
        first: dict[_Name, Mention] = {}
        for mention in mentions:
            if mention.label != "Person":
                first.setdefault((mention.surface, mention.label, mention.full), mention)
        unclear = [pair for pair in first.items() if not self._is_clear(*pair)]
        for name, mention in sorted(unclear, key=lambda pair: (-len(pair[1].surface), pair[1].start)):
            self._meanings[name] = self._decide(mention)
            self._note(mention, self._meanings[name][0])
        for name, mention in first.items():
            if mention.label in _NUMBERED and (one := edition(mention, self._meanings[name][0][0], self._named)):
                reason = Reason("introduced", 0.8, f"the edition named in this article: {one[0].surface}")
                self._meanings[name] = (one[1],), 0.8, (reason,)
        people = link_people(mentions, self._document, self._memory.gazetteer, self._meaning_of)
        links = [self._linked(mention, people) for mention in mentions]
        silent = silent_links(self._document, self._sentences, links, self._memory.rules)
        return tuple(sorted([*links, *silent], key=lambda link: (link.mention.start, -link.mention.end)) if silent else links)

    def _linked(self, mention: Mention, people: dict[str, tuple[Entity, Reason]]) -> Link:
        if mention.label == "Person":
            entity, reason = people[mention.surface]
            return Link(mention, (entity,), mention.confidence, (reason,))
        return Link(mention, *self._meanings[(mention.surface, mention.label, mention.full)])

    def _meaning_of(self, mention: Mention) -> Entity:
        return self._meanings[(mention.surface, mention.label, mention.full)][0][0]

    def _is_clear(self, name: _Name, mention: Mention) -> bool:
        """Link a joint surface, or a name that means one body whatever the article says."""
        if mention.names:
            entities = tuple(self._part(part, mention.label) for part in mention.names)
            reason = Reason("joint_name", 1.0, f"{mention.surface} stands for {'、'.join(mention.names)}")
            self._meanings[name] = entities, mention.confidence, (reason,)
        elif self._stocks and stock_link(self._document, self._stocks, mention):
            return False
        elif candidate := self._memory.clear(mention.surface, mention.label, self._date, mention.full):
            self._meanings[name] = _meaning(candidate)
        else:
            return False
        self._note(mention, self._meanings[name][0])
        return True

    def _part(self, name: str, label: str) -> Entity:
        ranked = self._memory.ranked(name, Context(self._date, label))
        if ranked and ranked[0][0] >= self._memory.rules.weights["accept"]:
            return ranked[0][1].entity
        return self._memory.unlisted(name, label, name)

    def _decide(self, mention: Mention) -> _Meaning:
        """A name that is not clear by itself: the context, then a fuller name in the article, then a new entity."""
        ranked = self._ranked(mention)
        tied = self._is_tied(ranked)
        sure = bool(ranked) and not tied and ranked[0][0] >= self._memory.rules.weights["accept"]
        if sure and ranked[0][0] >= CLEAR:
            return _meaning(ranked[0][1])
        if mention.full is None and (fuller := fuller_mention(mention, self._named)):
            other, entity = fuller
            return (entity,), 0.8, (Reason("introduced", 0.8, f"short for {other.surface}, named in this article"),)
        if sure:
            return _meaning(ranked[0][1])
        if is_level_name(mention.full or mention.surface, mention.label):
            return self._of_the_place(mention, mention.full or mention.surface)
        why = "several bear this name and the article does not tell them apart" if tied else "not in the gazetteer"
        entity = self._memory.unlisted(self._told_name(mention), mention.label, mention.surface)
        reasons = Reason("new", 0.5, why), *_definition(mention)
        return (entity,), min(0.5, mention.confidence), reasons

    def _ranked(self, mention: Mention) -> list[tuple[float, Candidate]]:
        """The bearers in the article's context; what stands over a name is looked for only where it is in doubt."""
        if not self._memory.bearers(mention.surface, self._date, mention.label, mention.full):
            return []
        context = self._context(mention)
        ranked = self._memory.ranked(mention.surface, context)
        if ranked[0][0] >= CLEAR and not self._is_tied(ranked):
            return ranked
        longer = longer_span(self._document, mention, self._memory.gazetteer)
        return self._memory.ranked(mention.surface, replace(context, longer=longer)) if longer else ranked

    def _told_name(self, mention: Mention) -> str:
        """The name of what no list knows, in full as far as place and office tell it: 西城房管局, 郑州市医保局."""
        name = mention.full or mention.surface
        if mention.label not in _OFFICES:
            return name
        return office_name(name, self._memory.rules.offices, self._places, self._memory.gazetteer)

    def _of_the_place(self, mention: Mention, told: str) -> _Meaning:
        """市公安局: that of the article's one city; where none can be told, an entity of this article alone."""
        name = with_place(told, self._places, self._memory.gazetteer, self._document.text[: mention.start])
        if name is None:
            entity = new_entity(mention.surface, mention.label, apart=self._document.identifier)
            return (entity,), 0.3, (Reason("article", 0.3, "known from this article only"),)
        ranked = self._memory.ranked(name, Context(self._date, mention.label))
        if ranked and not self._is_tied(ranked) and ranked[0][0] >= self._memory.rules.weights["accept"]:
            entity = ranked[0][1].entity
        else:
            full = office_name(name, self._memory.rules.offices, self._places, self._memory.gazetteer)
            entity = self._memory.unlisted(full, mention.label, mention.surface)
        return (entity,), 0.7, (Reason("place_named", 0.7, f"the article is about {name.removesuffix(told[1:])}"),)

    def _context(self, mention: Mention) -> Context:
        """What the article has said so far that bears on a name."""
        told = self._memory.told(mention.full, self._date, mention.label) if mention.full else None
        stock = stock_link(self._document, self._stocks, mention) if self._stocks else None
        return Context(self._date, mention.label, frozenset(self._places), frozenset(self._introduced), stock, told)

    def _is_tied(self, ranked: Sequence[tuple[float, Candidate]]) -> bool:
        return len(ranked) > 1 and ranked[0][0] - ranked[1][0] < self._memory.rules.weights["margin"]

    def _note(self, mention: Mention, entities: tuple[Entity, ...]) -> None:
        """Remember what the article has named, for the names still to come."""
        for entity in entities:
            self._introduced.add(entity.key)
            if entity.label == "Place":
                self._places.add(entity.key)
                if entity.parent:
                    self._places.add(entity.parent)
            elif entity.place:
                self._places.add(entity.place)
        if len(entities) == 1 and len(self._named) < _NAMED:
            self._named.append((mention, entities[0]))


def _definition(mention: Mention) -> tuple[Reason, ...]:
    """The row of a fuller name that nobody known bears: it names the new entity, and says nothing of who that is."""
    return (Reason("defined_in_text", 0.0, f"the text gives it the name {mention.full}"),) if mention.full else ()


def _meaning(candidate: Candidate) -> _Meaning:
    return (candidate.entity,), candidate.score, candidate.reasons
