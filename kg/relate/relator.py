"""The relator: reads every sentence, weighs its readings and keeps those that hold."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology import Ontology, load_ontology
from kg.records import Document, Entity, Link, Sentence, Statement
from kg.relate.bystanders import is_bystander
from kg.relate.careers import CareerReader
from kg.relate.context import Context, is_recalled
from kg.relate.coverage import facts_of_coverage
from kg.relate.doers import is_no_doer
from kg.relate.first_person import add_speakers, overhear, understood
from kg.relate.frames import Frame, Group, Trigger, group_links, kind_of
from kg.relate.guests import takes_no_part
from kg.relate.guidance import facts_of_guidance
from kg.relate.modality import modality_features
from kg.relate.names import facts_of_names
from kg.relate.notices import facts_of_notices
from kg.relate.pairs import Hopeful, Reading, Values, readings
from kg.relate.post import Post
from kg.relate.posts import PostReader, offices_of
from kg.relate.pronouns import add_meetings, add_papers, add_parties, pronoun_links
from kg.relate.review import FLOOR, Heard, Review
from kg.relate.sanctions import facts_of_sanctions
from kg.relate.speech import Speech, is_denied
from kg.relate.stories import stories
from kg.relate.subsidiaries import facts_of_subsidiaries
from kg.relate.weights import Weights
from kg.resources import ontology_dir

_CLASSES = (
    "Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet",
    "Platform", "PolicyDocument", "PolicyMeasure", "FinancialProduct", "Person", "Place", "Event",
)  # fmt: skip
_Triggers = tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, frozenset[str]]]
_RIVALS = frozenset(("issues", "uses", "implements"))
_ONE_DOER = _RIVALS | {"operates", "organizes", "offers", "establishes"}

_OF_MEETINGS = frozenset(("participatesIn", "organizes", "locatedIn"))


def _every(_predicate: str, _quick: Values) -> float | None:
    return 0.0


_MARGIN = 0.05  # a second doer of one deed stays when it is nearly as likely as the first
_MOST_PAIRS = 60  # of two lists: longer ones stand against each other name by name
_MOST_GROUPS = 40  # of one sentence: beyond that it is a list of names, not prose
_REPORTERS = ("记者", "编辑", "通讯员")  # they tell the story and have no part in it
_OWNED = frozenset(("旗下", "下属", "所属"))
_COUNTRY = re.compile("place/[a-z]{2}")  # keys of countries in the gazetteer
_PROVINCE = re.compile("(?:省|自治区|特别行政区)$|^(?:北京|天津|上海|重庆)市?$")
_WAY = re.compile("(?:高铁|铁路|公路|大桥|隧道)$")  # runs through places, and none is part of it
_LEARNED = frozenset(("holdsPosition",))
# Constructions that say one thing whatever the words around them, so that nothing is weighed.
_TOLD = (facts_of_notices, facts_of_coverage, facts_of_guidance, facts_of_subsidiaries, facts_of_sanctions)


@dataclass(slots=True)
class Judgement:
    """A reading in its sentence, before it is weighed."""

    frame: Frame
    reading: Reading
    speech: Speech

    @property
    def sentence(self) -> Sentence:
        """Where it is said."""
        return self.frame.sentence

    def modality(self) -> list[str]:
        """Features for the planned/asserted decision."""
        return modality_features(self.frame, self.reading)

    def is_denied(self) -> bool:
        """Whether the trigger is denied."""
        trigger, start = self.reading.trigger, self.frame.sentence.start
        return trigger is not None and is_denied(self.frame.text, trigger.start - start)

    def speaker(self) -> Entity | None:
        """Who is quoted as saying it; ask before the next sentence is read."""
        at = self.reading.trigger.start if self.reading.trigger else max(self.reading.subject.start, self.reading.object.start)
        return self.speech.speaker(self.frame, at)


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
        self._trigger, self._predicates, self._strong = _load_triggers(folder / "rules" / "triggers.toml", self._ontology)
        self._pairs = _predicates_by_kind(self._ontology)
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
        return tuple(sorted(_agreeing(list(best.values())), key=lambda s: (s.start, s.end, s.subject, s.predicate, s.object)))

    def certain(self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...]) -> Iterator[Statement]:
        """Facts that need no weighing: posts, and what names say by themselves."""
        for judged in self.judgements(document, sentences, links):
            if isinstance(judged, tuple):
                yield self._held(document, *judged)
        yield from facts_of_names(sentences, links, {e.key: e for link in links for e in link.entities})
        for told in _TOLD:
            yield from told(document.text, sentences, links)

    def judgements(
        self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...], hopeful: Hopeful = _every
    ) -> Iterator[Judgement | tuple[Sentence, Post]]:
        """Every reading the classes allow, unweighed, and every post, in text order; ``hopeful`` may drop readings early."""
        ordered = sorted(links, key=lambda link: (link.mention.start, -link.mention.end))
        for story in stories(document, sentences):
            yield from self._judge(document, story, ordered, hopeful)

    def _judge(
        self, document: Document, story: tuple[Sentence, ...], ordered: list[Link], hopeful: Hopeful
    ) -> Iterator[Judgement | tuple[Sentence, Post]]:
        at = bisect_left(ordered, story[0].start, key=lambda link: link.mention.start)
        end = bisect_left(ordered, story[-1].end, key=lambda link: link.mention.start)
        context, speech = Context(document.text, story, ordered[at:end]), Speech()
        text = document.text
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
                overhear(text, sentence, context, speech)
                continue
            here = sorted((*here, *pronouns), key=lambda link: (link.mention.start, -link.mention.end))
            posts = self._posts.read(text, sentence, here, offices)
            posts += self._careers.read(text, sentence, here, context.person)
            for post in posts:
                yield sentence, post
            carried = context.carried(sentence)
            frame = self._frame(text, sentence, here, posts)
            add_meetings(frame, context, here)
            add_parties(frame, context)
            add_papers(frame, context)
            del frame.groups[_MOST_GROUPS:]
            context.floor.seat_all(posts, context.entities)
            add_speakers(frame, context, speech)
            carried = understood(frame, context, speech, carried)
            frame.settle()
            for reading in readings(frame, carried, self._pairs, hopeful):
                yield Judgement(frame, reading, speech)
            context.floor.after(frame, speech.named(frame))
            speech.after(frame)
            context.after(text, sentence, frame.groups, here)

    def _frame(self, text: str, sentence: Sentence, links: list[Link], posts: list[Post]) -> Frame:
        starts = {p.person_start: p.start for p in reversed(posts) if p.rule in ("post", "byline", "post-state")}
        absorbed = {p.organization_start for p in posts if p.organization_start >= 0}
        reporters = {p.person_start for p in posts if p.title.endswith(_REPORTERS)}
        links = [link for link in links if link.mention.start not in reporters]
        groups = group_links(text, links, starts, absorbed)
        pointing = {link.mention.start for link in links if link.mention.extractor == "pronoun"}
        for group in groups:
            group.recalled = group.kind == "Event" and is_recalled(text, group.end, group.start)
            group.pronoun = group.start in pointing
        # By bisection: a text may be one sentence of a million characters.
        begins = [link.mention.start for link in links]
        reaches = list(accumulate((link.mention.end for link in links), max))
        triggers = []
        body = text[sentence.start : sentence.end]
        for match in self._trigger.finditer(body):
            word = match.group()
            if not self._predicates[word]:
                continue
            start = match.start() + sentence.start
            end = start + len(word)
            before = bisect_left(begins, end)
            if not before or reaches[before - 1] <= start:
                triggers.append(Trigger(start, end, word, self._predicates[word]))
        return Frame(sentence, body, groups, triggers, self._strong)

    def _said(
        self, document: Document, sentences: tuple[Sentence, ...], links: tuple[Link, ...], entities: dict[str, Entity]
    ) -> Iterator[Statement]:
        heard: list[Heard] = []
        judgements: list[Judgement] = []
        likely: list[tuple[Statement, Judgement]] = []
        for judged in self.judgements(document, sentences, links, self.weights.chance):
            if isinstance(judged, tuple):
                yield self._held(document, *judged)
                continue
            chance = self.weights.logit(judged.reading)
            if chance < FLOOR or is_no_doer(judged.frame, judged.reading) or is_bystander(judged.frame, judged.reading):
                continue
            if not takes_no_part(judged.frame, judged.reading, judged.speech):
                heard.append(Heard(judged.frame, judged.reading, chance, judged.speaker()))
                judgements.append(judged)
        for judged, said, score in zip(judgements, heard, self.review.scores(heard, sentences, links), strict=True):
            if score >= self.review.threshold:
                likely.extend((statement, judged) for statement in self._expand(judged, score, said.speaker))
        for statement, judged in settled(likely):
            if judged.is_denied():
                yield replace(statement, modality="Negated")
            elif self.weights.score_planned(judged.modality()) > 0.5:
                yield replace(statement, modality="Planned")
            else:
                yield statement
        yield from facts_of_names(sentences, links, entities)
        for told in _TOLD:
            yield from told(document.text, sentences, links)

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
        if len(reading.subject.entities) * len(reading.object.entities) > _MOST_PAIRS:
            return
        trigger = (reading.trigger.start, reading.trigger.end) if reading.trigger else None
        for left, right in member_pairs(reading):
            if not self._ontology.allows(reading.predicate, left.label, right.label):
                continue
            word = reading.trigger.word if reading.trigger else ""
            rule = f"{reading.predicate}:{word}" if word else f"{reading.predicate}:beside"
            yield Statement(
                left.key,
                reading.predicate,
                right.key,
                sentence.start,
                sentence.end,
                rule,
                round(score, 3),
                trigger=trigger,
                said_by=speaker.key if speaker is not None and speaker.key not in (left.key, right.key) else None,
            )


def _agreeing(statements: list[Statement]) -> Iterator[Statement]:
    """The statements without those that call planned what a surer one of the article calls done, or the other way round."""
    surest: dict[tuple[str, str, str], Statement] = {}
    for s in sorted(statements, key=lambda s: (-s.confidence, s.start)):
        if s.modality != "Negated":
            surest.setdefault((s.subject, s.predicate, s.object), s)
    for s in statements:
        if s.modality == "Negated" or s.modality == surest[s.subject, s.predicate, s.object].modality:
            yield s


def member_pairs(reading: Reading) -> Iterator[tuple[Entity, Entity]]:
    """The single facts of a reading between groups; a symmetric one is written once, in key order."""
    symmetric = reading.predicate == "cooperatesWith"
    objects = reading.object.entities[-1:] if _owns_alone(reading) else reading.object.entities
    for i, left in enumerate(reading.subject.entities):
        for j, right in enumerate(objects):
            if left.key == right.key or (reading.subject is reading.object and j <= i):
                continue
            if reading.predicate == "partOf" and _is_no_part(left, right):
                continue
            if symmetric and right.key < left.key:
                yield right, left
            else:
                yield left, right


def _owns_alone(reading: Reading) -> bool:
    """Whether the whole is only the last of a list: 甲公司、乙银行旗下丙金融 is of 乙银行, and 甲公司 another member."""
    trigger, whole = reading.trigger, reading.object
    return trigger is not None and trigger.word in _OWNED and trigger.start == whole.end and not whole.pronoun


def _is_no_part(left: Entity, right: Entity) -> bool:
    """Whether the names forbid it: a province in a province (甘肃宁夏等地), a whole in its part (浙江 in 浙江舟山).

    Nor is a country part of anything (中新), nor a region of the world of a country (中国中东外交).
    """
    if left.label == right.label == "Place":
        if _COUNTRY.fullmatch(left.key) or (_COUNTRY.fullmatch(right.key) and left.listed and not (left.parent or left.place)):
            return True
        if (
            _WAY.search(right.name)
            or left.name.endswith("铁路")
            or (_PROVINCE.search(left.name) and _PROVINCE.search(right.name))
        ):
            return True
    return len(right.name) > len(left.name) and right.name.startswith(left.name)


def meets(reading: Reading, subject: str, object_: str) -> str | None:
    """The key of who or what a meeting has to do with; None where the reading is of no meeting."""
    if reading.predicate not in _OF_MEETINGS:
        return None
    if reading.object.kind == "Event":
        return subject
    return object_ if reading.subject.kind == "Event" else None


def is_understood(reading: Reading) -> bool:
    """Whether the meeting of a reading is not named in its sentence: of several such meetings the likeliest is meant."""
    if reading.predicate not in _OF_MEETINGS:
        return False
    event = reading.object if reading.object.kind == "Event" else reading.subject
    return event.kind == "Event" and (bool(event.carried) or event.pronoun)


def settled(likely: list[tuple[Statement, Judgement]]) -> list[tuple[Statement, Judgement]]:
    """Rival readings of a sentence settled.

    Of several doers of one deed, said by one word, the likeliest stays, with who comes close (甲部公布…，乙公司
    发布承诺书 says two deeds); of several relations between one pair the likeliest; of several meetings left unnamed the
    likeliest; and where a meeting is named, none left unnamed takes place there (会议决定，某会四月在京举行).
    """
    sited = {(s.start, s.object) for s, j in likely if s.predicate == "locatedIn" and not is_understood(j.reading)}
    doer: dict[tuple[int, str, str, int], float] = {}
    pair: dict[tuple[int, str, str], float] = {}
    met: dict[tuple[int, str, str], float] = {}
    for s, j in likely:
        if (guest := meets(j.reading, s.subject, s.object)) is not None:
            met[s.start, s.predicate, guest] = max(met.get((s.start, s.predicate, guest), 0.0), s.confidence)
        if s.predicate in _ONE_DOER:
            deed = _deed(s)
            doer[deed] = max(doer.get(deed, 0.0), s.confidence)
        if s.predicate in _RIVALS:
            ends = (s.start, s.subject, s.object)
            pair[ends] = max(pair.get(ends, 0.0), s.confidence)
    return [
        (s, j)
        for s, j in likely
        if (s.predicate not in _ONE_DOER or s.confidence >= doer[_deed(s)] - _MARGIN)
        and (s.predicate not in _RIVALS or s.confidence >= pair[s.start, s.subject, s.object])
        and (
            not is_understood(j.reading)
            or s.confidence >= met[s.start, s.predicate, meets(j.reading, s.subject, s.object) or ""]
        )
        and not (s.predicate == "locatedIn" and is_understood(j.reading) and (s.start, s.object) in sited)
    ]


def _deed(statement: Statement) -> tuple[int, str, str, int]:
    return statement.start, statement.predicate, statement.object, statement.trigger[0] if statement.trigger else -1


def _load_triggers(path: Path, ontology: Ontology) -> _Triggers:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot read the triggers: {error}", where=str(path)) from error
    words: dict[str, set[str]] = {word: set() for word in data.pop("idle", ())}
    for predicate, entry in data.items():
        ontology.relation(predicate, where=str(path))
        for word in (*entry["words"], *entry.get("strong", ())):
            words.setdefault(word, set()).add(predicate)
    pattern = re.compile("|".join(_by_first_letter(words)))
    strong = {predicate: frozenset(entry.get("strong", ())) for predicate, entry in data.items()}
    return pattern, {word: frozenset(found) for word, found in words.items()}, strong


def _by_first_letter(words: Iterable[str]) -> Iterator[str]:
    """Patterns for words, the longest of each first letter first: so grouped, hundreds of words cost little more than one."""
    for letter, found in groupby(sorted(words, key=lambda word: (word[0], -len(word), word)), key=itemgetter(0)):
        yield f"{re.escape(letter)}(?:{'|'.join(re.escape(word[1:]) for word in found)})"


def _predicates_by_kind(ontology: Ontology) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], set[str]] = {}
    for predicate in ontology.relations:
        if predicate in _LEARNED:
            continue
        for left in _CLASSES:
            for right in _CLASSES:
                if ontology.allows(predicate, left, right):
                    found.setdefault((kind_of(left), kind_of(right)), set()).add(predicate)
    return {pair: tuple(sorted(names)) for pair, names in found.items()}


__all__ = ["Group", "Judgement", "Relator", "is_understood", "meets", "member_pairs", "settled"]
