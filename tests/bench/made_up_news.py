"""A made-up corpus of any size as readings: articles with mentions, facts and figures as news has them; the same each time.

Popularity is uneven, as in the news: a handful of institutions stands in most articles, most entities in one or two.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from kg.records import Block, Document, Entity, Figure, Link, Mention, Reading, Sentence, Statement

CITIES = tuple("北京 上海 天津 重庆 广州 深圳 杭州 南京 武汉 成都 西安 青岛 大连 宁波 厦门 济南 长沙 合肥".split())  # noqa: SIM905
_KINDS = (
    ("Bank", "农村商业银行"),
    ("GovernmentBody", "地方金融监督管理局"),
    ("Company", "融资担保有限公司"),
    ("PolicyDocument", "关于进一步做好中小微企业融资工作的通知"),
    ("PolicyMeasure", "专项再贷款"),
    ("Platform", "信用信息服务平台"),
    ("Event", "银企对接会"),
    ("Regulator", "监管分局"),
    ("Place", "区"),
)
# What may be said of things of these classes, in the sense of the ontology.
_RELATIONS = (
    ("issues", "GovernmentBody", "PolicyDocument", "印发"),
    ("issues", "Regulator", "PolicyMeasure", "创设"),
    ("operates", "GovernmentBody", "Platform", "建设"),
    ("participatesIn", "Bank", "Event", "参加"),
    ("participatesIn", "Company", "Event", "参加"),
    ("cooperatesWith", "Bank", "Company", "联合"),
    ("implements", "Bank", "PolicyDocument", "落实"),
    ("uses", "Bank", "PolicyMeasure", "运用"),
    ("locatedIn", "Event", "Place", "位于"),
    ("supervises", "Regulator", "Bank", "监管"),
)
METRICS = tuple(
    f"{kind}{what}"
    for kind in ("普惠小微贷款", "涉农贷款", "绿色贷款", "民营企业贷款")
    for what in ("余额", "增速", "利率", "户数")
)
_FACTS, _FIGURES = 30, 9
_HAN = 0x4E00


def made_up_entities(size: int) -> list[Entity]:
    """``size`` entities; the first ones are the popular ones."""
    chance = random.Random(size)
    found = []
    for number in range(size):
        label, ending = _KINDS[number % len(_KINDS)]
        name = f"{chance.choice(CITIES)}{chr(_HAN + chance.randrange(3000))}{chr(_HAN + chance.randrange(3000))}{ending}"
        aliases = ((f"{name[:4]}{number}", "zh"),)
        codes = (("stock", f"SH{600000 + number}"),) if label == "Bank" else ()
        found.append(Entity(f"made/x{number:06d}", label, name, aliases, codes=codes))
    return found


def made_up_readings(articles: int, entities: list[Entity]) -> Iterator[Reading]:
    """So many articles about the entities, one a day."""
    chance = random.Random(articles)
    by_label: dict[str, list[Entity]] = {}
    for entity in entities:
        by_label.setdefault(entity.label, []).append(entity)
    for number in range(articles):
        yield _Article(number, chance, by_label).reading()


class _Article:
    """One article on its way to a reading."""

    def __init__(self, number: int, chance: random.Random, by_label: dict[str, list[Entity]]) -> None:
        self.number = number
        self.chance = chance
        self.by_label = by_label
        self.title = f"第{number}号报道：金融支持实体经济"
        self.text = self.title
        self.sentences = [Sentence(0, len(self.title), 0, "title")]
        self.links: list[Link] = []

    def reading(self) -> Reading:
        """The article with thirty sentences that say something and nine that count."""
        facts = [self._fact() for _ in range(_FACTS)]
        figures = [self._figure(step) for step in range(_FIGURES)]
        issued = datetime(2013, 1, 1) + timedelta(days=self.number)
        blocks: list[Block] = []
        position = 0
        for line in self.text.split("\n"):
            blocks.append(Block(position, position + len(line), "paragraph" if blocks else "title"))
            position += len(line) + 1
        publisher = ("证券时报网", "新华社", "新浪财经")[self.number % 3]
        document = Document(f"made-{self.number:06d}", self.title, self.text, tuple(blocks), issued, publisher)
        return Reading(document, tuple(self.sentences), tuple(self.links), tuple(facts), tuple(figures))

    def _entity(self, label: str) -> Entity:
        some = self.by_label[label]
        return some[int(len(some) * self.chance.random() ** 3)]

    def _say(self, *parts: str | Entity) -> tuple[int, int]:
        """A sentence in a line of its own, with its mentions."""
        self.text += "\n"
        start = len(self.text)
        for part in parts:
            if isinstance(part, Entity):
                begin = len(self.text)
                self.text += part.name
                mention = Mention(begin, len(self.text), part.name, part.label, "listed", 0.97)
                self.links.append(Link(mention, (part,), 0.97, ()))
            else:
                self.text += part
        self.sentences.append(Sentence(start, len(self.text), len(self.sentences)))
        return start, len(self.text)

    def _fact(self) -> Statement:
        predicate, one, other, verb = self.chance.choice(_RELATIONS)
        subject, thing = self._entity(one), self._entity(other)
        field = chr(_HAN + self.chance.randrange(3000))
        start, end = self._say("日前，", subject, verb, thing, f"，将围绕{field}领域加大支持力度，服务中小微企业。")
        trigger = start + 3 + len(subject.name)
        modality = "Planned" if self.chance.random() < 0.1 else "Asserted"
        sure = round(0.6 + 0.4 * self.chance.random(), 3)
        span = trigger, trigger + len(verb)
        return Statement(subject.key, predicate, thing.key, start, end, f"{predicate}:{verb}", sure, modality, span)  # type: ignore[arg-type]

    def _figure(self, step: int) -> Figure:
        about, metric = self._entity("Bank"), self.chance.choice(METRICS)
        amount = self.chance.randrange(1, 9000)
        surface = f"{amount / 100:g}%" if metric.endswith(("增速", "利率")) else f"{amount}亿元"
        start, _end = self._say(about, f"{metric}为", surface, "。")
        begin = start + len(about.name) + len(metric) + 1
        value, unit = (Decimal(amount) / 100, "%") if surface.endswith("%") else (Decimal(amount) * 10**8, "CNY")
        year = 2013 + self.number // 365
        return Figure(
            begin, begin + len(surface), surface, value, unit, metric, "number", 0.9, f"{year}-{1 + step:02d}", about.key
        )
