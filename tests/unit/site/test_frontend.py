"""What is bundled for the browser: pinned without an address, permissive, alike to graph.html, built only when it must be."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.page.legend import LOOKS
from kg.site.site import STATIC
from tests.conftest import ROOT

FRONTEND = ROOT / "kg" / "site" / "frontend"
PERMISSIVE = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0", "CC-BY-4.0"}


def source(name: str) -> str:
    return (FRONTEND / "src" / name).read_text(encoding="utf-8")


def test_the_lock_pins_every_package_by_its_checksum_and_names_no_registry() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name
    assert "registry" not in (FRONTEND / "package-lock.json").read_text(encoding="utf-8")


def test_what_is_asked_for_is_exact() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    for version in (*package["dependencies"].values(), *package["devDependencies"].values()):
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_shapes_and_colours_are_those_of_the_graph_page() -> None:
    shapes = dict(re.findall(r'^  (\w+): "(\w+)",$', source("looks.ts"), re.MULTILINE))
    assert shapes == {name: shape for name, (shape, _colour) in LOOKS.items()}
    colours: dict[str, str] = {}
    for names, colour in re.findall(
        r"^((?:\[data-class=.*?\](?:, )?)+) \{ --look: (#\w+); \}$", source("site.css"), re.MULTILINE
    ):
        colours |= dict.fromkeys(re.findall(r'"(\w+)"', names), colour)
    assert colours == {name: colour for name, (_shape, colour) in LOOKS.items()}


def test_the_sources_load_nothing_from_another_host() -> None:
    for path in (FRONTEND / "src").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            found = set(re.findall(r"https?://[^\s\"'`<>)]+", text))
            assert all(re.match(r"http://www\.w3\.org/|http://purl\.org/", address) for address in found), (path.name, found)
            assert "innerHTML" not in text, path.name


@pytest.mark.skipif(not (STATIC / "LICENSES.txt").is_file(), reason="the site is not built: make site")
def test_every_bundled_part_has_a_permissive_licence() -> None:
    head = (STATIC / "LICENSES.txt").read_text(encoding="utf-8").split("-" * 78)[0]
    listed = re.findall(r"^(\S+) \d\S*: (.+)$", head, re.MULTILINE)
    names = {name for name, _licence in listed}
    assert {"@zazuko/yasgui", "d3-force", "codemirror"} <= names
    assert not {"axe-core", "esbuild", "typescript"} & names
    for name, licence in listed:
        assert set(licence.split(" and ")) <= PERMISSIVE, name


@pytest.mark.skipif(not (STATIC / ".built").is_file(), reason="the site is not built: make site")
def test_what_is_built_is_not_built_again() -> None:
    before = (STATIC / "site.js").stat().st_mtime_ns
    offline = {**os.environ, "npm_config_offline": "true"}
    done = subprocess.run(["sh", ".ci/site"], cwd=ROOT, env=offline, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout + done.stderr == ""
    assert (STATIC / "site.js").stat().st_mtime_ns == before


def test_without_node_it_says_so_loudly(tmp_path: Path) -> None:
    for tool in ("sh", "dirname", "find", "sort", "cat", "cksum", "mktemp", "rm"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(found)
    shutil.copytree(FRONTEND, tmp_path / "kg/site/frontend", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    bare = {"PATH": str(tmp_path / "bin")}
    for required, code in (([], 0), (["--required"], 1)):
        done = subprocess.run(
            ["sh", ".ci/site", *required], cwd=tmp_path, env=bare, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == code
        assert "NO NODE" in done.stderr
