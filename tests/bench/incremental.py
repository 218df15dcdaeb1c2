"""``python -m tests.bench.incremental [ARTICLES]``: one changed article among 2,000, and how that compares with a full build.

The articles are the labelled ones that are here, told again and again under other identifiers with other numbers of sentences,
so that their graphs differ. Measured are a full build, the same command after one article changed (a process from its start to
its end, everything written and synced), and the rounds of one process that goes on, as ``kg build --watch`` does. Processor
seconds stand beside the seconds of the clock: on a busy machine only they can be compared.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.pipeline import Plan, build
from kg.read import discover, read
from tests.quality.sets import SETS

ARTICLES = 2_000
ROUNDS = 5


def write_articles(path: Path, number: int, changed: int | None = None) -> None:
    """``number`` articles as JSON Lines, of which one may be another."""
    inputs = [str(labelled.articles) for labelled in SETS if labelled.present]
    texts = [document.text.split("\n") for source in discover(inputs) for document in read(source)]
    chance = random.Random(2021)
    with path.open("w", encoding="utf-8") as stream:
        for place in range(number):
            title, *lines = texts[place % len(texts)]
            kept = [line for line in lines if chance.random() < 0.8] or lines
            word = f"改{changed}" if place == number // 2 and changed is not None else ""
            record = {"id": f"n{place:06}", "title": title + word, "date": "2021-09-11", "text": "\n".join(kept)}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def command(path: Path, out: Path) -> dict[str, Any]:
    """``kg build`` in a process of its own."""
    # As where it is installed: compiled once, not in every process, whatever the environment says of bytecode.
    compiled = {**os.environ, "PYTHONPYCACHEPREFIX": str(path.parent / "bytecode")}
    compiled.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(path), "--out", str(out), "--json", "--quiet"],
        capture_output=True,
        check=True,
        env=compiled,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def timed(step: Callable[[], object], who: int) -> tuple[float, float]:
    """The seconds of a step: of the clock, and of the processor."""
    before, began = resource.getrusage(who), time.perf_counter()
    step()
    after = resource.getrusage(who)
    return time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(number: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "news.jsonl"), Path(folder, "out")
        write_articles(path, number)
        whole = timed(lambda: command(path, out), resource.RUSAGE_CHILDREN)
        size = sum(file.stat().st_size for file in out.glob("graph.*")) >> 20
        rounds: dict[str, list[tuple[float, float]]] = {"the same command": [], "nothing changed": [], "in one process": []}
        for turn in range(ROUNDS):
            write_articles(path, number, turn)
            rounds["the same command"].append(timed(lambda: command(path, out), resource.RUSAGE_CHILDREN))
            rounds["nothing changed"].append(timed(lambda: command(path, out), resource.RUSAGE_CHILDREN))
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        for turn in range(ROUNDS, 2 * ROUNDS + 1):
            write_articles(path, number, turn)
            plan = Plan((str(path),), out, workers=workers)
            rounds["in one process"].append(timed(lambda plan=plan: build(plan), resource.RUSAGE_SELF))  # type: ignore[misc]
        rounds["in one process"] = rounds["in one process"][1:]  # the first loads everything
    lines = [f"{number} articles, {size} MB of exports", "", f"{'':24}{'seconds':>9}{'least':>9}{'processor':>11}"]
    lines.append(f"{'all articles':24}{whole[0]:9.2f}{whole[0]:9.2f}{whole[1]:11.2f}")
    for name, taken in rounds.items():
        clock, processor = zip(*taken, strict=True)
        lines.append(f"{name:24}{statistics.median(clock):9.2f}{min(clock):9.2f}{statistics.median(processor):11.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
