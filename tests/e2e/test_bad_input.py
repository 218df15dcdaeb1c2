"""Whatever comes in: a clear line each, the good articles still in the graph, nothing executed, no quadratic blow-up."""

import json
import os
import resource
from pathlib import Path

import pytest

from tests.conftest import Run

HEAD = "---\ntitle: 央行发布通知\ndate: Sat, 11 Sep 2021 13:24:00 GMT\nauthor: 证券时报网\n---\n"
GOOD = HEAD + "<p>中国人民银行发布《通知》。</p>\n"
BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{now}: &{now} [{','.join([f'*{before}'] * 9)}]\n" for before, now in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 64,
    "utf16.txt": GOOD.encode("utf-16"),
    "bomb.md": (BOMB + "title: x\n---\n<p>正文。</p>\n").encode(),
    "object.md": b"---\ntitle: !!python/object/apply:os.system ['touch executed']\n---\n<p>x</p>\n",
    "notjson.jsonl": b'{"id": "a", "title": "x"\n',
}
TAKEN: dict[str, bytes] = {
    "truncated.txt": GOOD.encode()[:-40],
    "deep.html": ("<div>" * 20_000 + "中国人民银行发布通知。" + "</div>" * 20_000).encode(),
    "nul.txt": GOOD.replace("发布《", "发\0布《").encode(),
    "script.md": GOOD.replace("央行发布通知", "央行<script>alert(1)</script>发布").encode(),
    "undated.txt": "央行发布通知\n\n中国人民银行发布《通知》。\n".encode(),
    "gbk.txt": GOOD.encode("gb18030"),
    "bom.txt": b"\xef\xbb\xbf" + GOOD.encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text(GOOD, encoding="utf-8")
    return articles


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(kg: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(REFUSED[name])

    done = kg("build", folder, "--out", folder.parent / "out", "--json", "--workers", 1, cwd=folder.parent)

    assert done.returncode == 3, done.stderr
    report = json.loads(done.stdout)
    assert report["articles"] == 1
    (refused,) = report["refused"]
    assert name in refused["input"]
    assert refused["reason"]
    assert [line for line in done.stderr.splitlines() if line.startswith("kg: refused") and name in line]
    assert "Traceback" not in done.stderr
    assert not list(folder.parent.rglob("executed"))


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_be_read_is_in_the_graph(kg: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(TAKEN[name])

    done = kg("build", folder, "--out", folder.parent / "out", "--json", "--workers", 1)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 2
    graph = (folder.parent / "out" / "graph.nq").read_text(encoding="utf-8")
    assert f'"{Path(name).stem}"' in graph


def test_a_huge_paragraph_takes_linear_time(kg: Run, folder: Path) -> None:
    sentence = (
        "中国人民银行、银保监会等部门联合印发《关于加强金融服务的通知》，中国建设银行贷款余额达18.73万亿元，同比增长24.1%，"
    )
    (folder / "huge.txt").write_text(f"题目\n\n{sentence * (3_000_000 // len(sentence.encode()))}\n", encoding="utf-8")
    before = children_seconds()

    done = kg("build", folder, "--out", folder.parent / "out", "--workers", 1, "--quiet")

    assert done.returncode == 0, done.stderr
    assert children_seconds() - before < 100, "some 25 are usual; a quadratic step would take hundreds"


def children_seconds() -> float:
    """Processor time of finished child processes: other work on the machine does not count."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_the_first_of_two_articles_with_one_identifier_stays(kg: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "good.txt").write_text(GOOD.replace("通知", "公告"), encoding="utf-8")

    ahead = kg("build", folder, "--out", folder.parent / "one", "--json")
    behind = kg("build", folder / "sub", folder, "--out", folder.parent / "two", "--json")

    assert ahead.returncode == behind.returncode == 3
    assert "sub" in json.loads(ahead.stdout)["refused"][0]["input"]
    assert (folder.parent / "one" / "graph.nq").read_bytes() == (folder.parent / "two" / "graph.nq").read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(kg: Run, folder: Path) -> None:
    (folder / "secret.txt").write_text(GOOD, encoding="utf-8")
    (folder / "secret.txt").chmod(0)

    done = kg("build", folder, "--out", folder.parent / "out")

    assert done.returncode == 3
    assert "permission denied" in done.stderr


def test_a_loop_of_links_ends(kg: Run, folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")

    done = kg("build", folder, "--out", folder.parent / "out", "--json")

    assert done.returncode == 3
    assert json.loads(done.stdout)["articles"] == 1
    assert "loop" in done.stderr
    assert "self.txt" in done.stderr


def test_strict_stops_and_keeps_what_was_there(kg: Run, folder: Path) -> None:
    out = folder.parent / "out"
    assert kg("build", folder, "--out", out).returncode == 0
    before = (out / "graph.nq").read_bytes()
    (folder / "empty.txt").write_bytes(b"")

    done = kg("build", folder, "--out", out, "--strict")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) <= 3
    assert "empty.txt" in done.stderr
    assert (out / "graph.nq").read_bytes() == before


@pytest.mark.parametrize("given", ["missing.txt", "missing-*.txt", "."])
def test_nothing_to_read_is_one_line(kg: Run, tmp_path: Path, given: str) -> None:
    done = kg("build", given, "--out", tmp_path / "out", cwd=tmp_path)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out" / "graph.nq").exists()


def test_a_full_disk_is_one_line_and_damages_nothing(kg: Run, folder: Path) -> None:
    out = folder.parent / "out"
    assert kg("build", folder, "--out", out, "--workers", 1).returncode == 0
    before = outputs(out)

    (folder / "more.txt").write_text(GOOD.replace("通知", "公告"), encoding="utf-8")

    # A limit on the size of files fails the same calls that a full disk fails, and needs no disk of our own.
    done = kg("build", folder, "--out", out, "--workers", 1, blocks=200)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("kg: ")
    assert outputs(out) == before
    assert not list(out.glob(".build-*"))


def outputs(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"}
