"""Workers that end are replaced; who waits is served in turn."""

import asyncio
from pathlib import Path

import pytest

from kg.server import pool as pools
from kg.server.jobs import Limits, Orders, Query, Reply
from kg.server.pool import Pool
from kg.server.problems import RequestError
from kg.store import build_store
from tests.loops import finish

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "graph.nq").write_text("".join(f"<urn:a> <urn:b> <urn:c{n}> <urn:g> .\n" for n in range(100)), encoding="utf-8")
    build_store(tmp_path / "store", [tmp_path / "graph.nq"])
    return tmp_path / "store"


def query(store: Path, text: str) -> Query:
    return Query(str(store), "1", text, "json", "ntriples", str(store.parent / "spool"))


async def outcomes(pool: Pool, *jobs: Query) -> list[tuple[Reply, bytes] | BaseException]:
    return await asyncio.gather(*(pool.run(job) for job in jobs), return_exceptions=True)


def test_jobs_are_done_also_by_fewer_workers_than_jobs(store: Path) -> None:
    async def run() -> None:
        pool = Pool(Orders(Limits(seconds=60)), 2)
        pool.start()
        found = await outcomes(pool, *(query(store, f"ASK {{ FILTER({number} > 4) }}") for number in range(10)))
        pool.close()
        assert [isinstance(each, tuple) and b"true" in each[1] for each in found] == [number > 4 for number in range(10)]
        assert pool.numbers() == {"workers": 2, "busy": 0, "waiting": 0}

    finish(run)


def test_a_worker_that_ended_is_replaced_and_its_job_explained(store: Path) -> None:
    async def run() -> None:
        pool = Pool(Orders(Limits(seconds=1)), 1)
        pool.start()
        late, then = await outcomes(pool, query(store, ENDLESS), query(store, "ASK {}"))
        assert isinstance(late, RequestError)
        assert (late.kind, late.problem) == ("time-limit", "no answer within 1 seconds")
        assert isinstance(then, tuple)
        pool.close()

    finish(run)


def test_a_cancelled_job_ends_its_worker(store: Path) -> None:
    async def run() -> None:
        pool = Pool(Orders(Limits(seconds=60)), 1)
        pool.start()
        job = asyncio.ensure_future(pool.run(query(store, ENDLESS)))
        while not pool.numbers()["busy"]:
            await asyncio.sleep(0)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert isinstance((await outcomes(pool, query(store, "ASK {}")))[0], tuple)
        pool.close()

    finish(run)


def test_who_waits_too_long_is_told_so_and_leaves_no_trace(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "PATIENCE", 0.2)

    async def run() -> None:
        pool = Pool(Orders(Limits(seconds=3)), 1)
        pool.start()
        _late, *sent_away = await outcomes(pool, query(store, ENDLESS), *[query(store, "ASK {}")] * 3)
        assert [error.kind for error in sent_away if isinstance(error, RequestError)] == ["busy"] * 3
        assert pool.numbers() == {"workers": 1, "busy": 0, "waiting": 0}
        assert isinstance((await outcomes(pool, query(store, "ASK {}")))[0], tuple)
        pool.close()

    finish(run)


def test_a_query_that_cannot_be_answered_costs_no_worker(store: Path) -> None:
    async def run() -> None:
        pool = Pool(Orders(Limits(seconds=60)), 1)
        pool.start()
        found = await outcomes(pool, query(store, "SELEC"), query(store.parent / "nowhere", "ASK {}"), query(store, "ASK {}"))
        assert [getattr(each, "kind", "") for each in found] == ["malformed-query", "store", ""]
        assert len(pool._idle) == 1
        pool.close()

    finish(run)
