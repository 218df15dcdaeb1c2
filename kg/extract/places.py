"""Places by structure: one-letter names in 在京, and divisions below a listed place (静海区 台头镇)."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation


class PlaceExtractor:
    """What the list of places cannot hold: villages, zones and parks after a listed place, and 京 in 在京."""

    name = "place"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["places"]
        self._single = re.compile(
            rf"(?<=[在赴驻进来返抵离])(?:[{data['single']}])(?=[一-龥，。、）\s])(?!{alternation(data['single_not_before'])})"
        )
        self._below = re.compile(rf"[一-龥]{{0,8}}?(?:{alternation(data['heads'])})")
        self._feature = re.compile(alternation(data["features"]))
        self._zone = re.compile(rf"(?:{alternation(data['zones'])})$")
        self._stops = lexicon.stops
        self._never = re.compile(data["not_inside"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every place that structure shows."""
        text = context.text
        for match in self._single.finditer(text):
            yield Claim(match.start(), match.end(), "Place", self.name, RANKS["listed"])
        for known in context.known:
            if known.label != "Place" or known.weak:
                continue
            below = self._below.match(text, known.end, known.end + 12)
            if below is None or self._never.search(below.group()):
                continue
            words = context.words(known.end, below.end())
            if any((word.tag[0] in "vpcudrm" and word.tag != "vn") or word.text in self._stops for word in words[:-1]):
                continue
            after = context.words(known.end, min(len(text), below.end() + 4))
            if not any(word.end == below.end() for word in after):
                continue  # the head is the beginning of another word: 市|场
            whole = self._feature.fullmatch(below.group()) is not None or self._zone.search(below.group()) is not None
            yield Claim(known.start if whole else known.end, below.end(), "Place", self.name, RANKS[self.name])
