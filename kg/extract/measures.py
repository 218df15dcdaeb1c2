"""Where named instruments, programmes and campaigns may stand, and quoted names of other classes with their kind."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Known, Word, walk
from kg.extract.launched import Proposal, launched
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
                alone = last and len(spans) == 1 and label != "PolicyDocument"  # before a plan: drafts.py
                begin = self._begin(context, start) if alone else start
                yield Claim(begin, kind.end() if last else end, label, self.name, RANKS[self.name])
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


_PROGRAMME = re.compile("(?:等)?(?:机制|模式|制度|改革|试点|行动|计划|工程|工作)")  # “连续贷+灵活贷”|机制 is no product
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*元")
_QUOTED = re.compile(r"“([^“”\n，。；：]{2,20})”((?:、?“[^“”\n，。；：]{2,20}”)*)")
_NEAR = 22  # characters looked back at most for the beginning of a name that a head noun ends
_WIDER = 12  # and for what stands before a quoted one
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?\Z")
_SINCE = re.compile("(?:全面|正式)?(?:启动|实施|开始|推行|开展)(?:以来|后|至今)")  # 2021年|长江禁渔|启动以来: since that year
_SHORT = 2  # letters of a kind that makes no name of a slogan
_QUOTE_GOES_ON = re.compile("(?!建设|工作|项目|政策|机制|行动)[一-龥A-Za-z]{2,5}(?:\\+[一-龥]{2,5})*”")
_LINKS = frozenset("的了等和与、，。；：\n")  # nothing before the head noun restricts it
# Two in one listed name: 就业优先战略和|积极就业政策.
_TWO = re.compile("(.{2,}?(?:战略|计划|行动|工程|试点|制度|机制|政策|改革))[和与、](?:更加)?(.{4,})")
_LABEL = "PolicyMeasure"


class MeasureProposer:
    """Proposes measures around listed names, quoted names and the head nouns of policy; many proposals are wrong.

    Which of them stand is for the judge (judge.py) to say. The sources:

    * ``known``, ``weak`` (also an ordinary word), ``split`` (only a sequence of names) and its ``part``: listed names;
      ``tailed``: one with a kind behind it (缓税|政策); ``year``: one with the year before it. ``known on`` and the like go on
      to the left, as far as characters show: neither a mark nor a verb of policy stands there
    * ``inner``: what stands in quotation marks; ``kinded``: before its kind; ``kind``: with it (“放管服”|改革)
    * ``head``: what a head noun ends, from each place where a name may begin; ``walk``: from where the words that restrict
      it begin (实施|大学生创业引领计划); ``governed``: all between a verb of policy and its head; ``acted``: all between
      a verb of action and a kind that ends the clause (完善|拖欠账款常态化预防和清理机制|，); ``row``: one of several of a
      kind or strategies that share a 战略; ``yearly``: what a year opens and what is launched or handed out; ``begun``: what
      opens its clause and begins; ``told``: measures told by number
    """

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["measures"]
        self._heads = re.compile(alternation(data["heads"]))
        self._not_after = frozenset(data["not_after"])
        self._strict = frozenset(data["strict_heads"])
        self._modified = frozenset(data["modified_heads"])
        self._plain = frozenset(data["plain"])
        self._tails = re.compile(alternation(data["tails"]))
        self._figures = re.compile(lexicon.raw["quoted_never"]["pattern"])
        self._quoted_kind = re.compile(data["quoted_kind"])
        self._kinds = re.compile(data["kinds"])
        self._not_inside = re.compile(data["not_inside"])
        self._not_first = re.compile(data["not_first"])
        self._creating = frozenset(data["creating"])
        verbs = frozenset(data["verbs"])
        self._stops = lexicon.stops | verbs | frozenset(data["breaks"])
        self._tags = lexicon.tags - {"m", "t", "f", "x"} | {"v"}
        self._hard = frozenset(data["hard"])
        self._soft = verbs | frozenset(data["soft"])
        self._governing = re.compile(f"(?:{alternation(data['governing'])})[了好]?(?!{alternation(data['verbs'])})")
        self._acting = re.compile(f"(?:{alternation(data['acting'])})[了好]?(?!{alternation(data['verbs'])})")
        self._not_acted = re.compile(data["not_acted"])
        self._acted = re.compile(
            rf"(?:第[一二三四五六七八九十]批|新一轮|新的)?((?:[^\s，。、；：！？“”《》（）()的是将了被让]|“[^“”\n，。；：]{{2,12}}”|的(?=[^，。、的]{{0,8}}(?:试点|专项行动|政策措施))){{4,22}}?"
            rf"(?:{data['acted']}))(?={data['acted_after']})"
        )
        self._run = re.compile(r"(?:[^\s，。、；：！？“”《》（）()的是在将了被让]|“[^“”\n，。；：]{2,12}”(?=[一-龥]))*")
        self._governed_heads = re.compile(alternation(data["governed_heads"]))

    def find(self, context: Context) -> Iterator[Proposal]:
        """The proposals; several may overlap, and one span may be proposed more than once."""
        text = context.text
        for known in context.known:
            if known.label == _LABEL:
                yield from self._listed(context, known)
        if "“" in text:
            yield from self._quoted(context)
        for match in self._heads.finditer(text):
            yield from self._headed(context, match)
        yield from self._governed(context)
        yield from self._after_acts(context)
        yield from launched(text, self._not_inside)

    def _quoted(self, context: Context) -> Iterator[Proposal]:
        """Quoted names, alone or in a row, and the last of them with its kind."""
        text = context.text
        for row in _QUOTED.finditer(text):
            source = "kinded" if self._kinds.match(text, row.end()) else "inner"
            last = row.start()
            if self._figures.fullmatch(row.group(1)) is None:
                yield (*row.span(1), source)
            for name in re.finditer("“([^”]+)”", row.group(2)):
                last = row.start(2) + name.start()
                yield last + 1, row.start(2) + name.end() - 1, source
            tails = (self._tails.match(text, row.end()), self._quoted_kind.match(text, row.end()))
            tail = max((tail for tail in tails if tail), key=lambda found: found.end(), default=None)
            if tail is not None and text[tail.end() : tail.end() + 1] not in self._not_after:
                slogan = self._figures.fullmatch(text, last + 1, row.end() - 1) and tail.end() - row.end() <= _SHORT
                wider = self._wider(context, last, tail.end(), "kind")  # “三农”政策 is a field,
                yield from (span for span in wider if not slogan or span[0] < last)  # 鲜活农产品运输|“绿色通道”政策 is none

    def _listed(self, context: Context, known: Known) -> Iterator[Proposal]:
        text, start, end = context.text, known.start, known.end
        parts = context.parts(known)
        source = "weak" if known.weak else "known"
        if parts[:1] != [(start, end, _LABEL)]:
            source = "split"
            for part in parts:
                if part[2] == _LABEL:
                    yield part[0], part[1], "part"
        before = text[start - 1 : start]
        if before not in self._hard and before.isalnum() and text[start - 2 : start] not in self._soft:
            source += " on"
            year = _YEAR.search(text, start - 6, start)
            if year is not None and _SINCE.match(text, end) is None:
                yield year.start(), end, "year"
        two = _TWO.fullmatch(known.surface)
        if two is not None:  # two names: 就业优先战略和|积极就业政策
            yield start, start + two.end(1), "part"
            yield start + two.start(2), end, "part"
            return
        if text[start - 1 : start] != "“" or _QUOTE_GOES_ON.match(text, end) is None:  # “互联网+|医疗”
            yield start, end, source
        tail = self._tails.match(text, end + (text[end : end + 1] == "”"))
        if tail is not None and text[tail.end() : tail.end() + 1] not in self._not_after:
            yield start, tail.end(), "tailed"

    def _wider(self, context: Context, start: int, end: int, source: str) -> Iterator[Proposal]:
        """The span, and the span with the words before it from each place where a name may begin."""
        yield start, end, source
        run = max(context.run_start(start), start - _WIDER)
        if run < start:
            for at in self._beginnings(context, context.words(run, start), run):
                if at < start:
                    yield at, end, source

    def _headed(self, context: Context, match: "re.Match[str]") -> Iterator[Proposal]:
        start, end = match.span()
        text = context.text
        if text[end : end + 1] in self._not_after or text[start - 2 : start] in self._plain or text[start - 1] in _LINKS:
            return
        run = max(context.run_start(start), start - _NEAR)
        if start - run < 2:
            return
        words = context.words(run, start)
        for at in self._beginnings(context, words, run):
            if start - at >= 2:
                yield at, end, "head"
        strict = self._strictly(context, words, start, end)
        if strict is not None:
            yield strict, end, "walk"

    def _beginnings(self, context: Context, words: list[Word], run: int) -> Iterator[int]:
        """Where a name that ends after these words may begin, nearest first."""
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word.text in self._hard:
                return
            before = words[index - 1] if index else None
            if before is None or before.label or before.text in self._soft or before.tag[:1] in "vpcumdrtfxlizq":
                yield word.start

    def _strictly(self, context: Context, words: list[Word], start: int, end: int) -> int | None:
        """Where the words that restrict a head begin, when they and what governs them make a name of it."""
        text, head = context.text, context.text[start:end]
        strict = head in self._strict
        if not strict and head not in self._modified:
            return None
        known = context.known_over(start)
        if known is not None and not known.weak and known.end >= end:
            return None
        first = walk([*words, Word(start, end, head, "n")], start, self._stops, self._tags, frozenset())
        begin = words[first].start if first < len(words) else start
        amount = _AMOUNT.match(text, begin, end)
        if amount is not None:
            begin = amount.end()
        if words and words[-1].label == _LABEL:
            return None  # two measures in a row: 再贷款再贴现
        if not 2 <= start - begin <= 18 or self._not_inside.search(text, begin, end) or self._not_first.match(text, begin):
            return None
        if not strict and (start - begin < 4 or first == 0 or words[first - 1].text not in self._creating):
            return None
        return begin

    def _governed(self, context: Context) -> Iterator[Proposal]:
        """What stands between a verb of policy and its head: 深入推进|先进制造业和现代服务业融合发展试点."""
        text = context.text
        for verb in self._governing.finditer(text):
            start = verb.end()
            run = self._run.match(text, start, start + 36)
            head = self._governed_heads.search(text, start + 4, run.end()) if run and run.end() > start + 4 else None
            if head is None or head.end() - start < 8 or text[head.end() : head.end() + 1] in self._not_after:
                continue
            end = head.end()
            if any(name.label == _LABEL and not name.weak for name in context.known_between(start, end)):
                continue  # 普惠养老专项再贷款|试点
            if not self._not_inside.search(text, start, end) and not self._not_first.match(text, start):
                yield start, end, "governed"

    def _after_acts(self, context: Context) -> Iterator[Proposal]:
        """What stands between a verb of action and the kind that ends its clause: 完善|拖欠账款常态化预防和清理机制|，."""
        for verb in self._acting.finditer(context.text):
            named = self._acted.match(context.text, verb.end())
            if named is None or self._not_acted.search(named.group(1)):
                continue
            start, end = named.span(1)
            known = context.known_at(start)
            if known is None or known.label != _LABEL or known.weak:  # a kind behind a listed name: tailed
                yield start, end, "acted"
