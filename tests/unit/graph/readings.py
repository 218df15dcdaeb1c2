"""Small readings that several tests write out."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from kg.records import Block, Document, Entity, Figure, Link, Mention, Reading, Sentence, Statement

TITLE = "银企对接会在京举行"
BODY = "中国人民银行与财政部联合印发《实施方案》，普惠贷款余额18.73万亿元。工农中建参会。"
TEXT = f"{TITLE}\n{BODY}"

PBC = Entity(
    "regulator/pbc", "Regulator", "中国人民银行", (("PBOC", "en"), ("央行", "zh")), codes=(("swift", "PBOCCNBJ"),), listed=True
)
MOF = Entity("gov/mof", "GovernmentBody", "中华人民共和国财政部", (("财政部", "zh"),), parent="gov/statecouncil", listed=True)
STATE_COUNCIL = Entity("gov/statecouncil", "GovernmentBody", "中华人民共和国国务院", (("国务院", "zh"),), listed=True)
PLAN = Entity("document/plan", "PolicyDocument", "实施方案")
ICBC = Entity("bank/icbc", "Bank", "中国工商银行", codes=(("stock", "SH601398"),), valid_from="1984-01-01", listed=True)
ABC = Entity("bank/abc", "Bank", "中国农业银行", listed=True)


def link(surface: str, label: str, *entities: Entity, silent: bool = False, names: tuple[str, ...] = ()) -> Link:
    start = TEXT.index(surface)
    mention = Mention(start, start + len(surface), surface, label, "gazetteer", 0.97, names)
    return Link(mention, entities, 0.97, (), silent)


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def reading(*, identifier: str = "000_a", turned: bool = False) -> Reading:
    start, end = span(BODY[: BODY.index("。") + 1])
    document = Document(
        identifier=identifier,
        title=TITLE,
        text=TEXT,
        blocks=(Block(0, len(TITLE), "title"), Block(len(TITLE) + 1, len(TEXT), "paragraph")),
        issued=datetime(2021, 12, 30, 9, 5, tzinfo=timezone(timedelta(hours=8))),
        publisher="证券时报",
        authors=("江聃",),
        url="https://example.com/a b",
    )
    sentences = (Sentence(0, len(TITLE), 0, "title"), Sentence(start, end, 1), Sentence(end, len(TEXT), 1))
    links = (
        link("中国人民银行", "Regulator", PBC),
        link("财政部", "GovernmentBody", MOF),
        link("实施方案", "PolicyDocument", PLAN),
        link("工农中建", "Bank", ICBC, ABC, names=("中国工商银行", "中国农业银行")),
        link("会", "Event", Entity("event/silent", "Event", "银企对接会"), silent=True),
    )
    pair = (MOF.key, PBC.key) if turned else (PBC.key, MOF.key)
    statements = (
        Statement(PBC.key, "issues", PLAN.key, start, end, "issue-verb", 0.9),
        Statement(pair[0], "cooperatesWith", pair[1], start, end, "jointly", 0.8),
        Statement(MOF.key, "implements", PLAN.key, start, end, "follow", 0.6, "Planned", said_by=PBC.key),
    )
    number = span("18.73万亿元")
    figure = Figure(
        *number, "18.73万亿元", Decimal(18730000000000), "CNY", "普惠贷款余额", "number", 0.9, "2021-11", PBC.key, None, "yoy"
    )
    return Reading(document, sentences, links, statements, (figure,))
