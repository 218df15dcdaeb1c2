"""People: by post, by what they say, and by a transliterated name."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Tagger
from kg.extract.lexicon import Lexicon, alternation
from kg.extract.person_cues import PersonCues
from kg.extract.person_names import HAN, ONWARD, TOWARDS, PersonNames, to_whom
from kg.regex import regex

_NO_OPENING = frozenset("的、，。；：）》”和与及在对将是等会主在强表出参指介说称") | {""}
_OVERSEAS = regex("欧洲|欧盟|美联储|.*联储|英格兰")
_APART = frozenset(":： 　")  # between a post and its holder
_COPULAS = frozenset("为是")
# Between a name and what is said: 温彬|亦|认为, 王青|则|表示, 董希淼|还|指出.
_ADVERBS = re.compile("(?:亦|也|则|还|又|均|再次|同时|进一步)+$")
_ABLE = regex("得[住准好稳牢活快清起到出来]$")  # a verb and what it can bring about
# Titles that stand behind a name, what follows one there, and how the names of bodies end: 某某办公室|王某某|主任，.
_HEAD_OF = (
    *("主席", "主任", "行长", "部长", "局长", "司长", "处长", "厅长", "会长", "总经理", "总裁"),
    *("秘书长", "院长", "所长", "校长", "理事长"),
)
_ADDRESS = frozenset(("董事长", *_HEAD_OF, *(f"副{head}" for head in _HEAD_OF)))
_ADDRESSED = regex(
    r"[，。、；：）\s]|主持|出席|参加|介绍|表示|指出|致辞|作[了为]|做了?|围绕|等|一行|在|就|强调|说|认为|代表|以及|与|和|发表|带队"
    r"|分享|率|回答|$"
)
_POSTED = frozenset(("GovernmentBody", "Regulator", "Bank", "Company", "Association", "MarketInstitution", "Organization"))
_BODY_ENDS = frozenset("会局司部院所室办委处厅署校")
_APPROVED = regex("(?:核准|同意|批准)(?=[一-龥]{2,3}[^，。；]{2,40}任职资格)")


class PersonExtractor(PersonNames):
    """Chinese names beside a post or a verb of saying; transliterated names after a post.

    Accepted gap: a bare name in running text that nothing beside it marks.
    """

    name = "person"

    def __init__(
        self, lexicon: Lexicon, tagger: Tagger, is_word: Callable[[str], bool], foreign_place: Callable[[str], bool]
    ) -> None:
        super().__init__(lexicon, tagger, is_word)
        data = lexicon.raw["people"]
        self._foreign_place = foreign_place
        surname, given = self._surname.pattern, self._given.pattern
        self._cues = PersonCues(surname, given, data["transliteration"], self._not_name)
        self._chief = re.compile("首席[一-龥]{2,6}?官|常驻[一-龥]{2,8}?代表")
        self._said_strong = re.compile(alternation(data["said_strong"]))
        self._apposed = re.compile(rf"[\n。；：】]({surname}{given}{{1,2}})，(?=[一-龥])")
        self._listed = re.compile(
            rf"(?:、{surname}[一-龥]{{1,2}}?){{2,40}}(?=等|[，。]|[一二三四五六七八九十两\d]+[名位人]|参加|出席|开除|任|当选|列席|应邀|委员|代表|同志|院士|陪同)"
        )
        self._attributed = re.compile(rf"[的像]({surname}{given}{{2}})(?=[，。]|来说|一样|正在|\d{{1,2}}[月日])")
        self._attributed_abroad = re.compile(f"的([{data['transliteration']}]{{4,5}})(?=，)")
        self._made = re.compile(rf"[，。；：\n]({surname}{given}{{1,2}})(?:(?:担|出|升|调|接)?任|为)")
        self._for_whom = re.compile(rf"[的像对]({surname}{given}{{2}})来说")
        self._gathered = re.compile(
            rf"[，。；：\n]({surname}{given}{{1,2}}(?:、{surname}{given}{{1,2}}){{1,6}})"
            r"等\d*(?:位|名)?(?:专家|学者|代表|委员|企业家|人士|嘉宾|教授|院士|同志|人(?!口|民|工|才|均|力))"
        )
        self._tibetan = re.compile(f"(?:{alternation(data['tibetan'])}){{2}}")
        self._named_one_by_one = re.compile(
            rf"[人名位者]，?分别[是为]({surname}{given}{{1,2}}(?:、{surname}{given}{{1,2}})*[和与及、]{surname}{given}{{1,2}}和?)(?=[，。；（])"
        )
        self._dotted = re.compile(
            rf"[一-龥]{{1,6}}(?:·[一-龥]{{1,7}}?)+(?=[^一-龥·]|$|{alternation(data['said'])}|{ONWARD.pattern})"
        )
        self._opens = re.compile(rf"(?:^|[\n。；])({surname}{given}{{1,2}})(?={alternation(data['opening_said'])})")
        self._masked = re.compile(f"{surname}某{{1,2}}")
        self._latin = re.compile("[A-Z][a-z]+(?:[ ·](?:[A-Z]\\.|[A-Z][A-Za-z'’-]+)){1,3}(?![A-Za-z])")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every mention that a rule finds; each name once or more often."""
        text = context.text
        yield from self._by_post(context)
        yield from self._in_lists(context)
        yield from self._of_firms(context)
        yield from self._by_saying(context)
        yield from self._by_use(context)
        for start, end in self._cues.find(context):
            if not self._ordinary(text[start:end]):
                yield self._claim(start, end)
        for match in self._apposed.finditer(text):  # 罗文，工业和信息化部规划司司长
            name = match.group(1)
            worded = any(len(word) > 1 and not tag.startswith("nr") for word, tag in self._tagger(name))
            if context.known_at(match.end()) is not None and name not in self._not_name and not worded:
                yield self._claim(match.start(1), match.end(1))
        for match in self._made.finditer(text) if "任" in text else ():  # 经…任命，张三|为国家发展改革委主任, 李四|任甲银行行长
            body = context.known_at(match.end())
            named = body is not None and body.label == "Place" and self._tagger(match.group(1))[0] == (match.group(1), "nr")
            of_body = body is not None and body.label not in ("Place", "Person")
            if (of_body or named) and self._is_someone(context, *match.span(1)):
                yield self._claim(*match.span(1))
        for match in self._opens.finditer(text):  # 王勇健要求，…, 吕薇委员就…
            named = self._splits(self._tagger(match.group(1)), len(match.group(1))) and match.group(1) not in self._not_name
            known = context.known_at(match.start(1))
            if named and (known is None or known.weak):
                yield self._claim(*match.span(1))
        yield from self._attributes(context)

    def _claim(self, start: int, end: int, extractor: str = "person") -> Claim:
        return Claim(start, end, "Person", extractor, RANKS[extractor])

    def _attributes(self, context: Context) -> Iterator[Claim]:
        """Whom a clause before the name describes: 种辣椒的|苏吉萍，正在听."""
        text = context.text
        for match in self._attributed.finditer(text):  # 种辣椒的苏吉萍，正在听…
            tagged = self._tagger(text[max(0, match.start(1) - 2) : match.end(1)])
            known = context.known_over(match.end(1) - 1)
            free = known is None or known.weak or known.start > match.start(1)  # 李|金川, though 金川 is a county
            if free and self._splits(tagged, 3) and self._is_person(match.group(1)):
                yield self._claim(*match.span(1))
        for match in self._attributed_abroad.finditer(text):  # 给西红柿剪枝的努央加拉，
            if all(tag[:2] in ("nr", "x") for _, tag in self._tagger(match.group(1))) and not context.known_at(match.start(1)):
                yield self._claim(*match.span(1))

    def _by_use(self, context: Context) -> Iterator[Claim]:
        """温彬、贺俊等专家; 对做冷冻水产生意的王新建来说; and names from Tibet, of two words that only names are made of."""
        text = context.text
        for match in self._gathered.finditer(text) if "等" in text else ():
            spans = [
                (match.start(1) + name.start(), match.start(1) + name.end()) for name in re.finditer("[^、]+", match.group(1))
            ]
            if all(self._is_someone(context, start, end) for start, end in spans):
                yield from (self._claim(start, end) for start, end in spans)
        for match in self._named_one_by_one.finditer(text) if "分别" in text else ():
            for name in re.finditer("[^、和与及]+(?:和$)?", match.group(1)):  # 其他3人分别为张天峰、刘卫东和王中
                yield self._claim(match.start(1) + name.start(), match.start(1) + name.end())
        for match in self._for_whom.finditer(text) if "来说" in text else ():
            if self._is_someone(context, *match.span(1)):
                yield self._claim(*match.span(1))
        for match in _APPROVED.finditer(text) if "任职资格" in text else ():
            for end in (match.end() + 3, match.end() + 2):  # 核准|张建国|浙江永嘉农村商业银行董事任职资格
                body = context.known_at(end)
                if body is not None and not body.weak and self._surname.match(text, match.end()):
                    yield self._claim(match.end(), end)
                    break
        if "藏" in text:
            for match in self._tibetan.finditer(text):
                yield self._claim(*match.span())

    def _is_someone(self, context: Context, start: int, end: int) -> bool:
        """Whether what has the form of a name is no word, and no name of something else."""
        known = context.known_at(start)
        if known is not None and known.end >= end and not known.weak:
            return known.label == "Person"
        return self._is_person(context.text[start:end])

    def _is_of_words(self, text: str, start: int, end: int) -> bool:
        """Whether what follows a plain word is a word itself, or runs over into one: 投资者|通过, 电[工程]."""
        if self._ordinary(text[start:end]):
            return True
        position = max(0, start - 3)
        for word, _ in self._tagger(text[position:end]) if self._is_word(text[start - 1 : start + 1]) else ():
            if position < start < position + len(word):
                return True
            position += len(word)
        return False

    def _is_person(self, name: str) -> bool:
        return not (name in self._not_name or self._ordinary(name) or self._no_one.search(name) or name[0] == name[-1])

    def _by_post(self, context: Context) -> Iterator[Claim]:
        """秘书长赵辰昕, 记者 江聃, 选手萨巴伦卡; and the names listed after: 马凯、杨晶."""
        text = context.text
        found = [(post, end) for post, end, _ in self._posts(text)]
        yield from self._addressed(context, found)
        posts = ((post, end + (text[end : end + 1] in _APART)) for post, end in found)
        chiefs = (chief.span() for chief in self._chief.finditer(text)) if "首席" in text or "常驻" in text else ()
        for post, start in (*posts, *chiefs):
            title = text[post:start]
            start += 2 * text.startswith("——", start)  # 副行长——|王纬
            opening = text[start : start + 1]
            odd = self._odd_name(context, start, title)
            if odd is not None:
                yield self._claim(*odd)
                continue
            if opening in _NO_OPENING and opening not in self._openings:
                continue
            if opening.isascii() and opening.isupper() and (latin := self._latin.match(text, start)) is not None:
                yield self._claim(*latin.span())  # 首席财务官|Leslie Maasdorp
                continue
            if (opening == "国" and title.endswith("主席")) or (opening == "府" and title.endswith(("总统", "首相", "总理"))):
                continue  # 轮值主席国, 总统府|发表
            abroad = opening in self._letters and self._is_abroad(context, post)
            known = context.known_at(start) if abroad else None
            listed = known.end if known is not None and known.label == "Person" else 0
            end = listed or (self._foreign_run(context, start) if abroad else 0)
            if not end and opening in self._openings:
                end = self._name_end(context, start) or self._namesake(context, start, title)
                if end and title in self._plain and self._is_of_words(text, start, end):
                    end = 0
                if end and opening in TOWARDS and title in self._plain and self._is_word(text[start + 1 : end]):
                    end = 0  # 志愿者|向社区居民讲解
                if end and opening in self._letters and not self._follows(text, end):
                    end = max(end, self._foreign_run(context, start))  # 莫拉|维茨基
            if not end and opening not in _NO_OPENING and (opening in self._letters or self._is_abroad(context, post)):
                end = self._foreign_end(context, start, abroad or opening not in self._letters)
            if not end and title not in self._plain:
                end = self._short_foreign(text, start)
            yield from self._and_more(context, start, end)

    def _addressed(self, context: Context, posts: list[tuple[int, int]]) -> Iterator[Claim]:
        for post, end in posts:
            if context.text[post:end] in _ADDRESS and (before := self._before_title(context, post, end)) is not None:
                yield self._claim(before, post)

    def _before_title(self, context: Context, post: int, end: int) -> int | None:
        """Where the name begins that a title addresses, directly behind a body: 中国银保监会|梁涛|副主席."""
        text = context.text
        if not _ADDRESSED.match(text, end):
            return None
        start = self._name_start(context, post)
        if start is None or post - start not in (2, 3) or not start:
            return None
        body = context.known_over(start - 1)
        whole = body is not None and body.end == start and body.label in _POSTED and not body.weak
        return start if whole or (text[start - 1] in _BODY_ENDS and not self._is_word(text[start - 1 : start + 1])) else None

    def _odd_name(self, context: Context, start: int, post: str) -> tuple[int, int] | None:
        """What few names are after a post: behind 为 (实际控制人为|沈小平), with a masked name (主任|陈某某), a surname 和."""
        text = context.text
        opening, second = text[start : start + 1], text[start + 1 : start + 2]
        if "·" in text[start + 1 : start + 6] and (dotted := self._dotted.match(text, start)) is not None:
            within = self._post.search(text, start, text.index("·", start))  # 国务委员|会主席劳尔·卡斯特罗
            return None if within else dotted.span()  # 国防大臣|本·华莱士
        if opening in _COPULAS and second in self._openings:
            end = self._name_end(context, start + 1)
            if end and not HAN.match(text, end) and not self._is_word(text[start + 1 : end]):
                return start + 1, end
        if second == "某" and (masked := self._masked.match(text, start)) is not None:
            return masked.span()
        if opening == "和" and post not in self._plain and self._is_rare(text, start):
            return start, start + 3
        return None

    def _and_more(self, context: Context, start: int, end: int) -> Iterator[Claim]:
        """The name found, when there is one, and those listed after it: 总经理马志伟、黄志明和葛国栋."""
        text = context.text
        while end:
            yield self._claim(start, end)
            start = end + 1
            further = text[end : end + 1]
            end = self._name_end(context, start) if further and further in "、和" else 0
            if further == "和" and (not end or self._tagger(text[start:end])[0][1] != "nr"):
                end = 0  # never 和|公司

    def _by_saying(self, context: Context) -> Iterator[Claim]:
        """王一鸣表示; and the names listed before: 马凯、杨晶参加."""
        text = context.text
        for match in self._said_strong.finditer(text):
            end = match.start()
            if to_whom(text, end - 1):
                continue  # 对于李志|来说
            adverb = _ADVERBS.search(text, max(0, end - 4), end)
            start = self._name_start(context, adverb.start()) if adverb else None
            end = adverb.start() if adverb and start is not None else end
            start = self._name_start(context, end) if start is None else start
            while start is not None:
                yield self._claim(start, end)
                end = start - 1
                start = self._name_start(context, end) if text[end : end + 1] == "、" else None

    def _of_firms(self, context: Context) -> Iterator[Claim]:
        """A name directly after a firm's, as market news has it: 高毅资产|邓晓峰."""
        for firm in context.known:
            if (
                firm.label not in ("Company", "Bank")
                or firm.weak
                or context.text[firm.end : firm.end + 1] not in self._openings
            ):
                continue
            word, tag = self._tagger(context.text[firm.end : firm.end + 8])[0]
            end = firm.end + len(word)
            named = tag == "nr" and 2 <= len(word) <= 3 and word not in self._not_name and context.known_at(firm.end) is None
            if named and self._surname.match(word) and self._follows(context.text, end):
                yield self._claim(firm.end, end)

    def _in_lists(self, context: Context) -> Iterator[Claim]:
        """Three names or more in a list: 对徐杨、钱子昂、沈潜威等18名责任人处以警告."""
        for match in self._listed.finditer(context.text):
            spans = [
                (name.start() + match.start(), name.end() + match.start()) for name in re.finditer("[^、]+", match.group())
            ]
            first = self._name_start(context, match.start())
            if first is not None:
                spans.insert(0, (first, match.start()))
            names = [context.text[start:end] for start, end in spans]
            known = [context.known_at(start) for start, _ in spans]
            if any(name is not None and name.label != "Person" for name in known) or not self._not_name.isdisjoint(names):
                continue
            if any(map(_ABLE.search, names)):
                continue  # 管得住、管得准、管得好
            if sum(map(self._is_word, names)) * 3 <= len(names):
                yield from (self._claim(start, end) for start, end in spans)

    def _is_abroad(self, context: Context, post: int) -> bool:
        """Whether the words before a post name a foreign country: 古巴全国人民政权代表大会|主席."""
        left = max(context.run_start(post), post - 20)
        body = context.known_over(post - 1) if post else None
        if body is not None and (body.label == "Organization" or _OVERSEAS.match(body.surface)):
            return True  # 经济合作与发展组织|秘书长
        if body is not None and any(self._foreign_place(body.surface[:end]) for end in range(len(body.surface), 1, -1)):
            return True  # 美国国会众议院|议长, 刚果（布）|总统
        if context.text[left - 1 : left] == "、":
            left = max(context.run_start(left - 1), left - 20)  # 美国总统拜登、|国务卿
        return any(name.label == "Place" and self._foreign_place(name.surface) for name in context.known_between(left, post))
