"""``python killing.py FOLDER TIMES SEED``: builds and withdrawals that are killed, one by one; a line of JSON for each.

The process loads everything once and forks for each run, so that the time a run takes is that of its work. It never opens a
store itself: a forked process could not use one any more.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.exports import EXPORTS
from kg.pipeline import Plan, build, crew, withdraw
from kg.pipeline.version import reading_version
from kg.pipeline.work import Order
from kg.store import JOURNAL, open_store, settled

BODIES = (
    "中国人民银行印发《关于第{}项工作的通知》。",
    "第{}家银行：云海农商行参加银企对接会。",
    "广州市推出“粤信融”平台，接入{}家银行。",
)
AIMED = 5  # every so many kills wait for the moment that counts: the new state's journal is there, its outputs are not in place
GONE = [f"a{number:02}" for number in range(0, 40, 9)]


def write_articles(folder: Path, *, later: bool) -> None:
    """Forty articles; later every fifth is another one and ten more are there."""
    folder.mkdir()
    for number in range(50 if later else 40):
        changed = 100 if later and number % 5 == 0 else 0
        text = BODIES[number % 3].format(number + changed)
        (folder / f"a{number:02}.txt").write_text(f"第{number}号\n\n{text}\n", encoding="utf-8")


def run(work: Callable[[], object], until: Callable[[], bool] | None = None) -> None:
    """Do work in a process of its own, killed as soon as ``until`` holds, if it has not ended by then."""
    child = os.fork()
    if not child:
        os.setsid()
        try:
            work()
        finally:
            os._exit(0)
    if until is not None:
        while not until():
            if os.waitpid(child, os.WNOHANG)[0]:
                return
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have gone by; it naps until then."""
    end = time.monotonic() + seconds

    def over() -> bool:
        time.sleep(max(0.0, min(0.005, end - time.monotonic())))
        return time.monotonic() >= end

    return over


def ask(question: Callable[[], object]) -> Any:
    """The answer of a process of its own."""
    answer, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(told, json.dumps(question()).encode())
        finally:
            os._exit(0)
    os.close(told)
    with open(answer, encoding="utf-8") as stream:  # noqa: PTH123 (a descriptor)
        text = stream.read()
    os.waitpid(child, 0)
    return json.loads(text)


def state(folder: Path) -> str:
    """What the store answers, checked against what the exports say."""
    quads = sorted(f"{quad} ." for quad in open_store(folder / "store"))
    graph = settled(folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    if sorted(graph) != quads:
        return "store and exports differ"
    return hashlib.sha256("\n".join(quads).encode()).hexdigest()


def outputs(folder: Path) -> dict[str, str]:
    """All outputs that are the same for the same articles."""
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (*EXPORTS, "graph.html")}
    return {**found, "store": state(folder)}


def main(folder: Path, times: int, seed: int) -> None:
    """Kill, look, finish, compare."""
    chance = random.Random(seed)
    for name, later in (("first", False), ("later", True)):
        write_articles(folder / name, later=later)
    out = folder / "out"
    crew.hire(Order(folder, "https://jinqiao.example/", (), reading_version("https://jinqiao.example/", ())))
    works: dict[str, Callable[[], object]] = {
        "build": lambda: build(Plan((str(folder / "later"),), out, workers=2)),
        "withdraw": lambda: withdraw(out, GONE),
    }
    run(lambda: build(Plan((str(folder / "first"),), folder / "before", workers=2)))
    before, wanted, lasts = ask(lambda: state(folder / "before")), {}, {}
    for name, work in works.items():
        shutil.copytree(folder / "before", out, copy_function=shutil.copy2)
        began = time.monotonic()
        run(work)
        lasts[name] = time.monotonic() - began
        wanted[name] = ask(lambda: outputs(out))
        shutil.rmtree(out)
    for number in range(times):
        name = "withdraw" if number % 4 == 3 else "build"
        shutil.copytree(folder / "before", out, copy_function=shutil.copy2)
        aimed = number % AIMED == AIMED - 1
        at = chance.uniform(0, lasts[name] * 1.05)
        run(works[name], (out / JOURNAL).exists if aimed else after(at))
        seen = ask(lambda: state(out))
        run(works[name] if name == "build" or seen == before else lambda: build(Plan((), out)))
        told = {
            "work": name,
            "at": "the journal" if aimed else round(at, 3),
            "state": {before: "old", wanted[name]["store"]: "new"}.get(seen, seen),
            "finished": ask(lambda: outputs(out)) == wanted[name],
            "left": sorted(path.name for path in out.iterdir() if path.name.startswith((".build-", ".old-", ".commit"))),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        shutil.rmtree(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
