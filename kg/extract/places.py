"""Places by structure: one-letter names in 在京, and divisions below a listed place (静海区 台头镇)."""

import re
from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.extract.parts import VENUE

_SIDE = re.compile("[东南西北中]{1,2}部")  # 英国|西南部|布里斯托市
_DEPTH = 3  # divisions read below a listed place


class PlaceExtractor:
    """What the list of places cannot hold: villages, zones and parks after a listed place, and 京 in 在京."""

    name = "place"

    def __init__(self, lexicon: Lexicon, foreign_place: Callable[[str], bool]) -> None:
        data = lexicon.raw["places"]
        self._foreign_place = foreign_place
        self._single = re.compile(
            rf"(?<=[在赴驻进来返抵离])(?:[{data['single']}])(?=[一-龥，。、）\s])(?!{alternation(data['single_not_before'])})"
        )
        self._below = re.compile(rf"[一-龥]{{0,8}}?(?:{alternation(data['heads'])})")
        self._feature = re.compile(alternation(data["features"]))
        self._zone = re.compile(rf"(?:{alternation(data['zones'])})$")
        self._built = re.compile(rf"[一-龥A-Za-z\d]{{1,16}}?(?:{alternation(data['structures'])})")
        self._works = re.compile(alternation(data["structures"]))
        self._stops = lexicon.stops
        self._never = re.compile(data["not_inside"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every place that structure shows."""
        text = context.text
        for match in self._single.finditer(text):
            yield Claim(match.start(), match.end(), "Place", self.name, RANKS["listed"])
        works = self._works.search(text) is not None
        for known in context.known:
            if known.label != "Place" or known.weak:
                continue
            start, end = known.start, known.end
            around = context.known_over(start - 1) if start and VENUE.search(known.surface) else None
            # 安徽省|合肥市|滨湖国际会展中心, 阿联酋|迪拜…国际机场
            chain = around is not None and (len(context.parts(around)) > 1 or self._foreign_place(around.surface))
            if around is not None and around.label == "Place" and around.end == start and not around.weak and not chain:
                yield Claim(around.start, end, "Place", self.name, RANKS[self.name])
                continue
            built = self._structure(context, end) if works else 0
            if built:
                yield Claim(start, built, "Place", self.name, RANKS[self.name])
                continue
            for _ in range(_DEPTH):
                below = self._under(context, end)
                if not below:
                    break
                side = _SIDE.match(text, end, below - 2)
                end = side.end() if side else end
                surface = text[end:below]
                inner = context.known_at(end)
                if inner is not None and inner.label == "Place" and inner.end >= below:
                    break  # 阿联酋|迪拜…国际机场: it is read from its own place on
                whole = self._feature.fullmatch(surface) is not None or self._zone.search(surface) is not None
                if whole and start == known.start and len(parts := context.parts(known)) > 1:
                    start = end if VENUE.search(surface) else parts[-1][0]
                yield Claim(start if whole else end, below, "Place", self.name, RANKS[self.name])
                start, end = end, below

    def _structure(self, context: Context, end: int) -> int:
        """Where what is built there ends, or 0: 南京|地铁10号线长江隧道."""
        built = self._built.match(context.text, end, end + 20)
        if built is None or self._never.search(built.group()):
            return 0
        words = context.words(end, built.end())
        park = built.group().endswith("园")  # 安徽|建设新能源产业园
        verbs = sum(word.tag == "v" and (not park or len(word.text) > 1) for word in words)
        if verbs > (not park) or any(
            word.label not in ("", "Place") or word.tag[0] in "pcudr" or word.text in self._stops for word in words
        ):
            return 0
        return built.end()

    def _under(self, context: Context, end: int) -> int:
        """Where the place ends that stands directly below the one that ends here, or 0: 于都县|梓山镇|潭头村."""
        text = context.text
        below = self._below.match(text, end, end + 12)
        if below is None or below.end() < end + 2 or self._never.search(below.group()):
            return 0
        words = context.words(end, below.end())
        if any((word.tag[0] in "vpcudrm" and word.tag != "vn") or word.text in self._stops for word in words[:-1]):
            return 0
        after = context.words(end, min(len(text), below.end() + 4))  # a head may begin another word: 市|场
        return below.end() if any(word.end == below.end() for word in after) else 0
