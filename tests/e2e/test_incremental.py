"""A build into a folder that holds articles reads what is new or has changed; the outcome is that of building all anew."""

import json
import os
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, StoreError
from kg.gazetteer.table import COLUMNS
from kg.pipeline import Plan, build, withdraw
from kg.pipeline.archive import ARCHIVE
from kg.store import open_store
from tests.conftest import Run

GRAPHS = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "graph.html")
BODIES = (
    "中国人民银行印发《关于加强金融服务的通知》。",
    "中国建设银行与广州市签署合作协议，贷款余额达18.73万亿元，同比增长24.1%。",
    "银保监会副主席周亮出席第九届中国中小企业投融资交易会。",
    "国家发展改革委财金司与工业和信息化部联合召开视频会。",
    "“粤信融”平台由央行广州分行建成，接入120家银行。",
    "云海市地方金融监督管理局处罚云海农商行，罚款30万元。",
    "全国中小企业融资综合信用服务平台推出“信易贷”，工农中建均到会。",
)


def article(chance: random.Random) -> str:
    return f"第{chance.randrange(100)}号报道\n\n" + "".join(f"{body}\n" for body in chance.sample(BODIES, 3))


def quads(folder: Path) -> list[str]:
    return sorted(map(str, open_store(folder / "store")))


def assert_same(one: Path, other: Path) -> None:
    for name in GRAPHS:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert quads(one) == quads(other)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Five articles in a folder."""
    folder, chance = tmp_path / "articles", random.Random(5)
    folder.mkdir()
    for number in range(5):
        (folder / f"a{number}.txt").write_text(article(chance), encoding="utf-8")
    return folder


def built(inputs: Path, out: Path, **options: Any) -> dict[str, Any]:
    return build(Plan((str(inputs),), out, **options))


@pytest.mark.parametrize("seed", [1, 2])
def test_any_course_of_changes_gives_what_a_build_of_all_gives(tmp_path: Path, seed: int) -> None:
    chance, given, out = random.Random(seed), tmp_path / "given", tmp_path / "out"
    given.mkdir()
    for step in range(6):
        for _ in range(chance.randint(1, 3)):
            (given / f"a{chance.randrange(12):02}.txt").write_text(article(chance), encoding="utf-8")
        changes = built(given, out, workers=chance.choice((1, 2)))["changes"]
        assert changes["reread"] == 0
        assert len(changes["added"]) + len(changes["replaced"]) + changes["kept"] == len(list(given.iterdir()))
        if step % 2 and len(list(given.iterdir())) > 2:
            gone = chance.sample(sorted(given.iterdir()), 2)
            for path in gone:
                path.unlink()
            assert withdraw(out, [path.stem for path in gone])["changes"]["withdrawn"] == sorted(path.stem for path in gone)
        built(given, tmp_path / f"fresh{step}", workers=chance.choice((1, 2)))
        assert_same(out, tmp_path / f"fresh{step}")


def test_articles_of_another_day_join_those_already_there(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    for name in ("a3.txt", "a4.txt"):
        (articles / name).rename(tmp_path / "later" / name)
    built(articles, tmp_path / "out")
    changes = built(tmp_path / "later", tmp_path / "out")["changes"]

    assert changes == {"added": ["a3", "a4"], "replaced": [], "withdrawn": [], "kept": 3, "reread": 0}
    build(Plan((str(articles), str(tmp_path / "later")), tmp_path / "whole"))
    assert_same(tmp_path / "out", tmp_path / "whole")


def test_building_twice_changes_nothing(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in GRAPHS}
    changes = built(articles, tmp_path / "out")["changes"]

    assert changes == {"added": [], "replaced": [], "withdrawn": [], "kept": 5, "reread": 0}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in GRAPHS} == before


def test_a_fresh_build_forgets_what_was_there(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    build(Plan((str(articles / "a1.txt"),), tmp_path / "out", fresh=True))
    build(Plan((str(articles / "a1.txt"),), tmp_path / "alone"))

    assert_same(tmp_path / "out", tmp_path / "alone")


def test_another_gazetteer_has_every_article_read_again_even_without_its_file(articles: Path, tmp_path: Path) -> None:
    row = {"key": "regulator/x-yunhai", "class": "Regulator", "name": "云海市地方金融监督管理局"}
    ours = tmp_path / "ours.csv"
    ours.write_text(f"{','.join(COLUMNS)}\n{','.join(row.get(name, '') for name in COLUMNS)}\n", encoding="utf-8")
    kept = tmp_path / "kept"
    shutil.copytree(articles, kept)
    built(articles, tmp_path / "out")
    for path in [*articles.iterdir()][1:]:
        path.unlink()
    changes = built(articles, tmp_path / "out", gazetteers=(ours,))["changes"]

    assert changes == {"added": [], "replaced": [], "withdrawn": [], "kept": 5, "reread": 5}
    built(kept, tmp_path / "whole", gazetteers=(ours,))
    assert_same(tmp_path / "out", tmp_path / "whole")
    assert "entity/regulator/x-yunhai>" in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


def test_the_folder_keeps_its_base(articles: Path, tmp_path: Path) -> None:
    build(Plan((str(articles / "a0.txt"),), tmp_path / "out", base="https://example.org/news/"))
    built(articles, tmp_path / "out")
    built(articles, tmp_path / "whole", base="https://example.org/news/")

    assert_same(tmp_path / "out", tmp_path / "whole")


def test_exports_that_somebody_changed_are_made_anew(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    with (tmp_path / "out" / "graph.nq").open("a", encoding="utf-8") as graph:
        graph.write("<urn:a> <urn:b> <urn:c> .\n")
    assert built(articles, tmp_path / "out")["changes"]["reread"] == 5
    built(articles, tmp_path / "whole")

    assert_same(tmp_path / "out", tmp_path / "whole")


def test_lines_of_json_are_known_wherever_they_stand(tmp_path: Path) -> None:
    records = [json.dumps({"id": f"r{number}", "title": f"第{number}号", "text": BODIES[number]}) for number in range(5)]
    (tmp_path / "news.jsonl").write_text("\n".join(records[:3]) + "\n", encoding="utf-8")
    built(tmp_path / "news.jsonl", tmp_path / "out")
    records[1] = json.dumps({"id": "r1", "title": "第一号", "text": BODIES[6]})
    (tmp_path / "news.jsonl").write_text("\n".join(reversed(records)) + "\n", encoding="utf-8")
    changes = built(tmp_path / "news.jsonl", tmp_path / "out")["changes"]

    assert changes == {"added": ["r3", "r4"], "replaced": ["r1"], "withdrawn": [], "kept": 2, "reread": 0}
    built(tmp_path / "news.jsonl", tmp_path / "whole")
    assert_same(tmp_path / "out", tmp_path / "whole")


def test_an_identifier_taken_by_a_known_article_is_refused(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    before = quads(tmp_path / "out")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a1.txt").write_text("另一篇\n\n中国银行发布公告。\n", encoding="utf-8")
    report = built(tmp_path / "other", tmp_path / "out")

    (refused,) = report["refused"]
    assert "a1" in refused["reason"]
    assert str(articles / "a1.txt") in refused["reason"]
    assert quads(tmp_path / "out") == before


def test_an_article_may_move_and_then_change(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    moved = articles.rename(tmp_path / "moved")
    assert built(moved, tmp_path / "out")["changes"]["kept"] == 5
    (moved / "a2.txt").write_text("改了\n\n中国银行发布公告。\n", encoding="utf-8")

    assert built(moved, tmp_path / "out")["changes"]["replaced"] == ["a2"]


@pytest.mark.parametrize("name", ["a1", "https://jinqiao.example/article/a1", "{articles}/a1.txt"])
def test_an_article_is_withdrawn_by_any_of_its_names(articles: Path, tmp_path: Path, name: str) -> None:
    built(articles, tmp_path / "out")
    withdraw(tmp_path / "out", [name.format(articles=articles)])
    (articles / "a1.txt").unlink()
    built(articles, tmp_path / "whole")

    assert_same(tmp_path / "out", tmp_path / "whole")


def test_nothing_of_a_withdrawn_article_is_left_on_disk(articles: Path, tmp_path: Path) -> None:
    (articles / "secret.txt").write_text("撤稿\n\n乌有乡村镇银行发布《乌有乡通知》。\n", encoding="utf-8")
    built(articles, tmp_path / "out")
    withdraw(tmp_path / "out", ["secret"])

    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or "乌有乡".encode() not in path.read_bytes(), path.name


def test_the_last_article_may_be_withdrawn(articles: Path, tmp_path: Path) -> None:
    build(Plan((str(articles / "a0.txt"),), tmp_path / "out"))
    withdraw(tmp_path / "out", ["a0"])
    assert "/article/" not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    built(articles, tmp_path / "out")
    built(articles, tmp_path / "whole")

    assert_same(tmp_path / "out", tmp_path / "whole")


def test_what_is_not_there_cannot_be_withdrawn(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    before = quads(tmp_path / "out")
    with pytest.raises(KgError, match="no article of this folder"):
        withdraw(tmp_path / "out", ["a1", "nobody"])

    assert quads(tmp_path / "out") == before
    with pytest.raises(StoreError, match="no such folder"):
        withdraw(tmp_path / "nowhere", ["a1"])
    assert not (tmp_path / "nowhere").exists()


def test_a_file_of_many_articles_is_withdrawn_only_when_asked_for(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{number}", "title": "题", "text": BODIES[number]}) + "\n" for number in range(3)]
    (tmp_path / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    built(tmp_path / "news.jsonl", tmp_path / "out")
    with pytest.raises(KgError, match="3 articles: r0, r1, r2"):
        withdraw(tmp_path / "out", [str(tmp_path / "news.jsonl")])

    assert withdraw(tmp_path / "out", [str(tmp_path / "news.jsonl")], whole_inputs=True)["articles"] == 0


def test_a_folder_of_another_version_is_refused_by_name(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(articles, out)
    for version, words in ((0, "an older version"), (99, "a newer version")):
        with sqlite3.connect(out / ARCHIVE) as rows:
            rows.execute(f"PRAGMA user_version = {version}")
        rows.close()
        with pytest.raises(StoreError, match=f"{words}.*--fresh"):
            built(articles, out)
    (out / ARCHIVE).write_bytes(b"nonsense" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        built(articles, out)
    (out / ARCHIVE).unlink()
    with pytest.raises(StoreError, match="kept no articles"):
        built(articles, out)

    assert built(articles, out, fresh=True)["articles"] == 5


def test_what_is_missing_from_the_outputs_is_made_again(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    (tmp_path / "out" / "graph.html").unlink()
    shutil.rmtree(tmp_path / "out" / "store")
    built(articles, tmp_path / "out")
    built(articles, tmp_path / "whole")

    assert_same(tmp_path / "out", tmp_path / "whole")


def test_what_builds_write_is_no_input(articles: Path) -> None:
    assert built(articles, articles)["articles"] == 5
    assert built(articles, articles)["changes"]["kept"] == 5
    assert built(articles, articles)["articles"] == 5


def test_nothing_is_withdrawn_from_exports_that_somebody_changed(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "out")
    (tmp_path / "out" / "graph.ttl").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="changed since; bring them up to date"):
        withdraw(tmp_path / "out", ["a1"])


def test_a_file_with_any_name_is_an_article(articles: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xfe\xe5.txt")
    (articles / name).write_text("题\n\n中国银行发布公告。\n", encoding="utf-8")
    assert built(articles, tmp_path / "out")["articles"] == 6
    (articles / name).write_text("题\n\n中国银行发布第二份公告。\n", encoding="utf-8")

    assert len(built(articles, tmp_path / "out")["changes"]["replaced"]) == 1


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system that nobody can write")
def test_a_folder_that_cannot_be_written_is_one_line(kg: Run, articles: Path) -> None:
    done = kg("build", articles, "--out", "/proc/self/out")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "choose another folder" in done.stderr
