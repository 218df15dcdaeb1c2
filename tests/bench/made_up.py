"""A made-up atlas of any size, with names, statements, sentences and articles as news has them; the same for the same size."""

import random

from kg.graph import DEFAULT_BASE
from kg.page.atlas import Amount, Atlas, Claim, Node, Quote, Report

_CITIES = tuple("北京 上海 天津 重庆 广州 深圳 杭州 南京 武汉 成都 西安 青岛".split())  # noqa: SIM905
_KINDS = (
    ("Bank", "农村商业银行"),
    ("GovernmentBody", "地方金融监督管理局"),
    ("Company", "融资担保有限公司"),
    ("PolicyDocument", "关于进一步做好中小微企业融资工作的通知"),
    ("PolicyMeasure", "专项再贷款"),
    ("Platform", "信用信息服务平台"),
    ("Event", "银企对接会"),
    ("Person", "某"),
    ("FinancialProduct", "信用贷"),
    ("Regulator", "监管分局"),
)
_RELATIONS = ("issues", "operates", "participatesIn", "cooperatesWith", "partOf", "uses", "implements", "offers")


def made_up_atlas(size: int) -> Atlas:
    """``size`` entities, one and a half times as many statements, an article for every ten."""
    chance = random.Random(size)
    atlas = Atlas(DEFAULT_BASE)
    names = []
    for number in range(size):
        kind, ending = _KINDS[min(int(chance.random() ** 1.4 * len(_KINDS)), len(_KINDS) - 1)]
        name = f"{chance.choice(_CITIES)}{chr(0x4E00 + chance.randrange(2000))}{chr(0x5000 + chance.randrange(2000))}{ending}"
        iri = f"{DEFAULT_BASE}entity/made/x{number:06d}"
        names.append(iri)
        atlas.nodes[iri] = Node(iri, name, kind, [name[:4]])
    for number in range(max(1, size // 10)):
        day = f"{2013 + number % 12}-{1 + number % 9:02d}-15"
        iri = f"{DEFAULT_BASE}article/made-{number}"
        atlas.reports.append(Report(iri, f"第{number}号报道：金融支持实体经济", day, "证券时报网" if number % 3 else "新华社"))
    for number in range(1, size):
        for _ in range(1 + (chance.random() < 0.5)):
            subject, other = names[number], names[min(int(chance.random() ** 3 * number), number - 1)]
            report = chance.randrange(len(atlas.reports))
            relation = chance.choice(_RELATIONS)
            one, two = atlas.nodes[subject].name, atlas.nodes[other].name
            field = chr(0x4E00 + chance.randrange(3000))
            text = f"日前，{one}与{two}在会上表示，将围绕{field}领域加大支持，目前余额{number}亿元。"
            atlas.quotes.append(Quote(report, text))
            marks = (3, 3 + len(one)), (4 + len(one), 4 + len(one) + len(two)), None
            claim = f"{DEFAULT_BASE}statement/{len(atlas.claims):020x}"
            modality = "Planned" if number % 7 == 0 else "Asserted"
            quote = len(atlas.quotes) - 1
            atlas.claims.append(Claim(claim, subject, relation, other, modality, 0.6 + number % 40 / 100, quote, marks))
            for node in (subject, other):
                if report not in atlas.nodes[node].reports:
                    atlas.nodes[node].reports.append(report)
        if number % 5 == 0:
            amount = Amount(
                names[number], "贷款余额", f"{number}00000000", "CNY", f"{number}亿元", "2021", "", len(atlas.quotes) - 1, None
            )
            atlas.amounts.append(amount)
    return atlas
