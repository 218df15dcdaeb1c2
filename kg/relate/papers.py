"""Whose paper it is by the way it is told: 甲部《关于…的通知》, 甲院院长某某作的…报告, 《某目录》（由甲部印发）."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Entity, Link, Sentence, Statement
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, row_to, signed
from kg.relate.signings import facts_of_signings

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

# Behind a title: 《某目录》（某发〔2021〕96号，由甲部、乙局联合印发）.
_BY = re.compile("》?[（(](?:[^（()）《》。]{0,30}，)?由$")
_WROTE = re.compile("(?:等[^，。；）]{0,8})?(?:联合|共同)?(?:印发|发布|公布|制定|颁布|下发|出台)")
# And as what it is: 《某法案》是某盟去年公布的重要立法.
_IS_BY = re.compile("》?[，]?是(?:由)?")
_WROTE_THIS = re.compile("[^，。；：]{0,14}?(?:印发|发布|公布|制定|颁布|出台|推出|起草)的")
# What is put to the public before it is issued: 甲部就某法草案向社会公开征求意见.
_ASKS = re.compile("[^，。；：《》]{0,12}就[《“]?")
_ASKED = re.compile("[》”]?(?:的?[^，。；：《》]{0,8})?(?:向[^，。；]{2,8}?)?(?:公开)?征求(?:社会)?(?:公众|各界)?意见")


def facts_of_papers(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of who issues what stands beside its name, who reports, and who signs; ``links`` by start."""
    council = next((e for link in links for e in link.entities if e.name == _COUNCIL), None)
    for sentence, here in signed(text, sentences, links, _SIGN):
        for at, link in enumerate(here):
            if link.entities[0].label == "PolicyDocument":
                yield from _written_by(text, sentence, here, at)
                yield from _noted(text, sentence, here, at)
                yield from _put_to_public(text, sentence, here, at)
                if _REPORT.search(link.mention.surface):
                    yield from _reported(text, sentence, here, at, council)
    yield from facts_of_signings(text, sentences, links)


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
            yield _statement(sentence, body, paper.entities[0])


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
                    yield _statement(sentence, link.entities[0], here[at].entities[0])
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
            yield _statement(sentence, link.entities[0], paper.entities[0])


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
                yield _statement(sentence, body, paper.entities[0])


def _gives(text: str, link: Link, first: int) -> bool:
    """Whether who bears the name gives the report that begins at ``first``."""
    if link.entities[0].label != "Person" and kind_of(link.entities[0].label) != "Org":
        return False
    return _GIVES.fullmatch(text, link.mention.end, first) is not None


def _statement(sentence: Sentence, subject: Entity, paper: Entity) -> Statement:
    return Statement(subject.key, "issues", paper.key, sentence.start, sentence.end, "issues:paper", 0.85)
