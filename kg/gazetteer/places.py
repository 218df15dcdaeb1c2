"""Chinese place names taken apart: 广州市番禺区 → own 番禺区, short 番禺; 延边朝鲜族自治州 → 延边."""

import re

# The ethnic groups in the names of autonomous areas, longest first where one begins another.
_ETHNIC = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎
傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬
锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴
基诺
"""
_GROUP = "(?:" + "|".join(sorted(_ETHNIC.split(), key=len, reverse=True)) + ")"
# 双江拉祜族佤族布朗族傣族自治县, 阿坝藏族羌族自治州; 各族 in 龙胜各族自治县; 蒙古自治州, 哈萨克自治州 without 族.
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:(?:{_GROUP}族|各族)+|蒙古|哈萨克|柯尔克孜)?自治(?P<level>州|县|旗)")
_REGIONS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}
_SUFFIXES = ("特别行政区", "自治区", "地区", "林区", "特区", "新区", "矿区", "省", "市", "区", "县", "旗", "盟", "州")


def short_form(name: str) -> str:
    """The name without its administrative suffix; unchanged when nothing of two characters would remain.

    >>> short_form("广州市"), short_form("延边朝鲜族自治州"), short_form("内蒙古自治区"), short_form("滦县")
    ('广州', '延边', '内蒙古', '滦县')
    """
    if name in _REGIONS:
        return _REGIONS[name]
    if found := _AUTONOMOUS.fullmatch(name):
        return found["stem"]
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


def middle_form(name: str) -> str:
    """An autonomous area without its ethnic words: 延边朝鲜族自治州 → 延边州; unchanged otherwise."""
    found = _AUTONOMOUS.fullmatch(name)
    return found["stem"] + found["level"] if found else name


def level(key: str) -> str:
    """``province``, ``prefecture`` or ``county`` from a key ``place/<GB/T 2260 code>``; empty for other places.

    >>> level("place/440000"), level("place/440100"), level("place/440113"), level("place/zhongguancun")
    ('province', 'prefecture', 'county', '')
    """
    code = key.removeprefix("place/")
    if len(code) != 6 or not code.isdigit():
        return ""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
