"""Where named instruments, programmes and campaigns may stand."""

import re
from collections.abc import Iterator

from kg.extract.context import Context, Known, Word, walk
from kg.extract.launched import Proposal, launched
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

_AMOUNT = regex(r"\d[\d.,]*[万亿]*元")
_QUOTED = re.compile(r"“([^“”\n，。；：]{2,26})”((?:、?“[^“”\n，。；：]{2,26}”)*)")
_ARTICLES = regex("(?!第)[一-龥]{1,4}[一二三四五六七八九十]{1,3}条")  # “汉十条”: known by how many articles it has
_NEAR = 22  # characters looked back at most for the beginning of a name that a head noun ends
_WIDER = 12  # and for what stands before a quoted one
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?\Z")
_SINCE = regex("(?:全面|正式)?(?:启动|实施|开始|推行|开展)(?:以来|后|至今)")  # 2021年|长江禁渔|启动以来: since that year
_YEAR_BEHIND = regex(r"20\d\d(?![年\d./—-])")  # 龙腾行动|2024
# Which round of it: 第四批|中央生态环境保护督察, 2013年第二批|中央储备冻猪肉收储.
_ROUND = regex(r"(?:20\d\d年度?)?(?:第[一二三四五六七八九十]+轮)?第[一二三四五六七八九十]+[批轮]\Z")
_IN_ROUNDS = ("督察", "督查", "收储", "投放")
_OF_FIRMS = regex("(?:裁员|持股|回购|减持|增持|激励|减产|缩表|分红|融资|上市|扩产|发债|募资|经营|采购)计划")  # plans of firms
_DASHES = frozenset("-—－–")
_SHORT = 2  # letters of a kind that makes no name of a slogan
_QUOTE_GOES_ON = regex("(?!建设|工作|项目|政策|机制|行动)[一-龥A-Za-z]{2,5}(?:\\+[一-龥]{2,5})*”")
_LINKS = frozenset("的了等和与、，。；：\n")  # nothing before the head noun restricts it
# Two in one listed name: 就业优先战略和|积极就业政策.
_TWO = re.compile("(.{2,}?(?:战略|计划|行动|工程|试点|制度|机制|政策|改革))[和与、](?:更加)?(.{4,})")
_SURE = frozenset(("再贷款", "支持工具"))  # kinds that are names with any word before them: 区域发展|再贷款
_OF_PLAIN = frozenset(("试点", "计划"))  # kinds that make names of plain words too: 国有资本运营公司|试点, 信用贷款支持|计划
_LONGEST_KIND = 8  # letters
_ACTS = frozenset(("v", "d", "p", "c", "u", "ad"))  # jieba's tags of what is done with a name: 了解|海南离岛免税政策
_GOES_BEFORE = frozenset(("国债", "政策", "试点"))  # more may stand before a listed name: 抗震救灾|特别国债
# Two names of one kind, or one and how many there are: 海洋经济再贷款|和|东北振兴再贷款, 绿色建筑提升行动|三大|行动.
_TWICE = re.compile(
    r"(再贷款|工具|制度|机制|政策|计划|行动|工程|试点|改革|战略|补贴|补助)"
    r"(?:和|与|及|以及|、|(?:\d+|[二两三四五六七八九十]+)(?:项|大|个|类)(?!.{2,3}(?:治理|整治)))"
)
# Works that have a name together: 节能减排|十大|重点工程.
_NUMBERED = regex(r"[一-龥]{2}(?:[二两三四五六七八九十百]|\d+)大\Z")
_COUNT = regex(r"\d+(?:余|多)?[个项家条座处]")  # 25个修复试点工程: works that are counted bear no name
_KIND_ENDS = regex("(?:工具|政策|计划|试点|改革|利率|贷款|行动|工程|机制|制度|债券?|退税|贴息)$")
_UNLISTED = frozenset("的了等，。；：\n")
_INITIATED = regex("倡议(?:推出|成立|设立|发起|建立|举办|召开|组建|创办|创立)")  # a verb: 由甲台倡议推出的平台
_LABEL = "PolicyMeasure"


class MeasureProposer:
    """Proposes measures around listed names, quoted names and the head nouns of policy; many proposals are wrong.

    Which of them stand is for the judge (judge.py) to say. The sources:

    * ``known``, ``weak`` (also an ordinary word), ``split`` (only a sequence of names) and its ``part``: listed names;
      ``tailed``: one with a kind behind it (缓税|政策); ``year``: one with the year before it. ``known on`` and the like go on
      to the left, as far as characters show: neither a mark nor a verb of policy stands there
    * ``inner``: what stands in quotation marks; ``kinded``: before its kind; ``kind``: with it (“放管服”|改革)
    * ``telling``: what a kind ends that tells of policy only with more before it (设备更新贷款|财政贴息); ``plain``: a head
      with a plain word and more before it (国有资本运营|公司试点); ``joint``: both over a list (股票回购、|增持再贷款)
    * ``head``: what a head noun ends, from each place where a name may begin; ``walk``: from where the words that restrict
      it begin (实施|大学生创业引领计划); ``governed``: all between a verb of policy and its head; ``acted``: all between
      a verb of action and a kind that ends the clause (完善|拖欠账款常态化预防和清理机制|，); ``row``: one of several of a
      kind or strategies that share a 战略; ``yearly``: what a year opens and what is launched or handed out; ``begun``: what
      opens its clause and begins; ``told``: measures told by number
    """

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["measures"]
        self._heads = re.compile(alternation(data["heads"]))
        self._telling_ends = re.compile(alternation(data["telling_ends"]))  # looked for first: it is much faster
        self._telling = re.compile(rf"(?:{data['telling']})\Z")
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
            rf"(?:第[一二三四五六七八九十]批|新一轮|新的|[^，。；、“”]{{0,8}}\d[\d.]*[万亿]*元的)?((?:[^\s，。、；：！？“”《》（）()的是将了被让]|“[^“”\n，。；：]{{2,12}}”|的(?=[^，。、的]{{0,8}}(?:试点|专项行动|政策措施))){{4,22}}?"
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
        for kind in self._telling_ends.finditer(text):
            whole = self._telling.search(text, max(0, kind.end() - _LONGEST_KIND), kind.end())
            if whole is not None and not _INITIATED.match(text, whole.start()):
                yield from self._by_kind(context, *whole.span(), "telling")
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
                yield (*row.span(1), "told" if _ARTICLES.fullmatch(row.group(1)) else source)
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
        if parts[:1] != [(start, end, _LABEL)] and not known.weak:  # a weak one in quotation marks is no surer
            source = "split"
            for part in parts:
                if part[2] == _LABEL:
                    yield part[0], part[1], "part"
        before = text[start - 1 : start]
        if before not in self._hard and before.isalnum() and text[start - 2 : start] not in self._soft:
            source += " on"
            year = _YEAR.search(text, start - 6, start)
            apart = year is not None and text[year.start() - 1] in "和、至"  # 2022年和|2023年三级公立医院绩效考核
            if year is not None and not apart and _SINCE.match(text, end) is None:
                yield year.start(), end, "year"
        two = _TWO.fullmatch(known.surface)
        if two is not None:  # two names: 就业优先战略和|积极就业政策
            yield start, start + two.end(1), "part"
            yield start + two.start(2), end, "part"
            return
        behind = _YEAR_BEHIND.match(text, end)
        if behind is not None:
            yield start, behind.end(), source
        turn = _ROUND.search(text, max(0, start - 14), start) if known.surface.endswith(_IN_ROUNDS) else None
        if turn is not None:
            yield turn.start(), end, source
            return
        if text[start - 1 : start] != "“" or _QUOTE_GOES_ON.match(text, end) is None:  # “互联网+|医疗”
            yield start, end, source
        tail = self._tails.match(text, end + (text[end : end + 1] == "”"))
        if tail is not None and text[tail.end() : tail.end() + 1] not in self._not_after and not _OF_FIRMS.match(text, end - 2):
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
        if text[end : end + 1] in self._not_after or text[start - 1] in _LINKS or _OF_FIRMS.match(text, start - 2):
            return
        if text[start - 2 : start] in self._plain and text[start:end] not in _SURE:
            if _NUMBERED.search(text, max(0, start - 7), start - 2) is None:
                if text[start:end] in _OF_PLAIN:
                    yield from self._by_kind(context, start - 2, end, "plain")
                return
            start -= 2
        run = max(context.run_start(start), start - _NEAR)
        if start - run < 2:
            return
        words = context.words(run, start)
        for at in self._beginnings(context, words, run):
            if start - at >= 2 and not self._is_more_or_less(context, at, start):
                yield at, end, "head"
        strict = self._strictly(context, words, start, end)
        if strict is not None and not self._is_more_or_less(context, strict, start):
            yield strict, end, "walk"

    @staticmethod
    def _is_more_or_less(context: Context, begin: int, head: int) -> bool:
        """Whether what stands before a head counts it, names another of its kind, or is the regulator whose it is."""
        text, known = context.text, context.known_at(begin)
        whose = known is not None and known.end == head and known.label == "Regulator"  # 人民银行|再贷款
        return (
            whose or (text[begin].isdigit() and _COUNT.match(text, begin) is not None) or bool(_TWICE.search(text, begin, head))
        )

    def _by_kind(self, context: Context, start: int, end: int, source: str) -> Iterator[Proposal]:
        """What a kind ends that alone makes no name (贴息, 负面清单), from where the words that restrict it begin."""
        text = context.text
        if text[end : end + 1] in self._not_after or not start or text[start - 1] in _UNLISTED:
            return
        run = max(context.run_start(start), start - _NEAR)
        words = context.words(run, start)
        first = walk([*words, Word(start, end, text[start:end], "n")], start, self._stops, self._tags, frozenset())
        while first < len(words) and (words[first].tag in _ACTS or words[first].text in self._soft):
            first += 1
        begin = words[first].start if first < len(words) else start
        if begin and text[begin - 1] in _DASHES:  # 南宁-|新加坡经济走廊
            from_ = context.known_over(begin - 2)
            begin = from_.start if from_ is not None and from_.label == "Place" else begin
        known = context.known_over(end - 1)
        listed = known is not None and known.label == _LABEL and not known.weak
        whole = known is not None and (known.start <= begin or text[end - 2 : end] not in _GOES_BEFORE)
        if start - begin >= _SHORT and not (listed and whole):
            yield begin, end, source
            if begin == run and text[run - 1 : run] == "、" and not _KIND_ENDS.search(text, max(0, run - 4), run - 1):
                yield from self._joint(context, run, end)

    def _joint(self, context: Context, run: int, end: int) -> Iterator[Proposal]:
        """What ends here with the word before the mark of a list: 股票回购、|增持再贷款."""
        before = max(context.run_start(run - 1), run - 1 - _WIDER)
        for at in self._beginnings(context, context.words(before, run - 1), before):
            yield at, end, "joint"

    def _beginnings(self, context: Context, words: list[Word], run: int) -> Iterator[int]:
        """Where a name that ends after these words may begin, nearest first."""
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word.text in self._hard:
                return
            before = words[index - 1] if index else None
            if word.text == "好":  # 用|好|碳减排支持工具
                continue
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
            if named is None or self._not_acted.search(named.group(1)) or _TWICE.search(named.group(1)):
                continue
            start, end = named.span(1)
            known = context.known_at(start)
            if _COUNT.match(context.text, start) is None and (known is None or known.label != _LABEL or known.weak):
                yield start, end, "acted"  # but a kind behind a listed name: tailed
