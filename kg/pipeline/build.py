"""A build: inputs in, the whole output folder out, all of it or nothing.

1. What is new or has changed among the inputs is read and analysed (workers), its pieces left in part files.
2. It is settled which articles the folder holds, and what is said of each entity they touch.
3. The exports are woven from the pieces, known and new; the store follows, the page is drawn.
4. The quality card is written, and everything takes its place at once.
"""

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from kg.errors import KgError, StoreError
from kg.exports import Piece, Renderer
from kg.graph import DEFAULT_BASE, check_base, ontology_lines, provenance_lines
from kg.ontology import load_ontology
from kg.pipeline.archive import ARCHIVE, Archive, open_archive
from kg.pipeline.carry import carried
from kg.pipeline.commit import commit, locked, recover, staged
from kg.pipeline.crew import answers
from kg.pipeline.inputs import batches, to_read
from kg.pipeline.outputs import OUTPUTS, REPORTS, beside, write_outputs
from kg.pipeline.settling import Changes, settle
from kg.pipeline.version import reading_version
from kg.pipeline.weave import Weave, describe_entities, intact
from kg.pipeline.work import Order
from kg.read import discover, spoken
from kg.read.feed_fetching import is_address
from kg.report import Refusal, Tally, build_report, render_json, render_markdown
from kg.store import fingerprint

_WORN = 0.3  # share of the articles that may change before the store is loaded anew: what went leaves room behind


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, where and how.

    ``base`` is the folder's own, or the default one, when None. ``fresh`` forgets what the folder holds.
    """

    inputs: tuple[str, ...]
    out: Path
    base: str | None = None
    workers: int = 1
    strict: bool = False
    gazetteers: tuple[Path, ...] = ()
    fresh: bool = False


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
    """Read the inputs into the folder ``plan.out`` and give the quality card; ``listen`` hears how it goes.

    What the folder holds stays; of the inputs only those that are new or have changed are read.

    Raises:
        KgError: Nothing could be built, or ``strict`` and something was refused or violates a shape. The previous outputs stay.
    """
    if plan.base is not None:
        check_base(plan.base)
    with _writing(plan.out) as stage:
        run = _Run(plan, listen)
        with closing(Archive(stage) if plan.fresh else open_archive(plan.out, stage)) as archive:
            base = plan.base or archive.setting("base") or DEFAULT_BASE
            version = reading_version(base, plan.gazetteers)
            anew = bool(archive.held) and (archive.setting("reading") != version or not intact(archive, plan.out))
            _read(run, archive, Order(stage, base, plan.gazetteers, version), stdin, anew=anew)
            changes, refused = settle(archive, anew=anew)
            run.refuse(refused)
            run.lap("read")
            archive.set("base", base)
            archive.set("reading", version)
            archive.set("program", reading_version(base, ()) if plan.gazetteers else version)
            return _finish(run, archive, stage, changes, whole=anew)


def withdraw(
    out: Path, names: Sequence[str], *, whole_inputs: bool = False, listen: Callable[[Step], None] = _silence
) -> dict[str, Any]:
    """Take articles out of the folder ``out``, with all that only they say; the quality card.

    Args:
        out: The folder of a build.
        names: Identifiers, IRIs, or files as they were named to the build.
        whole_inputs: Whether a file that held many articles may be named; all of them go then.
        listen: Hears how it goes.

    Raises:
        KgError: A name is that of no article of the folder, or of several; or the folder is not up to date. The outputs stay.
    """
    if not out.is_dir():
        raise StoreError("no such folder", where=str(out), remedy="name the one that kg build wrote, with --out")
    with _writing(out) as stage, closing(open_archive(out, stage)) as archive:
        run = _Run(Plan((), out), listen)
        changes = Changes()
        if not intact(archive, out) or archive.setting("program") != reading_version(archive.setting("base"), ()):
            raise StoreError(
                "its exports were made by another version, or changed since",
                where=str(out),
                remedy="bring them up to date with kg build first, then withdraw",
            )
        found = {article for name in names for article in find_articles(archive, name, out, whole_inputs=whole_inputs)}
        for number, identifier in sorted(found, key=itemgetter(1)):
            archive.drop(number)
            changes.withdrawn.append(identifier)
        changes.kept = archive.held - len(changes.withdrawn)
        run.lap("read")
        return _finish(run, archive, stage, changes, whole=False)


@contextmanager
def _writing(out: Path) -> Iterator[Path]:
    """The staging folder of the one writer; what goes wrong with the disk is an error of ours."""
    with locked(out):
        try:
            recover(out)
            with staged(out) as stage:
                yield stage
        except (OSError, sqlite3.OperationalError) as error:
            # Reading wraps its own errors: what is left is the output folder's disk.
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise StoreError(
                f"cannot write the outputs: {reason}", where=str(out), remedy="the previous outputs are unchanged"
            ) from error


def _read(run: _Run, archive: Archive, order: Order, stdin: BinaryIO | None, *, anew: bool) -> None:
    plan = run.plan
    named = [name for name in plan.inputs if not is_address(name)]
    total = sum(source.path.stat().st_size for source in discover(named) if source.path and not source.problem)
    given = to_read(plan.inputs, stdin, plan.out, archive, anew=anew)
    articles = done = 0
    run.listen(Step("load"))
    for answer in answers(batches(given, plan.workers), order, plan.workers):
        run.refuse(answer.refused)
        for article in answer.articles:
            archive.add(article)
            articles += 1
            done += article.size
        run.listen(Step("read", articles, len(run.refused), done, total))


def _finish(run: _Run, archive: Archive, stage: Path, changes: Changes, *, whole: bool) -> dict[str, Any]:
    """From the settled archive to the outputs in their place, and the quality card."""
    tally = Tally()
    for card in archive.cards():
        tally.add(json.loads(card))
    if not tally.counts["articles"] and not changes.withdrawn:
        raise _nothing(run.refused)
    _check(run.plan, tally)
    names = [*REPORTS, ARCHIVE]
    if changes or not archive.held or not all((run.plan.out / name).exists() for name in OUTPUTS):
        run.listen(Step("order"))
        _write(run, archive, stage, tally, changes, whole=whole)
        names = [*OUTPUTS]
    archive.finish()
    entities = Counter(dict(archive.rows.execute("SELECT kind, count(*) FROM entity WHERE kind NOTNULL GROUP BY kind")))
    refused = sorted(run.refused, key=lambda refusal: (refusal.origin, refusal.reason))
    report = build_report(tally, entities, refused, run.seconds, time.perf_counter() - run.began, asdict(changes))
    (stage / "report.json").write_text(render_json(report), encoding="utf-8")
    (stage / "report.md").write_text(render_markdown(report), encoding="utf-8")
    archive.close()
    commit(run.plan.out, stage, tuple(names))
    return report


def _write(run: _Run, archive: Archive, stage: Path, tally: Tally, changes: Changes, *, whole: bool) -> None:
    """The exports, the store and the page."""
    out, base = run.plan.out, archive.setting("base")
    renderer = Renderer(base, load_ontology())
    whole = whole or not archive.held
    worn = int(archive.setting("worn") or 0) + len(changes.added) + len(changes.replaced)
    # The store keeps the words of what was deleted until it is loaded anew: what is withdrawn must go.
    load = whole or bool(changes.withdrawn) or worn > _WORN * archive.held
    load = load or archive.setting("store") != fingerprint(out / "store")
    archive.set("worn", "0" if load else str(worn))
    describe_entities(archive, stage, renderer, whole=whole)
    with beside(run.plan.workers) as pool, Weave(archive, out, stage, compare=not load, pool=pool) as weave:
        weave.write(renderer, f"<{base}graph/entities>", surroundings(renderer, tally, base))
        run.lap("order")
        run.listen(Step("outputs"))
        update = None if load else (out / "store", weave.gone, weave.come)
        clients = carried(out, stage) if load and not run.plan.fresh else None
        run.seconds.update(write_outputs(archive, stage, weave.finish, update, clients, pool))
    archive.set("store", fingerprint(stage / "store"))


def surroundings(renderer: Renderer, tally: Tally, base: str) -> list[Piece]:
    """The graphs that no article owns."""
    graphs = ontology_lines(base), provenance_lines(tally.agents, base)
    return [renderer.graph([f"{line}\n" for line in lines])[0] for lines in graphs]


def find_articles(archive: Archive, name: str, out: Path, *, whole_inputs: bool = False) -> list[tuple[int, str]]:
    """The number and identifier of a known article, by identifier, IRI, or input.

    Raises:
        KgError: There is none; or the input held several, and not ``whole_inputs``.
    """
    identifier = unquote(name.removeprefix(f"{archive.setting('base')}article/")) if "/article/" in name else name
    place = spoken(os.path.relpath(Path(name).resolve(), out.resolve()))
    for condition, value in (("identifier", identifier), ("place", place), ("origin", spoken(name)), ("place", name)):
        query = f"SELECT number, identifier FROM article WHERE known AND {condition} = ? ORDER BY identifier"  # noqa: S608
        found = [(int(number), str(identifier)) for number, identifier in archive.rows.execute(query, (value,))]
        if len(found) > 1 and not whole_inputs:
            listed = ", ".join(identifier for _, identifier in found[:3]) + (", ..." if len(found) > 3 else "")
            raise KgError(
                f"it held {len(found)} articles: {listed}", where=name, remedy="name them by identifier, or say --all"
            )
        if found:
            return found
    raise KgError(
        "no article of this folder has this identifier, IRI or file",
        where=name,
        remedy=f"identifiers are the dcterms:identifier of each article in {out / 'graph.nq'}",
    )


def _check(plan: Plan, tally: Tally) -> None:
    wrong = [*tally.findings.get("misquotes", ()), *tally.findings.get("violations", ())]
    if plan.strict and wrong:
        raise KgError(f"the graph does not pass its checks: {wrong[0]}", remedy="nothing was written, because of --strict")


def _nothing(refused: Sequence[Refusal]) -> KgError:
    if len(refused) == 1:
        return KgError(refused[0].reason, where=refused[0].origin)
    reasons = "; ".join(f"{refusal.origin}: {refusal.reason}" for refusal in refused[:3])
    return KgError(f"none of the {len(refused)} inputs could be read ({reasons})", remedy="nothing was written")
