"""People, bodies and missions of other countries; every sentence is made up."""

import pytest

from tests.unit.extract.texts import mentions, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请转达对丹尼尔斯总统的问候", ["丹尼尔斯"]),
        ("昨天同阿勒马克图四世国王和弗雷德里卡首相会晤", ["阿勒马克图四世", "弗雷德里卡"]),
        ("同马来西亚总理、新任总统、候任首相会谈", []),
        ("汤加国王图普、议长法卡等出席", ["图普", "法卡"]),
        ("汤加王国议会议长法卡法15号表示", ["法卡法"]),
        ("财政部长雅各布-卢说，愿意合作。", ["雅各布-卢"]),
        ("平台-卢比业务、数据-产品对接。", []),
        ("亚洲开发银行行长中尾武彦、财务大臣铃木俊一会见记者。", ["中尾武彦", "铃木俊一"]),
        ("他们还有10周时间提出意见。", []),
        ("大桥已经建好。通车后，上海将与江苏相连。", []),
    ],
)
def test_foreign_people_are_found_beside_their_titles(text: str, names: list[str]) -> None:
    assert named(text, "Person") == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("中国驻汤加大使馆今天举行活动", "中国驻汤加大使馆"),
        ("中国驻斐济苏瓦总领馆提醒游客", "中国驻斐济苏瓦总领馆"),
        ("美国驻以色列大使馆宣布", "美国驻以色列大使馆"),
        ("斐济国防军总司令到访", "斐济国防军"),
    ],
)
def test_missions_and_forces_are_bodies_of_a_state(text: str, name: str) -> None:
    assert named(text, "GovernmentBody") == [name]


def test_missions_of_many_countries_are_no_body() -> None:
    assert named("我驻多国使馆举行活动", "GovernmentBody") == []


def test_the_second_minister_belongs_to_the_country_of_the_first() -> None:
    found = {mention.surface: mention for mention in mentions("英国财政部长史密斯及商务部长琼斯在伦敦出席会议")}
    assert found["商务部"].full == "英国商务部"


def test_a_country_that_founds_a_command_is_no_ministry() -> None:
    assert named("北约在拉脱维亚设立北方司令部", "GovernmentBody") == []


def test_a_temple_holds_no_country() -> None:
    assert "巴林" not in named("国家投资维修强巴林寺", "Place")
