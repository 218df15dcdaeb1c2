"""Financial products (loans, bonds, coins, plans and funds) and platforms by what stands around their names."""

import re
from collections.abc import Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.extract.lexicon import Lexicon, alternation
from kg.regex import regex

# What stands before a fund and is no part of its name: 8只产品齐齐上报|中证上海环交所碳中和ETF.
_BEFORE_FUND = regex(
    "获准投资|投资于|买入|申购|认购|[增减]持|迎来|上报|申报|获批|布局|推出|又一|重磅|成立|看好|产品(?=[一-龥])"
)
# A policy of insurance that is offered: 推出|商家营业中断险|等产品.
_INSURANCE = regex(
    "(?:推出|新增|上线|开发|发布)了?((?!新|首|多|各|一)[^\\s，。、；：！？“”《》的了和与及等]{3,18}险(?:（[一-龥]{2,6}版）)?)(?=等[一-龥]{0,6}产品|[一两三]款|产品)"
)


# A policy of insurance by its whole name: |平安智盈金生专属商业养老保险|, |国寿增益宝终身寿险（万能型）|.
_POLICY = regex(
    r"((?:平安|国寿|太平洋?|太保|人保|泰康|新华|友邦|众安|阳光|前海|中邮|招商信诺|工银安盛|建信|交银|农银|光大永明|民生|合众|百年|富德|信泰|弘康|复星|中意|中宏|同方全球|长城|华夏|国民)(?!人寿|养老|产险|财险|健康险|保险)"
    r"(?:(?!保险|公司|[推上销]|开发|[的了和与及等在对为是由])[一-龥A-Za-z\d.]|（[一-龥\d]{2,6}版）){2,12}?"
    r"(?:重大疾病保险|终身寿险|定期寿险|年金保险|专属商业养老保险|养老保险|医疗保险|两全保险|意外伤害保险|护理保险)(?:（[一-龥A-Z\d]{2,8}）)*)(?!公司|股份|业务|市场)"
)
# What begins to be traded: 工业硅期货|在广期所挂牌, 碳酸锂期权|今天上市交易.
_TRADED = regex(
    r"(?<![一-龥A-Za-z\d、])((?!商品|金融|农产品|证券|境内|境外|首批|首个|新|相关|多|各|全球|国内|我国|该)[^\W_]{2,8}?(?:期货|期权))"
    r"(?=(?:今天|昨天|今日|昨日|正式|\d{1,2}日)*在[^，。；]{2,14}?(?:挂牌|上市)|(?:今天|昨天|今日|昨日|正式)*(?:挂牌|上市)(?:交易|[，。]))"
)
# 招银理财|推出的“招睿颐养”|系列, but no quoted words of a clause.
_BRAND = regex(
    "(?:(?:推出|发行|发售)(?:了|的)?)?“([^“”，。；：的了]{2,16})”(?=系列|养老|理财|产品|固收|[、，。]|等|[已均]|募集)"
)
_RUN_ON = regex("^贷|[和与及]")  # 开发|贷和居民房贷
# A convertible bond bears two letters of its issuer's short name: 太平转债 of 太平鸟, 隆22转债; or stands where a name begins.
_CONVERTIBLE = regex("([一-龥]{2}|[一-龥]\\d\\d)(?<!可)转债")
_NO_CONVERTIBLE = regex(
    "存量|新增|优质|[低高]价|部分|多只|个别|公司|企业|银行|上市|发行|新发|[本此]次|转换|赎回|[持增]有|增持|配置|相关|上述|热门|涉及|正股|弱质"
)


class ProductExtractor:
    """Financial products: what a verb of offering names (上线的新微贷), issued bonds and coins."""

    name = "product"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["products"]
        self._loan = re.compile(
            rf"(?:{alternation(data['offering'])})(?:的|了)?((?!商的)[^\W的了各种类款借信放网一二三\\d][一-龥A-Za-z]{{1,5}}?(?<![信借放网])贷)(?!款|记|方|动)"
        )
        # 推出了|科技型企业知识价值信用贷|，该产品
        self._long = re.compile(
            r"(?:推出|上线|首创|创设)(?:的|了)((?!更|多|一|新|专属|个人|线上|首|各|该|面向|针对|符合|适合|低)[一-龥A-Za-z]{7,14}?(?<![信借放网])贷)(?=[，。；、]|产品)"
        )
        # 某银行某分行|善新贷|最高1000万元
        self._beside = re.compile(
            r"(?<=[分支]行)((?!各|信|发|放|的)[一-龥A-Za-z]{2,5}?(?<![信借放网])贷)(?=最高|[【\n：:]|额度|授信|产品)"
        )
        self._topic = re.compile(r"[，。；：\n]([^\W的了各种类款借信放网一二三\d][一-龥A-Za-z]{1,4}贷)(?=是)")
        self._issued = re.compile(
            rf"发行(?:了)?(?:\d[\d.]*[万亿]*元)?((?:20\d\d年|今年)?(?:(?!发行)[^，。；、“”《》\n的]){{0,36}}?(?:{alternation(data['issued'])}))"
        )
        self._bond = re.compile(r"(?:20\d\d年)[一-龥]{2,20}债券（[一-龥\d]{1,8}期）")
        self._trust = re.compile(r"[一-龥]{2,10}·[一-龥\d]{2,24}?(?:信托计划|资产管理计划|资管计划|理财产品|理财计划)")
        lead = alternation(data["fund_leads"])
        self._fund = re.compile(
            rf"(?:(?<![一-龥A-Za-z\d])|(?<=[的和与及在由对从了是将只]))(?:{lead})*((?!{lead})(?:碳中和|[^\W的和与及在由对从了是将只\d]|\d(?!只)){{4,16}}?(?<![A-Za-z])(?:REIT|ETF|LOF))(?![A-Za-z])"
        )
        self._more = re.compile(r"、([一-龥]{2,6}贷)(?![款记方动])")  # 惠农贷、荆楚小康贷
        self._fund_class = re.compile(data["fund_classes"])
        self._generic = frozenset(data["generic"])

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such product."""
        for known in context.known:
            if known.label == "FinancialProduct" and (more := self._more.match(context.text, known.end)) is not None:
                yield Claim(*more.span(1), "FinancialProduct", self.name, RANKS["listed"])
        topics = self._topic.finditer(context.text) if "贷是" in context.text else ()
        longer = self._long.finditer(context.text) if "贷，" in context.text or "贷。" in context.text else ()
        beside = self._beside.finditer(context.text) if "行" in context.text and "贷" in context.text else ()
        for match in (*self._loan.finditer(context.text), *topics, *longer, *beside):
            if match.group(1) not in self._generic and not _RUN_ON.search(match.group(1)):
                yield Claim(match.start(1), match.end(1), "FinancialProduct", self.name, RANKS["listed"])
        for sign, pattern in (("期）", self._bond), ("·", self._trust)):
            for match in pattern.finditer(context.text) if sign in context.text else ():
                yield Claim(match.start(), match.end(), "FinancialProduct", self.name, RANKS["event"])
        yield from self._funds(context.text)
        yield from self._branded(context)
        if "转债" in context.text:
            firms = {known.surface[:2] for known in context.known if known.label in ("Company", "Bank")}
            for match in _CONVERTIBLE.finditer(context.text):
                letter = context.text[match.start() - 1 : match.start()]
                named = not letter.isalnum() and not _NO_CONVERTIBLE.match(match.group(1))
                if match.group(1) in firms or named:
                    yield Claim(match.start(), match.end(), "FinancialProduct", self.name, RANKS["event"])
        if "发行" in context.text:
            for match in self._issued.finditer(context.text):
                yield Claim(match.start(1), match.end(1), "FinancialProduct", self.name, RANKS["event"])

    def _branded(self, context: Context) -> Iterator[Claim]:
        """Products of asset managers by the brand in quotes behind their firm: 工银理财“|颐享安泰|”."""
        for known in context.known if "理财" in context.text else ():
            if known.label == "Company" and known.surface.endswith("理财"):
                brand = _BRAND.match(context.text, known.end)
                if brand is not None:
                    yield Claim(*brand.span(1), "FinancialProduct", self.name, RANKS["event"])

    def _funds(self, text: str) -> Iterator[Claim]:
        """Funds of kinds written in letters, policies of insurance that are offered, and what begins to be traded."""
        if "期货" in text or "期权" in text:
            for match in _TRADED.finditer(text):
                yield Claim(*match.span(1), "FinancialProduct", self.name, RANKS["listed"])
        if any(kind in text for kind in ("ETF", "REIT", "LOF")):
            for match in self._fund.finditer(text):
                start, end = match.span(1)
                start = max((verb.end() for verb in _BEFORE_FUND.finditer(text, start, end)), default=start)
                if end - start > 6 and not self._fund_class.search(text[start:end]):
                    yield Claim(start, end, "FinancialProduct", self.name, RANKS["event"])
        if "险" in text:
            for match in (*_INSURANCE.finditer(text), *_POLICY.finditer(text)):
                yield Claim(*match.span(1), "FinancialProduct", self.name, RANKS["event"])


# What serves under the name of its maker: 瑞幸APP.
_APP = regex("(?:手机)?(?:APP|App|app)(?![A-Za-z])")
# A hotline by its number, and a lender's platform by its brand: 设立|君融理财平台.
_HOTLINE = regex(r"(?<!\d)[19]\d{4,5}[一-龥]{2,12}?热线")
_LENDING = regex(
    r"(?:设立|成立|运营|经营|创办|收购)(?:了|的)?((?!网络|互联网|网贷|投资|银行|财富|一|该|其|多)[一-龥]{2,4}(?:理财|网贷|借贷)平台)"
)
# Where loans are given at one counter: 设立省级|“专精特新”中小企业融资服务中心|.
_CENTRE = regex(
    r"(?:设立|成立|挂牌|打造|建成|组建|启用|建立)了?(?:全[国省市]首[个家]|首[个家])?(?:省级|市级|区级|县级)?"
    r"((?!全[国省市]|各|多|一|\d)(?:[^\s，。、；：！？“”（）()的了和与及]|“[^“”\n，。]{2,10}”){2,14}"
    r"(?:融资服务中心|贷款服务中心|首贷服务中心|转贷服务中心|征信服务中心|首贷续贷中心|首贷中心|续贷中心))(?!\d)"
)
# What serves by its kind, whoever runs it: 发布全国首个|电费码, 完善|…信贷项目库, 通过|个人所得税手机应用, 平台“|粤省心|”.
_SERVING = (
    ("贷中心", _CENTRE),
    ("服务中心", _CENTRE),
    (
        "码",
        re.compile(r"(?:发布|推出|上线|启用)了?(?:全[国省市]首个)?“?((?![二条验编源密号扫])[一-龥]{2,4}(?<!加)码)(?![头农])"),
    ),
    (
        "库",
        re.compile(
            r"(?:完善|建立|立足|依托|建设|建成|启用|发布)了?((?![的各其一该全])[^\s，。、；：！？“”（）()的了和与及]{4,16}(?:项目库|培育库|数据库|信用库))(?!房)"
        ),
    ),
    (
        "手机",
        re.compile(r"(?:通过|提供|下载|登录|使用|打开)((?!其|该|各|官方|相关|银行)[一-龥]{2,8}手机(?:应用|客户端|APP|App))"),
    ),
    (
        "“",
        re.compile(
            r"(?:平台|系统|热线|小程序)“([^“”\n，。]{2,8})”(?!平台|系统|等|的|为|、|和|建设|模式|大促|促销|购物节|期间)"
        ),
    ),
)
_MAKERS = frozenset({"Bank", "Company", "Platform"})


class PlatformExtractor:
    """Platforms that a verb builds or opens (打造的|智慧金服公共服务平台), and apps of listed firms (瑞幸APP)."""

    name = "platform"

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.raw["platforms"]
        self._built = re.compile(
            rf"(?:{alternation(data['building'])})(?:了|的)?((?:[^，。；：、！？“”《》（）\s的了和与是在将]){{4,18}}?"
            rf"(?:{alternation(data['heads'])}))(?!(?:的)?(?:建设|业务|体系|网络))"
        )
        self._never = re.compile(f"{data['not_inside']}|{data['not_built']}")

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such platform."""
        text = context.text
        if "平台" in text or "系统" in text:
            for match in self._built.finditer(text):
                if not self._never.search(match.group(1)):
                    yield Claim(*match.span(1), "Platform", self.name, RANKS["product"])
            for match in _LENDING.finditer(text) if "理财平台" in text or "贷平台" in text else ():
                yield Claim(*match.span(1), "Platform", self.name, RANKS["event"])
        for sign, pattern in _SERVING:
            for match in pattern.finditer(text) if sign in text else ():
                yield Claim(*match.span(1), "Platform", self.name, RANKS["product"])
        if "热线" in text:
            for match in _HOTLINE.finditer(text):
                yield Claim(*match.span(), "Platform", self.name, RANKS["event"])
        if "APP" in text or "App" in text or "app" in text:
            for app in _APP.finditer(text):
                maker = context.known_over(app.start() - 1) if app.start() else None
                if maker is not None and maker.end == app.start() and maker.label in _MAKERS and not maker.weak:
                    yield Claim(maker.start, app.end(), "Platform", self.name, RANKS["event"])
