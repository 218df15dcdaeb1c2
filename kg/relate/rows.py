"""Names in a row: the links of a sentence, and those that text joins to one list, read forwards or backwards."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.records import Link, Sentence
from kg.regex import regex
from kg.relate.frames import kind_of

# 甲局、乙局和丙局, 《甲法》《乙法》等
GLUE = regex(r"[》”）)]?\s?(?:[、和与及跟]|以及)?\s?[《“（(]?")


def named(sentences: Iterable[Sentence], links: Sequence[Link]) -> Iterator[tuple[Sentence, list[Link]]]:
    """The sentences, each with its links that mean something, which may be none; ``links`` by start."""
    starts = [link.mention.start for link in links]
    for sentence in sentences:
        at, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        yield sentence, [link for link in links[at:end] if link.entities]


def signed(
    text: str, sentences: Sequence[Sentence], links: Sequence[Link], sign: re.Pattern[str]
) -> Iterator[tuple[Sentence, list[Link]]]:
    """The sentences that bear a sign, each with its links that mean something; both in the order of the text.

    The sign is looked for from one find to the next: most articles bear none, and cost one search.
    """
    found = sign.search(text) if sentences else None
    if found is None:
        return
    starts = [link.mention.start for link in links]
    for sentence in sentences:
        if found.start() < sentence.start and (found := sign.search(text, sentence.start)) is None:
            return
        if found.end() <= sentence.end or (
            found.start() < sentence.end and sign.search(text, found.start(), sentence.end) is not None
        ):
            at, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            yield sentence, [link for link in links[at:end] if link.entities]


def row_from(text: str, links: Sequence[Link], at: int) -> tuple[list[Link], int]:
    """The links of the list that begins at ``at``, and where the next one stands; of one kind, never empty."""
    found = [links[at]]
    for behind in range(at + 1, len(links)):
        if not _joined(text, found[-1], links[behind]):
            break
        found.append(links[behind])
    return found, at + len(found)


def row_to(text: str, links: Sequence[Link], at: int) -> list[Link]:
    """The links of the list that ends with the one at ``at``; of one kind, never empty."""
    found = [links[at]]
    for before in range(at - 1, -1, -1):
        if not _joined(text, links[before], found[0]):
            break
        found.insert(0, links[before])
    return found


def _joined(text: str, one: Link, two: Link) -> bool:
    start, end = one.mention.end, two.mention.start
    kinds = kind_of(one.entities[0].label), kind_of(two.entities[0].label)
    return start < end and kinds[0] == kinds[1] and GLUE.fullmatch(text, start, end) is not None
