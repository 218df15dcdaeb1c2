"""Who signs: bodies by their officials, states by their leaders, all of a list, the parties that a contract is named after."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.relate.frames import kind_of
from kg.relate.rows import signed

# A sentence with its names as letters: 甲部部长某某与乙局局长某某签署《丙》 is O部长P与O局长P签署《D》.
_ORG, _PERSON, _PLACE, _PAPER = "\ue000", "\ue001", "\ue002", "\ue003"
_UNLETTERED = dict.fromkeys(map(ord, (_ORG, _PERSON, _PLACE, _PAPER)), " ")  # what the text itself may hold
_LETTERS = {"Person": _PERSON, "Place": _PLACE, "PolicyDocument": _PAPER}
_OFFICE = "[一-龥、]{0,16}?(?:长|主席|主任|总裁|总经理|经理|书记|代表|大使|负责人|总干事|专员|部长|行长|署长)"
_ANY = f"[{_ORG}{_PLACE}]"
_PARTY = rf"(?:{_PERSON}(?:还|也|已|分别)?代表{_ORG}|[{_ORG}{_PLACE}](?:{_OFFICE}{_PERSON}?)?)"
_SIGNING = re.compile(
    rf"""(?P<parties>{_PARTY}(?:(?:[、和与同跟]|(?:今天|日前|分别)[与和同]){_PARTY}){{1,12}})
        (?P<how>(?:[^，。；：《》{_ORG}{_PERSON}{_PLACE}{_PAPER}]|{_PLACE}){{0,16}}?)(?:签署|签订|签约)
        (?:了|的)?[^，。；：《》{_ORG}{_PERSON}{_PLACE}{_PAPER}]{{0,12}}(?P<papers>《?{_PAPER}(?:》?[、和]《?{_PAPER})*)""",
    re.VERBOSE,
)
_HELD = re.compile(rf"[{_ORG}{_PLACE}](?P<post>{_OFFICE})|代表{_ORG}")
_SIGNS = re.compile("签署|签订|签约|签下|签字|缔结|换文|联署")
# What the parties that its name opens with sign: 某部与某局合作协议, 某国政府和某国政府自由贸易协定.
_CONTRACT = re.compile("(?:协议书?|备忘录|协定|条约|议定书|合同|联合(?:声明|公报|宣言))(?:[（(][^（()）]*[）)])?$")
_WITH = re.compile("(?:政府)?[和与同、暨]")
_LEADS = re.compile("总理|国家主席")
# Many at once, or a firm and those it holds: O和L、L等共112个成员共同联署《D》, O及所属O分别与O签署《D》.
_MANY = re.compile(
    rf"""(?P<parties>[{_ORG}{_PLACE}](?:(?:[、和与同及]|及(?:其|所属|旗下|下属){{1,2}}|分别[与和同]){_ANY}){{2,60}})
        (?:等[^，。；：《》{_PERSON}{_PAPER}]{{0,20}}?)?(?:共同|联合|正式|今天|日前){{0,3}}(?:联署|签署|签订|缔结|签约)了?
        [^，。；：《》{_ORG}{_PERSON}{_PLACE}{_PAPER}]{{0,8}}《?{_PAPER}""",
    re.VERBOSE,
)
# Their leaders sign for two states: L和L两国元首今天在某地签署《D》.
_STATES = re.compile(
    rf"""{_PLACE}[、和与]{_PLACE}(?:两国|双方|两方)(?:政府|元首|领导人|总统|总理|外长|国防部长|外交部长|代表){{0,2}}
        (?P<how>[^，。；：《》{_ORG}{_PERSON}{_PAPER}]{{0,16}}?)(?:签署|签订|达成|草签)了?
        [^，。；：《》{_ORG}{_PERSON}{_PLACE}{_PAPER}]{{0,8}}《?{_PAPER}""",
    re.VERBOSE,
)
_TO_COME = re.compile("[将拟]|计划|有望")
_WILL_SIGN = re.compile("(?:[将拟]|计划|有望)[^，。；]{0,6}(?:签署|签订|签约)")


def facts_of_signings(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of whose officials sign what, and of the parties in the names of contracts; ``links`` by start."""
    known: dict[str, Entity] = {}
    for sentence, here in signed(text, sentences, links, _SIGNS):
        yield from _signed_by(text, sentence, here)
        for paper in here:
            if paper.entities[0].label == "PolicyDocument" and _CONTRACT.search(paper.mention.surface):
                known = known or _known(links)
                for party in _parties(paper.mention.surface, known):
                    planned = _WILL_SIGN.search(text, sentence.start, sentence.end) is not None
                    yield _statement(sentence, party, paper.entities[0], "Planned" if planned else "Asserted")


def _known(links: Sequence[Link]) -> dict[str, Entity]:
    """Whoever may sign, by every name."""
    parties = [
        (link, e) for link in links if len(link.entities) == 1 for e in link.entities if kind_of(e.label) in ("Org", "Place")
    ]
    return {name: e for link, e in parties for name in (*(alias for alias, _ in e.aliases), e.name, link.mention.surface)}


def _parties(title: str, known: dict[str, Entity]) -> tuple[Entity, ...]:
    """Both parties that a title opens with, or none."""
    for one, rest in _opening(title, known):
        joint = _WITH.match(rest)
        two = next((body for body, _ in _opening(rest[joint.end() :], known)), None) if joint else None
        if two is not None and one.key != two.key:
            return one, two
    return ()


def _opening(name: str, known: dict[str, Entity]) -> Iterator[tuple[Entity, str]]:
    """What a name opens with, the longest first, and the rest of it."""
    for length in range(min(len(name), 24), 1, -1):
        if (body := known.get(name[:length])) is not None:
            yield body, name[length:]


def _signed_by(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """Of the bodies whose officials sign, and of those that somebody signs for."""
    line, places = _lettered(text, sentence, here)
    for match in _STATES.finditer(line):
        *states, paper = (places[at] for at in range(match.start(), match.end()) if at in places)
        for state in states[:2]:
            planned = _TO_COME.search(match["how"]) is not None
            yield _statement(sentence, state.entities[0], paper.entities[0], "Planned" if planned else "Asserted")
    for match in _MANY.finditer(line):
        signed_paper = places[match.end() - 1].entities[0]
        for party in (places[at] for at in range(match.start(), match.end("parties")) if at in places):
            for entity in party.entities:
                yield _statement(sentence, entity, signed_paper)
    for match in _SIGNING.finditer(line):
        parties = match["parties"]
        if _HELD.search(parties) is None or _LEADS.search(parties):
            continue  # bodies that sign by themselves are read as everywhere, and leaders sign for their states
        spans = [(at, places[at]) for at in range(match.start(), match.end()) if at in places]
        ends = match.end("parties")
        signers = [link for at, link in spans if at < ends and line[at] in (_ORG, _PLACE)]
        modality: Modality = "Planned" if _TO_COME.search(match["how"]) else "Asserted"
        for paper in (link for _, link in spans if link.entities[0].label == "PolicyDocument"):
            for signer in signers:
                yield _statement(sentence, signer.entities[0], paper.entities[0], modality)


def _lettered(text: str, sentence: Sentence, here: Sequence[Link]) -> tuple[str, dict[int, Link]]:
    """The sentence with a letter for each of its names, and whose letter stands where."""
    parts: list[str] = []
    places: dict[int, Link] = {}
    done, size = sentence.start, 0
    for link in here:
        letter = _ORG if kind_of(link.entities[0].label) == "Org" else _LETTERS.get(link.entities[0].label)
        if letter is None or link.mention.start < done:
            continue
        parts += (text[done : link.mention.start].translate(_UNLETTERED), letter)
        size += link.mention.start - done
        places[size] = link
        size += 1
        done = link.mention.end
    parts.append(text[done : sentence.end].translate(_UNLETTERED))
    return "".join(parts), places


def _statement(sentence: Sentence, subject: Entity, paper: Entity, modality: Modality = "Asserted") -> Statement:
    return Statement(subject.key, "signs", paper.key, sentence.start, sentence.end, "signs:paper", 0.85, modality)
