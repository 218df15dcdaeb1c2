"""A build: inputs in, the whole output folder out, all of it or nothing.

1. Every input is read and analysed (workers), its quads spooled to disk.
2. The spool is put in order: articles by identifier, each entity once, then the ontology and the run's provenance.
3. The graph is checked against the shapes, exported, loaded into a store, drawn.
4. The quality card is written, and everything takes its place at once.
"""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError, StoreError
from kg.graph import DEFAULT_BASE, check_base, ontology_lines, provenance_lines
from kg.pipeline.commit import commit, locked, recover, staged
from kg.pipeline.crew import answers
from kg.pipeline.outputs import OUTPUTS, write_outputs
from kg.pipeline.spool import Spool
from kg.pipeline.work import Order
from kg.read import discover
from kg.report import Refusal, Tally, build_report, render_json, render_markdown

_PIECE = 48 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, where and how."""

    inputs: tuple[str, ...]
    out: Path
    base: str = DEFAULT_BASE
    workers: int = 1
    strict: bool = False
    gazetteers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: the name of what it does, and for reading the bytes and articles done so far."""

    name: str
    articles: int = 0
    refused: int = 0
    done: int = 0
    total: int = 0


@dataclass(slots=True)
class _Run:
    """What one build gathers on its way."""

    plan: Plan
    listen: Callable[[Step], None]
    refused: list[Refusal] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)
    since: float = field(default_factory=time.perf_counter)

    def refuse(self, refused: Sequence[Refusal]) -> None:
        if refused and self.plan.strict:
            first = refused[0]
            raise KgError(first.reason, where=first.origin, remedy="nothing was written, because of --strict")
        self.refused.extend(refused)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.since
        self.since = now


def _silence(_step: Step) -> None:
    pass


def build(plan: Plan, stdin: BinaryIO | None = None, listen: Callable[[Step], None] = _silence) -> dict[str, Any]:
    """Build ``plan.out`` anew and give the quality card; ``listen`` hears how it goes.

    Raises:
        KgError: Nothing could be built, or ``strict`` and something was refused or violates a shape. The previous outputs stay.
    """
    check_base(plan.base)
    with locked(plan.out):
        try:
            recover(plan.out)
            with staged(plan.out) as stage:
                report = _build(_Run(plan, listen), stage, stdin)
                commit(plan.out, stage, OUTPUTS)
                return report
        except (OSError, sqlite3.OperationalError) as error:
            # Reading wraps its own errors: what is left is the output folder's disk.
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise StoreError(
                f"cannot write the outputs: {reason}", where=str(plan.out), remedy="the previous outputs are unchanged"
            ) from error


def _build(run: _Run, stage: Path, stdin: BinaryIO | None) -> dict[str, Any]:
    spool = Spool(stage)
    try:
        _read(run, spool, stage, stdin)
        run.refuse(
            [Refusal(origin, f"the identifier {name} is taken by another input") for name, origin in spool.drop_duplicates()]
        )
        tally = Tally()
        for card in spool.cards():
            tally.add(json.loads(card))
        if not tally.counts["articles"]:
            raise _nothing(run.refused)
        run.lap("read")
        _check(run.plan, tally)
        run.listen(Step("order"))
        pieces, entities = write_graph(spool, tally, run.plan.base, stage)
        run.lap("order")
    finally:
        spool.close()
    run.listen(Step("outputs"))
    run.seconds.update(write_outputs(pieces, stage, run.plan.base, run.plan.workers))
    refused = sorted(run.refused, key=lambda refusal: (refusal.origin, refusal.reason))
    report = build_report(tally, entities, refused, run.seconds, time.perf_counter() - run.began)
    (stage / "report.json").write_text(render_json(report), encoding="utf-8")
    (stage / "report.md").write_text(render_markdown(report), encoding="utf-8")
    return report


def _read(run: _Run, spool: Spool, stage: Path, stdin: BinaryIO | None) -> None:
    total = sum(source.path.stat().st_size for source in discover(run.plan.inputs) if source.path and not source.problem)
    order = Order(stage, run.plan.base, run.plan.gazetteers)
    articles = done = 0
    run.listen(Step("load"))
    for answer in answers(discover(run.plan.inputs, stdin), order, run.plan.workers):
        run.refuse(answer.refused)
        for article in answer.articles:
            spool.add(article)
            articles += 1
            done += article.size
        run.listen(Step("read", articles, len(run.refused), done, total))


def _check(plan: Plan, tally: Tally) -> None:
    wrong = [*tally.findings["misquotes"], *tally.findings["violations"]]
    if plan.strict and wrong:
        raise KgError(f"the graph does not pass its checks: {wrong[0]}", remedy="nothing was written, because of --strict")


def write_graph(spool: Spool, tally: Tally, base: str, stage: Path) -> tuple[list[Path], Counter[str]]:
    """Put the spooled graph in order; the N-Quads files that hold it, one after the other, and the entities by class.

    In pieces, because the store takes a file whole into memory.
    """
    entities: Counter[str] = Counter()

    def described() -> Iterator[bytes]:
        for lines, kind in spool.entities():
            if kind:
                entities[kind] += 1
            yield lines

    surroundings = [f"{line}\n".encode() for line in [*ontology_lines(base), *provenance_lines(tally.agents, base)]]
    pieces: list[Path] = []
    given = chain(spool.articles(), described(), surroundings)
    while (first := next(given, None)) is not None:
        pieces.append(stage / f"ordered-{len(pieces):05}.nq")
        with pieces[-1].open("wb") as out:
            out.write(first)
            while out.tell() < _PIECE and (more := next(given, None)) is not None:
                out.write(more)
    return pieces, entities


def _nothing(refused: Sequence[Refusal]) -> KgError:
    if len(refused) == 1:
        return KgError(refused[0].reason, where=refused[0].origin)
    reasons = "; ".join(f"{refusal.origin}: {refusal.reason}" for refusal in refused[:3])
    return KgError(f"none of the {len(refused)} inputs could be read ({reasons})", remedy="nothing was written")
