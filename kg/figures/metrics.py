"""What a figure measures, said in the text's own words, and how it changed."""

import re
from typing import Literal

from kg.regex import regex

_LONGEST = 40  # characters of a metric, and of the context that is searched for one
_CLAUSE = re.compile(r"[，,；;。！？!?：:\n]")
# The noun behind a number, up to the next number of a list or what is done with it: 口袋公园和12.8万公里绿道.
_NEXT = re.compile(
    r"""(?: (?! (?:和|及|以及|与|等)[近超约逾]?[0-9] | (?<!及)以上|以下|左右|以内
                 | 及以(?!上城市|上学历|上医院|上人群) | 用于 | 投向 | 拨付 )
            [^，,；;。！？!?、：:\n（(《“”0-9 ] | (?<=界|国|球)[1-9]00强 | [0-9]{1,3}(?:天|年|个月)期 ){1,28}""",
    re.VERBOSE,
)
# What ends such a noun and begins the next statement.
_NOT_NOUN = re.compile(
    "(?<=..)(?:目前|已).*|(?:超过|达到|突破|高达|多达|[至到达超近逾共比较了]|分别[是为]?|(?<![认作成行])为|(?:增加|增长|提高|提升|扩大|跃升|上升|下降|减少|降低)[到至].*)$"
)
_BOUND = re.compile("以上|以下|左右|以内|上下|及以上|及以下|余")
# What an amount does to the thing named behind it: 发行1.3万亿元超长期特别国债, 收到了1.5万元稳岗返还资金.
_DOES = re.compile(
    """(?:[^为除]了 | 拿出|运送|援助|给予|拨付|下拨|调拨|追加|开展
      | 发行|下达|安排|发放|投放|投入|提供|获得|获|支付|新增|释放|收到|拿到|领到|补贴|筹集|募集|争取|带动|撬动
      | 落实|收购|购买|采购|缓缴|减免|缴纳|设立|签订|引进|引入|吸引|偿还|归还|追回|挽回|查处|罚没|注入|推出|实现
      | 银行的|政府的|中央的|日有|周有|将有|月有|年有|处以)$""",
    re.VERBOSE,
)
# Nouns that say what kind of number it is, of the thing named before: 处理业务184.51亿笔、金额2055.34万亿元.
_KIND = "金额|笔数|总额|总金额|面积|余额|均价|份额|净额|数量|总量|户数|家数|人数|件数|成交量|成交额|成交金额|持仓量"
_BARE_KIND = re.compile(f"(?:其|合计|涉及|涉案|业务|累计)?(?:{_KIND})")
_ENDING_KIND = regex(f"(?:累计)?(?:{_KIND})$")
_APART = regex("、|以及|[和与及]")
_WORDS = regex(r"(?<![0-9.亿万])[\u4e00-\u9fffA-Za-z]{2,16}")
# Words between the metric and its number that say no more than "is": 余额达到, 总数为, 已超过.
# fmt: off
_COPULA = frozenset({
    "达到", "达", "为", "是", "至", "到", "了", "已", "已经", "共", "共有", "约为", "约", "近", "超过", "超", "逾", "突破",
    "接近", "将近", "有", "分别", "仅", "的", "在", "就", "高达", "多达", "合计", "大约", "不低于", "不少于", "不高于",
    "不超过", "不大于", "不到", "不足", "至少", "最高", "最低", "最多", "最少", "将", "据", "预计", "预测",
    "有望", "由", "从", "按照",
    "按", "以", "报", "增至", "增加到", "增长到", "上升到", "累计达",
    "提至", "提到", "提高到", "提高至", "升至", "回升至", "攀升至", "上升至", "降至", "降到", "降低到", "下降至",
    "回落至", "减至", "只有", "骤降至", "骤降到", "骤升至",
    "跃升至", "跃升到", "锐减至", "激增至", "飙升至", "扩大到", "扩大至", "发展到",
    "压缩到", "压缩至",
    "缩短到", "缩短至", "下调至", "上调至", "收窄至", "跌至", "涨至", "缩减至", "提升至", "提升到",
    "小幅", "大幅", "大幅度", "超过了", "达到了", "又", "再", "均", "都", "要", "可", "还",
})
# fmt: on
_COPULA_LAST = frozenset(word[-1] for word in _COPULA)
# Words that only end like them.
_WHOLE = (
    "行为",
    "作为",
    "国有",
    "所有",
    "拥有",
    "持有",
    "存在",
    "公共",
    "自由",
    "目的",
    "年报",
    "季报",
    "中报",
    "预报",
    "申报",
    "附近",
    "许可",
    "认可",
    "收到",
    "拿到",
    "领到",
    "得到",
    "通报",
    "汇报",
    "举报",
    "节约",
    "签约",
    "履约",
    "违约",
    "预约",
)
# Dates and openings in front of the metric.
_OPENING = re.compile(
    r"""^(?: (?: 截至 | 截止 | 到 | 至 )?
             (?: [0-9]{1,2} [-—至到] [0-9]{1,2}\ ?月 | [0-9]{1,2}日(?!均) | [12][0-9]{3}年 | [今去前本当]年 | [0-9]{1,2}月 )
             (?: [0-9]+ | [年月日末底初前] | [上下]?半年 | [一二三四]季度 | 个月 | 月?份 | 以来 )*
          | 其中 | 目前 | 同时 | 此外 | 截至目前 | 共有 | 共 | 已有 | 已经 | 已 | 并(?![购网]) | 而 | 且 | 也 | 还将
          | 还(?![款本贷原]) | 即(?![期时]) | 以(?![旧上下]) | 就将 | 就(?![业医读餐]) | 可(?![持转支再燃比能观])
          | 预计将 | 要(?![求素点]) | 虽然 | 但 | 又 | ● | \s )+""",
    re.VERBOSE,
)
# What a number rose or fell from, before it: 从2012年的44家, 由原来的10%; and where it went: 增加到2021年的356家.
_FROM = regex("也?[从由](?:[12][0-9]{3}年|[今去前]年|上年|年初|原来|原先|过去|以前|最初|当初|之前)?的?$")
_MOVED = regex(
    "(?:增加|增长|提高|提升|扩大|跃升|上升|攀升|下降|降低|减少|下滑|回落|升|降|增|减)[到至](?:[12][0-9]{3}年|[今去前]年|目前|现在|如今|[末底的]|预计)*"
)
# The noun of the number before, in a list: 1000亿元MLF|操作和100亿元逆回购.
_PART_BEFORE = regex(".*(?:和|及|以及|、)$")
# A metric that leans on what was measured before it: 同比增长, 较上季末下降, 占比.
_LEANING = re.compile(
    r"^(?:同比|环比|较|比|与(?=[上去前同]|.{1,8}相比)|高出|快于|是|占|增长|增加|下降|减少|增幅|增速|上升|回落|降幅|涨幅|累计(?=[同环增下减上]|$)|分别|当日|其中|每|折合|人均|高于|低于)"
)
# How a level changed, where nothing says what: 降低0.1个百分点, 周跌0.4%, 预期升2.7%; and such an ending of what was measured.
_CHANGE = "(?:上涨|下跌|涨|跌|上升|升|下降|降低|降|增长|增加|增|减少|减|提高|提升|下调|上调|调升|调降|回落|收窄|扩大|多增|少增)"
_WHEN = "(?:本?[日周月季年]|近[0-9]+[日天周]|年内|盘中|累计|预期|前值|初值|终值|环比|同比)*"
_ONLY_CHANGE = re.compile(f"{_WHEN}(?:较[^，。]{{1,6}}{_WHEN}){{0,2}}{_CHANGE}?了?")
_ENDING_CHANGE = regex("(?:上涨|下跌|涨|跌)了?$")
_ENDING_RATE = regex(f"(?:累计)?(?:环比|同比|较[^，。]{{1,6}}){_CHANGE}了?$")
_OF_RATE = regex("增[幅速]|环比|同比|预期|前值|占")
_YEAR_ON_YEAR = re.compile(r"同[比增减降升]|[比较](?:上|去)年(?!末|底|年末)|与(?:上|去)年同期")
_MONTH_ON_MONTH = re.compile(r"环比|[比较]上(?:个?月|季|周|旬)|[比较]前一?(?:月|季)")

_THAN_MONTH = regex("[比较]([0-9]{1,2})月")


def clause_before(text: str, sentence: int, start: int) -> str:
    """The words of the clause that lead up to a figure, from ``sentence`` on, where its sentence or the figure before it ends.

    >>> clause_before("目前，入驻的金融机构超过2000家", 0, 12)
    '入驻的金融机构超过'
    """
    return _CLAUSE.split(text[max(sentence, start - _LONGEST) : start])[-1]


def strip_copula(clause: str) -> str:
    """The clause without the words that say no more than "is".

    >>> strip_copula("目前志愿者人数已超过")
    '目前志愿者人数'
    """
    clause = clause.rstrip()
    while (
        clause[-1:] in _COPULA_LAST
        and not clause.endswith(_WHOLE)
        and (word := next((clause[-size:] for size in (3, 2, 1) if clause[-size:] in _COPULA), ""))
    ):
        clause = clause[: -len(word)].rstrip()
    return clause


def find_metric(clause: str, after: str, measured: str, *, counts: bool = False, amount: bool = False) -> str:
    """What is measured: the clause before the number, the noun behind it, or both, leaning on what was ``measured`` before.

    A count (``counts``) is of what follows it: in 全国273万户企业获得资金 the metric is 全国企业获得资金. So is an ``amount``
    after a verb that takes it: 发行1.3万亿元特别国债.

    >>> find_metric("截至2021年11月末银行贷款余额达到", "，同比", ""), find_metric("同比增长", "；", "银行贷款余额")
    ('银行贷款余额', '银行贷款余额同比增长')
    >>> find_metric("", "区获批试点，", ""), find_metric("全国已有", "企业获得资金", "", counts=True)
    ('区获批试点', '全国企业获得资金')
    """
    phrase = _balance(_OPENING.sub("", strip_copula(clause)).strip("、+ ")).strip("、+ ")
    if "从" in phrase or "由" in phrase:
        phrase = _FROM.sub("", phrase)
    if ((counts or amount) and _PART_BEFORE.fullmatch(phrase)) or _MOVED.fullmatch(phrase):
        phrase = ""
    noun = ""
    if len(phrase) < 2 or counts or (amount and _DOES.search(clause.rstrip()) and not _BOUND.match(after)):
        following = _NEXT.match(after.lstrip("的+ "))
        noun = _NOT_NOUN.sub("", following[0].strip(" +-—/~")) if following and not _BOUND.match(after) else ""
        phrase = phrase.removesuffix("的") + noun if counts or amount or not noun else noun
        phrase = phrase.removesuffix("的")
    if measured and _BARE_KIND.fullmatch(phrase):
        phrase = _ENDING_KIND.sub("", measured) + phrase
    elif measured and _leans(phrase, noun, amount=amount):
        ending = _ENDING_RATE if _OF_RATE.match(phrase) else _ENDING_CHANGE
        phrase = (ending.sub("", measured) or measured) + phrase
    if not phrase:  # 1.03亿户！我国登记在册个体工商户…
        following = _WORDS.search(after)
        phrase = strip_copula(following[0]) if following else ""
    return phrase[-_LONGEST:]


def _leans(phrase: str, noun: str, *, amount: bool) -> bool:
    """Whether a metric needs the one before it: it is empty, or only says a change or share."""
    if not phrase or (_ONLY_CHANGE.fullmatch(phrase) and not noun):
        return True
    return _LEANING.match(phrase) is not None and not (noun and amount)


def leans(clause: str) -> bool:
    """Whether a clause measures a change or share of what the figure before it measured."""
    words = _OPENING.sub("", clause).strip()
    if _LEANING.match(words):
        return True
    words = strip_copula(words)
    if not words:
        return False
    return _BARE_KIND.fullmatch(words) is not None or _ONLY_CHANGE.fullmatch(words) is not None


def share_out(phrase: str, count: int) -> list[str] | None:
    """The metric of each of ``count`` numbers that a clause with 分别 lists; None where it does not name so many things.

    >>> share_out("业务笔数和金额分别较上年增长", 2), share_out("财产险、人身险保费收入", 2)
    (['业务笔数较上年增长', '业务金额较上年增长'], None)
    >>> share_out("教育支出、卫生支出分别同比增长", 2), share_out("教育支出分别同比增长", 2)
    (['教育支出同比增长', '卫生支出同比增长'], None)
    """
    subject, _, tail = phrase.partition("分别")
    for joints in (_APART, re.compile("、"), re.compile("[和与及](?!.*[和与及])")):
        items = joints.split(subject)
        if len(items) == count and all(items):
            break
    else:
        return None
    first, *others = items
    if all(re.fullmatch(_KIND, other) for other in others) and (kind := re.search(f"(?:{_KIND})$", first)):
        return [first + tail, *(first[: kind.start()] + other + tail for other in others)]
    if (not tail and len({item[-1] for item in items}) > 1) or (not tail and len(items[-1]) >= len(first) + 4):
        return None
    return [item + tail for item in items]


def _balance(phrase: str) -> str:
    """The phrase without quotes and brackets that enclose it or have lost their partner.

    >>> _balance("下同）不良贷款余额"), _balance("“甲”计划"), _balance("银行”拿到贷款")
    ('不良贷款余额', '“甲”计划', '银行拿到贷款')
    >>> _balance("）、绍兴（")
    '绍兴'
    """
    phrase = phrase.lstrip("）)”、 ").rstrip("（(“")
    for opening, closing in ("“”", "（）", "()"):
        if phrase.count(opening) != phrase.count(closing):
            before, _, after = phrase.partition(closing)
            if closing != "”" and opening not in before and len(after) > 1:  # 下同）不良贷款余额
                phrase = after
            phrase = phrase.replace(opening, "").replace(closing, "")
        elif phrase[:1] == opening and phrase.find(closing) == len(phrase) - 1:
            phrase = phrase[1:-1]
    return phrase


def find_change(clause: str, date: str | None = None) -> Literal["yoy", "mom"] | None:
    """What the clause compares with: the same time a year before, or the period before that of ``date``.

    >>> find_change("同比增长"), find_change("较上季末下降"), find_change("较年初增长")
    ('yoy', 'mom', None)
    >>> find_change("比1月份回落了", "2014-02"), find_change("比1月份回落了", "2014-06")
    ('mom', None)
    """
    if ("同" in clause or "年" in clause) and _YEAR_ON_YEAR.search(clause):
        return "yoy"
    if "比" not in clause and "较" not in clause:
        return None
    if _MONTH_ON_MONTH.search(clause):
        return "mom"
    if date is None or "月" not in clause or (named := _THAN_MONTH.search(clause)) is None:
        return None
    return "mom" if date[5:7].isdigit() and int(date[5:7]) == int(named[1]) % 12 + 1 else None
