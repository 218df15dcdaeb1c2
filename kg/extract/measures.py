"""Named instruments, programmes and campaigns, and quoted names with a kind."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation


class QuotedExtractor:
    """A quoted name whose kind stands behind it, or ends it: “粤信融”平台, “钻石工程”, “放管服”改革."""

    name = "quoted"

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds: list[tuple[re.Pattern[str], str, bool]] = []
        for kind in lexicon.raw["quoted"]:
            self._kinds.append((re.compile(kind["after"]), kind["class"], kind["whole"]))
        self._ends = [(re.compile(f"(?:{end['ends']})$"), end["class"]) for end in lexicon.raw["quoted_end"]]
        self._quoted = re.compile(r"“([^“”\n，。；：]{2,24})”((?:、?“[^“”\n，。；：]{2,24}”)*)")
        self._never = re.compile(lexicon.raw["quoted_never"]["pattern"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every quoted name with a kind."""
        text = context.text
        if "“" not in text:
            return
        for match in self._quoted.finditer(text):
            yield from self._read(text, match)

    def _read(self, text: str, match: "re.Match[str]") -> Iterator[Claim]:
        spans = [match.span(1)]
        for more in re.finditer(r"“([^“”]+)”", match.group(2)):
            spans.append((match.start(2) + more.start(1), match.start(2) + more.end(1)))
        for pattern, label, whole in self._kinds:
            kind = pattern.match(text, match.end())
            if kind is None:
                continue
            for start, end in spans:
                if self._never.fullmatch(text[start:end]):
                    continue
                last = whole and end == spans[-1][1]
                yield Claim(start, kind.end() if last else end, label, self.name, RANKS[self.name])
            return
        for start, end in spans:
            for ending, label in self._ends:
                if ending.search(text[start:end]):
                    yield Claim(start, end, label, self.name, RANKS[self.name])
                    break


class MeasureExtractor:
    """An unquoted measure: a verb of policy, a restricting modifier, and a head (实施 大学生创业引领 计划)."""

    name = "measure"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["measures"]
        self._strong = re.compile(rf"(?<=[一-龥])(?:{alternation(data['strong_heads'])})")
        self._after: str = data["not_after"]
        self._not_inside = re.compile(data["not_inside"])
        self._verbs = re.compile(rf"(?:{alternation([*data['verbs'], *data['breaks']])})")
        self._drafts = re.compile(r"(?:[一-龥]{2,20}?(?:法|条例|法典))(?:修订草案|修正草案|修正案草案|草案|修正案|征求意见稿)")
        self._plans = re.compile(r"“?‘?(?:十[一二三四五]|十[一二三四五]五|[一二三四五六七八九]五)五?[”’]?(?:规划纲要|规划)")

    def find(self, context: Context) -> Iterator[Claim]:
        """Measures and drafts of laws."""
        text = context.text
        for match in self._strong.finditer(text):
            end = match.end()
            if text[end : end + 1] and text[end] in self._after:
                continue
            start = context.run_start(match.start())
            window = text[start:end]
            cut = 0
            for verb in self._verbs.finditer(window, 0, len(window) - len(match.group())):
                cut = verb.end()
            name = window[cut:]
            if len(name) - len(match.group()) < 2 or len(name) > 22 or self._not_inside.search(name):
                continue
            yield Claim(start + cut, end, "PolicyMeasure", self.name, RANKS[self.name])
        for match in self._plans.finditer(text):
            start = match.start() + (1 if match.group()[0] in "“‘" else 0)
            yield Claim(start, match.end(), "PolicyDocument", "draft", RANKS["quoted"])
        if "草案" in text or "修正案" in text:
            for match in self._drafts.finditer(text):
                name = match.group()
                cut = max((found.end() for found in re.finditer(r"关于|审议|审议了|通过|提请|的|听取|作|了|制定|修改|和|对", name)), default=0)
                if len(name) - cut > 4:
                    yield Claim(match.start() + cut, match.end(), "PolicyDocument", "draft", RANKS["draft"])
