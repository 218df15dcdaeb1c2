"""The relator: reads every sentence, weighs its readings and keeps those that hold."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from kg.ontology import load_ontology
from kg.records import Document, Entity, Link, Modality, Sentence, Statement
from kg.relate.agendas import facts_of_agendas
from kg.relate.asides import is_aside
from kg.relate.bystanders import is_bystander
from kg.relate.careers import CareerReader
from kg.relate.context import Context, is_recalled
from kg.relate.doers import is_no_doer
from kg.relate.first_person import add_speakers, understood
from kg.relate.frames import Frame, Trigger, group_links
from kg.relate.guests import takes_no_part
from kg.relate.inside import house_of
from kg.relate.judgement import Judgement
from kg.relate.members import member_pairs, predicate_of
from kg.relate.modality import plainly
from kg.relate.names import facts_of_names
from kg.relate.pairs import Scale, readings
from kg.relate.post import Post
from kg.relate.posts import PostReader, offices_of
from kg.relate.pronouns import pronoun_links
from kg.relate.review import Heard, Review
from kg.relate.settling import agreeing, settled
from kg.relate.sittings import add_sitting
from kg.relate.speech import Speech
from kg.relate.stakes import without_guesses
from kg.relate.stand_ins import add_meetings, add_papers, add_parties
from kg.relate.stories import stories
from kg.relate.subsidiaries import without_other_parents
from kg.relate.told import TOLD
from kg.relate.triggers import load_triggers, predicates_by_kind
from kg.relate.weights import Unweighed, Weights
from kg.resources import ontology_dir

_UNWEIGHED = Unweighed()
_MOST_PAIRS = 60  # of two lists: longer ones stand against each other name by name
_MOST_PARTNERS = 13  # of one list: more are a roll of names
_MOST_GROUPS = 40  # of one sentence: beyond that it is a list of names, not prose
_DEEDS = frozenset(("issues", "implements", "uses"))  # of a policy
_REPORTERS = ("记者", "编辑", "通讯员")  # they tell the story and have no part in it


# Constructions that say one thing whatever the words around them, so that nothing is weighed.
def may_stand(judged: Judgement) -> bool:
    """Whether a reading is weighed at all: none is that makes a doer of who only stands by, speaks or is spoken of."""
    frame, reading = judged.frame, judged.reading
    if is_no_doer(frame, reading) or is_bystander(frame, reading) or is_aside(frame, reading):
        return False
    return not takes_no_part(frame, reading, judged.speech)


class Relator:
    """Finds the facts of a document.

    Args:
        folder: The ontology folder; the one of this installation by default.

    Raises:
        OntologyError: a rule file names an unknown predicate or cannot be read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or ontology_dir()
        self._ontology = load_ontology()
        self._posts = PostReader(folder / "rules" / "posts.toml")
        self._careers = CareerReader(folder / "rules" / "posts.toml")
        self._triggers = load_triggers(folder / "rules" / "triggers.toml", self._ontology)
        self._pairs = predicates_by_kind(self._ontology)
        self.weights = Weights(folder / "rules" / "facts.json")
        self.review = Review(folder / "rules" / "facts_review.json")

    def relate(self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...]) -> tuple[Statement, ...]:
        """Facts of a document, by place of their evidence; unique by subject, predicate, object and evidence."""
        best: dict[tuple[str, str, str, int], Statement] = {}
        entities = {e.key: e for link in links for e in link.entities}
        for statement in self._said(document, sentences, links, entities):
            key = (statement.subject, statement.predicate, statement.object, statement.start)
            if key not in best or best[key].confidence < statement.confidence:
                best[key] = statement
        told = frozenset(s.object for s in best.values() if s.predicate in _DEEDS)
        for statement in facts_of_agendas(document.text, sentences, links, told):
            best.setdefault((statement.subject, statement.predicate, statement.object, statement.start), statement)
        return tuple(
            sorted(
                agreeing(without_other_parents(without_guesses(best.values()))),
                key=lambda s: (s.start, s.end, s.subject, s.predicate, s.object),
            )
        )

    def certain(self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...]) -> Iterator[Statement]:
        """Facts that need no weighing: posts, and what names say by themselves."""
        for judged in self.judgements(document, sentences, links):
            if isinstance(judged, tuple):
                yield self._held(document, *judged)
        yield from facts_of_names(sentences, links, {e.key: e for link in links for e in link.entities})
        for told in TOLD:
            yield from told(document.text, sentences, links)

    def judgements(
        self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...], scale: Scale = _UNWEIGHED
    ) -> Iterator[Judgement | tuple[Sentence, Post]]:
        """Every reading the classes allow that ``scale`` does not drop, and every post, in text order."""
        ordered = sorted(links, key=lambda link: (link.mention.start, -link.mention.end))
        for story in stories(document, sentences):
            yield from self._judge(document, story, ordered, scale)

    def _judge(
        self, document: Document, story: tuple[Sentence, ...], ordered: list[Link], scale: Scale
    ) -> Iterator[Judgement | tuple[Sentence, Post]]:
        at = bisect_left(ordered, story[0].start, key=lambda link: link.mention.start)
        end = bisect_left(ordered, story[-1].end, key=lambda link: link.mention.start)
        context, speech = Context(document.text, story, ordered[at:end]), Speech()
        text, house = document.text, None
        offices = offices_of(text, context.entities.values())
        for sentence in story:
            here: list[Link] = []
            while at < len(ordered) and ordered[at].mention.start < sentence.end:
                if ordered[at].mention.start >= sentence.start and ordered[at].entities:
                    here.append(ordered[at])
                at += 1
            speech.person = context.person
            speech.listen(text, sentence, ordered)
            pronouns = pronoun_links(text, sentence, here, context)
            if not here and not pronouns:
                speech.pass_over(text[sentence.start : sentence.end])
                continue
            here = sorted((*here, *pronouns), key=lambda link: (link.mention.start, -link.mention.end))
            posts = self._posts.read(text, sentence, here, offices, house)
            house = house_of(here, house)
            posts += self._careers.read(text, sentence, here, context.person)
            for post in posts:
                yield sentence, post
            carried = context.carried(sentence)
            frame = self._frame(text, sentence, here, posts)
            add_meetings(frame, context, here)
            add_sitting(frame, context.sitting)
            add_parties(frame, context)
            add_papers(frame, context)
            del frame.groups[_MOST_GROUPS:]
            context.floor.seat_all(posts, context.entities)
            add_speakers(frame, context, speech)
            carried = understood(frame, context, speech, carried)
            frame.settle()
            for reading in readings(frame, carried, self._pairs, scale):
                yield Judgement(frame, reading, speech)
            context.floor.after(frame, speech.named(frame))
            speech.after(frame)
            context.after(text, sentence, frame.groups, here)

    def _frame(self, text: str, sentence: Sentence, links: list[Link], posts: list[Post]) -> Frame:
        starts = {p.person_start: p.start for p in reversed(posts) if p.rule in ("post", "byline", "post-state")}
        absorbed = {p.organization_start for p in posts if p.organization_start >= 0}
        if reporters := {p.person_start for p in posts if p.title.endswith(_REPORTERS)}:
            links = [link for link in links if link.mention.start not in reporters]
        groups = group_links(text, links, starts, absorbed)
        pointing = [link.mention.start for link in links if link.mention.extractor == "pronoun"]
        for group in groups:
            group.recalled = group.kind == "Event" and is_recalled(text, group.end, group.start)
            group.pronoun = group.start in pointing
        # By bisection: a text may be one sentence of a million characters.
        begins = [link.mention.start for link in links]
        reaches = list(accumulate((link.mention.end for link in links), max))
        triggers = []
        body = text[sentence.start : sentence.end]
        offset, words = sentence.start, self._triggers.words
        for begin, stop, number in self._triggers.scan(body):
            word, predicates = words[number]
            start, end = begin + offset, stop + offset
            if not predicates:
                continue
            before = bisect_left(begins, end)
            if not before or reaches[before - 1] <= start:
                triggers.append(Trigger(start, end, word, predicates))
        return Frame(sentence, body, groups, triggers, self._triggers.strong)

    def _said(
        self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...], entities: dict[str, Entity]
    ) -> Iterator[Statement]:
        heard: list[Heard] = []
        judgements: list[Judgement] = []
        likely: list[tuple[Statement, Judgement]] = []
        for judged in self.judgements(document, sentences, links, self.weights):
            if isinstance(judged, tuple):
                yield self._held(document, *judged)
                continue
            if may_stand(judged):
                heard.append(Heard(judged.frame, judged.reading, judged.reading.chance, judged.speaker()))
                judgements.append(judged)
        for judged, said, score in zip(judgements, heard, self.review.scores(heard, sentences, links), strict=True):
            if score >= self.review.threshold:
                likely.extend((statement, judged) for statement in self._expand(judged, score, said.speaker))
        modalities: dict[int, Modality] = {}  # by the identity of the judgement
        for statement, judged in settled(likely):
            if id(judged) not in modalities:
                modalities[id(judged)] = self._modality(judged)
            modality = modalities[id(judged)]
            yield statement if modality == statement.modality else replace(statement, modality=modality)
        yield from facts_of_names(sentences, links, entities)
        for told in TOLD:
            yield from told(document.text, sentences, links)

    def _modality(self, judged: Judgement) -> Modality:
        if judged.is_denied():
            return "Negated"
        if told := plainly(judged.frame, judged.reading):
            return told
        return "Planned" if self.weights.score_planned(judged.modality()) > 0.5 else "Asserted"

    def _held(self, document: Document, sentence: Sentence, post: Post) -> Statement:
        # A former post ended at some time before the article: its date is the last it can have been.
        over = (
            document.issued.date().isoformat() if document.issued and (post.over or self._posts.is_former(post.title)) else None
        )
        return Statement(
            post.person,
            "holdsPosition",
            post.organization,
            sentence.start,
            sentence.end,
            post.rule,
            0.95,
            trigger=None,
            title=post.title,
            valid_from=post.since,
            valid_until=post.until or over,
        )

    def _expand(self, judged: Judgement, score: float, speaker: Entity | None) -> Iterator[Statement]:
        reading, sentence = judged.reading, judged.sentence
        if reading.subject is reading.object:
            if len(reading.subject.entities) > _MOST_PARTNERS:
                return
        elif len(reading.subject.entities) * len(reading.object.entities) > _MOST_PAIRS:
            return
        trigger = (reading.trigger.start, reading.trigger.end) if reading.trigger else None
        for left, right in member_pairs(reading):
            predicate = predicate_of(reading, right)
            if not self._ontology.allows(predicate, left.label, right.label):
                continue
            word = reading.trigger.word if reading.trigger else ""
            rule = f"{predicate}:{word}" if word else f"{predicate}:beside"
            yield Statement(
                left.key,
                predicate,
                right.key,
                sentence.start,
                sentence.end,
                rule,
                round(score, 3),
                trigger=trigger,
                said_by=speaker.key if speaker is not None and speaker.key not in (left.key, right.key) else None,
            )
