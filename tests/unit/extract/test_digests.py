"""The short items of the evening news: what stands beside a name there and is no part of it; every sentence is made up."""

import pytest

from tests.unit.extract.texts import named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("约旦首相侯赛因对袭击表示谴责。", ["侯赛因"]),
        ("各国海关署长通过《联合宣言》。", []),
    ],
)
def test_a_verb_behind_a_post_is_no_one_and_a_transliterated_name_is_whole(text: str, names: list[str]) -> None:
    assert named(text, "Person") == names


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("肯尼亚红十字会表示，已有12人死亡。", "Organization", ["肯尼亚红十字会"]),
        ("土耳其红新月会派出救援队。", "Organization", ["土耳其红新月会"]),
        ("巴西、印度、南非三国央行行长发表声明。", "Regulator", []),
        ("英国、法国、德国三国外交部发表声明。", "GovernmentBody", []),
        ("中央追逃办今天通报两起案件。", "GovernmentBody", ["中央追逃办"]),
        ("英国民航局称，已展开调查。", "GovernmentBody", ["英国民航局"]),
        ("委内瑞拉制宪大会当天召开会议。", "GovernmentBody", ["委内瑞拉制宪大会"]),
    ],
)
def test_bodies_of_other_countries_are_not_taken_for_ours(text: str, label: str, names: list[str]) -> None:
    assert named(text, label) == names


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("新区累计吸引华为、腾讯等500多家企业入驻。", "Company", ["华为", "腾讯"]),
        ("当地引进宁德时代、比亚迪等龙头企业。", "Company", ["宁德时代", "比亚迪"]),
        ("由国家电网倡议推出的服务平台今天上线。", "PolicyMeasure", []),
        ("国家开发银行发放贷款，中欧班列开行3万列。", "Bank", ["国家开发银行"]),
        ("煤矿5G智能综采工作面投产，当地建成AI智能工厂20家。", "Company", []),
        ("边防部队高原驻训进入第二周，采集大量高原数据。", "Place", []),
        ("目前广州公交系统支持手机支付，城市轨道交通系统也已开通。", "Platform", []),
        ("它是全球唯一的综合型农产品贸易交易会。", "Event", []),
    ],
)
def test_words_beside_a_name_make_no_longer_one(text: str, label: str, names: list[str]) -> None:
    assert named(text, label) == names


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("由国家能源局主办的中国2023国际储能展览在常州举行。", "Event", ["中国2023国际储能展览"]),
        ("由中国邮政主办的国际集邮展览12日在武汉开展，展期7天。", "Event", ["国际集邮展览"]),
        ("省档案馆今天举办抗战文献整理成果展，展出文献2700余册。", "Event", ["抗战文献整理成果展"]),
        ("财政部在北京举办的展览吸引5万人。", "Event", []),
        ("公安部组织开展“蓝盾－2027”专项工作。", "PolicyMeasure", ["“蓝盾－2027”专项工作"]),
        ("浙江发布10条旅游线路。", "MediaOutlet", []),
        ("浙江发布10条旅游线路。", "Place", ["浙江"]),
        ("据上海发布消息，第二批下月公布。", "MediaOutlet", ["上海发布"]),
    ],
)
def test_shows_campaigns_and_accounts_are_known_by_the_words_beside_them(text: str, label: str, names: list[str]) -> None:
    assert named(text, label) == names
