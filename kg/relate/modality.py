"""Is it done or planned? The words before the trigger decide, with the predicate and the manner of the sentence."""

import re
from functools import lru_cache

from kg.records import Modality
from kg.regex import regex
from kg.relate.frames import Frame
from kg.relate.pairs import Reading

# Plans, calls and duties; each alternative is a marker of its own.
_PLANS = re.compile(
    r"将|拟|定于|明天|明日|今晚|要(?!求)|应(?![对急])|计划|推动|支持|鼓励|探索|研究|加快|继续|进一步|下一步|今后|未来|目标|力争|争取|确保|引导|完善|健全|加强|深化|"
    r"抓紧|尽快|准备|筹备|筹|希望|呼吁|建议|需|必须|可以|可|不断|持续|坚持|加大|努力|着力|更好|逐步|有望|即将|重启|冲刺|草案|征求意见|愿(?![景望])|期待|原则同意"
)
_DONE = re.compile(
    r"已|了|(?<!将于)近日|日前|(?<!将于)今天|昨天|昨日|获批|获得|完成|正式|成功|累计|此前|日(?!报)|首次|截至|目前|去年|以来|过|听取|了解"
)
# 为落实《通知》，某部召开会议: the purpose of what was done.
_PURPOSE = re.compile("为了?[^，。；]*(?:贯彻|落实|执行|响应|推进|推动|加快|实施|践行|做好)")
_DEED = regex("召开|举行|举办|印发|发布|公布|下发|修订了|制定了|出台|启动|开展|签署|成立")
_OF_MEETINGS = frozenset(("organizes", "participatesIn"))
_TO_COME = regex("(?:将[于在]|定于|拟[于在])[^，。；]*$")  # 某所将于7月22日|举行某仪式
_VISITS = "(?:出席|主持|参加|会见|同|与|发表|举行|访问|赴)"
# Each clause a deed of the one who is named before 将.
_ROW_OF_PLANS = regex(
    rf"(?:^|[，。；])[^，。；]{{0,24}}?(?:还|也)?将(?:应邀|以视频方式|分别|于?[0-9月至]{{1,8}}日|前往)*{_VISITS}[^，。；]*(?:，(?:并|还将|还|以及)?(?:将)?{_VISITS}[^，。；]*)*，(?:并|还|以及)?$"
)
# 某部实施某计划|以来: it has been going on.
_SINCE = regex("[”》]?[一-龥]{0,5}以来")
# 某局正在研究制定|《某办法》: it is not written yet.
_IN_HAND = regex(
    "(?:正|正在|抓紧|加快|加紧|着手|尽快)[^，。；《》了]{0,14}"
    "(?:研究|制定|起草|制订|编制|拟定|拟订|修订|修改|酝酿)[^，。；《》了]{0,6}[《“]?$"
)
_CARRIED_OUT = frozenset(("implements", "uses", "issues", "operates", "offers"))
_CALLS = re.compile(r"指出|强调|要求|表示|提出|说|认为|明确|决定|部署|会议")


def modality_features(frame: Frame, reading: Reading) -> list[str]:
    """Features of a reading for the planned/asserted decision."""
    text, offset = frame.text, frame.sentence.start
    trigger, p = reading.trigger, reading.predicate
    anchor = trigger.start - offset if trigger else max(reading.object.start - offset, 0)
    clause = max(text.rfind(mark, 0, anchor) for mark in "，；：。") + 1
    near = text[clause:anchor]
    found = [p, f"in={frame.sentence.kind}"]
    if trigger:
        found += [f"w={trigger.word}", f"{p}|w={trigger.word}", f"next={text[trigger.end - offset : trigger.end - offset + 1]}"]
    plans, done, _ = _signs(near)
    found += [f"near+{w}" for w in plans] + [f"near-{w}" for w in done]
    found.append(f"near={'p' if plans else ''}{'d' if done else ''}")
    far, past, calls = _signs(text[:clause])
    found += [f"far+{w}" for w in set(far)] + [f"far-{w}" for w in set(past)]
    found.append(f"far={'p' if far else ''}{'d' if past else ''}")
    tail = text[anchor : anchor + 12]
    found.append(f"tail={'d' if _DONE.search(tail) else ''}")
    if calls:
        found.append(f"call={calls[-1]}")
    if purpose := _PURPOSE.match(text):
        found.append(_purpose(text, max(anchor, purpose.end())))
    found.append(f"S={reading.subject.kind}|{p}")
    found.append(f"carried={reading.subject.carried}")
    found.append(f"{p}|near={'p' if plans else ''}{'d' if done else ''}")
    return list(dict.fromkeys(found))


@lru_cache(64)  # most sentences say several facts
def _signs(said: str) -> tuple[list[str], list[str], list[str]]:
    """The words of plans, of deeds done, and of calling for something."""
    return _PLANS.findall(said), _DONE.findall(said), _CALLS.findall(said)


def plainly(frame: Frame, reading: Reading) -> Modality | None:
    """What the build of the sentence settles by itself, whatever its words weigh."""
    if goes_on(frame, reading) or _is_in_hand(frame, reading):
        return "Planned"
    return "Asserted" if _has_gone_on(frame, reading) else None


def _is_in_hand(frame: Frame, reading: Reading) -> bool:
    """Whether a paper is still being written."""
    if reading.predicate != "issues" or reading.object.start < 0 or reading.object.entities[0].label != "PolicyDocument":
        return False
    start = max(0, reading.subject.end - frame.sentence.start)
    return _IN_HAND.search(frame.text, start, max(start, reading.object.start - frame.sentence.start)) is not None


def _has_gone_on(frame: Frame, reading: Reading) -> bool:
    """Whether what is done to the object has been done for a while (国家某委组织实施某工程以来)."""
    object_, trigger = reading.object, reading.trigger
    if reading.predicate not in _CARRIED_OUT or trigger is None or not trigger.end <= object_.start:
        return False
    return "以来" in frame.text and _SINCE.match(frame.text, object_.end - frame.sentence.start) is not None


def goes_on(frame: Frame, reading: Reading) -> bool:
    """Whether the word of a reading goes on in a row of plans: 李某将出席甲会，|主持乙会，|出席丙会以及丁会."""
    trigger = reading.trigger
    if reading.predicate not in _OF_MEETINGS or trigger is None:
        return False
    if _TO_COME.search(frame.text, 0, trigger.start - frame.sentence.start):
        return True
    if reading.predicate != "participatesIn" or "将" not in frame.text:
        return False
    return _ROW_OF_PLANS.search(frame.text, 0, trigger.start - frame.sentence.start) is not None


def _purpose(text: str, start: int) -> str:
    """Whether what is told after a purpose was done: a deed without a word of plans before it."""
    deed = _DEED.search(text, start)
    if deed is None:
        return "purpose=open"
    clause = max(text.rfind(mark, 0, deed.start()) for mark in "，；：。") + 1
    return "purpose=ahead" if _PLANS.search(text, clause, deed.start()) else "purpose=done"
