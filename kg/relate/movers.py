"""Who moves bills and who decided on a programme: 甲委提出了关于提请审议某法草案的议案; 某某战略是党中央作出的重大决策."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_to, signed

_SIGN = re.compile("的议案|作出的?[重战]")
_MOVES = regex("(?:分别|还)?(?:提出|提请)了?关于提请(?:审议|制定|修订)(?:修改|修订)?[《“]?")
_FURTHER = regex("[》”]?的议案[、和]关于提请(?:审议|制定|修订)(?:修改|修订)?[《“]?")
_MOVED = regex("[》”]?的议案")
_EXPLAINS = regex("，(?:并?由)?(?P<title>副?主任委员|副?主任)$")
_DECIDED = regex("[^，。；]{0,6}作出的?(?:重大|重要|战略)[^，。；]{0,6}(?:决策|部署|抉择|决定|安排|举措)")
_IS_THEIRS = regex("[”]?(?:战略|工作|建设|发展)?，是(?:以[^，。；]{2,12}为核心的)?$")
_DRAFT, _PROGRAMME = "PolicyDocument", "PolicyMeasure"


def facts_of_movers(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that a body moves each of the bills listed, that who explains them is of it, and that leaders decided."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        for at, link in enumerate(here):
            if kind_of(link.entities[0].label) == "Org":
                yield from _moved(text, sentence, here, at)
                yield from _decided(text, sentence, here, at)


def _moved(text: str, sentence: Sentence, links: Sequence[Link], at: int) -> Iterator[Statement]:
    body, last, pattern = links[at].entities[0], links[at], _MOVES
    for behind, link in enumerate(links[at + 1 :], at + 1):
        if link.entities[0].label == _DRAFT and pattern.fullmatch(text, last.mention.end, link.mention.start):
            yield _statement(sentence, body, "issues", link.entities[0])
            last, pattern = link, _FURTHER
            continue
        moved = pattern is _FURTHER and link.entities[0].label == "Person" and _MOVED.match(text, last.mention.end)
        title = _EXPLAINS.fullmatch(text, moved.end(), links[behind].mention.start) if moved else None
        if title is not None:
            start, end = sentence.start, sentence.end
            person = link.entities[0].key
            yield Statement(person, "holdsPosition", body.key, start, end, "post-mover", 0.85, title=title["title"])
        return


def _decided(text: str, sentence: Sentence, links: Sequence[Link], at: int) -> Iterator[Statement]:
    if _DECIDED.match(text, links[at].mention.end, sentence.end) is None:
        return
    row = row_to(text, links, at)
    before = [link for link in links if link.mention.end < row[0].mention.start and link.entities[0].label != "Person"]
    if not before or before[-1].entities[0].label != _PROGRAMME:
        return
    if _IS_THEIRS.fullmatch(text, before[-1].mention.end, row[0].mention.start):
        for link in row:
            yield _statement(sentence, link.entities[0], "issues", before[-1].entities[0])


def _statement(sentence: Sentence, subject: Entity, predicate: str, object_: Entity) -> Statement:
    return Statement(subject.key, predicate, object_.key, sentence.start, sentence.end, f"{predicate}:moved", 0.85)
