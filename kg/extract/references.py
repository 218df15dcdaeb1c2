"""Meetings of the party and the congress by their numbers, which articles refer to: 党的二十大, 十四届全国人大二次会议."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.event_names import CN
from kg.regex import regex

_PROVINCE = (
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|内蒙古|广西壮族|广西|西藏|宁夏回族|宁夏|新疆维吾尔|新疆)"
)
_REFERENCE = regex(
    rf"""
    (?:中国共产党第{CN}次全国代表大会
      | 中国共产党第{CN}届中央委员会第{CN}次全体会议
      | (?:党的|中共){CN}届{CN}中全会 | (?:党的|中共){CN}大(?!报告|代表) | {CN}届{CN}中全会 | {CN}届(?:历次|各次)全会
      | (?:第?{CN}届)?全国(?:人大|政协)(?:常委会)?(?:第{CN}届|{CN}届)?(?:常委会)?
        第{CN}次(?:(?!举行|召开)[一-龥]){{0,8}}?(?:会议|座谈会)
      | 第?{CN}届全国(?:人大|政协|人民代表大会)(?:常委会|常务委员会)?第?{CN}次(?:会议|[一-龥]{{2,6}}会)
      | (?:全国政协{CN}届|政协第{CN}届全国委员会)(?:(?!举行|召开)[一-龥]){{0,6}}第{CN}次[一-龥]{{0,4}}?会议
      | (?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)第{CN}届中央委员会第{CN}次全体会议
      | {_PROVINCE}(?:省|市|自治区)?委第?{CN}届(?:委员会)?第?{CN}次(?:全体会议|全会)
      | {_PROVINCE}(?:省|市|自治区)?(?:第?{CN}届(?:人大|人民代表大会|政协)|(?:人大|政协)第?{CN}届)第?{CN}次会议
      | (?:(?:中国共产党)?第)?{CN}届中央[一-龥]{{2,12}}第{CN}次(?:全体)?会议
    )
    """,
    re.VERBOSE,
)
# Plenums of other parties and of the league, which are not those of the Communist Party: 民进|十五届三中全会.
_OTHER_PARTY = regex("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|共青团|古共|越共|老挝党)$")
_SIGN = re.compile("届|(?:党的|中共)[十一二]|全国(?:人大|政协)")


def references(text: str) -> Iterator[Claim]:
    """Every such meeting.

    >>> text = "党的二十届三中全会以来"
    >>> [text[claim.start : claim.end] for claim in references(text)]
    ['党的二十届三中全会']
    """
    done = 0
    for sign in _SIGN.finditer(text):
        match = _REFERENCE.search(text, max(done, sign.start() - 14), sign.end() + 30)
        if match is not None and match.start() <= sign.start() < match.end():
            party = _OTHER_PARTY.search(text, max(0, match.start() - 4), match.start())
            yield Claim(party.start() if party else match.start(), match.end(), "Event", "reference", RANKS["reference"])
            done = match.end()
