"""Places that take part in a pilot or carry a measure out: 甲、乙等30个市纳入首批试点, 已有甲、乙等17省区市实现某制度."""

from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import named

_GLUE = regex(r"[、和与及]|以及")
# Who else: 等30个市（区）, 等地, 三地
_MORE = (
    r"等?(?:(?:共?[\d一二两三四五六七八九十百]+个?|多个?|各|全部)?"
    r"(?:省区市|省份|省市|城市|市县|地市|地区|省|市|区|县|州|地)(?:[（(][省市区县州、]+[）)])?)?"
)
_HOW = (
    "(?:今[天年]|近[日期]|日前|同时|也|均|都|就|已经?|将|拟|要"
    "|全面|全域|率先|先行|同步|正式|陆续|相继|首批|统一|联合|分别|共同|继续)*"
)
_ADMITTED = regex(
    rf"[”]?{_MORE}{_HOW}(?:被)?(?:列入|纳入|入选|获批|成为|获评)了?(?:国家级?|全国|首批|第[一二三四五六七八九十]批|[的为]){{0,4}}(?:试点|示范)"
)
_DOES = regex(
    rf"[”]?{_MORE}{_HOW}(?:实现|实施|推行|试点|开展|推开|落实|执行|试行|入选|获批|获评|跻身)(?:了|好)?(?:新一轮|首批|第[一二三四五六七八九十]批|全国|国家级?|统一的?|全[省市区域]|[\d一二两三四]+项)?[“《]?"
)
_HANGS = regex("[在于对向从至到的][“]?$|覆盖$|涉及$|支持$|包括$|指导$|督促$|组织$|推动$|来自$|同意$|扩[大展][到至]$")
_PLANNED = regex("[将拟]|要(?!求)")


def facts_of_pilots(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that the places listed carry out a measure, named behind them or before; ``links`` by start."""
    for sentence, here in named(sentences, links):
        yield from _listed(text, sentence, here)


def _listed(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    at = 0
    while at < len(here):
        places = _row(text, here, at)
        at += max(1, len(places))
        if len(places) < 2 or _HANGS.search(text, max(sentence.start, places[0].mention.start - 3), places[0].mention.start):
            continue
        found = _measure(text, sentence, here, at, places)
        if found is None:
            continue
        measure, stop = found
        planned = _PLANNED.search(text, places[-1].mention.end, stop)
        modality: Modality = "Planned" if planned else "Asserted"
        for place, one in product(places, measure.entities):
            for entity in place.entities:
                ends = sentence.start, sentence.end
                yield Statement(entity.key, "implements", one.key, *ends, "implements:pilot", 0.85, modality)


def _measure(text: str, sentence: Sentence, here: Sequence[Link], at: int, places: Sequence[Link]) -> tuple[Link, int] | None:
    """What the places carry out, and where it is said: named behind them, or last before them where they are admitted to it."""
    end = places[-1].mention.end
    if at < len(here) and here[at].entities[0].label == "PolicyMeasure" and _DOES.fullmatch(text, end, here[at].mention.start):
        return here[at], here[at].mention.start
    admitted = _ADMITTED.match(text, end, sentence.end)
    if admitted is None:
        return None
    before = (link for link in reversed(here) if link.mention.end <= places[0].mention.start)
    measure = next((link for link in before if link.entities[0].label in ("PolicyMeasure", "PolicyDocument")), None)
    return None if measure is None or measure.entities[0].label != "PolicyMeasure" else (measure, admitted.end())


def _row(text: str, here: Sequence[Link], at: int) -> list[Link]:
    """The places listed from ``at`` on."""
    found: list[Link] = []
    for link in here[at:]:
        if link.entities[0].label != "Place":
            break
        if found and not _GLUE.fullmatch(text, found[-1].mention.end, link.mention.start):
            break
        found.append(link)
    return found
