"""What an article says of the life of the documents it cites: number, issuers, dates, status, what they amend or replace.

It becomes codes and relations of the PolicyDocument entities. Several articles' descriptions of one document are united, so
nothing here may contradict itself over time: a draft (…征求意见稿) is an entity of its own; a status is given only where the
text says it of this very document; the union keeps the furthest stage (draft, in force, amended, repealed), the finest date.
What the gazetteer says of status, issue and effect stands: then the text adds nothing.

Accepted gaps: an edition replaced by one of the same title in another article is not told apart from it; a document cited by
title in one article and only by number in another is one node where the gazetteer knows the number, otherwise both nodes
bear the number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.link.cited_numbers import cites, number_of, united
from kg.link.days import said_day
from kg.link.document_rules import STAGES, DocumentRules, load_document_rules
from kg.link.memory import NameMemory
from kg.link.numbers import Number
from kg.link.short_numbers import spelled_out
from kg.records import Document, Entity, Link, Sentence
from kg.regex import regex

_BEFORE, _AFTER, _GAP = 90, 160, 40  # characters that may stand between a title and the words on it
_NEAR = 30  # documents before and after a repealed one that may replace it
# A sentence without these gives no day of effect: the day's end and what follows it, or a term.
_DATED = regex(r"(?<=[日月年底起始])(?:[^\W\d]{0,4}?)(?:[施试执]行|实施|生效)|有效期|期限|[延展][长续期]")
_SET_APART = regex(r"《[^《》]*》?|[（(][^（()）]*[）)]")
_CLAUSE = regex(r"[，。；：:！？\n]")
_LEAD = regex(r"(?P<bodies>[^《》]{2,60}?)(?:等[^关]{0,6})?(?:关于|印发)")
_ALONE = regex(r"[与同]?(?:此前|原来?的?|同时，?|届时，?)?(?:由[^，。《》]{1,20}(?:印发|发布|制定)的)?《[^。]*同时废止")
# An earlier edition of a document is named so: 原《…办法》（证监会令第40号）同时废止; 2020年公布的《…办法》同时废止.
_EARLIER = regex(r"(?:原来?的?|旧|老|此前|(?:19|20)\d\d年[^，。；《》]{0,12}[公发颁印][布发行]的)[^，。；《》]{0,16}《$")
_AMENDING = regex(r"》?(?:[（(][^（()）]*[）)])?[^，。；《》]{0,4}?(?:对|是对)《?")


@dataclass(slots=True)
class _Life:
    """What is known of one document so far.

    ``effective_on_issue``: in force from the day of issue, whichever that is. ``edition_repealed``: what is repealed is perhaps
    an earlier edition (原《…办法》); it is this document only if the article does not also say that it is in force.
    """

    numbers: dict[str, Number] = field(default_factory=dict)
    issued: str | None = None
    effective: str | None = None
    effective_on_issue: bool = False
    edition_repealed: bool = False
    until: str | None = None
    stage: int = -1
    amends: set[str] = field(default_factory=set)
    successors: set[str] = field(default_factory=set)

    def reach(self, status: str) -> None:
        self.stage = max(self.stage, STAGES.index(status))


def with_lives(
    document: Document, sentences: Sequence[Sentence], links: tuple[Link, ...], memory: NameMemory
) -> tuple[Link, ...]:
    """The links, their documents with the codes that the article says; the very same links when it cites no document."""
    if not any(link.entities and link.entities[0].label == "PolicyDocument" for link in links):
        return links
    links = spelled_out(document, united(links, document.text), memory)
    return _LifeReader(document, sentences, links, memory).described(links)


class _LifeReader:
    """Reads one article."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], links: Sequence[Link], memory: NameMemory) -> None:
        self._text = document.text
        self._today = document.issued.date() if document.issued else None
        self._memory = memory
        self._rules: DocumentRules = load_document_rules()
        self._cited = [link for link in links if cites(link)]
        self._starts = [link.mention.start for link in self._cited]
        self._sentences = sentences
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._lives: dict[str, _Life] = {link.entities[0].key: _Life() for link in self._cited}
        self._drafts = {link.entities[0].key for link in self._cited if self._is_draft(link)}

    def described(self, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """The links with what the article says of their documents."""
        for index, link in enumerate(self._cited):
            self._read_number(link)
            self._read_status(index, link)
        for life in self._lives.values():
            if life.edition_repealed and life.stage < STAGES.index("in force"):
                life.reach("repealed")
        for key in self._drafts:
            self._lives[key].stage = 0  # 发布《…（征求意见稿）》 does not bring it into force
        for index, link in enumerate(self._cited):
            self._read_issue(link)
            self._read_replacement(index, link)
        self._read_titles()
        for start, end in dict.fromkeys(self._sentence(found.start()) for found in _DATED.finditer(self._text)):
            self._read_dates(start, end)
        entities = {link.entities[0].key: link.entities[0] for link in self._cited}
        told = {key: self._with_life(entity, self._lives[key]) for key, entity in entities.items()}
        return tuple(
            replace(link, entities=(told[link.entities[0].key],))
            if cites(link) and told[link.entities[0].key] is not link.entities[0]
            else link
            for link in links
        )

    def _is_draft(self, link: Link) -> bool:
        return any(
            self._rules.draft.search(name) for name in (link.entities[0].name, link.mention.full or "", link.mention.surface)
        )

    def _read_number(self, link: Link) -> None:
        if number := number_of(link):
            self._lives[link.entities[0].key].numbers[number.text] = number

    def _around(self, link: Link) -> tuple[str, str]:
        """The text of the mention's sentence before and after it, as far as it matters."""
        mention = link.mention
        start, end = self._sentence(mention.start)
        before = self._text[max(start, mention.start - _BEFORE) : mention.start]
        return before, self._text[mention.end : max(mention.end, min(end, mention.end + _AFTER))]

    def _sentence(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._sentence_starts, position) - 1
        return (self._sentences[index].start, self._sentences[index].end) if index >= 0 else (0, len(self._text))

    def _read_status(self, index: int, link: Link) -> None:
        before, after = self._around(link)
        for rule in self._rules.statuses:
            ahead = rule.before.search(before) if rule.before else None
            behind = rule.after.match(after) if rule.after else None
            if (rule.before and not ahead) or (rule.after and not behind):
                continue
            said = before[_clause_start(before, ahead.start() if ahead else len(before)) :] + (behind.group() if behind else "")
            if rule.status == "draft" or not self._rules.unsettled.search(_SET_APART.sub("", said)):
                if rule.status == "repealed" and _EARLIER.search(before):
                    self._lives[link.entities[0].key].edition_repealed = True
                else:
                    self._lives[link.entities[0].key].reach(rule.status)
                if rule.status == "amended":
                    self._read_amendment(index, link)
                return

    def _read_amendment(self, index: int, link: Link) -> None:
        """《甲决定》对《乙办法》进行修订: the document right before the amended one amends it."""
        if index and (other := self._cited[index - 1]).entities[0].key != link.entities[0].key:
            between = self._text[other.mention.end : link.mention.start]
            if len(between) <= _GAP and _AMENDING.fullmatch(between):
                self._lives[other.entities[0].key].amends.add(link.entities[0].key)

    def _read_issue(self, link: Link) -> None:
        life = self._lives[link.entities[0].key]
        if life.issued or life.stage >= STAGES.index("amended"):
            return
        before, _after = self._around(link)
        found = self._rules.issued.search(before)
        said = before[_clause_start(before, found.start()) :] if found else ""
        repealed = life.edition_repealed and _EARLIER.search(before)
        if found and not repealed and not self._rules.unsettled.search(_SET_APART.sub("", said)):
            when = said_day(found, self._today, ahead=False)
            if when and not before[: found.start()].endswith(("截至", "至", "到")):
                life.issued = when

    def _read_replacement(self, index: int, link: Link) -> None:
        """The repealed document's successor: the one in force in the same sentence, else the last before it.

        The latter only for a sentence that goes on about it: 本办法自…起施行，《旧办法》同时废止; 原《旧办法》同时废止.
        """
        key = link.entities[0].key
        life = self._lives[key]
        if life.stage != STAGES.index("repealed") or not self._is_said_repealed(link):
            return
        start, end = self._sentence(link.mention.start)
        near = self._cited[max(0, index - _NEAR) : index + _NEAR]
        there = [other.entities[0].key for other in near if start <= other.mention.start < end]
        in_force = [other for other in dict.fromkeys(there) if self._lives[other].stage in (1, 2) and other != key]
        if not in_force and (self._rules.pronouns.match(self._text, start) or _ALONE.match(self._text, start)) and index:
            earlier = [other.entities[0].key for other in near if other.mention.start < start]
            in_force = [other for other in earlier[-1:] if self._lives[other].stage in (1, 2) and other != key]
        if len(in_force) == 1:
            life.successors.add(in_force[0])

    def _is_said_repealed(self, link: Link) -> bool:
        before, after = self._around(link)
        rules = [rule for rule in self._rules.statuses if rule.status == "repealed"]
        return any(
            (not rule.before or rule.before.search(before)) and (not rule.after or rule.after.match(after)) for rule in rules
        )

    def _read_titles(self) -> None:
        """关于修改《…》的决定, …法修正案: what a title says of another document."""
        named = {name: key for link in self._cited for name, key in self._names(link)}
        for key, entity in {link.entities[0].key: link.entities[0] for link in self._cited}.items():
            amending, repealing = self._rules.amends.search(entity.name), self._rules.repeals.search(entity.name)
            found = amending or repealing
            title = next((text for text in found.groups() if text), None) if found else None
            other = (named.get(title) or self._listed(title, "PolicyDocument")) if title else None
            if other is None or other == key:
                continue
            if amending:
                self._lives[key].amends.add(other)
            if other in self._lives and self._lives[key].stage > 0:
                self._lives[other].reach("amended" if amending else "repealed")

    @staticmethod
    def _names(link: Link) -> Iterator[tuple[str, str]]:
        entity = link.entities[0]
        yield entity.name, entity.key
        for text, _language in entity.aliases:
            yield text, entity.key

    def _read_dates(self, start: int, end: int) -> None:
        for found in self._rules.effective.finditer(self._text, start, end):
            key = self._spoken_of(found.start())
            if key:
                life = self._lives[key]
                life.effective_on_issue = life.effective_on_issue or "之日" in found["date"]
                life.effective = life.effective or said_day(found, self._today, ahead=True)
        for found in self._rules.until.finditer(self._text, start, end):
            key = self._spoken_of(found.start())
            if key and (when := said_day(found, self._today, ahead=True)):
                self._lives[key].until = self._lives[key].until or when

    def _spoken_of(self, position: int) -> str | None:
        """The document that a day of effect belongs to: the one named before it in the sentence, or the last one for 新办法."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        link, (start, _end) = self._cited[index], self._sentence(position)
        gap = self._text[link.mention.end : position]
        if link.mention.start >= start and len(gap) <= _GAP and not self._rules.breaks.search(gap):
            return link.entities[0].key
        clauses = self._text[start:position]
        if len(clauses) > 2 * _GAP:
            return None
        pronoun = self._rules.pronouns.match(clauses)
        rest = clauses[pronoun.end() :] if pronoun else ""
        return link.entities[0].key if pronoun and not self._rules.breaks.search(rest) and "《" not in rest else None

    def _with_life(self, entity: Entity, life: _Life) -> Entity:
        known = dict(entity.codes)
        codes = set(entity.codes)
        for number in life.numbers.values():
            if number.text != known.get("number"):
                codes.add(("number", number.text))
        year = next((number.year for number in life.numbers.values() if number.year), None)
        issued = known.get("issued") or life.issued or year
        effective = life.effective or (issued if life.effective_on_issue and issued and len(issued) == 10 else None)
        status = STAGES[life.stage] if life.stage >= 0 else None
        for scheme, code in (("issued", issued), ("effective", effective), ("status", status)):
            if code and scheme not in known:
                codes.add((scheme, code))
        issuers = tuple(sorted({*entity.issuers, *self._issuers(entity, life, issued)}))
        described = replace(
            entity,
            codes=tuple(sorted(codes)),
            issuers=issuers,
            amends=tuple(sorted({*entity.amends, *life.amends})),
            successors=tuple(sorted({*entity.successors, *life.successors})),
            valid_until=entity.valid_until or life.until,
        )
        return entity if described == entity else described

    def _issuers(self, entity: Entity, life: _Life, issued: str | None) -> Iterator[str]:
        """The listed bodies that the title and the numbers name; of none that the gazetteer has more to say."""
        if entity.issuers:
            return
        names = [(number.issuer, number.year) for number in life.numbers.values() if number.issuer]
        if lead := _LEAD.match(entity.name):
            names += [(name, issued) for name in re.split(r"[\s、和与及，]+", lead["bodies"])]
        for name, when in names:
            if name and (key := self._listed(name, "GovernmentBody", when)):
                yield key

    def _listed(self, name: str, label: str, when: str | None = None) -> str | None:
        """The key of what the gazetteer knows by a name at a date."""
        when = when or (self._today.strftime("%Y-%m") if self._today else None)
        found = self._memory.clear(name, label, when)
        if found is None or not found.entity.listed:
            return None
        return found.entity.key if (found.entity.label == label) or label != "PolicyDocument" else None


def _clause_start(text: str, end: int) -> int:
    return max((match.end() for match in _CLAUSE.finditer(text, 0, end)), default=0)
