"""Who only watches: analysts, professors, deputies and underwriters speak of or help with what others do."""

from kg.regex import regex
from kg.relate.frames import Frame
from kg.relate.pairs import Reading

_TITLE = (
    "首席(?!执行|运营|财务|技术|信息|风险|合规|代表|科学|专家)|研究员|分析师|分析人士|经济学家|教授|策略师|律师|研究总监|研究院(?:副?院长|专家)"
    "|研究所(?:副?所长|专家)|研究部|(?<!党委)(?<!党组)(?<!审判委员会)委员(?![长会])|(?<![团处会])代表(?![团处作的]|大会|会)"
)
_WATCHES = regex(_TITLE)
# 甲证券首席经济学家王某表示, 甲证券研究院院长认为, 甲研究院研报称.
_SAYS = regex(
    rf"[^，。；：“]{{0,14}}?(?:{_TITLE})[^，。；：“]{{0,30}}?(?:、[^，。；：“]{{0,40}}?)?"
    "(?:表示|认为|说|指出|称|介绍|分析|看来|告诉|预计|坦言|建议|撰文|预测|判断|强调|直言|[：:])"
)
_HOUSE = regex("(?:研究院|研究所|研究中心|大学|学院|智库|研究部|研究总部)$")
_HOUSE_SAYS = regex("[^，。；：“]{0,14}?(?:表示|认为|指出|称|分析|预计|建议|预测|判断)")
# 甲银行作为主承销商，助力乙集团|发行: it is the other's.
_HELPS = regex("(?:承销|助力|支持|协助|帮助|服务|推荐)[^。；]*$")
# 天眼查App|显示，…公司成立: a source
_TELLS = regex("[”》]?(?:[Aa][Pp][Pp])?(?:[^，。；：]{0,6}(?:信息|数据|图|记录))?(?:显示|披露)")
# What only a central bank moves: whoever else is named beside it comments on it.
_CENTRAL = frozenset(
    ["贷款市场报价利率", "中期借贷便利", "常备借贷便利", "公开市场操作", "逆回购", "降准", "存款准备金率", "降息"]
)
_WATCHERS = frozenset(("Company", "MediaOutlet", "Association"))
_DEEDS = frozenset(("issues", "offers", "uses", "implements", "operates"))


def watches(title: str) -> bool:
    """Whether who holds such a post speaks of what others do.

    >>> watches("首席经济学家"), watches("首席执行官")
    (True, False)
    """
    return _WATCHES.search(title) is not None


def is_onlooker(frame: Frame, reading: Reading) -> bool:
    """Whether the subject is only the house of an analyst who says the sentence, or helps another to issue a bond."""
    subject, trigger = reading.subject, reading.trigger
    if reading.predicate == "offers" and trigger is not None and trigger.word == "发行" and 0 <= subject.end <= trigger.start:
        between = frame.text[max(subject.end, trigger.start - 60) - frame.sentence.start : trigger.start - frame.sentence.start]
        if _HELPS.search(between):
            return True
    if reading.predicate not in _DEEDS or subject.kind != "Org" or subject.start < 0:
        return False
    if subject.entities[0].label in _WATCHERS and reading.object.entities[0].name in _CENTRAL:
        return True
    if reading.object.start >= 0 and reading.object.start < subject.start:
        source = reading.predicate in ("operates", "uses") and reading.object.kind == "Platform"
        return source and _TELLS.match(frame.text, reading.object.end - frame.sentence.start) is not None
    said = _HOUSE_SAYS if _HOUSE.search(subject.entities[0].name) else _SAYS
    return said.match(frame.text, subject.end - frame.sentence.start) is not None
