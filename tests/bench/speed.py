"""``make bench``: characters a second of each stage and of the whole build, as ratios to jieba.posseg on the same text.

One core, one process, the labelled articles that are here. Yardstick and build take turns in the same run, so that whatever
else the machine does hits both. The build counts from reading to the stored graph; the checks and the exports, which every
build makes as well, are listed apart.
"""

import gc
import json
import os
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kg.exports import Renderer
from kg.graph import DEFAULT_BASE
from kg.ontology import load_ontology
from kg.pipeline.archive import Archive
from kg.pipeline.build import surroundings
from kg.pipeline.commit import sync
from kg.pipeline.inputs import batches, to_read
from kg.pipeline.settling import settle
from kg.pipeline.weave import Weave, describe_entities
from kg.pipeline.work import Order, Worker
from kg.read import discover, read
from kg.report import Tally
from kg.store import build_store
from tests.quality.sets import SETS

ROUNDS = 4
BUILD = ("read", "segment", "extract", "link", "relate", "figures", "graph", "spool", "order", "store")
BESIDES = ("check", "exports")


class Clock:
    """Seconds by step: each lap goes to the step that just ended."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.since = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] += now - self.since
        self.since = now


def posseg() -> Callable[[str], object]:
    """The yardstick, loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a library of 2020
        import jieba
        import jieba.posseg
    jieba.setLogLevel("ERROR")
    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    return lambda text: list(tagger.cut(text))


def build_once(inputs: list[str], folder: Path, worker: Worker, clock: Clock) -> None:
    """A build as ``kg build --workers 1`` does it, step by step."""
    with closing(Archive(folder)) as archive:
        for batch in batches(to_read(inputs, None, folder, archive, anew=False)):
            for article in worker.work(batch).articles:
                archive.add(article)
            clock.lap("spool")
        settle(archive, anew=False)
        tally = Tally()
        for card in archive.cards():
            tally.add(json.loads(card))
        clock.lap("order")
        renderer = Renderer(DEFAULT_BASE, load_ontology())
        describe_entities(archive, folder, renderer, whole=True)
        with Weave(archive, folder, folder, compare=False) as weave:
            weave.write(renderer, f"<{DEFAULT_BASE}graph/entities>", surroundings(renderer, tally, DEFAULT_BASE))
        archive.finish()
    clock.lap("exports")
    build_store(folder / "store", [folder / "graph.nq"])
    sync(folder, ("store",))
    clock.lap("store")


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    inputs = [str(labelled.articles) for labelled in SETS[1:] if labelled.present] or [str(SETS[0].articles)]
    texts = [document.text for source in discover(inputs) for document in read(source)]
    tag, clock = posseg(), Clock()
    for number in range(ROUNDS + 1):
        if number == 1:
            clock.seconds.clear()  # the first round warmed everything up
        clock.since = time.perf_counter()
        for text in texts:
            tag(text)
        clock.lap("posseg")
        with tempfile.TemporaryDirectory() as folder:
            worker = Worker(Order(Path(folder), DEFAULT_BASE), clock.lap)
            gc.freeze()  # as kg.pipeline.crew does
            clock.lap("start")
            build_once(inputs, Path(folder), worker, clock)
            del worker
            gc.unfreeze()
    report(clock.seconds, sum(map(len, texts)), len(texts))


def report(seconds: dict[str, float], characters: int, articles: int) -> None:
    """Print the table."""
    yardstick = seconds["posseg"]
    lines = [f"{articles} articles, {characters} characters, {ROUNDS} rounds on one core", ""]
    lines.append(f"{'step':12}{'characters/s':>14}{'× posseg':>10}")
    rows = {"posseg": yardstick, **{step: seconds[step] for step in BUILD}, "BUILD": sum(seconds[step] for step in BUILD)}
    rows |= {step: seconds[step] for step in BESIDES} | {"ALL": rows["BUILD"] + sum(seconds[step] for step in BESIDES)}
    for step, spent in rows.items():
        rate = characters * ROUNDS / spent if spent else 0.0
        lines.append(f"{step:12}{rate:14,.0f}{yardstick / spent if spent else 0.0:10.2f}")
    lines.append(f"\nstart-up (gazetteer, rules, shapes): {seconds['start'] / ROUNDS:.2f} s")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
