"""Measure how often each extractor is right: ``python -m kg.extract.calibrate GOLD TEXT [GOLD TEXT …]``.

Prints the ``[confidence]`` table of ontology/rules/extract.toml. GOLD is a folder of labels (NAME.json), TEXT one of texts
(NAME.txt). A (surface, class) pair that an extractor finds in an article is right when the labels of the article bear it,
optional ones included. One right and one wrong answer are added to each count, so that a few articles do not make certainty.
A class has a line of its own where it was seen twenty times and differs.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.regex import regex

_MARKS = regex(r"[\s《》“”\"‘’]")
_OFTEN = 20


def pairs(extractor: Extractor, labels: Path, texts: Path) -> Iterator[tuple[str, str, bool]]:
    """Extractor, class and whether it was right, for each distinct (surface, class) of each labelled article."""
    for path in sorted(labels.glob("*.json")):
        text = (texts / f"{path.stem}.txt").read_text(encoding="utf-8").rstrip("\n")
        gold: set[tuple[str, str | None]] = set()
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            for label in (entity["type"], entity.get("otherType")):
                gold.update((_MARKS.sub("", surface), label) for surface in entity["surfaces"])
        mentions = extractor.extract(Document(path.stem, "", text), ())
        for name, surface, label in sorted({(m.extractor, _MARKS.sub("", m.surface), m.label) for m in mentions}):
            yield name, label, (surface, label) in gold


def main(arguments: list[str]) -> None:
    """Print the table for pairs of folders."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.extract.calibrate",
        description="Print the [confidence] table of ontology/rules/extract.toml, counted on labelled articles.",
        epilog="example: python -m kg.extract.calibrate labelled/gold labelled/text",
    )
    parser.add_argument(
        "folders", nargs="+", type=_folder, metavar="GOLD TEXT", help="a folder of labels, then the folder of its texts"
    )
    folders: list[Path] = parser.parse_args(arguments).folders
    if len(folders) % 2:
        parser.error(f"{folders[-1]} has no folder of texts; give GOLD TEXT in pairs")
    extractor = Extractor(load_gazetteer())
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    for labels, texts in zip(folders[::2], folders[1::2], strict=True):
        for name, label, correct in pairs(extractor, labels, texts):
            right[name][correct] += 1
            right[f"{name}.{label}"][correct] += 1
    share = {key: round((count[True] + 1) / (count.total() + 2), 2) for key, count in right.items()}
    for key, value in sorted(share.items()):
        name, _, label = key.partition(".")
        if not label or (right[key].total() >= _OFTEN and abs(value - share[name]) >= 0.02):
            sys.stdout.write(f"{key if not label else f'{chr(34)}{key}{chr(34)}'} = {value}  # of {right[key].total()}\n")


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
