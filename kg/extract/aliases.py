"""Short names the text defines, and names seen in full that come again."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.extract.claim import RANKS, Claim
from kg.regex import regex

_DEFINITION = re.compile(
    r"""
    [简统合下并]称(?:为)?[:：]?\s?            # 以下简称, 下称, 简称, 统称
    (?: “?[“"《'‘]([^”"》'’，。；\n）)]{2,20})[”"》'’]   # 《通知》, “《通知》”
        (?:[或、和与及]?[“"《]([^”"》，。；\n）)]{2,20})[”"》])?   # and a second short name
      | ([^“”"《》'‘’，。；\n）)]{2,16})(?=[）)])   # bare, up to the bracket
    )
    | [（(]即([^“”"《》，。；\n）)]{4,24})(?=[）)])   # （即全国融资信用服务平台）
    """,
    re.VERBOSE,
)
# What a contract calls its parties: they are roles there, no names.
_ROLES = frozenset(
    {
        *("公司", "本公司", "发行人", "上市公司", "标的公司", "目标公司", "集团", "本集团", "本行", "该行"),
        *("保荐人", "保荐机构", "主承销商", "管理人", "基金管理人", "控股股东", "投资方", "投资者"),
        *("甲方", "乙方", "丙方", "受让方", "转让方", "收购方", "卖方", "买方"),
    }
)
# Short names of papers: no body bears them, though one stands before the bracket (某银行发布公告（以下简称公告）).
_PAPERS = regex("(?:公告|通知|通告|通报|指引|办法|规定|规则|细则|方案|意见|报告|年报|议案|公约|条例|决定)$")
_SEVERAL = regex(
    "[两二三四五六七八九十多各\\d]+[大家个]?(?:部门|部委|委|单位|机构|银行|公司|协会|交易所|主体|[方家局行省市地])"
)
_CLOSED = regex("[”’》\\s]*[（(]?(?:以下)?$")  # between a name and the bracket that defines it
_LATIN = re.compile(r"[（(]([A-Z][A-Za-z0-9&+\-.]{1,11})[）)]")


class Short(NamedTuple):
    """A name to look for in the rest of the text, and the claim whose thing it names.

    ``quoted``: the text defined it in 《》, and only so it is meant (通知 alone is a common noun). ``after``: where to begin.
    """

    owner: Claim
    extractor: str
    quoted: bool = False
    after: int = 0


def defined(text: str, claims: list[Claim]) -> Iterator[tuple[Claim, Short]]:
    """Every short name the text defines, at its definition, and what to look for further on.

    The name it stands for is the claim before the bracket. A Latin abbreviation in brackets directly after a name counts too:
    贷款市场报价利率（LPR）.
    """
    owners = [claim for claim in claims if claim.extractor not in ("number", "issuer", "byline") and claim.label]
    ends = [claim.end for claim in owners]
    for match in _DEFINITION.finditer(text):
        owner = _owner(text, owners, ends, match.start(), 30)
        for group in range(1, 5):
            if owner is not None and match.group(group) and _may_bear(text, owner, match.group(group), match.start()):
                yield from _define(text, match.group(group), match.start(group), owner)
    for claim, beside in pairwise(owners):
        if _is_second_plate(text, claim, beside):
            yield from _define(text, text[beside.start : beside.end], beside.start, claim)
    for match in _LATIN.finditer(text):
        owner = _owner(text, owners, ends, match.start(), 1)
        if owner is not None and owner.label not in ("Person", "Place"):
            yield from _define(text, match.group(1), match.start(1), owner)


def _may_bear(text: str, owner: Claim, short: str, position: int) -> bool:
    """Whether a short name may be the owner's: no person's, no paper's but a document's, a place's only directly behind it."""
    if owner.label == "Place":
        return _CLOSED.fullmatch(text, owner.end, position) is not None
    if short.endswith(("开头", "结尾", "字样")) or _SEVERAL.fullmatch(short) is not None:
        return False  # 证券简称为N开头; 以下简称“两部门”
    return owner.label != "Person" and (owner.label in _TITLED_CLASSES or _PAPERS.search(short) is None)


_TITLED_CLASSES = frozenset({"PolicyDocument", "PolicyMeasure", "Event", "FinancialProduct"})


def _is_second_plate(text: str, body: Claim, beside: Claim) -> bool:
    """Whether a name in brackets is another of the same office: 上海市投资促进服务中心（上海市中小企业上市促进中心）."""
    bracketed = text[body.end : beside.start] in ("（", "(") and text[beside.end : beside.end + 1] in ("）", ")")
    local = body.label == beside.label == "GovernmentBody" and beside.extractor == body.extractor == "organisation"
    return bracketed and local and text[body.start : body.start + 2] == text[beside.start : beside.start + 2]


def _owner(text: str, owners: list[Claim], ends: list[int], position: int, distance: int) -> Claim | None:
    """The last claim that ends at most ``distance`` characters before a definition, in the same sentence."""
    index = bisect_right(ends, position) - 1
    if index < 0 or position - ends[index] > distance or "。" in text[ends[index] : position]:
        return None
    return owners[index]


def _define(text: str, short: str, start: int, owner: Claim) -> Iterator[tuple[Claim, Short]]:
    full = owner.full or text[owner.start : owner.end]
    if short != full and short not in _ROLES:
        end = start + len(short)
        titled = text[start - 1 : start] == "《"  # then it is no title of its own
        rank = RANKS["title"] - 1 if titled else RANKS["definition"]
        claim = Claim(start, end, owner.label, "definition", rank, owner.names, full)
        yield claim, Short(claim, "alias", titled, end)


_ORDINAL = regex(r"^(?:(?:19|20)\d\d(?:年度?)?)?(?:[^第]{0,10}第[一二三四五六七八九十百零\d]+[届次个期])?")
_BATCH = re.compile("(?:19|20)\\d\\d年度?(?:第[一二三四五六七八九十\\d]+批)?")  # 2021年第一批|中央储备棉投放
_TAIL = re.compile(r"(?:自贸区|自贸试验区|自贸港|大湾区|示范区|合作区|综试区|城市副中心|(?<!高)新区)$")
# 苏州|综合金融服务平台, 浙江省|企业信用信息服务平台, 北京市|首贷服务中心: what is left tells it from others.
_OF_PLACE = regex(
    "(?:[一-龥]{2,6}?[省市县区州]|北京|天津|河北|山西|辽宁|吉林|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|重庆|四川|贵州|云南|陕西|甘肃|青海)(?=[一-龥]{2,20}(?:平台|系统|服务中心)$)"
)
_OF_CHAIRS = regex("(?:政协第.{1,3}届全国委员会|.{1,3}届全国政协)第.{1,5}次主席会议")  # a headline's name is shorter
_GENERIC_EVENTS = frozenset(
    {
        *(
            "新闻发布会",
            "博览会",
            "座谈会",
            "发布会",
            "交易会",
            "展览会",
            "常务会议",
            "全体会议",
            "代表大会",
            "工作会议",
            "锦标赛",
        ),
        *("运动会", "全国道德模范"),
    }
)


def stripped(text: str, claims: list[Claim]) -> Iterator[tuple[str, Short]]:
    """A meeting or a measure without ordinal or year, a zone without place, a foreigner's last name: 投融会, 大湾区, 席尔瓦."""
    for claim in claims:
        name = text[claim.start : claim.end]
        if claim.label == "Event" and _OF_CHAIRS.fullmatch(name):
            yield "全国政协主席会议", Short(claim._replace(full=claim.full or name), "stripped")
        if claim.label == "Event" and (cut := _ORDINAL.match(name)) is not None and cut.end():
            short = name[cut.end() :]
            if len(short.strip("“”")) >= 3 and short not in _GENERIC_EVENTS:
                yield short, Short(claim._replace(full=claim.full or name), "stripped")
        elif claim.label == "PolicyMeasure" and (cut := _BATCH.match(name)) is not None and len(name) - cut.end() > 4:
            yield name[cut.end() :], Short(claim._replace(full=claim.full or name), "stripped")
        elif claim.label == "Platform" and (cut := _OF_PLACE.match(name)) is not None:
            yield name[cut.end() :], Short(claim._replace(full=claim.full or name), "stripped", after=claim.end)
        elif claim.label == "Person" and len(last := re.split("[·•・]", name)[-1]) < len(name) and len(last) > 1:
            yield last, Short(claim._replace(full=claim.full or name), "stripped", after=claim.end)  # …·席尔瓦: 席尔瓦
        elif claim.label == "Place" and (tail := _TAIL.search(name)) is not None and tail.start() > 0:
            after = claim.end if tail.group() in ("示范区", "合作区", "新区") else 0  # kinds, before the text has named one
            yield tail.group(), Short(claim._replace(full=name), "stripped", after=after)
        elif claim.label == "Place" and name.endswith("自由贸易试验区"):
            yield "自贸试验区", Short(claim._replace(full=name), "stripped", after=claim.end)


def repeated(text: str, claims: list[Claim]) -> Iterator[tuple[str, Short]]:
    """Names that a rule found once, to be found wherever they stand: 王一鸣 without his post."""
    for claim in claims:
        bearer = claim.label == "Person" or (claim.label == "Company" and claim.end - claim.start > 2)
        listed = claim.extractor == "listed" and bearer  # a common name, once beside a post; a common word, once a share
        first = claim.label == "Bank" and claim.extractor == "company"  # 招商、民生等银行; but 招商引资, 保障民生
        placed = claim.extractor == "place" and claim.end - claim.start > 3  # 肇兴侗寨, once behind its county
        if (listed or placed or claim.extractor in _REPEATED) and claim.end - claim.start >= 2 and not first:
            yield text[claim.start : claim.end], Short(claim, "repeat")


_REPEATED = frozenset(
    {"person", "byline", "organisation", "quoted", "event", "measure", "draft", "company", "product", "platform"}
)


_OF_A_KIND = frozenset("高级类个家批市省县州")  # 合肥高|新区, 国家级|新区
_OTHERS = regex(
    "[一-龥](?<![和与及由在的入过托用现对接了为到经向])"
)  # what stands before a platform of its own: 各地|融资服务平台


def again(text: str, names: dict[str, Short]) -> Iterator[Claim]:
    """Claims for every further place of the names; at each place the longest name."""
    for start, name in _occurrences(text, names):
        short, end = names[name], start + len(name)
        quoted = text[start - 1 : start] == "《" and text[end : end + 1] == "》"
        kind = short.extractor == "stripped" and short.owner.label == "Place" and text[start - 1 : start] in _OF_A_KIND
        others = short.extractor == "stripped" and short.owner.label == "Platform" and _OTHERS.match(text, start - 1)
        if (
            kind
            or others
            or start < short.after
            or (short.quoted and not quoted)
            or not _whole(text, start, end)
            or start == short.owner.start
        ):
            continue
        rank = RANKS["title"] if "《" in name else RANKS[short.extractor]  # the forum of a newspaper holds its title
        if short.owner.extractor == "company" and end - start > 3 and short.extractor == "repeat":
            rank = RANKS["company"]  # 河北建设, once told by its code, is no longer 河北
        rank = RANKS["title"] - 1 if quoted and short.extractor == "alias" else rank
        yield short.owner._replace(start=start, end=end, extractor=short.extractor, rank=rank)


def beside_terms(text: str, claims: list[Claim], further: Iterable[Claim]) -> Iterator[Claim]:
    """The further places of names but those within a longer one.

    A name may only end a longer listed name of a measure (1年期|LPR, 5年期以上|LPR), open that of a unit (国开行|山西分行)
    or end that of another body (中国期货业|协会, where 协会 was defined as another).
    """
    listed = {claim.end: claim for claim in claims if claim.label == "PolicyMeasure" and claim.extractor == "listed"}
    bodies = [claim for claim in claims if claim.label in _WITH_UNITS and claim.extractor in _NAMED_UNITS]
    units = {claim.start: claim for claim in bodies}
    ends = {claim.end: claim for claim in bodies}
    for claim in further:
        if claim.extractor == "alias":
            longer = listed.get(claim.end) if claim.label == "PolicyMeasure" else None
            longer = longer or (ends.get(claim.end) if claim.label in _WITH_UNITS else None)
            if longer is not None and longer.start < claim.start:
                continue
            unit = units.get(claim.start)
            longer = unit if unit is not None and unit.end > claim.end and unit.label == claim.label else None
            if longer is not None and (claim.label in _OFFICES or text.endswith("公司", longer.start, longer.end)):
                continue  # 华夏基金|管理有限公司
        yield claim


_OFFICES = frozenset({"Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association"})
_WITH_UNITS = _OFFICES | {"Company", "Organization", "Platform"}
_NAMED_UNITS = frozenset({"listed", "organisation", "local", "company", "platform"})


def _occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    names = sorted(names, key=lambda name: (-len(name), name))
    if len(names) <= _FEW:
        for name in names:
            yield from ((start, name) for start in _places(text, name, len(name)))
        return
    # A search a name, since a pattern for all would be compiled for this text alone.
    behind = 0
    for start, _, longest in sorted((start, -len(name), name) for name in names for start in _places(text, name, 1)):
        if start >= behind:
            yield start, longest
            behind = start + len(longest)


_FEW = 30  # of so few names also those places count that lie in a longer one


def _places(text: str, name: str, step: int) -> Iterator[int]:
    """Where a name stands; the next place is looked for ``step`` characters behind the one before."""
    position = text.find(name)
    while position >= 0:
        yield position
        position = text.find(name, position + step)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is not part of a longer Latin word."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (_continues(left, text[start]) or _continues(text[end - 1], right))


def _continues(left: str, right: str) -> bool:
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
