"""Names of people: where one begins and where it ends, Chinese or transliterated."""

import re
from collections.abc import Callable

from kg.extract.context import Context, Known, Tagger
from kg.extract.lexicon import Lexicon, alternation
from kg.gazetteer.scan import scan_for
from kg.regex import regex

HAN = regex("[一-龥]")
BODIES = ("部门", "机构", "企业", "公司", "银行", "政府", "单位", "地区")
_SPACES = " 　"
_OFFICIAL = frozenset({"GovernmentBody", "Regulator"})
TOWARDS = frozenset("向和于从同")  # surnames that are mostly prepositions
_ASPECTS = frozenset("着过")
_NO_AND = regex(
    "和(?=[，。、；：）]|到|出席|表示|指出|强调|主持|介绍|致辞|讲话|参加|调研|考察|会见|宣布|来到|一行"
    "|认为|告诉|说(?!明|法)|在(?:接受|[一-龥]{0,6}[会坛式]上))"
)  # a name's last
_WHERE = frozenset("在于赴到抵")
# Their first character ends no name.
_SAYING = (
    *("认为", "表示", "指出", "坦言", "透露", "补充", "告诉", "代为", "代行", "陪同", "来自"),
    *("参与", "参加", "参会", "出席", "介绍", "主持", "发言", "致辞", "率队", "带队"),
)
_WORKS = frozenset(("工作", "合作", "运作", "操作", "制作", "动作", "创作", "协作", "著作", "耕作", "写作"))  # 作, yet no verb
_SOFT = frozenset("又再若而以曾之均已也为向")  # mostly function words, yet found in the middle of given names


# What opens the words after a foreign name; a letter of such names begins some of them.
ONWARD = re.compile(
    r"以及|以(?=视频|书面|线上|[^，。]{2,12}身份)"  # 卡雷尔|以及
    r"|已|又|仍|均|没有?|可能|或(?=将|会)|正(?=[在式与同就])|目前|即将"  # 阿萨德|已经抵达
    r"|并(?=未|不|非|没|将|对|与|在|向|就|于|感谢|表示)|尚?未(?=[^，。]|$)"
    r"|不(?=认为|会|是|愿|能|再|想|得|同意|接受|承认|支持|希望|参加|出席)"
    r"|于(?=\d|[今昨前当本上下同近]|北京)|时隔|[上下本]周|[上下本]月|明天|前天"
    r"|首次|第[一二三四五六七八九十\d]+次|再访|再[次度]|来[京沪]|应[^，。]{1,8}邀请"  # 费舍|首次访华
    r"|希望|感谢|感激|祝贺|愿(?=[意与同推继在为和向加进])|期待|承诺|坚称|声称|赞[赏同扬许]|所[作做提说言述]|代为|而言"
    r"|高度|积极|热烈|热情|亲切|亲自|专程|特地|成功(?=[^，。]|$)|任命|上台|遭到?|遇[刺袭]"
)


def cut_onward(text: str, start: int, end: int) -> int:
    """Where the words after a foreign name begin that its letters ran into between ``start`` and ``end``, or its end."""
    return next((place for place in range(start, end) if ONWARD.match(text, place)), end)


def to_whom(text: str, place: int) -> bool:
    """Whether 来说 or 来讲 closes at ``place`` what 对 opens: 对于行长严峰|来说, never 王福来|说."""
    return text.startswith(("来说", "来讲"), place) and "对" in text[max(0, place - 30) : place].rpartition("。")[2]


def _is_where(text: str, known: Known) -> bool:
    """Whether a place stands where something happens: 在|柏林|会见."""
    return known.label == "Place" and text[known.start - 1 : known.start] in _WHERE


class PersonNames:
    """How names of people are written; which of them stand in a text is for the extractor to find."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger, is_word: Callable[[str], bool]) -> None:
        data = lexicon.raw["people"]
        self._is_word = is_word
        self._tagger = tagger
        compounds = data["compound"].split()
        surname = f"(?:{alternation(compounds)}|[{data['single']}])"
        given = f"[^{re.escape(data['never_given'])}a-zA-Z]"
        self._surname = re.compile(surname)
        self._compounds = frozenset(compounds)
        self._openings = frozenset(data["single"]) | {compound[0] for compound in compounds}
        self._given = re.compile(given)
        posts = [post for post in lexicon.posts if len(post) > 1 and post not in data["not_posts"]]
        self._plain = frozenset(data["before"])
        self._post = re.compile(rf"{alternation([*posts, *data['before']])}[:： 　]?")
        self._posts = scan_for([*posts, *data["before"]])
        self._said = re.compile(alternation(data["said"]))
        self._unworded = re.compile(rf"[一-龥]{{2,5}}?(?=[，。、；：！？（\n]|$|{alternation(data['said'])}|{ONWARD.pattern})")
        self._letters = frozenset(data["transliteration"])
        self._foreign = re.compile(rf"[{data['transliteration']}]{{3,7}}(?:[一二三四五六七八九十]{{1,2}}世)?")
        self._foreign_short = re.compile(rf"[{data['transliteration']}]{{2,7}}")
        self._not_name = frozenset(data["not_name"])
        self._no_one = re.compile(data["no_one"])

    def _foreign_run(self, context: Context, start: int) -> int:
        """Where a run of three transliterating characters or more ends, at the end of a word too, or 0: 总理莫拉维茨基|当天."""
        run = self._foreign.match(context.text, start)
        ends = range(cut_onward(context.text, start + 3, run.end()), start + 2, -1) if run else ()  # 热苏斯|以及
        end = next((end for end in ends if self._goes_on(context.text, end)), 0)
        return end if not self._ordinary(context.text[start:end]) else 0

    def _foreign_end(self, context: Context, start: int, abroad: bool) -> int:
        """Where a run of transliterating characters ends that is a name here, or 0; two only after a country (总理阿比).

        After a country any two to four characters that no word holds may be a name (缅甸总统|登盛), as far as the next word.
        """
        match = (self._foreign_short if abroad else self._foreign).match(context.text, start)
        end = cut_onward(context.text, start + 2 + (not abroad), match.end()) if match is not None else 0
        if abroad and not (end and self._goes_on(context.text, end)):
            match = self._unworded.match(context.text, start)
            if match is not None and not self._nameless(match.group()):
                return 0
            end = match.end() if match is not None else 0
        if not (end and self._goes_on(context.text, end)) or any(not known.weak for known in context.known_between(start, end)):
            return 0
        name = context.text[start:end]
        tag = self._tagger(name)[0][1]
        town = tag == "ns" and (abroad or len(name) >= 4)  # 马丁内斯 and 萨苏 are towns too, though not ones we list
        return end if town or tag.startswith("nr") or not self._is_word(name) else 0

    def _short_foreign(self, text: str, start: int) -> int:
        """The end of a transliterated name of two characters that jieba knows for one: 首席执行官|库克; or 0."""
        name, tag = self._tagger(text[start : start + 6])[0] if text[start : start + 1] in self._letters else ("", "")
        fits = tag.startswith("nr") and len(name) == 2 and name[1] in self._letters
        return start + 2 if fits and self._follows(text, start + 2) else 0

    def _nameless(self, run: str) -> bool:
        """Whether no word is in a run of characters, or a name is: 登|盛, never 通|电话."""
        tagged = self._tagger(run)
        return not any(len(word) > 1 and self._is_word(word) for word, _ in tagged) or tagged[0][1].startswith("nr")

    def _ordinary(self, name: str) -> bool:
        """Whether a name is a word of the dictionary that is no name there (通过)."""
        return self._is_word(name) and not self._tagger(name)[0][1].startswith("nr")

    def _name_end(self, context: Context, start: int) -> int:
        """Where the Chinese name that begins here ends, or 0 when none does."""
        text = context.text
        known = context.known_at(start)
        if known is not None and known.label == "Person" and (not known.weak or self._follows(text, known.end)):
            return known.end
        if known is not None and not known.weak:
            return 0
        surname = self._surname.match(text, start)
        if surname is None or text[start : start + 2] in self._not_name:
            return 0
        end = self._tagged_end(text, start, surname.end()) or self._written_end(text, start, surname.end())
        if not end and text[start + 1 : start + 2] in _SOFT and self._given.match(text, start + 2):
            end = start + 3 if self._follows(text, start + 3) else 0  # 主任许又声作了
        if not end and text[start + 1 : start + 2] == "从" and not self._is_word(text[start + 1 : start + 3]):
            end = start + 3 if self._given.match(text, start + 2) and not HAN.match(text, start + 3) else 0  # 曾从钦
        if end == start + 2 and _NO_AND.match(text, end):
            end += 1  # 行长|姚春和，
        if end - start == 3 and text.startswith(_SAYING, end - 1):
            end -= 1  # 分析师任浪|认为, 副行长王炯|代为履行
        if end - start == 3 and to_whom(text, end - 1):
            end -= 1  # 对于行长严峰|来说
        name = text[start:end]
        body = context.known_over(end - 1) if end - start > 3 else None  # 原|银监会|副主席
        of_body = body is not None and body.start > start and not body.weak and body.label in _OFFICIAL
        if of_body or not name or name in self._not_name or name.endswith(BODIES) or self._post.fullmatch(name[1:]):
            return 0  # 任|组长
        doubled = end - start == 3 and name[0] == name[2]  # 边查边|改
        return 0 if doubled else end

    def _namesake(self, context: Context, start: int, post: str) -> int:
        """The end of a name that is a town's too, directly after a post and before a mark: 副总经理陆丰，… or 0."""
        known = context.known_at(start)
        if known is None or known.label != "Place" or known.end - start > 3 or post.strip("：: 　") in self._plain:
            return 0
        named = self._surname.match(known.surface) and not HAN.match(context.text, known.end)
        return known.end if named and known.surface[-1] not in "省市县区州" else 0

    def _is_rare(self, text: str, start: int) -> bool:
        """Whether a conjunction is a surname here: two characters no word holds follow it, and then a mark."""
        given = text[start + 1 : start + 3]
        named = len(given) == 2 and all(map(self._given.match, given)) and not HAN.match(text, start + 3)
        return named and not self._is_word(given) and not self._is_word(given[1] + text[start + 3 : start + 4])

    def _tagged_end(self, text: str, start: int, given: int) -> int:
        """The end of a name that jieba sees too, when what follows agrees."""
        end = start
        for word, tag in self._tagger(text[start : start + 9])[:2]:
            end += len(word)
            if tag.startswith("nr") and given < end <= start + 4:
                letters = text[given:end] if end - given == 1 else text[end - 1]  # 刘向东: the middle may be such a word
                fits = self._follows(text, end) and all(map(self._given.match, letters))
                return end if fits and text[start:end] not in self._not_name else 0
        return 0

    def _written_end(self, text: str, start: int, given: int) -> int:
        """The end by what follows: two given characters before one, else where a word of the text ends."""
        given += text[given : given + 1] in _SPACES and given < len(text)
        options = [end for end in (given + 2, given + 1) if end <= len(text) and all(map(self._given.match, text[given:end]))]
        options = [end for end in options if text[end : end + 1] not in _ASPECTS] or options  # 刘芳|忙着
        for end in options:
            if self._follows(text, end):
                return end
        position = best = start
        for word, tag in self._tagger(text[start : start + 8]) if options else ():
            position += len(word)
            if position in options and (tag.startswith(("nr", "x")) or len(word) == 1 or position - start > len(word)):
                best = position  # 彭文|生: one more character that no word claims is the name's
            if position >= max(options):
                break
        return best if best > start else 0

    def _follows(self, text: str, end: int) -> bool:
        """Whether what stands at ``end`` may follow a name."""
        if text[end - 1 : end + 1] in _WORKS:
            return False  # 群众安置工|作
        return HAN.match(text, end) is None or self._said.match(text, end) is not None

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether a transliterated name may end at ``end``: 等 closes a list of them."""
        return text[end : end + 1] == "等" or self._follows(text, end) or ONWARD.match(text, end) is not None

    def _name_start(self, context: Context, end: int) -> int | None:
        """Where the name that ends here begins: 王一鸣|表示, or None."""
        text = context.text
        known = context.known_over(end - 1) if end else None
        if known is not None and known.label == "Person" and known.end == end:
            return known.start
        if known is not None and (self._is_other(known, end) or _is_where(text, known)):
            return None
        tagged: list[tuple[str, str]] | None = None
        for length in (3, 2, 4):
            name = text[max(0, end - length) : end]
            if len(name) < length or name[0] not in self._openings or not self._not_name.isdisjoint((name, name[:2])):
                continue
            surname = self._surname.match(name)
            if surname is None or (length == 4 and surname.end() != 2) or (length == 2 and surname.end() == 2):
                continue
            if name.endswith(BODIES) or text[max(0, end - length - 1) : end - length].isdigit():  # 10|周时间
                continue
            if not all(map(self._given.match, name[surname.end() :])):
                if length == 3 and name[1] in _SOFT and self._given.match(name[2]):
                    tagged = tagged or self._tagger(text[max(0, end - 9) : end])
                    if tagged[-1] == (name, "nr"):
                        return end - length  # 杨再平: jieba takes the whole for a name
                continue
            tagged = tagged or self._tagger(text[max(0, end - 9) : end])
            if length == 3 and name[0] in TOWARDS and tagged[-1][0] == name[1:] and tagged[-1][1].startswith("nr"):
                continue  # 拟向|黄健
            if self._splits(tagged, length):
                return self._with_surname(text, end - length, end)
        return self._opening(text, end - 3, tagged)

    def _opening(self, text: str, start: int, tagged: list[tuple[str, str]] | None) -> int | None:
        """Where the name begins when a surname opens a clause and a word of two characters ends it: 。张|连生|表示."""
        if start < 0 or tagged is None or len(tagged) < 2 or tagged[-2][0] != text[start] or len(tagged[-1][0]) != 2:
            return None
        marked = not start or not (HAN.match(text, start - 1) or text[start - 1].isalnum())
        named = marked and self._surname.match(text, start) and not self._no_one.search(text, start, start + 3)
        return start if named and self._not_name.isdisjoint((text[start : start + 2], text[start : start + 3])) else None

    def _is_other(self, known: Known, end: int) -> bool:
        return not known.weak and (known.end != end or known.end - known.start > 2)

    def _with_surname(self, text: str, start: int, end: int) -> int:
        """Where a name begins that jieba cuts after its surname (。刘|向东|表示): one character before, at a mark."""
        cut = end - start == 2 and text[start] in TOWARDS and start > 0 and self._surname.match(text, start - 1, start)
        return start - 1 if cut and (start == 1 or not HAN.match(text, start - 2)) else start

    def _splits(self, tagged: list[tuple[str, str]], length: int) -> bool:
        """Whether the last words make exactly the name, and jieba takes one of them for a name."""
        taken, named = 0, False
        if length == 3 and all(len(word) == 1 and tag[0] in "nxgzj" for word, tag in tagged[-3:]):
            return True  # 林|孝|埈: characters no word holds
        for word, tag in reversed(tagged):
            taken += len(word)
            named = named or tag.startswith("nr") or word in self._compounds or (len(word) == 2 and not self._is_word(word))
            if taken >= length:
                break
        return taken == length and named and (length > 2 or tagged[-1][1].startswith("nr"))
