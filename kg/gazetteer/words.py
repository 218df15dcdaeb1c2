"""How common a name is as an ordinary word, by jieba's dictionary: the reason to mark an alias as weak.

jieba's frequencies are counts over its training text; a private tokenizer is used, never the global one.
"""

import logging
from functools import cache

from kg.gazetteer.entry import Entry

COMMON = 50  # occurrences from which a word is expected in any article
# Parts of speech of ordinary words; names (nr, ns, nt, nz) and abbreviations (j) are no reason to doubt.
_ORDINARY = frozenset(("v", "vn", "vd", "vi", "a", "ad", "an", "b", "d", "n", "p", "c", "r", "m", "q", "t", "f", "z"))


@cache
def _dictionary() -> dict[str, tuple[int, str]]:
    """Word → (frequency, part of speech) of jieba's own dictionary, as the package ships it."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    words: dict[str, tuple[int, str]] = {}
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines:
            word, frequency, tag = line.decode("utf-8").split()
            words[word] = (int(frequency), tag)
    return words


def ordinary_frequency(name: str) -> int:
    """How often jieba's text holds the name as an ordinary word; 0 when it is none, or a name there too.

    >>> ordinary_frequency("老百姓") > COMMON, ordinary_frequency("建设银行")
    (True, 0)
    """
    frequency, tag = _dictionary().get(name, (0, ""))
    return frequency if tag in _ORDINARY else 0


def doubtful_names(entry: Entry) -> list[tuple[str, int]]:
    """Names of an entry that are common words and not marked as weak or link-only, with their frequencies."""
    found = []
    for name in entry.names:
        if name.text != entry.name and not name.weak and not name.link_only and name.language == "zh":
            frequency = ordinary_frequency(name.text)
            if frequency >= COMMON:
                found.append((name.text, frequency))
    return found
