"""Offices of banks by how the press shortens them: 人行, 人行某县支行, 某市人行, and 阳新支行行长 beside its bank."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.regex import regex

# The central bank by two letters that also meet inside words: 行人行道, 投资人行使, 领导人行将.
_SHORT = re.compile(
    r"""
    人行(?<![一-龥]人行)(?![道横天通步走为使程列业动驶进至驾李经凶贿骗医善路桥])
    | 人行(?:(?<=[和与及由向对据从经]人行)|(?<=当地人行))(?![道横天通步走为使程列业动驶进至驾李经凶贿骗医善路桥将了])
    """,
    re.VERBOSE,
)
# What a branch of it does; so 温州|人行 is one, and 深圳|人行道 none.
_ACTS = regex(
    "(?=[、，。；：]|联合|指导|会同|推动|积极|近日|日前|有关|印发|出台|数据|举办|组织|创新|副?行长|引导|牵头|表示|介绍|发布|对|在|与|和)"
)
_BRANCH = re.compile("人行([一-龥]{2,8}?(?:中心支行|中支|支行|分行|营管部|营业管理部))(?![业为])")
# An office of the other one: 外汇局义乌支局.
_EXCHANGE = re.compile("(?:国家外汇管理局|外汇管理局|外汇局|外管局)([一-龥]{2,8}?(?:中心支局|支局|分局))")
# Behind another of its bank, which stands so many characters before at most.
_BACK = 60
_FURTHER = re.compile(
    "(?<=[支分]行)(?:、|，?以及|[和及与])((?!各|其|该|所|辖|下|多|基层|一级|二级|营业|一线|分支)[一-龥]{2,8}?[支分]行)(?![业为长])(?=[^一-龥]|因|共|被|分别|等|和|及|以及|的|存在)"
)
# A branch by the post of who is named: 、|光山支行|行长汪彩虹.
_POST = re.compile(
    "(?<![一-龥])([一-龥]{2,6}?支行)(?=(?:党委书记|党支部书记|党总支书记)?、?(?:原|时任)?副?(?:行长|客户经理)[一-龥]{2,3})"
)
_NO_BRANCH = regex("[该各某其本此辖下所]|[一二三多几]级|银行|基层|人行")
_REACH = 200  # characters from a branch back to its bank
_TOWN = 4  # characters of a branch of two letters


class BranchExtractor:
    """The central bank and its offices by 人行, and branches of a bank named before by their place and a post.

    Accepted gap: an office of the central bank whose place is not listed.
    """

    name = "organisation"

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such office."""
        if "人行" in context.text:
            yield from self._central(context)
        if "支行" in context.text:
            yield from self._headed(context)
        if "支行" in context.text or "分行" in context.text:
            yield from self._further(context)
        for match in _EXCHANGE.finditer(context.text) if "支局" in context.text or "分局" in context.text else ():
            if self._is_place(context, match.start(1)):
                yield Claim(*match.span(), "Regulator", self.name, RANKS["local"], full="国家外汇管理局" + match.group(1))

    def _central(self, context: Context) -> Iterator[Claim]:
        text = context.text
        for match in _SHORT.finditer(text):
            yield Claim(*match.span(), "Regulator", "listed", RANKS["listed"], full="中国人民银行")
        for match in _BRANCH.finditer(text):
            if self._is_place(context, match.start(1)):
                yield Claim(*match.span(), "Regulator", self.name, RANKS["local"], full="中国人民银行" + match.group(1))
        for known in context.known:
            end = known.end + 2
            if known.label == "Place" and text.startswith("人行", known.end) and _ACTS.match(text, end):
                yield Claim(known.start, end, "Regulator", self.name, RANKS["local"])

    def _is_place(self, context: Context, at: int) -> bool:
        known = context.known_at(at)
        return known is not None and known.label == "Place"

    def _headed(self, context: Context) -> Iterator[Claim]:
        for match in _POST.finditer(context.text):
            if _NO_BRANCH.search(match.group(1)):
                continue
            before = context.known_between(max(0, match.start() - _REACH), match.start())
            bank = next((known for known in reversed(before) if known.label == "Bank" and not known.weak), None)
            short = len(match.group(1)) <= _TOWN or self._is_place(context, match.start(1))
            if bank is not None and short:
                yield Claim(*match.span(1), "Bank", self.name, RANKS["local"], full=bank.surface + match.group(1))

    def _further(self, context: Context) -> Iterator[Claim]:
        """Branches named after another of the same bank: 建设银行大连分行、|瓦房店支行|、|红旗支行."""
        for match in _FURTHER.finditer(context.text):
            start, end = match.span(1)
            bank = next(
                (known for known in reversed(context.known_between(max(0, start - _BACK), start)) if known.label == "Bank"),
                None,
            )
            apart = any(
                known.label not in ("Place", "Person") and not known.weak for known in context.known_between(start, end)
            )
            if bank is None or bank.weak or apart or "。" in context.text[bank.end : start]:
                continue
            yield Claim(start, end, "Bank", self.name, RANKS["event"], full=bank.surface + match.group(1))
