"""What earlier sentences leave understood: the meeting, its convening body, the document, the topic."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.records import Entity, Link, Sentence
from kg.regex import regex
from kg.relate.floor import Floor
from kg.relate.frames import Group, kind_of
from kg.relate.onlookers import watches
from kg.relate.sittings import sits, tells_of_meeting

# Meetings and days that articles recall rather than report, unless the title names them.
# A name at the head of its line, with or without its number (（3）, 12.).
_ROLL_NUMBER = re.compile(r"\n\s*(?:[（(]?\d{1,3}[.、．)）]\s*)?$")
_UNREAD = regex(r"\s*(?:[（(]?\d{1,3}[.、．)）]\s*)?[^，。：；、！？]{4,30}[；。]?")  # a line that may be a name
_SHORTEST_ROLL = 3
_OFTEN = 3  # times a story names whom it is about
_HEROES = frozenset(
    ("Place", "GovernmentBody", "Regulator", "Bank", "Company", "MarketInstitution", "Association", "Organization")
)
_OWN_NAME = regex(r"[（(]以下(?:简称|称)[：:]?[“\"]?本(?:所|行|局|院|会|公司|集团|协会|中心|企业)[”\"]?[）)]")
# 按照党中央、|国务院|决策部署, 贯彻落实|省委|部署要求: whose orders are carried out.
_BY_ORDER = regex("(?:按照|根据|遵照|依照|落实|贯彻)[^，。；：]{0,8}$")
_OBEYED = re.compile("[^，。；：]{0,14}?(?:部署|要求|指示|精神|安排|批示|决策|决定)")
_HEAD = 2  # code points before the name a sentence opens with
_LONG_SINCE = 3  # paragraphs since a meeting was spoken of: more make no difference
_RECALLED = regex(
    r"全国代表大会|中央委员会.*全体会议|周年(?!.*(?:大会|纪念会|座谈会|招待会|研讨会|论坛|仪式)$)"
    r"|经济工作会议|金融工作会议|两会|奥运会|世界杯"
)
_VISITED = regex(
    "(?:考察|调研|访问|走进|来到|参观|了解|[到在赴于对向])了?[“ ]?$"
)  # 考察甲行并主持召开座谈会: no meeting of 甲行
_CONVENE = regex(r"召开|举行|举办|主办|召集")
# Behind a meeting's name: it lies back, and what it decided is recalled (党的十八大以来, 中央经济工作会议确定的).
_LONG_AGO = regex(
    r"[”》]?(?:(?:召开|胜利召开|闭幕)?[一两三四五六七八九十\d]*[多个]?[年月]*以?来|以来|精神|确定|部署|批准|通过的|提出的|作出的|的决定|的部署|决策|的要求|之后|前夕|园区|场馆|会址|旧址|筹办|申办)"
)
_PUNISHERS = frozenset(("GovernmentBody", "MarketInstitution"))
_PUNISHES = re.compile("罚|查处|处分|谴责|警示|立案|违法|违规|垄断|不正当竞争|曝光|典型案[例件]")
# Before it: 传达学习全国某某工作会议要求; 提请|某某次会议审议.
_CONVEYED = regex("(?:提请|提交)$|(?:传达|贯彻|领会|(?<![体题组])学习)(?:学习|落实|贯彻)?了?[^，。；召举在]*$")
_CONVEYED_REACH = 36  # code points
# 某某说，去年12月某峰会期间: a date of its own, in what someone says.
_DATED_IN_SPEECH = re.compile(
    r"(?:说|表示|指出|强调|认为|称)，(?:[^。\n]*[，；：])?(?:去年|前年|今年|明年|\d{4}年)(?:\d{1,2}月)?$"
)
_SPEECH_REACH = 120  # code points
# Directly behind whoever speaks: 表示 and its kin, with what may stand between (有关负责人, 局长李某).
_SPEAKS = re.compile(r"[^，。；：“]{0,14}?(?:表示|介绍|指出|强调|透露|认为|宣布|明确|提出|称)[，：,:]?")
# 抓紧制定|某规划: what others are still to draw up says nothing yet.
_TO_COME = regex("(?:抓紧|加快|尽快|着手|推动|推进|研究)(?:研究)?(?:制定|制订|编制|起草|出台|修订)[《“]?$")


class Context:
    """Running memory over the sentences of one story."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], links: Iterable[Link]) -> None:
        self.entities: dict[str, Entity] = {}
        self.first: dict[str, int] = {}
        links = tuple(links)
        for link in links:
            for entity in link.entities:
                if entity.label == "Event" and is_recalled(text, link.mention.end, link.mention.start):
                    continue
                self.entities.setdefault(entity.key, entity)
                self.first.setdefault(entity.key, link.mention.start)
        title = next((s for s in sentences if s.kind == "title"), None)
        self.main_event = self._find_main_event(title.end if title else 0)
        self.convenor = self._convenor()
        self.hero = self._find_hero(links)
        self.writer = _writer(text, links)
        self.paper = self._find_paper(title.end if title else 0)
        self.previous: Group | None = None
        self.paragraph: Group | None = None
        self.policy: Group | None = None
        self.event: Group | None = None
        self.sitting: tuple[Entity, ...] | None = None  # who meets, where the meeting has no name
        self.title: Group | None = None
        self.subject: Group | None = None
        self.speaker: Group | None = None
        self.regulator: Group | None = None
        self.person: Entity | None = None
        self.parties: list[Entity] = []
        self.named: list[Link] = []
        self.rolls = _rolls(text, links)
        self.firm: Entity | None = None
        self.floor = Floor()
        self._block = -1
        self._met: dict[str, int] = {}  # the paragraph a meeting was last spoken of in

    def _find_main_event(self, title_end: int) -> Entity | None:
        """The meeting the story is about: not a congress or an anniversary it only recalls."""
        events = [e for e in self.entities.values() if e.label == "Event"]
        told = [e for e in events if self.first[e.key] < title_end or not _RECALLED.search(e.name)]
        return told[0] if told else None

    def _find_paper(self, title_end: int) -> Entity | None:
        """The document the title names: what the article publishes or explains."""
        named = (e for e in self.entities.values() if e.label == "PolicyDocument" and self.first[e.key] < title_end)
        return next(named, None)

    def _convenor(self) -> Entity | None:
        """The body whose name opens the meeting's name (国务院常务会议 → 国务院)."""
        if self.main_event is None:
            return None
        best = None
        for entity in self.entities.values():
            opens = kind_of(entity.label) == "Org" and self.main_event.name.startswith(entity.name)
            if opens and (best is None or len(entity.name) > len(best.name)):
                best = entity
        return best

    def _find_hero(self, links: Iterable[Link]) -> Entity | None:
        """The body or place the story names most often, three times at least and more often than any other."""
        times = Counter(entity.key for link in links for entity in link.entities if entity.label in _HEROES)
        ranked = [*times.most_common(2), ("", 0), ("", 0)]
        return self.entities[ranked[0][0]] if ranked[0][1] >= max(_OFTEN, ranked[1][1] + 1) else None

    def carried(self, sentence: Sentence) -> list[Group]:
        """Groups understood in this sentence, the likeliest first, each entity once."""
        if sentence.block != self._block:
            self.paragraph, self._block = None, sentence.block
            self.parties = []
        seen: dict[str, Group] = {}
        for entities, how in self._offers(sentence):
            if not entities:
                continue
            key = entities[0].key
            if key in seen:
                seen[key].roles += how[0]
            else:
                age = min(max(0, sentence.block - self._met.get(key, sentence.block)), _LONG_SINCE)
                floor = self.floor.standing(entities, sentence)
                seen[key] = Group(-1, -1, kind_of(entities[0].label), entities, carried=how, age=age, floor=floor, roles=how[0])
        return list(seen.values())

    def _offers(self, sentence: Sentence) -> tuple[tuple[tuple[Entity, ...] | None, str], ...]:
        """What may be understood in a sentence, and why."""
        seat, paper = self.floor.seat(), self.paper if sentence.kind != "title" else None
        return (
            ((seat,) if seat else None, "seat"),
            (self.previous.entities if self.previous else None, "previous"),
            ((self.main_event,) if self.main_event and self.first[self.main_event.key] < sentence.end else None, "main"),
            (self.event.entities if self.event else None, "event"),
            ((self.convenor,) if self.convenor else None, "convenor"),
            ((paper,) if paper else None, "paper"),
            (self.floor.paper(), "policy"),
            (self.policy.entities if self.policy else None, "policy"),
            (self.speaker.entities if self.speaker else None, "speaker"),
            (self.paragraph.entities if self.paragraph else None, "paragraph"),
            (self.title.entities if self.title else None, "title"),
            (self.regulator.entities if self.regulator else None, "regulator"),
            (self.subject.entities if self.subject else None, "subject"),
            ((self.hero,) if self.hero else None, "hero"),
        )

    def after(self, text: str, sentence: Sentence, groups: list[Group], links: Iterable[Link]) -> None:
        """Remember what this sentence leaves understood. ``links`` are those of the sentence by start, pronouns with them."""
        self.named += (link for link in links if link.entities[0].label not in ("Person", "Event", "MediaOutlet"))
        topics = (g for g in groups if g.kind in ("Org", "Place", "Platform") and not g.absorbed and not g.nested)
        topic = next((g for g in topics if not _is_obeyed(text, sentence, g)), None)
        if topic is not None:
            if sentence.kind == "title":
                self.title = topic
            self.previous = topic
            if topic.entities[0].label == "Company":
                self.firm = topic.entities[0] if len(topic.entities) == 1 else None
            if self.paragraph is None:
                self.paragraph = topic
        self._remember_person(sentence, groups)
        self._remember_actors(text, sentence, groups)
        self._remember_sitting(text, sentence, groups)
        self._met.update((g.entities[0].key, sentence.block) for g in groups if g.kind == "Event")
        self.parties += [e for g in groups if g.kind == "Org" and not g.pronoun for e in g.entities]
        for at, group in enumerate(groups):
            if group.kind == "Event" and not group.pronoun and not is_recalled(text, group.end, group.start):
                if not _RECALLED.search(group.entities[0].name) or group.entities[0] is self.main_event:
                    self.event = group
                if self.convenor is None and self.main_event in group.entities:
                    self.convenor = _convening(text, groups[:at], group)
            elif group.entities[0].label == "PolicyDocument" and not _TO_COME.search(text, sentence.start, group.start):
                self.policy = group

    def _remember_person(self, sentence: Sentence, groups: list[Group]) -> None:
        """Whom the sentence is about: the one person it names, or the one it opens with; nobody where it names several."""
        people = [g for g in groups if g.kind == "Person"]
        keys = {entity.key for group in people for entity in group.entities}
        if people:
            opens = people[0].start - sentence.start <= _HEAD and len(people[0].entities) == 1
            self.person = people[0].entities[0] if len(keys) == 1 or opens else None

    def _remember_sitting(self, text: str, sentence: Sentence, groups: list[Group]) -> None:
        """Who meets, where the meeting goes without a name (甲局召开会议)."""
        if not tells_of_meeting(text, sentence):
            return
        named = any(g.kind == "Event" for g in groups)
        hosts = (g for g in groups if g.kind == "Org" and not (g.nested or g.absorbed) and sits(text, g.end))
        host = None if named else next(hosts, None)
        self.sitting = host.entities if host is not None and len(host.entities) == 1 else None

    def _remember_actors(self, text: str, sentence: Sentence, groups: list[Group]) -> None:
        """Who speaks, which regulator was named last or body that punishes, and the measure that the title is about."""
        said = text[sentence.start : sentence.end]
        for group in groups:
            if group.kind == "Org":
                if (spoken := _SPEAKS.match(text, group.end)) and not watches(spoken.group()):
                    self.speaker = group
                if group.entities[0].label == "Regulator" or (group.entities[0].label in _PUNISHERS and _PUNISHES.search(said)):
                    self.regulator = group
            elif group.entities[0].label == "PolicyMeasure" and sentence.kind == "title" and self.subject is None:
                self.subject = group


def _is_obeyed(text: str, sentence: Sentence, group: Group) -> bool:
    """Whether others act as it has decided (按照|国务院|决策部署): what follows is not about it."""
    return _OBEYED.match(text, group.end) is not None and _BY_ORDER.search(text, sentence.start, group.start) is not None


def _writer(text: str, links: Sequence[Link]) -> Entity | None:
    """The body that calls itself 本所, 本行 …: 上海证券交易所（以下简称本所）."""
    if "以下" not in text or (defined := _OWN_NAME.search(text)) is None:
        return None
    return next((link.entities[0] for link in links if link.mention.end == defined.start()), None)


def _rolls(text: str, links: Iterable[Link]) -> dict[int, tuple[Entity, ...]]:
    """Bodies named line by line (…名单如下：), by how many there are: whoever counts them so means them.

    A line or two may hold a name that was not found, if most were.
    """
    alone = {
        text.rfind("\n", 0, link.mention.start) + 1: link
        for link in links
        if kind_of(link.entities[0].label) == "Org"
        and _ROLL_NUMBER.search(text, max(0, link.mention.start - 6), link.mention.start)
        and text[link.mention.end : link.mention.end + 1] in "\n；。"
    }
    rolls: dict[int, tuple[Entity, ...]] = {}
    run: list[Link | None] = []
    starts = [*sorted(alone), len(text)]
    start = starts[0]
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start in alone or (run and _UNREAD.fullmatch(text, start, end)):
            run.append(alone.get(start))
        else:
            _keep(rolls, run)
            run = []
            start = starts[bisect_right(starts, start)]
            continue
        start = end + 1
    _keep(rolls, run)
    return rolls


def _keep(rolls: dict[int, tuple[Entity, ...]], run: list[Link | None]) -> None:
    found = [link for link in run if link is not None]
    if len(found) >= _SHORTEST_ROLL and len(found) * 3 >= len(run) * 2:
        entities = tuple({e.key: e for link in found for e in link.entities}.values())
        while run[-1] is None:
            run.pop()
        for count in (len(run), len(entities)):
            rolls[count] = entities


def is_recalled(text: str, end: int, start: int = -1) -> bool:
    """Whether the meeting whose name ends at ``end`` is only recalled; ``start``, where it begins, tells what is done with it.

    >>> is_recalled("党的十八大以来", 5), is_recalled("金融工作会议在京召开", 6), is_recalled("传达全国会议要求", 6, 2)
    (True, False, True)
    """
    return _LONG_AGO.match(text, end) is not None or (
        start > 0
        and (
            _CONVEYED.search(text, max(0, start - _CONVEYED_REACH), start) is not None
            or (text[start - 1] in "年月" and _DATED_IN_SPEECH.search(text, max(0, start - _SPEECH_REACH), start) is not None)
        )
    )


def _convening(text: str, before: list[Group], event: Group) -> Entity | None:
    """The body that is said to convene the meeting (国家发展改革委组织召开…全国视频会)."""
    for group in reversed(before):
        if group.kind == "Org" and not group.nested:
            gap = text[group.end : event.start]
            if _VISITED.search(text[max(0, group.start - 3) : group.start]):
                return None
            return group.entities[0] if len(gap) < 16 and _CONVENE.search(gap) else None
    return None
