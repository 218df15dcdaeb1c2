"""What earlier sentences leave understood. Origin of each sentence: written for this test, not among the examples taught."""

from kg.records import Sentence
from kg.relate.context import Context, is_recalled
from kg.relate.frames import group_links
from kg.segment import segment
from tests.unit.relate.texts import facts, relate


def carried(line: str) -> dict[str, str]:
    """What the last sentence of a marked text may understand, by how it is borrowed."""
    example, _ = relate(line)
    sentences: tuple[Sentence, ...] = segment(example.document)
    context = Context(example.document.text, sentences, example.links)

    for sentence in sentences:
        found = {g.carried: g.entities[0].name for g in context.carried(sentence)}
        here = [link for link in example.links if sentence.start <= link.mention.start < sentence.end]
        context.after(example.document.text, sentence, group_links(example.document.text, here, {}, set()), here)
    return found


def test_whoever_speaks_is_remembered_behind_the_host() -> None:
    found = carried("{G:国新办}今天开会，{R:证监会}有关负责人表示，市场平稳。近期推出新规。")
    assert (found["previous"], found["speaker"]) == ("国新办", "证监会")


def test_the_regulator_named_last_is_remembered() -> None:
    assert carried("{R:银保监会}公布罚单。/{C:某公司}经营正常。某银行被罚。")["regulator"] == "银保监会"


def test_the_measure_in_the_headline_is_remembered() -> None:
    assert carried("{S:一揽子政策}今天公布#/其中，首次设立新的计划。")["subject"] == "一揽子政策"


def test_a_meeting_that_lies_back_is_recalled_and_not_attended() -> None:
    assert is_recalled("党的二十大以来", 5)
    assert is_recalled("“十三届人大一次会议”批准的方案", 10)
    assert not is_recalled("西部论坛在西安举行", 4)
    assert ("张某", "participatesIn", "党的二十大") not in facts("{H:张某}参加调研，畅谈{E:党的二十大}以来的成就。")


def test_authorities_named_in_one_list_act_together_only_where_a_word_says_so() -> None:
    assert not facts("{G:水利部} {G:应急管理部} {G:财政部}")
    found = facts("{G:水利部}、{G:应急管理部}联合向{L:湖南}增派工作组。")
    assert ("应急管理部", "cooperatesWith", "水利部") in found or ("水利部", "cooperatesWith", "应急管理部") in found


def test_the_party_and_its_government_are_no_partners_for_being_named_together() -> None:
    assert not {p for _, p, _ in facts("按照{G:党中央}、{G:国务院}决策部署，各地抓好落实。")} & {"cooperatesWith"}


def test_guests_of_a_meeting_not_named_attend_one_meeting_only() -> None:
    found = facts("{E:数字经济对接会}在{L:哈尔滨}举行。/{E:第四届世界5G大会}将于8月举办。/会上，{C:某某云}、{C:某某网}发言。")
    for guest in ("某某云", "某某网"):
        assert len({f for f in found if f[0] == guest and f[1] == "participatesIn"}) <= 1


def test_this_fair_is_the_fair_already_named() -> None:
    found = facts("{E:第三届供应链博览会}今天开幕。/本届博览会由{A:某某贸促会}主办。")
    assert ("某某贸促会", "organizes", "第三届供应链博览会") in found


def test_a_list_line_by_line_is_counted_with_the_line_that_was_not_found() -> None:
    found = facts(
        "{G:某市住建委}通报，4家中介机构被查处。/4家中介机构名单如下：/{C:甲房产经纪公司}/博友园房地产经纪中心/"
        "{C:乙房产经纪公司}/{C:丙物业公司}/相关阅读：房市"
    )
    assert {body for _, predicate, body in found if predicate == "penalizes"} == {
        "甲房产经纪公司",
        "乙房产经纪公司",
        "丙物业公司",
    }


def test_a_meeting_whose_demands_are_passed_on_is_not_the_one_held() -> None:
    found = facts(
        "{R:某某支行}召开{E:2022年某地信贷工作会议}，传达{E:人民银行工作会议}、{E:全国信贷工作会议}要求。{H:姚某}主持会议并讲话。"
    )
    assert {event for guest, predicate, event in found if (guest, predicate) == ("姚某", "participatesIn")} == {
        "2022年某地信贷工作会议"
    }


def test_whose_orders_are_carried_out_is_not_what_the_next_sentence_is_about() -> None:
    assert carried("按照{G:某院}决策部署，{B:甲银行}加大支持力度。去年以来拓展客户。")["previous"] == "甲银行"
    assert "previous" not in carried("贯彻落实{G:某院}有关部署，各单位加大力度。去年以来拓展客户。")
    assert carried("{G:某院}决定，{B:甲银行}加大支持力度。去年以来拓展客户。")["previous"] == "某院"


def test_a_plan_that_is_yet_to_be_drawn_up_says_nothing() -> None:
    text = "{E:某常务会议}今天召开。会议指出，抓紧制定{D:某规划}，完善政策。要加强{S:某工程}建设。"
    assert not {s for s in facts(text) if s[0] == "某规划"}
