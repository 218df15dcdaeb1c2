"""What the gazetteer knows of one body: its names, when each held, where it stands, and who followed."""

from typing import NamedTuple


class Name(NamedTuple):
    """One name of an entry. Dates are ISO 8601 years, months or days, both ends inclusive; None is open.

    ``weak``: also an ordinary word, needs support from the context. ``telling``: weak only in running text, where its words may
    stand side by side by chance (上海电影); alone it names the body. ``link_only``: too noisy to be searched for in text, yet
    understood when an extractor proposes it. ``generated``: made by rule (kg.gazetteer.forms), not written by a person.
    """

    text: str
    language: str = "zh"
    valid_from: str | None = None
    valid_until: str | None = None
    weak: bool = False
    link_only: bool = False
    generated: bool = False
    telling: bool = False

    def holds(self, date: str | None) -> bool:
        """Whether the name was in use at ``date`` (ISO, any precision); without a date every name is.

        >>> Name("银监会", valid_from="2003-04", valid_until="2018-03").holds("2016-05-01")
        True
        """
        return not date or within(date, self.valid_from, self.valid_until)


class Entry(NamedTuple):
    """One body, document, place or measure of the gazetteer. ``names`` holds every name, the official one first."""

    key: str
    label: str
    name: str
    names: tuple[Name, ...]
    valid_from: str | None = None
    valid_until: str | None = None
    successors: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    place: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    issuers: tuple[str, ...] = ()
    issued: str | None = None
    effective: str | None = None
    status: str | None = None
    pattern: str = ""

    def existed(self, date: str | None) -> bool:
        """Whether the body existed at ``date`` (ISO, any precision); without a date every body does."""
        return not date or within(date, self.valid_from, self.valid_until)

    def called(self, text: str) -> tuple[Name, ...]:
        """The names of this entry that read ``text``; several when a name was borne in two periods."""
        return tuple([name for name in self.names if name[0] == text])

    def official_at(self, date: str | None) -> str:
        """The official name at a date: a dropped name that held then and ends like the present one (襄樊市 for 襄阳市).

        A form that only ends later than it began (银监会) or differs in kind (国泰君安 for …股份有限公司) is no official name.
        """
        if not date:
            return self.name
        found = []
        for name in self.names:
            dropped = name.valid_until and name.language == "zh" and not name.weak and name.holds(date)
            # 政协第十三届全国委员会 is a term of the body, not its name.
            alike = name.text[-2:] == self.name[-2:] and "届" not in name.text
            body = dropped and name.valid_until != self.valid_until and alike
            place = dropped and self.label == "Place" and name.text[-1] in "市县区省州盟旗" and self.existed(date)
            if body or place:
                found.append(name.text)
        # Districts bear their city: 保定市新市区 rather than 新市区.
        return next((text for text in found if text[:2] == self.name[:2]), found[0] if found else self.name)


def within(date: str, start: str | None, end: str | None) -> bool:
    """Whether an ISO date lies in an inclusive period whose ends may be coarser than the date.

    >>> within("2018-03-15", "2018-03", None), within("2018-04", None, "2018-03"), within("2018", "2018-03", "2023-05")
    (True, False, True)
    """
    if start and date[: len(start)] < start[: len(date)]:
        return False
    return not (end and date[: len(end)] > end[: len(date)])
