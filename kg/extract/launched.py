"""Where measures may be named by what happens to them: begun, opened by a year, in a row of their kind, told by number."""

import re
from collections.abc import Iterator

from kg.regex import regex

Proposal = tuple[int, int, str]  # start and end of a span that may name a measure, and why it was looked at

_ROW_VERB = regex("组织实施|实施|开展|启动|部署|推出|推进")
_ROW_HEADS = ("工程", "行动", "计划", "试点")
_ROW = 3  # names at least
_NAME = r"[^\s，。；：、“”《》（）()的]{4,20}?"
# A row ends before a mark, 等 or its number: 绿色建筑提升行动|三大行动.
_ROW_END = r"(?=[^一-龥]|$|[等和与及]|(?:\d+|[二两三四五六七八九十]+)(?:项|大|个|类))"
_ROWS = {kind: regex(rf"(?:{_NAME}{kind}、)+{_NAME}{kind}{_ROW_END}") for kind in _ROW_HEADS}
_AND = regex(rf"(?:和|与|及|以及)({_NAME}(?:{'|'.join(_ROW_HEADS)}))(?![一-龥])")  # 数字赋能工程|和|人才引育工程
# What a year opens and what is launched, published or handed out: 2021年知识产权保护实地检查考核|启动, 下达|2023年以工代赈计划,
# 下达|2024年水利发展资金|566亿元.
_YEARLY = re.compile(  # written so that one letter begins a search
    r"(2(?:(?<=[，。；：、\n ]2)|(?<=(?:启动|开展|下达|组织|公布|发布|推出|下拨|拨付|预拨|部署)2))"
    r"0\d\d年(?:度|第[一二三四五六]批)?"
    r"[^\s，。、；：！？“”《》（）()的是在将了被让\d]{4,22}?)"
    r"(?=(?:近日|日前|今[天日]|已)?(?:正式|全面)?(?:启动|发布|公布|下达|开始|开启|下拨|出台|实施)(?=[，。；\n]|近日|今[天日])|[，。；\n]"
    r"|(?<=[资金经][金费])(?:共计?|总?计|约|近|超)?\d[\d.]*[万亿]*元)"
)
# What opens its clause and begins: 普通型人身保险费率政策改革|8月5日正式启动.
_LETTER = r"[^\s，。、；：！？“”《》（）()的是在将了被让]"
_BEGUN = re.compile(
    r"[，。；：、\n ]((?![这该本其各还能加自从]|以上|上述|有关|相关|一系列|等|扎实|着力|努力|推动|\d{1,2}月)"
    rf"(?:{_LETTER}|“[^“”\n，。；：]{{2,12}}”){{4,22}}?(?:改革|政策|试点|制度|机制|行动|工程|计划|专项整治|攻坚战|再贷款))"
    r"(?=(?:近日|日前|今[天日]|昨[天日]|今年|今起|于|自|从|已|将){0,2}(?:\d{1,2}月(?:\d{1,2}日)?)?起?(?:正式|全面)?"
    r"(?:启动|实施|落地|推开|施行|执行|铺开|推行))"
)
# What is prolonged or widened: 将|设备更新贷款财政贴息政策|延长至年底.
_WIDENED = re.compile(
    rf"[将把]((?![这该本其各一上述]|有关|相关|部分|\d)(?:{_LETTER}|“[^“”\n，。；：]{{2,12}}”){{4,24}}?(?:试点政策|优惠政策|政策|试点|制度|改革|机制))"
    r"(?=(?:再|继续|全面|进一步|实施期限|执行期限|期限|实施范围|范围|从|由|在){0,3}(?:推至|推广|推向|扩大|扩展|扩围|延长|延续|延至|延期|覆盖|推开))"
)
# Several strategies with one 战略: 实施|科教兴国、|人才强国、|创新驱动发展|战略.
_STRATEGY = r"[^\s，。、；：“”《》的了等和与]{4,10}"
_STRATEGIES = regex(rf"(?:实施|落实|推进|坚持|对接|服务|融入)((?:{_STRATEGY}[、和与]){{1,12}}{_STRATEGY})等?战略")
# Measures told by number, with what they are for: 制定|19项惠澳新举措; not 20条具体措施.
_BY_NUMBER = regex(
    r"(?:制定|推出|出台|实施|发布|宣布|公布|提出|落实|部署)了?((?:\d{1,3}|[一二三四五六七八九十]{1,3})[项条]"
    r"(?!具体|重点|主要|政策|改革|创新|务实|支持|重大|便民|惠民|惠企|便利)"
    r"[^\s，。、；：“”《》的了]{2,12}?(?:举措|措施|新政))(?=[，。；、\n]|包括|涉及|助|以)"
)
# And by what they are to do: 推出16条|推动加工贸易高质量发展改革措施, 出台28项|进一步推进…便利化举措.
_TO_DO = regex(
    r"(?:制定|推出|出台|实施|发布|公布|提出)了?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[项条]"
    r"((?:进一步|加快|推动|推进|促进|支持|优化|深化|加强|扩大|便利|服务|提振|稳定)[^\s，。、；：“”《》的了]{4,24}?(?:举措|措施|新政))"
    r"(?=[，。；、\n]|包括|涉及|助|以)"
)
# A tool by what it supports: 支持煤炭清洁利用的专项再贷款.
_SUPPORTING = regex(r"支持[^\s，。、；：“”《》的了]{3,16}的(?:专项)?(?:再贷款|再贴现|支持工具)")
# Zones of free trade by their parties: 中韩|自贸区, 中国—海合会自由贸易区.
_TRADE_ZONE = regex(
    r"(?:中国(?:[-—－–和与][一-龥]{2,5})|(?:全球|亚太|东北亚|东盟)?中(?!国|央|部|心|小|间|型)[一-龥]{1,2}|亚太|东北亚|非洲大陆)"
    r"(?:自由贸易区|自贸区)(?:升级版|\d\.0版)?"
)
# Funds of policy by their amount or who sets them up: 100亿元的|上市公司纾困基金, 设立|中小微企业政策性融资担保基金.
_FUND = regex(
    rf"(?:\d[\d.]*[万亿]*亿元(?:规模)?的?(?:设立|建立|组建)?|(?:设立|建立|组建|成立|筹建|安排)了?(?:总规模)?)(?!\d)((?:{_LETTER}){{2,18}}?"
    r"(?:纾困|救助|担保|补偿|稳定|保障|平准|周转|转贷|应急)基金)(?![会业管经公份])"
)
# Headlines of digest items open with a year too, yet a name holds no adverb, day or finite verb, and is no list.
_TOLD = regex(
    "该|这一|今天|昨天|今日|昨日|明天|明日|近日|日前|[上中下]旬|月底|全面|全部|正式|持续|再次|首次|顺利|圆满|稳步|平稳|有序|已|仍|超|逾|创|达|破|"
    "增长|扭亏|盈利|亏损|净利|增加|下降|提高|上涨|上升|实现|完成|举[行办]|召开|开[幕赛展始]|闭幕|揭晓|结束|到位|突破|出炉|公布|发布|启动|下达|投资额|收益|总额|数量|名单|情况|成绩|案例|榜单|指数|疫情|数据|报告"
)


def launched(text: str, not_inside: "re.Pattern[str]") -> Iterator[Proposal]:
    """The spans, with what speaks for each; ``not_inside`` are words that no name of a measure holds.

    >>> text = "会后，海上碳汇交易试点8月5日正式启动"
    >>> [(text[start:end], source) for start, end, source in launched(text, re.compile("商业"))]
    [('海上碳汇交易试点', 'begun')]
    """
    for match in _YEARLY.finditer(text) if "20" in text else ():
        if not _TOLD.search(match.group(1)):
            yield *match.span(1), "yearly"
    for match in _WIDENED.finditer(text):
        yield *match.span(1), "begun"
    for match in _BEGUN.finditer(text):
        if not not_inside.search(match.group(1)) and not _TOLD.search(match.group(1)):
            yield *match.span(1), "begun"
    for match in _STRATEGIES.finditer(text) if "战略" in text else ():
        for name in re.finditer("[^、和与]+", match.group(1)):
            yield match.start(1) + name.start(), match.start(1) + name.end(), "row"
    yield from _told(text)
    yield from _rows(text)


def _told(text: str) -> Iterator[Proposal]:
    """Measures by their number, their aim, their parties or their amount."""
    for match in _BY_NUMBER.finditer(text) if "举措" in text or "措施" in text or "新政" in text else ():
        yield *match.span(1), "told"
    for match in _TO_DO.finditer(text) if "举措" in text or "措施" in text or "新政" in text else ():
        yield *match.span(1), "told"
    for match in _SUPPORTING.finditer(text) if "的专项再" in text or "的再" in text or "的支持工具" in text else ():
        yield *match.span(), "head"
    for match in _TRADE_ZONE.finditer(text) if "自贸区" in text or "自由贸易区" in text else ():
        yield *match.span(), "row"
    for match in _FUND.finditer(text) if "基金" in text else ():
        yield *match.span(1), "acted"


def _rows(text: str) -> Iterator[Proposal]:
    """Three names or more of one kind in a row: 园区节能环保提升工程、城镇绿色节能改造工程、…."""
    for kind in _ROW_HEADS:
        for row in _ROWS[kind].finditer(text) if f"{kind}、" in text else ():
            spans = [(row.start() + name.start(), row.start() + name.end()) for name in re.finditer("[^、]+", row.group())]
            last = _AND.match(text, row.end())
            if last is not None:
                spans.append(last.span(1))
            for start, end in spans if len(spans) >= _ROW else ():
                start += max((verb.end() for verb in _ROW_VERB.finditer(text[start:end])), default=0)  # 方案提出实施|…行动
                if 6 <= end - start <= 22:
                    yield start, end, "row"
