"""Seats: where a body has its head office, said by constructions that leave no doubt (甲银行总部位于乙区)."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import row_to, signed

_SIGN = re.compile("位于|坐落|地处|[总本行]部|总行|注册|住所|办公地|[会院校]址")
_HEAD = "(?:(?:全球|中国)?总部|总行|本部|注册地址?|注册地点|住所地?|办公地点?|办公地址|会址|院址|校址|主要营业地)"
# 甲银行|总部设在|乙区; 甲交易所（简称“甲所”）|位于|乙区; 甲证券|注册地为|乙市
_SITS = regex(
    rf"""[”）)]{{0,2}}(?:（[^（）]{{0,40}}）)?(?:
        (?:[^，。；：]{{0,16}}，)?(?:其|的|公司)?{_HEAD}(?P<how>均|都|则|也|现|正式|最终|目前|就|已|拟|将|计划)*
        (?:位于|坐落[于在]|地处|设[在于]|设立[在于]|落户于?|落[地址]于?|选址于?|注册[在于]|迁[至往入到]|搬[至到]|在|为|是|：)
      | (?P<when>均|都|则|也|现|正式|已|拟|将)*(?:位于|坐落[于在]|地处|注册[在于])
    )[“]?""",
    re.VERBOSE,
)
# 总部位于|乙区|的|甲银行|是…
_OF = regex(rf"(?:{_HEAD}(?:均|都|就)?(?:位于|坐落[于在]|设[在于]|在)|(?<![一-龥])(?:位于|坐落于|地处|注册于))[“]?$")
_ENDS = regex("[”）)]?(?:$|[，。；、（]|[是为将已正]|近日|日前|[今昨]|成立|于|发布|公告|宣布|披露)")
# A bare 在 may open a deed: 总部在|北京|召开会议; and 位于|乙区|的工厂 is no seat.
_ENDS_CLAUSE = regex("[”）)]?(?:[^，。；的]{0,12}[路街道号厦楼层园])?(?:[，。；）]|$)")
_STANDS = regex(f"{_HEAD}.*[^在为是：“][“]?$")
_BESIDE = regex("(?:、|和|与|及|以及|、?和)$")
_ON = regex("[、和与及]|以及|两地|等地")
_PLANNED = regex("[拟将]|计划")
_REACH = 12  # code points before the place


def facts_of_seats(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of where bodies have their seats, in the narrowest place told; ``links`` by start.

    Several bodies share one where 均 or 都 says so; places in a row are left to who weighs them.
    """
    for sentence, here in signed(text, sentences, links, _SIGN):
        for n, link in enumerate(here[1:], 1):
            if link.entities[0].label != "Place" or _adjoins(here[n - 1], link):
                continue
            place = _narrowest(here, n)
            if _ON.match(text, here[place].mention.end):
                continue
            before = here[n - 1]
            sits = _SITS.fullmatch(text, before.mention.end, link.mention.start)
            if sits is not None and kind_of(before.entities[0].label) == "Org":
                shared = sits["how"] in ("均", "都") or sits["when"] in ("均", "都")
                row = row_to(text, here, n - 1)
                if len(row) > 1 and not shared:
                    row = row[-1:] if not _BESIDE.search(text, sentence.start, row[-1].mention.start) else []
                planned: Modality = "Planned" if _PLANNED.search(sits[0][-8:]) else "Asserted"
                if _ENDS_CLAUSE.match(text, here[place].mention.end, sentence.end) or _STANDS.search(sits[0]):
                    yield from _seated(sentence, row, here[place], planned)
        yield from _of_place(text, sentence, here)


def _of_place(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """总部位于乙区的甲银行是…."""
    for n, link in enumerate(here):
        low = max(sentence.start, link.mention.start - _REACH)
        if link.entities[0].label != "Place" or not _OF.search(text, low, link.mention.start):
            continue
        place = _narrowest(here, n)
        body = here[place + 1] if place + 1 < len(here) else None
        if body is None or text[here[place].mention.end : body.mention.start].rstrip("“") != "的":
            continue
        if kind_of(body.entities[0].label) == "Org" and _ENDS.match(text, body.mention.end, sentence.end):
            yield from _seated(sentence, [body], here[place], "Asserted")


def _adjoins(one: Link, two: Link) -> bool:
    return one.entities[0].label == "Place" and one.mention.end == two.mention.start


def _narrowest(here: Sequence[Link], n: int) -> int:
    """The last of the places that stand one in the other: 乙市|丙区|丁街."""
    while n + 1 < len(here) and _adjoins(here[n], here[n + 1]) and here[n + 1].entities[0].label == "Place":
        n += 1
    return n


def _seated(sentence: Sentence, bodies: Sequence[Link], place: Link, modality: Modality) -> Iterator[Statement]:
    ends = sentence.start, sentence.end
    for body in bodies:
        for one in body.entities[:1]:
            yield Statement(one.key, "locatedIn", place.entities[0].key, *ends, "locatedIn:seat", 0.85, modality)
