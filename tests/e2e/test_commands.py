"""The command line in a process of its own: help, explain, link, pipes, exit codes."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from tests.conftest import ROOT, Run


def test_help_names_every_command(kg: Run) -> None:
    done = kg("--help")

    assert done.returncode == 0
    assert all(f"\n    {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_examples(kg: Run, command: str) -> None:
    done = kg(command, "--help")

    assert done.returncode == 0
    assert "examples:" in done.stdout
    assert f"kg {command}" in done.stdout


def test_no_command_prints_the_help(kg: Run) -> None:
    assert "commands:" in kg().stdout


@pytest.mark.parametrize(
    "wrong", [["bild"], ["build"], ["build", "x", "--workers", "0"], ["link"], ["link", "建行", "--date", "昨天"]]
)
def test_a_usage_error_is_one_line_and_exits_with_one(kg: Run, wrong: list[str]) -> None:
    done = kg(*wrong)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_explain_says_why(kg: Run, seeds: Path) -> None:
    done = kg("explain", seeds / "000_ed608e3359058c26.txt")

    assert done.returncode == 0, done.stderr
    for heading in ("Mentions", "Facts", "Figures"):
        assert f"\n{heading}\n" in done.stdout
    assert "中国银行业协会 → 中国银行业协会 (Association" in done.stdout
    assert "rule " in done.stdout


def test_link_ranks_candidates_with_reasons(kg: Run) -> None:
    (first, *_) = json.loads(kg("link", "建行", "--json").stdout)

    assert first["name"] == "中国建设银行"
    assert first["class"] == "Bank"
    assert 0 < first["score"] <= 1
    assert first["reasons"]


def test_a_name_nobody_bears_is_nil(kg: Run) -> None:
    assert json.loads(kg("link", "不存在的名字甲乙丙", "--json").stdout) == []
    assert kg("link", "不存在的名字甲乙丙").stdout.startswith("NIL")


def test_the_date_decides_which_body_a_name_means(kg: Run) -> None:
    (then, *_) = json.loads(kg("link", "银监会", "--date", "2017-05-01", "--json").stdout)

    assert then["name"] == "中国银行业监督管理委员会"


def test_many_names_give_one_list_a_line(kg: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("建行\t2021-09-11\n不存在的名字甲乙丙\t\n央行\n", encoding="utf-8")

    lines = kg("link", "--file", names, "--json").stdout.splitlines()

    assert [bool(json.loads(line)) for line in lines] == [True, False, True]


def test_output_that_nobody_reads_on_is_no_error(seeds: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; for f in {seeds}/*.txt; do {sys.executable} -m kg explain $f; done | head -n 1"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )

    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_help_starts_at_once(kg: Run) -> None:
    fastest = min(timed(kg, "--help") for _ in range(3))

    assert fastest < 0.3


def timed(kg: Run, *arguments: str) -> float:
    began = time.perf_counter()
    assert kg(*arguments).returncode == 0
    return time.perf_counter() - began
