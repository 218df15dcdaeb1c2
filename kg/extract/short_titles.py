"""Titles told again in short, without their edition, or by their number: all mean the title told in full."""

import re

from kg.extract.claim import Claim
from kg.regex import regex

# The edition that a title names: …实施办法|（2021年修订）, …药品目录|（2019年版）.
_EDITION = re.compile(
    r"《([^《》\n]{3,100})[（(〔]((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:修订|修正|修改|版|本|修订版|试行)?[）)〕]》"
)


def _editions(text: str) -> dict[str, str]:
    """The newest edition that the text names of each document, by the title without it."""
    found: dict[str, tuple[str, str]] = {}
    for edition in _EDITION.finditer(text):
        bare, year = edition.groups()
        found[bare] = max(found.get(bare, ("", "")), (year, edition.group()[1:-1]))
    return {bare: title for bare, (_, title) in found.items()}


# A digest of news, and the sentence that opens one of its stories: headline and first words run together.
_DIGEST = re.compile(r"[^\n]{0,20}(?:快讯|简讯|要闻|早报|晚报|晨报|速览|速递|早知道)[^，。：:\n]{0,8}(?:\n|$)")
_OPENS_STORY = regex("[^，。；：\n]{8,40}(?:今天|今日|昨天|近日|日前)")


def _opens_story(text: str, at: int) -> bool:
    """Whether what stands at ``at`` is in the first sentence of a story, so that nothing named earlier is meant."""
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    return _OPENS_STORY.match(text, start, at) is not None


_TITLES_BACK = 100  # how many titles back a short one may refer to


def shortened(text: str, claims: list[Claim]) -> list[Claim]:
    """《意见》 without a definition means the last title before it that ends so; a number in brackets, the title before it.

    A title without the edition that another names means that edition: 《…实施办法》, 《…实施办法（2021年修订）》.
    """
    titles: list[Claim] = []
    editions = _editions(text)
    digest = _DIGEST.match(text) is not None
    result: list[Claim] = []
    for claim in claims:
        if claim.extractor == "title" and claim.label == "PolicyDocument":
            name = text[claim.start : claim.end]
            if name in editions:
                claim = claim._replace(full=editions[name])
            earlier = titles[:-_TITLES_BACK:-1] if len(name) <= 8 and not (digest and _opens_story(text, claim.start)) else []
            owner = next((t for t in earlier if _ends(text[t.start : t.end], name)), None)
            if owner is not None:
                claim = claim._replace(full=owner.full or text[owner.start : owner.end])
            elif len(name) > 4:
                titles.append(claim)
        elif claim.extractor == "draft" and claim.label == "PolicyDocument" and claim.full is None:
            claim = claim._replace(full=_titled(text[claim.start : claim.end], text))
        elif claim.extractor == "number" and result and result[-1].extractor == "title" and claim.start - result[-1].end <= 2:
            claim = claim._replace(full=result[-1].full or text[result[-1].start : result[-1].end])  # 《…》（…52号）
        result.append(claim)
    return result


_TITLED = regex("《([^《》\n]{8,100})》")


def _titled(name: str, text: str) -> str | None:
    """The title that a loose name of a document shortens: 车险综合改革指导意见, 《关于实施车险综合改革的指导意见》."""
    if len(name) < _LOOSE:
        return None
    for kind in (-2, -4):  # 依法适用…制度指导意见, 依法适用…制度|的|指导意见
        if (longer := f"{name[:kind]}的{name[kind:]}") in text:
            return longer
    for match in _TITLED.finditer(text):
        letters = iter(match.group(1))
        if match.group(1).endswith(name[-2:]) and all(letter in letters for letter in name):
            return match.group(1)
    return None


_LOOSE = 8  # letters of a loose name at least


def _ends(title: str, short: str) -> bool:
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", title)
    return title != short and (bare.endswith(short) or title.endswith(short))
