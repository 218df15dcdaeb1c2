"""What words that point back stand for. Origin of each sentence: written for this test."""

import pytest

from kg.relate.context import Context
from kg.relate.frames import group_links
from kg.relate.pronouns import pronoun_links
from kg.segment import segment
from tests.unit.relate.texts import facts, relate


def meant(line: str) -> dict[str, tuple[str, ...]]:
    """The pronouns of a marked text and the names they stand for."""
    example, _ = relate(line)
    text, sentences = example.document.text, segment(example.document)
    context = Context(text, sentences, example.links)
    found: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        here = [link for link in example.links if sentence.start <= link.mention.start < sentence.end]
        pronouns = pronoun_links(text, sentence, here, context)
        found |= {link.mention.surface: tuple(e.name for e in link.entities) for link in pronouns}
        here = sorted((*here, *pronouns), key=lambda link: link.mention.start)
        context.after(text, sentence, group_links(text, here, {}, set()), here)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{R:某证监局}检查了{C:甲会计师事务所(普通合伙)}，对该所罚款。", "甲会计师事务所(普通合伙)"),
        ("{R:某金融监管局}检查了{B:某某银行}，对该行罚款。", "某某银行"),
        ("{G:医保局}检查了{T:某某医院}，取消该院资格。", "某某医院"),
        ("{C:甲电子}经营困难。该公司负责人说。", "甲电子"),
        ("{R:央行}印发《{D:甲办法}》。该办法自今日起施行。", "甲办法"),
    ],
)
def test_one_body_or_paper_is_the_last_whose_name_fits(text: str, name: str) -> None:
    assert list(meant(text).values()) == [(name,)]


@pytest.mark.parametrize(
    "text",
    [
        "{R:某证监局}发布公告，该所属地检查。",  # 所属
        "{C:甲公司}投资50家企业，该市场广阔。",  # 市场
        "{G:财政部}发布数据，该公司回应。",  # no firm named
    ],
)
def test_words_that_stand_for_nothing_named_point_nowhere(text: str) -> None:
    assert not meant(text)


def test_several_stand_for_a_list_of_just_so_many() -> None:
    text = "{C:甲电子}、{C:乙实业}、{C:丙科技}哄抬价格。{G:市场监管总局}对三家企业罚款，"
    assert meant(text + "上述企业整改。") == {
        "三家企业": ("甲电子", "乙实业", "丙科技"),
        "上述企业": ("甲电子", "乙实业", "丙科技"),
    }
    assert "四家企业" not in meant(text.replace("三家", "四家"))


def test_a_count_stands_for_the_roll_that_follows_line_by_line() -> None:
    text = "{G:某市住建委}通报，3家中介机构被查处。/名单如下：/{C:甲房产}/{C:乙房产}/{C:丙物业}"
    assert meant(text)["3家中介机构"] == ("甲房产", "乙房产", "丙物业")


def test_the_firm_alone_is_the_one_the_text_is_about() -> None:
    assert meant("{C:甲股份}昨日发布年报。公司表示，将分红。") == {"公司": ("甲股份",)}
    assert not meant("{G:财政部}发布年报。公司债券市场回暖。")


def test_whoever_calls_itself_so_is_meant_and_not_the_first_named() -> None:
    text = (
        "为便利{M:甲证券交易所}上市公司，{M:乙证券交易所}（以下简称本所）修订规则。本所发布《{D:某某业务办法}》，自明年起施行。"
    )
    issuers = {body for body, predicate, _ in facts(text) if predicate == "issues"}
    assert issuers == {"乙证券交易所"}


def test_a_pilot_is_the_one_named_before_when_there_is_just_one() -> None:
    text = "{L:甲市}率先实施{S:开放试点}。{G:国务院}同意在{L:乙市}开展试点。"
    assert meant(text) == {"试点": ("开放试点",)}
    assert not meant(text.replace("率先实施{S:开放试点}", "率先实施{S:开放试点}、{S:养老试点}"))


def test_both_countries_are_the_two_named_last() -> None:
    found = facts("{L:中国}和{L:秘鲁}建交五十年。两国今天签署《{D:自由贸易协定升级议定书}》。")
    assert {("中国", "signs", "自由贸易协定升级议定书"), ("秘鲁", "signs", "自由贸易协定升级议定书")} <= found


def test_the_country_visited_and_china_are_the_two_when_china_is_named_later() -> None:
    found = facts("{H:王某}在{L:北京市}会见{L:乌拉圭}外长。双方签署《{D:海关互助协定}》。{L:中国}企业表示欢迎。")
    assert {country for country, predicate, _ in found if predicate == "signs"} == {"乌拉圭", "中国"}


def test_a_city_is_neither_of_both_countries() -> None:
    found = facts("{L:中国}代表团抵达{L:捷克}。{L:甲市}、{L:乙市}举行活动。两国签署《{D:海关互助协定}》。")
    assert {country for country, predicate, _ in found if predicate == "signs"} == {"捷克", "中国"}


def test_a_country_where_the_two_only_meet_is_none_of_the_two() -> None:
    found = facts("{L:中国}和{L:秘鲁}在{L:英国}{L:伦敦}会谈。双方签署《{D:海关互助协定}》。")
    assert ("英国", "signs", "海关互助协定") not in found
    assert ("秘鲁", "signs", "海关互助协定") in found
