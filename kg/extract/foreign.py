"""Foreign names: people with a dot in theirs, and bodies of other countries that bear the names of ours."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Tagger
from kg.extract.lexicon import Lexicon
from kg.extract.person_names import cut_onward
from kg.regex import regex

_DOT = re.compile("[·•・\\-－]")
_HYPHEN = regex("[一-龥]{2}.[一-龥]{2}|[一-龥]{3}.[一-龥](?=[，。；、说称在与和同向表认强指会就])")
_POST = regex("主席|总理|经理|助理|代理")  # posts whose end could be a letter of a name
_CENTRAL = regex("(?:中央|全国)(?:政治局|委员会|书记处|军事委员会|监察委员会|检查委员会)?(?:常务委员会)?")
# After a foreign name these make it the name of something else: 本·古里安|国际机场, 卡尔·蔡司|公司.
_NO_PERSON = regex("(?:国际)?机场|号|公司|集团|基金|大学|学院|中心|奖|法案|路|大街|广场|体育|球场|航母|级")

_DIVISION = regex(
    "自治区|大区|地区(?!主席|代表)|州(?!长)|省(?!长)|县(?!长)|岛(?!国)|山脉|市(?![长场])"
)  # 卡斯蒂利亚-莱昂|自治区


def _hyphened(text: str, at: int) -> bool:
    """Whether a hyphen stands inside a name: 斯特劳斯-卡恩, 雅各布-卢."""
    return any(_HYPHEN.match(text, max(0, at - back)) is not None for back in (2, 3))


class DottedExtractor:
    """克里斯蒂娜·拉加德, 艾力更·依明巴海: what transliterates on both sides of the dot, and nothing around it."""

    name = "person"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["people"]
        dotted = data["transliteration"] + data["transliteration_dotted"]
        self._dotted_letter = re.compile(f"[{dotted}]")
        self._dotted_rest = re.compile(rf"(?:[·•・][{dotted}]{{1,9}}|[-－][{dotted}]{{1,7}}){{1,3}}")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every name with a dot."""
        text, end = context.text, 0
        for dot in _DOT.finditer(text):
            if dot.start() < end or (dot.group() in "-－" and not _hyphened(text, dot.start())):
                continue
            start = dot.start()
            while start > max(end, dot.start() - 7) and self._dotted_letter.match(text, start - 1):
                known = context.known_over(start - 1)
                if known is not None and not known.weak and known.label != "Person" and known.end < dot.start():
                    break
                start -= 1
            if _POST.match(text, start - 1):
                start += 1  # 国家主席|迪亚斯-卡内尔
            right = self._dotted_rest.match(text, dot.start())
            if right is None or start == dot.start() or right.end() - start < 4:  # 皖美消[费·合]肥购
                continue
            inside = context.known_between(start, right.end())
            if dot.group() in "-－" and any(not known.weak and known.label != "Person" for known in inside):
                continue  # 中国-东盟, 平安资管-建设银行
            end = cut_onward(text, dot.end() + 1, right.end())  # 劳尔·卡斯特罗|再次当选
            if (division := _DIVISION.match(text, end)) is not None:
                yield Claim(start, division.end(), "Place", "place", RANKS["place"])
            elif not _NO_PERSON.match(text, end):
                yield Claim(start, end, "Person", self.name, RANKS[self.name])


_TITLE = re.compile("总统|国王|女王|王后|太后|王储|亲王|首相|总理|议长|外长|大公")  # as below: spares most texts that search


class TitledExtractor:
    """A transliterated name before its title, where a word or a mark opens it: 同|西哈莫尼|国王和|莫尼列|太后会晤."""

    name = "person"

    def __init__(self, lexicon: Lexicon, tagger: Tagger, is_word: Callable[[str], bool]) -> None:
        self._tagger, self._is_word = tagger, is_word
        letters = lexicon.raw["people"]["transliteration"]
        self._letter = re.compile(f"[{letters}]")
        self._titled = re.compile(
            rf"""
            (?:(?<=[对向同和与请给由应及、，。；：\n])|(?<=转达)|(?<=感谢)|(?<=祝贺)|^)
            ([{letters}]{{2,7}}(?:[一二三四五六七八九十]{{1,2}}世)?|[一-龥]{{3}})
            (?=总统(?![府令选大候])|国王|女王|王后|太后|王储|亲王|首相|总理|议长|外长(?!会)|大公)
            """,
            re.VERBOSE,
        )

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such name that is no word, nor the name of a country."""
        for match in self._titled.finditer(context.text) if _TITLE.search(context.text) else ():
            name = match.group(1)
            if any(not known.weak and known.label != "Person" for known in context.known_between(*match.span(1))):
                continue
            if self._is_name(name):
                yield Claim(*match.span(1), "Person", self.name, RANKS[self.name])

    def _is_name(self, name: str) -> bool:
        tagged = self._tagger(name)
        if name.endswith("世") or (tagged[0][1].startswith("nr") and len(tagged) == 1):
            return True
        if len(tagged) == 1 and tagged[0][1] == "ns" and len(name) > 3:
            return True  # a town too, though not one we list
        worded = any(len(word) > 1 and not tag.startswith("nr") and self._is_word(word) for word, tag in tagged)
        return len(name) > 2 and not worded and all(map(self._letter.match, name))


# A second post of a head of government: 副总理兼|财政部|部长; the ministry is another country's, and the posts of ours differ.
_SECOND_POST = regex("(?:总理|首相|总统)兼([一-龥]{2,6}?部)(?=部?长|大臣)")
# A second minister of one country: 美国财政部长某某及|商务部|长.
_SECOND_MINISTER = re.compile("[及和与、]([一-龥]{2,6}?部)(?=部?长)")
_BETWEEN = regex("部?长(?:兼[一-龥]{2,10}?部?长)?[一-龥·]{2,10}(?:以)?[及和与、]")
_NEAR = 24  # characters from one minister's body to the next
_REACH = 300  # characters from such a post back to the name of its country


class ForeignExtractor:
    """Bodies of other countries, which bear the names of ours: 希腊|文化部, 古巴|全国人大, 柬埔寨|人民党."""

    name = "organisation"

    def __init__(self, lexicon: Lexicon, is_foreign: Callable[[str], bool]) -> None:
        data = lexicon.raw["foreign"]
        self._is_foreign = is_foreign
        self._bodies = re.compile(data["bodies"])
        self._parties = re.compile(data["parties"])
        self._not_inside = re.compile(data["not_inside"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every body that follows the name of a foreign country."""
        yield from self._ministries(context)
        for known in context.known:
            if known.label == "Organization" and known.surface[-1] in "党共" and not known.weak:
                body = _CENTRAL.match(context.text, known.end)
                if body is not None:
                    yield Claim(known.start, body.end(), "Organization", self.name, RANKS[self.name])
            if known.label != "Place" or known.weak or not self._is_foreign(known.surface):
                continue
            for pattern, label in ((self._bodies, "GovernmentBody"), (self._parties, "Organization")):
                body = pattern.match(context.text, known.end)
                if body is not None and not self._not_inside.search(body.group()):
                    yield Claim(known.start, body.end(), label, self.name, RANKS[self.name])
                    break

    def _ministries(self, context: Context) -> Iterator[Claim]:
        """The ministries of which a foreign head of government is minister, too."""
        for post in _SECOND_POST.finditer(context.text) if "兼" in context.text else ():
            for known in reversed(context.known_between(max(0, post.start() - _REACH), post.start())):
                if known.label == "Place" and not known.weak and self._is_foreign(known.surface):
                    full = known.surface + post.group(1)
                    yield Claim(*post.span(1), "GovernmentBody", self.name, RANKS["event"], full=full)
                    break
        for post in _SECOND_MINISTER.finditer(context.text):
            start = post.start(1)
            for known in context.known_between(max(0, start - _NEAR), start):
                country = self._country(known.surface) if known.label == "GovernmentBody" and not known.weak else ""
                if country and _BETWEEN.fullmatch(context.text, known.end, start):
                    yield Claim(*post.span(1), "GovernmentBody", self.name, RANKS["event"], full=country + post.group(1))

    def _country(self, body: str) -> str:
        """The foreign country that the name of a body opens with, or nothing."""
        return next((body[:end] for end in range(min(len(body) - 1, 8), 1, -1) if self._is_foreign(body[:end])), "")


_MISSION = regex(
    r"常?驻(?!外|华使)(?:[一-龥]{1,12}?(?:大使馆|总领事馆|总领馆|领事馆|使馆)(?![员区])|(?:(?:日内瓦|维也纳|纽约|内罗毕)?联合国|世贸组织|欧盟|东盟)[一-龥]{0,5}?(?:代表团|使团))"
)


class MissionExtractor:
    """Embassies and consulates: 中国驻某国大使馆, 美国驻某城总领馆, 中国常驻联合国代表团."""

    name = "organisation"

    def __init__(self, is_foreign: Callable[[str], bool]) -> None:
        self._is_foreign = is_foreign

    def find(self, context: Context) -> Iterator[Claim]:
        """Every mission whose sender is named."""
        for match in _MISSION.finditer(context.text) if "驻" in context.text else ():
            sender = context.known_over(match.start() - 1) if match.start() else None
            named = sender is not None and sender.label == "Place" and sender.end == match.start()
            if sender is not None and named and (sender.surface == "中国" or self._is_foreign(sender.surface)):
                full = sender.surface + match.group().replace("总领馆", "总领事馆").replace("国使馆", "国大使馆")
                yield Claim(sender.start, match.end(), "GovernmentBody", self.name, RANKS["event"], full=full)
