"""Named instruments, programmes and campaigns, and quoted names with a kind."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Word, walk
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
                last = whole and end == spans[-1][1]
                begin = self._begin(context, start) if last and len(spans) == 1 else start
                yield Claim(begin, kind.end() if last else end, label, self.name, RANKS[self.name])
            return
        for start, end in spans:
            for ending, label in self._ends:
                if ending.search(text[start:end]):
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


_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*元")


_ROW_HEADS = ("工程", "行动", "计划", "试点")
_ROWS = {
    kind: re.compile(
        rf"(?:[^\s，。；：、“”《》（）()的]{{4,20}}{kind}、){{2,}}[^\s，。；：、“”《》（）()的]{{4,20}}{kind}(?![一-龥])"
    )
    for kind in _ROW_HEADS
}


class MeasureExtractor:
    """An unquoted measure: a verb of policy, a restricting modifier, and a head (实施 大学生创业引领 计划)."""

    name = "measure"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["measures"]
        self._heads = re.compile(alternation([*data["heads"], *data["modified_heads"]]))
        self._modified = frozenset(data["modified_heads"])
        self._after: str = data["not_after"]
        self._not_inside = re.compile(data["not_inside"])
        self._not_first = re.compile(data["not_first"])
        self._creating = frozenset(data["creating"])
        self._verbs = frozenset(data["verbs"])
        self._stops = lexicon.stops | self._verbs | frozenset(data["breaks"])
        self._tags = lexicon.tags - {"m", "t", "f", "x"} | {"v"}

        self._governing = re.compile(f"(?:{alternation(data['governing'])})[了好]?(?!{alternation(data['verbs'])})")
        self._run = re.compile(r"[^\s，。、；：！？“”《》（）()的是在将了被让]*")
        self._governed_heads = re.compile(alternation(data["governed_heads"]))

    def _whole(self, context: Context) -> Iterator[Claim]:
        """What stands between a verb of policy and its head: 深入推进|先进制造业和现代服务业融合发展试点."""
        text = context.text
        for verb in self._governing.finditer(text):
            start = verb.end()
            run = self._run.match(text, start, start + 36)
            head = self._governed_heads.search(text, start + 4, run.end()) if run and run.end() > start + 4 else None
            if head is None:
                continue
            end = head.end()
            if text[end : end + 1] and text[end] in self._after:
                continue
            if any(name.label == "PolicyMeasure" and not name.weak for name in context.known_between(start, end)):
                continue  # 普惠养老专项再贷款|试点
            if end - start >= 8 and not self._not_inside.search(text, start, end) and not self._not_first.match(text, start):
                yield Claim(start, end, "PolicyMeasure", self.name, RANKS[self.name])

    def _listed(self, text: str) -> Iterator[Claim]:
        """Three names or more of one kind in a row: 园区节能环保提升工程、城镇绿色节能改造工程、…."""
        for kind in _ROW_HEADS:
            if text.count(f"{kind}、") < 2:
                continue
            for row in _ROWS[kind].finditer(text):
                for name in re.finditer("[^、]+", row.group()):
                    if 6 <= len(name.group()) <= 22:
                        yield Claim(
                            row.start() + name.start(), row.start() + name.end(), "PolicyMeasure", self.name, RANKS[self.name]
                        )

    def find(self, context: Context) -> Iterator[Claim]:
        """Measures that a head noun ends."""
        text = context.text
        yield from self._listed(text)
        yield from self._whole(context)
        for match in self._heads.finditer(text):
            end = match.end()
            if text[end : end + 1] and text[end] in self._after:
                continue
            known = context.known_over(match.start())
            if known is not None and not known.weak and known.end >= end:
                continue
            start = context.run_start(match.start())
            if start == match.start():
                continue
            words = context.words(start, end)
            first = walk(words, match.start(), self._stops, self._tags, frozenset())
            begin = words[first].start
            amount = _AMOUNT.match(text, begin, end)
            if amount is not None:
                begin = amount.end()
            if any(word.label == "PolicyMeasure" and word.end == match.start() for word in words):
                continue  # two measures in a row: 再贷款再贴现
            modifier = match.start() - begin
            if not 2 <= modifier <= 18 or self._not_inside.search(text, begin, end) or self._not_first.match(text, begin):
                continue
            if match.group() in self._modified:
                governed = first > 0 and words[first - 1].text in self._creating
                if modifier < 4 or not governed:
                    continue
            yield Claim(begin, end, "PolicyMeasure", self.name, RANKS[self.name])
