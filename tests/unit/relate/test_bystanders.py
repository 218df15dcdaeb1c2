"""Names near a word that have no part in what it says. Origin of each sentence: written for this test."""

import pytest

from tests.unit.relate.texts import facts


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("{G:某纪委}公开通报十起违反{D:某项规定}精神典型问题。", ("某纪委", "issues", "某项规定")),
        ("{G:某部}今天向外交官介绍了日前发布的《{D:共建愿景与行动}》。", ("某部", "issues", "共建愿景与行动")),
        ("由{G:甲部}指导、{C:乙公司}牵头建设的{P:某数据平台}昨天上线。", ("甲部", "operates", "某数据平台")),
        ("{G:某政府}表示，修订《{D:某法}》是必要之举。", ("某政府", "issues", "某法")),
        ("{G:某部}表示，修改《{D:某条例}》旨在保护居民。", ("某部", "issues", "某条例")),
        ("{R:某局}公布数据。/依托{P:某信息平台}，各地开发线上模块，效率提升。", ("某局", "uses", "某信息平台")),
        ("{R:某局}公布数据。/各地组建的专班正通过{S:某融资机制}解决难题。", ("某局", "uses", "某融资机制")),
        ("{A:某某协会}发布的数据显示，随着“{S:甲新}”政策加力，消费回升。", ("某某协会", "issues", "甲新")),
        ("{G:甲部}被重新组建为{G:乙部}，职责有了变化。", ("甲部", "establishes", "乙部")),
        ("由{G:甲部}、{G:乙部}等部门组成的{G:某联合工作组}昨晚赶到灾区。", ("甲部", "establishes", "某联合工作组")),
        ("{L:某国}牵头建设的{T:某洲银行}符合各方利益。", ("某洲银行", "cooperatesWith", "某国")),
        ("{A:某协会}对{B:甲银行}、{B:乙银行}启动自律调查。", ("甲银行", "cooperatesWith", "乙银行")),
        ("{A:某协会}对{B:甲银行}启动自律调查。", ("某协会", "cooperatesWith", "甲银行")),
        ("{C:甲证券}将裁员千人。/{C:乙集团}将发行债券，利用资金进行增长投资。", ("乙集团", "invests", "甲证券")),
        ("{B:甲银行}拟在{M:某交易所}上市，保荐人为{C:乙证券}。", ("乙证券", "listedOn", "某交易所")),
        ("{C:某咨询公司}称，{M:某交易所}的设立，将鼓励企业在国内上市。", ("某咨询公司", "listedOn", "某交易所")),
        ("{G:某纪委}对{B:甲银行}原行长{H:马某}进行立案审查调查。", ("某纪委", "penalizes", "马某")),
        ("{R:某局}网站公布的行政处罚信息显示，{B:甲银行}被{R:某分局}罚款30万元。", ("某局", "penalizes", "甲银行")),
        ("根据《{D:某法}》和《{D:宣誓办法}》，{G:某院}举行仪式。", ("某法", "implements", "宣誓办法")),
        ("《{D:某条例}》要求{G:某部}建立统一的登记制度，并制定办法。", ("某部", "issues", "某条例")),
        ("随着《{D:某纲要}》深入实施，{L:甲市}对标一流环境，推进改革。", ("甲市", "implements", "某纲要")),
        ("{L:甲市}正处于“{S:双带}”、{S:某协同发展}等重大机遇叠加期，空间广阔。", ("甲市", "implements", "双带")),
        ("{G:某部}今天通报，{S:某清查行动}启动以来，查处案件千起。", ("某部", "issues", "某清查行动")),
        ("{M:某交易所}表示，{R:某证监局}对{C:某股份}出具警示函。", ("某交易所", "penalizes", "某股份")),
        ("随着{S:某改革}全面推进，{L:甲市}企业积极运用资本市场。", ("甲市", "uses", "某改革")),
        (
            "为落实{G:甲委}、{G:乙院}关于支持企业的部署，{B:丙行}与{G:丁部}签署《{D:某协议}》。",
            ("甲委", "cooperatesWith", "乙院"),
        ),
        ("{R:某局}对违规行为作出处罚，{H:王某}表示，将继续严查。", ("某局", "penalizes", "王某")),
        ("{C:某集团}将与{L:某国}企业合作，共同开拓市场。", ("某集团", "cooperatesWith", "某国")),
        ("{L:甲省}{L:乙州}交界处今晨下了大雪。", ("乙州", "partOf", "甲省")),
        ("这家公司今年从{L:甲市}搬到{L:乙市}，规模扩大。", ("乙市", "partOf", "甲市")),
        ("{L:甲县}地处“{L:乙地区}”，近年加快发展。", ("乙地区", "partOf", "甲县")),
        ("{B:某银行}支持{L:甲乙铁路}建设，发放贷款。", ("某银行", "locatedIn", "甲乙铁路")),
        ("{P:某信用平台}已帮助{L:甲省}3167户企业获得融资支持。", ("某信用平台", "locatedIn", "甲省")),
        ("{L:甲国}{L:乙都}一家法院裁定，{B:某银行}罪名成立。", ("某银行", "locatedIn", "乙都")),
        ("参加{E:某运动会}的{L:甲国}代表团今天成立。", ("某运动会", "locatedIn", "甲国")),
        ("{C:甲公司}和{B:乙银行}在{L:丙市}签约，扩大合作。", ("甲公司", "locatedIn", "丙市")),
        ("{T:某总社}成立70周年纪念会在{L:甲市}举行。", ("某总社", "locatedIn", "甲市")),
        ("{L:甲国}与{L:乙国}联合举行的{E:某某演习}进入尾声。", ("某某演习", "locatedIn", "乙国")),
        ("决定已由{L:中华人民共和国}{E:某委员会第十次会议}通过。", ("某委员会第十次会议", "locatedIn", "中华人民共和国")),
        ("{E:某交易会}首次在{L:甲市}以外举办。", ("某交易会", "locatedIn", "甲市")),
        ("除{L:甲市}外，{E:某交易会}还在{L:乙市}举办。", ("某交易会", "locatedIn", "甲市")),
        ("{H:王某}在{L:甲市}会见{E:第三届某某大会}主席{H:李某}。", ("第三届某某大会", "locatedIn", "甲市")),
        ("{H:王某}在{L:某某大会堂}会见出席{E:某某峰会}的外宾。", ("某某峰会", "locatedIn", "某某大会堂")),
        ("{H:王某}与{L:东南欧}11国领导人共同出席{E:第三次某国领导人会晤}。", ("第三次某国领导人会晤", "locatedIn", "东南欧")),
        ("{E:某遗产日主场活动}在{L:甲市}举行。/在{L:乙园}，名家演出连番上演。", ("某遗产日主场活动", "locatedIn", "乙园")),
        ("{L:某省}的{L:黄河}湿地来了候鸟。", ("黄河", "partOf", "某省")),
        ("{L:甲市}国资编制出台{D:某实施方案}。", ("甲市", "issues", "某实施方案")),
        ("{G:某委}公布{S:某领航计划}第三批拟入选企业名单。", ("某委", "issues", "某领航计划")),
        ("{L:甲市}、{L:乙市}已派出2000多人的抢险力量。", ("甲市", "cooperatesWith", "乙市")),
        ("会议审议{G:某院}关于提请审议{D:甲法草案}的议案、关于提请审议{D:乙法草案}的议案。", ("某院", "issues", "乙法草案")),
        ("审议{G:某院}关于提请审议批准《{D:引渡条约}》的议案。", ("某院", "issues", "引渡条约")),
    ],
)
def test_a_bystander_has_no_part(line: str, absent: tuple[str, str, str]) -> None:
    assert absent not in facts(line)


@pytest.mark.parametrize(
    ("line", "present"),
    [
        ("{G:某部}根据《{D:某法}》制定印发《{D:某办法}》。", ("某部", "issues", "某办法")),
        ("{R:某证监局}对{C:某股份}出具警示函。", ("某证监局", "penalizes", "某股份")),
        ("{L:甲市}抢抓{S:某协同发展}机遇，深入实施{S:某强市战略}。", ("甲市", "implements", "某强市战略")),
        ("{R:某证监局}对{C:某股份}和{H:王某}作出行政处罚。", ("某证监局", "penalizes", "王某")),
        ("{G:某部}今天发布《{D:年度报告}》，数据显示消费回升。", ("某部", "issues", "年度报告")),
        ("事故发生在与{L:甲省}{L:乙州}交界处。", ("乙州", "partOf", "甲省")),
        ("{L:甲市}出台《{D:某实施方案}》。", ("甲市", "issues", "某实施方案")),
        ("根据{G:甲部}、{G:乙局}联合下发的《{D:某公告}》，企业可享受优惠。", ("乙局", "issues", "某公告")),
    ],
)
def test_who_has_a_part_in_it_keeps_the_fact(line: str, present: tuple[str, str, str]) -> None:
    assert present in facts(line)


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("今天是{E:世界草原日}，{E:草原论坛}在{L:北城}闭幕。", ("世界草原日", "locatedIn", "北城")),
        ("{G:国务院}总理{H:甲某}将于明日举行{E:甲乙总理定期会晤}。", ("国务院", "organizes", "甲乙总理定期会晤")),
    ],
)
def test_days_are_kept_everywhere_and_leaders_meet_for_themselves(line: str, absent: tuple[str, str, str]) -> None:
    assert absent not in facts(line)


def test_what_every_school_will_hold_no_ministry_holds() -> None:
    found = facts("{G:某部}部署就业工作。各地各高校将组织开展“{E:千校供需对接会}”。")
    assert ("某部", "organizes", "千校供需对接会") not in found


def test_a_visit_later_in_the_text_is_no_seat_of_a_meeting() -> None:
    found = facts("{H:甲某}出席{E:企业家座谈会}。前不久，{H:甲某}在{L:南城}考察时，要求优化服务。")
    assert ("企业家座谈会", "locatedIn", "南城") not in found


def test_a_campaign_is_not_in_the_provinces_its_teams_go_to() -> None:
    found = facts("{S:某专项督察}今天启动，本周内陆续进驻{L:甲省}、{L:乙省}。")
    assert not {s for s in found if s[1] == "locatedIn"}


@pytest.mark.parametrize(
    "line", ["{L:乙江流域}{L:甲省}出现汛情。", "在{L:乙水库}上游的{L:甲县}，水位上涨。", "{L:甲县}在{L:乙湖}附近设点。"]
)
def test_what_is_beside_or_in_the_basin_of_a_water_is_no_part_of_it(line: str) -> None:
    assert not {s for s in facts(line) if s[1] == "partOf"}


def test_a_city_is_no_part_of_a_river() -> None:
    assert ("甲市", "partOf", "黄河") not in facts("考察{L:黄河}{L:甲市}段治理情况。")


def test_where_something_began_is_no_part_of_it() -> None:
    assert ("甲区", "partOf", "乙科学城") not in facts("{L:甲区}是{L:乙科学城}的发源地。")


def test_setting_up_venues_makes_no_place_part_of_another() -> None:
    found = facts("正在举行的{L:甲市}啤酒节首次设立{L:乙区}、{L:丙区}等六个分会场。")
    assert not {s for s in found if s[1] == "partOf"}


def test_what_is_changed_is_not_the_bill_named_before() -> None:
    found = facts("{G:某立法会}通过《{D:修改某法案}》。{G:某政府}表示，修订《某法》是必要之举。")
    assert ("某政府", "issues", "修改某法案") not in found
