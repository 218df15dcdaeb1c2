"""Who has not written a paper, though named with it: who approves, explains, amends or assents."""

import re

from kg.relate.frames import Frame, Trigger
from kg.relate.pairs import Reading

# Who approves a treaty has not written it, nor who explains what the government reports.
_ENTERS, _TREATY = frozenset(("批准", "加入", "通过", "发起")), re.compile("(?:公约|条约|协定|协议|议定书|协议书)$")
_EXPLAINS, _GOVERNMENT = frozenset(("解读", "答记者问", "有关负责人就")), re.compile("政府$|^国务院$")
# 甲部废止《某规定》; 甲部召开培训会解读《某办法》: neither writes the paper.
_ENDS = re.compile("(?:废止|废除|停止执行|停止施行|撤销|宣布失效)了?[^，。；《》]{0,6}《$")
_TEACHES = re.compile("(?:召开|举行|举办|组织|开展|邀请)[^。；《》]{0,60}(?:解读|宣讲|讲解|宣贯|学习)了?[^，。；《》]{0,4}《$")
# 新修订的《某法》7月1日起施行，|甲院发布配套解释; 《草案》提请审议，|甲委介绍情况: who is named next does something else.
_IN_FORCE = frozenset(("审议", "起", "施行", "起施行", "生效", "正式施行", "正式实施", "实施", "实行"))
_LAID_BEFORE = ("提请", "提交", "报送", "呈报")
_HANDS_ON = frozenset(("转发", "批转"))
_ASSENTS = re.compile("[^，。；：《》]{0,8}(?:同意|批准|批复)了?[^，。；：《》]{0,6}《?")
# 《通知》指出，由甲部制定具体办法: what it writes is another paper.
_WRITES_MORE = re.compile(
    "了?(?:相关|有关|具体|配套|实施|监管|管理|工作|操作){0,3}(?:办法|细则|规定|措施|方案|标准|规则|制度|清单)(?!》)"
)
# 甲公司的控股股东某某与乙公司签署: the firm itself does not.
_HOLDER = re.compile(
    "[”]?[）)]?(?:[（(][^（()）]{2,40}[）)])?的?"
    "(?:控股股东|实际控制人|第?[一二三大]?大?股东|董事长|全资子公司|控股子公司|子公司)"
)


def is_no_author(frame: Frame, reading: Reading) -> bool:
    """Whether the subject of a reading has only approved, explained or amended a paper, or is not the one that signs."""
    paper, trigger, subject = reading.object, reading.trigger, reading.subject
    if reading.predicate == "issues" and subject.carried and trigger is not None and _is_attributive(frame, trigger):
        return True
    if paper.start < 0 or trigger is None or paper.entities[0].label != "PolicyDocument":
        return False
    if reading.predicate == "signs":
        offset = frame.sentence.start
        return 0 <= subject.end <= trigger.start and _HOLDER.match(frame.text, subject.end - offset) is not None
    if reading.predicate != "issues":
        return False
    if paper.nested:
        return True  # 通过了|关于修改《某法》的决定
    if (trigger.word not in _HANDS_ON and _is_anothers(frame, reading)) or _only_assents(frame, reading, trigger):
        return True
    if paper.end <= trigger.start and _WRITES_MORE.match(frame.text, trigger.end - frame.sentence.start):
        return True
    if _leaves_it_as_it_is(frame, reading, trigger):
        return True
    name = paper.entities[0].name
    if trigger.word in _ENTERS and _TREATY.search(name):
        return True
    return trigger.word in _EXPLAINS and name.endswith("政府工作报告") and _GOVERNMENT.search(subject.entities[0].name) is None


def _leaves_it_as_it_is(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """Who ends a paper, teaches it, or acts after it has come into force."""
    text, offset, subject, paper = frame.text, frame.sentence.start, reading.subject, reading.object
    if paper.end <= trigger.start:
        laid = trigger.word.startswith(_LAID_BEFORE)
        if not (laid or trigger.word in _IN_FORCE) or subject.start < trigger.end:
            return False
        between = text[trigger.end - offset : subject.start - offset]
        return (laid or "，" in between) and not between.endswith("由")
    said = text[max(0, subject.end - offset) : paper.start - offset]
    return _ENDS.search(said) is not None or _TEACHES.search(said) is not None


def _is_attributive(frame: Frame, trigger: Trigger) -> bool:
    """用好新出台的某工具: who has brought it in, the sentence does not say."""
    start, end = trigger.start - frame.sentence.start, trigger.end - frame.sentence.start
    return frame.text.startswith("的", end) and frame.text.endswith(("新", "已", "刚", "前期", "此前", "已经"), 0, start)


def _is_anothers(frame: Frame, reading: Reading) -> bool:
    """Whether somebody else stands right before the title: 就某国《某法案》答记者问."""
    paper, subject, offset = reading.object, reading.subject, frame.sentence.start
    if frame.text[paper.start - offset - 1 : paper.start - offset] != "《":
        return False
    beside = [g for g in frame.groups if g.end == paper.start - 1 and not g.nested and g.kind in ("Org", "Place")]
    return any(subject.entities[0] not in group.entities for group in beside)


def _only_assents(frame: Frame, reading: Reading, trigger: Trigger) -> bool:
    """甲院同意《某规划》，乙委印发: who assents has not written it."""
    subject, paper, offset = reading.subject, reading.object, frame.sentence.start
    if not 0 <= subject.end <= paper.start or trigger.start < paper.start:
        return False
    return _ASSENTS.fullmatch(frame.text, subject.end - offset, paper.start - offset) is not None
