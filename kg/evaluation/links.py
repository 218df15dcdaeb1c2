"""The linker's weights: how often they choose rightly, and learning them from labelled names.

    python -m kg.evaluation.links score FOLDER...
    python -m kg.evaluation.links train FOLDER...

Every row of the names bench and every labelled name of the articles is a choice: the bearers the resolver finds, what each
feature says of them, and the one that is meant. The weights are learned so that the bearer that is meant passes the threshold
and leads all others by the margin (hinge loss), and stay near their present values where the choices do not tell: features
that few names need keep what an expert wrote. ``score`` prints both, and the share right under weights that never saw the row.
"""

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.evaluation.gold import bare, labelled
from kg.evaluation.names import BENCH, read_cases
from kg.extract import Extractor
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linker
from kg.link.features import FEATURES, Context
from kg.link.memory import NameMemory
from kg.link.resolve import Bearer, Resolver
from kg.link.rules import load_link_rules
from kg.link.surroundings import longer_span, stock_link, stock_links
from kg.records import Document, Link
from kg.resources import ontology_dir
from kg.segment import segment

Weights = Mapping[str, float]

FIXED = ("accept", "margin")
_SLACK = 0.02  # beyond the threshold and the margin, so that rounding changes no choice
_NEAR = 0.002  # how dear it is to leave the present weights
_STEPS = 400
_DROPPED_NAME = 0.3  # the margin of a bearer that no longer bears the name, as the linker has it


class Choice(NamedTuple):
    """A name in its context: of each bearer the features' words and its official name, and which bearers are meant."""

    where: str
    said: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    meant: frozenset[int]


def bench_choices(gazetteer: Gazetteer) -> Iterator[Choice]:
    """The rows of the names bench: a bare name at a date. Rows without any bearer teach nothing."""
    resolver = Resolver(gazetteer, load_link_rules())
    for case in read_cases(BENCH):
        date = case.date or None
        bearers = resolver.bearers(case.surface, date)
        names = tuple(bearer.entry.official_at(date) if bearer.entry else bearer.entity.name for bearer in bearers)
        meant = (n for n, bearer in enumerate(bearers) if (names[n], bearer.entity.label) == (case.name, case.label))
        if bearers:
            yield Choice(f"{case.surface} {case.date}", _said(bearers, Context(date)), names, frozenset(meant))


def article_choices(gazetteer: Gazetteer, folders: Sequence[Path]) -> Iterator[Choice]:
    """The labelled names of articles, once an article, in the context the linker sees; only those the gazetteer knows."""
    memory = NameMemory(gazetteer, load_link_rules())
    extractor, linker = Extractor(gazetteer), Linker(gazetteer)
    for folder in folders:
        for document, gold in labelled(folder):
            sentences = segment(document)
            links = linker.link(document, sentences, extractor.extract(document, sentences))
            owed = {bare(surface): bare(entity.name) for entity in gold.entities for surface in entity.surfaces}
            for link in {
                (link.mention.surface, link.mention.label): link for link in reversed(links) if not link.silent
            }.values():
                mention = link.mention
                if mention.label == "Person" or mention.names or bare(mention.surface) not in owed:
                    continue
                context = _context(document, link, links, memory)
                bearers = memory.bearers(mention.surface, context.date, context.label, mention.full)
                wanted = owed[bare(mention.surface)]
                meant = frozenset(n for n, bearer in enumerate(bearers) if wanted in _called(bearer))
                if meant:
                    where = f"{document.identifier} {mention.surface}"
                    yield Choice(where, _said(bearers, context), tuple(bearer.entity.name for bearer in bearers), meant)


def _context(document: Document, link: Link, links: Sequence[Link], memory: NameMemory) -> Context:
    mention = link.mention
    others = [entity for other in links if other.mention.surface != mention.surface for entity in other.entities]
    places = {place for entity in others for place in (entity.key if entity.label == "Place" else None, entity.place) if place}
    date = document.issued.strftime("%Y-%m") if document.issued else None
    return Context(
        date,
        mention.label,
        frozenset(places),
        frozenset(entity.key for entity in others),
        stock_link(document, stock_links(document), mention),
        memory.told(mention.full, date, mention.label) if mention.full else None,
        longer_span(document, mention, memory.gazetteer),
    )


def _called(bearer: Bearer) -> set[str]:
    return {bare(bearer.entity.name), *(bare(alias) for alias, _language in bearer.entity.aliases)}


def _said(bearers: Sequence[Bearer], context: Context) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(said[0] for feature in FEATURES if (said := feature(bearer, context))) for bearer in bearers)


def is_right(choice: Choice, weights: Weights) -> bool:
    """Whether the linker would choose what is meant, and nothing where nothing is.

    >>> nil = Choice("通知", (("weak_word",),), ("《通知》",), frozenset())
    >>> is_right(nil, {"weak_word": 0.43, "accept": 0.5, "margin": 0.02})
    True
    """
    scores = [sum(weights[word] for word in said) for said in choice.said]
    first = max(range(len(scores)), key=scores.__getitem__)
    dropped = {"name_ended", "name_not_yet"} & set(choice.said[first])
    margin = _DROPPED_NAME if dropped else weights["margin"]
    tied = any(scores[first] - score < margin and choice.names[n] != choice.names[first] for n, score in enumerate(scores))
    if tied or scores[first] < weights["accept"]:
        return not choice.meant
    return first in choice.meant


def learn(choices: Sequence[Choice], present: Weights) -> dict[str, float]:
    """Weights for these choices, to two decimals: subgradient descent on the hinge loss, averaged over the last half."""
    words = sorted(set(present) - set(FIXED))
    column = {word: n for n, word in enumerate(words)}
    start = np.array([present[word] for word in words])
    tables = [_table(choice, column) for choice in choices]
    now, mean = start.copy(), np.zeros_like(start)
    for step in range(_STEPS):
        slope = np.zeros_like(now)
        for choice, table in zip(choices, tables, strict=True):
            _push(slope, choice, table, table @ now, present)
        now = now - 0.5 / (1 + step / 20) * (slope / len(choices) + _NEAR * (now - start))
        if step >= _STEPS // 2:
            mean += now
    learned = {word: round(float(value), 2) for word, value in zip(words, mean / (_STEPS - _STEPS // 2), strict=True)}
    return learned | {name: present[name] for name in FIXED}


_Vector = npt.NDArray[np.float64]


def _table(choice: Choice, column: Mapping[str, int]) -> _Vector:
    table = np.zeros((len(choice.said), len(column)))
    for row, said in enumerate(choice.said):
        for word in said:
            table[row, column[word]] += 1
    return table


def _push(slope: _Vector, choice: Choice, table: _Vector, scores: _Vector, present: Weights) -> None:
    """Add one choice's subgradient."""
    accept, margin = present["accept"], present["margin"]
    if not choice.meant:
        first = int(np.argmax(scores))
        told_apart = all(
            scores[first] - scores[n] >= margin for n, name in enumerate(choice.names) if name != choice.names[first]
        )
        if told_apart and scores[first] > accept - _SLACK:
            slope += table[first]
        return
    best = max(choice.meant, key=lambda n: scores[n])
    if scores[best] < accept + _SLACK:
        slope -= table[best]
    rivals = [n for n in range(len(scores)) if n not in choice.meant and choice.names[n] != choice.names[best]]
    if rivals:
        rival = max(rivals, key=lambda n: scores[n])
        if scores[best] - scores[rival] < margin + _SLACK:
            slope += table[rival] - table[best]


def cross_validated(choices: Sequence[Choice], present: Weights, folds: int = 5) -> int:
    """How many choices are right under weights learned on the other folds; the folds are fixed."""
    order = list(range(len(choices)))
    random.Random(5).shuffle(order)  # noqa: S311 - a fixed split, no secret
    right = 0
    for fold in range(folds):
        held = set(order[fold::folds])
        weights = learn([choice for n, choice in enumerate(choices) if n not in held], present)
        right += sum(is_right(choices[n], weights) for n in held)
    return right


def write(weights: Weights, path: Path) -> None:
    """Put the weights into link.toml; comments and order stay."""
    text = path.read_text(encoding="utf-8")
    for word, value in weights.items():
        text = re.sub(rf"(?m)^({word} *= *)-?[\d.]+", lambda found, value=value: f"{found[1]}{value:.2f}", text)  # type: ignore[misc]
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Score or train from the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluation.links", description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("score", "train"))
    parser.add_argument("folders", nargs="*", type=Path, help="labelled sets, beside the names bench")
    options = parser.parse_args()
    gazetteer, present = load_gazetteer(), load_link_rules().weights
    choices = [*bench_choices(gazetteer), *article_choices(gazetteer, options.folders)]
    learned = learn(choices, present)
    total = len(choices)
    contested = sum(len(set(choice.names)) > 1 for choice in choices)
    print(f"{total} choices, {contested} between several bearers, {sum(not choice.meant for choice in choices)} of them NIL")
    for title, right in (
        ("present weights", sum(is_right(choice, present) for choice in choices)),
        ("learned weights", sum(is_right(choice, learned) for choice in choices)),
        ("learned, on rows they never saw", cross_validated(choices, present)),
    ):
        print(f"{title:32} {right / total:.4f}  ({total - right} wrong)")
    for choice in choices:
        if not is_right(choice, learned):
            print(f"  wrong: {choice.where}: {'、'.join(choice.names)}")
    for word in present:
        mark = "" if abs(learned[word] - present[word]) < 0.005 else "  changed"
        print(f"  {word:14} {present[word]:6.2f} {learned[word]:6.2f}{mark}")
    if options.what == "train":
        write(learned, ontology_dir() / "rules" / "link.toml")


if __name__ == "__main__":
    main()
