"""Rival readings settled: one doer of a deed, one relation of a pair, one meeting left unnamed, one way of saying it."""

from collections.abc import Iterator

from kg.records import Statement
from kg.relate.judgement import Judgement
from kg.relate.pairs import Reading

_RIVALS = frozenset(("issues", "uses", "implements"))
_ONE_DOER = _RIVALS | {"operates", "organizes", "offers", "establishes"}
_OF_MEETINGS = frozenset(("participatesIn", "organizes", "locatedIn"))
_MARGIN = 0.05  # a second doer of one deed stays when it is nearly as likely as the first


def agreeing(statements: list[Statement]) -> Iterator[Statement]:
    """The statements without those that call planned what a surer one of the article calls done, or the other way round."""
    surest: dict[tuple[str, str, str], Statement] = {}
    for s in sorted(statements, key=lambda s: (-s.confidence, s.start)):
        if s.modality != "Negated":
            surest.setdefault((s.subject, s.predicate, s.object), s)
    for s in statements:
        if s.modality == "Negated" or s.modality == surest[s.subject, s.predicate, s.object].modality:
            yield s


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
    likeliest; and where a meeting is named, none left unnamed takes place there (会议决定，某会四月在京举行). Who holds a
    meeting carries out what the meeting does.
    """
    sited = {(s.start, s.object) for s, j in likely if s.predicate == "locatedIn" and not is_understood(j.reading)}
    hosts = {(s.start, s.subject, s.object) for s, _ in likely if s.predicate == "organizes"}
    doer: dict[tuple[int, str, str, int], float] = {}
    first: dict[tuple[int, str, str, int], str] = {}
    pair: dict[tuple[int, str, str], float] = {}
    met: dict[tuple[int, str, str], float] = {}
    for s, j in likely:
        if (guest := meets(j.reading, s.subject, s.object)) is not None:
            met[s.start, s.predicate, guest] = max(met.get((s.start, s.predicate, guest), 0.0), s.confidence)
        if s.predicate in _ONE_DOER:
            deed = _deed(s)
            if s.confidence > doer.get(deed, 0.0):
                doer[deed], first[deed] = s.confidence, s.subject
        if s.predicate in _RIVALS:
            ends = (s.start, s.subject, s.object)
            pair[ends] = max(pair.get(ends, 0.0), s.confidence)
    return [
        (s, j)
        for s, j in likely
        if (s.predicate not in _ONE_DOER or s.confidence >= doer[_deed(s)] - _MARGIN or _holds(s, first[_deed(s)], hosts))
        and (s.predicate not in _RIVALS or s.confidence >= pair[s.start, s.subject, s.object])
        and (
            not is_understood(j.reading)
            or s.confidence >= met[s.start, s.predicate, meets(j.reading, s.subject, s.object) or ""]
        )
        and not (s.predicate == "locatedIn" and is_understood(j.reading) and (s.start, s.object) in sited)
    ]


def _deed(statement: Statement) -> tuple[int, str, str, int]:
    return statement.start, statement.predicate, statement.object, statement.trigger[0] if statement.trigger else -1


def _holds(statement: Statement, other: str, hosts: set[tuple[int, str, str]]) -> bool:
    """Whether one of the two doers of a deed is the meeting that the other holds: 为落实《通知》，甲部召开乙会."""
    if statement.predicate != "implements":
        return False
    return not hosts.isdisjoint(((statement.start, statement.subject, other), (statement.start, other, statement.subject)))
