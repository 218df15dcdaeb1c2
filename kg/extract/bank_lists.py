"""Banks called by their first word beside others: 招商、民生、兴业等银行."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.regex import regex

# Banks without 银行, in a list that says what they are: 招商、民生、兴业等银行; 中信、光大、平安银行.
_BANK_KIND = (
    "(?:[多几数]家|\\d+家|全国性|股份制|股份|国有|大型|中小|城市|商业|民营|上市|头部|主要|[五六]大)*(?:银行|股份行|大行|城商行)"
)
_BANKS = (re.compile(f"等{_BANK_KIND}"), re.compile(f"家{_BANK_KIND}"))  # each begins with a letter: that is fast
_COUNT = "多几数一二三四五六七八九十两0123456789"
_BANKS_LISTED = regex("((?:[一-龥]{2,4}、)+[一-龥]{2,4}(?:[和及与][一-龥]{2,4})?)$")
_BANKS_BEFORE = regex("((?:[一-龥]{2,4}、)+)$")
_NAME = "company"  # of the extractor whose claims these are


def banks_listed(context: Context, label: Callable[[str], str]) -> Iterator[Claim]:
    """Each one that is a listed bank with 银行 behind it; ``label`` tells the class of a listed name."""
    text = context.text
    for match in (match for kind in _BANKS for match in kind.finditer(text)):
        end = match.start()
        while match.group()[0] == "家" and end and text[end - 1] in _COUNT:
            end -= 1
        listed = _BANKS_LISTED.search(text, max(0, end - 60), end)
        if listed is not None:
            yield from _named(listed.group(1), listed.start(1), label)
    for known in context.known:
        if known.label == "Bank" and known.surface.endswith("银行") and text[known.start - 1 : known.start] == "、":
            before = _BANKS_BEFORE.search(text, max(0, known.start - 30), known.start)
            if before is not None:
                yield from _named(before.group(1), before.start(1), label)


def _named(names: str, at: int, label: Callable[[str], str]) -> Iterator[Claim]:
    for part in re.finditer("[^、和及与]+", names):
        for cut in range(len(part.group()) - 1):  # 包括|招商、…
            full = part.group()[cut:] + "银行"
            if label(full) == "Bank":
                start, end = at + part.start() + cut, at + part.end()
                yield Claim(start, end, "Bank", _NAME, RANKS["organisation"], full=full)
                break
