"""Facts read off names. Origin of each sentence: written for this test."""

from tests.unit.relate.texts import facts


def test_a_regulator_sits_in_the_place_its_short_name_opens_with() -> None:
    assert ("甘肃金融监管局", "locatedIn", "甘肃") in facts("{L:甘肃}经济向好。{R:甘肃金融监管局}公布数据。")


def test_a_continent_is_no_seat() -> None:
    assert ("亚洲某某银行", "locatedIn", "亚洲") not in facts("{L:亚洲}经济向好。{B:亚洲某某银行}公布数据。")


def test_a_tool_belongs_to_the_family_its_name_ends_with() -> None:
    assert ("支渔再贷款", "partOf", "再贷款") in facts("{S:支渔再贷款}属于{S:再贷款}。")


def test_a_place_in_a_place_is_part_of_it() -> None:
    assert ("某某省某某县", "partOf", "某某省") in facts("{L:某某省}今天下雪，{L:某某省某某县}停课。")
