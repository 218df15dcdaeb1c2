"""With whom: 甲银行与以乙集团、丙公司等为代表的企业签约; 与乙所、丙会加强联动, as an authority says of itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.agendas import Authorities
from kg.relate.frames import kind_of
from kg.relate.rows import row_from, row_to, signed

_SIGN = re.compile(
    "等[0-9两三四五六七八九十]+(?:方|家|个?部门|个?单位|部委)|为代表的|为首的|加强|深化|密切|强化|联合|携手|联手|共同|[与同]"
)
_WITH_SUCH_AS = regex(r"[”）)]?[^，。；：]{0,6}?[与同和]以[“]?")
_SUCH = re.compile(
    r"[”]?等?(?:[\d一二三四五六七八九十]+[家个])?为(?:代表|首)的[^。；]{0,60}?(?:签约|合作|签署|共建|对接|联合|携手)"
)
_AND_WITH = regex(r"(?:^|[，；：])(?:将|并|要|还将|也将|同时)?(?:加强|深化|密切|强化)?[与同]“?$")
_CLOSER = regex(
    r"”?(?:等[^，。；]{0,8})?(?:(?:加强|深化|密切|强化)[^，。；]{0,6}?|的[^，。；]{0,4}?)(?:联动|合作|协作|协同|协调|对接|沟通)"
)
# 甲公司、乙银行和丙租赁等四方，近日联合签署…
_ALL_OF_THEM = regex(
    r"[”）)]?等[0-9两三四五六七八九十]+(?:方|家|个?部门|个?单位|部委)[一-龥]{0,4}，(?:近日|日前|今天|昨天|[0-9月日]{2,6})?(?:在[一-龥]{2,6})?"
    "(?:正式)?(?:联合|共同|携手)(?:签署|签订|发布|印发|宣布|主办|举办|召开|发起|成立|启动|出台|开展|下发|建立|推出|设立)"
)
# 甲所与乙公司、丙中心|联合发布…; two joined by 与 need no 联合
_JOINTLY = regex(
    "[”）)]?(?:近日|日前|今[天日]|昨[天日]|正式|今年|[0-9]{1,2}月|[0-9]{1,2}日|在[一-龥]{2,6}?){0,3}(?P<jointly>联合|共同|携手|联手)?"
    "(?P<deed>发布|印发|推出|主办|举办|召开|发起|启动|出台|下发|建立|打造|研发|开发|编制|搭建|构建|创建)(?!的)"
)
_AND = regex("[”）)]?[与同][“]?")
_PLANNED = regex("[将拟]|要(?!求)|推动|继续|进一步|计划|下一步")
_BODIES = frozenset(("Regulator", "GovernmentBody"))
_FEW = 6  # names of those who do a thing together
_MANY = 13  # names: more are a roll
_HEAD = 8  # code points before a list


def facts_of_alliances(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies cooperate with those named as examples, or with whom they say so; ``links`` by start."""
    authorities: Authorities | None = None
    for sentence, here in signed(text, sentences, links, _SIGN):
        for n, link in enumerate(here):
            if kind_of(link.entities[0].label) != "Org":
                continue
            row, _ = row_from(text, here, n)
            first, stop = link.mention.start, row[-1].mention.end
            alone = 1 < len(row) <= _MANY and _ALL_OF_THEM.match(text, stop, sentence.end)
            if alone and row_to(text, here, n)[0] is link:
                for at, one in enumerate(row):
                    yield from _together(sentence, one.entities[:1], row[at + 1 :], "Asserted")
            if 1 < len(row) <= _FEW and row_to(text, here, n)[0] is link and _does_together(text, here, n, row):
                for at, one in enumerate(row):
                    yield from _together(sentence, one.entities[:1], row[at + 1 :], "Asserted")
            such = (
                n > 0
                and _WITH_SUCH_AS.fullmatch(text, here[n - 1].mention.end, first)
                and _SUCH.match(text, stop, sentence.end)
            )
            if such and kind_of(here[n - 1].entities[0].label) == "Org":
                yield from _together(sentence, here[n - 1].entities, row, "Asserted")
            if _AND_WITH.search(text[max(sentence.start, first - _HEAD) : first]) and _CLOSER.match(text, stop):
                authorities = authorities or Authorities(links)
                body = next((o.entities[0] for o in reversed(here[:n]) if o.entities[0].label in _BODIES), None)
                body = body or authorities.speaking(sentence)
                planned: Modality = "Planned" if _PLANNED.search(text, sentence.start, first) else "Asserted"
                if body is not None:
                    yield from _together(sentence, (body,), row, planned)


def _does_together(text: str, here: Sequence[Link], n: int, row: Sequence[Link]) -> bool:
    """甲所与乙公司、丙中心联合发布某规程; 甲所与乙所推出某计划."""
    told = _JOINTLY.match(text, row[-1].mention.end)
    if told is None:
        return False
    first = _AND.fullmatch(text, here[n].mention.end, here[n + 1].mention.start) is not None
    return told["jointly"] is not None or (first and len(row) == 2 and told["deed"] in ("推出", "建立", "启动", "打造"))


def _together(sentence: Sentence, left: Sequence[Entity], row: Sequence[Link], modality: Modality) -> Iterator[Statement]:
    for one, link in product(left, row):
        for two in link.entities:
            if one.key != two.key:
                low, high = sorted((one.key, two.key))
                ends = sentence.start, sentence.end
                yield Statement(low, "cooperatesWith", high, *ends, "cooperatesWith:alliance", 0.8, modality)
