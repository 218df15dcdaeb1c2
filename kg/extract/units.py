"""Units of bodies: what ends their names, and which of them take the class of the body they belong to."""

from kg.extract.context import Context, Word
from kg.extract.firm_names import FIRM_HEADS, INSTITUTES
from kg.extract.lexicon import Head
from kg.regex import regex

BODIES = frozenset(
    {"Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "Organization", "MediaOutlet"}
)
# Heads of units: they take the class of the body they belong to (银保监会普惠金融部 is a regulator).
UNITS = frozenset(
    {
        *("部", "司", "局", "厅", "处", "室", "办公室", "委员会", "分局", "中心", "分行", "支行"),
        *("中心支行", "中支", "营业管理部", "分会", "信息中心", "领导小组", "工作组", "公司", "集团", "研究院"),
        *("研究所", "研究中心", "交易中心", "学院", "理事会", "总队", "专班", "事务所", "指挥部", "护航编队"),
        *("事业部", "营业部", "科", "组", "分公司", "支公司", "检查组", "巡视组", "专委会"),
        *("专业委员会", "医院", "总医院", "养老院", "投教基地", "投资者教育基地", "总站", "记者站"),
        *("智库中心", "联合体", "秘书处", "反恐怖机构", "督查中心", "督察中心", "特派办", "特派员办事处"),
        *("专员办", "专员办事处", "认证中心", "检测中心", "研究室", "编辑部", "管理处", "超级工厂", "税务局", "监管局"),
    }
)
# Of units: these stay what their head says; the institutes of firms are firms all the same (券商研究所).
KEEP_CLASS = frozenset(
    {
        *INSTITUTES,
        *("联合体", "秘书处", "反恐怖机构", "学院", "公司", "集团", "医院", "总医院", "养老院"),
        *("投教基地", "投资者教育基地"),
    }
)
_FINANCIAL = ("证券", "基金", "期货", "保险", "信托", "人寿", "资管")
_NO_UNITS = frozenset({*FIRM_HEADS, "委员会", "分公司", "支公司", "医院", "总医院", "科", "组", "局", "厅", "分行", "支行"})
_OF_UNIT = 14  # characters of a unit's own name at most
FIRMS = frozenset({"Company", "Bank"})
# After the name of an office as small as these stands a post, or the clause ends: …分局资本项目管理处|科长, never 平安科|技.
SMALL = frozenset({"处", "科", "组"})
OWNED = frozenset(
    {*SMALL, "工厂", "超级工厂", "投教基地", "投资者教育基地", "总站", "记者站"}
)  # what makes a name after a body only
AFTER_SMALL = regex(
    "[，。、；：）\\s]|副?[处科组部]长|总监|首席|交易员|经理|副总|分析师|研究员|负责人|主任|调研员|工作人员|有关|相关|干部|民警|等|表示|介绍|$"
)


def may_be_unit(context: Context, start: int, end: int, head: Head) -> bool:
    """Whether the words behind a body that end in ``head`` may be the name of a unit of it, by their form alone."""
    own = context.text[start:end]
    if head.text not in UNITS or head.text in _NO_UNITS or not 2 <= len(own) <= _OF_UNIT or not own.isalnum():
        return False
    return len(head.text) > 1 or AFTER_SMALL.match(context.text, end) is not None


def class_of(owner: Word, head: Head, body: str) -> str:
    """The class of a unit: its body's, unless what it is says more (an institute of a ministry, a hospital)."""
    keeps = head.text in KEEP_CLASS and not is_brokers(owner, head, body)
    return head.label if keeps or head.text not in UNITS else body


def is_brokers(owner: Word, head: Head, body: str) -> bool:
    """Whether a research institute is a part of a bank or a broker (华西证券研究所), and no think tank (贝壳研究院)."""
    if body not in FIRMS or head.text not in INSTITUTES:
        return False
    return body == "Bank" or head.text == "研究所" or any(kind in owner.text for kind in _FINANCIAL)
