"""Platforms of lenders in the reports of their failure: 收购|抓钱猫|、石头理财, 8家平台分别是|强强财富|、乐贷通."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.regex import regex

_LENDING = ("网络借贷", "网贷", "P2P", "集资诈骗", "非法集资", "非法吸收公众存款")
_NAME = "(?:(?!网络|互联网|网贷|投资|被告|该|其|多)[^\\s，。、；：！？“”《》（）()的了及和与等是为]{3,7})"
# What is set up or bought, one after the other; and what a count of platforms tells one by one.
_LISTED = regex(
    rf"""
    (?:设立|成立|收购|控制|开设|上线)了?(?P<dealt>(?:{_NAME}、){{1,60}}{_NAME})(?=[及和与，。；]|等(?!业务|产品|服务|领域))
    | 平台分别[是为]：?(?P<counted>(?:{_NAME}、){{1,60}}{_NAME})(?=[及和与等，。；])
    """,
    re.VERBOSE,
)
_SINGLE = regex(rf"(?:设立|成立|运营|经营|收购|控制|开设|上线)(?:了|的)?({_NAME}平台)")
_NO_PLATFORM = regex("公司|企业|股份|机构|银行|基金$|集团|账户|网络|互联网|(?:借贷|网贷|理财|服务|信息)平台$(?<=^.{4})")


class LenderExtractor:
    """Platforms by what was done with them, in texts that speak of lending between people.

    Accepted gap: a platform that no such list or verb names.
    """

    name = "platform"

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such platform, and the same without 平台 behind its name.

        >>> text = "收购抓钱牛、石头财富，从事网络借贷"
        >>> context = Context(text, (), lambda text: [(text, "n")], lambda *_: (), lambda _: False)
        >>> [context.text[claim.start : claim.end] for claim in LenderExtractor().find(context)]
        ['抓钱牛', '石头财富']
        """
        text = context.text
        if not any(sign in text for sign in _LENDING):
            return
        for match in _LISTED.finditer(text):
            begin = match.start(match.lastgroup or 0)
            for member in re.finditer("[^、]+", match.group(match.lastgroup or 0)):
                if _NO_PLATFORM.search(member.group()) is None:
                    yield self._claim(begin + member.start(), begin + member.end())
        for match in _SINGLE.finditer(text):
            name = match.group(1)
            if _NO_PLATFORM.search(name) is None:
                yield self._claim(*match.span(1))
                for short in re.finditer(f"{re.escape(name[:-2])}(?!平台)", text):
                    yield self._claim(*short.span())._replace(full=name)

    def _claim(self, start: int, end: int) -> Claim:
        return Claim(start, end, "Platform", self.name, RANKS["event"])
