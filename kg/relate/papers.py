"""Whose paper it is by the way it is told: 甲部《关于…的通知》, 甲院院长某某作的…报告, 甲部部长某某与乙局局长某某签署《…》."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.relate.frames import Frame, Trigger, kind_of
from kg.relate.pairs import Reading
from kg.relate.rows import row_from, row_to, signed

_AUTHORITIES = frozenset(("Regulator", "GovernmentBody", "MarketInstitution", "Association"))
_AUTHORS = _AUTHORITIES | {"Organization", "Bank", "Company"}
_SIGN = re.compile("《|报告|征求")
_BESIDE, _OF_IT = re.compile("《"), re.compile("的《")
# Whom a paper goes to, or who stands for another: 致甲部《请示》, 回复乙所《问询函》 is that of 乙所 all the same.
_TO_WHOM = re.compile("(?:[向致给报送]|提交|报送|递交|告知|对|抄送)[“]?$")
# What parties sign has more than one author.
_AGREED = re.compile("(?:协议|合同|协定|备忘录|条约|公约|议定书|契约|声明|公报|宪章)(?:书|[（(].*)?$")
_NEAR = 2  # code points from who wrote it to the title

_GIVES = re.compile(
    r"""(?:[，]?(?:受|经)[^，。；]{2,16}委托)?[，]?(?:代表[^，。；]{2,16}?)?
        (?:总理|院长|检察长|主席|市长|省长)?(?:分别|还|今天|上午|首先)?(?:向(?:大会|会议|全会|代表们))?(?:所)?
        作了?的?(?:题为)?《?""",
    re.VERBOSE,
)
_POST = re.compile("[^，。；：、《》]{0,16}")
_HEAD = re.compile("(?:人民政府|政府)?(?:代理?)?(?:[省市县区州]长|主席)")  # 某市市长某某作政府工作报告
_REPORT = re.compile("报告$")
_STANDS_FOR = re.compile("(?:受|代表)$")
_PREMIER = re.compile("总理")
_COUNCIL = "国务院"
# Who reports for itself; a ministry does so for the government, whose report it is.
_OWN = re.compile("法院|检察院|人民代表大会|人民政治协商|人大|政协|监察委员会|政府|^国务院$")
_FEW = 8  # names looked at before or behind a paper: a sentence may be a million long
_BEFORE = 40  # code points that a clause of commission may reach back

# A sentence with its names as letters: 甲部部长某某与乙局局长某某签署《丙》 is O部长P与O局长P签署《D》.
_ORG, _PERSON, _PLACE, _PAPER = "\ue000", "\ue001", "\ue002", "\ue003"
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
# Behind a title: 《某目录》（某发〔2021〕96号，由甲部、乙局联合印发）.
_BY = re.compile("》?[（(](?:[^（()）《》。]{0,30}，)?由$")
_WROTE = re.compile("(?:等[^，。；）]{0,8})?(?:联合|共同)?(?:印发|发布|公布|制定|颁布|下发|出台)")
# And as what it is: 《某法案》是某盟去年公布的重要立法.
_IS_BY = re.compile("》?[，]?是(?:由)?")
_WROTE_THIS = re.compile("[^，。；：]{0,14}?(?:印发|发布|公布|制定|颁布|出台|推出|起草)的")
# Who approves a treaty has not written it, nor who explains what the government reports.
_ENTERS, _TREATY = frozenset(("批准", "加入", "通过", "发起")), re.compile("(?:公约|条约|协定|协议|议定书|协议书)$")
_EXPLAINS, _GOVERNMENT = frozenset(("解读", "答记者问", "有关负责人就")), re.compile("政府$|^国务院$")
_HANDS_ON = frozenset(("转发", "批转"))
_ASSENTS = re.compile("[^，。；：《》]{0,8}(?:同意|批准|批复)了?[^，。；：《》]{0,6}《?")
# 《通知》指出，由甲部制定具体办法: what it writes is another paper.
_WRITES_MORE = re.compile(
    "了?(?:相关|有关|具体|配套|实施|监管|管理|工作|操作){0,3}(?:办法|细则|规定|措施|方案|标准|规则|制度|清单)(?!》)"
)
# 甲公司的控股股东某某与乙公司签署: the firm itself does not.
_HOLDER = re.compile(
    "[”]?[）)]?(?:[（(][^（()）]{2,40}[）)])?的?"
    "(?:控股股东|实际控制人|第?[一二三大]?大?股东|董事长|全资子公司|控股子公司|子公司)"
)
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
# What is put to the public before it is issued: 甲部就某法草案向社会公开征求意见.
_ASKS = re.compile("[^，。；：《》]{0,12}就[《“]?")
_ASKED = re.compile("[》”]?(?:的?[^，。；：《》]{0,8})?(?:向[^，。；]{2,8}?)?(?:公开)?征求(?:社会)?(?:公众|各界)?意见")
_TO_COME = re.compile("[将拟]|计划|有望")


def is_no_author(frame: Frame, reading: Reading) -> bool:
    """Whether the subject of a reading has only approved, explained or amended a paper, or is not the one that signs."""
    paper, trigger, subject = reading.object, reading.trigger, reading.subject
    if reading.predicate == "issues" and subject.carried and trigger is not None and _is_attributive(frame, trigger):
        return True
    if paper.start < 0 or trigger is None or paper.entities[0].label != "PolicyDocument":
        return False
    if reading.predicate == "signs":
        offset = frame.sentence.start
        return 0 <= subject.end <= trigger.start and _HOLDER.match(frame.text, subject.end - offset) is not None
    if reading.predicate != "issues":
        return False
    if paper.nested:
        return True  # 通过了|关于修改《某法》的决定
    if (trigger.word not in _HANDS_ON and _is_anothers(frame, reading)) or _only_assents(frame, reading, trigger):
        return True
    if paper.end <= trigger.start and _WRITES_MORE.match(frame.text, trigger.end - frame.sentence.start):
        return True
    name = paper.entities[0].name
    if trigger.word in _ENTERS and _TREATY.search(name):
        return True
    return trigger.word in _EXPLAINS and name.endswith("政府工作报告") and _GOVERNMENT.search(subject.entities[0].name) is None


def _is_attributive(frame: Frame, trigger: Trigger) -> bool:
    """用好新出台的某工具: who has brought it in, the sentence does not say."""
    start, end = trigger.start - frame.sentence.start, trigger.end - frame.sentence.start
    return frame.text.startswith("的", end) and frame.text.endswith(("新", "已", "刚", "前期", "此前", "已经"), 0, start)


def _is_anothers(frame: Frame, reading: Reading) -> bool:
    """Whether somebody else stands right before the title: 就某国《某法案》答记者问."""
    paper, subject, offset = reading.object, reading.subject, frame.sentence.start
    if frame.text[paper.start - offset - 1 : paper.start - offset] != "《":
        return False
    beside = [g for g in frame.groups if g.end == paper.start - 1 and not g.nested and g.kind in ("Org", "Place")]
    return any(subject.entities[0] not in group.entities for group in beside)


def _only_assents(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """甲院同意《某规划》，乙委印发: who assents has not written it."""
    subject, paper, offset = reading.subject, reading.object, frame.sentence.start
    if not 0 <= subject.end <= paper.start or trigger.start < paper.start:
        return False
    return _ASSENTS.fullmatch(frame.text, subject.end - offset, paper.start - offset) is not None


def facts_of_papers(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of who issues what stands beside its name, who reports, and for whom officials sign; ``links`` by start."""
    known: dict[str, Entity] = {}
    council = next((e for link in links for e in link.entities if e.name == _COUNCIL), None)
    for sentence, here in signed(text, sentences, links, _SIGN):
        for at, link in enumerate(here):
            if link.entities[0].label == "PolicyDocument":
                yield from _written_by(text, sentence, here, at)
                yield from _noted(text, sentence, here, at)
                yield from _put_to_public(text, sentence, here, at)
                if _REPORT.search(link.mention.surface):
                    yield from _reported(text, sentence, here, at, council)
    for sentence, here in signed(text, sentences, links, _SIGNS):
        yield from _signed_by(text, sentence, here)
        for paper in here:
            if paper.entities[0].label == "PolicyDocument" and _CONTRACT.search(paper.mention.surface):
                known = known or _known(links)
                for party in _parties(paper.mention.surface, known):
                    yield _statement(sentence, party, "signs", paper.entities[0])


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


def _written_by(text: str, sentence: Sentence, here: Sequence[Link], at: int) -> Iterator[Statement]:
    """Of the bodies right before a title: 根据财政部《关于…的通知》, 上交所的《…规则》."""
    paper = here[at]
    before = next((n for n in range(at - 1, -1, -1) if here[n].mention.end <= paper.mention.start), None)
    if before is None or paper.mention.start - here[before].mention.end > _NEAR or _AGREED.search(paper.mention.surface):
        return
    beside = _BESIDE.fullmatch(text, here[before].mention.end, paper.mention.start) is not None
    if not beside and not _OF_IT.fullmatch(text, here[before].mention.end, paper.mention.start):
        return
    row = row_to(text, here, before)
    if _TO_WHOM.search(text, max(sentence.start, row[0].mention.start - 4), row[0].mention.start):
        return
    labels = _AUTHORS if beside else _AUTHORITIES
    if beside and paper.mention.surface.endswith("法案"):
        labels |= {"Place"}  # 某国《某法案》
    for body in (entity for link in row for entity in link.entities):
        if body.label in labels:
            yield _statement(sentence, body, "issues", paper.entities[0])


def _noted(text: str, sentence: Sentence, here: Sequence[Link], at: int) -> Iterator[Statement]:
    """Of the bodies that brackets behind a title name: 《某目录》（由甲部、乙局联合印发）."""
    for n, body in enumerate(here[at + 1 : at + 1 + _FEW], at + 1):
        if kind_of(body.entities[0].label) != "Org":
            continue
        between = here[at].mention.end, body.mention.start
        wrote = _WROTE if _BY.fullmatch(text, *between) else _WROTE_THIS if _IS_BY.fullmatch(text, *between) else None
        if wrote is not None:
            row = row_from(text, here, n)[0]
            if wrote.match(text, row[-1].mention.end):
                for link in row:
                    yield _statement(sentence, link.entities[0], "issues", here[at].entities[0])
        return


def _put_to_public(text: str, sentence: Sentence, here: Sequence[Link], at: int) -> Iterator[Statement]:
    """Of who asks what others think of a draft."""
    paper = here[at]
    if not at or _ASKED.match(text, paper.mention.end) is None or paper.mention.start < here[at - 1].mention.end:
        return
    if kind_of(here[at - 1].entities[0].label) == "Org" and _ASKS.fullmatch(
        text, here[at - 1].mention.end, paper.mention.start
    ):
        for link in row_to(text, here, at - 1):
            yield _statement(sentence, link.entities[0], "issues", paper.entities[0])


def _reported(text: str, sentence: Sentence, here: Sequence[Link], at: int, council: Entity | None) -> Iterator[Statement]:
    """Of who gives a report and by whose order: 受国务院委托，某部部长某某作的关于…的报告."""
    first = here[at].mention.start
    giver = next((n for n in range(at - 1, max(-1, at - 1 - _FEW), -1) if _gives(text, here[n], first)), None)
    if giver is None:
        return
    bodies: list[Entity] = []
    start, end = max(sentence.start, here[giver].mention.start - _BEFORE), here[giver].mention.end
    for link in (*here[max(0, giver - _FEW) : giver], *here[giver + 1 : at]):
        stands_for = _STANDS_FOR.search(text, max(0, link.mention.start - 2), link.mention.start) is not None
        ordered = stands_for and (link.mention.start > end or start <= link.mention.start)
        seat = link.mention.end <= end and _POST.fullmatch(text, link.mention.end, here[giver].mention.start) is not None
        seat = seat and _OWN.search(link.entities[0].name) is not None
        head = link.entities[0].label == "Place" and _HEAD.fullmatch(text, link.mention.end, here[giver].mention.start)
        if head or (kind_of(link.entities[0].label) == "Org" and (ordered or seat)):
            bodies.extend(link.entities[:1])
    if kind_of(here[giver].entities[0].label) == "Org":
        bodies.extend(here[giver].entities[:1])
    elif not bodies and council is not None and _PREMIER.match(text, end):
        bodies.append(council)
    for paper in row_from(text, here, at)[0]:
        for body in bodies:
            if paper.entities[0].label == "PolicyDocument":
                yield _statement(sentence, body, "issues", paper.entities[0])


def _gives(text: str, link: Link, first: int) -> bool:
    """Whether who bears the name gives the report that begins at ``first``."""
    if link.entities[0].label != "Person" and kind_of(link.entities[0].label) != "Org":
        return False
    return _GIVES.fullmatch(text, link.mention.end, first) is not None


def _signed_by(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """Of the bodies whose officials sign, and of those that somebody signs for."""
    line, places = _lettered(text, sentence, here)
    for match in _STATES.finditer(line):
        *states, paper = (places[at] for at in range(match.start(), match.end()) if at in places)
        for state in states[:2]:
            yield _statement(sentence, state.entities[0], "signs", paper.entities[0])
    for match in _MANY.finditer(line):
        signed_paper = places[match.end() - 1].entities[0]
        for party in (places[at] for at in range(match.start(), match.end("parties")) if at in places):
            for entity in party.entities:
                yield _statement(sentence, entity, "signs", signed_paper)
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
                yield _statement(sentence, signer.entities[0], "signs", paper.entities[0], modality)


def _lettered(text: str, sentence: Sentence, here: Sequence[Link]) -> tuple[str, dict[int, Link]]:
    """The sentence with a letter for each of its names, and whose letter stands where."""
    parts: list[str] = []
    places: dict[int, Link] = {}
    done, size = sentence.start, 0
    for link in here:
        letter = _ORG if kind_of(link.entities[0].label) == "Org" else _LETTERS.get(link.entities[0].label)
        if letter is None or link.mention.start < done:
            continue
        parts += (text[done : link.mention.start], letter)
        size += link.mention.start - done
        places[size] = link
        size += 1
        done = link.mention.end
    parts.append(text[done : sentence.end])
    return "".join(parts), places


def _statement(
    sentence: Sentence, subject: Entity, predicate: str, paper: Entity, modality: Modality = "Asserted"
) -> Statement:
    return Statement(subject.key, predicate, paper.key, sentence.start, sentence.end, f"{predicate}:paper", 0.85, modality)
