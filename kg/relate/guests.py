"""Who takes no part in a meeting, whatever word stands near: its mention in a speech, a visit paid on its occasion."""

import re

from kg.regex import regex
from kg.relate.frames import Frame, Group
from kg.relate.pairs import Reading
from kg.relate.speech import Speech

# 会见来华出席博览会的外宾, 欢迎总统来华出席活动: between who receives and the meeting that the guest attends.
_RECEIVES = regex("(?:会见|欢迎|邀请|感谢|祝愿|期待)[^。；]*(?:出席|参加|与会)")
# 王毅参加会见, 总理同总统举行会谈: the meeting of two, not the conference where they met or of which they speak.
_CALLS = regex(
    r"""(?:参加|出席|陪同)(?:了)?(?:上述)?(?:会见|会谈|会晤|参观|宴会)|会见(?!记者)|举行[^，。；]{0,6}会[谈晤]
      | (?:参加|出席)了?[^，。；]{0,10}(?:代表团|小组|联组|界别)[^，。；]{0,4}(?:审议|讨论)  # 参加某团审议: of a congress
      | 陪同(?:考察|调研|视察|检查|看望|走访)(?![^。；]*(?:会|参加|出席))  # 何某等陪同考察: of the journey only
      | (?:参加|出席)了?[^，。；开闭签启揭颁]{4,30}(?:仪式|典礼)  # 出席某电站投产仪式: an occasion of its own
    """,
    re.VERBOSE,
)
# 在会上传达了某某的重要指示和某某批示: whose words are read out was not there.
_CONVEYED = regex("(?:传达|宣读|转达)(?:学习)?了?[^，。；并]{0,16}$")
_HIS_WORDS = regex("(?:总书记|主席|总理|委员长|同志)?的?(?:重要)?(?:指示|批示|贺信|贺电|讲话|问候|回信|致辞)")
_IS_MET = regex("会见了?(?![^，。；]*(?:出席|参加))[^，。；]*$")
_INTERVIEWED = regex("[^，。；]{0,6}接受[^，。；]{0,16}(?:采访|专访)")  # told to a paper, not at a meeting named before
# 习近平总书记强调: his words as others cite them; not 总书记在座谈会上强调.
_CITED = regex("总书记(?![^，。；]*?(?:出席|参加|主持|与会|到会|在[^，。；]*会议?上))|[^，。；的]{0,12}思想")
# 在例行新闻发布会上表示: at that one, not at the meeting named before.
_AT_ANOTHER = regex("[^，。；]{0,10}在[^，。；]{0,6}例行[^，。；]{0,6}(?:发布会|记者会|吹风会)")
# 主持召开甲会议 决定乙会议…举行, 审议乙会议议程: at the one they settle what the other will be.
_SETTLES, _TO_BE = regex("(?:决定|商定|确定|建议)[^，。；]*$"), regex("[^，。；]{0,24}(?:举行|召开|开幕)")
_PREPARES = regex("(?:审议|讨论|研究|听取|通过)[^。；]*$")
_AGENDA = regex("(?:的)?(?:建议)?(?:议程|日程|主席团|秘书长名单|列席人员|筹备|准备|召开)")
# 甲大有关专门委员会负责人作了汇报: its unnamed parts, not the body itself.
_ITS_PARTS = regex("(?:有关|相关|各有关|各)(?:专门|工作|直属|内设)?[一-龥]{0,4}?(?:委员会|部门|单位|副?秘书长|司局|机构)")
_ANOTHER = regex(
    "了?(?:[一二两三]次|紧急|专题|常委会|党组|闭门|视频|特别|工作|党委)*(?:会议|座谈会|例会|会谈|会见|磋商|听证会|记者会)"
)
_OF_MANY = regex("[，：][^，。；]{0,16}(?:[0-9]|[一二三四五六七八九十百千万多余几])[多余]?[家名](?![等及])[^，。；]{0,12}$")
_SENDS = regex(
    "(?:总书记|主席|总统|总理|首相|国王)?(?:的)?(?:特使|特别代表|私人代表)(?!团)"
)  # 某主席特使甲某: who is sent is there
# 港澳企业家纷纷表示: some people from there, not the place.
_ITS_PEOPLE = regex(
    "(?:地区|各界|[高院]校|当地|本地)*(?:的)?(?:青?少?年|企业家?|同胞|学生|师生|居民|民众|市民|村民|人士|专家|学者|选手|运动员|媒体|记者|商界|工商界|客商|商家|嘉宾|游客|观众|教师|医生)"
)
# 应总统甲、总理乙邀请，丙…出席: who invites.
_INVITED_BY, _INVITES = regex("(?:^|[，。；：）])应[^，。；]*$"), regex("[^，。；]*?邀请")
# 甲某称赞乙会, 期待即将举行的丙会: of meetings that he speaks of, not at which he is; not 祝贺…开幕并出席.
_SPEAKS_OF = regex(
    "(?:称赞|赞赏|赞扬|高度评价|积极评价|期待|预祝|祝愿|看好|回顾|支持|申办|祝贺)(?![^。；]*(?:出席|参加|与会|在会上))[^。；]*$"
)
_BEFORE = regex("(?:此前|早前|先前|曾)[^，。；]{0,6}?(?:介绍|表示|透露|指出|提到|称|说)")  # 发言人此前介绍
_OF_TWO = regex("会见|会谈|会晤|访问|访华|宴|参观|考察|调研")


def takes_no_part(frame: Frame, reading: Reading, speech: Speech) -> bool:
    """Whether the sentence rules out that the people of a reading took part in its meeting.

    Who speaks of a meeting was not therefore there, nor whom a speaker mentions at the one before; who receives those who
    attend a meeting does not attend it, and who sits in at a call attends the call.
    """
    people, event = reading.subject, reading.object
    if reading.predicate != "participatesIn" or event.kind != "Event":
        return False
    if event.start < 0 and _meets_anew(frame, reading):
        return True
    if people.start < 0:
        return people.kind == "Place"
    if people.kind == "Org" and _leaves_it_to_many(frame, reading):
        return True
    if people.kind == "Person" and (
        _is_read_out(frame, people) or _SENDS.match(frame.text, people.end - frame.sentence.start) is not None
    ):
        return True
    if people.kind == "Place" and _ITS_PEOPLE.match(frame.text, people.end - frame.sentence.start):
        return True
    if people.kind != "Person":
        return people.kind == "Org" and _ITS_PARTS.match(frame.text, people.end - frame.sentence.start) is not None
    if event.start < 0:  # named here, too: what its own place says counts
        event = next((g for g in frame.groups if g.kind == "Event" and g.entities[0] in event.entities), event)
    if event.start < 0 or event.pronoun:
        if event.start < 0 and not speech.interviewed.isdisjoint(e.key for e in people.entities):
            return True
        return _is_elsewhere(frame, people, event) or _is_spoken_of(frame, people, speech) or _sits_in(frame, people, event)
    return people.end <= event.start and (_is_to_come(frame, people, event) or _mentions(frame, people, event, speech))


def _meets_anew(frame: Frame, reading: Reading) -> bool:
    """某部长22日召开会议: a meeting of its own, not the one named before."""
    trigger = reading.trigger
    if trigger is None or trigger.word not in ("召开", "举行"):
        return False
    return _ANOTHER.match(frame.text, trigger.end - frame.sentence.start) is not None


def _leaves_it_to_many(frame: Frame, reading: Reading) -> bool:
    """某会秘书处披露，本届共有2000多家企业参展: these do, not who tells of them."""
    trigger, offset = reading.trigger, frame.sentence.start
    if trigger is None or trigger.word not in ("参展", "参加", "参会", "亮相") or not reading.subject.end <= trigger.start:
        return False
    return _OF_MANY.search(frame.text, reading.subject.end - offset, trigger.start - offset) is not None


def _is_read_out(frame: Frame, people: Group) -> bool:
    text, offset = frame.text, frame.sentence.start
    return (
        _HIS_WORDS.match(text, people.end - offset) is not None and _CONVEYED.search(text, 0, people.start - offset) is not None
    )


def _is_to_come(frame: Frame, people: Group, event: Group) -> bool:
    """Whether people only settle, at a meeting named before, what another will be, or invite to it."""
    text, offset = frame.text, frame.sentence.start
    if _INVITED_BY.search(text, 0, people.start - offset) and _INVITES.match(text, people.end - offset):
        return True
    between = text[people.end - offset : event.start - offset]
    if people.kind == "Person" and _SPEAKS_OF.search(between):
        return True
    if _SETTLES.search(between):
        return _TO_BE.match(text, event.end - offset) is not None
    return _PREPARES.search(between) is not None and _AGENDA.match(text, event.end - offset) is not None


def _is_elsewhere(frame: Frame, people: Group, event: Group) -> bool:
    """Whether the words behind a person's name show that what he says was not said at a meeting named before."""
    text, end = frame.text, people.end - frame.sentence.start
    if _INTERVIEWED.match(text, end) or _CITED.match(text, end):
        return True
    if _BEFORE.match(text, end):
        return True
    return _AT_ANOTHER.match(text, end) is not None and "例行" not in event.entities[0].name


def _mentions(frame: Frame, people: Group, event: Group, speech: Speech) -> bool:
    offset = frame.sentence.start
    if _RECEIVES.search(frame.text[people.end - offset : event.start - offset]):
        return True
    speaker = speech.speaker(frame, event.start)
    return speaker is not None and speaker in people.entities


def _is_spoken_of(frame: Frame, people: Group, speech: Speech) -> bool:
    speaker = speech.speaker(frame, people.start)
    return speaker is not None and speaker not in people.entities


def _sits_in(frame: Frame, people: Group, event: Group) -> bool:
    if _OF_TWO.search(event.entities[0].name):
        return False
    text, offset = frame.text, frame.sentence.start
    return (
        _CALLS.search(text, people.end - offset) is not None or _IS_MET.search(text[: people.start - offset][-40:]) is not None
    )
