"""What the layout of a notice says: whoever signs it issues what its title, or its opening sentence, names.

关于修订《港股通交易风险揭示书必备条款》的通知
…
上海证券交易所           中国证券登记结算有限责任公司
二〇二〇年十二月二十五日

《若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
某市人民政府办公厅
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.records import Entity, Link, Sentence, Statement
from kg.regex import regex
from kg.relate.frames import kind_of

_NOTICE = re.compile(
    r"(?:通知|公告|通告|决定|意见|批复|函|令|办法|规定|指引|规则|细则|倡议书?|承诺书?|声明)[》（(）)\d〕号第〔\s]*$"
)
# 2021年10月7日, 二〇二〇年十二月二十五日
_DAY = regex(
    r"""\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})年
        (?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日\s*
    """,
    re.VERBOSE,
)
_BLANK = regex(r"[\s、]*")
_HANDED_ON = re.compile(r"[》”][^《》。；]{0,40}现(?:予以?|将其)?(?:印发|转发|下发|发布|公布)(?:给你们|如下)?[，。]")
_SOON = 3  # lines from the sentence that hands a paper on to who signs


def facts_of_notices(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Statements of the signers of a notice; none where nobody signs, and the title is no notice's and nothing is handed on."""
    yield from _handed_on(text, sentences, links)
    if not sentences or sentences[0].kind != "title" or not _NOTICE.search(text[sentences[0].start : sentences[0].end]):
        return
    papers = _named(links, sentences[0], "PolicyDocument")
    signed = _signature(text, sentences, links)
    if papers and signed is not None:
        yield from _signed(papers, signed, links)


def _handed_on(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Iterator[Statement]:
    """Of papers that a sentence hands on (《措施》…现印发给你们): who signs soon behind issues them."""
    for at, sentence in enumerate(sentences):
        if (found := _HANDED_ON.search(text, sentence.start, sentence.end)) is None:
            continue
        papers = [link for link in links if sentence.start <= link.mention.start <= found.start() == link.mention.end]
        signed = next((line for line in sentences[at + 1 : at + 1 + _SOON] if _is_signature(text, line, links)), None)
        if papers and signed is not None:
            yield from _signed([e for link in papers for e in link.entities if e.label == "PolicyDocument"], signed, links)


def _signed(papers: Sequence[Entity], signed: Sentence, links: Sequence[Link]) -> Iterator[Statement]:
    signers = [entity for entity in _named(links, signed, "") if kind_of(entity.label) == "Org"]
    for signer in signers:
        for paper in papers:
            yield Statement(signer.key, "issues", paper.key, signed.start, signed.end, "issues:signed", 0.9)
    for one, two in combinations(sorted(signers, key=lambda entity: entity.key), 2):
        yield Statement(one.key, "cooperatesWith", two.key, signed.start, signed.end, "cooperatesWith:signed", 0.9)


def _named(links: Sequence[Link], where: Sentence, label: str) -> list[Entity]:
    here = [link for link in links if where.start <= link.mention.start and link.mention.end <= where.end]
    return list({e.key: e for link in here for e in link.entities if not label or e.label == label}.values())


def _signature(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> Sentence | None:
    """The line of names alone before the date that ends the notice."""
    for line, after in zip(reversed(sentences[1:-1]), reversed(sentences[2:]), strict=True):
        if _DAY.fullmatch(text, after.start, after.end):
            return line if _is_signature(text, line, links) else None
    return None


def _is_signature(text: str, line: Sentence, links: Sequence[Link]) -> bool:
    """Whether a line holds names alone."""
    at = line.start
    for link in links:
        if line.start <= link.mention.start and link.mention.end <= line.end and link.mention.start >= at:
            if not _BLANK.fullmatch(text, at, link.mention.start):
                return False
            at = link.mention.end
    return at > line.start and _BLANK.fullmatch(text, at, line.end) is not None
