"""Short names the text defines, and names seen in full that come again."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim

_DEFINITION = re.compile(
    r"""
    [简统合下并]称(?:为)?[:：]?\s?            # 以下简称, 下称, 简称, 统称
    (?: [“"《]([^”"》，。；\n）)]{2,20})[”"》]   # 《通知》
        (?:[或、和与及]?[“"《]([^”"》，。；\n）)]{2,20})[”"》])?   # and a second short name
      | ([^“”"《》，。；\n）)]{2,16})(?=[）)])   # bare, up to the bracket
    )
    | [（(]即([^“”"《》，。；\n）)]{4,24})(?=[）)])   # （即全国融资信用服务平台）
    """,
    re.VERBOSE,
)
_LATIN = re.compile(r"[（(]([A-Z][A-Za-z0-9&+\-.]{1,11})[）)]")


def defined(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Every short name the text defines, at its definition and wherever it comes again.

    The name it stands for is the claim before the bracket. A Latin abbreviation in brackets directly after a name counts too:
    贷款市场报价利率（LPR）.
    """
    ends = {claim.end: claim for claim in claims}
    for match in _DEFINITION.finditer(text):
        index = next(i for i in range(1, 5) if match.group(i))
        owner = _owner(text, claims, match.start())
        if owner is not None:
            yield from _spread(text, match.group(index), match.start(index), owner)
            if match.group(2):
                yield from _spread(text, match.group(2), match.start(2), owner)
    for match in _LATIN.finditer(text):
        latin_owner = ends.get(match.start()) or ends.get(match.start() - 1)
        if latin_owner is not None and latin_owner.label not in ("Person", "Place"):
            yield from _spread(text, match.group(1), match.start(1), latin_owner)


def _owner(text: str, claims: list[Claim], position: int) -> Claim | None:
    """The last claim that ends shortly before the definition, numbers aside."""
    best = None
    for claim in claims:
        if claim.end > position:
            break
        if position - claim.end <= 30 and claim.extractor not in ("number", "issuer") and "。" not in text[claim.end : position]:
            best = claim
    return best


def _spread(text: str, short: str, start: int, owner: Claim, *, define: bool = True) -> Iterator[Claim]:
    full = owner.full or text[owner.start : owner.end]
    if short == full:
        return
    if define:
        yield Claim(start, start + len(short), owner.label, "definition", RANKS["definition"], owner.names, full)
    position = text.find(short, start + len(short) if define else 0)
    titled = text[start - 1 : start] == "《"
    while position >= 0:
        quoted = text[position - 1 : position] == "《" and text[position + len(short) : position + len(short) + 1] == "》"
        if quoted or not titled and _whole(text, position, position + len(short)):
            rank = RANKS["title"] - 1 if quoted else RANKS["alias"] if define else RANKS["repeat"]
            yield Claim(position, position + len(short), owner.label, "alias", rank, owner.names, full)
        position = text.find(short, position + len(short))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is not part of a longer Latin word."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (_continues(left, text[start]) or _continues(text[end - 1], right))


def _continues(left: str, right: str) -> bool:
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


_ORDINAL = re.compile(r"^(?:(?:19|20)\d\d(?:年度?)?)?(?:[^第]{0,10}第[一二三四五六七八九十百零\d]+[届次个期])?")
_TAIL = re.compile(r"(?:自贸区|自贸试验区|自贸港|大湾区|示范区|合作区|综试区|新区)$")


def stripped(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """A meeting without its ordinal or year, and a zone without its place, where the full name stood: 投融会, 大湾区."""
    for claim in claims:
        if claim.label == "Event":
            name = text[claim.start : claim.end]
            cut = _ORDINAL.match(name)
            short = name[cut.end() :] if cut else ""
            if cut and cut.end() and len(short.strip("“”")) >= 3 and short not in _GENERIC_EVENTS and not short.endswith("模范"):
                yield from _spread(text, short, claim.start + cut.end(), claim, define=False)
        elif claim.label == "Place" and (tail := _TAIL.search(text[claim.start : claim.end])) and tail.start() > 0:
            yield from _spread(text, tail.group(), claim.start + tail.start(), claim, define=False)


_GENERIC_EVENTS = frozenset({"新闻发布会", "博览会", "座谈会", "发布会", "交易会", "展览会", "常务会议", "全体会议", "代表大会", "工作会议", "锦标赛", "运动会"})


_TITLES_BACK = 100  # how many titles back a short one may refer to


def shortened(text: str, claims: list[Claim]) -> list[Claim]:
    """《意见》 or 《指导意见》 without a definition means the last title before it that ends so."""
    titles: list[Claim] = []
    result = []
    for claim in claims:
        if claim.extractor == "title" and claim.label == "PolicyDocument":
            name = text[claim.start : claim.end]
            earlier = titles[:-_TITLES_BACK:-1] if len(name) <= 8 else []
            owner = next((t for t in earlier if _ends(text[t.start : t.end], name)), None)
            if owner is not None:
                claim = claim._replace(full=text[owner.start : owner.end])
            elif len(name) > 4:
                titles.append(claim)
        result.append(claim)
    return result


def _ends(title: str, short: str) -> bool:
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", title)
    return title != short and (bare.endswith(short) or title.endswith(short))


def repeated(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Further places where a name found by a rule stands: 王一鸣 without his post."""
    known: dict[str, Claim] = {}
    for claim in claims:
        surface = text[claim.start : claim.end]
        if claim.extractor in _REPEATED and len(surface) >= 2:
            known.setdefault(surface, claim)
    if not known:
        return
    pattern = re.compile("|".join(re.escape(name) for name in sorted(known, key=lambda n: (-len(n), n))))
    for match in pattern.finditer(text):
        claim = known[match.group()]
        if match.start() != claim.start and _whole(text, match.start(), match.end()):
            yield claim._replace(start=match.start(), end=match.end(), extractor="repeat", rank=RANKS["repeat"])


_REPEATED = frozenset({"person", "byline", "organisation", "quoted", "event", "measure", "draft", "company", "product"})
