"""Financial products by what offers them and by the letters of their kind; every sentence is made up."""

import functools

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.segment import segment


@functools.cache
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


def products(text: str) -> list[str]:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    return [mention.surface for mention in mentions if mention.label == "FinancialProduct"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推出店铺营业中断险等产品，支持复工", ["店铺营业中断险"]),
        ("布局了“海洋经济龙头ETF”“风力ETF”等产品。", ["海洋经济龙头ETF", "风力ETF"]),
        ("前述八只产品齐齐上报中证浙江绿色经济ETF。", ["中证浙江绿色经济ETF"]),
        ("抓好“菜篮子”产品稳产保供，“新三样”产品出口增长，除“高耗水、高排放”产品外", []),
        ("做到应贷尽贷，“能贷尽贷”。", []),
        ("该行成功发行30亿元长江大保护主题债券，期限三年。", ["长江大保护主题债券"]),
        ("泰康福满堂终身寿险（分红型）和国寿惠享年金保险热销。", ["泰康福满堂终身寿险（分红型）", "国寿惠享年金保险"]),
        ("深化“银信贷”工作，推行“连环贷”机制，推出“桃花贷”。", ["桃花贷"]),
        ("平安养老保险公司成立，新华医疗保险业务增长。", []),
        ("开展“担保+信贷”合作，健全“敢贷、愿贷、能贷”机制，推行“随借贷+循环贷”模式。", []),
        ("某银行推出了科技型企业知识价值信用贷，该产品采用信用方式。", ["科技型企业知识价值信用贷"]),
        ("工商银行甲市分行禾新贷最高1000万元，该分行信用贷款余额增长。", ["禾新贷"]),
        ("上线了更多面向小微企业的信用贷产品，推出了专属的线上消费类贷款，办理多笔贷款。", []),
        ("数据显示，星河转债、云海转债将于1月上市，存量转债不多，海22转债进行发行。", ["星河转债", "云海转债", "海22转债"]),
        ("低价转债受捧，上市公司转债发行放缓，可转债下跌。", []),
        ("随着企业开发贷和居民房贷的投放加快。", []),
        ("正股万科A上涨，万科转债网上中签率走低，投资者打新可转债、持有转债。", ["万科转债"]),
    ],
)
def test_products_of_finance_are_found_and_no_other_goods(text: str, names: list[str]) -> None:
    assert products(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司发布了全国首个“用水码”，手机一扫", "用水码"),
        ("完善科技金融合作项目库，", "科技金融合作项目库"),
        ("可通过住房公积金手机客户端提前预约", "住房公积金手机客户端"),
        ("省政务服务平台“浙企通”开通专区", "浙企通"),
        ("全省设立省级“小巨人”中小企业融资服务中心，", "“小巨人”中小企业融资服务中心"),
        ("支行上线“海信融”征信平台，", "海信融"),
        ("开通“蓝色金融专区”。", "蓝色金融专区"),
    ],
)
def test_a_platform_is_known_by_how_it_serves(text: str, name: str) -> None:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    assert name in [mention.surface for mention in mentions if mention.label == "Platform"]


@pytest.mark.parametrize(
    "text",
    ["推出二维码和验证码", "各区设立首贷中心，全市已建成首贷续贷中心36个", "建立项目库，完善各类数据库", "使用该手机应用"],
)
def test_common_tools_are_no_platforms(text: str) -> None:
    document = Document("a", "", text)
    mentions = extractor().extract(document, segment(document))
    assert [mention.surface for mention in mentions if mention.label == "Platform"] == []


def test_a_coin_is_named_after_the_last_verb_of_issuing() -> None:
    assert products("生肖纪念币今起发行中国人民银行今起陆续发行航天事业纪念币。") == ["航天事业纪念币"]


def test_trusts_for_infrastructure_are_products_and_welfare_is_no_person() -> None:
    assert products("又有两只基础设施不动产投资信托基金上市。") == ["基础设施不动产投资信托基金"]
    document = Document("a", "", "改善居住条件，增进牧民福祉，维护农民权益。国务委员张守田出席。")
    people = [mention.surface for mention in extractor().extract(document, segment(document)) if mention.label == "Person"]
    assert people == ["张守田"]


@pytest.mark.parametrize(
    "text", ["包括开发商的开发贷收紧", "禁止开展“转按揭”业务", "推动“一个中心、一个平台”建设", "给予追回冒卡基金处理"]
)
def test_kinds_of_loans_and_slogans_are_no_products(text: str) -> None:
    document = Document("a", "", text)
    labels = {mention.label for mention in extractor().extract(document, segment(document))}
    assert labels.isdisjoint({"FinancialProduct", "Platform", "Company"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("液化气石期货在广期所挂牌交易。", ["液化气石期货"]),
        ("今年以来，焦亚铜期权今天上市交易。", ["焦亚铜期权"]),
        ("商品期货在交易所上市。证券、期货在境外上市。", []),
    ],
)
def test_what_begins_to_be_traded_is_a_product(text: str, names: list[str]) -> None:
    assert products(text) == names
