"""The wheel is all there is: ontology, gazetteer and rules travel inside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the back end that is installed, without any index."""
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = dist.glob("*.whl")
    return found


def test_the_wheel_holds_the_ontology_and_nothing_odd(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {"kg/_ontology/jinqiao.ttl", "kg/_ontology/shapes.ttl"} <= set(names)
    assert any(name.startswith("kg/_ontology/gazetteer/") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "jinqiao"}


@pytest.mark.skipif(not (ROOT / "kg/site/static/site.js").is_file(), reason="the site is not built: make site")
def test_the_wheel_holds_the_built_site_and_not_its_sources(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {f"kg/site/static/{name}" for name in ("site.css", "site.js", "editor.css", "editor.js", "LICENSES.txt")} <= names
    assert "kg/site/templates/base.html" in names
    assert not [name for name in names if "node_modules" in name or name.startswith("kg/site/frontend/")]


def test_an_installed_wheel_builds_in_an_empty_folder(wheel: Path, built: Path, seeds: Path, tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)

    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(seeds)],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (empty / "exports" / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()
