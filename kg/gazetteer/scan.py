"""Any of many words in a text: one pass, however many there are. A regular expression tries the words of a letter in turn."""

from collections.abc import Callable, Iterable

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

Scan = Callable[[str], list[tuple[int, int, int]]]


def scan_for(words: Iterable[str]) -> Scan:
    """A function that finds the words: leftmost and longest, in order, without overlap.

    Of each it tells start, end and number; the words are numbered in the order of their letters.

    >>> scan_for(["银行", "银监局", "局"])("银行和银监局")
    [(0, 2, 2), (3, 6, 1)]
    """
    scan: Scan = CharwiseDoubleArrayAhoCorasick(sorted(set(words)), MATCH_KIND_LEFTMOST_LONGEST).find
    return scan
