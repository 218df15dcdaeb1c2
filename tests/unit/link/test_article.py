"""Linking within an article: context, short forms, pronouns, people, and entities nobody listed."""

from datetime import datetime

import pytest

from kg.gazetteer import load_gazetteer
from kg.link import Linker, doubtful_stock_links
from kg.link.identity import new_key
from kg.link.rules import load_link_rules
from kg.records import Block, Document, Link, Mention, Sentence, SourceLink


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_gazetteer())


def article(text: str, issued: str = "2021-09-11", links: tuple[SourceLink, ...] = (), identifier: str = "a") -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    return Document(identifier, text[:10], text, tuple(blocks), datetime.fromisoformat(issued), links=links)


def read(linker: Linker, document: Document, *named: tuple[str, str]) -> list[Link]:
    """Link the first mention of each (surface, class); they must stand in text order."""
    mentions, at = [], 0
    for surface, label in named:
        at = document.text.index(surface, at)
        mentions.append(Mention(at, at + len(surface), surface, label, "test", 0.9))
        at += len(surface)
    sentences = tuple(Sentence(block.start, block.end, number) for number, block in enumerate(document.blocks))
    return list(linker.link(document, sentences, mentions))


def test_one_body_under_three_names_is_one_entity(linker: Linker) -> None:
    links = read(
        linker,
        article("中国人民银行表示，央行将…人民银行有关负责人"),
        ("中国人民银行", "Regulator"),
        ("央行", "Regulator"),
        ("人民银行", "Regulator"),
    )
    assert {link.entities[0].key for link in links} == {"regulator/pbc"}


def test_the_article_decides_between_namesakes(linker: Linker) -> None:
    nanjing = read(linker, article("江苏省南京市鼓楼区政府；鼓楼区推出"), ("南京市", "Place"), ("鼓楼区推出"[:3], "Place"))
    fuzhou = read(linker, article("福建省福州市召开会议，鼓楼区推出"), ("福州市", "Place"), ("鼓楼区", "Place"))
    assert nanjing[1].entities[0].name == "南京市鼓楼区"
    assert fuzhou[1].entities[0].name == "福州市鼓楼区"


def test_a_short_form_follows_the_long_one(linker: Linker) -> None:
    document = article("第九届全球小微投融资大集会开幕。小微投融资大集会上，银河测试金融科技公司亮相，银河测试介绍。")
    links = read(
        linker,
        document,
        ("第九届全球小微投融资大集会", "Event"),
        ("小微投融资大集会", "Event"),
        ("银河测试金融科技公司", "Company"),
        ("银河测试", "Company"),
    )
    assert links[0].entities == links[1].entities
    assert links[2].entities == links[3].entities


def test_a_listed_measure_means_the_round_that_the_article_numbers(linker: Linker) -> None:
    one = "扶贫小额信贷启动。2022年度扶贫小额信贷将发放。"
    named = ("扶贫小额信贷", "PolicyMeasure"), ("2022年度扶贫小额信贷", "PolicyMeasure")
    short, long = read(linker, article(one), *named)
    assert short.entities == long.entities
    short, first, second = read(
        linker, article(one + "2023年度扶贫小额信贷也是。"), *named, ("2023年度扶贫小额信贷", "PolicyMeasure")
    )
    assert len({short.entities[0].key, first.entities[0].key, second.entities[0].key}) == 3


def test_a_defined_short_form_means_its_full_name(linker: Linker) -> None:
    text = "《某市测试专项实施方案》（以下简称《方案》）"
    start = text.index("方案》）")
    mention = Mention(start, start + 2, "方案", "PolicyDocument", "test", 0.9, full="某市测试专项实施方案")
    (link,) = linker.link(article(text), (), (mention,))
    assert link.entities[0].name == "某市测试专项实施方案"
    assert ("方案", "zh") in link.entities[0].aliases


def test_a_definition_in_the_text_outweighs_the_bodies_that_bear_the_short_form(linker: Linker) -> None:
    text = "中国建设银行（以下简称工行）与中国银行业协会（以下简称中银协）"
    marks = ((11, 13, "工行", "Bank", "中国建设银行"), (26, 29, "中银协", "Association", "中国银行业协会"))
    mentions = tuple(Mention(start, end, surface, label, "test", 0.9, full=full) for start, end, surface, label, full in marks)
    odd, plain = linker.link(article(text), (), mentions)
    assert (odd.entities[0].key, plain.entities[0].key) == ("bank/ccb", "assoc/cba")
    assert reasons(odd)["defined_in_text"] == "the text gives it the name 中国建设银行"
    assert "defined_in_text" in reasons(plain)


def test_a_defined_name_that_nobody_known_bears_says_so(linker: Linker) -> None:
    mention = Mention(12, 14, "农行", "Bank", "test", 0.9, full="火星农业测试银行")
    (link,) = linker.link(article("火星农业测试银行（下称农行）"), (), (mention,))
    assert link.entities[0].name == "火星农业测试银行"
    assert reasons(link).keys() == {"new", "defined_in_text"}


def test_a_longer_name_over_a_shared_one_tells_whose_it_is(linker: Linker) -> None:
    (beijing,) = read(linker, article("记者在北京朝阳区看到"), ("朝阳区", "Place"))
    (changchun,) = read(linker, article("记者在长春朝阳区看到"), ("朝阳区", "Place"))
    assert (beijing.entities[0].name, changchun.entities[0].name) == ("北京市朝阳区", "长春市朝阳区")
    assert reasons(beijing)["longer_span"] == "the longer name 北京朝阳区 stands there"


def reasons(link: Link) -> dict[str, str]:
    return {reason.feature: reason.text for reason in link.reasons}


def test_a_joint_surface_means_each_of_its_members(linker: Linker) -> None:
    names = ("上海证券交易所", "深圳证券交易所")
    mention = Mention(0, 5, "沪深交易所", "MarketInstitution", "test", 0.9, names=names)
    (link,) = linker.link(article("沪深交易所发布"), (), (mention,))
    assert tuple(entity.name for entity in link.entities) == names


def test_pronouns_serve_the_facts_where_they_are_certain(linker: Linker) -> None:
    links = read(linker, article("中国建设银行发布公告。该行表示，该局不知情。"), ("中国建设银行", "Bank"))
    assert [(link.mention.surface, link.silent, link.entities[0].key) for link in links] == [
        ("中国建设银行", False, "bank/ccb"),
        ("该行", True, "bank/ccb"),
    ]


def test_people_are_kept_apart_by_institution_and_joined_within_an_article(linker: Linker) -> None:
    bank = read(
        linker, article("中国建设银行行长张三表示。张三说"), ("中国建设银行", "Bank"), ("张三", "Person"), ("张三", "Person")
    )
    other = read(linker, article("中国工商银行行长张三表示", identifier="b"), ("中国工商银行", "Bank"), ("张三", "Person"))
    again = read(linker, article("中国建设银行副行长张三出席", identifier="c"), ("中国建设银行", "Bank"), ("张三", "Person"))
    assert bank[1].entities == bank[2].entities
    assert bank[1].entities[0].key != other[1].entities[0].key
    assert bank[1].entities[0].key == again[1].entities[0].key


def test_a_stock_link_tells_a_company_from_the_word(linker: Linker) -> None:
    text = "中国建设银行涨停"
    link = SourceLink(0, 6, "https://example.org/601939", "SH601939")
    (linked, *_) = read(linker, article(text, links=(link,)), ("中国建设银行", "Bank"))
    assert any(reason.feature == "stock_linked" and reason.weight > 0 for reason in linked.reasons)


@pytest.mark.parametrize(
    ("named", "label", "span", "code", "weighs"),
    [
        ("中国建设银行", "Bank", (2, 6), "SH601939", "stock_within"),
        ("中国银行业协会", "Association", (0, 4), "SH601988", "stock_cuts"),
    ],
)
def test_a_stock_link_that_cuts_through_a_name_is_weighed_by_where_it_leads(
    linker: Linker, named: str, label: str, span: tuple[int, int], code: str, weighs: str
) -> None:
    link = SourceLink(*span, "https://example.org", code)
    (linked,) = read(linker, article(f"{named}发布", links=(link,)), (named, label))
    (reason,) = (reason for reason in linked.reasons if reason.feature == "stock_linked")
    assert reason.weight == load_link_rules().weights[weighs]
    assert reason.text == f"the publisher links {named[slice(*span)]} to {code}, cutting through the name"
    assert linked.entities[0].name == named


def test_an_unlisted_body_has_the_same_key_everywhere_and_an_expanded_name(linker: Linker) -> None:
    (first,) = read(linker, article("党的二十一大召开"), ("党的二十一大", "Event"))
    assert first.entities[0].name == "中国共产党第二十一次全国代表大会"
    assert new_key("某某 公司", "Company") == new_key("某某公司", "Organization") != new_key("某某公司", "Event")


def test_an_office_named_by_its_level_is_that_of_the_one_place_of_the_article(linker: Linker) -> None:
    links = read(
        linker,
        article("记者从河南省郑州市获悉，市公安局、省政府发布"),
        ("河南省", "Place"),
        ("郑州市", "Place"),
        ("市公安局", "GovernmentBody"),
        ("省政府", "GovernmentBody"),
    )
    assert [link.entities[0].name for link in links[2:]] == ["郑州市公安局", "河南省人民政府"]
    assert reasons(links[2]) == {"place_named": "the article is about 郑州市"}


def test_an_office_named_by_its_level_is_nobody_elses_where_no_place_tells(linker: Linker) -> None:
    texts = (("市公安局发布", "a"), ("市公安局发布", "b"), ("郑州市、洛阳市和市公安局", "c"))
    keys = [
        read(linker, article(text, identifier=name), ("市公安局", "GovernmentBody"))[0].entities[0].key for text, name in texts
    ]
    assert len(set(keys)) == 3
    assert all(not linker.candidates(name) for name in ("市公安局", "省委"))


def test_a_county_bank_that_nobody_listed_is_one_bank_however_it_is_written(linker: Linker) -> None:
    names = ("盂县农商行", "盂县农商银行", "盂县农村商业银行股份有限公司")
    entities = [read(linker, article(f"{name}发布"), (name, "Bank"))[0].entities[0] for name in names]
    assert {(entity.key, entity.name) for entity in entities} == {(new_key("盂县农村商业银行", "Bank"), "盂县农村商业银行")}


def test_every_link_has_a_reason_and_text_order_is_kept(linker: Linker) -> None:
    links = read(
        linker,
        article("深交所、未知的某协会、北京市"),
        ("深交所", "MarketInstitution"),
        ("未知的某协会", "Association"),
        ("北京市", "Place"),
    )
    assert all(link.reasons for link in links)
    assert [link.mention.start for link in links] == sorted(link.mention.start for link in links)


def test_wrong_stock_links_are_told(linker: Linker) -> None:
    text = "中国建设银行和中国银行业协会通过线上线下"
    marks = ((0, 6, "SH601939"), (7, 11, "SH601988"), (16, 20, "SZ300959"))
    links = tuple(SourceLink(start, end, "https://example.org", code) for start, end, code in marks)
    document = article(text, links=links)
    linked = read(linker, document, ("中国建设银行", "Bank"), ("中国银行业协会", "Association"))
    assert [(doubtful.surface, doubtful.reason) for doubtful in doubtful_stock_links(document, linked)] == [
        ("中国银行", "cuts through 中国银行业协会"),
        ("线上线下", "no company is named there"),
    ]


def test_the_platform_is_the_only_one_named(linker: Linker) -> None:
    one = read(linker, article("粤信融上线。截至目前，平台已接入银行，电商平台增长。"), ("粤信融", "Platform"))
    assert [(link.mention.start, link.silent) for link in one] == [(0, False), (11, True)]
    two = read(linker, article("粤信融和信用中国上线，平台已接入银行。"), ("粤信融", "Platform"), ("信用中国", "Platform"))
    assert not any(link.silent for link in two)


def test_a_local_office_is_named_in_full_with_the_place_the_article_speaks_of(linker: Linker) -> None:
    text = "北京多区行动：朝阳房管局、大兴住建委约谈中介，郑州市医保局、宝安区民政局通报"
    offices = ("朝阳房管局", "大兴住建委", "郑州市医保局", "宝安区民政局")
    links = read(linker, article(text), ("北京", "Place"), *((office, "GovernmentBody") for office in offices))
    assert [link.entities[0].name for link in links[1:]] == [
        "北京市朝阳区房屋管理局",
        "北京市大兴区住房和城乡建设委员会",
        "郑州市医疗保障局",
        "深圳市宝安区民政局",
    ]


def test_an_office_of_a_zone_and_one_of_no_known_place_keep_the_rest_of_their_name(linker: Linker) -> None:
    links = read(linker, article("青岚新区管委会、江苏出入境检验检疫局"), ("青岚新区管委会", "GovernmentBody"))
    assert links[0].entities[0].name == "青岚新区管理委员会"
    links = read(linker, article("江苏出入境检验检疫局通报"), ("江苏出入境检验检疫局", "GovernmentBody"))
    assert links[0].entities[0].name == "江苏出入境检验检疫局"


def test_of_several_cities_the_last_one_named_before_is_meant(linker: Linker) -> None:
    text = "杭州市发布新政。\n厦门市通报：市场秩序良好，市住房局约谈了中介"
    named = ("杭州市", "Place"), ("厦门市", "Place"), ("市住房局", "GovernmentBody")
    assert read(linker, article(text), *named)[-1].entities[0].name == "厦门市住房局"


def test_a_nested_mention_follows_the_one_that_holds_it(linker: Linker) -> None:
    document = article("国新办新闻发布会上，会议通报")
    briefing = Mention(0, 8, "国新办新闻发布会", "Event", "test", 0.9)
    mentions = [briefing, Mention(0, 3, "国新办", "GovernmentBody", "issuer", 0.9)]
    links = linker.link(document, (Sentence(0, len(document.text), 0),), mentions)
    assert [link.mention.surface for link in links if not link.silent] == ["国新办新闻发布会", "国新办"]


@pytest.mark.parametrize(("meeting", "points_back"), [("海东发展论坛", True), ("第九届海东运动会", False)])
def test_what_is_said_at_the_forum_is_said_at_no_games(linker: Linker, meeting: str, points_back: bool) -> None:
    links = read(linker, article(f"{meeting}昨天开幕。与会者在论坛上建言献策。"), (meeting, "Event"))
    assert ("论坛上" in [link.mention.surface for link in links]) is points_back
