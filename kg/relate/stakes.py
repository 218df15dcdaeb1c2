"""Stakes: who holds, buys or raises a share of whom, said by constructions that leave no doubt.

甲集团持有乙银行4.18%股权, 乙公司由甲国资委持股90%、丙财政厅持股10%, 乙公司的股东为甲, 甲拟以5亿元收购乙公司.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.records import Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import row_from, signed

_RULE = "invests:stake"
_HOLDERS = frozenset(("Company", "Bank", "GovernmentBody", "Regulator", "Organization", "MarketInstitution"))
_HELD = frozenset(("Company", "Bank", "Organization", "MarketInstitution", "Platform"))
_SIGN = re.compile(
    "[控持入参亿万]股|新增|(?:发起|出资|合资|共同|联合|投资)(?:设立|成立|组建)|战略投资|股[东权份]|收购|增[资持]|[受竞][让得]|注资|战略投资|[领跟]投|举牌|入主|持有|融资|认购|[领跟参]投|投资|出资[方人额]"
)
_PERCENT = r"(?:约|近|超过?)?[0-9.．]+%(?:的)?"
_ADVERBS = "(?:直接|间接|合计|共同|全资|分别|各|共|仍|还|已|现|目前|独家|联合|累计)*"
# What a deal is about: 乙公司（下称“乙”）51%股权.
_SHARE = regex(
    rf"""[”）)]?(?:（[^（）]{{0,40}}）)?(?:的|公司)?(?:不超过|不低于|全部|部分|剩余|少数|控股|多数|[0-9.万亿]+股)*(?:{_PERCENT})?
        (?:的)?(?:全部|已发行|流通|普通)*(?:股权|股份|股票|普通股|A股|H股|(?:出资|基金|合伙|财产)+份额|[0-9.万亿]+股)""",
    re.VERBOSE,
)
# Between buyer and bought: 拟以不超过10亿元收购, 参与了; a comma would begin another deed.
_BUYS = regex(
    r"""[”）)]?(?P<how>[^，。；：《》]{0,30}?(?:，(?:并|又|还|再|同时|拟|将|计划|以|斥资|耗资|出资|约|近|超|[0-9.]+[万亿]+(?:美|港|欧)?元)*)?)
        (?:(?P<deal>收购|受让|竞得|入股|参股|控股|增持|举牌|入主|战略投资|领投|跟投|参与|认购|购买|买入|拍下|拿下|接手)了?
         |(?P<holds>(?:全资|直接|间接|合计|共)?持有)了?|(?P<owned>(?:全资)?[控参]股的|所?持有?的?))
        (?P<seller>[^，。；：]{0,20}?(?:所持有?的?|持有的|旗下的?|手中的?|手里的?))?[“]?""",
    re.VERBOSE,
)
_SURE = frozenset(("入股", "参股", "控股", "举牌", "入主", "战略投资", "领投", "跟投", "收购", "受让", "竞得", "增持"))
_ROUND = regex(r"[”）)]?(?:的)?[A-Za-z天使种子战略首新一二三四+]{0,6}轮?(?:战略)?融资")
# Behind a name, who sells: 收购丙公司|持有的乙公司股权.
_SELLS = regex(r"[”）)]?(?:（[^（）]{0,40}）)?(?:及其[^，。；]{0,8})?(?:所持|持有|旗下|手中|手里|的?全资子|下属|控股的)")
# 甲|对|乙|增资
_TOWARDS = regex(
    r"[”）)]?(?:[^，。；：]{0,30}?(?:披露|公告|宣布|发布|表示|透露)[^，。；：]{0,16}，)?(?P<how>[^，。；：《》]{0,16}?)[对向为给](?:其|公司)?(?:(?:全资|控股|参股)?[子孙]公司)?"
)
_FEEDS = regex(
    r"[”）)]?(?:进行|发起|实施|展开|提出)?了?(?:追加|现金|部分|全面|主动|自愿)*(?:增资|注资|出资|战略投资|要约收购|收购要约|收购(?!报告)|战略入股|股权投资)"
)
# 乙|由|甲|间接100%控股; 乙|获|甲|增资
_BY = regex(
    r"[”）)]?(?:（[^（）]{0,40}）)?(?:[^，。；：]{0,10}(?:成立|设立|开业|揭牌)，(?:[^。；：]{0,40}，)?(?:该公司|公司)?)?(?:均|也|则|现|是|系)*(?P<by>由|被|获得?(?:来自)?|引入|引进|接受)(?:了)?"
)
_OWNED_BY = regex(rf"[”）)]?{_ADVERBS}(?:{_PERCENT})?(?:控股|持股|持有|实际控制|出资)(?!的)")
_FED_BY = regex(
    r"[”）)]?(?:等)?(?:拟|将|的|近?[0-9.]+[万亿]+元)*(?:以[^，。；]{0,15}?)?(?:拟|将|的)*(?:收购|入股|增资|注资|战略投资|领投|举牌|增持|控股"
    r"|(?:等)?的?(?:约|近|超过?)?[0-9.]+[万亿]+(?:美|港|欧)?元(?:人民币)?的?(?:追加|战略|独家|联合|股权|独立)*(?:投资|融资|注资)"
    r"|的?(?:追加|战略|独家|股权)+(?:投资|融资)(?![者人])"
    r"|等?(?:[0-9一二两三四五六七八九十]+[家名个])?(?:战略|财务|基石|产业)(?:投资者|投资人|股东|投资方)"
    r"|(?:作为|为|成为)(?:公司|其)?的?(?:战略|财务|基石)?(?:投资者|投资人|股东))"
)
# 丙公司获批筹建，由|甲银行、乙集团|共同发起设立.
_BEGUN_BY = regex(
    r"[”）)]?(?:（[^（）]{0,40}）|，|获批|获准|正式|批准|筹建|开业|揭牌|成立|于?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|注册资本[^，。；]{0,10}(?=[，由])|现|是|系|将|拟|在[一-龥]{2,4}){0,10}由[“]?"
)
_FOUNDED = regex(
    "[”）)]?(?:等[^，。；]{0,8})?(?:共同|联合|分别)*(?:(?:发起|出资|合资|投资)(?:并)?|合作)?(?:设立|成立|组建|创立|创办)"
)
_AND = regex(
    rf"[”）)]?{_ADVERBS}(?:{_PERCENT})?(?:控股|持股|持有|出资)(?:比例)?(?:为|达)?(?:{_PERCENT})?[、，和及与]{{1,2}}(?:由)?"
)
# 丙公司|宣布完成A轮融资: for whom the round is; and who joins in it.
_RAISES = regex(
    r"""[”）)]?(?:（[^（）]{0,40}）)?[^，。；：]{0,16}?(?:完成|获得?|敲定|官宣)了?[^，。；：]{0,30}?
        (?<!债务)(?<!债券)融资(?!工具|担保|租赁|券|需求)""",
    re.VERBOSE,
)
_JOINS = regex(
    r"""[”）)]?(?:等[^，。；：、]{0,8})?(?:联合|共同|独家|继续|持续|超额|战略|参与)*
        (?:[领跟参追]投|加持|投资(?=[，。；]))""",
    re.VERBOSE,
)
_ROUND_OF = regex(r"(?:投资方|投资人|投资机构|领投方|跟投方|参投方)(?:阵容)?(?:主要|分别|均)?(?:包括|包含|为|有|是)了?[“]?$")
# 对丙公司|的出资额为：甲集团|出资3亿元
_IS_FED = regex("[”）)]?(?:的)?(?:出资额|出资情况|出资|增资|注册资本)(?:分别)?(?:为|：|[0-9.]+[万亿]+元[^，。；]{0,8}，)")
# 丙公司|发生工商变更，新增|甲集团、乙基金|为股东
_ADDS = regex(
    "[”）)]?(?:近日)?[^，。；：]{0,8}(?:变更|增资)[^。；：]{0,40}?，?(?:其)?(?:股东)?(?:新增|增加|引入|引进)了?(?:股东|[^，。；：]{0,6}股东)?[“]?"
)
_ADDED = regex("[”）)]?(?:[^。；：]{0,60}?为(?:新|公司|其)*(?:增|的)?股东|等?[^，。；：]{0,6}(?=[，。]|$))")
_OF_OTHERS = regex("[”）)]?(?:旗下|控股|的?全资)")  # 华为|旗下某投资为股东
# 甲公司|控股股东|乙集团|拟增持
_HIS_OWNER = regex("[”）)]?(?:（[^（）]{0,40}）)?(?:的|：)?(?:控股|单一最?大|第[一二三]大|最大)股东[“]?")
_PAYS = regex("[”）)]?(?:拟|将|分别|各|以现金)*出资(?:额)?(?:为)?(?:人民币)?[0-9.,]+[万亿]*元")
# 后者|由|甲|100%控股
_LATTER = regex("[，。；]后者(?:则|也|又)?由$")
# 乙|的三个股东分别为|甲、丙; 甲|是|乙|的第一大股东
_OWNERS = regex(
    r"""[”）)]?(?:（[^（）]{0,40}）)?(?:的|，其|目前|现有|原|，)*[^，。；股]{0,6}
        (?:[一二两三四五六七八九十0-9]+[个家名位])?(?:第[一二三四五]|单一|最|大|控股|唯一|主要|其他|前[一二三四五十]+大|全部|现有|发起)*股东
        (?:还|主要|分别|均|仍|则)*(?:为|是|包括|有|系)(?:了|：)?[“]?""",
    re.VERBOSE,
)
_IS = regex(r"[”）)]?(?:（[^（）]{0,40}）)?(?P<how>均|同|现|仍|已|则|也|将|拟|正式|最终|随后|一举)*(?:[是为系]|成为|作为)")
# What is sold, behind the buyer or before him: 向|乙|出售所持|丙|20%股权, |丙|20%股权转让给|乙.
_TO = regex("[向给]$")
_SOLD = regex(
    "[”）)]?[^，。；：《》]{0,6}?(?:出售|转让|出让|让渡|卖出)(?:了|其|所|持有|的|旗下|手中|子公司|全资子公司|控股子公司)*[“]?"
)
_SELLING = regex("(?:转让|出售|出让|让渡|划转)[^，。；：]{0,12}$")
_TO_SELL = regex("拟|计划|有意|意向|筹划|考虑|谋求|欲|将于|即将|将向")  # 将 alone may mean 把
_SOLD_TO = regex("[^，。；：《》]{0,10}?(?:出售|转让|出让|卖|让渡)(?:给|予|至)了?[“]?")
_OWNER = regex(
    r"[”）)]?的?(?:现|新|原)?(?:第[一二三四五]|单一|并列|最|大|控股|主要|重要|唯一|战略|间接|发起|创始|核心|早期)*(?:股东|出资[方人]|投资[方人]|战略投资者)"
)
_PLANNED = regex("拟|计划|将|有意|意向|筹划|考虑|申请|谋求|欲")
_DENIED = regex("未|终止|放弃|取消|不再|停止|退出|拒绝|没有|否认")
_FROM_WHOM = regex("[从向自](?!身|愿|主|有)")
_FROM = regex("[从向自由]$")


def facts_of_stakes(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of who invests in whom; ``links`` by start."""
    for sentence, named in signed(text, sentences, links, _SIGN):
        here = [link for link in named if link.entities[0].label in _HOLDERS | _HELD]
        for one in range(len(here) - 1):
            for two in range(one + 1, min(one + 3, len(here))):
                yield from _between(text, sentence, here, one, two)
        yield from _of_latter(text, sentence, here)
        yield from _of_round(text, sentence, here)
        yield from _of_capital(text, sentence, here)


def without_guesses(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without weighed readings of who invests, in sentences where a construction says it."""
    found = list(statements)
    told = {s.start for s in found if s.rule == _RULE}
    return [s for s in found if s.predicate != "invests" or s.rule == _RULE or s.start not in told]


def _between(text: str, sentence: Sentence, here: Sequence[Link], one: int, two: int) -> Iterator[Statement]:
    first, second = here[one].mention, here[two].mention
    start, end = first.end, second.start
    if start >= end or _DENIED.search(text, start, end):
        return
    if two == one + 1:
        told = [*_founded(text, sentence, here, one), *_sold(text, sentence, here[one], here[two])]
        if told:
            yield from told
            return
        if _OWNERS.fullmatch(text, start, end) or _gains(text, sentence, here, two, start):
            for owner in row_from(text, here, two)[0]:
                if not _OF_OTHERS.match(text, owner.mention.end, sentence.end):
                    yield from _fact(sentence, owner, here[one])
            return
        if _HIS_OWNER.fullmatch(text, start, end):
            yield from _fact(sentence, here[two], here[one])
            return
        if (is_ := _IS.fullmatch(text, start, end)) and _OWNER.match(text, second.end, sentence.end):
            yield from _fact(sentence, here[one], here[two], _modality(is_[0]))
            return
        if by := _BY.fullmatch(text, start, end):
            yield from _passive(text, sentence, here, one, two, by["by"])
            return
        if (towards := _TOWARDS.fullmatch(text, start, end)) and _FEEDS.match(text, second.end, sentence.end):
            yield from _fact(sentence, here[one], here[two], _modality(towards["how"]))
            return
    yield from _bought(text, sentence, here, one, two)


def _gains(text: str, sentence: Sentence, here: Sequence[Link], two: int, start: int) -> bool:
    """丙公司发生工商变更，新增甲集团、乙基金为股东."""
    if _ADDS.fullmatch(text, start, here[two].mention.start) is None:
        return False
    added = row_from(text, here, two)[0][-1]
    told = _ADDED.match(text, added.mention.end, sentence.end)
    return told is not None and "股东" in text[start : told.end()]


def _founded(text: str, sentence: Sentence, here: Sequence[Link], one: int) -> Iterator[Statement]:
    """丙公司获批筹建，由甲银行、乙集团共同发起设立."""
    start, end = here[one].mention.end, here[one + 1].mention.start
    if here[one].entities[0].label not in ("Company", "Bank") or _BEGUN_BY.fullmatch(text, start, end) is None:
        return
    founders = row_from(text, here, one + 1)[0]
    if _FOUNDED.match(text, founders[-1].mention.end, sentence.end):
        for founder in founders:
            yield from _fact(sentence, founder, here[one], _modality(text[start:end]), "establishes")


def _sold(text: str, sentence: Sentence, first: Link, second: Link) -> Iterator[Statement]:
    """甲向乙出售丙20%股权; 甲将丙20%股权转让给乙."""
    start, end, after = first.mention.end, second.mention.start, second.mention.end
    modality: Modality = "Planned" if _TO_SELL.search(text, sentence.start, end) else "Asserted"
    share = _SHARE.match(text, start, end)
    if share is not None and (_SOLD_TO.fullmatch(text, share.end(), end) or _given(text, sentence, first, share.end(), end)):
        yield from _fact(sentence, second, first, modality)
    elif _TO.search(text, max(sentence.start, first.mention.start - 1), first.mention.start) and _SHARE.match(
        text, after, sentence.end
    ):
        yield from _fact(sentence, first, second, modality) if _SOLD.fullmatch(text, start, end) else ()


def _given(text: str, sentence: Sentence, sold: Link, start: int, end: int) -> bool:
    """拟转让其持有的丙公司0.5%股权给|乙集团."""
    return (
        text[start:end] in ("给", "予", "至", "给予") and _SELLING.search(text, sentence.start, sold.mention.start) is not None
    )


def _bought(text: str, sentence: Sentence, here: Sequence[Link], one: int, two: int) -> Iterator[Statement]:
    """甲拟以5亿元收购丙持有的乙20%股权."""
    buys = _BUYS.fullmatch(text, here[one].mention.end, here[two].mention.start)
    if buys is None or (two > one + 1 and buys["seller"] is None and _FROM_WHOM.search(buys["how"]) is None):
        return
    after = here[two].mention.end
    if _FROM.search(text, max(sentence.start, here[one].mention.start - 1), here[one].mention.start):
        return
    share = _SHARE.match(text, after, sentence.end) is not None
    deal = buys["deal"] or ""
    if deal in ("参与", "领投", "跟投"):
        sure = deal != "参与" or _ROUND.match(text, after, sentence.end) is not None
    else:
        sure = share or deal in _SURE or (buys["owned"] or "").endswith("股的")
    if not sure or (not share and _SELLS.match(text, after, sentence.end)):
        return
    for bought in row_from(text, here, two)[0] if deal else here[two : two + 1]:
        yield from _fact(sentence, here[one], bought, "Asserted" if buys["owned"] else _modality(buys["how"]))


def _passive(text: str, sentence: Sentence, here: Sequence[Link], one: int, two: int, by: str) -> Iterator[Statement]:
    """乙由甲持股90%、丙持股10%; 乙获甲增资."""
    rule = _OWNED_BY if by == "由" else _FED_BY
    owners, behind = row_from(text, here, two)
    if rule.match(text, owners[-1].mention.end, sentence.end) is None:
        return
    for owner in owners:
        yield from _fact(sentence, owner, here[one])
    while by == "由" and behind < len(here) and _AND.fullmatch(text, here[behind - 1].mention.end, here[behind].mention.start):
        if _OWNED_BY.match(text, here[behind].mention.end, sentence.end) is None:
            break
        yield from _fact(sentence, here[behind], here[one])
        behind += 1


def _of_round(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """丙公司宣布完成A轮融资，由甲资本领投，乙基金等参投."""
    raising = next((n for n, link in enumerate(here) if _RAISES.match(text, link.mention.end, sentence.end)), None)
    at = len(here) if raising is None else raising + 1
    while at < len(here):
        row, behind = row_from(text, here, at)
        start, end = row[0].mention.start, row[-1].mention.end
        if _JOINS.match(text, end, sentence.end) or _ROUND_OF.search(text, max(sentence.start, start - 12), start):
            for investor in row:
                yield from _fact(sentence, investor, here[raising or 0])
        at = behind


def _of_capital(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """各股东对丙公司的出资额为：甲集团出资3亿元，乙公司出资2亿元."""
    if "出资" not in text[sentence.start : sentence.end]:
        return
    fed = next((link for link in here if _IS_FED.match(text, link.mention.end, sentence.end)), None)
    for link in here if fed is not None else ():
        if fed is not None and link.mention.start > fed.mention.end and _PAYS.match(text, link.mention.end, sentence.end):
            yield from _fact(sentence, link, fed)


def _of_latter(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """…股东为乙，后者由甲100%控股."""
    for one in range(len(here) - 1):
        lead = text[here[one].mention.end : here[one + 1].mention.start]
        if _LATTER.fullmatch(lead) and _OWNED_BY.match(text, here[one + 1].mention.end, sentence.end):
            yield from _passive(text, sentence, here, one, one + 1, "由")


def _modality(how: str) -> Modality:
    return "Planned" if _PLANNED.search(how) else "Asserted"


def _fact(
    sentence: Sentence, owner: Link, held: Link, modality: Modality = "Asserted", said: str = "invests"
) -> Iterator[Statement]:
    if owner.entities[0].label not in _HOLDERS or held.entities[0].label not in _HELD:
        return
    for one in owner.entities[:1]:
        for two in held.entities[:1]:
            if one.key != two.key:
                yield Statement(one.key, said, two.key, sentence.start, sentence.end, f"{said}:stake", 0.85, modality)
