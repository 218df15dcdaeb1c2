"""Answers that the server keeps."""

from kg.server.jobs import Reply
from kg.server.kept import Kept

REPLY = Reply("json")


def test_the_answer_longest_unasked_goes_first() -> None:
    kept = Kept(largest=80_000)
    for name in "abcdefghijklmnop":
        kept.keep(name, "", (REPLY, b"x" * 3976))  # 5,000 bytes with what stands beside: sixteen fit
    assert kept.find("a") == (REPLY, b"x" * 3976)
    kept.keep("q", "", (REPLY, b"x" * 3976))
    assert kept.find("b") is None
    assert kept.find("a") is not None
    assert kept.find("q") is not None


def test_long_answers_are_not_kept() -> None:
    kept = Kept(largest=80_000)
    kept.keep("long", "", (REPLY, b"x" * 5_000))
    kept.keep("long question", "x" * 2_000, (REPLY, b""))
    kept.keep("in a file", "", (Reply("json", spool="file"), b""))
    assert [kept.find(name) for name in ("long", "long question", "in a file")] == [None] * 3
