"""The official name of what the gazetteer does not list, as far as rules can tell it."""

from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.link.identity import new_entity
from kg.link.numbers import written_number
from kg.link.rules import LinkRules
from kg.records import Entity
from kg.regex import regex

# 第九届, 2025年, 2025: what numbers one of a series of events.
EDITION = regex(r"第?[〇零一二三四五六七八九十百\d]{1,4}[届次个]|(?:19|20)\d\d年?")


_OF_YEAR = regex(r"((?:19|20)\d\d年)度?(\D{4,})")
_TELLING = 14  # characters of a title that no other document will bear
_AND_OTHERS = regex(r"等[^等]{0,6}$")
_BETWEEN = regex(r"[\s、，和与及]+")
_BRINGS_OUT = regex(r"关于印发[《〈]?(?P<plan>[^《》〈〉]+)[》〉]?的通知")
_ISSUING = frozenset({"GovernmentBody", "Regulator", "MarketInstitution", "Association"})


def unlisted_entity(name: str, label: str, gazetteer: Gazetteer, rules: LinkRules, aliases: tuple[str, ...] = ()) -> Entity:
    """A new entity under its official name; the name as written and others that follow from it become aliases."""
    official = official_name(name, label, gazetteer, rules)
    others = {*aliases, name, *_place_names(official, label, gazetteer)} - {official}
    known_by = identity_of(official, gazetteer) if label == "PolicyDocument" else official
    if label == "PolicyMeasure" and (year := _OF_YEAR.fullmatch(official)):  # 2020年度…计划 and 2020年…计划 are one
        known_by = f"{year[1]}{year[2]}"
        others = {*others, f"{year[1]}度{year[2]}", known_by} - {official}
    return replace(new_entity(known_by, label, tuple(sorted((text, "zh") for text in others))), name=official)


def identity_of(title: str, gazetteer: Gazetteer) -> str:
    """What makes a document's title the same one: without its issuers where the rest tells enough, and without 中华人民共和国.

    中国人民银行、银保监会关于…的通知 and 关于…的通知 are one document. Only bodies of the whole country are taken off: the
    provinces' titles differ in nothing else. 关于印发《…方案》的通知 is the plan that it brings out.
    """
    title = title.removeprefix("中华人民共和国")
    cut = title.find("关于")
    if cut < 0 or len(title) - cut < _TELLING:
        return title
    lead = _AND_OTHERS.sub("", title[:cut])
    bodies = [[entry for entry in gazetteer.entries(name) if entry.label in _ISSUING] for name in _BETWEEN.split(lead) if name]
    central = all(any(entry.place is None for entry in named) for named in bodies)
    return _plan(title[cut:]) if central else title


def _plan(title: str) -> str:
    found = _BRINGS_OUT.fullmatch(title)
    return found["plan"] if found and len(found["plan"]) >= _TELLING else title


def official_name(name: str, label: str, gazetteer: Gazetteer, rules: LinkRules) -> str:
    """党的二十大 → 中国共产党第二十次全国代表大会; 第136届广交会 → 第136届中国进出口商品交易会; otherwise the name itself."""
    for expansion in rules.expansions:
        if expansion.label == label and (found := expansion.pattern.fullmatch(name)):
            return expansion.name.format_map({group: text or "" for group, text in found.groupdict().items()})
    if label == "PolicyDocument":
        return written_number(name)
    if label == "Event" and (edition := EDITION.match(name)):
        for entry in gazetteer.entries(name[edition.end() :]):
            if entry.label == "Event" and not EDITION.match(entry.name):
                return edition.group() + entry.name
    return name


def _place_names(name: str, label: str, gazetteer: Gazetteer) -> set[str]:
    """静海区台头镇 → 天津市静海区台头镇: a place below the listed ones, after every name of the listed one."""
    if label != "Place":
        return set()
    for end in range(len(name) - 2, 1, -1):
        above = [entry for entry in gazetteer.entries(name[:end]) if entry.label == "Place"]
        if len(above) == 1:
            names = [called.text for called in above[0].names if called.language == "zh" and not called.weak]
            return {text + name[end:] for text in names}
    return set()
