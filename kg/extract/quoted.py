"""Quoted names with their kind: “粤信融”平台, “钻石工程”, “放管服”改革."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Word, walk
from kg.extract.lexicon import Lexicon

_PROGRAMME = re.compile("(?:等)?(?:机制|模式|制度|改革|试点|行动|计划|工程|工作)")  # “连续贷+灵活贷”|机制 is no product

_ACCOUNT = re.compile("(?:公众号|订阅号|官微|官方微[信博]|视频号)\\Z")  # 官微|“湖州发布”
_LED = 4  # characters of the longest of these


class QuotedExtractor:
    """A quoted name whose kind stands behind it, or ends it: “粤信融”平台, “钻石工程”, “放管服”改革."""

    name = "quoted"

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds: list[tuple[re.Pattern[str], str, bool]] = []
        for kind in lexicon.raw["quoted"]:
            self._kinds.append((re.compile(kind["after"]), kind["class"], kind["whole"]))
        self._ends = [(re.compile(f"(?:{end['ends']})$"), end["class"]) for end in lexicon.raw["quoted_end"]]
        self._quoted = re.compile(r"“([^“”\n，。；：]{2,24})”((?:、?“[^“”\n，。；：]{2,24}”)*)")
        data = lexicon.raw["measures"]
        self._stops = lexicon.stops | frozenset(data["verbs"]) | frozenset(data["breaks"])
        self._tags = frozenset("njbzlvs")
        self._never = re.compile(lexicon.raw["quoted_never"]["pattern"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every quoted name with a kind."""
        text = context.text
        if "“" not in text:
            return
        for match in self._quoted.finditer(text):
            yield from self._read(context, match)

    def _read(self, context: Context, match: "re.Match[str]") -> Iterator[Claim]:
        text = context.text
        spans = [match.span(1)]
        more = re.finditer(r"“([^“”]+)”", match.group(2))
        spans.extend((match.start(2) + name.start(1), match.start(2) + name.end(1)) for name in more)
        for pattern, label, whole in self._kinds:
            kind = pattern.match(text, match.end() + (len(spans) > 1 and text.startswith("等", match.end())))
            if kind is None:
                continue
            for start, end in spans:
                if self._never.fullmatch(text[start:end]):
                    continue
                known = context.known_at(start)
                if known is not None and known.end == end and label == "PolicyDocument":
                    continue
                if label == "MediaOutlet" and text.startswith("平安", start):  # “平安沈阳”公众号: the police
                    continue
                last = whole and end == spans[-1][1]
                alone = last and len(spans) == 1 and label != "PolicyDocument"  # before a plan: drafts.py
                begin = self._begin(context, start) if alone else start
                yield Claim(begin, kind.end() if last else end, label, self.name, RANKS[self.name])
            return
        if len(spans) == 1 and _ACCOUNT.search(text, max(0, match.start() - _LED), match.start()) is not None:
            yield Claim(*match.span(1), "MediaOutlet", self.name, RANKS[self.name])
            return
        programme = _PROGRAMME.match(text, match.end()) is not None
        for start, end in spans:
            if self._never.fullmatch(text[start:end]):
                continue
            for ending, label in self._ends:
                if ending.search(text[start:end]) and not (programme and label == "FinancialProduct"):
                    first = start - 3 if label == "Event" and text.startswith("首届", max(0, start - 3)) else start
                    yield Claim(first, end, label, self.name, RANKS[self.name])
                    break

    def _begin(self, context: Context, start: int) -> int:
        """Where the words that restrict a quoted name begin: 高校毕业生异地求职“双惠”行动."""
        left = context.run_start(start - 1)
        if left == start - 1 or context.text[left - 1 : left] == "”":  # “一带一路”倡议同澳方|“北部大开发”计划
            return start
        words = context.words(left, start - 1)
        words.append(Word(start - 1, start, "“", "x"))
        bodies = [index for index, word in enumerate(words) if word.label]
        words = words[bodies[-1] + 1 :] if bodies else words
        first = walk(words, start - 1, self._stops, self._tags, frozenset())
        return words[first].start if first < len(words) - 1 and start - words[first].start >= 4 else start
