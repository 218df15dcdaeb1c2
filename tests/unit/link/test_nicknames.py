"""Shorter names inside a longer one."""

import pytest

from kg.link import with_nicknames
from kg.records import Entity, Link, Mention


def link(surface: str, label: str, *, silent: bool = False, entities: int = 1) -> Link:
    bodies = tuple(Entity(f"{label.lower()}/{number}", label, surface) for number in range(entities))
    return Link(Mention(10, 10 + len(surface), surface, label, "listed", 0.9), bodies, 0.8, (), silent)


@pytest.mark.parametrize(
    ("surface", "label", "short"),
    [
        ("“证照分离”改革", "PolicyMeasure", "证照分离"),
        ("债券市场“科技板”", "PolicyMeasure", "科技板"),
        ("“皖事通”平台", "Platform", "皖事通"),
        ("“和平方舟-2030”任务", "Event", "和平方舟-2030"),
        ("国家游泳中心“水立方”", "Place", "水立方"),
        ("重庆市渝北区", "Place", "渝北区"),
    ],
)
def test_a_name_within_a_name_is_a_mention_of_the_same_thing(surface: str, label: str, short: str) -> None:
    whole = link(surface, label)
    found = with_nicknames([whole])
    assert found[0] is whole
    [inner] = found[1:]
    assert (inner.mention.surface, inner.entities) == (short, whole.entities)
    assert inner.mention.start == 10 + surface.index(short)
    assert inner.mention.end == inner.mention.start + len(short)


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("“因地制宜”的差别化住房信贷政策", "PolicyMeasure"),  # an epithet
        ("“扩大内需”专题协商会", "Event"),  # a theme
        ("“十四五”规划", "PolicyDocument"),  # a period
        ("“中小微企业融资和发展”主题培训", "Organization"),
        ("碳减排支持工具", "PolicyMeasure"),
        ("上海自由贸易试验区", "Place"),
        ("浦东新区", "Place"),
    ],
)
def test_what_is_no_name_by_itself_is_left_alone(surface: str, label: str) -> None:
    whole = link(surface, label)
    assert with_nicknames([whole]) == (whole,)


def test_pronouns_and_joint_names_have_no_shorter_name() -> None:
    links = (link("“信易贷”平台", "Platform", silent=True), link("“信易贷”平台", "Platform", entities=2))
    assert with_nicknames(links) == links
