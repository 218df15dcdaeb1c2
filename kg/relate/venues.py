"""Places beside a meeting where it is not held: left out, whose leaders meet, or where somebody of it is received."""

from kg.regex import regex
from kg.relate.frames import OF_STATES, Frame
from kg.relate.pairs import Reading, after_trigger

# 在甲区、乙区以外, 除甲市外: anywhere but there; 中东欧16国领导人: who they are, not where they meet.
_BUT = regex("(?:[、和及与][^，。；、]{2,8}){0,4}(?:以外|之外)|[^，。；]{0,8}外，")
_BUT_FOR = regex("除了?在?$")
# 在北京会见第80届联合国大会主席; 在人民大会堂会见出席某峰会的外宾: whom he meets, not where the meeting is.
_RECEIVES = regex("(?:会见|会晤|看望|慰问|接见)了?(?:来[华京访])*(?P<guest>出席)?")
_CHAIR = regex("(?:轮值|执行|名誉)?主席|秘书长|组委会|执委会")
_HALL = regex("大会堂|国宾馆|宾馆|酒店|饭店|中南海|紫光阁")
_FOUNDED, _ANNIVERSARY = frozenset(("成立", "建立", "设立")), regex("[0-9一二三四五六七八九十]+周年")
_DONE_THERE = frozenset(("签约", "签署", "签订", "签字", "举办", "举行", "召开", "主办", "参加", "出席", "会见", "会谈"))
_DONE_NEXT = regex("(?:共同|联合|分别|正式|成功)*(?:签约|签署|签订|签字|会见|会谈)")
_LIES = frozenset(("位于", "坐落", "坐落于", "地处", "设在"))
_LINE = regex(".*(?:铁路|高铁|高速|公路|航线|通道|大桥|隧道|走廊)")
_HELPS, _SO_MANY = frozenset(("支持", "帮助", "服务", "助力")), regex("[0-9][0-9万余多.]*[户家]")  # 帮助某省3167户企业
_OFFICES, _GUILT = frozenset(("GovernmentBody", "Regulator")), regex("(?:罪名|指控|犯罪)$")  # 某市委设立基金; 罪名成立
_STATE = frozenset(("中国", "中华人民共和国"))
_JOINTLY = regex("联合|共同")  # 甲国与乙国联合举行的演习: who holds it
_PLAYED, _ARTS = frozenset(("上演", "演出", "放映", "展出")), regex("演|剧|戏|艺术|音乐|影|展|曲")
_OF_THE_STATE = regex("(?:国家|国务院|中国|中央|全国|最高人民)|.*部$")
_CAPITAL = frozenset(("北京", "北京市"))
_DAY = regex("(?:世界|国际|全国|中国).*日")  # is kept everywhere: 今天是世界人权日，某会在北京闭幕
_TOUR = regex("考察|检查|调研|视察|走访")
_MANY = 3  # places on a tour
_SENT = regex("进驻|分赴|奔赴|赶赴|派驻|派往")  # 某督察启动，将进驻某省: the teams go there


def is_elsewhere(frame: Frame, reading: Reading) -> bool:
    """A central body where it does something, a meeting at the last of many stops of a tour."""
    subject, place = reading.subject, reading.object
    entity = subject.entities[0]
    if subject.kind == "Policy" and _SENT.search(after_trigger(frame, reading)):
        return True
    if _is_no_venue(frame, reading):
        return True
    if entity.label in ("GovernmentBody", "Regulator") and entity.listed and _OF_THE_STATE.match(entity.name):
        return place.entities[0].name not in _CAPITAL
    if subject.kind == "Event" and _DAY.fullmatch(entity.name):
        return True
    if subject.kind == "Event" and subject.start < 0 and reading.trigger is not None:
        return _TOUR.fullmatch(reading.trigger.word) is not None and not _TOUR.search(entity.name)
    if subject.kind != "Event" or subject.start < place.end:
        return False
    text, offset = frame.text, frame.sentence.start
    on_tour = [g for g in frame.groups if g.kind == "Place" and g.end <= subject.start]
    toured = sum(len(g.entities) for g in on_tour) >= _MANY and _TOUR.search(text[place.end - offset : subject.start - offset])
    return bool(toured) and "，" in text[place.end - offset : subject.start - offset]


def _is_no_venue(frame: Frame, reading: Reading) -> bool:
    """Whether a place is left out, or only where a body does something, or where somebody of a meeting is received."""
    subject, place, text, offset = reading.subject, reading.object, frame.text, frame.sentence.start
    left, right = place.start - offset, place.end - offset
    but = _BUT.match(text, right)
    if but is not None and (but.group().endswith(("以外", "之外")) or _BUT_FOR.search(text, max(0, left - 3), left)):
        return True
    trigger = reading.trigger
    word = trigger.word if trigger is not None else ""
    later = text[trigger.end - offset :] if trigger is not None else ""
    if word in _FOUNDED and (subject.kind == "Event" or _ANNIVERSARY.match(later)):
        return True  # 参加某会的代表团成立; 某社成立70周年纪念会在京举行
    if word in _HELPS and _SO_MANY.match(text, right):
        return True
    if subject.kind == "Org":
        return _does_it_there(frame, reading)
    return subject.kind == "Event" and _is_met_elsewhere(frame, reading)


def _does_it_there(frame: Frame, reading: Reading) -> bool:
    """Whether a body only signs, meets or founds something in a place."""
    subject, trigger, text, offset = reading.subject, reading.trigger, frame.text, frame.sentence.start
    if _DONE_NEXT.match(text, reading.object.end - offset) is not None:
        return True
    lies = trigger is not None and trigger.word in _LIES
    if not lies and _LINE.fullmatch(reading.object.entities[0].name):
        return True  # 某银行支持某铁路建设
    if trigger is None or trigger.word in _DONE_THERE:
        return trigger is not None
    if trigger.word not in _FOUNDED or not 0 <= subject.start < trigger.start:
        return False
    return subject.entities[0].label in _OFFICES or _GUILT.search(text[: trigger.start - offset]) is not None


def _is_met_elsewhere(frame: Frame, reading: Reading) -> bool:
    """Whether a place stands beside a meeting as its holder, as whose leaders meet, or where somebody of it is received."""
    subject, place, trigger = reading.subject, reading.object, reading.trigger
    text, offset = frame.text, frame.sentence.start
    left, right = place.start - offset, place.end - offset
    if (place.entities[0].name in _STATE and place.end == subject.start) or OF_STATES.match(text, right):
        return True
    between = text[right : trigger.start - offset] if trigger is not None else ""
    if _JOINTLY.search(between) and text[max(0, left - 1) : left] != "在":
        return True
    if subject.start < 0:
        return trigger is not None and trigger.word in _PLAYED and not _ARTS.search(subject.entities[0].name)
    received = _RECEIVES.match(text, right)
    if received is None or subject.start < place.end:
        return False
    chair = _CHAIR.match(text, subject.end - offset)
    return chair is not None or (received["guest"] is not None and _HALL.search(place.entities[0].name) is not None)
