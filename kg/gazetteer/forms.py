"""Other forms of a name that follow from it by rule and can be searched for safely.

Order matters nowhere: every rule looks at the names as written, never at another rule's product.
"""

from collections.abc import Callable, Iterator

from kg.gazetteer.entry import Entry, Name

Rule = Callable[[Entry, str], Iterator[str]]


def rural_bank(entry: Entry, name: str) -> Iterator[str]:
    """北京农村商业银行 → 北京农商银行, 北京农商行; 浙江省农村信用社联合社 → 浙江省农信联社.

    >>> bank = Entry("bank/bjrcb", "Bank", "北京农村商业银行", ())
    >>> list(rural_bank(bank, "北京农村商业银行"))
    ['北京农商银行', '北京农商行']
    """
    if entry.label != "Bank":
        return
    for full, shorts in _RURAL.items():
        if name.endswith(full) and len(name) > len(full) + 1:
            yield from (name[: -len(full)] + short for short in shorts)


_RURAL = {
    "农村商业银行": ("农商银行", "农商行"),
    "农村合作银行": ("农合银行", "农合行"),
    "农村信用社联合社": ("农村信用联社", "农信联社", "农信联合社", "农信社", "农村信用社"),
    "农村信用合作联社": ("农村信用联社", "农村信用社", "农信社"),
}


def legal_form(entry: Entry, name: str) -> Iterator[str]:
    """中国建设银行 → 中国建设银行股份有限公司: the registered name of a bank.

    >>> list(legal_form(Entry("bank/ccb", "Bank", "中国建设银行", ()), "中国建设银行"))
    ['中国建设银行股份有限公司']
    """
    if entry.label == "Bank" and name == entry.name and name.endswith("银行") and not _foreign(name):
        yield name + "股份有限公司"


def _foreign(name: str) -> bool:
    return name.endswith(("国家开发银行", "进出口银行", "（中国）", "(中国)"))


def without_country(entry: Entry, name: str) -> Iterator[str]:
    """中国长江电力股份有限公司 → no 中国 is dropped here: only the legal form of a firm goes.

    >>> list(without_country(Entry("company/600519", "Company", "贵州茅台酒股份有限公司", ()), "贵州茅台酒股份有限公司"))
    ['贵州茅台酒']
    """
    if entry.label in ("Company", "Bank", "MarketInstitution", "Platform", "MediaOutlet") and name == entry.name:
        for suffix in ("集团股份有限公司", "股份有限公司", "集团有限责任公司", "集团有限公司", "有限责任公司", "有限公司"):
            if name.endswith(suffix):
                stem = name[: -len(suffix)]
                # 中国建筑集团 is not 中国建筑: the group's bare stem is often its listed daughter's short name.
                if suffix.startswith("集团") and len(stem) >= 2:
                    yield stem + "集团"
                elif len(stem) >= 4:
                    yield stem
                return


RULES: tuple[Rule, ...] = (rural_bank, legal_form, without_country)


def with_forms(entry: Entry) -> Entry:
    """The entry with the forms of all rules added, marked as generated; a form inherits its name's validity."""
    known = {name.text for name in entry.names}
    added: list[Name] = []
    for name in entry.names:
        if name.language != "zh" or name.weak or name.link_only:
            continue
        for rule in RULES:
            for form in rule(entry, name.text):
                if form not in known:
                    known.add(form)
                    added.append(Name(form, "zh", name.valid_from, name.valid_until, generated=True))
    return entry._replace(names=entry.names + tuple(added)) if added else entry
