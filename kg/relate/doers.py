"""Who does not do what a word says, though named before it: who only assents, and who speaks of others' deeds."""

import re

from kg.regex import regex
from kg.relate.authors import is_no_author
from kg.relate.frames import Frame, Trigger
from kg.relate.pairs import Reading

_DEEDS = frozenset(("issues", "offers", "uses", "implements", "operates", "establishes"))
_MARKS = "，；：。"
_BY = regex(r"经[^，。；：]{0,24}$")  # 经党中央、国务院同意
_ASSENT = re.compile(r"[^，。；：]{0,12}?同意")
# 目前已有近100家机构发行…, 12家企业首批推出…: what these do, no single body does.
_NUMBERED = regex(r"(?:\d|[一二三四五六七八九十百千万多余几])(?:[多余])?[家户](?![族庭长])[一-龥]{0,10}$")
_AT_ONCE = regex("(?:已经?|正|率先|先行|全面|积极|大力|在全[国省市]率先)*")


# 议程还有：审议某报告: who reviews it did not write it; 审议某院关于…的报告 is another's.
_REVIEWS = "审议"
_PRESS_OFFICE = re.compile("国务院新闻办公室|国新办")  # the host of a press conference does nothing that is told there
_PUBLISHES = frozenset(("发布", "发表"))
_FIRMS = frozenset(("Bank", "Company"))
_NO_ROUND = regex(
    "工具|担保|需求|服务|成本|租赁|渠道|平台|余额|难|券|方式|规模|结构|环境|畅通|对接|协调|模式|产品|支持|中介|环节|条件|功能"
)
# 某大会|今天在北京|召开: nobody is said to hold it.
_ITSELF = regex("[”》）)]?[^，。；由被]{0,30}")
_FOR_ANOTHER = regex("(?:支持|欢迎|祝贺|预祝|感谢|赞赏|希望|期待|祝愿)[^，。；]{1,20}$")  # 甲国支持|乙国举办
_ANOTHER = regex(
    "了?(?:[一二两三]次|紧急|专题|常委会|党组|闭门|视频|特别|党委)*会议(?!室|中心)"
)  # 某省委召开会议: one of its own
# 由|甲部举办, 主办单位为|甲会; not 某会成功举办，|甲行负责人参加.
_BY_WHOM = regex("(?:由[^，。；]{0,12}|(?:单位|主办方|承办方|协办方|举办方|主办者)[^，。；]{0,6}(?:为|是|有|：|包括)?)[“]?$")
_HELD_SOMEWHERE = regex("在[^，。；在]{2,12}(?:举办|举行|召开|主办)的$")  # 某部部长出席在甲城举办的乙会
_INVITES = regex("(?:诚邀|邀请|特邀|邀)了?[^，。；]{0,12}$")
_TOGETHER = regex("联合|共同|携手|合作|联名")
_NOTICE = regex("了?[^，。；]{0,8}?(?:公告|[年季财]报|业绩|数据)")
# 甲部发布的数据显示，各地乙部门推动…: others do it, whom nobody names.
_OTHERS = regex(
    "(?:^|[，；：。])(?:(?:目前|近年来|此前|今年以来|去年以来|据悉)，?)?(?:各地|各地区|全国各地|地方|各部门|有关部门|相关部门|有关方面)"
)
_FAR = 160  # code points
# 关于某法实施情况的报告 tells what was done; what a 工作报告 calls for is carried out.
_TELLS = re.compile("(?:情况|结果|决算)[^，。]{0,4}的?(?:报告|汇报)$")
# 甲证券认为，央行有望降准: no firm, paper or society cuts the rates of the central bank.
_OF_THE_CENTRAL_BANK = re.compile("降准|(?<!存款)降息|加息|存款准备金|中期借贷便利|公开市场")
_NO_LONGER = ("停止", "终止", "不再", "中止")  # 甲部停止|执行某通知
_ONLOOKERS = frozenset(("Company", "MediaOutlet", "Association"))
_EACH_ITS_PART = regex("由[“]?$")  # 由|甲局指导、乙公司建设: the one guides the work, not the other
_ITS_UNITS = regex("(?:有关|相关|各)(?:部门|单位|方面)")  # 国务院有关部门要…


def is_no_doer(frame: Frame, reading: Reading) -> bool:
    """Whether the sentence says that the subject of a reading leaves the deed to others."""
    if reading.trigger is not None and _is_nobodys(frame, reading, reading.trigger):
        return True
    if is_no_author(frame, reading):
        return True
    if reading.predicate not in _DEEDS or reading.trigger is None:
        return False
    if _cuts_no_rates(reading) or frame.text.endswith(_NO_LONGER, 0, max(0, reading.trigger.start - frame.sentence.start)):
        return True
    text, offset, subject = frame.text, frame.sentence.start, reading.subject
    if reading.predicate == "implements" and _TELLS.search(reading.object.entities[0].name):
        return True
    if subject.recalled or _only_hosts(reading, reading.trigger) or _are_others(frame, reading, reading.trigger):
        return True
    assents = reading.predicate == "issues" and subject.start >= 0 and _ASSENT.match(text, subject.end - offset)
    if assents and _BY.search(text, 0, subject.start - offset):
        return True
    if subject.kind == "Place" and _hands_over(frame, reading, reading.trigger):
        return True
    if "家" not in text and "户" not in text:
        return False
    clause, at = _clause(frame, reading.trigger), reading.trigger.start - offset
    if subject.start - offset >= clause:
        return False  # 甲公司等3家公司推出
    return _NUMBERED.search(text, clause, at) is not None


def _cuts_no_rates(reading: Reading) -> bool:
    """Whether the doer is none who could, where the tool is the central bank's own."""
    tool, doer = reading.object.entities[0], reading.subject.entities[0]
    return doer.label in _ONLOOKERS and tool.label == "PolicyMeasure" and _OF_THE_CENTRAL_BANK.search(tool.name) is not None


def _is_nobodys(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """What is recounted without a doer (成功举办某运动会), and what several firms do each for itself (甲行、乙行发布公告)."""
    text, at = frame.text, trigger.start - frame.sentence.start
    if reading.predicate == "supervises":
        start = reading.subject.start - frame.sentence.start
        return (
            text.startswith(("、", "，"), at + len(trigger.word)) and _EACH_ITS_PART.search(text, 0, max(0, start)) is not None
        )
    if reading.predicate == "organizes":
        return _holds_nothing(frame, reading, trigger)
    if reading.predicate == "invests" and trigger.word == "融资":
        return _NO_ROUND.match(text, at + 2) is not None
    if reading.predicate != "cooperatesWith" or trigger.word not in _PUBLISHES or _TOGETHER.search(text):
        return False
    return {reading.subject.entities[0].label, reading.object.entities[0].label} <= _FIRMS and _NOTICE.match(
        text, trigger.end - frame.sentence.start
    ) is not None


def _holds_nothing(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """What was held by whom it does not say (某大会今天召开), who only wishes another well, and who is invited to it."""
    text, offset, subject = frame.text, frame.sentence.start, reading.subject
    at = trigger.start - offset
    if subject.start < 0:
        if text.endswith(("成功", "胜利", "圆满"), 0, at):
            return True
        return (
            reading.object.start >= 0
            and reading.object.end <= trigger.start
            and _ITSELF.fullmatch(text, reading.object.end - offset, at) is not None
        )
    if reading.object.start < 0 and _ANOTHER.match(text, trigger.end - offset):
        return True
    if _is_of_another(frame, reading, trigger):
        return True
    beside = 0 <= reading.object.start - subject.end <= 1  # 召开的|某部|“某主题”新闻发布会
    if subject.start >= trigger.end and not beside:
        return _BY_WHOM.search(text, trigger.start - offset, subject.start - offset) is None
    if subject.absorbed and _HELD_SOMEWHERE.search(text, subject.end - offset, trigger.end - offset + 1):
        return True
    if subject.end <= trigger.start and _FOR_ANOTHER.search(text, subject.end - offset, at):
        return True
    return _INVITES.search(text[: subject.start - offset]) is not None and subject.end <= trigger.start


def _is_of_another(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """甲部主办的第五届乙会闭幕，丙公司签约第六届丁会: 主办的 tells of the first alone."""
    if not frame.text.startswith("的", trigger.end - frame.sentence.start) or reading.object.start < trigger.end:
        return False
    return any(g.kind == "Event" and not g.pronoun and trigger.end < g.start < reading.object.start for g in frame.groups)


def _only_hosts(reading: Reading, trigger: Trigger) -> bool:
    """Who reviews what another wrote, or holds the press conference where it is told."""
    subject, object_ = reading.subject, reading.object
    if reading.predicate == "issues" and trigger.word == _REVIEWS:
        return not trigger.end <= subject.start < object_.start
    return _PRESS_OFFICE.search(subject.entities[0].name) is not None and trigger.word not in _PUBLISHES


def _are_others(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """Whether unnamed bodies stand between a body and what is done to a measure (甲部数据显示，各地推动…)."""
    subject, offset = reading.subject, frame.sentence.start
    if subject.kind not in ("Org", "Event") or reading.object.entities[0].label != "PolicyMeasure":
        return False
    if not 0 <= subject.end <= trigger.start:
        return False
    if subject.start >= 0 and _ITS_UNITS.match(frame.text, subject.end - offset):
        return True
    return (
        _OTHERS.search(frame.text, max(0, subject.end - offset, trigger.start - offset - _FAR), trigger.start - offset)
        is not None
    )


def _clause(frame: Frame, trigger: Trigger) -> int:
    """Where the clause of a word begins in its sentence."""
    at = trigger.start - frame.sentence.start
    return max(frame.text.rfind(mark, 0, at) for mark in _MARKS) + 1


def _hands_over(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """A place that only tells where the doer is (某省某市实施…), or is understood where a place of its own does it."""
    subject, offset = reading.subject, frame.sentence.start
    doers = [
        g
        for g in frame.groups
        if g.kind in ("Place", "Org") and not (g.nested or g.pronoun) and g.start >= 0 and g.end <= trigger.start
    ]
    if subject.start >= 0:
        return any(g.start == subject.end for g in doers)
    clause = _clause(frame, trigger)
    return reading.predicate != "uses" and any(
        g.kind == "Place"
        and g.start - offset == clause
        and _AT_ONCE.fullmatch(frame.text, g.end - offset, trigger.start - offset) is not None
        for g in doers
    )
