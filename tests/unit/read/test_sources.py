"""Inputs become sources: in a fixed order, and whatever cannot be read is named instead of lost."""

import io
import os
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import Source, discover, read


def write(path: Path, text: str = "标题\n正文。") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(sources: list[Source]) -> list[str]:
    return [Path(source.origin).name for source in sources]


def test_a_folder_gives_its_articles_sorted_and_passes_over_other_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.html", "d.jsonl", "logo.png", ".hidden.md", "sub/e.txt", ".git/f.txt"):
        write(tmp_path / name)
    assert names(list(discover([str(tmp_path)]))) == ["a.md", "b.txt", "c.html", "d.jsonl", "e.txt"]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert names(list(discover([str(write(tmp_path / "article.news"))]))) == ["article.news"]


def test_a_glob_gives_its_matches_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "d.md"):
        write(tmp_path / name)
    assert names(list(discover([str(tmp_path / "**" / "*.txt")]))) == ["a.txt", "b.txt", "c.txt"]


def test_a_file_with_glob_characters_in_its_name_is_a_file(tmp_path: Path) -> None:
    assert names(list(discover([str(write(tmp_path / "a[1].txt"))]))) == ["a[1].txt"]


def test_a_file_named_twice_is_one_source(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert len(list(discover([str(path), str(tmp_path), str(path)]))) == 1


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.txt", "no such file or folder"),
        ("*.nothing", "nothing matches this pattern"),
        ("empty", "this folder holds no article"),
    ],
)
def test_an_input_that_gives_nothing_is_refused_by_name(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "empty").mkdir()
    [source] = discover([str(tmp_path / name)])
    with pytest.raises(ReadError, match=problem) as raised:
        list(read(source))
    assert raised.value.where == str(tmp_path / name)


def test_a_folder_link_that_leads_back_ends_and_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path / "a")
    sources = list(discover([str(tmp_path)]))
    assert [source.origin for source in sources if source.problem is None] == [str(tmp_path / "a" / "one.txt")]
    assert [source.problem.problem for source in sources if source.problem] == [
        "this link leads back to a folder that is already read"
    ]


def test_a_link_to_itself_and_a_broken_link_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    sources = list(discover([str(tmp_path)]))
    assert names([source for source in sources if source.problem]) == ["broken.txt", "loop.txt"]
    assert names([source for source in sources if source.problem is None]) == ["good.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_files_and_folders_without_permission_are_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    write(tmp_path / "closed" / "inside.txt")
    secret.chmod(0)
    (tmp_path / "closed").chmod(0)
    refused = []
    for source in discover([str(tmp_path)]):
        with pytest.raises(ReadError, match="permission denied"):
            list(read(source))
        refused.append(Path(source.origin).name)
    (tmp_path / "closed").chmod(0o700)
    assert sorted(refused) == ["closed", "secret.txt"]


def test_a_minus_is_standard_input() -> None:
    [source] = discover(["-"], io.BytesIO("央行降准\n正文。".encode()))
    [document] = read(source)
    assert (document.identifier, document.text) == ("stdin", "央行降准\n正文。")


def test_standard_input_that_is_not_there_is_refused() -> None:
    [source] = discover(["-"])
    assert source.problem is not None
