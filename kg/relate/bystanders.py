"""Names that stand near a word without part in what it says: rules that are cited, new names of bodies, seats of the state."""

import re
from collections.abc import Callable

from kg.regex import regex
from kg.relate.frames import Frame
from kg.relate.neighbours import are_neighbours
from kg.relate.pairs import Reading, after_trigger, between
from kg.relate.venues import is_elsewhere

# 违反中央八项规定精神, 根据《宪法》和《办法》, 随着“两新”政策加力: cited, not issued here; not 根据《法》制定《办法》.
_CITED = re.compile(
    "(?:违反|根据|按照|依据|依照|随着|对照|围绕)(?:(?!制定|印发|发布|出台|公布|下发|颁布|转发|发文|编制|修订|起草|推出|启动|实施|研究|提出|建立|设立)[^，。；])*$"
)
# 介绍了日前发布的《愿景与行动》: by whom it does not say.
_TOLD_OF = re.compile("(?:介绍|解读|宣讲|学习|传达|通报|谈到)了?[^，。；]*(?:发布|印发|出台|公布|实施)的[《“]?$")
# 审议甲委关于提请审议某法草案的议案: it moves that the law be read; not 甲委提出了关于提请审议…的议案.
_MOVED = re.compile("(?<!提出)(?<!提出了)(?<!提交)(?<!提交了)关于提请(?:审议)?(?:批准)?[^。；]*$")
# 依托某平台，各地开发模块; 各地组建的专班正通过某机制: all of them do.
_BY_MEANS = re.compile("(?:依托|借助|利用|通过|运用)[^，。；]*$")
_THEN_ALL = regex("[^，。；]{0,16}，各(?:地|省|市|县|家?银行|金融机构|机构|部门)")
_ALL_DO = re.compile(
    "(?:^|[，；：])各(?:地|省|市|县|家?银行|金融机构|机构)(?!要|应|须|部门要)[^，。；]*(?:通过|依托|借助|利用|运用)[^，。；]*$"
)
# 某政府表示，修订《某法》是必要之举; 通过修改《某法》法案: what is said of a change, or a bill; not who makes the law.
_CHANGES = frozenset(("修订", "修改", "修订了", "修改了", "废止"))
_OF_A_CHANGE = regex(
    "[》”〉]?(?:的?(?:法案|议案|提案|法律案|决定草案|修正案)|是|有[利助必]|旨在|将有|势在|[很十]分?[必有]|的?(?:必要|重要|意义|目的|意在|建议|呼声|需要|工作|进程|议案|条件))"
)
# 对某计划拟资助企业名单进行公示, 公布某工程入选名单: the list is published, not the plan itself.
_ITS_LIST = re.compile("[”）)]?[^，。；：《“]{0,14}(?:名单|中标结果|评审结果)")
# 甲市国资编制出台方案: the firms of the city, not the city.
_FIRMS_OF = regex("(?:市属|省属|区属)?(?:国资|国企|央企|民企|上市公司)")
_DATA = re.compile("(?:了|的)?[^，。；：《“]{0,12}(?:数据|统计|指数|调查结果)(?:显示|表明|[，：])")  # 发布的数据显示
# 《条例》要求某部建立…: it is told to, and issues nothing by that.
_TOLD_TO = regex("[》”]?(?:还|也|同时|明确|进一步)?(?:要求|责成|授权|规定|强调|提出|指出)，?[由“]?(?:各地|有关部门)?")
# 随着某改革推进，甲市…; 受某政策影响，乙部…: what goes on meanwhile, by whomever.
_MEANWHILE = regex(r"(?:^|[，；：。])[^，。；：]{0,8}(?:随着|伴随|受益于|得益于|受)[^，。；：]*$")
# 甲市正处于某战略、某倡议等重大机遇叠加期: it has the chance, and does nothing yet.
_HAS, _CHANCE = re.compile("(?:处于|处在|迎来|面临|恰逢)[^，。；]*$"), re.compile("[^，。；]*(?:机遇|叠加期|窗口期|风口)")
# 某部今天通报，某行动启动以来: it tells of it.
_TELLS, _SINCE = (
    re.compile("(?:通报|表示|介绍|公布|获悉|显示|透露|说)[^，。；]*，[^，。；]*$"),
    re.compile("[^，。；]{0,12}以来"),
)
# 国家某局副局长 王某：我们将对…作出认定; 王某表示: who speaks is not the one punished.
_SPEAKS = regex(r"[）)]?(?:[：:]|(?:今天|昨日|[0-9月日]+)?(?:表示|介绍|指出|强调|说|称|认为|透露|告诉))")
# 与中国企业合作: with firms, not with the state.
_OF_A_PLACE = regex(
    "(?:的)?(?:本土|当地)?(?:企业|公司|市场|商人|客商|投资者|消费者|游客|学生|产品|品牌|经济|[一-龥]{0,6}(?:银行|公司|集团|协会|交易所|大学|基金会|研究院|委员会|商会|央行)(?!业))"
)
# 保荐人为甲证券: it brings the listing about; 甲交易所的设立，将鼓励企业上市: so does the market itself.
_HELPER = regex(
    "(?:保荐人|保荐机构|保荐券商|承销商|承销机构|财务顾问|辅导机构|辅导券商|审计机构)(?:分别|均)?(?:为|是|系|：|有)[“]?$"
)
_SPINS_OFF = regex("分拆[^，。；]{2,}")  # 甲公司拟分拆乙公司到某所上市: not 甲 itself
_LEAVES = regex("[”）)]?(?:主板)?(?:主动|自愿|正式|私有化|并)*(?:退市|摘牌|终止上市|除牌)")
_SET_UP = regex("[”]?的?(?:正式)?(?:设立|成立|揭牌)")
# 某局网站公布的处罚信息显示，甲被某分局罚款: the site only tells.
_SITE = regex("(?:官方)?(?:网站|官网|官微)")
_BY = regex("被[^，。；]{2,30}?(?:罚|警告|责令|处分|没收|警示)")
# 对甲银行、乙银行启动调查: it is done to both, who do nothing.
_DONE_TO, _TOGETHER = (
    re.compile("(?:(?<![针面相反])对|约谈了?|处罚了?)[“]?$"),
    re.compile("合作|[签携联共]|协同|会同|一起|协作"),
)
_DOES_TO = regex("[”）)]?(?:拟|将|已|近日|日前|依法|分别)*对[“]?")  # 甲协会对乙银行启动调查
_AT = regex("[”）)]?[^，。；：]{0,8}对")
_BECOMES = regex("被?(?:重新)?(?:组建|改组|更名|改名|整合|重组|改革|转隶|升格)为")
_WHERE = frozenset("在赴抵")  # 甲公司与乙集团在北京签订: where they met is no party
# 成立专班对接|甲公司: what is set up is nameless, and the name another's.
_SETS_UP_ANOTHER = regex("专班|小组|工作组|团队|以来|对接|服务|支持|推进|协调|帮助|助力|周年|之际|之初")
_LEADS = regex("(?:牵头|倡导|倡议|发起)(?:建设|成立|发起|组建|创立|筹建|设立|建立)?的?")  # 中国牵头建设的|亚投行
_AUTHORITIES = frozenset(("Regulator", "GovernmentBody", "MarketInstitution"))
_FIRMS = frozenset(("Company", "Bank"))
_ORDERS = frozenset(("下发", "发布", "公布", "出台", "印发", "要求", "制定", "修订"))  # what one does to the other
_LEADERS = regex("总理|首脑|领导人|元首|会见|会谈|会晤")
_EACH = regex("各(?:地|级|省|市|部门|高校|单位|有关)[^，。；]{0,12}$")


def is_bystander(frame: Frame, reading: Reading) -> bool:
    """Whether the sentence shows that one of the two has no part in what the word says."""
    if reading.predicate == "invests" and reading.object.carried and _puts_money_in_nobody(frame, reading):
        return True
    if reading.predicate == "issues" and reading.object.carried and _changes_another(frame, reading):
        return True
    rule = _RULES.get(reading.predicate)
    if rule is None or (reading.predicate == "issues" and _is_told_to(frame, reading)):
        return rule is not None
    return reading.object.start >= 0 and rule(frame, reading)


def _puts_money_in_nobody(frame: Frame, reading: Reading) -> bool:
    """甲集团将发行债券，用于投资: in whom it does not say."""
    trigger = reading.trigger
    if trigger is None or trigger.word != "投资":
        return False
    return frame.text[trigger.end - frame.sentence.start :][:1] in ("，", "。", "；", "、", "")


def _changes_another(frame: Frame, reading: Reading) -> bool:
    """修订《某法》: what is changed stands behind the word, and is not what an earlier sentence named."""
    trigger = reading.trigger
    if trigger is None or trigger.word not in _CHANGES:
        return False
    return frame.text[trigger.end - frame.sentence.start :].startswith("《")


def _is_told_to(frame: Frame, reading: Reading) -> bool:
    """Who is told by the paper itself to do something (《条例》要求某部建立…)."""
    offset, start = frame.sentence.start, reading.subject.start
    return start >= 0 and any(
        g.kind == "Policy"
        and g.entities[0] in reading.object.entities
        and g.end <= start
        and _TOLD_TO.fullmatch(frame.text, g.end - offset, start - offset)
        for g in frame.groups
    )


def _is_cited(frame: Frame, reading: Reading) -> bool:
    """A document or measure that the sentence only cites, or that is told of."""
    text, offset = frame.text, frame.sentence.start
    before = text[: reading.object.start - offset]
    if reading.object.start > reading.subject.start and any(said.search(before) for said in (_CITED, _TOLD_OF, _MOVED)):
        return True
    if _TELLS.search(between(frame, reading)) and _SINCE.match(text, reading.object.end - offset):
        return True
    if _is_of_firms(frame, reading):
        return True
    if reading.object.entities[0].label == "PolicyMeasure" and _ITS_LIST.match(text, reading.object.end - offset):
        return True
    trigger = reading.trigger
    if trigger is None or trigger.end > reading.object.start:
        return False
    if trigger.word in _CHANGES and _OF_A_CHANGE.match(text, reading.object.end - offset):
        return True
    shown = _DATA.match(text, trigger.end - offset)
    return shown is not None and shown.end() <= reading.object.start - offset


def _is_of_firms(frame: Frame, reading: Reading) -> bool:
    """A place that only tells whose firms do it (甲市国资出台方案)."""
    if reading.subject.kind != "Place":
        return False
    place, offset = reading.subject.entities[0], frame.sentence.start
    return any(_FIRMS_OF.match(frame.text, g.end - offset) for g in frame.groups if place in g.entities)


def _goes_on(frame: Frame, reading: Reading) -> bool:
    """What goes on while the subject, named later, does something else (随着某改革推进，甲市…)."""
    if reading.object.end > reading.subject.start >= 0:
        return False
    before = frame.text[: reading.object.start - frame.sentence.start]
    return reading.subject.start >= 0 and _MEANWHILE.search(before) is not None


def _is_for_others(frame: Frame, reading: Reading) -> bool:
    """What goes on meanwhile, or what all the places or banks use (依托某平台，各地开发…), not who was named before."""
    if reading.subject.carried and reading.object.start >= 0:
        text, offset = frame.text, frame.sentence.start
        before = text[: reading.object.start - offset]
        if _ALL_DO.search(before) or (_BY_MEANS.search(before) and _THEN_ALL.match(text, reading.object.end - offset)):
            return True
    return _goes_on(frame, reading)


def _only_may(frame: Frame, reading: Reading) -> bool:
    """A chance that somebody has (甲市正处于某战略的机遇期)."""
    before = frame.text[: reading.object.start - frame.sentence.start]
    return _HAS.search(before) is not None and _CHANCE.match(frame.text, reading.object.end - frame.sentence.start) is not None


def _leaves_it_to_another(frame: Frame, reading: Reading) -> bool:
    """Who tells of another's penalty (某交易所表示，某证监局对甲公司出具警示函), or speaks for the body itself."""
    subject, object_, offset = reading.subject, reading.object, frame.sentence.start
    if subject.start >= 0 and _SITE.match(frame.text, subject.end - offset) and _BY.search(frame.text, subject.end - offset):
        return True
    if object_.kind == "Person" and _SPEAKS.match(frame.text, object_.end - offset):
        return True
    if object_.kind == "Person" and reading.trigger is not None and reading.trigger.word == "立案":
        return True  # 对某人立案审查调查: he is only looked into
    if any(one.name.startswith(two.name) for one in subject.entities for two in object_.entities):
        return True  # 国务院办公厅对|国务院|督查问责的案例进行通报
    if not 0 <= subject.start < object_.start:
        return False
    return any(
        subject.end <= g.start and g.end <= object_.start and not g.absorbed and _AT.match(frame.text, g.end - offset)
        for g in frame.groups
        if g.entities[0].label in _AUTHORITIES
    )


def _helps(frame: Frame, reading: Reading) -> bool:
    """Who only brings firms to the market, and what is only told of the market (保荐人为甲证券, 甲交易所的设立)."""
    subject, market, offset = reading.subject, reading.object, frame.sentence.start
    if subject.start >= 0 and _HELPER.search(frame.text, 0, subject.start - offset):
        return True
    if 0 <= subject.end <= market.start and _SPINS_OFF.search(frame.text, subject.end - offset, market.start - offset):
        return True
    if _LEAVES.match(frame.text, market.end - offset):
        return True
    return _SET_UP.match(frame.text, market.end - offset) is not None


def _is_renamed(frame: Frame, reading: Reading) -> bool:
    """农业部被重新组建为农业农村部: nobody founds the other; nor do members what they make up (由甲、乙组成的工作组)."""
    made_up = reading.trigger is not None and reading.trigger.word == "组成" and after_trigger(frame, reading).startswith("的")
    if reading.trigger is not None and _SETS_UP_ANOTHER.search(after_trigger(frame, reading)):
        return True
    return made_up or _BECOMES.search(between(frame, reading)) is not None


def _is_met_by_others(frame: Frame, reading: Reading) -> bool:
    """国务院总理某某举行中泰总理定期会晤: the body of his post does not hold it; nor a ministry what 各地各高校 will."""
    if reading.subject.absorbed and _LEADERS.search(reading.object.entities[0].name):
        return True
    trigger, offset = reading.trigger, frame.sentence.start
    if trigger is None or reading.subject.start > trigger.start:
        return False
    each = _EACH.search(frame.text, 0, trigger.start - offset)
    return each is not None and reading.subject.end - offset <= each.start()


def _is_no_partner(frame: Frame, reading: Reading) -> bool:
    """中国牵头建设的亚投行: a founder is no partner; nor is 中国 in 与中国企业合作."""
    offset = frame.sentence.start
    low = min(reading.subject.start, reading.object.start) - offset
    word = reading.trigger.word if reading.trigger is not None else ""
    done_to = low >= 0 and _DONE_TO.search(frame.text, max(0, low - 4), low) is not None
    if (done_to or _DOES_TO.fullmatch(between(frame, reading))) and not _TOGETHER.search(word):
        return True
    for group in (reading.subject, reading.object):
        if group.kind == "Place" and group.start >= 0 and _is_only_where(frame.text, group.start - offset, group.end - offset):
            return True
    if reading.trigger is not None and reading.trigger.word in _ORDERS and _are_above(reading):
        return True
    if word == "介绍" and not _TOGETHER.search(frame.text):
        return True  # 甲行、乙公司介绍了产品: each its own
    return _LEADS.fullmatch(between(frame, reading)) is not None


def _is_only_where(text: str, start: int, end: int) -> bool:
    """A place that only tells where they meet (在某市签订), or whose firms they are."""
    return _OF_A_PLACE.match(text, end) is not None or text[max(0, start - 1) : start] in _WHERE


def _are_above(reading: Reading) -> bool:
    """Whether one of the two is an authority and the other a firm (某所向甲公司下发关注函)."""
    labels = {group.entities[0].label for group in (reading.subject, reading.object)}
    return bool(labels & _AUTHORITIES) and bool(labels & _FIRMS)


def _are_both_cited(frame: Frame, reading: Reading) -> bool:
    """根据《宪法》和《办法》: neither carries out the other; nor does a body in a title (中共中央总书记…就实施规划考察)."""
    if reading.subject.absorbed or _goes_on(frame, reading) or _only_may(frame, reading):
        return True
    return (
        reading.subject.kind == "Policy"
        and re.fullmatch("[》”]?(?:[和与及、]|以及)[《“]?", between(frame, reading)) is not None
    )


def _is_none_of_the_two(frame: Frame, reading: Reading) -> bool:
    """两国签署协定: nobody else named before, a city for one, signs it."""
    trigger = reading.trigger
    return (
        bool(reading.subject.carried) and trigger is not None and "两国" in frame.text[: trigger.start - frame.sentence.start]
    )


def _only_guides(frame: Frame, reading: Reading) -> bool:
    """Who guides while another, named next, builds (由甲部指导、乙公司建设的平台)."""
    return reading.subject.start >= 0 and _GUIDES.match(frame.text, reading.subject.end - frame.sentence.start) is not None


_GUIDES = regex("[”》]?(?:共同|联合|牵头)?指导[、，]")
_RULES: dict[str, Callable[[Frame, Reading], bool]] = {
    "operates": _only_guides,
    "issues": _is_cited,
    "organizes": _is_met_by_others,
    "establishes": _is_renamed,
    "cooperatesWith": _is_no_partner,
    "locatedIn": is_elsewhere,
    "implements": _are_both_cited,
    "uses": _is_for_others,
    "partOf": are_neighbours,
    "signs": _is_none_of_the_two,
    "penalizes": _leaves_it_to_another,
    "listedOn": _helps,
}
