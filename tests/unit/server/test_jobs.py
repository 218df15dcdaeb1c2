"""What the server and its workers say to each other."""

import pytest

from kg.server.jobs import (
    SIZES,
    Change,
    Dump,
    Job,
    Limits,
    Orders,
    Query,
    Reply,
    Snapshot,
    Update,
    job_of,
    pack,
    reply_of,
    sizes,
)


@pytest.mark.parametrize(
    "job",
    [
        Query(
            "store", "1", "SELECT * { ?s ?p '建行\ud800' }", None, "turtle", "spool", default_graphs=(), named_graphs=("urn:g",)
        ),
        Dump("store", "1", None, "nquads", "spool", gzip=True),
        Update("CLEAR ALL", "http://e.org/", "next", ("urn:g",)),
        Change("PUT", "urn:g", "next", (("turtle", 3), ("jsonld", 0))),
        Snapshot("next"),
    ],
)
def test_a_job_arrives_as_it_was_sent(job: Job) -> None:
    frame = pack(job, b"body")
    head, body = sizes(frame[:SIZES])
    assert job_of(frame[SIZES : SIZES + head]) == job
    assert frame[SIZES + head :] == b"body"
    assert body == 4


def test_a_reply_arrives_as_it_was_sent() -> None:
    reply = Reply("json", rows=3, problem={"kind": "busy", "problem": "忙"})
    frame = pack(reply)
    assert reply_of(frame[SIZES:]) == reply


def test_orders_fit_on_a_command_line() -> None:
    orders = Orders(Limits(1.5, 2, 3, 4), writes="商店/store", asks_elsewhere=True)
    assert Orders.read(orders.written()) == orders
