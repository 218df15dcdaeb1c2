"""People: by post, by what they say, by byline, and by name once known."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context, Tagger
from kg.extract.lexicon import Lexicon, alternation

_FOREIGN = "[一-龥]{1,6}(?:[·•・][一-龥]{1,7}){1,3}"
_DOT = re.compile("[·•・]")
_HAN = re.compile(r"[一-龥]+$")


class PersonExtractor:
    """Chinese names beside a post, a verb of saying, or a byline; transliterated names with their dot.

    Accepted gap: a bare name in running text that nothing beside it marks.
    """

    name = "person"

    def __init__(self, lexicon: Lexicon, tagger: Tagger, is_word: Callable[[str], bool]) -> None:
        data = lexicon.raw["people"]
        self._is_word = is_word
        self._tagger = tagger
        compounds = data["compound"].split()
        surname = f"(?:{alternation(compounds)}|[{data['single']}])"
        given = f"[^{re.escape(data['never_given'])}a-zA-Z]"
        self._surname = re.compile(surname)
        self._given = re.compile(given)
        self._compounds = frozenset(compounds)
        posts = [post for post in lexicon.posts if len(post) > 1 and post not in data["not_posts"]]
        self._post = re.compile(rf"(?:{alternation([*posts, *data['before']])})(?:[:：]\s?| )?(?={surname}[ 　]?{given})")
        self._said = re.compile(alternation(data["said"]))
        self._said_strong = re.compile(rf"(?:{alternation(data['said_strong'])})")
        self._byline = re.compile(
            rf"(?:记者|编辑|责编|通讯员|作者|摄影|校对)\s*[:：/|]?\s*((?:{surname}[ 　]?{given}{{1,2}})(?:[、 　]+{surname}[ 　]?{given}{{1,2}}){{0,4}})(?=[\s）)，。】〕\]/|]|报道|摄|$|编辑|责编|[^一-龥])",
        )
        self._signed = re.compile(rf"[（(]({surname}[一-龥]{{1,2}})[）)]\s*(?=\n|$)")
        self._foreign = re.compile(_FOREIGN)
        self._apposed = re.compile(rf"(?:^|(?<=[\n。；：】]))({surname}{given}{{1,2}})，(?=[一-龥])", re.MULTILINE)
        self._transliterated = re.compile(rf"(?:{alternation([*posts, *data['before']])})([{data['transliteration']}]{{2,7}})(?=[，。、；：）的]|{alternation(data['said_strong'])}|在|将|和|与|于|对|\d|今)")
        self._not_name = frozenset(data["not_name"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every mention that a rule finds; each name once or more often."""
        text = context.text
        yield from self._bylines(text)
        for match in self._post.finditer(text):
            end = self._name_end(text, match.end())
            if end:
                yield self._claim(text, match.end(), end)
                yield from self._listing(text, end)
        for match in self._said_strong.finditer(text):
            start = self._name_start(context, match.start())
            if start is not None:
                yield self._claim(text, start, match.start())
                while text[start - 1 : start] == "、" and (before := self._name_start(context, start - 1)) is not None:
                    yield self._claim(text, before, start - 1)
                    start = before
        for match in self._apposed.finditer(text):
            if context.known_at(match.end()) is not None and match.group(1) not in self._not_name:
                yield self._claim(text, match.start(1), match.end(1))
        for match in self._transliterated.finditer(text):
            name = match.group(1)
            if len(name) >= 3 and not context.known_between(match.start(1), match.end(1)) and (not self._is_word(name) or self._tagger(name)[0][1].startswith("nr")):
                yield self._claim(text, match.start(1), match.end(1))
        for dot in _DOT.finditer(text):
            foreign = self._foreign.search(text, max(0, dot.start() - 6), dot.end() + 16)
            if foreign is not None:
                yield self._claim(text, foreign.start(), foreign.end())
        for match in self._apposed.finditer(text):
            if context.known_at(match.end()) is not None and match.group(1) not in self._not_name:
                yield self._claim(text, match.start(1), match.end(1))
        for match in self._transliterated.finditer(text):
            name = match.group(1)
            if len(name) >= 3 and not context.known_between(match.start(1), match.end(1)) and (not self._is_word(name) or self._tagger(name)[0][1].startswith("nr")):
                yield self._claim(text, match.start(1), match.end(1))
        if "·" in text:
            for match in self._foreign.finditer(text):
                yield self._claim(text, match.start(), match.end())

    def _claim(self, text: str, start: int, end: int, rank: str = "person") -> Claim:
        return Claim(start, end, "Person", rank, RANKS[rank])

    def _bylines(self, text: str) -> Iterator[Claim]:
        for match in self._byline.finditer(text):
            position = match.start(1)
            for piece in re.split(r"([、 　]+)", match.group(1)):
                if len(piece.strip("、 　")) >= 2:
                    yield self._claim(text, position, position + len(piece), "byline")
                position += len(piece)
            if re.fullmatch(r"[一-龥][ 　][一-龥]{1,2}", match.group(1)):
                yield self._claim(text, match.start(1), match.end(1), "byline")
        for match in self._signed.finditer(text):
            if match.group(1) not in self._not_name:
                yield self._claim(text, match.start(1), match.end(1), "byline")

    def _listing(self, text: str, position: int) -> Iterator[Claim]:
        """Names that follow a name in a list: 马凯、杨晶参加."""
        while text[position : position + 1] == "、":
            end = self._name_end(text, position + 1)
            if not end:
                return
            yield self._claim(text, position + 1, end)
            position = end

    def _name_end(self, text: str, start: int) -> int:
        """Where the name that begins here ends, or 0 when none does."""
        surname = self._surname.match(text, start)
        if surname is None:
            return 0
        best = 0
        position = start
        for word, tag in self._tagger(text[start : start + 9])[:2]:
            position += len(word)
            if tag.startswith("nr") and 2 <= position - start <= 4 and position >= surname.end() + 1 and self._follows(text, position):
                name = text[start:position]
                if name not in self._not_name and all(self._given.match(c) for c in name[surname.end() - start :]):
                    return position
                break
        body = surname.end()
        if text[body : body + 1] in " 　":
            body += 1
        lengths = (2, 1) if self._given.match(text, body + 1) else (1,)
        options = [body + length for length in lengths if all(self._given.match(text, p) for p in range(body, body + length))]
        for end in options:
            if self._follows(text, end):
                best = end
                break
        if not best and options:
            best = self._by_words(text, start, options)
        return best if best and text[start:best] not in self._not_name else 0

    def _follows(self, text: str, end: int) -> bool:
        """Whether what stands at ``end`` may follow a name."""
        follows = text[end : end + 1]
        return not follows or not _HAN.match(follows) or self._said.match(text, end) is not None

    def _by_words(self, text: str, start: int, options: list[int]) -> int:
        """The length that jieba's words agree with: a word boundary at the end, and a name as the first word."""
        position = start
        for word, tag in self._tagger(text[start : start + 8]):
            position += len(word)
            if position in options and (tag.startswith("nr") or len(word) == 1 or position - start > len(word)):
                return position
            if position > max(options):
                break
        return 0

    def _name_start(self, context: Context, end: int) -> int | None:
        """Where the name that ends here begins: 王一鸣|表示, or None."""
        text = context.text
        for length in (3, 2, 4):
            start = end - length
            if start < 0 or (known := context.known_over(end - 1)) is not None and not known.weak:
                continue
            name = text[start:end]
            surname = self._surname.match(name)
            if surname is None or name in self._not_name or (length == 4) != (surname.end() == 2 and length == 4):
                continue
            if not all(self._given.match(c) for c in name[surname.end() :]):
                continue
            tagged = self._tagger(text[max(0, start - 6) : end])
            if length == 3 or length == 4:
                if self._splits(tagged, length):
                    return start
            elif tagged and tagged[-1][1].startswith("nr") and len(tagged[-1][0]) == 2:
                return start
        return None

    def _splits(self, tagged: list[tuple[str, str]], length: int) -> bool:
        """Whether the last words make exactly the name, and look like one."""
        taken, words = 0, []
        for word, tag in reversed(tagged):
            taken += len(word)
            words.append((word, tag))
            if taken >= length:
                break
        return taken == length and any(tag.startswith("nr") for _, tag in words)
