"""Places in chains, before venues, zones and streets; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def places(text: str) -> list[str]:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "Place"]


def test_a_venue_after_a_chain_of_places_stands_alone() -> None:
    assert places("展会在江苏省南京市国际博览中心开幕")[:2] == ["江苏省", "南京市"]


def test_a_region_around_a_lake_is_one_place_and_a_cooperation_none() -> None:
    assert places("带动环鄱阳湖城市群发展") == ["环鄱阳湖城市群"]
    assert places("推进泛北部湾经济合作") == []


def test_a_district_in_full_keeps_its_municipality() -> None:
    assert places("活动在北京市海淀区和浙江桐乡举行") == ["北京市海淀区", "浙江", "桐乡"]
    assert places("武汉东湖高新区的企业") == ["武汉东湖高新区"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("自贸试验区厦门片区推出新举措", "厦门片区"), ("落户余杭区仓前工业区", "余杭区仓前工业区")],
)
def test_a_zone_takes_the_place_before_it(text: str, name: str) -> None:
    assert name in places(text)


@pytest.mark.parametrize("text", ["位于南京东路829号", "靠近西藏中路的商铺", "位于张江核心区的项目"])
def test_streets_and_cores_of_zones_are_no_places(text: str) -> None:
    assert {"南京", "西藏", "核心区"}.isdisjoint(places(text))


def test_the_office_of_a_foreign_firm_for_the_country_is_no_place() -> None:
    assert places("星展集团中国区总裁到会") == []
    assert places("星展集团在中国设立公司") == ["中国"]


def test_a_country_is_no_part_of_its_airports_name() -> None:
    assert places("航展在阿联酋迪拜阿勒马克图姆国际机场举行")[0] == "阿联酋"


def test_a_bay_area_keeps_its_last_letter() -> None:
    assert places("推进大湾区内地城市融合") == ["大湾区"]


def test_people_from_joint_places_are_no_places() -> None:
    assert places("广泛凝聚港澳台海外力量，团结港澳台同胞") == []
    assert places("赴港澳台交流") == ["港澳台"]


@pytest.mark.parametrize("text", ["讲好中国故事", "在中国境内投资", "中国人的处事之道", "入围中国500强"])
def test_a_country_in_a_fixed_phrase_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_count_of_provinces_and_a_whole_island_are_no_places() -> None:
    assert places("海南省陆岛交通运输") == ["海南省"]
    assert "三省" not in places("长三角三省一市交通运输主管部门")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在南京口岸，查验货车五百辆。", "南京口岸"),
        ("他来到虹桥综合服务大厅。", "虹桥综合服务大厅"),
        ("石景岭电站年发电量创新高", "石景岭电站"),
        ("落户临港新片区（上海）生物产业园", "临港新片区（上海）生物产业园"),
        ("向独立战争英雄纪念碑敬献花圈", "独立战争英雄纪念碑"),
    ],
)
def test_what_stands_in_a_place_bears_its_name(text: str, name: str) -> None:
    assert name in places(text)


@pytest.mark.parametrize("text", ["优化口岸营商环境", "小区新建充电站", "家用光伏电站建设", "指定口岸入出境"])
def test_a_kind_of_place_without_a_name_is_none(text: str) -> None:
    assert places(text) == []


def test_the_letter_of_a_country_means_the_one_that_the_text_names() -> None:
    text = "越南总理访问中国。中越双方将深化合作，中方愿为越方提供支持。"
    assert places(text) == ["越南", "中国", "中越", "中方", "越方"]


@pytest.mark.parametrize("text", ["越南总理到访。中越双方签约。", "中欧班列开行，德国到站。", "集中方式处置，德国企业"])
def test_a_letter_alone_is_no_country(text: str) -> None:
    assert {"中越", "中欧", "中方"}.isdisjoint(places(text))


def test_a_letter_of_several_countries_means_the_one_of_many_names_that_stands_there() -> None:
    assert places("刚果（布）总统说，愿同中方合作，刚方欢迎")[-2:] == ["中方", "刚方"]
    assert places("西班牙与西方国家，比利时，比方说，日本，当日方可") == ["西班牙", "比利时", "日本"]


def test_a_village_is_found_with_a_town_that_no_list_has() -> None:
    assert places("队伍赶到杏林镇严家村。") == ["杏林镇", "严家村"]
    assert places("在乡镇农村的社区，") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "来到岷县三个村，石禾乡拉古村、川梅镇的永泉村和永宁村，了解灾情",
            ["岷县", "石禾乡", "拉古村", "川梅镇", "永泉村", "永宁村"],
        ),
        ("鲁甸县龙头山镇的光泉村和银坪村受灾", ["鲁甸县", "龙头山镇", "光泉村", "银坪村"]),
        ("长沙县的青沙镇发放补贴", ["长沙县", "青沙镇"]),
        ("阜平县的骆马湾村和顾家台村。", ["阜平县", "骆马湾村", "顾家台村"]),
        ("定日县的重灾村全部通电，榕江县的乡镇和城镇社区", ["定日县", "榕江县"]),
    ],
)
def test_towns_and_villages_are_found_behind_their_county_and_beside_each_other(text: str, names: list[str]) -> None:
    assert [name for name in places(text) if name[-1] in "县乡镇村区"] == names


def test_sights_parks_of_two_countries_and_towns_abroad_are_known() -> None:
    assert places("南京夫子庙、济南趵突泉游人如织") == ["南京", "夫子庙", "济南", "趵突泉"]
    assert places("推进中马关丹产业园区建设，在哥打基纳巴卢设立总领事馆") == ["中马关丹产业园区", "哥打基纳巴卢"]


def test_two_countries_are_named_in_either_order_but_not_in_the_name_of_a_body() -> None:
    assert places("中国和英国友好，中英共同签约，英中将互访") == ["中国", "英国", "中英", "英中"]
    assert places("中国和英国友好，中英贸易协会成立，美国来访") == ["中国", "英国", "美国"]


def test_what_is_between_two_countries_names_neither() -> None:
    assert places("中国和英国友好，中英关系密切，英中友好深化，中英经贸合作") == ["中国", "英国"]


def test_neighbouring_provinces_are_named_by_their_letters() -> None:
    assert places("川渝共建项目，晋陕豫交界处，推动湘赣边界合作") == ["川渝", "晋陕豫", "湘赣"]
    assert places("京津冀协同发展，川菜共享，青岛共建") == ["青岛"]


def test_an_airport_bears_its_town_but_not_its_province() -> None:
    assert places("从衡阳南岳机场和海南琼海机场出发") == ["衡阳南岳机场", "海南", "琼海机场"]


def test_a_station_bears_its_town_where_trains_are_spoken_of() -> None:
    assert places("旅客从南昌站出发，在太原南站换乘") == ["南昌站", "太原南站"]
    assert "南昌站" not in places("巡演来到南昌站，观众很多")


def test_a_letter_of_governor_is_no_part_of_the_province() -> None:
    assert places("河南省长王某某和吉林省长李某，湖南省长沙市") == ["河南", "吉林", "湖南省", "长沙市"]


def test_stations_at_the_poles_are_places() -> None:
    assert places("极地科考队抵达昆仑站，转赴秦岭站") == ["昆仑站", "秦岭站"]
    assert places("列车停靠秦岭。") == ["秦岭"]


def test_a_village_of_a_people_an_irrigated_area_and_a_farm_bear_the_name_of_their_place() -> None:
    assert places("来到黎平县肇光侗寨，在宁夏青铜峡灌区和黑龙江兴凯湖农场") == [
        *("黎平县", "肇光侗寨", "宁夏", "青铜峡灌区", "黑龙江", "兴凯湖农场"),
    ]


def test_an_airport_and_a_harbour_take_the_town_before_them() -> None:
    assert places("云南昆明长水国际机场扩建，途经盐城大丰港、上海。") == ["云南", "昆明长水国际机场", "盐城", "大丰港", "上海"]


def test_what_is_near_a_place_is_none() -> None:
    assert places("在黄岩岛附近海域，四川藏区，京沪高铁全线最长隧道") == ["黄岩岛", "四川", "京沪高铁"]


def test_a_stretch_of_a_river_or_a_line_is_one_place() -> None:
    assert places("在长江芜湖段放流，京沪高铁徐州段检修，北京段") == ["长江芜湖段", "京沪高铁徐州段", "北京"]


def test_a_square_or_a_street_bears_its_city_but_no_middle_of_it() -> None:
    assert places("位于南京凤鸣广场，靠近合肥云谷大街") == ["南京凤鸣广场", "合肥云谷大街"]
    assert places("在上海市中心广场附近") == ["上海市"]


def test_a_kind_of_zone_is_not_the_zone_named_before() -> None:
    assert places("长江北岸的南京江北新区获批。合肥新站高新区和国家级新区出台政策，新区表示") == [
        *("长江", "南京", "江北新区", "合肥", "新区"),
    ]


def test_a_direction_is_no_county() -> None:
    assert places("通道西起中山，东至深圳，铁路青白江东至镇江段") == ["中山", "深圳", "青白江", "镇江"]


def test_a_motorway_is_named_by_its_ends_and_a_part_of_a_country_is_none() -> None:
    assert places("与广深沿江高速、京沪高速相连，抵达南极浮冰区") == ["广深沿江高速", "京沪高速", "南极"]


def test_cities_that_are_counted_are_no_further_place() -> None:
    assert places("大桥连接江苏常州与泰州两市。") == ["江苏", "常州", "泰州"]


def test_a_country_that_will_do_something_is_no_parliament() -> None:
    assert places("他相信法国会履行承诺，德国会更加开放。") == ["法国", "德国"]


@pytest.mark.parametrize(
    "text", ["当地养殖南美白对虾", "放养长江江豚", "北京烤鸭店座无虚席", "突出“诗画闽江”主题", "开展“爱购上海”活动"]
)
def test_dishes_animals_and_catchwords_name_no_place(text: str) -> None:
    assert places(text) == []


def test_a_catchword_that_is_a_place_stays_one() -> None:
    assert places("走进“长江三角洲”和“北京中轴线”") == ["长江三角洲", "北京中轴线"]


def test_a_railway_administration_is_not_its_city() -> None:
    assert places("中国铁路南昌局加开列车，广州局开往汕头方向的列车停运") == ["汕头"]


def test_what_sort_of_place_it_is_stands_outside_its_name() -> None:
    assert places("印度尼西亚旅游胜地巴厘岛发生地震") == ["印度尼西亚", "巴厘岛"]


def test_gardens_halls_and_resorts_bear_their_city() -> None:
    assert places("天津体育馆内座无虚席，上海大剧院今晚首演，三亚海风主题乐园开园") == [
        "天津体育馆",
        "上海大剧院",
        "三亚海风主题乐园",
    ]


def test_the_zone_in_a_phrase_that_is_no_measure_is_a_place() -> None:
    assert places("支持雄安新区建设。") == ["雄安新区"]


def test_an_airport_abroad_by_the_name_of_its_town_is_one_place() -> None:
    assert places("专机抵达仰光国际机场") == ["仰光国际机场"]


def test_camps_told_by_their_side_and_towns_abroad_in_a_row_are_found() -> None:
    assert places("附近、中部迈加齐难民营、南部汗尤尼斯等地") == ["迈加齐难民营", "汗尤尼斯"]
    assert places("部队在波克罗夫斯克、库拉霍沃和弗雷米夫斯克等地") == ["波克罗夫斯克", "库拉霍沃", "弗雷米夫斯克"]


def test_a_hotel_where_guests_are_met_one_by_one_is_a_place() -> None:
    assert places("在苏州东山宾馆分别会见来宾") == ["苏州东山宾馆"]


def test_a_banner_stands_between_its_league_and_its_villages() -> None:
    assert places("在兴安盟科右中旗代钦塔拉嘎查的牧场") == ["兴安盟", "科右中旗", "代钦塔拉嘎查"]


def test_a_village_community_and_a_province_abroad_keep_their_last_word() -> None:
    assert places("来到渝中区大溪沟街道双钢村社区考察")[-1] == "双钢村社区"
    assert places("部队进驻了叙利亚哈塞克省") == ["叙利亚", "哈塞克省"]


def test_a_seaside_town_named_as_a_capital_is_a_place() -> None:
    assert places("政府将返回临时首都亚丁。") == ["亚丁"]


def test_a_lake_by_the_name_of_a_county_stands_behind_its_province() -> None:
    assert places("江西鄱阳湖、山东微山湖迎来候鸟") == ["江西", "鄱阳湖", "山东", "微山湖"]


def test_seas_regions_and_mountains_are_places_where_the_words_beside_them_say_so() -> None:
    assert places("红海局势紧张，东海海域开渔，泰山景区游客增多，北江流域预警") == ["红海", "东海", "泰山", "北江"]
    assert places("红海市场竞争激烈，东海证券与泰山队") == []


def test_places_that_are_counted_and_those_before_a_kind_of_bank_stand_by_themselves() -> None:
    assert places("浙江、江苏、广东三省农信社座谈") == ["浙江", "江苏", "广东"]
    assert places("河南、辽宁等地村镇银行合并重组") == ["河南", "辽宁"]


def test_a_park_bears_its_name_and_a_city_of_parks_is_none() -> None:
    assert places("武汉中山公园游人如织") == ["武汉中山公园"]
    assert places("上海公园城市建设提速，天津新建口袋公园，打造国家公园") == ["上海", "天津"]


def test_a_president_is_not_the_place_of_his_name() -> None:
    assert places("我愿同阿里总统一道努力。") == []
    assert places("加纳总统来华访问，西藏阿里举行赛马会") == ["加纳", "西藏", "阿里"]


def test_a_part_of_a_country_is_where_a_hospital_is_and_not_in_its_name() -> None:
    assert places("巴勒斯坦加沙地带北部卡迈勒·阿德万医院附近遭袭") == ["巴勒斯坦", "加沙地带"]


def test_a_forest_farm_goes_on_with_its_place_and_a_street_does_not() -> None:
    assert places("塞罕坝林场造林，广州街道整洁") == ["塞罕坝林场", "广州"]


@pytest.mark.parametrize(
    "text",
    [
        "大中城市新建商品住宅价格上涨",
        "粤东北地区融入经济圈",
        "建成14个国家湿地公园",
        "庆祝中华人民共和国成立的活动",
        "位于西南五环的园区",
    ],
)
def test_words_that_only_look_like_places_are_none(text: str) -> None:
    assert places(text) == []


def test_a_village_is_known_by_its_people_and_a_kind_of_village_is_none() -> None:
    assert places("在仁欧村，村民忙着搭棚。石圳村的村民等着收葡萄") == ["仁欧村", "石圳村"]
    assert places("移民村的村民搬进新居，中心村党支部带头") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("黑河、同江、抚远三个口岸通关", ["黑河", "同江", "抚远"]),
        ("陕西靖边、定边、神木和府谷等地", ["陕西", "靖边", "定边", "神木", "府谷"]),
        ("围绕北京、合作、开放", ["北京"]),
    ],
)
def test_counties_listed_behind_a_place_are_places_though_they_are_words(text: str, names: list[str]) -> None:
    assert places(text) == names


def test_a_zone_of_two_names_and_markets_at_towns_abroad_are_told_apart() -> None:
    assert places("公司注册在深圳前海蛇口自贸片区") == ["深圳", "前海蛇口自贸片区"]
    assert places("东京汇市早盘，伦敦时间周四，纽约期金上涨") == ["东京"]
