"""The unit table is data that an expert may edit: what does not fit is named with its file."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.figures.units import load_units, read_units
from kg.resources import ontology_dir

TABLE = (ontology_dir() / "rules" / "units.toml").read_text(encoding="utf-8")


def test_the_table_of_the_ontology_loads_once() -> None:
    assert load_units() is load_units()
    assert load_units().units["个百分点"].code == "pp"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('kind = "amount"\nwords = ["美元"', 'kind = "money"\nwords = ["美元"', "no such kind of unit: money"),
        ('words = ["欧元"]', 'words = ["美元"]', "the unit 美元 stands there twice"),
        ("[scales]", "[scale]", "lacks or misspells 'scales'"),
        ("[scales]", "[scales", "cannot be read"),
    ],
)
def test_a_broken_table_is_an_error_that_names_the_file(tmp_path: Path, before: str, after: str, problem: str) -> None:
    path = tmp_path / "units.toml"
    path.write_text(TABLE.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=problem) as raised:
        read_units(path)
    assert raised.value.where == str(path)


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        read_units(tmp_path / "none.toml")
