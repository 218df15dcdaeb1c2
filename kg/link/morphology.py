"""Other ways to write a name, each with the reason why it is the same name. Pure string work; the gazetteer decides."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from kg.link.rules import LinkRules

_OWN_POLICY = 5  # letters up to which 政策 is part of a name: 货币政策, 产业政策
_QUOTES = re.compile(r"[\s“”\"‘’'《》〈〉「」]+")


class Variant(NamedTuple):
    """A name rewritten. ``former``: a prefix such as 原 said that the body no longer exists."""

    text: str
    reason: str
    former: bool = False


def tidy(name: str) -> str:
    """The name without blanks and quotes, in full-width brackets and half-width letters.

    >>> tidy("“中银香港” (控股)")
    '中银香港（控股）'
    """
    plain = unicodedata.normalize("NFKC", name)
    if plain.isascii():
        return " ".join(plain.split()).strip("\"'")
    return _QUOTES.sub("", plain).replace("(", "（").replace(")", "）")


def rewritings(name: str, rules: LinkRules) -> Iterator[Variant]:
    """The names one rewriting away, nearest first; the name itself is not among them.

    >>> from kg.link.rules import load_link_rules
    >>> [variant.text for variant in rewritings("中国建设银行股份有限公司", load_link_rules())][:2]
    ['中国建设银行', '建设银行股份有限公司']
    """
    if "（" in name:
        yield Variant(name.replace("（", "(").replace("）", ")"), "other brackets")
        yield Variant(name.replace("（", "").replace("）", ""), "without brackets")
    for form in rules.legal_forms:
        if name.endswith(form) and len(name) - len(form) >= 2:
            yield Variant(name[: -len(form)], f"without the legal form {form}")
            break
    if name.endswith("政策") and len(name) > _OWN_POLICY:
        yield Variant(name[:-2], "without 政策")
    for prefix in (*rules.former_prefixes, *rules.idle_prefixes):
        if name.startswith(prefix) and len(name) - len(prefix) >= 2:
            yield Variant(name[len(prefix) :], f"without {prefix}", former=prefix in rules.former_prefixes)
    for full, short in rules.abbreviations:
        at = name.rfind(short)
        # 委 within 委员会 is no abbreviation: the full form stands there already.
        if at > 0 and not name.startswith(full, at):
            yield Variant(name[:at] + full + name[at + len(short) :], f"{short} for {full}")
        at = name.rfind(full)
        if at > 0 and (full, short) not in rules.only_short:
            yield Variant(name[:at] + short + name[at + len(full) :], f"{full} for {short}")
    if "和" in name[1:-1]:
        yield Variant(name[0] + name[1:-1].replace("和", "") + name[-1], "without 和")


def abbreviates(short: str, full: str) -> bool:
    """Whether a short form keeps the order of the full form's characters and begins or ends as it does.

    >>> abbreviates("财金司", "财政金融和信用建设司"), abbreviates("投融会", "第九届中国中小企业投融资交易会")
    (True, True)
    >>> abbreviates("中国银行", "中国人民银行") and abbreviates("证监会", "中国证券业协会")
    False
    """
    if len(short) < 2 or len(short) >= len(full) or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
