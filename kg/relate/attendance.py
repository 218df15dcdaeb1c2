"""Who holds and who attends a meeting, by its place in the clause: 甲某在乙会上, 甲国和乙国举行的演习, 邀请甲行召开乙会."""

import re
from collections.abc import Iterator, Sequence

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of
from kg.relate.rows import named, row_from, row_to

_DAYS = "[0-9]{1,2}[月日]|今天|昨天|今日|昨日|近日|日前|当天|当日|同日|（[0-9月日]{2,6}）|上午|下午|晚间?"
_ADDRESS = "(?:总书记|国家主席|主席|总理|副总理|委员长|总统|首相|部长|行长|会长|董事长|教授|先生|女士|同志|代表|委员)?"
# 甲某|主席9月4日在|乙会
_AT = regex(
    rf"""[”）)]?{_ADDRESS}(?:{_DAYS}|还|也|又|曾|则|应邀|通过视频|以视频方式)*
        在[“《]?(?:[^，。；的]{{2,10}}(?:举行|召开|开幕)的)?[“《]?""",
    re.VERBOSE,
)
# |开幕式上, |期间; not |上的讲话 or |上通过的文件
_UPON = regex(
    "[”》]?(?:全会|开幕式?|闭幕式?|开幕会|颁奖典礼|主论坛|分论坛|平行论坛|全体会议|分会|主旨演讲|新闻发布会|发布会|记者会)?上(?!的(?!重要讲话|讲话|致辞|演讲|发言|主旨)|所|通过|发布的|提出的|述|一[届次]|[海市])"
)
# 甲国和乙国|正在举行的|丙演习; 乙市|今年主办的|丙展
_HOLDING = regex(
    rf"[”）)]?(?:等[^，。；、的]{{0,8}})?(?:{_DAYS}|正在|即将|将|联合|共同|此前|今年|去年|明年|[12][0-9]{{3}}年|首次|每年)*"
    "(?:[^，。；的在]{0,4}组织)?(?:正在|即将|将|联合|共同)*(?P<verb>举行|举办|主办|承办|召开|组织召开|协办)的[“《]?"
)
_STUDIES = regex("[^，。；]{0,40}(?:进行|举行)(?:了)?")  # 某党组|就某事进行|第三次集体学习
_TO_BE = regex("即将|将|明年|拟|计划")
_AND_BY = regex("[”）)]?(?:联合|共同)?(?:主办|承办|协办|举办|发起)[、，和]由?[“]?")
_BY = regex("[”》]?(?:（[^（）]{0,20}）)?[^，。；由]{0,10}由[“]?")
_HOLDS = regex("[”）)]?(?:等[^，。；、]{0,10})?(?:联合|共同)*(?P<verb>主办|承办|协办|举办|召开|组织|指导)(?![方单地])")
_LINKS = frozenset(("，", "、", "，由", "，并由"))
_AT_SIGNS = ("在", "在“", "在《", "的", "的“")
_SPEAKS = regex("[^，。；：]{0,8}?(?:表示|指出|介绍|强调|认为|透露|建议|呼吁|坦言|[说称]|发表|致辞|发言|演讲|作了?)")
_FEW = 4  # names between the meeting and who speaks at it
_SIGN_OF_PLACE = frozenset("在于赴到往从由")
# 邀请|甲行、乙行|召开|丙会
_INVITES = regex("(?:诚邀|特邀|邀请|组织|召集|邀)了?(?:辖内|辖区内?|全[省市区]|部分|在[省市区]|来自)?[“]?$")
_COME = regex(
    "[”）)]?(?:等|及|和)?[^，。；：]{0,24}?(?:召开|举办|举行|参加|出席|参与|座谈)了?[“]?(?:[^，。；的]{0,8}的)?[“《]?"
)
# 支持|甲国|明年举办|乙会
_WISHES = regex("(?:支持|欢迎|祝贺|预祝|感谢|赞赏|期待|祝愿|希望)[“]?$")
_OTHER_HOLDS = regex("[”]?(?:将|于|在)?[^，。；：]{0,10}?(?:成功|顺利)?(?P<verb>举办|办好|主办|承办|召开|举行)(?:了|好)?[“《]?")
_THANKS = ("祝贺", "感谢", "赞赏")
_ACTORS = ("Org", "Place")


def facts_of_attendance(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of who holds and attends the meetings named; ``links`` by start."""
    for sentence, here in named(sentences, links):
        for n, link in enumerate(here):
            if link.entities[0].label == "Event":
                yield from _told(text, sentence, here, n) if n else ()
                yield from _held_by(text, sentence, here, n)
                yield from _spoke(text, sentence, here, n)


def _told(text: str, sentence: Sentence, here: Sequence[Link], n: int) -> Iterator[Statement]:
    """What the words before and behind the meeting at ``n`` say of whom is named before it."""
    last, event = here[n - 1], here[n]
    start, end = last.mention.end, event.mention.start
    kind = kind_of(last.entities[0].label)
    if kind == "Person" and _AT.fullmatch(text, start, end) and _UPON.match(text, event.mention.end, sentence.end):
        yield from _facts(sentence, [last], "participatesIn", event)
        return
    if kind not in _ACTORS:
        return
    if event.entities[0].name.endswith("集体学习") and _STUDIES.fullmatch(text, start, end):
        yield from _facts(sentence, [last], "organizes", event)
        return
    row = row_to(text, here, n - 1)
    before = text[max(sentence.start, row[0].mention.start - 16) : row[0].mention.start]
    if _INVITES.search(before) and _COME.fullmatch(text, start, end):
        yield from _facts(sentence, row, "participatesIn", event)
    elif (wish := _WISHES.search(before)) and _OTHER_HOLDS.fullmatch(text, start, end):
        yield from _facts(sentence, row, "organizes", event, "Asserted" if wish[0].startswith(_THANKS) else "Planned")
    elif (holding := _HOLDING.fullmatch(text, start, end)) and not (
        kind == "Place" and _is_only_where(holding, before, here[n - 2 : n])
    ):
        modality: Modality = "Planned" if _TO_BE.search(holding[0]) else "Asserted"
        yield from _facts(sentence, [*_chained(text, here, n - len(row)), *row], "organizes", event, modality)


def _chained(text: str, here: Sequence[Link], first: int) -> list[Link]:
    """Who else holds it, told before: 由甲局指导、|乙行主办、|丙会协办的; who guides ends the chain."""
    found: list[Link] = []
    while first > 0 and _AND_BY.fullmatch(text, here[first - 1].mention.end, here[first].mention.start):
        row = row_to(text, here, first - 1)
        found = [*row, *found]
        first -= len(row)
    return found


def _held_by(text: str, sentence: Sentence, here: Sequence[Link], n: int) -> Iterator[Statement]:
    """某论坛由甲会、乙局联合主办，丙行协办."""
    at = n + 1
    if at == len(here) or _BY.fullmatch(text, here[n].mention.end, here[at].mention.start) is None:
        return
    while at < len(here):
        row, behind = row_from(text, here, at)
        end = row[-1].mention.end
        hold = _HOLDS.match(text, end, sentence.end)
        if hold is None or kind_of(row[0].entities[0].label) not in _ACTORS:
            return
        if hold["verb"] != "指导":
            yield from _facts(sentence, row, "organizes", here[n])
        if behind == len(here) or text[hold.end() : here[behind].mention.start] not in _LINKS:
            return
        at = behind


def _spoke(text: str, sentence: Sentence, here: Sequence[Link], n: int) -> Iterator[Statement]:
    """在|某论坛|上，甲行某部总经理李某表示: who is named first behind it and speaks."""
    event = here[n]
    upon = _UPON.match(text, event.mention.end, sentence.end)
    if upon is None or text[upon.end() : upon.end() + 1] != "，" or not text.endswith(_AT_SIGNS, 0, event.mention.start):
        return
    person = next((link for link in here[n + 1 : n + _FEW] if link.entities[0].label == "Person"), None)
    if person is None or "，" in text[upon.end() + 1 : person.mention.start]:
        return
    if _SPEAKS.match(text, person.mention.end, sentence.end):
        yield from _facts(sentence, [person], "participatesIn", event)


def _is_only_where(holding: re.Match[str], before: str, two: Sequence[Link]) -> bool:
    """在甲市举行的, 甲省|乙市举行的, 甲市、乙市等赛区举办的: where it is, not who holds it."""
    if len(two) > 1 and two[0].mention.end == two[1].mention.start:
        return True
    together = "正在" in holding[0] or "联合" in holding[0] or "共同" in holding[0]
    return "等" in holding[0] or (before[-1:] in _SIGN_OF_PLACE and not together)


def _facts(
    sentence: Sentence, who: Sequence[Link], predicate: str, event: Link, modality: Modality = "Asserted"
) -> Iterator[Statement]:
    for link in who:
        for one in link.entities:
            yield Statement(
                one.key, predicate, event.entities[0].key, sentence.start, sentence.end, f"{predicate}:place", 0.85, modality
            )
