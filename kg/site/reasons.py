"""The linker's reasons in Chinese: it gives them in English, in a few dozen forms."""

import re

from kg.site.language import Language

_CLASS = r"([A-Z]\w+)"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), said)
    for form, said in (
        (r"(.+) is the official name", r"“\1”是正式名称"),
        (r"(.+) is a name of (.+)", r"“\1”是\2的名称"),
        (r"existed on (\S+) \((.*)–(.*)\)", r"\1时存在（\2—\3）"),
        (r"founded only in (\S+)", r"\1才成立"),
        (r"ended in (\S+)", r"已于\1终止"),
        (r"called so only since (\S+)", r"\1起才用此名"),
        (r"called so until (\S+)", r"此名用到\1为止"),
        (r"原 points to the body that ended in (\S+)", r"“原”指已于\1终止的机构"),
        (r"the article names its place", "文中提到其所在地"),
        (r"the article is about (.+)", r"本文所指是\1"),
        (r"the article names other places", "文中提到的是别的地方"),
        (r"the article uses another of its names", "文中还用了它的另一个名称"),
        (r"the publisher links (\S+)", r"发布者的股票链接是\1"),
        (r"the publisher links (.+) to (\S+), cutting through the name", r"发布者只把“\1”链接到股票\2，截断了名称"),
        (r"the text gives it the name (.+)", r"文中以“\1”为其全称"),
        (r"the longer name (.+) stands there", r"此处有更长的名称“\1”"),
        (r"cuts (.+) in two", r"会把“\1”截成两段"),
        (r"a province", "省级"),
        (r"of a province", "省级机构"),
        (r"a prefecture", "地级"),
        (r"known under (\d+) names", r"有\1个名称"),
        (r"one of a series of this name", "同名系列中的一届"),
        (r"called so in (\S+)", r"\1年以此为名"),
        (r"(.+) stands for (.+)", r"“\1”合指\2"),
        (r"short for (.+), named in this article", r"文中“\1”的简称"),
        (r"a shorter name inside (.+)", r"“\1”中较短的名称"),
        (r"the edition named in this article: (.+)", r"文中提到的那一届：\1"),
        (r"several bear this name and the article does not tell them apart", "同名者不止一个，文中无从分辨"),
        (r"not in the gazetteer", "名录中没有"),
        (r"known from this article only", "只在本文出现"),
        (r"(.+) points back to (.+)", r"“\1”回指\2"),
        (r"(.+) is listed", r"名录中有“\1”"),
        (r"(.+) is another name of it", r"“\1”是它的另一个名称"),
        (r"(\w+) is the stock code of (.+)", r"\1是\2的股票代码"),
        (r"(.+) is a unit of (.+)", r"“\1”是\2的下属单位"),
        (r"(.+) abbreviates a unit of (.+)", r"“\1”是\2下属单位的简称"),
        (r"of (.+)", r"属于\1"),
        (r"other brackets", "括号写法不同"),
        (r"without brackets", "去掉括号"),
        (r"without the legal form (.+)", r"去掉“\1”"),
        (r"without (.+)", r"去掉“\1”"),
        (r"(.+) for (.+)", r"“\1”即“\2”"),
        (r"(.+) \+ (.+)", r"\1 + \2"),
    )
)
_ASKED = re.compile(rf"the context asks for {_CLASS}")
_INSTEAD = re.compile(rf"{_CLASS} where the context asks for {_CLASS}")


def reason_in(language: Language, text: str) -> str:
    """A reason in the language of a page; one in no known form stays as it is.

    >>> reason_in(Language("zh"), "建行 is a name of 中国建设银行; without the legal form 股份有限公司")
    '“建行”是中国建设银行的名称；去掉“股份有限公司”'
    >>> reason_in(Language("en"), "not in the gazetteer")
    'not in the gazetteer'
    """
    if language.name != "zh":
        return text
    return "；".join(_in_chinese(part, language) for part in text.split("; "))


def _in_chinese(part: str, language: Language) -> str:
    if asked := _ASKED.fullmatch(part):
        return f"上下文指向{language.label(asked[1])}"
    if instead := _INSTEAD.fullmatch(part):
        return f"是{language.label(instead[1])}，上下文却指向{language.label(instead[2])}"
    return next((found.expand(said) for form, said in _FORMS if (found := form.fullmatch(part))), part)
