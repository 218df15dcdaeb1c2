"""Linking within one article: the same name means the same body, clear names help unclear ones, short forms follow long ones."""

from collections.abc import Callable, Sequence

from kg.gazetteer import Gazetteer
from kg.link.coreference import fuller_mention, silent_links
from kg.link.features import Context, best_first
from kg.link.expansion import unlisted_entity
from kg.link.people import person_entity
from kg.link.resolve import Bearer
from kg.link.rules import LinkRules
from kg.records import Candidate, Document, Entity, Link, Mention, Reason, Sentence

Bearers = Callable[[str, str | None], tuple[Bearer, ...]]
_Meaning = tuple[tuple[Entity, ...], float, tuple[Reason, ...]]


class ArticleLinker:
    """Links the mentions of one article."""

    def __init__(
        self, gazetteer: Gazetteer, bearers: Bearers, rules: LinkRules, document: Document, sentences: Sequence[Sentence]
    ) -> None:
        self._gazetteer = gazetteer
        self._bearers = bearers
        self._rules = rules
        self._document = document
        self._sentences = sentences
        self._date = document.issued.date().isoformat() if document.issued else None
        self._meanings: dict[tuple[str, str, str | None], _Meaning] = {}
        self._places: set[str] = set()
        self._introduced: set[str] = set()
        self._named: list[tuple[Mention, Entity]] = []

    def link(self, mentions: Sequence[Mention]) -> tuple[Link, ...]:
        """Link the mentions: names in the gazetteer that are clear first, then the others, longest first."""
        first: dict[tuple[str, str, str | None], Mention] = {}
        for mention in mentions:
            if mention.label != "Person":
                first.setdefault((mention.surface, mention.label, mention.full), mention)
        unclear = []
        for key, mention in sorted(first.items(), key=lambda pair: (-len(pair[0][0]), pair[1].start)):
            if not self._try_clear(key, mention):
                unclear.append((key, mention))
        for key, mention in unclear:
            self._meanings[key] = self._decide(mention)
            self._note(mention, self._meanings[key][0])
        links = [self._linked(mention, mentions) for mention in mentions]
        links += silent_links(self._document, self._sentences, links, self._rules)
        return tuple(sorted(links, key=lambda link: (link.mention.start, link.mention.end)))

    def _linked(self, mention: Mention, mentions: Sequence[Mention]) -> Link:
        if mention.label == "Person":
            entity, reason = person_entity(mention, mentions, self._document, self._gazetteer, self._meaning_of)
            return Link(mention, (entity,), mention.confidence, (reason,))
        entities, score, reasons = self._meanings[(mention.surface, mention.label, mention.full)]
        return Link(mention, entities, score, reasons)

    def _meaning_of(self, mention: Mention) -> tuple[Entity, ...]:
        return self._meanings[(mention.surface, mention.label, mention.full)][0]

    def _try_clear(self, key: tuple[str, str, str | None], mention: Mention) -> bool:
        """Link a name that one body alone bears, or a joint surface."""
        if mention.names:
            entities = tuple(self._named_entity(name, mention.label) for name in mention.names)
            reason = Reason("joint_name", 1.0, f"{mention.surface} stands for {'、'.join(mention.names)}")
            self._meanings[key] = entities, mention.confidence, (reason,)
            self._note(mention, entities)
            return True
        ranked = self._ranked(mention.full or mention.surface, mention)
        if not ranked or ranked[0][0] < 0.85 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.1):
            return False
        self._meanings[key] = self._meaning(mention, ranked[0][1])
        self._note(mention, self._meanings[key][0])
        return True

    def _named_entity(self, name: str, label: str) -> Entity:
        ranked = best_first(self._bearers(name, self._date), Context(self._date, label), self._rules)
        accepted = [candidate for raw, candidate in ranked if raw >= self._rules.weights["accept"]]
        return accepted[0].entity if accepted else unlisted_entity(name, label, self._gazetteer, self._rules)

    def _ranked(self, name: str, mention: Mention) -> list[tuple[float, Candidate]]:
        context = Context(
            self._date, mention.label, frozenset(self._places), frozenset(self._introduced), self._stock(mention)
        )
        return best_first(self._bearers(name, self._date), context, self._rules)

    def _stock(self, mention: Mention) -> str | None:
        """The code of a publisher's link over just this mention; one that cuts through it says nothing."""
        for link in self._document.links:
            if link.code and link.start == mention.start and link.end == mention.end:
                return link.code
        return None

    def _decide(self, mention: Mention) -> _Meaning:
        """A name that is not clear by itself: the context, then a fuller name in the article, then a new entity."""
        ranked = self._ranked(mention.full or mention.surface, mention)
        weights = self._rules.weights
        sure = ranked and ranked[0][0] >= weights["accept"]
        tied = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < weights["margin"]
        if sure and not tied and ranked[0][0] >= 0.8:
            return self._meaning(mention, ranked[0][1])
        if mention.full is None and (fuller := fuller_mention(mention, self._named)):
            longer, entity = fuller
            reason = Reason("introduced", 0.8, f"short for {longer.surface}, named in this article")
            return (entity,), 0.8, (reason,)
        if sure and not tied:
            return self._meaning(mention, ranked[0][1])
        name = mention.full or mention.surface
        entity = unlisted_entity(name, mention.label, self._gazetteer, self._rules, (mention.surface,))
        reason = Reason("new", 0.5, "ambiguous without more context" if tied else "not in the gazetteer")
        return (entity,), min(0.5, mention.confidence), (reason,)

    def _meaning(self, mention: Mention, candidate: Candidate) -> _Meaning:
        return (candidate.entity,), candidate.score, candidate.reasons

    def _note(self, mention: Mention, entities: tuple[Entity, ...]) -> None:
        for entity in entities:
            self._introduced.add(entity.key)
            if entity.label == "Place":
                self._places.add(entity.key)
                if entity.parent:
                    self._places.add(entity.parent)
            elif entity.place:
                self._places.add(entity.place)
        if len(entities) == 1:
            self._named.append((mention, entities[0]))


