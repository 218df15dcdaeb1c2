"""Facts read off names. Origin of each sentence: written for this test."""

from dataclasses import replace

from kg.evaluation.examples import read_example
from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.records import Document
from kg.segment import segment
from tests.unit.relate.texts import facts, relate, relator


def test_a_regulator_sits_in_the_place_its_short_name_opens_with() -> None:
    assert ("甘肃金融监管局", "locatedIn", "甘肃") in facts("{L:甘肃}经济向好。{R:甘肃金融监管局}公布数据。")


def test_a_continent_is_no_seat() -> None:
    assert ("亚洲某某银行", "locatedIn", "亚洲") not in facts("{L:亚洲}经济向好。{B:亚洲某某银行}公布数据。")


def test_a_team_that_plays_for_a_country_is_not_located_in_it() -> None:
    assert ("某某国女排", "locatedIn", "某某国") not in facts("{L:某某国}来信。{T:某某国女排}赢了。")


def test_a_tool_belongs_to_the_family_its_name_ends_with() -> None:
    assert ("支渔再贷款", "partOf", "再贷款") in facts("{S:支渔再贷款}属于{S:再贷款}。")


def test_a_place_in_a_place_is_part_of_it() -> None:
    assert ("某某省某某县", "partOf", "某某省") in facts("{L:某某省}今天下雪，{L:某某省某某县}停课。")


def test_the_body_that_opens_the_title_of_a_document_issues_it() -> None:
    assert ("某某证券交易所", "issues", "某某证券交易所上市规则") in facts(
        "根据{D:某某证券交易所上市规则}，{M:某某证券交易所}开会。"
    )


def test_rules_for_a_body_are_not_its_own() -> None:
    for title in ("某某交易所管理办法", "某某交易所改革方案"):
        assert ("某某交易所", "issues", title) not in facts("按照《{D:" + title + "}》，{M:某某交易所}开会。")


def test_the_body_that_opens_the_name_of_a_meeting_holds_it() -> None:
    assert ("国家某某局", "organizes", "国家某某局新闻发布会") in facts("{G:国家某某局}消息，{E:国家某某局新闻发布会}结束。")
    assert ("国务院", "organizes", "国务院办公室发布会") not in facts("{G:国务院}消息，{E:国务院办公室发布会}结束。")


def test_the_body_that_opens_the_name_of_a_system_runs_it_but_no_place_does() -> None:
    found = facts("{R:某某人民银行}和{L:某某市}都在，{P:某某人民银行支付系统}与{P:某某市合作服务平台}不同。")
    assert ("某某人民银行", "operates", "某某人民银行支付系统") in found
    assert ("某某市", "operates", "某某市合作服务平台") not in found


def test_a_bank_whose_name_opens_another_body_is_not_its_parent() -> None:
    found = facts("{B:中国银行}与{R:中国银行保险监督管理委员会}开会。")
    assert ("中国银行保险监督管理委员会", "partOf", "中国银行") not in found


def test_places_listed_side_by_side_are_in_one_another_by_no_name() -> None:
    example = "{L:某某省某某市}很美，{L:某某省某某市某某县}也美。"
    fact = ("某某省某某市某某县", "partOf", "某某省某某市")
    assert fact in facts(example)
    assert fact not in facts("在{L:某某省某某市}、{L:某某省某某市某某县}采风。")


def test_no_belt_is_part_of_the_river_that_opens_its_name() -> None:
    assert ("长江经济带", "partOf", "长江") not in facts("{L:长江}很长。{L:长江经济带}发展很快。")


def test_a_local_body_called_without_its_place_says_no_seat() -> None:
    names = read_example("{L:某某市}经济向好。{G:市场监管局}公布数据。 =>")
    place, body = names.links[0].entities[0], names.links[1].entities[0]
    full = replace(names.links[1], entities=(replace(body, name="某某市市场监管局"),))
    found = relator().relate(names.document, segment(names.document), (names.links[0], full))
    assert not [s for s in found if s.rule == "locatedIn:name" and s.object == place.key]


def issuers_by_name(line: str) -> set[str]:
    example, statements = relate(line)
    names = {entity.key: entity.name for link in example.links for entity in link.entities}
    return {names[s.subject] for s in statements if s.rule == "issues:name"}


def test_every_body_that_opens_a_title_issues_the_document() -> None:
    for mark in (" ", "、"):
        title = "{G:甲财部}、{G:乙税局}开会。公布《{D:甲财部" + mark + "乙税局关于某事的公告}》。"
        assert issuers_by_name(title) == {"甲财部", "乙税局"}


def test_the_unit_that_opens_a_title_issues_it_and_not_its_body() -> None:
    assert not issuers_by_name("{G:甲财部}开会。公布《{D:甲财部办公厅关于某事的通知}》。")


def test_organs_of_the_party_are_no_parts_of_it_by_their_names_alone() -> None:
    assert not {p for _, p, _ in facts("{G:中国共产党}成立百年，{G:中国共产党中央政治局}会议要求落实。")} & {"partOf"}


def test_an_abbreviation_without_a_word_of_the_whole_says_no_part() -> None:
    example = read_example("{G:国务院}要求稳就业。{G:国新办}举行发布会。 =>")
    office = next(e for link in example.links for e in link.entities if e.name == "国新办")
    links = tuple(
        replace(link, entities=(replace(office, name="国务院新闻办公室"),)) if link.entities[0] == office else link
        for link in example.links
    )
    statements = relator().relate(example.document, segment(example.document), links)
    assert not [s for s in statements if s.rule == "partOf:name"]


def test_a_mountain_is_no_part_of_itself() -> None:
    assert ("某蒙山", "partOf", "某蒙") not in facts("{L:某蒙}变了样，{L:某蒙山}也绿了。")


def test_a_city_whose_name_opens_the_title_of_a_document_issues_it() -> None:
    found = facts("{D:某某市关于支持企业上市的若干政策}征求意见，{L:某某市}将加大扶持。")
    assert ("某某市", "issues", "某某市关于支持企业上市的若干政策") in found


def test_two_countries_issue_the_statement_that_their_pair_opens() -> None:
    gazetteer = load_gazetteer()
    document = Document("a", "", "李某访问秘鲁。双方还发表了中秘政府联合声明，中国同秘鲁关系良好。")
    sentences = segment(document)
    links = Linker(gazetteer).link(document, sentences, Extractor(gazetteer).extract(document, sentences))
    named = {entity.key: entity.name for link in links for entity in link.entities}
    statements = relator().relate(document, sentences, links)
    issued = {(named[s.subject], named[s.object]) for s in statements if s.predicate == "issues"}
    assert issued == {("中国", "中秘政府联合声明"), ("秘鲁", "中秘政府联合声明")}


def test_two_tools_told_in_one_name_are_no_kind_of_either() -> None:
    found = facts("{S:支农支小再贷款}和{S:支小再贷款}都属于{S:再贷款}。")
    assert ("支农支小再贷款", "partOf", "支小再贷款") not in found
    assert ("支农支小再贷款", "partOf", "再贷款") in found
