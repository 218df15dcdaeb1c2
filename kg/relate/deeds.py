"""What somebody does with a measure in so many words: 甲行下调再贷款利率, 乙省率先实施丙试点, 丁集团发行戊债."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kg.records import Entity, Link, Modality, Sentence, Statement
from kg.regex import regex
from kg.relate.rows import GLUE, row_from, signed

_SIGN = regex(
    "再贷款|再贴现|降准|降息|加息|准备金率|借贷便利|逆回购|支持工具|MLF|SLF|PSL|LPR|互换便利|抵押补充|报价利率"
    "|[贷债险保通]”|旗下|对接|发放|拨付|兑现|办理|实施|实行|试行|推行|落实|执行|开展|发行|打造|搭建|研发|开发|建成|建设|建立|运营|承建|上线|设立|推出|构建"
)
# Tools that a central bank uses.
TOOL = regex(
    "再贷款|再贴现|降准|降息|加息|准备金率|借贷便利|逆回购|碳减排支持工具|普惠小微贷款支持工具|抵押补充贷款|互换便利|贷款市场报价利率"
)
_CENTRAL_BANK = regex("^中国人民银行|中央银行|联邦储备|储备委员会|储备银行|^[一-龥]{2,4}央行|^(?:日本|英格兰|韩国)银行$")
_CUT = regex("降准|降息|加息")
_WHO = r"[”》）)]?(?:等(?:[\d一二三四五六七八九十]+)?(?:个)?(?:地区?|省份?|省市|省区市|市|部门|国|机构|企业|银行)?)?"
# 甲行将进一步|增加|支农支小: nobody else in between.
_MOVES = regex(
    rf"""{_WHO}(?P<gap>[^；：、的对与把被向从将由“”]{{0,16}}?将?[^；：、的对与把被向从将由“”]{{0,8}}?)
         (?:延续实施|并行实施|实施|开展|下调|上调|调降|调增|降低|提高|增加|新增|增设|扩大|加大|投放|续作|续做|运用|用好|用足用好|使用|延续|延长|发放
           |安排|提供|通过|利用|重启|暂停|引导|宣布|决定|合并使用|综合运用|单设|进行)
         (?:了|好|的)?[^，。；：以并“]{{0,16}}[“《]?""".replace("\n", "").replace(" ", "")
)
_CUTS = regex(
    r"[”》）)]?(?P<gap>(?:此次|再次|近期|上次|此前|本次|一度|首次|宣布|决定|已|已经|又|还|将|全面|再度|重启|暂停|超预期|今年|两次|意外|如期"
    r"|定向|累计|今天|昨天|日前|，)*)[“]?"
)
_QUIET = "[^，。；：、的对与把被向给为从由在“”]"  # no other doer, no other clause
_DOES = regex(
    rf"{_WHO}(?P<gap>{_QUIET}{{0,14}}?)(?:实施|实行|试行|推行|落实|执行)(?:好|了|开展)?[^，。；：、的以并“]{{0,8}}[“《]?"
)
_TAKES_UP = regex(rf"{_WHO}(?P<gap>{_QUIET}{{0,14}}?)开展(?:了|好)?[^，。；：、以并“]{{0,8}}[“《]?")
# 甲省已发放|稳岗返还: who pays a benefit carries it out.
_PAYS = regex(rf"{_WHO}(?P<gap>{_QUIET}{{0,14}}?)(?:发放|拨付|兑现|办理)(?:了|到)?[^，。；：、的以并“]{{0,8}}[“《]?")
_BENEFIT = regex("(?:补贴|补助|返还|退税|减免|贴息)(?:政策)?$")
_CAMPAIGN = regex("(?:行动|整治|试点|改革|活动)$")
_SELLS = regex(
    r"[”》）)]?(?P<gap>[^。；：、的“”]{0,24}?)(?:成功|公开|首次|招标|定向|滚动|增|续|首|陆续)*发行(?:了)?[^，。；：以并“]{0,16}[“《]?"
)
_DEBT = regex("(?:债券?|票据|融资券|ABS|ABN|CRMW\\d*)[”]?$")  # what a firm borrows by
_BUILDS = regex(
    r"[”》）)]?(?P<gap>[^。；：、的对“”]{0,24}?)(?:打造|搭建|研发|开发|建成|建立|建设|运营|承建|上线|设立|推出|构建)(?:了|并运营|运营|的)?[^，。；：“]{0,12}[“《]?"
)
# 某平台由|甲公司|建设运营, 由|乙局|牵头打造的|某平台.
_BUILT = regex(
    r"[”）)]?(?:[（(][^（）()]*[）)])?(?:牵头|自主|联合|共同|独立|投资|组织|负责|统一|全资|并)*(?:打造|搭建|研发|开发|建设|运营|承建|管理|维护)(?:运营)?(?!(?:运营|管理|发展)?(?:中心|公司|集团|办公室))"
)
_BY = regex("由[^，。；由]{0,16}$")
# 某平台由甲局主管，|乙公司运营: one more of those who run it.
_BY_TOO = regex("由[^。；由的]{2,40}?(?:主管|主办|指导|支持|牵头|监制|组建|开发|建设|承建|运营|管理|维护)[、，][“]?$")
_ONE_OF_ROW = regex("(?:[、和与及]|以及)由[^，。；由]{0,16}$")  # 由甲局建设的某平台、由|乙公司|运营的…
_OF = regex("的(?:、|[^，。；“]{0,10}?[“])?")
_ITS = regex("的?[“《]?")
_MEETS = regex("[^，。；]{0,50}对接")
_OTHERS_DO = regex(
    "要求|督促|指导|推动|支持|鼓励|帮助|批准|同意|发布|印发|出台|启动|提出|通过|制定|表示|介绍|明确|强调|指出|召开|认为|部署|建议|希望|检查|核准|主承销|承销|包括|依托"
)
_CREATES = regex("推出|创设|设立")
_TOLD_OF = regex("[”）]?[^，。；]{0,4}(?:以来|情况|的通知|的意见|后，)")
_HANGS = frozenset("在对向与和同由被的从《为给")
_PLANNED = regex("[将拟]|要(?!求)|计划|应当?|需要?|会$|可以?|争取|力争")
_DOERS = frozenset(
    ("Organization", "Company", "Bank", "GovernmentBody", "Regulator", "MarketInstitution", "Association", "Place")
)
_HOUSES = frozenset(("Bank", "Company", "MarketInstitution"))
_ITS_HOUSE = regex("旗下的?“?")
_ITS_OWN = regex("旗下的?“?|的?“")  # 甲行的“乙贷”
_MOST_PAIRS = 60  # of two lists: longer ones are rolls of names
_BANKS = frozenset(("Regulator", "Bank", "GovernmentBody", "Organization"))


def is_central_bank(entity: Entity) -> bool:
    """Whether a body is the central bank of a country."""
    return entity.label in _BANKS and _CENTRAL_BANK.search(entity.name) is not None


def facts_of_deeds(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements that bodies use, carry out or offer what stands behind them and the verb alone; ``links`` by start."""
    for sentence, here in signed(text, sentences, links, _SIGN):
        at = 0
        while at < len(here) - 1:
            begin = at
            doers, behind = _places_from(text, here, at) or row_from(text, here, at)
            at = behind
            if behind == len(here) or doers[0].entities[0].label not in _DOERS:
                continue
            first = here[begin].mention.start
            if first > sentence.start and text[first - 1] in _HANGS:
                continue
            yield from _done(text, sentence, doers, row_from(text, here, behind)[0])
        yield from _built(text, sentence, here)
        yield from _aligned(text, sentence, here)


def _aligned(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """Countries that bring their own strategies together: 中方甲倡议同澳方乙计划对接."""
    for owner, own in pairwise(here):
        if owner.entities[0].label != "Place" or own.entities[0].label != "PolicyMeasure":
            continue
        if _ITS.fullmatch(text, owner.mention.end, own.mention.start) and _MEETS.match(text, own.mention.end, sentence.end):
            for place, policy in product(owner.entities, own.entities):
                ends = sentence.start, sentence.end
                yield Statement(place.key, "implements", policy.key, *ends, "implements:deed", 0.7, "Planned")


def _built(text: str, sentence: Sentence, here: Sequence[Link]) -> Iterator[Statement]:
    """Platforms told of by who builds or runs them."""
    platforms = [link for link in here if link.entities[0].label == "Platform"]
    for link in here if platforms else ():
        if link.entities[0].label not in _DOERS:
            continue
        said = text[max(sentence.start, link.mention.start - 48) : link.mention.start]
        if not (_BY.search(said, max(0, len(said) - 20)) or _BY_TOO.search(said)):
            continue
        built = _BUILT.match(text, link.mention.end, sentence.end)
        if built is None:
            continue
        of_row = _ONE_OF_ROW.search(said) is not None and text.startswith("的", built.end())
        ahead = [] if of_row else [p for p in platforms if p.mention.end <= link.mention.start]
        named = [p for p in platforms if _OF.fullmatch(text, built.end(), p.mention.start)] or ahead[-1:]
        for doer, platform in product(link.entities, (entity for p in named for entity in p.entities)):
            yield Statement(doer.key, "operates", platform.key, sentence.start, sentence.end, "operates:deed", 0.8)


def _places_from(text: str, here: Sequence[Link], at: int) -> tuple[list[Link], int] | None:
    """Places listed with those they lie in (山西长治、江苏南通), and where the next name stands; None for any other list."""
    found: list[Link] = []
    sited = False
    for link in here[at:]:
        if link.entities[0].label != "Place":
            break
        if found and link.mention.start == found[-1].mention.end:
            found[-1], sited = link, True
        elif not found or GLUE.fullmatch(text, found[-1].mention.end, link.mention.start):
            found.append(link)
        else:
            break
        at += 1
    return (found, at) if sited else None


def _done(text: str, sentence: Sentence, doers: Sequence[Link], objects: Sequence[Link]) -> Iterator[Statement]:
    """What the doers do with the objects that come next."""
    start, end = doers[-1].mention.end, objects[0].mention.start
    if len(doers) * len(objects) > _MOST_PAIRS:
        return
    for one, other in product(doers, objects):
        for doer, thing in product(one.entities, other.entities):
            said = _said(text, start, end, doer, thing)
            if said is None or (other.mention.end < len(text) and _TOLD_OF.match(text, other.mention.end)):
                continue
            predicate, gap = said
            modality: Modality = "Planned" if _PLANNED.search(gap) else "Asserted"
            yield Statement(doer.key, predicate, thing.key, sentence.start, sentence.end, f"{predicate}:deed", 0.8, modality)


def _said(text: str, start: int, end: int, doer: Entity, thing: Entity) -> tuple[str, str] | None:
    """What the words between a doer and a thing say of the two, and the words before the verb."""
    if thing.label == "FinancialProduct" and doer.label != "Place":
        if doer.label in _HOUSES and _ITS_OWN.fullmatch(text, start, end):
            return "offers", ""
        match = _SELLS.fullmatch(text, start, end)
        predicate = "uses" if doer.label == "Company" and _DEBT.search(thing.name) else "offers"
    elif thing.label == "Platform" and doer.label in _HOUSES and _ITS_HOUSE.fullmatch(text, start, end):
        return "operates", ""
    elif thing.label == "Platform":
        match, predicate = _BUILDS.fullmatch(text, start, end), "operates"
    elif thing.label != "PolicyMeasure":
        return None
    elif TOOL.search(thing.name):
        if not is_central_bank(doer):
            return None
        match, predicate = _MOVES.fullmatch(text, start, end), "uses"
        if match is None and _CUT.search(thing.name):
            match = _CUTS.fullmatch(text, start, end)
        return (predicate, match["gap"]) if match and not _CREATES.search(match.group()) else None
    elif doer.label in ("Place", "GovernmentBody") and _BENEFIT.search(thing.name) and _PAYS.fullmatch(text, start, end):
        match, predicate = _PAYS.fullmatch(text, start, end), "implements"
    elif doer.label == "Place" and _CAMPAIGN.search(thing.name):
        match, predicate = _TAKES_UP.fullmatch(text, start, end) or _DOES.fullmatch(text, start, end), "implements"
    else:
        match, predicate = _DOES.fullmatch(text, start, end), "implements"
    return (predicate, match["gap"]) if match and not _OTHERS_DO.search(match.group()) else None
